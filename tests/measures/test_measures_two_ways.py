"""Each measure's SQL against the same measure in plain Python, on random small tables."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import oracle
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_tables import (
    SHAPES,
    Rows,
    death,
    delay,
    moment,
    person,
    ready,
    residence,
    spell,
    stay,
    support,
    write_tables,
)

from homefirst.days import local_date
from homefirst.measures import Period, all_measures
from homefirst.measures.tally import count
from homefirst.system import load_system

SYSTEM = load_system("northamptonshire")
PERIOD = Period(date(2024, 1, 15), date(2024, 4, 10))  # a leap day, and the clocks change on 31 March
FIRST = date(2023, 12, 1)
WARDS = ("RNS:ROWAN:B1", "RNS:HAWTHORN", "RNQ:ASHBY:2", "RNQ:NOBEDS", "RNS")

days = st.integers(0, 150).map(lambda n: FIRST + timedelta(days=n))
hours = st.sampled_from([0, 1, 2, 9, 22, 23])
moments = st.builds(moment, days, hours, st.sampled_from([0, 30, 59]))
ages = st.one_of(st.none(), st.sampled_from([17, 18, 64, 65, 74, 75, 84, 85, 99]))
lengths = st.one_of(st.none(), st.sampled_from([-3, 0, 0, 1, 6, 7, 8, 13, 14, 21, 22, 40, 100]))


def later(start: datetime, length: int | None, hour: int) -> datetime | None:
    if length is None:
        return None
    if length < 0:
        return start + timedelta(days=length)
    return max(start, moment(local_date(start) + timedelta(days=length), hour, 30))


@st.composite
def spells(draw: Any, number: int, who: int) -> dict[str, Any]:
    started = draw(moments)
    return spell(
        number,
        who,
        started,
        later(started, draw(lengths), draw(hours)),
        location=draw(st.sampled_from(WARDS)),
        first_location=draw(st.sampled_from(WARDS)),
        emergency=draw(st.sampled_from([True, True, False])),
        age=draw(ages),
        age_out=draw(ages),
        destination=draw(st.sampled_from(["19", "19", "51", "65", "79", ""])),
        discharge_method=draw(st.sampled_from(["1", "1", "4", "5", ""])),
        pathway=draw(st.sampled_from(["", "0", "1"])),
        council=draw(st.sampled_from(["E06000061", "E06000062", "E10000021", "", "E06000018"])),
        transferred=draw(st.sampled_from([False, False, True])),
        readmitted_after=draw(st.sampled_from([None, None, 0, 1, 28, 29, 30])),
    )


@st.composite
def parts(draw: Any, of: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Runs of readiness inside a spell, and nights of delay by reason, each night once."""
    if not draw(st.booleans()):
        return [], []
    start = of["started_at"] + timedelta(days=draw(st.integers(0, 5)))
    if of["ended_at"] is not None and start > of["ended_at"]:
        return [], []
    runs = [ready(of, start, of["ended_at"])]
    first = local_date(start)
    nights = draw(st.lists(st.integers(0, 20), max_size=3))
    reasons = [draw(st.sampled_from(["", "28", "E/social_care", "C/nhs"])) for _ in nights]
    begins = [first + timedelta(days=sum(nights[:n])) for n in range(len(nights))]
    return runs, [delay(of, *each) for each in zip(begins, nights, reasons, strict=True)]


@st.composite
def worlds(draw: Any) -> Rows:
    rows: Rows = {name: [] for name in SHAPES}
    for who in range(draw(st.integers(1, 4))):
        rows["people"].append(person(who, sex=draw(st.sampled_from(["female", "male", ""]))))
        rows["deaths"] += [death(who, draw(moments))] if draw(st.integers(0, 2)) == 0 else []
        for _ in range(draw(st.integers(0, 3))):
            one = draw(spells(len(rows["spells"]), who))
            rows["spells"].append(one)
            rows["stays"].append(stay(one))
            runs, delays = draw(parts(one))
            rows["ready"] += runs
            rows["delays"] += delays
            if one["ended_at"] is not None and draw(st.booleans()):
                begun = one["ended_at"] + timedelta(days=draw(st.sampled_from([-4, -3, 0, 7, 8])))
                kind = draw(st.sampled_from(["reablement", "reablement", "bed_based_intermediate_care", "home_care"]))
                outcome = draw(st.sampled_from(["", "", "died"]))
                rows["supports"].append(support(who, begun, draw(st.one_of(st.none(), moments)), kind, outcome))
        if draw(st.booleans()):
            kinds = st.sampled_from(["own_home", "extra_care", "nursing_home", "unknown", ""])
            rows["residences"].append(residence(who, draw(moments), draw(kinds), draw(st.one_of(st.none(), moments))))
    return rows


def key_of(name: str, thing: oracle.Thing, by: tuple[str, ...]) -> tuple[str, ...]:
    """The group that a thing belongs to."""
    splits = thing.splits | {"month": f"{thing.day:%Y-%m}"}
    length = ["nights_at_least"] if "nights_at_least" in splits else []
    return tuple(splits[split] for split in [*all_measures()[name].always_by, *by, *length])


def counted(name: str, rows: Rows, by: tuple[str, ...]) -> dict[tuple[str, ...], tuple[float, float]]:
    """By the oracle: the sums of each group in which there is anything."""
    sums: dict[tuple[str, ...], tuple[float, float]] = {}
    for thing in oracle.things(name, rows, PERIOD, SYSTEM):
        key = key_of(name, thing, by)
        numerator, denominator = sums.get(key, (0, 0))
        sums[key] = (numerator + thing.numerator, denominator + thing.denominator)
    return sums


def people_behind(name: str, rows: Rows, by: tuple[str, ...]) -> dict[tuple[str, ...], tuple[int, int]]:
    """By the oracle: how many different people are in each part of each group."""
    whose: dict[tuple[str, ...], tuple[set[int], set[int]]] = {}
    for thing in oracle.things(name, rows, PERIOD, SYSTEM):
        parts = whose.setdefault(key_of(name, thing, by), (set(), set()))
        for part, weight in zip(parts, (thing.numerator, thing.denominator), strict=True):
            if weight and "person" in thing.splits:
                part.add(thing.splits["person"])
    return {key: (len(parts[0]), len(parts[1])) for key, parts in whose.items()}


def checked_splits(name: str) -> list[tuple[str, ...]]:
    """None at all, and all at once."""
    measure = all_measures()[name]
    return [(), tuple(split for split in measure.by if split not in measure.always_by)]


@pytest.mark.parametrize("name", all_measures())
def test_a_measure_counts_the_same_both_ways(name: str) -> None:
    measure = all_measures()[name]

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(worlds())
    def both_ways(rows: Rows) -> None:
        with tempfile.TemporaryDirectory() as folder:
            tables = write_tables(Path(folder), rows, first=FIRST, as_at=date(2025, 1, 1))
            for by in checked_splits(name):
                found = count(measure, tables, SYSTEM, PERIOD, (*measure.always_by, *by), heads=True)
                sums = {tuple(t.group.values()): (t.numerator, t.denominator) for t in found}
                assert sums == counted(name, rows, by)
                if measure.denominator_of_people:
                    heads = {tuple(t.group.values()): (t.of.numerator, t.of.denominator) for t in found}
                    assert heads == people_behind(name, rows, by)
                if measure.answer == "percentile" and not by:
                    kept = oracle.things(name, rows, PERIOD, SYSTEM)
                    assert [t.nights for t in found] == [Counter(k.nights for k in kept if k.denominator)] * len(found)

    both_ways()
