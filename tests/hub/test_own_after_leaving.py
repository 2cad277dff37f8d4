"""Whom a service sees as its own once they are out of hospital: asked for from a bed to recover in, helped at home."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from homefirst.event import Event, Kind, new_event
from homefirst.hub.own_people import Own, own
from homefirst.journey import journey

LEFT = datetime(2026, 1, 20, 11, tzinfo=UTC)
DAY = timedelta(days=1)
AGENCY = "WAYMEET-NORTH"


def seen(days: int, *events: Event) -> Own | None:
    """The person as the agency's own so many days after leaving hospital, with these events of theirs."""
    stay = [
        new_event("p", Kind.ADMITTED, LEFT - 15 * DAY, location="RNS:HAWTHORN", spell="v"),
        new_event("p", Kind.DISCHARGED, LEFT, detail="85/1", spell="v"),
    ]
    told = journey("p", [*stay, *events])
    return own(told, AGENCY, LEFT + days * DAY, contact_hours=24, retainer_days=30)


def asked(days: int) -> Event:
    return new_event("p", Kind.REFERRED, LEFT + days * DAY, service=AGENCY, detail="home_care")


def test_a_service_asked_after_leaving_is_to_answer_however_long_ago_they_left() -> None:
    found = seen(20, asked(19))
    assert found is not None
    assert [thread.id for thread in found.waiting] == [asked(19).id]


def test_a_question_from_the_ward_that_nobody_answered_is_over_two_weeks_after_they_left() -> None:
    assert seen(20, asked(-2)) is None


@pytest.mark.parametrize("days", [1, 40])
def test_help_that_goes_on_after_leaving_is_theirs_to_end(days: int) -> None:
    began = new_event("p", Kind.SUPPORT_STARTED, LEFT + timedelta(hours=3), service=AGENCY, detail="home_care")
    found = seen(days, began)
    assert found is not None
    assert [support.id for support in found.helping] == [began.id]


def test_help_that_has_ended_is_not_theirs_to_end_again() -> None:
    began = new_event("p", Kind.SUPPORT_STARTED, LEFT + timedelta(hours=3), service=AGENCY, detail="home_care")
    ended = new_event("p", Kind.SUPPORT_ENDED, LEFT + 7 * DAY, service=AGENCY, detail="ended_early", about=began.id)
    assert seen(20, began, ended) is None
