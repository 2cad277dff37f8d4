"""What pages about clocks share: the limits, everybody's clocks, and which of them a reader may see."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from starlette.requests import Request

from homefirst.days import local_date
from homefirst.hub.clocks import (
    OUTCOMES,
    Clock,
    EverybodysClocks,
    InTables,
    Limits,
    as_at,
    clocks,
    load_limits,
    national_limits,
)  # fmt: skip
from homefirst.hub.words import day_words, label, moment_words
from homefirst.journey import Journey
from homefirst.system import System, SystemFault
from homefirst.system.read import available_systems
from homefirst.web.access import may
from homefirst.web.desk import Desk
from homefirst.web.later import Later
from homefirst.web.measure_pages import open_tables

LISTS_OF_OUTCOMES = ("ContinuingCareDecision", "LibertyDecision", "ConcernStage")
STATES = {"running": "Running", "met": "In time", "late": "Late", "stopped": "Stopped"}
MAKING = threading.Lock()
MOST_KEPT = 5_000
HUB = frozenset({"hub"})


def limits_of(system: System, flow_of: str | None) -> Limits:
    """The limits of a system: those of its folder; the national ones where there is none. Raises SystemFault."""
    asked = flow_of or system.name
    there = asked in available_systems() or Path(asked, "system.toml").is_file()
    return load_limits(asked) if there else national_limits()


@dataclass
class ClockRoom:
    """The clocks of one desk: of those looked at, as last worked out; and of everybody, made in the background."""

    desk: Desk
    flow_of: str | None = None
    later: Later = field(default_factory=lambda: Later((SystemFault,)))
    _of_bed: dict[str, tuple[Journey, list[Clock]]] = field(default_factory=dict)
    _everybody: tuple[Path | None, EverybodysClocks] | None = None  # with the folder of the tables
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def limits(self) -> Limits:
        """The limits of the system."""
        return limits_of(self.desk.system, self.flow_of)

    def everybody(self) -> EverybodysClocks:
        """Everybody's clocks, begun again where other tables are in force: those before may be cleared away."""
        from homefirst.columns import RULES

        desk, tables = self.desk, open_tables(self.desk)
        tables = tables if tables and tables.rules == RULES else None  # by other rules, another answer
        told = InTables(tables, desk.system, self.limits, desk.people.same_person) if tables else None
        with self._lock:
            kept, folder = self._everybody, tables.folder if tables else None
            if kept is None or kept[0] != folder:
                made = EverybodysClocks(desk.ledger, desk.people.keys_of, self.limits, told)
                kept = self._everybody = (folder, made)
            return kept[1]

    def of(self, journey: Journey, now: datetime) -> list[Clock]:
        """Every clock of one person, from what was worked out before while their journey is the same."""
        if len(self._of_bed) > MOST_KEPT:  # most are of people who have left
            self._of_bed = {}
        kept = self._of_bed.get(journey.person)
        if kept is None or kept[0] is not journey:
            kept = self._of_bed[journey.person] = (journey, clocks(journey, now, self.limits))
        return [as_at(clock, now) for clock in kept[1]]

    def running(self, journey: Journey, now: datetime) -> list[Clock]:
        """Those of one person that nothing has stopped."""
        return [clock for clock in self.of(journey, now) if clock.is_running]


def clock_room(request: Request) -> ClockRoom:
    """The clocks of this application, made when somebody first asks."""
    state = request.app.state
    with MAKING:
        found: ClockRoom | None = getattr(state, "clock_room", None)
        if found is None:
            found = state.clock_room = ClockRoom(state.desk, state.flow_of)
    return found


def shown(request: Request, journey: Journey, found: list[Clock], known: frozenset[str] = frozenset()) -> list[Clock]:
    """The clocks whose section the reader may see; of others nothing is said, not even that they run.

    `known` are sections that the reader is known to see: whoever is on a list of theirs, the hub's.
    """
    sections = {clock.section for clock in found} - known
    seen = {part for part in sections if may(request, "read", journey=journey, section=part).allowed} | known
    return [clock for clock in found if clock.section in seen]


def panel(request: Request, journey: Journey) -> dict[str, object]:
    """What `clocks_panel.html` shows of one person: what runs, the most pressing first, and what stopped."""
    desk: Desk = request.app.state.desk
    now = desk.now()
    found = shown(request, journey, clock_room(request).of(journey, now))
    return {
        "running": sorted((c for c in found if c.is_running), key=lambda c: (c.name == "criteria", c.due_at)),
        "stopped": [c for c in reversed(found) if not c.is_running],
        **words(now),
    }


def words(now: datetime) -> dict[str, object]:
    """How templates say clocks."""
    return {
        "due_words": due_words,
        "left_words": lambda clock: left_words(clock, now),
        "outcome_words": outcome_words,
        "state_words": lambda clock: STATES[clock.state],
    }


def due_words(clock: Clock) -> str:
    """When a clock is due: by the end of a day, or at a moment."""
    return f"by the end of {day_words(local_date(clock.due_at))}" if clock.in_days else moment_words(clock.due_at)


def left_words(clock: Clock, now: datetime) -> str:
    """How long is left, or how long it is overdue: "3 days left", "5 hours overdue", "due today"."""
    if clock.in_days:
        days = (local_date(clock.due_at) - local_date(now)).days
        return "last day today" if days == 0 else f"{amount(abs(days), 'day')} {'left' if days > 0 else 'overdue'}"
    left = clock.left(now)
    hours = abs(left) // timedelta(hours=1)
    size = amount(hours // 24, "day") if hours >= 48 else amount(hours, "hour") if hours else "under an hour"
    return f"{size} {'left' if left >= timedelta(0) else 'overdue'}"


def amount(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def outcome_words(outcome: str) -> str:
    """How a clock ended, in words."""
    if outcome in OUTCOMES:
        return OUTCOMES[outcome]
    found = (label(name, outcome) for name in LISTS_OF_OUTCOMES)
    return next((text for text in found if text != outcome), outcome or "Done")
