"""Whose number it is: councils under the codes and names of every year, and what kind an organisation's code is of.

Councils: councils.csv, codes of the Office for National Statistics with the older three-figure codes of councils with
social services, as they stand side by side in NHS England's files. Codes of 2023 and later are *unverified*.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from homefirst.published.cells import plain, text_of
from homefirst.published.tidy import Area

ENGLAND = "E92000001"
COUNCILS = Path(__file__).parent / "councils.csv"
ENGLAND_NAMES = {
    "england",
    "england total",
    "total england",
    "all england",
    "national",
    "england (total)",
    "nhs england",
}
ENGLAND_CODES = {"E92000001", "ENG", "-", "ENGLAND", "E92"}
COMMON = {
    "city",
    "county",
    "of",
    "upon",
    "on",
    "the",
    "council",
    "borough",
    "metropolitan",
    "royal",
    "district",
    "ua",
    "cc",
    "mbc",
}
KINDS = (
    (r"E92\d{6}", "england"), (r"E12\d{6}", "region"), (r"E(?:06|08|09|10)\d{6}", "council"), (r"E07\d{6}", "district"),
    (r"[EW]01\d{6}", "lsoa"), (r"E02\d{6}", "msoa"), (r"E54\d{6}", "icb"), (r"[WSN]\d{8}", "council"),
    (r"Q[A-Z0-9]{2}", "icb"), (r"Y[56]\d", "region"), (r"R[A-Z0-9]{2}(?:[A-Z0-9]{2})?", "trust"),
    (r"1-\d{6,}", "location"),
)  # fmt: skip


class Council(NamedTuple):
    """A council of upper tier and the days between which it answered for its area (None: open)."""

    code: str
    name: str
    since: date | None
    until: date | None
    older: tuple[str, ...]
    also: tuple[str, ...]

    def answers_on(self, day: date | None) -> bool:
        """Whether it was the council of its area on this day."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def councils() -> tuple[Council, ...]:
    """Every council with adult social care in England, of this and of earlier years."""
    with COUNCILS.open(newline="", encoding="utf-8") as file:
        return tuple(_council(row) for row in csv.DictReader(file))


def _council(row: dict[str, str]) -> Council:
    since, until = (date.fromisoformat(row[end]) if row[end] else None for end in ("since", "until"))
    also = tuple(name for name in row["also_called"].split("; ") if name)
    return Council(row["code"], row["name"], since, until, tuple(row["older_codes"].split()), also)


def name_key(name: str) -> str:
    """A council's name without the words that files add, drop or move about."""
    words = re.sub(r"[^a-z ]", " ", re.sub(r"[,(].*", "", plain(name)).replace("st.", "st").replace("-", " ")).split()
    return " ".join(word for word in words if word not in COMMON)


@cache
def _by_name() -> dict[str, tuple[Council, ...]]:
    found: dict[str, list[Council]] = {}
    for council in councils():
        for key in {name_key(name) for name in (council.name, *council.also)}:
            found.setdefault(key, []).append(council)
    found["london"] = []  # the region; the City is known by its code alone
    return {key: tuple(some) for key, some in found.items()}


@cache
def _by_code() -> dict[str, Council]:
    return {code: council for council in councils() for code in (*council.older, council.code)}


class Known(NamedTuple):
    """An area that was looked up: what was mended, or why it is not believed."""

    area: Area
    repaired: str = ""
    fault: str = ""


@lru_cache(maxsize=50_000)
def area_of(code: Any, name: Any = "", on: date | None = None) -> Known:
    """The area that a code and a name, or one of them, stand for on a day."""
    said_code, said_name = text_of(code).upper(), text_of(name)
    raw = " ".join(filter(None, [text_of(code), said_name]))
    if _is_england(said_name) or said_code in ENGLAND_CODES - {"-"} or plain(said_code) in ENGLAND_NAMES:
        return Known(Area(ENGLAND, "England", "england", raw))
    by_code = _by_code().get(said_code)
    named = _by_name().get(name_key(said_name), ()) if said_name else ()
    if by_code is not None:
        return _of_council(by_code, said_code, said_name, named, raw)
    kind = next((kind for pattern, kind in KINDS if re.fullmatch(pattern, said_code)), "")
    if kind:
        return Known(Area(said_code, said_name or said_code, kind, raw))
    if said_code in ("", "-") and named:
        return _by_its_name(named, said_name, raw, on)
    return Known(Area(said_code, said_name or said_code, "provider" if said_code else "", raw))


def is_code(cell: Any) -> bool:
    """Whether a cell holds the code of an organisation or area of a known kind."""
    return any(re.fullmatch(pattern, text_of(cell).upper()) for pattern, _ in KINDS)


def _is_england(name: str) -> bool:
    """Whether a name is England's, perhaps with what of it is counted: "ENGLAND (All Acute Trusts)"."""
    return plain(name) in ENGLAND_NAMES or re.match(r"england\s*[(:-]", plain(name)) is not None


def _of_council(by_code: Council, code: str, name: str, named: tuple[Council, ...], raw: str) -> Known:
    area = Area(by_code.code, by_code.name, "council", raw)
    if named and by_code not in named:
        return Known(area, fault="a council's code and name that are of two councils")
    return Known(area, "" if code == by_code.code else "an older code of a council read as the code of today")


def _by_its_name(named: tuple[Council, ...], name: str, raw: str, on: date | None) -> Known:
    then = [council for council in named if council.answers_on(on)] or (list(named) if len(named) == 1 else [])
    if len(then) != 1:
        return Known(Area("", name, "", raw), fault="a name that more than one council has had, without a code")
    return Known(Area(then[0].code, then[0].name, "council", raw))


def councils_named(words: str) -> Iterator[Council]:
    """The councils that a reader may mean by a code or a name."""
    if council := _by_code().get(words.upper()):
        yield council
    yield from _by_name().get(name_key(words), ())
