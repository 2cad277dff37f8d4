"""told.toml: how often things happen that the flow of people does not depend on. Each number says what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from homefirst.codes import Budget, Code, FollowUp, RedDayReason, Refusal, Task, find_code
from homefirst.simulate.document import Document, read_document
from homefirst.simulate.keys import BY_FRAILTY, NUMBER, SHARE, TEXT, Form, check_values, is_number, is_share, unknown

Numbers = Mapping[str, Any]


def kinds_of(write: str, says: type[Code]) -> Form:
    """A list of kinds, each with the code that it `says` and its share; the shares are 1 together."""
    return Form(f"a list of {write}, whose shares are 1 together", lambda value: are_kinds(value, says))


def are_kinds(value: Any, says: type[Code]) -> bool:
    keys = {"says", "share"}
    rows = isinstance(value, list) and all(isinstance(one, Mapping) and set(one) == keys for one in value)
    coded = rows and all(is_share(one["share"]) and find_code(says, one["says"]) is not None for one in value)
    return coded and abs(sum(one["share"] for one in value) - 1) < 1e-6


def are_places(value: Any) -> bool:
    """Where people would want to die, with the share at home and in a care home who say so."""
    keys = {"says", "at_home", "in_care_home"}
    rows = isinstance(value, list) and all(isinstance(one, Mapping) and set(one) == keys for one in value)
    return rows and all(abs(sum(one[key] for one in value) - 1) < 1e-6 for key in keys - {"says"})


def are_tasks(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, Mapping)
        and set(one) == {"says", "by_pathway", "hours"}
        and find_code(Task, one["says"]) is not None
        and BY_FRAILTY.fits(one["by_pathway"])
        and is_number(one["hours"])
        for one in value
    )


def are_codes(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, Mapping) and set(one) == {"code", "by_frailty"} and BY_FRAILTY.fits(one["by_frailty"])
        for one in value
    )


def are_illnesses(value: Any) -> bool:
    """Main diagnoses: a code, its share, and of an injury the share that a fall caused."""
    rows = isinstance(value, list) and all(
        isinstance(one, Mapping) and {"code", "share"} <= set(one) <= {"code", "share", "fall"} for one in value
    )
    return (
        rows
        and all(is_share(one["share"]) and is_share(one.get("fall", 0)) for one in value)
        and (abs(sum(one["share"] for one in value) - 1) < 1e-6)
    )


def are_hours(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(is_number(one) and one <= 22 for one in value)


HOURS = Form("a list of hours of the day, as [8, 16]", are_hours)
TWO = Form("[LEAST, MOST] in whole days", lambda value: isinstance(value, list) and len(value) == 2)
SHARES = Form("a section of shares, by provider", lambda value: all(map(is_share, value.values())))
COUNT = Form("a whole number, 1 or more", lambda value: isinstance(value, int) and value >= 1)
SECTIONS: Mapping[str, Mapping[str, Form]] = {
    "expected_date": {
        "late": SHARE, "late_days": NUMBER, "put_off": SHARE, "days_ahead": TWO, "brought_forward": SHARE,
    },
    "red_days": {
        "weeks": NUMBER, "weekday": SHARE, "weekend": SHARE, "ready": SHARE,
        "reasons": kinds_of('{ says = "REASON", share = 0.2 }', RedDayReason),
    },
    "criteria_to_reside": {"days": NUMBER, "hours": HOURS},
    "diagnoses": {
        "days": NUMBER, "own_illness": SHARE, "fall_code": TEXT,
        "main": Form('a list of { code = "J44.1", share = 0.04 }, whose shares are 1 together', are_illnesses),
        "beside": Form('a list of { code = "F03", by_frailty = [0, 0, 0, 0] }', are_codes),
    },
    "care_plan": {
        "before_by_frailty": BY_FRAILTY, "before_in_care_home": SHARE, "days_before": NUMBER,
        "after_by_frailty": BY_FRAILTY, "after_days": NUMBER,
    },
    "preference": {
        "asked": SHARE,
        "places": Form('a list of { says = "hospice", at_home = 0.1, in_care_home = 0 }', are_places),
    },
    "frailty_review": {"a_year": SHARE},
    "carer": {"identified": SHARE, "assessed": SHARE, "assessed_days": NUMBER, "service": TEXT},
    "summaries": {
        "care_home": SHARE, "care_home_service": TEXT, "service": SHARE, "read": SHARE, "read_hours": NUMBER,
    },
    "summaries.audit": {"share": SHARE, "days": NUMBER, "accurate": SHARES, "accurate_elsewhere": SHARE},
    "budgets": {"kinds": kinds_of('{ says = "BUDGET", share = 0.2 }', Budget)},
    "health_budgets": {"by_frailty": BY_FRAILTY, "kinds": kinds_of('{ says = "BUDGET", share = 0.2 }', Budget)},
    "visits": {
        "weeks": NUMBER, "people": SHARE, "hours": HOURS, "minutes_either_way": NUMBER, "workers_each": COUNT,
        "rounds": COUNT,
    },
    "medicines": {"compared": SHARE, "hours": NUMBER},
    "tasks": {
        "weeks": NUMBER,
        "each": Form('a list of { says = "TASK", by_pathway = [0, 0, 0, 0], hours = 5 }', are_tasks),
    },
    "assessments": {"ward_says": TEXT, "again": SHARE, "service_says": TEXT, "hours": NUMBER},
    "triage": {"after_hours": NUMBER, "most_of_wait": SHARE},
    "choice": {"hours": NUMBER},
    "refusals": {
        "list": TEXT, "service": TEXT, "share": SHARE,
        "reasons": kinds_of('{ says = "REFUSAL", share = 0.2 }', Refusal),
    },
    "follow_up": {
        "share": SHARE, "after_days": NUMBER, "found": kinds_of('{ says = "FOUND", share = 0.2 }', FollowUp),
    },
}  # fmt: skip


def read_numbers(file: Path, figures: Collection[str]) -> Document:
    """told.toml with what each number rests on. Raises SystemFault with the line of what is wrong."""
    document = read_document(file, figures)
    for name in document.told:
        if name not in SECTIONS:
            raise document.fault(name, unknown(name, SECTIONS))
    for section, forms in SECTIONS.items():
        check_section(document, section, forms)
    return document


def check_section(document: Document, section: str, forms: Mapping[str, Form]) -> None:
    """One section has all its keys and no others, with values of use. Raises SystemFault."""
    table: Any = document.told
    for part in section.split("."):
        table = table.get(part) if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping):
        raise document.fault("", f"there is no section [{section}]. Add it; systems/northamptonshire shows how.")
    inside = {name.partition(".")[2] for name in SECTIONS if name.startswith(f"{section}.")}
    for key in table:
        if key not in forms and key not in inside:
            raise document.fault(f"{section}.{key}", unknown(key, {*forms, *inside}))
    for key in forms:
        if key not in table:
            raise document.fault(section, f"{key} is missing. Write {key} = {forms[key].write}.")
    check_values(document, section, {key: table[key] for key in forms}, forms)
