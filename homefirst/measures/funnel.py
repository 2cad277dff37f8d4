"""Do areas differ more than chance alone would make them? Funnel limits around a reference, at 95% and 99.8%.

As Public Health England draws them (PHEindicatormethods 2.1.0, read 22 November 2026; Spiegelhalter, Statistics in
Medicine 2005; 24: 1185-1202). A share is outside where its score interval leaves the reference out; a rate where the
events expected at the reference lie outside the interval of the events counted (exact under 10, Byar's from 10 on).
Where events come again and again to the same people, the limits are too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from homefirst.measures.intervals import Z_95, byar, gamma_below

Z_998 = 3.090232306167813
LEVELS = ((Z_998, 0.001, "99.8%"), (Z_95, 0.025, "95%"))
EXACT_TO = (
    100.0  # limits for drawing are exact up to so many expected events, Byar's beyond: they differ by 1 in 10,000
)
WITHIN, NOT_PLACED = "within the limits", "no denominator"


class Counted(NamedTuple):
    """What one area counted: events or people of so many."""

    area: str
    numerator: float
    denominator: float


class Placed(NamedTuple):
    """One area's value and where it lies: "above the 95% limit", "within the limits", "no denominator" ..."""

    area: str
    value: float | None  # as a fraction of 1, not per 100 or per 100,000
    denominator: float
    place: str


class Limits(NamedTuple):
    """The limits for one size of denominator, as fractions of 1: the outer are 99.8%, the inner 95%."""

    denominator: float
    outer_lower: float
    inner_lower: float
    inner_upper: float
    outer_upper: float


@dataclass(frozen=True)
class Funnel:
    reference: float
    answer: str  # "share" or "rate"
    areas: tuple[Placed, ...]
    lines: tuple[Limits, ...]  # by denominator, smallest first, for drawing


def funnel(areas: Sequence[Counted], answer: str, reference: float | None = None) -> Funnel | None:
    """Each area against the reference (that of all areas together unless given); None if nobody has a denominator.

    Raises ValueError for an answer that is neither "share" nor "rate", for counts below nought, and for a share of
    more than all.
    """
    if answer not in ("share", "rate"):
        raise ValueError(f"'{answer}' has no funnel. Give 'share' or 'rate'.")
    for area in areas:
        if min(area.numerator, area.denominator) < 0 or (answer == "share" and area.numerator > area.denominator):
            raise ValueError(f"{area.area}: {area.numerator:g} of {area.denominator:g} is not a {answer}.")
    whole = sum(area.denominator for area in areas)
    if not whole:
        return None
    middle = sum(area.numerator for area in areas) / whole if reference is None else reference
    placed = tuple(
        Placed(a.area, a.numerator / a.denominator if a.denominator else None, a.denominator, place(a, answer, middle))
        for a in areas
    )
    return Funnel(middle, answer, placed, tuple(lines(max(a.denominator for a in areas), answer, middle)))


def place(area: Counted, answer: str, reference: float) -> str:
    """Where an area lies beside the limits, in words."""
    if not area.denominator:
        return NOT_PLACED
    for z, tail, level in LEVELS:
        side = _share_side(area, reference, z) if answer == "share" else _rate_side(area, reference, z, tail)
        if side:
            return f"{'above' if side > 0 else 'below'} the {level} limit"
    return WITHIN


def _share_side(area: Counted, reference: float, z: float) -> int:
    value, (lower, upper) = area.numerator / area.denominator, share_limits(reference, area.denominator, z)
    return (value > upper) - (value < lower)


def _rate_side(area: Counted, reference: float, z: float, tail: float) -> int:
    expected, around = reference * area.denominator, byar(round(area.numerator), z, tail)
    return (expected < around.lower) - (expected > around.upper)


def share_limits(reference: float, denominator: float, z: float) -> tuple[float, float]:
    """The shares whose score (Wilson) interval just touches the reference, cut to 0 and 1."""
    spread = z * sqrt(reference * (1 - reference) / denominator)
    return max(0.0, reference - spread), min(1.0, reference + spread)


def rate_limits(expected: float, tail: float, z: float) -> tuple[float, float]:
    """The counts whose interval just touches the events expected; the lower is 0 where so few prove nothing."""
    if expected > EXACT_TO:
        return (
            _solved(lambda count: _byar(count + 1, z), expected, upwards=True),
            _solved(lambda count: _byar(count, -z), expected, upwards=True),
        )
    if expected <= 0:
        return 0.0, 0.0
    return (
        _solved(lambda count: gamma_below(count + 1, expected), 1 - tail, upwards=False),
        _solved(lambda count: gamma_below(count, expected) if count > 0 else 1.0, tail, upwards=False),
    )


def _byar(events: float, z: float) -> float:
    return float(events * (1 - 1 / (9 * events) + z / (3 * sqrt(events))) ** 3)


def _solved(found: Callable[[float], float], wanted: float, *, upwards: bool) -> float:
    """The count above nought at which a function that only rises, or only falls, is what is wanted; 0 if none is."""
    low, high = 1e-9, 1.0
    while (found(high) < wanted) == upwards:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (found(middle) < wanted) == upwards else (low, middle)
    return 0.0 if low < 2e-9 else (low + high) / 2


def lines(largest: float, answer: str, reference: float, number: int = 60) -> list[Limits]:
    """Limits for denominators from small to a little above the largest, closer together where the lines bend."""
    if largest <= 0:
        return []
    sizes = [largest * 1.05 * ((n + 1) / number) ** 2 for n in range(number)]
    return [limits_at(size, answer, reference) for size in sizes]


def limits_at(denominator: float, answer: str, reference: float) -> Limits:
    """All four limits for one denominator."""
    pairs = []
    for z, tail, _ in LEVELS:
        if answer == "share":
            pairs.append(share_limits(reference, denominator, z))
        else:
            low, high = rate_limits(reference * denominator, tail, z)
            pairs.append((low / denominator, high / denominator))
    (outer_lower, outer_upper), (inner_lower, inner_upper) = pairs
    return Limits(denominator, outer_lower, inner_lower, inner_upper, outer_upper)
