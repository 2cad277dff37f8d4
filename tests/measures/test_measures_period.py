"""Which days a measure speaks of, which population it is set against, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from small_tables import SmallTables, moment, spell, write_tables

from homefirst.measures import MeasureError, Period, evaluate, measure_named
from homefirst.measures.period import months, usual_period, year_before
from homefirst.measures.population import people_aged
from homefirst.system import System


def known(as_at: date, first: date = date(2020, 1, 1)) -> SmallTables:
    return SmallTables(Path(), moment(first), moment(as_at, 12))


def test_the_usual_period_is_the_twelve_months_to_the_day_before_the_last_record() -> None:
    period = usual_period(measure_named("weekend_discharges"), known(date(2026, 1, 12)))
    assert period == Period(date(2025, 1, 12), date(2026, 1, 11))
    assert period.years == 1


def test_the_last_record_is_dated_by_the_clock_in_england() -> None:
    just_after = replace(known(date(2025, 7, 1)), as_at=moment(date(2025, 7, 2), 0, 30))  # 1 July in UTC
    assert usual_period(measure_named("weekend_discharges"), just_after).last == date(2025, 7, 1)


@pytest.mark.parametrize("last", [date(2023, 12, 31), date(2024, 2, 29), date(2024, 12, 31), date(2025, 2, 28)])
def test_twelve_months_are_one_year_leap_or_not(last: date) -> None:
    period = usual_period(measure_named("weekend_discharges"), known(date.fromordinal(last.toordinal() + 1)))
    assert (period.last, period.years) == (last, 1)


def test_a_year_before_a_leap_day_is_the_28th_of_february() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)


def test_the_first_and_last_months_are_cut_to_the_period() -> None:
    found = months(Period(date(2023, 12, 15), date(2024, 2, 3)))
    assert [(name, p.first.day, p.last.day) for name, p in found.items()] == [
        ("2023-12", 15, 31),
        ("2024-01", 1, 31),
        ("2024-02", 1, 3),
    ]


def test_the_population_is_of_the_year_asked_for(system: System) -> None:
    assert people_aged(system, "65+", date(2017, 7, 1)) == (131_425, "Population 65+: 131,425, mid-2017.")
    assert people_aged(system, "18+", date(2019, 7, 1)).number == 581_597


def test_the_population_of_a_year_nobody_counted_is_the_nearest_and_says_so(system: System) -> None:
    people = people_aged(system, "65+", date(2012, 7, 1))
    assert people == (131_425, "Population 65+: 131,425, mid-2017 (nearest to 2012).")


def test_two_councils_are_added_only_in_a_year_that_both_have(system: System) -> None:
    people = people_aged(system, "65+", date(2026, 7, 1))
    assert people == (75_468 + 82_405, "Population 65+: 157,873, mid-2026, projected.")
    assert people_aged(system, "65+", date(2026, 7, 1), {"council": "E06000061"}).number == 75_468


def test_age_bands_add_up_to_everyone(system: System) -> None:
    bands = ("under 18", "18-64", "65-74", "75-84", "85+")
    assert sum(people_aged(system, band, date(2017, 7, 1)).number or 0 for band in bands) == 741_209


def test_a_council_without_a_population_has_no_rate(tmp_path: Path, system: System) -> None:
    tables = write_tables(tmp_path, {"spells": [spell(1, 1, moment(date(2024, 3, 1)), None, council="")]})
    period = Period(date(2024, 1, 1), date(2024, 12, 31))
    values = evaluate(measure_named("emergency_admissions_65"), tables, system, period, ["council"])
    assert [(v.numerator, v.value) for v in values] == [(1, None)]
    assert "No population is known for this group" in values[0].note


def test_a_split_that_a_measure_does_not_have_is_answered_with_those_it_has(tmp_path: Path, system: System) -> None:
    tables = write_tables(tmp_path, {})
    with pytest.raises(
        MeasureError, match=r'weekend_discharges cannot be split by "colour"\. Use any of: month, provid'
    ):
        evaluate(measure_named("weekend_discharges"), tables, system, by=["colour"])


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path, system: System) -> None:
    tables = write_tables(tmp_path, {})
    backwards = Period(date(2024, 2, 1), date(2024, 1, 1))
    with pytest.raises(MeasureError, match="The period ends on 2024-01-01, before it begins, 2024-02-01"):
        evaluate(measure_named("weekend_discharges"), tables, system, backwards)


def test_without_tables_the_reader_is_told_to_make_them(tmp_path: Path, system: System) -> None:
    tables = write_tables(tmp_path, {})
    tables.path("spells").unlink()
    with pytest.raises(MeasureError, match="The table spells has not been made yet"):
        evaluate(measure_named("weekend_discharges"), tables, system)
