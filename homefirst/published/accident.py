"""A&E attendances, monthly by organisation and type: attendances, those over four hours, emergency admissions.

Shapes: a tidy CSV with a row for each type (period, org_code, type, attendances, breaches, admissions), as read; NHS
England's monthly CSV with a column for each type ("MSitAE-MAY-2024", a row TOTAL) as its heads are printed in public
code; its monthly workbook with groups of columns, *unverified*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from homefirst.published.cells import number, plain, text_of
from homefirst.published.places import ENGLAND
from homefirst.published.sheets import Sheet
from homefirst.published.table import Line, Table, columns_of, find_table, lines, note_edition, tell_missing_months
from homefirst.published.tidy import Number, Taking

FAMILY = "ae"
TITLE = "A&E attendances and emergency admissions"
LOOKED_FOR = "columns of A&E attendances by type with those over (or within) four hours"
ATTENDANCES, OVER, ADMITTED = "published.ae_attendances", "published.ae_over_four_hours", "published.ae_admissions"
WAITED, OTHER_ADMITTED = "published.ae_waits_for_a_bed", "published.ae_other_emergency_admissions"
WITHIN = "within"  # taken from attendances, not kept
TYPES = (
    (r"type 1\b|\bmajor\b", "1"),
    (r"type 2\b|single", "2"),
    (r"type 3\b|\bother\b|minor|\bwic\b|\bmiu\b", "other"),
)
TOTALS = ("total", "totals", "england", "all types")
IMPOSSIBLE = "more over four hours than there were attendances"


def measure_of(labels: Sequence[str]) -> str:
    """What a column counts, by all the labels over it; "" where that is nothing kept here."""
    words = plain(" ".join(labels)).replace("hrs", "hours").replace("hs ", "hours ")
    if "percent" in words or "%" in words or "performance" in words:
        return ""
    if "dta" in words.split() or "decision to admit" in words:
        return WAITED
    if "admission" in words and "arrival" not in words and "attendance" not in plain(labels[-1]):
        return OTHER_ADMITTED if re.search(r"other emergency|not via", words) else ADMITTED
    if "breach" in words or re.search(r"(?:over|>|more than|greater than)\s*4\s*h", words):
        return OVER
    if re.search(r"(?:within|under|less than|<|in)\s*4\s*h|4 hours or less", words):
        return WITHIN
    return ATTENDANCES if "attendance" in words else ""


def type_of(labels: Sequence[str]) -> str | None:
    """The type of department of a column: "1", "2", "other", each perhaps booked; "" for all; None for no type."""
    own = plain(labels[-1])
    if re.match(r"total\b", own):
        return ""
    found = next((code for pattern, code in TYPES if re.search(pattern, re.sub(r"other emergency", "", own))), None)
    if found is None and len(labels) == 1 and own in ("attendances", "breaches", "admissions"):
        return ""
    return f"{found} booked" if found and "booked" in own else found


def _splits(labels: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    measure = measure_of(labels) if labels else ""
    if measure in (WAITED, OTHER_ADMITTED):
        band = "12 hours or more" if re.search(r"12\s*\+|>\s*12|12 hours", plain(labels[-1])) else "4 to 12 hours"
        if measure == WAITED and re.search(r">\s*4", plain(labels[-1])):
            band = "4 hours or more"
        return measure, {"band": band} if measure == WAITED else {}
    kind = type_of(labels) if measure else None
    return (measure, {"type": kind} if kind else {}) if kind is not None else None


def _counts(table: Table) -> dict[int, tuple[str, dict[str, str]]]:
    areas = {n for n in columns_of(table) if n is not None}
    found = {n: _splits(labels) for n, labels in enumerate(table.labels) if n not in areas}
    return {n: one for n, one in found.items() if one is not None}


def _fits(table: Table) -> bool:
    measures = Counter(measure for measure, _ in _counts(table).values())
    return bool(measures[ATTENDANCES]) and bool(measures[OVER] or measures[WITHIN])


def recognise(sheet: Sheet) -> Table | None:
    """The table of attendances in a sheet, if there is one."""
    return find_table(sheet, _fits)


def take(table: Table, taking: Taking) -> None:
    """Read one table of attendances."""
    note_edition(taking, table, TITLE)
    counts = _counts(table)
    types = table.column(("type", "department type", "ae type"))
    found = lines(table, taking, columns_of(table), total_is_england=True)
    tell_missing_months(taking, found)
    for line in found:
        own_type = _own_type(line, types)
        if own_type is None:
            _take_unknown_type(taking, table, line, counts, text_of(line.cells[types or 0]))
            continue
        _take_line(taking, table, line, counts, own_type)
    _check_total(taking)


def _own_type(line: Line, types: int | None) -> dict[str, str] | None:
    """The type that a row of a tidy table is of, as a split; {} where rows are of all types."""
    if types is None:
        return {}
    said = plain(line.cells[types])
    if said in ("", *TOTALS):
        return {}
    if said in ("1", "2", "3"):
        return {"type": {"3": "other"}.get(said, said)}
    found = type_of([f"type {said}" if said.isdigit() else said])
    return {"type": found} if found else None


def _take_unknown_type(
    taking: Taking, table: Table, line: Line, counts: dict[int, tuple[str, dict[str, str]]], said: str
) -> None:
    """Its numbers are kept as set aside, so that no total is made of the other types alone."""
    for n, (measure, splits) in counts.items():
        if measure == WITHIN:
            measure = OVER
        found = Number(None, text_of(line.cells[n]), fault=f'a type of A&E department that is not known ("{said}")')
        taking.keep(line.where, measure, found, "", " / ".join(table.labels[n]), {**splits, "type": f'"{said}"'})


def _take_line(
    taking: Taking, table: Table, line: Line, counts: dict[int, tuple[str, dict[str, str]]], own_type: dict[str, str]
) -> None:
    numbers = {(m, tuple(s.items())): number(line.cells[n]) for n, (m, s) in counts.items()}
    for n, (measure, splits) in counts.items():
        found, all_of = numbers[measure, tuple(splits.items())], numbers.get((ATTENDANCES, tuple(splits.items())))
        if measure == WITHIN:
            measure, found = OVER, _less(all_of, found)
        if measure == OVER and all_of and None not in (found.value, all_of.value) and _more(found, all_of):
            found = found._replace(value=None, fault=IMPOSSIBLE)
        label = " / ".join(table.labels[n])
        unit = "attendances" if measure in (ATTENDANCES, OVER) else "people"
        taking.keep(line.where, measure, found, unit, label, {**splits, **own_type})


def _more(part: Number, whole: Number) -> bool:
    return (part.value or 0) > (whole.value or 0)


def _less(whole: Number | None, part: Number) -> Number:
    """Attendances over four hours from those within."""
    if whole is None or whole.value is None or part.value is None:
        return Number(None, part.raw, part.note or "not given")
    return Number(whole.value - part.value, part.raw, "attendances less those within four hours")


def _check_total(taking: Taking) -> None:
    """Say where the printed total of a month is not the sum of the organisations in the file."""
    rows = [row for row in taking.rows() if row["measure"] == ATTENDANCES and row["value"] is not None]
    for (first, kind), printed in _sums(row for row in rows if row["area_code"] == ENGLAND).items():
        added = _sums(row for row in rows if row["area_kind"] in ("trust", "provider")).get((first, kind))
        if added is not None and abs(added - printed) > 0.5:
            taking.remark(
                f"The printed total{f' of type {kind}' if kind else ''} of {first:%B %Y} is {printed:,.0f}, "
                f"the organisations add up to {added:,.0f}. Both are kept."
            )


def _sums(rows: Iterable[dict[str, Any]]) -> dict[tuple[Any, str], float]:
    sums: Counter[tuple[Any, str]] = Counter()
    for row in rows:
        sums[row["period_start"], row.get("type", "")] += row["value"]
    return dict(sums)
