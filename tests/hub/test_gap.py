"""Demand less capacity by kind of service and month, against a small ledger counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from homefirst.hub.capacity import Room
from homefirst.hub.gap import ASSUMED, Gap, gaps
from homefirst.hub.refusals import Asked

JANUARY, FEBRUARY = (date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 10))
KINDS = {"NORTH": "home_care", "SOUTH": "home_care", "START": "reablement", "OAKS": "care_home_placement"}


def at(day: int, month: int = 1, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def asked(person: str, service: str, when: datetime, answer: str = "", reason: str = "", day: int = 0) -> Asked:
    answered = at(day, when.month) if day else None
    return Asked(person, f"{person}{service}{when}", service, "", when, answer, reason, answered, None)


def room(service: str, accepting: int, when: datetime) -> Room:
    return Room(service, None, None, 0, accepting, None, when, "")


def counted(*every: Asked, rooms: dict[date, list[Room]]) -> list[Gap]:
    began = {("NORTH", 1): 3, ("SOUTH", 1): 1, ("NORTH", 2): 2, ("START", 1): 4}
    return gaps(
        every,
        KINDS,
        [JANUARY, FEBRUARY],
        lambda service, first, last: began.get((service, first.month), 0),
        lambda day: {one.service: one for one in rooms.get(day, [])},
    )


def test_people_are_counted_once_for_a_kind_however_many_services_were_asked() -> None:
    found = counted(
        asked("ann", "NORTH", at(5), "declined", "full", day=6),
        asked("ann", "SOUTH", at(5)),
        asked("bob", "NORTH", at(31, hour=23), "declined", "need", day=31),
        asked("bob", "START", at(9)),
        asked("cat", "NORTH", at(3, month=2), "declined", "full", day=4),
        rooms={JANUARY[1]: [room("NORTH", 2, at(30)), room("SOUTH", 1, at(2))]},
    )
    by = {(one.kind, one.first.month): one for one in found}
    home_care = by["home_care", 1]  # ann and bob; 3 + 1 begun, 2 + 1 left; one no for want of room
    assert (home_care.asked, home_care.began, home_care.room, home_care.full) == (2, 4, 3, 1)
    assert (home_care.capacity, home_care.gap) == (7, -5)
    assert (by["reablement", 1].asked, by["reablement", 1].gap) == (1, None)
    assert (by["home_care", 2].asked, by["home_care", 2].began, by["home_care", 2].full) == (1, 2, 1)
    assert ("care_home_placement", 1) not in by
    assert [one.first.month for one in found if one.kind == "home_care"] == [2, 1]


def test_a_number_of_an_earlier_month_says_nothing_of_this_one() -> None:
    found = counted(asked("ann", "NORTH", at(3, month=2)), rooms={FEBRUARY[1]: [room("NORTH", 9, at(30))]})
    (february,) = [one for one in found if one.first.month == 2]
    assert (february.room, february.capacity, february.gap) == (None, None, None)
    assert len(ASSUMED) >= 4
