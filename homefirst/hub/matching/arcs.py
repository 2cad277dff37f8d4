"""Everyone who waits beside every place, at once: who may go where, and what it weighs.

Each rule and wish is asked once for each pair of things that differ among the people and the places; the answers
are then spread over all of them by their numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from homefirst.hub.matching.facts import Place, Waiting, Weights
from homefirst.hub.matching.rules import broken_by, rules_of
from homefirst.hub.matching.wishes import by_continuity, by_order, wishes_of

Whole = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]
T = TypeVar("T")
LONGEST = 365  # days of waiting that are told apart
FAR = 2**30  # points: more than any place weighs
CHANCE = 64  # different values by which what is equal in all else is told apart, always in the same way


@dataclass(frozen=True)
class Arcs:
    """People (rows) beside places (columns): `may` who may go where, `points` what it weighs, `cost` with ties broken.

    `room` is how many each place takes, `home` the number of its home, `limit` how many new people each home takes on
    one day. `nobody` is what it costs that a person gets no place: so much more than the best that is open to them, so
    that who names an order, or lives far from every place, does not lose their turn by it. `unit` is how many of `cost`
    are one point.
    """

    may: Yes
    points: Whole
    cost: Whole
    room: Whole
    home: Whole
    limit: Whole
    nobody: Whole
    unit: int


def arcs(people: Sequence[Waiting], places: Sequence[Place], weights: Weights, now: datetime) -> Arcs:
    """Everything that the choice is made from. The same people and places in the same order give the same."""
    points, may = points_of(people, places, weights, now), may_go(people, places, weights, now)
    homes = {home: n for n, home in enumerate(sorted({place.home for place in places}))}
    least, unit = CHANCE * (len(people) + 1), CHANCE * (len(people) + 1) * (LONGEST + 1) * (len(people) + 1)
    waited = whole([min(max((now - one.ready_since).days, 0), LONGEST) for one in people])
    return Arcs(
        may=may,
        points=points,
        cost=points * unit + chance([one.person for one in people], [place.service for place in places]),
        room=whole([place.vacancies or 0 for place in places]),
        home=whole([homes[place.home] for place in places]),
        limit=whole([weights.limit(home) for home in homes]),
        nobody=(weights.nobody + np.where(may, points, FAR).min(axis=1, initial=FAR) % FAR) * unit + waited * least,
        unit=unit,
    )


def whole(numbers: Sequence[int]) -> Whole:
    return np.array(numbers, dtype=np.int64)


def may_go(people: Sequence[Waiting], places: Sequence[Place], weights: Weights, now: datetime) -> Yes:
    """Who may go where: no rule says otherwise."""
    may: Yes = np.tile(np.array([not broken_by(place, now) for place in places], dtype=bool), (len(people), 1))
    for rule in rules_of(weights, now):
        may &= ~spread(people, places, rule.of_person, rule.of_place, asks(rule.says), np.bool_)
    column = {place.service: n for n, place in enumerate(places)}
    for n, one in enumerate(people):
        may[n, [column[service] for service in one.said_no if service in column]] = False
    return may


def asks(says: Callable[[Any, Any], str]) -> Callable[[Any, Any], bool]:
    return lambda of_person, of_place: bool(says(of_person, of_place))


def points_of(people: Sequence[Waiting], places: Sequence[Place], weights: Weights, now: datetime) -> Whole:
    """What every place weighs for everyone, may they go there or not."""
    points: Whole = np.zeros((len(people), len(places)), dtype=np.int64)
    for wish in wishes_of(weights, now):
        points += spread(people, places, wish.of_person, wish.of_place, wish.points, np.int64)
    column = {place.service: n for n, place in enumerate(places)}
    for by, named in ((by_order, "order"), (by_continuity, "known_to")):
        points += by_name(people, column, by, named, weights)
    return points


def by_name(
    people: Sequence[Waiting],
    column: Mapping[str, int],
    by: Callable[[Waiting, str, Weights], int],
    named: str,
    weights: Weights,
) -> Whole:
    """A wish about services by name: one value for those not named, and the others one by one."""
    points = np.repeat(whole([by(one, "", weights) for one in people])[:, None], len(column), axis=1)
    for n, one in enumerate(people):
        for service in getattr(one, named):
            if service in column:
                points[n, column[service]] = by(one, service, weights)
    return points


def spread(
    people: Sequence[Waiting],
    places: Sequence[Place],
    of_person: Callable[[Waiting], Hashable],
    of_place: Callable[[Place], Hashable],
    ask: Callable[[Any, Any], Any],
    kind: type[Any],
) -> npt.NDArray[Any]:
    """The answer for each person and place, asked once for each pair that differs."""
    rows, row_of = numbered([of_person(one) for one in people])
    columns, column_of = numbered([of_place(place) for place in places])
    table = np.array([[ask(a, b) for b in columns] for a in rows], dtype=kind).reshape(len(rows), len(columns))
    found: npt.NDArray[Any] = table[:, column_of][row_of]
    return found


def numbered(values: Sequence[T]) -> tuple[list[T], Whole]:
    """The values that differ, in the order of coming, and the number of each."""
    numbers: dict[T, int] = {}
    found = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), whole(found)


def chance(people: Sequence[str], services: Sequence[str]) -> Whole:
    """A number from 0 to 63 for each pair, made from their keys: what is equal in all else is told apart by it."""
    rows, columns = np.array(list(map(digest, people))), np.array(list(map(digest, services)))
    mixed = (rows[:, None] ^ columns[None, :]) * np.uint64(0x9E3779B97F4A7C15) if people and services else None
    if mixed is None:
        return np.zeros((len(people), len(services)), dtype=np.int64)
    found: Whole = (mixed >> np.uint64(58)).astype(np.int64)
    return found


def digest(key: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big"))
