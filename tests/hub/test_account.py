"""What was corrected or taken back stays to be seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from homefirst.event import Kind, new_event
from homefirst.hub.account import tellings, undone
from homefirst.journey import journey

T = datetime(2026, 1, 5, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)

ADMITTED = new_event("p", Kind.ADMITTED, T, location="RNS:A", spell="v")
MOVED = new_event("p", Kind.MOVED, T + HOUR, location="RNS:B", spell="v")
WRONG_MOVE = new_event("p", Kind.MOVED, T + 2 * HOUR, location="RNS:C", spell="v")
CORRECTION = new_event("p", Kind.CORRECTED, T + 3 * HOUR, about=MOVED.id, location="RNS:D")
RETRACTION = new_event("p", Kind.RETRACTED, T + 2 * HOUR, T + 4 * HOUR, detail="moved", spell="v")
EVERYTHING = [ADMITTED, MOVED, WRONG_MOVE, CORRECTION, RETRACTION]


def test_each_event_is_either_among_those_that_stand_or_accounted_for() -> None:
    whole = journey("p", EVERYTHING)
    apart = {u.event.id for u in undone(whole, EVERYTHING) if u.what != "Corrected"}
    assert apart | {e.id for e in whole.events} == {e.id for e in EVERYTHING}
    assert not apart & {e.id for e in whole.events}


def test_it_is_said_what_became_of_each() -> None:
    said = {u.event.id: u for u in undone(journey("p", EVERYTHING), EVERYTHING)}
    assert {key: u.what for key, u in said.items()} == {
        MOVED.id: "Corrected",
        WRONG_MOVE.id: "Taken back",
        CORRECTION.id: "Corrects",
        RETRACTION.id: "Takes back",
    }
    now_read = said[MOVED.id].now_read
    assert now_read is not None and now_read.location == "RNS:D"


def test_nothing_is_said_where_everything_stands() -> None:
    assert undone(journey("p", [ADMITTED, MOVED]), [ADMITTED, MOVED]) == []


def test_any_order_of_arrival_gives_the_same_account() -> None:
    expected = undone(journey("p", EVERYTHING), EVERYTHING)
    for seed in range(10):
        told = EVERYTHING * 2
        Random(seed).shuffle(told)
        assert undone(journey("p", told), told) == expected


def test_what_was_told_again_is_one_line_with_its_first_and_last_telling() -> None:
    again = [ADMITTED._replace(id=str(n), recorded_at=T + n * HOUR, source=f"S{n % 2}") for n in (3, 1, 2)]
    (line,) = tellings(again)
    assert (line.event.recorded_at, line.times, line.last_recorded_at) == (T + HOUR, 3, T + 3 * HOUR)
    assert line.sources == ("S0", "S1")


def test_the_same_at_another_time_or_place_is_another_line() -> None:
    other = [MOVED, MOVED._replace(id="1", happened_at=T + 9 * HOUR), MOVED._replace(id="2", location="RNS:E")]
    assert len(tellings(other)) == 3


def test_details_recorded_over_and_over_are_one_line_for_each_place() -> None:
    told = [new_event("p", Kind.REGISTERED, T + n * HOUR, location=f"RNS:{'AB'[n % 2]}") for n in range(6)]
    assert [(line.event.location, line.times) for line in tellings(told)] == [("RNS:A", 3), ("RNS:B", 3)]
