"""What happened, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from homefirst.codes import LISTS
from homefirst.event import Kind, new_event
from homefirst.hub import words

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
KEPT = "36 of 40 used, 1 kept for somebody"


def title(code: str) -> str:
    return f"<{code}>"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_said(kind: Kind) -> None:
    said = words.say(new_event("p", kind, NOON, location="RNS:A", service="START"), title)
    assert said[0].isupper() and "_" not in said
    assert "<RNS:A>" in said


@pytest.mark.parametrize("kind", [k for k in Kind if k.detail_list in LISTS and k is not Kind.CORRECTED])
def test_every_code_of_a_kind_is_said_by_its_label(kind: Kind) -> None:
    for code in LISTS[kind.detail_list]:
        assert code.label in words.say(new_event("p", kind, NOON, detail=code.value), title)


def test_the_clock_on_the_wall_is_an_hour_ahead_in_summer() -> None:
    assert words.moment_words(NOON) == "Wed 1 July 2026, 13:00"


def test_where_somebody_went_and_how_are_both_said() -> None:
    said = words.say(new_event("p", Kind.DISCHARGED, NOON, location="RNS:A", detail="19/1"), title)
    assert said == "Left hospital from <RNS:A>: Usual place of residence, On clinical advice or with clinical consent"


def test_a_code_that_nobody_knows_is_shown_as_it_came() -> None:
    assert words.reason_words("Q7") == "Q7 (a reason that no national list has)"
    assert words.discharge_words("XX/9/9") == "XX/9/9"
    assert words.label("Pathway", "9") == "9"
    assert words.say(new_event("p", Kind.EXPECTED_DISCHARGE_SET, NOON, detail="soon"), title).endswith("soon")


def test_a_reason_says_whom_it_was_put_down_to() -> None:
    assert words.reason_words("E/both").endswith("(NHS and social care)")
    assert words.reason_words("") == words.NO_REASON


def test_what_was_taken_back_is_named() -> None:
    assert words.say(new_event("p", Kind.RETRACTED, NOON, detail="discharged"), title) == "Taken back: discharged"


def test_one_night_is_not_nights() -> None:
    assert [words.nights_words(n) for n in (0, 1, 1200)] == ["0 nights", "1 night", "1,200 nights"]


def test_a_day_is_read_from_a_date_or_a_moment_and_else_is_none() -> None:
    assert words.day_of("2026-01-31") == words.day_of("2026-01-31T10:00") == date(2026, 1, 31)
    assert words.day_of("31/01/2026") is None
    assert words.short_day(None) == ""


@pytest.mark.parametrize(
    ("kind", "detail", "said"),
    [
        (Kind.DAY_JUDGED, "red/therapy", "Red: little or no acute care of value today. Waiting for therapy"),
        (Kind.DAY_JUDGED, "red/no porter", "Red: little or no acute care of value today. no porter"),
        (Kind.DAY_JUDGED, "green", "Green: care today that needs this bed and moves the person on"),
        (Kind.STAY_REVIEWED, "21", "after 21 nights"),
        (Kind.STAY_REVIEWED, "three weeks", "three weeks"),
        (Kind.SECTION_WRITTEN, "pdna/about_me", "About me"),
        (Kind.PLACE_PREFERRED, "1", "first choice"),
        (Kind.PLACE_PREFERRED, "7", "choice 7"),
        (Kind.ACCEPTED, "2026-01-12", "from Mon 12 January 2026"),
        (Kind.ACCEPTED, "next week", "from next week"),
        (Kind.REFERRED, "reablement", "Reablement"),
        (Kind.REFERRED, "housing", "Housing advice, or housing with care"),
        (Kind.REFERRED, "gardening", "gardening"),
        (Kind.ASSESSED, "place", "Whether this home or agency can meet their needs"),
        (Kind.ASSESSMENT_ACCEPTED, "homes-2026", "under the agreement homes-2026"),
        (Kind.VACANCIES_REPORTED, "40/36/1/3/2026-01-12", "room for 3 from Mon 12 Jan; " + KEPT),
        (Kind.VACANCIES_REPORTED, "40/36/1/3", "room for 3; " + KEPT),
        (Kind.VACANCIES_REPORTED, "plenty", "plenty"),
        (Kind.VACANCIES_REPORTED, "40/36/1/3/soon", "40/36/1/3/soon"),
    ],
)
def test_what_the_hub_decides_is_said_in_words(kind: Kind, detail: str, said: str) -> None:
    assert words.detail_words(new_event("p", kind, NOON, detail=detail)) == said


def test_how_full_a_service_is_is_said_where_it_stands() -> None:
    said = words.say(new_event("", Kind.VACANCIES_REPORTED, NOON, location="HOME", detail="10/8/1/1"), title)
    assert said == "Vacancies at <HOME>: room for 1; 8 of 10 used, 1 kept for somebody"
