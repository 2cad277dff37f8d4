"""Fitting: history matching in waves rules out what cannot be right, a local search picks the best of what is left.

The numbers fitted are those that flow.toml marks with `fitted` and a range. Every point is run with the same seed, so
that points differ by their numbers and not by their luck.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from homefirst.simulate.calibrate.emulate import IMPLAUSIBLE, Array, emulator, implausibility, worst_but
from homefirst.simulate.calibrate.targets import Target
from homefirst.simulate.replication import Progress, SimulationFault, nothing

CANDIDATES = 2**13
IGNORED = 3  # of the worst targets: those that the model cannot reach must not rule out everything
AT_MOST_OFF = (
    3.0  # tolerances that one target counts in the search: one that cannot be reached has no say over the rest
)

# what each of some points gives: a row for each, a column for each target
Run = Callable[[Sequence[Sequence[float]], Progress], Array]


class Number(NamedTuple):
    """A number of flow.toml that is fitted, with its range; `whole` for places and the like."""

    path: str
    now: float
    least: float
    most: float
    whole: bool
    figure: str


@dataclass(frozen=True)
class Ask:
    """How much to run."""

    waves: int
    points: int
    seed: int
    steps: int  # of the local search


class Fit(NamedTuple):
    """The best point, the range of each number among the points not ruled out, and how it came to that."""

    best: tuple[float, ...]
    least: tuple[float, ...]
    most: tuple[float, ...]
    left: tuple[float, ...]  # after each wave, the share of the ranges not ruled out
    runs: int


def fit(numbers: Sequence[Number], targets: Sequence[Target], run: Run, ask: Ask, tell: Progress = nothing) -> Fit:
    """Fit the numbers to the targets. Raises SimulationFault where there is nothing to fit, or a library is missing."""
    if not numbers or not targets:
        raise SimulationFault('Nothing is fitted. Give numbers of flow.toml a range: fitted = "ID", range = [A, B].')
    ran = Ran(np.empty((0, len(numbers))), np.empty((0, len(targets))))
    candidates = spread(len(numbers), CANDIDATES, ask.seed)
    total, left, plausible = ask.waves * ask.points + ask.steps, [], candidates
    for wave in range(ask.waves):
        new = first_points(numbers, ask) if wave == 0 else chosen(plausible, ask.points)
        ran = ran.with_more(new, run, numbers, told_from(tell, len(ran.points), total))
        worst = worst_of(ran, candidates, targets, ask.seed)
        left.append(float((worst < IMPLAUSIBLE).mean()))
        plausible = candidates[np.argsort(worst, kind="stable")[: max(round(left[-1] * len(candidates)), ask.points)]]
        candidates = around(plausible, CANDIDATES, ask.seed + wave + 1)
    start = ran.points[int(np.argmin([score(row, targets) for row in ran.values]))]
    best, steps = search(numbers, targets, run, ask, start, told_from(tell, len(ran.points), total))
    held = np.vstack([plausible, best])
    low, high = held.min(axis=0), held.max(axis=0)
    points = (actual(numbers, best), actual(numbers, low), actual(numbers, high))
    return Fit(tuple(points[0]), tuple(points[1]), tuple(points[2]), tuple(left), len(ran.points) + steps)


class Ran(NamedTuple):
    """The points that were run, in the unit cube, and what each target came to."""

    points: Array
    values: Array

    def with_more(self, points: Array, run: Run, numbers: Sequence[Number], tell: Progress) -> Ran:
        """These and some more."""
        values = run([actual(numbers, point) for point in points], tell)
        return Ran(np.vstack([self.points, points]), np.vstack([self.values, values]))


def told_from(tell: Progress, before: int, total: int) -> Progress:
    """Progress of one part of the work, as progress of all of it."""
    return lambda done, _of: tell(before + done, total)


def spread(dimensions: int, count: int, seed: int) -> Array:
    """Points spread evenly over the unit cube (Sobol's sequence, scrambled)."""
    try:
        from scipy.stats import qmc
    except ModuleNotFoundError:
        raise SimulationFault('Calibrating needs more libraries: pip install "homefirst[calibrate]".') from None
    return np.asarray(qmc.Sobol(dimensions, seed=seed).random(count))


def first_points(numbers: Sequence[Number], ask: Ask) -> Array:
    """The first wave: a Latin hypercube over the ranges, and where the numbers stand now."""
    from scipy.stats import qmc

    cube = np.asarray(qmc.LatinHypercube(len(numbers), seed=ask.seed).random(max(ask.points - 1, 1)))
    now = np.array([(n.now - n.least) / (n.most - n.least) for n in numbers])
    return np.vstack([np.clip(now, 0, 1), cube])


def chosen(plausible: Array, count: int) -> Array:
    """So many of the points not ruled out, evenly from the least implausible on."""
    return np.asarray(plausible[np.unique(np.linspace(0, len(plausible) - 1, count).astype(int))])


def around(plausible: Array, count: int, seed: int) -> Array:
    """New candidates near those that are left: each moved a little, by less than they lie apart."""
    chance = np.random.default_rng(seed)
    wide = np.maximum(plausible.std(axis=0), 0.02)
    moved = plausible[chance.integers(len(plausible), size=count)] + chance.normal(size=(count, len(wide))) * wide * 0.3
    return np.asarray(np.vstack([plausible, np.clip(moved, 0, 1)])[:count])


def actual(numbers: Sequence[Number], point: Sequence[float] | Array) -> list[float]:
    """A point of the unit cube as the numbers themselves, to four figures."""
    found = [n.least + float(u) * (n.most - n.least) for n, u in zip(numbers, point, strict=True)]
    return [float(round(x)) if n.whole else float(f"{x:.4g}") for n, x in zip(numbers, found, strict=True)]


def worst_of(ran: Ran, points: Array, targets: Sequence[Target], seed: int) -> Array:
    """How implausible each point is by the emulators of what was run, the few worst targets left aside."""
    every = []
    for target, values in zip(targets, ran.values.T, strict=True):
        guess, variance = emulator(ran.points, values, seed).guess(points)
        every.append(implausibility(guess, variance, target.value, target.tolerance, target.at_least))
    return worst_but(np.array(every), min(IGNORED, len(targets) // 4))


def score(values: Array, targets: Sequence[Target]) -> float:
    """How far a point is off: squared tolerances, each target's capped; less is better."""
    away = np.array([(v - t.value) / t.tolerance for v, t in zip(values, targets, strict=True)])
    for n, target in enumerate(targets):
        away[n] = min(away[n], 0.0) if target.at_least else away[n]
    return float(np.minimum(away**2, AT_MOST_OFF**2).sum())


def search(
    numbers: Sequence[Number], targets: Sequence[Target], run: Run, ask: Ask, start: Array, tell: Progress
) -> tuple[Array, int]:
    """The best point near a start by covariance matrix adaptation (Hansen, 2016), within the ranges; and the runs."""
    if ask.steps < 1:
        return start, 0
    try:
        import cma
    except ModuleNotFoundError:
        raise SimulationFault('Calibrating needs more libraries: pip install "homefirst[calibrate]".') from None
    options: dict[str, Any] = {"bounds": [0, 1], "seed": ask.seed + 1, "verbose": -9}
    strategy = cma.CMAEvolutionStrategy(start, 0.05, options)
    best, least, runs = start, score(run([actual(numbers, start)], nothing)[0], targets), 1
    while runs + strategy.popsize <= ask.steps:
        asked = strategy.ask()
        values = run([actual(numbers, point) for point in asked], told_from(tell, runs, ask.steps))
        scores = [score(row, targets) for row in values]
        runs += len(asked)
        strategy.tell(asked, scores)
        if min(scores) < least:
            best, least = np.asarray(asked[int(np.argmin(scores))]), min(scores)
    return best, runs
