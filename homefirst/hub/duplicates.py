"""How often somebody was assessed again, and handed over again: the story told twice.

Source: the Care Quality Commission's Northamptonshire review (2018), a case file: two weeks' care from the Crisis
Response Team and "then had a further assessment from START to provide care for two more weeks", which was two
assessments and one more handover. That 14 days is the limit is our own reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from homefirst.codes import SupportKind, find_code
from homefirst.days import nights
from homefirst.event import Event, Kind
from homefirst.journey import Journey, Support

WITHIN_DAYS = 14
HANDED_ON = timedelta(days=3)  # help that ends and begins with another service within so long is a handover


class Again(NamedTuple):
    """A person's assessments, those that came within 14 days of another, and handovers between helpers in between."""

    assessments: int
    again: tuple[Event, ...]
    extra_handovers: int

    @property
    def told_again(self) -> int:
        """How often the person told their story again."""
        return len(self.again)


def assessed_again(journey: Journey, within_days: int = WITHIN_DAYS) -> Again:
    """A person's assessments within so many days of another, by whatever service; one relied on counts not again."""
    made = [event for event in journey.events if event.kind is Kind.ASSESSED]
    again = tuple(b for a, b in pairwise(made) if nights(a.happened_at, b.happened_at) <= within_days)
    return Again(len(made), again, handovers(journey.supports))


def handovers(supports: Sequence[Support]) -> int:
    """How often short-term help passed from one service to the next, instead of one service seeing it through."""
    short = [s for s in supports if (kind := find_code(SupportKind, s.kind)) and kind.is_intermediate_care]
    ordered = sorted(short, key=lambda s: (s.started_at, s.id))
    return sum(passes(a, b) for a, b in pairwise(ordered))


def passes(first: Support, then: Support) -> bool:
    """Whether one service's help was followed at once by that of another."""
    if first.ended_at is None or first.service == then.service:
        return False
    return abs(then.started_at - first.ended_at) <= HANDED_ON
