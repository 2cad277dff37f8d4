"""Which keys are one person: through the NHS number they carry now, and through what was joined and not parted."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

# Pairs in force, and whether a source merged them outright, rather than only giving their numbers together.
IN_FORCE = """select one, other, coalesce(merged_at > parted_at, 0) from joins left join merges using (one, other)
    where joined_at > parted_at"""
JOINED = f"{IN_FORCE} and one = ? union {IN_FORCE} and other = ?"
NUMBER_OF = """select value from identifiers where key = ? and kind = 'nhs' and verified
    order by last_at desc, value desc limit 1"""


def number_of(connection: sqlite3.Connection, key: str) -> str | None:
    """The verified NHS number that this key carries now: the one said last."""
    found = connection.execute(NUMBER_OF, (key,)).fetchone()
    return found[0] if found else None


def neighbours(connection: sqlite3.Connection, key: str) -> set[str]:
    """The keys that are the same person as this one by one step: joined to it, or carrying its NHS number now."""
    number = number_of(connection, key)
    pairs = connection.execute(JOINED, (key, key)).fetchall()
    others = [(one if other == key else other, merged) for one, other, merged in pairs]
    joined = {other for other, merged in others if merged or not differ(number, number_of(connection, other))}
    holders = "select key from identifiers where value = ? and kind = 'nhs' and verified"
    sharing = {one for (one,) in connection.execute(holders, (number,)).fetchall()}
    return joined | {one for one in sharing if number_of(connection, one) == number}


def current_numbers(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """NHS number -> the keys that carry it now, over everyone."""
    query = "select key, value from identifiers where kind = 'nhs' and verified order by last_at, value"
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for key, number in dict(connection.execute(query).fetchall()).items():
        holders[number].append(key)
    return holders


def pairs_in_force(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every two keys that were last said to be one person; merged outright if they carry two NHS numbers."""
    number = {key: number for number, keys in current_numbers(connection).items() for key in keys}
    pairs = connection.execute(IN_FORCE).fetchall()
    return ((one, other) for one, other, merged in pairs if merged or not differ(number.get(one), number.get(other)))


def differ(one: str | None, other: str | None) -> bool:
    """Whether these are two NHS numbers: two people, whatever hospital number both were once given with."""
    return one is not None and other is not None and one != other


def leaders(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """For every key in these groups, the first key of all those it is connected to."""
    leader: dict[str, str] = {}

    def lead(key: str) -> str:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    for group in groups:
        for key in group[1:]:
            one, other = sorted((lead(group[0]), lead(key)))
            leader[other] = one
    return {key: lead(key) for key in list(leader)}
