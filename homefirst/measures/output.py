"""Answers as a table, as CSV and as JSON. Pure: text in, text out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

from homefirst.measures.value import Value

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
PLAIN = tuple(f.name for f in fields(Value) if f.name != "group")


def columns(values: Sequence[Value]) -> list[str]:
    """The columns of the table: the measure, each split, then the rest."""
    splits = dict.fromkeys(split for value in values for split in value.group)
    return [PLAIN[0], *splits, *PLAIN[1:]]


def table_rows(values: Sequence[Value]) -> list[dict[str, Any]]:
    """One flat row for each answer, numbers as numbers and days as 2026-01-31."""
    names = columns(values)
    flat = ({**value.group, **asdict(value)} for value in values)
    return [{name: _plain(row.get(name, "")) for name in names} for row in flat]


def _plain(cell: Any) -> Any:
    return cell.isoformat() if hasattr(cell, "isoformat") else cell


def as_csv(values: Sequence[Value]) -> str:
    """The table as CSV. Text that a spreadsheet would run as a formula has a quote put before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns(values))
    writer.writerows([_cell(cell) for cell in row.values()] for row in table_rows(values))
    return out.getvalue()


def _cell(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def as_json(values: Iterable[Value]) -> str:
    """The answers as JSON, each with its group."""
    rows = [
        {key: _plain(cell) for key, cell in {**asdict(value), "group": dict(value.group)}.items()} for value in values
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
