"""How the page about medicines is written: `@holds` for small lists and everything that the comparison then says.

Each line of a list is as somebody types it; the name of the list stands before its first line. Below is one line for
each medicine, in the order of the page: its name, what became of it, what is otherwise, why, and what stands out.

    bisoprolol: changed (dose: 5 mg to 2.5 mg), slow pulse
    aspirin: not accounted for; error left out

The whole of it has to be the same, with the lines of the lists in their order and in two others.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from random import Random

from homefirst.hub.medicines import Allergies, Line, Medicine, compare, read_allergies_in, read_lines
from tests.spec.page import paragraphs

LISTS = ("before", "hospital", "discharge", "allergies")


def holds(test: Callable[[], None]) -> Callable[[], None]:
    """A test whose docstring is the lists and what becomes of every medicine on them."""
    lists, wanted = paragraphs(test)[-2:]
    before, hospital, discharge, allergies = read(lists)

    @functools.wraps(test)
    def check() -> None:
        for seed in (None, 1, 2):
            orders = [shuffled(medicines, seed) for medicines in (before, hospital, discharge)]
            found = compare(orders[0], orders[1], orders[2], allergies)
            assert [said(line) for line in found] == wanted.splitlines()

    return check


def read(text: str) -> tuple[tuple[Medicine, ...], tuple[Medicine, ...], tuple[Medicine, ...], Allergies | None]:
    """The lists of a docstring. Raises ValueError for a line that cannot be read."""
    found: dict[str, list[str]] = {name: [] for name in LISTS}
    name = ""
    for line in text.splitlines():
        first, _, rest = line.strip().partition(" ")
        name, rest = (first, rest.strip()) if first in LISTS and not line.startswith(" ") else (name, line.strip())
        found[name].append(rest)
    lists = [read_lines("\n".join(found[name])) for name in LISTS[:3]]
    if faults := [fault for one in lists for fault in one.faults]:
        raise ValueError("; ".join(faults))
    return lists[0].medicines, lists[1].medicines, lists[2].medicines, read_allergies_in("\n".join(found["allergies"]))


def shuffled(medicines: tuple[Medicine, ...], seed: int | None) -> list[Medicine]:
    again = list(medicines)
    if seed is not None:
        Random(seed).shuffle(again)
    return again


def said(line: Line) -> str:
    """One line of a comparison in words."""
    changed = ", ".join(f"{one.what}: {one.was} to {one.now}" for one in line.differences)
    why = f", {line.why}" if line.why else ""
    until = f" until {line.now.until}" if line.now and line.now.until else ""
    found = "".join(f"; {one.level} {one.name}" for one in line.findings)
    return f"{line.name}: {line.outcome}{until}" + (f" ({changed})" if changed else "") + why + found
