"""How long each thing beside the discharge may take: dated, with its source, and what a place settles for itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from homefirst.codes import ServiceKind, SupportKind
from homefirst.days import LONDON, local_date, midnight
from homefirst.system.directory import Directory, load_directory
from homefirst.system.figures import SystemFault, short_name
from homefirst.system.read import system_file

OURS = Path(__file__).with_name("limits.toml")
UNITS = ("days", "hours", "half_days")
NOON = time(12)
KEYS = frozenset(
    {
        "name", "title", "amount", "unit", "first_day_counted", "open_from", "open_until", "since", "setting",
        "section", "source", "verified", "note",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit since a day: so many calendar days, hours or half days.

    With `first_day_counted` the day on which it begins is the first of its days. With `hours` (from, until, by the
    clock) what begins outside them begins when they do next. `section` is the part of the record that shows it.
    """

    name: str
    title: str
    amount: int
    unit: str
    since: date
    source: str
    verified: bool
    is_local: bool = False
    first_day_counted: bool = False
    hours: tuple[int, int] | None = None
    section: str = "hub"
    note: str = ""

    def due_at(self, started_at: datetime) -> datetime:
        """The last moment in time, in the zone of the start: of calendar days, the last moment of the last day."""
        if self.unit == "days":
            return self.end_of(self.last_day(local_date(started_at))).astimezone(started_at.tzinfo)
        if self.unit == "half_days":
            return half_day_after(started_at).astimezone(started_at.tzinfo)
        return next_open(started_at, self.hours) + timedelta(hours=self.amount)

    def last_day(self, first: date) -> date:
        """The last day of a limit in calendar days that begins on this day."""
        return first + timedelta(days=self.amount - self.first_day_counted)

    @staticmethod
    def end_of(day: date) -> datetime:
        return midnight(day + timedelta(days=1)) - timedelta.resolution

    @property
    def words(self) -> str:
        """The limit in words: "28 days", "7 days, the first day counted", "2 hours, 8:00 to 20:00"."""
        if self.unit == "half_days":
            return "every morning and every afternoon"
        counted = ", the day it begins being the first" if self.first_day_counted else ""
        between = f", from {self.hours[0]}:00 to {self.hours[1]}:00 every day" if self.hours else ""
        return f"{self.amount} {self.unit}{counted}{between}"


@dataclass(frozen=True)
class Limits:
    """The limits of a place, those of one name by the day since which each holds.

    `crisis` are the teams that come within two hours; `answers` the hours that a service has to answer a referral,
    where it has its own; `practices` the general practices, and those who stand for them together.
    """

    entries: Mapping[str, tuple[Limit, ...]]
    crisis: frozenset[str] = frozenset()
    answers: Mapping[str, int] = field(default_factory=dict)
    practices: frozenset[str] = frozenset()

    def of(self, name: str, on: date) -> Limit:
        """The limit of this name that held on a day; the first there was for a day before any."""
        held = [one for one in self.entries[name] if one.since <= on]
        return held[-1] if held else self.entries[name][0]

    def earliest_request(self, begins: date) -> date:
        """The first day on which a standard authorisation that is to begin on a day may be asked for."""
        return begins - timedelta(days=self.of("liberty_standard_ahead", begins).amount)

    def now(self, on: date) -> tuple[Limit, ...]:
        """Every limit as it holds on a day."""
        return tuple(self.of(name, on) for name in self.entries)


def next_open(moment: datetime, hours: tuple[int, int] | None) -> datetime:
    """The moment itself within the hours of a service, else the next at which they begin."""
    if hours is None:
        return moment
    local = moment.astimezone(LONDON)
    if hours[0] <= local.hour < hours[1]:
        return moment
    day = local.date() + timedelta(days=local.hour >= hours[1])
    return datetime.combine(day, time(hours[0]), LONDON).astimezone(moment.tzinfo)


def half_day_after(moment: datetime) -> datetime:
    """The end of the half day that follows this one's: asked in the morning, by midnight; after noon, by noon."""
    local = moment.astimezone(LONDON)
    after = local.date() + timedelta(days=1)
    return (midnight(after) if local.time() < NOON else datetime.combine(after, NOON, LONDON)) - timedelta.resolution


def load_limits(system: str | Path) -> Limits:
    """The limits of a local system: ours, and instead of them what its own limits.toml says. Raises SystemFault."""
    own = system_file(system).with_name("limits.toml")
    entries = by_name(read(OURS)) | (by_name(read(own)) if own.is_file() else {})
    return with_directory(entries, directory_of(system))


def national_limits() -> Limits:
    """The limits that hold where a place says nothing else."""
    return with_directory(by_name(read(OURS)), Directory({}))


def directory_of(system: str | Path) -> Directory:
    """The directory of a system; an empty one where it has none."""
    try:
        return load_directory(system)
    except SystemFault:
        return Directory({})


def with_directory(entries: Mapping[str, tuple[Limit, ...]], directory: Directory) -> Limits:
    """The limits with what the directory says: who comes in two hours, how long each may take, which are practices."""
    crisis = frozenset(entry.service for entry in directory if entry.kind is SupportKind.CRISIS_RESPONSE)
    answers = {entry.service: directory.hours_to_answer(entry.service) for entry in directory}
    practices = (entry for entry in directory if entry.kind is ServiceKind.GENERAL_PRACTICE)
    return Limits(
        entries, crisis, answers, frozenset(code for one in practices for code in (one.service, one.organisation))
    )


def by_name(limits: Iterable[Limit]) -> dict[str, tuple[Limit, ...]]:
    found: dict[str, tuple[Limit, ...]] = {}
    for one in sorted(limits, key=lambda limit: limit.since):
        found[one.name] = (*found.get(one.name, ()), one)
    return found


def read(file: Path) -> list[Limit]:
    """The limits of one file. Raises SystemFault with what cannot be read."""
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("limits", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SystemFault(f"{short_name(file)} cannot be read as TOML: {fault}.") from None
    return [limit_of(row, f"{short_name(file)}, [[limits]] number {n}") for n, row in enumerate(rows, 1)]


def limit_of(row: Mapping[str, Any], where: str) -> Limit:
    """One table of the file as a limit. Raises SystemFault for a key that is missing, unknown or wrong."""
    missing = [key for key in ("name", "title", "amount", "unit", "since", "setting", "source") if key not in row]
    if wrong := missing or sorted(set(row) - KEYS):
        raise SystemFault(f"{where}: {wrong[0]} is {'missing; add it' if missing else 'not a key that is used here'}.")
    if row["unit"] not in UNITS or row["setting"] not in ("national", "local"):
        raise SystemFault(f"{where}: write unit as one of {', '.join(UNITS)} and setting as national or local.")
    if type(row["amount"]) is not int or row["amount"] < 1 or type(row["since"]) is not date:
        raise SystemFault(f"{where}: write amount as a whole number from 1 and since as a date such as 2026-01-31.")
    hours = (row["open_from"], row["open_until"]) if "open_from" in row and "open_until" in row else None
    return Limit(
        row["name"], row["title"], row["amount"], row["unit"], row["since"], row["source"], row.get("verified", False),
        row["setting"] == "local", row.get("first_day_counted", False), hours, row.get("section", "hub"),
        row.get("note", ""),
    )  # fmt: skip
