"""Who waits, and which places there are: the facts that a match is made from, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from homefirst.days import LONDON, local_date
from homefirst.system.entry import Hours

Point = tuple[float, float]  # easting and northing of the national grid, in metres


class Takes(NamedTuple):
    """On which days a place takes somebody new: its hours, Monday first, and the first day that it gave."""

    days: tuple[Hours | None, ...]
    earliest: date | None

    def first_day(self, wanted: date, now: datetime) -> date | None:
        """The first day from the one wanted on which it takes somebody new; None if not within a week of it."""
        today = local_date(now)
        begin = max(wanted, today, self.earliest or today)
        hour = now.astimezone(LONDON).hour
        for day in (begin + timedelta(days=n) for n in range(8)):
            hours = self.days[day.weekday()]
            if hours is not None and (day > today or hour < hours[1]):
                return day
        return None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person ready to leave who waits for a place or for help at home.

    `order` are the services they would like, the first choice first; `family` the neighbourhood near which they wish
    to be, "" where nobody asked; `known_to` the services that helped them before; `said_no` those that declined them
    in this stay, and those they refused. `starts_from` is the first day on which they could go. `needs_known` is
    whether anybody wrote what they need; where nobody did, no place is excluded for a need.
    """

    person: str
    ready_since: datetime
    starts_from: date
    pathway: str = ""
    needs: frozenset[str] = frozenset()
    needs_known: bool = True
    visits_a_day: int = 0
    care_workers: str = ""
    equipment: frozenset[str] = frozenset()
    sex: str = ""
    council: str = ""
    neighbourhood: str = ""
    order: tuple[str, ...] = ()
    family: str = ""
    known_to: frozenset[str] = frozenset()
    said_no: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """One service with the room it says it has: so many places of one kind, at one home.

    `home` is whose limit of new people a day it shares. `vacancies` is None where it never said; `said_at` when it
    did, and `old_after` after how many hours that is too old to rely on. `closed` says why it takes nobody, "" while
    it does. `days` are the hours, Monday first, at which it takes somebody new; `earliest` the first day it gave.
    """

    service: str
    home: str
    kind: str
    vacancies: int | None
    said_at: datetime | None = None
    old_after: int = 24
    closed: str = ""
    pathways: frozenset[str] = frozenset()
    needs_met: frozenset[str] = frozenset()
    registration: str = ""
    gender: str = ""
    care_workers: frozenset[str] = frozenset()
    visits_most: int | None = None
    equipment: frozenset[str] = frozenset()
    councils: frozenset[str] = frozenset()
    neighbourhoods: frozenset[str] = frozenset()
    at: Point | None = None
    sleeps_there: bool = True
    cost_week: float | None = None
    earliest: date | None = None
    days: tuple[Hours | None, ...] = ((0, 24),) * 7

    @property
    def takes(self) -> Takes:
        """On which days it takes somebody new."""
        return Takes(self.days, self.earliest)


@dataclass(frozen=True)
class Weights:
    """What a place settles about matching, from matching.toml. Preferences are in tenths of a day of waiting.

    `nobody` is what it weighs that somebody gets no proposal. `a_day` is how many new people each home takes on one
    day, `usual_a_day` for those not named; `homes` names the home
    that several services share. `furthest` is the distance limit in kilometres by kind of place, for places
    where people sleep; `centres` the middle of each neighbourhood.
    """

    nobody: int = 1000
    second_choice: int = 20
    not_chosen: int = 100
    away_from_known: int = 50
    a_day_later: int = 10
    a_kilometre: int = 1
    family_kilometre: int = 2
    hundred_pounds: int = 2
    start_within_days: int = 3
    usual_a_day: int = 2
    a_day: Mapping[str, int] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    furthest: Mapping[str, float] = field(default_factory=dict)
    furthest_usual: float = 50.0
    centres: Mapping[str, Point] = field(default_factory=dict)

    def home(self, service: str) -> str:
        """The home whose limit of new people a day a service shares; itself where nothing else is said."""
        return self.homes.get(service, service)

    def limit(self, home: str) -> int:
        """How many new people a home takes on one day."""
        return self.a_day.get(home, self.usual_a_day)
