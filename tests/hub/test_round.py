"""A board round: whose turn it is, how long it takes, and which questions were answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from homefirst.days import LONDON
from homefirst.event import Kind, new_event
from homefirst.hub.board import BoardRow, Who, rows
from homefirst.hub.round import answered, duration_words, of_ward, pace, questions_answered, turn, whose_next
from homefirst.journey import journey

NOW = datetime(2026, 1, 12, 8, tzinfo=LONDON)


def on_ward(*beds: str) -> list[BoardRow]:
    told = (new_event(f"p{bed}", Kind.ADMITTED, NOW - timedelta(days=3), location=f"RNS:ROWAN:{bed}") for bed in beds)
    return rows((journey(event.person, [event]) for event in told), NOW, Who, str)


def test_a_round_goes_from_bed_to_bed() -> None:
    people = of_ward(on_ward("B3", "B1", "B2"), "RNS:ROWAN")
    assert [row.location for row in people] == ["RNS:ROWAN:B1", "RNS:ROWAN:B2", "RNS:ROWAN:B3"]
    assert of_ward(people, "RNS:HAWTHORN") == []


def test_the_turn_says_who_was_before_and_who_comes_after() -> None:
    people = of_ward(on_ward("B1", "B2", "B3"), "RNS:ROWAN")
    first, last = turn(people, ""), turn(people, "pB3")
    assert first is not None and last is not None
    assert (first.number, first.of, first.before, first.after) == (1, 3, None, people[1])
    assert (last.number, last.before, last.after) == (3, people[1], None)
    assert turn(people, "pB9") is None
    assert turn([], "") is None


def test_after_somebody_has_left_the_round_goes_on_at_the_next_bed() -> None:
    people = of_ward(on_ward("B1", "B3"), "RNS:ROWAN")
    following = whose_next(people, "RNS:ROWAN:B2")
    assert following is not None and following.person == "pB3"
    assert whose_next(people, "RNS:ROWAN:B3") is None


def test_the_time_is_counted_in_all_and_for_each() -> None:
    assert pace(NOW, NOW + timedelta(seconds=190), 6) == (190, 32)
    assert pace(NOW, NOW - timedelta(seconds=5), 0) == (0, 0)
    assert [duration_words(n) for n in (0, 1, 60, 125)] == ["0 seconds", "1 second", "1 minute", "2 minutes 5 seconds"]


def test_what_was_recorded_answers_questions() -> None:
    told = [
        new_event("p1", Kind.CRITERIA_TO_RESIDE_MET, NOW),
        new_event("p1", Kind.TASK_SET, NOW, detail="family"),
        new_event("p2", Kind.VISITED, NOW),
        new_event("", Kind.SERVICE_CLOSED, NOW),
    ]
    found = answered(told)
    assert {person: questions_answered(events) for person, events in found.items()} == {
        "p1": {"criteria", "next"},
        "p2": set(),
    }
