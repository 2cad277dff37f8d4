"""The sections and keys that flow.toml may have, what each must look like, and what to write where it does not.

docs/reference/flow.md tells what each means.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from homefirst.codes import DelayReason, Destination, DischargeMethod, Pathway, SupportKind, find_code
from homefirst.event import Kind
from homefirst.simulate.document import Document, joined
from homefirst.simulate.loop.shapes import Effect
from homefirst.simulate.network import SHAPES


class Form(NamedTuple):
    """What a value must look like: in words, as the end of "Write ...", and whether one does."""

    write: str
    fits: Callable[[Any], bool]


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0


def is_share(value: Any) -> bool:
    return is_number(value) and value <= 1


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def are_hours(value: Any) -> bool:
    found = isinstance(value, list) and len(value) in (0, 2) and all(map(is_number, value))
    return found and (not value or value[0] <= value[1] <= 24)


def are_reasons(value: Any) -> bool:
    return are_texts(value) and len(value) == 3 and all(not one or find_code(DelayReason, one) for one in value)


def is_discharge(value: Any) -> bool:
    if not is_text(value):
        return False
    where, _, how = value.partition("/")
    return find_code(Destination, where) is not None and find_code(DischargeMethod, how) is not None


def numbers(count: int) -> Form:
    """So many numbers."""
    return Form(
        f"a list of {count} numbers, each 0 or more",
        lambda value: isinstance(value, list) and len(value) == count and all(map(is_number, value)),
    )


def some_above_0(count: int) -> Form:
    """So many numbers, which are only compared with their mean."""
    form = numbers(count)
    return Form(f"{form.write} and not all 0", lambda value: form.fits(value) and sum(value) > 0)


def one_of(known: Iterable[Any]) -> Form:
    listed = list(known)
    return Form(f"one of: {', '.join(map(str, listed))}", lambda value: value in listed)


NUMBER = Form("a number, 0 or more", is_number)
ABOVE_0 = Form("a number above 0", lambda value: is_number(value) and value > 0)
SHARE = Form("a share, from 0 to 1", is_share)
TEXT = Form('text, in "quotes"', is_text)
TEXTS = Form('a list of texts, as ["ngh", "kgh"]', are_texts)
YES_NO = Form("true or false", lambda value: isinstance(value, bool))
HOURS = Form("[OPENS, CLOSES], as [9, 17], or [] for closed", are_hours)
REASONS = Form(
    'three reasons for delay by their codes (no place, starts nobody now, under way), or "" for none', are_reasons
)
KIND = Form("a kind of event, from docs/reference/events.md", lambda value: value in set(Kind))
DISCHARGE = Form('a destination and method of discharge, as "19/1"', is_discharge)
STAY = Form(
    f"{{ lognormal = [MEAN, SD] }}, or another of: {', '.join(SHAPES)}", lambda value: isinstance(value, Mapping)
)
WAYS = Form(
    'a list of ways on, as [{ to = "home" }]',
    lambda value: isinstance(value, list) and all(isinstance(way, Mapping) for way in value) and bool(value),
)
BY_FRAILTY, BY_RESIDENCE, BY_AGE = numbers(4), numbers(5), numbers(6)
FRAILTY_BY_AGE = Form(
    "six lists of four shares that add up to 1",
    lambda value: (
        isinstance(value, list)
        and len(value) == 6
        and all(BY_FRAILTY.fits(one) and abs(sum(one) - 1) < 1e-6 for one in value)
    ),
)
FRAILTIES_ADD_UP = Form(
    "four shares that add up to 1", lambda value: BY_FRAILTY.fits(value) and abs(sum(value) - 1) < 1e-6
)
DATE = Form("a date, as 2017-04-03", lambda value: type(value) is date)

# Sections that are nodes

NODE_KEYS: Mapping[str, Form] = {
    "title": TEXT, "at": TEXTS, "for": TEXTS, "then": WAYS, "tells": KIND, "says": TEXT, "answers": KIND, "ends": KIND,
    "location": TEXT, "service": TEXT, "same_each_time": TEXT, "wards": TEXTS, "like": TEXT, "takes": TEXTS,
    "stay": STAY, "stay_hours": STAY, "harm_stay": STAY, "stay_by_frailty": BY_FRAILTY,
    "stay_by_residence": BY_RESIDENCE, "soon_hours": NUMBER, "places": NUMBER, "weekend_places": NUMBER,
    "hours": HOURS, "weekend_hours": HOURS, "starts": NUMBER, "weekend_starts": NUMBER, "room": NUMBER, "full": TEXT,
    "staff": NUMBER, "weekend_staff": NUMBER, "posts": NUMBER, "people_each": NUMBER, "dies": NUMBER,
    "harmed": NUMBER, "recovers": NUMBER, "recovered": TEXT, "weakens": NUMBER, "support": one_of(SupportKind),
    "delays": REASONS, "destination": DISCHARGE, "accepts": SHARE, "is_reablement": YES_NO, "is_placement": YES_NO,
    "waits_at_home": YES_NO, "by_ambulance": YES_NO,
}  # fmt: skip
WAY_KEYS: Mapping[str, Form] = {
    "to": TEXT, "share": NUMBER, "by_frailty": BY_FRAILTY, "by_residence": BY_RESIDENCE, "says": TEXT,
    "pathway": one_of(map(int, Pathway)), "effect": one_of(effect.name.lower() for effect in Effect),
}  # fmt: skip
ALWAYS = {"title", "at", "for"}
TIMES = {"stay", "stay_hours", "stay_by_frailty", "stay_by_residence", "soon_hours"}
ROOM = {"places", "weekend_places", "hours", "weekend_hours", "starts", "weekend_starts", "room", "full"}
STAFF = {"staff", "weekend_staff", "posts", "people_each"}
WAITING = {"dies", "harmed", "harm_stay", "recovers", "recovered", "weakens"}
CARE = {"service", "support", "delays", "destination", "accepts", "takes"}
SECTIONS: Mapping[str, frozenset[str]] = {
    "choice": frozenset(ALWAYS | {"then", "tells", "says", "answers", "location", "same_each_time"}),
    "team": frozenset(ALWAYS | TIMES | ROOM | {"then", "answers", "location", "service"}),
    "help": frozenset(
        ALWAYS | TIMES | ROOM | STAFF | CARE | WAITING | {"then", "is_reablement", "is_placement", "waits_at_home"}
    ),
    "ae_door": frozenset(ALWAYS | {"location", "by_ambulance", "soon_hours", "recovers", "recovered"}),
    "ae": frozenset(ALWAYS | TIMES | ROOM | {"then", "location", "takes", "recovers", "recovered"}),
    "beds": frozenset(ALWAYS | TIMES | ROOM | WAITING | {"then", "location", "takes", "like", "wards"}),
    "task": frozenset(ALWAYS | TIMES | ROOM | STAFF | {"then", "delays", "ends", "service"}),
    "queue": frozenset(ALWAYS | {"service", "delays", "dies", "recovers", "recovered"}),
    "care_beds": frozenset(ALWAYS | TIMES | ROOM | CARE | WAITING | {"then"}),
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "help": ("service", "support"), "care_beds": ("service", "support"), "queue": ("service",), "ae": ("location",),
    "ae_door": ("location",), "beds": ("location",),
}  # fmt: skip

# The other sections; every key must be there. "outside.*" stands for each table in it, "*" for any key.

OTHER_SECTIONS: Mapping[str, Mapping[str, Form]] = {
    "system": {"first_day": DATE, "hospitals": TEXTS, "council": TEXT, "home_care": TEXT, "practice": TEXT},
    "people": {
        "frailty": FRAILTY_BY_AGE, "care_home": BY_AGE, "care_home_by_frailty": BY_FRAILTY, "nursing": SHARE,
        "alone": BY_AGE, "extra_care": SHARE, "carer": BY_FRAILTY, "women": SHARE,
    },
    "people.package": {"by_frailty": BY_FRAILTY, "ends": NUMBER, "hold_days": NUMBER},
    "dies": {"per_10_000": BY_AGE, "by_frailty": BY_FRAILTY},
    "frailer": {"per_10_000": BY_AGE, "by_frailty": BY_FRAILTY},
    "crisis": {
        "a_year": NUMBER, "by_age": BY_AGE, "by_frailty": BY_FRAILTY, "by_residence": BY_RESIDENCE, "no_carer": NUMBER,
        "with_package": NUMBER, "month": some_above_0(12), "weekday": some_above_0(7), "hour": some_above_0(24),
        "after_leaving": NUMBER, "after_days": ABOVE_0, "unsupported": NUMBER,
    },
    "crisis.avoided": {"at_home": SHARE, "care_home": SHARE},
    "outside.*": {"to": TEXT, "a_day": NUMBER, "by_frailty": FRAILTIES_ADD_UP},
    "hospital.*": {"title": TEXT, "code": TEXT},
    "expected_date": {"set": SHARE, "error": NUMBER},
    "summary": {"sent": SHARE},
    "workforce": {"vacancy": SHARE, "presence": SHARE},
    "cost": {"year": NUMBER},
    "cost.day": {"*": NUMBER},
    "cost.each": {"*": NUMBER},
    "hours_of_staff": {},
    "hours_of_staff.day": {"*": NUMBER},
    "hours_of_staff.each": {"*": NUMBER},
}  # fmt: skip
TOP = {name.partition(".")[0] for name in OTHER_SECTIONS}


def check_sections(document: Document) -> None:
    """Every section and key is one that is known, and none is missing. Raises SystemFault."""
    for section, told in document.told.items():
        if section not in SECTIONS and section not in TOP:
            raise document.fault(section, unknown(section, {*SECTIONS, *TOP}))
        if not isinstance(told, Mapping):
            raise document.fault(section, f"{section} is a section. Write it as [{section}].")
        if section in SECTIONS:
            check_node_keys(document, section, told)
    for section in sorted(TOP - set(document.told)):
        raise document.fault("", f"there is no section [{section}]. Add it; systems/northamptonshire shows how.")


def check_node_keys(document: Document, section: str, told: Mapping[str, Any]) -> None:
    """The keys of each node of a section are known. Raises SystemFault."""
    for name, table in told.items():
        if not isinstance(table, Mapping):
            raise document.fault(f"{section}.{name}", f"write it in a section of its own, [{section}.NAME].")
        for key in table:
            if key not in SECTIONS[section]:
                raise document.fault(f"{section}.{name}.{key}", unknown(key, SECTIONS[section]))


def check_node(document: Document, section: str, path: str, told: Mapping[str, Any]) -> None:
    """What one node says of itself, at one hospital, can be used. Raises SystemFault."""
    for key in NEEDED.get(section, ()):
        if key not in told:
            raise document.fault(path, f"{key} is missing. Write {key} = {NODE_KEYS[key].write}.")
    check_values(document, path, told, NODE_KEYS)
    for n, way in enumerate(told.get("then", ())):
        where = f"{path}.then.{n}"
        for key in way:
            if key not in WAY_KEYS:
                raise document.fault(where, unknown(key, WAY_KEYS))
        if "to" not in way:
            raise document.fault(where, 'this way leads nowhere. Write to = "home", or the name of a node.')
        check_values(document, where, way, WAY_KEYS)


def check_values(document: Document, path: str, told: Mapping[str, Any], forms: Mapping[str, Form]) -> None:
    """Each value is of its form. Raises SystemFault."""
    for key, value in told.items():
        form = forms.get(key, forms.get("*", NUMBER))
        if not form.fits(value):
            raise document.fault(f"{path}.{key}", f"{key} is {shown(value)}. Write {form.write}.")


def check_others(document: Document, told: Mapping[str, Any]) -> None:
    """The sections that are no nodes have all their keys and no others, with values of use. Raises SystemFault."""
    for section, forms in OTHER_SECTIONS.items():
        inner = {name.partition(".")[2] for name in OTHER_SECTIONS if name.startswith(f"{section}.")}
        for path, table in tables_of(document, told, section):
            for key in table:
                if key not in forms and key not in inner and "*" not in forms:
                    raise document.fault(joined(path, key), unknown(key, {*forms, *inner}))
            for key in forms:
                if key not in table and key != "*":
                    raise document.fault(path, f"{key} is missing. Write {key} = {forms[key].write}.")
            check_values(document, path, {key: value for key, value in table.items() if key not in inner}, forms)


def tables_of(document: Document, told: Mapping[str, Any], section: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The table of a section, or all those that "outside.*" stands for, with their paths. Raises SystemFault."""
    first, _, second = section.partition(".")
    names = [section] if second != "*" else [f"{first}.{name}" for name in told[first]]
    for path in names:
        _, _, name = path.partition(".")
        table = told[first].get(name) if name else told[first]
        if not isinstance(table, Mapping):
            raise document.fault(first, f"there is no section [{path}]. Add it; systems/northamptonshire shows how.")
        yield path, table


def unknown(key: str, known: Iterable[str]) -> str:
    return f"{key} is not known. Take it out, or write one of: {', '.join(sorted(known))}."


def shown(value: Any) -> str:
    """A value as the file has it, cut where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value).replace("'", '"')
    return text if len(text) <= 60 else f"{text[:57]}..."
