"""A rate of older people by where they live, as if every place had people of the same ages.

The weights are the people of each age band in all the places shown, so the rate of all of them together is the crude
one and every place can be set beside it. The European Standard Population is worked out besides, for those who set it
beside published rates. Ages are known in three bands (65 to 74, 75 to 84, 85 and over), where published rates have six,
so what differs inside a band remains. Intervals are made of persons, since one person is admitted again and again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from homefirst.measures.compare import compare
from homefirst.measures.definition import Measure
from homefirst.measures.evaluate import evaluate
from homefirst.measures.period import Period
from homefirst.measures.rows import Opened, day, rows_of
from homefirst.measures.standardise import ESP_2013_65, TOO_FEW, Standardised, directly, expected, indirectly
from homefirst.measures.value import Value

BANDS = ("65-74", "75-84", "85+")
EUROPEAN = tuple(sum(list(ESP_2013_65.values())[n : n + 2]) for n in (0, 2, 4))  # people of 19,500 in each band
COUNTED_IN = re.compile(r"mid-\d{4}[^.]*")
PLACES = ("council", "neighbourhood")
Persons = Mapping[int, float]  # how many persons had one event, two events ...


@dataclass(frozen=True)
class Place:
    """One place: its crude rate, its rate at the common ages, and events over those expected where these are few.

    `word` is how it compares with all places together: better, similar, worse (higher, lower), or "not compared".
    """

    code: str
    crude: float
    events: int
    direct: Standardised
    european: Standardised
    ratio: Standardised | None
    word: str


@dataclass(frozen=True)
class AgeAlike:
    """A measure by one split with the same ages everywhere; `together` is the rate of all places shown.

    `hidden` places have a band of too few to be shown; of `unknown` ones events were counted but no people are known.
    """

    split: str
    period: Period
    places: tuple[Place, ...]
    together: float
    counted_in: str = ""  # when these people were counted: "mid-2017 (nearest to 2026)"
    hidden: int = 0
    unknown: int = 0


class Counts(NamedTuple):
    """One place: its events, its people (times years) and who had how many events, by age band."""

    events: list[int]
    people: list[float]
    persons: list[Persons]


def may_be_standardised(measure: Measure) -> bool:
    """Whether it is a rate of events of people of 65 and over, whose ages are known."""
    events = measure.answer == "rate" and measure.interval == "byar" and measure.population == "65+"
    return events and "age_band" in measure.by and not measure.always and not measure.at_least


def standardised_by(
    measure: Measure, ready: Opened, split: str, period: Period | None = None, within: Mapping[str, str] | None = None
) -> AgeAlike | None:
    """The rates by council or neighbourhood, of one council if `within` names it; None for fewer than two places, or
    where nothing was counted.

    Raises MeasureError as `evaluate` does.
    """
    by = (*(within or {}), split, "age_band")
    values = evaluate(measure, ready, ready.system, period, by)
    own = [value for value in values if value.group.items() >= (within or {}).items()]
    grouped: dict[str, dict[str, Value]] = {}
    for value in own:
        if (code := value.group.get(split, "")) and value.group["age_band"] in BANDS:
            grouped.setdefault(code, {})[value.group["age_band"]] = value
    days = Period(values[0].period_start, values[0].period_end)
    repeated = persons_by(measure, ready, by, days) if grouped else {}
    key = tuple((within or {}).values())
    known = {code: counts_of(bands, repeated, (*key, code)) for code, bands in grouped.items()}
    shown = {code: counts for code, counts in known.items() if counts}
    others = [list(bands.values()) for code, bands in grouped.items() if code not in shown]
    hidden = sum(any(value.suppressed for value in bands) for bands in others)
    unknown = sum(any(value.numerator for value in bands) for bands in others) - hidden
    found = age_alike(measure, split, days, shown)
    return replace(found, counted_in=year_of(own), hidden=hidden, unknown=max(unknown, 0)) if found else None


def year_of(values: Sequence[Value]) -> str:
    """When the people were counted, as the values' notes say it."""
    said = (COUNTED_IN.search(value.note) for value in values if value.denominator)
    return next((found[0] for found in said if found), "")


def counts_of(
    bands: Mapping[str, Value], repeated: Mapping[tuple[str, ...], Persons], key: Sequence[str]
) -> Counts | None:
    """What one place counted in every band; None where a band is hidden, or nobody is known to live in it."""
    values = [bands.get(band) for band in BANDS]
    known = [value for value in values if value is not None and value.denominator]
    if len(known) < len(BANDS):
        return None
    events = [round(value.numerator or 0) for value in known]
    persons = [scaled(repeated.get((*key, band), {}), told) for band, told in zip(BANDS, events, strict=True)]
    return Counts(events, [value.denominator or 0.0 for value in known], persons)


def scaled(persons: Persons, events: int) -> Persons:
    """The persons of a band whose events were rounded, so that they have as many events as are shown."""
    found = sum(times * number for times, number in persons.items())
    return {times: number * events / found for times, number in persons.items()} if found else {1: events}


def persons_by(measure: Measure, ready: Opened, by: Sequence[str], period: Period) -> Mapping[tuple[str, ...], Persons]:
    """How many persons of each group had one event, two events ... in these days."""
    keys = ", ".join(by)
    rows = (
        ready.about(period)
        .execute(f"""
        select {keys}, times, count(*) from (
            select {keys}, person, sum(numerator::bigint) as times from {rows_of(measure, by)}
            where on_day between {day(period.first)} and {day(period.last)} and numerator::bigint > 0 group by all
        ) group by all
    """)
        .fetchall()
    )
    found: dict[tuple[str, ...], dict[int, float]] = {}
    for *group, times, number in rows:
        found.setdefault(tuple(str(word or "") for word in group), {})[int(times)] = number
    return found


def age_alike(measure: Measure, split: str, period: Period, shown: Mapping[str, Counts]) -> AgeAlike | None:
    """Every place at the ages of all of them together; None for fewer than two, or no event."""
    if len(shown) < 2 or not any(sum(counts.events) for counts in shown.values()):
        return None
    events = [sum(column) for column in zip(*(counts.events for counts in shown.values()), strict=True)]
    people = [sum(column) for column in zip(*(counts.people for counts in shown.values()), strict=True)]
    places = tuple(place_of(measure, code, counts, events, people) for code, counts in shown.items())
    return AgeAlike(split, period, places, measure.per * sum(events) / sum(people))


def place_of(measure: Measure, code: str, counts: Counts, events: Sequence[float], people: Sequence[float]) -> Place:
    """One place: directly standardised, or where its events are too few the ratio to those expected."""
    direct, european = (
        directly(counts.events, counts.people, weights, per=measure.per, persons=counts.persons)
        for weights in (people, EUROPEAN)
    )
    number = sum(counts.events)
    few = number < TOO_FEW and expected(counts.people, events, people) > 0
    ratio = indirectly(number, counts.people, events, people) if few else None
    together = measure.per * sum(events) / sum(people)
    judged, reference = (ratio, 1.0) if ratio else (direct, together)
    word = compare(judged.value, judged.lower, judged.upper, reference, measure.better)
    return Place(code, measure.per * number / sum(counts.people), number, direct, european, ratio, word)
