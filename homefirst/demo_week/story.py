"""From stories.toml to what happened to each invented person, with a time on every step."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 1, 11, 23, 30, tzinfo=UTC)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TIMES_OF_A_STEP = ("until", "day", "answered", "started", "typed")
SEED = "homefirst-week-2026-01-05"


class Story(NamedTuple):
    """What happened to somebody: in words, and as steps. See the top of stories.toml."""

    name: str
    in_words: str
    copies: int
    steps: Sequence[Mapping[str, Any]]
    shift: Sequence[int] = (0, 0)
    exact: bool = False
    fill: bool = False
    lives: str = "own_home"
    age: int = 0
    nhs: str = "right"
    american: bool = False
    earlier: Mapping[str, str] | None = None


class Step(NamedTuple):
    """One step of one person's week. `at` is when it happened, GMT, which in January is also the time on the wall."""

    at: datetime
    what: str
    hospital: str
    rest: Mapping[str, Any]


def read_stories(path: Path) -> list[Story]:
    """The stories as written. Raises TypeError if one holds a word that a story does not have."""
    with path.open("rb") as file:
        return [Story(**table) for table in tomllib.load(file)["story"]]


def clock(text: str) -> datetime:
    """ "Mon 09:10", "Mon", "18 Dec 09:10" or "12 Jan 2019" as a time; without a year, the winter of the week."""
    words = text.split()
    minutes = timedelta()
    if ":" in words[-1]:
        hour, minute = words.pop().split(":")
        minutes = timedelta(hours=int(hour), minutes=int(minute))
    if words[0] in DAYS:
        return MONDAY + timedelta(days=DAYS.index(words[0])) + minutes
    month = MONTHS.index(words[1]) + 1
    year = int(words[2]) if len(words) > 2 else (2025 if month > 6 else 2026)
    return datetime(year, month, int(words[0]), tzinfo=UTC) + minutes


def lived(story: Story, rng: Random) -> list[Step]:
    """The steps of one more person who lived this story, a little earlier or later, as far as Sunday night."""
    days = timedelta(days=rng.randint(*story.shift))
    minutes = timedelta() if story.exact else timedelta(minutes=rng.randint(-80, 80))
    steps = [timed(table, days, minutes) for table in story.steps]
    return [step for step in steps if step.at <= SUNDAY_NIGHT]


def timed(table: Mapping[str, Any], days: timedelta, minutes: timedelta) -> Step:
    rest = dict(table)
    for name in TIMES_OF_A_STEP:
        if name in rest:
            rest[name] = clock(rest[name]) + days + (minutes if ":" in rest[name] else timedelta())
    at = clock(rest.pop("on")) + days + minutes
    return Step(at, rest.pop("what"), rest.pop("hospital", "RNS"), rest)
