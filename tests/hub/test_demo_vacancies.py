"""What invented homes and agencies say after a simulated year: the same each time, of people who can have said it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from homefirst.datadir import DataDir
from homefirst.demo_hub.vacancies import tell
from homefirst.event import Event, Kind, new_event
from homefirst.hub.capacity import rooms
from homefirst.hub.own_people import own
from homefirst.hub.trusted import fault, load_trusts
from homefirst.journey import Journey, journey
from homefirst.system import System, load_system
from homefirst.system.directory import load_directory

NOW = datetime(2026, 3, 8, 0, tzinfo=UTC)  # a Sunday
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def system() -> System:
    return load_system("northamptonshire")


def stay(n: int) -> Iterator[Event]:
    """One person of an invented hospital: a resident, or somebody with a package; ready on pathway 1 or 3."""
    person, came = f"p{n:03}", NOW - (6 + n % 9) * DAY
    kind = ("nursing_home", "residential_home", "own_home")[n % 3]
    area = ("E06000061:E01026949", "E06000062:E01027141")[n % 2]
    yield new_event(person, Kind.RESIDENCE_CHANGED, came - 300 * DAY, location=area, detail=kind)
    if kind == "own_home":
        yield new_event(person, Kind.SUPPORT_STARTED, came - 90 * DAY, service="HOMECARE", detail="home_care")
        yield new_event(person, Kind.SUPPORT_HELD, came, service="HOMECARE")
    yield new_event(person, Kind.ADMITTED, came, location="RNS:HAWTHORN", detail="21", spell=f"v{n}")
    yield new_event(person, Kind.CRITERIA_TO_RESIDE_NOT_MET, came + 3 * DAY, spell=f"v{n}")
    yield new_event(person, Kind.PATHWAY_CHOSEN, came + 3 * DAY, detail=("1", "3")[n % 2], spell=f"v{n}")


def world(folder: Path, system: System, seed: int = 1) -> list[Event]:
    """Sixty people, and what was told of them after."""
    data = DataDir(folder)
    ledger = data.ledger("simulated:small:1")
    ledger.append(event for n in range(60) for event in stay(n))
    ledger.append([new_event("x", Kind.SUPPORT_STARTED, NOW - DAY, service="SHAW:STEPDOWN", detail="long_term")])
    before = ledger.position()
    number = tell(data, system, NOW, seed)
    events = [event for _, event in ledger.after(before)]
    ledger.close()
    assert number == len(events)
    return events


def everyone(folder: Path) -> list[Journey]:
    ledger = DataDir(folder).ledger()
    found = [journey(person, ledger.person(person)) for person in ledger.persons()]
    ledger.close()
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def told(folder: Path, system: System) -> list[Event]:
    return world(folder / "one", system)


def test_the_same_seed_tells_the_same_and_another_does_not(told: list[Event], system: System, folder: Path) -> None:
    assert world(folder / "two", system) == told
    assert world(folder / "three", system, seed=2) != told


def test_nothing_is_told_of_a_time_to_come_and_every_service_is_in_the_directory(told: list[Event]) -> None:
    known = load_directory("northamptonshire").entries
    assert all(event.happened_at <= NOW for event in told)
    assert {event.service or event.location for event in told if event.service or event.location} <= set(known)
    invented = {e.service for e in told if e.kind in (Kind.REFERRED, Kind.SUPPORT_STARTED)}
    assert all(known[service].invented for service in invented)


def test_who_lives_in_a_care_home_lives_in_one_of_the_right_kind(told: list[Event], folder: Path) -> None:
    directory = load_directory("northamptonshire")
    for found in everyone(folder / "one"):
        home = found.residence_at(NOW)
        where = [s for s in found.supports if s.kind == "care_home_placement"]
        if home is None or home.kind == "own_home":
            assert not where
            continue
        (placed,) = where
        entry = directory.of(placed.service)
        assert entry is not None and entry.is_home
        assert ("nursing" in entry.needs_met) == (home.kind == "nursing_home")
        assert placed.started_at < found.spells[-1].started_at
        mine = own(found, placed.service, NOW, contact_hours=24, retainer_days=30)
        assert mine is not None and mine.lives_there and mine.in_hospital


def test_a_held_package_is_held_by_the_agency_from_the_admission(told: list[Event], folder: Path) -> None:
    agencies = {e.service for e in load_directory("northamptonshire") if e.invented and e.kind == "home_care"}
    with_one = [f for f in everyone(folder / "one") if any(s.service in agencies for s in f.supports)]
    assert len(with_one) == 20
    for found in with_one:
        (package,) = [s for s in found.supports if s.service in agencies]
        assert package.held_at == found.spells[-1].started_at


def test_referrals_wait_are_asked_about_accepted_and_declined(told: list[Event], folder: Path) -> None:
    answers = {r.answer for found in everyone(folder / "one") for r in found.referrals}
    assert {"", "accepted", "declined"} <= answers
    assert any(event.kind is Kind.ASKED and event.document for event in told)


def test_room_is_told_some_of_it_old_one_closed_overnight_and_one_stopped(told: list[Event]) -> None:
    found = rooms(told, NOW)
    homes = [one for one in found.values() if one.maximum is not None]
    assert len(homes) > 40
    assert all(one.used is not None and one.maximum is not None and one.used <= one.maximum for one in homes)
    assert 2 < sum(one.is_old(NOW, 24) for one in homes) < 20
    assert found["SALTCELLAR"].closed == "service_closed"
    assert found["THIMBLEWICK"].closed == "service_embargoed"
    assert (found["SHAW:STEPDOWN"].maximum, found["SHAW:STEPDOWN"].used, found["SHAW:STEPDOWN"].accepting) == (
        51,
        1,
        50,
    )


def test_some_services_rely_on_an_assessment_made_for_them_under_their_agreement(
    tmp_path: Path, system: System
) -> None:
    told = world(tmp_path, system)
    made = {event.id: event for event in told if event.kind is Kind.ASSESSED}
    asked = {event.id: event.service for event in told if event.kind is Kind.REFERRED}
    relied = [event for event in told if event.kind is Kind.ASSESSMENT_ACCEPTED]
    assert relied
    for event in relied:
        trust = next(one for one in load_trusts("northamptonshire") if one.id == event.detail)
        assert asked[made[event.about].about] == event.service in trust.services
        assert made[event.about].source.partition("/")[0] in trust.agreement.assessors
        assert not fault(trust, made[event.about].happened_at.date())
