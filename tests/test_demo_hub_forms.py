"""The invented forms of the demonstration: at every stage, sound, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from homefirst.datadir import DataDir
from homefirst.demo_hub.forms import tell
from homefirst.event import Event, Kind, new_event
from homefirst.hub.forms import conflicts, faults, load_form, open_for, ready_to_send, sections, sent_copies, tidy
from homefirst.hub.needs import needs_of
from homefirst.journey import Journey, journey
from homefirst.system import load_system

NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)
FORM = load_form("northamptonshire")


def stay(n: int) -> Iterator[Event]:
    """Everybody has been in for eight days or more; most are ready, half of them known to the hub."""
    person, came = f"p{n:02}", NOW - timedelta(days=8 + n % 9)
    yield new_event(person, Kind.ADMITTED, came, location="RNS:HAWTHORN:B1", detail="21", spell=person)
    if n % 5:
        yield new_event(person, Kind.CRITERIA_TO_RESIDE_NOT_MET, came + timedelta(days=3), spell=person)
        yield new_event(person, Kind.PATHWAY_CHOSEN, came + timedelta(days=3), detail=str(1 + n % 3), spell=person)
    if n % 2 and n % 5:
        yield new_event(person, Kind.NOTIFIED, came + timedelta(days=4), spell=person)


@pytest.fixture
def told(data_dir: DataDir) -> DataDir:
    ledger = data_dir.ledger("made-up:forms")
    ledger.append(event for n in range(60) for event in stay(n))
    ledger.close()
    assert tell(data_dir, load_system("northamptonshire"), NOW, 7) > 100
    return data_dir


def journeys(data_dir: DataDir) -> list[Journey]:
    ledger = data_dir.ledger()
    found = [journey(f"p{n:02}", ledger.person(f"p{n:02}")) for n in range(60)]
    ledger.close()
    return found


def test_the_forms_stand_at_every_stage(told: DataDir) -> None:
    documents = told.documents()
    stages, seen = set[str](), 0
    for found in journeys(told):
        standing = sections(FORM, found, documents, NOW)
        seen += any(s.latest for s in standing)
        stages |= {"sent"} if sent_copies(found) else set()
        stages |= {"conflict"} if conflicts(standing) else set()
        stages |= {"stale" for s in standing if s.stale} | {"hole" for s in standing if s.latest and s.missing}
        stages |= {"not written" for s in standing if s.latest is None}
        stages |= {"two versions" for s in standing if len(s.versions) > 1}
    assert stages == {"sent", "conflict", "stale", "hole", "not written", "two versions"}
    assert 30 < seen < 60
    documents.close()


def test_every_invented_answer_could_have_been_typed(told: DataDir) -> None:
    documents = told.documents()
    for found in journeys(told):
        for now in sections(FORM, found, documents, NOW):
            for version in now.versions:
                assert faults(now.section, version.values) == {}
                assert tidy(now.section, version.values) == version.values
    documents.close()


def test_a_form_sent_was_begun_before_and_answers_what_is_never_sent_past(told: DataDir) -> None:
    documents = told.documents()
    for found in [one for one in journeys(told) if sent_copies(one)]:
        opened = open_for(found)
        assert opened is not None
        assert opened.sent_at is not None
        assert all(b.may_be_overridden for b in ready_to_send(FORM, sections(FORM, found, documents, opened.sent_at)))
        assert needs_of(found, documents) is not None
    documents.close()


def test_the_same_seed_tells_the_same(told: DataDir, tmp_path_factory: pytest.TempPathFactory) -> None:
    again = DataDir(tmp_path_factory.mktemp("again") / "data")
    ledger = again.ledger("made-up:forms")
    ledger.append(event for n in range(60) for event in stay(n))
    ledger.close()
    tell(again, load_system("northamptonshire"), NOW, 7)
    assert [one.events for one in journeys(again)] == [one.events for one in journeys(told)]
