"""How sure a number is: 95% intervals of shares, of counts and of percentiles.

Formulas as in Public Health England's technical guide (fingertips): Wilson (1927), Byar (Breslow and Day, 1987) and
the exact Poisson limits by the chi-square distribution (Armitage and Berry, 2002). Quantiles of chi-square are found
by bisection, so that nothing large need be installed for two numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, exp, floor, lgamma, log, sqrt
from typing import NamedTuple

Z_95 = 1.959963984540054
EXACT_BELOW = 10  # counts under this take the exact limits instead of Byar's


class Interval(NamedTuple):
    lower: float
    upper: float
    method: str


def wilson(part: float, whole: float, z: float = Z_95) -> Interval:
    """The interval of a share, as fractions of 1. Raises ValueError unless 0 <= part <= whole and whole > 0."""
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is not a share. The whole must be above nought and hold the part.")
    spread = z * sqrt(z * z + 4 * part * (1 - part / whole))
    middle, over = 2 * part + z * z, 2 * (whole + z * z)
    # At the two ends rounding alone would put the limit beyond 0 or 1.
    lower = 0.0 if part == 0 else (middle - spread) / over
    return Interval(lower, 1.0 if part == whole else (middle + spread) / over, "Wilson, 95%")


def byar(events: int, z: float = Z_95, tail: float = 0.025) -> Interval:
    """The interval of a count: Byar's for 10 or more, exact below. Raises ValueError for a count below nought."""
    if events < 0:
        raise ValueError(f"{events} is not a count. Give nought or more.")
    if events < EXACT_BELOW:
        lower = chi_square_quantile(tail, 2 * events) / 2 if events else 0.0
        return Interval(lower, chi_square_quantile(1 - tail, 2 * events + 2) / 2, "exact Poisson, 95%")
    return Interval(_byar(events, -z), _byar(events + 1, z), "Byar, 95%")


def _byar(events: int, z: float) -> float:
    return events * (1 - 1 / (9 * events) + z / (3 * sqrt(events))) ** 3


def chi_square_quantile(probability: float, degrees: int) -> float:
    """The value below which chi-square of so many degrees of freedom lies with this probability."""
    low, high = 0.0, 1.0
    while gamma_below(degrees / 2, high / 2) < probability:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if gamma_below(degrees / 2, middle / 2) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def gamma_below(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function, by its power series."""
    if x <= 0:
        return 0.0
    term = total = 1 / shape
    n = shape
    while term > total * 1e-17:
        n += 1
        term *= x / n
        total += term
    return total * exp(shape * log(x) - x - lgamma(shape))


def percentile(nights: Mapping[int, int], share: float) -> float | None:
    """A percentile of whole nights from a count of stays by nights; None if there are none.

    Linear interpolation between the two ranks around (n - 1) x share: Hyndman and Fan's type 7, which
    spreadsheets call PERCENTILE.INC. On whole nights it can give fractions of a night.
    """
    number = sum(nights.values())
    if not number:
        return None
    rank = (number - 1) * share
    below, above = at_rank(nights, floor(rank)), at_rank(nights, ceil(rank))
    return below + (above - below) * (rank - floor(rank))


def at_rank(nights: Mapping[int, int], rank: int) -> int:
    """The nights of the stay at this rank from 0, shortest first. Raises ValueError beyond the last."""
    passed = 0
    for length in sorted(nights):
        passed += nights[length]
        if rank < passed:
            return length
    raise ValueError(f"There is no rank {rank} among {passed} stays. Ranks begin at 0.")


def order_statistics(nights: Mapping[int, int], share: float, z: float = Z_95) -> Interval | None:
    """The interval of a percentile: the stays at the ranks that a binomial count would lie between.

    By the normal approximation; None under 10 expected beyond the percentile, where that is not good enough.
    """
    number = sum(nights.values())
    if number * min(share, 1 - share) < 10:
        return None
    spread = z * sqrt(number * share * (1 - share))
    lower, upper = floor(number * share - spread), ceil(number * share + spread)
    method = "order statistics, 95%"
    return Interval(at_rank(nights, max(0, lower - 1)), at_rank(nights, min(number - 1, upper)), method)
