"""Small numbers of real people are hidden, and cannot be worked out from the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import delay, moment, person, ready, spell, stay, support, write_tables

from homefirst.measures import Opened, Period, Value, all_measures, evaluate, measure_named, opened
from homefirst.measures.disclosure import hide_small, in_words, is_small, rounded
from homefirst.measures.heads import Heads
from homefirst.measures.tally import Tally
from homefirst.system import System

PERIOD = Period(date(2024, 1, 1), date(2024, 12, 31))


def tallies(counts: Sequence[int], denominator: int = 100) -> list[Tally]:
    return [
        Tally({"provider": str(n)}, PERIOD, denominator, count, denominator, Heads(count, denominator))
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
    assert (empty.numerator, empty.denominator, empty.of) == (0, 0, Heads())


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=5))
def test_no_row_or_column_of_a_table_has_exactly_one_hidden_while_another_could_hide_it(table: list[list[int]]) -> None:
    cells = [
        Tally({"ward": str(r), "month": str(c)}, PERIOD, 1, count, 0, Heads(count))
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
    assert [in_words(n, n, hide=True) for n in (7, 8, 1234)] == ["1 to 7", "about 10", "about 1,235"]
    assert in_words(9, 7, hide=True) == "those of 1 to 7 people"
    assert in_words(7, 7, hide=False) == "7"


def often(who: int, times: int, **more: Any) -> list[dict[str, Any]]:
    """Stays of one person, eight nights each from Saturday to Sunday, one after the other, each with a way back in."""
    first = date(2024, 10, 5)
    begun = [first + timedelta(days=n * 10 - n % 2) for n in range(times)]
    return [
        spell(100 * who + n, who, moment(day), moment(day + timedelta(days=8)), readmitted_after=1, **more)
        for n, day in enumerate(begun)
    ]


def rows_of(stays: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Everything that can be told of these stays: ready and delayed for their last two days, then reablement."""
    return {
        "people": [person(n) for n in {s["person"] for s in stays}],
        "spells": stays,
        "stays": [stay(s) for s in stays],
        "ready": [ready(s, s["ended_at"] - timedelta(days=2), s["ended_at"]) for s in stays],
        "delays": [delay(s, s["ended_on"] - timedelta(days=2), 2) for s in stays],
        "supports": [support(s["person"], s["ended_at"], s["ended_at"] + timedelta(hours=5)) for s in stays],
    }


def measured(name: str, folder: Path, system: System, stays: list[dict[str, Any]], *by: str) -> list[Value]:
    tables = write_tables(folder, rows_of(stays), origin="recorded")
    return evaluate(measure_named(name), tables, system, PERIOD, by)


ABOUT_STAYS = (
    "average_length_of_stay_65",
    "bed_days_lost_to_delay",
    "delayed_days",
    "discharge_destination_mix",
    "emergency_admissions_65",
    "emergency_readmission_30",
    "length_of_stay_p90_65",
    "no_longer_meeting_criteria_share",
    "reablement_offered",
    "stays_7_14_21_discharged",
    "weekend_discharges",
)


@pytest.fixture(scope="module")
def of_one(tmp_path_factory: pytest.TempPathFactory, system: System) -> Iterator[Opened]:
    """The tables of one person admitted eight times."""
    tables = write_tables(tmp_path_factory.mktemp("one"), rows_of(often(1, 8)), origin="recorded")
    with opened(tables, system, held=True) as ready:
        yield ready


@pytest.mark.parametrize("name", all_measures())
@pytest.mark.parametrize("split", ["", "month"])
def test_one_person_admitted_eight_times_is_hidden_as_one_person(
    name: str, split: str, of_one: Opened, system: System
) -> None:
    values = evaluate(measure_named(name), of_one, system, PERIOD, tuple(filter(None, [split])))
    # Beds, a population and midnights are not people: nought of them may be said of a month without anybody.
    of_people = (
        measure_named(name).answer in ("share", "percentile", "average", "mix") and name != "occupancy_at_midnight"
    )
    shown = [v for v in values if v.numerator or (of_people and v.denominator)]
    assert shown == []
    told_of = any(v.suppressed for v in values)
    assert told_of or not any(v.value for v in values)  # many measures are of things that these stays say nothing of
    assert told_of or name not in ABOUT_STAYS


def test_eight_people_admitted_once_each_are_shown(tmp_path: Path, system: System) -> None:
    stays = [s for who in range(1, 9) for s in often(who, 1)]
    with opened(write_tables(tmp_path, rows_of(stays), origin="recorded"), system, held=True) as ready_tables:
        for name, measure in all_measures().items():
            assert not any(v.suppressed for v in evaluate(measure, ready_tables, system, PERIOD)), name


def test_long_stays_of_few_people_are_not_told_beside_a_percentile(tmp_path: Path, system: System) -> None:
    short = [spell(n, n, moment(date(2024, 3, 1)), moment(date(2024, 3, 3))) for n in range(300)]
    one = measured("length_of_stay_p90_65", tmp_path, system, [*short, *often(999, 9)])[0]
    assert (one.value, one.numerator, one.denominator) == (2, None, 310)
    many = [s for who in range(1000, 1009) for s in often(who, 1)]
    assert measured("length_of_stay_p90_65", tmp_path, system, [*short, *many])[0].numerator == 10


def test_a_note_on_many_stays_of_few_people_says_no_number_of_stays(tmp_path: Path, system: System) -> None:
    stays = [s for who in range(1, 20) for s in often(who, 1)] + often(99, 9, age=None)
    value = measured("weekend_discharges", tmp_path, system, stays)[0]
    assert value.numerator == 20
    assert "Discharges of people of unknown age, not counted: those of 1 to 7 people." in value.note


def test_a_count_of_which_nobody_said_how_many_people_it_is_of_is_hidden() -> None:
    (unsaid,) = hide_small([Tally({}, PERIOD, 100, 100, 100)], denominator_of_people=True)
    assert unsaid.hidden
