"""Breaks in series: which touch what, and where a chart must show them."""

from __future__ import annotations

from datetime import date

from homefirst.measures import measures_of
from homefirst.measures.breaks import Break, all_breaks, breaks_between, rebase_at
from homefirst.measures.period import DAY

FIRST, LAST = date(2017, 4, 1), date(2026, 3, 31)


def test_every_break_has_its_words_and_its_source() -> None:
    for one in all_breaks():
        assert 0 < len(one.title) <= 24
        assert one.note.endswith(".")
        assert one.source and one.measures


def test_every_break_touches_a_measure_that_there_is() -> None:
    published = {"published.dtoc_days", "published.discharged", "published.delayed_by_reason", "published.ascof"}
    known = published | {measure.name for measure in measures_of()}
    for one in all_breaks():
        assert any(breaks_between(one.on - DAY, one.on, name, one.places) for name in known), one.title


def test_the_split_of_the_county_touches_every_measure_of_its_councils_only() -> None:
    split = breaks_between(FIRST, LAST, "emergency_admissions_65", ["E10000021"])
    assert [(one.on, one.title) for one in split] == [(date(2021, 4, 1), "Two new councils")]
    assert breaks_between(FIRST, LAST, "emergency_admissions_65", ["E06000062"]) == split
    assert breaks_between(FIRST, LAST, "emergency_admissions_65", ["E10000028"]) == []
    assert breaks_between(FIRST, LAST, "emergency_admissions_65") == []


def test_a_changed_definition_touches_every_place() -> None:
    assert [one.on for one in breaks_between(FIRST, LAST, "delayed_days_by_reason")] == [date(2024, 5, 27)]
    assert [one.on for one in breaks_between(FIRST, LAST, "published.dtoc_days")] == [date(2020, 3, 1)]


def test_a_break_on_the_first_day_breaks_nothing() -> None:
    assert breaks_between(date(2021, 4, 1), LAST, "x", ["E06000061"]) == []
    assert len(breaks_between(date(2021, 3, 31), date(2021, 4, 1), "x", ["E06000061"])) == 1


def test_new_limits_begin_with_the_first_whole_period_after_the_break() -> None:
    months = [date(2024, month, 1) for month in range(1, 13)]
    in_may = Break(date(2024, 5, 27), "37 reasons", "", (), (), "")
    on_the_first = in_may._replace(on=date(2024, 4, 1))
    assert rebase_at([in_may], months) == {5: in_may}
    assert rebase_at([on_the_first], months) == {3: on_the_first}
    assert rebase_at([in_may._replace(on=date(2024, 12, 5))], months) == {}
    assert rebase_at([in_may._replace(on=date(2023, 12, 5))], months) == {}
