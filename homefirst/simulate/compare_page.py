"""A comparison as one file of HTML in the look of the other pages: no script, nothing fetched, made to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from homefirst.simulate.chart import Chart, Table, charts
from homefirst.simulate.compare import Comparison, Line
from homefirst.simulate.compare_show import effect_line, in_brackets, interval, notes, number, sections

STYLE = """
body { margin: 0; font: 16px/1.5 Frutiger, Arial, sans-serif; color: #212b32; background: #f0f4f5; }
header { background: #005eb8; color: #fff; padding: 16px 24px; }
header p { margin: 0; font-weight: 600; }
main { max-width: 960px; margin: 0 auto; padding: 8px 24px 48px; }
h1 { font-size: 32px; line-height: 1.2; } h2 { font-size: 24px; margin-top: 40px; } h3 { font-size: 19px; }
section, figure { background: #fff; border: 1px solid #d8dde0; padding: 8px 20px 20px; margin: 24px 0; }
figure svg { width: 100%; min-width: 600px; height: auto; }
.scroll { overflow-x: auto; }
.scroll:focus, summary:focus { outline: 4px solid #ffeb3b; box-shadow: 0 0 0 6px #212b32; }
table { border-collapse: collapse; width: 100%; min-width: 600px; font-size: 15px; }
caption { text-align: left; font-weight: 600; padding: 8px 0; }
th, td { text-align: left; padding: 6px 10px 6px 0; border-bottom: 1px solid #d8dde0; vertical-align: top; }
summary { color: #005eb8; text-decoration: underline; cursor: pointer; padding: 8px 0; }
@media print {
  figure svg, table { min-width: 0; }
  body, header { background: #fff; color: #212b32; } section, figure { border: 0; break-inside: avoid; }
  main { max-width: none; padding: 0; }
}
"""


def as_page(found: Comparison) -> str:
    """The whole page."""
    title = headline(found)
    said = "".join(f"<li>{escape(note)}</li>" for note in notes(found))
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<section aria-label="How to read this"><h2>How to read this</h2><ul>{said}</ul></section>',
        f"<h2>The scenarios</h2>{''.join(about(found))}",
        f"<h2>Charts</h2>{''.join(map(figure, charts(found)))}",
        f"<h2>Every measure</h2>{''.join(tables(found))}",
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><header><p>homefirst: what if</p></header><main>{''.join(body)}</main></body></html>\n"
    )


def headline(found: Comparison) -> str:
    """What is compared, in the words of the scenarios; how many others there are, where they are more than three."""
    first, *others = (scenario.title for scenario in found.scenarios)
    named = "; ".join(others) if len(others) < 4 else f"{len(others)} scenarios"
    return f"What if: {named}. Beside: {first}"


def about(found: Comparison) -> Iterable[str]:
    """Each scenario, its year and its effects with their evidence."""
    for scenario, day in zip(found.scenarios, found.first_days, strict=True):
        effects = "".join(f"<li>{escape(effect_line(effect))}</li>" for effect in scenario.in_force)
        yield (
            f'<section aria-label="{escape(scenario.name)}"><h3>{escape(scenario.name)}: {escape(scenario.title)}</h3>'
            f"<p>{escape(scenario.summary)} The people of {day.year}.</p>"
            f"{f'<ul>{effects}</ul>' if effects else ''}</section>"
        )


def figure(chart: Chart) -> str:
    """A chart, and its table folded up below it."""
    numbers = table(f"The chart in numbers: {chart.title}", chart.table)
    return (
        f"<figure><figcaption><h3>{escape(chart.title)}</h3></figcaption>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(chart.title)}, picture">{chart.svg}</div>'
        f"<details><summary>{escape(chart.title)}: the numbers</summary>{numbers}</details></figure>"
    )


def tables(found: Comparison) -> Iterable[str]:
    """Every measure, section by section."""
    names = [scenario.name for scenario in found.scenarios]
    headings = ["Measure", names[0]]
    for name in names[1:]:
        headings += [name, f"{name}: difference and 95% interval", f"{name}: verdict"]
    for title, lines in sections(found):
        if lines:
            yield table(title, Table(tuple(headings), tuple(map(row, lines))))


def row(line: Line) -> tuple[str, ...]:
    """One measure's cells."""
    cells = [f"{line.tally.title} ({line.tally.unit})", number(line.means[0].mean) + in_brackets(line.means[0])]
    for mean, one in zip(line.means[1:], line.differences, strict=True):
        cells += [number(mean.mean), f"{number(one.mean, sign=True)} ({interval(one.lower, one.upper, sign=True)})"]
        cells += [one.says]
    return tuple(cells)


def table(caption: str, told: Table) -> str:
    """A table that scrolls by itself where it is too wide, also by keyboard."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in told.headings)
    body = "".join(f"<tr>{cells(row)}</tr>" for row in told.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}, table"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def cells(row: Sequence[str]) -> str:
    first, *rest = row
    return f'<th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
