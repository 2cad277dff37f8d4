"""Chance for many people at once: the draws of the loop, under purposes that the loop does not have."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import numpy as np

from homefirst.simulate.emit import GOLDEN, mixed


class For(IntEnum):
    """What a draw is for. Never renumber: a number is part of the key of every draw. The loop's are below 100."""

    EXPECTED_LATE = 101
    EXPECTED_LATE_AT = 102
    EXPECTED_AHEAD = 103
    EXPECTED_SAID = 104
    EXPECTED_HOUR = 105
    EXPECTED_EARLIER = 106
    JUDGED_AT = 110
    JUDGED_RED = 111
    JUDGED_WHY = 112
    REVIEWED_AT = 113
    SAME_ILLNESS = 120
    ILLNESS = 121
    CODED_AT = 122
    FALL = 123
    BESIDE = 124
    PLAN = 130
    PLAN_AT = 131
    PLAN_AFTER = 132
    PLAN_AFTER_AT = 133
    PREFERENCE = 134
    PREFERENCE_WHERE = 135
    FRAILTY = 136
    FRAILTY_AT = 137
    CARER = 138
    CARER_ASSESSED = 139
    CARER_AT = 140
    SUMMARY_ALSO = 150
    SUMMARY_READ = 151
    SUMMARY_READ_AT = 152
    SUMMARY_AUDIT = 153
    SUMMARY_AUDIT_AT = 154
    SUMMARY_RIGHT = 155
    BUDGET = 160
    HEALTH_BUDGET = 161
    HEALTH_BUDGET_KIND = 162
    VISITS_KEPT = 170
    VISITS_A_DAY = 171
    VISIT_MINUTE = 172
    VISIT_BY = 173
    TASK = 180
    TASK_SET_AT = 181
    TASK_TAKES = 182
    MEDICINES = 183
    MEDICINES_AT = 184
    ASSESSED = 185
    ASSESSED_AT = 186
    TRIAGED_AT = 187
    CHOSEN_AT = 188
    REFUSED = 189
    REFUSED_AT = 190
    FOLLOWED = 191
    FOLLOWED_AT = 192
    FOLLOWED_FOUND = 193


def draws(seed: int, who: Any, stay: Any, purpose: int, key: Any = 0) -> Any:
    """Numbers between 0 and 1, neither included, as the loop's `draw` gives them one by one."""
    first = np.uint64(seed * int(GOLDEN) % 2**64)
    also = np.uint64(purpose * 0x2545F4914F6CDD1D % 2**64)
    x = mixed(np.asarray(who).astype(np.uint64) + first)
    x = x + np.asarray(stay).astype(np.uint64) * np.uint64(0xD1342543DE82EF95) + also
    x = mixed(np.atleast_1d(x + np.asarray(key).astype(np.uint64)))
    return ((x >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def one_of(shares: Sequence[float], u: Any) -> Any:
    """Which of these shares each draw falls in; the last takes what is left."""
    return np.searchsorted(np.cumsum(shares)[:-1], u, side="right")
