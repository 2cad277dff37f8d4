"""Fitting: history matching in waves rules out what cannot be right, a local search picks the best of what is left.

The numbers fitted are those that flow.toml marks with `fitted` and a range. Every point is run with the same seed, so
that points differ by their numbers and not by their luck.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from homefirst.simulate.calibrate.emulate import IMPLAUSIBLE, Array, Emulator, emulator, implausibility, worst_but
from homefirst.simulate.calibrate.targets import Found, Target
from homefirst.simulate.replication import Progress, SimulationFault, nothing

CANDIDATES = 2**13
IGNORED = 3  # of the worst targets: those that the model cannot reach must not rule out everything
AT_MOST_OFF = (
    3.0  # tolerances that one target counts in the search: one that cannot be reached has no say over the rest
)

Run = Callable[[Sequence[float], Progress], Sequence[Found]]  # what a point gives, by replication


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
        raise SimulationFault(
            'Nothing is fitted. Give numbers of flow.toml a range, fitted = "FIGURE", range = [A, B].'
        )
    points = np.empty((0, len(numbers)))
    values = np.empty((0, len(targets)))
    candidates = spread(len(numbers), CANDIDATES, ask.seed)
    left, plausible = [], candidates
    total = ask.waves * ask.points + ask.steps
    for wave in range(ask.waves):
        new = first_points(numbers, ask) if wave == 0 else chosen(plausible, ask.points)
        for point in new:
            values = np.vstack([values, mean_of_targets(run(actual(numbers, point), nothing), targets)])
            points = np.vstack([points, point])
            tell(len(points), total)
        emulators = [emulator(points, values[:, n], ask.seed) for n in range(len(targets))]
        worst = worst_of(emulators, candidates, targets)
        share = float((worst < IMPLAUSIBLE).mean())
        left.append(share)
        plausible = candidates[np.argsort(worst, kind="stable")[: max(int(share * len(candidates)), ask.points)]]
        candidates = around(plausible, CANDIDATES, ask.seed + wave + 1)
    start = points[int(np.argmin([score(row, targets) for row in values]))]
    best, runs = search(numbers, targets, run, ask, start, lambda done: tell(len(points) + done, total))
    low, high = np.quantile(np.vstack([plausible, best]), [0.0, 1.0], axis=0)
    return Fit(
        tuple(actual(numbers, best)), tuple(actual(numbers, low)), tuple(actual(numbers, high)), tuple(left),
        len(points) + runs,
    )  # fmt: skip


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
    return plausible[np.unique(np.linspace(0, len(plausible) - 1, count).astype(int))]


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


def mean_of_targets(found: Sequence[Found], targets: Sequence[Target]) -> Array:
    return np.array([sum(one[t.figure] for one in found) / len(found) for t in targets])


def worst_of(emulators: Sequence[Emulator], points: Array, targets: Sequence[Target]) -> Array:
    """How implausible each point is, the few worst targets left aside."""
    every = [
        implausibility(*one.guess(points), target.value, target.tolerance, target.at_least)
        for one, target in zip(emulators, targets, strict=True)
    ]
    return worst_but(np.array(every), min(IGNORED, len(targets) // 4))


def score(values: Array, targets: Sequence[Target]) -> float:
    """How far a point is off: squared tolerances, each target's capped; less is better."""
    away = np.array([(v - t.value) / t.tolerance for v, t in zip(values, targets, strict=True)])
    for n, target in enumerate(targets):
        away[n] = min(away[n], 0.0) if target.at_least else away[n]
    return float(np.minimum(away**2, AT_MOST_OFF**2).sum())


def search(
    numbers: Sequence[Number], targets: Sequence[Target], run: Run, ask: Ask, start: Array, tell: Callable[[int], None]
) -> tuple[Array, int]:
    """The best point near a start, by covariance matrix adaptation (Hansen, 2016), within the ranges."""
    if ask.steps < 1:
        return start, 0
    try:
        import cma
    except ModuleNotFoundError:
        raise SimulationFault('Calibrating needs more libraries: pip install "homefirst[calibrate]".') from None
    options: dict[str, Any] = {"bounds": [0, 1], "seed": ask.seed + 1, "maxfevals": ask.steps, "verbose": -9}
    strategy = cma.CMAEvolutionStrategy(start, 0.08, options)
    best, least, runs = start, score(mean_of_targets(run(actual(numbers, start), nothing), targets), targets), 1
    while runs < ask.steps:
        asked = strategy.ask()
        scores = []
        for point in asked:
            scores.append(score(mean_of_targets(run(actual(numbers, point), nothing), targets), targets))
            runs += 1
            tell(min(runs, ask.steps))
        strategy.tell(asked, scores)
        if min(scores) < least:
            best, least = np.asarray(asked[int(np.argmin(scores))]), min(scores)
    return best, runs
