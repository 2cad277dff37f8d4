"""Steps of the discharge notification: its sections are written by the professions, then it is sent to the hub."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from homefirst.decisions.step import NOT_IN_A_BED, Refused, Step, Steps, of_spell
from homefirst.event import Kind
from homefirst.journey import Journey

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
