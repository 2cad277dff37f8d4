"""The invented work of the hub: the same for the same seed, never ahead of the time, and only where nobody is real."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from homefirst.datadir import DataDir
from homefirst.days import LONDON
from homefirst.demo_hub import tell_all
from homefirst.demo_hub.tasks import hub_work, tell
from homefirst.event import Event, Kind, new_event
from homefirst.hub.in_words import said_in
from homefirst.hub.made import Agreed
from homefirst.journey import Journey, journey
from homefirst.system import load_system

NOW = datetime(2026, 1, 31, 18, tzinfo=LONDON)


def people(number: int = 60) -> list[list[Event]]:
    """People in for three to forty nights, most of them ready to leave for a third of that."""
    found = []
    for n in range(number):
        came, person = NOW - timedelta(days=3 + n % 38), f"p{n:03}"
        told = [new_event(person, Kind.ADMITTED, came, location=f"RNS:ROWAN:B{n:02}", detail="21", spell=f"v{n}")]
        if n % 4:
            ready = came + (NOW - came) * 2 / 3
            told.append(new_event(person, Kind.CRITERIA_TO_RESIDE_NOT_MET, ready, spell=f"v{n}"))
            told.append(new_event(person, Kind.DELAY_STARTED, ready, detail=str(n % 37 + 1), spell=f"v{n}"))
        found.append(told)
    return found


def journeys(told: list[list[Event]]) -> list[Journey]:
    return [journey(events[0].person, events) for events in told]


def test_the_same_seed_gives_the_same_work_and_another_seed_other() -> None:
    known = journeys(people())
    assert hub_work(known, NOW, 1) == hub_work(list(reversed(known)), NOW, 1) != hub_work(known, NOW, 2)


def test_nothing_is_told_before_it_could_be_known() -> None:
    known = {one.person: one for one in journeys(people())}
    told = hub_work(known.values(), NOW, 1)
    assert {one.event.kind for one in told} == {
        Kind.TASK_SET, Kind.TASK_DONE, Kind.STAY_REVIEWED, Kind.CONTACTED,
    }  # fmt: skip
    for event, _ in told:
        spell = known[event.person].open_spell
        assert spell is not None and spell.started_at <= event.happened_at <= NOW
        assert event.kind is not Kind.TASK_SET or event.service


def test_it_is_written_with_its_words_and_can_be_followed(data_dir: DataDir) -> None:
    ledger, documents = data_dir.ledger("made-up:hub"), data_dir.documents()
    ledger.append(event for events in people() for event in events)
    system = load_system("northamptonshire")
    number = tell(data_dir, system, NOW, 1)
    assert number == len(hub_work(journeys(people()), NOW, 1)) > 60
    actions = Agreed(ledger, lambda key: (key,)).actions()
    assert Counter(bool(said_in(documents, one.about.text_document)) for one in actions) == {True: len(actions)}
    assert {one.is_open for one in actions} == {True, False}
    documents.close()
    ledger.close()


def test_a_ledger_of_recorded_people_is_left_alone(data_dir: DataDir) -> None:
    ledger = data_dir.ledger("recorded")
    ledger.append(event for events in people(4) for event in events)
    before = ledger.position()
    assert tell_all(data_dir, load_system("northamptonshire"), NOW, 1) == 0
    assert ledger.position() == before
    ledger.close()
