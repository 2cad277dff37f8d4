"""Somebody, and how often something happens to them at home."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homefirst.simulate.loop.shapes import BANDS, CLASSES, DAY, NEVER


@dataclass(eq=False)
class Person:
    """One person. Times in microseconds since 1970; nodes by name; None for nowhere, no node, not yet."""

    number: int
    candidate: int
    born: int = 0  # days since 1970
    frailty: int = 0
    residence: int = 0
    carer: bool = False
    resident: bool = False
    gone: bool = False
    # where they are
    bed: str | None = None  # the bed or room they hold
    done: bool = False  # with it, though they hold it still
    help: str | None = None  # at home
    at: str | None = None  # the node they are in: bed, help or staff
    since: int = 0  # when they came into the bed, or were last weakened by it or not
    site: int | None = None  # of the hospital they are in
    admitted: int = 0  # the number of the night
    ready: bool = False  # they do not need the hospital bed any more
    # what they wait for
    asked_at: str | None = None
    asked: int = 0
    queued: bool = False
    delay: str = ""
    # what comes next
    ends: int = NEVER
    clock: int = NEVER
    at_home: bool = False  # the clock is that of life at home, not of waiting
    bound: float = 0.0  # how often that clock lets something happen, a day
    day91: int = NEVER
    resume: int = NEVER
    due: int = NEVER
    # what came before
    arrived: int = 0
    ambulance: bool = False
    by_ae: bool = False
    left: int | None = None
    left_night: int = 0
    package: bool = False
    held: bool = False
    lapsed: bool = False
    unsupported: bool = False
    word: str = ""  # how what they are in ended
    # what their draws and rows are numbered by
    episode: int = 0
    round: int = 0  # in the episode: once more after each harm
    homes: int = 0
    changes: int = 0
    told: int = 0

    @property
    def column(self) -> int:
        return self.frailty * 5 + self.residence

    def band(self, now: int) -> int:
        """0 for 65 to 69 years of age, up to 5 for 90 and over."""
        years = (now // DAY - self.born) / 365.25
        return min(max(int((years - 65) / 5), 0), BANDS - 1)


@dataclass(frozen=True)
class Life:
    """What the network knows of the people who live here."""

    told: Mapping[str, Any]

    def __getitem__(self, name: str) -> float:
        return float(self.told.get(name, 1.0 if name == "after_days" else 0.0))

    def by(self, name: str, column: int) -> float:
        """A number by class."""
        return float(self.told[name][column]) if name in self.told else 0.0

    def rate(self, name: str, p: Person, now: int) -> float:
        """A rate by age and class."""
        return float(self.told[name][p.band(now)][p.column]) if name in self.told else 0.0

    def profile(self, name: str, n: int) -> float:
        """How busy a month, weekday or hour is."""
        return float(self.told[name][n]) if name in self.told else 1.0

    @property
    def peak(self) -> float:
        """The busiest hour of the busiest weekday of the busiest month."""
        peak = 1.0
        for name in ("month", "weekday", "hour"):
            peak *= max(self.told.get(name, (1.0,)))
        return peak

    def crises(self, p: Person, now: int) -> float:
        """A day, in the mean hour of the year: more without a carer, with a package, and after leaving hospital."""
        rate = self.rate("crisis", p, now)
        rate *= 1.0 if p.carer else self["no_carer"]
        rate *= self["with_package"] if p.package else 1.0
        if p.left is not None:
            fallen = math.exp(-((now - p.left) / DAY) / self["after_days"])
            rate *= 1 + self["after_leaving"] * fallen
            if p.unsupported:
                rate *= 1 + (self["unsupported"] - 1) * fallen
        return rate

    def most(self, p: Person, now: int) -> float:
        """How often anything may happen at home, a day, in the busiest hour."""
        rate = self.crises(p, now) * self.peak + self.rate("dies", p, now) + self.rate("frailer", p, now)
        return max(rate + self["packages_end"] * p.package, 1e-7)

    def up_to(self, name: str, band: int) -> list[float]:
        """The cumulative shares of the classes at one age."""
        return list(self.told[name][band]) if name in self.told else [0.0] * CLASSES
