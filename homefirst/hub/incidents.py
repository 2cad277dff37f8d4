"""What went wrong after people left hospital, each beside the discharge that it followed, and what was learnt from it.

Three things bring a discharge to review: somebody reported that it was unsafe; an emergency readmission 0 to 6 nights
after it (the rule of NHS Digital, I02040 version 3, with 7 days, as in the measure emergency_readmission_7); and a
safeguarding concern raised 0 to 6 nights after it (the 7 days are of the place's own quality board, not national).
All of it is read from the ledger; nothing is entered twice.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from homefirst.codes.worded import Worded
from homefirst.days import nights
from homefirst.decisions import REVIEW
from homefirst.event import Event, Kind
from homefirst.hub.words import day_of
from homefirst.journey import EMERGENCY, Journey, Spell, journey, readmitted_after
from homefirst.ledger import Ledger

WITHIN = 7  # days: 0 to 6 nights
OF_A_SPELL = frozenset({Kind.ADMITTED, Kind.DISCHARGED})
STARTS = frozenset({Kind.INCIDENT_REPORTED, Kind.CONCERN_RAISED})
# What else changes how an incident, once known, is shown
BESIDE = frozenset(
    {Kind.MOVED, Kind.PATHWAY_CHOSEN, Kind.SUMMARY_SENT, Kind.MEDICINES_RECONCILED, Kind.CORRECTED, Kind.RETRACTED}
)


class IncidentKind(Worded):
    """What brought a discharge to review; the words as a page says them."""

    REPORTED = "reported", "Reported as unsafe"
    READMITTED = "readmitted", "Emergency readmission within 7 days"
    CONCERN = "concern", "Safeguarding concern within 7 days"


@dataclass(frozen=True, slots=True)
class Review:
    """What a review found (codes of IncidentFinding), who does what was agreed and by when, and whether it is done."""

    event: Event
    found: tuple[str, ...]
    due: date | None
    done: Event | None

    @property
    def owner(self) -> str:
        return self.event.service

    @property
    def is_open(self) -> bool:
        """Whether something was agreed that nobody has said is done."""
        return bool(self.owner) and self.done is None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that went wrong after a stay (`spell`) ended. `event` is what tells of it."""

    kind: IncidentKind
    event: Event
    spell: Spell
    discharge_id: str
    summary_at: datetime | None  # the first discharge summary of that stay
    medicines_at: datetime | None  # when the medicines of that stay were compared last
    reviews: tuple[Review, ...]

    @property
    def left_at(self) -> datetime:
        assert self.spell.ended_at is not None
        return self.spell.ended_at

    @property
    def nights_after(self) -> int:
        return nights(self.left_at, self.event.happened_at)

    @property
    def review(self) -> Review | None:
        """The review that stands: the latest."""
        return self.reviews[-1] if self.reviews else None


def incidents(of: Journey) -> list[Incident]:
    """Everything that went wrong after a person's stays, in the order in which it happened."""
    found = [*reported(of), *readmitted(of), *concerns(of)]
    return sorted(found, key=lambda one: (one.event.happened_at, one.event.id))


def reported(of: Journey) -> Iterator[Incident]:
    """What somebody reported, beside the discharge that it names, else the latest before it."""
    ends = {e.id: e for e in of.events if e.kind is Kind.DISCHARGED}
    for event in (e for e in of.events if e.kind is Kind.INCIDENT_REPORTED):
        named = ends.get(event.about)
        spell = left_by(of, named.happened_at if named else event.happened_at)
        if spell is not None:
            yield incident(of, IncidentKind.REPORTED, event, spell)


def readmitted(of: Journey) -> Iterator[Incident]:
    """Each emergency readmission soon after leaving, told by its admission."""
    for n, spell in enumerate(of.spells):
        after = readmitted_after(of.spells, n)
        if after is None or after >= WITHIN or spell.ended_at is None:
            continue
        told = (e for e in of.events if e.kind is Kind.ADMITTED and e.happened_at >= spell.ended_at)
        if (event := next(told, None)) is not None:
            yield incident(of, IncidentKind.READMITTED, event, spell)


def concerns(of: Journey) -> Iterator[Incident]:
    """Each safeguarding concern raised soon after leaving."""
    for event in (e for e in of.events if e.kind is Kind.CONCERN_RAISED):
        spell = left_by(of, event.happened_at)
        if spell is not None and spell.ended_at and nights(spell.ended_at, event.happened_at) < WITHIN:
            yield incident(of, IncidentKind.CONCERN, event, spell)


def left_by(of: Journey, moment: datetime) -> Spell | None:
    """The stay that ended last by then."""
    ended = [(s.ended_at, s) for s in of.spells if s.ended_at and s.ended_at <= moment]
    return max(ended, key=lambda pair: pair[0])[1] if ended else None


def incident(of: Journey, kind: IncidentKind, event: Event, spell: Spell) -> Incident:
    """An incident with what is known of the stay that it followed."""
    assert spell.ended_at is not None
    until = min((s.started_at for s in of.spells if s.started_at >= spell.ended_at), default=None)
    of_stay = [e for e in of.events if e.happened_at >= spell.started_at and (until is None or e.happened_at < until)]
    left = next((e for e in of_stay if e.kind is Kind.DISCHARGED and e.happened_at == spell.ended_at), None)
    return Incident(
        kind, event, spell, left.id if left else "",
        next((e.happened_at for e in of_stay if e.kind is Kind.SUMMARY_SENT), None),
        next((e.happened_at for e in reversed(of_stay) if e.kind is Kind.MEDICINES_RECONCILED), None),
        tuple(reviews_of(of, event.id)),
    )  # fmt: skip


def reviews_of(of: Journey, incident_id: str) -> Iterator[Review]:
    """The reviews of one incident, the earliest first."""
    written = [e for e in of.events if e.kind is Kind.SECTION_WRITTEN and e.detail.startswith(f"{REVIEW}/")]
    for event in (e for e in written if e.about == incident_id):
        _, found, due = (*event.detail.split("/"), "")[:3]
        done = next((e for e in written if e.about == event.id), None)
        yield Review(event, tuple(found.split("+")), day_of(due), done)


class EverybodysIncidents:
    """The incidents of a whole ledger, kept up to date: read once, then only people to whom something new happened.

    Whole journeys are read only of people who may have an incident. Threads may share it.
    """

    def __init__(self, ledger: Ledger, keys_of: Callable[[str], tuple[str, ...]]) -> None:
        self._ledger, self._keys_of, self._lock, self._position = ledger, keys_of, threading.Lock(), 0
        self._left: dict[str, list[datetime]] = defaultdict(list)  # by first key
        self._came: dict[str, list[datetime]] = defaultdict(list)
        self._told: set[str] = set()
        self._journeys: dict[str, Journey] = {}
        self._incidents: dict[str, tuple[Incident, ...]] = {}

    def follow(self) -> list[tuple[Journey, Incident]]:
        """Every incident up to now with the journey that it is of, the latest first."""
        with self._lock:
            changed = set[str]()
            while batch := self._ledger.after(
                self._position, kinds=OF_A_SPELL | STARTS | BESIDE | {Kind.SECTION_WRITTEN}
            ):
                changed |= {self._hear(event) for _, event in batch if event.person}
                self._position = batch[-1][0]
            for first in changed:
                self._read(first)
            found = [(self._journeys[key], one) for key, some in self._incidents.items() for one in some]
        return sorted(found, key=lambda pair: (pair[1].event.happened_at, pair[1].event.id), reverse=True)

    def _hear(self, event: Event) -> str:
        """Keep what may make an incident of an event; gives the first key of whom it is about."""
        first = self._keys_of(event.person)[0]
        if event.kind is Kind.DISCHARGED:
            self._left[first].append(event.happened_at)
        elif event.kind is Kind.ADMITTED and event.detail in EMERGENCY:
            self._came[first].append(event.happened_at)
        elif event.kind in STARTS or event.kind is Kind.CORRECTED:  # which may have made two times near
            self._told.add(first)
        return first

    def _read(self, first: str) -> None:
        """Work out the incidents of one person, if they may have any."""
        for key in self._keys_of(first):
            self._incidents.pop(key, None)
            self._journeys.pop(key, None)
        if first in self._told or self._came_back(first):
            found = journey(first, self._ledger.person(*self._keys_of(first)))
            if some := tuple(incidents(found)):
                self._journeys[first], self._incidents[first] = found, some

    def _came_back(self, first: str) -> bool:
        """Whether an emergency admission follows any discharge soon, by what was told (also what was taken back)."""
        pairs = ((left, came) for left in self._left.get(first, ()) for came in self._came.get(first, ()))
        return any(came >= left and nights(left, came) < WITHIN for left, came in pairs)
