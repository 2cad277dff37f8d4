"""A small ledger written as text, one event a line, by the clock in England.

    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21  [spell=v1] [recorded=Mon 5 Jan 2026 10:20]
    Fri 9 Jan 2026 14:00  discharged  19/1
    Fri 9 Jan 2026 18:00  now

A word in capitals is the location, any other the detail. In square brackets: any other field of an event, `as=NAME`
to name the line and `about=NAME` to speak of it, and `born` and `sex` of its person. BST, GMT or UTC may follow a time.
`now` is when somebody asks; a line `from 1 Jan 2026 to 31 Jan 2026` gives the days that a measure is asked of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event

LINE = re.compile(r"(\w{3} \d{1,2} \w{3} \d{4} \d\d:\d\d(?: (?:BST|GMT|UTC))?)\s{2,}(\w+)(.*)")
BRACKET = re.compile(r"\[(\w+)=([^\]]*)\]")
LOCATION = re.compile(r"[A-Z][A-Z0-9]{2,}(:\S*)?")
DAYS = re.compile(r"from (\d{1,2} \w{3} \d{4}) to (\d{1,2} \w{3} \d{4})")
LATER = datetime(2026, 12, 31, 12, tzinfo=UTC)  # when somebody asks, if no line says so


@dataclass(frozen=True)
class SmallLedger:
    """The events of a text, the moment at which it is read, the days asked of, and what is said of its people."""

    events: tuple[Event, ...]
    now: datetime
    period: tuple[date, date] | None
    born: Mapping[str, date]
    sexes: Mapping[str, str]


def read_ledger(text: str, example: str = "") -> SmallLedger:
    """The ledger that the text says; its people are keyed by example too, so that no two examples share one.

    Raises ValueError with the line that cannot be read.
    """
    now, period, events, named = LATER, None, [], dict[str, str]()
    born, sexes = dict[str, date](), dict[str, str]()
    for line in filter(None, map(str.strip, text.splitlines())):
        if days := DAYS.fullmatch(line):
            period = (on_day(days[1]), on_day(days[2]))
            continue
        if not (parts := LINE.fullmatch(line)):
            raise ValueError(f"This is not TIME  KIND  LOCATION  DETAIL  [FIELD=VALUE]: {line}")
        if parts[2] == "now":
            now = moment(parts[1])
            continue
        fields = dict(BRACKET.findall(parts[3]))
        person = key(fields.get("person", "p1"), example)
        born |= {person: date.fromisoformat(fields["born"])} if "born" in fields else {}
        sexes |= {person: fields["sex"]} if "sex" in fields else {}
        event = as_event(person, parts[1], parts[2], BRACKET.sub("", parts[3]).split(), fields, named)
        events.append(event)
        named[fields.get("as", "")] = event.id
    return SmallLedger(tuple(events), now, period, born, sexes)


def on_day(text: str) -> date:
    return datetime.strptime(text, "%d %b %Y").replace(tzinfo=UTC).date()


def key(person: str, example: str) -> str:
    """The person's own key; of nobody, as where a service speaks of itself, none."""
    return f"{example} {person}".strip() if person else ""


def as_event(person: str, at: str, kind: str, words: list[str], fields: dict[str, str], named: dict[str, str]) -> Event:
    """The event of one line: the words after its kind, its bracketed fields, and the ids of the lines named so far."""
    locations = [word for word in words if LOCATION.fullmatch(word)]
    details = [word for word in words if word not in locations]
    if len(locations) > 1 or len(details) > 1:
        raise ValueError(f"A line has one location and one detail at most, not {words}.")
    recorded = moment(fields["recorded"]) if "recorded" in fields else None
    rest: dict[str, Any] = {name: fields[name] for name in ("service", "source", "spell") if name in fields}
    return new_event(
        person,
        Kind(kind),
        moment(at),
        recorded,
        location="".join(locations),
        detail="".join(details),
        about=named[fields["about"]] if "about" in fields else "",
        sequence=int(fields.get("sequence", 0)),
        **rest,
    )


def moment(text: str) -> datetime:
    """A time by the clock in England, in UTC. Raises ValueError for a wrong weekday or an hour that never was."""
    wall, zone = (text[:-4], text[-3:]) if text.endswith((" BST", " GMT", " UTC")) else (text, "")
    shown = datetime.strptime(wall, "%a %d %b %Y %H:%M").replace(tzinfo=UTC)
    if f"{shown:%a}" != wall[:3]:
        raise ValueError(f"{wall} was a {shown:%A}.")
    clock: tzinfo = UTC if zone == "UTC" else LONDON
    at = shown.replace(tzinfo=clock, fold=1 if zone == "GMT" else 0)
    if at.astimezone(UTC).astimezone(clock).replace(tzinfo=UTC) != shown:
        raise ValueError(f"The clocks in England never showed {wall}.")
    if zone and at.tzname() != zone:
        raise ValueError(f"{wall} was not {zone}.")
    return at.astimezone(UTC)


def when(at: datetime | None) -> str:
    """A time as the clock in England showed it, with BST or GMT only where it showed that time twice."""
    if at is None:
        return "now"
    local = at.astimezone(LONDON)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{day(local.date())} {local:%H:%M}" + (f" {local.tzname()}" if twice else "")


def day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}"
