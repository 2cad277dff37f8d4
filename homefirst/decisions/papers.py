"""Steps of what is written about a person in parts: lists of medicines, the discharge summary; and its audit."""

from __future__ import annotations

from datetime import datetime, timedelta

from homefirst.codes import SummaryCheck, find_code
from homefirst.decisions.leaving import NEVER_IN_HOSPITAL, latest_stay
from homefirst.decisions.step import Refused, Step, about, of_person, of_spell, standing_event
from homefirst.event import Kind
from homefirst.journey import Journey

AFTER_LEAVING = timedelta(days=30)  # ours: how long a paper of a stay may still be put right


def write_part(journey: Journey, paper: str, part: str, *, document: str, by: str, now: datetime) -> Step:
    """Write one part of a paper about the stay, or up to 30 days after it; what was written before is kept."""
    spell = latest_stay(journey)
    if spell is None:
        return NEVER_IN_HOSPITAL
    if spell.ended_at is not None and now > spell.ended_at + AFTER_LEAVING:
        return Refused(f"They left more than {AFTER_LEAVING.days} days ago. Write to who cares for them now instead.")
    if not document:
        return Refused("Nothing is written yet. Write it, then save it.")
    name = f"{paper}/{part}"
    before = [e for e in journey.events if e.kind is Kind.SECTION_WRITTEN and e.detail == name]
    if before and before[-1].document == document and before[-1].happened_at >= spell.started_at:
        return Refused("Nothing in it has changed, so there is nothing to save.")
    write = of_spell if journey.open_spell else of_person
    return write(journey, Kind.SECTION_WRITTEN, now, by, name, document=document)


def check_summary(journey: Journey, sent_id: str, found: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Record what an audit found when it compared a summary that was sent with the notes (SummaryCheck)."""
    sent = standing_event(journey, sent_id, Kind.SUMMARY_SENT)
    if sent is None:
        return Refused("This summary does not stand. Draw the sample again.")
    if find_code(SummaryCheck, found) is None:
        return Refused("Say whether it is accurate or not.")
    if found == SummaryCheck.NOT_ACCURATE and not document:
        return Refused("Say what is wrong or left out: tick it, or write it.")
    if about(journey, sent_id, Kind.SUMMARY_CHECKED):
        return Refused("This summary has been checked already. Take that back first if it was a mistake.")
    return of_person(journey, Kind.SUMMARY_CHECKED, now, by, found, sent_id, service=sent.service, document=document)
