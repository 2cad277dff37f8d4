"""One clock: what began it, when it is due, what stopped it, and whether that was in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from homefirst.hub.clocks.limits import Limit

RUNNING, MET, LATE, STOPPED = "running", "met", "late", "stopped"
STOPS = frozenset({"died", "left", "withdrawn", "replaced", "abandoned", "said_no"})  # nothing was met by them
OUTCOMES = {
    "died": "Died first",
    "left": "Left hospital first",
    "withdrawn": "Withdrawn",
    "replaced": "Another authorisation took its place",
    "abandoned": "No longer needed",
    "extended": "Extended",
    "assessed": "Assessed",
    "visited": "Somebody came",
    "triaged": "Looked at",
    "said_no": "The team said no",
    "accepted": "Accepted",
    "declined": "Declined",
    "started": "Help began",
    "set": "Date set",
    "sent": "Sent",
}


class Begun(NamedTuple):
    """What a rule found: the name of the limit, what began it and, where anything did, what ended it and how.

    `due_at` is given where it hangs on more than the start.
    """

    name: str
    person: str
    about: str
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str = ""
    service: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock that runs or ran. `stopped_at` is None while it runs.

    `state`: running; met, stopped in time; late, stopped after it was due, or due and still running; stopped, where
    what it counted was no longer needed or asked of others (`outcome` says how). `about` is the event that began it.
    """

    name: str
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    state: str
    source: str
    verified: bool
    title: str
    person: str
    about: str
    service: str
    outcome: str
    section: str
    in_days: bool
    is_local: bool

    @property
    def is_running(self) -> bool:
        """Whether nothing has stopped it."""
        return self.stopped_at is None

    @property
    def is_overdue(self) -> bool:
        return self.stopped_at is None and self.state == LATE

    def left(self, now: datetime) -> timedelta:
        """How long until it is due; below nothing once it is overdue."""
        return self.due_at - now


def clock_of(begun: Begun, limit: Limit, now: datetime) -> Clock:
    """The clock of what a rule found, as it stands at this moment: what is to come has not stopped it yet."""
    stopped_at = begun.ended_at if begun.ended_at is not None and begun.ended_at <= now else None
    if stopped_at is not None:
        stopped_at = max(stopped_at, begun.started_at)
    due_at = begun.due_at or limit.due_at(begun.started_at)
    outcome = begun.outcome if stopped_at else ""
    return Clock(
        begun.name, begun.started_at, due_at, stopped_at, state_of(due_at, stopped_at, outcome, now), limit.source,
        limit.verified, limit.title, begun.person, begun.about, begun.service, outcome, limit.section,
        limit.unit == "days", limit.is_local,
    )  # fmt: skip


def state_of(due_at: datetime, stopped_at: datetime | None, outcome: str, now: datetime) -> str:
    """Whether a clock runs, was met, is late or was stopped because nobody needs it any more."""
    if stopped_at is None:
        return RUNNING if now <= due_at else LATE
    if outcome in STOPS:
        return STOPPED
    return MET if stopped_at <= due_at else LATE


def as_at(clock: Clock, now: datetime) -> Clock:
    """A clock that was worked out before, as it stands now, while nothing new was told of the person."""
    state = state_of(clock.due_at, clock.stopped_at, clock.outcome, now)
    return clock if state == clock.state else replace(clock, state=state)
