"""The simulator: the same events as the real ledger, of people who do not exist, in a system described by numbers.

`flow` reads those numbers, `engine` is the event loop, `run` runs it many times, `emit` writes what it told as tables
and as a ledger. `simulate` does all of it for one command.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from homefirst.datadir import DataDir
from homefirst.simulate.emit import Told, keys_of, told_of, write_ledger, write_told
from homefirst.simulate.flow import flow_of
from homefirst.simulate.run import (
    Mean,
    Progress,
    SimulationFault,
    Span,
    means,
    nothing,
    parts,
    replicate,
    replications,
    seed_of,
)
from homefirst.system import load_system

__all__ = ["SHOWN", "Mean", "Simulated", "SimulationFault", "as_json", "as_lines", "simulate"]

LEDGER_DAYS = 366  # a longer run is written as tables only: a ledger of many years would take hours
SHOWN = {
    "occupied": ("Acute beds occupied", "beds"),
    "escalation": ("  of them escalation beds", "beds"),
    "awaiting_1": ("Ready, waiting in hospital for pathway 1", "people"),
    "awaiting_2": ("Ready, waiting in hospital for pathway 2", "people"),
    "awaiting_3": ("Ready, waiting in hospital for pathway 3", "people"),
    "awaiting_1_from_2": ("Waiting in a bed elsewhere for help at home", "people"),
    "wait_1": ("Wait for pathway 1", "days"),
    "wait_2": ("Wait for pathway 2", "days"),
    "wait_3": ("Wait for pathway 3", "days"),
    "wait_1_from_2": ("Wait for help at home in a bed elsewhere", "days"),
    "admissions_a_day": ("Admissions", "a day"),
    "returns_a_day": ("  of them readmissions", "a day"),
    "deaths_a_day": ("Deaths in hospital and services", "a day"),
}


class Simulated(NamedTuple):
    """What a simulation gave: the mean of each measure in SHOWN, and where the first replication was written."""

    origin: str
    means: Mapping[str, Mean]
    replications: int
    people: int
    events: int
    ledger: bool
    tables: Path


def simulate(
    system_name: str,
    out: Path,
    *,
    days: int,
    warm_up: int = 365,
    seed: int = 1,
    count: int = 1,
    progress: Progress = nothing,
) -> Simulated:
    """Run a system's flow `count` times, and write the first into the folder `out`: tables, and up to a year a ledger.

    Raises SystemFault for numbers that cannot be used and SimulationFault for what cannot be run or written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise SimulationFault(f"There is something in {out} already. Name a new folder: --out DIR.")
    if count < 1:
        raise SimulationFault(f"{count} replications cannot be run. Ask for 1 or more.")
    flow, _ = flow_of(system_name, load_system(system_name))
    span = Span(flow.first_day, days, warm_up)
    shared = parts(flow, span)
    found = means(replications(shared, seed, count, progress=progress))
    told = told_of(flow, span, replicate(shared, seed_of(seed, 0), tell=True), seed)
    in_ledger = days <= LEDGER_DAYS
    with whole_or_nothing(out) as folder:
        tables = write(told, DataDir(folder), in_ledger, progress).relative_to(folder)
    shown = {name: found[name] for name in SHOWN}
    return Simulated(told.origin, shown, count, len(told.born), len(told.rows), in_ledger, out / tables)


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
    """Keep people, ledger and tables in this folder; gives the folder of the tables."""
    people = directory.people()
    keys = keys_of(told, people)
    people.close()
    position = write_ledger(told, keys, directory.path / "ledger.sqlite", progress) if in_ledger else 0
    return write_told(told, keys, directory.tables, position).folder


def as_lines(done: Simulated, out: Path) -> Iterator[str]:
    """The means and what was written, for reading."""
    for name, (title, unit) in SHOWN.items():
        mean, lower, upper = done.means[name]
        sure = "" if lower is None or upper is None else f"  (95% interval {lower:,.2f} to {upper:,.2f})"
        yield f"{title}: {mean:,.2f} {unit}{sure}"
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
        "means": {name: {**mean._asdict(), "unit": SHOWN[name][1]} for name, mean in done.means.items()},
        "people": done.people,
        "events": done.events,
        "ledger": str(out / "ledger.sqlite") if done.ledger else None,
        "tables": str(done.tables),
    }
    return json.dumps(told, indent=2)
