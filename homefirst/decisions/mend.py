"""Steps that mend the ledger: say that something did not happen, or that a discharge was cancelled."""

from __future__ import annotations

from datetime import datetime

from homefirst.decisions.step import Refused, Step
from homefirst.event import Kind, new_event
from homefirst.journey import Journey, Spell


def take_back(journey: Journey, event_id: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Say that an event did not happen. It stays in the ledger, marked as taken back; `document` may say why."""
    if all(event.id != event_id for event in journey.events):
        return Refused("This event does not stand: it may have been taken back already. Look at the journey again.")
    return new_event(journey.person, Kind.RETRACTED, now, about=event_id, document=document, source=by)


def reopen(journey: Journey, spell: Spell, *, document: str = "", by: str, now: datetime) -> Step:
    """Cancel a discharge: the stay goes on as if the person had not left; `document` may say why."""
    if spell.ended_at is None:
        return Refused("This stay has not ended, so there is no discharge to cancel.")
    if journey.open_spell is not None:
        return Refused("This person is in a bed again. Cancel that admission first if it is the same stay.")
    ends = [e for e in journey.events if e.kind is Kind.DISCHARGED and e.happened_at == spell.ended_at]
    if not ends:
        return Refused("The end of this stay was worked out and not recorded. Correct the move to another hospital.")
    return take_back(journey, ends[-1].id, document=document, by=by, now=now)
