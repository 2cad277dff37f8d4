"""Reading the small areas of a local system: what a measure by neighbourhood or deprivation is counted over."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from homefirst.system.facts import Area, Population
from homefirst.system.figures import SystemFault, short_name

AGES = ("all_ages", "age_18_plus", "age_65_plus", "age_75_plus", "age_85_plus")
FIFTHS = ("", "1", "2", "3", "4", "5")


def read_areas(file: Path) -> tuple[Area, ...]:
    """The small areas beside a system; none if it has no such file. Raises SystemFault with the line at fault."""
    return tuple(_areas(file)) if file.is_file() else ()


def _areas(file: Path) -> Iterator[Area]:
    with file.open(newline="", encoding="utf-8") as lines:
        rows = csv.DictReader(lines)
        for row in rows:
            yield _area(row, f"{short_name(file)}, line {rows.line_num}")


def _area(row: Mapping[str, str], where: str) -> Area:
    try:
        counts = {name: int(row[name]) for name in AGES}
        people = Population(row["council"], int(row["year"]), projected=False, source=row["source"], **counts)
        named = {name: row[name] for name in ("name", "neighbourhood", "council", "icb", "deprivation")}
        area = Area(code=row["area"], population=people, **named)
    except KeyError as missing:
        raise SystemFault(f"{where}: there is no column {missing}. Add it to the first line.") from None
    except ValueError as fault:
        raise SystemFault(f"{where}: {fault}. Years and numbers of people are whole numbers.") from None
    if row["deprivation"] not in FIFTHS:
        raise SystemFault(f'{where}: deprivation "{row["deprivation"]}" should be 1 (most deprived) to 5, or empty.')
    found = list(counts.values())
    if found != sorted(found, reverse=True):
        raise SystemFault(f"{where}: older groups cannot be larger than younger ones: {found}. Correct the numbers.")
    return area
