"""Putting every measure's questions to the tables, several at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date
from typing import NamedTuple

from homefirst.days import local_date
from homefirst.measures import Measure, Period, Tables, Value, evaluate
from homefirst.measures.period import DAY, countable
from homefirst.system import System

MONTHS = 36  # a chart of more says little about now
Progress = Callable[[int, int], None]


class Ask(NamedTuple):
    """One question: a measure split so, in the period asked for or (`trend`) month by month up to its end."""

    name: str
    by: tuple[str, ...]
    trend: bool = False


def nothing(done: int, of: int) -> None:
    """Progress that nobody watches."""


def answers(
    measures: Mapping[str, Measure],
    asks: Iterable[Ask],
    tables: Tables,
    system: System,
    period: Period | None,
    progress: Progress = nothing,
) -> dict[Ask, list[Value]]:
    """The answers to each question; none for a trend of which no whole month is known.

    Raises MeasureError for tables not yet made.
    """
    asked = list(dict.fromkeys(asks))

    def answer(ask: Ask) -> list[Value]:
        measure = measures[ask.name]
        if not ask.trend:
            return evaluate(measure, tables, system, period, ask.by)
        whole = trend_period(measure, tables, period)
        return evaluate(measure, tables, system, whole, ask.by) if whole else []

    found: dict[Ask, list[Value]] = {}
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        running = {pool.submit(answer, ask): ask for ask in asked}
        for done, future in enumerate(as_completed(running), 1):
            found[running[future]] = future.result()
            progress(done, len(asked))
    return found


def trend_period(measure: Measure, tables: Tables, period: Period | None) -> Period | None:
    """The whole calendar months that can be counted, up to the period's end: at most MONTHS of them."""
    can = countable(measure, tables)
    if can is None:
        return None
    last = min(can.last, period.last) if period else can.last
    following = last + DAY
    last = last if following.day == 1 else last.replace(day=1) - DAY
    heard = local_date(tables.first_at)
    first = max(heard if heard.day == 1 else months_on(heard, 1), months_on(last, 1 - MONTHS))
    return Period(first, last) if first <= last else None


def months_on(day: date, months: int) -> date:
    """The first day of the month so many months after this day's month."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
