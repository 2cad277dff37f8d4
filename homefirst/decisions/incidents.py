"""Steps of learning from what went wrong after somebody left: the review of an incident, and what it agreed.

A review is one more section written about the person (SECTION_WRITTEN), of the paper "incident-review": its name has
what was found and by when something is to be done, `about` is what was reviewed, `service` is who does it. That it is
done is another section of the same paper. Nothing is changed: reviewed again, the later review stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from homefirst.codes import IncidentFinding, find_code
from homefirst.days import local_date
from homefirst.decisions.step import Refused, Step, about, of_person, standing_event
from homefirst.event import Kind
from homefirst.journey import Journey

REVIEW, DONE = "incident-review", "incident-review/done"
REVIEWED = (Kind.INCIDENT_REPORTED, Kind.ADMITTED, Kind.CONCERN_RAISED)


def review_incident(
    journey: Journey, incident_id: str, found: Sequence[str], *, action: bool, owner: str = "", due: date | None = None,
    document: str, by: str, now: datetime,
) -> Step:  # fmt: skip
    """Record what a review found (IncidentFinding) and, where there is an `action`, who does it by when.

    What was learnt and what is to be done are in the document.
    """
    if standing_event(journey, incident_id, *REVIEWED) is None:
        return Refused("What you review does not stand: it may have been taken back. Look at the list again.")
    codes = list(dict.fromkeys(found))
    if not codes or any(find_code(IncidentFinding, code) is None for code in codes):
        return Refused("Tick what was found; where nothing was, tick that nothing could have been done otherwise.")
    if IncidentFinding.NOTHING in codes and len(codes) > 1:
        return Refused("You ticked that nothing could have been done otherwise, and something beside it. Leave one.")
    if not document:
        return Refused("Write what was learnt, in a few words, without names.")
    if fault := action_fault(action, owner, due, now):
        return fault
    detail = f"{REVIEW}/{'+'.join(codes)}" + (f"/{due}" if due else "")
    return of_person(journey, Kind.SECTION_WRITTEN, now, by, detail, incident_id, service=owner, document=document)


def action_fault(action: bool, owner: str, due: date | None, now: datetime) -> Refused | None:
    """Why an action agreed cannot be kept as it is said; None where it can."""
    if action and not (owner and due):
        return Refused("An action that is nobody's, or has no day, is not done. Say who does it and by when.")
    if not action and (owner or due):
        return Refused("You named who does it or by when. Write also what they are to do.")
    if due is not None and due < local_date(now):
        return Refused(f"{due} has passed. Choose today or a later day.")
    return None


def finish_learning(journey: Journey, review_id: str, *, document: str, by: str, now: datetime) -> Step:
    """Record that what a review agreed is done, and how (in the document)."""
    review = standing_event(journey, review_id, Kind.SECTION_WRITTEN)
    if review is None or not review.detail.startswith(f"{REVIEW}/") or not review.service:
        return Refused("This action does not stand: it may have been taken back. Look at the list again.")
    if about(journey, review_id, Kind.SECTION_WRITTEN):
        return Refused("Somebody has said meanwhile that this is done. There is nothing more to do.")
    if not document:
        return Refused("Write in a few words what was done.")
    return of_person(
        journey, Kind.SECTION_WRITTEN, now, by, DONE, review_id, service=review.service, document=document
    )  # fmt: skip
