"""A place proposed to each of all who wait, at once, with why; and who gets none, with why not.

Nothing is decided here. A proposal is what the hub may ask services for and then offer: the service says yes or no,
and the person chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np

from homefirst.hub.matching.arcs import Arcs, Whole, arcs
from homefirst.hub.matching.assign import NOBODY, Proof, assign, bound, cost_of, prices
from homefirst.hub.matching.facts import Place, Waiting, Weights
from homefirst.hub.matching.rules import Broken, broken, broken_by, rules_of
from homefirst.hub.matching.rules import Rule as OneRule
from homefirst.hub.matching.wishes import Part, Wish, parts, wishes_of

ALTERNATIVES = 3
Rule = Callable[[Arcs], Whole]


class Alternative(NamedTuple):
    """A place that came after the one proposed: what it weighs, from when, and whether room is left there."""

    place: Place
    points: int
    first_day: date | None
    has_room: bool


class Match(NamedTuple):
    """A place proposed to a person: from when, what it weighs (tenths of a day), why, and what came next."""

    waiting: Waiting
    place: Place
    first_day: date | None
    points: int
    why: tuple[Part, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def choice(self) -> int:
        """Which of the person's own choices it is; 0 where they did not name it, or named none."""
        order = self.waiting.order
        return order.index(self.place.service) + 1 if self.place.service in order else 0


class Unplaced(NamedTuple):
    """Somebody to whom nothing is proposed: how many places could take them, and whether these went to others."""

    waiting: Waiting
    could: int

    @property
    def why(self) -> str:
        if not self.could:
            return "No place could take them: each is excluded by a rule."
        several = f"{self.could} places" if self.could > 1 else "One place"
        return f"{several} could take them, and the room there is proposed to others."


class Excluded(NamedTuple):
    """A place that a person cannot be matched to, with every rule that says so."""

    place: Place
    rules: tuple[Broken, ...]


@dataclass(frozen=True)
class Proposal:
    """What is proposed to everyone, with its proof. People stand in the order in which they became ready."""

    people: tuple[Waiting, ...]
    places: tuple[Place, ...]
    weights: Weights
    now: datetime
    arcs: Arcs
    chosen: Whole
    proof: Proof

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        return tuple(self._match(n) for n in range(len(self.people)) if self.chosen[n] != NOBODY)

    @cached_property
    def unplaced(self) -> tuple[Unplaced, ...]:
        left = np.flatnonzero(self.chosen == NOBODY)
        return tuple(Unplaced(self.people[n], int(self.arcs.may[n].sum())) for n in left)

    @cached_property
    def shut(self) -> tuple[Excluded, ...]:
        """The places that can take nobody now, with the rules that say so."""
        found = (Excluded(place, broken_by(place, self.now)) for place in self.places)
        return tuple(one for one in found if one.rules)

    def of(self, person: str) -> Match | Unplaced | None:
        """What is proposed to one person; None for somebody who is not among those who wait."""
        everyone: list[Match | Unplaced] = [*self.matches, *self.unplaced]
        return next((one for one in everyone if one.waiting.person == person), None)

    def excluded(self, waiting: Waiting) -> Iterator[Excluded]:
        """The open places that this person cannot be matched to, with every rule of the two that says so."""
        n = self._row[waiting.person]
        for k in self._open:
            if not self.arcs.may[n, k]:
                yield Excluded(self.places[k], broken(waiting, self.places[k], self._rules, self.now))

    @cached_property
    def _row(self) -> dict[str, int]:
        return {one.person: n for n, one in enumerate(self.people)}

    @cached_property
    def _open(self) -> list[int]:
        return [k for k, place in enumerate(self.places) if not broken_by(place, self.now)]

    @cached_property
    def _rules(self) -> tuple[OneRule, ...]:
        return rules_of(self.weights, self.now)

    @cached_property
    def _wishes(self) -> tuple[Wish, ...]:
        return wishes_of(self.weights, self.now)

    @property
    def points(self) -> int:
        """What the places proposed weigh in all, in tenths of a day; those without a proposal not counted."""
        placed = np.flatnonzero(self.chosen != NOBODY)
        return int(self.arcs.points[placed, self.chosen[placed]].sum())

    @property
    def proof_words(self) -> str:
        """The proof in a sentence."""
        if self.proof.gap == 0:
            return "Proved: nothing better is possible for all together by these weights."
        return f"Not proved best: at most {self.proof.gap / self.arcs.unit:.1f} points better is possible."

    def _match(self, n: int) -> Match:
        waiting, place = self.people[n], self.places[self.chosen[n]]
        return Match(
            waiting,
            place,
            place.takes.first_day(waiting.starts_from, self.now),
            int(self.arcs.points[n, self.chosen[n]]),
            parts(waiting, place, self._wishes, self.weights),
            tuple(self._alternatives(n)),
        )

    @cached_property
    def _left(self) -> Whole:
        taken = np.bincount(self.chosen[self.chosen != NOBODY], minlength=len(self.places))
        at_home = self.arcs.limit - np.bincount(self.arcs.home, taken, len(self.arcs.limit)).astype(np.int64)
        left: Whole = np.minimum(self.arcs.room - taken, at_home[self.arcs.home])
        return left

    def _alternatives(self, n: int) -> Iterator[Alternative]:
        could = [k for k in np.flatnonzero(self.arcs.may[n]) if k != self.chosen[n]]
        for k in sorted(could, key=lambda k: self.arcs.cost[n, k])[:ALTERNATIVES]:
            day = self.places[k].takes.first_day(self.people[n].starts_from, self.now)
            yield Alternative(self.places[k], int(self.arcs.points[n, k]), day, bool(self._left[k] > 0))


def propose(waiting: Iterable[Waiting], places: Iterable[Place], weights: Weights, now: datetime) -> Proposal:
    """Propose places to all who wait, at once. The same people and places, in any order, give the same."""
    return proposed(waiting, places, weights, now, assign)


def first_come(waiting: Iterable[Waiting], places: Iterable[Place], weights: Weights, now: datetime) -> Proposal:
    """The same by the rule in use where there is none: who was ready first takes the best place left, and so on."""
    return proposed(waiting, places, weights, now, one_by_one)


def proposed(
    waiting: Iterable[Waiting], places: Iterable[Place], weights: Weights, now: datetime, rule: Rule
) -> Proposal:
    """What a rule gives everyone, beside the best there is: its gap is how far it stays behind."""
    people = tuple(sorted(waiting, key=lambda one: (one.ready_since, one.person)))
    listed = tuple(sorted(places, key=lambda place: place.service))
    made = arcs(people, listed, weights, now)
    chosen = rule(made)
    best = chosen if rule is assign else assign(made)
    return Proposal(
        people, listed, weights, now, made, chosen, Proof(cost_of(made, chosen), bound(made, prices(made, best)))
    )


def one_by_one(made: Arcs) -> Whole:
    """Each in turn takes what weighs least of what is left."""
    room, limit = made.room.copy(), made.limit.copy()
    chosen = np.full(len(made.nobody), NOBODY, dtype=np.int64)
    for n in range(len(chosen)):
        can = np.flatnonzero(made.may[n] & (room > 0) & (limit[made.home] > 0) & (made.cost[n] < made.nobody[n]))
        if len(can):
            k = chosen[n] = can[np.argmin(made.cost[n, can])]
            room[k] -= 1
            limit[made.home[k]] -= 1
    return chosen
