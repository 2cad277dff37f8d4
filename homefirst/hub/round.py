"""A board round: everyone on a ward, one after the other, three questions each, and how long it has taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from homefirst.event import Event, Kind
from homefirst.hub.board import BoardRow, in_order

SECONDS_EACH = 30  # what a round aims at for each person

# What of a round's three questions an event answers: still needs the bed? date right? what next, and whose?
ANSWERS = {
    Kind.CRITERIA_TO_RESIDE_MET: "criteria",
    Kind.CRITERIA_TO_RESIDE_NOT_MET: "criteria",
    Kind.EXPECTED_DISCHARGE_SET: "expected",
    Kind.TASK_SET: "next",
    Kind.TASK_DONE: "next",
    Kind.DELAY_STARTED: "next",
    Kind.DELAY_ENDED: "next",
    Kind.PATHWAY_CHOSEN: "next",
    Kind.REFERRED: "next",
}


class Turn(NamedTuple):
    """Where a round is: whose turn it is (`number` from 1, of `of`), and whose was before and comes after."""

    row: BoardRow
    number: int
    of: int
    before: BoardRow | None
    after: BoardRow | None


class Pace(NamedTuple):
    """How long a round has taken, in whole seconds: in all, and for each person met."""

    seconds: int
    each: int


def of_ward(rows: Iterable[BoardRow], ward: str) -> list[BoardRow]:
    """Everyone on a ward, in the order of the beds."""
    return in_order((row for row in rows if row.ward == ward), "ward")


def turn(people: Sequence[BoardRow], person: str) -> Turn | None:
    """The turn of this person, or the first where none is named; None where they are not on the ward, or nobody is."""
    if not people:
        return None
    n = next((n for n, row in enumerate(people) if row.person == person), None if person else 0)
    if n is None:
        return None
    after = people[n + 1] if n + 1 < len(people) else None
    return Turn(people[n], n + 1, len(people), people[n - 1] if n else None, after)


def whose_next(people: Sequence[BoardRow], location: str) -> BoardRow | None:
    """Whose turn it is after somebody who has just left this bed."""
    return next((row for row in people if row.location > location), None)


def pace(began_at: datetime, now: datetime, met: int) -> Pace:
    """How long it has taken for so many people; never less than nothing, should a clock be turned back."""
    seconds = max(int((now - began_at).total_seconds()), 0)
    return Pace(seconds, round(seconds / met) if met else 0)


def answered(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """What was recorded of each person, by key, in the order of the telling."""
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.person:
            found.setdefault(event.person, []).append(event)
    return {person: tuple(told) for person, told in found.items()}


def questions_answered(events: Iterable[Event]) -> set[str]:
    """Which of the three questions these events answer: "criteria", "expected", "next"."""
    return {ANSWERS[event.kind] for event in events if event.kind in ANSWERS}


def duration_words(seconds: int) -> str:
    """A length in words: "4 minutes 10 seconds"."""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} minute{'' if minutes == 1 else 's'}"] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest} second{'' if rest == 1 else 's'}")
    return " ".join(parts)
