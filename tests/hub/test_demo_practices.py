"""The demo's invented practices: everybody in a bed is with one near their home, and their summary can go to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from homefirst.demo_hub.practices import practices, registered
from homefirst.event import Kind, new_event
from homefirst.hub.summary.known import practice_of
from homefirst.journey import Journey, journey
from homefirst.system import load_system
from homefirst.system.directory import load_directory

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SYSTEM = load_system("northamptonshire")
DIRECTORY = load_directory("northamptonshire", SYSTEM)
HOMES = {area.code: area.neighbourhood for area in SYSTEM.areas}
CORBY = next(code for code, where in HOMES.items() if where == "Corby")


def in_a_bed(key: str, area: str = CORBY) -> Journey:
    lives = new_event(key, Kind.RESIDENCE_CHANGED, NOW - timedelta(days=300), location=f"E06000061:{area}")
    admitted = new_event(key, Kind.ADMITTED, NOW - timedelta(days=3), location="RNS:ONE", spell=f"v-{key}")
    return journey(key, [lives, admitted])


def test_everybody_in_a_bed_is_with_an_invented_practice_near_their_home() -> None:
    near = practices(DIRECTORY)
    people = [in_a_bed(f"p{n}") for n in range(40)]
    told = registered(people, near, HOMES, NOW, 1)
    assert {event.location for event in told} == set(near["Corby"]) and len(told) == 40
    assert all(DIRECTORY.of(code).invented for codes in near.values() for code in codes)  # type: ignore[union-attr]
    assert told == registered(people, near, HOMES, NOW, 1) != registered(people, near, HOMES, NOW, 2)
    after = journey("p0", [*people[0].events, told[0]])
    assert practice_of(after) == told[0].location
    assert registered([after], near, HOMES, NOW, 1) == []


def test_who_lives_nowhere_known_is_with_any_of_them_and_who_is_in_no_bed_with_none() -> None:
    near = practices(DIRECTORY)
    told = registered([in_a_bed(f"p{n}", "E01999999") for n in range(40)], near, HOMES, NOW, 1)
    assert len({event.location for event in told}) > len(near["Corby"])
    at_home = journey("q", [new_event("q", Kind.RESIDENCE_CHANGED, NOW - timedelta(days=9), location=f"E1:{CORBY}")])
    assert registered([at_home], near, HOMES, NOW, 1) == []
