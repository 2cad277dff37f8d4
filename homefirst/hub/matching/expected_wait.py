"""How long those who were referred waited until help began: what the ledger itself says, or "not known".

Half of them had begun within so many days, by Kaplan and Meier's estimate (1958): who still waits, was declined or
withdrawn counts for as long as they waited, and not after. It is a forecast of nobody's own wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

DAYS = 180  # looked back
FEWEST = 5  # begun, for a number to be given


class Told(Protocol):
    """One referral, as far as its wait goes: hub.refusals.Asked, or anything of that shape."""

    @property
    def service(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def referred_at(self) -> datetime: ...
    @property
    def answered_at(self) -> datetime | None: ...
    @property
    def answer(self) -> str: ...
    @property
    def started_at(self) -> datetime | None: ...


class Wait(NamedTuple):
    """Days within which help began for half of those referred, how many were, and whether to this service or its kind.

    `days` is None where too few began, or fewer than half in the time that is known.
    """

    days: float | None
    referred: int = 0
    of: str = ""

    @property
    def words(self) -> str:
        if self.days is None:
            return "not known"
        whom = "to it" if self.of == "service" else "for this kind of help"
        return f"about {self.days:.0f} days (half of {self.referred} people referred {whom} in the last {DAYS} days)"


class Waits:
    """The waits of a ledger's referrals up to `now`, worked out for a service or a kind of help when asked for."""

    def __init__(self, asked: Iterable[Told], now: datetime) -> None:
        self._by: dict[tuple[str, str], list[tuple[float, bool]]] = {}
        self._kept: dict[tuple[str, str], Wait] = {}
        for one in asked:
            if now - timedelta(days=DAYS) <= one.referred_at <= now:
                wait = waited(one, now)
                self._by.setdefault(("service", one.service), []).append(wait)
                self._by.setdefault(("kind", one.help), []).append(wait)

    def of(self, service: str, kind: str) -> Wait:
        """The wait for a service; where too few began there, for its kind of help."""
        found = self._median("service", service)
        return found if found.days is not None else self._median("kind", kind)

    def _median(self, by: str, name: str) -> Wait:
        if (by, name) not in self._kept:
            waits = self._by.get((by, name), [])
            self._kept[by, name] = Wait(median(waits), len(waits), by)
        return self._kept[by, name]


def waited(one: Told, now: datetime) -> tuple[float, bool]:
    """For how many days somebody is known to have waited, and whether help then began."""
    if one.started_at is not None and one.started_at <= now:
        return max((one.started_at - one.referred_at) / timedelta(days=1), 0.0), True
    ended = one.answered_at if one.answer in ("declined", "withdrawn") and one.answered_at else now
    return max((min(ended, now) - one.referred_at) / timedelta(days=1), 0.0), False


def median(waits: Sequence[tuple[float, bool]]) -> float | None:
    """The days by which half have begun; None where fewer than five did, or half never do in what is known."""
    if sum(begun for _, begun in waits) < FEWEST:
        return None
    still, left = 1.0, len(waits)
    for days, begun in sorted(waits, key=lambda wait: (wait[0], not wait[1])):
        still *= 1 - begun / left
        left -= 1
        if still <= 0.5 + 1e-12:
            return days
    return None
