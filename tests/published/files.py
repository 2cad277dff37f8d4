"""Small look-alikes of published files, written in the tests: CSV text and workbooks of a few cells."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from homefirst.published import Imported, read

SHARED = Path(__file__).parents[3] / "shared" / "data"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook of these sheets: texts, numbers and empty cells (None or "")."""
    names = list(sheets)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET}"/>' for n in range(1, len(names) + 1)
    )
    listed = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    parts = "".join(
        f'<Relationship Id="r{n}" Type="{RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    rels = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", f"{TYPES}{overrides}</Types>")
        target = f'<Relationship Id="r1" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/>'
        book.writestr("_rels/.rels", f"{rels}{target}</Relationships>")
        book.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{listed}</sheets></workbook>'
        )
        book.writestr("xl/_rels/workbook.xml.rels", f"{rels}{parts}</Relationships>")
        for n, rows in enumerate(sheets.values(), 1):
            cells = "".join(_row(number, row) for number, row in enumerate(rows, 1))
            book.writestr(
                f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
            )
    return path


def _row(number: int, row: Sequence[Any]) -> str:
    return f'<row r="{number}">{"".join(_cell(f"{_letters(n)}{number}", cell) for n, cell in enumerate(row))}</row>'


def _cell(at: str, cell: Any) -> str:
    if cell in ("", None):
        return ""
    if isinstance(cell, int | float):
        return f'<c r="{at}"><v>{cell}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>'


def _letters(n: int) -> str:
    return (_letters(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def read_text(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Imported:
    """A text as a published file, read."""
    (folder / name).write_bytes(text.encode(encoding))
    return read(folder / name)


def rows(imported: Imported, **wanted: str) -> list[dict[str, Any]]:
    """The tidy rows with these cells."""
    return [row for row in imported.rows.to_pylist() if all(row[name] == word for name, word in wanted.items())]


def value(imported: Imported, **wanted: str) -> float | None:
    """The number of the one row with these cells."""
    (row,) = rows(imported, **wanted)
    return row["value"]  # type: ignore[no-any-return]


def told(some: Sequence[Any]) -> str:
    """What was repaired or set aside, in one text."""
    return "\n".join(str(one) for one in some)
