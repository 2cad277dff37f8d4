"""What can happen to a person on their way home. START HERE.

Everything homefirst knows is one kind of thing: an Event, one flat row that says what happened to one
person, when it happened and when somebody recorded it. Events are kept in the ledger and never changed. A
journey, a board, a measure or a report is only ever a reading of events.

This file has no behaviour beyond making a row and putting rows in order. A newcomer who has read it can talk
with the team.

Over 300 lines, because every kind of event is said here, with its meaning, and nowhere else.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self


class Group(StrEnum):
    """Where on the way home a kind of event belongs."""

    HOME = "at home"
    CRISIS = "in a crisis"
    HOSPITAL = "in hospital"
    LEAVING = "leaving hospital"
    SERVICE = "a service, not a person"
    MENDING = "mending the ledger"


class Kind(StrEnum):
    """What happened, in the past tense, as staff would say it.

    `group` is where it belongs, `meaning` what it is for in somebody's life, and `detail_list` which list of
    `codes.py` (or which plain form) the event's `detail` comes from; "" where there is none.
    """

    group: Group
    meaning: str
    detail_list: str

    def __new__(cls, value: str, group: Group = Group.HOME, meaning: str = "", detail_list: str = "") -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.group, kind.meaning, kind.detail_list = group, meaning, detail_list
        return kind

    # At home
    REGISTERED = "registered", Group.HOME, "Somebody told us that this person exists, or told us again."
    RESIDENCE_CHANGED = (
        "residence_changed",
        Group.HOME,
        "Where they live: own home or care home, and (location) council, or council and small area.",
        "Residence",
    )
    PRACTICE_CHANGED = "practice_changed", Group.HOME, "The GP practice (location) that looks after them."
    FRAILTY_SCORED = (
        "frailty_scored",
        Group.HOME,
        "How frail they are, so that help comes before a crisis.",
        "FrailtyScale",
    )
    PREFERENCE_RECORDED = (
        "preference_recorded",
        Group.HOME,
        "What they want if they become very ill: care plan, resuscitation, attorney, place of death.",
        "text",
    )
    CARE_PLAN_AGREED = "care_plan_agreed", Group.HOME, "They and their team agreed what help there will be."
    CARER_IDENTIFIED = "carer_identified", Group.HOME, "A relative or friend is caring for them, unpaid."
    CARER_ASSESSMENT_REQUESTED = (
        "carer_assessment_requested",
        Group.HOME,
        "Somebody asked that the carer's own needs be looked at; a local limit of days runs.",
    )
    CARER_ASSESSED = "carer_assessed", Group.HOME, "That carer was asked what they need themselves."
    NEED_CHANGED = "need_changed", Group.HOME, "What they can do for themselves is no longer what it was.", "text"
    SUPPORT_STARTED = (
        "support_started",
        Group.HOME,
        "A period of help began, from the service named: reablement, a care package, a bed elsewhere.",
        "SupportKind",
    )
    SUPPORT_HELD = "support_held", Group.HOME, "The help is paused and kept for them, as while in hospital."
    SUPPORT_RESTARTED = "support_restarted", Group.HOME, "The same help began again."
    SUPPORT_ENDED = "support_ended", Group.HOME, "The help ended, and how the person was then.", "SupportOutcome"
    VISITED = (
        "visited",
        Group.HOME,
        "A care worker (their own key) came to them at home, from the service named.",
        "text",
    )
    BUDGET_AGREED = "budget_agreed", Group.HOME, "How their care is paid for from now on.", "Budget"
    ALERT_RAISED = "alert_raised", Group.HOME, "A pendant or sensor at home called for help.", "text"
    CONCERN_RAISED = "concern_raised", Group.HOME, "Somebody feared that they were being harmed or neglected."
    CONCERN_DECIDED = (
        "concern_decided",
        Group.HOME,
        "What safeguarding decided about that concern (about): the stage it reached.",
        "ConcernStage",
    )
    LIBERTY_REQUESTED = (
        "liberty_requested",
        Group.HOME,
        "Leave to restrict their liberty was asked for (DoLS).",
        "LibertyRequest",
    )
    LIBERTY_DECIDED = (
        "liberty_decided",
        Group.HOME,
        "What was decided about their liberty, on that request (about).",
        "LibertyDecision",
    )
    CONTINUING_CARE_REQUESTED = (
        "continuing_care_requested",
        Group.HOME,
        "NHS continuing healthcare was asked for: a positive checklist, or the fast track.",
        "ContinuingCare",
    )
    CONTINUING_CARE_DECIDED = (
        "continuing_care_decided",
        Group.HOME,
        "What was decided on that request (about) for continuing healthcare.",
        "ContinuingCareDecision",
    )
    OBJECTION_MADE = "objection_made", Group.HOME, "They said that part of their record is not to be shared.", "text"
    # In a crisis
    CALLED = "called", Group.CRISIS, "They, or somebody for them, rang 111, 999 or the crisis line.", "text"
    RESPONDED = "responded", Group.CRISIS, "Help answered: by telephone, at home, or by conveying them.", "Response"
    HANDED_OVER = "handed_over", Group.CRISIS, "The ambulance crew handed them to the hospital."
    ATTENDED = "attended", Group.CRISIS, "They arrived at A&E.", "ArrivalMode"
    STREAMED = "streamed", Group.CRISIS, "A&E chose the stream that suits them: major, minor, same-day care.", "text"
    DECIDED_TO_ADMIT = "decided_to_admit", Group.CRISIS, "A doctor decided that they need a bed; the wait begins."
    LEFT_DEPARTMENT = "left_department", Group.CRISIS, "They left A&E: home, to a ward, elsewhere.", "text"
    # In hospital
    ADMITTED = "admitted", Group.HOSPITAL, "A hospital stay began, on this ward.", "AdmissionMethod"
    MOVED = "moved", Group.HOSPITAL, "They were moved to another ward or bed (location)."
    EXPECTED_DISCHARGE_SET = (
        "expected_discharge_set",
        Group.HOSPITAL,
        "The day the ward expects them to leave: a forecast, never overwritten, so a change can be seen.",
        "date",
    )
    CRITERIA_TO_RESIDE_MET = "criteria_to_reside_met", Group.HOSPITAL, "They still need an acute hospital bed."
    CRITERIA_TO_RESIDE_NOT_MET = (
        "criteria_to_reside_not_met",
        Group.HOSPITAL,
        "They no longer need an acute hospital bed: ready to leave.",
    )
    DAY_JUDGED = (
        "day_judged",
        Group.HOSPITAL,
        "Was this day in a bed of use to them (green) or not (red), and if not, why: 'green', or 'red/therapy'.",
        "DayColour/RedDayReason",
    )
    STAY_REVIEWED = (
        "stay_reviewed",
        Group.HOSPITAL,
        "A long stay was looked at after 7, 14 or 21 nights: why they are still here, and the next step (document).",
        "number",
    )
    DIAGNOSED = (
        "diagnosed",
        Group.HOSPITAL,
        "What a stay was coded for: ICD-10 code and its place, 1 being the main one, as 'J44.1/1'.",
        "Diagnosis",
    )
    # Leaving hospital
    DELAY_STARTED = (
        "delay_started",
        Group.LEAVING,
        "They are ready to leave and something keeps them. Several may be open at once.",
        "DelayReason",
    )
    DELAY_ENDED = "delay_ended", Group.LEAVING, "That something (about) keeps them no longer.", "DelayReason"
    NOTIFIED = "notified", Group.LEAVING, "The hub was told that they will need help to leave."
    SECTION_WRITTEN = (
        "section_written",
        Group.LEAVING,
        "Somebody wrote one section of a form about them (document), named FORM/SECTION. Earlier ones are kept.",
        "text",
    )
    CONTACTED = "contacted", Group.LEAVING, "The ward or hub spoke with who knows them at home (service).", "text"
    REFERRED = "referred", Group.LEAVING, "A service was asked to help them.", "text"
    TRIAGED = (
        "triaged",
        Group.LEAVING,
        "Somebody looked at that referral, or the hub at that notification (about), and decided what it needs.",
        "Triage",
    )
    ASSESSED = "assessed", Group.LEAVING, "Somebody looked at what they need and wrote it down.", "text"
    ASSESSMENT_ACCEPTED = (
        "assessment_accepted",
        Group.LEAVING,
        "A service relies on that assessment (about), made by another under an agreement (detail).",
        "text",
    )
    ASSESSMENT_DISPUTED = (
        "assessment_disputed",
        Group.LEAVING,
        "A service found that assessment (about) flawed, and says how (document).",
        "text",
    )
    ASKED = "asked", Group.LEAVING, "The service asked something about the referral (about) before it answers.", "text"
    REPLIED = "replied", Group.LEAVING, "Its question (about) was answered.", "text"
    PLACE_PREFERRED = (
        "place_preferred",
        Group.LEAVING,
        "Where they would like to go (service), and how high in their own order: 1 is first.",
        "number",
    )
    OFFERED = (
        "offered",
        Group.LEAVING,
        "A place or package was offered to them, from this day on where one was said.",
        "date",
    )
    CHOSEN = "chosen", Group.LEAVING, "They, or their family, chose about an offer (about, service).", "Choice"
    ACCEPTED = (
        "accepted",
        Group.LEAVING,
        "The service said yes to the referral (about), and from which day where it said so.",
        "date",
    )
    DECLINED = "declined", Group.LEAVING, "The service said no to the referral (about), and why.", "Refusal"
    WITHDRAWN = "withdrawn", Group.LEAVING, "The referral (about) is no longer needed.", "Withdrawal"
    PATHWAY_CHOSEN = "pathway_chosen", Group.LEAVING, "The way home that suits their needs: 0, 1, 2 or 3.", "Pathway"
    TASK_SET = (
        "task_set",
        Group.LEAVING,
        "Something must be done first, by whom (service) and when: TASK, or TASK/DAY as 'transport/2026-01-31'.",
        "Task/date",
    )
    TASK_DONE = "task_done", Group.LEAVING, "That task (about) is done.", "Task"
    MEDICINES_RECONCILED = "medicines_reconciled", Group.LEAVING, "Their medicines were compared, line by line."
    SUMMARY_SENT = "summary_sent", Group.LEAVING, "The discharge summary went to (service) who cares next."
    SUMMARY_RECEIVED = "summary_received", Group.LEAVING, "Who cares next has read the summary."
    SUMMARY_CHECKED = (
        "summary_checked",
        Group.LEAVING,
        "An audit compared the discharge summary with the notes.",
        "SummaryCheck",
    )
    DISCHARGED = (
        "discharged",
        Group.LEAVING,
        "The hospital stay ended. Destination and method, as '19/1'.",
        "Destination/DischargeMethod",
    )
    FOLLOWED_UP = "followed_up", Group.LEAVING, "Somebody asked how they were after leaving.", "FollowUp"
    INCIDENT_REPORTED = "incident_reported", Group.LEAVING, "Something went wrong with their leaving.", "text"
    DIED = "died", Group.LEAVING, "They died."
    # A service, not a person
    CAPACITY_REPORTED = "capacity_reported", Group.SERVICE, "How many a service can take, as at this time.", "number"
    VACANCIES_REPORTED = (
        "vacancies_reported",
        Group.SERVICE,
        "How full a service is: most it can hold, used, kept for somebody, taking now, first day, as '40/36/1/3/DAY'.",
        "text",
    )
    SERVICE_CLOSED = "service_closed", Group.SERVICE, "A service takes nobody new.", "ClosureReason"
    SERVICE_REOPENED = "service_reopened", Group.SERVICE, "It takes people again."
    SERVICE_EMBARGOED = (
        "service_embargoed",
        Group.SERVICE,
        "Somebody in charge stopped placements there.",
        "ClosureReason",
    )
    # Mending the ledger
    NOTED = (
        "noted",
        Group.MENDING,
        "Another system told us something that we keep whole (document) and do not use yet.",
        "text",
    )
    CORRECTED = "corrected", Group.MENDING, "An earlier event (about) is to be read as this row says it."
    RETRACTED = (
        "retracted",
        Group.MENDING,
        "An earlier event did not happen: the one named (about), or the latest of this kind in the stay.",
        "Kind",
    )


class Event(NamedTuple):
    """One thing that happened to one person.

    Times are in UTC with a time zone. `happened_at` is when it happened; `recorded_at` is when the system or
    person that says so wrote it down (not when the message reached us), so that messages in any order, early,
    late or twice, end in the same journey.
    """

    id: str  # 32 hex digits made from all the rest: the same fact heard twice is the same event
    person: str  # a local key, never a name or an NHS number; "" for an event of a service
    kind: Kind
    happened_at: datetime
    recorded_at: datetime
    location: str = ""  # where: "PROVIDER:WARD[:BED]", or the code of a team, or "COUNCIL[:AREA]"
    service: str = ""  # the other service concerned: referred to, offered, starting, receiving
    detail: str = ""  # the code that goes with this kind: see Kind.detail_list
    about: str = ""  # id of the earlier event this one answers, replaces or retracts
    document: str = ""  # content hash of an attached document
    source: str = ""  # the computer system or role that says so
    spell: str = ""  # the sender's own key for the stay or visit, where it gives one
    sequence: int = 0  # the sender's own order among events of one moment, where it gives one


def new_event(
    person: str,
    kind: Kind,
    happened_at: datetime,
    recorded_at: datetime | None = None,
    *,
    location: str = "",
    service: str = "",
    detail: str = "",
    about: str = "",
    document: str = "",
    source: str = "",
    spell: str = "",
    sequence: int = 0,
) -> Event:
    """Make an event and its id; told at once (`recorded_at` = `happened_at`) unless said otherwise.

    Raises ValueError for a time without a zone: a clock change would move it by an hour.
    """
    recorded_at = happened_at if recorded_at is None else recorded_at
    if happened_at.tzinfo is None or recorded_at.tzinfo is None:
        raise ValueError(f"A time needs its zone: {happened_at} / {recorded_at}. Give UTC, or attach Europe/London.")
    rest = (person, kind, happened_at, recorded_at, location, service, detail, about, document, source, spell, sequence)
    return Event(event_id(*rest), *rest)


def event_id(person: str, kind: Kind, happened_at: datetime, recorded_at: datetime, *rest: object) -> str:
    """The id that these facts always have: 128 bits of BLAKE2b over every field."""
    text = "\x1f".join((person, kind, repr(happened_at.timestamp()), repr(recorded_at.timestamp()), *map(str, rest)))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def order(event: Event) -> tuple[datetime, int, datetime, str]:
    """Where an event stands in its person's journey; never the order in which we happened to hear of it.

    By when it happened, then the sender's own sequence, then when it was recorded, then id (so that any two
    machines agree). In real hospital logs 29% to 87% of events share their time with another.
    """
    return (event.happened_at, event.sequence, event.recorded_at, event.id)


def provider(location: str) -> str:
    """The organisation that runs a location: the part before the first colon."""
    return location.partition(":")[0]


def ward(location: str) -> str:
    """A location without its bed: "RNS:TALBOT:B4" gives "RNS:TALBOT"."""
    return ":".join(location.split(":", 2)[:2])
