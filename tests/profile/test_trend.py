"""What has changed is said by rule: the weightiest signals first, three sentences at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from homefirst.measures import Measure, Value, all_measures
from homefirst.profile.shape import Entry, Line
from homefirst.profile.trend import changes, read_months

QUIET = [50.0, 51, 49, 50, 52, 48, 50, 51, 49, 50, 51, 50]
OUTSIDE = [*QUIET[:-1], 90.0]
RUN = [50.0, 48, 49, 47, 49, 60, 61, 60, 61, 62, 60, 61]


def month(measure: Measure, number: int, value: float | None) -> Value:
    year, rest = divmod(number, 12)
    first = date(2025 + year, rest + 1, 1)
    last = date(2025 + year, rest + 1, 28)
    return Value(
        measure.name, {"month": f"{first:%Y-%m}"}, first, last, value, 1, 2, None, None, "", measure.unit, False, ""
    )


def entry(name: str, values: Sequence[float | None], *, headline: bool = False) -> Entry:
    measure = replace(
        all_measures()["weekend_discharges"], name=name, title=name, better="high", headline=headline, target={}
    )
    months = tuple(month(measure, n, value) for n, value in enumerate(values))
    signals, breaks = read_months(measure, months, [])
    return Entry(measure, (Line("", months[-1], months, signals, breaks),))


def test_nothing_changed_is_said_too() -> None:
    assert changes([entry("A", QUIET), entry("B", QUIET)]) == [
        "No measure of the 2 followed month by month shows more than its usual ups and downs."
    ]


def test_a_month_outside_the_limits_is_said_with_its_numbers() -> None:
    said = changes([entry("A", OUTSIDE), entry("B", QUIET)])
    assert said[0] == (
        "A. Getting better: the last month is too high to be one of the usual ups and downs. "
        "Dec 2025: 90.0% against an average of 53.4%."
    )
    assert said[1] == "No other measure of the 2 followed month by month shows more than its usual ups and downs."


def test_headlines_come_first_then_what_lies_outside_the_limits() -> None:
    found = changes(
        [entry("Run", RUN), entry("Outside", OUTSIDE), entry("Board", RUN, headline=True), entry("Q", QUIET)]
    )
    assert [said.split(".")[0] for said in found] == ["Board", "Outside", "Run"]


def test_there_are_three_sentences_at_most_and_the_rest_are_counted() -> None:
    found = changes([entry(name, OUTSIDE) for name in "ABCDE"])
    assert len(found) == 3
    assert found[-1].endswith("2 more measures show a change: see the sections.")


def test_a_measure_is_said_once_though_several_of_its_groups_changed() -> None:
    one = entry("A", OUTSIDE)
    twice = replace(one, lines=(replace(one.lines[0], words="7 nights"), replace(one.lines[0], words="14 nights")))
    assert len([said for said in changes([twice]) if said.startswith("A (")]) == 1


@pytest.mark.parametrize("values", [[], [1.0, 2.0], [1.0, None, 2.0, None]])
def test_under_three_months_with_values_nothing_is_said(values: list[float | None]) -> None:
    assert entry("A", [*values, *([None] if not values else [])]).lines[0].signals is None


def test_a_month_that_is_hidden_leaves_a_gap() -> None:
    line = entry("A", [*QUIET[:5], None, *QUIET[5:]]).lines[0]
    assert line.signals is not None
    assert [point.value is None for point in line.signals.points].index(True) == 5


def test_limits_begin_anew_where_the_council_was_split() -> None:
    measure = all_measures()["weekend_discharges"]
    months = []
    for number in range(24):
        year, rest = divmod(number + 3, 12)
        first = date(2020 + year, rest + 1, 1)
        last = date(2020 + year, rest + 1, 28)
        value = 20.0 + (number % 3) + 30 * (number > 11)
        group = {"month": f"{first:%Y-%m}"}
        months.append(Value(measure.name, group, first, last, value, 1, 2, None, None, "", "%", False, ""))
    signals, breaks = read_months(measure, months, ["E06000061"])
    assert breaks == {12: "Two new councils"}
    assert signals is not None and {point.part for point in signals.points} == {0, 1}
    elsewhere, none = read_months(measure, months, ["E06000001"])
    assert none == {} and elsewhere is not None and {point.part for point in elsewhere.points} == {0}
