"""The rows of a CSV file, packed or not, in whatever encoding it came. A cell is text and stays text."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from homefirst.intake.mapping import ExtractFault, Mapping
from homefirst.intake.source_file import opened

BATCH_ROWS = 2_000
LONGEST_CELL = 5_000_000


def row_as_csv(headings: list[str], cells: list[str]) -> bytes:
    """A row with its headings as CSV, so that it can be read alone."""
    text = io.StringIO()
    csv.writer(text).writerows((headings, cells))
    return text.getvalue().encode()


def batches(file: Path, mapping: Mapping) -> Iterator[tuple[list[str], list[tuple[int, list[str]]]]]:
    """Headings with up to BATCH_ROWS numbered rows at a time; rows that are wholly empty are passed over."""
    csv.field_size_limit(LONGEST_CELL)
    with opened(file) as stream, io.TextIOWrapper(stream, _encoding(file, mapping), newline="") as text:
        reader = csv.reader(text, delimiter=mapping.delimiter)
        try:
            headings = _headings(next(reader, []), file, mapping)
            batch: list[tuple[int, list[str]]] = []
            for number, cells in enumerate(reader, 1):
                if any(cells):
                    batch.append((number, cells))
                if len(batch) >= BATCH_ROWS:
                    yield headings, batch
                    batch = []
            if batch:
                yield headings, batch
        except (csv.Error, UnicodeDecodeError) as fault:
            raise ExtractFault(
                f"{file} stops being readable as CSV after line {reader.line_num}: {_plainly(fault)}. Mend it there "
                "and read it again; what was read before that line is kept."
            ) from None


def _plainly(fault: Exception) -> str:
    if isinstance(fault, UnicodeDecodeError):
        return f"it is not written in {fault.encoding}"
    return str(fault)


def _headings(cells: list[str], file: Path, mapping: Mapping) -> list[str]:
    headings = [cell.strip().removeprefix("\ufeff") for cell in cells]
    twice = sorted({name for name in headings if name and headings.count(name) > 1} & mapping.columns())
    if twice:
        raise ExtractFault(f'{file} has two columns called "{twice[0]}"; rename one of them.')
    missing = sorted(mapping.columns() - set(headings))
    if missing:
        found = len(mapping.columns()) - len(missing)
        raise ExtractFault(
            f'{file} has no column "{missing[0]}", which {mapping.file} needs. Its first line must hold the headings: '
            f"of its {len(headings)} cells, {found} are columns that are looked for. Lacking: {', '.join(missing)}."
        )
    return headings


def _encoding(file: Path, mapping: Mapping) -> str:
    """As the mapping says; else by the byte-order mark; else UTF-8 if all of the file is, and Windows-1252 if not."""
    if mapping.encoding:
        return _known_encoding(mapping)
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened(file) as stream:
        first = stream.read(65_536)
        if first[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        try:
            while first:
                decoder.decode(first)
                first = stream.read(65_536)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _known_encoding(mapping: Mapping) -> str:
    try:
        return codecs.lookup(mapping.encoding).name
    except LookupError:
        said = f'encoding "{mapping.encoding}" is not known; say "utf-8", "cp1252" or leave it out'
        raise ExtractFault(f"{mapping.file}, top of the file: {said}.") from None
