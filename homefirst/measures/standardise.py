"""Rates as they would be if every area had people of the same ages: directly and indirectly standardised.

Direct: each age band's rate weighed by the 2013 European Standard Population, with Dobson's interval (Dobson et al.,
Statistics in Medicine 1991; 10: 457-462) around Byar's limits of the count. Indirect: the events that happened over
those that would have, had each band the reference's rate. Both as Public Health England computes them
(PHEindicatormethods 2.1.0, commit 093fd28, read 22 November 2026), and held to its published test values.

A directly standardised rate of fewer than 10 events is not given: its interval does not hold (Morris et al.; PHE). An
indirectly standardised one may be compared with the reference only, never area with area. Where one person has several
events, as in admissions, the interval must be made of persons and not of events: `persons` of `directly`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from homefirst.measures.intervals import Z_95, byar

# Eurostat, Revision of the European Standard Population, 2013: people of 100,000 in each band of five years.
ESP_2013: Mapping[str, int] = {
    "0-4": 5000, "5-9": 5500, "10-14": 5500, "15-19": 5500, "20-24": 6000, "25-29": 6000, "30-34": 6500,
    "35-39": 7000, "40-44": 7000, "45-49": 7000, "50-54": 7000, "55-59": 6500, "60-64": 6000, "65-69": 5500,
    "70-74": 5000, "75-79": 4000, "80-84": 2500, "85-89": 1500, "90+": 1000,
}  # fmt: skip
ESP_2013_65: Mapping[str, int] = {band: ESP_2013[band] for band in list(ESP_2013)[13:]}  # 19,500 in all
TOO_FEW = 10  # a directly standardised rate of fewer events is not given


class Standardised(NamedTuple):
    """A standardised rate or ratio; no value, and the reason for it in `method`, where it must not be given."""

    value: float | None
    lower: float | None
    upper: float | None
    events: int
    method: str


def directly(
    events: Sequence[int],
    people: Sequence[float],
    weights: Sequence[float],
    *,
    per: float = 100_000,
    persons: Sequence[Mapping[int, float]] | None = None,
    z: float = Z_95,
    tail: float = 0.025,
) -> Standardised:
    """The rate per so many, from the events, people and weight of each age band.

    `persons` says for each band how many persons had one event, two events ... ({1: 75, 2: 16}): the interval is then
    made of the variance of persons. Raises ValueError for lists of different lengths, for counts below nought or of
    nobody, and for persons whose events are not the events given.
    """
    check(events, people, weights)
    total, whole = sum(events), sum(weights)
    if total < TOO_FEW:
        return Standardised(None, None, None, total, f"not given: fewer than {TOO_FEW} events")
    value = sum(w * o / n for o, n, w in zip(events, people, weights, strict=True)) / whole
    squares = events if persons is None else squared(events, persons)
    variance = sum((w / n) ** 2 * o for o, n, w in zip(squares, people, weights, strict=True)) / whole**2
    around, stretch = byar(total, z, tail), sqrt(variance / total)
    lower, upper = (value + stretch * (limit - total) for limit in (around.lower, around.upper))
    method = "Dobson" if persons is None else "Dobson, of persons with repeated events"
    return Standardised(per * value, per * lower, per * upper, total, method)


def check(events: Sequence[int], people: Sequence[float], weights: Sequence[float]) -> None:
    """Raises ValueError unless there is one of each for every band, no count below nought and somebody in each."""
    if not len(events) == len(people) == len(weights) > 0:
        raise ValueError(f"{len(events)} counts, {len(people)} populations, {len(weights)} weights. Give one a band.")
    if min(events) < 0 or min(people) <= 0 or min(weights) < 0:
        raise ValueError("A band has a count or weight below nought, or nobody living in it. Join it to its neighbour.")


def squared(events: Sequence[int], persons: Sequence[Mapping[int, float]]) -> list[float]:
    """Each band's persons by the square of their events: the variance of a sum of what each person brings to it."""
    for n, (band, told) in enumerate(zip(persons, events, strict=True)):
        if abs((found := sum(times * number for times, number in band.items())) - told) > 1e-6 * max(told, 1):
            raise ValueError(f"Band {n + 1} has {told} events but its persons have {found}. Give persons by events.")
    return [sum(times**2 * number for times, number in band.items()) for band in persons]


def expected(people: Sequence[float], events_elsewhere: Sequence[float], people_elsewhere: Sequence[float]) -> float:
    """The events that these people would have at the reference's rates, band by band."""
    bands = zip(people, events_elsewhere, people_elsewhere, strict=True)
    return sum(n * o / of for n, o, of in bands)


def indirectly(
    events: int,
    people: Sequence[float],
    events_elsewhere: Sequence[float],
    people_elsewhere: Sequence[float],
    *,
    per: float | None = None,
    z: float = Z_95,
    tail: float = 0.025,
) -> Standardised:
    """Events over those expected, as a ratio (1 is as in the reference), or as a rate if `per` so many is given.

    Raises ValueError where none are expected: there is nothing to compare with.
    """
    would_be = expected(people, events_elsewhere, people_elsewhere)
    if would_be <= 0:
        raise ValueError("No events are expected at the reference's rates. Choose a wider reference.")
    scale = 1.0 if per is None else per * sum(events_elsewhere) / sum(people_elsewhere)
    around = byar(events, z, tail)
    value, lower, upper = (scale * count / would_be for count in (events, around.lower, around.upper))
    return Standardised(value, lower, upper, events, around.method.partition(",")[0])
