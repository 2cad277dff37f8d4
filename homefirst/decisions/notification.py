"""Steps of the discharge notification: its sections are written by the professions, then it is sent to the hub."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from homefirst.codes import Triage, find_code
from homefirst.decisions.beds import choose_pathway
from homefirst.decisions.step import NOT_IN_A_BED, Refused, Step, Steps, of_spell
from homefirst.event import Event, Kind
from homefirst.journey import Journey, Spell

OVERRIDE = "override"  # the section that says why a form was sent although its checks found something


def write_section(journey: Journey, form: str, section: str, *, document: str, by: str, now: datetime) -> Step:
    """Write one section of a form about the person; what was written before is kept, with its age."""
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if not form or not section or "/" in form + section:
        return Refused("This section has no name that can be kept. Choose a section of the form.")
    if not document:
        return Refused("Nothing is written yet. Write the section, then save it.")
    name = f"{form}/{section}"
    before = [e for e in journey.events if e.kind is Kind.SECTION_WRITTEN and e.detail == name]
    if before and before[-1].document == document and before[-1].happened_at >= journey.open_spell.started_at:
        return Refused("Nothing in this section has changed. Change it, or confirm it with today's date.")
    return of_spell(journey, Kind.SECTION_WRITTEN, now, by, name, document=document)


def send_notification(
    journey: Journey,
    form: str,
    faults: Sequence[str] = (),
    *,
    document: str,
    override: str = "",
    by: str,
    now: datetime,
) -> Steps:
    """Tell the hub that the person will need help to leave: the form as it is now goes to it (document).

    `faults` are what the form's checks found (conflicts, stale sections), each a clause without a word about the
    person; they stop it unless `override`, the hash of the reason why it goes nevertheless, is given.
    """
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if not document:
        return Refused("There is nothing to send yet. Write the sections of the form first.")
    if faults and not override:
        return Refused(f"This cannot go yet: {'; '.join(faults)}. Mend these sections, or say why it goes as it is.")
    sent = [e for e in journey.events if e.kind is Kind.NOTIFIED and e.document == document]
    if any(e.happened_at >= journey.open_spell.started_at for e in sent):
        return Refused("This very form has been sent already. Change a section before you send it again.")
    if not faults:
        return (of_spell(journey, Kind.NOTIFIED, now, by, document=document),)
    return (
        of_spell(journey, Kind.SECTION_WRITTEN, now, by, f"{form}/{OVERRIDE}", document=override),
        of_spell(journey, Kind.NOTIFIED, now, by, document=document, turn=1),
    )


def triage_notification(
    journey: Journey, found: str, pathway: str = "", *, document: str = "", by: str, now: datetime
) -> Steps:
    """The hub says that it looked at a notification: which pathway it confirms, or that it goes back with what lacks.

    `document` holds what lacks, or why the pathway becomes another one. It names the notification that waited longest,
    so that the clock of the hub's look ends.
    """
    spell = journey.open_spell
    if spell is None:
        return NOT_IN_A_BED
    waiting = not_looked_at(journey, spell)
    if not waiting:
        return Refused("No discharge notification waits: somebody of the hub may have looked at it meanwhile.")
    if find_code(Triage, found) is None:
        return Refused("Say what you found: that its pathway is right, or that something lacks.")
    if found == Triage.SENT_BACK and not document:
        return Refused("Say what lacks, so that the ward knows what to mend.")
    chosen = [choose_pathway(journey, pathway, document=document, by=by, now=now)]
    if found == Triage.SENT_BACK or (pathway and pathway == spell.pathway):
        chosen = []
    if chosen and isinstance(chosen[0], Refused):
        return chosen[0]
    looked = of_spell(journey, Kind.TRIAGED, now, by, found, waiting[0].id, document=document, turn=len(chosen))
    return (*(event for event in chosen if isinstance(event, Event)), looked)


def not_looked_at(journey: Journey, spell: Spell) -> list[Event]:
    """The notifications of a stay that the hub has not looked at, the first sent first; a look is at all before it."""
    since, waiting = spell.notified_at, list[Event]()
    for event in journey.events if since else ():
        if event.kind is Kind.NOTIFIED and since and event.happened_at >= since:
            waiting.append(event)
        elif event.kind is Kind.TRIAGED and any(is_look_at(event, told) for told in waiting):
            waiting = []
    return waiting


def is_look_at(triage: Event, notified: Event) -> bool:
    """Whether a triage is of the notification: it names it, or names nothing and is of the same service."""
    return triage.about == notified.id or (
        not triage.about and (triage.service == notified.service or not notified.service)
    )


def sent_back(journey: Journey, spell: Spell) -> Event | None:
    """The hub's sending back of the notification of a stay, while no newer one was sent; None otherwise."""
    last = None
    for event in journey.events if spell.notified_at else ():
        if event.kind is Kind.TRIAGED and event.detail and event.happened_at >= spell.started_at:
            last = event if event.detail == Triage.SENT_BACK else None
        elif event.kind is Kind.NOTIFIED:
            last = None
    return last
