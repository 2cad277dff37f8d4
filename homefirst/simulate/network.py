"""A network of places, staff and choices that people go through: what the event loop runs, said in names.

A local system is such a network (flow.py reads it from a file); so is any small queue whose answer is known. Here the
names become numbers, once, for any number of runs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homefirst.event import Kind
from homefirst.simulate.loop.shapes import (
    BANDS,
    CELLS,
    CLASSES,
    DIED,
    GONE,
    HOME,
    LEVELS,
    Effect,
)

NORMAL = NormalDist()
UNLIMITED = 2**30
ENDS = {"home": HOME, "died": DIED, "gone": GONE}
EVERYONE = (1.0,) * CLASSES


@dataclass(frozen=True)
class Stay:
    """How many days people stay, by the name of a shape and its numbers (SHAPES says which)."""

    shape: str
    numbers: tuple[float, ...]

    def longer_than(self, share: float) -> float:
        """The days that this share of people (above 0, to 1) stay longer than; never below none."""
        return max(float(SHAPES[self.shape].longer_than(share, *self.numbers)), 0.0)

    def table(self) -> NDArray[np.float64]:
        """Days by level and cell: at each level half of those left, from the shortest stay to the longest."""
        steps = [1 - cell / (2 * CELLS) for cell in range(CELLS + 1)]
        return np.array([[self.longer_than(step / 2**level) for step in steps] for level in range(LEVELS)])

    @property
    def mean(self) -> float:
        """Days on average, from the table, as the loop draws them."""
        table = self.table()
        by_level = (table[:, 1:] + table[:, :-1]).mean(axis=1) / 2
        return float((by_level * 0.5 ** np.arange(1, LEVELS + 1)).sum())


class Shape(NamedTuple):
    """A shape of stays: what its numbers are called, and the days that a share of people stay longer than."""

    numbers: tuple[str, ...]
    longer_than: Any


def lognormal(share: float, mean: float, sd: float) -> float:
    if share >= 1:
        return 0.0
    variance = math.log(1 + (sd / mean) ** 2)
    return math.exp(math.log(mean) - variance / 2 - math.sqrt(variance) * NORMAL.inv_cdf(share))


def weibull(share: float, power: float, scale: float) -> float:
    return scale * float((-math.log(share)) ** (1 / power)) if share < 1 else 0.0


def normal(share: float, mean: float, sd: float) -> float:
    """Never below 0: what would be is 0."""
    return mean - sd * NORMAL.inv_cdf(share) if share < 1 else 0.0


SHAPES = {
    "lognormal": Shape(("mean", "sd"), lognormal),
    "weibull": Shape(("power", "scale"), weibull),
    "exponential": Shape(("mean",), lambda share, mean: weibull(share, 1.0, mean)),
    "uniform": Shape(("least", "most"), lambda share, least, most: most - (most - least) * share),
    "normal": Shape(("mean", "sd"), normal),
    "fixed": Shape(("days",), lambda share, days: days),
}
AT_ONCE = Stay("fixed", (0.0,))


@dataclass(frozen=True)
class Route:
    """A way on from a node: where to, for which share of people (by class, or of everyone)."""

    to: str  # a node, or "home", "died", "gone"
    share: float | tuple[float, ...]
    says: str = ""  # the detail of what is told when they take it
    pathway: int = -1  # chosen with it, when it is the way out of a hospital bed
    effect: Effect = Effect.NOTHING

    def shares(self) -> tuple[float, ...]:
        """By class."""
        return self.share if isinstance(self.share, tuple) else (self.share,) * CLASSES


@dataclass(frozen=True)
class Node:
    """A place, a team, or a choice. Times in days; two numbers are for weekdays and weekends."""

    name: str
    then: tuple[Route, ...]
    title: str = ""
    flags: int = 0  # of shapes.Flag
    places: tuple[int, int] = (UNLIMITED, UNLIMITED)
    starts: tuple[int, int] = (-1, -1)
    hours: tuple[tuple[float, float], tuple[float, float]] | None = None  # opens and closes; None: always open
    stay: Stay = AT_ONCE
    by_class: tuple[float, ...] = EVERYONE  # how many times as long
    accepts: tuple[float, ...] = EVERYONE
    takes: tuple[str, ...] = ()  # whose waiting it starts, first those that go first; () for its own
    room: int = -1
    full: str = "gone"
    choice: str = ""  # the name under which it chooses, if not its own
    site: int = -1
    location: str = ""
    service: str = ""
    ask: tuple[Kind | None, str] = (None, "")
    start: tuple[Kind | None, str] = (None, "")
    end: Kind | None = None
    destination: str = ""
    delays: tuple[str, str, str] = ("", "", "")  # no place, starts nobody now, staff at work
    dies: float = 0.0  # a day, while waiting
    harmed: float = 0.0
    recovers: float = 0.0
    recovered: str = "gone"
    harm_stay: Stay = AT_ONCE
    soon: float = 0.0
    weakens: float = 0.0


@dataclass(frozen=True)
class Stream:
    """People who come from outside: so many a day by weekday and hour, or at set gaps."""

    name: str
    to: str
    a_day: float = 0.0
    weekday: tuple[float, ...] = (1.0,) * 7
    hour: tuple[float, ...] = (1.0,) * 24
    gap: Stay | None = None
    classes: tuple[float, ...] = (1.0, *(0.0,) * (CLASSES - 1))


@dataclass(frozen=True)
class Network:
    """Nodes, streams, and what is known of the people who live here (`life`: values of shapes.MODEL by name)."""

    name: str
    nodes: tuple[Node, ...]
    streams: tuple[Stream, ...] = ()
    life: Mapping[str, Any] = field(default_factory=dict)
    targets: tuple[tuple[float, ...], ...] = ((0.0,) * BANDS,)  # residents by month and age
    restart: tuple[str, ...] = ()  # by hospital: the node to leave by with a package that was kept
    rebroker: tuple[str, ...] = ()

    def number(self, name: str) -> int:
        """The number of a node, or of one of the ends."""
        return ENDS[name] if name in ENDS else self.names.index(name)

    @property
    def names(self) -> list[str]:
        return [node.name for node in self.nodes]
