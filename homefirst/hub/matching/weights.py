"""What a place settles about matching: its matching.toml beside its directory, read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from homefirst.hub.matching.facts import Weights
from homefirst.system.directory import Directory
from homefirst.system.figures import SystemFault
from homefirst.system.read import Reading, Row, system_file

POINTS = (
    "nobody", "second_choice", "not_chosen", "away_from_known", "a_day_later", "a_kilometre", "family_kilometre",
    "hundred_pounds",
)  # fmt: skip
MOST = 10_000  # points, so that costs of hundreds of people stay whole numbers that a computer keeps exactly


def load_weights(name_or_path: str | Path, directory: Directory) -> Weights:
    """The weights and limits of a system; homefirst's own where it has no matching.toml.

    Raises SystemFault, with the file, line and key, if they cannot be used.
    """
    file = system_file(name_or_path).with_name("matching.toml")
    centres = dict(directory.centres)
    if not file.is_file():
        return Weights(centres=centres)
    reading = Reading(file, file.read_text(encoding="utf-8"), {})
    points, limits = (Row(reading, "", 0, reading.tables.get(table, {})) for table in ("points", "limits"))
    weights: dict[str, Any] = {key: point(points, key) for key in POINTS if key in points.left}
    points.end()
    days: dict[str, Any] = {
        key: limits.whole(key) for key in ("start_within_days", "usual_a_day") if key in limits.left
    }
    usual: dict[str, Any] = (
        {"furthest_usual": limits.number_of("furthest_usual")} if "furthest_usual" in limits.left else {}
    )
    limits.end()
    tables = {table: Row(reading, "", 0, reading.tables.get(table, {})) for table in ("furthest", "a_day", "home")}
    homes = {key: tables["home"].text(key) for key in list(tables["home"].left)}
    a_day = {key: tables["a_day"].whole(key) for key in list(tables["a_day"].left)}
    refuse_unknown(file.name, {*homes} | ({*a_day} - {*homes.values()}), directory)
    far = {key: tables["furthest"].number_of(key) for key in list(tables["furthest"].left)}
    return Weights(**weights, **days, **usual, a_day=a_day, homes=homes, furthest=far, centres=centres)


def point(row: Row, key: str) -> int:
    found = row.whole(key)
    if not 0 <= found <= MOST:
        raise row.fault(key, f"{found} should be from 0 to {MOST}")
    return found


def refuse_unknown(file: str, services: set[str], directory: Directory) -> None:
    """What is settled is of a service that the directory knows, so that a slip is not silent. Raises SystemFault."""
    for service in sorted(services - set(directory.entries)):
        raise SystemFault(f'{file}: "{service}" is no service of directory.toml. Correct it, or add the service there.')
