"""Reading the published claims of a local system from its claims.toml, and the numbers that they rest on."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from homefirst.simulate.claims.line import ClaimsFault, Given, Number
from homefirst.system import System, load_system
from homefirst.system.figures import short_name
from homefirst.system.read import FOLDERS

COLUMNS = ("value", "comparator_value", "england_value")
AGES = ("all_ages", "age_18_plus", "age_65_plus", "age_75_plus", "age_85_plus")
KEYS = {"id": str, "title": str, "printed": str, "source": list, "plainly": str, "given": dict, "parts": list}
PART_KEYS = {"name": str, "printed": str, "read_as": str}
PLAINLY: Mapping[type, str] = {str: 'text in "quotes"', list: "a list in [square brackets]", dict: "a table"}
FIRST_NUMBER = re.compile(r"-?\d[\d,]*\.?\d*")


@dataclass(frozen=True)
class Statement:
    """One part of a claim, in our own words, and how it would have to be read to hold."""

    name: str
    printed: str
    read_as: str


@dataclass(frozen=True)
class Claim:
    """A published claim as claims.toml tells it, with its numbers found."""

    id: str
    title: str
    printed: str
    source: tuple[str, ...]
    plainly: str
    given: Given
    statements: tuple[Statement, ...]
    file: str


@dataclass(frozen=True)
class Places:
    """Where numbers are looked up: the rows of figures.csv by id, and the local system."""

    system: System
    rows: Mapping[str, Mapping[str, str]]
    figures: str


def read_claims(system_name: str) -> tuple[Claim, ...]:
    """Every claim of a local system, in the order of its file. Raises SystemFault or ClaimsFault."""
    system = load_system(system_name)
    file = claims_file(system_name, system)
    name = short_name(file)
    figures = file.with_name("figures.csv")
    places = Places(system, figure_rows(figures), short_name(figures))
    found = tuple(claim_of(row, name, places) for row in tables(file))
    twice = [claim.id for n, claim in enumerate(found) if claim.id in {other.id for other in found[:n]}]
    if twice:
        raise ClaimsFault(f"{name}: {twice[0]} stands there twice. Give each claim an id of its own.")
    return found


def claims_file(system_name: str, system: System) -> Path:
    """The claims.toml beside the system.toml."""
    asked = Path(system_name)
    folders = [asked.parent if asked.is_file() else asked, *(folder / asked for folder in FOLDERS)]
    found = next((folder / "claims.toml" for folder in folders if (folder / "claims.toml").is_file()), None)
    if found is None:
        raise ClaimsFault(
            f"{system.title} has no claims.toml, so there are no published claims to work out. Put one beside its "
            "system.toml; systems/northamptonshire/claims.toml shows how."
        )
    return found


def figure_rows(file: Path) -> dict[str, dict[str, str]]:
    """The published figures with every column: a county's own value, similar areas' and England's."""
    if not file.is_file():
        return {}
    with file.open(newline="", encoding="utf-8") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def tables(file: Path) -> list[dict[str, Any]]:
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("claims", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ClaimsFault(f"{short_name(file)} cannot be read as TOML: {fault}. Correct it and try again.") from None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ClaimsFault(f"{short_name(file)} holds no claims. Write each as [[claims]].")
    return rows


def claim_of(row: Mapping[str, Any], file: str, places: Places) -> Claim:
    where = f"{file}, {row.get('id', 'a claim without an id')}"
    keys_are(row, KEYS, where)
    numbers = {name: number_of(name, what, where, places) for name, what in row["given"].items()}
    unknown = [key for key in row["source"] if key not in {source.key for source in places.system.sources}]
    if unknown:
        raise ClaimsFault(f'{where}: "{unknown[0]}" is no key of a source in system.toml. Add it there, or correct it.')
    return Claim(row["id"], row["title"], row["printed"], tuple(row["source"]), row["plainly"],
                 Given(row["id"], file, numbers), tuple(statements(row, where)), file)  # fmt: skip


def statements(row: Mapping[str, Any], where: str) -> Iterator[Statement]:
    if not row["parts"] or not all(isinstance(part, dict) for part in row["parts"]):
        raise ClaimsFault(f"{where}: parts are missing. Write each as [[claims.parts]].")
    for part in row["parts"]:
        whole = {"read_as": "", **part}
        keys_are(whole, PART_KEYS, f"{where}, parts")
        yield Statement(*(whole[key] for key in PART_KEYS))


def keys_are(row: Mapping[str, Any], keys: Mapping[str, type], where: str) -> None:
    """Nothing missing, nothing misspelt, and each of its kind. Raises ClaimsFault."""
    for key, kind in keys.items():
        if key not in row:
            raise ClaimsFault(f"{where}: {key} is missing. Add it.")
        if not isinstance(row[key], kind):
            raise ClaimsFault(f"{where}: {key} should be {PLAINLY[kind]}, not {row[key]!r}.")
    for key in row:
        if key not in keys:
            raise ClaimsFault(f"{where}: {key} is not a key that is used here. Correct its spelling or take it out.")


def number_of(name: str, what: Any, where: str, places: Places) -> Number:
    """A number by where it stands: a figure's id, a figure and a column, a population, or a value with its source."""
    here = f"{where}, given.{name}"
    match what:
        case str():
            return figure(name, what, "value", here, places)
        case {"figure": str(key), "column": str(column)} if column in COLUMNS:
            return figure(name, key, column, here, places)
        case {"councils": list(councils), "year": int(year), "age": str(age)} if age in AGES:
            return population(name, [str(council) for council in councils], year, age, here, places)
        case {"value": int() | float() as value, "source": str(source)} if source:
            return Number(name, float(value), source)
    raise ClaimsFault(
        f"{here} cannot be used. Write the id of a figure; or figure and column ({', '.join(COLUMNS)}); or councils, "
        f"year and age ({', '.join(AGES)}); or value and source."
    )


def figure(name: str, key: str, column: str, here: str, places: Places) -> Number:
    row = places.rows.get(key)
    if row is None:
        raise ClaimsFault(f'{here}: there is no figure "{key}" in {places.figures}. Add it there, or correct the id.')
    found = FIRST_NUMBER.match(row.get(column) or "")
    if found is None:
        raise ClaimsFault(f'{here}: {column} of "{key}" in {places.figures} is no number. Add it there.')
    title = f"{key}, {column}" if column != "value" else key
    return Number(name, float(found.group().replace(",", "")), f"figures.csv: {title} ({row['source']})")


def population(name: str, councils: list[str], year: int, age: str, here: str, places: Places) -> Number:
    counted = [places.system.population_of(council, year) for council in councils]
    if not counted or None in counted:
        raise ClaimsFault(
            f"{here}: system.toml has no population of {' and '.join(councils) or 'no council'} in {year}. "
            "Add it there, or correct the councils and the year."
        )
    rows = [row for row in counted if row is not None]
    whose = " and ".join(councils)
    return Number(name, float(sum(getattr(row, age) for row in rows)), f"system.toml: {age} of {whose} in {year} "
                  f"({rows[0].source.partition(':')[0]})")  # fmt: skip
