"""One person's events told in full: what stands, each thing once, and apart what was corrected or taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from homefirst.event import Event, Kind, order
from homefirst.journey import Journey
from homefirst.standing import corrections, retracted_ids


class Telling(NamedTuple):
    """One thing that happened, as first recorded, with how often it was told and the last of those times."""

    event: Event
    times: int
    last_recorded_at: datetime
    sources: tuple[str, ...]


class Undone(NamedTuple):
    """An event that does not stand as it was told: what became of it, and the event that says so if one names it."""

    event: Event
    what: str  # "Taken back", "Corrected", "Takes back", "Corrects"
    now_read: Event | None = None  # as it is read since the correction


# What is asked over and over: told again with the same answer, it is one line until the answer changes.
ASKED_AGAIN = {
    Kind.EXPECTED_DISCHARGE_SET: "expected",
    Kind.CRITERIA_TO_RESIDE_MET: "criteria",
    Kind.CRITERIA_TO_RESIDE_NOT_MET: "criteria",
}


def tellings(events: Iterable[Event]) -> list[Telling]:
    """Each thing that happened once, in order, however often it was told.

    Systems restate an admission in every message about it; wards say at every round whether somebody still needs
    the bed and when they are expected to leave. That somebody's details were recorded is told over and over too
    and says nothing new: it is one line for each place.
    """
    alike: dict[tuple[object, ...], list[Event]] = {}
    answers: dict[str, tuple[tuple[str, str], int]] = {}
    for event in sorted(events, key=order):
        moment: object = None if event.kind is Kind.REGISTERED else event.happened_at
        if question := ASKED_AGAIN.get(event.kind):
            before, changes = answers.get(question, (("", ""), 0))
            answer = (event.kind.value, event.detail)
            answers[question] = (answer, changes + (answer != before))
            moment = answers[question][1]
        alike.setdefault((event.kind, moment, event.location, event.service, event.detail), []).append(event)
    return [telling(found) for found in alike.values()]


def telling(alike: list[Event]) -> Telling:
    first = min(alike, key=lambda e: (e.recorded_at, e.id))
    sources = tuple(sorted({e.source for e in alike if e.source}))
    return Telling(first, len(alike), max(e.recorded_at for e in alike), sources)


def undone(journey: Journey, told: Iterable[Event]) -> list[Undone]:
    """Every event told of a person that was corrected or taken back, and those that say so, in the order they happened.

    `told` is everything in the ledger about the person; `journey` what it adds up to.
    """
    events = sorted({event.id: event for event in told}.values(), key=order)
    gone = retracted_ids(events)
    corrected = corrections([event for event in events if event.id not in gone])
    stand = {event.id: event for event in journey.events}
    found: list[Undone] = []
    for event in events:
        if event.id in gone:
            found.append(Undone(event, "Taken back"))
        elif event.kind is Kind.RETRACTED:
            found.append(Undone(event, "Takes back"))
        elif event.kind is Kind.CORRECTED:
            found.append(Undone(event, "Corrects"))
        elif event.id in corrected:
            found.append(Undone(event, "Corrected", stand.get(event.id)))
    return found
