"""Help kept for somebody while they are in hospital: a package until it lapses, a place in a home; what it costs.

The hub sees it, so that nobody asks anew for what would begin again by itself.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from homefirst.codes import SupportKind
from homefirst.days import local_date
from homefirst.hub.own_people import package
from homefirst.journey import Journey, Spell, Support
from homefirst.system.directory import Limits
from homefirst.system.entry import Entry

KEPT_KINDS = frozenset({SupportKind.HOME_CARE, SupportKind.CARE_HOME_PLACEMENT})
RETAINER_DAYS = Limits().retainer_days


class Kept(NamedTuple):
    """Help kept since a moment, until a day; None for a place in a home, which does not lapse by itself."""

    support: Support
    since: datetime
    until: date | None

    def days_left(self, today: date) -> int | None:
        """How many days more it is kept, below 0 once it lapsed; None where it does not."""
        return (self.until - today).days if self.until else None

    def cost(self, entry: Entry | None, now: datetime) -> float | None:
        """What keeping it has cost so far, in pounds; None where the directory gives no price of a week."""
        if entry is None or not entry.cost_week:
            return None
        until = min(local_date(now), self.until or local_date(now))
        return entry.cost_week * max((until - local_date(self.since)).days, 0) / 7


def kept_help(journey: Journey, spell: Spell, retainer_days: int = RETAINER_DAYS) -> list[Kept]:
    """What is kept for somebody in this stay, whether or not anybody recorded that it is held."""
    running = [
        s for s in journey.supports if s.kind in KEPT_KINDS and s.ended_at is None and s.started_at < spell.started_at
    ]
    found = package(running, spell, retainer_days) if running else None
    kept = [Kept(found.support, found.held_from, found.kept_until)] if found else []
    homes = [s for s in running if s.kind == SupportKind.CARE_HOME_PLACEMENT]
    return [*kept, *(Kept(home, spell.started_at, None) for home in homes[-1:])]
