"""How much worse it is where people are poorer: the gap between fifths, and the slope across all five.

Deprivation is counted by fifths of England's small areas (English indices of deprivation 2019), 1 the most deprived.
The gap is the most deprived fifth less the least. The slope is the slope index of inequality: the line, fitted by the
least squares weighted with the people of each fifth, through the values at the middle of each fifth's place among all
people ranked from the least deprived to the most; it says how much more the very poorest place has than the very
richest (Public Health England, technical guide, and PHEindicatormethods, phe_sii, read 22 November 2026). The
interval treats what is counted as independent, which of one person often admitted it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from homefirst.measures.intervals import Z_95

METHODS = {"gap": "normal, of a difference, 95%", "slope": "normal, of a weighted slope, 95%"}


class Between(NamedTuple):
    """One number across the fifths, in the unit of the measure, with its 95% interval."""

    value: float
    lower: float
    upper: float
    method: str


def between_fifths(answer: str, parts: Sequence[tuple[float, float]], per: float, is_rate: bool) -> Between:
    """The gap or slope of five (numerator, denominator), the most deprived fifth first; all denominators above 0."""
    values = [number / people for number, people in parts]
    spread = [_variance(number, people, is_rate) for number, people in parts]
    weights = [1.0, 0, 0, 0, -1] if answer == "gap" else slope_weights([people for _, people in parts])
    value = sum(w * v for w, v in zip(weights, values, strict=True))
    error = Z_95 * sqrt(sum(w * w * s for w, s in zip(weights, spread, strict=True)))
    return Between(per * value, per * (value - error), per * (value + error), METHODS[answer])


def _variance(number: float, people: float, is_rate: bool) -> float:
    """Of a rate as a Poisson count, of a share as a binomial."""
    return number / people**2 if is_rate else (number / people) * (1 - number / people) / people


def slope_weights(people: Sequence[float]) -> list[float]:
    """What each fifth's value weighs in the slope, the most deprived first: it is a sum of the values so weighed."""
    total = sum(people)
    share = [n / total for n in people]
    ranks = [1 - sum(share[:n]) - share[n] / 2 for n in range(len(share))]  # 1 is the most deprived end
    middle = sum(s * r for s, r in zip(share, ranks, strict=True))
    width = sum(s * (r - middle) ** 2 for s, r in zip(share, ranks, strict=True))
    return [s * (r - middle) / width for s, r in zip(share, ranks, strict=True)]
