"""The strokes that drawings of measures are made of: attributes only, so that a strict page and Typst show them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise

INK, SOFT, LINE = "#212b32", "#4c6272", "#d8dde0"
FONTS = "Frutiger, Arial, Liberation Sans, sans-serif"


def drawing(width: float, height: float, name: str, told: str, parts: Sequence[str], role: str = "img") -> str:
    """A drawing that scales to its page, with its name and what it says for those who do not see it."""
    label = escape(f"{name}. {told}" if told else name, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="{role}" '
        f'aria-label="{label}" font-family="{FONTS}" font-size="13" fill="{INK}">'
        f"<title>{escape(name)}</title><desc>{escape(told)}</desc>{''.join(parts)}</svg>"
    )


def text(x: float, y: float, words: str, anchor: str = "start", *, bold: bool = False, colour: str = INK) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(words)}</text>'


def stroke(x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 1, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def line(places: Sequence[tuple[float, float]], colour: str, width: float = 2, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def polygon(places: Sequence[tuple[float, float]], fill: str, edge: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polygon points="{points}" fill="{fill}" stroke="{edge}" stroke-width="1.2"/>'


def scale(least: float, most: float, begins: float, ends: float) -> Callable[[float], float]:
    """Where a value stands between two places; what lies beyond stands at the end."""
    width = (most - least) or 1.0
    return lambda value: begins + (ends - begins) * (min(max(value, least), most) - least) / width


def ticks(least: float, most: float) -> list[float]:
    """About five round numbers from at or below the least to at or above the most."""
    step = nice_step(most - least)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    return [n * step for n in range(first, max(last, first + 1) + 1)]


def nice_step(length: float) -> float:
    """A round number of which about five make up the length."""
    rough = max(length, 1e-9) / 5
    size: float = 10.0 ** math.floor(math.log10(rough))
    return next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough * 0.999)


def apart(places: Sequence[float], gap: float = 15.0) -> list[float]:
    """Places moved down where words would lie on each other."""
    found = list(places)
    order = sorted(range(len(found)), key=found.__getitem__)
    for above, below in pairwise(order):
        found[below] = max(found[below], found[above] + gap)
    return found


def plain(value: float) -> str:
    """A number as people write it: whole where it is, else to about three figures."""
    if abs(value - round(value)) < 1e-9:
        return f"{round(value):,}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.1f}" if abs(value) >= 10 else f"{value:,.3g}"
