"""The hub's list: everyone in a bed, what keeps each, what comes next and whose it is, and every clock that runs.

Everything here is pure. A row is made from one journey and the day it is; `follow.py` keeps the rows up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from homefirst.days import local_date, nights
from homefirst.event import provider, ward
from homefirst.hub.clocks.limits import Limits
from homefirst.hub.clocks.rules import ASKED
from homefirst.hub.long_stays import review_due, threshold
from homefirst.hub.next_action import Action, next_actions
from homefirst.hub.pressing import Pressing, by_clock, pressing
from homefirst.hub.teams import team_of_reason
from homefirst.hub.words import Title, day_of, label, pathway_words, reason_words
from homefirst.journey import Journey, Spell

NONE = "none"  # in a filter: no pathway chosen, no reason recorded, no task set
FIRST = 50  # people shown before more are asked for


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
    """One person in a bed, as the list shows them on one day. Lengths are in nights, as days are counted nationally.

    `ready_nights` is None for somebody who still needs the bed. `expected_moves` is how often the expected date
    of discharge was changed after it was first set. `asked_on` is when the criteria to reside were last asked.
    `long_stay` is the last of 7, 14 and 21 nights that the stay has reached, `review_due` that at which a look is
    due; 0 for none. `clocks` are those overdue or due within 2 days that no action says already. `reasons` are the
    codes of `waits`, each once, the longest first; `NONE` for somebody ready of whom nobody said why. `under` is what
    each choice of `CHOICES` finds them by.
    """

    person: str
    name: str
    age: int | None
    location: str
    ward: str
    today: date
    ready_on: date | None
    ready_nights: int | None
    asked_on: date | None
    nights: int
    long_stay: int
    review_due: int
    pathway: str
    waits: tuple[Wait, ...]
    expected_on: date | None
    expected_moves: int
    expected_passed: bool
    actions: tuple[Action, ...]
    reasons: tuple[str, ...]
    due_on: date | None
    under: tuple[tuple[str, ...], ...]
    counted: tuple[str, ...]  # the same, each with the number of its choice before it
    longest_ready: tuple[int, int]  # of those the least stands first
    clocks: tuple[Pressing, ...] = ()

    @property
    def is_ready(self) -> bool:
        return self.ready_nights is not None


CHOICES = ("trust", "ward", "pathway", "reason", "owner", "task")


@dataclass(frozen=True)
class Filter:
    """Whom to show, as a link says it. Empty text and 0 mean no matter which; of several with commas, any."""

    show: str = "ready"  # "ready" or "all"
    trust: str = ""
    ward: str = ""
    pathway: str = ""
    reason: str = ""
    owner: str = ""  # a team or a service that has something to do
    task: str = ""
    ready: int = 0  # nights since ready, at least
    stay: int = 0  # nights in hospital, at least
    sort: str = "ready"
    group: str = ""  # "blocker": by what keeps them
    rows: int = FIRST  # how many to show; 0 for all


Place = tuple[Any, ...]  # what rows are put in order by, the least first
SORTS: dict[str, tuple[str, Callable[[BoardRow], Place]]] = {
    "ready": ("Longest ready first", attrgetter("longest_ready")),
    "stay": ("Longest in hospital first", lambda r: (-r.nights, -(r.ready_nights or 0))),
    "expected": ("Earliest expected date first", lambda r: (r.expected_on or date.max, -r.nights)),
    "due": ("Tasks due first", lambda r: (r.due_on or date.max, -(r.ready_nights or 0))),
    "ward": ("By ward and bed", lambda r: ()),
}


def row(
    journey: Journey, spell: Spell, who: Who, now: datetime, title: Title, limits: Limits | None = None
) -> BoardRow:
    """The list's row for a person who is in this open spell; clocks by these limits, or the national ones."""
    today, length = local_date(now), spell.nights(now)
    expected = [day for day in (day_of(e.day) for e in spell.expected) if day]
    running = pressing(journey, spell, today, title, limits)
    waiting, actions = waits(spell, now), by_clock(next_actions(journey, spell, today, title), running)
    reasons = tuple(dict.fromkeys(w.reason for w in waiting)) or ((NONE,) if spell.is_ready else ())
    found_by = under(spell, reasons, actions)
    return BoardRow(
        person=journey.person,
        name=who.name,
        age=age_on(who.birth_date, today),
        location=spell.location,
        ward=ward(spell.location),
        today=today,
        ready_on=spell.discharge_ready_date,
        ready_nights=spell.nights_since_ready(now),
        asked_on=asked_on(journey, spell),
        nights=length,
        long_stay=threshold(length),
        review_due=review_due(journey, spell, now),
        pathway=spell.pathway,
        waits=waiting,
        expected_on=expected[-1] if expected else None,
        expected_moves=spell.expected_moves,
        expected_passed=bool(expected) and expected[-1] < today,
        actions=actions,
        clocks=tuple(one for one in running if one.is_pressing(today) and all(one.name != a.clock for a in actions)),
        reasons=reasons,
        due_on=min((a.due for a in actions if a.due), default=None),
        under=found_by,
        counted=tuple(f"{n}{value}" for n, values in enumerate(found_by) for value in values),
        longest_ready=(1 if (waited := spell.nights_since_ready(now)) is None else -waited, -length),
    )


def under(spell: Spell, reasons: Sequence[str], actions: Sequence[Action]) -> tuple[tuple[str, ...], ...]:
    """What each choice of `CHOICES` finds somebody by. An owner is whoever acts, or can end one of the waits."""
    owners = [a.owner for a in actions] + [team_of_reason(reason) for reason in reasons if reason != NONE]
    tasks = tuple(dict.fromkeys(a.task for a in actions if a.task))
    location = spell.location
    return (
        (provider(location),), (ward(location),), (spell.pathway or NONE,), tuple(reasons),
        tuple(dict.fromkeys(str(owner) for owner in owners)), tasks or (NONE,),
    )  # fmt: skip


def asked_on(journey: Journey, spell: Spell) -> date | None:
    """The day on which somebody last asked whether they still need the bed."""
    last = next((e for e in reversed(journey.events) if e.kind in ASKED), None)
    return local_date(last.happened_at) if last and last.happened_at >= spell.started_at else None


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


# Whom to show


def in_order(rows: Iterable[BoardRow], sort: str = "ready") -> list[BoardRow]:
    """Sorted as asked; those alike by ward, bed and person, so that the order never jumps."""
    return sorted(rows, key=partial(place_in, sort))


def place_in(sort: str, row: BoardRow) -> Place:
    """Where a row stands in an order, and among those alike."""
    return (*SORTS.get(sort, SORTS["ready"])[1](row), row.location, row.person)


def chosen(rows: Iterable[BoardRow], wanted: Filter) -> list[BoardRow]:
    """The rows that a filter lets through, all of them, in its order."""
    passing = [row for row in rows if shown(row, wanted)]
    for n, wants in narrowed(wanted):
        passing = [row for row in passing if not wants.isdisjoint(row.under[n])]
    return in_order(passing, wanted.sort)


def shown(row: BoardRow, wanted: Filter) -> bool:
    """Whether the row passes whom to show, and the lengths."""
    return (
        (wanted.show == "all" or row.ready_nights is not None)
        and row.nights >= wanted.stay
        and (not wanted.ready or (row.ready_nights or 0) >= wanted.ready)
    )


def narrowed(wanted: Filter) -> list[tuple[int, frozenset[str]]]:
    """The choices that a filter makes: which of `CHOICES`, and any of which values."""
    asked = ((n, getattr(wanted, name)) for n, name in enumerate(CHOICES))
    return [(n, frozenset(text.split(","))) for n, text in asked if text]


def choice_words(name: str, value: str, title: Title) -> str:
    """One choice in words: a ward by its name, a reason, a pathway, whose it is, a task."""
    if name == "pathway":
        return pathway_words("" if value == NONE else value)
    if name == "reason":
        return reason_words("" if value == NONE else value)
    if name == "task":
        return "No task set" if value == NONE else label("Task", value)
    return title(value)
