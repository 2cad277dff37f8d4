"""A simulated year with as many people in beds and services as asked, for `hub_load.py`; made once and kept.

FOLDER/data is what `homefirst demo` makes, with people admitted since until the beds are as full as asked.
FOLDER/northamptonshire is the county with invented homes and agencies put beside its own, each with its numbers told:
a server started in FOLDER finds it there by its name.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from homefirst.codes import DelayReason, Vacancies
from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.hub.board import in_a_bed
from homefirst.hub.follow import candidates
from homefirst.journey import journey
from homefirst.people import Identifier, Identity, Statement

SYSTEM = "northamptonshire"
REPOSITORY = Path(__file__).resolve().parents[1]
SERVICE = """
[[invented]]
code = "{code}"
organisation = "{organisation}"
name = "{name}"
kind = "{kind}"
capacity = {capacity}
unit = "{unit}"
as_at = "invented"
"""
ENTRY = """
[[entries]]
service = "{code}"
invented = true
pathways = ["{pathway}"]
needs_met = ["two_care_workers", "dementia", "night_care"]
neighbourhood = "Northampton"
easting = {easting}
northing = {northing}
hours = [9, 17]
weekend_hours = [10, 16]
contact = "the duty desk"
"""


def make(folder: Path, beds: int, services: int, seed: int = 1) -> DataDir:
    """The data directory, made if it is not there. Printed as it goes: it takes a minute."""
    data = DataDir(folder / "data")
    if (folder / SYSTEM).exists():
        return data
    if not (folder / "data" / "ledger.sqlite").exists():
        folder.mkdir(parents=True, exist_ok=True)
        year = [sys.executable, "-m", "homefirst", "demo", "--no-serve", "--data", str(folder / "data")]
        subprocess.run(year, check=True, cwd=REPOSITORY)
    ledger, people = data.ledger(), data.people()
    now = ledger.last_recorded_at()
    assert now is not None, "the year is empty"
    in_bed = [
        one for one in (journey(key, ledger.person(key)) for key in sorted(candidates(ledger)[0])) if in_a_bed(one)
    ]
    draw = Random(seed)
    wards = sorted({spell.location for one in in_bed if (spell := in_a_bed(one)) and spell.location})
    for n in range(len(in_bed), beds):
        number = (Identifier("local", f"LOAD{n:05}", "RNS"),)
        people.say([Statement(number, identity(n, draw), now, "bench")])
        ledger.append(stay(people.key(number), n, now, draw.choice(wards), draw))
    invented = enlarge(folder / SYSTEM, services)
    ledger.append(numbers(code, now - timedelta(hours=draw.randint(1, 40)), draw) for code in invented)
    print(
        f"{max(len(in_bed), beds):,} people in beds, {ledger.position():,} events, {services} services in the directory"
    )
    people.close()
    ledger.close()
    return data


def enlarge(folder: Path, services: int) -> list[str]:
    """The county's folder with invented homes and agencies until its directory has as many services; their codes."""
    shutil.copytree(REPOSITORY / "systems" / SYSTEM, folder)
    directory = folder / "directory.toml"
    there = directory.read_text(encoding="utf-8").count("\n[[entries]]")
    draw, codes, rows, entries = Random(7), list[str](), list[str](), list[str]()
    for n in range(there, services):
        home = n % 2 == 0
        codes.append(code := f"BENCH{n:03}")
        kind, unit = ("care_home_placement", "places") if home else ("home_care", "hours a week")
        more = {"code": code, "organisation": "QUILLON" if home else "WAYMEET", "name": f"Invented service {n}"}
        rows.append(SERVICE.format(**more, kind=kind, unit=unit, capacity=draw.randint(12, 70)))
        place = {"easting": draw.randint(456000, 496000), "northing": draw.randint(246000, 288000)}
        entries.append(ENTRY.format(code=code, pathway="3" if home else "1", **place))
    for file, more in ((folder / "system.toml", rows), (directory, entries)):
        text = file.read_text(encoding="utf-8")
        file.write_text(text + "".join(more), encoding="utf-8")
    return codes


def identity(n: int, draw: Random) -> Identity:
    names = ("Alder", "Briar", "Clover", "Damson", "Elder", "Fennel", "Gorse", "Hazel")
    born = date(1930, 1, 1) + timedelta(days=draw.randint(0, 9000))
    return Identity(f"{draw.choice(names)}field", f"{draw.choice(names)}{n}", born, draw.choice("FM"))


def stay(person: str, n: int, now: datetime, location: str, draw: Random) -> Iterator[Event]:
    """One person in a bed: admitted, asked every day, half of them ready and kept by something."""
    key = {"spell": f"load{n}", "source": "PAS@RNS", "location": location}
    nights = draw.randint(1, 30)
    came = now - timedelta(days=nights, hours=draw.randint(1, 20))
    yield new_event(person, Kind.ADMITTED, came, detail="21", **key)
    expected = (came + timedelta(days=nights + 2)).date().isoformat()
    yield new_event(person, Kind.EXPECTED_DISCHARGE_SET, came + timedelta(hours=20), detail=expected, **key)
    ready_after = draw.randint(1, 2 * nights)
    for day in range(1, nights):
        kind = Kind.CRITERIA_TO_RESIDE_NOT_MET if day >= ready_after else Kind.CRITERIA_TO_RESIDE_MET
        yield new_event(person, kind, came + timedelta(days=day, hours=2), **key)
    if ready_after < nights:
        since = came + timedelta(days=ready_after, hours=4)
        yield new_event(person, Kind.PATHWAY_CHOSEN, since, detail=draw.choice("0123"), **key)
        yield new_event(person, Kind.DELAY_STARTED, since, detail=str(draw.choice(tuple(DelayReason))), **key)


def numbers(code: str, at: datetime, draw: Random) -> Event:
    """How full an invented service says it is."""
    maximum = draw.randint(12, 70)
    used = round(maximum * draw.uniform(0.8, 1.0))
    detail = Vacancies(maximum, used, 0, draw.randint(0, maximum - used), None).detail
    return new_event("", Kind.VACANCIES_REPORTED, at, location=code, detail=detail, source="care_home@QUILLON/bench")
