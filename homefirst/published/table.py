"""The table in a sheet: its head, its columns, its rows; and the columns that name areas and periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from homefirst.published.cells import (
    When,
    month_in_year,
    number,
    plain,
    read_month,
    text_of,
)
from homefirst.published.places import ENGLAND, area_of
from homefirst.published.sheets import Sheet, edition, labels_above, told_above
from homefirst.published.tidy import Area, Span, Taking, Where

Bounds = tuple[date | None, date | None]
FAR = 5 * 366  # days
LOOK = 60  # rows from the top in which a head is looked for
CODES = (
    "code", "org code", "organisation code", "la code", "local authority code", "ons code", "provider code",
    "provider org code", "area code", "utla code", "ltla code", "trust code", "nhs trust code", "nhs trust22 code",
    "org", "geographical code", "ons area code", "ecode", "la code (2019 boundaries)", "council code", "odscode",
    "ods code", "region code", "area team code", "sha code",
)  # fmt: skip
NAMES = (
    "name", "org name", "organisation name", "local authority", "local authority name", "la name", "provider name",
    "provider org name", "council", "area", "area name", "trust", "trust name", "geographical description", "at name",
    "provider", "area description", "council name",
)  # fmt: skip
PERIODS = ("period", "period year", "month", "period name", "date", "month year", "period end", "reporting period")
YEARS = ("year", "financial year", "fin year", "fy")
ENGLAND_ALONE = Area(ENGLAND, "England", "england", "")


@dataclass(frozen=True)
class Table:
    """A sheet's table: the row of its head (from 0), and for each column the labels that stand over it."""

    sheet: Sheet
    head: int

    @cached_property
    def labels(self) -> list[list[str]]:
        """Top down, as published."""
        return labels_above(self.sheet, self.head)

    @cached_property
    def own(self) -> list[str]:
        """The lowest label of each column, as it is compared."""
        return [plain(labels[-1]) if labels else "" for labels in self.labels]

    @cached_property
    def told(self) -> dict[str, str]:
        """What stands above the head."""
        return told_above(self.sheet, self.head) if self.head else {}

    def column(self, names: Iterable[str]) -> int | None:
        """The column under one of these heads, the first name that is there."""
        return next((self.own.index(name) for name in names if name in self.own), None)

    def body(self) -> Iterator[tuple[int, list[Any]]]:
        """The rows under the head that hold anything, each with its number from 0."""
        width = len(self.own)
        for n in range(self.head + 1, len(self.sheet.rows)):
            row = self.sheet.rows[n]
            if any(text_of(cell) for cell in row):
                yield n, [*row, *[""] * (width - len(row))]


def find_table(sheet: Sheet, fits: Callable[[Table], bool]) -> Table | None:
    """The first row that is a head as `fits` wants it."""
    for n in range(min(LOOK, len(sheet.rows))):
        if sum(bool(text_of(cell)) for cell in sheet.rows[n]) >= 2:
            table = Table(sheet, n)
            if fits(table):
                return table
    return None


def note_edition(taking: Taking, table: Table, title: str) -> None:
    """Keep the title and edition that a sheet gives itself; the first sheet that says one is believed."""
    taking.title = taking.title or table.told.get("title", "") or title
    taking.dated = taking.dated or edition(table.told)
    for kind in table.sheet.repaired:
        taking.repaired(kind)
    table.sheet.repaired.clear()


class Columns(NamedTuple):
    """Where a table names its area and period. `period` None: the sheet's own title tells it. `year`: the cell beside
    it that the period is read with."""

    code: int | None
    name: int | None
    period: int | None
    year: int | None


def columns_of(table: Table, periods: Sequence[str] = PERIODS) -> Columns:
    """The columns of area and period by their usual heads."""
    return Columns(table.column(CODES), table.column(NAMES), table.column(periods), table.column(YEARS))


class Line(NamedTuple):
    """A row of a table with its area and period read."""

    n: int
    cells: list[Any]
    where: Where


Reader = Callable[[Any, Any], When]


def month_reader(year: Any, period: Any) -> When:
    """A month from its cell, or from its name beside a financial year."""
    found = month_in_year(year, period) if text_of(year) else When(None)
    return found if found.span else read_month(period)


def lines(
    table: Table,
    taking: Taking,
    columns: Columns,
    read: Reader = month_reader,
    *,
    neighbours: bool = True,
    total_is_england: bool = False,
) -> list[Line]:
    """The rows whose area and period are known; others are set aside, notes under a table are passed over.

    `neighbours`: rows stand in blocks of one period, which can show one typed wrongly. `total_is_england`: a row
    named total is the publisher's own of all England.
    """
    told = _told_period(table)
    rows = [(n, cells) for n, cells in table.body() if _is_row(cells, columns)]
    if total_is_england:
        rows = [(n, _as_england(cells, columns)) for n, cells in rows]
    whens = [_when(cells, columns, told, read) for _, cells in rows]
    if neighbours:
        whos, typed = [_who(cells, columns) for _, cells in rows], [_typed(cells, columns, told) for _, cells in rows]
        whens = mended(whens, whos, typed)
    if total_is_england:
        whens = _of_the_only_period(whens)
    found, far = [], _far({when.span[:2] if when.span else None for when in whens}, whens)
    for (n, cells), when in zip(rows, whens, strict=True):
        place = table.sheet.place(n)
        if when.span is None:
            raw = _typed(cells, columns, told)
            taking.set_aside(when.refused or "a row whose period cannot be read", f'"{raw}" at {place}')
            continue
        if when.span[:2] in far:
            taking.set_aside("a period far from all others in the file", f'"{when.span.raw}" at {place}')
            continue
        if when.repaired:
            taking.repaired(when.repaired, f'"{when.span.raw}" at {place}')
        if line := _line(taking, cells, columns, when.span, n, place, bool(when.repaired)):
            found.append(line)
    return found


def _line(
    taking: Taking, cells: list[Any], columns: Columns, span: Span, n: int, place: str, mended: bool
) -> Line | None:
    if columns.code is None and columns.name is None:
        return Line(n, cells, Where(ENGLAND_ALONE, span, place, mended))
    known = area_of(*_who(cells, columns), on=span.first)
    if known.fault:
        taking.set_aside(known.fault, f'"{known.area.raw}" at {place}')
        return None
    if not known.area.code:
        taking.set_aside("an area that is not known by code or name", f'"{known.area.raw}" at {place}')
        return None
    if known.repaired:
        taking.repaired(known.repaired, f"{known.area.raw} is {known.area.code}")
    return Line(n, cells, Where(known.area, span, place, mended or bool(known.repaired)))


def _who(cells: list[Any], columns: Columns) -> tuple[str, str]:
    code = text_of(cells[columns.code]) if columns.code is not None else ""
    return code, text_of(cells[columns.name]) if columns.name is not None else ""


def _is_row(cells: list[Any], columns: Columns) -> bool:
    """Whether a row is of the table: it names an area or a period, and holds some cell beside those and the year."""
    names = {n for n in columns if n is not None}
    named = any(text_of(cells[n]) for n in names)
    if columns.code is not None and plain(cells[columns.code]) in CODES:
        return False  # the head again, over another part of the table
    return named and any(text_of(cell) for n, cell in enumerate(cells) if n not in names)


def _as_england(cells: list[Any], columns: Columns) -> list[Any]:
    """A row named total as one named England."""
    if not any(plain(word) in ("total", "totals", "england total") for word in _who(cells, columns)):
        return cells
    said = {n: "England" if n == columns.name else "" for n in (columns.code, columns.name) if n is not None}
    if columns.name is None and columns.code is not None:
        said[columns.code] = ENGLAND
    return [said.get(n, cell) for n, cell in enumerate(cells)]


def _of_the_only_period(whens: Sequence[When]) -> list[When]:
    """The periods, with a total's that says none read as that of all other rows, if they are of one."""
    spans = {when.span[:2] for when in whens if when.span}
    only = next((when.span for when in whens if when.span), None)
    return [when if when.span or len(spans) != 1 else When(only) for when in whens]


def _told_period(table: Table) -> str:
    return table.told.get("period", "") or table.told.get("reporting period", "") or table.told.get("month", "")


def _when(cells: list[Any], columns: Columns, told: str, read: Reader) -> When:
    if columns.period is None:
        return read("", told)
    return read(cells[columns.year] if columns.year is not None else "", cells[columns.period])


def _typed(cells: list[Any], columns: Columns, told: str) -> str:
    """The period as the row, or else the sheet's title, writes it, with the year that stands beside it."""
    if columns.period is None:
        return told
    year = text_of(cells[columns.year]) if columns.year is not None else ""
    return f"{text_of(cells[columns.period])} {year}".strip()


TYPED = "a month typed wrongly, read from the rows around it"


def mended(whens: Sequence[When], whose: Sequence[tuple[str, str]], typed: Sequence[str]) -> list[When]:
    """The periods, with one mended where no doubt is left: a lone row in a block of another month, whose own area
    has no row in that month but two in the month typed (or a month that cannot be read). What was `typed` is kept; a
    row that says it is of more than one month is never taken for one of a single month."""
    spans = [when.span[:2] if when.span else None for when in whens]
    times = Counter(zip(spans, whose, strict=True))
    found, far = list(whens), _far(set(spans), whens)
    for n in range(1, len(whens) - 1):
        before, here, after = spans[n - 1], spans[n], spans[n + 1]
        lone = before is not None and before == after and here != before and not whens[n].refused
        if lone and not times[before, whose[n]] and (here is None or here in far or times[here, whose[n]] > 1):
            around = whens[n - 1].span
            found[n] = When(around._replace(raw=typed[n]) if around else None, TYPED)
    return found


def _far(spans: set[Bounds | None], whens: Sequence[When]) -> set[Bounds]:
    """The periods of a few rows that lie more than five years from any other: typed wrongly, whatever was meant."""
    times = Counter(when.span[:2] for when in whens if when.span)
    known = sorted(span for span in spans if span is not None and span[0] is not None)
    near = {span for a, b in pairwise(known) if (b[0] - a[0]).days <= FAR for span in (a, b)}  # type: ignore[operator]
    return {span for span in known if span not in near and times[span] * 10 <= len(whens) and len(known) > 1}


def empty_columns(found: Sequence[Line], columns: Iterable[int]) -> set[int]:
    """Those columns in which no row holds a number."""
    return {n for n in columns if all(number(line.cells[n]).value is None for line in found)}


def tell_missing_months(taking: Taking, found: Sequence[Line]) -> None:
    """Say which months between the first and the last the file has no row for."""
    firsts = {line.where.span.first for line in found if line.where.span.first}
    missing = [day for day in _months(firsts) if day not in firsts]
    if missing:
        taking.remark(f"No rows for {', '.join(f'{day:%B %Y}' for day in missing[:12])}: those months are not known.")


def _months(firsts: set[date]) -> Iterator[date]:
    if not firsts:
        return
    day, last = min(firsts).replace(day=1), max(firsts)
    while day <= last:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
