"""Putting every measure's questions to the tables, several at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple, TypeVar

from homefirst.days import local_date
from homefirst.measures import Measure, MeasureError, Period, Tables, Value, evaluate
from homefirst.measures.period import DAY, countable
from homefirst.measures.rows import Opened, opened
from homefirst.system import System

HELD_AT_MOST = 5_000_000  # events of which tables are held in memory, where they take about 200 MB a million
MONTHS = 36  # a chart of more says little about now
Progress = Callable[[int, int], None]
Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


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

    def put(ready: Opened, ask: Ask) -> list[Value]:
        return answer(measures[ask.name], ask, ready, system, period)

    return shared(asks, tables, system, put, progress)


def shared(
    asks: Iterable[Asked],
    tables: Tables,
    system: System,
    put: Callable[[Opened, Asked], Answered],
    progress: Progress = nothing,
) -> dict[Asked, Answered]:
    """What `put` answers to each question, each once and several at a time.

    The tables are opened once, and held in memory unless they are so large that they would fill it.
    """
    waiting = list(dict.fromkeys(asks))[::-1]
    number = len(waiting)
    found: dict[Asked, Answered] = {}

    def work(ready: Opened) -> None:
        while waiting:
            ask = waiting.pop()
            found[ask] = put(ready, ask)
            progress(len(found), number)

    if waiting:
        workers, held = os.cpu_count() or 1, getattr(tables, "events", 0) <= HELD_AT_MOST
        with opened(tables, system, held=held) as ready, ThreadPoolExecutor(max_workers=workers) as pool:
            for done in [pool.submit(work, ready.again()) for _ in range(workers)]:
                done.result()
    return found


def answer(measure: Measure, ask: Ask, ready: Opened, system: System, period: Period | None) -> list[Value]:
    """The answer to one question; none where it cannot be asked, and of the value itself a sentence that says why."""
    days = trend_period(measure, ready.tables, period) if ask.trend else period
    if ask.trend and days is None:
        return []
    try:
        return evaluate(measure, ready, system, days, ask.by)
    except MeasureError as fault:
        split = ask.trend or ask.by
        return [] if split else [not_asked(measure, ready.tables, str(fault))]


def not_asked(measure: Measure, tables: Tables, why: str) -> Value:
    """A value that is not known because the measure cannot be asked of these tables."""
    heard = local_date(tables.first_at), local_date(tables.as_at)
    nothing_known = (None, None, None, None, None)
    return Value(measure.name, {}, *heard, *nothing_known, "", measure.unit, False, why)


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
