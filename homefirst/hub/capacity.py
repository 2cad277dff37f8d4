"""How much room each service has: as it said itself, less whom it has said yes to since.

A service says `MAXIMUM/USED/KEPT/TAKING/FIRST DAY` (VACANCIES_REPORTED), or only how many it can take
(CAPACITY_REPORTED). It may close, be closed by somebody in charge, and open again. Every number has the time at which
it was said and who said it, since a number without its age has misled many a placement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from homefirst.codes import parse_vacancies
from homefirst.event import Event, Kind
from homefirst.standing import standing

HOUR = timedelta(hours=1)
SAID = frozenset({Kind.VACANCIES_REPORTED, Kind.CAPACITY_REPORTED})
SHUT = frozenset({Kind.SERVICE_CLOSED, Kind.SERVICE_EMBARGOED})
OF_ROOM = SAID | SHUT | {Kind.SERVICE_REOPENED}


class Taken(NamedTuple):
    """Somebody to whom a service said yes: when, and when help began (None: not yet)."""

    service: str
    accepted_at: datetime
    started_at: datetime | None


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a service has. `reserved` is what it keeps for somebody, those it said yes to since included.

    `maximum` and `used` are None where it only said how many it can take. `as_at` is when it said so and `said_by`
    the role that did. `closed` is "" while it takes people, else the kind of event that closed it, with `closed_why`.
    """

    service: str
    maximum: int | None
    used: int | None
    reserved: int
    accepting: int
    earliest: date | None
    as_at: datetime
    said_by: str
    closed: str = ""
    closed_why: str = ""
    closed_at: datetime | None = None

    def age(self, now: datetime) -> timedelta:
        """How long ago it was said."""
        return now - self.as_at

    def is_old(self, now: datetime, hours: int) -> bool:
        """Whether the number is older than a local limit, and should be asked for again."""
        return self.age(now) > hours * HOUR

    @property
    def empty(self) -> int | None:
        """How many are neither used nor kept for anybody; None where the service did not say."""
        return None if self.maximum is None or self.used is None else max(self.maximum - self.used - self.reserved, 0)


def whose(event: Event) -> str:
    """The service that an event of a service is about."""
    return event.service or event.location


def rooms(events: Iterable[Event], now: datetime, taken: Iterable[Taken] = ()) -> dict[str, Room]:
    """The room of each service that ever said anything, from the events of services and whom they said yes to.

    What was said for a time after `now` is not looked at.
    """
    by_service: dict[str, list[Event]] = {}
    for event in standing(events):
        if event.kind in OF_ROOM and event.happened_at <= now:
            by_service.setdefault(whose(event), []).append(event)
    yes: dict[str, list[Taken]] = {}
    for one in taken:
        yes.setdefault(one.service, []).append(one)
    made = {service: room(service, told) for service, told in by_service.items()}
    return {service: less(one, yes.get(service, ())) for service, one in made.items()}


def room(service: str, told: Sequence[Event]) -> Room:
    """What one service said of itself, in the order in which it held: the last number, and whether it is closed."""
    made = Room(service, None, None, 0, 0, None, told[0].happened_at, "")
    for event in told:
        if event.kind is Kind.SERVICE_REOPENED:
            made = replace(made, closed="", closed_why="", closed_at=None)
        elif event.kind in SHUT:
            made = replace(made, closed=str(event.kind), closed_why=event.detail, closed_at=event.happened_at)
        else:
            made = as_said(made, event)
    return replace(made, accepting=0) if made.closed else made


def as_said(before: Room, event: Event) -> Room:
    """The room after a report; one that cannot be read leaves it as it was."""
    if event.kind is Kind.CAPACITY_REPORTED:
        return only_taking(before, event)
    try:
        said = parse_vacancies(event.detail)
    except ValueError:
        return before
    return replace(
        before, maximum=said.maximum, used=said.used, reserved=said.reserved, accepting=said.accepting,
        earliest=said.earliest, as_at=event.happened_at, said_by=event.source,
    )  # fmt: skip


def only_taking(before: Room, event: Event) -> Room:
    """The room of a service that says no more than how many it can take."""
    if not event.detail.isdecimal():
        return before
    return replace(
        before, used=None, reserved=0, accepting=int(event.detail), earliest=None, as_at=event.happened_at,
        said_by=event.source,
    )  # fmt: skip


def less(room: Room, taken: Iterable[Taken]) -> Room:
    """The room without those it said yes to, or who began there, since it last said.

    Whoever it said yes to before is taken to be in its numbers. That somebody left does not make room until it says so.
    """
    since = [one for one in taken if (one.started_at or one.accepted_at) > room.as_at]
    promised = [one for one in since if one.accepted_at > room.as_at]
    begun = [one for one in since if one.started_at is not None]
    kept_before = len(since) - len(promised)
    return replace(
        room,
        used=None if room.used is None else room.used + len(begun),
        reserved=max(room.reserved - kept_before, 0) + len(promised) - len([one for one in promised if one.started_at]),
        accepting=max(room.accepting - len(promised), 0),
    )


def cost_of_used_day(cost_week: float | None, room: Room | None) -> float | None:
    """What a day of a used bed costs, in pounds, where beds are paid for whether used or not (a block contract).

    The price of a week in one bed, for all its beds, over those used. None where it has not said, or nobody is there.
    """
    if cost_week is None or room is None or not room.maximum or not room.used:
        return None
    return cost_week / 7 * room.maximum / room.used


def closed_overnight(told: Iterable[Event], since: datetime, now: datetime) -> dict[str, Event]:
    """The services that closed after `since` and have not opened again: what a hub must know in the morning."""
    last: dict[str, Event] = {}
    for event in standing(told):
        if event.kind in SHUT | {Kind.SERVICE_REOPENED} and event.happened_at <= now:
            last[whose(event)] = event
    return {service: event for service, event in last.items() if event.kind in SHUT and event.happened_at > since}


def totals(found: Iterable[Room], now: datetime, hours: Mapping[str, int]) -> tuple[int, int, int]:
    """How many can be taken in all, how many of those numbers are old, and how many services are closed."""
    listed = list(found)
    old = sum(one.accepting for one in listed if one.is_old(now, hours[one.service]))
    return sum(one.accepting for one in listed), old, sum(bool(one.closed) for one in listed)
