"""Every summary that was sent, read or checked, kept up to date: the ledger is read once, then only what is new."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from homefirst.event import Event, Kind
from homefirst.hub.summary.sent import ACKNOWLEDGE_HOURS
from homefirst.ledger import Ledger

HEARD = frozenset({Kind.SUMMARY_SENT, Kind.SUMMARY_RECEIVED, Kind.SUMMARY_CHECKED, Kind.RETRACTED})


class Summaries:
    """The summaries of a whole ledger. What was taken back by its id is left out. Threads may share it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock, self._position = ledger, threading.Lock(), 0
        self._sent: dict[str, Event] = {}
        self._checks: dict[str, Event] = {}
        self._read: set[str] = set()  # ids of those that somebody said they had read
        self._read_by: dict[tuple[str, str], datetime] = {}  # when a service last read any of this person
        self._undone: set[str] = set()

    def follow(self) -> None:
        """Read what is new in the ledger."""
        with self._lock:
            while batch := self._ledger.after(self._position, kinds=HEARD):
                for _, event in batch:
                    self._hear(event)
                self._position = batch[-1][0]

    def _hear(self, event: Event) -> None:
        if event.kind is Kind.SUMMARY_SENT:
            self._sent[event.id] = event
        elif event.kind is Kind.SUMMARY_CHECKED:
            self._checks[event.id] = event
        elif event.kind is Kind.RETRACTED:
            self._undone.add(event.about)
        elif event.about:
            self._read.add(event.about)
        else:
            key = (event.person, event.service)
            self._read_by[key] = max(event.happened_at, self._read_by.get(key, event.happened_at))

    @property
    def checks(self) -> list[Event]:
        """What audits found."""
        return [event for event in self._checks.values() if event.id not in self._undone]

    def since(self, since: datetime) -> list[Event]:
        """The summaries sent since then, in the order of their ids, which says nothing of when or whose."""
        found = (e for e in self._sent.values() if e.happened_at >= since and e.id not in self._undone)
        return sorted(found, key=lambda event: event.id)

    def by_chance(self, since: datetime, seed: int) -> Iterator[Event]:
        """The summaries sent since then in an order drawn by this seed: the first few of them are a sample."""
        found = self.since(since)
        Random(f"summaries:{seed}").shuffle(found)
        yield from found

    def unread(self, since: datetime, now: datetime, hours: int = ACKNOWLEDGE_HOURS) -> list[Event]:
        """What was sent since then and more than so many hours ago and nobody acknowledged, the longest first."""
        late = (e for e in self.since(since) if now - e.happened_at > timedelta(hours=hours) and not self.is_read(e))
        return sorted(late, key=lambda event: (event.happened_at, event.id))

    def is_read(self, sent: Event) -> bool:
        """Whether its service said that it read this one, or, naming none, any at or after it."""
        at = self._read_by.get((sent.person, sent.service))
        return sent.id in self._read or (at is not None and at >= sent.happened_at)
