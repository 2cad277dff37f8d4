"""What happened, in words that staff would use: from an event's kind and codes to a sentence without a person in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from homefirst.codes import LISTS, Attribution, Code, parse_delay_detail, parse_diagnosis, parse_discharge
from homefirst.days import LONDON
from homefirst.event import Event, Kind

Title = Callable[[str], str]  # a readable name for a location or a service

NO_REASON = "No reason recorded"
PUT_DOWN_TO = {Attribution.NHS: "NHS", Attribution.SOCIAL_CARE: "social care", Attribution.BOTH: "NHS and social care"}

# What happened, the word before the place, the word before the service.
PHRASES: dict[Kind, tuple[str, str, str]] = {
    Kind.REGISTERED: ("Details recorded", "at", "by"),
    Kind.RESIDENCE_CHANGED: ("Lives in", "council:", ""),
    Kind.PRACTICE_CHANGED: ("GP practice", "is", "is"),
    Kind.FRAILTY_SCORED: ("Frailty scored", "at", "by"),
    Kind.SUPPORT_STARTED: ("Support started", "at", "from"),
    Kind.SUPPORT_HELD: ("Support held for them", "at", "by"),
    Kind.SUPPORT_RESTARTED: ("Support restarted", "at", "from"),
    Kind.SUPPORT_ENDED: ("Support ended", "at", "from"),
    Kind.VISITED: ("Care worker came", "at", "from"),
    Kind.BUDGET_AGREED: ("Way of paying for care agreed", "with", "with"),
    Kind.ATTENDED: ("Arrived", "at", ""),
    Kind.LEFT_DEPARTMENT: ("Left", "", "for"),
    Kind.ADMITTED: ("Admitted", "to", ""),
    Kind.MOVED: ("Moved", "to", ""),
    Kind.EXPECTED_DISCHARGE_SET: ("Expected date of discharge set", "on", ""),
    Kind.CRITERIA_TO_RESIDE_MET: ("Still meets the criteria to reside", "on", ""),
    Kind.CRITERIA_TO_RESIDE_NOT_MET: ("No longer meets the criteria to reside: ready to leave", "on", ""),
    Kind.DIAGNOSED: ("Stay coded", "at", "by"),
    Kind.DELAY_STARTED: ("Began to wait", "on", "for"),
    Kind.DELAY_ENDED: ("No longer waits", "on", "for"),
    Kind.NOTIFIED: ("Hub told that help will be needed", "by", ""),
    Kind.REFERRED: ("Referred", "from", "to"),
    Kind.TRIAGED: ("Referral looked at", "at", "by"),
    Kind.ACCEPTED: ("Referral accepted", "at", "by"),
    Kind.DECLINED: ("Referral declined", "at", "by"),
    Kind.WITHDRAWN: ("Referral withdrawn", "at", "from"),
    Kind.PATHWAY_CHOSEN: ("Pathway chosen", "by", "by"),
    Kind.TASK_SET: ("To be done", "on", "by"),
    Kind.TASK_DONE: ("Done", "on", "by"),
    Kind.SUMMARY_CHECKED: ("Discharge summary compared with the notes", "at", "by"),
    Kind.DISCHARGED: ("Left hospital", "from", ""),
    Kind.NOTED: ("Another system's message was kept whole", "from", ""),
    Kind.CORRECTED: ("Correction of an earlier event", "at", ""),
    Kind.RETRACTED: ("Taken back", "at", ""),
}


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
    """The day that an ISO date says, or None."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def say(event: Event, title: Title) -> str:
    """What happened, in a sentence: "Admitted to Hawthorn ward, Northampton General, bed B4: Emergency ..."."""
    phrase, to_place, to_service = PHRASES.get(event.kind, (kind_words(event.kind), "at", "with"))
    parts = [phrase]
    if event.location:
        parts.append(f"{to_place} {title(event.location)}".strip())
    if event.service:
        parts.append(f"{to_service} {title(event.service)}")
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
    if asked == "DelayReason":
        return reason_words(detail)
    if asked == "Destination/DischargeMethod":
        return discharge_words(detail)
    if asked == "Diagnosis":
        return diagnosis_words(detail)
    if asked == "Task/date":
        return task_words(detail)
    if asked == "date":
        return day_words(day_of(detail)) or detail
    if asked == "Kind":
        return kind_words(detail.partition(":")[0]).lower()
    return label("SupportKind" if asked == "text" else asked, detail)


def label(list_name: str, code: str) -> str:
    """The words for a code of a list; the code where the list or the code is not known."""
    codes = LISTS.get(list_name)
    found: Code | None = next((c for c in codes if c == code), None) if codes else None
    return found.label if found else code


def reason_words(detail: str) -> str:
    """A reason for delay in words, with whom it was put down to where the code says so: "28", "E/social_care"."""
    if not detail:
        return NO_REASON
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


def pathway_words(pathway: str) -> str:
    """A pathway as staff say it: "1: Home with support"; "Not yet chosen" for none."""
    return f"{pathway}: {label('Pathway', pathway)}" if pathway else "Not yet chosen"


def nights_words(nights: int) -> str:
    return "1 night" if nights == 1 else f"{nights:,} nights"
