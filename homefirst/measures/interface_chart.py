"""The interface map as a drawing: places in five columns on the way home, an arrow for each way care was passed.

Home stands twice, on the left where people leave it and on the right where they come back to it, so that arrows run the
way people go. A wider arrow is more people. Each arrow may be a link, which a keyboard reaches in the order drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from homefirst.measures.interface_map import CRISIS, SETTLED, Arrow
from homefirst.measures.interface_show import arrow_words, place_words, short_time
from homefirst.measures.svg import INK, LINE, SOFT, drawing, polygon, text

WIDTH, BOX_WIDTH, BOX_HEIGHT, TOP, GAP = 1200.0, 132.0, 50.0, 58.0, 52.0
COLUMNS = ("Home", "In a crisis", "In hospital", "Leaving", "After")
IN_HOSPITAL = ("ward", "other_hospital")
IN_ORDER = ("crisis_response", "call", "ambulance", "ae")
End = tuple[str, int]  # a place at one end of an arrow: its kind and its column
WIDEST, THINNEST = 16.0, 1.5
DRAWN = 40  # so many of the widest arrows are drawn: the table has all
LABELLED = 18  # so many of the widest arrows carry their number, where there is room
TRIED = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.85)  # places along an arrow for its number, best first
BLUE, BACK = "#005eb8", "#7c2855"


class Box(NamedTuple):
    """One place in the drawing."""

    kind: str
    column: int
    x: float
    y: float


def column_of(kind: str, other: str, giving: bool) -> int:
    """Where a place stands at its end of an arrow: settled places on the left when they give, on the right when taking.

    Between two settled places, the giver stands on the left.
    """
    if kind == "died":
        return 4
    if kind in SETTLED:
        return 0 if giving else 4
    if kind in IN_HOSPITAL:
        return 2
    return 1 if kind in CRISIS or kind == "crisis_response" else 3


def boxes(arrows: Sequence[Arrow]) -> dict[End, Box]:
    """Every place that an arrow touches: a crisis in the order in which it comes, others with the most used on top."""
    used: dict[End, float] = {}
    for arrow in arrows:
        for end in ends(arrow):
            used[end] = used.get(end, 0) + (arrow.number or 0)
    found = {}
    tallest = max((sum(column == n for _, column in used) for n in range(5)), default=0)
    for column in range(5):
        here = sorted((end for end in used if end[1] == column), key=lambda end: (rank(end[0]), -used[end], end[0]))
        down = TOP + (tallest - len(here)) * (BOX_HEIGHT + GAP) / 2
        for n, end in enumerate(here):
            x = 6 + column * (WIDTH - BOX_WIDTH - 12) / 4
            found[end] = Box(end[0], column, x, down + n * (BOX_HEIGHT + GAP))
    return found


def rank(kind: str) -> int:
    return IN_ORDER.index(kind) if kind in IN_ORDER else 0


def ends(arrow: Arrow) -> tuple[End, End]:
    giver = (arrow.from_kind, column_of(arrow.from_kind, arrow.to_kind, giving=True))
    taker = (arrow.to_kind, column_of(arrow.to_kind, arrow.from_kind, giving=False))
    return giver, taker


def map_svg(arrows: Sequence[Arrow], told: str, link: Callable[[Arrow], str] | None = None) -> str:
    """The drawing of the DRAWN widest; `link` gives the address behind an arrow ("" for none).

    Hidden arrows are thin and dashed.
    """
    arrows = sorted(arrows, key=lambda arrow: -(arrow.number or 0))[:DRAWN]
    places = boxes(arrows)
    curves = curves_of(arrows, places)
    most = max((arrow.number or 0 for arrow in arrows), default=0) or 1
    order = sorted(range(len(arrows)), key=lambda n: arrows[n].number or 0)
    parts = [text(6 + n * (WIDTH - BOX_WIDTH - 12) / 4 + BOX_WIDTH / 2, 24, words, "middle", bold=True)
             for n, words in enumerate(COLUMNS)]  # fmt: skip
    parts += [one_arrow(arrows[n], curves[n], most, link(arrows[n]) if link else "") for n in order]
    parts += [box(place) for place in places.values()]
    parts += labels([(arrows[n], curves[n]) for n in reversed(order) if arrows[n].number][:LABELLED], places)
    height = max((place.y for place in places.values()), default=TOP) + BOX_HEIGHT + 40
    return drawing(WIDTH, height, "Who hands over to whom", told, parts, role="group" if link else "img")


def box(place: Box) -> str:
    words = place_words(place.kind)
    cut = words.rfind(" ", 0, 18) if len(words) > 18 else -1
    lines = [words] if cut < 0 else [words[:cut], words[cut + 1 :]]
    middle = place.y + BOX_HEIGHT / 2 + 5 - 8 * (len(lines) - 1)
    said = "".join(text(place.x + BOX_WIDTH / 2, middle + 16 * n, line, "middle") for n, line in enumerate(lines))
    shape = f'x="{place.x:.1f}" y="{place.y:.1f}" width="{BOX_WIDTH:g}" height="{BOX_HEIGHT:g}" rx="4"'
    return f'<rect {shape} fill="#ffffff" stroke="{SOFT}" stroke-width="1.5"/>{said}'


class Curve(NamedTuple):
    """A bend from one box to another: where it begins, its two handles, and where it ends."""

    begins: tuple[float, float]
    first: tuple[float, float]
    second: tuple[float, float]
    ends: tuple[float, float]

    def at(self, share: float) -> tuple[float, float]:
        """The place this far along the curve, from 0 to 1."""
        weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
        x, y = (sum(w * p[n] for w, p in zip(weights, self, strict=True)) for n in (0, 1))
        return x, y


def curves_of(arrows: Sequence[Arrow], places: dict[End, Box]) -> list[Curve]:
    """A curve for each arrow; those that leave or reach the same side of a box are spread along it, in order."""
    pairs = [(places[giver], places[taker]) for giver, taker in map(ends, arrows)]
    across = [n for n, (giver, taker) in enumerate(pairs) if taker.column > giver.column]
    leaving, arriving = dict[int, float](), dict[int, float]()
    for box in places.values():
        out = sorted((n for n in across if pairs[n][0] == box), key=lambda n: (pairs[n][1].y, -pairs[n][1].x))
        into = sorted((n for n in across if pairs[n][1] == box), key=lambda n: (pairs[n][0].y, -pairs[n][0].x))
        leaving |= {n: (place + 1) / (len(out) + 1) for place, n in enumerate(out)}
        arriving |= {n: (place + 1) / (len(into) + 1) for place, n in enumerate(into)}
    return [curve_of(*pair, leaving.get(n, 0.5), arriving.get(n, 0.5)) for n, pair in enumerate(pairs)]


def curve_of(giver: Box, taker: Box, leaves: float, arrives: float) -> Curve:
    """Forward arrows go from the right to the left of a box, so far down it; others round below, or beside it."""
    if taker.column > giver.column:
        a = (giver.x + BOX_WIDTH, giver.y + BOX_HEIGHT * leaves)
        b = (taker.x - 9, taker.y + BOX_HEIGHT * arrives)
        bend = max((b[0] - a[0]) / 2, 30)
        return Curve(a, (a[0] + bend, a[1]), (b[0] - bend, b[1]), b)
    if taker.column < giver.column:
        a, b = (giver.x + BOX_WIDTH * 0.3, giver.y + BOX_HEIGHT), (taker.x + BOX_WIDTH * 0.7, taker.y + BOX_HEIGHT + 9)
        low = max(a[1], b[1]) + 44
        return Curve(a, (a[0] - 20, low), (b[0] + 20, low), b)
    if giver.y < taker.y <= giver.y + BOX_HEIGHT + GAP:
        x = giver.x + BOX_WIDTH / 2
        return Curve((x, giver.y + BOX_HEIGHT), (x, giver.y + BOX_HEIGHT + 9), (x, taker.y - 18), (x, taker.y - 9))
    out = 34.0 if giver == taker else 46.0
    a = (giver.x + BOX_WIDTH, giver.y + BOX_HEIGHT * 0.3)
    b = (taker.x + BOX_WIDTH + 9, taker.y + BOX_HEIGHT * 0.75)
    return Curve(a, (a[0] + out, a[1] - 6), (b[0] + out, b[1] + 6), b)


def one_arrow(arrow: Arrow, curve: Curve, most: int, address: str) -> str:
    """The curve with its head, as a link where it has an address; what goes back is of another colour."""
    (x, y), (to_x, to_y) = curve.begins, curve.ends
    onward = to_x > x + 9 or (to_x == x and to_y > y)
    width, colour = max(WIDEST * math.sqrt((arrow.number or 0) / most), THINNEST), BLUE if onward else BACK
    points = " ".join(f"{x:.1f} {y:.1f}" for x, y in curve[1:])
    dashes = ' stroke-dasharray="4 4"' if arrow.hidden else ""
    path = (
        f'<path d="M{curve.begins[0]:.1f} {curve.begins[1]:.1f}C{points}" fill="none" stroke="{colour}" '
        f'stroke-opacity="0.55" stroke-width="{width:.1f}"{dashes}/>'
    )
    said = escape(arrow_words(arrow), quote=True)
    drawn = f"<title>{said}</title>{path}{head(curve, width, colour)}"
    return f'<a href="{escape(address, quote=True)}" aria-label="{said}">{drawn}</a>' if address else f"<g>{drawn}</g>"


def head(curve: Curve, width: float, colour: str) -> str:
    """The point of an arrow, along the end of its curve."""
    (x, y), (before_x, before_y) = curve.ends, curve.at(0.93)
    turn, size = math.atan2(y - before_y, x - before_x), max(width * 0.8, 6.0)
    corners = [(turn, 9.0), (turn + 2.2, size), (turn - 2.2, size)]
    return polygon([(x + r * math.cos(a), y + r * math.sin(a)) for a, r in corners], colour, colour)


class Ground(NamedTuple):
    """The ground that words or a box cover."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Ground) -> bool:
        apart = (abs(self.x - other.x) - (self.width + other.width) / 2, abs(self.y - other.y))
        return apart[0] < 2 and apart[1] < (self.height + other.height) / 2 + 2


def labels(arrows: Sequence[tuple[Arrow, Curve]], places: dict[End, Box]) -> list[str]:
    """The number and the median of these arrows, each where it covers no box and no other; none where it can't."""
    taken = [Ground(p.x + BOX_WIDTH / 2, p.y + BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT) for p in places.values()]
    drawn = []
    for arrow, curve in arrows:
        words = f"{arrow.number:,}" + ("" if arrow.median is None else f" · {short_time(arrow.median)}")
        for along in TRIED:
            x, y = curve.at(along)
            ground = Ground(x, y, 6.7 * len(words) + 8, 18)
            if not any(ground.meets(other) for other in taken):
                taken.append(ground)
                drawn.append(label(words, ground))
                break
    return drawn


def label(words: str, at: Ground) -> str:
    shape = f'x="{at.x - at.width / 2:.1f}" y="{at.y - 10:.1f}" width="{at.width:.1f}" height="18" rx="3"'
    return f'<rect {shape} fill="#ffffff" stroke="{LINE}"/>{text(at.x, at.y + 4, words, "middle", colour=INK)}'
