"""Small numbers of real people are hidden, and cannot be worked out from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import moment, person, spell, write_tables

from homefirst.measures import Period, Value, evaluate, measure_named
from homefirst.measures.disclosure import hide_small, in_words, is_small, rounded
from homefirst.measures.tally import Tally
from homefirst.system import System

PERIOD = Period(date(2024, 1, 1), date(2024, 12, 31))


def tallies(counts: Sequence[int], denominator: int = 100) -> list[Tally]:
    return [
        Tally({"provider": str(n)}, PERIOD, denominator, count, denominator, count, denominator)
        for n, count in enumerate(counts)
    ]


def hidden(counts: Sequence[int], denominator: int = 100) -> list[bool]:
    return [t.hidden for t in hide_small(tallies(counts, denominator), denominator_of_people=True)]


@pytest.mark.parametrize(("number", "small"), [(0, False), (1, True), (7, True), (8, False)])
def test_one_to_seven_is_small_and_nought_is_not(number: int, small: bool) -> None:
    assert is_small(number) is small


@pytest.mark.parametrize(("number", "shown"), [(8, 10), (12, 10), (12.5, 15), (13, 15), (22.5, 25), (37.5, 40), (0, 0)])
def test_halves_are_rounded_up_and_never_to_even(number: float, shown: int) -> None:
    assert rounded(number) == shown


def test_the_next_smallest_is_hidden_where_a_total_would_give_the_one_away() -> None:
    assert hidden([3, 40, 20, 90]) == [True, False, True, False]


def test_two_that_are_hidden_hide_each_other() -> None:
    assert hidden([3, 40, 5, 90]) == [True, False, True, False]


def test_a_small_denominator_hides_even_a_numerator_of_nought() -> None:
    assert hidden([0], denominator=7) == [True]
    assert hidden([0], denominator=8) == [False]


def test_nought_is_not_used_to_hide_behind() -> None:
    assert hidden([3, 0, 20], denominator=0) == [True, False, True]


def test_what_is_hidden_is_emptied_of_everything_counted() -> None:
    (empty,) = hide_small(tallies([3]), denominator_of_people=True)
    assert (empty.numerator, empty.denominator, empty.numerator_rows, empty.denominator_rows) == (0, 0, 0, 0)


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=5))
def test_no_row_or_column_of_a_table_has_exactly_one_hidden_while_another_could_hide_it(table: list[list[int]]) -> None:
    cells = [
        Tally({"ward": str(r), "month": str(c)}, PERIOD, 1, count, 0, count, 0)
        for r, row in enumerate(table)
        for c, count in enumerate(row)
    ]
    done = hide_small(cells, denominator_of_people=True)
    for split in ("ward", "month"):
        pairs = sorted(zip(cells, done, strict=True), key=lambda pair: pair[0].group[split])
        for _, line in groupby(pairs, key=lambda pair: pair[0].group[split]):
            shown = list(line)
            assert sum(d.hidden for _, d in shown) != 1 or not any(c.numerator and not d.hidden for c, d in shown)


def ask(folder: Path, system: System, origin: str, stays: int = 3) -> Value:
    spells = [spell(n, n, moment(date(2024, 3, 1)), moment(date(2024, 3, 9))) for n in range(stays)]
    unknown = spell(99, 99, moment(date(2024, 3, 1)), moment(date(2024, 3, 9)), age=None)
    rows = {"people": [person(n) for n in range(stays)], "spells": [*spells, unknown]}
    tables = write_tables(folder, rows, origin=origin)
    return evaluate(measure_named("weekend_discharges"), tables, system, PERIOD)[0]


def test_a_hidden_count_hides_value_interval_and_note_of_real_people(tmp_path: Path, system: System) -> None:
    value = ask(tmp_path, system, "recorded")
    assert value.suppressed
    numbers = (value.value, value.numerator, value.denominator, value.lower, value.upper)
    assert numbers == (None,) * 5
    assert "Discharges of people of unknown age, not counted: 1 to 7." in value.note


@pytest.mark.parametrize("origin", ["simulated:now:1", "made-up:week"])
def test_nothing_is_hidden_of_people_who_do_not_exist(tmp_path: Path, system: System, origin: str) -> None:
    value = ask(tmp_path, system, origin)
    assert (value.numerator, value.denominator, value.suppressed) == (3, 3, False)
    assert "Discharges of people of unknown age, not counted: 1." in value.note


def test_what_is_shown_of_real_people_is_made_of_rounded_counts(tmp_path: Path, system: System) -> None:
    value = ask(tmp_path, system, "recorded", stays=12)
    assert (value.numerator, value.denominator, value.value) == (10, 10, 100)


def test_a_note_tells_a_count_no_better_than_a_table_would() -> None:
    assert [in_words(n, hide=True) for n in (7, 8, 1234)] == ["1 to 7", "about 10", "about 1,235"]
    assert in_words(7, hide=False) == "7"
