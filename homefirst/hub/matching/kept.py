"""What became of offers and choices: which still hold, which have lapsed and why, and what was kept for later.

All of it is derived: nobody has to end a match that has lapsed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from homefirst.codes import Choice
from homefirst.decisions import Refused, choice_of, lapse, preferred_places, referral_of
from homefirst.event import Event, Kind
from homefirst.hub.capacity import Room
from homefirst.hub.words import day_of
from homefirst.journey import Journey
from homefirst.ledger import Ledger


class Offered(NamedTuple):
    """One offer: of which place, from when, what was chosen, and why it has lapsed; "" while it holds.

    `choice` is a Choice, "" while they have not chosen. `document` is what was said in words with the choice.
    """

    id: str
    service: str
    offered_at: datetime
    first_day: date | None
    choice: str
    chosen_at: datetime | None
    document: str
    lapsed: str

    @property
    def is_open(self) -> bool:
        """Whether a choice is awaited."""
        return self.choice in ("", Choice.MORE_TIME) and not self.lapsed


class Awaited(NamedTuple):
    """A service that was asked and has not answered, and why there is no more to be hoped for; "" while there is."""

    id: str
    service: str
    asked_at: datetime
    lapsed: str


class Interim(NamedTuple):
    """Somebody who said yes for now: where, since when, the place they prefer, and whether that has room now."""

    person: str
    service: str
    chosen_at: datetime
    preferred: str
    is_free: bool


def offers(journey: Journey, rooms: Mapping[str, Room]) -> tuple[Offered, ...]:
    """Every offer of this stay (of the last one where they have left), the latest first."""
    since = journey.spells[-1].started_at if journey.spells else None
    told = [e for e in journey.events if e.kind is Kind.OFFERED and (since is None or e.happened_at >= since)]
    return tuple(offered(journey, event, rooms) for event in reversed(told))


def offered(journey: Journey, event: Event, rooms: Mapping[str, Room]) -> Offered:
    """One offer with what was chosen about it last."""
    said = [e for e in journey.events if e.kind is Kind.CHOSEN and e.about == event.id]
    settled = choice_of(journey, event.id)
    last = next((e for e in reversed(said) if e.detail == (settled or e.detail)), None)
    over = settled == Choice.REFUSED or begun(journey, event)
    return Offered(
        event.id,
        event.service,
        event.happened_at,
        day_of(event.detail),
        last.detail if last else "",
        last.happened_at if last else None,
        last.document if last else "",
        "" if over else lapsed(journey, event.about, event.service, rooms),
    )


def begun(journey: Journey, event: Event) -> bool:
    """Whether help from the service began after it was offered."""
    return any(s.service == event.service and s.started_at >= event.happened_at for s in journey.supports)


def lapsed(journey: Journey, referral_id: str, service: str, rooms: Mapping[str, Room]) -> str:
    """Why a match holds no longer: readiness lapsed, the service said no after all, or it closed; "" while it holds."""
    referral, room = referral_of(journey, referral_id), rooms.get(service)
    if referral is not None and referral.answer in (Kind.DECLINED, Kind.WITHDRAWN):
        return "The service has said no since." if referral.answer == Kind.DECLINED else "It was withdrawn since."
    if referral is not None and isinstance(why := lapse(journey, referral), Refused):
        return why.why
    if room is not None and room.closed:
        return "It has closed to new people since."
    return ""


def awaited(journey: Journey, rooms: Mapping[str, Room]) -> tuple[Awaited, ...]:
    """The services asked in this stay that have not answered; one that has filled up meanwhile has lapsed."""
    since = journey.spells[-1].started_at if journey.spells else None
    found = (r for r in journey.referrals if not r.answer and r.started_at is None)
    return tuple(
        Awaited(r.id, r.service, r.referred_at, lapsed(journey, r.id, r.service, rooms) or taken(r.service, rooms))
        for r in found
        if since is None or r.referred_at >= since
    )


def taken(service: str, rooms: Mapping[str, Room]) -> str:
    """That no room is left at a service that said how much it has; "" otherwise."""
    room = rooms.get(service)
    return "Its last place has been taken since." if room is not None and room.accepting == 0 else ""


def interim(journey: Journey, rooms: Mapping[str, Room]) -> Interim | None:
    """Where somebody is, or goes, for now, with the place kept for later; None for whom nothing is kept."""
    said = [e for e in journey.events if e.kind is Kind.CHOSEN and e.detail in (Choice.ACCEPTED, Choice.INTERIM)]
    if journey.died_at is not None or not said or said[-1].detail != Choice.INTERIM:
        return None
    now_at = said[-1]
    wanted = next((place for place in preferred_places(journey) if place != now_at.service), "")
    if not wanted or any(s.service == wanted and s.started_at >= now_at.happened_at for s in journey.supports):
        return None
    room = rooms.get(wanted)
    is_free = room is not None and not room.closed and room.accepting > 0
    return Interim(journey.person, now_at.service, now_at.happened_at, wanted, is_free)


def interims(journeys: Iterable[Journey], rooms: Mapping[str, Room]) -> list[Interim]:
    """All for whom a place is kept for later: those whose place has become free first, the longest first."""
    found = [one for one in (interim(journey, rooms) for journey in journeys) if one is not None]
    return sorted(found, key=lambda one: (not one.is_free, one.chosen_at, one.person))


class SaidForNow:
    """Who ever said yes for now, kept up to date: the ledger is read once, then what is new. Threads may share it."""

    def __init__(self, ledger: Ledger, keys_of: Callable[[str], tuple[str, ...]]) -> None:
        self._ledger, self._keys_of = ledger, keys_of
        self._lock, self._people, self._position = threading.Lock(), set[str](), 0

    def people(self) -> list[str]:
        """Their keys, in order."""
        with self._lock:
            while batch := self._ledger.after(self._position, kinds=frozenset({Kind.CHOSEN})):
                self._people |= {event.person for _, event in batch if event.detail == Choice.INTERIM}
                self._position = batch[-1][0]
            return sorted({self._keys_of(key)[0] for key in self._people})
