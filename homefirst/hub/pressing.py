"""What presses besides a person's next actions: the clocks beside the discharge, and help that is kept and will lapse.

Made for the list: worked out once when something happens to somebody or a day ends, so it names days and no hours left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from homefirst.days import local_date
from homefirst.event import Kind
from homefirst.hub.clocks.limits import Limits, national_limits
from homefirst.hub.clocks.rules import Rule, carer, continuing_healthcare, expected_date, hub_triage, liberty
from homefirst.hub.kept import kept_help
from homefirst.hub.next_action import Action
from homefirst.hub.words import Title
from homefirst.journey import Journey, Spell

SOON = 2  # days: what is due within them presses
# A rule is asked only where something happened that begins its clock; safeguarding is never on a list
BEGUN_BY: tuple[tuple[Kind, Rule], ...] = (
    (Kind.CONTINUING_CARE_REQUESTED, continuing_healthcare),
    (Kind.CARER_ASSESSMENT_REQUESTED, carer),
    (Kind.LIBERTY_REQUESTED, liberty),
    (Kind.NOTIFIED, hub_triage),
)


class Pressing(NamedTuple):
    """A clock that runs for somebody: its name, in few words, and the day by which it is due."""

    name: str
    words: str
    due: date

    def is_pressing(self, today: date) -> bool:
        """Whether it is overdue, or due today or within 2 days."""
        return (self.due - today).days <= SOON

    def days_over(self, today: date) -> int:
        """How many days ago it was due."""
        return max((today - self.due).days, 0)


def pressing(
    journey: Journey, spell: Spell, today: date, title: Title, limits: Limits | None = None
) -> tuple[Pressing, ...]:
    """The clocks that run for somebody in this stay, the earliest due first; `limits` are the national ones if none."""
    limits = limits or ours()
    kinds = {event.kind for event in journey.events}
    rules = [rule for kind, rule in BEGUN_BY if kind in kinds]
    if not spell.expected:
        rules.append(expected_date)
    begun = [one for rule in rules for one in rule(journey, limits) if one.ended_at is None]
    found = []
    for one in begun:
        limit = limits.of(one.name, local_date(one.started_at))
        found.append(Pressing(one.name, limit.title, local_date(one.due_at or limit.due_at(one.started_at))))
    for kept in kept_help(journey, spell):
        if kept.until is not None:
            words = "Package of {} lapsed: find it again" if kept.until < today else "Package of {} kept until then"
            found.append(Pressing("package", words.format(title(kept.support.service)), kept.until))
    return tuple(sorted(found, key=lambda one: (one.due, one.name)))


@cache
def ours() -> Limits:
    return national_limits()


def by_clock(actions: Sequence[Action], running: Sequence[Pressing]) -> tuple[Action, ...]:
    """The same actions, each that a clock runs for with the day by which that is due."""
    due = {one.name: one.due for one in reversed(running)}
    return tuple(a._replace(due=due.get(a.clock, a.due)) if a.clock else a for a in actions)
