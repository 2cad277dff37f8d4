"""A profile as a tagged PDF for a board's papers: PDF/UA-1, by Typst, with the fonts that come with homefirst."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import typst

from homefirst.hub.words import moment_words
from homefirst.measures.funnel_by import READING
from homefirst.measures.signal_chart import icon_svg
from homefirst.measures.signal_words import in_words
from homefirst.measures.signals import MISSING
from homefirst.profile.html import england, foremost, front_lines, largest, lead, others, time_words
from homefirst.profile.pdf_places import Json, around, funnel, printable, same_ages
from homefirst.profile.places import AGES_READING
from homefirst.profile.shape import Beside, Cited, Entry, Line, Official, Profile, Section, Target
from homefirst.profile.small_chart import small_chart
from homefirst.profile.words import (
    BETTER,
    between_words,
    counted_words,
    day_words,
    month_words,
    origin_words,
    period_words,
    split_words,
    unit_words,
    value_words,
)
from homefirst.published import PublishedValue

HERE = Path(__file__).parent
PAGES = HERE / "profile.typ"
MONTHS = 12  # a page is no wider; the CSV has all of them


def as_pdf(profile: Profile) -> bytes:
    """The document. A picture without words for those who do not see it would not be made."""
    return compiled(PAGES, pages(profile))


def compiled(template: Path, said: Json) -> bytes:
    """A Typst template filled with facts: the same bytes of text everywhere, since no font of the machine is used."""
    made = typst.compile(
        str(template),
        root=str(HERE),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(said)},
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)
    return made


def pages(profile: Profile) -> Json:
    """Everything that is printed, in words."""
    origin = origin_words(profile.origin)
    return {
        "title": profile.title,
        "scope": profile.scope,
        "mark": origin.mark,
        "origin": origin.sentence,
        "real": origin.real,
        "events": f"{profile.events:,}",
        "first": day_words(profile.first_on),
        "as_at": moment_words(profile.as_at),
        "made": moment_words(profile.made_at),
        "count": len(profile.entries),
        "headlines": [row for entry in profile.headlines for row in headline(entry)],
        "changes": profile.changes,
        "sections": [section_pages(section) for section in profile.sections],
        "noughts": [entry.measure.title for entry in profile.noughts],
        "unknown": [{"title": e.measure.title, "why": e.why_not} for e in profile.unknown],
        "officials": [official_row(one, line) for one in profile.officials for line in one.lines],
        "official_charts": [
            chart(one.title, one.unit, line) for one in profile.officials for line in one.lines if line.signals
        ],
        "comparators": profile.comparators,
        "arounds": [around(official, one) for official, one in profile.arounds],
        "funnel_reading": READING,
        "ages_reading": AGES_READING,
        "themes": [
            {"title": t.title, "rows": [cited(profile, figure) for figure in t.figures]} for t in profile.themes
        ],
        "definitions": [definition(entry) for entry in [*profile.entries, *profile.unknown]],
        "notes": [[said, whom(titles)] for said, titles in profile.notes],
        "sources": profile.sources,
    }


def headline(entry: Entry) -> Iterable[Json]:
    """A row of the first page for each of a measure's groups."""
    first = foremost(entry)
    for n, (line, group) in enumerate(front_lines(entry)):
        yield {
            **row(entry, line),
            "group": group,
            "first": n == 0,
            "beside": beside_words(first) if first else "",
            "target": target_words(entry.target),
            "until": day_words(line.value.period_end),
        }


def row(entry: Entry, line: Line) -> Json:
    """What every table prints of a line."""
    value = line.value
    return {
        "title": entry.measure.title,
        "group": line.words,
        "first": line is entry.lines[0],
        "verified": entry.measure.verified,
        "nought": entry.nought,
        "value": value_words(value),
        "unit": unit_words(value.unit),
        "between": between_words(value),
        "counted": counted_words(value),
        "icon": icon(line),
        "lead": lead(line),
        "period": period_words(value.period_start, value.period_end),
    }


def icon(line: Line) -> str:
    last = line.signals.last if line.signals else None
    return printable(icon_svg(last.kind if last else MISSING, last.side if last else 0))


def beside_words(one: Beside) -> str:
    """A published value in one line."""
    verdict = f" Ours is {one.verdict}." if one.verdict else ""
    warning = " Do not use as printed." if one.warning else ""
    return f"{one.said}, {one.whose}, {one.period or 'period not printed'}.{warning}{verdict}"


def target_words(target: Target | None) -> str:
    if target is None:
        return ""
    return f"{target.said}{f', {target.met}' if target.met else ''}{'' if target.verified else ', unverified'}"


def section_pages(section: Section) -> Json:
    """One section: its table, the tables of groups, charts, who and where, and the numbers of the last months."""
    whole = [entry for entry in section.entries if not entry.mix]
    lines = [(entry, line) for entry in whole for line in entry.lines]
    return {
        "title": section.title,
        "rows": [table_row(entry, line) for entry, line in lines],
        "mixes": [mix(entry) for entry in section.entries if entry.mix],
        "charts": [chart(e.measure.title, e.measure.unit, line) for e, line in lines if line.signals],
        "splits": [split for entry in whole for split in splits(entry)],
        "funnels": [funnel(entry, entry.spread) for entry in whole if entry.spread],
        "ages": [same_ages(entry, ages) for entry in whole for ages in entry.ages],
        "months": month_table([(entry, line) for entry, line in lines if line.months]),
    }


def table_row(entry: Entry, line: Line) -> Json:
    first = line is entry.lines[0]
    return {
        **row(entry, line),
        "published": [beside_words(one) for one in [*england(entry), *others(entry)]] if first else [],
        "target": target_words(entry.target) if first else "",
    }


def official_row(official: Official, line: Line) -> Json:
    """One place's latest value of a series of official statistics."""
    value = line.value
    assert isinstance(value, PublishedValue)
    return {
        "title": official.title, "group": line.words, "first": line is official.lines[0], "verified": True,
        "nought": False, "value": value_words(value), "unit": unit_words(official.unit),
        "between": between_words(value), "counted": counted_words(value), "icon": icon(line), "lead": lead(line),
        "period": period_words(value.period_start, value.period_end), "source": f"{value.source} {value.note}".strip(),
    }  # fmt: skip


def mix(entry: Entry) -> Json:
    """The largest groups of a measure that has many."""
    first = entry.lines[0].value
    return {
        "title": f"{entry.measure.title}, {entry.measure.unit}, {period_words(first.period_start, first.period_end)}",
        "by": split_words(list(first.group)[-1]).capitalize(),
        "rows": [row(entry, line) for line in largest(entry.lines)],
        "more": len(entry.lines) if len(entry.lines) > len(largest(entry.lines)) else 0,
    }


def chart(title: str, unit: str, line: Line) -> Json:
    """A picture of the months with the words for those who do not see it."""
    assert line.signals is not None
    title += f", {line.words}" if line.words else ""
    labels = [time_words(month) for month in line.months]
    drawn = printable(small_chart(line.signals, labels, title, line.breaks))
    told = f"Chart of {title}, {labels[0]} to {labels[-1]}. {in_words(line.signals)}"
    return {"title": title, "unit": unit, "svg": drawn, "alt": told}


def splits(entry: Entry) -> Iterable[Json]:
    """A measure of the first page by who and where."""
    for split in entry.splits:
        rows = [[group, value_words(value), between_words(value), counted_words(value), said]
                for group, value, said in split.rows]  # fmt: skip
        judged = any(said for _, _, said in split.rows)
        title = f"{entry.measure.title}, by {split.words}"
        yield {"title": title, "by": split.words.capitalize(), "rows": rows, "judged": judged}


def month_table(lines: Sequence[tuple[Entry, Line]]) -> Json:
    """The last months of every line of a section, side by side."""
    months = sorted({month.group["month"] for _, line in lines for month in line.months})[-MONTHS:]
    rows = []
    for entry, line in lines:
        found = {month.group["month"]: value_words(month) for month in line.months}
        title = entry.measure.title + (f", {line.words}" if line.words else "")
        rows.append([title, *(found.get(month, "") for month in months)])
    return {"months": [month_words(month) for month in months], "rows": rows}


def cited(profile: Profile, figure: Cited) -> Json:
    """A published figure, its source by number."""
    return {
        "what": figure.measure, "of": "" if figure.place == profile.title else figure.place, "said": figure.said,
        "comparator": figure.comparator, "england": figure.england, "period": figure.period,
        "source": profile.number(figure.source), "warning": figure.warning,
    }  # fmt: skip


def definition(entry: Entry) -> Json:
    """A measure's meaning, with where it comes from and whether that was read."""
    measure = entry.measure
    said = [
        ("Why it matters", measure.why_it_matters), ("Numerator", measure.numerator),
        ("Denominator", measure.denominator), ("Unit", measure.unit), ("Population", measure.population),
        ("Better", f"{BETTER[measure.better]}. {measure.kind.capitalize()} measure."),
        ("Usual period", measure.period), ("How to read it", measure.reading),
        ("Defined by", f"{measure.defined_by}, {measure.dated}."),
        *((f"Published, {one.whose}", published(one)) for one in entry.beside),
    ]  # fmt: skip
    if entry.target:
        said.append(("Target", f"{entry.target.said}: {entry.target.source}, {entry.target.dated}."))
    return {"title": measure.title, "verified": measure.verified, "rows": [pair for pair in said if pair[1]]}


def published(one: Beside) -> str:
    warning = f" Do not use as printed: {one.warning}" if one.warning else ""
    return f"{one.said}, {one.period or 'period not printed'}. {one.differs}. {one.source}.{warning}"


def whom(titles: Sequence[str]) -> str:
    return "; ".join(titles) if len(titles) < 5 else f"{len(titles)} measures"
