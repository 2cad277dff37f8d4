"""Room for the rules to write in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np

from homefirst.columns.rules import survey
from homefirst.columns.shapes import (
    ATTENDANCE,
    CALL,
    DEATH,
    DELAY,
    HOP,
    KIND_NUMBER,
    MADE,
    REFERRAL,
    RESIDENCE,
    RUN,
    SCRATCH,
    SPELL,
    STANDING,
    STAY,
    SUPPORT,
    Out,
)
from homefirst.event import Kind
from homefirst.journey import STANDING_KINDS


def room(shape: np.dtype[np.void], size: int) -> Any:
    """Empty rows of this shape."""
    return np.empty(size, dtype=shape).view(np.recarray)


def room_for(ev: Any, as_at: datetime) -> tuple[Out, Any]:
    """Room for whatever these events can amount to, and working space for the longest journey (shapes.SCRATCH)."""
    counted = np.zeros(len(KIND_NUMBER), dtype=np.int64)
    longest = survey(ev, counted)

    def n(*kinds: Kind) -> int:
        return int(sum(counted[KIND_NUMBER[kind]] for kind in kinds)) + 1

    spells = n(Kind.ADMITTED, Kind.MOVED, Kind.DISCHARGED)
    visits, calls, supports = n(Kind.ATTENDED), n(Kind.CALLED, Kind.RESPONDED), n(Kind.SUPPORT_STARTED)
    ready, delays = n(Kind.CRITERIA_TO_RESIDE_NOT_MET), n(Kind.DELAY_STARTED)
    made = np.zeros(1, dtype=MADE)
    made["as_at"] = int(as_at.timestamp() * 1e6)
    out = Out(
        spells=room(SPELL, spells),
        stays=room(STAY, spells),
        ready=room(RUN, ready),
        delays=room(DELAY, 2 * delays + ready),
        attendances=room(ATTENDANCE, visits),
        referrals=room(REFERRAL, n(Kind.REFERRED)),
        supports=room(SUPPORT, supports),
        residences=room(RESIDENCE, n(Kind.RESIDENCE_CHANGED)),
        deaths=room(DEATH, n(Kind.DIED)),
        calls=room(CALL, calls),
        hops=room(HOP, 2 * (spells + visits + calls + supports) + 2),
        standing=room(STANDING, n(*STANDING_KINDS)),
        made=made,
    )
    return out, room(SCRATCH, longest + 2)
