"""One person's journey as a page and as a picture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.journey import journey
from homefirst.web.timeline import LEFT, RIGHT, timeline, two_lines
from tests.web.signing import signed_in
from tests.web.two_wards import at, key, ready_and_waiting, waits_for_a_care_home

NOW = at(12, "08:20")


def page_of(client: TestClient, wards: DataDir, name: str, query: str = "") -> str:
    people = wards.people()
    address = f"/people/{key(people, name)}{query}"
    people.close()
    return client.get(address).text


def test_everything_that_stands_is_told_with_both_times_and_its_source(client: TestClient, wards: DataDir) -> None:
    page = page_of(client, wards, "ada")
    for words in (
        "No longer meets the criteria to reside: ready to leave",
        "Tue 30 December 2025, 09:40",
        "Tue 30 December 2025, 10:00",
        "PAS, Northampton General",
        "Referral accepted by Short Term Assessment and Reablement Team",
    ):
        assert words in page


def test_what_was_taken_back_or_corrected_stands_apart(client: TestClient, wards: DataDir) -> None:
    stands, _, apart = page_of(client, wards, "cora").partition("Corrected or taken back</h2>")
    assert "ASHBY" not in stands
    assert "<s>Moved to ASHBY" in apart
    assert "Thu 20 November 2025, 14:00" in stands and "Thu 20 November 2025, 15:00" not in stands
    assert "Now read as: Admitted to Rowan ward" in apart


def test_a_safeguarding_concern_is_told_only_to_those_who_may_read_of_it(client: TestClient, wards: DataDir) -> None:
    people, ledger = wards.people(), wards.ledger()
    raised = new_event(key(people, "ada"), Kind.CONCERN_RAISED, at(10), source="ward@RNS")
    decided = new_event(raised.person, Kind.CONCERN_DECIDED, at(11), detail="screened", about=raised.id)
    taken = new_event(raised.person, Kind.RETRACTED, at(11, "11:00"), about=decided.id)
    ledger.append([raised, decided, taken])
    ledger.close()
    people.close()
    told = page_of(signed_in(client, "ward"), wards, "ada").partition("What happened</h2>")[2]
    assert "oncern" in told
    page = page_of(signed_in(client, "therapist"), wards, "ada")
    assert "Ada Brindle" in page
    assert "oncern" not in page.partition("What happened</h2>")[2]


def test_somebody_who_went_home_has_a_page_too(client: TestClient, wards: DataDir) -> None:
    page = page_of(client, wards, "gus")
    assert "Not in a hospital bed now" in page
    assert "Left hospital from Rowan ward" in page


def test_the_picture_has_the_same_in_words(client: TestClient, wards: DataDir) -> None:
    page = page_of(client, wards, "ada", "?all")
    assert 'role="img" aria-labelledby="picture-title picture-desc"' in page
    assert "Ready to leave. No longer meets the criteria to reside: from Tue 30 December 2025, 09:40 and still." in page


def test_a_wait_begins_where_it_began_and_goes_on_to_now() -> None:
    told = ready_and_waiting("p1").events
    picture = timeline(journey("p1", told), NOW, str)
    assert picture is not None and picture.now_x is not None
    ready = next(lane for lane in picture.lanes if lane.kind == "ready")
    delay = next(lane for lane in picture.lanes if lane.kind == "delay")
    assert ready.bars[0].x < delay.bars[0].x
    for lane in (ready, delay):
        assert lane.bars[0].goes_on
        assert lane.bars[0].x + lane.bars[0].width == pytest.approx(picture.now_x, abs=0.2)


def test_the_expected_dates_stand_under_the_ward_with_only_the_last_filled() -> None:
    picture = timeline(journey("p1", ready_and_waiting("p1").events), NOW, str)
    assert picture is not None
    stay = next(lane for lane in picture.lanes if lane.kind == "stay")
    assert [mark.latest for mark in stay.marks] == [False, False, True]


def test_an_earlier_stay_is_left_out_until_everything_is_asked_for() -> None:
    earlier = [
        new_event("p1", Kind.ADMITTED, at(1, month=3, year=2025), location="RNS:ROWAN:B1", spell="then"),
        new_event("p1", Kind.DISCHARGED, at(9, month=3, year=2025), detail="19/1", spell="then"),
    ]
    whole = journey("p1", earlier + waits_for_a_care_home("p1").events)
    latest, everything = timeline(whole, NOW, str), timeline(whole, NOW, str, everything=True)
    assert latest is not None and everything is not None
    assert latest.is_part and not everything.is_part
    assert len(everything.text) == len(latest.text) + 1


def test_nothing_that_lasted_makes_no_picture() -> None:
    assert timeline(journey("p1", [new_event("p1", Kind.REGISTERED, NOW)]), NOW, str) is None


@given(
    some.lists(
        some.tuples(
            some.sampled_from([k for k in Kind if k not in (Kind.RETRACTED, Kind.CORRECTED)]),
            some.integers(-2000, 400),
        ),
        max_size=12,
    ),
    some.booleans(),
)
def test_any_journey_can_be_drawn_inside_its_frame(told: list[tuple[Kind, int]], everything: bool) -> None:
    now = datetime(2026, 1, 12, 8, tzinfo=UTC)
    events = [new_event("p", kind, now + timedelta(hours=h), location="RNS:A:1", service="S") for kind, h in told]
    picture = timeline(journey("p", events), now, str, everything=everything)
    for lane in picture.lanes if picture else ():
        for bar in lane.bars:
            assert LEFT <= bar.x <= RIGHT and bar.width >= 3
            assert bar.x + bar.width <= RIGHT + 3
        assert all(LEFT <= mark.x <= RIGHT for mark in lane.marks)
    assert picture is None or len(picture.ticks) <= 12


def test_a_long_title_is_cut_after_two_lines() -> None:
    assert two_lines("short") == ("short",)
    first, second = two_lines("word " * 40)
    assert len(first) <= 46 and len(second) <= 46 and second.endswith("…")
