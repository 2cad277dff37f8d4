"""Fifteen invented months before the week: finished stays in two hospitals, and who had reablement after them.

Shaped by published figures for Northamptonshire: lengths of stay Weibull, shape 0.8, scale 8.5 days; 21% of those who
leave do so at a weekend; 21% come back within 30 days (systems/northamptonshire/figures.csv).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

from homefirst.demo_week.invented import Person, invent

PEOPLE = 450
FIRST_NUMBER = 2000
START = datetime(2024, 10, 1, tzinfo=UTC)
END = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
WEEK_STARTS = date(2026, 1, 5)
LAST_YEAR_COLUMNS = (
    "hospital", "hospital_number", "nhs_number", "date_of_birth", "sex", "postcode", "council", "lives",
    "spell_number", "admitted_at", "admission_method", "ward", "discharge_ready_at", "discharged_at",
    "destination", "discharge_method", "pathway",
)  # fmt: skip
REABLEMENT_COLUMNS = (
    "nhs_number", "date_of_birth", "sex", "referred_on", "started_on", "ended_on", "outcome",
    "moved_to_care_home_on", "died_on", "day_91", "where_on_day_91",
)  # fmt: skip


class Stay(NamedTuple):
    """One finished stay. Times are clock times on the ward's wall."""

    came_at: datetime
    ready_at: datetime | None
    left_at: datetime
    method: str
    pathway: str
    destination: str
    how: str


class Past(NamedTuple):
    """One invented person of last year, with their stays in order."""

    person: Person
    hospital: str
    stays: list[Stay]


def last_year(rng: Random) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of last_year.csv and of reablement.csv."""
    people = [past(number, Random(f"{rng.random()}")) for number in range(FIRST_NUMBER, FIRST_NUMBER + PEOPLE)]
    chosen = [one for one in people if has_reablement(one)]
    reablement = [reablement_row(one, Random(f"{rng.random()}")) for one in chosen]
    rows = [row for one in people for row in spell_rows(one)]
    return sorted(rows, key=lambda row: row["spell_number"]), reablement


def past(number: int, rng: Random) -> Past:
    hospital = "RNS" if rng.random() < 0.54 else "RNQ"
    lives = "care_home" if rng.random() < 0.12 else "own_home"
    person = invent(number, hospital, lives, 0, "right", rng)
    return Past(person, hospital, stays(person, rng))


def stays(person: Person, rng: Random) -> list[Stay]:
    """One stay, and more while the person lives and comes back, most of them within 30 days."""
    first_winter = rng.random() < 0.3
    at = START + timedelta(days=rng.uniform(0, 75 if first_winter else 440))
    found: list[Stay] = []
    while at < END:
        one = stay(person, at, rng)
        if one.left_at > END:
            break
        found.append(one)
        back = rng.random()
        if one.how == "4" or back > 0.45:
            break
        at = one.left_at + timedelta(days=rng.uniform(0.5, 29) if back < 0.25 else rng.uniform(30, 200))
    return found


def stay(person: Person, came_at: datetime, rng: Random) -> Stay:
    came_at = came_at.replace(second=0, microsecond=0)
    days = rng.weibullvariate(8.5, 0.8)
    destination, how, pathway = leaving(person, days, rng)
    left_at = came_at + timedelta(days=days) if how == "4" else leaving_time(came_at, days, rng)
    delay = 0.0 if how == "4" or days < 2 else rng.choice((0, 0, 0.6, 1, 1.5, 3)) * (1 + int(pathway or 0))
    ready_at = max(came_at, left_at - timedelta(days=min(delay, days * 0.6))).replace(second=0, microsecond=0)
    method = rng.choices(("21", "22", "11", "28"), (78, 12, 7, 3))[0]
    return Stay(
        came_at,
        ready_at if delay else None,
        left_at.replace(second=0, microsecond=0),
        method,
        pathway,
        destination,
        how,
    )


def leaving_time(came_at: datetime, days: float, rng: Random) -> datetime:
    """In the day, most often mid-afternoon; a quarter of the weekend leavings are put off to Monday."""
    day = came_at + timedelta(days=days)
    if day.weekday() >= 5 and rng.random() < 0.24:
        day += timedelta(days=7 - day.weekday())
    at = day.replace(hour=0, minute=0) + timedelta(hours=rng.triangular(9, 20, 15.5))
    return max(at, came_at + timedelta(hours=3))


def leaving(person: Person, days: float, rng: Random) -> tuple[str, str, str]:
    """Destination, method and pathway; the longer the stay, the more often not simply home."""
    if rng.random() < 0.06:
        return "79", "4", ""
    if person.lives == "care_home":
        return "85", "1", "0"
    weights = (78, 14, 5, 3) if days < 7 else (48, 31, 13, 8)
    pathway = rng.choices("0123", weights)[0]
    return {"0": "19", "1": "19", "2": "54", "3": "85"}[pathway], "1", pathway


def has_reablement(one: Past) -> bool:
    """Left for home with help (pathway 1) in October to December of 2024, or in autumn 2025."""
    return any(stay.pathway == "1" and in_season(stay.left_at.date()) for stay in one.stays)


def in_season(day: date) -> bool:
    return date(2024, 10, 1) <= day <= date(2024, 12, 31) or date(2025, 9, 1) <= day <= date(2025, 11, 30)


def reablement_row(one: Past, rng: Random) -> dict[str, str]:
    """Their first reablement, of up to six weeks, and where they were on day 91; their later stays agree with it."""
    first = next(stay for stay in one.stays if stay.pathway == "1" and in_season(stay.left_at.date()))
    start = first.left_at.date() + timedelta(days=rng.choice((0, 0, 1, 1, 2)))
    fate = rng.choices(("at_home", "hospital", "care_home", "died"), (74, 10, 8, 8))[0]
    settle(one, first, start, fate)
    day_91 = start + timedelta(days=91)
    event = start + timedelta(days=rng.randint(25, 60))
    end = start + timedelta(days=rng.randint(14, 42)) if fate in ("at_home", "hospital") else event
    row = {"nhs_number": one.person.nhs_number, "sex": one.person.sex, "outcome": outcome(fate, end, rng)}
    days = {
        "date_of_birth": one.person.born,
        "referred_on": first.left_at.date() - timedelta(days=rng.randint(0, 2)),
        "started_on": start,
        "ended_on": end,
        "day_91": day_91,
        "moved_to_care_home_on": event if fate == "care_home" else None,
        "died_on": event if fate == "died" else None,
    }
    row |= {name: f"{day:%d/%m/%Y}" for name, day in days.items() if day and day < WEEK_STARTS}
    return row | {"where_on_day_91": fate.replace("_", " ") if day_91 < WEEK_STARTS else ""}


def outcome(fate: str, end: date, rng: Random) -> str:
    if end >= WEEK_STARTS:
        return ""
    at_home = ("independent", "independent", "less help", "long-term care at home")
    return fate.replace("_", " ") if fate in ("died", "care_home") else rng.choice(at_home)


def settle(one: Past, first: Stay, start: date, fate: str) -> None:
    """Make the person's later stays agree with where they were on day 91."""
    kept = one.stays[: one.stays.index(first) + 1]
    if fate == "hospital":
        came = datetime(start.year, start.month, start.day, 14, 20, tzinfo=UTC) + timedelta(days=86)
        kept.append(Stay(came, None, came + timedelta(days=11, hours=1), "21", "0", "19", "1"))
    one.stays[:] = [stay for stay in kept if stay.left_at <= END]


def spell_rows(one: Past) -> list[dict[str, str]]:
    return [spell_row(one, number, stay) for number, stay in enumerate(one.stays, start=1)]


def spell_row(one: Past, number: int, stay: Stay) -> dict[str, str]:
    local = one.person.numbers[one.hospital]
    wards = ("HAWTHORN", "ROWAN") if one.hospital == "RNS" else ("ASHBY",)
    times = {"admitted_at": stay.came_at, "discharge_ready_at": stay.ready_at, "discharged_at": stay.left_at}
    return {
        "hospital": one.hospital,
        "hospital_number": local,
        "nhs_number": one.person.nhs_number,
        "date_of_birth": f"{one.person.born:%d/%m/%Y}",
        "sex": one.person.sex,
        "postcode": one.person.postcode,
        "council": one.person.council,
        "lives": one.person.lives,
        "spell_number": f"{local}-{number}",
        "admission_method": stay.method,
        "ward": wards[stay.came_at.day % len(wards)],
        "destination": stay.destination,
        "discharge_method": stay.how,
        "pathway": stay.pathway,
        **{name: f"{at:%d/%m/%Y %H:%M}" for name, at in times.items() if at},
    }
