"""Charts of a comparison as SVG, each with the table of what it shows. Letters say which is which, not colours only."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from homefirst.simulate.compare import Comparison, Line
from homefirst.simulate.compare_show import interval, number
from homefirst.simulate.course import Months
from homefirst.simulate.means import Mean

COLOURS = ("#003087", "#b3390b", "#00663d", "#7c2855", "#4c5560", "#8a6100")
DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 2", "1 4")
WIDTH = 720.0
LIMIT = 40.0  # per cent at which bars of differences are cut, so that one does not make the others small
SHOWN = (
    "admissions", "handovers_over_60", "within_four_hours", "beds", "not_needing", "worst_week", "wait_1", "wait_2",
    "wait_3", "readmission", "home_at_91", "permanent", "harms", "staff_hours", "cost",
)  # fmt: skip


class Table(NamedTuple):
    """What a chart shows, in words."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(NamedTuple):
    title: str
    svg: str
    table: Table


class Bar(NamedTuple):
    """One bar: its letter's number, its value, the interval, and the words beside it."""

    series: int
    value: float
    lower: float | None
    upper: float | None
    words: str
    clear: bool = True


def charts(found: Comparison) -> list[Chart]:
    """Paired differences, acute beds by month, delays by reason, and where people are instead."""
    return [differences(found), beds(found), delays(found), places(found)]


def letter(n: int) -> str:
    return chr(ord("A") + n)


def legend(found: Comparison) -> list[str]:
    """Each scenario with its letter."""
    return [f"{letter(n)} {scenario.name}" for n, scenario in enumerate(found.scenarios)]


def differences(found: Comparison) -> Chart:
    """Each scenario's difference from the first, in per cent of it, with its interval."""
    title = f"Differences from {found.scenarios[0].name}, in per cent, with 95% intervals"
    some = [line for line in map(found.line, SHOWN) if line.means[0].mean]
    groups = [(line.tally.title, list(per_cent(line))) for line in some]
    rows = [
        (line.tally.title, line.tally.unit, number(line.means[0].mean), found.scenarios[n + 1].name,
         number(line.means[n + 1].mean), number(d.mean, sign=True), interval(d.lower, d.upper, sign=True), d.says)
        for line in some for n, d in enumerate(line.differences)
    ]  # fmt: skip
    headings = ("Measure", "Unit", found.scenarios[0].name, "Scenario", "Mean", "Difference", "95% interval", "Verdict")
    note = f"Full bars: a clear difference. Hollow bars: the interval holds 0. Bars end at {LIMIT:.0f}%."
    return Chart(title, bars(f"{title}. {note}", legend(found), groups, LIMIT), Table(headings, tuple(rows)))


def per_cent(line: Line) -> Iterable[Bar]:
    by = 100 / abs(line.means[0].mean)
    for n, d in enumerate(line.differences):
        low, high = (None, None) if d.lower is None or d.upper is None else (d.lower * by, d.upper * by)
        yield Bar(n + 1, d.mean * by, low, high, f"{number(d.mean * by, sign=True)}%", d.clear)


def delays(found: Comparison) -> Chart:
    """People delayed in hospital by national reason."""
    some = [line for line in found.lines if line.name.startswith("delayed_")]
    return by_scenario(found, "People delayed in hospital, by national reason", most(some, 10))


def places(found: Comparison) -> Chart:
    """Where people are: in acute beds and A&E, in each service, and waiting for it."""
    some = [line for line in found.lines if line.name.startswith(("in_", "waiting_")) or line.name == "boarding"]
    return by_scenario(found, "Where people are instead: in a service, or waiting for it", most(some, 12))


def most(lines: Sequence[Line], count: int) -> list[Line]:
    """The lines that differ most, largest first; of those of which anything is seen."""
    seen = [line for line in lines if any(mean.mean >= 0.05 for mean in line.means)]
    return sorted(seen, key=lambda line: -max(mean.mean for mean in line.means))[:count]


def by_scenario(found: Comparison, title: str, lines: Sequence[Line]) -> Chart:
    """A bar for each scenario under each measure."""
    groups = [
        (line.tally.title, [Bar(n, m.mean, m.lower, m.upper, number(m.mean)) for n, m in enumerate(line.means)])
        for line in lines
    ]
    names = [scenario.name for scenario in found.scenarios]
    rows = tuple((line.tally.title, *(in_words(mean) for mean in line.means)) for line in lines)
    return Chart(title, bars(f"{title}. People, on average.", legend(found), groups), Table(("People", *names), rows))


def in_words(mean: Mean) -> str:
    return f"{number(mean.mean)}{f' ({interval(mean.lower, mean.upper)})' if mean.lower is not None else ''}"


# Drawing


def bars(title: str, names: Sequence[str], groups: Sequence[tuple[str, Sequence[Bar]]], limit: float = math.inf) -> str:
    """Bars from 0 to the right or left, at most to `limit`, under the words of their group."""
    ends = [end for _, some in groups for bar in some for end in (bar.value, bar.lower, bar.upper) if end is not None]
    least, most = max(min([0.0, *ends]), -limit), min(max([0.0, *ends]), limit)
    x = scale(least, most, 40.0, WIDTH - 90.0)
    parts, y = key(names), 22.0 + 20.0 * math.ceil(len(names) / 2)
    for words, some in groups:
        parts.append(text(4, y + 12, words, "start", bold=True))
        y += 18
        parts.append(stroke(x(0), y, x(0), y + 17 * len(some), "#4c6272"))
        for one in some:
            parts += bar(one, x, y)
            y += 17
        y += 9
    return svg(title, y + 6, parts)


def bar(one: Bar, x: Callable[[float], float], y: float) -> list[str]:
    """A bar with its letter, its interval and its words; hollow where nothing is clear."""
    colour, left, right = COLOURS[one.series % len(COLOURS)], min(x(0), x(one.value)), max(x(0), x(one.value))
    fill = colour if one.clear else "#ffffff"
    drawn = [
        text(22, y + 11, letter(one.series), "middle"),
        f'<rect x="{left:.1f}" y="{y + 2:.1f}" width="{max(right - left, 0.5):.1f}" height="11" fill="{fill}" '
        f'stroke="{colour}"/>',
    ]
    end = right
    if one.lower is not None and one.upper is not None:
        low, high, middle = x(one.lower), x(one.upper), y + 7.5
        drawn += [stroke(low, middle, high, middle, "#ffffff", 5), stroke(low, middle, high, middle, "#212b32", 1.5)]
        drawn += [stroke(end, middle - 4, end, middle + 4, "#212b32", 1.5) for end in (low, high)]
        end = max(right, high)
    return [*drawn, text(end + 5, y + 12, one.words, "start")]


def beds(found: Comparison) -> Chart:
    """Acute beds in use by month, each scenario a line with the band of its interval."""
    title = "Acute beds in use, by month"
    highest = max(mean.upper or mean.mean for months in found.beds for mean in months.means)
    step = nice_step(highest)
    top = step * math.ceil(highest / step)
    y = scale(0.0, top, 290.0, 46.0 + 20.0 * (math.ceil(len(found.scenarios) / 2) - 1))
    parts = key(legend(found))
    for n in range(round(top / step) + 1):
        at = y(n * step)
        parts += [text(54, at + 4, number(n * step), "end")]
        parts += [stroke(60, at, WIDTH - 30, at, "#d8dde0")]
    longest = max(found.beds, key=lambda months: len(months.means))  # a year that begins on the first has one fewer
    x = scale(0.0, max(len(longest.means) - 1, 1), 64.0, WIDTH - 36.0)
    for n, (months, at) in enumerate(zip(found.beds, apart([y(m.means[-1].mean) for m in found.beds]), strict=True)):
        parts += [*curve(n, months, x, y), text(WIDTH - 22, at + 4, letter(n), "middle", bold=True)]
    names = tuple(scenario.name for scenario in found.scenarios)
    rows = [(f"{m + 1}", *(month_words(months, m) for months in found.beds)) for m in range(len(longest.means))]
    return Chart(
        title, svg(f"{title}. Beds; the bands are 95% intervals.", 312, parts), Table(("Month", *names), (*rows,))
    )


def month_words(months: Months, m: int) -> str:
    """One month in the table; nothing where a scenario of another year has one month fewer."""
    return f"{months.begins[m]:%B %Y}: {in_words(months.means[m])}" if m < len(months.means) else ""


def curve(n: int, months: Months, x: Callable[[float], float], y: Callable[[float], float]) -> list[str]:
    """One scenario's line and band, and the months below."""
    colour, line = COLOURS[n % len(COLOURS)], [f"{x(m):.1f},{y(mean.mean):.1f}" for m, mean in enumerate(months.means)]
    upper = [f"{x(m):.1f},{y(mean.upper or mean.mean):.1f}" for m, mean in enumerate(months.means)]
    lower = [f"{x(m):.1f},{y(mean.lower or mean.mean):.1f}" for m, mean in enumerate(months.means)]
    drawn = [
        f'<polygon points="{" ".join([*upper, *reversed(lower)])}" fill="{colour}" fill-opacity="0.18"/>',
        f'<polyline points="{" ".join(line)}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-dasharray="{DASHES[n % len(DASHES)]}"/>',
    ]
    every = math.ceil(len(months.begins) / 12)
    along = [text(x(m), 306, f"{day:%b}", "middle") for m, day in enumerate(months.begins) if m % every == 0]
    return drawn if n else drawn + along


def apart(places: Sequence[float], gap: float = 14.0) -> list[float]:
    """Places moved down where they would lie on each other."""
    found = list(places)
    order = sorted(range(len(found)), key=found.__getitem__)
    for above, below in pairwise(order):
        found[below] = max(found[below], found[above] + gap)
    return found


def scale(least: float, most: float, begins: float, ends: float) -> Callable[[float], float]:
    """Where a value stands between two places; what lies beyond stands at the end."""
    width = (most - least) or 1.0
    return lambda value: begins + (ends - begins) * (min(max(value, least), most) - least) / width


def nice_step(highest: float) -> float:
    """A round number of which about five reach the highest value."""
    size = 10.0 ** math.floor(math.log10(max(highest, 1e-9) / 5))
    return next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= max(highest, 1e-9) / 5)


def key(names: Sequence[str]) -> list[str]:
    """Which letter and colour is which scenario, two to a line."""
    drawn = []
    for n, name in enumerate(names):
        x, y = 6 + (n % 2) * WIDTH / 2, 8 + 20 * (n // 2)
        drawn.append(f'<rect x="{x}" y="{y}" width="12" height="12" fill="{COLOURS[n % len(COLOURS)]}"/>')
        drawn.append(text(x + 18, y + 11, name, "start"))
    return drawn


def stroke(x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 1) -> str:
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def text(x: float, y: float, words: str, anchor: str, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'


def svg(title: str, height: float, parts: Sequence[str]) -> str:
    """A drawing that scales to its page, and says what it is to those who do not see it; its table says the rest."""
    name = escape(f"{title} The table has the numbers.", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" '
        f'aria-label="{name}" font-family="Frutiger, Arial, sans-serif" font-size="13" fill="#212b32">'
        f"{''.join(parts)}</svg>"
    )
