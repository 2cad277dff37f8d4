"""Better, similar or worse: a value beside a comparator, never without its interval.

As Public Health England's Fingertips colours indicators: by whether the 95% interval of the value holds the reference
(technical guidance, "comparing to a benchmark", *unverified*). With no better direction the words are higher and lower.
"""

from __future__ import annotations

from typing import NamedTuple

BETTER, SIMILAR, WORSE, HIGHER, LOWER = "better", "similar", "worse", "higher", "lower"
NOT_COMPARED = "not compared"
COMPARATORS = ("England", "region", "statistical neighbours", "chosen")


def compare(value: float | None, lower: float | None, upper: float | None, reference: float | None, better: str) -> str:
    """One of five words, or "not compared" where the value, its interval or the reference is missing.

    `better` is "high", "low" or "neither". Raises ValueError for another word, and for limits the wrong way round.
    """
    if better not in ("high", "low", "neither"):
        raise ValueError(f"'{better}' is no way to be better. Give one of: high, low, neither.")
    if value is None or lower is None or upper is None or reference is None:
        return NOT_COMPARED
    if lower > upper:
        raise ValueError(f"An interval from {lower} to {upper} is the wrong way round.")
    if lower <= reference <= upper:
        return SIMILAR
    if better == "neither":
        return HIGHER if lower > reference else LOWER
    return BETTER if (lower > reference) == (better == "high") else WORSE


class Comparator(NamedTuple):
    """What a value is set beside, and where that comes from: kept with every comparison and printed beside it."""

    kind: str  # England, region, statistical neighbours or chosen
    name: str  # "England", "East Midlands", "15 neighbours of West Northamptonshire"
    value: float | None
    origin: str  # who published it, or "recorded" or the simulation that it comes from
    date: str  # the period it is of, as published
    edition: str = ""  # of the list of neighbours, or of the release

    def told(self) -> str:
        """The line that is printed under a comparison."""
        edition = f", {self.edition}" if self.edition else ""
        return f"{self.name} ({self.kind}): {self.origin}, {self.date}{edition}"


def comparator(kind: str, name: str, value: float | None, origin: str, date: str, edition: str = "") -> Comparator:
    """A comparator whose kind is known and whose origin is told. Raises ValueError otherwise."""
    if kind not in COMPARATORS:
        raise ValueError(f"'{kind}' is no kind of comparator. Give one of: {', '.join(COMPARATORS)}.")
    if not origin or not date:
        raise ValueError(f"{name} has no origin or no date. A comparison is printed with both.")
    return Comparator(kind, name, value, origin, date, edition)
