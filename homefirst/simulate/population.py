"""How many people of each age live here, year by year: what a simulated population is kept in step with.

The numbers stand in a file beside the system (`people.csv`), one line a year and age, counted in the middle of the
year. Ages are in groups of five years from 65; the last, 90 and over, has no end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from homefirst.system import SystemFault
from homefirst.system.figures import short_name

AGES = (65, 70, 75, 80, 85, 90)  # the youngest of each group
COLUMNS = ("year", "age_from", "age_to", "people")
STEP = timedelta(days=30)
YEAR, NUMBER = re.compile(r"[12][0-9]{3}"), re.compile(r"[0-9]+(\.[0-9]+)?")

Residents = Mapping[int, tuple[float, ...]]


class Growth(NamedTuple):
    """By how much the people grew in number, in per cent: each age as in AGES, and all aged 65 and over."""

    by_age: tuple[float, ...]
    in_all: float


def residents(file: Path) -> Residents:
    """How many people of each age lived here in the middle of each year, the earliest year first.

    People, one number for each of AGES. Raises SystemFault, with the file, the line and what to write instead.
    """
    counted: dict[int, dict[int, float]] = {}
    last_line: dict[int, str] = {}
    for where, row in _rows(file):
        year, age = int(_number(row, "year", where, YEAR, "a year such as 2018")), _age(row, where)
        if age in counted.setdefault(year, {}):
            raise SystemFault(f"{where}: {year} has people aged {_title(age)} a second time. Take one line out.")
        counted[year][age] = float(_number(row, "people", where, NUMBER, "a number in digits alone, such as 38901"))
        last_line[year] = where
    if not counted:
        raise SystemFault(f"{short_name(file)} has nobody in it. Add a line for each year and age.")
    return {year: _whole_year(year, counted[year], last_line[year]) for year in sorted(counted)}


def targets(residents: Residents, begins: date, months: int) -> tuple[tuple[float, ...], ...]:
    """How many people of each age there should be as each step of 30 days begins, the first on `begins`.

    People, `months` rows of one number for each of AGES. Raises SystemFault for a step beyond the last year.
    """
    return tuple(on_day(residents, begins + step * STEP) for step in range(months))


def on_day(residents: Residents, day: date) -> tuple[float, ...]:
    """How many people of each age there are on a day: on the straight line from one mid-year to the next.

    A mid-year is 30 June (Office for National Statistics, Annual Mid-year Population Estimates, 8 August 2013). Before
    the first mid-year its numbers hold, and after the last until that year ends. Raises SystemFault for a later year.
    """
    first, last = min(residents), max(residents)
    if day.year > last:
        raise SystemFault(
            f"How many people live here is known to {last}, which is the last year, and {day.year} was asked for. "
            f"Begin earlier, take fewer months, or add {day.year} to the file of people."
        )
    before = max((year for year in residents if _mid(year) <= day), default=first)
    after = min((year for year in residents if year > before), default=before)
    if day <= _mid(before) or after == before:
        return residents[before]
    share = (day - _mid(before)).days / (_mid(after) - _mid(before)).days
    return tuple(a + (b - a) * share for a, b in zip(residents[before], residents[after], strict=True))


def growth(residents: Residents, from_year: int, to_year: int) -> Growth:
    """By how many per cent the people grow in number from the middle of one year to that of another.

    Raises SystemFault for a year without numbers, and for an age at which nobody lived here in the first year.
    """
    then, later = _of_year(residents, from_year), _of_year(residents, to_year)
    nobody = [_title(age) for age, people in zip(AGES, then, strict=True) if not people]
    if nobody:
        raise SystemFault(
            f"Nobody aged {' or '.join(nobody)} lived here in {from_year}, so growth in per cent has no meaning. "
            f"Begin with another year."
        )
    by_age = tuple(_per_cent(a, b) for a, b in zip(then, later, strict=True))
    return Growth(by_age, _per_cent(sum(then), sum(later)))


def _rows(file: Path) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    """Each line of the file, with where it stands."""
    name = short_name(file)
    if not file.is_file():
        raise SystemFault(f"There is no {name}. Write one with the columns {', '.join(COLUMNS)}.")
    try:
        with file.open(newline="", encoding="utf-8-sig") as lines:  # a spreadsheet begins its file with a mark
            rows = csv.DictReader(lines)
            missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise SystemFault(f"{name}, line 1: there is no column {missing[0]}. Add it to the first line.")
            for row in rows:
                yield f"{name}, line {rows.line_num}", row
    except UnicodeDecodeError:
        raise SystemFault(f"{name} is not written in UTF-8. Save it as UTF-8 and try again.") from None
    except csv.Error as fault:
        raise SystemFault(f"{name} cannot be read as CSV: {fault}. Save it as CSV in UTF-8 and try again.") from None


def _number(row: Mapping[str, str | None], column: str, where: str, form: re.Pattern[str], plain: str) -> str:
    text = (row[column] or "").strip()
    if not form.fullmatch(text):
        raise SystemFault(f'{where}: {column} is "{text}". Write {plain}.')
    return text


def _age(row: Mapping[str, str | None], where: str) -> int:
    """The youngest of the group that a line is about."""
    groups = {(str(age), _oldest(age)): age for age in AGES}
    said = (row["age_from"] or "").strip(), (row["age_to"] or "").strip()
    if said not in groups:
        known = ", ".join(map(_title, AGES))
        raise SystemFault(
            f'{where}: age_from is "{said[0]}" and age_to is "{said[1]}". Write one of {known} (with age_to empty).'
        )
    return groups[said]


def _whole_year(year: int, people: Mapping[int, float], last_line: str) -> tuple[float, ...]:
    for age in AGES:
        if age not in people:
            raise SystemFault(
                f"{last_line}: {year} ends without people aged {_title(age)}. "
                f"Add a line that begins {year},{age},{_oldest(age)}, and says how many."
            )
    return tuple(people[age] for age in AGES)


def _of_year(residents: Residents, year: int) -> tuple[float, ...]:
    if year not in residents:
        known = f"{min(residents)} to {max(residents)}"
        raise SystemFault(f"There is no number of people for {year}. Choose a year the file has, from {known}.")
    return residents[year]


def _oldest(age: int) -> str:
    """The oldest of a group as the file has it: empty for the last."""
    return "" if age == AGES[-1] else str(age + 4)


def _title(age: int) -> str:
    return f"{age} to {_oldest(age)}" if _oldest(age) else f"{age} and over"


def _mid(year: int) -> date:
    return date(year, 6, 30)


def _per_cent(then: float, later: float) -> float:
    return 100 * (later / then - 1)
