"""The people and beds that counts are set against, from the system's own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from homefirst.codes import ServiceKind
from homefirst.system import Area, Population, Service, System


class People(NamedTuple):
    """How many people, and a sentence on which estimate says so. `number` is None where nobody counted them."""

    number: int | None
    note: str


WARDS_NAMED = 6  # in a note; of more, how many and their beds


def people_aged(system: System, ages: str, day: date, places: Mapping[str, str] = MappingProxyType({})) -> People:
    """Residents of an age group ("65+", "18+", "75-84" ...) in the year of this day, or the nearest year counted.

    Of one council, or of what its small areas share (neighbourhood, deprivation ...), if `places` names it; else of the
    whole area. Several councils are added only if all have that year.
    """
    whose = ", ".join(word for word in places.values() if word)
    by_area = places.keys() - {"council"}
    choices = list(_areas(system, places) if by_area else _choices(system, day, places.get("council", "")))
    if not choices:
        return People(None, f"No population of {whose or system.title} is known, so there is no rate.")
    best = min(choices, key=lambda rows: (abs(rows[0].year - day.year), any(r.projected for r in rows)))
    number = sum(_aged(row, ages) for row in best)
    projected = ", projected" if any(row.projected for row in best) else ""
    nearest = "" if best[0].year == day.year else f" (nearest to {day.year})"
    return People(number, f"Population {ages}: {number:,}, mid-{best[0].year}{projected}{nearest}.")


def _areas(system: System, places: Mapping[str, str]) -> Iterator[list[Population]]:
    """The small areas that lie in all of these places. Of a council that is no more: all of them."""
    ended = {c.code for c in system.councils if c.until}
    wanted = {split: word for split, word in places.items() if not (split == "council" and word in ended)}
    found = [area for area in system.areas if all(_of(area, split) == word for split, word in wanted.items())]
    if found:
        yield [area.population for area in found]


def _of(area: Area, split: str) -> str:
    return str(getattr(area, "code" if split == "area" else split))


def _choices(system: System, day: date, council: str) -> Iterator[list[Population]]:
    """Each set of rows of one year that covers the area whole, by the councils of that day or of another time."""
    times = [day, *(c.since for c in system.councils if c.since), *(c.until for c in system.councils if c.until)]
    areas = {tuple(c.code for c in system.councils_on(time)): None for time in times}
    for area in [(council,)] if council else [area for area in areas if area]:
        for year in sorted({p.year for p in system.population}):
            rows = [system.population_of(code, year) for code in area]
            if all(rows):
                yield [row for row in rows if row is not None]


def _aged(row: Population, ages: str) -> int:
    return {
        "under 18": row.all_ages - row.age_18_plus,
        "18-64": row.age_18_plus - row.age_65_plus,
        "65-74": row.age_65_plus - row.age_75_plus,
        "75-84": row.age_75_plus - row.age_85_plus,
        "85+": row.age_85_plus,
        "18+": row.age_18_plus,
        "65+": row.age_65_plus,
    }[ages]


def beds(system: System) -> dict[str, float]:
    """Beds of each ward whose number is known, by the ward's code."""
    return {ward.code: ward.capacity.amount for ward in _wards(system) if ward.capacity}


def beds_note(system: System, provider: str = "", ward: str = "") -> str:
    """Whose beds are known, how many and since when: of one ward, one provider or the whole system."""
    asked = [w for w in _wards(system) if ward in ("", w.code) and provider in ("", w.organisation)]
    told = [(w.name, w.capacity.amount, w.capacity.as_at) for w in asked if w.capacity]
    if len(told) <= WARDS_NAMED:
        return f"Beds known: {', '.join(f'{name} {beds:g} ({as_at})' for name, beds, as_at in told)}."
    dates = dict.fromkeys(as_at for _, _, as_at in told)
    some = {date: [beds for _, beds, as_at in told if as_at == date] for date in dates}
    return f"Beds known: {', '.join(f'{sum(b):,g} on {len(b)} wards ({date})' for date, b in some.items())}."


def _wards(system: System) -> list[Service]:
    return [s for s in system.services if s.kind is ServiceKind.WARD and s.capacity and s.capacity.unit == "beds"]
