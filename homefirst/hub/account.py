"""One person's events told in full: what stands, and apart from it what was corrected or taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from homefirst.event import Event, Kind, order
from homefirst.journey import Journey
from homefirst.standing import corrections, retracted_ids


class Undone(NamedTuple):
    """An event that does not stand as it was told: what became of it, and the event that says so if one names it."""

    event: Event
    what: str  # "Taken back", "Corrected", "Takes back", "Corrects"
    now_read: Event | None = None  # as it is read since the correction


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
