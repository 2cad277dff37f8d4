"""KH03: beds available and occupied, a daily average by quarter and sector, overnight or day only.

Shapes: NHS England's quarterly workbooks (by trust, by region or area team, occupied by specialty, data quality), read
as revised to February 2017; any table whose heads join available or occupied with a sector, however deep, with the
quarter in each row or in the title. CSV extracts are *unverified*. A year or half of one (as in workbooks before 2010)
is never laid among quarters: it is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from homefirst.published.cells import (
    TOO_LONG,
    When,
    cell_text,
    number,
    plain,
    quarter,
    quarter_in_words,
    quarter_of,
    read_month,
    text_of,
    year_span,
)
from homefirst.published.cells import share as share_of
from homefirst.published.places import area_of
from homefirst.published.sheets import Sheet
from homefirst.published.table import Line, Table, columns_of, find_table, lines, note_edition
from homefirst.published.tidy import Number, Taking, Where

FAMILY = "kh03"
TITLE = "KH03 bed availability and occupancy"
LOOKED_FOR = "columns of available or occupied beds by sector (general and acute, maternity, mental illness ...)"
AVAILABLE, OCCUPIED = "published.beds_available", "published.beds_occupied"
PERIODS = ("period", "period end", "quarter", "quarter end", "quarter ending", "period name", "month")
SECTORS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("general", "acute"), "general and acute"),
    (("g and a",), "general and acute"),
    (("learning",), "learning disabilities"),
    (("maternity",), "maternity"),
    (("mental",), "mental illness"),
    (("geriatric",), "geriatric"),
)
NOT_IN_USE = re.compile(r"\b(?:un|not |non-?)(?:occupied|available)\b")
ENDING = re.compile(r"^(?:quarter|qtr|(?:3|three) months)\s+(?:end(?:ing|ed)?|to)\s+", re.IGNORECASE)
MUCH = 0.0015  # of occupied / available: how far a printed share may be from its parts


def measure_of(labels: Sequence[str], otherwise: str) -> str:
    """What a column counts by all the labels over it: available, occupied, share, or `otherwise`."""
    words = plain(" ".join(labels))
    if "%" in words or "percent" in words or "rate" in words.split():
        return "share"
    if NOT_IN_USE.search(words):
        return ""
    for word, measure in (("occupied", OCCUPIED), ("available", AVAILABLE)):
        if re.search(rf"\b{word}\b", words):
            return measure
    return otherwise


def sector_of(label: str) -> dict[str, str] | None:
    """The sector or specialty of a column by its lowest label, {} for the total; None where it is neither."""
    words = plain(label)
    if re.match(r"\d{3}\b", words):  # before sectors: "710 Adult Mental Illness" is a specialty
        return {"specialty": text_of(label)}
    for needed, sector in SECTORS:
        if all(word in words for word in needed):
            return {"sector": sector}
    return {} if re.match(r"(?:total|all)\b", words) else None


def _counts(table: Table) -> dict[int, tuple[str, dict[str, str]]]:
    """For each column of beds its measure and splits."""
    told = _told_measure(table)
    found = {}
    for n, labels in enumerate(table.labels):
        sector = sector_of(labels[-1]) if labels else None
        measure = measure_of(labels, told)
        if sector is not None and measure:
            found[n] = (measure, sector)
    return found


def _told_measure(table: Table) -> str:
    """What a sheet without groups of columns counts, by its title or name; "" where it says both or neither."""
    said = f"{table.told.get('title', '')} {table.sheet.name}".casefold()
    both = bool(re.search(r"\boccupied\b", said)), bool(re.search(r"\bavailable\b", said))
    return {(True, False): OCCUPIED, (False, True): AVAILABLE}.get(both, "")


def _fits(table: Table) -> bool:
    sectors = [sector_of(text_of(cell)) for cell in table.sheet.rows[table.head]]
    named = {one["sector"] for one in sectors if one and "sector" in one}
    specialties = sum(bool(one) and "specialty" in one for one in sectors if one)
    return (len(named) >= 2 or specialties >= 10) and bool(_counts(table))


def recognise(sheet: Sheet) -> Any:
    """The table of beds in a sheet, or the sheet itself where it tells who did not submit."""
    if table := find_table(sheet, _fits):
        return table
    text = " ".join(text_of(cell) for row in sheet.rows[:12] for cell in row)
    return sheet if "KH03" in text and "data quality" in text.casefold() else None


def read_quarter(year: Any, period: Any) -> When:
    """A quarter by its year and name, or by its last month and year; a year or half of one is refused."""
    found = quarter(year, period)
    if found.span or found.refused:
        return found
    if span := quarter_in_words(text_of(period)):
        return When(span)
    month = read_month(ENDING.sub("", text_of(period)) if isinstance(period, str) else period)
    if month.span and month.span.first and month.span.first.month % 3 == 0:
        return When(quarter_of(month.span)._replace(raw=text_of(period)), month.repaired)
    if year_span(period) or (year_span(year) and not text_of(period)):
        return When(None, refused=TOO_LONG)
    return When(None, refused=month.refused)


def take(table: Table | Sheet, taking: Taking) -> None:
    """Read one table of beds, or the list of those who did not submit."""
    if isinstance(table, Sheet):
        _take_absent(table, taking)
        return
    note_edition(taking, table, TITLE)
    said = plain(f"{table.told.get('title', '')} {table.told.get('summary', '')} {table.sheet.name}")
    stream = "day only" if "day only" in said or "day-only" in said else "overnight"
    counts = _counts(table)
    found = lines(table, taking, columns_of(table, PERIODS), read_quarter)
    _check_title(table, taking, found)
    for line in found:
        for n, (measure, splits) in counts.items():
            if measure != "share":
                label = " / ".join(table.labels[n])
                taking.keep(
                    line.where, measure, number(line.cells[n]), "beds a day", label, {**splits, "stream": stream}
                )
        _check_shares(taking, line, counts)


def _check_title(table: Table, taking: Taking, found: Sequence[Line]) -> None:
    told = quarter_in_words(table.told.get("period", ""))
    other = {line.where.span.raw for line in found if told and line.where.span[:2] != told[:2]}
    if told and other:
        taking.remark(f'Sheet "{table.sheet.name}" says {told.raw} above and {", ".join(sorted(other))} in its rows.')


def _check_shares(taking: Taking, line: Line, counts: dict[int, tuple[str, dict[str, str]]]) -> None:
    """Say where a printed share is not what its beds give, or where more are occupied than there are."""
    found = {
        (measure, splits.get("sector", "")): (share_of if measure == "share" else number)(line.cells[n]).value
        for n, (measure, splits) in counts.items()
    }
    for (measure, sector), occupied in found.items():
        available = found.get((AVAILABLE, sector))
        if measure != OCCUPIED or not available or occupied is None:
            continue
        whose = f"{line.where.area.name}, {sector or 'all sectors'} ({line.where.place})"
        share = found.get(("share", sector))
        share = share / 100 if share is not None and share > 2 else share
        if share is not None and abs(share - occupied / available) > MUCH:
            taking.remark(f"The printed share of beds occupied is not what the beds give: {whose}. The beds are kept.")
        if occupied > available * 1.0001:
            taking.remark(f"More beds are occupied than available: {whose}. Kept as published.")


def _take_absent(sheet: Sheet, taking: Taking) -> None:
    """Those who did not submit: rows that say so, since no row would look like nothing to know."""
    span, listing = None, False
    for n, row in enumerate(sheet.rows):
        cells = [text_of(cell) for cell in row if text_of(cell)]
        sentence = cell_text(" ".join(cells))
        if "did not submit" in sentence:
            span, listing = quarter_in_words(sentence), True
        elif cells and (sentence.endswith(":") or "revised" in sentence):
            listing = False
        elif listing and span and len(cells) == 2 and cells[0] != "Code":
            area = area_of(*cells).area
            taking.remark(f"{cells[0]} ({area.name}) did not submit for {span.first} to {span.last}.")
            for measure in (AVAILABLE, OCCUPIED):
                where = Where(area, span, sheet.place(n))
                taking.keep(
                    where, measure, Number(None, "", "did not submit"), "beds a day", "", {"stream": "overnight"}
                )
