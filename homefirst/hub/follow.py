"""Keeping the board up to date: read the ledger once, then only the people to whom something new happened."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

from homefirst.days import local_date
from homefirst.event import Event, Kind
from homefirst.hub.board import BoardRow, Filter, Who, in_a_bed, row
from homefirst.hub.clocks.limits import Limits
from homefirst.hub.index import Chosen, Index
from homefirst.hub.words import Title
from homefirst.journey import Journey, journey
from homefirst.ledger import Ledger

OPENING = frozenset({Kind.ADMITTED, Kind.MOVED})
UNDOING = frozenset({Kind.RETRACTED, Kind.CORRECTED})
READ_LATELY = 4_000  # people whose journeys are kept until something happens to them
OF_A_BED = OPENING | UNDOING | {Kind.DISCHARGED}


class Followed(NamedTuple):
    """What following brought: the position reached, everyone to whom something new happened (first keys)."""

    position: int
    people: frozenset[str]


class Reading(NamedTuple):
    """One person as read: every key of theirs, their journey, and every event."""

    keys: tuple[str, ...]
    journey: Journey
    events: list[Event]


class Board:
    """Everyone in a bed, kept in memory as rows and brought up to date from the ledger's position.

    `keys_of` gives every key of a person (people.keys_of), `who` what may be said of who they are, `now` the time
    that it is for this ledger; `tell` hears of every change after the first reading; `limits` are those of the place's
    clocks, else the national ones. Threads may share it.
    """

    def __init__(
        self,
        ledger: Ledger,
        keys_of: Callable[[str], tuple[str, ...]],
        who: Callable[[str], Who],
        title: Title,
        now: Callable[[], datetime],
        tell: Callable[[Followed], None] = lambda _: None,
        limits: Limits | None = None,
    ) -> None:
        self._ledger, self._keys_of, self._who, self._title, self._now = ledger, keys_of, who, title, now
        self._tell, self._limits = tell, limits
        self._lock = threading.RLock()
        self._in_bed: dict[str, Journey] = {}
        self._index = Index()
        self._lately: dict[str, Reading] = {}  # by first key, until something happens to the person
        self._groups: dict[str, tuple[str, ...]] = {}  # first key -> every key, as when last read
        self._day: date | None = None
        self.position = 0

    def follow(self) -> Followed:
        """Read what is new in the ledger and mend the rows of the people in it."""
        with self._lock:
            now = self._now()
            self._turn_the_day(now)
            before, look = self.position, touched if self.position else candidates
            found, self.position = look(self._ledger, self.position)
            followed = Followed(self.position, self._reload(found, now))
            if len(self._lately) > READ_LATELY:
                self._lately = {}
        if before and self.position > before:
            self._tell(followed)
        return followed

    def rows(self) -> list[BoardRow]:
        """Everyone in a bed as things stand now, by ward and bed: `board.chosen` puts them in another order."""
        with self._lock:
            self.follow()
            return self._index.rows()

    def choose(self, wanted: Filter, seen: Iterable[str]) -> Chosen:
        """What a filter finds among the people in a bed whom a reader may see, as things stand now."""
        with self._lock:
            self.follow()
            return self._index.choose(wanted, seen, self._title)

    def journeys(self) -> list[Journey]:
        """The journeys of everyone in a bed now."""
        with self._lock:
            self.follow()
            return list(self._in_bed.values())

    def read(self, key: str) -> tuple[Journey, list[Event]]:
        """One person's journey and every event of theirs, by any of their keys, as the ledger now has them."""
        before, keys = self.follow().position, self._keys_of(key)
        found = self._lately.get(keys[0])
        if found is None or found.keys != keys:
            found = self._read(keys)
            with self._lock:
                if self.position == before:  # else what was read may lack what was heard of meanwhile
                    self._lately[keys[0]] = found
        return found.journey, list(found.events)

    def _read(self, keys: tuple[str, ...]) -> Reading:
        events = self._ledger.person(*keys)
        return Reading(keys, journey(keys[0], events), events)

    def _reload(self, keys: Iterable[str], now: datetime) -> frozenset[str]:
        """Read these people again, and whoever was thought to be one of them before."""
        firsts = {self._keys_of(one)[0] for key in keys for one in self._groups.get(key, (key,))}
        for first in firsts:
            self._put(first, now)
        return frozenset(firsts)

    def _put(self, first: str, now: datetime) -> None:
        keys = self._keys_of(first)
        reading = self._read(keys)
        found = reading.journey
        for key in keys:
            self._lately.pop(key, None)
            self._in_bed.pop(key, None)
            self._index.drop(key)
            self._groups[key] = keys
        self._lately[first] = reading
        if in_a_bed(found):
            self._in_bed[first] = found
            self._index.put(self._row(found, now))

    def _row(self, found: Journey, now: datetime) -> BoardRow:
        spell = in_a_bed(found)
        assert spell is not None
        return row(found, spell, self._who(found.person), now, self._title, self._limits)

    def _turn_the_day(self, now: datetime) -> None:
        """At midnight everybody has been there a night longer."""
        if local_date(now) == self._day:
            return
        self._day = local_date(now)
        for found in self._in_bed.values():
            self._index.put(self._row(found, now))


def touched(ledger: Ledger, position: int) -> tuple[set[str], int]:
    """Everyone to whom something was recorded after a position, and the last position."""
    people: set[str] = set()
    while batch := ledger.after(position):
        people |= {event.person for _, event in batch if event.person}
        position = batch[-1][0]
    return people, position


def candidates(ledger: Ledger, position: int = 0) -> tuple[set[str], int]:
    """Everyone who may be in a bed, from one reading of all admissions, moves and discharges, and the last position.

    Never too few: a stay counts as over only where its end is recorded under the same key and nothing of the
    person was ever taken back. So of ten years of stays only those that may be open are read again one by one.
    """
    may_be, end = MayBe(), ledger.position()
    while batch := ledger.after(position, kinds=OF_A_BED):
        for _, event in batch:
            may_be.hear(event)
        position = batch[-1][0]
    return may_be.people(), end


class MayBe:
    """Who may be in a bed, by what has been heard so far, in any order."""

    def __init__(self) -> None:
        self._open: set[tuple[str, str]] = set()
        self._ended: set[tuple[str, str]] = set()
        self._unsure: set[str] = set()

    def hear(self, event: Event) -> None:
        stay = (event.person, event.spell)
        if event.kind in UNDOING or (event.kind in OPENING and not event.spell):
            self._unsure.add(event.person)
        elif event.kind in OPENING and stay not in self._ended:
            self._open.add(stay)
        elif event.kind is Kind.DISCHARGED and event.spell:
            self._open.discard(stay)
            self._ended.add(stay)

    def people(self) -> set[str]:
        return {person for person, _ in self._open} | self._unsure
