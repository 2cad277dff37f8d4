"""What a code list is, and where each one comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar


class Code(StrEnum):
    """One code of a closed list, with the words that staff know it by."""

    label: str

    # Every part but the value has a default, here and below, only so that Pathway("1") passes the type checker.
    def __new__(cls, value: str, label: str = "", *_more: object) -> Self:
        code = str.__new__(cls, value)
        code._value_ = value
        code.label = label
        return code


@dataclass(frozen=True)
class Provenance:
    """Where a list was read, so that a reader can go and look.

    `dated` is the date of the document, `read_on` the year and month in which it was read. `verified` is False
    where codes or wording came from general knowledge and have not been held against the document.
    """

    source: str
    dated: str
    read_on: str = "2026-11"
    verified: bool = True
    note: str = ""


@dataclass(frozen=True)
class CodeList:
    """A closed list of codes, as shown on a page or printed in the manual."""

    name: str
    title: str
    codes: type[Code]
    provenance: Provenance

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)


OURS = Provenance(
    "homefirst's own list",
    "2026-11",
    note="No national list says this for every service, so we keep a short one in staff's words.",
)

C = TypeVar("C", bound=StrEnum)


def find_code(codes: type[C], text: str) -> C | None:
    """The code that this text is, or None: an unknown code from outside is a fact, never an error."""
    try:
        return codes(text.strip())
    except ValueError:
        return None
