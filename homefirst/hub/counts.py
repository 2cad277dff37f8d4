"""How many people each choice of the list would show, going through the rows one by one: the proof of `index`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from homefirst.hub.board import CHOICES, BoardRow, Filter, choice_words, narrowed, shown
from homefirst.hub.words import Title


class Count(NamedTuple):
    """How many people the list shows under one choice, and their nights since ready."""

    value: str
    words: str
    people: int
    nights: int


class Counts(NamedTuple):
    """The people under each choice, each with the other filters as they are; named as `CHOICES` are."""

    trust: tuple[Count, ...]
    ward: tuple[Count, ...]
    pathway: tuple[Count, ...]
    reason: tuple[Count, ...]
    owner: tuple[Count, ...]
    task: tuple[Count, ...]


Tally = dict[str, tuple[int, int]]  # people, and their nights since ready, by one of the ways of choosing


def counts(rows: Iterable[BoardRow], wanted: Filter, title: Title) -> Counts:
    """How many people each choice would show, the other filters as they are."""
    asked = narrowed(wanted)
    passing, but_for = list[BoardRow](), {n: list[BoardRow]() for n, _ in asked}
    for one in (row for row in rows if shown(row, wanted)):
        failing = [n for n, wants in asked if wants.isdisjoint(one.under[n])] if asked else ()
        if not failing:
            passing.append(one)
        elif len(failing) == 1:
            but_for[failing[0]].append(one)
    found = tallies(passing)
    for n, more in but_for.items():
        found[n] = tallies([*passing, *more])[n]
    return Counts(*(as_counts(tally, name, title) for tally, name in zip(found, CHOICES, strict=True)))


def tallies(rows: Iterable[BoardRow]) -> list[Tally]:
    """How many people and nights each value of each of `CHOICES` has."""
    found = [Tally() for _ in CHOICES]
    for row in rows:
        for tally, values in zip(found, row.under, strict=True):
            for value in values:
                people, nights_before = tally.get(value, (0, 0))
                tally[value] = (people + 1, nights_before + (row.ready_nights or 0))
    return found


def as_counts(tally: Tally, name: str, title: Title) -> tuple[Count, ...]:
    """By the words of each choice; reasons and owners with most people first."""
    many_first = name in ("reason", "owner")
    found = [Count(value, choice_words(name, value, title), *numbers) for value, numbers in tally.items()]
    return tuple(sorted(found, key=lambda c: (-c.people if many_first else 0, c.words)))
