"""Reading directory.toml: one table for each service, with a fault that says which file, line, table and key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from homefirst.system.entry import EVERY_NEED, GENDERS, PATHWAYS, Entry, Hours
from homefirst.system.facts import Service, System
from homefirst.system.read import Row


def centre(row: Row) -> tuple[str, tuple[float, float]]:
    made = row.text("name"), (row.number_of("easting"), row.number_of("northing"))
    row.end()
    return made


def entry_of(row: Row, system: System, centres: Mapping[str, tuple[float, float]]) -> Entry:
    """One [[entries]]: the rules, with who runs the service from the system. Raises SystemFault."""
    service = known_service(row, system)
    councils = frozenset(council.code for council in system.councils)
    workers = within(row, "workers", GENDERS - {""}, "female or male")
    made = Entry(
        service=service.code,
        organisation=service.organisation,
        name=service.name,
        kind=service.kind,
        pathways=within(row, "pathways", PATHWAYS, "a pathway: 0, 1, 2 or 3"),
        needs_met=needs_of(row),
        gender=row.among("gender", GENDERS, "female or male") if "gender" in row.left else "",
        workers=workers,
        visits_most=row.whole("visits_most") if "visits_most" in row.left else None,
        equipment=frozenset(row.texts("equipment")),
        councils=within(row, "councils", councils, "a council of system.toml"),
        neighbourhoods=within(row, "neighbourhoods", frozenset(centres), "one of the [[neighbourhoods]]"),
        neighbourhood=row.text("neighbourhood", ""),
        easting=row.number_of("easting") if "easting" in row.left else None,
        northing=row.number_of("northing") if "northing" in row.left else None,
        days=days_of(row),
        cost_week=row.number_of("cost_week") if "cost_week" in row.left else None,
        cost_hour=row.number_of("cost_hour") if "cost_hour" in row.left else None,
        registration=row.text("registration", ""),
        trusted=row.flag("trusted", False),
        medicines_days=row.whole("medicines_days") if "medicines_days" in row.left else 0,
        capacity=service.capacity.amount if service.capacity else None,
        unit=service.capacity.unit if service.capacity else "",
        contact=row.text("contact", ""),
        accepts=service.accepts,
        source=service.source,
        assumed=row.text("assumed", ""),
        invented=service.invented,
    )
    if made.invented != row.flag("invented", False):
        raise row.fault("invented", "should be true here exactly where the service is invented in system.toml")
    row.end()
    return made


def known_service(row: Row, system: System) -> Service:
    code = row.text("service")
    found = system.service(code)
    if found is None:
        raise row.fault("service", f'"{code}" is no service of system.toml; add it there, or correct it')
    return found


def within(row: Row, key: str, allowed: frozenset[str], plain: str) -> frozenset[str]:
    found = frozenset(row.texts(key))
    for text in sorted(found - allowed):
        raise row.fault(key, f'"{text}" is not {plain}')
    return found


def needs_of(row: Row) -> frozenset[str]:
    """The needs that a service meets: every one where nothing is said against it."""
    return within(row, "needs_met", EVERY_NEED, "a need") if "needs_met" in row.left else EVERY_NEED


def days_of(row: Row) -> tuple[Hours | None, ...]:
    """The hours of each day: `hours` on every day, unless `friday_hours` or `weekend_hours` say otherwise."""
    usual = hours_of(row, "hours", (0, 24))
    friday, weekend = hours_of(row, "friday_hours", usual), hours_of(row, "weekend_hours", usual)
    return (usual, usual, usual, usual, friday, weekend, weekend)


def hours_of(row: Row, key: str, otherwise: Hours | None) -> Hours | None:
    """[9, 17] as hours; none for []."""
    if key not in row.left:
        return otherwise
    hours: Sequence[int] = row.whole_numbers(key)
    if not hours:
        return None
    if len(hours) != 2 or not 0 <= hours[0] < hours[1] <= 24:
        raise row.fault(key, f"should be two hours of one day such as [9, 17], or [] for nobody, not {list(hours)}")
    return hours[0], hours[1]
