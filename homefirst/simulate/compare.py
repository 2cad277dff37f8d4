"""Scenarios side by side on the same people and the same chances, so that they differ only where they differ.

Each replication runs every scenario with one seed; what is told of a scenario is its difference from the first,
replication by replication, with a 95% interval (Student's t); where it holds 0 there is no clear difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from homefirst.simulate import WARM_UP, parts_of
from homefirst.simulate.compare_seen import Seen, delay_of, seen, titles_of
from homefirst.simulate.course import Course, Months, away, by_month, course
from homefirst.simulate.flow import Flow
from homefirst.simulate.means import Mean, mean_of
from homefirst.simulate.population import Residents
from homefirst.simulate.replication import Progress, SimulationFault, nothing, replicate, seed_of
from homefirst.simulate.scenario import Scenario, applied, drawn
from homefirst.simulate.tallies import TALLIES, Tally

AT_LEAST = 5  # replications, before precision may stop it
WATCHED = ("admissions", "beds", "not_needing", "readmission", "cost")


class Difference(NamedTuple):
    """A scenario less the first: its mean over replications and interval, and what may be said of it."""

    mean: float
    lower: float | None
    upper: float | None
    clear: bool  # the interval does not hold 0
    says: str  # "better", "worse", "higher", "lower", or "no clear difference"
    gain: float | None  # how many times the replications it would have taken on draws of their own

    @property
    def half(self) -> float:
        """Half the width of the interval; endless where there is none."""
        return float("inf") if self.upper is None else self.upper - self.mean


class Line(NamedTuple):
    """One tally: what it is called, its mean by scenario, and each later scenario's difference from the first."""

    name: str
    tally: Tally
    means: tuple[Mean, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """Scenarios and what came of each, the first being the one that the others are compared with."""

    system: str
    people: Residents
    scenarios: tuple[Scenario, ...]
    first_days: tuple[date, ...]
    days: int
    warm_up: int
    seed: int
    replications: int
    uncertain: bool
    precision: float | None
    lines: tuple[Line, ...]
    beds: tuple[Months, ...]  # acute beds in use, by scenario
    courses: tuple[Course | None, ...]  # of the same, for each scenario but the first
    unsure: tuple[str, ...]  # of the watched tallies, those not yet as precise as was wanted

    def line(self, name: str) -> Line:
        """The line of one tally."""
        return next(line for line in self.lines if line.name == name)


class Arm:
    """One scenario, ready to run."""

    def __init__(self, flow: Flow, scenario: Scenario, days: int, warm_up: int, uncertain: bool) -> None:
        self.flow, self.scenario, self.days, self.warm_up = flow, scenario, days, warm_up
        self.changed = applied(flow, scenario)
        self.parts = parts_of(self.changed, days, warm_up)
        self.uncertain = uncertain and any(effect.lower is not None for effect in scenario.in_force)

    def run(self, seed: int) -> Seen:
        """One replication; where asked, with each effect drawn within its interval."""
        changed, parts = self.changed, self.parts
        if self.uncertain:
            changed = applied(self.flow, self.scenario, drawn(seed))
            parts = parts_of(changed, self.days, self.warm_up)
        return seen(replicate(parts, seed), changed)


class KeptArm(Arm):
    """A scenario that many others will be compared with: each replication is run once and kept."""

    def __init__(self, flow: Flow, scenario: Scenario, days: int, warm_up: int) -> None:
        super().__init__(flow, scenario, days, warm_up, uncertain=False)
        self._kept: dict[int, Seen] = {}

    def run(self, seed: int) -> Seen:
        """One replication, perhaps of before."""
        if seed not in self._kept:
            self._kept[seed] = super().run(seed)
        return self._kept[seed]


def compare(
    flow: Flow,
    scenarios: Sequence[Scenario],
    *,
    days: int = 365,
    warm_up: int = WARM_UP,
    count: int = 50,
    seed: int = 1,
    precision: float | None = None,
    watched: Sequence[str] = WATCHED,
    uncertain: bool = False,
    threads: int | None = None,
    progress: Progress = nothing,
    base: Arm | None = None,
) -> Comparison:
    """Run scenarios on the same seeds, `count` times or until each watched difference is known to `precision`.

    Days; `precision` is a share of the first scenario's mean that half the interval may come to. The same answer for
    any number of threads. `base` is the first scenario, where it is at hand over the same days.
    Raises SystemFault and SimulationFault.
    """
    check(scenarios, count, precision)
    arms = [Arm(flow, scenario, days, warm_up, uncertain) for scenario in scenarios[base is not None :]]
    arms = [base, *arms] if base else arms
    found: list[tuple[Seen, ...]] = []
    for one in runs(arms, seed, count, threads):
        found.append(one)
        progress(len(found), count)
        if precision and len(found) >= AT_LEAST and not unsure(found, precision, watched):
            break
    beds = [[run.beds for run in runs] for runs in zip(*found, strict=True)]
    return Comparison(
        flow.name, flow.people, tuple(scenarios), tuple(arm.changed.first_day for arm in arms), days, warm_up, seed,
        len(found), uncertain, precision, tuple(lines(found, arms)),
        tuple(by_month(arm.changed.first_day, runs) for arm, runs in zip(arms, beds, strict=True)),
        tuple(course(beds[0], runs) for runs in beds[1:]),
        unsure(found, precision, watched) if precision else (),
    )  # fmt: skip


def check(scenarios: Sequence[Scenario], count: int, precision: float | None) -> None:
    """What is asked can be run. Raises SimulationFault."""
    if len(scenarios) < 2:
        raise SimulationFault("Name two scenarios or more, the first to compare the others with: as-is ican")
    names = [scenario.name for scenario in scenarios]
    if len(set(names)) < len(names):
        raise SimulationFault(f"A scenario is named twice in {', '.join(names)}. Name each once.")
    if count < 2:
        raise SimulationFault(f"--replications {count} says nothing of chance. Ask for 2 or more; 50 are usual.")
    if precision is not None and not 0 < precision < 1:
        raise SimulationFault(f"A precision of {precision} cannot be used. Write a share, such as 0.05 for 5%.")


def runs(arms: Sequence[Arm], seed: int, count: int, threads: int | None) -> Iterator[tuple[Seen, ...]]:
    """Each replication of every scenario, in order whatever the number of threads."""
    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
    tasks = [(arm, seed_of(seed, n)) for n in range(count) for arm in arms]
    try:
        done = pool.map(lambda task: task[0].run(task[1]), tasks)
        for _ in range(count):
            yield tuple(next(done) for _ in arms)
    finally:
        pool.shutdown(cancel_futures=True)


# What came of it


def lines(found: Sequence[tuple[Seen, ...]], arms: Sequence[Arm]) -> Iterator[Line]:
    """Every tally of any run."""
    titles = titles_of(arms[0].parts)
    for name in dict.fromkeys(name for one in found for run in one for name in run.tallies):
        tally = TALLIES.get(name) or titles.get(name) or delay_of(name)
        yield line(name, tally, values_of(found, name))


def values_of(found: Sequence[tuple[Seen, ...]], name: str) -> list[list[float]]:
    """One tally of each run, by scenario; 0 where a run had none."""
    return [[run.tallies.get(name, 0.0) for run in runs] for runs in zip(*found, strict=True)]


def line(name: str, tally: Tally, values: Sequence[Sequence[float]]) -> Line:
    """One tally, compared."""
    others = tuple(difference(values[0], other, tally.better) for other in values[1:])
    return Line(name, tally, tuple(mean_of(one) for one in values), others)


def difference(base: Sequence[float], other: Sequence[float], better: str) -> Difference:
    """The second less the first, pair by pair."""
    pairs = [b - a for a, b in zip(base, other, strict=True)]
    mean = mean_of(pairs)
    clear = away(mean)
    apart = variance(base) + variance(other)
    gain = apart / variance(pairs) if variance(pairs) > 0 else None
    return Difference(*mean, clear, verdict(mean.mean, better) if clear else "no clear difference", gain)


def verdict(mean: float, better: str) -> str:
    """A clear difference in a word."""
    if not better:
        return "higher" if mean > 0 else "lower"
    return "better" if (mean > 0) == (better == "high") else "worse"


def variance(values: Sequence[float]) -> float:
    return float(np.var(values, ddof=1)) if len(values) > 1 else 0.0


def unsure(found: Sequence[tuple[Seen, ...]], precision: float, watched: Sequence[str]) -> tuple[str, ...]:
    """The watched tallies of which a difference is not yet known to a share of the first scenario's mean."""
    some = [line(name, Tally(name, ""), values_of(found, name)) for name in watched]
    return tuple(one.name for one in some if worst_half(one) > precision * abs(one.means[0].mean))


def worst_half(one: Line) -> float:
    return max(difference.half for difference in one.differences)
