"""Queues by period: opening + new - done = carried forward, for every clock and every period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from homefirst.days import local_date, midnight
from homefirst.hub.clocks.clock import Clock

MONTH, WEEK = "month", "week"


class InQueue(NamedTuple):
    """One thing that waits or waited: since when, until when, and how it ended."""

    started_at: datetime
    ended_at: datetime | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue over the days from `first` to `last`, both counted. Each part is counted for itself."""

    name: str
    first: date
    last: date
    opening: int
    new: int
    done: Mapping[str, int]  # by outcome
    carried: int

    @property
    def done_in_all(self) -> int:
        return sum(self.done.values())

    @property
    def adds_up(self) -> bool:
        """Whether opening + new - done = carried forward, as it must."""
        return self.opening + self.new - self.done_in_all == self.carried


def queue(items: Iterable[InQueue], name: str, first: date, last: date) -> Queue:
    """The queue of these days: who waited as they began, who joined, who was done with, who waits as they end."""
    begins, ends = midnight(first), midnight(last + timedelta(days=1))
    opening = new = carried = 0
    done: Counter[str] = Counter()
    for one in items:
        until = None if one.ended_at is None else max(one.ended_at, one.started_at)
        opening += one.started_at < begins and (until is None or until >= begins)
        new += begins <= one.started_at < ends
        carried += one.started_at < ends and (until is None or until >= ends)
        if until is not None and begins <= until < ends:
            done[one.outcome] += 1
    return Queue(name, first, last, opening, new, dict(sorted(done.items())), carried)


def added(one: Queue, other: Queue) -> Queue:
    """One queue of one period over the people of both."""
    done = dict(sorted((Counter(one.done) + Counter(other.done)).items()))
    opening, new, carried = one.opening + other.opening, one.new + other.new, one.carried + other.carried
    return Queue(one.name, one.first, one.last, opening, new, done, carried)


def queued(clocks: Iterable[Clock]) -> dict[str, list[InQueue]]:
    """What waits or waited in each queue, by the name of its clock."""
    found: dict[str, list[InQueue]] = {}
    for clock in clocks:
        found.setdefault(clock.name, []).append(InQueue(clock.started_at, clock.stopped_at, clock.outcome))
    return found


def periods(by: str, now: datetime, count: int) -> list[tuple[date, date]]:
    """The last so many months or weeks (Monday to Sunday), the one that goes on included: its last day is today."""
    today = local_date(now)
    first = today.replace(day=1) if by == MONTH else today - timedelta(days=today.weekday())
    found = [(first, today)]
    while len(found) < count:
        last = found[-1][0] - timedelta(days=1)
        found.append((last.replace(day=1) if by == MONTH else last - timedelta(days=6), last))
    return found[::-1]


def queues(items: Mapping[str, Sequence[InQueue]], spans: Iterable[tuple[date, date]]) -> list[Queue]:
    """Every queue over every period."""
    every = list(spans)
    return [queue(items[name], name, first, last) for name in items for first, last in every]
