"""What one tally comes to: a share, rate, mean, average, count or percentile, with how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import floor

from homefirst.measures.definition import BY_AREA, Measure
from homefirst.measures.disclosure import SMALL, rounded
from homefirst.measures.intervals import byar, order_statistics, percentile, wilson
from homefirst.measures.period import Period
from homefirst.measures.population import beds_note, people_aged
from homefirst.measures.tally import Tally
from homefirst.system import System

NO_ROWS = "Nothing is recorded for this, which is not the same as none."
OLDEST = {"18+": "18", "65+": "65"}
BANDS = ("18-64", "65-74", "75-84", "85+")
NOBODY = "There was nobody to count."


@dataclass(frozen=True)
class Value:
    """One answer. `value` is None where it is not known or not shown; `note` says why.

    `period_start` and `period_end` are the first and last day counted. `value` = `numerator` / `denominator`
    x the measure's `per`, except for a percentile. `lower` and `upper` are in the unit of `value`.
    """

    measure: str
    group: Mapping[str, str]
    period_start: date
    period_end: date
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    interval_method: str
    unit: str
    suppressed: bool
    note: str


@dataclass(frozen=True)
class Question:
    """What is asked of which tables: the period wanted, the part of it that can be counted, and what to say of that."""

    measure: Measure
    system: System
    recorded: bool
    by: tuple[str, ...]
    wanted: Period
    counted: Period | None
    note: str


def value_of(question: Question, tally: Tally) -> Value:
    """The answer of one group; not known where nothing was looked at, and hidden where few are behind it."""
    measure = question.measure
    if tally.hidden:
        hidden = unknown(measure, tally.group, tally.period, "Hidden: so few that a person might be recognised.")
        return replace(hidden, suppressed=True)
    if not tally.rows:
        return unknown(measure, tally.group, tally.period, NO_ROWS)
    return ANSWERS[measure.answer](question, tally)


def unknown(measure: Measure, group: Mapping[str, str], period: Period, note: str) -> Value:
    """An answer without a value; the note says why."""
    nothing = (None, None, None, None, None)
    return Value(measure.name, group, period.first, period.last, *nothing, "", measure.unit, False, note)


def _share(question: Question, tally: Tally) -> Value:
    measure = question.measure
    empty = unknown(measure, tally.group, tally.period, NOBODY)
    part: float = tally.numerator
    whole = tally.denominator
    if measure.counted == "at midnight":
        part, whole = part / tally.period.days, whole / tally.period.days
    if not whole:
        return empty
    group = tally.group
    note = (
        ""
        if measure.denominator_of_people
        else beds_note(question.system, group.get("provider", ""), group.get("ward", ""))
    )
    value = replace(empty, value=measure.per * part / whole, numerator=part, denominator=whole, note=note)
    if measure.interval != "wilson":
        return value
    between = wilson(part, whole)
    lower, upper = measure.per * between.lower, measure.per * between.upper
    return replace(value, lower=lower, upper=upper, interval_method=between.method)


def _rate(question: Question, tally: Tally) -> Value:
    """Over the population: per year of the days covered, or for nights per day."""
    measure = question.measure
    ages = tally.group.get("age_band") or measure.population
    places = {split: tally.group[split] for split in ("council", "area", *BY_AREA) if split in tally.group}
    nobodys = "" in places.values() or tally.group.get("age_band") == "" or "sex" in tally.group
    people = people_aged(question.system, ages, tally.period.middle, places)
    number = None if nobodys else people.number
    at_midnight = measure.counted == "at midnight"
    numerator = tally.numerator / tally.period.days if at_midnight else tally.numerator
    unit = (
        measure.unit.replace(f"aged {OLDEST[measure.population]} and over", f"aged {ages}")
        if ages in BANDS
        else measure.unit
    )
    counted = replace(unknown(measure, tally.group, tally.period, people.note), numerator=numerator, unit=unit)
    if not number:
        return replace(counted, note="No population is known for this group, so there is no rate.")
    denominator = number if at_midnight else number * tally.period.years
    value = replace(counted, value=measure.per * numerator / denominator, denominator=denominator)
    if measure.interval != "byar":
        return value
    between = byar(int(tally.numerator))
    lower, upper = (measure.per * limit / denominator for limit in between[:2])
    return replace(value, lower=lower, upper=upper, interval_method=between.method)


def _average(question: Question, tally: Tally) -> Value:
    measure = question.measure
    empty = unknown(measure, tally.group, tally.period, NOBODY)
    if not tally.denominator:
        return empty
    value = measure.per * tally.numerator / tally.denominator
    return replace(empty, value=value, numerator=tally.numerator, denominator=tally.denominator, note="")


def _count(question: Question, tally: Tally) -> Value:
    measure = question.measure
    empty = unknown(measure, tally.group, tally.period, "")
    return replace(empty, value=measure.per * tally.numerator, numerator=tally.numerator)


def _mean(question: Question, tally: Tally) -> Value:
    measure, nights = question.measure, tally.period.days
    empty = unknown(measure, tally.group, tally.period, "")
    return replace(empty, value=measure.per * tally.numerator / nights, numerator=tally.numerator, denominator=nights)


def _percentile(question: Question, tally: Tally) -> Value:
    measure = question.measure
    share = measure.percentile or 0.5
    empty = unknown(measure, tally.group, tally.period, NOBODY)
    found = percentile(tally.amounts, share)
    if found is None:
        return empty
    if question.recorded and _people_from(tally, found) <= SMALL:
        return replace(empty, suppressed=True, note="Hidden: so few reach it that one of them might be recognised.")
    longer = _longer(tally, found, question.recorded)
    shown = floor(found + 0.5) if question.recorded else found
    value = replace(empty, value=shown, numerator=longer, denominator=tally.denominator, note="")
    between = order_statistics(tally.amounts, share)
    if between is None or (question.recorded and _people_from(tally, between.upper) <= SMALL):
        return replace(value, note="Too few for an interval.")
    return replace(value, lower=between.lower, upper=between.upper, interval_method=between.method)


def _people_from(tally: Tally, amount: float) -> int:
    """Of how many people something was as much as this, or more."""
    return sum(count for most, count in tally.of.longest.items() if most >= amount)


def _longer(tally: Tally, value: float, recorded: bool) -> int | None:
    """How many were longer than the value; hidden or rounded where they are of real people."""
    longer = sum(count for night, count in tally.amounts.items() if night > value)
    if not recorded:
        return longer
    people = sum(count for night, count in tally.of.longest.items() if night > value)
    return None if longer and people <= SMALL else rounded(longer)


ANSWERS: Mapping[str, Callable[[Question, Tally], Value]] = {
    "share": _share,
    "rate": _rate,
    "mean": _mean,
    "mix": _share,
    "average": _average,
    "count": _count,
    "percentile": _percentile,
}
