"""Long stays: who has been in a bed for 7, 14 or 21 nights, when their stay was last looked at, and who is due.

Sources: NHS England counts stays of 7, 14 and 21 days or over, each within the one before (acute discharge situation
report, 2024); that stays past 7 nights are looked at every week is the last letter of SAFER (unverified).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from homefirst.days import nights
from homefirst.event import Kind
from homefirst.journey import Journey, Spell

THRESHOLDS = (7, 14, 21)
AGAIN_AFTER = 7  # nights, past the last threshold


class StayReview(NamedTuple):
    """One look at a long stay: at how many nights it was due, when, by whom, and what was written (document)."""

    threshold: int
    at: datetime
    by: str
    document: str


class Census(NamedTuple):
    """Everyone in a bed by nights in hospital. The four bands add up to `in_bed`; those at or over do not."""

    in_bed: int
    under_7: int
    from_7: int
    from_14: int
    from_21: int

    @property
    def at_least(self) -> dict[int, int]:
        """How many have been in for 7, 14 and 21 nights or more, as the national return counts them."""
        return {
            7: self.from_7 + self.from_14 + self.from_21,
            14: self.from_14 + self.from_21,
            21: self.from_21,
        }


def census(lengths: Iterable[int]) -> Census:
    """The census of stays of these lengths, in nights."""
    bands = [threshold(length) for length in lengths]
    return Census(len(bands), *(bands.count(band) for band in (0, *THRESHOLDS)))


def threshold(length: int) -> int:
    """The last of 7, 14 and 21 nights that a stay has reached; 0 before the first."""
    return max((one for one in THRESHOLDS if length >= one), default=0)


def reviews(journey: Journey, spell: Spell) -> tuple[StayReview, ...]:
    """Every look at this long stay, the latest last."""
    return tuple(
        StayReview(int(event.detail), event.happened_at, event.source, event.document)
        for event in journey.events
        if event.kind is Kind.STAY_REVIEWED and event.happened_at >= spell.started_at and event.detail.isdecimal()
    )


def review_due(journey: Journey, spell: Spell, now: datetime) -> int:
    """At how many nights a look at this stay is due now: 7, 14 or 21; 0 where none is.

    Due from the night on which the stay reaches the threshold until somebody looks; past 21 nights every week.
    """
    reached = threshold(spell.nights(now))
    looked = reviews(journey, spell)
    if not reached or not looked:
        return reached
    last = looked[-1].at
    if nights(spell.started_at, last) < reached:
        return reached
    return reached if reached == THRESHOLDS[-1] and nights(last, now) >= AGAIN_AFTER else 0
