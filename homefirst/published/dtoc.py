"""Delayed transfers of care, August 2010 to February 2020: days by month, council or trust, reason and who answers.

Shapes: a table with a column for each reason, or for NHS, social care and both, or for acute and non-acute, or all
three under one another; with the month in each row, beside its financial year, or in the sheet's title; and a long
table with a row for each reason. The national workbook (revised 10 September 2020) was read; workbooks by council of
single months are *unverified*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from homefirst.codes import Attribution, DtocReason
from homefirst.published.cells import number, plain, text_of
from homefirst.published.sheets import Sheet
from homefirst.published.table import (
    Line,
    Table,
    columns_of,
    empty_columns,
    find_table,
    lines,
    note_edition,
    tell_missing_months,
)
from homefirst.published.tidy import NO_TOTAL, Number, Taking

FAMILY = "dtoc"
SHOWN = 3  # reasons named where a total cannot be given
TITLE = "Delayed transfers of care"
LOOKED_FOR = "columns for the reasons A to O of a delayed transfer of care, or for NHS, social care and both"
DAYS, PATIENTS = "published.dtoc_days", "published.dtoc_people_on_one_day"
D = DtocReason
WORDS: tuple[tuple[tuple[str, ...], DtocReason], ...] = (
    (("completion of assessment",), D.ASSESSMENT),
    (("public funding",), D.PUBLIC_FUNDING),
    (("non-acute", "nhs"), D.NON_ACUTE_NHS_CARE),
    (("residential",), D.RESIDENTIAL_HOME),
    (("nursing",), D.NURSING_HOME),
    (("care package",), D.CARE_PACKAGE),
    (("equipment",), D.EQUIPMENT),
    (("choice",), D.CHOICE),
    (("dispute",), D.DISPUTES),
    (("housing",), D.HOUSING),
)
WHO = {
    "nhs": Attribution.NHS, "attributable to nhs": Attribution.NHS, "social care": Attribution.SOCIAL_CARE,
    "attributable to social care": Attribution.SOCIAL_CARE, "both": Attribution.BOTH,
    "attributable to both": Attribution.BOTH, "joint": Attribution.BOTH, "both nhs and social care": Attribution.BOTH,
}  # fmt: skip
SETTINGS = {"acute": "acute", "non-acute": "non-acute", "acute care": "acute", "non-acute care": "non-acute"}
NOT_DAYS = ("dtoc beds", "beds", "rate", "percent", "%", "per 100,000")
REASON_HEADS = ("reason", "reason for delay", "reason for delay name", "delay reason")
WHO_HEADS = ("attribution", "responsible organisation", "responsible org", "attributable to", "responsible body")
SETTING_HEADS = ("type of care", "care type", "setting")
VALUE_HEADS = ("days", "delayed days", "number of delayed days", "dtoc days", "value", "total delayed days")


def reason_of(label: str) -> DtocReason | None:
    """The reason that a label names, however it is worded; None where it names none."""
    words = plain(label)
    for needed, reason in WORDS:
        if all(word in words for word in needed):
            return reason
    return D.OTHER if words.strip(")( ") in ("other", "o) other", "o other", "o-other", "other reasons") else None


def splits_of(labels: Sequence[str]) -> dict[str, str] | None:
    """What the labels over a column split by; None where the column is no count of days or people."""
    if any(plain(label) in NOT_DAYS or "%" in label for label in labels):
        return None
    found: dict[str, str] = {}
    for label in labels:
        if reason := reason_of(label):
            found["reason"] = reason.value
        elif who := WHO.get(plain(label)):
            found["attribution"] = who.value
        elif setting := SETTINGS.get(plain(label)):
            found["setting"] = setting
    own = plain(labels[-1]) if labels else ""
    return found if found or own.startswith("total") or own in VALUE_HEADS else None


def _counts(table: Table) -> dict[int, dict[str, str]]:
    areas = {n for n in columns_of(table) if n is not None}
    found = {
        n: splits_of(labels) for n, labels in enumerate(table.labels) if labels and n not in areas and table.own[n]
    }
    return {n: splits for n, splits in found.items() if splits is not None}


def _is_wide(table: Table) -> bool:
    columns = columns_of(table)
    if columns.code is None and columns.name is None and columns.period is None:
        return False  # a row of groups over the head, not the head
    over = [[plain(label) for label in labels] for labels in table.labels]
    if len({reason_of(label) for labels in over for label in labels} - {None, D.OTHER}) >= 3:
        return True
    about = "delayed" in " ".join(table.told.values()).casefold() or columns.period is not None
    own = set(table.own)
    return about and ({"nhs", "social care"} <= own or {"acute", "non-acute"} <= own)


def _is_long(table: Table) -> bool:
    heads = (REASON_HEADS, VALUE_HEADS)
    if any(table.column(names) is None for names in heads):
        return False
    column = table.column(REASON_HEADS) or 0
    return any(reason_of(text_of(cells[column])) for _, cells in list(table.body())[:20])


def recognise(sheet: Sheet) -> Table | None:
    """The table of delays in a sheet, if there is one."""
    return find_table(sheet, _is_wide) or find_table(sheet, _is_long)


def take(table: Table, taking: Taking) -> None:
    """Read one table of delays."""
    note_edition(taking, table, TITLE)
    found = lines(table, taking, columns_of(table))
    tell_missing_months(taking, found)
    if _is_wide(table):
        _take_wide(table, taking, found)
    else:
        _take_long(table, taking, found)


def _measure(table: Table) -> tuple[str, str]:
    """Days, or people on the last Thursday of the month, as the sheet says of itself."""
    said = f"{table.told.get('title', '')} {table.told.get('summary', '')} {table.sheet.name}".casefold()
    return (PATIENTS, "people") if "number of patients" in said and "days" not in said else (DAYS, "days")


def _take_wide(table: Table, taking: Taking, found: list[Line]) -> None:
    measure, unit = _measure(table)
    counts = _counts(table)
    strange = _not_understood(table, found, counts)
    for n in strange:
        taking.remark(
            f'Column "{_head(table, n)}" is no reason or total that is known here: its numbers are not taken.'
        )
    for n in sorted(empty_columns(found, counts)):
        if found:
            taking.remark(f'Column "{table.labels[n][-1]}" holds no number in any row, so nothing is known of it.')
        counts.pop(n)
    lacking = [*(f'"{_head(table, n)}"' for n in strange), *_reasons_lacking(counts.values())]
    for line in found:
        for n, splits in counts.items():
            taking.keep(line.where, measure, number(line.cells[n]), unit, " / ".join(table.labels[n]), splits)
        _check_total(taking, line, counts)
    _give_no_total(taking, found, counts.values(), lacking, measure, unit)


def _head(table: Table, n: int) -> str:
    return " / ".join(table.labels[n])


def _not_understood(table: Table, found: Sequence[Line], counts: Mapping[int, object]) -> list[int]:
    """The columns from the first count on that hold numbers under a head that says neither days nor beds."""
    names = {n for n in columns_of(table) if n is not None}
    others = [
        n for n, labels in enumerate(table.labels)
        if labels and n >= min(counts, default=0) and n not in names and n not in counts
        and not any(plain(label) in NOT_DAYS or "%" in label for label in labels)
    ]  # fmt: skip
    return [n for n in others if n not in empty_columns(found, others)]


def _reasons_lacking(all_splits: Iterable[Mapping[str, str]]) -> list[str]:
    """The reasons that a file split by reason has nothing of; "other" was not always asked for."""
    there = {splits["reason"] for splits in all_splits if "reason" in splits}
    return [f"reason {r.value} ({r.label})" for r in D if r.value not in there and r is not D.OTHER] if there else []


def _give_no_total(
    taking: Taking,
    found: Sequence[Line],
    all_splits: Iterable[Mapping[str, str]],
    lacking: Sequence[str],
    measure: str,
    unit: str,
) -> None:
    """Where reasons are missing and no total is printed: rows that say so, that none be made of those there are."""
    known = [dict(splits) for splits in all_splits]
    wanted = [whole for whole in _wholes(known) if whole not in known]
    if not found or not lacking or not wanted:
        return
    reason = f"{NO_TOTAL}: without {', '.join(lacking[:SHOWN])}{' and more' if len(lacking) > SHOWN else ''}"
    taking.remark(f"{reason[0].upper()}{reason[1:]}. So nothing is added up over reasons.")
    for where in dict.fromkeys(line.where._replace(place=_sheet_of(line.where.place)) for line in found):
        for whole in wanted:
            taking.keep(where, measure, Number(None, "", reason), unit, "", whole)


def _sheet_of(place: str) -> str:
    """The sheet of a row's place."""
    return place.rsplit("!", 1)[0]


def _wholes(all_splits: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """What could be added up over reasons: for each column of a reason, every choice of its other splits."""
    found: dict[tuple[tuple[str, str], ...], None] = {}
    for splits in all_splits:
        rest = sorted((name, word) for name, word in splits.items() if name != "reason")
        if "reason" in splits:
            found |= {some: None for n in range(len(rest) + 1) for some in combinations(rest, n)}
    return [dict(some) for some in found]


def _check_total(taking: Taking, line: Line, counts: Mapping[int, Mapping[str, str]]) -> None:
    totals = [n for n, splits in counts.items() if not splits]
    parts = [number(line.cells[n]).value for n, splits in counts.items() if splits]
    whole = number(line.cells[totals[0]]).value if len(totals) == 1 else None
    if whole is None or len({tuple(splits) for splits in counts.values() if splits}) != 1 or None in parts:
        return
    if abs(sum(filter(None, parts)) - whole) > 0.5:
        where = f"{line.where.area.name}, {line.where.span.raw} ({line.where.place})"
        taking.remark(f"The parts do not add up to the printed total for {where}; both are kept as published.")


def _take_long(table: Table, taking: Taking, found: list[Line]) -> None:
    reason, value = table.column(REASON_HEADS) or 0, table.column(VALUE_HEADS) or 0
    there: dict[tuple[tuple[str, str], ...], None] = {}
    strange: dict[str, None] = {}
    for line in found:
        label = text_of(line.cells[reason])
        code = reason_of(label)
        if code is None and "total" not in plain(label):
            taking.set_aside("a reason for delay that is not of the list A to O", f'"{label}" at {line.where.place}')
            strange[f'"{label}"'] = None
            continue
        splits = {**({"reason": code.value} if code else {}), **_other_splits(table, line)}
        there[tuple(splits.items())] = None
        taking.keep(line.where, DAYS, number(line.cells[value]), "days", label, splits)
    all_splits = [dict(some) for some in there]
    _give_no_total(taking, found, all_splits, [*strange, *_reasons_lacking(all_splits)], DAYS, "days")


def _other_splits(table: Table, line: Line) -> dict[str, str]:
    """Who answers and where, in a row of a long table."""
    who, setting = table.column(WHO_HEADS), table.column(SETTING_HEADS)
    splits = {}
    if who is not None and (found_who := WHO.get(plain(line.cells[who]))):
        splits["attribution"] = found_who.value
    if setting is not None and (found_setting := SETTINGS.get(plain(line.cells[setting]))):
        splits["setting"] = found_setting
    return splits
