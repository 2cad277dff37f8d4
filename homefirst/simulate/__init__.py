"""The simulator: the same events as the real ledger, of people who do not exist, in a system described by numbers.

`flow` reads those numbers (flow.toml), `network` says them as places, staff and choices, `loop` runs them, compiled,
`replication` runs them many times, `tallies` sums up what was counted and `emit` writes what was told as tables and as
a ledger. `simulate` does all of it for one command.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from homefirst.columns import build
from homefirst.datadir import DataDir
from homefirst.ledger import open_ledger
from homefirst.simulate.also import also_told
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.emit import Told, keys_of, say_people, told_of, write_ledger, write_told
from homefirst.simulate.flow import Flow
from homefirst.simulate.loop import kept_in
from homefirst.simulate.means import Mean, means
from homefirst.simulate.replication import (
    Parts,
    Progress,
    Replication,
    SimulationFault,
    Span,
    nothing,
    parts,
    replicate,
    replications,
    seed_of,
)
from homefirst.simulate.tallies import TALLIES, tallies

__all__ = [
    "Mean", "Simulated", "SimulationFault", "as_json", "as_lines", "parts_of", "prepare", "run_flow", "seen_of",
    "simulate",
]  # fmt: skip

LEDGER_DAYS = 366  # a longer run is written as tables only
WARM_UP = 180


class Simulated(NamedTuple):
    """What a simulation gave: the mean of each tally, and where the first replication was written."""

    origin: str
    means: Mapping[str, Mean]
    replications: int
    people: int
    events: int
    ledger: bool
    tables: Path


def parts_of(flow: Flow, days: int, warm_up: int = WARM_UP, first_day: date | None = None) -> Parts:
    """A flow over so many days, ready for any number of runs. Raises SystemFault and SimulationFault."""
    span = Span(first_day or flow.first_day, days, warm_up)
    return parts(compiled(flow.network(span.begins, days + warm_up)), span)


def prepare(flow: Flow) -> None:
    """Compile the loop if it was not yet (some 15 seconds, once), and meanwhile, beside it, the rules of the tables."""
    if any(Path(kept_in()).rglob("*.nbc")):
        return
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        rules = beside.submit(compile_rules)
        replicate(parts_of(flow, 1, 0), 1)  # the shortest run there is
        rules.result()


def compile_rules() -> None:
    """Compile the rules of the tables, by making those of a ledger that holds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.sqlite", "made-up:nobody")
        build(ledger, Path(folder) / "tables", (), {})
        ledger.close()


def seen_of(flow: Flow) -> Callable[[Replication], Mapping[str, float]]:
    """What is kept of each run of a flow: its tallies."""
    return lambda replication: tallies(replication, flow.told)


def run_flow(
    flow: Flow, *, days: int, count: int, seed: int = 1, warm_up: int = WARM_UP, progress: Progress = nothing
) -> list[Mapping[str, float]]:
    """The tallies of so many replications of a flow."""
    return replications(parts_of(flow, days, warm_up), seed, count, seen_of(flow), progress=progress)


def simulate(
    flow: Flow,
    out: Path,
    *,
    days: int,
    warm_up: int = WARM_UP,
    seed: int = 1,
    count: int = 1,
    first_day: date | None = None,
    also: bool = True,
    progress: Progress = nothing,
) -> Simulated:
    """Run a flow `count` times, and write the first into the folder `out`: tables, and up to a year a ledger.

    With `also` it tells too what the flow does not depend on (told.toml), where the system has such a file.
    Raises SystemFault for numbers that cannot be used and SimulationFault for what cannot be run or written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise SimulationFault(f"There is something in {out} already. Name a new folder: --out DIR.")
    if count < 1:
        raise SimulationFault(f"{count} replications cannot be run. Ask for 1 or more.")
    shared = parts_of(flow, days, warm_up, first_day)
    seen = seen_of(flow)
    first = replicate(shared, seed_of(seed, 0), tell=True)
    found = [seen(first)] if count == 1 else replications(shared, seed, count, seen, progress=progress)
    told = told_of(first, seed, flow.wards, flow.homes(shared.span.begins))
    if also and flow.also is not None:
        told = also_told(told, flow.also.told)
    in_ledger = days <= LEDGER_DAYS
    with whole_or_nothing(out) as folder:
        tables = write(told, DataDir(folder), in_ledger, progress).relative_to(folder)
    return Simulated(told.origin, means(found), count, len(told.born), len(told.rows), in_ledger, out / tables)


@contextmanager
def whole_or_nothing(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place when all is written, and is gone if anything stops it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{out.name}-", dir=out.parent))
    try:
        yield folder
        folder.replace(out)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def write(told: Told, directory: DataDir, in_ledger: bool, progress: Progress) -> Path:
    """Keep people, ledger and tables in this folder, all at once; gives the folder of the tables."""
    people = directory.people()
    keys = keys_of(told, people)
    position = len(told.rows) if in_ledger else 0
    with ThreadPoolExecutor(2) as pool:
        tables = pool.submit(write_told, told, keys, directory.tables, position)
        said = pool.submit(say_people, told, people)
        if in_ledger:
            write_ledger(told, keys, directory.path / "ledger.sqlite", progress)
        said.result()
        people.close()
        return tables.result().folder


def as_lines(done: Simulated, out: Path) -> Iterator[str]:
    """The means and what was written, for reading."""
    for name, tally in TALLIES.items():
        mean, lower, upper = done.means[name]
        sure = "" if lower is None or upper is None else f"  (95% interval {lower:,.2f} to {upper:,.2f})"
        yield f"{tally.title}: {mean:,.2f} {tally.unit}{sure}"
    runs = "1 replication" if done.replications == 1 else f"{done.replications:,} replications"
    yield f"Means over {runs}. These people do not exist ({done.origin})."
    if done.ledger:
        yield f"Wrote {done.events:,} events of {done.people:,} people. Open them with: homefirst serve --data {out}"
    else:
        yield f"Wrote tables of {done.events:,} events: {done.tables}. Up to {LEDGER_DAYS} days there is a ledger too."


def as_json(done: Simulated, out: Path) -> str:
    """The same for programs."""
    told = {
        "origin": done.origin,
        "replications": done.replications,
        "means": {name: {**mean._asdict(), "unit": unit_of(name)} for name, mean in done.means.items()},
        "people": done.people,
        "events": done.events,
        "ledger": str(out / "ledger.sqlite") if done.ledger else None,
        "tables": str(done.tables),
    }
    return json.dumps(told, indent=2)


def unit_of(name: str) -> str:
    """The unit of a tally; of those that no list names, people."""
    return TALLIES[name].unit if name in TALLIES else "people"
