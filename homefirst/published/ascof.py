"""Measures of adult social care: ASCOF as NHS England and DHSC publish it, and OFLOG's, as tidy CSV or workbook.

Shapes: a row for each value (`Geographical Code, Geographical Description, ONS Area Code, ASCOF Measure Code,
Disaggregation Level, Measure Type, Measure Group, Measure Value`, as public code reads it); a row for each measure with
columns value, numerator and denominator (OFLOG and others, *unverified*). The framework is that of the year: the same
number may name another measure, so measures of two frameworks are never joined, see same_or_not.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from homefirst.published.cells import When, cell_text, number, plain, share, text_of, year_span
from homefirst.published.sheets import Sheet
from homefirst.published.table import Columns, Line, Table, find_table, lines, note_edition
from homefirst.published.tidy import Number, Span, Taking

FAMILY = "ascof"
TITLE = "Measures from the Adult Social Care Outcomes Framework"
LOOKED_FOR = "a code of a measure of adult social care (ASCOF 2B(1) ...) with a value for each area and year"
MEASURE = "published.ascof"
FRAMEWORK_2023 = date(2023, 4, 1)  # from 2023-24 on the numbers of measures are those of the new framework
MEASURES = (
    "ascof measure code", "measure code", "measure id", "measure", "indicator", "indicator code", "indicator id",
    "metric", "metric id", "ascof measure", "measure reference", "measure number",
)  # fmt: skip
VALUES = ("measure value", "value", "outcome", "indicator value", "metric value", "score", "percentage")
PARTS, WHOLES = ("numerator", "count"), ("denominator", "base")
TYPES, LEVELS = ("measure type", "value type"), ("disaggregation level", "disaggregation", "breakdown", "age group")
CODES = (
    "ons area code",
    "ons code",
    "area code",
    "geography code",
    "la code",
    "local authority code",
    "code",
    "geographical code",
)
NAMES = ("geographical description", "area name", "geography", "local authority", "la name", "name", "area", "council")
YEARS = ("year", "period", "financial year", "time period", "fiscal year", "reporting year", "date")
KINDS = {"outcome": "value", "numerator": "numerator", "denominator": "denominator", "base": "denominator"}
ID = re.compile(
    r"(?:ascof[\s_-]*)?([1-4])([a-l])(?:[\s_-]*(?:part\s*)?\(?([123])\)?)?([a-z]?)(?:1864|65ov|64u|[mf])?",
    re.IGNORECASE,
)


def indicator_of(said: str, first: date | None) -> str | None:
    """The measure as its framework numbers it: "2014: 2B(1)", "2023: 2D(1)"; None where the words hold no number."""
    found = ID.match(said.strip())
    if not found:
        return None
    part = f"({found[3]})" if found[3] else ""
    framework = "2023" if first and first >= FRAMEWORK_2023 else "2014"
    return f"{framework}: {found[1]}{found[2].upper()}{part}"


def recognise(sheet: Sheet) -> Table | None:
    """The table of measures in a sheet, if there is one."""
    return find_table(sheet, _fits)


def _fits(table: Table) -> bool:
    measure, value = table.column(MEASURES), table.column(VALUES)
    if measure is None or value is None or table.column(CODES) is None:
        return False
    some = [text_of(cells[measure]) for _, cells in list(table.body())[:40]]
    return table.own[measure].startswith("ascof") or sum(bool(ID.match(word)) for word in some) * 2 >= len(some) > 0


def take(table: Table, taking: Taking) -> None:
    """Read one table of measures."""
    note_edition(taking, table, TITLE)
    found = _lines(table, taking)
    if table.column(TYPES) is not None:
        _take_types(table, taking, found)
    else:
        _take_columns(table, taking, found)


def _lines(table: Table, taking: Taking) -> list[Line]:
    year = table.column(YEARS)
    columns = Columns(table.column(CODES), table.column(NAMES), year, None)
    of_file = None if year is not None else _year_of_name(table, taking)

    def read(_: Any, cell: Any) -> When:
        return When(of_file or year_span(cell) or _ending(cell))

    return lines(table, taking, columns, read, neighbours=False)


def _ending(cell: Any) -> Span | None:
    """A year that a file writes by its last day or its end, such as 31/03/2020 or 2019/20 to March."""
    found = re.search(r"((?:19|20)\d\d\s*[-/]\s*\d{2,4})", cell_text(cell))
    return year_span(found[1]) if found else None


def _year_of_name(table: Table, taking: Taking) -> Span | None:
    """The year where no column tells it: from the title or the file's own name, "1920" or "2019-20"."""
    for said in (table.told.get("title", ""), table.told.get("period", ""), table.sheet.name, table.sheet.file):
        for words in re.findall(r"20\d\d\s*[-_/]\s*\d{2,4}|(?<!\d)\d{4}(?!\d)", said):
            short = re.fullmatch(r"([12]\d)(\d\d)", words)
            long = (
                f"20{short[1]}-{short[2]}" if short and int(short[2]) == int(short[1]) + 1 else words.replace("_", "-")
            )
            if (span := year_span(long)) and span.first and span.first.month == 4:
                taking.repaired("no year in the rows, so that of the title or the file's name", said)
                return span
    return None


def _splits(table: Table, line: Line, said: str) -> dict[str, str] | None:
    indicator = indicator_of(said, line.where.span.first)
    if indicator is None:
        return None
    level = table.column(LEVELS)
    band = text_of(line.cells[level]) if level is not None else ""
    return {"indicator": indicator, "band": "" if plain(band) in ("total", "all", "persons", "all ages") else band}


FRACTION = "a share written as a fraction, brought to percent as its numerator and denominator show"


def _in_percent(found: Number, part: float | None, whole: float | None) -> Number:
    """A share as percent, as the framework prints it: "80%", or a fraction of a numerator and denominator given."""
    if found.value is None:
        return found
    if found.raw.endswith("%"):
        return found._replace(value=round(found.value * 100, 10))
    if part and whole and found.value <= 1 and abs(found.value - part / whole) < 0.006:
        return found._replace(value=round(found.value * 100, 10), repaired=FRACTION)
    return found


def _take_columns(table: Table, taking: Taking, found: Sequence[Line]) -> None:
    measure, value = table.column(MEASURES) or 0, table.column(VALUES) or 0
    part, whole = table.column(PARTS), table.column(WHOLES)
    for line in found:
        said = text_of(line.cells[measure])
        splits = _splits(table, line, said)
        if splits is None:
            taking.set_aside("a measure whose number is not of ASCOF", f'"{said}"')
            continue
        of = tuple(number(line.cells[n]).value if n is not None else None for n in (part, whole))
        found_value = _in_percent(share(line.cells[value]), of[0], of[1])
        taking.keep(line.where, MEASURE, found_value, "as published", said, splits, (of[0], of[1]))


def _take_types(table: Table, taking: Taking, found: Sequence[Line]) -> None:
    """Rows that each hold an outcome, a numerator or a denominator, put together again."""
    measure, value, kind = (table.column(names) or 0 for names in (MEASURES, VALUES, TYPES))
    level = table.column(LEVELS)
    together: dict[tuple[Any, ...], dict[str, tuple[Line, Number]]] = {}
    for line in found:
        cells = line.cells
        key = (
            line.where.area,
            line.where.span,
            text_of(cells[measure]),
            text_of(cells[level]) if level is not None else "",
        )
        if name := KINDS.get(plain(cells[kind])):
            known = together.setdefault(key, {})
            said_value = (share if name == "value" else number)(cells[value])
            if name in known and known[name][1].value != said_value.value:
                taking.set_aside("two values of one measure that disagree", f"{key[0].name}, {key[2]}")
            known.setdefault(name, (line, said_value))
    for key, parts in together.items():
        line, outcome = parts.get("value") or (next(iter(parts.values()))[0], Number(None, "", "not given"))
        splits = _splits(table, line, key[2])
        if splits is None:
            taking.set_aside("a measure whose number is not of ASCOF", f'"{key[2]}"')
            continue
        of = tuple(parts[name][1].value if name in parts else None for name in ("numerator", "denominator"))
        outcome = _in_percent(outcome, of[0], of[1])
        taking.keep(line.where, MEASURE, outcome, "as published", key[2], splits, (of[0], of[1]))
