"""The edges of steps that no small ledger shows: transfers, deaths, what is undone, what is written."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from homefirst import decisions
from homefirst.codes import CriteriaToReside, Vacancies, parse_vacancies
from homefirst.decisions import HAS_DIED, NOT_IN_A_BED, Refused
from homefirst.event import Event, Kind, new_event
from homefirst.journey import Journey, journey
from tests.decisions.steps import BY, WRITTEN, several

NOON = datetime(2026, 1, 8, 12, tzinfo=UTC)
NOW: dict[str, Any] = {"by": BY, "now": NOON}


def told(kind: Kind, hours: int, **more: Any) -> Event:
    """An event so many hours before noon."""
    return new_event("p1", kind, NOON - timedelta(hours=hours), **more)


def of(*events: Event) -> Journey:
    return journey("p1", events)


ADMITTED = told(Kind.ADMITTED, 72, location="RNS:HAWTHORN", detail="21", spell="v1")
ASKED = told(Kind.REFERRED, 48, service="START", detail="reablement")


def test_a_referral_goes_on_when_the_person_is_moved_to_another_hospital() -> None:
    moved = told(Kind.MOVED, 24, location="RNQ:ASHBY", spell="v1")
    assert isinstance(decisions.accept(of(ADMITTED, ASKED, moved), ASKED.id, **NOW), Event)


def test_a_referral_goes_on_when_the_other_hospital_begins_a_stay_of_its_own() -> None:
    left = told(Kind.DISCHARGED, 24, detail="51/1", spell="v1")
    there = told(Kind.ADMITTED, 23, location="RNQ:ASHBY", detail="81", spell="v2")
    assert isinstance(decisions.accept(of(ADMITTED, ASKED, left, there), ASKED.id, **NOW), Event)


def test_a_referral_does_not_go_on_in_a_stay_that_begins_after_the_person_went_home() -> None:
    left = told(Kind.DISCHARGED, 24, detail="19/1", spell="v1")
    again = told(Kind.ADMITTED, 2, location="RNS:ROWAN", detail="21", spell="v2")
    known = of(ADMITTED, ASKED, left, again)
    assert isinstance(decisions.accept(known, ASKED.id, **NOW), Refused)
    assert len(several(decisions.refer(known, ["START"], "reablement", **NOW))) == 1, "and may be asked anew"


def test_a_referral_made_while_they_still_need_the_bed_is_planning_and_may_be_answered() -> None:
    ready = told(Kind.CRITERIA_TO_RESIDE_NOT_MET, 60, spell="v1")
    unwell = told(Kind.CRITERIA_TO_RESIDE_MET, 50, spell="v1")
    assert isinstance(decisions.accept(of(ADMITTED, ready, unwell, ASKED), ASKED.id, **NOW), Event)
    later = told(Kind.CRITERIA_TO_RESIDE_MET, 40, spell="v1")
    assert "lapsed" in decisions.accept(of(ADMITTED, ready, later, ASKED), ASKED.id, **NOW).why  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "decided",
    [
        lambda j: decisions.refer(j, ["START"], "reablement", **NOW),
        lambda j: decisions.accept(j, ASKED.id, **NOW),
        lambda j: decisions.start_support(j, "reablement", "START", **NOW),
        lambda j: decisions.record_assessment(j, "needs", document=WRITTEN, **NOW),
        lambda j: decisions.prefer_places(j, ["GOSSAMER"], **NOW),
        lambda j: decisions.identify_carer(j, **NOW),
        lambda j: decisions.request_liberty(j, "urgent", **NOW),
        lambda j: decisions.request_continuing_care(j, "checklist", **NOW),
    ],
)
def test_nothing_new_is_asked_for_somebody_who_has_died(decided: Any) -> None:
    assert decided(of(ADMITTED, ASKED, told(Kind.DIED, 1))) == HAS_DIED


def test_a_referral_of_somebody_who_has_died_is_withdrawn() -> None:
    gone = of(ADMITTED, ASKED, told(Kind.DIED, 1))
    assert isinstance(decisions.withdraw(gone, ASKED.id, "08", **NOW), Event)


def test_what_is_undone_warns_in_a_few_words_each_and_stops_nobody() -> None:
    known = of(ADMITTED, told(Kind.TASK_SET, 5, detail="medicines", service="PHARMACY"))
    assert decisions.undone_before_leaving(known) == (
        "they still meet the criteria to reside, or nobody has judged it",
        "no pathway is chosen",
        "1 task is not done",
        "their medicines are not reconciled",
        "no discharge summary is sent",
        "nobody who knows them at home has been contacted",
    )
    assert isinstance(decisions.discharge(known, "19", "1", **NOW), Event)


def test_nothing_is_undone_of_somebody_prepared_or_at_home() -> None:
    prepared = (
        told(Kind.CRITERIA_TO_RESIDE_NOT_MET, 9, spell="v1"),
        told(Kind.PATHWAY_CHOSEN, 8, detail="0", spell="v1"),
        told(Kind.MEDICINES_RECONCILED, 7),
        told(Kind.SUMMARY_SENT, 6, service="PRACTICE"),
        told(Kind.CONTACTED, 5, service="QUILL"),
    )
    assert decisions.undone_before_leaving(of(ADMITTED, *prepared)) == ()
    assert decisions.undone_before_leaving(of()) == ()


def test_what_is_decided_at_the_moment_of_something_known_comes_after_it() -> None:
    """The two would else stand in the order of their ids, which says nothing."""
    known = of(ADMITTED)
    for n in range(8):
        yes = {**decisions.ALL_NO, CriteriaToReside.OXYGEN: n % 2 == 1}
        (event,) = several(decisions.judge_criteria_to_reside(known, yes, **NOW))
        known = of(*known.events, event)
        assert known.spells[0].is_ready == (n % 2 == 0)


def test_the_answers_kept_are_the_eleven_with_yes_or_no() -> None:
    kept = json.loads(decisions.answers_written({**decisions.ALL_NO, CriteriaToReside.FUNCTION: True}))
    assert len(kept["criteria_to_reside"]) == 11
    assert [q for q, yes in kept["criteria_to_reside"].items() if yes] == ["6"]


def test_the_list_of_places_told_last_is_the_one_that_counts() -> None:
    known = of(ADMITTED)
    for places in (["GOSSAMER", "QUILL", "WREN"], ["WREN"]):
        known = of(*known.events, *several(decisions.prefer_places(known, places, **NOW)))
        assert decisions.preferred_places(known) == tuple(places)


def test_a_reason_for_sending_a_form_as_it_is_stands_before_the_sending() -> None:
    sent = several(
        decisions.send_notification(of(ADMITTED), "pdna", ["old"], document=WRITTEN, override=WRITTEN, **NOW)
    )
    assert [e.kind for e in of(ADMITTED, *reversed(sent)).events[-2:]] == [Kind.SECTION_WRITTEN, Kind.NOTIFIED]


def test_an_event_is_of_the_ward_where_they_are_and_of_who_decided() -> None:
    event = decisions.set_expected_discharge(of(ADMITTED), date(2026, 1, 12), document=WRITTEN, **NOW)
    assert isinstance(event, Event)
    assert (event.location, event.spell, event.source, event.document) == ("RNS:HAWTHORN", "v1", BY, WRITTEN)
    assert decisions.set_expected_discharge(of(), date(2026, 1, 12), **NOW) == NOT_IN_A_BED


@pytest.mark.parametrize("detail", ["40/36/1/3", "40/36/1/3/2026-01-12", "0/0/0/0"])
def test_vacancies_are_read_as_they_were_written(detail: str) -> None:
    assert parse_vacancies(detail).detail == detail
    assert parse_vacancies("40/36/1/3/2026-01-12") == Vacancies(40, 36, 1, 3, date(2026, 1, 12))


@pytest.mark.parametrize("detail", ["", "40", "40/36/1", "40/36/1/three", "40/36/1/3/soon", "40/36/1/3/2026-01-12/x"])
def test_vacancies_of_another_form_are_said_to_be_so(detail: str) -> None:
    with pytest.raises(ValueError, match="is not MOST"):
        parse_vacancies(detail)
