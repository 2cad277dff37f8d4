"""Is this change real? XmR charts by the rules of NHS England's Making Data Count.

The rules are those of the R package NHSRplotthedots 0.2.0 (commit 050b07d, read 22 November 2026), which the NHS-R
community keeps in step with Making Data Count. Two things are done otherwise, so that no point is called special by
arithmetic alone: where screening would leave no movement at all, nothing is screened; and a point between two trends
takes the direction of the trend that it belongs to.

One point above the average is never a signal; one point outside the limits is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

LIMIT = 2.66  # mean moving ranges from the mean to the limits: 3 / 1.128, as the tools round it
NEAR = LIMIT * 2 / 3
SCREEN = 3.267  # a moving range this many times the mean one is left out of it (Nelson, 1982)
TRIAL = 12  # under this many points the limits are trial limits

OUTSIDE, TREND, TWO_OF_THREE, RUN = "outside the limits", "trend", "two of three near a limit", "run"
IMPROVEMENT, CONCERN, HIGH, LOW, COMMON = "improvement", "concern", "high", "low", "common cause"
MISSING = "missing"
PASSES, FAILS, HIT_OR_MISS = "consistently meets the target", "consistently misses the target", "hit or miss"
BETTER = ("high", "low", "neither")


class Rules(NamedTuple):
    """How many points make a run and a trend, and whether outlying moving ranges are left out of the limits."""

    name: str
    run: int = 7
    trend: int = 7  # points, so one fewer steps
    screen: bool = True


MDC = Rules("mdc")
EXCEL = Rules("excel", screen=False)  # Making Data Count's own workbooks do not screen
IHI = Rules("ihi", run=8, trend=6)  # Provost and Murray, The Health Care Data Guide, 2011; without their rule of 15
PRESETS = {rules.name: rules for rules in (MDC, EXCEL, IHI)}


class Point(NamedTuple):
    """One point of a chart. A missing one has no value and is never special; it keeps its place and its limits."""

    value: float | None
    mean: float | None
    lower: float | None  # None where there are too few points for limits
    upper: float | None
    part: int  # which stretch between breaks, from 0
    rule: str  # what makes it special; "" for common cause
    side: int  # 1 higher or rising, -1 lower or falling, 0 neither
    kind: str  # improvement, concern, high, low, common cause or missing


@dataclass(frozen=True)
class Signals:
    """A series as an XmR chart reads it."""

    points: tuple[Point, ...]
    better: str
    target: float | None
    rules: Rules
    trial: bool  # some stretch has fewer than 12 points to make its limits of

    @property
    def last(self) -> Point | None:
        """The last point that is not missing."""
        return next((point for point in reversed(self.points) if point.kind != MISSING), None)

    @property
    def variation(self) -> str:
        """The variation icon in a word: what the last point is."""
        return self.last.kind if self.last else MISSING

    @property
    def assurance(self) -> str:
        """The assurance icon in words: where the target lies beside the last limits; "" where it can't be said."""
        last = self.last
        if last is None or last.upper is None or last.lower is None or self.target is None or self.better == "neither":
            return ""
        if self.target > last.upper:
            return FAILS if self.better == "high" else PASSES
        if self.target < last.lower:
            return PASSES if self.better == "high" else FAILS
        return HIT_OR_MISS


def xmr(
    values: Sequence[float | None],
    *,
    better: str = "neither",
    target: float | None = None,
    fix_after: int | None = None,
    rebase: Iterable[int] = (),
    rules: Rules = MDC,
) -> Signals:
    """Read a series in order of time; None where a month is missing, which breaks no run and counts as no point.

    `fix_after` makes the limits of the first so many points of each stretch; `rebase` holds the places in `values`
    where a new stretch begins (a break in the series), from which on the limits are made anew. Raises ValueError for
    a word of `better` that is not "high", "low" or "neither", and for a break outside the series.
    """
    if better not in BETTER:
        raise ValueError(f"'{better}' is no way to be better. Give one of: {', '.join(BETTER)}.")
    points: list[Point] = []
    trial = False
    for part, stretch in enumerate(stretches(values, rebase)):
        found, few = read_stretch(stretch, part, better, fix_after, rules)
        points += found
        trial = trial or few
    return Signals(tuple(points), better, target, rules, trial)


def stretches(values: Sequence[float | None], rebase: Iterable[int]) -> list[Sequence[float | None]]:
    """The series cut at its breaks. Raises ValueError for a break that is not in it."""
    breaks = sorted(set(rebase) - {0})
    if any(not 0 < place < len(values) for place in breaks):
        raise ValueError(f"A break at {breaks} is not inside a series of {len(values)}. Places count from 0.")
    return [values[begins:ends] for begins, ends in pairwise([0, *breaks, len(values)])]


class Limits(NamedTuple):
    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float


def read_stretch(
    values: Sequence[float | None], part: int, better: str, fix_after: int | None, rules: Rules
) -> tuple[list[Point], bool]:
    """The points of one stretch, and whether its limits are made of fewer than 12."""
    here = [value for value in values if value is not None]
    base = here[:fix_after]
    limits = limits_of(base, screen=rules.screen)
    mean = fmean(base) if base else None
    special = iter(specials(here, mean, limits, rules) if mean is not None else [])
    lower, upper = (limits.lower, limits.upper) if limits else (None, None)
    points = []
    for value in values:
        rule, side = ("", 0) if value is None else next(special)
        kind = MISSING if value is None else kind_of(side, better)
        points.append(Point(value, mean, lower, upper, part, rule, side, kind))
    return points, len(base) < TRIAL


def limits_of(values: Sequence[float], *, screen: bool = True) -> Limits | None:
    """The mean and the limits of an XmR chart; None under two points, which have no moving range."""
    if len(values) < 2:
        return None
    mean, movement = fmean(values), mean_moving_range(values, screen=screen)
    return Limits(mean, *(mean + sign * movement for sign in (-LIMIT, LIMIT, -NEAR, NEAR)))


def mean_moving_range(values: Sequence[float], *, screen: bool) -> float:
    """The mean step from point to point, outlying steps left out once if `screen`."""
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean = fmean(ranges)
    kept = [step for step in ranges if step < SCREEN * mean] if screen else ranges
    return fmean(kept) if any(kept) else mean


def specials(values: Sequence[float], mean: float, limits: Limits | None, rules: Rules) -> list[tuple[str, int]]:
    """For each point the first rule that it meets and its side: the order of naming is the order here."""
    sides = [(value > mean) - (value < mean) for value in values]
    outside = [_beyond(value, limits.lower, limits.upper) if limits else 0 for value in values]
    near = [_near(value, limits) if limits else 0 for value in values]
    found = {
        OUTSIDE: outside,
        TREND: trends(values, rules.trend),
        TWO_OF_THREE: two_of_three(near, sides),
        RUN: runs(sides, rules.run),
    }
    return [next(((rule, by[n]) for rule, by in found.items() if by[n]), ("", 0)) for n in range(len(values))]


def _beyond(value: float, lower: float, upper: float) -> int:
    return (value > upper) - (value < lower)


def _near(value: float, limits: Limits) -> int:
    """Beyond two thirds of the way to a limit, and not beyond the limit."""
    return 0 if _beyond(value, limits.lower, limits.upper) else _beyond(value, limits.near_lower, limits.near_upper)


def runs(sides: Sequence[int], length: int) -> list[int]:
    """The side of every point in a run of at least `length` on one side of the mean; a point on the mean ends a run."""
    marks = [0] * len(sides)
    for begins, ends in alike(sides):
        if ends - begins >= length:
            marks[begins:ends] = sides[begins:ends]
    return marks


def trends(values: Sequence[float], length: int) -> list[int]:
    """The direction of every point in a trend of at least `length` points; two equal points in a row end a trend."""
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    marks = [0] * len(values)
    for begins, ends in alike(steps):
        if ends - begins >= length - 1:
            marks[begins : ends + 1] = [steps[begins]] * (ends + 1 - begins)
    return marks


def alike(signs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each stretch of equal signs that are not 0 begins and ends."""
    begins = 0
    for n in range(1, len(signs) + 1):
        if n == len(signs) or signs[n] != signs[begins]:
            if signs[begins]:
                yield begins, n
            begins = n


def two_of_three(near: Sequence[int], sides: Sequence[int]) -> list[int]:
    """The near points of any three in a row that lie on one side of the mean and of which two are near its limit."""
    marks = [0] * len(near)
    for n in range(len(near) - 2):
        three = range(n, n + 3)
        if abs(sum(sides[i] for i in three)) == 3 and sum(near[i] != 0 for i in three) >= 2:
            for i in three:
                marks[i] = near[i]
    return marks


def kind_of(side: int, better: str) -> str:
    """What a special point of this side is called."""
    if not side:
        return COMMON
    if better == "neither":
        return HIGH if side > 0 else LOW
    return IMPROVEMENT if (side > 0) == (better == "high") else CONCERN
