"""The acute discharge situation report: each day's people who no longer meet the criteria to reside, and who left.

Shapes: a row for each trust and day (as read, 2022); NHS England's monthly CSV from 2024, a row for each metric
(`Period, Level, Region, ICB, Org Code, Org Name, Metric, Metric Type, Metric Group, Value`, as public code reads it);
and a workbook with a column for each day, *unverified*. A nought where a trust always has many is a day without a
report: it is set aside and never counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from homefirst.codes import DelayReason
from homefirst.published.cells import When, either_way, number, order_of, plain, read_day, text_of
from homefirst.published.places import ENGLAND, area_of, is_code
from homefirst.published.sheets import Sheet
from homefirst.published.table import CODES, NAMES, Columns, Line, Table, columns_of, find_table, lines, note_edition
from homefirst.published.tidy import SET_ASIDE, Area, Span, Taking, Where

FAMILY = "discharge"
TITLE = "Acute discharge situation report"
LOOKED_FOR = "days with people who no longer meet the criteria to reside, or people discharged, by trust"
NOT_MEETING, REMAINING = "published.no_longer_meeting_criteria", "published.remaining_no_longer_meeting"
DISCHARGED, BED_DAYS = "published.discharged", "published.additional_bed_days"
BY_REASON, BY_DESTINATION = "published.delayed_by_reason", "published.discharged_by_destination"
DAYS = ("date", "period", "day", "report date", "census date")
USUAL = 10  # where even the lowest quarter of a trust's days has so many, a nought is no count
TRUSTS = 5  # that all have nought on a day before the whole day is taken for one without reports
NOT_CERTAIN = "a day that may be written day first or month first, where its area has days that are month first"
NOT_REPORTED = "a nought that stands for a day without a report"
Meaning = tuple[str, dict[str, str]]


def meaning_of(text: str) -> Meaning | None:
    """The measure and splits that a metric's words name; None where they name none that is kept."""
    words = plain(text).replace("17:00", "1700").replace("17:01", "1701").replace("23:59", "2359")
    if "cost" in words:
        return None
    if "bed days" in words:
        found = re.search(r"(\d+)\s*(?:\+|days|or)", words.split("bed days", 1)[1])
        return BED_DAYS, {"band": f"{found[1]}+"} if found else {}
    if ("criteria" in words and "not" in words) or "no longer meet" in words or "nctr" in words:
        return (REMAINING if "remain" in words or "not discharged" in words else NOT_MEETING), {}
    if "discharged" not in words and "discharges" not in words:
        return None
    if re.search(r"1701|after 1700|2359", words):
        return DISCHARGED, {"time": "17:01 to 23:59"}
    return DISCHARGED, {"time": "by 17:00"} if "1700" in words else {}


def recognise(sheet: Sheet) -> Table | None:
    """The table of daily counts in a sheet, if there is one."""
    by_row = find_table(sheet, _is_long) or find_table(sheet, _is_by_row)
    return by_row or find_table(sheet, _has_days) or find_table(sheet, _has_days_under_its_title)


def _is_long(table: Table) -> bool:
    return {"metric", "value"} <= set(table.own) and table.column(DAYS) is not None


def _is_by_row(table: Table) -> bool:
    return table.column(DAYS) is not None and table.column(CODES) is not None and bool(_meanings(table))


def _has_days(table: Table) -> bool:
    return len(_days(table, titled=False)) >= 2


def _has_days_under_its_title(table: Table) -> bool:
    return len(_days(table)) >= 2 and table.column(CODES) is not None


def _meanings(table: Table) -> dict[int, Meaning]:
    return {n: found for n, labels in enumerate(table.labels) if labels and (found := meaning_of(" ".join(labels)))}


def _days(table: Table, titled: bool = True) -> dict[int, tuple[date, Meaning]]:
    """For each column under a day: the day, and what its other labels (or if `titled` the sheet's title) count."""
    title = f"{table.told.get('title', '')} {table.sheet.name}"
    order = order_of(label for labels in table.labels for label in labels)
    month_first = bool(order.month_first) and not order.day_first
    found = {}
    for n, labels in enumerate(table.labels):
        days = [day for label in labels if (day := read_day(label, month_first))]
        words = " ".join(label for label in labels if not read_day(label, month_first))
        meaning = meaning_of(words) or (meaning_of(f"{title} {words}") if titled else None)
        if days and meaning:
            found[n] = (days[0][0], meaning)
    return found


def take(table: Table, taking: Taking) -> None:
    """Read one table of daily counts."""
    note_edition(taking, table, TITLE)
    if _is_long(table):
        _take_long(table, taking)
    elif _is_by_row(table):
        _take_rows(table, taking)
    else:
        _take_columns(table, taking)


def settle(taking: Taking) -> None:
    """When all of a file is read: set aside the noughts that cannot be counts, and say what does not add up."""
    daily = [row for row in taking.rows() if row["measure"] in (NOT_MEETING, REMAINING, DISCHARGED)]
    for row in _not_reports(daily):
        row["raw_value"] = row["raw_value"] or "0"
        taking.withdraw(row, NOT_REPORTED)
    kept = sum(row["value"] == 0 and not row.get("time") for row in daily)
    if kept:
        taking.remark(f"{kept:,} noughts are kept as published: small numbers are usual there, so they may be true.")


def _day_reader(table: Table, columns: Columns, taking: Taking) -> Any:
    """A reader of a row's day: month first where the whole column is, and refused where its area shows both ways."""
    column = columns.period or 0
    whole = order_of(cells[column] for _, cells in table.body())
    month_first = bool(whole.month_first) and not whole.day_first
    if month_first:
        taking.repaired("days written month first", table.labels[column][-1])
    elif whole.either and not whole.day_first and not whole.month_first:
        taking.remark(
            f'The days under "{table.labels[column][-1]}" could all be read day first or month first. They are read '
            "day first: look whether the months are those you expect."
        )
    mixed = _areas_month_first(table, columns) if whole.day_first and whole.month_first else frozenset()

    def read(whose: Any, cell: Any) -> When:
        if whose in mixed and either_way(cell):
            return When(None, refused=NOT_CERTAIN)
        day = read_day(cell, month_first or (whose in mixed and not _only_day_first(cell)))
        return When(Span(day[0], day[0], text_of(cell)), day[1]) if day else When(None)

    return read


def _only_day_first(cell: Any) -> bool:
    return bool(order_of([cell]).day_first)


def _areas_month_first(table: Table, columns: Columns) -> frozenset[str]:
    """The areas with a day that can only be month first, in a file where others can only be day first."""
    cells_of: dict[str, list[Any]] = {}
    for _, cells in table.body():
        cells_of.setdefault(_whose(cells, columns), []).append(cells[columns.period or 0])
    return frozenset(whose for whose, some in cells_of.items() if order_of(some).month_first)


def _whose(cells: Sequence[Any], columns: Columns) -> str:
    """Whose row it is, as it is written: by its code, or else its name."""
    at = columns.year
    return text_of(cells[at]) if at is not None else ""


def _columns(table: Table) -> Columns:
    """Those of area and day; the area stands as well where a year would, so that a day is read as its area's."""
    found = columns_of(table, DAYS)
    return found._replace(year=found.name if found.code is None else found.code)


def _take_rows(table: Table, taking: Taking) -> None:
    columns = _columns(table)
    meanings = _meanings(table)
    for line in lines(table, taking, columns, _day_reader(table, columns, taking), neighbours=False):
        for n, (measure, splits) in meanings.items():
            taking.keep(line.where, measure, number(line.cells[n]), "people", table.labels[n][-1], splits)
        _check_parts(taking, line, meanings)


def _check_parts(taking: Taking, line: Line, meanings: dict[int, Meaning]) -> None:
    found = {s.get("time", ""): number(line.cells[n]).value for n, (m, s) in meanings.items() if m == DISCHARGED}
    parts = [found.get("by 17:00"), found.get("17:01 to 23:59")]
    whole = found.get("")
    if None not in (*parts, whole) and abs(sum(filter(None, parts)) - (whole or 0)) > 0.5:
        where = f"{line.where.area.name}, {line.where.span.raw}"
        taking.remark(f"Discharges by 17:00 and after do not add up to the total: {where}. Kept as published.")


def _take_columns(table: Table, taking: Taking) -> None:
    """A column for each day and count; regions, boards and trusts may stand under one another, each with a head."""
    days = _days(table, titled=False) or _days(table)
    code, name = table.column(CODES), table.column(NAMES)
    for n, cells in table.body():
        heads = [plain(cell) for cell in cells]
        if any(head in CODES for head in heads):
            code = next(i for i, head in enumerate(heads) if head in CODES)
            name = next((i for i, head in enumerate(heads) if head in NAMES), None)
            continue
        area = _area_of_row(cells, code, name, min(days))
        if area is None:
            continue
        for column, (day, (measure, splits)) in days.items():
            where = Where(area, Span(day, day, day.isoformat()), table.sheet.place(n))
            taking.keep(where, measure, number(cells[column]), "people", " / ".join(table.labels[column]), splits)


def _area_of_row(cells: Sequence[Any], code: int | None, name: int | None, first: int) -> Area | None:
    """Whose row it is, left of the first day: by the columns of code and name, else by any cell that is a code."""
    found = code if code is not None and text_of(cells[code]) else None
    if found is None:
        found = next((n for n in range(first) if is_code(cells[n])), None)
    said = next(
        (text_of(cells[n]) for n in (name, *range(first)) if n is not None and "england" in plain(cells[n])), ""
    )
    if found is None:
        return area_of("", said).area if said and area_of("", said).area.kind == "england" else None
    beside = name if name is not None and name < first else found + 1
    return area_of(text_of(cells[found]), text_of(cells[beside]) if beside < first else "").area


def _take_long(table: Table, taking: Taking) -> None:
    columns = _columns(table)
    heads = {name: table.column((name,)) for name in ("metric", "metric group", "metric type", "value", "level")}
    found = list(lines(table, taking, columns, _day_reader(table, columns, taking), neighbours=False))
    usual = _usual_month(found)
    for line in found:
        said = {name: text_of(line.cells[n]) if n is not None else "" for name, n in heads.items()}
        first = line.where.span.first
        if usual and first and (first.year, first.month) != usual:
            taking.set_aside(
                "a day of another month than the rest of the file", f"{line.where.span.raw} at {line.where.place}"
            )
            continue
        meaning = _long_meaning(said)
        if meaning is None:
            taking.set_aside("a metric that is not taken here", f'"{said["metric"]}"')
            continue
        where = line.where._replace(area=_level(line.where, said["level"]))
        taking.keep(where, meaning[0], number(said["value"]), "people", said["metric"], meaning[1])


def _level(where: Where, level: str) -> Area:
    return (
        Area(ENGLAND, "England", "england", where.area.raw) if plain(level) in ("national", "england") else where.area
    )


def _long_meaning(said: dict[str, str]) -> Meaning | None:
    group = plain(said["metric group"])
    if "cost" in group:
        return None
    if group.startswith("delay reason"):
        band = re.search(r"\d+\+", said["metric group"])
        return BY_REASON, {"reason": _reason(said["metric"]), "band": band.group() if band else ""}
    if "destination" in group:
        return BY_DESTINATION, {"destination": said["metric"]}
    return meaning_of(f"{said['metric group']} {said['metric']}" if "bed days" in group else said["metric"])


def _reason(label: str) -> str:
    """The national reason with these words, without regard to dashes and spaces; the words themselves if none."""
    wanted = re.sub(r"[^a-z0-9]", "", plain(label))
    return next((r.value for r in DelayReason if re.sub(r"[^a-z0-9]", "", plain(r.label)) == wanted), label)


def _usual_month(found: Sequence[Line]) -> tuple[int, int] | None:
    """The month of nine rows in ten, where there is one."""
    months = Counter((f.year, f.month) for line in found if (f := line.where.span.first))
    if not months:
        return None
    (month, times), *_ = months.most_common(1)
    return month if times >= 0.9 * len(found) else None


def _not_reports(daily: Sequence[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The noughts that stand for no report: on a day when every trust has nought, or where a trust always has many."""
    counted = [row for row in daily if row["status"] != SET_ASIDE and row["value"] is not None]
    by_trust: dict[tuple[str, str, str], list[float]] = {}
    by_day: dict[tuple[str, date], list[float]] = {}
    for row in counted:
        if row["value"] > 0:
            by_trust.setdefault((row["measure"], row["area_code"], row.get("time", "")), []).append(row["value"])
    for row in daily:
        if not row.get("time") and row["area_kind"] in ("trust", "provider"):
            by_day.setdefault((row["measure"], row["period_start"]), []).append(row["value"] or 0)
    silent = {key for key, values in by_day.items() if len(values) >= TRUSTS and not any(values)}
    lacking = {
        (row["measure"], row["area_code"], row["period_start"])
        for row in counted
        if row["value"] == 0 and not row.get("time")
        and ((row["measure"], row["period_start"]) in silent
             or _low_quarter(by_trust.get((row["measure"], row["area_code"], ""), [])) >= USUAL)
    }  # fmt: skip
    return [row for row in counted if row["value"] == 0 and _day_key(row) in lacking]


def _day_key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["measure"], row["area_code"], row["period_start"]


def _low_quarter(values: Sequence[float]) -> float:
    """The number that three quarters of days have at least; 0 where too few days are known."""
    return sorted(values)[len(values) // 4] if len(values) >= TRUSTS else 0
