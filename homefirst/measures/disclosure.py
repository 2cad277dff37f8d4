"""Hiding small numbers, so that nobody can be recognised. The last thing done to counts, the first thing shown.

The rule is OpenSAFELY's (documentation on disclosure control, read 2026-11): hide counts of 1 to 7, then round the
rest to the nearest 5. Halves go up, never to even. Only for a ledger of real people: `recorded`. What is small is
judged by different people, never by rows: eight admissions of one person are still one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from homefirst.measures.heads import NO_HEADS
from homefirst.measures.tally import Tally

RECORDED = "recorded"
SMALL = 7  # counts from 1 to this are hidden
ROUND_TO = 5
OVERLAPPING = frozenset({"nights_at_least"})  # rows of this split are never added, so none gives another away


def is_small(number: float) -> bool:
    """Whether a count is of so few people that it must not be shown. Nought may be."""
    return 0 < number <= SMALL


def rounded(number: float) -> int:
    """To the nearest 5, halves up."""
    return int((number + ROUND_TO / 2) // ROUND_TO) * ROUND_TO


def in_words(number: int, people: int, *, hide: bool) -> str:
    """A count as told in a note; of so many different people."""
    if not hide or not number:
        return f"{number:,}"
    if is_small(number):
        return f"1 to {SMALL}"
    return f"those of 1 to {SMALL} people" if _of_few(number, people) else f"about {rounded(number):,}"


def _of_few(number: float, people: int) -> bool:
    """Whether there is a count at all and it is not known to be of more people than may be recognised."""
    return number > 0 and people <= SMALL


def hide_small(tallies: Sequence[Tally], *, denominator_of_people: bool, parts: bool = False) -> list[Tally]:
    """The tallies with small ones marked hidden and emptied, and the rest rounded.

    With `parts` the numerator is part of the denominator, and those who are not in it may be few as well.
    Where a total less the others would give the one hidden away, the next smallest is hidden too.
    """
    people = denominator_of_people
    small = {
        n
        for n, t in enumerate(tallies)
        if _of_few(t.numerator, t.of.numerator)
        or (people and _of_few(t.denominator, t.of.denominator))
        or (parts and people and is_small(t.of.denominator - t.of.numerator))
    }
    hidden = _and_next_smallest(tallies, small)
    return [_emptied(t) if n in hidden else _rounded(t, people) for n, t in enumerate(tallies)]


def _and_next_smallest(tallies: Sequence[Tally], small: Iterable[int]) -> set[int]:
    """Those hidden, with another wherever exactly one of a line of the table would be hidden."""
    hidden = set(small)
    while more := {n for line in _lines(tallies) if (n := _needed(tallies, line, hidden)) is not None}:
        hidden |= more
    return hidden


def _lines(tallies: Sequence[Tally]) -> list[list[int]]:
    """Rows and columns of the table: tallies alike in every split but one."""
    lines: dict[tuple[object, ...], list[int]] = {}
    for n, tally in enumerate(tallies):
        for split in tally.group.keys() - OVERLAPPING:
            rest = tuple((key, value) for key, value in tally.group.items() if key != split)
            lines.setdefault((split, *rest), []).append(n)
    return list(lines.values())


def _needed(tallies: Sequence[Tally], line: Sequence[int], hidden: set[int]) -> int | None:
    """The next smallest of a line in which exactly one is hidden."""
    if sum(n in hidden for n in line) != 1:
        return None
    shown = [n for n in line if n not in hidden and _size(tallies[n])]
    return min(shown, key=lambda n: (_size(tallies[n]), n), default=None)


def _size(tally: Tally) -> int:
    return tally.of.numerator or tally.of.denominator


def _emptied(tally: Tally) -> Tally:
    return replace(tally, numerator=0, denominator=0, of=NO_HEADS, amounts={}, hidden=True)


def _rounded(tally: Tally, denominator_of_people: bool) -> Tally:
    denominator = rounded(tally.denominator) if denominator_of_people else tally.denominator
    return replace(tally, numerator=rounded(tally.numerator), denominator=denominator)
