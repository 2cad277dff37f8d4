"""Papers written about a person in parts, a part at a time: lists of medicines, the discharge summary. Pure.

A part is never changed: it is written again, in the stay or in the 30 days after it, and the latest stands.
"""

from __future__ import annotations

from datetime import timedelta

from homefirst.event import Event, Kind
from homefirst.journey import Journey, Spell

AFTER_LEAVING = timedelta(days=30)  # ours: how long a paper of a stay may still be put right


def stay_of_paper(journey: Journey) -> Spell | None:
    """The stay that a paper is about: the one the person is in, else their latest."""
    return journey.open_spell or (journey.spells[-1] if journey.spells else None)


def parts_written(journey: Journey, paper: str) -> list[Event]:
    """The events that say that a part of this paper was written for the person's stay, the earliest first."""
    spell = stay_of_paper(journey)
    if spell is None:
        return []
    until = spell.ended_at + AFTER_LEAVING if spell.ended_at else None
    return [
        e
        for e in journey.events
        if e.kind is Kind.SECTION_WRITTEN
        and e.detail.partition("/")[0] == paper
        and e.happened_at >= spell.started_at
        and (until is None or e.happened_at <= until)
    ]


def latest_parts(journey: Journey, paper: str) -> dict[str, Event]:
    """The latest writing of each part, by its name."""
    return {event.detail.partition("/")[2]: event for event in parts_written(journey, paper)}
