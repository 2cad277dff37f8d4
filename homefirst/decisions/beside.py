"""Steps with clocks beside the discharge: carers, safeguarding, liberty (DoLS), continuing healthcare.

How long each may take is counted elsewhere; here is who may say what, and when. Sources: Care Act 2014, sections 10
and 42; Mental Capacity Act 2005, schedule A1; National Framework for NHS Continuing Healthcare, July 2022.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from homefirst.codes import (
    ConcernStage,
    ContinuingCare,
    ContinuingCareDecision,
    LibertyDecision,
    LibertyRequest,
    find_code,
)
from homefirst.days import local_date
from homefirst.decisions.step import HAS_DIED, Refused, Step, about, choices, of_person, standing_event
from homefirst.event import Event, Kind
from homefirst.journey import Journey

URGENT_DAYS = 7  # an urgent authorisation, the day on which it is given being the first (*unverified*)
STAGES = tuple(ConcernStage)


def not_standing(what: str) -> Refused:
    return Refused(f"This {what} does not stand: it may have been taken back. Look at the person again.")


def decided_already(what: str) -> Refused:
    return Refused(f"This {what} was decided meanwhile. If that is wrong, take the decision back first.")


# Carers


def identify_carer(journey: Journey, *, document: str = "", service: str = "", by: str, now: datetime) -> Step:
    """Record that a relative or friend cares for the person, unpaid; who they are is in the document alone."""
    if journey.died_at is not None:
        return HAS_DIED
    return of_person(journey, Kind.CARER_IDENTIFIED, now, by, service=service, document=document)


def request_carer_assessment(
    journey: Journey, carer_id: str, *, document: str = "", service: str = "", by: str, now: datetime
) -> Step:
    """Ask that a carer's own needs be looked at (Care Act 2014, section 10); `carer_id` is how they were identified."""
    if standing_event(journey, carer_id, Kind.CARER_IDENTIFIED) is None:
        return Refused("This carer is not known here. Record first that they care for the person.")
    asked = about(journey, carer_id, Kind.CARER_ASSESSMENT_REQUESTED)
    if any(not about(journey, request.id, Kind.CARER_ASSESSED) for request in asked):
        return Refused("An assessment of this carer is asked for already. Wait for it, or ask the team for its day.")
    return of_person(
        journey, Kind.CARER_ASSESSMENT_REQUESTED, now, by, "", carer_id, service=service, document=document
    )  # fmt: skip


def carer_assessed(journey: Journey, request_id: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Record that the carer was asked what they need themselves."""
    request = standing_event(journey, request_id, Kind.CARER_ASSESSMENT_REQUESTED)
    if request is None:
        return not_standing("request for a carer's assessment")
    if about(journey, request_id, Kind.CARER_ASSESSED):
        return Refused("This carer has been assessed meanwhile. Ask for another assessment if their needs changed.")
    return of_person(
        journey, Kind.CARER_ASSESSED, now, by, "", request_id, service=request.service, document=document
    )  # fmt: skip


# Safeguarding


def raise_concern(journey: Journey, *, document: str, service: str = "", by: str, now: datetime) -> Step:
    """Raise a safeguarding concern; what is feared is in the document."""
    if not document:
        return Refused("Say what you fear and why. If somebody is in danger now, ring 999 first.")
    return of_person(journey, Kind.CONCERN_RAISED, now, by, service=service, document=document)


def decide_concern(
    journey: Journey, concern_id: str, stage: str, *, document: str = "", by: str, now: datetime
) -> Step:
    """Record the stage that a concern reached (ConcernStage); stages go forward only."""
    concern = standing_event(journey, concern_id, Kind.CONCERN_RAISED)
    if concern is None:
        return not_standing("concern")
    reached = find_code(ConcernStage, stage)
    if reached is None:
        return Refused(f"“{stage}” is not a stage of a concern. Choose {choices(ConcernStage)}.")
    before = stage_of(journey, concern_id)
    if before is not None and before.is_end:
        return Refused("This concern is closed. Raise another if there is a new fear.")
    if before is not None and STAGES.index(reached) <= STAGES.index(before):
        return Refused(f"This concern has come further: “{before.label}”. Choose a later stage.")
    return of_person(
        journey, Kind.CONCERN_DECIDED, now, by, stage, concern_id, service=concern.service, document=document
    )  # fmt: skip


def stage_of(journey: Journey, concern_id: str) -> ConcernStage | None:
    """The stage that a concern has reached; None where nobody has looked at it."""
    told = [find_code(ConcernStage, e.detail) for e in about(journey, concern_id, Kind.CONCERN_DECIDED)]
    return next((stage for stage in reversed(told) if stage is not None), None)


# Liberty


def request_liberty(
    journey: Journey, kind: str, *, document: str = "", service: str = "", by: str, now: datetime
) -> Step:
    """Ask for leave to restrict their liberty (LibertyRequest); the hospital or home itself gives an urgent one."""
    if journey.died_at is not None:
        return HAS_DIED
    if find_code(LibertyRequest, kind) is None:
        return Refused(f"“{kind}” is not a request about liberty. Choose {choices(LibertyRequest)}.")
    if fault := liberty_fault(journey, kind, now):
        return Refused(fault)
    return of_person(journey, Kind.LIBERTY_REQUESTED, now, by, kind, service=service, document=document)


def liberty_fault(journey: Journey, kind: str, now: datetime) -> str | None:
    """Why this cannot be asked for now, as a sentence; None if it can."""
    running = urgent_running(journey, now)
    if kind == LibertyRequest.URGENT and running is not None:
        return "An urgent authorisation is running. Ask for it to be extended, or for a standard one."
    if kind == LibertyRequest.URGENT_EXTENSION:
        if running is None:
            return "No urgent authorisation is running, so none can be extended. Ask for a standard one."
        if any(r.happened_at >= running.happened_at for r in liberty_requests(journey, kind)):
            return "The urgent authorisation was extended once, and cannot be again. Ask the council for its decision."
    open_standard = [r for r in liberty_requests(journey, LibertyRequest.STANDARD) if not is_decided(journey, r)]
    if kind == LibertyRequest.STANDARD and open_standard:
        return "A standard authorisation is asked for already. Wait for the council's decision."
    return None


def liberty_requests(journey: Journey, kind: str) -> list[Event]:
    return [e for e in journey.events if e.kind is Kind.LIBERTY_REQUESTED and e.detail == kind]


def is_decided(journey: Journey, request: Event) -> bool:
    return bool(about(journey, request.id, Kind.LIBERTY_DECIDED))


def urgent_running(journey: Journey, now: datetime) -> Event | None:
    """The urgent authorisation that runs today: 7 days, the first being the day on which it was given."""
    return next(
        (
            request
            for request in reversed(liberty_requests(journey, LibertyRequest.URGENT))
            if local_date(now) < local_date(request.happened_at) + timedelta(days=URGENT_DAYS)
            and not is_decided(journey, request)
        ),
        None,
    )


def decide_liberty(
    journey: Journey, request_id: str, decision: str, *, document: str = "", by: str, now: datetime
) -> Step:
    """Record what came of a request about liberty (LibertyDecision)."""
    request = standing_event(journey, request_id, Kind.LIBERTY_REQUESTED)
    if request is None:
        return not_standing("request about liberty")
    if is_decided(journey, request):
        return decided_already("request about liberty")
    if find_code(LibertyDecision, decision) is None:
        return Refused(f"“{decision}” is not a decision about liberty. Choose {choices(LibertyDecision)}.")
    return of_person(
        journey, Kind.LIBERTY_DECIDED, now, by, decision, request_id, service=request.service, document=document
    )  # fmt: skip


# Continuing healthcare


def request_continuing_care(
    journey: Journey, kind: str, *, document: str = "", service: str = "", by: str, now: datetime
) -> Step:
    """Ask for NHS continuing healthcare: a positive checklist, or the fast track (ContinuingCare)."""
    if journey.died_at is not None:
        return HAS_DIED
    if find_code(ContinuingCare, kind) is None:
        return Refused(f"“{kind}” is not a way to ask for continuing healthcare. Choose {choices(ContinuingCare)}.")
    asked = [e for e in journey.events if e.kind is Kind.CONTINUING_CARE_REQUESTED and e.detail == kind]
    if any(not about(journey, request.id, Kind.CONTINUING_CARE_DECIDED) for request in asked):
        return Refused("Continuing healthcare is asked for already in this way. Wait for the decision.")
    return of_person(journey, Kind.CONTINUING_CARE_REQUESTED, now, by, kind, service=service, document=document)


def decide_continuing_care(
    journey: Journey, request_id: str, decision: str, *, document: str = "", by: str, now: datetime
) -> Step:
    """Record what came of a request for continuing healthcare (ContinuingCareDecision)."""
    request = standing_event(journey, request_id, Kind.CONTINUING_CARE_REQUESTED)
    if request is None:
        return not_standing("request for continuing healthcare")
    if about(journey, request_id, Kind.CONTINUING_CARE_DECIDED):
        return decided_already("request for continuing healthcare")
    if find_code(ContinuingCareDecision, decision) is None:
        return Refused(
            f"“{decision}” is not a decision on continuing healthcare. Choose {choices(ContinuingCareDecision)}."
        )
    return of_person(
        journey, Kind.CONTINUING_CARE_DECIDED, now, by, decision, request_id, service=request.service,
        document=document,
    )  # fmt: skip
