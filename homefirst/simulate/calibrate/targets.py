"""Published figures as targets: what each is compared with in a simulated year, and how near it has to come."""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

from homefirst.simulate.calibrate.quantities import QUANTITIES
from homefirst.simulate.calibrate.seen import Seen
from homefirst.simulate.flow import Flow
from homefirst.simulate.replication import (
    Parts,
    Progress,
    Replication,
    SimulationFault,
    nothing,
    once,
    people_at_most,
    replicate,
    seed_of,
)
from homefirst.system import SystemFault, load_system

KEYS = {"figure", "role", "quantity", "with", "value", "bound", "tolerance", "because", "left_out"}
ROWS_A_DAY = 3600  # of what is told, for a first guess at the room for it
Found = Mapping[str, float]


class Target(NamedTuple):
    """A published figure, and the quantity of a simulated year that it is compared with."""

    figure: str
    measure: str
    unit: str
    role: str  # "calibrate" or "validate"
    value: float
    tolerance: float
    of: partial[float]  # of a Seen
    at_least: bool = False
    because: str = ""

    def within(self, simulated: float) -> bool:
        """Whether a simulated value is as near as it has to be."""
        return simulated - self.value >= -self.tolerance and (self.at_least or simulated - self.value <= self.tolerance)


class LeftOut(NamedTuple):
    """A published figure that is not compared, and why."""

    figure: str
    role: str
    why: str


class Targets(NamedTuple):
    compared: tuple[Target, ...]
    left_out: tuple[LeftOut, ...]

    def put_in(self, flow: Flow) -> set[str]:
        """The figures that flow.toml holds as they are, so that they can hardly come out otherwise."""
        return {basis.removeprefix("figure ") for basis in flow.document.basis.values() if basis.startswith("figure ")}

    def fitted(self, flow: Flow) -> set[str]:
        """The figures that numbers of flow.toml are fitted to: whatever their role, they are held out no longer."""
        return {fitted.figure for fitted in flow.document.fitted.values()}


def read_targets(flow: Flow, system_name: str) -> Targets:
    """The targets beside a flow, in targets.toml. Raises SystemFault with the target and what to do."""
    file = flow.document.file.with_name("targets.toml")
    figures = load_system(system_name).figures
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))["target"]
    except FileNotFoundError:
        raise SystemFault(
            f"{flow.name} has no targets.toml, so nothing can be compared. Write one beside flow.toml."
        ) from None
    except (tomllib.TOMLDecodeError, KeyError) as fault:
        raise SystemFault(f"targets.toml cannot be read: {fault}. Write [[target]] for each figure.") from None
    left_out = tuple(LeftOut(one["figure"], one["role"], one["left_out"]) for one in told if "left_out" in one)
    return Targets(tuple(target(one, figures) for one in told if "left_out" not in one), left_out)


def target(told: Mapping[str, Any], figures: Mapping[str, Any]) -> Target:
    """One target. Raises SystemFault."""
    name = told.get("figure", "")
    if name not in figures:
        raise SystemFault(f'targets.toml: there is no figure "{name}" in figures.csv. Look at its spelling.')
    if told.get("quantity") not in QUANTITIES or "tolerance" not in told or set(told) - KEYS:
        raise SystemFault(
            f"targets.toml, {name}: write tolerance, and quantity as one of {', '.join(QUANTITIES)}; other keys are "
            f"{', '.join(sorted(KEYS))}."
        )
    figure = figures[name]
    value = told.get("value", figure.value)
    if value is None:
        raise SystemFault(f"targets.toml, {name}: the figure prints no number. Write value = ..., and because.")
    of = partial(QUANTITIES[told["quantity"]], **told.get("with", {}))
    return Target(
        name, figure.measure, figure.unit, told["role"], float(value), float(told["tolerance"]), of,
        told.get("bound") == "at_least", told.get("because", ""),
    )  # fmt: skip


def observe(
    flow: Flow,
    shared: Parts,
    targets: Sequence[Target],
    *,
    count: int,
    seed: int,
    threads: int = 2,
    progress: Progress = nothing,
) -> list[Found]:
    """What each target's quantity came to in each of so many replications, by figure.

    Raises SimulationFault where the measured days have nothing of it in them.
    """

    def one(n: int) -> Found:
        seen = Seen(flow, told_once(shared, seed_of(seed, n)))
        found = {target.figure: float(target.of(seen)) for target in targets}
        for figure, value in found.items():
            if not math.isfinite(value):
                raise SimulationFault(f"Nothing of {figure} is in {shared.span.days} days. Measure 365 or more.")
        return found

    return in_threads(one, range(count), progress, threads)


def in_threads(do: Callable[[Any], Any], these: Sequence[Any], progress: Progress, threads: int = 2) -> list[Any]:
    """What doing each of these gives, in their order; Ctrl-C stops after those under way."""
    pool = ThreadPoolExecutor(min(threads, os.cpu_count() or 1))
    found = []
    try:
        for done in pool.map(do, these):
            found.append(done)
            progress(len(found), len(these))
    finally:
        pool.shutdown(cancel_futures=True)
    return found


def told_once(shared: Parts, seed: int) -> Replication:
    """One replication with what was told: run once if the room guessed for it is enough."""
    room = ROWS_A_DAY * (shared.span.days + shared.span.warm_up)
    done = once(shared, seed, people_at_most(shared), room)
    return replicate(shared, seed, tell=True) if done.world.full or done.world.told > room else done
