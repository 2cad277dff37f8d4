"""Running the loop: one replication with all that it counted, or many at once."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homefirst.days import midnight
from homefirst.simulate.compiled_network import Compiled
from homefirst.simulate.loop import run
from homefirst.simulate.loop.shapes import (
    CLOCK,
    DAY,
    DAYS,
    HOUR,
    LINE,
    NEVER,
    NIGHT,
    NOBODY,
    NOT_HERE,
    PERSON,
    STARTER,
    TOLD,
    WORLD,
    Tick,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
REPLICATIONS_AT_MOST = 1_000_000
NO_STARTERS = np.zeros(0, dtype=STARTER).view(np.recarray)
Progress = Callable[[int, int], None]


def nothing(done: int, of: int) -> None:
    """Progress that nobody watches."""


class SimulationFault(Exception):
    """What was asked cannot be simulated; the message says what to do."""


@dataclass(frozen=True)
class Span:
    """The days of a run: `warm_up` days that are not measured, then `days` from `first_day` on, as dates in England."""

    first_day: date
    days: int
    warm_up: int

    def __post_init__(self) -> None:
        if self.days < 1 or self.warm_up < 0:
            raise SimulationFault(f"{self.days} days after {self.warm_up} of warm-up cannot be run. Ask for 1 or more.")

    @property
    def begins(self) -> date:
        return self.first_day - timedelta(days=self.warm_up)

    @cached_property
    def nights(self) -> NDArray[np.int64]:
        """When each day begins, and the end of the last, in microseconds since 1970."""
        days = range(self.warm_up + self.days + 1)
        return np.array([microseconds(midnight(self.begins + timedelta(days=n))) for n in days], dtype=np.int64)

    @cached_property
    def months(self) -> NDArray[np.int8]:
        """The month of each day, 0 for January."""
        days = range(self.warm_up + self.days + 1)
        return np.array([(self.begins + timedelta(days=n)).month - 1 for n in days], dtype=np.int8)


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970."""
    return (moment.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def clock_of(hours: NDArray[np.bool_], span: Span) -> Any:
    """What the clock strikes and when: the beginning, each midnight, each hour in which something opens or closes."""
    changes = (hours != np.roll(hours, 1, axis=1)).any(axis=0)
    strikes = []
    for n, (begins, ends) in enumerate(pairwise(span.nights)):
        weekday = (span.begins.weekday() + n) % 7
        what = Tick.HOURS if n == 0 else Tick.MIDNIGHT
        strikes.append((int(begins), int(what), weekday, 0))
        strikes += [
            (int(begins) + hour * HOUR, int(Tick.HOURS), weekday, hour)
            for hour in range(1, 24)
            if changes[weekday * 24 + hour] and begins + hour * HOUR < ends  # the day that has 23 hours
        ]
    weekday = (span.begins.weekday() + len(span.nights) - 1) % 7
    strikes.append((int(span.nights[-1]), int(Tick.MIDNIGHT), weekday, 0))
    return np.array(sorted(strikes), dtype=CLOCK).view(np.recarray)


def seed_of(seed: int, replication: int) -> int:
    """The seed of one replication. Raises SimulationFault where there is none."""
    if not (0 <= seed < 2**40 and 0 <= replication < REPLICATIONS_AT_MOST):
        raise SimulationFault(f"Seed {seed} cannot be used. Choose a whole number from 0 to {2**40 - 1}.")
    return seed * 2**20 + replication


@dataclass(frozen=True)
class Replication:
    """One run: where everything stood at the end, each midnight, everyone, and what was told.

    `world` is shapes.WORLD; `census` shapes.NIGHT by midnight, counted since the run began.
    """

    parts: Parts
    seed: int
    world: Any
    census: Any
    people: Any
    rows: Any

    @property
    def days(self) -> float:
        """Measured days."""
        nights = self.parts.span.nights
        return float(nights[-1] - nights[self.parts.span.warm_up]) / DAY

    def counted(self, name: str) -> int:
        """How many of one count of shapes.NIGHT in the measured days."""
        before = self.census["counts"][name][self.parts.span.warm_up - 1] if self.parts.span.warm_up else 0
        return int(self.census["counts"][name][-1]) - int(before)

    def at(self, name: str) -> At:
        """What happened at one node in the measured days."""
        s = self.world.state[self.parts.model.network.number(name)]
        span = self.days * DAY
        return At(
            float(s.area) / span, float(s.queue_area) / span, int(s.asked), int(s.started), int(s.begun),
            int(s.ended), int(s.lost), float(s.waited) / DAY / max(int(s.started), 1), int(s.soon),
            float(s.blocked_area) / span,
        )  # fmt: skip


class At(NamedTuple):
    """A node over the measured days: people there and waiting on average, counts, and the mean wait in days."""

    inside: float
    waiting: float
    asked: int
    started: int  # of those who asked here
    begun: int  # here
    ended: int
    lost: int
    wait: float
    soon: int
    blocked: float  # of those inside, who are done there and cannot leave


@dataclass(frozen=True)
class Parts:
    """What every replication shares: read, never written."""

    model: Compiled
    m: Any  # the model's numbers, for a run that begins on this weekday
    span: Span
    clock: Any
    starters: Any

    @cached_property
    def days_of_span(self) -> Any:
        """When each day begins, and its month."""
        days = np.zeros(len(self.span.nights), dtype=DAYS)
        days["begins"], days["month"] = self.span.nights, self.span.months
        return days

    @property
    def events_a_day(self) -> float:
        """About how many steps a day there are, so that the ring's buckets hold one or two each."""
        residents = float(self.model.targets[0].sum())
        return 3 * float(self.model.streams.a_day.sum()) + residents / 50 + len(self.starters) / 5 + 20


def parts(model: Compiled, span: Span, starters: Any = NO_STARTERS) -> Parts:
    """What every replication of a network over these days shares."""
    m = model.m.copy()
    m["first_weekday"] = span.begins.weekday()
    return Parts(model, m[0], span, clock_of(model.nodes.open, span), starters)


def replicate(shared: Parts, seed: int, *, tell: bool = False) -> Replication:
    """One replication; with `tell`, everything that happened too."""
    people = people_at_most(shared)
    done = once(shared, seed, people, 0)
    while done.world.full:
        people *= 2
        done = once(shared, seed, people, 0)
    return once(shared, seed, people, int(done.world.told)) if tell else done


def people_at_most(shared: Parts) -> int:
    """Room for so many people: residents, newcomers and those who come from outside."""
    span = shared.span.warm_up + shared.span.days
    streams = shared.model.streams
    coming = sum(float(s.a_day) for s in streams if s.gap < 0) * span * 1.02
    coming += sum(span / stream.gap.mean for stream in shared.model.network.streams if stream.gap is not None)
    residents = float(shared.model.targets.sum(axis=1).max())
    grown = residents * (0.07 * span / 365 if len(shared.model.targets) > 1 else 0)
    return int(coming + 10 * math.sqrt(coming) + residents + grown + len(shared.starters) + 100)


def once(shared: Parts, seed: int, people: int, rows: int) -> Replication:
    """Run the loop with room for so many people and rows."""
    model, nights = shared.model, shared.span.nights
    world = np.zeros(1, dtype=WORLD).view(np.recarray)
    w = world[0]
    w["seed"], w["start"], w["end"] = seed, nights[0], nights[-1]
    w["measured_from"], w["measured"] = nights[shared.span.warm_up], shared.span.warm_up == 0
    w["shift"] = max(16, round(math.log2(DAY / shared.events_a_day)) - 1)
    size = 2 ** max(round(math.log2(4 * DAY)) - int(w["shift"]) + 1, 4)  # more than the three days that stand in it
    w["mask"], w["due"], w["who"] = size - 1, NEVER, NOBODY
    nodes = w["how_many_nodes"] = len(model.nodes)
    w["m"], w["nodes"][:nodes], w["routes"][: len(model.routes)] = shared.m, model.nodes, model.routes
    w["state"]["first"] = w["state"]["last"] = NOBODY
    streams = w["how_many_streams"] = len(model.streams)
    w["streams"][:streams] = model.streams
    w["streams"]["next"] = nights[0]
    w["how_many_words"] = len(model.words)
    everyone = np.zeros(people, dtype=PERSON)
    told = np.zeros(rows, dtype=TOLD)
    census = np.zeros(len(nights) - 1, dtype=NIGHT)
    line = np.zeros(people, dtype=LINE)
    line["due"] = NEVER
    arrays = {
        "people": everyone, "line": line, "ring": np.full(size, NOBODY, dtype=np.int32), "rows": told,
        "later": np.full(len(nights) + 4, NOBODY, dtype=np.int32), "born": np.full(people, NOT_HERE, dtype=np.int32),
        "stays": model.stays, "days": shared.days_of_span, "targets": model.targets, "clock": shared.clock,
        "starters": shared.starters, "census": census,
    }  # fmt: skip
    for name, array in arrays.items():
        w[f"{name}_at"] = array.ctypes.data
    w["people_room"], w["rows_room"], w["how_many_days"] = people, rows, len(nights)
    w["how_many_targets"], w["how_many_ticks"] = len(model.targets), len(shared.clock)
    w["how_many_starters"] = len(shared.starters)
    with np.errstate(over="ignore"):
        run(world)
    return Replication(
        shared, seed, w, census.view(np.recarray), everyone[: int(w.people)].view(np.recarray),
        told[: int(w.told)].view(np.recarray),
    )  # fmt: skip


def replications(
    shared: Parts,
    seed: int,
    count: int,
    seen: Callable[[Replication], Mapping[str, float]],
    *,
    threads: int | None = None,
    progress: Progress = nothing,
) -> list[Mapping[str, float]]:
    """What is seen of so many replications, in their order; the same whatever the number of threads."""
    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
    found: list[Mapping[str, float]] = []
    try:
        for measures in pool.map(lambda n: seen(replicate(shared, seed_of(seed, n))), range(count)):
            found.append(measures)
            progress(len(found), count)
    finally:
        pool.shutdown(cancel_futures=True)
    return found
