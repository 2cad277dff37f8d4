"""Which events stand, once what was corrected and what was taken back is read.

Nothing is ever removed from the ledger. A retraction says that an earlier event did not happen; a correction
says how it is to be read. Both are events like any other and may arrive before the event they speak of, so
the answer depends only on which events there are, never on the order in which they came.

Rules (ours; HL7 v2 cancels A11, A12, A13, A25 to A27 are retractions by name):

1. A retraction that names an event by id (`about`) takes back that event.
2. A retraction that names a kind (`detail`) takes back, in the same stay, what had been recorded by then:
   every arrival, admission or discharge (a stay has one of each, however often it was repeated); of anything
   else, such as moves, the one at the very time the retraction names, or the latest, with its repeats. Taking
   back a discharge takes back a death that the same stay reported.
3. A correction replaces time, place, service, detail and document of the event it is about; the last recorded wins.
   It cannot move an event to another stay: retract it there and record it here.
4. Retractions are final: to say that something happened after all, record it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from homefirst.event import Event, Kind, order

ONCE_IN_A_STAY = frozenset({Kind.ATTENDED, Kind.LEFT_DEPARTMENT, Kind.ADMITTED, Kind.DISCHARGED})


def standing(events: Iterable[Event]) -> list[Event]:
    """One person's events that stand, in the order in which they happened."""
    known = list({event.id: event for event in events}.values())
    if not any(event.kind in (Kind.RETRACTED, Kind.CORRECTED) for event in known):
        return sorted(known, key=order)
    gone = retracted_ids(known)
    left = [event for event in known if event.id not in gone]
    said = corrections(left)
    facts = (event for event in left if event.kind not in (Kind.RETRACTED, Kind.CORRECTED))
    return sorted((correct(event, said.get(event.id)) for event in facts), key=order)


def retracted_ids(events: list[Event]) -> set[str]:
    """The ids of the events that were taken back, by id or by name."""
    retractions = sorted((e for e in events if e.kind is Kind.RETRACTED), key=lambda e: (e.recorded_at, e.id))
    facts = [e for e in events if e.kind is not Kind.RETRACTED]
    gone = {e.about for e in retractions if e.about}
    for retraction in retractions:
        if not retraction.about:
            gone |= named(retraction, facts, gone)
    return gone


def named(retraction: Event, facts: list[Event], gone: set[str]) -> set[str]:
    """The ids of the events that a retraction by kind takes back."""
    kind, _, detail = retraction.detail.partition(":")
    candidates = [
        e
        for e in facts
        if e.spell == retraction.spell
        and e.recorded_at <= retraction.recorded_at
        and (e.kind == kind or (e.kind is Kind.DIED and kind == Kind.DISCHARGED))
        and (not detail or e.detail == detail)
    ]
    if kind in ONCE_IN_A_STAY and retraction.spell:
        return {e.id for e in candidates}
    return at_one_moment(candidates, retraction.happened_at, gone)


def at_one_moment(candidates: list[Event], moment: datetime, gone: set[str]) -> set[str]:
    """Of several, those at the moment named; if none was, the latest that still stand."""
    there = {e.id for e in candidates if e.happened_at == moment}
    if there:
        return there
    left = [e for e in candidates if e.id not in gone]
    latest = max((e.happened_at for e in left), default=None)
    return {e.id for e in left if e.happened_at == latest}


def corrections(events: list[Event]) -> dict[str, Event]:
    """For each corrected event's id, the correction recorded last."""
    in_order = sorted((e for e in events if e.kind is Kind.CORRECTED), key=lambda e: (e.recorded_at, e.id))
    return {e.about: e for e in in_order}


def correct(event: Event, correction: Event | None) -> Event:
    """The event as its correction says it."""
    if correction is None:
        return event
    return event._replace(
        happened_at=correction.happened_at,
        recorded_at=correction.recorded_at,
        location=correction.location,
        service=correction.service,
        detail=correction.detail,
        document=correction.document or event.document,
    )
