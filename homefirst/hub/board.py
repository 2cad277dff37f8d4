"""The hub's board: everyone in a bed, those who are ready to leave and have not first, and what each waits for.

Everything here is pure. A row is made from one journey and the day it is; `follow.py` keeps the rows up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple

from homefirst.days import local_date, nights
from homefirst.event import Event, Kind, ward
from homefirst.hub.words import Title, day_of, label, pathway_words, reason_words, short_day
from homefirst.journey import Journey, Referral, Spell

NONE = "none"  # in a filter: no pathway chosen, no reason recorded


class Who(NamedTuple):
    """What a page may say of who somebody is: a name (or the key, for a reader who may not see names)."""

    name: str
    birth_date: date | None = None


class Wait(NamedTuple):
    """One thing a person waits for: its code, its words and its own days."""

    reason: str
    words: str
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One person in a bed, as the board shows them on one day. Lengths are in nights, as days are counted nationally.

    `ready_nights` is None for somebody who still needs the bed. `expected_moves` is how often the expected date
    of discharge was changed after it was first set. `reasons` are the codes of `waits`, each once; `NONE` for
    somebody ready of whom nobody said why.
    """

    person: str
    name: str
    age: int | None
    location: str
    ward: str
    ready_on: date | None
    ready_nights: int | None
    nights: int
    pathway: str
    waits: tuple[Wait, ...]
    expected_on: date | None
    expected_moves: int
    expected_passed: bool
    next_things: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return self.ready_nights is not None


@dataclass(frozen=True)
class Filter:
    """Whom to show, as a link says it. Empty text and 0 mean no matter which."""

    show: str = "ready"  # "ready" or "all"
    ward: str = ""
    pathway: str = ""
    reason: str = ""
    ready: int = 0  # nights since ready, at least
    stay: int = 0  # nights in hospital, at least
    sort: str = "ready"


SORTS: dict[str, tuple[str, Callable[[BoardRow], tuple[object, ...]]]] = {
    "ready": ("Longest ready first", lambda r: (-1 if r.ready_nights is None else r.ready_nights, r.nights)),
    "stay": ("Longest in hospital first", lambda r: (r.nights, r.ready_nights or 0)),
    "expected": ("Earliest expected date first", lambda r: (-(r.expected_on or date.max).toordinal(), r.nights)),
    "ward": ("By ward and bed", lambda r: ()),
}


class Count(NamedTuple):
    """How many people the board shows under one choice, and their nights since ready."""

    value: str
    words: str
    people: int
    nights: int


class Counts(NamedTuple):
    """The people under each choice of ward, pathway and reason, each with the other filters as they are."""

    ward: tuple[Count, ...]
    pathway: tuple[Count, ...]
    reason: tuple[Count, ...]


def row(journey: Journey, spell: Spell, who: Who, now: datetime, title: Title) -> BoardRow:
    """The board's row for a person who is in this open spell."""
    today = local_date(now)
    expected = [day for day in (day_of(e.day) for e in spell.expected) if day]
    waiting = waits(spell, now)
    return BoardRow(
        person=journey.person,
        name=who.name,
        age=age_on(who.birth_date, today),
        location=spell.location,
        ward=ward(spell.location),
        ready_on=spell.discharge_ready_date,
        ready_nights=spell.nights_since_ready(now),
        nights=spell.nights(now),
        pathway=spell.pathway,
        waits=waiting,
        expected_on=expected[-1] if expected else None,
        expected_moves=spell.expected_moves,
        expected_passed=bool(expected) and expected[-1] < today,
        next_things=next_things(journey, spell, today, title),
        reasons=tuple(dict.fromkeys(w.reason for w in waiting)) or ((NONE,) if spell.is_ready else ()),
    )


def rows(journeys: Iterable[Journey], now: datetime, who: Callable[[str], Who], title: Title) -> list[BoardRow]:
    """The rows of everyone of these who is in a bed now, longest ready first.

    Somebody whose death is recorded is not shown, even where nobody recorded that the stay ended: see `checks`.
    """
    in_bed = ((j, s) for j in journeys if (s := in_a_bed(j)) is not None)
    return in_order([row(j, s, who(j.person), now, title) for j, s in in_bed])


def in_a_bed(journey: Journey) -> Spell | None:
    """The stay that a living person is in now, or None."""
    return None if journey.died_at is not None else journey.open_spell


def age_on(born: date | None, today: date) -> int | None:
    """Age in whole years; None where the birth date is not known or lies ahead."""
    if born is None or born > today:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def waits(spell: Spell, now: datetime) -> tuple[Wait, ...]:
    """What keeps a person who is ready to leave: each open reason with its own days, longest first."""
    found = (
        Wait(d.reason, reason_words(d.detail), local_date(d.started_at), nights(d.started_at, now))
        for d in spell.open_delays()
    )
    return tuple(sorted(found, key=lambda w: (-w.days, w.words)))


# What comes next


def next_things(journey: Journey, spell: Spell, today: date, title: Title) -> tuple[str, ...]:
    """What somebody has to do next for this person, most pressing first; empty where nothing is known to be open."""
    found = [f"To do: {label('Task', task).lower()}" for task in open_tasks(journey.events, spell)]
    asked = [r for r in journey.referrals if r.referred_at >= spell.started_at]
    found += [words for r in asked if (words := referral_next(r, asked, title))]
    if spell.is_ready:
        found += [] if spell.pathway else ["Choose a pathway"]
        found += [] if spell.open_delays() else ["Say what they wait for"]
    elif (day := day_of(spell.expected_discharge_date)) is None:
        found.append("Set an expected date")
    elif day < today:
        found.append("Expected date has passed: set another")
    return tuple(dict.fromkeys(found))


def open_tasks(events: Sequence[Event], spell: Spell) -> list[str]:
    """The tasks set in this stay and not done since."""
    left: dict[str, str] = {}
    for event in events:
        if event.happened_at < spell.started_at:
            continue
        if event.kind is Kind.TASK_SET:
            left[event.id] = event.detail
        elif event.kind is Kind.TASK_DONE:
            left = {k: v for k, v in left.items() if not done_by(event, k, v)}
    return list(left.values())


def done_by(event: Event, task: str, detail: str) -> bool:
    return event.about == task if event.about else event.detail == detail


def referral_next(referral: Referral, asked: Sequence[Referral], title: Title) -> str:
    """What is awaited of a referral; "" where it led on to help or to another referral."""
    service, later = title(referral.service), [r for r in asked if r.referred_at > referral.referred_at]
    if referral.started_at is not None or referral.answer == "withdrawn":
        return ""
    if not referral.answer:
        return f"Answer from {service}, asked {short_day(local_date(referral.referred_at))}"
    answered = short_day(local_date(referral.answered_at or referral.referred_at))
    if referral.answer == "accepted":
        return f"{service} to begin: said yes {answered}"
    return "" if later else f"{service} said no {answered}: ask another service"


# Whom to show


def in_order(rows: Iterable[BoardRow], sort: str = "ready") -> list[BoardRow]:
    """Sorted as asked; those alike by ward, bed and person, so that the order never jumps."""
    by_place = sorted(rows, key=attrgetter("location", "person"))
    return sorted(by_place, key=SORTS.get(sort, SORTS["ready"])[1], reverse=True)


def chosen(rows: Iterable[BoardRow], wanted: Filter) -> list[BoardRow]:
    """The rows that a filter lets through, in its order."""
    return in_order([r for r in rows if all(tests(r, wanted))], wanted.sort)


def tests(row: BoardRow, wanted: Filter) -> tuple[bool, bool, bool, bool]:
    """Whether the row passes: whom to show and lengths; ward; pathway; reason."""
    shown = (wanted.show == "all" or row.is_ready) and row.nights >= wanted.stay
    return (
        shown and (not wanted.ready or (row.ready_nights or 0) >= wanted.ready),
        not wanted.ward or row.ward == wanted.ward,
        not wanted.pathway or (row.pathway or NONE) == wanted.pathway,
        not wanted.reason or wanted.reason in row.reasons,
    )


def counts(rows: Iterable[BoardRow], wanted: Filter, title: Title) -> Counts:
    """How many people each choice of ward, pathway and reason would show, the other filters as they are."""
    wards: Tally = {}
    pathways: Tally = {}
    reasons: Tally = {}
    for one in rows:
        shown, here, route, why = tests(one, wanted)
        if not shown:
            continue
        if route and why:
            add(wards, one.ward, one)
        if here and why:
            add(pathways, one.pathway or NONE, one)
        if here and route:
            for reason in one.reasons:
                add(reasons, reason, one)
    return Counts(
        ward=as_counts(wards, title, by_words=True),
        pathway=as_counts(pathways, lambda p: pathway_words("" if p == NONE else p), by_words=True),
        reason=as_counts(reasons, lambda r: reason_words("" if r == NONE else r)),
    )


Tally = dict[str, list[int]]  # people, and their nights since ready, by one of the ways of choosing


def add(tally: Tally, value: str, row: BoardRow) -> None:
    found = tally.setdefault(value, [0, 0])
    found[0] += 1
    found[1] += row.ready_nights or 0


def as_counts(tally: Tally, words: Callable[[str], str], *, by_words: bool = False) -> tuple[Count, ...]:
    """By the words of each choice, or with most people first."""
    found = [Count(value, words(value), people, nights) for value, (people, nights) in tally.items()]
    return tuple(sorted(found, key=lambda c: (0 if by_words else -c.people, c.words)))
