"""How long people stay, from two published numbers: the mean, and the stay that one in ten exceeds.

A Weibull shape is taken, because a lognormal one cannot have so long a tail for its mean.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from homefirst.simulate.claims.line import ClaimsFault

TENTH = math.log(10)
SHAPES = (0.6, 5.0)  # between them the tail shortens steadily as the shape grows
STEPS = 2000


@dataclass(frozen=True)
class Stay:
    """A Weibull distribution of stays, in days."""

    shape: float
    scale: float

    @property
    def mean(self) -> float:
        """The mean stay, in days."""
        return self.scale * math.gamma(1 + 1 / self.shape)

    def longer_than(self, days: float) -> float:
        """The share of stays that last longer, from 0 to 1."""
        return math.exp(-((days / self.scale) ** self.shape))

    def beds_past(self, days: float) -> float:
        """The share of occupied beds whose person has been there longer, from 0 to 1."""
        step = days / STEPS
        before = step * sum(self.longer_than((at + 0.5) * step) for at in range(STEPS))
        return 1 - before / self.mean


def tail(shape: float) -> float:
    """The stay that one in ten exceeds, in mean stays."""
    return float(TENTH ** (1 / shape) / math.gamma(1 + 1 / shape))


def stay_of(mean: float, one_in_ten: float) -> Stay:
    """The stays with this mean, of which one in ten exceeds so many days. Raises ClaimsFault if there are none."""
    low, high = SHAPES
    if not tail(high) < one_in_ten / mean < tail(low):
        raise ClaimsFault(
            f"No shape of stay has a mean of {mean:.1f} days and {one_in_ten:g} days that one in ten exceeds. "
            "Correct the figures of length of stay, beds or admissions in figures.csv."
        )
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle) > one_in_ten / mean else (low, middle)
    return Stay(low, mean / math.gamma(1 + 1 / low))


def longest_lognormal_tail(mean: float) -> float:
    """The most days that one in ten can exceed, if stays of this mean are lognormal."""
    return mean * math.exp(NormalDist().inv_cdf(0.9) ** 2 / 2)
