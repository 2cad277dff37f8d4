"""The step of saying that somebody's needs changed in hospital, so that who helps them at home can prepare."""

from __future__ import annotations

from datetime import date, datetime, time

from homefirst.days import LONDON, local_date
from homefirst.decisions.step import NOT_IN_A_BED, Refused, Step, next_of_moment
from homefirst.event import Event, Kind, new_event
from homefirst.journey import Journey, Spell
from homefirst.system.entry import NEEDS

OTHER_NEED = "other"


def change_needs(
    journey: Journey, need: str, since: date | None = None, *, document: str = "", by: str, now: datetime
) -> Step:
    """Record that somebody in hospital needs other help than when they came: which, and since which day (today).

    `need` is one by which services are chosen, or "other" with words (document).
    """
    spell, today = journey.open_spell, local_date(now)
    if spell is None:
        return NOT_IN_A_BED
    if need not in NEEDS and need != OTHER_NEED:
        return Refused(f"“{need}” is not a need of the list. Choose one, or something else.")
    if need == OTHER_NEED and not document:
        return Refused("Say in a few words what changed.")
    since = since or today
    if not local_date(spell.started_at) <= since <= today:
        return Refused(f"{since} is not a day of this stay so far. Give a day from the admission to today.")
    if not document and any(event.detail == need for event in need_changes(journey, spell)):
        return Refused("That is recorded already. If it changed again, say how in a few words.")
    at = now if since == today else max(datetime.combine(since, time(12), LONDON), spell.started_at)
    return new_event(
        journey.person, Kind.NEED_CHANGED, at, now, location=spell.location, detail=need, document=document,
        source=by, sequence=next_of_moment(journey, at),
    )  # fmt: skip


def need_changes(journey: Journey, spell: Spell) -> list[Event]:
    """What changed in somebody's needs during a stay, in order."""
    return [e for e in journey.events if e.kind is Kind.NEED_CHANGED and e.happened_at >= spell.started_at]
