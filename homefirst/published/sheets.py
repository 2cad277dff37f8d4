"""From a file on disk to sheets of cells, whatever it is wrapped in: CSV, xls, xlsx, xlsb, ods, gz, bz2, xz, zip, tar.

What a file is, is looked for in its bytes and not in its name.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import hashlib
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from homefirst.published.cells import plain, read_day, text_of
from homefirst.published.tidy import PublishedFault

LARGEST = 400_000_000  # bytes of a file once unpacked
MEMBERS = 500
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
WRAPPED: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}


@dataclass
class Sheet:
    """A table of cells as the file holds them, from its first row. `text` is set instead where the file is JSON."""

    name: str
    rows: list[list[Any]]
    text: str = ""
    repaired: list[str] = field(default_factory=list)
    file: str = ""

    @property
    def called(self) -> str:
        """Its own name and that of its file, in which some publishers tell the day or year."""
        return " ".join(dict.fromkeys([self.name, self.file]))

    def place(self, row: int) -> str:
        """Where a row (from 0) stands, as a person would look for it."""
        return f"{self.name}!{row + 1}"


@dataclass(frozen=True)
class Opened:
    """A file's sheets and the fingerprint of its bytes."""

    sheets: tuple[Sheet, ...]
    sha256: str


def open_file(path: Path) -> Opened:
    """Every sheet of a file. Raises PublishedFault where it cannot be opened or is no table at all."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PublishedFault(
            f"{path} cannot be read: {error.strerror}. Give the path of a file that was downloaded."
        ) from None
    if not content:
        raise PublishedFault(f"{path.name} is empty. Download it again.")
    try:
        sheets = tuple(_sheets(content, path.name))
    except (EOFError, OSError, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError) as error:
        raise PublishedFault(f"{path.name} is damaged ({type(error).__name__}). Download it again.") from None
    for sheet in sheets:
        sheet.file = path.name
    return Opened(sheets, hashlib.sha256(content).hexdigest())


def _sheets(content: bytes, name: str) -> Iterator[Sheet]:
    for magic, unpack in WRAPPED.items():
        if content.startswith(magic):
            with unpack(io.BytesIO(content)) as packed:
                yield from _sheets(_limited(packed, name), name.rsplit(".", 1)[0])
            return
    if content.startswith(ZIP):
        yield from _zipped(content, name)
    elif content.startswith(OLE):
        yield from _workbook(content, name)
    elif content[257:262] == b"ustar":
        yield from _tarred(content)
    else:
        yield _text(content, name)


def _limited(packed: Any, name: str) -> bytes:
    content: bytes = packed.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise PublishedFault(
            f"{name} unpacks to more than {LARGEST // 10**6} million bytes. Unpack it and give its parts."
        )
    return content


def _zipped(content: bytes, name: str) -> Iterator[Sheet]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        if "[Content_Types].xml" in names or "mimetype" in names:
            yield from _workbook(content, name)
            return
        for member in names[:MEMBERS]:
            if not member.endswith("/") and not member.startswith("__MACOSX"):
                with packed.open(member) as part:
                    yield from _sheets(_limited(part, member), member)


def _tarred(content: bytes) -> Iterator[Sheet]:
    with tarfile.open(fileobj=io.BytesIO(content)) as packed:
        for member in packed.getmembers()[:MEMBERS]:
            part = packed.extractfile(member) if member.isfile() else None
            if part is not None:
                yield from _sheets(_limited(part, member.name), member.name)


def _workbook(content: bytes, name: str) -> Iterator[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            yield Sheet(sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
    except PublishedFault:
        raise
    except Exception as error:  # the reader of workbooks raises kinds of its own
        raise PublishedFault(
            f"{name} is not a workbook that can be opened ({type(error).__name__}). Open it in a spreadsheet, "
            "save it as xlsx or CSV, and give that."
        ) from None


def _text(content: bytes, name: str) -> Sheet:
    text, repaired = _decoded(content)
    begins = text.lstrip()[:200].lower()
    if begins.startswith(("{", "[")):
        return Sheet(name, [], text)
    if begins.startswith(("<!doctype", "<html", "<?xml", "%pdf")) or "\x00" in text[:2000]:
        raise PublishedFault(
            f"{name} is no table: it begins as a web page, a PDF or a program. Download the CSV or workbook."
        )
    rows: list[list[Any]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    return Sheet(name, rows, repaired=repaired)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """The text and what had to be mended to read it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), ["text in UTF-16"]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), ["text in Windows letters (cp1252)"]


def _delimiter(text: str) -> str:
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    return max(",\t;|", key=lambda mark: sum(min(line.count(mark), 50) for line in lines))


def told_above(sheet: Sheet, rows: int = 40) -> dict[str, str]:
    """What a sheet says of itself above its table: title, period, published, revised, source ..."""
    told: dict[str, str] = {}
    for row in sheet.rows[:rows]:
        cells = [text_of(cell) for cell in row if text_of(cell)]
        if cells and cells[0].endswith(":") and len(cells) > 1:
            told.setdefault(plain(cells[0]), cells[1])
        elif len(cells) == 1 and ": " in cells[0][:20]:
            label, _, said = cells[0].partition(":")
            told.setdefault(plain(label), said.strip())
        elif len(cells) == 1 and not told.get("title"):
            told.setdefault("title", cells[0])
    return told


def edition(told: dict[str, str]) -> str:
    """The day of the edition: of its revision if it was revised, else of its publication; "" where it is not said."""
    for label in ("revised", "last revised", "published", "publication date", "date published", "date of publication"):
        if found := read_day(told.get(label, "")):
            return found[0].isoformat()
    return ""


def labels_above(sheet: Sheet, head: int, deep: int = 3) -> list[list[str]]:
    """For each column the labels over it, from the top down: those of groups stand over every column they reach."""
    width = max(len(row) for row in sheet.rows[head : head + 1] + sheet.rows[max(0, head - deep) : head])
    layers = [_spread(sheet.rows[n], width) for n in range(max(0, head - deep), head) if _is_group(sheet.rows[n])]
    own = [_lowest(sheet, head, deep, n) for n in range(width)]
    return [
        [*(layer[n] for layer in layers if layer[n] not in ("", own[n])), own[n]] if own[n] else []
        for n in range(width)
    ]


def _lowest(sheet: Sheet, head: int, deep: int, column: int) -> str:
    """The label of one column: in the head, or above it where a label stands over several rows."""
    for n in range(head, max(-1, head - deep - 1), -1):
        row = sheet.rows[n]
        if column < len(row) and text_of(row[column]) and (n == head or _is_group(row)):
            return text_of(row[column]) if n == head or _stands_alone(row, column) else ""
    return ""


def _stands_alone(row: list[Any], column: int) -> bool:
    """Whether a label reaches over its own column only, so that it is no group's."""
    return column + 1 < len(row) and bool(text_of(row[column + 1]))


def _is_group(row: list[Any]) -> bool:
    """Whether a row above a table's head names groups of columns, and tells nothing about the sheet."""
    cells = [text_of(cell) for cell in row if text_of(cell)]
    return bool(cells) and not cells[0].endswith(":") and all(len(cell) < 120 for cell in cells)


def _is_number(cell: Any) -> bool:
    """Whether a cell above a head is a number that labels nothing, and no day as a spreadsheet keeps it."""
    return isinstance(cell, int | float) and read_day(cell) is None


def _spread(row: list[Any], width: int) -> list[str]:
    spread, last = [], ""
    for n in range(width):
        word = text_of(row[n]) if n < len(row) and not _is_number(row[n]) else ""
        last = word or last
        spread.append(last)
    return spread
