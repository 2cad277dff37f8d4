"""Who handed over to whom, worked by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from homefirst.event import Event, Kind, new_event
from homefirst.hops import Hop, hops
from homefirst.journey import journey

JANUARY = datetime(2026, 1, 1, tzinfo=UTC)


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A time counted in days from the start of January 2026."""
    return JANUARY + timedelta(days=day - 1, hours=hour, minutes=minute)


def event(kind: Kind, when: datetime, detail: str = "", **more: Any) -> Event:
    return new_event("p1", kind, when, detail=detail, **more)


def ways(*events: Event) -> list[tuple[str, str]]:
    return [(f"{h.from_kind} {h.from_service}".strip(), f"{h.to_kind} {h.to_service}".strip()) for h in found(*events)]


def found(*events: Event) -> list[Hop]:
    return sorted(hops(journey("p1", events)), key=lambda h: (h.taken_at, h.asked_at or h.taken_at))


def crisis() -> list[Event]:
    stay = {"spell": "v1"}
    return [
        event(Kind.CALLED, at(1, 8), "999", location="AMB"),
        event(Kind.RESPONDED, at(1, 8, 20), "conveyed", service="AMB"),
        event(Kind.ATTENDED, at(1, 9), "ambulance", location="RNS:AE", **stay),
        event(Kind.HANDED_OVER, at(1, 9, 50), location="RNS:AE", **stay),
        event(Kind.DECIDED_TO_ADMIT, at(1, 12), location="RNS:AE", **stay),
        event(Kind.ADMITTED, at(1, 15), "21", location="RNS:ROWAN", **stay),
    ]


def stay(first: int, last: int, end: str = "19/1") -> list[Event]:
    return [
        event(Kind.ADMITTED, at(first), "21", location="RNS:ROWAN", spell=f"s{first}"),
        event(Kind.DISCHARGED, at(last), end, location="RNS:ROWAN", spell=f"s{first}"),
    ]


def support(first: int, service: str = "START", kind: str = "reablement") -> Event:
    return event(Kind.SUPPORT_STARTED, at(first), kind, service=service)


def test_from_a_call_to_a_ward_each_hands_over_to_the_next() -> None:
    assert ways(*crisis()) == [
        ("home", "call AMB"),
        ("call AMB", "ambulance AMB"),
        ("ambulance AMB", "ae RNS"),
        ("ae RNS", "ward RNS"),
    ]


def test_each_wait_runs_from_when_the_giver_was_ready_to_when_the_taker_took_over() -> None:
    waits = [h.asked_at and h.taken_at - h.asked_at for h in found(*crisis())]
    assert waits == [None, timedelta(minutes=20), timedelta(minutes=50), timedelta(hours=3)]


def test_a_handover_that_nobody_timed_has_no_wait() -> None:
    untimed = [e for e in crisis() if e.kind is not Kind.HANDED_OVER]
    (to_ae,) = (h for h in found(*untimed) if h.to_kind == "ae")
    assert (to_ae.asked_at, to_ae.taken_at) == (None, at(1, 9))


def test_who_walks_in_comes_from_the_care_home_and_goes_back_to_it() -> None:
    assert ways(
        event(Kind.RESIDENCE_CHANGED, at(1), "nursing_home", location="E06000062"),
        event(Kind.ATTENDED, at(3, 9), "walk_in", location="RNS:AE", spell="v1"),
        event(Kind.LEFT_DEPARTMENT, at(3, 11), "home", location="RNS:AE", spell="v1"),
    ) == [("care_home", "ae RNS"), ("ae RNS", "care_home")]


@pytest.mark.parametrize(
    ("begins", "giver"),
    [(16, "home"), (17, "ward RNS"), (27, "ward RNS"), (28, "home")],
)
def test_support_takes_over_from_3_days_before_leaving_to_7_days_after(begins: int, giver: str) -> None:
    assert (giver, "reablement START") in ways(*stay(10, 20), support(begins))


def test_who_is_taken_by_support_is_not_counted_as_going_home_too() -> None:
    ready = event(Kind.CRITERIA_TO_RESIDE_NOT_MET, at(15), spell="s10")
    assert ways(*stay(10, 20), ready, support(21)) == [("home", "ward RNS"), ("ward RNS", "reablement START")]
    (taken,) = (h for h in found(*stay(10, 20), ready, support(21)) if h.to_kind == "reablement")
    assert (taken.asked_at, taken.taken_at) == (at(15), at(21))


def test_support_follows_the_support_that_ended_last_and_not_the_stay_before_it() -> None:
    crisis_team = support(11, "CRT", "crisis_response")
    over = event(Kind.SUPPORT_ENDED, at(13), "further_intermediate_care", about=crisis_team.id)
    assert ways(*stay(1, 10), crisis_team, over, support(14)) == [
        ("home", "ward RNS"),
        ("ward RNS", "crisis_response CRT"),
        ("crisis_response CRT", "reablement START"),
    ]


@pytest.mark.parametrize(
    ("end", "place"),
    [("19/1", "home"), ("54/1", "care_home"), ("51/1", "other_hospital"), ("88/1", "other_hospital"), ("79/4", "died")],
)
def test_who_leaves_a_ward_goes_where_the_discharge_says(end: str, place: str) -> None:
    assert ways(*stay(1, 10, end)) == [("home", "ward RNS"), ("ward RNS", place)]


def test_a_move_to_another_provider_is_from_ward_to_ward_and_once_only() -> None:
    moved = event(Kind.MOVED, at(5), location="RNQ:ASHBY", spell="s1")
    assert ways(*stay(1, 10), moved) == [("home", "ward RNS"), ("ward RNS", "ward RNQ"), ("ward RNQ", "home")]


def test_a_death_is_told_once_from_where_the_person_was() -> None:
    died = event(Kind.DIED, at(30))
    assert ways(*stay(1, 10), died)[-1] == ("home", "died")
    assert ways(*stay(1, 10, "79/4"), event(Kind.DIED, at(10)))[1:] == [("ward RNS", "died")]


@pytest.mark.parametrize(("again", "returned"), [(40, True), (41, False)])
def test_back_within_30_days_is_said_of_the_hop_that_let_them_go(again: int, returned: bool) -> None:
    left, *_ = (h for h in found(*stay(1, 10), *stay(again, again + 1)) if h.from_kind == "ward")
    assert left.returned is returned
