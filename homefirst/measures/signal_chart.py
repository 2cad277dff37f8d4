"""An XmR chart as a drawing, and the two icons that sum it up: shapes as well as colours, breaks drawn as breaks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from homefirst.measures.signal_words import in_words
from homefirst.measures.signals import (
    COMMON,
    CONCERN,
    FAILS,
    HIGH,
    HIT_OR_MISS,
    IMPROVEMENT,
    LOW,
    MISSING,
    PASSES,
    Point,
    Signals,
)
from homefirst.measures.svg import INK, LINE, SOFT, apart, drawing, line, plain, polygon, scale, stroke, text, ticks

WIDTH, HEIGHT = 720.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 58.0, 580.0, 34.0, 244.0
NAMED = 7  # at most so many points are named along the bottom
# Making Data Count's colours: orange concern, blue improvement, grey neither, purple where no way is better.
COLOURS = {IMPROVEMENT: "#005eb8", CONCERN: "#ed8b00", HIGH: "#330072", LOW: "#330072", COMMON: "#768692"}
SHAPES = {IMPROVEMENT: 4, CONCERN: -4, HIGH: 3, LOW: -3, COMMON: 0}  # corners; minus stands on a corner
KEY = {
    IMPROVEMENT: "Improvement",
    CONCERN: "Concern",
    HIGH: "Higher than chance",
    LOW: "Lower than chance",
    COMMON: "Usual ups and downs",
}
Scale = Callable[[float], float]


def xmr_svg(
    signals: Signals, labels: Sequence[str], title: str, *, breaks: Mapping[int, str] | None = None, each: str = "month"
) -> str:
    """The chart as SVG: one label a point; `breaks` says in a few words what broke the series at which place.

    Raises ValueError unless there are as many labels as points.
    """
    if len(labels) != len(signals.points):
        raise ValueError(f"{len(labels)} labels for {len(signals.points)} points. Give one for each.")
    down = ticks(*extent(signals))
    y = scale(down[0], down[-1], BOTTOM, TOP)
    x = scale(0, max(len(labels) - 1, 1), LEFT + 12, RIGHT - 12)
    parts = [*_grid(down, y), *_along(labels, x), *_breaks(signals, breaks or {}, x)]
    for _, part in groupby(enumerate(signals.points), key=lambda numbered: numbered[1].part):
        parts += _stretch(list(part), x, y)
    parts += [*_names(signals, y), *_marks(signals, x, y), *_key(signals)]
    return drawing(WIDTH, HEIGHT, title, in_words(signals, each), parts)


def extent(signals: Signals) -> tuple[float, float]:
    """The least and the most that the chart must show."""
    seen = [v for p in signals.points for v in (p.value, p.lower, p.upper, p.mean) if v is not None]
    seen += [] if signals.target is None else [signals.target]
    return (min(seen), max(seen)) if seen else (0.0, 1.0)


def mark(x: float, y: float, kind: str, size: float = 5.5) -> str:
    """One point: a square for improvement, a diamond for concern, a triangle up or down, a small disc for the rest."""
    corners, fill = SHAPES[kind], COLOURS[kind]
    if not corners:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{fill}" stroke="#ffffff" stroke-width="0.8"/>'
    turn = {4: math.pi / 4, -4: 0.0, 3: -math.pi / 2, -3: math.pi / 2}[corners]
    angles = [turn + 2 * math.pi * n / abs(corners) for n in range(abs(corners))]
    return polygon([(x + size * math.cos(a), y + size * math.sin(a)) for a in angles], fill, INK)


def _marks(signals: Signals, x: Scale, y: Scale) -> Iterator[str]:
    return (mark(x(n), y(p.value), p.kind) for n, p in enumerate(signals.points) if p.value is not None)


def _grid(down: Sequence[float], y: Scale) -> list[str]:
    lines = [stroke(LEFT, y(value), RIGHT, y(value), LINE) for value in down]
    return [*lines, *(text(LEFT - 8, y(value) + 4, plain(value), "end", colour=SOFT) for value in down)]


def _along(labels: Sequence[str], x: Scale) -> list[str]:
    every = max(math.ceil(len(labels) / NAMED), 1)
    return [text(x(n), BOTTOM + 20, words, "middle", colour=SOFT) for n, words in enumerate(labels) if n % every == 0]


def _breaks(signals: Signals, words: Mapping[int, str], x: Scale) -> list[str]:
    """A dashed line between the two points where one stretch ends and the next begins."""
    drawn = []
    for n in range(1, len(signals.points)):
        if signals.points[n].part != signals.points[n - 1].part:
            at = (x(n - 1) + x(n)) / 2
            drawn.append(stroke(at, TOP - 12, at, BOTTOM, INK, 1.2, "2 3"))
            drawn.append(text(at + 4, TOP - 8, words.get(n, "New limits"), "start" if at < 400 else "end"))
    return drawn


def _stretch(part: Sequence[tuple[int, Point]], x: Scale, y: Scale) -> list[str]:
    """The limits, the average and the line of one stretch; the line stops where a point is missing."""
    (first, one), last = part[0], part[-1][0]
    begins, ends = x(first) - (6 if first == last else 0), x(last) + (6 if first == last else 0)
    levels = [(one.mean, INK, 1.4, ""), (one.lower, SOFT, 1.4, "6 4"), (one.upper, SOFT, 1.4, "6 4")]
    drawn = [stroke(begins, y(v), ends, y(v), colour, w, dash) for v, colour, w, dash in levels if v is not None]
    for told, unbroken in groupby(part, key=lambda numbered: numbered[1].value is not None):
        places = [(x(n), y(p.value)) for n, p in unbroken if p.value is not None]
        drawn += [line(places, SOFT, 1.8)] if told and len(places) > 1 else []
    return drawn


def _names(signals: Signals, y: Scale) -> list[str]:
    """The words of the last limits, the average and the target, to the right of their lines."""
    last = signals.last
    if last is None:
        return []
    named = [("Upper limit", last.upper), ("Average", last.mean), ("Lower limit", last.lower)]
    named += [("Target", signals.target)]
    known = [(words, value) for words, value in named if value is not None]
    places = apart([y(value) + 4 for _, value in known])
    drawn = [text(RIGHT + 6, at, f"{words} {plain(v)}") for (words, v), at in zip(known, places, strict=True)]
    target = signals.target
    return drawn if target is None else [*drawn, stroke(LEFT, y(target), RIGHT, y(target), "#ae2573", 1.6, "10 3 2 3")]


def _key(signals: Signals) -> list[str]:
    """What each shape means, of those that are in the drawing."""
    kinds = {point.kind for point in signals.points} - {MISSING}
    drawn, at = [], LEFT
    for kind in (kind for kind in KEY if kind in kinds):
        drawn += [mark(at + 6, HEIGHT - 16, kind), text(at + 16, HEIGHT - 12, KEY[kind])]
        at += 34 + 7 * len(KEY[kind])
    return drawn


# The icons

SIZE = 48.0
SAID = {
    IMPROVEMENT: "Improving: more than chance",
    CONCERN: "Getting worse: more than chance",
    HIGH: "Higher: more than chance",
    LOW: "Lower: more than chance",
    COMMON: "No real change: the usual ups and downs",
    MISSING: "Not known",
    PASSES: "As things are, the target will be met",
    FAILS: "As things are, the target will not be met",
    HIT_OR_MISS: "The target will be met in some months and missed in others",
}
RINGS = {**COLOURS, MISSING: "#768692", PASSES: "#005eb8", FAILS: "#ed8b00", HIT_OR_MISS: "#768692"}
WAVE = ((9, 30), (16, 19), (23, 30), (30, 19), (39, 27))


def icon_svg(words: str, side: int = 0) -> str:
    """The icon of a variation or an assurance, which is its own alternative words; `side` is the last point's.

    Raises ValueError for words that are neither.
    """
    if words not in SAID:
        raise ValueError(f"'{words}' has no icon. Give one of: {', '.join(SAID)}.")
    ring = f'<circle cx="24" cy="24" r="21" fill="#ffffff" stroke="{RINGS[words]}" stroke-width="4"/>'
    return drawing(SIZE, SIZE, SAID[words], "", [ring, *_inside(words, side)])


def _inside(words: str, side: int) -> list[str]:
    """A line that rises or falls and H or L; a wave and a target above, across or below it; a dash if not known."""
    if words in (PASSES, FAILS, HIT_OR_MISS):
        letter = {PASSES: "P", FAILS: "F", HIT_OR_MISS: "?"}[words]
        return [text(24, 21, letter, "middle", bold=True), stroke(9, 26, 39, 26, INK, 1.6, "4 2"), *_wave(words)]
    if words == COMMON:
        return [line(WAVE, INK, 2.2), *(mark(x, y, COMMON) for x, y in WAVE[1:4])]
    if words == MISSING:
        return [stroke(16, 24, 32, 24, INK, 3)]
    up = words == HIGH or (words != LOW and side > 0)
    places = [(11.0, 32.0), (24.0, 29.0), (36.0, 20.0)] if up else [(11.0, 20.0), (24.0, 23.0), (36.0, 32.0)]
    letter, at = ("H", 17.0) if up else ("L", 39.0)
    return [line(places, INK, 2.2), mark(*places[2], words), text(18, at, letter, "middle", bold=True)]


def _wave(words: str) -> list[str]:
    """The values beside the target: level with it where it is met by chance, else clear of it."""
    by = {PASSES: 8, FAILS: 8, HIT_OR_MISS: 1}[words]
    return [line([(x, y / 2 + 12 + by) for x, y in WAVE], RINGS[words], 2)]
