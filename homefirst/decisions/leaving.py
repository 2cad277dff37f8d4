"""Steps of leaving: medicines, the summary, the discharge itself, and what is reported afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from homefirst.codes import Destination, DischargeMethod, find_code
from homefirst.decisions.step import (
    NOT_IN_A_BED,
    Refused,
    Step,
    Steps,
    about,
    joined,
    of_person,
    of_spell,
    standing_event,
)
from homefirst.decisions.tasks import open_task_events
from homefirst.event import Event, Kind
from homefirst.journey import Journey, Spell

NEVER_IN_HOSPITAL = Refused("No hospital stay of this person is known here. Check that it is the right person.")


def discharge(journey: Journey, destination: str, method: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Record that the person left, where to and how. What is undone (`undone_before_leaving`) is a warning, no more."""
    spell = journey.open_spell
    if spell is None:
        return NOT_IN_A_BED
    if now < spell.started_at:
        return Refused("They were admitted after that time. Give a time after the admission.")
    if find_code(Destination, destination) is None:
        return Refused(f"“{destination}” is not a discharge destination. Choose one of the list, such as 19 for home.")
    if find_code(DischargeMethod, method) is None:
        return Refused(f"“{method}” is not a discharge method. Choose one of the list, such as 1 for clinical advice.")
    if (destination == Destination.DIED) != (method == DischargeMethod.DIED):
        return Refused("Destination 79 and method 4 both say that the person died: choose both or neither.")
    return of_spell(journey, Kind.DISCHARGED, now, by, f"{destination}/{method}", document=document)


def undone_before_leaving(journey: Journey) -> tuple[str, ...]:
    """What is not done yet of a person about to leave, each in a few words; () where nothing is, or nobody leaves."""
    spell = journey.open_spell
    if spell is None:
        return ()
    during = {e.kind for e in journey.events if e.happened_at >= spell.started_at}
    open_tasks = len(open_task_events(journey))
    tasks = "1 task is not done" if open_tasks == 1 else f"{open_tasks} tasks are not done"
    found = (
        ("they still meet the criteria to reside, or nobody has judged it", not spell.is_ready),
        ("no pathway is chosen", not spell.pathway),
        (tasks, open_tasks > 0),
        ("their medicines are not reconciled", Kind.MEDICINES_RECONCILED not in during),
        ("no discharge summary is sent", Kind.SUMMARY_SENT not in during),
        ("nobody who knows them at home has been contacted", Kind.CONTACTED not in during),
    )
    return tuple(words for words, undone in found if undone)


def reconcile_medicines(journey: Journey, *, document: str, by: str, now: datetime) -> Step:
    """Record that their medicines were compared line by line: before admission, in hospital, at discharge."""
    if latest_stay(journey) is None:
        return NEVER_IN_HOSPITAL
    if not document:
        return Refused("The comparison is empty. Compare the medicines line by line, then record it.")
    return of_stay(journey, Kind.MEDICINES_RECONCILED, now, by, document=document)


def send_summary(journey: Journey, services: Sequence[str], *, document: str, by: str, now: datetime) -> Steps:
    """Send the discharge summary to everyone who cares next; it may go before the person does."""
    if latest_stay(journey) is None:
        return NEVER_IN_HOSPITAL
    if not services or not all(services):
        return Refused("The summary goes to nobody yet. Choose who cares next: the GP, and each service that helps.")
    if not document:
        return Refused("The summary is empty. Write it, then send it.")
    sent = {e.service for e in journey.events if e.kind is Kind.SUMMARY_SENT and e.document == document}
    again = [service for service in dict.fromkeys(services) if service in sent]
    if again:
        return Refused(f"This very summary went to {joined(again)} already. Leave that out, or send a newer one.")
    return tuple(
        of_stay(journey, Kind.SUMMARY_SENT, now, by, service=service, document=document)
        for service in dict.fromkeys(services)
    )


def receive_summary(journey: Journey, sent_id: str, *, by: str, now: datetime) -> Step:
    """Record that who cares next has read the summary."""
    sent = standing_event(journey, sent_id, Kind.SUMMARY_SENT)
    if sent is None:
        return Refused("This summary does not stand: a newer one may have been sent. Look for it under the person.")
    if about(journey, sent_id, Kind.SUMMARY_RECEIVED):
        return Refused("Your service has acknowledged this summary already. There is nothing more to do.")
    return of_person(
        journey, Kind.SUMMARY_RECEIVED, now, by, "", sent_id, service=sent.service, document=sent.document
    )  # fmt: skip


def contacted(journey: Journey, service: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Record that the ward or hub spoke with who knows the person at home: a care home, an agency, a carer's team."""
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if not service:
        return Refused("Say with whom you spoke: choose the service that knows them at home.")
    return of_spell(journey, Kind.CONTACTED, now, by, service=service, document=document)


def report_incident(
    journey: Journey, discharge_id: str = "", *, document: str, service: str = "", by: str, now: datetime
) -> Step:
    """Report that something went wrong with the person's leaving; without an id it is about the latest discharge."""
    ends = [e for e in journey.events if e.kind is Kind.DISCHARGED and discharge_id in ("", e.id)]
    if not ends:
        return Refused("No such discharge is known. Check that it is the right person, and that they have left.")
    if not document:
        return Refused("Say what went wrong and what was done.")
    return of_person(journey, Kind.INCIDENT_REPORTED, now, by, "", ends[-1].id, service=service, document=document)


def latest_stay(journey: Journey) -> Spell | None:
    """The stay that the person is in, else their latest."""
    return journey.open_spell or (journey.spells[-1] if journey.spells else None)


def of_stay(journey: Journey, kind: Kind, now: datetime, by: str, *, service: str = "", document: str = "") -> Event:
    """An event of the stay while it lasts, and of the person once they have left."""
    write = of_spell if journey.open_spell else of_person
    return write(journey, kind, now, by, service=service, document=document)
