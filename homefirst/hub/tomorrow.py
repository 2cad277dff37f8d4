"""Tomorrow: how many will be ready to leave, by pathway, beside the room there is, and which pathway is the bottleneck.

What a forecast says (simulate/forecast.py), cut to the days that a hub plans by. Its error is that of the back-test in
docs/guides/forecast.md, of one simulated year: it says nothing yet about a real hospital.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, Protocol

from homefirst.hub.capacity import Room
from homefirst.system.directory import Directory

DAYS = (1, 2, 3, 7)
READY = "not_needing"
QUEUES = {"1": "queue_1", "2": "queue_2", "3": "queue_3"}
# Mean error, in people, by quantity and days ahead: docs/guides/forecast.md (seed 11, 28 dates, 100 runs each)
ERRORS: Mapping[str, Mapping[int, float]] = {
    "not_needing": {1: 6.0, 3: 9.2, 7: 14.8},
    "queue_1": {1: 5.3, 3: 5.9, 7: 12.4},
    "queue_2": {1: 1.9, 3: 4.0, 7: 7.3},
    "queue_3": {1: 0.4, 3: 1.0, 7: 1.0},
}


class Forecast(Protocol):
    """What is read of a forecast (simulate/forecast.py): the hub and the simulator are rooms side by side."""

    @property
    def first_day(self) -> date: ...
    @property
    def days(self) -> int: ...
    @property
    def count(self) -> int: ...
    @property
    def now(self) -> Mapping[str, float]: ...
    @property
    def bands(self) -> Mapping[str, Mapping[str, Any]]: ...
    @property
    def said(self) -> tuple[str, ...]: ...
    def date_of(self, day: int) -> date: ...


class Ahead(NamedTuple):
    """One number on one day to come: the median, and between what it lies on 8 of 10 such days."""

    day: date
    median: int
    lower: int
    upper: int


@dataclass(frozen=True)
class Waiting:
    """Those who wait on one way home ("" for everyone ready): now, on the days to come, and the room there is.

    `room` is how many the services of the pathway said that they can take, None where none said anything; `old` is how
    many of those by numbers older than agreed. `left_a_day` is how many left hospital this way on a day of late, None
    where that is not known.
    """

    pathway: str
    now: int
    ahead: tuple[Ahead, ...]
    errors: Mapping[int, float]
    room: int | None = None
    old: int = 0
    left_a_day: float | None = None

    @property
    def wait_days(self) -> float | None:
        """How long until the last of those for whom there is no room leaves, if people go on leaving as of late.

        None where nobody leaves.
        """
        return self.beyond_room / self.left_a_day if self.left_a_day else None

    @property
    def wait_words(self) -> str:
        """The same in words: "about 26 days"; "" where it is not known."""
        if not self.beyond_room:
            return "room for all who wait" if self.now else ""
        if self.wait_days is None:
            return ""
        days = round(self.wait_days)
        return f"about {days:,} {'day' if days == 1 else 'days'}" if days else "less than a day"

    @property
    def beyond_room(self) -> int:
        """How many would still wait if all the room there is were filled now."""
        return max(self.now - (self.room or 0), 0)

    @property
    def growth(self) -> int:
        """How many more will wait on the last of the days than now, by the median."""
        return self.ahead[-1].median - self.now if self.ahead else 0


@dataclass(frozen=True)
class Outlook:
    """What is to come: everyone ready, those on each pathway, and which of these is the bottleneck."""

    first_day: date
    ready: Waiting
    pathways: tuple[Waiting, ...]
    runs: int
    said: tuple[str, ...]

    @property
    def rows(self) -> tuple[Waiting, ...]:
        """Everyone who is ready, then those of them on each pathway."""
        return (self.ready, *self.pathways)

    @property
    def bottleneck(self) -> Waiting | None:
        """The pathway on which those for whom there is no room now wait longest; None where there is room for all.

        Where it is not known how many leave, how many they are decides.
        """
        waiting = [one for one in self.pathways if one.beyond_room]
        return max(waiting, key=lambda one: (one.wait_days or 0, one.beyond_room), default=None)

    @property
    def grows_most(self) -> Waiting | None:
        """The pathway whose expected queue grows most; None where none grows."""
        most = max(self.pathways, key=lambda one: (one.growth, one.now), default=None)
        return most if most is not None and most.growth > 0 else None


def outlook(
    forecast: Forecast, room: Mapping[str, tuple[int, int]], left_a_day: Mapping[str, float] | None = None
) -> Outlook:
    """The outlook of a forecast beside the room of each pathway (how many can be taken, and of them by old numbers).

    `left_a_day` is how many left hospital on each pathway on a day of late.
    """
    waiting = tuple(
        replace(waits(forecast, pathway, name, room.get(pathway)), left_a_day=(left_a_day or {}).get(pathway))
        for pathway, name in QUEUES.items()
    )
    return Outlook(forecast.first_day, waits(forecast, "", READY, None), waiting, forecast.count, forecast.said)


def waits(forecast: Forecast, pathway: str, name: str, room: tuple[int, int] | None) -> Waiting:
    ahead = tuple(on_day(forecast, name, day) for day in DAYS if day <= forecast.days)
    free, old = room if room is not None else (None, 0)
    return Waiting(pathway, round(forecast.now.get(name, 0)), ahead, ERRORS[name], free, old)


def on_day(forecast: Forecast, name: str, day: int) -> Ahead:
    bands = forecast.bands[name]
    median, lower, upper = (round(float(bands[share][day - 1])) for share in ("median", "lower_80", "upper_80"))
    return Ahead(forecast.date_of(day), median, lower, upper)


def room_by_pathway(rooms: Iterable[tuple[Room, bool]], directory: Directory) -> dict[str, tuple[int, int]]:
    """How many the services of each pathway can take, and how many of those by old numbers.

    A service of several pathways counts for each: its room is one room, so pathways are never added.
    """
    found: dict[str, tuple[int, int]] = {}
    for room, is_old in rooms:
        entry = directory.of(room.service)
        for pathway in entry.pathways if entry is not None else ():
            free, old = found.get(pathway, (0, 0))
            found[pathway] = (free + room.accepting, old + room.accepting * is_old)
    return found
