"""Lists about getting somebody home: answers to referrals, choices among offers, and what runs beside the discharge."""

from __future__ import annotations

from homefirst.codes.code_list import OURS, Code, CodeList, Provenance


class Refusal(Code):
    """Why a service said no. "full" is a want of capacity; the others are rules or needs that it cannot meet."""

    FULL = "full", "Full: no place, hours or slot"
    NEED = "need", "Cannot meet the need"
    NURSING = "nursing", "Needs nursing, and this service has none"
    BEHAVIOUR = "behaviour", "Behaviour that this service cannot support safely"
    TWO_CARE_WORKERS = "two_care_workers", "Needs two care workers at once"
    EQUIPMENT = "equipment", "Equipment or building does not suit"
    GENDER = "gender", "Only takes people of another gender"
    DISTANCE = "distance", "Outside the area it serves"
    HOURS = "hours", "Takes nobody new on that day or at that hour"
    INFECTION = "infection", "Infection there, or carried"
    FUNDING = "funding", "Funding not agreed"
    FEE = "fee", "Fee not agreed"
    INFORMATION = "information", "Not enough is known about the person"
    REGISTRATION = "registration", "Outside what it is registered for"
    CLOSED = "closed", "Closed, or placements stopped"
    OTHER = "other", "Another reason"

    @property
    def is_capacity(self) -> bool:
        """Whether the answer would have been yes with more capacity: it counts as unmet need."""
        return self in _FOR_WANT_OF_ROOM


_FOR_WANT_OF_ROOM = frozenset({Refusal.FULL, Refusal.TWO_CARE_WORKERS, Refusal.HOURS})


class Withdrawal(Code):
    """Why a referral or a discharge is no longer needed, as it stands."""

    NO_NEED = "01", "Safe to leave without it"
    CONTINUING_CARE = "02", "Eligible for continuing healthcare"
    INADEQUATE = "03", "The care proposed would not be enough"
    TREATMENT_CHANGED = "04", "Treatment cancelled or put off"
    REFUSED = "05", "The person said no to being assessed"
    ELSEWHERE = "06", "Lives in another council's area"
    WORSE = "07", "Unwell again"
    DIED = "08", "Died"
    INTERMEDIATE_CARE = "09", "Moved to intermediate care"
    LEFT = "10", "Discharged themselves"
    OWN_ARRANGEMENTS = "11", "Made their own arrangements"
    MISTAKE = "12", "Sent by mistake"
    OTHER = "13", "Another reason"
    ANOTHER_ACCEPTED = "another_accepted", "Another service said yes"


class Triage(Code):
    """What the hub said when it had looked at a discharge notification."""

    CONFIRMED = "confirmed", "The discharge notification, its pathway confirmed"
    SENT_BACK = "sent_back", "The discharge notification, sent back: something lacks"


class Choice(Code):
    """What the person, or who speaks for them, said to an offer."""

    ACCEPTED = "accepted", "Yes: this is where they want to be"
    INTERIM = "interim", "Yes for now, until the place they prefer is free"
    REFUSED = "refused", "No"
    MORE_TIME = "more_time", "Wants more time to decide"


class AssessmentKind(Code):
    """What an assessment of somebody in hospital was about."""

    NEEDS = "needs", "What they can do and need"
    THERAPY = "therapy", "Therapy: moving, washing, dressing, the home itself"
    NURSING = "nursing", "Nursing needs"
    CARE_ACT = "care_act", "Care and support needs (Care Act)"
    CAPACITY = "capacity", "Whether they can decide this for themselves"
    BEST_INTERESTS = "best_interests", "What is best for them, as they cannot decide this"
    CONTINUING_CARE = "continuing_care", "Whether the NHS pays for their care (continuing healthcare)"
    HOME_VISIT = "home_visit", "Their home, looked at with or without them"
    FRAILTY = "frailty", "Frailty, as a whole (comprehensive geriatric assessment)"
    PLACE = "place", "Whether this home or agency can meet their needs"
    OTHER = "other", "Something else"


class ContinuingCare(Code):
    """How NHS continuing healthcare was asked for."""

    CHECKLIST = "checklist", "Positive checklist: a decision is due in 28 days"
    FAST_TRACK = "fast_track", "Fast track: may be near the end of life"


class ContinuingCareDecision(Code):
    """What came of a request for continuing healthcare."""

    ELIGIBLE = "eligible", "Eligible"
    NOT_ELIGIBLE = "not_eligible", "Not eligible"
    NURSING_CARE = "nursing_care", "Not eligible; NHS-funded nursing care"
    STOPPED = "stopped", "Stopped: died, withdrew or no longer needed"


class LibertyRequest(Code):
    """Which authorisation to restrict somebody's liberty was asked for."""

    URGENT = "urgent", "Urgent: by the hospital or home itself, up to 7 days"
    URGENT_EXTENSION = "urgent_extension", "Urgent, longer: up to 7 days more"
    STANDARD = "standard", "Standard: decided by the council in 21 days"


class LibertyDecision(Code):
    """What came of a request to restrict somebody's liberty."""

    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Not granted"
    ABANDONED = "abandoned", "No longer needed: left, died or regained capacity"


class ConcernStage(Code):
    """How far a safeguarding concern has come."""

    SCREENED = "screened", "Looked at: an enquiry is to be made"
    ENQUIRY = "enquiry", "Enquiry under way"
    NO_FURTHER_ACTION = "no_further_action", "Closed: nothing more to do"
    PLAN = "plan", "Enquiry ended with a plan"
    CLOSED = "closed", "Enquiry ended"

    @property
    def is_end(self) -> bool:
        """Whether the concern is settled."""
        return self in _SETTLED


_SETTLED = frozenset({ConcernStage.NO_FURTHER_ACTION, ConcernStage.PLAN, ConcernStage.CLOSED})


class IncidentFinding(Code):
    """What a review found behind something that went wrong after somebody left hospital."""

    TOO_SOON = "too_soon", "Left before they were well enough"
    MEDICINES = "medicines", "Medicines wrong, missing or not explained"
    SUMMARY = "summary", "Discharge summary late, missing or wrong"
    NEEDS = "needs", "Needs not assessed, or changed and nobody was told"
    SUPPORT = "support", "Help late, missing or not enough"
    EQUIPMENT = "equipment", "Equipment missing or not right"
    HOME = "home", "Home not ready or not safe"
    TRANSPORT = "transport", "Transport, or the time of day at which they left"
    FAMILY = "family", "Family not told or not ready"
    FOLLOW_UP = "follow_up", "Nobody followed up"
    NEW_ILLNESS = "new_illness", "A new illness, not linked to leaving"
    NOTHING = "nothing", "Nothing that could have been done otherwise"
    OTHER = "other", "Something else (said in words)"


_NOTTINGHAMSHIRE = Provenance(
    "Nottinghamshire, Supported Hospital Discharge to Social Care, cancellation reasons 01 to 13 (Simplifier)",
    "undated",
    note="Numbers and meaning as read; the wording is ours, and the last is our own.",
)
_CONTINUING = Provenance(
    "National Framework for NHS Continuing Healthcare and NHS-funded Nursing Care",
    "2022-07",
    verified=False,
    note="The 28 days and the fast track are from general knowledge of the framework; the wording is ours.",
)
_LIBERTY = Provenance(
    "Deprivation of Liberty Safeguards, Mental Capacity Act 2005, schedule A1",
    "2007",
    note="7 days and 28 days ahead were read in published summaries; 21 days is from general knowledge (unverified).",
)
_SAFEGUARDING = Provenance(
    "Care Act 2014, section 42",
    "2014",
    verified=False,
    note="The Act gives no stages and no days; these stages are ours.",
)

LISTS = (
    CodeList("Refusal", "Why a service said no", Refusal, OURS),
    CodeList("Withdrawal", "Why it is no longer needed", Withdrawal, _NOTTINGHAMSHIRE),
    CodeList("AssessmentKind", "What an assessment was about", AssessmentKind, OURS),
    CodeList("Triage", "What the hub said of a discharge notification", Triage, OURS),
    CodeList("Choice", "What was said to an offer", Choice, OURS),
    CodeList("ContinuingCare", "How continuing healthcare was asked for", ContinuingCare, _CONTINUING),
    CodeList("ContinuingCareDecision", "Continuing healthcare decisions", ContinuingCareDecision, _CONTINUING),
    CodeList("LibertyRequest", "Requests to restrict liberty", LibertyRequest, _LIBERTY),
    CodeList("LibertyDecision", "Decisions about liberty", LibertyDecision, _LIBERTY),
    CodeList("IncidentFinding", "What a review of an incident found", IncidentFinding, OURS),
    CodeList("ConcernStage", "Stages of a safeguarding concern", ConcernStage, _SAFEGUARDING),
)
