"""What looks wrong is found, put into words, and never anything that is right."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from homefirst.checks import DO, TITLES, oddities
from homefirst.event import Event, Kind, new_event
from homefirst.journey import journey


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=UTC)


def told(kind: Kind, day: int, hour: int = 12, **more: Any) -> Event:
    more = {"spell": "v1", "location": "RNS:HAWTHORN", **more}
    return new_event("p1", kind, at(day, hour), more.pop("recorded", None), **more)


def found(*events: Event) -> list[str]:
    return [oddity.kind for oddity in oddities(journey("p1", events), events)]


PLAIN = (
    told(Kind.ADMITTED, 2, detail="21"),
    told(Kind.EXPECTED_DISCHARGE_SET, 3, detail="2026-01-08"),
    told(Kind.CRITERIA_TO_RESIDE_NOT_MET, 6),
    told(Kind.DELAY_STARTED, 6, detail="28"),
    told(Kind.MOVED, 7, location="RNS:ROWAN"),
    told(Kind.DISCHARGED, 9, detail="19/1"),
)

ODD = {
    "left_before_admission": (told(Kind.ADMITTED, 5), told(Kind.DISCHARGED, 2)),
    "admission_not_heard": (told(Kind.DISCHARGED, 2),),
    "left_twice": (told(Kind.ADMITTED, 1), told(Kind.DISCHARGED, 2), told(Kind.DISCHARGED, 3)),
    "open_after_death": (told(Kind.ADMITTED, 1), told(Kind.DIED, 4)),
    "expected_before_admission": (
        told(Kind.ADMITTED, 5),
        told(Kind.EXPECTED_DISCHARGE_SET, 6, detail="2019-01-07"),
    ),
    "no_such_date": (told(Kind.ADMITTED, 5), told(Kind.EXPECTED_DISCHARGE_SET, 6, detail="next week")),
    "delayed_not_ready": (told(Kind.ADMITTED, 5), told(Kind.DELAY_STARTED, 6, detail="28")),
    "delay_not_permitted": (
        told(Kind.ADMITTED, 5),
        told(Kind.CRITERIA_TO_RESIDE_NOT_MET, 6),
        told(Kind.DELAY_STARTED, 6, detail="C/social_care"),
    ),
    "unknown_code": (told(Kind.ADMITTED, 5, detail="ZZ"),),
    "moved_outside": (told(Kind.ADMITTED, 5), told(Kind.MOVED, 3, location="RNS:ROWAN")),
    "two_places": (told(Kind.ADMITTED, 5), told(Kind.ADMITTED, 7, spell="v2", location="RNQ:ASHBY")),
    "visit_not_ended": (told(Kind.ATTENDED, 1, spell="v0"), told(Kind.ADMITTED, 5)),
    "told_before": (told(Kind.ADMITTED, 5, recorded=at(3)),),
    "after_death": (told(Kind.DIED, 4, spell=""), told(Kind.REGISTERED, 6)),
    "mends_nothing": (told(Kind.RETRACTED, 4, detail="discharged"),),
    "about_nothing": (told(Kind.TASK_DONE, 4, detail="transport", about="0" * 32),),
    "answered_unasked": (told(Kind.REFERRED, 3, service="CRT"), told(Kind.ACCEPTED, 4, service="START")),
}


def test_a_plain_stay_has_nothing_odd() -> None:
    assert found(*PLAIN) == []


@pytest.mark.parametrize("kind", sorted(TITLES))
def test_each_oddity_is_found_and_only_it(kind: str) -> None:
    assert found(*ODD[kind]) == [kind]


def test_each_oddity_says_what_to_do() -> None:
    assert DO.keys() == TITLES.keys() == ODD.keys()
    for events in ODD.values():
        for oddity in oddities(journey("p1", events), events):
            assert oddity.what.endswith(".") and oddity.do.endswith(".")
            assert "p1" not in oddity.what


def test_a_transfer_with_an_overlap_of_an_hour_is_not_two_places_at_once() -> None:
    events = (
        told(Kind.ADMITTED, 2),
        told(Kind.DISCHARGED, 5, 13, detail="51/1"),
        told(Kind.ADMITTED, 5, 12, spell="v2", location="RNQ:ASHBY", detail="81"),
    )
    assert found(*events) == []


def test_a_cancelled_discharge_leaves_nothing_odd() -> None:
    cancel = told(Kind.RETRACTED, 9, 14, detail="discharged")
    assert found(*PLAIN, cancel, told(Kind.DISCHARGED, 11, detail="19/1")) == []


@pytest.mark.parametrize(
    ("kind", "known", "unknown"),
    [
        (Kind.CHOSEN, "interim", "perhaps"),
        (Kind.CONCERN_DECIDED, "enquiry", "thinking"),
        (Kind.CONTINUING_CARE_REQUESTED, "fast_track", "slow"),
        (Kind.CONTINUING_CARE_DECIDED, "eligible", "maybe"),
        (Kind.LIBERTY_REQUESTED, "urgent", "soon"),
        (Kind.LIBERTY_DECIDED, "granted", "so-so"),
        (Kind.DAY_JUDGED, "red/no porter", "amber"),
        (Kind.TASK_SET, "transport/2026-01-31", "taxi/2026-01-31"),
        (Kind.FOLLOWED_UP, "well", "fine"),
        (Kind.FOLLOWED_UP, "", "?"),
    ],
)
def test_a_code_of_the_hub_that_is_in_no_list_is_odd_and_a_known_one_or_none_is_not(
    kind: Kind, known: str, unknown: str
) -> None:
    assert found(told(kind, 4, detail=known)) == []
    assert found(told(kind, 4, detail=unknown)) == ["unknown_code"]


@pytest.mark.parametrize("kind", [Kind.DECLINED, Kind.WITHDRAWN])
def test_an_answer_in_the_services_own_words_is_kept_and_is_odd(kind: Kind) -> None:
    asked = told(Kind.REFERRED, 3, service="START")
    assert found(asked, told(kind, 4, service="START", detail="no vacancy", about=asked.id)) == ["unknown_code"]


def test_an_answer_to_a_referral_that_was_taken_back_speaks_of_nothing_that_stands() -> None:
    asked = told(Kind.REFERRED, 3, service="START")
    events = (asked, told(Kind.ACCEPTED, 4, service="START", about=asked.id), told(Kind.RETRACTED, 5, about=asked.id))
    assert found(*events) == ["about_nothing"]
