"""What every service said of itself and what it was asked, kept up to date: the ledger is read once, then what is new.

So a page of all services, or of one and who waits for it, costs no reading of the ledger.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from homefirst.days import local_date
from homefirst.event import Event, Kind
from homefirst.hub.capacity import OF_ROOM, SHUT, Room, Taken, rooms, whose
from homefirst.hub.refusals import Asked, reason_given
from homefirst.journey import referrals
from homefirst.ledger import Ledger
from homefirst.standing import standing

OF_A_REFERRAL = frozenset(
    {Kind.REFERRED, Kind.TRIAGED, Kind.ACCEPTED, Kind.DECLINED, Kind.WITHDRAWN, Kind.SUPPORT_STARTED, Kind.DIED}
)
TRUST = frozenset({Kind.ASSESSMENT_ACCEPTED, Kind.ASSESSMENT_DISPUTED})
REPORTED_WITHIN = timedelta(days=90)  # a number older than that says nothing of who came since
UNDOING = frozenset({Kind.RETRACTED, Kind.CORRECTED})
OPENINGS = SHUT | UNDOING | {Kind.SERVICE_REOPENED}
HEARD = OF_ROOM | OF_A_REFERRAL | TRUST | UNDOING | {Kind.DISCHARGED}

NEVER = datetime.max.replace(tzinfo=UTC)


class Rooms(NamedTuple):
    """The room of each service, from `since` and before `until`, unless something else is told meanwhile."""

    since: datetime
    until: datetime
    by_service: Mapping[str, Room]


class Services:
    """All services of a ledger. `keys_of` gives every key of a person (people.keys_of). Threads may share it."""

    def __init__(self, ledger: Ledger, keys_of: Callable[[str], tuple[str, ...]]) -> None:
        self._ledger, self._keys_of = ledger, keys_of
        self._lock = threading.RLock()
        self._told: list[Event] = []  # of services
        self._openings: list[Event] = []  # of those, what closes and opens them
        self._of_person: dict[str, list[Event]] = defaultdict(list)  # by key, what concerns referrals
        self._asked: dict[str, tuple[Asked, ...]] = {}  # by first key
        self._begun: dict[str, set[datetime]] = defaultdict(set)  # when help from each service began
        self._helped: dict[str, set[str]] = defaultdict(set)  # who was ever helped by it, by key
        self._trusted: dict[str, set[str]] = defaultdict(set)  # of whom it relied on an assessment, or disputed one
        self._left: dict[str, datetime] = {}  # when somebody last left a hospital, by key
        self._first: dict[str, str] = {}  # the first key of those known by several, by each other key
        self._taken: list[Taken] = []
        self._waiting: list[Asked] = []
        self._coming: dict[str, list[Asked]] = {}  # by service
        self._summed_at = -1
        self._rooms: Rooms | None = None
        self.position = 0

    def follow(self) -> int:
        """Read what is new in the ledger; gives the position reached."""
        with self._lock:
            touched = set[str]()
            while batch := self._ledger.after(self.position, kinds=HEARD):
                touched |= self._hear([event for _, event in batch])
                self.position = batch[-1][0]
            for keys in {self._keys_of(key) for key in touched}:
                self._ask_again(keys)
        return self.position

    def _hear(self, events: Iterable[Event]) -> set[str]:
        """Keep these events; gives the people they are about."""
        touched = set[str]()
        for event in events:
            if not event.person:
                self._told.append(event)
                if event.kind in OPENINGS:
                    self._openings.append(event)
            elif event.kind is Kind.DISCHARGED:
                self._left[event.person] = max(event.happened_at, self._left.get(event.person, event.happened_at))
            else:
                self._of_person[event.person].append(event)
                touched.add(event.person)
                if event.kind in TRUST:
                    self._trusted[event.service].add(event.person)
                elif event.kind is Kind.SUPPORT_STARTED:
                    self._begun[event.service].add(event.happened_at)
                    self._helped[event.service].add(event.person)
        return touched

    def _ask_again(self, keys: tuple[str, ...]) -> None:
        """Work out one person's referrals from what was heard under any of their keys."""
        for other in keys[1:]:
            self._asked.pop(other, None)
            self._first[other] = keys[0]
        events = [event for key in keys for event in self._of_person.get(key, ())]
        if keys[0] in self._asked or any(event.kind is Kind.REFERRED for event in events):
            self._asked[keys[0]] = asked_of(keys[0], events)

    def told(self) -> list[Event]:
        """Everything that services said of themselves, in the order in which it was kept."""
        with self._lock:
            self.follow()
            return list(self._told)

    def openings(self) -> list[Event]:
        """What closed services and opened them again, and what was taken back: few among all that they said."""
        with self._lock:
            self.follow()
            return list(self._openings)

    def asked(self) -> list[Asked]:
        """Every referral of everybody, in no order."""
        with self._lock:
            self.follow()
            return [one for theirs in self._asked.values() for one in theirs]

    def waiting(self) -> list[Asked]:
        """Every referral that waits for an answer."""
        with self._lock:
            self._sum_up()
            return list(self._waiting)

    def coming(self, service: str) -> list[Asked]:
        """Every referral to a service that waits for an answer, or was said yes to and has not begun."""
        with self._lock:
            self._sum_up()
            return list(self._coming.get(service, ()))

    def rooms(self, now: datetime) -> Mapping[str, Room]:
        """The room of every service that ever said anything, less whom it has said yes to since."""
        with self._lock:
            self._sum_up()
            if self._rooms is None or not self._rooms.since <= now < self._rooms.until:
                until = min((e.happened_at for e in self._told if e.happened_at > now), default=NEVER)
                self._rooms = Rooms(now, until, rooms(self._told, now, self._taken))
            return self._rooms.by_service

    def _sum_up(self) -> None:
        """Work out, once for each position, who waits and whom services said yes to lately."""
        if self.follow() == self._summed_at:
            return
        asked = [one for theirs in self._asked.values() for one in theirs]
        services = {whose(event) for event in self._told}
        yes = [taken for one in asked if one.service in services and (taken := taken_of(one))]
        since = max((one.accepted_at for one in yes), default=None)
        self._taken = [one for one in yes if since and (one.started_at or one.accepted_at) > since - REPORTED_WITHIN]
        self._waiting = [one for one in asked if one.is_waiting]
        self._coming = defaultdict(list)
        for one in asked:
            if one.started_at is None and one.answer in ("", Kind.ACCEPTED):
                self._coming[one.service].append(one)
        self._summed_at, self._rooms = self.position, None

    def begun(self, service: str, first: date, last: date) -> int:
        """How many people's help from a service began from the first to the last day, both counted."""
        with self._lock:
            self.follow()
            return sum(first <= local_date(at) <= last for at in self._begun.get(service, ()))

    def left_lately(self, service: str, since: datetime) -> list[str]:
        """Who left hospital and has to do with a service now; the latest first.

        Those who left since then whom it helps or said yes to, and those for whom it was asked since, whenever they
        left: somebody goes on to help at home from a bed to recover in.
        """
        with self._lock:
            self.follow()
            theirs = [one for one in self.asked() if one.service == service]
            yes = {one.person for one in theirs if one.answer == Kind.ACCEPTED}
            asked = {one.person for one in theirs if one.referred_at >= since and one.answer in ("", Kind.ACCEPTED)}
            helped = self._helped.get(service, set())
            found = [
                key
                for key, at in self._left.items()
                if (first := self._first.get(key, key)) in asked or (at >= since and (key in helped or first in yes))
            ]
            return sorted(found, key=lambda key: (self._left[key], key), reverse=True)

    def of_trust(self, services: Iterable[str]) -> list[Event]:
        """The assessments on which any of these services relied, or which it disputed, with what was said of them."""
        with self._lock:
            self.follow()
            persons = {self._keys_of(key) for service in set(services) for key in self._trusted.get(service, ())}
        about = TRUST | {Kind.ASSESSED}
        return [e for keys in persons for e in standing(self._ledger.person(*keys)) if e.kind in about]


def taken_of(one: Asked) -> Taken | None:
    """The room that a referral takes: none unless the service said yes."""
    at = one.answered_at or one.started_at
    return Taken(one.service, at, one.started_at) if one.answer == Kind.ACCEPTED and at else None


def asked_of(person: str, events: Iterable[Event]) -> tuple[Asked, ...]:
    """One person's referrals in short. Of somebody who died, those that nobody answered are no longer waited for."""
    stand = standing(events)
    died_at = min((event.happened_at for event in stand if event.kind is Kind.DIED), default=None)
    made = []
    for one in referrals(stand):
        reason = reason_given(stand, one.id, one.answered_at, one.service)
        answer, at = str(one.answer), one.answered_at
        if not answer and one.started_at is None and died_at is not None:
            answer, at, reason = str(Kind.WITHDRAWN), died_at, "08"
        made.append(Asked(person, one.id, one.service, one.detail, one.referred_at, answer, reason, at, one.started_at))
    return tuple(made)
