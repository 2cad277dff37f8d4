"""Who waited, and what room there was, at a moment in the past: only what had been recorded by then is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from homefirst.documents import Documents
from homefirst.event import Event
from homefirst.hub.capacity import OF_ROOM, rooms
from homefirst.hub.capacity_follow import OF_A_REFERRAL, UNDOING, asked_of, taken_of
from homefirst.hub.follow import OF_A_BED, MayBe
from homefirst.hub.matching.expected_wait import Waits
from homefirst.hub.matching.facts import Place, Waiting, Weights
from homefirst.hub.matching.gather import About, everyone, places_of
from homefirst.hub.refusals import Asked
from homefirst.journey import Journey, journey
from homefirst.ledger import Ledger
from homefirst.system.directory import Directory


@dataclass(frozen=True)
class AsTold:
    """A moment: who waited, the places with the room they had told, and how long others had waited."""

    at: datetime
    people: tuple[Waiting, ...]
    places: tuple[Place, ...]
    waits: Waits


@dataclass(frozen=True)
class Sources:
    """Where it is read from. `keys_of` gives every key of a person, `about` their sex and where they live."""

    ledger: Ledger
    documents: Documents
    keys_of: Callable[[str], tuple[str, ...]]
    about: Callable[[Journey, datetime], About]
    directory: Directory
    weights: Weights


def as_told(sources: Sources, at: datetime) -> AsTold:
    """The moment as the ledger had told of it by then."""
    inside = [journey(key, told_of(sources, key, at)) for key in in_a_bed_at(sources, at)]
    about = {one.person: sources.about(one, at) for one in inside}
    asked, of_services = asked_by(sources, at)
    found = rooms(of_services, at, filter(None, map(taken_of, asked)))
    people = everyone(inside, sources.documents, about, at)
    return AsTold(at, tuple(people), tuple(places_of(sources.directory, found, sources.weights)), Waits(asked, at))


def told_of(sources: Sources, key: str, at: datetime) -> list[Event]:
    """One person's events as recorded by then."""
    return [event for event in sources.ledger.person(*sources.keys_of(key)) if event.recorded_at <= at]


def in_a_bed_at(sources: Sources, at: datetime) -> list[str]:
    """The first keys of everybody who may have been in a bed then, in order."""
    may_be, position = MayBe(), 0
    while batch := sources.ledger.after(position, kinds=OF_A_BED):
        for _, event in batch:
            if event.recorded_at <= at:
                may_be.hear(event)
        position = batch[-1][0]
    return sorted({sources.keys_of(key)[0] for key in may_be.people()})


def asked_by(sources: Sources, at: datetime) -> tuple[list[Asked], list[Event]]:
    """Every referral as it stood then, and what services had said of themselves."""
    of_people: dict[str, list[Event]] = {}
    of_services, position = list[Event](), 0
    while batch := sources.ledger.after(position, kinds=OF_ROOM | OF_A_REFERRAL | UNDOING):
        for _, event in batch:
            if event.recorded_at > at:
                continue
            if event.person:
                of_people.setdefault(event.person, []).append(event)
            else:
                of_services.append(event)
        position = batch[-1][0]
    together: dict[str, list[Event]] = {}
    for key, events in of_people.items():
        together.setdefault(sources.keys_of(key)[0], []).extend(events)
    return [one for first, events in together.items() for one in asked_of(first, events)], of_services
