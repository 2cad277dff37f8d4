"""The demo's invented clocks: every kind, the same for the same seed, nothing in the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from homefirst.demo_hub.clocks import beside
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
