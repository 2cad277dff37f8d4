"""Where each measure's rules begin and end: one night, one day or one birthday either way."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from small_tables import death, delay, moment, person, ready, residence, spell, stay, support, write_tables

from homefirst.codes import ServiceKind
from homefirst.codes.hospital import Destination, destination_is_hospital
from homefirst.measures import Period, Value, all_measures, evaluate, measure_named, opened
from homefirst.system import System

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
YEAR = Period(FIRST, LAST)


def ask(name: str, folder: Path, system: System, period: Period | None = YEAR, **rows: Any) -> Value:
    return ask_all(name, folder, system, period, **rows)[0]


def ask_all(name: str, folder: Path, system: System, period: Period | None = YEAR, **rows: Any) -> list[Value]:
    by = rows.pop("by", ())
    rows.setdefault("people", [person(s["person"]) for s in rows.get("spells", [])])
    tables = write_tables(folder, rows, as_at=rows.pop("as_at", date(2026, 1, 1)))
    return evaluate(measure_named(name), tables, system, period, by)


def one(**more: Any) -> dict[str, Any]:
    """A stay from 1 to 9 March 2024, a Friday to a Saturday."""
    return spell(1, 1, moment(date(2024, 3, 1)), moment(date(2024, 3, 9)), **more)


@pytest.mark.parametrize(("after", "readmitted"), [(None, 0), (0, 1), (29, 1), (30, 0)])
def test_a_readmission_counts_from_the_day_of_leaving_to_the_29th_night(
    tmp_path: Path, system: System, after: int | None, readmitted: int
) -> None:
    value = ask("emergency_readmission_30", tmp_path, system, spells=[one(readmitted_after=after)])
    assert (value.numerator, value.denominator, value.value) == (readmitted, 1, 100 * readmitted)


@pytest.mark.parametrize(("left", "counted"), [(date(2024, 11, 11), True), (date(2024, 11, 12), False)])
def test_a_discharge_counts_for_readmission_only_when_followed_for_30_whole_days(
    tmp_path: Path, system: System, left: date, counted: bool
) -> None:
    # The last whole day is 10 December; days 0 to 29 after 11 November end on it.
    stays = [spell(1, 1, moment(date(2024, 11, 1)), moment(left))]
    value = ask("emergency_readmission_30", tmp_path, system, None, spells=stays, as_at=date(2024, 12, 11))
    assert value.denominator == (1 if counted else None)
    assert value.period_end == date(2024, 11, 11)


@pytest.mark.parametrize(("destination", "method"), [("79", "4"), ("79", ""), ("19", "4"), ("", "5")])
def test_a_death_is_not_a_discharge_that_somebody_can_come_back_from(
    tmp_path: Path, system: System, destination: str, method: str
) -> None:
    dead = one(destination=destination, discharge_method=method)
    assert ask("emergency_readmission_30", tmp_path, system, spells=[dead]).denominator is None


@pytest.mark.parametrize(("age", "counted"), [(64, 0), (65, 1)])
def test_people_count_from_their_65th_birthday(tmp_path: Path, system: System, age: int, counted: int) -> None:
    assert ask("emergency_admissions_65", tmp_path, system, spells=[one(age=age)]).numerator == counted
    for name in ("weekend_discharges", "length_of_stay_p90_65"):
        assert ask(name, tmp_path, system, spells=[one(age=age, age_out=80)]).denominator == (counted or None), name
    leaving = one(age=64, age_out=age, readmitted_after=5)
    readmitted = ask("emergency_readmission_30", tmp_path, system, spells=[leaving])
    assert (readmitted.numerator, readmitted.denominator) == ((1, 1) if counted else (None, None))


@pytest.mark.parametrize(("age", "counted"), [(17, 0), (18, 2 / 366)])
def test_delayed_days_are_of_people_from_their_18th_birthday(
    tmp_path: Path, system: System, age: int, counted: float
) -> None:
    here = one(age=age)
    late = [delay(here, date(2024, 3, 5), 2)]
    assert ask("delayed_days", tmp_path, system, spells=[here], delays=late).numerator == counted


def test_a_move_to_another_hospital_is_not_a_discharge(tmp_path: Path, system: System) -> None:
    assert ask("emergency_readmission_30", tmp_path, system, spells=[one(transferred=True)]).denominator is None


def test_the_night_of_the_last_day_counts_and_the_one_after_does_not(tmp_path: Path, system: System) -> None:
    here = one()
    runs = [ready(here, moment(date(2024, 3, 5)), None)]
    for last, nights in ((date(2024, 3, 5), 1), (date(2024, 3, 6), 2)):
        period = Period(last, last) if nights == 1 else Period(date(2024, 3, 5), last)
        value = ask("no_longer_meeting_criteria_to_reside", tmp_path, system, period, spells=[here], ready=runs)
        assert value.numerator == nights


def test_a_person_of_unknown_age_is_told_of_and_not_counted(tmp_path: Path, system: System) -> None:
    value = ask("emergency_admissions_65", tmp_path, system, spells=[one(age=None)])
    assert value.numerator == 0
    assert "Emergency admissions of people of unknown age, not counted: 1." in value.note


def test_an_age_band_that_a_measure_is_not_of_is_left_out_rather_than_nought(tmp_path: Path, system: System) -> None:
    ages = [one(age=50), spell(2, 2, moment(date(2024, 3, 1)), None, age=70)]
    values = ask_all("emergency_admissions_65", tmp_path, system, spells=ages, by=["age_band"])
    assert [(v.group["age_band"], v.numerator) for v in values] == [("65-74", 1)]


def test_a_person_of_another_council_is_told_of_and_not_counted(tmp_path: Path, system: System) -> None:
    value = ask("emergency_admissions_65", tmp_path, system, spells=[one(council="E06000018")])
    assert value.numerator == 0
    assert "Emergency admissions of people from another council's area, not counted: 1." in value.note


def test_a_year_of_emergency_admissions_is_a_rate_over_the_population_of_that_year(
    tmp_path: Path, system: System
) -> None:
    period = Period(date(2017, 1, 1), date(2017, 12, 31))
    begun = [spell(n, n, moment(date(2017, 6, 1)), None) for n in range(20)]
    tables = write_tables(tmp_path, {"spells": begun}, first=date(2016, 1, 1))
    value = evaluate(measure_named("emergency_admissions_65"), tables, system, period)[0]
    assert value.denominator == 131_425  # ONS mid-2017, Northamptonshire, 65 and over
    assert value.value == pytest.approx(100_000 * 20 / 131_425)
    assert value.note == "Population 65+: 131,425, mid-2017."


def test_a_shorter_ledger_gives_a_rate_for_the_year_and_says_how_many_days_it_has(
    tmp_path: Path, system: System
) -> None:
    begun = [spell(n, n, moment(date(2025, 12, 30)), None) for n in range(5)]
    tables = write_tables(tmp_path, {"spells": begun}, first=date(2025, 12, 22))
    value = evaluate(measure_named("emergency_admissions_65"), tables, system)[0]
    assert (value.period_start, value.period_end) == (date(2025, 12, 22), date(2025, 12, 31))
    assert "10 days of data" in value.note
    population = 157_873  # both councils, mid-2026 as projected: the middle of these days is nearest to it
    assert value.denominator == pytest.approx(population * 10 / 365)
    assert value.value == pytest.approx(5 * 36.5 / population * 100_000)


@pytest.mark.parametrize(
    ("left", "weekend"),
    [
        (moment(date(2024, 7, 5), 23, 59), 0),  # Friday
        (moment(date(2024, 7, 6), 0, 0), 1),  # Saturday in England, still Friday in UTC
        (moment(date(2024, 7, 7), 23, 59), 1),
        (moment(date(2024, 7, 8), 0, 0), 0),  # Monday in England, still Sunday in UTC
    ],
)
def test_the_weekend_is_saturday_and_sunday_on_the_clock_in_england(
    tmp_path: Path, system: System, left: Any, weekend: int
) -> None:
    value = ask("weekend_discharges", tmp_path, system, spells=[spell(1, 1, moment(date(2024, 7, 1)), left)])
    assert value.numerator == weekend


@pytest.mark.parametrize(
    ("nights", "long"), [(6, [0, 0, 0]), (7, [1, 0, 0]), (14, [1, 1, 0]), (20, [1, 1, 0]), (21, [1, 1, 1])]
)
def test_a_long_stay_is_of_7_14_or_21_nights_at_least(
    tmp_path: Path, system: System, nights: int, long: list[int]
) -> None:
    left = date(2024, 3, 1) + timedelta(days=nights)
    values = ask_all(
        "stays_7_14_21_discharged", tmp_path, system, spells=[spell(1, 1, moment(date(2024, 3, 1)), moment(left))]
    )
    assert [v.group["nights_at_least"] for v in values] == ["7", "14", "21"]
    assert [v.numerator for v in values] == long


def test_at_midnight_a_stay_becomes_long_on_its_seventh_day(tmp_path: Path, system: System) -> None:
    # In bed for the nights of 1 to 8 March: by the 8th, 7 nights have passed since the day of admission.
    period = Period(date(2024, 3, 1), date(2024, 3, 10))
    values = ask_all("stays_7_14_21_at_midnight", tmp_path, system, period, spells=[one()])
    assert [(v.numerator, v.denominator) for v in values] == [(0.1, 0.8), (0, 0.8), (0, 0.8)]


def test_a_person_still_in_hospital_is_in_a_bed_every_midnight_so_far(tmp_path: Path, system: System) -> None:
    here = spell(1, 1, moment(date(2024, 12, 30)), None)
    value = ask("stays_7_14_21_at_midnight", tmp_path, system, None, spells=[here], as_at=date(2025, 1, 2))
    assert value.denominator == pytest.approx(3 / 366)  # the nights of 30 December to 1 January, in 366 days


def test_the_night_of_the_clock_change_is_one_night(tmp_path: Path, system: System) -> None:
    short = spell(1, 1, moment(date(2024, 3, 30), 23), moment(date(2024, 3, 31), 3))
    period = Period(date(2024, 3, 30), date(2024, 3, 31))
    value = ask("occupancy_at_midnight", tmp_path, system, period, spells=[short], stays=[stay(short)])
    assert (value.numerator, value.denominator) == (0.5, 24)


def test_occupancy_is_average_occupied_beds_over_available_beds(tmp_path: Path, system: System) -> None:
    people = [spell(n, n, moment(date(2024, 2, 1)), None) for n in range(18)]
    unknown = spell(99, 99, moment(date(2024, 2, 1)), None, location="RNS:ELM")
    rows: dict[str, Any] = {"spells": [*people, unknown], "stays": [stay(s) for s in [*people, unknown]]}
    value = ask("occupancy_at_midnight", tmp_path, system, Period(date(2024, 2, 1), date(2024, 2, 29)), **rows)
    assert (value.numerator, value.denominator, value.value) == (18, 24, 75)
    assert "Stays on wards whose number of beds is not known, left out: 1." in value.note
    wards = [s for s in system.services if s.kind is ServiceKind.WARD and s.capacity]
    beds = sum(s.capacity.amount for s in wards if s.capacity)
    assert f"Beds known: {beds:,.0f} on {len(wards)} wards (invented)." in value.note
    rows["by"] = ["ward"]
    by_ward = ask_all("occupancy_at_midnight", tmp_path, system, Period(date(2024, 2, 1), date(2024, 2, 29)), **rows)
    assert any("Beds known: Rowan ward 24 (invented)." in value.note for value in by_ward)


def test_a_ward_where_nobody_spent_a_night_of_the_period_is_not_known_to_be_empty(
    tmp_path: Path, system: System
) -> None:
    left = one()
    rows = {"spells": [left], "stays": [stay(left)]}
    value = ask("occupancy_at_midnight", tmp_path, system, Period(date(2024, 3, 9), date(2024, 3, 10)), **rows)
    assert (value.value, value.denominator) == (None, None)


def test_a_ward_whose_beds_are_not_known_has_no_occupancy_rather_than_none(tmp_path: Path, system: System) -> None:
    here = spell(1, 1, moment(date(2024, 2, 1)), None, location="RNS:ELM")
    rows = {"spells": [here], "stays": [stay(here)], "by": ["ward"]}
    value = ask("occupancy_at_midnight", tmp_path, system, **rows)
    assert (value.group["ward"], value.value) == ("RNS:ELM", None)


def test_delayed_days_are_per_day_and_each_counted_where_it_fell(tmp_path: Path, system: System) -> None:
    here = spell(1, 1, moment(date(2024, 1, 1)), None)
    late = [delay(here, date(2024, 1, 30), 4, "E/social_care"), delay(here, date(2024, 2, 3), 2, "28")]
    rows = {"spells": [here], "delays": late}
    period = Period(date(2024, 1, 1), date(2024, 2, 29))
    values = ask_all("delayed_days", tmp_path, system, period, **rows, by=["month"])
    assert [v.numerator for v in values] == [2 / 31, 4 / 29]
    assert values[0].value == pytest.approx(100_000 * 2 / 31 / values[0].denominator)
    whose = ask_all("delayed_days", tmp_path, system, period, **rows, by=["attribution"])
    assert [(v.group["attribution"], v.numerator) for v in whose] == [("social_care", 4 / 60), ("", 2 / 60)]
    why = ask_all("delayed_days_by_reason", tmp_path, system, period, **rows)
    assert [(v.group["reason"], v.numerator) for v in why] == [("28", 2 / 60), ("E", 4 / 60)]


def test_a_reason_of_which_there_was_none_in_a_month_is_nought_and_a_silent_month_is_not_known(
    tmp_path: Path, system: System
) -> None:
    here = spell(1, 1, moment(date(2024, 1, 1)), None)
    rows = {
        "spells": [here],
        "delays": [delay(here, date(2024, 1, 5), 2, "28"), delay(here, date(2024, 2, 5), 2, "29")],
    }
    period = Period(date(2024, 1, 1), date(2024, 3, 31))
    values = ask_all("delayed_days_by_reason", tmp_path, system, period, **rows, by=["month"])
    told = {(v.group["reason"], v.group["month"]): v.numerator for v in values}
    assert told[("28", "2024-02")] == 0
    assert told[("28", "2024-03")] is None


def test_people_no_longer_meeting_the_criteria_are_counted_at_each_midnight(tmp_path: Path, system: System) -> None:
    here = one()
    runs = [
        ready(here, moment(date(2024, 3, 5)), moment(date(2024, 3, 6))),
        ready(here, moment(date(2024, 3, 7)), here["ended_at"]),
    ]
    period = Period(date(2024, 3, 1), date(2024, 3, 10))
    rows = {"spells": [here], "ready": runs}
    mean = ask("no_longer_meeting_criteria_to_reside", tmp_path, system, period, **rows)
    assert (mean.value, mean.numerator, mean.denominator) == (0.3, 3, 10)
    assert ask("no_longer_meeting_criteria_share", tmp_path, system, period, **rows).value == pytest.approx(100 * 3 / 8)


AUTUMN = Period(date(2024, 10, 1), date(2024, 12, 31))
LEFT = date(2024, 11, 1)
DAY_91 = date(2025, 1, 31)


def reabled(folder: Path, system: System, begun: date = LEFT, **more: Any) -> Value:
    """Somebody who left hospital on 1 November into reablement."""
    name = more.pop("name", "reablement_home_at_91_days")
    kind = more.pop("kind", "reablement")
    stays = [spell(1, 1, moment(date(2024, 10, 20)), moment(LEFT, 15)), *more.pop("again", [])]
    supports = [support(1, moment(begun), kind=kind), *more.pop("supports", [])]
    return ask(name, folder, system, AUTUMN, spells=stays, people=[person(1)], supports=supports, **more)


@pytest.mark.parametrize(("days", "linked"), [(-4, None), (-3, 1), (7, 1), (8, None)])
def test_reablement_belongs_to_a_discharge_from_3_days_before_to_7_days_after(
    tmp_path: Path, system: System, days: int, linked: int | None
) -> None:
    begun = LEFT + timedelta(days=days)
    assert reabled(tmp_path, system, begun).denominator == linked
    assert reabled(tmp_path, system, begun, name="reablement_offered").numerator == (linked or 0)


@pytest.mark.parametrize("kind", ["home_care", "crisis_response", "care_home_placement"])
def test_help_that_is_not_reablement_is_not_counted_as_it(tmp_path: Path, system: System, kind: str) -> None:
    assert reabled(tmp_path, system, kind=kind).denominator is None


@pytest.mark.parametrize(("died", "home"), [(DAY_91, 0), (DAY_91 + timedelta(days=1), 1)])
def test_who_has_died_by_day_91_is_not_at_home(tmp_path: Path, system: System, died: date, home: int) -> None:
    assert reabled(tmp_path, system, deaths=[death(1, moment(died))]).numerator == home


@pytest.mark.parametrize(
    ("back", "out", "home"),
    [
        (DAY_91, DAY_91 + timedelta(days=1), 0),
        (DAY_91 - timedelta(days=5), None, 0),
        (DAY_91 - timedelta(days=5), DAY_91, 1),
        (DAY_91 + timedelta(days=1), None, 1),
        (date(2024, 11, 20), date(2024, 11, 21), 1),  # a night on day 20 does not matter: this is 2B, not 2D
    ],
)
def test_who_is_in_hospital_on_the_night_of_day_91_is_not_at_home(
    tmp_path: Path, system: System, back: date, out: date | None, home: int
) -> None:
    again = [spell(2, 1, moment(back), out and moment(out), transferred=True)]
    assert reabled(tmp_path, system, again=again).numerator == home


@pytest.mark.parametrize(
    ("kind", "home"), [("own_home", 1), ("extra_care", 1), ("nursing_home", 0), ("care_home", 0), ("other", 0)]
)
def test_home_on_day_91_is_ones_own_or_extra_care(tmp_path: Path, system: System, kind: str, home: int) -> None:
    moved = [residence(1, moment(date(2024, 1, 1)), "own_home", moment(DAY_91)), residence(1, moment(DAY_91), kind)]
    assert reabled(tmp_path, system, residences=moved).numerator == home


def test_a_bed_elsewhere_on_day_91_is_not_home(tmp_path: Path, system: System) -> None:
    bed = support(1, moment(date(2025, 1, 10)), kind="bed_based_intermediate_care")
    assert reabled(tmp_path, system, supports=[bed]).numerator == 0
    left = bed | {"ended_on": DAY_91}
    assert reabled(tmp_path, system, supports=[left]).numerator == 1


def test_one_period_of_reablement_belongs_to_the_latest_of_two_discharges(tmp_path: Path, system: System) -> None:
    again = [spell(2, 1, moment(date(2024, 11, 2)), moment(date(2024, 11, 3)))]
    value = reabled(tmp_path, system, date(2024, 11, 4), again=again, name="reablement_offered")
    assert (value.numerator, value.denominator) == (1, 2)


def test_reablement_that_belongs_to_a_discharge_in_january_is_not_the_autumns(tmp_path: Path, system: System) -> None:
    december = spell(1, 1, moment(date(2024, 12, 20)), moment(date(2024, 12, 31)))
    january = spell(2, 1, moment(date(2025, 1, 2)), moment(date(2025, 1, 3)))
    rows = {"spells": [december, january], "supports": [support(1, moment(date(2025, 1, 4)))]}
    value = ask("reablement_offered", tmp_path, system, AUTUMN, **rows)
    assert (value.numerator, value.denominator) == (0, 1)


def test_the_91_days_are_of_the_latest_autumn_followed_to_its_end(tmp_path: Path, system: System) -> None:
    # 31 December and 91 days is 1 April: on 2 April that day is over.
    measure = measure_named("reablement_home_at_91_days")
    rows = {"spells": [one()], "people": [person(1)]}
    early = evaluate(measure, write_tables(tmp_path, rows, as_at=date(2025, 4, 1)), system)[0]
    assert (early.period_start, early.period_end) == (date(2023, 10, 1), date(2023, 12, 31))
    late = evaluate(measure, write_tables(tmp_path, rows, as_at=date(2025, 4, 2)), system)[0]
    assert (late.period_start, late.period_end) == (date(2024, 10, 1), date(2024, 12, 31))


def test_without_an_autumn_followed_to_its_end_the_answer_says_what_is_missing(tmp_path: Path, system: System) -> None:
    tables = write_tables(tmp_path, {}, first=date(2025, 1, 5), as_at=date(2025, 4, 2))
    value = evaluate(measure_named("reablement_offered"), tables, system)[0]
    assert value.value is None
    assert value.note == (
        "Nothing can be counted from 2024-10-01 to 2024-12-31. The ledger speaks from 2025-01-05 to 2025-04-02, "
        "and people must be followed for 92 days."
    )


def test_nothing_recorded_is_not_nought(tmp_path: Path, system: System) -> None:
    tables = write_tables(tmp_path, {})
    for name in ("emergency_admissions_65", "delayed_days", "occupancy_at_midnight", "length_of_stay_p90_65"):
        value = evaluate(measure_named(name), tables, system)[0]
        assert (value.value, value.numerator) == (None, None), name
        assert "which is not the same as none" in value.note


def test_the_length_exceeded_by_one_in_ten_lies_between_two_stays(tmp_path: Path, system: System) -> None:
    stays = [spell(n, n, moment(date(2024, 1, 1)), moment(date(2024, 1, 1) + timedelta(days=n))) for n in range(10)]
    value = ask("length_of_stay_p90_65", tmp_path, system, spells=stays)
    assert value.value == pytest.approx(8.1)  # ranks 8 and 9 of 0 to 9, a tenth of the way
    assert (value.denominator, value.note) == (10, "Too few for an interval.")


def test_a_stay_that_ends_on_a_day_before_it_began_is_in_no_measure_and_is_told_of(
    tmp_path: Path, system: System
) -> None:
    backwards = spell(2, 2, moment(date(2024, 11, 9)), moment(date(2024, 11, 1)), readmitted_after=3)
    rows: dict[str, Any] = {"people": [person(2)], "spells": [backwards], "stays": [stay(backwards)]}
    rows["supports"] = [support(2, backwards["ended_at"])]
    with opened(write_tables(tmp_path, rows, as_at=date(2026, 1, 1)), system, held=True) as tables:
        for name, measure in all_measures().items():
            if measure.derived_from:
                continue
            value = evaluate(measure, tables, system, AUTUMN)[0]
            assert (value.numerator or 0) == 0, name
            assert value.denominator is None or measure.answer in ("rate", "mean") or "occupancy" in name, name
            assert "Stays that end on a day before they began, left out: 1." in value.note, name
    same_day = spell(3, 3, moment(date(2024, 11, 9), 11), moment(date(2024, 11, 9), 10))
    kept = ask("stays_7_14_21_discharged", tmp_path, system, AUTUMN, spells=[backwards, same_day])
    assert kept.denominator == 1


@pytest.mark.parametrize(
    ("died", "alive"), [(date(2024, 3, 8), None), (date(2024, 3, 9), None), (date(2024, 3, 10), 1)]
)
def test_a_death_told_apart_from_the_discharge_makes_it_no_discharge_alive(
    tmp_path: Path, system: System, died: date, alive: int | None
) -> None:
    rows: dict[str, Any] = {"spells": [one()], "deaths": [death(1, moment(died)), death(2, moment(FIRST))]}
    assert ask("emergency_readmission_30", tmp_path, system, **rows).denominator == alive
    gone = [death(1, moment(LEFT + (died - date(2024, 3, 9))))]
    for name in ("reablement_offered", "reablement_home_at_91_days"):
        assert reabled(tmp_path, system, deaths=gone, name=name).denominator == alive, name


@pytest.mark.parametrize(("begun", "linked"), [(date(2024, 11, 9), None), (date(2024, 11, 10), 1)])
def test_help_that_began_before_admission_did_not_come_of_the_discharge(
    tmp_path: Path, system: System, begun: date, linked: int | None
) -> None:
    stays = [spell(1, 1, moment(date(2024, 11, 10)), moment(date(2024, 11, 11)))]
    rows: dict[str, Any] = {"spells": stays, "supports": [support(1, moment(begun))]}
    assert ask("reablement_home_at_91_days", tmp_path, system, AUTUMN, **rows).denominator == linked


@pytest.mark.parametrize(("ended", "home"), [(DAY_91, 0), (DAY_91 + timedelta(days=1), 1)])
def test_help_that_ended_in_death_by_day_91_was_not_followed_by_home(
    tmp_path: Path, system: System, ended: date, home: int
) -> None:
    helped = support(1, moment(date(2024, 12, 20)), moment(ended), "home_care", "died")
    assert reabled(tmp_path, system, supports=[helped]).numerator == home


@pytest.mark.parametrize("destination", Destination)
def test_who_last_left_a_hospital_for_a_care_home_or_another_hospital_is_not_at_home(
    tmp_path: Path, system: System, destination: Destination
) -> None:
    again = spell(2, 1, moment(date(2024, 12, 1)), moment(date(2024, 12, 9)), destination=destination.value)
    lived = [residence(1, moment(date(2020, 1, 1)), "own_home")]
    away = destination_is_hospital(destination) or destination.value in ("54", "65", "85", "88")
    assert reabled(tmp_path, system, again=[again], residences=lived).numerator == (not away)
    home = spell(3, 1, moment(date(2025, 1, 9)), moment(date(2025, 1, 19)))
    assert reabled(tmp_path, system, again=[again, home]).numerator == 1


@pytest.mark.parametrize(("since", "home"), [(date(2024, 12, 8), 0), (date(2024, 12, 20), 1)])
def test_a_home_told_after_leaving_for_a_care_home_is_home_again(
    tmp_path: Path, system: System, since: date, home: int
) -> None:
    again = spell(2, 1, moment(date(2024, 12, 1)), moment(date(2024, 12, 9)), destination="85")
    told = [residence(1, moment(since), "extra_care")]
    assert reabled(tmp_path, system, again=[again], residences=told).numerator == home


@pytest.mark.parametrize("kind", ["", "unknown"])
def test_a_residence_that_is_not_known_takes_nobody_from_home_and_is_told_of(
    tmp_path: Path, system: System, kind: str
) -> None:
    value = reabled(tmp_path, system, residences=[residence(1, moment(date(2024, 1, 1)), kind)])
    assert value.numerator == 1
    assert "Counted without a residence known for day 91: 1." in value.note


def test_a_council_elsewhere_is_not_a_residents(tmp_path: Path, system: System) -> None:
    here = one(council="elsewhere")
    value = ask("emergency_admissions_65", tmp_path, system, spells=[here])
    assert (value.numerator, "another council's area, not counted: 1." in value.note) == (0, True)
    value = ask("delayed_days", tmp_path, system, spells=[here], delays=[delay(here, date(2024, 3, 5), 2)])
    assert (value.numerator, "another council's area, not counted: 1." in value.note) == (0, True)
