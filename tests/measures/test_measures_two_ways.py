"""Each measure's SQL against the same measure in plain Python, on random small tables."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import oracle
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from small_tables import Rows, SmallTables, write_tables
from worlds import FIRST, worlds

from homefirst.measures import Measure, Opened, Period, all_measures, opened
from homefirst.measures.definition import OF_ANOTHER, SECTIONS
from homefirst.measures.tally import Counted, count, count_people, together, with_nobody
from homefirst.system import load_system

SYSTEM = load_system("northamptonshire")
PERIOD = Period(date(2024, 1, 15), date(2024, 4, 10))  # a leap day, and the clocks change on 31 March
AREAS = {area.code: area for area in SYSTEM.areas}
ASKED = [name for name, measure in all_measures().items() if measure.answer not in OF_ANOTHER]
Sums = dict[tuple[str, ...], tuple[float, float]]
SETTINGS = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=True,
    phases=[Phase.generate],  # to make a world smaller asks a section's measures hundreds of times over
)


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


def of_section(section: str) -> list[Measure]:
    return [all_measures()[name] for name in ASKED if all_measures()[name].section == section]


@pytest.mark.parametrize("section", [section for section in SECTIONS if of_section(section)])
def test_the_measures_of_a_section_count_the_same_both_ways(section: str) -> None:
    @SETTINGS
    @given(worlds())
    def both_ways(rows: Rows) -> None:
        with tempfile.TemporaryDirectory() as folder, opened(small(folder, rows), SYSTEM) as tables:
            for measure in of_section(section):
                for by in checked_splits(measure):
                    assert (measure.name, by, *by_sql(measure, tables, by)) == (
                        measure.name,
                        by,
                        *plainly(measure, rows, by),
                    )

    both_ways()


def by_sql(measure: Measure, tables: Opened, by: Sequence[str]) -> tuple[Sums, Sums, list[Any]]:
    """What the SQL counts: the sums of each group, of how many people, and by amount where a percentile is asked."""
    found = count(measure, tables, PERIOD, (*measure.always, *by), heads=True)
    heads = {tuple(t.group.values()): (t.of.numerator, t.of.denominator) for t in found.tallies}
    amounts = [t.amounts for t in found.tallies if t.amounts] if measure.answer == "percentile" and not by else []
    return sums_of(found), that_count(heads) if measure.denominator_of_people else {}, amounts


def plainly(measure: Measure, rows: Rows, by: Sequence[str]) -> tuple[Sums, Sums, list[Any]]:
    """The same by the oracle."""
    heads = people_behind(measure, rows, by) if measure.denominator_of_people else {}
    kept = oracle.things(measure.name, rows, PERIOD, SYSTEM)
    amounts = dict(Counter(k.amount for k in kept if k.denominator))
    told = measure.answer == "percentile" and not by and bool(amounts)
    return counted(measure, rows, by), heads, [amounts] * told


@pytest.mark.parametrize("section", [section for section in SECTIONS if of_section(section)])
def test_counted_of_some_people_and_of_the_others_it_adds_up_to_the_whole(section: str) -> None:
    @settings(SETTINGS, max_examples=3)
    @given(worlds())
    def in_pieces(rows: Rows) -> None:
        with ExitStack() as stack:
            odd, even, tables = (stack.enter_context(some(rows, whose)) for whose in ((1,), (0,), (0, 1)))
            for measure in of_section(section):
                by = (*measure.always, *checked_splits(measure)[1])
                whole = count(measure, tables, PERIOD, by, heads=True)
                pieces = [count_people(measure, piece, PERIOD, by, heads=True) for piece in (odd, even)]
                added = with_nobody(measure, tables, PERIOD, by, together(pieces))
                assert (measure.name, added.left_out, added.heard) == (measure.name, whole.left_out, whole.heard)
                assert sorted(map(repr, together([added]).tallies)) == sorted(map(repr, together([whole]).tallies))

    in_pieces()


@contextmanager
def some(rows: Rows, whose: Sequence[int]) -> Iterator[Opened]:
    """The tables of the people whose number is odd, or even, or of all."""
    theirs = {name: [r for r in each if r.get("person", whose[0]) % 2 in whose] for name, each in rows.items()}
    with tempfile.TemporaryDirectory() as folder, opened(small(folder, theirs), SYSTEM) as tables:
        yield tables


def small(folder: str, rows: Rows) -> SmallTables:
    return write_tables(Path(folder), rows, first=FIRST, as_at=date(2025, 1, 1))
