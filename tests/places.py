"""A year of one invented county: older people of its seven neighbourhoods, some far more often in hospital than others.

Corby has three times the admissions of the others for its people, Wellingborough has five in all; every fifth person
is admitted twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from homefirst.columns import Person, Tables, build
from homefirst.datadir import DataDir
from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.system import System

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
PEOPLE = {
    "Corby": 150, "Daventry": 84, "East Northamptonshire": 95, "Kettering": 92, "Northampton": 168,
    "South Northamptonshire": 93, "Wellingborough": 5,
}  # fmt: skip
AGES = {"65-74": 70, "75-84": 80, "85+": 90}
ORIGIN = "made-up:places"


class Somebody(NamedTuple):
    """One person: where they live, their age band, and the days on which they were admitted."""

    key: str
    neighbourhood: str
    band: str
    days: tuple[date, ...]


def everybody() -> list[Somebody]:
    """All of them, the same every time."""
    found = []
    for neighbourhood, number in PEOPLE.items():
        for n in range(number):
            first = FIRST + timedelta(days=20 + (7 * n) % 250)
            days = (first, first + timedelta(days=40)) if n % 5 == 0 and number > 5 else (first,)
            found.append(Somebody(f"{neighbourhood[:4]}{n}", neighbourhood, list(AGES)[n % 3], days))
    return found


def told(system: System) -> Iterator[Event]:
    """What the ledger is told of them, and one quiet last event, up to which it speaks."""
    areas = {area.neighbourhood: f"{area.council}:{area.code}" for area in system.areas}
    for one in everybody():
        home = areas[one.neighbourhood]
        yield new_event(one.key, Kind.RESIDENCE_CHANGED, at(FIRST, 0), location=home, detail="own_home")
        for n, day in enumerate(one.days):
            stay = f"{one.key}-{n}"
            yield new_event(one.key, Kind.ADMITTED, at(day, 9), location="RNS:TALBOT", detail="21", spell=stay)
            left = at(day + timedelta(days=3), 15)
            yield new_event(one.key, Kind.DISCHARGED, left, location="RNS:TALBOT", detail="19/1", spell=stay)
    yield new_event("last", Kind.REGISTERED, at(LAST + timedelta(days=1), 1))


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON)


def tables_of(data: DataDir, system: System, origin: str = ORIGIN) -> Tables:
    """The tables of this county, in a folder of data."""
    ledger = data.ledger(origin)
    ledger.append(list(told(system)))
    born = [Person(one.key, date(LAST.year - AGES[one.band] - 1, 12, 31), "F") for one in everybody()]
    made = build(ledger, data.tables, born)
    ledger.close()
    return made
