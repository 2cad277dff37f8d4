"""Running the loop: one replication with all that it counted, or many at once with how sure their means are."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homefirst.columns import keep_compiled_rules
from homefirst.days import midnight
from homefirst.simulate.flow import Flow
from homefirst.simulate.shapes import (
    CLOCK,
    DAY,
    HOUR,
    NEVER,
    NIGHT,
    NOBODY,
    PERSON,
    PLACES,
    RING_MASK,
    TOLD,
    WAITS,
    WORLD,
    Tick,
)

keep_compiled_rules()

from homefirst.simulate.engine import run  # noqa: E402

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
REPLICATIONS_AT_MOST = 1_000_000
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


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970."""
    return (moment.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def clock_of(flow: Flow, span: Span) -> Any:
    """What the clock strikes and when: each midnight, and when services open and close, Monday to Friday."""
    strikes = [(int(when), int(Tick.MIDNIGHT)) for when in span.nights[1:]]
    for n, begins in enumerate(span.nights[:-1]):
        if (span.begins.weekday() + n) % 7 < 5:
            hours = [span.nights[n + 1] if at == 24 else begins + at * HOUR for at in (flow.opens, flow.closes)]
            strikes += [(int(hours[0]), int(Tick.OPENS)), (int(hours[1]), int(Tick.CLOSES))]
    last = strikes[span.warm_up + span.days - 1]
    return np.array(sorted(s for s in strikes if s <= last), dtype=CLOCK).view(np.recarray)


def seed_of(seed: int, replication: int) -> int:
    """The seed of one replication. Raises SimulationFault where there is none."""
    if not (0 <= seed < 2**40 and 0 <= replication < REPLICATIONS_AT_MOST):
        raise SimulationFault(f"Seed {seed} cannot be used. Choose a whole number from 0 to {2**40 - 1}.")
    return seed * 2**20 + replication


@dataclass(frozen=True)
class Replication:
    """One run: where everything stood at the end (`world`), each midnight (`census`), everyone, and what was told."""

    seed: int
    world: Any
    census: Any
    people: Any
    rows: Any
    warm_up: int
    days: float  # measured

    def measures(self) -> dict[str, float]:
        """Mean numbers over the measured days, mean waits in days of who started then, and counts of the whole run."""
        w = self.world
        found = {place: float(w.area[n]) / (self.days * DAY) for n, place in enumerate(PLACES)}
        for n, name in enumerate(WAITS):
            found[name] = float(w.waited[n]) / DAY / float(w.started[n]) if w.started[n] else 0.0
        counts = ("admissions", "escalations", "readmissions", "deaths", "discharges", "events")
        found |= {"arrivals": float(w.people)} | {name: float(w[name]) for name in counts}
        return found | self.in_measured_days() | {"occupied": found["acute"] + found["escalation"]}

    def in_measured_days(self) -> dict[str, float]:
        """Admissions, returns as an emergency and deaths, a day."""
        last, before = self.census[-1], self.census[self.warm_up - 1] if self.warm_up else np.zeros(1, NIGHT)[0]
        names = ("admissions", "returns", "deaths")
        return {f"{name}_a_day": float(last[name] - before[name]) / self.days for name in names}


class Parts(NamedTuple):
    """What every replication of one flow shares: read, never written."""

    model: Any
    stays: NDArray[np.float64]
    span: Span
    clock: Any


def parts(flow: Flow, span: Span) -> Parts:
    return Parts(flow.model(span.begins.weekday()), flow.stays(), span, clock_of(flow, span))


def replicate(shared: Parts, seed: int, *, tell: bool = False) -> Replication:
    """One replication; with `tell`, everything that happened too (about ten rows a stay)."""
    arrivals = shared.model.arrivals_a_day[0] * shared.model.weekday.max() * (len(shared.span.nights) - 1)
    people = int(arrivals + 10 * math.sqrt(arrivals) + 100)
    done = once(shared, seed, people, people * 12 if tell else 0)
    if tell and done.world.told > len(done.rows):
        done = once(shared, seed, people, int(done.world.told))
    return replace(done, rows=done.rows[: int(done.world.told)])


def once(shared: Parts, seed: int, people: int, rows: int) -> Replication:
    """Run the loop with room for so many people and rows."""
    nights, measured_from = shared.span.nights, shared.span.nights[shared.span.warm_up]
    world = np.zeros(1, dtype=WORLD).view(np.recarray)
    world["seed"], world["start"], world["arrival"] = seed, nights[0], nights[0]
    world["measured_from"] = measured_from
    world["first"] = world["last"] = NOBODY
    everyone = np.zeros(people, dtype=PERSON).view(np.recarray)
    ring = np.full(RING_MASK + 1, NOBODY, dtype=np.int32)
    world["minutes"], world["due"], world["who"] = bucket_width(float(shared.model.arrivals_a_day[0])), NEVER, NOBODY
    told = np.zeros(rows, dtype=TOLD).view(np.recarray)
    census = np.zeros(len(nights) - 1, dtype=NIGHT).view(np.recarray)
    with np.errstate(over="ignore"):
        run(shared.model, shared.stays, world, nights, shared.clock, everyone, ring, told, census)
    days = float(nights[-1] - measured_from) / DAY
    return Replication(seed, world[0], census, everyone[: int(world.people[0])], told, shared.span.warm_up, days)


def bucket_width(arrivals_a_day: float) -> int:
    """The power of two, in microseconds, in which about one person is due: 4.5 minutes for 90 arrivals a day."""
    return max(16, round(math.log2(DAY / (3.5 * arrivals_a_day))))


def replications(
    shared: Parts, seed: int, count: int, *, threads: int | None = None, progress: Progress = nothing
) -> list[dict[str, float]]:
    """The measures of so many replications, in their order; the same whatever the number of threads."""
    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
    found: list[dict[str, float]] = []
    try:
        for measures in pool.map(lambda n: replicate(shared, seed_of(seed, n)).measures(), range(count)):
            found.append(measures)
            progress(len(found), count)
    finally:
        pool.shutdown(cancel_futures=True)
    return found


class Mean(NamedTuple):
    """A mean over replications with its 95% interval (Student's t); None where one replication says nothing of that."""

    mean: float
    lower: float | None
    upper: float | None


def means(found: Sequence[Mapping[str, float]]) -> dict[str, Mean]:
    """Each measure's mean over replications."""
    return {name: mean_of([one[name] for one in found]) for name in found[0]}


def mean_of(values: Sequence[float]) -> Mean:
    mean = sum(values) / len(values)
    if len(values) < 2:
        return Mean(mean, None, None)
    sd = math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1))
    half = t_975(len(values) - 1) * sd / math.sqrt(len(values))
    return Mean(mean, mean - half, mean + half)


def t_975(freedom: int) -> float:
    """What Student's t exceeds once in forty, at so many degrees of freedom (Cornish-Fisher expansion from 5 on)."""
    if freedom < 5:
        return (12.706, 4.303, 3.182, 2.776)[freedom - 1]
    z = 1.959964
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2
