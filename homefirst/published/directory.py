"""The CQC's care directory: care homes with their beds and ratings, on the day that a file is of.

Shapes: the directory with filters ("HSCA Active Locations", a column for beds, Y under the services given), as public
code reads it, as xlsx, ods or CSV; the plain directory CSV without beds, *unverified*. A location says its council by
name. Dormant locations are counted apart; homes on two rows are one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from homefirst.published.cells import number, plain, read_day, read_month, text_of
from homefirst.published.places import area_of
from homefirst.published.sheets import Sheet
from homefirst.published.table import Table, find_table, note_edition
from homefirst.published.tidy import Area, Number, Span, Taking, Where

FAMILY = "cqc"
TITLE = "CQC care directory"
LOOKED_FOR = "a CQC location id with its local authority and services"
HOMES, BEDS = "published.care_homes", "published.care_home_beds"
HOME, HOME_BEDS = "published.care_home", "published.care_home_beds_of_one"
IDS = ("location id", "cqc location id", "cqc location id (for office use only)", "locationid")
COUNCILS = ("location local authority", "local authority", "locallocalauthority")
IS_HOME = ("care home?", "care home", "carehome")
NURSING = ("service type-care home service with nursing", "care home service with nursing")
RESIDENTIAL = ("service type-care home service without nursing", "care home service without nursing")
BED_COLUMNS = ("care homes beds", "care home beds", "beds", "number of beds", "numberofbeds")
RATINGS = ("location latest overall rating", "overall rating", "latest overall rating", "latest rating")
NAMES = ("location name", "name", "locationname")
DORMANT = ("dormant (y/n)", "dormant")
SERVICES = ("service types", "location type/sector", "location primary inspection category")
YES = ("y", "yes", "true", "1")


class Home(NamedTuple):
    """One care home as the directory has it. `beds` None: not given."""

    code: str
    name: str
    council: Area
    kind: str
    rating: str
    beds: Number
    place: str


def recognise(sheet: Sheet) -> Table | None:
    """The table of locations in a sheet, if there is one."""
    return find_table(sheet, lambda table: all(table.column(names) is not None for names in (IDS, COUNCILS)))


def take(table: Table, taking: Taking) -> None:
    """Read one directory: each home by itself, and homes and beds by council, kind and rating."""
    note_edition(taking, table, TITLE)
    day = said_day(table)
    if day is None:
        taking.set_aside("a directory without its day, in its sheet, title or file name", table.sheet.name)
        return
    taking.dated = taking.dated or day.isoformat()
    homes = list(_homes(table, taking, day))
    span = Span(day, day, day.isoformat())
    for home in homes:
        where = Where(Area(home.code, home.name, "location", f"{home.code} {home.council.raw}"), span, home.place)
        splits = {"kind": home.kind, "rating": home.rating}
        taking.keep(where, HOME_BEDS, home.beds, "beds", home.council.name, splits)
    _count(taking, homes, span, table.sheet.name)


def said_day(table: Table) -> date | None:
    """The day that a directory is of: told above it, or in the name of its sheet or file."""
    for said in (
        *table.told.values(),
        *(text_of(c) for row in table.sheet.rows[: table.head] for c in row),
        table.sheet.name,
        table.sheet.file,
    ):
        words = said.replace("_", " ")
        for pattern in (r"\d{1,2}(?:st|nd|rd|th)?[ -]+[A-Za-z]{3,9}[ -]+\d{4}", r"\d{4}-\d\d-\d\d", r"\d\d/\d\d/\d{4}"):
            for found in re.findall(pattern, words):
                if day := read_day(found):
                    return day[0]
        for found in re.findall(r"(?<![a-z])[A-Z][a-z]{2,8}[ -]+\d{4}", words):
            if (month := read_month(found)).span and month.span:
                return month.span.first
    return None


def _homes(table: Table, taking: Taking, day: date) -> Any:
    """The care homes of a directory, each once; what is no care home is passed over."""
    at = {name: table.column(names) for name, names in HEADS.items()}
    seen: dict[str, tuple[str, ...]] = {}
    passed = 0
    for n, cells in table.body():
        said = {name: text_of(cells[column]) if column is not None else "" for name, column in at.items()}
        kind = kind_of(said)
        if kind is None:
            passed += 1
            continue
        here = (said["council"], said["beds"], said["name"])
        if said["id"] in seen:
            _twice(taking, said, seen[said["id"]] == here)
            continue
        seen[said["id"]] = here
        council = area_of("", said["council"], day)
        if council.area.kind != "council":
            taking.set_aside("a care home whose council is not known", f'"{said["council"]}" at {table.sheet.place(n)}')
            continue
        rating = said["rating"] or "not rated"
        beds = number(said["beds"]) if at["beds"] is not None else Number(None, "", "no column of beds")
        yield Home(said["id"], said["name"], council.area, kind, rating, beds, table.sheet.place(n))
    taking.remark(f"{passed:,} locations that are no care homes were passed over.")


HEADS = {
    "id": IDS, "council": COUNCILS, "home": IS_HOME, "nursing": NURSING, "residential": RESIDENTIAL,
    "beds": BED_COLUMNS,    "rating": RATINGS, "name": NAMES, "dormant": DORMANT, "services": SERVICES,
}  # fmt: skip


def _twice(taking: Taking, said: dict[str, str], same: bool) -> None:
    if same:
        taking.repaired("a care home on two rows, counted once", said["id"])
    else:
        taking.set_aside("a care home on two rows that disagree; the first is kept", said["id"])


def kind_of(said: dict[str, str]) -> str | None:
    """Nursing or residential, or dormant; None where the location is no care home."""
    services = plain(said["services"])
    nursing = plain(said["nursing"]) in YES or "nursing home" in services or "with nursing" in services
    residential = plain(said["residential"]) in YES or "residential home" in services or "without nursing" in services
    if not (plain(said["home"]) in YES or nursing or residential):
        return None
    if plain(said["dormant"]) in YES:
        return "dormant"
    return "nursing" if nursing else "residential"


def _count(taking: Taking, homes: Sequence[Home], span: Span, sheet: str) -> None:
    groups: dict[tuple[Area, str, str], list[Home]] = defaultdict(list)
    for home in homes:
        groups[home.council._replace(raw=home.council.name), home.kind, home.rating].append(home)
    for (council, kind, rating), some in groups.items():
        where, splits = Where(council, span, f"{sheet}!{len(some)} rows"), {"kind": kind, "rating": rating}
        beds = [home.beds.value for home in some if home.beds.value is not None]
        lack = len(some) - len(beds)
        note = f"beds of {lack} of {len(some)} homes are not known and not counted" if lack else ""
        taking.keep(where, HOMES, Number(float(len(some)), str(len(some))), "care homes", "", splits)
        taking.keep(where, BEDS, Number(sum(beds) if beds else None, "", note), "beds", "", splits)
