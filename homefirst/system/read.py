"""Reading a local system from its folder, with a fault that says which file, line, table and key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from homefirst.codes import Code, OrganisationKind, ServiceKind, SupportKind, find_code
from homefirst.system.areas import read_areas
from homefirst.system.facts import (
    Capacity,
    Council,
    Figure,
    Market,
    Organisation,
    Population,
    Service,
    Source,
    System,
)
from homefirst.system.figures import SystemFault, read_figures, short_name

PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = (PACKAGE / "systems", PACKAGE.parent / "systems")  # inside an installed package; in a checkout


def available_systems() -> tuple[str, ...]:
    """The names of the systems that come with homefirst, sorted."""
    return tuple(sorted({file.parent.name for folder in FOLDERS for file in folder.glob("*/system.toml")}))


def load_system(name_or_path: str | Path) -> System:
    """Read a system by its name, its folder or its system.toml.

    Raises SystemFault, with the file, line, table and key, if it cannot be found or used.
    """
    file = system_file(name_or_path)
    reading = Reading(file, _text(file), read_figures(file.with_name("figures.csv")))
    return reading.system()


def system_file(name_or_path: str | Path) -> Path:
    asked = Path(name_or_path)
    places = [asked, asked / "system.toml", *(folder / asked / "system.toml" for folder in FOLDERS)]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        known = ", ".join(available_systems()) or "none"
        raise SystemFault(f"There is no system called {asked.name}. Known: {known}. Or give the path of its folder.")
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SystemFault(f"{short_name(file)} is not written in UTF-8. Save it as UTF-8 and try again.") from None


K = TypeVar("K", bound=Code)
TABLES = ("sources", "councils", "population", "organisations", "services", "invented", "markets")


class Reading:
    """One system.toml being read."""

    def __init__(self, file: Path, text: str, figures: Mapping[str, Figure]) -> None:
        self.file, self.text, self.figures = file, text, figures
        try:
            self.tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise SystemFault(f"{short_name(file)} cannot be read as TOML: {fault}.") from None

    def system(self) -> System:
        top = Row(self, "", 0, {k: v for k, v in self.tables.items() if k not in TABLES})
        name, title = top.text("name"), top.text("title")
        top.end()
        organisations = tuple(map(_organisation, self.rows("organisations")))
        councils = tuple(map(_council, self.rows("councils")))
        sources = tuple(map(_source, self.rows("sources")))
        codes = {o.code for o in organisations} | {c.code for c in councils}
        known = _Known(frozenset(codes), frozenset(s.key for s in sources))
        found = [_service(row, known, invented=False) for row in self.rows("services")]
        invented = [_service(row, known, invented=True) for row in self.rows("invented")]
        self.no_code_twice(found, invented)
        population = tuple(_population(row, known) for row in self.rows("population"))
        markets = tuple(map(_market, self.rows("markets")))
        services = (*found, *invented)
        areas = read_areas(self.file.with_name("areas.csv"))
        parts = (sources, councils, population, organisations, services, markets)
        return System(name, title, *parts, self.figures, areas)

    def rows(self, table: str) -> Iterator[Row]:
        rows = self.tables.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise SystemFault(f"{short_name(self.file)}: write {table} as [[{table}]], once for each.")
        return (Row(self, table, number, row) for number, row in enumerate(rows, 1))

    def no_code_twice(self, found: list[Service], invented: list[Service]) -> None:
        seen: set[str] = set()
        for table, services in (("services", found), ("invented", invented)):
            for number, service in enumerate(services, 1):
                if service.code in seen:
                    raise Row(self, table, number, {}).fault("code", f'"{service.code}" is used twice; change one')
                seen.add(service.code)

    def line(self, table: str, number: int, key: str) -> int:
        """The line of a key in the nth [[table]]; of the table itself if the key is not there. TOML tells neither."""
        headings = [n for n, line in enumerate(self.text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
        start = headings[number - 1] if table and len(headings) >= number else 0
        for n, line in enumerate(self.text.splitlines()[start:], start + 1):
            if line.lstrip().startswith("["):
                break
            if line.partition("=")[0].strip() == key:
                return n
        return max(start, 1)


@dataclass(frozen=True)
class _Known:
    """The codes and source keys that other tables may name."""

    codes: frozenset[str]
    sources: frozenset[str]


class Row:
    """One table of the file: hands out each key once, checked, and complains about any left over."""

    def __init__(self, reading: Reading, table: str, number: int, values: Mapping[str, Any]) -> None:
        self.reading, self.table, self.number, self.left = reading, table, number, dict(values)

    def fault(self, key: str, what: str) -> SystemFault:
        line = self.reading.line(self.table, self.number, key)
        table = f"[[{self.table}]] number {self.number}, " if self.table else ""
        return SystemFault(f"{short_name(self.reading.file)}, line {line}: {table}{key}: {what}.")

    def _take(self, key: str, kinds: type | tuple[type, ...], plain: str, default: Any = None) -> Any:
        if key not in self.left:
            if default is None:
                raise self.fault(key, "is missing; add it")
            return default
        value = self.left.pop(key)
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            raise self.fault(key, f"should be {plain}, not {value!r}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        return str(self._take(key, str, 'text in "quotes"', default))

    def number_of(self, key: str) -> float:
        value: float = self._take(key, (int, float), "a number")
        if value < 0:
            raise self.fault(key, f"{value} is below nought; give a number of at least 0")
        return value

    def whole(self, key: str) -> int:
        return int(self._take(key, int, "a whole number"))

    def flag(self, key: str, default: bool) -> bool:
        return bool(self._take(key, bool, "true or false", default))

    def day(self, key: str) -> date | None:
        return self._take(key, date, "a date such as 2021-04-01") if key in self.left else None

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(map(str, self._take(key, list, "a list of texts", [])))

    def whole_numbers(self, key: str) -> tuple[int, ...]:
        found = self._take(key, list, "a list of whole numbers", [])
        if not all(isinstance(number, int) for number in found):
            raise self.fault(key, f"should hold whole numbers, not {found!r}")
        return tuple(found)

    def code(self, key: str, codes: type[K]) -> K:
        text = self.text(key)
        found = find_code(codes, text)
        if found is None:
            raise self.fault(key, f'"{text}" is not known. Use one of: {", ".join(codes)}')
        return found

    def service_kind(self, key: str) -> SupportKind | ServiceKind:
        text = self.text(key)
        found = find_code(SupportKind, text) or find_code(ServiceKind, text)
        if found is None:
            raise self.fault(key, f'"{text}" is not known. Use one of: {", ".join([*SupportKind, *ServiceKind])}')
        return found

    def among(self, key: str, allowed: frozenset[str], plain: str) -> str:
        text = self.text(key)
        if text not in allowed:
            raise self.fault(key, f'"{text}" is not {plain} named in this file; add it, or correct it')
        return text

    def figure(self, key: str, amount: float | None = None) -> str:
        """The id of a published figure, which must be in figures.csv and, with an amount, say the same."""
        return self.known_figure(key, self.text(key, ""), amount)

    def known_figure(self, key: str, figure: str, amount: float | None = None) -> str:
        known = self.reading.figures.get(figure)
        if figure and known is None:
            raise self.fault(key, f'"{figure}" is not in figures.csv; add the figure there, or correct its id')
        if known is not None and amount is not None and known.value != amount:
            raise self.fault(key, f"the number here is {amount:g}, but {figure} in figures.csv is {known.value}")
        return figure

    def end(self) -> None:
        for key in self.left:
            raise self.fault(key, "is not a key that is used here; correct its spelling or take it out")


def _source(row: Row) -> Source:
    made = Source(row.text("key"), row.text("title"), row.text("dated"), row.text("read_on"), row.text("note", ""))
    row.end()
    return made


def _council(row: Row) -> Council:
    since, until = row.day("since"), row.day("until")
    if since and until and until < since:
        raise row.fault("until", f"{until} is before since, {since}; swap or correct them")
    made = Council(row.text("code"), row.text("name"), since, until, row.flag("verified", True), row.text("note", ""))
    row.end()
    return made


def _population(row: Row, known: _Known) -> Population:
    council = row.among("council", known.codes, "a council")
    made = Population(
        council=council,
        year=row.whole("year"),
        all_ages=row.whole("all_ages"),
        age_18_plus=row.whole("age_18_plus"),
        age_65_plus=row.whole("age_65_plus"),
        age_75_plus=row.whole("age_75_plus"),
        age_85_plus=row.whole("age_85_plus"),
        projected=row.flag("projected", False),
        source=_place(row, known),
    )
    ages = [made.all_ages, made.age_18_plus, made.age_65_plus, made.age_75_plus, made.age_85_plus]
    if ages != sorted(ages, reverse=True):
        raise row.fault("all_ages", f"older groups cannot be larger than younger ones: {ages}; correct the numbers")
    row.end()
    return made


def _organisation(row: Row) -> Organisation:
    kind = row.code("kind", OrganisationKind)
    made = Organisation(row.text("code"), row.text("name"), kind, row.flag("verified", True), row.text("note", ""))
    row.end()
    return made


def _service(row: Row, known: _Known, *, invented: bool) -> Service:
    made = Service(
        code=row.text("code"),
        organisation=row.among("organisation", known.codes, "an organisation or council"),
        name=row.text("name"),
        kind=row.service_kind("kind"),
        capacity=_capacity(row),
        hours=row.text("hours", ""),
        accepts=row.text("accepts", ""),
        source="" if invented else _place(row, known),
        figures=tuple(row.known_figure("figures", figure) for figure in row.texts("figures")),
        invented=invented,
        note=row.text("note", ""),
    )
    row.end()
    return made


def _capacity(row: Row) -> Capacity | None:
    if "capacity" not in row.left:
        return None
    amount = row.number_of("capacity")
    return Capacity(amount, row.text("unit"), row.text("as_at"), row.figure("figure", amount))


def _market(row: Row) -> Market:
    number = row.number_of("number")
    made = Market(row.text("name"), number, row.text("unit"), row.text("as_at"), row.figure("figure", number))
    row.end()
    return made


def _place(row: Row, known: _Known) -> str:
    """Where something was read: "key" of a source, then anything that helps to find the place."""
    text = row.text("source")
    if text.partition(":")[0] not in known.sources:
        raise row.fault("source", f'"{text}" should begin with the key of one of the [[sources]]')
    return text
