"""The directory: which services may be asked to help somebody, whom each takes, when, and what each asks for.

A system's `directory.toml` stands beside its `system.toml`, which says who runs each service; here stand its rules.
Asking is quick: every rule of an entry is a set or a number worked out when the file is read, so that two thousand
services answer in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import hypot
from pathlib import Path
from typing import NamedTuple, Protocol

from homefirst.codes import ServiceKind, SupportKind
from homefirst.days import LONDON
from homefirst.system.directory_file import centre, entry_of
from homefirst.system.entry import EVERY_NEED, NEEDS, Entry, Hours, closed_words, hours_words, listed
from homefirst.system.facts import System
from homefirst.system.figures import read_figures
from homefirst.system.read import Reading, Row, load_system, system_file

__all__ = [
    "EVERY_NEED",
    "NEEDS",
    "Asked",
    "Directory",
    "Entry",
    "Excluded",
    "Limits",
    "NoNeeds",
    "Rule",
    "Taking",
    "hours_words",
    "load_directory",
]


class Asked(Protocol):
    """What is asked for somebody, as far as the directory looks at it: hub.needs.Needs, or anything of that shape."""

    @property
    def nursing(self) -> bool: ...
    @property
    def two_care_workers(self) -> bool: ...
    @property
    def dementia(self) -> bool: ...
    @property
    def behaviour(self) -> bool: ...
    @property
    def bariatric(self) -> bool: ...
    @property
    def night_care(self) -> bool: ...
    @property
    def visits_a_day(self) -> int: ...
    @property
    def gender(self) -> str: ...
    @property
    def equipment(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class NoNeeds:
    """Nothing written yet about what a person needs: no service is excluded for it."""

    nursing: bool = False
    two_care_workers: bool = False
    dementia: bool = False
    behaviour: bool = False
    bariatric: bool = False
    night_care: bool = False
    visits_a_day: int = 0
    gender: str = ""
    equipment: tuple[str, ...] = ()


class Rule(NamedTuple):
    """A rule that keeps a service from taking somebody: its name (mostly a Refusal) and a sentence."""

    name: str
    says: str


class Excluded(NamedTuple):
    """A service that cannot take somebody now, with every rule that says so."""

    entry: Entry
    rules: tuple[Rule, ...]

    @property
    def only_hours(self) -> bool:
        """Whether nothing but the hour or the day is in the way."""
        return all(rule.name == "hours" for rule in self.rules)


class Taking(NamedTuple):
    """Who would take somebody now, and why the others would not."""

    entries: tuple[Entry, ...]
    excluded: tuple[Excluded, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a place settles for itself: how old a number may be, how long an answer may take, how long help is kept."""

    beds_hours: int = 24
    slots_hours: int = 72
    answer_hours: int = 24
    urgent_answer_hours: int = 2
    contact_hours: int = 24
    retainer_days: int = 30


@dataclass(frozen=True)
class Directory:
    """All services that may be asked, by code, and the middle of each neighbourhood (easting, northing in metres).

    `limits` is what the place settles for itself, in hours or days.
    """

    entries: Mapping[str, Entry]
    centres: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def of(self, code: str) -> Entry | None:
        """The entry of this service, or None."""
        return self.entries.get(code)

    def hours_of_room(self, service: str) -> int:
        """How old, in hours, the number of free beds (or hours, or slots) of a service may be before a page warns."""
        entry = self.of(service)
        return self.limits.beds_hours if entry is not None and entry.has_beds else self.limits.slots_hours

    def hours_to_answer(self, service: str) -> int:
        """How many hours a service has to answer a referral."""
        entry = self.of(service)
        urgent = entry is not None and entry.kind is SupportKind.CRISIS_RESPONSE
        return self.limits.urgent_answer_hours if urgent else self.limits.answer_hours

    def kinds(self) -> tuple[SupportKind | ServiceKind, ...]:
        """Every kind of service in it, in order of their words."""
        return tuple(sorted({entry.kind for entry in self}, key=lambda kind: kind.label))

    def distance(self, entry: Entry, neighbourhood: str) -> float | None:
        """Kilometres as the crow flies from the middle of a neighbourhood; None where either place is not known."""
        centre = self.centres.get(neighbourhood)
        if centre is None or entry.easting is None or entry.northing is None:
            return None
        return hypot(entry.easting - centre[0], entry.northing - centre[1]) / 1000

    def open_to(
        self,
        needs: Asked,
        pathway: str,
        council: str,
        moment: datetime,
        *,
        neighbourhood: str = "",
        sex: str = "",
        among: Iterable[Entry] | None = None,
    ) -> Taking:
        """Who would take this person at this moment, and why the others would not, each rule named.

        What is not known ("" for a pathway, council, neighbourhood or sex) excludes nobody. `sex` is "female" or
        "male". Room is another question: hub.capacity.
        """
        ask = Question(needs, pathway, council, neighbourhood, sex, moment)
        taking, excluded = list[Entry](), list[Excluded]()
        for entry in self if among is None else among:
            rules = ask.broken(entry)
            excluded.append(Excluded(entry, rules)) if rules else taking.append(entry)
        return Taking(tuple(taking), tuple(excluded))


class Question:
    """One person's question to every entry, with what is the same for all worked out once."""

    def __init__(
        self, needs: Asked, pathway: str, council: str, neighbourhood: str, sex: str, moment: datetime
    ) -> None:
        self.wanted = frozenset(need for need in NEEDS if getattr(needs, need))
        self.visits, self.worker = needs.visits_a_day, needs.gender
        self.equipment = frozenset(needs.equipment)
        self.pathway, self.council, self.neighbourhood, self.sex = pathway, council, neighbourhood, sex
        local = moment.astimezone(LONDON)
        self.moment, self.weekday, self.hour = moment, local.weekday(), local.hour
        self.closed = dict[tuple[Hours | None, ...], str]()  # many services keep the same hours

    def broken(self, entry: Entry) -> tuple[Rule, ...]:
        """The rules by which this entry cannot take the person; none if it can."""
        rules = list[Rule]()
        if self.pathway and entry.pathways and self.pathway not in entry.pathways:
            rules.append(Rule("pathway", f"Not for pathway {self.pathway}: {pathways_words(entry.pathways)}."))
        if self.council and entry.councils and self.council not in entry.councils:
            rules.append(Rule("distance", "Does not serve the council where the person lives."))
        elif self.neighbourhood and entry.neighbourhoods and self.neighbourhood not in entry.neighbourhoods:
            rules.append(Rule("distance", f"Serves {listed(entry.neighbourhoods)}, not {self.neighbourhood}."))
        if not self.wanted <= entry.needs_met:
            rules.extend(unmet(self.wanted - entry.needs_met))
        if self.sex and entry.gender and self.sex != entry.gender:
            rules.append(Rule("gender", f"Takes {'women' if entry.gender == 'female' else 'men'} only."))
        if self.worker and entry.workers and self.worker not in entry.workers:
            rules.append(Rule("gender", f"Has no {self.worker} care workers."))
        if entry.visits_most is not None and self.visits > entry.visits_most:
            rules.append(Rule("need", f"At most {entry.visits_most} visits a day, and {self.visits} are needed."))
        if entry.equipment and not self.equipment <= entry.equipment:
            rules.append(Rule("equipment", f"Has no {listed(self.equipment - entry.equipment)}."))
        hours = entry.days[self.weekday]
        if hours is None or not hours[0] <= self.hour < hours[1]:
            if entry.days not in self.closed:
                self.closed[entry.days] = closed_words(entry, self.moment)
            rules.append(Rule("hours", self.closed[entry.days]))
        return tuple(rules)


def unmet(missing: frozenset[str]) -> Iterator[Rule]:
    """A rule for each need that a service cannot meet: named after the refusal that it would give."""
    for need in sorted(missing):
        name = need if need in ("nursing", "behaviour", "two_care_workers") else "need"
        yield Rule(name, f"Does not offer {NEEDS[need]}.")


def pathways_words(pathways: Iterable[str]) -> str:
    """ "pathway 1", "pathways 2 and 3"."""
    found = sorted(pathways)
    return f"pathway{'s' if len(found) > 1 else ''} {listed(found)}"


def load_directory(name_or_path: str | Path, system: System | None = None) -> Directory:
    """The directory of a system; an empty one where it has no directory.toml.

    Raises SystemFault, with the file, line, table and key, if it cannot be used.
    """
    file = system_file(name_or_path).with_name("directory.toml")
    if not file.is_file():
        return Directory({})
    reading = Reading(file, file.read_text(encoding="utf-8"), read_figures(file.with_name("figures.csv")))
    place = system or load_system(name_or_path)
    centres = dict(map(centre, reading.rows("neighbourhoods")))
    entries = dict[str, Entry]()
    for row in reading.rows("entries"):
        made = entry_of(row, place, centres)
        if made.service in entries:
            raise row.fault("service", f'"{made.service}" stands here twice; take one out')
        entries[made.service] = made
    return Directory(entries, centres, limits_of(Row(reading, "", 0, reading.tables.get("local", {}))))


def limits_of(row: Row) -> Limits:
    """The [local] table; what it does not say is as homefirst has it. Raises SystemFault."""
    made = Limits(**{name: row.whole(name) for name in Limits.__slots__ if name in row.left})
    row.end()
    return made
