"""What matching all at once saves beside first come, first served, in days until help could begin; and how sure.

For each person: the days from when they could go to the first day of the place proposed; for somebody without a
place, the days that others waited for that kind of help, where the ledger tells. What differs between the two rules
is the answer. Whom neither places is the same under both and counts for nothing.

It is not a forecast of bed-days: a service may say no, a person may choose otherwise, and a place taken today is not
free tomorrow. How sure: the people who waited are drawn again, as many, with replacement, and both rules asked again;
the interval holds the middle 95% of what then comes out. It says nothing of whether the room told was true.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from homefirst.hub.matching.as_told import AsTold
from homefirst.hub.matching.expected_wait import Waits
from homefirst.hub.matching.facts import Waiting, Weights
from homefirst.hub.matching.propose import Match, Proposal, first_come, propose

DRAWS = 100


class Side(NamedTuple):
    """One rule's outcome: how many got a place, how many their first choice, and what all wishes weigh in days."""

    placed: int
    first_choice: int
    days_to_begin: int
    wishes_days: float


class Saved(NamedTuple):
    """Days saved by matching at once, from those whose days are known under both rules; and of how many not known."""

    days: float
    of_people: int
    not_known: int


@dataclass(frozen=True)
class Beside:
    """Both rules at one moment. `low` and `high` are the interval of the days saved; None where nobody waited."""

    at: datetime
    waiting: int
    services_told: int
    room: int
    at_once: Side
    first_come: Side
    saved: Saved
    low: float | None
    high: float | None
    gap: int


def beside(told: AsTold, weights: Weights, draws: int = DRAWS, seed: int = 1) -> Beside:
    """Both rules on the same people and places, with the interval of what differs."""
    best, plain = both(told.people, told, weights)
    chance = random.Random(seed)
    again = sorted(saved_in(drawn(told.people, chance), told, weights).days for _ in range(draws if told.people else 0))
    usable = [place for place in told.places if place.vacancies]
    return Beside(
        at=told.at,
        waiting=len(told.people),
        services_told=sum(place.vacancies is not None for place in told.places),
        room=sum(place.vacancies or 0 for place in usable),
        at_once=side(best),
        first_come=side(plain),
        saved=saved(best, plain, told.waits),
        low=again[int(0.025 * len(again))] if again else None,
        high=again[min(int(0.975 * len(again)), len(again) - 1)] if again else None,
        gap=best.proof.gap,
    )


def both(people: Iterable[Waiting], told: AsTold, weights: Weights) -> tuple[Proposal, Proposal]:
    listed = list(people)
    return propose(listed, told.places, weights, told.at), first_come(listed, told.places, weights, told.at)


def saved_in(people: Sequence[Waiting], told: AsTold, weights: Weights) -> Saved:
    return saved(*both(people, told, weights), told.waits)


def drawn(people: Sequence[Waiting], chance: random.Random) -> list[Waiting]:
    """As many people, drawn with replacement; one drawn twice is two people."""
    return [replace(one, person=f"{one.person}#{n}") for n, one in enumerate(chance.choices(people, k=len(people)))]


def side(found: Proposal) -> Side:
    days = sum(days_of(match) for match in found.matches)
    return Side(len(found.matches), sum(match.choice == 1 for match in found.matches), days, found.points / 10)


def days_of(match: Match) -> int:
    """Days from when they could go to the first day of the place."""
    return (match.first_day - match.waiting.starts_from).days if match.first_day else 0


def saved(best: Proposal, plain: Proposal, waits: Waits) -> Saved:
    """The days that differ, person by person."""
    ours, theirs = ({match.waiting.person: match for match in found.matches} for found in (best, plain))
    days, known, not_known = 0.0, 0, 0
    for person in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(person), theirs.get(person)
        before, after = days_or_wait(other, mine, waits), days_or_wait(mine, other, waits)
        if before is None or after is None:
            not_known += 1
        else:
            days, known = days + before - after, known + 1
    return Saved(days, known, not_known)


def days_or_wait(match: Match | None, other: Match | None, waits: Waits) -> float | None:
    """The days to the place; without one, the wait of others for the kind that the other rule gives."""
    if match is not None:
        return float(days_of(match))
    return waits.of("", other.place.kind).days if other is not None else None
