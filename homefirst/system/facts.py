"""What a local system is made of: councils, people, organisations, services and published figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from homefirst.codes import OrganisationKind, ServiceKind, SupportKind


@dataclass(frozen=True)
class Source:
    """A document that the system's facts were read in."""

    key: str
    title: str
    dated: str
    read_on: str
    note: str = ""


@dataclass(frozen=True)
class Council:
    """A council with adult social care, and the days between which it answered for its area (None: open)."""

    code: str
    name: str
    since: date | None
    until: date | None
    verified: bool
    note: str = ""

    def answers_on(self, day: date) -> bool:
        """Whether it was the council of its area on this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Population:
    """How many people lived in a council's area in the middle of a year."""

    council: str
    year: int
    all_ages: int
    age_18_plus: int
    age_65_plus: int
    age_75_plus: int
    age_85_plus: int
    projected: bool
    source: str


@dataclass(frozen=True)
class Area:
    """A small area, the neighbourhood, council and board it lies in now, and how many people lived there in a year.

    `deprivation` is the fifth of England that it belongs to, "1" the most deprived; "" where it is not known.
    """

    code: str
    name: str
    neighbourhood: str
    council: str
    icb: str
    deprivation: str
    population: Population


@dataclass(frozen=True)
class Organisation:
    """Somebody who runs or buys services. `code` is the ODS or ONS code where there is one, else our own."""

    code: str
    name: str
    kind: OrganisationKind
    verified: bool
    note: str = ""


@dataclass(frozen=True)
class Capacity:
    """How much a service can hold at once, as somebody printed it. `figure` is an id of figures.csv, or ""."""

    amount: float
    unit: str
    as_at: str
    figure: str = ""


@dataclass(frozen=True)
class Service:
    """A ward, a team, a home or a bed base: what an event's location or service names."""

    code: str
    organisation: str
    name: str
    kind: SupportKind | ServiceKind
    capacity: Capacity | None
    hours: str
    accepts: str
    source: str  # key of a Source and words to find the place by, as "review: 'four flats'"
    figures: tuple[str, ...] = ()  # what else has been published about it
    invented: bool = False
    note: str = ""


@dataclass(frozen=True)
class Market:
    """How many homes, agencies or practices of one kind there are, where the sources count and do not name them."""

    name: str
    number: float
    unit: str
    as_at: str
    figure: str


@dataclass(frozen=True)
class System:
    """A local health and care system, whole."""

    name: str
    title: str
    sources: tuple[Source, ...]
    councils: tuple[Council, ...]
    population: tuple[Population, ...]
    organisations: tuple[Organisation, ...]
    services: tuple[Service, ...]
    markets: tuple[Market, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict, repr=False)
    areas: tuple[Area, ...] = field(default=(), repr=False)

    def organisation(self, code: str) -> Organisation | None:
        """The organisation with this code, or None."""
        return next((o for o in self.organisations if o.code == code), None)

    def service(self, code: str) -> Service | None:
        """The ward or service with this code, or None."""
        return next((s for s in self.services if s.code == code), None)

    def councils_on(self, day: date) -> tuple[Council, ...]:
        """The councils that answered for the area on this day."""
        return tuple(c for c in self.councils if c.answers_on(day))

    def population_of(self, council: str, year: int) -> Population | None:
        """People of a council in a year, an estimate before a projection; None if nobody counted them."""
        rows = [p for p in self.population if p.council == council and p.year == year]
        return min(rows, key=lambda p: p.projected, default=None)


@dataclass(frozen=True)
class Figure:
    """One published figure. `value` is None where the document prints words and no number.

    `comparator_value` is that of the places it was compared with there and `england_value` England's, as printed:
    mostly a number, sometimes with words.
    """

    id: str
    place: str
    measure: str
    value: float | None
    unit: str
    period: str
    source: str
    locator: str
    note: str
    role: str = ""
    population: str = ""
    comparator_value: str = ""
    england_value: str = ""


def location_title(system: System, location: str) -> str:
    """A readable name for a ward, bed, team, organisation or council; the code itself where it is not known.

    "RNS:HAWTHORN:B4" gives "Hawthorn ward, Northampton General, bed B4"; a council and area, the council.
    """
    provider, *rest = location.split(":", 2)
    if any(council.code == provider for council in system.councils):
        return _owner_title(system, provider)
    place = system.service(":".join([provider, *rest[:1]])) or system.service(location)
    bed = f", bed {rest[1]}" if len(rest) > 1 and rest[1] else ""
    owner = _owner_title(system, provider)
    if place is None:
        return f"{rest[0]}, {owner}{bed}" if rest and rest[0] else owner + bed
    return f"{place.name}, {owner}{bed}" if rest else place.name


def _owner_title(system: System, code: str) -> str:
    organisation = system.organisation(code)
    council = next((c for c in system.councils if c.code == code), None)
    named = organisation or council
    return named.name if named else code
