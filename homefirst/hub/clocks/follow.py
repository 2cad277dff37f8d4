"""Everybody's clocks, kept up to date: the ledger is read once, then only the people to whom something new happened.

Where there are tables nearly everybody's are asked of these, and only the others are read one by one (in_tables.py).
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import chain

from homefirst.event import Event, Kind
from homefirst.hub.clocks.clock import Clock, as_at
from homefirst.hub.clocks.in_tables import TOLD, InTables
from homefirst.hub.clocks.limits import Limits
from homefirst.hub.clocks.queues import InQueue, Queue, added, queues
from homefirst.hub.clocks.rules import clocks
from homefirst.journey import journey
from homefirst.ledger import Ledger

# All that any rule of clocks reads: a person's other events change no clock
HEARD = frozenset(
    {
        Kind.CONTINUING_CARE_REQUESTED, Kind.CONTINUING_CARE_DECIDED, Kind.CARER_ASSESSMENT_REQUESTED,
        Kind.CARER_ASSESSED, Kind.CONCERN_RAISED, Kind.CONCERN_DECIDED, Kind.LIBERTY_REQUESTED, Kind.LIBERTY_DECIDED,
        Kind.CALLED, Kind.RESPONDED, Kind.REFERRED, Kind.ACCEPTED, Kind.DECLINED, Kind.WITHDRAWN, Kind.SUPPORT_STARTED,
        Kind.NOTIFIED, Kind.TRIAGED, Kind.ADMITTED, Kind.MOVED, Kind.DISCHARGED, Kind.DIED, Kind.SUMMARY_SENT,
        Kind.EXPECTED_DISCHARGE_SET, Kind.CRITERIA_TO_RESIDE_MET, Kind.CRITERIA_TO_RESIDE_NOT_MET, Kind.CORRECTED,
        Kind.RETRACTED,
    }
)  # fmt: skip


class EverybodysClocks:
    """The clocks of everybody in a ledger. `keys_of` gives every key of a person; threads may share it.

    Of those that stopped only what a queue needs is kept: when they began, when they stopped and how. With `tables`
    people are read one by one only where these do not tell all of them, or a clock that is asked for runs; everybody,
    where a clock is asked for of which tables tell nothing.
    """

    def __init__(
        self,
        ledger: Ledger,
        keys_of: Callable[[str], tuple[str, ...]],
        limits: Limits,
        tables: InTables | None = None,
    ) -> None:
        self._ledger, self._keys_of, self._limits, self._tables = ledger, keys_of, limits, tables
        self._lock = threading.RLock()
        self._running: dict[str, tuple[Clock, ...]] = {}  # by first key
        self._in_queue: dict[str, tuple[tuple[str, InQueue], ...]] = {}
        self._read: set[str] = set()  # every key of those read one by one
        self.position = 0

    def follow(self, now: datetime) -> int:
        """Read what is new in the ledger; gives the position reached."""
        with self._lock:
            if not self.position and self._tables is not None:
                self.position = self._tables.position
                self._read_again(self._tables.one_by_one(), now)
            whole, told = not self.position, defaultdict[str, list[Event]](list)
            while batch := self._ledger.after(self.position, kinds=HEARD):
                for _, event in batch:
                    if event.person:
                        told[event.person].append(event)
                self.position = batch[-1][0]
            if not whole:
                self._read_again(told, now)
                return self.position
            for keys in sorted({self._keys_of(key) for key in told}):
                self._put(keys, [event for key in keys for event in told.get(key, ())], now)
        return self.position

    def _follow_for(self, names: Iterable[str], now: datetime) -> None:
        """Read what is new; everybody, once and for all, where the tables tell nothing of a clock of these names."""
        if not TOLD.issuperset(names) and self._tables is not None:
            self._tables, self.position = None, 0
        self.follow(now)

    def _read_again(self, people: Iterable[str], now: datetime) -> None:
        for keys in sorted({self._keys_of(key) for key in people}):
            self._put(keys, self._ledger.person(*keys), now)

    def _put(self, keys: tuple[str, ...], events: list[Event], now: datetime) -> None:
        for key in keys:
            self._running.pop(key, None)
            self._in_queue.pop(key, None)
        self._read.update(keys)
        found = clocks(journey(keys[0], events), now, self._limits)
        self._running[keys[0]] = tuple(clock for clock in found if clock.is_running)
        self._in_queue[keys[0]] = tuple(
            (c.name, InQueue(c.started_at, c.stopped_at, c.outcome)) for c in found if c.name != "criteria"
        )

    def running(self, now: datetime, names: Iterable[str]) -> list[Clock]:
        """Every clock of these names that runs, as it stands now."""
        wanted = frozenset(names)
        with self._lock:
            self._follow_for(wanted, now)
            if self._tables is not None:
                self._read_again(self._tables.may_run(wanted, now, self._read), now)
            found = (clock for theirs in self._running.values() for clock in theirs if clock.name in wanted)
            return [as_at(clock, now) for clock in found]

    def queues(self, names: Sequence[str], spans: Sequence[tuple[date, date]], now: datetime) -> list[Queue]:
        """Every queue of these names over every period."""
        with self._lock:
            self._follow_for(names, now)
            items: dict[str, list[InQueue]] = {name: [] for name in names}
            for name, one in chain.from_iterable(self._in_queue.values()):
                if name in items:
                    items[name].append(one)
            read = queues(items, spans)
            if self._tables is None:
                return read
            others = self._tables.queues(names, spans, now, self._read)
            return [added(one, other) for one, other in zip(read, others, strict=True)]
