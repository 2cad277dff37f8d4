"""Open packages: hours as written, visits and different care workers, counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from homefirst.event import Event, Kind, new_event
from homefirst.hub.packages import hours_of, open_packages, package_words
from homefirst.journey import journey


def at(day: int, month: int = 1) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


def told(kind: Kind, when: datetime, service: str = "WAYMEET", detail: str = "", document: str = "") -> Event:
    return new_event("ann", kind, when, service=service, detail=detail, document=document)


def test_visits_and_workers_of_the_four_weeks_up_to_the_last_visit_and_of_this_agency() -> None:
    begun = told(Kind.SUPPORT_STARTED, at(1, 1), detail="home_care", document="agreed")
    events = [
        begun,
        told(Kind.VISITED, at(2, 1), detail="w9"),  # more than four weeks before the last
        told(Kind.VISITED, at(10, 2), detail="w1"),
        told(Kind.VISITED, at(11, 2), detail="w2"),
        told(Kind.VISITED, at(12, 2), detail="w1"),
        told(Kind.VISITED, at(13, 2), detail=""),  # nobody wrote who came
        told(Kind.VISITED, at(14, 2), service="OTHER", detail="w3"),
        told(Kind.SUPPORT_HELD, at(20, 2)),
        told(Kind.SUPPORT_STARTED, at(3, 1), service="START", detail="reablement"),
    ]
    (one,) = open_packages(journey("ann", events), lambda name: {"hours": "10,5"} if name == "agreed" else {})
    assert (one.support.id, one.hours, one.visits, one.workers) == (begun.id, 10.5, 4, 2)
    assert package_words(one, str.title) == (
        "Home care package by Waymeet since Thu 1 January 2026: 10.5 hours a week; 4 visits by 2 care workers in the "
        "four weeks to the last."
    )


def test_a_package_that_ended_is_not_open_and_one_of_which_nothing_is_written_says_so() -> None:
    ended = [
        told(Kind.SUPPORT_STARTED, at(1), "OLD", "home_care"),
        told(Kind.SUPPORT_ENDED, at(5), "OLD", "no_further_support"),
    ]
    new = told(Kind.SUPPORT_STARTED, at(6), detail="home_care")
    (one,) = open_packages(journey("ann", [*ended, new]), lambda name: {})
    assert package_words(one, str).endswith("since Tue 6 January 2026: hours not written; no visit recorded.")


@pytest.mark.parametrize(
    ("text", "hours"),
    [("14", 14.0), (" 3.5 ", 3.5), ("0", None), ("169", None), ("", None), ("a few", None), ("nan", None)],
)
def test_hours_are_read_as_typed_and_what_is_no_number_of_a_week_is_not(text: str, hours: float | None) -> None:
    assert hours_of(text) == hours
