"""Two years of one invented ward, told to a ledger: twenty people a month, who stay longer in the last half year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from homefirst.columns import Person, Tables, build
from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.ledger import open_ledger
from homefirst.measures import Measure, all_measures
from homefirst.profile import Profile, make_profile
from homefirst.system import System, load_system

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
LONGER_FROM = date(2025, 6, 1)
MADE_AT = datetime(2026, 1, 1, 9, tzinfo=UTC)
COUNCIL = "E06000062"


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON)


def stay(person: str, day: date) -> Iterator[Event]:
    """From home by ambulance to A&E, to the ward, and home again."""
    number = int(person[1:])
    nights = (12 if day >= LONGER_FROM else 4) + number % 3
    home, left = day - timedelta(days=200), day + timedelta(days=nights)
    yield new_event(person, Kind.RESIDENCE_CHANGED, at(home, 9), at(FIRST, 0), location=COUNCIL, detail="own_home")
    yield new_event(person, Kind.ATTENDED, at(day, 8), location="RNS:AE", detail="ambulance")
    yield new_event(person, Kind.LEFT_DEPARTMENT, at(day, 10 + number % 4), location="RNS:AE", detail="admitted")
    yield new_event(person, Kind.ADMITTED, at(day, 14), location="RNS:TALBOT", detail="21", spell=f"v{person}")
    if left <= LAST:
        ready = left - timedelta(days=2)
        yield new_event(person, Kind.CRITERIA_TO_RESIDE_NOT_MET, at(ready, 9), spell=f"v{person}")
        yield new_event(person, Kind.DISCHARGED, at(left, 15), location="RNS:TALBOT", detail="19/1", spell=f"v{person}")


def told(people: int = 20) -> Iterator[Event]:
    """So many people in every month, and one quiet last event, up to which the ledger speaks."""
    number, month = 0, FIRST
    while month <= LAST:
        for n in range(people):
            number += 1
            yield from stay(f"p{number}", month + timedelta(days=n % 20))
        month = (month + timedelta(days=32)).replace(day=1)
    yield new_event("p0", Kind.REGISTERED, at(LAST + timedelta(days=1), 1))


def tables_of(folder: Path, origin: str, people: int = 20) -> Tables:
    """The tables of such a ledger."""
    ledger = open_ledger(folder / "ledger.sqlite", origin)
    events = list(told(people))
    ledger.append(events)
    known = [
        Person(key, date(1938 + n % 12, 3, 5), "F" if n % 2 else "M")
        for n, key in enumerate(dict.fromkeys(event.person for event in events))
    ]
    made = build(ledger, folder / "tables", known)
    ledger.close()
    return made


@pytest.fixture(scope="session")
def system() -> System:
    return load_system("northamptonshire")


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables_of(tmp_path_factory.mktemp("ward"), "made-up:one-ward")


@pytest.fixture(scope="session")
def profile(tables: Tables, system: System) -> Profile:
    """The profile of the ward, made once for all who read it."""
    return make_profile(tables, system, MADE_AT)


FEW = (
    "weekend_discharges",
    "delayed_days",
    "delayed_days_by_reason",
    "stays_7_14_21_discharged",
    "length_of_stay_p90_65",
)


@pytest.fixture(scope="session")
def few() -> list[Measure]:
    """A few measures of every shape, where all of them would only take longer."""
    return [all_measures()[name] for name in FEW]


@pytest.fixture(scope="session")
def brief(tables: Tables, system: System, few: list[Measure]) -> Profile:
    """A profile of a few measures, with a measure that has no value, and of few published figures."""
    few = [replace(measure, headline=n < 2) for n, measure in enumerate([*few, all_measures()["red_days"]])]
    made = make_profile(tables, system, MADE_AT, measures=few)
    return replace(made, themes=tuple(replace(theme, figures=theme.figures[:2]) for theme in made.themes[:2]))
