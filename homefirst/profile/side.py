"""Several systems on one page: measures in rows, systems in columns, each with its origin; unlike ones flagged."""

from __future__ import annotations

import csv
import hashlib
import io
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from homefirst.measures import Measure, Value
from homefirst.profile.beside import COMPARATORS, beside, verdict
from homefirst.profile.html import ENGLAND, LOOK, templates
from homefirst.profile.official import official_beside
from homefirst.profile.shape import SECTIONS, Beside, Entry, Line, Official, Profile
from homefirst.profile.tidy import cell as safe
from homefirst.profile.words import (
    Origin,
    between_words,
    counted_words,
    day_words,
    origin_words,
    period_words,
    value_words,
)
from homefirst.system import System

PUBLISHED = Origin(
    "Published", "Official statistics and documents, as printed; of other years, counted otherwise.", True
)


class Published(NamedTuple):
    """What was published of a system: imported official statistics, and the figures of its documents."""

    system: System
    officials: Sequence[Official]


@dataclass(frozen=True)
class Column:
    """One system on the page: whose, from what, of when."""

    title: str
    origin: Origin
    raw_origin: str
    about: str


@dataclass(frozen=True)
class Cell:
    """What one system has of one measure. `unlike` says how its definition differs from the others' in the row."""

    value: str
    number: float | None = None
    between: str = ""
    counted: str = ""
    period: str = ""
    verdict: str = ""
    unlike: str = ""
    source: str = ""


@dataclass(frozen=True)
class Row:
    """One measure, or one of its groups, with a cell or more for each column."""

    name: str
    title: str
    unit: str
    group: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """Systems side by side, measures by section."""

    columns: tuple[Column, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    made_at: datetime


def side_by_side(profiles: Sequence[Profile], published: Sequence[Published], made_at: datetime) -> Comparison:
    """Profiles of ledgers, and beside them what was published of systems."""
    columns = [ledger_column(n, profile) for n, profile in enumerate(profiles)]
    columns += [published_column(one) for one in published]
    found = {entry.measure.name: entry.measure for profile in profiles for entry in profile.entries}
    sections = []
    for name, title in SECTIONS.items():
        rows = [
            row
            for measure in found.values()
            if measure.section == name
            for row in rows_of(measure, profiles, published)
        ]
        if rows:
            sections.append((title, tuple(rows)))
    return Comparison(tuple(columns), tuple(sections), made_at)


def ledger_column(number: int, profile: Profile) -> Column:
    heard = f"{profile.events:,} events, {day_words(profile.first_on)} to {day_words(profile.as_at.date())}"
    title = f"{chr(ord('A') + number)}: {profile.title}" + (f", {profile.scope}" if profile.scope else "")
    return Column(title, origin_words(profile.origin), profile.origin, heard)


def published_column(one: Published) -> Column:
    about = f"{len(one.officials)} series of official statistics, and {len(one.system.figures)} figures of documents"
    return Column(f"{one.system.title}, as published", PUBLISHED, "published", about)


def rows_of(measure: Measure, profiles: Sequence[Profile], published: Sequence[Published]) -> Iterator[Row]:
    """The rows of one measure: its groups in the order of the first system that has them."""
    entries = [entry_of(profile, measure) for profile in profiles]
    if any(entry.mix for entry in entries if entry):
        return
    groups = dict.fromkeys(line.words for entry in entries if entry for line in entry.lines)
    for n, group in enumerate(groups):
        lines = [line_of(entry, group) for entry in entries]
        first = next((line.value for line in lines[:1] if line), None)
        cells = [(ledger_cell(measure, line, first if number else None),) for number, line in enumerate(lines)]
        printed = [tuple(published_cells(measure, one)) if not n else () for one in published]
        yield Row(measure.name, measure.title, measure.unit, group, (*cells, *printed))


def entry_of(profile: Profile, measure: Measure) -> Entry | None:
    return next((entry for entry in profile.entries if entry.measure.name == measure.name), None)


def line_of(entry: Entry | None, group: str) -> Line | None:
    return next((line for line in entry.lines if line.words == group), None) if entry else None


def ledger_cell(measure: Measure, line: Line | None, first: Value | None) -> Cell:
    """A value of a ledger; beside the first column's, where its interval allows a word."""
    if line is None:
        return Cell("Not known")
    value = line.value
    said = verdict(measure, value, first.value if first else None)
    return Cell(
        value_words(value), value.value, between_words(value), counted_words(value),
        period_words(value.period_start, value.period_end), said,
    )  # fmt: skip


def published_cells(measure: Measure, published: Published) -> Iterator[Cell]:
    """What was published of a measure: official statistics first, then documents; never England or other places."""
    found = [*official_beside(measure, None, published.officials), *beside(measure, None, published.system)]
    return (printed_cell(one) for one in found if one.whose not in (ENGLAND, COMPARATORS))


def printed_cell(one: Beside) -> Cell:
    warning = f"Do not use as printed: {one.warning}. " if one.warning else ""
    said = f"{one.said} ({one.whose})"
    return Cell(said, one.value, period=one.period, unlike=warning + one.differs, source=one.source)


def as_page(comparison: Comparison) -> str:
    """The comparison as one file of HTML with its own style and no script."""
    look = LOOK.read_text(encoding="utf-8")
    allowed = f"sha256-{b64encode(hashlib.sha256(look.encode()).digest()).decode()}"
    page = templates().get_template("beside.html")
    return page.render(comparison=comparison, look=Markup(look), allowed=allowed)


COLUMNS = ("measure", "title", "group", "unit", "column", "origin", "value", "said", "interval_95", "counted", "period",
           "beside_first", "defined_otherwise", "source")  # fmt: skip


def as_table(comparison: Comparison) -> str:
    """The comparison as CSV: a row for each measure, group and system."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(value) for value in row] for row in table(comparison))
    return out.getvalue()


def table(comparison: Comparison) -> Iterable[tuple[object, ...]]:
    for _, rows in comparison.sections:
        for row in rows:
            for column, cells in zip(comparison.columns, row.cells, strict=True):
                for one in cells:
                    number = "" if one.number is None else one.number
                    yield (row.name, row.title, row.group, row.unit, column.title, column.raw_origin, number, one.value,
                           one.between, one.counted, one.period, one.verdict, one.unlike, one.source)  # fmt: skip
