"""The demo's invented clocks: every kind, the same for the same seed, nothing in the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from homefirst.datadir import DataDir
from homefirst.demo_hub.clocks import afterwards, beside, left
from homefirst.event import Kind, new_event
from homefirst.hub.clocks import clocks, load_limits
from homefirst.journey import Journey, journey

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def people() -> list[Journey]:
    admitted = (
        (
            f"p{n}",
            new_event(f"p{n}", Kind.ADMITTED, NOW - timedelta(days=1 + n % 40), location="RNS:ONE", spell=f"v{n}"),
        )
        for n in range(600)
    )
    return [journey(key, [event]) for key, event in admitted]


def test_every_kind_is_told_the_same_for_the_same_seed_and_nothing_that_has_not_happened_yet() -> None:
    told = beside(people(), "NNC", NOW, 1)
    assert told == beside(people(), "NNC", NOW, 1) != beside(people(), "NNC", NOW, 2)
    assert max(event.happened_at for event in told) <= NOW
    limits = load_limits("northamptonshire")
    by_person: dict[str, list] = {}  # type: ignore[type-arg]
    for event in told:
        by_person.setdefault(event.person, []).append(event)
    running = {
        c.name for key, events in by_person.items() for c in clocks(journey(key, events), NOW, limits) if c.is_running
    }
    assert {
        "continuing_healthcare",
        "carer_assessment",
        "safeguarding_enquiry",
        "liberty_urgent",
        "liberty_standard",
    } <= running


def test_continuing_healthcare_of_those_who_left_is_asked_assessed_and_decided_in_turn() -> None:
    left_at = {f"q{n}": NOW - timedelta(days=n % 300) for n in range(5000)}
    told = afterwards(left_at, NOW, 1)
    assert told == afterwards(left_at, NOW, 1) != afterwards(left_at, NOW, 2)
    assert max(event.happened_at for event in told) <= NOW
    asked = {e.id: e for e in told if e.kind is Kind.CONTINUING_CARE_REQUESTED}
    decided = [e for e in told if e.kind is Kind.CONTINUING_CARE_DECIDED]
    assert {e.detail for e in asked.values()} == {"checklist", "fast_track"} and 50 < len(decided) < len(asked) < 150
    assert all(asked[e.about].happened_at < e.happened_at for e in decided)
    checked = {e.person for e in asked.values() if e.detail == "checklist"}
    assert {e.person for e in told if e.kind is Kind.ASSESSED} <= checked


def test_who_died_is_left_alone(data_dir: DataDir) -> None:
    ledger = data_dir.ledger("made-up:left")
    ledger.append(
        [
            new_event("a", Kind.DISCHARGED, NOW - timedelta(days=9), detail="19/1"),
            new_event("a", Kind.DISCHARGED, NOW - timedelta(days=2), detail="19/1"),
            new_event("b", Kind.DISCHARGED, NOW - timedelta(days=9), detail="19/1"),
            new_event("b", Kind.DIED, NOW - timedelta(days=1)),
            new_event("c", Kind.DISCHARGED, NOW - timedelta(days=9), detail="79/4"),
        ]
    )
    assert left(ledger) == {"a": NOW - timedelta(days=9)}
    ledger.close()
