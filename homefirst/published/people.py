"""How many people live in an area, from the estimates that were imported, else from the system's own file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from homefirst.measures.population import people_aged
from homefirst.published.places import name_key
from homefirst.system import System

DISTRICTS = Path(__file__).parent / "districts.csv"
AT_LEAST = {"all ages": 0, "18+": 18, "65+": 65, "75+": 75, "85+": 85}


class People(NamedTuple):
    """How many, and a sentence on whose estimate of which year says so."""

    number: float | None
    note: str


@cache
def councils_of_district(name: str) -> frozenset[str]:
    """The councils, of any year, that have had a district of this name. From memory, *unverified*, but for our own."""
    with DISTRICTS.open(newline="", encoding="utf-8") as file:
        rows = [
            (row["council"], {name_key(one) for one in row["districts"].split("; ")}) for row in csv.DictReader(file)
        ]
    return frozenset(council for council, districts in rows if name_key(name) in districts)


def district_of(small_area: str) -> str:
    """The district in the name of a small area: "Corby 001A" is of Corby."""
    return re.sub(r"\s+\d{3}[A-Z]?$", "", small_area)


def first_age(age: str) -> int | None:
    """The age at which a band begins: 7 for "7", 90 for "90+", 65 for "65-69"."""
    found = re.match(r"\d+", age)
    return int(found.group()) if found else None


class Estimates:
    """The imported mid-year estimates, by area, year and age."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._people: dict[tuple[str, int], dict[int, float]] = {}
        self._areas: dict[tuple[str, int], int] = {}
        self._titles: dict[tuple[str, int], str] = {}
        for row in rows:
            self._add(row)

    def _add(self, row: Mapping[str, Any]) -> None:
        age = first_age(row["age"])
        if row["value"] is None or age is None or row["sex"]:
            return
        small = row["area_kind"] == "lsoa"
        year = row["period_start"].year
        for area in _councils_of(row) if small else {row["area_code"]}:
            key = (area, year)
            if small and key in self._people and key not in self._areas:
                continue  # the council's own estimate of that year is there
            ages = self._people.setdefault(key, {})
            ages[age] = ages.get(age, 0) + row["value"]
            self._titles[key] = row["source"]
            if small and age == 0:
                self._areas[key] = self._areas.get(key, 0) + 1

    def people(self, area: str, ages: str, day: date) -> People | None:
        """The estimate of the year of a day or the nearest year; None where none was imported."""
        years = [year for code, year in self._people if code == area]
        if not years:
            return None
        year = min(years, key=lambda y: (abs(y - day.year), y))
        number = sum(n for age, n in self._people[area, year].items() if age >= AT_LEAST[ages])
        nearest = "" if year == day.year else f", nearest to {day.year}"
        areas = self._areas.get((area, year))
        added = f", {areas:,} small areas added" if areas else ""
        return People(number, f"Population {ages}: {number:,.0f}, mid-{year}{nearest} (imported estimate{added}).")


def _councils_of(row: Mapping[str, Any]) -> frozenset[str]:
    return councils_of_district(district_of(row["area_name"]))


def people_of(estimates: Estimates, system: System | None, area: str, ages: str, day: date) -> People:
    """From the imported estimates, else from the system's own file if it is of that area."""
    if found := estimates.people(area, ages, day):
        return found
    if system is not None and any(council.code == area for council in system.councils):
        number, note = people_aged(system, ages, day, {"council": area})
        return People(number, note.replace("Population", "Population (the system's own file)", 1))
    return People(None, f"No population of {area} was imported, so there is no rate. Import a mid-year estimate.")
