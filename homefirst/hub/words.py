"""What happened, in words that staff would use: from an event's kind and codes to a sentence without a person in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from homefirst.codes import (
    LISTS,
    Attribution,
    Code,
    RedDayReason,
    find_code,
    parse_delay_detail,
    parse_diagnosis,
    parse_discharge,
    parse_vacancies,
)
from homefirst.days import LONDON
from homefirst.event import Event, Kind
from homefirst.system.entry import NEEDS

Title = Callable[[str], str]  # a readable name for a location or a service

NO_REASON = "No reason recorded"
PUT_DOWN_TO = {Attribution.NHS: "NHS", Attribution.SOCIAL_CARE: "social care", Attribution.BOTH: "NHS and social care"}

# What happened, the word before the place, the word before the service.
PHRASES: dict[Kind, tuple[str, str, str]] = {
    Kind.REGISTERED: ("Details recorded", "at", "by"),
    Kind.RESIDENCE_CHANGED: ("Lives in", "council:", ""),
    Kind.PRACTICE_CHANGED: ("GP practice", "is", "is"),
    Kind.FRAILTY_SCORED: ("Frailty scored", "at", "by"),
    Kind.CARER_IDENTIFIED: ("Somebody cares for them, unpaid", "at", "found by"),
    Kind.CARER_ASSESSMENT_REQUESTED: ("Carer's assessment asked for", "at", "of"),
    Kind.CARER_ASSESSED: ("Carer assessed", "at", "by"),
    Kind.NEED_CHANGED: ("Needs changed", "on", "by"),
    Kind.SUPPORT_STARTED: ("Support started", "at", "from"),
    Kind.SUPPORT_HELD: ("Support held for them", "at", "by"),
    Kind.SUPPORT_RESTARTED: ("Support restarted", "at", "from"),
    Kind.SUPPORT_ENDED: ("Support ended", "at", "from"),
    Kind.VISITED: ("Care worker came", "at", "from"),
    Kind.BUDGET_AGREED: ("Way of paying for care agreed", "with", "with"),
    Kind.CONCERN_RAISED: ("Safeguarding concern raised", "at", "with"),
    Kind.CONCERN_DECIDED: ("Safeguarding concern", "at", "by"),
    Kind.LIBERTY_REQUESTED: ("Leave to restrict their liberty asked for", "at", "of"),
    Kind.LIBERTY_DECIDED: ("Leave to restrict their liberty", "at", "by"),
    Kind.CONTINUING_CARE_REQUESTED: ("Continuing healthcare asked for", "at", "of"),
    Kind.CONTINUING_CARE_DECIDED: ("Continuing healthcare decided", "at", "by"),
    Kind.ATTENDED: ("Arrived", "at", ""),
    Kind.LEFT_DEPARTMENT: ("Left", "", "for"),
    Kind.ADMITTED: ("Admitted", "to", ""),
    Kind.MOVED: ("Moved", "to", ""),
    Kind.EXPECTED_DISCHARGE_SET: ("Expected date of discharge set", "on", ""),
    Kind.CRITERIA_TO_RESIDE_MET: ("Still meets the criteria to reside", "on", ""),
    Kind.CRITERIA_TO_RESIDE_NOT_MET: ("No longer meets the criteria to reside: ready to leave", "on", ""),
    Kind.DAY_JUDGED: ("Day in a bed judged", "on", "by"),
    Kind.STAY_REVIEWED: ("Long stay reviewed", "on", "by"),
    Kind.DIAGNOSED: ("Stay coded", "at", "by"),
    Kind.DELAY_STARTED: ("Began to wait", "on", "for"),
    Kind.DELAY_ENDED: ("No longer waits", "on", "for"),
    Kind.NOTIFIED: ("Hub told that help will be needed", "by", ""),
    Kind.SECTION_WRITTEN: ("Section of a form written", "on", "by"),
    Kind.CONTACTED: ("Spoke with who knows them at home", "from", "at"),
    Kind.REFERRED: ("Referred", "from", "to"),
    Kind.TRIAGED: ("Looked at", "at", "by"),
    Kind.ASSESSED: ("Assessed", "at", "by"),
    Kind.ASSESSMENT_ACCEPTED: ("Another's assessment relied on", "at", "by"),
    Kind.ASSESSMENT_DISPUTED: ("Assessment found flawed", "at", "by"),
    Kind.ASKED: ("Question about the referral", "at", "from"),
    Kind.REPLIED: ("Question answered", "at", "for"),
    Kind.PLACE_PREFERRED: ("Would like to go", "to", "to"),
    Kind.OFFERED: ("Place offered", "at", "with"),
    Kind.CHOSEN: ("Chose about the offer", "at", "of"),
    Kind.ACCEPTED: ("Referral accepted", "at", "by"),
    Kind.DECLINED: ("Referral declined", "at", "by"),
    Kind.WITHDRAWN: ("Referral withdrawn", "at", "from"),
    Kind.PATHWAY_CHOSEN: ("Pathway chosen", "by", "by"),
    Kind.TASK_SET: ("To be done", "on", "by"),
    Kind.TASK_DONE: ("Done", "on", "by"),
    Kind.MEDICINES_RECONCILED: ("Medicines compared, line by line", "at", "by"),
    Kind.SUMMARY_SENT: ("Discharge summary sent", "from", "to"),
    Kind.SUMMARY_RECEIVED: ("Discharge summary read", "at", "by"),
    Kind.SUMMARY_CHECKED: ("Discharge summary compared with the notes", "at", "by"),
    Kind.DISCHARGED: ("Left hospital", "from", ""),
    Kind.FOLLOWED_UP: ("Asked how they are after leaving", "at", "by"),
    Kind.INCIDENT_REPORTED: ("Something went wrong with their leaving", "at", "reported by"),
    Kind.VACANCIES_REPORTED: ("Vacancies", "at", "at"),
    Kind.SERVICE_CLOSED: ("Takes nobody new", "at", "at"),
    Kind.SERVICE_REOPENED: ("Takes people again", "at", "at"),
    Kind.SERVICE_EMBARGOED: ("Placements stopped", "at", "at"),
    Kind.NOTED: ("Another system's message was kept whole", "from", ""),
    Kind.CORRECTED: ("Correction of an earlier event", "at", ""),
    Kind.RETRACTED: ("Taken back", "at", ""),
}


@lru_cache(maxsize=20_000)
def moment_words(moment: datetime | None) -> str:
    """A moment as the clock on the wall in England shows it: "Mon 5 January 2026, 09:10"; "" for none."""
    if moment is None:
        return ""
    local = moment.astimezone(LONDON)
    return f"{local:%a} {local.day} {local:%B %Y, %H:%M}"


def day_words(day: date | None) -> str:
    """A day in words: "Mon 5 January 2026"; "" for none."""
    return "" if day is None else f"{day:%a} {day.day} {day:%B %Y}"


def short_day(day: date | None) -> str:
    """A day in few letters: "Mon 5 Jan"; "" for none."""
    return "" if day is None else f"{day:%a} {day.day} {day:%b}"


def day_of(text: str) -> date | None:
    """The day that an ISO date says, or None; also for one that nobody alive means, from which none can be counted."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 1900 <= day.year < 2200 else None


def say(event: Event, title: Title) -> str:
    """What happened, in a sentence: "Admitted to Hawthorn ward, Northampton General, bed B4: Emergency ..."."""
    phrase, to_place, to_service = PHRASES.get(event.kind, (kind_words(event.kind), "at", "with"))
    parts = [phrase]
    if event.location:
        parts.append(f"{to_place} {title(event.location)}".strip())
    if event.service:
        parts.append(f"{to_service} {title(event.service)}".strip())
    detail = detail_words(event)
    return " ".join(parts) + (f": {detail}" if detail else "")


def kind_words(kind: str) -> str:
    """The name of a kind of event in words: "Summary sent"."""
    return str(kind).replace("_", " ").capitalize()


def detail_words(event: Event) -> str:
    """An event's detail in words; the detail itself where its code is not known, for it is a fact too."""
    detail, asked = event.detail, event.kind.detail_list
    if not detail.strip("/") or event.kind is Kind.CORRECTED:
        return ""
    if special := OWN_WORDS.get(event.kind) or FORMS.get(asked):
        return special(detail)
    return label("SupportKind" if asked == "text" else asked, detail)


@lru_cache(maxsize=5_000)
def label(list_name: str, code: str) -> str:
    """The words for a code of a list; the code where the list or the code is not known."""
    codes = LISTS.get(list_name)
    found: Code | None = next((c for c in codes if c == code), None) if codes else None
    return found.label if found else code


def begun_small(words: str) -> str:
    """The same words as they go on in a sentence: MADE stays as it is written."""
    return words[:1].lower() + words[1:]


def reason_words(detail: str) -> str:
    """A reason for delay in words, with whom it was put down to where the code says so: "28", "E/social_care"."""
    if not detail:
        return NO_REASON
    if red := find_code(RedDayReason, detail):
        return red.label
    try:
        delay = parse_delay_detail(detail)
    except ValueError:
        return f"{detail} (a reason that no national list has)"
    return f"{delay.label} ({PUT_DOWN_TO[delay.attribution]})" if delay.attribution else delay.label


def discharge_words(detail: str) -> str:
    """Where a person went and how, in words: "19/1" is "Usual place of residence, on clinical advice ..."."""
    try:
        destination, method = parse_discharge(detail)
    except ValueError:
        return detail
    known = [code.label for code in (destination, method) if code]
    return ", ".join(known) or detail


def diagnosis_words(detail: str) -> str:
    """An ICD-10 code and whether it is the main one: "J44.1/1" is "J44.1, main diagnosis"."""
    code, place = parse_diagnosis(detail)
    return f"{code}, main diagnosis" if place == "1" else f"{code}, also" if place else code


def task_words(detail: str) -> str:
    """A task and the day it is due: "transport/2026-01-05" is "Transport, due Mon 5 Jan"."""
    task, _, due = detail.partition("/")
    day = day_of(due)
    return label("Task", task) + (f", due {short_day(day)}" if day else "")


def colour_words(detail: str) -> str:
    """The colour of a day and why it was red: "red/therapy" is "Red: .... Waiting for therapy"."""
    colour, _, reason = detail.partition("/")
    why = label("RedDayReason", reason)
    return label("DayColour", colour) + (f". {why}" if why else "")


def review_words(detail: str) -> str:
    """At how many nights a long stay was reviewed: "21" is "after 21 nights"."""
    return f"after {nights_words(int(detail))}" if detail.isdecimal() else detail


def vacancies_words(detail: str) -> str:
    """How full a service says it is: "40/36/1/3/2026-01-12" is "room for 3 from ...; 36 of 40 used, 1 kept ..."."""
    try:
        said = parse_vacancies(detail)
    except ValueError:
        return detail
    day = f" from {short_day(said.earliest)}" if said.earliest else ""
    return f"room for {said.accepting}{day}; {said.used} of {said.maximum} used, {said.reserved} kept for somebody"


def section_words(detail: str) -> str:
    """Which section of a form: "pdna/mobility" is "Mobility"."""
    if detail.startswith("incident-review/"):
        return "what a review agreed is done" if detail.endswith("/done") else "review of what went wrong after leaving"
    return kind_words(detail.rpartition("/")[2].replace("-", "_"))


def need_words(detail: str) -> str:
    """A need that changed: "night_care" is "care at night"."""
    return NEEDS.get(detail, "something else" if detail == "other" else detail)


def rank_words(detail: str) -> str:
    """How high a place stands in somebody's own order: "1" is "first choice"."""
    return {"1": "first choice", "2": "second choice", "3": "third choice"}.get(detail, f"choice {detail}")


def help_words(detail: str) -> str:
    """The help that was asked for, which may be a kind of support or of service."""
    known = label("SupportKind", detail)
    return label("ServiceKind", detail) if known == detail else known


def pathway_words(pathway: str) -> str:
    """A pathway as staff say it: "1: Home with support"; "Not yet chosen" for none."""
    return f"{pathway}: {label('Pathway', pathway)}" if pathway else "Not yet chosen"


def nights_words(nights: int) -> str:
    return "1 night" if nights == 1 else f"{nights:,} nights"


# The detail of these forms, and of these kinds, is said in its own way; any other by the label of its list.
FORMS: dict[str, Callable[[str], str]] = {
    "DelayReason": reason_words,
    "Destination/DischargeMethod": discharge_words,
    "Diagnosis": diagnosis_words,
    "Task/date": task_words,
    "DayColour/RedDayReason": colour_words,
    "date": lambda detail: day_words(day_of(detail)) or detail,
    "Kind": lambda detail: kind_words(detail.partition(":")[0]).lower(),
}
OWN_WORDS: dict[Kind, Callable[[str], str]] = {
    Kind.ACCEPTED: lambda detail: f"from {day_words(day_of(detail)) or detail}",
    Kind.OFFERED: lambda detail: f"from {day_words(day_of(detail)) or detail}",
    Kind.ASSESSED: lambda detail: label("AssessmentKind", detail),
    Kind.ASSESSMENT_ACCEPTED: lambda detail: f"under the agreement {detail}",
    Kind.NEED_CHANGED: need_words,
    Kind.PLACE_PREFERRED: rank_words,
    Kind.REFERRED: help_words,
    Kind.SECTION_WRITTEN: section_words,
    Kind.STAY_REVIEWED: review_words,
    Kind.VACANCIES_REPORTED: vacancies_words,
}
