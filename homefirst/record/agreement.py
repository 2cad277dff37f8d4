"""Information-sharing agreements: which organisation may be shown which sections, and from when until when."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from homefirst.record.access_file import AccessError
from homefirst.record.reader import Reader
from homefirst.record.sections import SECTIONS


class Agreement(NamedTuple):
    """One agreement. `organisation` is the code of an organisation, or of one service; `until` is its last day."""

    organisation: str
    title: str
    sections: frozenset[str]
    first: date
    until: date


class Covered(NamedTuple):
    """What a reader's organisation is covered for on a day."""

    in_force: bool
    sections: frozenset[str]


def read_agreements(file: Path) -> tuple[Agreement, ...]:
    """The agreements of a local system; none where there is no file. Raises AccessError, naming what is wrong."""
    if not file.exists():
        return ()
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("agreements", [])
    except tomllib.TOMLDecodeError as fault:
        raise AccessError(f"{file.name} cannot be read as TOML: {fault}. Mend it and start again.") from None
    return tuple(agreement(row, number, file.name) for number, row in enumerate(rows, 1))


def agreement(row: Mapping[str, Any], number: int, file: str) -> Agreement:
    """One agreement of the file. Raises AccessError."""
    unknown = set(row.get("sections", ())) - set(SECTIONS)
    if unknown:
        known = ", ".join(SECTIONS)
        raise AccessError(f"{file}, agreement {number}: “{min(unknown)}” is not a section. Known: {known}.")
    try:
        return Agreement(row["organisation"], row["title"], frozenset(row["sections"]), row["from"], row["until"])
    except KeyError as missing:
        raise AccessError(f"{file}, agreement {number}: {missing} is missing. Add it and start again.") from None


def covered(agreements: Iterable[Agreement], reader: Reader, today: date) -> Covered:
    """What the agreements in force today let this reader's organisation or service be shown."""
    own = {code for code in (reader.organisation, reader.service) if code}
    found = [a for a in agreements if a.organisation in own and a.first <= today <= a.until]
    return Covered(bool(found), frozenset().union(*(a.sections for a in found)))
