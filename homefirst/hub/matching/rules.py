"""The rules that keep a person and a place apart, each a small function that says why, or "" where it does not.

A rule looks at one thing of the person and one of the place, so that for hundreds of both it is asked once for each
pair of things that differ, and the sentence that a reader sees is made by the very function that excluded the place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from math import hypot
from typing import Any, NamedTuple

from homefirst.days import local_date
from homefirst.hub.matching.facts import Place, Point, Takes, Waiting, Weights
from homefirst.hub.words import day_words
from homefirst.system.entry import NEEDS, listed

WITHOUT_NURSING = "without nursing"
SAID_NO = "It said no to this person, or they said no to it, since they came to hospital."


class Rule(NamedTuple):
    """One rule: its name, what it looks at of a person and of a place, and what it says of the two."""

    name: str
    of_person: Callable[[Waiting], Hashable]
    of_place: Callable[[Place], Hashable]
    says: Callable[[Any, Any], str]


class OfPlace(NamedTuple):
    """A rule about a place alone: nobody can be matched to it now."""

    name: str
    says: Callable[[Place, datetime], str]


class Broken(NamedTuple):
    """A rule that keeps somebody from a place, and its sentence."""

    name: str
    says: str


# Of a place alone


def closed(place: Place, now: datetime) -> str:
    return f"Takes nobody now: {place.closed}." if place.closed else ""


def room_not_told(place: Place, now: datetime) -> str:
    return "Has not said what room it has." if place.vacancies is None and not place.closed else ""


def full(place: Place, now: datetime) -> str:
    return "Full." if place.vacancies == 0 and not place.closed else ""


def stale(place: Place, now: datetime) -> str:
    """A number too old to rely on: somebody should ask again before a person is told of the place."""
    if place.said_at is None or not place.vacancies:
        return ""
    hours = (now - place.said_at).total_seconds() / 3600
    if hours <= place.old_after:
        return ""
    return f"Said what room it has {hours:.0f} hours ago, more than the {place.old_after} agreed: ask again."


OF_PLACE = (
    OfPlace("closed", closed),
    OfPlace("room not told", room_not_told),
    OfPlace("full", full),
    OfPlace("stale", stale),
)


# Of a person and a place


def pathway(wanted: str, offered: frozenset[str]) -> str:
    return f"Not for pathway {wanted}." if wanted and wanted not in offered else ""


def need(wanted: frozenset[str], met: frozenset[str]) -> str:
    missing = wanted - met
    return f"Does not offer {listed(NEEDS[one] for one in missing)}." if missing else ""


def registration(wanted: frozenset[str], registered: str) -> str:
    outside = "nursing" in wanted and WITHOUT_NURSING in registered
    return f"Registered as a {registered}, and nursing is needed." if outside else ""


def gender(sex: str, takes: str) -> str:
    return f"Takes {'women' if takes == 'female' else 'men'} only." if sex and takes and sex != takes else ""


def care_workers(wanted: str, has: frozenset[str]) -> str:
    return f"Has no {wanted} care workers." if wanted and has and wanted not in has else ""


def visits(wanted: int, most: int | None) -> str:
    return f"At most {most} visits a day, and {wanted} are needed." if most is not None and wanted > most else ""


def equipment(wanted: frozenset[str], has: frozenset[str]) -> str:
    return f"Has no {listed(wanted - has)}." if has and not wanted <= has else ""


def catchment(lives: tuple[str, str], serves: tuple[frozenset[str], frozenset[str]]) -> str:
    (council, neighbourhood), (councils, neighbourhoods) = lives, serves
    if council and councils and council not in councils:
        return "Does not serve the council where the person lives."
    if neighbourhood and neighbourhoods and neighbourhood not in neighbourhoods:
        return f"Serves {listed(neighbourhoods)}, not {neighbourhood}."
    return ""


def kilometres(neighbourhood: str, at: Point | None, centres: Mapping[str, Point]) -> float | None:
    """As the crow flies from the middle of a neighbourhood; None where either place is not known."""
    centre = centres.get(neighbourhood)
    return None if centre is None or at is None else hypot(at[0] - centre[0], at[1] - centre[1]) / 1000


def rules_of(weights: Weights, now: datetime) -> tuple[Rule, ...]:
    """Every rule of a person and a place, with the limits that this system settles and the time that it is."""

    def distance(neighbourhood: str, place: tuple[bool, str, Point | None]) -> str:
        sleeps_there, kind, at = place
        far = kilometres(neighbourhood, at, weights.centres) if sleeps_there else None
        limit = weights.furthest.get(kind, weights.furthest_usual)
        return f"{far:.0f} km away, further than the limit of {limit:.0f} km." if far and far > limit else ""

    def hours(wanted: date, days: Takes) -> str:
        day, begin = days.first_day(wanted, now), max(wanted, local_date(now))
        if day is None:
            return "Takes nobody new within a week of the day they could go."
        late = (day - begin).days > weights.start_within_days
        return f"Takes somebody new only from {day_words(day)}." if late else ""

    return (
        Rule("pathway", lambda w: w.pathway, lambda p: p.pathways, pathway),
        Rule("need", lambda w: w.needs, lambda p: p.needs_met, need),
        Rule("registration", lambda w: w.needs, lambda p: p.registration, registration),
        Rule("gender", lambda w: w.sex, lambda p: p.gender, gender),
        Rule("care workers", lambda w: w.care_workers, lambda p: p.care_workers, care_workers),
        Rule("visits", lambda w: w.visits_a_day, lambda p: p.visits_most, visits),
        Rule("equipment", lambda w: w.equipment, lambda p: p.equipment, equipment),
        Rule("catchment", lambda w: (w.council, w.neighbourhood), lambda p: (p.councils, p.neighbourhoods), catchment),
        Rule("distance", lambda w: w.neighbourhood, lambda p: (p.sleeps_there, p.kind, p.at), distance),
        Rule("hours", lambda w: w.starts_from, lambda p: p.takes, hours),
    )


def broken_by(place: Place, now: datetime) -> tuple[Broken, ...]:
    """The rules by which nobody can be matched to this place now."""
    found = (Broken(rule.name, rule.says(place, now)) for rule in OF_PLACE)
    return tuple(one for one in found if one.says)


def broken(waiting: Waiting, place: Place, rules: tuple[Rule, ...], now: datetime) -> tuple[Broken, ...]:
    """Every rule that keeps this person from this place, with its sentence; none where they may be matched."""
    found = [Broken(rule.name, rule.says(rule.of_person(waiting), rule.of_place(place))) for rule in rules]
    if place.service in waiting.said_no:
        found.append(Broken("said no", SAID_NO))
    return (*broken_by(place, now), *(one for one in found if one.says))
