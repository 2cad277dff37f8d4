"""Demand less capacity by kind of service and month, from what the ledger says: people asked for, begun, room told.

What is taken to be so stands in ASSUMED and on the page: a gap is only as good as what services were asked and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from homefirst.days import local_date, midnight
from homefirst.event import Kind
from homefirst.hub.capacity import Room
from homefirst.hub.refusals import Asked, wants_room

ASSUMED = (
    "Demand is people for whom a service of the kind was asked in the month, each once, however many were asked. What "
    "nobody asked for, because everybody knew that there was none, is not in it.",
    "Capacity is how many the services of the kind began to help in the month, whoever asked, and the room that they "
    "said they had left at its end. Where none of them gave a number in the month, the gap is not known.",
    "A place that fell free and was filled twice in a month counts twice, as it helped two. A month not yet over "
    "counts to today on both sides.",
    "A service of several pathways counts under its one kind, and somebody asked for under two kinds counts in both.",
)


class Gap(NamedTuple):
    """One kind of service in one month. `room` is what its services said they had left at the end; None: none said."""

    kind: str
    first: date
    last: date
    asked: int
    began: int
    full: int  # times that one of them said no for want of room
    room: int | None

    @property
    def capacity(self) -> int | None:
        """How many they began to help, and could still have."""
        return None if self.room is None else self.began + self.room

    @property
    def gap(self) -> int | None:
        """Demand less capacity: above nought, people for whom there was no place; below, places for nobody."""
        return None if self.capacity is None else self.asked - self.capacity


def gaps(
    asked: Iterable[Asked],
    kinds: Mapping[str, str],
    months: Sequence[tuple[date, date]],
    began: Callable[[str, date, date], int],
    rooms: Callable[[date], Mapping[str, Room]],
) -> list[Gap]:
    """Every kind in every month in which anybody was asked for or helped, kind by kind, the latest month first.

    `kinds` is the kind of each service, `began` how many a service began to help between two days, `rooms` what
    services had said by the end of a day.
    """
    by_kind: dict[str, list[Asked]] = {}
    for one in asked:
        by_kind.setdefault(kinds.get(one.service, ""), []).append(one)
    at_end = {last: rooms(last) for _, last in months}
    found = [
        of_month(kind, [s for s, k in kinds.items() if k == kind], by_kind.get(kind, []), span, began, at_end[span[1]])
        for kind in sorted(set(kinds.values()))
        for span in sorted(months, reverse=True)
    ]
    return [one for one in found if one.asked or one.began]


def of_month(
    kind: str,
    services: Sequence[str],
    asked: Iterable[Asked],
    span: tuple[date, date],
    began: Callable[[str, date, date], int],
    rooms: Mapping[str, Room],
) -> Gap:
    first, last = span
    begins, ends = midnight(first), midnight(last + timedelta(days=1))
    people = {one.person for one in asked if begins <= one.referred_at < ends}
    noes = (
        one for one in asked if one.answer == Kind.DECLINED and one.answered_at and begins <= one.answered_at < ends
    )
    full = sum(wants_room(one.reason) for one in noes)
    told = [rooms[s].accepting for s in services if s in rooms and local_date(rooms[s].as_at) >= first]
    begun = sum(began(service, first, last) for service in services)
    return Gap(kind, first, last, len(people), begun, full, sum(told) if told else None)
