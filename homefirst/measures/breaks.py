"""Known breaks in series: days on which a council was split or a definition changed, each with its source.

A line is never drawn across a break as if nothing had happened: limits are made anew and the chart shows the day.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("breaks.toml")


class Break(NamedTuple):
    on: date  # the first day of the new meaning
    title: str  # a few words, for the chart
    note: str
    measures: tuple[str, ...]  # names, with * for any letters
    places: tuple[str, ...]  # codes; none is everywhere
    source: str


@cache
def all_breaks() -> tuple[Break, ...]:
    """Every known break, in order of time."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["breaks"]
    found = (Break(t["on"], t["title"], t["note"], tuple(t["measures"]), tuple(t["places"]), t["source"]) for t in told)
    return tuple(sorted(found))


def breaks_between(first: date, last: date, measure: str, places: Iterable[str] = ()) -> list[Break]:
    """The breaks after the first day and up to the last of a period that touch a measure and any of these places.

    A break of named places touches a series only if one of them is asked about; one on the first day breaks nothing.
    """
    asked = set(places)
    return [
        one
        for one in all_breaks()
        if first < one.on <= last
        and any(fnmatchcase(measure, name) for name in one.measures)
        and (not one.places or asked & set(one.places))
    ]


def rebase_at(breaks: Iterable[Break], begins: Sequence[date]) -> dict[int, Break]:
    """Where in a series of periods, by the day on which each begins, new limits begin.

    A period in which the break falls still counts as before it. Of several breaks at one place the last is told.
    """
    places = {bisect_left(begins, one.on): one for one in sorted(breaks)}
    return {place: one for place, one in places.items() if 0 < place < len(begins)}
