"""Auditing a sample of discharge summaries against the notes: drawn by chance, counted with an interval.

The share that is accurate is set beside the standard with Wilson's 95% interval; only where the whole interval lies on
one side is anything said of being above or below. Source of the standard of 85% and of the audits that the tests
reproduce (42% of 110, 67% of 146): the local reviews, 2018 to 2020, as quoted in system.toml's figures.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from homefirst.event import Event
from homefirst.measures.intervals import Interval, wilson


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is compared with the notes, by short name, and the share of summaries that is to be accurate."""

    standard: float
    criteria: Mapping[str, str]
    source: str
    verified: bool


@lru_cache(maxsize=1)
def load_criteria() -> Criteria:
    """The criteria that come with homefirst."""
    read = tomllib.loads(files("homefirst.hub.summary").joinpath("audit.toml").read_text(encoding="utf-8"))
    return Criteria(read["standard"], read["criteria"], read["source"], read["verified"])


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found: how many of how many are accurate, the interval of the share, and the standard."""

    accurate: int
    checked: int
    interval: Interval | None
    standard: float

    @property
    def share(self) -> float | None:
        return self.accurate / self.checked if self.checked else None

    @property
    def words(self) -> str:
        """What may be said of it beside the standard."""
        wanted = f"{self.standard:.0%}"
        if self.interval is None:
            return "Nothing has been checked yet."
        if self.interval.upper < self.standard:
            return f"Below {wanted}: even the upper end of the interval is."
        if self.interval.lower > self.standard:
            return f"Above {wanted}: even the lower end of the interval is."
        return f"Too few to say whether it is below or above {wanted}."


def audited(accurate: int, checked: int, standard: float | None = None) -> Audited:
    """The share with its interval. Raises ValueError unless 0 <= accurate <= checked."""
    wanted = load_criteria().standard if standard is None else standard
    if not checked and not accurate:
        return Audited(0, 0, None, wanted)
    return Audited(accurate, checked, wilson(accurate, checked), wanted)


def audited_events(checks: Sequence[Event], standard: float | None = None) -> Audited:
    """The same from what was recorded (SUMMARY_CHECKED)."""
    return audited(sum(event.detail == "accurate" for event in checks), len(checks), standard)
