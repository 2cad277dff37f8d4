"""Reading the published figures of a local system, and what to say of a file that cannot be used."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from homefirst.system.facts import Figure

REST = ("unit", "period", "source", "locator", "note", "role", "population", "comparator_value", "england_value")


class SystemFault(ValueError):
    """Something in a system's files cannot be used: says which file, line, table and key, and what to do."""


def short_name(file: Path) -> str:
    """A file as its folder and name: enough to find it, and no machine's path."""
    return f"{file.parent.name}/{file.name}"


def read_figures(file: Path) -> dict[str, Figure]:
    """The published figures beside a system; none if it has no such file."""
    if not file.is_file():
        return {}
    with file.open(newline="", encoding="utf-8") as lines:
        rows = csv.DictReader(lines)
        found = [_figure(row, f"{short_name(file)}, line {rows.line_num}") for row in rows]
    return {figure.id: figure for figure in found}


def _figure(row: Mapping[str, str], where: str) -> Figure:
    try:
        value = float(row["value"]) if row["value"] else None
        return Figure(row["id"], row["place"], row["measure"], value, *(row[name] for name in REST))
    except KeyError as missing:
        raise SystemFault(f"{where}: there is no column {missing}. Add it to the first line.") from None
    except ValueError:
        raise SystemFault(f'{where}: the value "{row["value"]}" of {row["id"]} is not a number.') from None
