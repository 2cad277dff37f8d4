"""An XmR chart small enough for many on a page: the line, its limits and marks, few words, all large enough to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from homefirst.measures.signal_chart import extent, mark
from homefirst.measures.signal_words import in_words
from homefirst.measures.signals import Point, Signals
from homefirst.measures.svg import INK, LINE, SOFT, apart, drawing, line, scale, stroke, text
from homefirst.profile.words import fine_words

WIDTH, HEIGHT = 380.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 10.0, 262.0, 12.0, 122.0
TARGET = "#ae2573"
Scale = Callable[[float], float]


def small_chart(signals: Signals, labels: Sequence[str], title: str, breaks: Mapping[int, str] | None = None) -> str:
    """The chart as SVG, one label a point; `breaks` says what broke the series before which point.

    Raises ValueError unless there are as many labels as points.
    """
    if len(labels) != len(signals.points):
        raise ValueError(f"{len(labels)} labels for {len(signals.points)} points. Give one for each.")
    least, most = extent(signals)
    room = (most - least or abs(most) or 1.0) * 0.06
    y = scale(least - room, most + room, BOTTOM, TOP)
    x = scale(0, max(len(labels) - 1, 1), LEFT + 6, RIGHT - 8)
    places = [(x(n), y(point.value)) if point.value is not None else None for n, point in enumerate(signals.points)]
    marks = [mark(*at, point.kind) for at, point in zip(places, signals.points, strict=True) if at]
    parts = [*_levels(signals, x, y), *_lines(places, signals), *_breaks(breaks or {}, x), *marks, *_months(labels, x)]
    told = in_words(signals) + "".join(f" A break before {labels[n]}: {words}." for n, words in (breaks or {}).items())
    return drawing(WIDTH, HEIGHT, title, told, parts)


def _levels(signals: Signals, x: Scale, y: Scale) -> Iterator[str]:
    """Limits and average of every stretch between breaks, and the target; the last ones with their numbers."""
    yield stroke(LEFT, BOTTOM + 4, RIGHT, BOTTOM + 4, LINE)
    for _, part in groupby(enumerate(signals.points), key=lambda numbered: numbered[1].part):
        stretch = list(part)
        ends = x(stretch[0][0]) - 6, x(stretch[-1][0]) + 8
        for value, colour, dashes in _of(stretch[0][1]):
            yield stroke(ends[0], y(value), ends[1], y(value), colour, 1.3, dashes)
    if signals.target is not None:
        yield stroke(LEFT, y(signals.target), RIGHT, y(signals.target), TARGET, 1.5, "10 3 2 3")
    yield from _names(signals, y)


def _of(point: Point) -> list[tuple[float, str, str]]:
    """The lines of the stretch that a point is in: value, colour, dashes."""
    lines = [(point.upper, SOFT, "6 4"), (point.mean, INK, ""), (point.lower, SOFT, "6 4")]
    return [(value, colour, dashes) for value, colour, dashes in lines if value is not None]


def _names(signals: Signals, y: Scale) -> list[str]:
    """The words and numbers of the last limits, the average and the target, to the right of their lines."""
    last, (least, most) = signals.last, extent(signals)
    named = [("Upper", last.upper), ("Average", last.mean), ("Lower", last.lower)] if last else []
    known = [(name, value) for name, value in [*named, ("Target", signals.target)] if value is not None]
    words = apart([y(value) + 4 for _, value in known], 14)
    return [
        text(RIGHT + 8, at, f"{name} {fine_words(value, most - least)}")
        for (name, value), at in zip(known, words, strict=True)
    ]


def _lines(places: Sequence[tuple[float, float] | None], signals: Signals) -> list[str]:
    """The line, which stops where a month is missing or the series breaks."""
    drawn = []
    for (known, _), unbroken in groupby(
        zip(places, signals.points, strict=True), key=lambda pair: (pair[0] is not None, pair[1].part)
    ):
        stretch = [at for at, _ in unbroken if at]
        drawn += [line(stretch, SOFT, 1.6)] if known and len(stretch) > 1 else []
    return drawn


def _breaks(breaks: Mapping[int, str], x: Scale) -> Iterator[str]:
    """A dashed line before the first point of a new stretch, with what broke the series."""
    for place, words in breaks.items():
        at = (x(place - 1) + x(place)) / 2
        yield stroke(at, 2, at, BOTTOM + 4, INK, 1.2, "2 3")
        yield text(at + (4 if at < 150 else -4), 10, words, "start" if at < 150 else "end")


def _months(labels: Sequence[str], x: Scale) -> list[str]:
    """The first and the last month, and the middle one where there is room."""
    last = len(labels) - 1
    named = {0: "start", last: "end"} | ({last // 2: "middle"} if last > 5 else {})
    return [text(x(n), HEIGHT - 8, labels[n], anchor, colour=SOFT) for n, anchor in named.items()]
