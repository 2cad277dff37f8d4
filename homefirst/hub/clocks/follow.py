"""Everybody's clocks, kept up to date: the ledger is read once, then only the people to whom something new happened."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from itertools import chain

from homefirst.event import Event, Kind
from homefirst.hub.clocks.clock import Clock, as_at
from homefirst.hub.clocks.limits import Limits
from homefirst.hub.clocks.queues import InQueue
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

    Of those that stopped only what a queue needs is kept: when they began, when they stopped and how.
    """

    def __init__(self, ledger: Ledger, keys_of: Callable[[str], tuple[str, ...]], limits: Limits) -> None:
        self._ledger, self._keys_of, self._limits = ledger, keys_of, limits
        self._lock = threading.RLock()
        self._running: dict[str, tuple[Clock, ...]] = {}  # by first key
        self._in_queue: dict[str, tuple[tuple[str, InQueue], ...]] = {}
        self.position = 0

    def follow(self, now: datetime) -> int:
        """Read what is new in the ledger; gives the position reached."""
        with self._lock:
            first_time, told = not self.position, defaultdict[str, list[Event]](list)
            while batch := self._ledger.after(self.position, kinds=HEARD):
                for _, event in batch:
                    if event.person:
                        told[event.person].append(event)
                self.position = batch[-1][0]
            for first in sorted({self._keys_of(key)[0] for key in told}):
                keys = self._keys_of(first)
                every = chain.from_iterable(told.get(key, ()) for key in keys)
                self._put(first, keys, list(every) if first_time else self._ledger.person(*keys), now)
        return self.position

    def _put(self, first: str, keys: tuple[str, ...], events: list[Event], now: datetime) -> None:
        for key in keys:
            self._running.pop(key, None)
            self._in_queue.pop(key, None)
        found = clocks(journey(first, events), now, self._limits)
        self._running[first] = tuple(clock for clock in found if clock.is_running)
        self._in_queue[first] = tuple(
            (c.name, InQueue(c.started_at, c.stopped_at, c.outcome)) for c in found if c.name != "criteria"
        )

    def running(self, now: datetime) -> list[Clock]:
        """Every clock that runs, as it stands now."""
        with self._lock:
            self.follow(now)
            return [as_at(clock, now) for theirs in self._running.values() for clock in theirs]

    def in_queue(self, now: datetime) -> dict[str, list[InQueue]]:
        """What waits or waited in each queue, by the name of its clock."""
        with self._lock:
            self.follow(now)
            found: dict[str, list[InQueue]] = {}
            for name, one in chain.from_iterable(self._in_queue.values()):
                found.setdefault(name, []).append(one)
            return found
