"""A measure by month as a picture. Only geometry is made here; the template draws it and puts its table below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

WIDTH, HEIGHT = 720.0, 280.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 710.0, 14.0, 244.0
LABELS = 12  # at most so many months are named along the bottom


class Point(NamedTuple):
    """One month: its words, its value and the interval around it; None where it is missing or hidden."""

    words: str
    value: float | None
    lower: float | None = None
    upper: float | None = None


class Dot(NamedTuple):
    x: float
    y: float
    low: float | None
    high: float | None
    words: str


class Grid(NamedTuple):
    at: float
    words: str


@dataclass(frozen=True)
class Chart:
    """A line through the months that have a value; months without one leave a gap."""

    dots: tuple[Dot, ...]
    lines: tuple[str, ...]  # the points of each unbroken line, as SVG writes them
    across: tuple[Grid, ...]  # the values on the left
    along: tuple[Grid, ...]  # the months below


def chart(points: Sequence[Point]) -> Chart | None:
    """The picture of these months, from zero up; None where no month has a value."""
    highest = max((p.upper if p.upper is not None else p.value for p in points if p.value is not None), default=None)
    if highest is None:
        return None
    step = nice_step(highest)
    top = max(math.ceil(highest / step), 1) * step

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)

    def x(number: int) -> float:
        return round(LEFT + (RIGHT - LEFT) * (number + 0.5) / len(points), 1)

    dots = [dot(p, x(n), y) if p.value is not None else None for n, p in enumerate(points)]
    every = math.ceil(len(points) / LABELS)
    return Chart(
        dots=tuple(d for d in dots if d),
        lines=tuple(unbroken(dots)),
        across=tuple(Grid(y(n * step), plain(n * step)) for n in range(round(top / step) + 1)),
        along=tuple(Grid(x(n), p.words) for n, p in enumerate(points) if n % every == 0),
    )


def dot(point: Point, x: float, y: object) -> Dot:
    """Where a month stands."""
    assert callable(y) and point.value is not None
    low = y(point.lower) if point.lower is not None else None
    high = y(point.upper) if point.upper is not None else None
    return Dot(x, y(point.value), low, high, f"{point.words}: {plain(point.value)}")


def unbroken(dots: Sequence[Dot | None]) -> list[str]:
    """The lines between months next to each other that both have a value."""
    lines: list[list[str]] = [[]]
    for one in dots:
        if one is None:
            lines.append([])
        else:
            lines[-1].append(f"{one.x},{one.y}")
    return [" ".join(line) for line in lines if len(line) > 1]


def nice_step(highest: float) -> float:
    """A round number of which about five reach the highest value."""
    rough = max(highest, 1e-9) / 5
    size: float = 10.0 ** math.floor(math.log10(rough))
    return next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough)


def plain(value: float | int | None) -> str:
    """A number as people write it: no more than three figures after the first for small ones."""
    if value is None:
        return ""
    if value == round(value):
        return f"{round(value):,}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.1f}" if abs(value) >= 10 else f"{value:,.3g}"
