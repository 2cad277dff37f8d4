"""Statements as rows to keep: each fact once, with the span of time over which it was told. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from homefirst.people.said import Identifier, Identity, Statement

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = -(2**63)
NOTHING = (NEVER, "")
ONE_LINE = json.JSONEncoder(separators=(",", ":"))

Said = tuple[tuple[Identifier, ...], Identity, str]  # a statement without its time
Fact = TypeVar("Fact")


class Told(NamedTuple):
    """Rows to keep, from many statements: each fact with the span of time over which it was told (microseconds)."""

    identities: dict[tuple[str, str, str], tuple[int, int]]
    identifiers: dict[tuple[str, str, str, str, int], tuple[int, int]]
    joins: dict[tuple[str, str], tuple[int, int]]
    merges: dict[tuple[str, str], int]


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 in UTC. Raises ValueError for a time without its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"A time needs its zone: {moment}. Give UTC, or attach Europe/London.")
    return (moment - EPOCH) // timedelta(microseconds=1)


def spans(statements: Iterable[Statement]) -> dict[Said, tuple[int, int]]:
    """Each different thing said, with the first and last time it was: most statements repeat an earlier one."""
    said: dict[Said, tuple[int, int]] = {}
    for identifiers, identity, recorded_at, source in statements:
        at = microseconds(recorded_at)
        widen(said, (tuple(identifiers), identity, source), (at, at))
    return said


def widen(facts: dict[Fact, tuple[int, int]], fact: Fact, span: tuple[int, int]) -> None:
    """Note a fact told over this span of time, or widen the span over which it is known to have been told."""
    first, last = facts.get(fact, span)
    facts[fact] = min(first, span[0]), max(last, span[1])


def tell_join(told: Told, one: str, other: str, *, joined_at: int = NEVER, parted_at: int = NEVER) -> None:
    """Note that two keys were said to be one person, or not to be."""
    if one != other:
        pair = min(one, other), max(one, other)
        joined, parted = told.joins.get(pair, (NEVER, NEVER))
        told.joins[pair] = max(joined, joined_at), max(parted, parted_at)


def tell_merge(told: Told, surviving: str, prior: str, merged_at: int) -> None:
    """Note that a source merged two records: they are one person whatever NHS numbers they carry."""
    tell_join(told, surviving, prior, joined_at=merged_at)
    if surviving != prior:
        pair = min(surviving, prior), max(surviving, prior)
        told.merges[pair] = max(told.merges.get(pair, NEVER), merged_at)


def content(identity: Identity) -> str:
    """An identity as one line of text, the same for the same identity."""
    born = identity.birth_date
    return ONE_LINE.encode([*identity[:2], born.isoformat() if born else "", *identity[3:]])


def latest_identity(said: Iterable[tuple[int, list[Any]]]) -> Identity:
    """Field by field, what was said last and is not empty; ties go to the later in the alphabet, on any machine."""
    latest: dict[int, tuple[int, Any]] = {}
    for last_at, fields in said:
        for index, value in enumerate(fields):
            if value:
                latest[index] = max(latest.get(index, (last_at, value)), (last_at, value))
    value = [latest[index][1] if index in latest else "" for index in range(len(Identity._fields))]
    family, given, born, sex, address, postcode, practice, telephone = value
    return Identity(family, given, day(born), sex, tuple(address), postcode, practice, telephone)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
