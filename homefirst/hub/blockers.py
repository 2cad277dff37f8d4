"""What keeps people who are ready to leave, reason by reason: how many people, how many nights, whose it is to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from homefirst.hub.board import NONE, BoardRow
from homefirst.hub.teams import team_of_reason
from homefirst.hub.words import reason_words

STILL_NEEDED = "needed"  # the group of those who still need the bed


class Blocker(NamedTuple):
    """One reason and those it keeps. Each person stands under one: the reason that has kept them longest.

    So the people of all blockers add up to those shown, and a night is never counted under two reasons.
    """

    reason: str
    words: str
    owner: str
    rows: tuple[BoardRow, ...]

    @property
    def people(self) -> int:
        return len(self.rows)

    @property
    def nights(self) -> int:
        """Nights in a bed since ready, of all of them."""
        return sum(row.ready_nights or 0 for row in self.rows)

    @property
    def longest(self) -> int:
        return max((row.ready_nights or 0 for row in self.rows), default=0)


def blocker_of(row: BoardRow) -> str:
    """The code of what keeps somebody: their longest wait, `NONE` where nobody said why, "needed" if not ready."""
    return row.reasons[0] if row.reasons else STILL_NEEDED


def blockers(rows: Iterable[BoardRow]) -> list[Blocker]:
    """These people by what keeps them, most nights first; the order inside each stays."""
    groups: dict[str, list[BoardRow]] = {}
    for row in rows:
        groups.setdefault(blocker_of(row), []).append(row)
    return sorted((group(reason, found) for reason, found in groups.items()), key=lambda b: (-b.nights, b.words))


def group(reason: str, rows: Sequence[BoardRow]) -> Blocker:
    if reason == STILL_NEEDED:
        return Blocker(reason, "Still need the bed", "ward", tuple(rows))
    if reason == NONE:
        return Blocker(reason, reason_words(""), "ward", tuple(rows))
    return Blocker(reason, reason_words(reason), team_of_reason(reason), tuple(rows))
