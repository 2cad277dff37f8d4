"""Who waits and what they said, out of their journeys; and what became of offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from homefirst.datadir import DataDir
from homefirst.decisions import Refused, choose, offer, prefer_places, refer
from homefirst.documents import Documents
from homefirst.event import Event, Kind, new_event
from homefirst.hub.capacity import rooms
from homefirst.hub.in_words import MEDIA_TYPE, in_words
from homefirst.hub.matching import load_weights, propose
from homefirst.hub.matching.as_told import Sources, as_told
from homefirst.hub.matching.days_saved import beside
from homefirst.hub.matching.gather import About, places_of, waiting_of
from homefirst.hub.matching.kept import SaidForNow, interim, offers
from homefirst.hub.matching.said import as_json, as_text
from homefirst.journey import Journey, journey
from homefirst.system import SystemFault
from homefirst.system.directory import load_directory
from tests.hub.matching.places_and_people import NOW

SYSTEM = "northamptonshire"
BY = "coordinator@HUB/k1"
DAY = timedelta(days=1)
BASE = (
    new_event("p", Kind.ADMITTED, NOW - 9 * DAY, location="RNS:ROWAN:B1", detail="21", spell="v"),
    new_event("p", Kind.CRITERIA_TO_RESIDE_NOT_MET, NOW - 4 * DAY, spell="v"),
    new_event("p", Kind.PATHWAY_CHOSEN, NOW - 3 * DAY, detail="3", spell="v"),
)


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    kept = Documents(tmp_path / "documents.sqlite")
    yield kept
    kept.close()


def of(*events: Event) -> Journey:
    return journey("p", (*BASE, *events))


def done(decided: object) -> tuple[Event, ...]:
    assert not isinstance(decided, Refused), decided
    return decided if isinstance(decided, tuple) and not isinstance(decided, Event) else (decided,)  # type: ignore


def asked_and(answer: Kind, detail: str = "") -> tuple[Event, ...]:
    (asked,) = done(refer(of(), ["GOSSAMER"], "care_home_placement", by=BY, now=NOW - 2 * DAY))
    said = new_event("p", answer, NOW - DAY, service="GOSSAMER", about=asked.id, detail=detail)
    return asked, said


def test_who_is_ready_with_help_waits_and_nobody_else(documents: Documents) -> None:
    found = waiting_of(of(), documents, About("female", "E06000061", "Corby"), NOW)
    assert found is not None
    assert (found.person, found.pathway, found.sex, found.council, found.neighbourhood) == (
        "p", "3", "female", "E06000061", "Corby",
    )  # fmt: skip
    assert (NOW - found.ready_since, found.needs_known) == (4 * DAY, False)
    met = new_event("p", Kind.CRITERIA_TO_RESIDE_MET, NOW - DAY, spell="v")
    home = new_event("p", Kind.PATHWAY_CHOSEN, NOW - DAY, detail="0", spell="v")
    left = new_event("p", Kind.DISCHARGED, NOW - DAY, detail="19/1", spell="v")
    for event in (met, home, left):
        assert waiting_of(of(event), documents, About(), NOW) is None


def test_a_yes_ends_the_waiting_and_a_no_for_want_of_room_does_not_exclude(documents: Documents) -> None:
    assert waiting_of(of(*asked_and(Kind.ACCEPTED)), documents, About(), NOW) is None
    for reason, out in (("full", frozenset[str]()), ("behaviour", frozenset({"GOSSAMER"}))):
        found = waiting_of(of(*asked_and(Kind.DECLINED, reason)), documents, About(), NOW)
        assert found is not None
        assert found.said_no == out


def test_an_offer_that_they_refused_has_them_wait_again_and_is_not_proposed_again(documents: Documents) -> None:
    told = asked_and(Kind.ACCEPTED)
    (offered,) = done(offer(of(*told), told[0].id, by=BY, now=NOW - DAY / 2))
    said = done(choose(of(*told, offered), offered.id, "refused", by=BY, now=NOW - DAY / 4))
    found = waiting_of(of(*told, offered, *said), documents, About(), NOW)
    assert found is not None
    assert found.said_no == {"GOSSAMER"}


def test_their_order_and_family_are_as_told_last_and_who_helped_before_is_known(documents: Documents) -> None:
    words = in_words(family_near="Corby")
    (name,) = documents.put_all([(words, MEDIA_TYPE)])
    first = done(prefer_places(of(), ["A", "B"], by=BY, now=NOW - 2 * DAY))
    last = done(prefer_places(of(*first), ["B", "C"], document=name, by=BY, now=NOW - DAY))
    before = new_event("p", Kind.SUPPORT_STARTED, NOW - 90 * DAY, service="LAMPLIGHT", detail="home_care")
    found = waiting_of(of(*first, *last, before), documents, About(), NOW)
    assert found is not None
    assert (found.order, found.family, found.known_to) == (("B", "C"), "Corby", {"LAMPLIGHT"})


def test_what_was_kept_for_later_ends_when_they_are_there() -> None:
    told = asked_and(Kind.ACCEPTED)
    (offered,) = done(offer(of(*told), told[0].id, by=BY, now=NOW - DAY / 2))
    said = done(choose(of(*told, offered), offered.id, "interim", "TUMBLEWEFT", by=BY, now=NOW - DAY / 4))
    free = new_event("", Kind.VACANCIES_REPORTED, NOW - DAY / 5, location="TUMBLEWEFT", detail="20/18/0/2")
    found = of(*told, offered, *said)
    for room, is_free in ((rooms([], NOW), False), (rooms([free], NOW), True)):
        kept = interim(found, room)
        assert kept is not None
        assert (kept.service, kept.preferred, kept.is_free) == ("GOSSAMER", "TUMBLEWEFT", is_free)
    moved = new_event("p", Kind.SUPPORT_STARTED, NOW, service="TUMBLEWEFT", detail="care_home_placement")
    assert interim(of(*told, offered, *said, moved), {}) is None
    assert [(one.service, one.choice, one.lapsed) for one in offers(found, {})] == [("GOSSAMER", "interim", "")]


def test_the_settings_of_a_system_are_read_and_a_slip_is_told(tmp_path: Path) -> None:
    directory = load_directory(SYSTEM)
    weights = load_weights(SYSTEM, directory)
    assert (weights.nobody, weights.limit("SHAW:STEPDOWN"), weights.limit("GOSSAMER")) == (1000, 4, 2)
    assert weights.centres == directory.centres
    (tmp_path / "system.toml").write_text("")
    for text, says in (
        ("[a_day]\nGOSAMER = 3\n", '"GOSAMER" is no service'),
        ("[points]\nnobdy = 3\n", "nobdy"),
        ("[points]\nnobody = 99999\n", "should be from 0 to 10000"),
    ):
        (tmp_path / "matching.toml").write_text(text)
        with pytest.raises(SystemFault, match=says):
            load_weights(tmp_path, directory)
    shared = '[home]\nGOSSAMER = "SITE"\nTUMBLEWEFT = "SITE"\n[a_day]\nSITE = 1\n'
    (tmp_path / "matching.toml").write_text(shared)
    found = load_weights(tmp_path, directory)
    assert (found.home("GOSSAMER"), found.limit("SITE")) == ("SITE", 1)


def test_a_moment_in_the_past_knows_only_what_was_recorded_by_then(data_dir: DataDir) -> None:
    late = new_event("", Kind.VACANCIES_REPORTED, NOW - DAY, NOW, location="GOSSAMER", detail="20/18/0/2")
    ledger, documents = data_dir.ledger("made-up:one"), data_dir.documents()
    ledger.append([*BASE, late])
    directory = load_directory(SYSTEM)
    weights = load_weights(SYSTEM, directory)
    sources = Sources(ledger, documents, lambda key: (key,), lambda *_: About(), directory, weights)
    before, now = as_told(sources, NOW - DAY / 2), as_told(sources, NOW)
    assert [len(one.people) for one in (before, now)] == [1, 1]
    assert [beside(one, weights, draws=20).at_once.placed for one in (before, now)] == [0, 1]
    compared = beside(now, weights, draws=20)
    assert (compared.saved.days, compared.low, compared.high) == (0.0, 0.0, 0.0)
    proposal = propose(now.people, now.places, weights, NOW)
    assert "Gossamer" not in as_text(proposal, [compared])  # codes, as names are for pages
    assert "1 wait, a place is proposed to 1, 0 have none" in as_text(proposal, [compared])
    assert '"service": "GOSSAMER"' in as_json(proposal, [compared])
    assert SaidForNow(ledger, lambda key: (key,)).people() == []
    documents.close()
    ledger.close()


def test_places_are_those_to_which_somebody_leaving_hospital_may_go() -> None:
    directory = load_directory(SYSTEM)
    found = {place.service: place for place in places_of(directory, {}, load_weights(SYSTEM, directory))}
    assert {"GOSSAMER", "START", "SHAW:STEPDOWN"} <= set(found)
    assert not {"PHARMACY", "SPA"} & set(found)
    assert all(place.vacancies is None for place in found.values())
