"""The ledger of a simulated year is filled at once; event by event it would have been the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from homefirst.event import Event, Kind, new_event
from homefirst.ledger import open_ledger
from homefirst.simulate import emit, parts_of
from homefirst.simulate.emit import OF_A_STAY, SOURCE, Told, told_of, write_ledger
from homefirst.simulate.replication import replicate, seed_of
from tests.simulate.flows import northamptonshire

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def told() -> Told:
    flow = northamptonshire()
    return told_of(replicate(parts_of(flow, 2, 3, date(2017, 4, 3)), seed_of(4, 0), tell=True), 4, flow.wards)


def one_by_one(told: Told, keys: list[str]) -> list[Event]:
    """Each event made as any other part of the software makes one."""
    words = told.words
    return [
        new_event(
            keys[one.person],
            Kind(words.kinds[one.kind]),
            EPOCH + timedelta(microseconds=int(one.happened)),
            location=words.places[one.place],
            service=words.services[one.service],
            detail=words.details[one.detail],
            source=SOURCE,
            spell=f"{keys[one.person]}-{one.episode}" if OF_A_STAY[one.kind] else "",
            sequence=int(one.sequence),
        )
        for one in told.rows
    ]


def test_the_ledger_is_the_same_as_event_by_event(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emit, "AT_ONCE", 1_000)
    keys = [f"p{n:016x}" for n in range(len(told.born))]
    progress: list[tuple[int, int]] = []
    position = write_ledger(told, keys, tmp_path / "filled.sqlite", lambda *at: progress.append(at))
    events = one_by_one(told, keys)
    filled, appended = open_ledger(tmp_path / "filled.sqlite"), open_ledger(tmp_path / "appended.sqlite", told.origin)
    appended.append(events)
    assert filled.origin == appended.origin
    assert position == filled.position() == appended.position() == len(events) > 2_000
    assert filled.after(0, len(events)) == appended.after(0, len(events)) == list(enumerate(events, 1))
    assert filled.last_recorded_at() == appended.last_recorded_at()
    people = list(filled.persons())
    assert people == list(appended.persons())
    assert [filled.person(key) for key in people] == [appended.person(key) for key in people]
    assert filled.append(events).new == frozenset()
    assert progress[-1] == (len(events), len(events))
    assert [done for done, _ in progress[:-1]] == list(range(1_000, len(events), 1_000))


def test_a_ledger_whose_writing_is_stopped_is_left_empty(told: Told, tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    keys = [f"p{n:016x}" for n in range(len(told.born))]
    with pytest.raises(KeyboardInterrupt):
        write_ledger(told, keys, tmp_path / "ledger.sqlite", stop)
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    assert (ledger.position(), ledger.after(0)) == (0, [])
    assert write_ledger(told, keys, tmp_path / "ledger.sqlite") == len(told.rows)
