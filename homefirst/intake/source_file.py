"""Files as people hand them over: found in folders, looked at before they are read, opened packed or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from homefirst.intake.hl7_split import looks_like_hl7

LOOK = 65_536  # bytes read to tell what a file is
PASSED_OVER = frozenset((".toml", ".md", ".py", ".pyc", ".html", ".css", ".js", ".log", ".sqlite", ".pdf"))


class Unreadable(ValueError):
    """A file that cannot be read at all, in one sentence that names it and says what to do next."""


def files(paths: Iterable[Path | str]) -> Iterator[Path]:
    """Every file that is named, or lies in a folder that is named, once each and folders in order of name.

    In a folder, hidden files and those that hold nobody's events (mappings, pages, programs) are passed over.
    """
    seen: set[Path] = set()
    for path in map(Path, paths):
        for file in sorted(filter(_wanted, path.rglob("*"))) if path.is_dir() else (path,):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _wanted(file: Path) -> bool:
    hidden = file.name.startswith((".", "__"))
    return file.is_file() and not hidden and file.suffix.lower() not in PASSED_OVER


def opened(file: Path) -> BinaryIO:
    """The file's bytes, unpacked if it is gzip. Raises Unreadable when it cannot be opened."""
    try:
        return cast(BinaryIO, gzip.open(file)) if _is_packed(file) else file.open("rb")
    except FileNotFoundError:
        raise Unreadable(f"There is no file {file}. Check how it is spelled, and in which folder it lies.") from None
    except OSError as error:
        raise Unreadable(f"{file} cannot be opened: {error.strerror}. Ask for the right to read it.") from None


def _is_packed(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def kind_of(file: Path) -> str:
    """What a file is by its first bytes: "hl7" or "extract". All of a packed one is looked at. Raises Unreadable."""
    first = _looked_at(file)
    if not first.strip(b"\xef\xbb\xbf \t\r\n\x1a"):
        raise Unreadable(f"{file} is empty: nothing was read from it. Ask whoever made it to send it again.")
    if looks_like_hl7(first):
        return "hl7"
    if b"\0" in first and first[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable(f"{file} is not text, so it is neither HL7 v2 nor an extract. Check which file was meant.")
    return "extract"


def _looked_at(file: Path) -> bytes:
    with opened(file) as stream:
        try:
            first = stream.read(LOOK)
            while first and _is_packed(file) and stream.read(LOOK):
                pass
        except (EOFError, zlib.error, OSError):
            raise Unreadable(
                f"{file} is cut short or damaged and cannot be unpacked; nothing in it was kept. Ask for it again."
            ) from None
    return first
