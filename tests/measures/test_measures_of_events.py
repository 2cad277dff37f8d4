"""From events, through the ledger and the tables, to an answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from small_tables import SHAPES, moment, write_tables

from homefirst.columns import Person, Tables, build
from homefirst.event import Event, Kind, new_event
from homefirst.ledger import open_ledger
from homefirst.measures import Period, evaluate, measure_named
from homefirst.system import System

ROWAN = "RNS:ROWAN"
K = Kind


def stay_of(who: str, came: datetime, left: datetime | None, **more: str) -> list[Event]:
    """An emergency stay on Rowan ward, of somebody who lives in West Northamptonshire."""
    told = [
        new_event(who, K.RESIDENCE_CHANGED, moment(date(2020, 1, 1)), location="E06000062", detail="own_home"),
        new_event(who, K.ADMITTED, came, location=ROWAN, detail="21", **more),
    ]
    if left is not None:
        told.append(new_event(who, K.DISCHARGED, left, location=ROWAN, detail="19/1", **more))
    return told


def week() -> list[Event]:
    """Monday 3 to Sunday 9 March 2025: four people, one of them back, one waiting to leave."""
    monday, saturday = moment(date(2025, 3, 3)), moment(date(2025, 3, 8), 14)
    ready, why = moment(date(2025, 3, 5), 10), moment(date(2025, 3, 6), 10)
    return [
        *stay_of("p1", monday, saturday),
        *stay_of("p2", monday, moment(date(2025, 3, 4))),
        *stay_of("p2", moment(date(2025, 3, 7)), None),
        *stay_of("p3", monday, None),
        new_event("p3", K.CRITERIA_TO_RESIDE_NOT_MET, ready, location=ROWAN),
        new_event("p3", K.DELAY_STARTED, why, location=ROWAN, detail="28"),
        *stay_of("p4", monday, saturday),
        new_event("p1", K.SUPPORT_STARTED, moment(date(2025, 3, 9)), service="START", detail="reablement"),
        new_event("p4", K.NOTED, moment(date(2025, 3, 10), 12)),
    ]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("week")
    ledger = open_ledger(folder / "ledger.sqlite", "made-up:week")
    ledger.append(week())
    people = [Person(f"p{n}", date(1940, 2, 29), "female") for n in (1, 2, 3)]
    made = build(ledger, folder / "tables", people)
    ledger.close()
    return made


def answer(name: str, tables: Tables, system: System, period: Period | None = None) -> tuple[object, object]:
    value = evaluate(measure_named(name), tables, system, period)[0]
    return value.numerator, value.denominator


WEEK = Period(date(2025, 3, 3), date(2025, 3, 9))


def test_the_small_tables_have_the_shape_of_the_real_ones(tables: Tables, tmp_path: Path) -> None:
    small = write_tables(tmp_path, {})
    for name in SHAPES:
        real, ours = (pq.read_schema(folder.path(name)) for folder in (tables, small))
        for column in ours.names:
            kinds = {str(schema.field(column).type).replace("large_string", "string") for schema in (real, ours)}
            words = {"string", "dictionary<values=string, indices=int32, ordered=0>"}
            assert len(kinds) == 1 or kinds <= words, (name, column, kinds)


def test_an_invented_week_is_counted_as_it_happened(tables: Tables, system: System) -> None:
    assert answer("emergency_admissions_65", tables, system, WEEK)[0] == 4  # p4's age is not known
    assert answer("weekend_discharges", tables, system, WEEK) == (1, 2)
    assert answer("no_longer_meeting_criteria_to_reside", tables, system, WEEK) == (5, 7)
    # p1 5 nights, p2 1 and 3, p3 7, p4 5, on a ward of 24
    assert answer("occupancy_at_midnight", tables, system, WEEK) == (21 / 7, 24)
    assert answer("delayed_days", tables, system, WEEK)[0] == 5 / 7


def test_a_night_before_the_reason_is_known_is_a_delayed_day_without_one(tables: Tables, system: System) -> None:
    values = evaluate(measure_named("delayed_days_by_reason"), tables, system, WEEK)
    assert {v.group["reason"]: v.numerator for v in values} == {"": 1 / 7, "28": 4 / 7}


def test_people_of_unknown_age_are_told_of_in_the_answer(tables: Tables, system: System) -> None:
    value = evaluate(measure_named("emergency_admissions_65"), tables, system, WEEK)[0]
    assert "Emergency admissions of people of unknown age, not counted: 1." in value.note


def test_somebody_back_after_three_nights_is_readmitted(tables: Tables, system: System) -> None:
    later = Tables(tables.folder.parent)
    later.as_at += timedelta(days=40)
    assert answer("emergency_readmission_30", later, system, WEEK) == (1, 2)
    value = evaluate(measure_named("emergency_readmission_30"), tables, system, WEEK)[0]
    assert (value.value, value.note.partition(".")[0]) == (None, "Nothing can be counted from 2025-03-03 to 2025-03-09")


def test_discharge_into_reablement_is_seen_in_the_help_that_began(tables: Tables, system: System) -> None:
    later = Tables(tables.folder.parent)
    later.as_at += timedelta(days=100)
    assert answer("reablement_offered", later, system, WEEK) == (1, 2)
    assert answer("reablement_home_at_91_days", later, system, WEEK) == (1, 1)
