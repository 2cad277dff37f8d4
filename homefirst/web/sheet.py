"""Tables as CSV that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from starlette.responses import Response

Cell = str | int | float | date | None
RUNS = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take text for a formula


def safe(cell: Cell) -> Cell:
    """The cell; text that a spreadsheet would run gets a quotation mark before it. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS) else cell


def sheet(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV, with a byte order mark so that Excel reads it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def download(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The table as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(sheet(headings, rows), media_type="text/csv; charset=utf-8", headers=headers)
