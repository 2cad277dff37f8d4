"""A funnel as a drawing: each area a point, the reference a line, the limits two pairs of curves."""

from __future__ import annotations

from collections.abc import Callable

from homefirst.measures.funnel import NOT_PLACED, WITHIN, Funnel, Placed
from homefirst.measures.svg import INK, LINE, SOFT, drawing, line, plain, polygon, scale, stroke, text, ticks

WIDTH, HEIGHT = 720.0, 340.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 590.0, 20.0, 280.0
NAMED = 8  # at most so many areas outside the limits are named in the drawing; the table names all
LETTER = 6.8  # how wide a letter is, about
Scale = Callable[[float], float]


def funnel_svg(funnel: Funnel, title: str, *, per: float = 1, along: str = "Denominator") -> str:
    """The funnel with values per so many; areas outside the limits are diamonds with their names, others discs.

    `along` says what the denominators are.
    """
    seen = [area for area in funnel.areas if area.value is not None]
    down = ticks(bottom(funnel) * per, top(funnel) * per)
    y = scale(down[0] / per, down[-1] / per, BOTTOM, TOP)
    across = ticks(0, funnel.lines[-1].denominator)
    x = scale(0, across[-1], LEFT, RIGHT)
    parts = [
        *(stroke(LEFT, y(v / per), RIGHT, y(v / per), LINE) for v in down),
        *(text(LEFT - 8, y(v / per) + 4, plain(v), "end", colour=SOFT) for v in down),
        *(text(x(v), BOTTOM + 20, plain(v), "middle", colour=SOFT) for v in across),
        text((LEFT + RIGHT) / 2, BOTTOM + 42, along, "middle"),
        *limits(funnel, x, y, per),
        *(point(area, x, y) for area in seen),
        *names(seen, x, y),
    ]
    return drawing(WIDTH, HEIGHT, title, told(funnel, per), parts)


def top(funnel: Funnel) -> float:
    """The highest value to show: all areas, and as much of the limits as leaves the areas room."""
    highest = max([funnel.reference, *(area.value or 0.0 for area in funnel.areas)])
    wide = max((lim.outer_upper for lim in funnel.lines if lim.denominator >= smallest(funnel)), default=highest)
    return min(max(highest * 1.05, wide), highest * 1.6) or 1.0


def bottom(funnel: Funnel) -> float:
    """The lowest value to show: nought only where the areas or the limits come near it, for these are no bars."""
    lowest = min([funnel.reference, *(area.value for area in funnel.areas if area.value is not None)])
    wide = min((lim.outer_lower for lim in funnel.lines if lim.denominator >= smallest(funnel)), default=0.0)
    return min(lowest * 0.98, max(wide, lowest * 0.6))


def smallest(funnel: Funnel) -> float:
    return min((area.denominator for area in funnel.areas if area.denominator), default=0.0)


def limits(funnel: Funnel, x: Scale, y: Scale, per: float) -> list[str]:
    """The curves from a little before the smallest area on, and their names."""
    shown = [lim for lim in funnel.lines if lim.denominator >= smallest(funnel) / 2]
    drawn = [stroke(LEFT, y(funnel.reference), RIGHT, y(funnel.reference), INK, 1.4)]
    for place, dashes in ((1, "2 3"), (2, "6 4"), (3, "6 4"), (4, "2 3")):
        drawn.append(line([(x(lim.denominator), y(lim[place])) for lim in shown], SOFT, 1.4, dashes))
    last = shown[-1]
    drawn.append(text(RIGHT + 6, y(funnel.reference) + 4, f"Reference {plain(funnel.reference * per)}"))
    drawn.append(text(RIGHT + 6, min(y(last.inner_upper), y(funnel.reference) - 15) + 4, "95%", colour=SOFT))
    drawn.append(text(RIGHT + 42, min(y(last.outer_upper), y(funnel.reference) - 15) + 4, "99.8%", colour=SOFT))
    return drawn


def point(area: Placed, x: Scale, y: Scale) -> str:
    at, up = x(area.denominator), y(area.value or 0.0)
    if area.place == WITHIN:
        return f'<circle cx="{at:.1f}" cy="{up:.1f}" r="4" fill="#768692" stroke="#ffffff" stroke-width="0.8"/>'
    size, fill = (6.5, "#330072") if "99.8%" in area.place else (5.0, "#005eb8")
    return polygon([(at, up - size), (at + size, up), (at, up + size), (at - size, up)], fill, INK)


def names(areas: list[Placed], x: Scale, y: Scale) -> list[str]:
    """The names of the areas outside, those beyond the outer limits first; none that would lie on another."""
    outside = [area for area in areas if area.place not in (WITHIN, NOT_PLACED)]
    first = sorted(outside, key=lambda area: ("99.8%" not in area.place, -area.denominator))[:NAMED]
    taken: list[tuple[float, float, float]] = []
    drawn = []
    for area in first:
        at, up = x(area.denominator), y(area.value or 0.0) + 4
        right = at + 10 + LETTER * len(area.area) < WIDTH
        begins = at + 10 if right else at - 10 - LETTER * len(area.area)
        if all(abs(up - height) > LETTER * 2 or begins > end or begins + LETTER * len(area.area) < start
               for start, end, height in taken):  # fmt: skip
            taken.append((begins, begins + LETTER * len(area.area), up))
            drawn.append(text(at + (10 if right else -10), up, area.area, "start" if right else "end"))
    return drawn


def told(funnel: Funnel, per: float) -> str:
    """What the drawing says, for those who do not see it."""
    places = [area.place for area in funnel.areas]
    outside = [f"{places.count(place)} {place}" for place in sorted(set(places) - {WITHIN, NOT_PLACED})]
    begins = f"{len(places)} areas around {plain(funnel.reference * per)}"
    return f"{begins}: {', '.join([f'{places.count(WITHIN)} within the limits', *outside])}."
