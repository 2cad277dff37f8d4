"""Each measure's SQL against the same measure in plain Python, on random small tables."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import oracle
import pytest
from hypothesis import HealthCheck, given, settings
from small_tables import Rows, SmallTables, write_tables
from worlds import FIRST, worlds

from homefirst.measures import Measure, Period, all_measures, opened
from homefirst.measures.definition import OF_ANOTHER
from homefirst.measures.tally import Counted, count, count_people, together, with_nobody
from homefirst.system import load_system

SYSTEM = load_system("northamptonshire")
PERIOD = Period(date(2024, 1, 15), date(2024, 4, 10))  # a leap day, and the clocks change on 31 March
AREAS = {area.code: area for area in SYSTEM.areas}
ASKED = [name for name, measure in all_measures().items() if measure.answer not in OF_ANOTHER]
Sums = dict[tuple[str, ...], tuple[float, float]]
SETTINGS = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def splits_of(thing: oracle.Thing) -> dict[str, Any]:
    """The splits of a thing, with its month and what is known by its area."""
    area = AREAS.get(thing.splits.get("area", ""))
    of_area = {split: getattr(area, split) if area else "" for split in ("icb", "neighbourhood", "deprivation")}
    return of_area | thing.splits | {"month": f"{thing.day:%Y-%m}"}


def key_of(measure: Measure, thing: oracle.Thing, by: Sequence[str]) -> tuple[str, ...]:
    """The group that a thing belongs to."""
    splits = splits_of(thing)
    length = ["nights_at_least"] if "nights_at_least" in splits else []
    return tuple(str(splits[split] or "") for split in [*measure.always, *by, *length])


def counted(measure: Measure, rows: Rows, by: Sequence[str]) -> Sums:
    """By the oracle: the sums of each group in which anything counts."""
    sums: Sums = {}
    for thing in oracle.things(measure.name, rows, PERIOD, SYSTEM):
        key = key_of(measure, thing, by)
        numerator, denominator = sums.get(key, (0, 0))
        sums[key] = (numerator + thing.numerator, denominator + thing.denominator)
    return that_count(sums)


def that_count(sums: Mapping[tuple[str, ...], tuple[float, float]]) -> Sums:
    return {key: (float(parts[0]), float(parts[1])) for key, parts in sums.items() if any(parts)}


def people_behind(measure: Measure, rows: Rows, by: Sequence[str]) -> Sums:
    """By the oracle: how many different people are in each part of each group."""
    whose: dict[tuple[str, ...], tuple[set[int], set[int]]] = {}
    for thing in oracle.things(measure.name, rows, PERIOD, SYSTEM):
        parts = whose.setdefault(key_of(measure, thing, by), (set(), set()))
        for part, weight in zip(parts, (thing.numerator, thing.denominator), strict=True):
            if weight > 0 and thing.splits.get("person") is not None:
                part.add(thing.splits["person"])
    return that_count({key: (len(parts[0]), len(parts[1])) for key, parts in whose.items()})


def checked_splits(measure: Measure) -> list[tuple[str, ...]]:
    """None at all, and all at once."""
    return [(), tuple(split for split in measure.by if split not in measure.always)]


def sums_of(found: Counted) -> Sums:
    return that_count({tuple(t.group.values()): (t.numerator, t.denominator) for t in found.tallies})


@pytest.mark.parametrize("name", ASKED)
def test_a_measure_counts_the_same_both_ways(name: str) -> None:
    measure = all_measures()[name]

    @SETTINGS
    @given(worlds())
    def both_ways(rows: Rows) -> None:
        with tempfile.TemporaryDirectory() as folder, opened(small(folder, rows), SYSTEM) as tables:
            for by in checked_splits(measure):
                found = count(measure, tables, PERIOD, (*measure.always, *by), heads=True)
                assert sums_of(found) == counted(measure, rows, by)
                if measure.denominator_of_people:
                    heads = {tuple(t.group.values()): (t.of.numerator, t.of.denominator) for t in found.tallies}
                    assert that_count(heads) == people_behind(measure, rows, by)
                if measure.answer == "percentile" and not by:
                    kept = oracle.things(name, rows, PERIOD, SYSTEM)
                    amounts = Counter(k.amount for k in kept if k.denominator)
                    assert [t.amounts for t in found.tallies if t.amounts] == [amounts] * bool(amounts)

    both_ways()


@pytest.mark.parametrize("name", ASKED)
def test_counted_of_some_people_and_of_the_others_it_adds_up_to_the_whole(name: str) -> None:
    measure = all_measures()[name]
    by = (*measure.always, *checked_splits(measure)[1])

    @settings(SETTINGS, max_examples=5)
    @given(worlds())
    def in_pieces(rows: Rows) -> None:
        with tempfile.TemporaryDirectory() as folder, opened(small(folder, rows), SYSTEM) as tables:
            whole = count(measure, tables, PERIOD, by, heads=True)
            pieces = [piece(measure, rows, by, odd) for odd in (0, 1)]
            added = with_nobody(measure, tables, PERIOD, by, together(pieces))
            assert added.left_out == whole.left_out
            assert sorted(map(repr, together([added]).tallies)) == sorted(map(repr, together([whole]).tallies))

    in_pieces()


def piece(measure: Measure, rows: Rows, by: Sequence[str], odd: int) -> Counted:
    """What is counted of the people whose number is odd, or even."""
    some = {name: [r for r in each if r.get("person", odd) % 2 == odd] for name, each in rows.items()}
    with tempfile.TemporaryDirectory() as folder, opened(small(folder, some), SYSTEM) as tables:
        return count_people(measure, tables, PERIOD, by, heads=True)


def small(folder: str, rows: Rows) -> SmallTables:
    return write_tables(Path(folder), rows, first=FIRST, as_at=date(2025, 1, 1))
