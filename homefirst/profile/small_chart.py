"""An XmR chart small enough for many on a page: the line, its limits and marks, few words, all large enough to read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from homefirst.measures.signal_chart import extent, mark
from homefirst.measures.signal_words import in_words
from homefirst.measures.signals import Signals
from homefirst.measures.svg import INK, LINE, SOFT, apart, drawing, line, scale, stroke, text
from homefirst.profile.words import fine_words

WIDTH, HEIGHT = 380.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 10.0, 278.0, 12.0, 122.0
TARGET = "#ae2573"


def small_chart(signals: Signals, labels: Sequence[str], title: str) -> str:
    """The chart as SVG, one label a point. Raises ValueError unless there are as many labels as points."""
    if len(labels) != len(signals.points):
        raise ValueError(f"{len(labels)} labels for {len(signals.points)} points. Give one for each.")
    least, most = extent(signals)
    room = (most - least or abs(most) or 1.0) * 0.06
    y = scale(least - room, most + room, BOTTOM, TOP)
    x = scale(0, max(len(labels) - 1, 1), LEFT + 6, RIGHT - 8)
    places = [(x(n), y(point.value)) if point.value is not None else None for n, point in enumerate(signals.points)]
    marks = [mark(*at, point.kind) for at, point in zip(places, signals.points, strict=True) if at]
    parts = [*_levels(signals, y), *_lines(places), *marks, *_months(labels, x)]
    return drawing(WIDTH, HEIGHT, title, in_words(signals), parts)


def _levels(signals: Signals, y: object) -> list[str]:
    """Limits, average and target, each with its number to the right."""
    assert callable(y)
    last, (least, most) = signals.last, extent(signals)
    levels = [("Upper", last.upper, SOFT, "6 4"), ("Average", last.mean, INK, ""), ("Lower", last.lower, SOFT, "6 4")] \
        if last else []  # fmt: skip
    known = [level for level in [*levels, ("Target", signals.target, TARGET, "10 3 2 3")] if level[1] is not None]
    words = apart([y(value) + 4 for _, value, _, _ in known], 14)
    drawn = [stroke(LEFT, BOTTOM + 4, RIGHT, BOTTOM + 4, LINE)]
    for (name, value, colour, dashes), at in zip(known, words, strict=True):
        drawn.append(stroke(LEFT, y(value), RIGHT, y(value), colour, 1.3, dashes))
        drawn.append(text(RIGHT + 6, at, f"{name} {fine_words(value, most - least)}", colour=colour))
    return drawn


def _lines(places: Sequence[tuple[float, float] | None]) -> list[str]:
    """The line, which stops where a month is missing."""
    drawn = []
    for known, unbroken in groupby(places, key=lambda at: at is not None):
        stretch = [at for at in unbroken if at]
        drawn += [line(stretch, SOFT, 1.6)] if known and len(stretch) > 1 else []
    return drawn


def _months(labels: Sequence[str], x: object) -> list[str]:
    """The first and the last month, and the middle one where there is room."""
    assert callable(x)
    last = len(labels) - 1
    named = {0: "start", last: "end"} | ({last // 2: "middle"} if last > 5 else {})
    return [text(x(n), HEIGHT - 8, labels[n], anchor, colour=SOFT) for n, anchor in named.items()]
