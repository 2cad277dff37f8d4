"""How many people live where: ONS mid-year estimates by small area or council, and projections, by single year of age.

Shapes: a column for each age, a sheet or file for persons, males or females (as read); a row for each age and sex with
a column for each year (MYEB1, *unverified*); projections as JSON (`area_code, variant, year, data: age, f, m`, as read)
and as the CSV of ONS with a column for each year (*unverified*). The last age, 90 or 100, is that age and over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from homefirst.published.cells import number, plain, text_of
from homefirst.published.places import area_of
from homefirst.published.sheets import Sheet
from homefirst.published.table import Table, find_table, note_edition
from homefirst.published.tidy import Number, Span, Taking, Where

FAMILY = "population"
TITLE = "ONS mid-year population estimates"
PROJECTED_TITLE = "ONS population projections"
LOOKED_FOR = "a column for each single year of age, or ages with a column for each year, or projections as JSON"
ESTIMATED, PROJECTED = "published.population", "published.population_projected"
MANY_AREAS = (
    2_000  # above which the ages of small areas are kept in bands, or a national file would be millions of rows
)
BANDS = ((0, "0-17"), (18, "18-64"), (65, "65-74"), (75, "75-84"), (85, "85+"))
YEAR_SAID = re.compile(
    r"(?:mid|mye|sape\w*)[\s\-_]*(?:year|dt\w*)?[\s\-_]*(?:mid)?[\s\-_]*(20[0-4]\d|19[89]\d)", re.IGNORECASE
)
SEXES = {
    "males": "male", "male": "male", "m": "male", "1": "male", "females": "female", "female": "female", "f": "female",
    "2": "female", "persons": "", "people": "", "all": "", "total": "", "p": "",
}  # fmt: skip
CODE = re.compile(r"[EWSNK]\d{8}")


def recognise(sheet: Sheet) -> Any:
    """The table of ages in a sheet, or the sheet itself where it is a projection as JSON."""
    if sheet.text:
        return sheet if '"variant"' in sheet.text[:4000] or '"area_code"' in sheet.text[:4000] else None
    return find_table(sheet, lambda table: len(ages_of(table)) >= 50) or find_table(sheet, _is_by_year)


def take(table: Table | Sheet, taking: Taking) -> None:
    """Read one table of people."""
    if isinstance(table, Sheet):
        _take_json(table, taking)
    elif len(ages_of(table)) >= 50:
        _take_ages(table, taking)
    else:
        _take_years(table, taking)


def ages_of(table: Table) -> dict[int, int]:
    """For each column of one age, that age; the last with or without its plus."""
    found = {n: re.fullmatch(r"(?:age |aged )?(\d{1,3})(?: ?\+| and over)?", own) for n, own in enumerate(table.own)}
    return {n: int(age[1]) for n, age in found.items() if age and int(age[1]) <= 110}


def _age(age: int, last: int) -> str:
    return f"{age}+" if age == last else str(age)


def said_sex(text: str) -> str:
    """The sex that a sheet's name or title is of; "" for both."""
    words = re.findall(r"[a-z]+", text.casefold())
    return next((SEXES[word] for word in ("females", "female", "males", "male") if word in words), "")


def said_year(table: Table) -> int | None:
    """The year that a table is of: said above it or by the name of its sheet, as mid-2017 or mye2019."""
    said = [*table.told.values(), table.sheet.name, table.sheet.file, *table.own]
    found = next((match for text in said if (match := YEAR_SAID.search(text))), None)
    return int(found[1]) if found else None


def code_column(table: Table, skip: Iterable[int] = ()) -> int | None:
    """The column that holds codes of areas, the finest where there are several."""
    body = [cells for _, cells in list(table.body())[:30]]
    skipped = set(skip)
    found: dict[int, int] = {}
    for n in range(len(table.own)):
        codes = [text_of(cells[n]) for cells in body if n not in skipped and CODE.fullmatch(text_of(cells[n]))]
        if len(codes) * 2 > len(body):
            found[n] = sum(code.startswith(("E01", "W01")) for code in codes)
    return max(found, key=lambda n: (found[n], n), default=None)


def _where(table: Table, cells: Sequence[Any], code: int, span: Span, n: int) -> Where:
    beside = table.own[code].replace("code", "name")
    name = table.own.index(beside) if beside in table.own and beside != table.own[code] else code + 1
    said = text_of(cells[name]) if name < len(cells) and not CODE.fullmatch(text_of(cells[name])) else ""
    return Where(area_of(text_of(cells[code]), said, span.first).area, span, table.sheet.place(n))


def _middle(year: int, raw: str) -> Span:
    return Span(date(year, 6, 30), date(year, 6, 30), raw)


def _take_ages(table: Table, taking: Taking) -> None:
    note_edition(taking, table, TITLE)
    ages, year = ages_of(table), said_year(table)
    code = code_column(table, ages)
    if year is None or code is None:
        lack = (
            "the year of the estimate (mid-2019) in its title, sheet or file name"
            if code is not None
            else "a code of an area"
        )
        taking.set_aside(f"a table of ages without {lack}", table.sheet.name)
        return
    last = max(ages.values())
    sex = said_sex(f"{table.sheet.name} {table.told.get('title', '')}")
    rows = [(n, cells) for n, cells in table.body() if CODE.fullmatch(text_of(cells[code]))]
    banded = len(rows) > MANY_AREAS
    if banded:
        taking.remark(f"{len(rows):,} small areas: their ages are kept in bands (under 18, 18-64, 65-74, 75-84, 85+).")
    total = table.column(("total population", "all ages", "all", "total", "persons"))
    for n, cells in rows:
        where = _where(table, cells, code, _middle(year, str(year)), n)
        people = {age: number(cells[column]) for column, age in ages.items()}
        _check_total(taking, where, people, number(cells[total]) if total is not None else None)
        shown = _banded(people) if banded else {_age(age, last): found for age, found in people.items()}
        for age, found in shown.items():
            taking.keep(where, ESTIMATED, found, "people", age, {"age": age, "sex": sex})


def _banded(people: Mapping[int, Number]) -> dict[str, Number]:
    """People in bands of age; a band with an age that is not known is not known."""
    found = {}
    for (first, band), after in zip(BANDS, [*(first for first, _ in BANDS[1:]), 999], strict=True):
        some = [n for age, n in people.items() if first <= age < after]
        lack = next((n for n in some if n.value is None), None)
        found[band] = lack or Number(sum(n.value or 0 for n in some), "")
    return found


def _check_total(taking: Taking, where: Where, people: Mapping[int, Number], total: Number | None) -> None:
    known = [n.value for n in people.values() if n.value is not None]
    if total is None or total.value is None or len(known) < len(people):
        return
    if abs(sum(known) - total.value) > 0.5 + 1e-6 * total.value:
        taking.remark(
            f"The ages do not add up to the printed total for {where.area.name} ({where.place}). Both are kept."
        )


def _is_by_year(table: Table) -> bool:
    return table.column(AGES) is not None and bool(_years(table))


AGES = ("age", "age group", "single year of age")


def _years(table: Table) -> dict[int, int]:
    found = {n: re.fullmatch(r"(?:population[ _]?)?((?:19|20)\d\d)", own) for n, own in enumerate(table.own)}
    return {n: int(year[1]) for n, year in found.items() if year}


def _take_years(table: Table, taking: Taking) -> None:
    """A row for each area, sex and age, with a column for each year."""
    said = plain(f"{table.told.get('title', '')} {table.sheet.called} {' '.join(table.own)}")
    projected = "projection" in said or "component" in table.own or "snpp" in said
    note_edition(taking, table, PROJECTED_TITLE if projected else TITLE)
    years, age_column, sex_column = _years(table), table.column(AGES) or 0, table.column(("sex", "gender"))
    code, component = code_column(table, _years(table)), table.column(("component",))
    if code is None:
        taking.set_aside("a table of ages without a code of an area", table.sheet.name)
        return
    last = _last_age([text_of(cells[age_column]) for _, cells in table.body()])
    for n, cells in table.body():
        age = _said_age(text_of(cells[age_column]), last)
        other = component is not None and plain(cells[component]) not in ("population", "")
        if age is None or other or not CODE.fullmatch(text_of(cells[code])):
            continue
        sex = SEXES.get(plain(cells[sex_column])) if sex_column is not None else ""
        if sex is None:
            taking.set_aside(
                "a sex that is not known", f'"{text_of(cells[sex_column or 0])}" at {table.sheet.place(n)}'
            )
            continue
        for column, year in years.items():
            where = _where(table, cells, code, _middle(year, str(year)), n)
            splits = {"age": age, "sex": sex}
            taking.keep(where, PROJECTED if projected else ESTIMATED, number(cells[column]), "people", age, splits)


def _last_age(ages: Sequence[str]) -> int:
    return max((int(found[0]) for age in ages if (found := re.match(r"\d+", age))), default=90)


def _said_age(said: str, last: int) -> str | None:
    """One age as we write it; None for all ages and for bands, whose single years stand beside them."""
    found = re.fullmatch(r"(\d{1,3})\s*(?:\+|and over|years and over)?", said, re.IGNORECASE)
    return _age(int(found[1]), last) if found else None


def _take_json(sheet: Sheet, taking: Taking) -> None:
    try:
        told = json.loads(sheet.text)
        entries = told if isinstance(told, list) else [told]
        for n, entry in enumerate(entries):
            _take_entry(sheet, taking, entry, n)
    except (KeyError, TypeError, ValueError) as error:
        taking.set_aside("JSON that is no list of area_code, year and data", f"{sheet.name} ({type(error).__name__})")


def _take_entry(sheet: Sheet, taking: Taking, entry: Mapping[str, Any], n: int) -> None:
    """One area, variant and year: people of each age, women and men."""
    taking.title = taking.title or PROJECTED_TITLE
    year, variant = int(entry["year"]), text_of(entry.get("variant", ""))
    where = Where(area_of(text_of(entry["area_code"])).area, _middle(year, str(year)), sheet.place(n))
    last = max(int(one["age"]) for one in entry["data"])
    for letter, sex in (("f", "female"), ("m", "male")):
        counts = {int(one["age"]): number(one[letter]) for one in entry["data"]}
        total = entry.get("totals", {}).get(letter)
        _check_total(taking, where, counts, number(total) if total is not None else None)
        for age, found in counts.items():
            splits = {"age": _age(age, last), "sex": sex, "variant": variant}
            taking.keep(where, PROJECTED, found, "people", letter, splits)
