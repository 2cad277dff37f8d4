"""Decisions give one event, or a sentence that says what to do instead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from homefirst import decisions
from homefirst.codes import CriteriaToReside
from homefirst.decisions import Refused
from homefirst.event import Event, Kind, new_event
from homefirst.journey import Journey, journey

NOW = datetime(2026, 1, 8, 9, tzinfo=UTC)
ADMITTED = new_event("p1", Kind.ADMITTED, NOW - timedelta(days=4), location="RNS:HAWTHORN", spell="v1", detail="21")
READY = new_event("p1", Kind.CRITERIA_TO_RESIDE_NOT_MET, NOW - timedelta(days=1), spell="v1")
NO = dict.fromkeys(CriteriaToReside, False)
WARD = {"by": "ward team", "now": NOW}


def of(*events: Event) -> Journey:
    return journey("p1", events)


def after(found: Journey, decided: Event | Refused) -> Journey:
    assert isinstance(decided, Event), decided
    return journey("p1", [*found.events, decided])


def refused(decided: Event | Refused) -> str:
    assert isinstance(decided, Refused), decided
    return decided.why


IN, READY_TO_LEAVE, HOME = of(ADMITTED), of(ADMITTED, READY), of()


def test_an_expected_date_is_set_and_stays_as_evidence_when_it_moves() -> None:
    first = after(IN, decisions.set_expected_discharge(IN, date(2026, 1, 10), **WARD))
    again = after(
        first, decisions.set_expected_discharge(first, date(2026, 1, 12), by="ward team", now=NOW + timedelta(1))
    )
    assert [e.day for e in again.spells[0].expected] == ["2026-01-10", "2026-01-12"]


def test_an_expected_date_that_has_passed_or_is_set_already_is_refused() -> None:
    assert "has passed" in refused(decisions.set_expected_discharge(IN, date(2026, 1, 7), **WARD))
    first = after(IN, decisions.set_expected_discharge(IN, date(2026, 1, 10), **WARD))
    assert "already" in refused(decisions.set_expected_discharge(first, date(2026, 1, 10), **WARD))


def test_a_person_judged_not_to_meet_the_criteria_is_ready_from_then() -> None:
    found = after(IN, decisions.judge_criteria_to_reside(IN, NO, **WARD))
    assert found.spells[0].ready_at == NOW
    again = after(
        found,
        decisions.judge_criteria_to_reside(
            found, NO | {CriteriaToReside.OXYGEN: True}, by="ward team", now=NOW + timedelta(1)
        ),
    )
    assert not again.spells[0].is_ready


def test_a_pathway_is_one_of_four() -> None:
    assert after(IN, decisions.choose_pathway(IN, "1", **WARD)).spells[0].pathway == "1"
    assert "Choose 0, 1, 2 or 3" in refused(decisions.choose_pathway(IN, "4", **WARD))


def test_a_delay_needs_readiness_a_known_reason_and_a_body_that_may_be_responsible() -> None:
    assert "still meets" in refused(decisions.start_delay(IN, "28", **WARD))
    assert "99" in refused(decisions.start_delay(READY_TO_LEAVE, "99", **WARD))
    assert "social_care" in refused(decisions.start_delay(READY_TO_LEAVE, "C/social_care", **WARD))
    found = after(READY_TO_LEAVE, decisions.start_delay(READY_TO_LEAVE, "28", **WARD))
    assert "running already" in refused(decisions.start_delay(found, "28", **WARD))


def test_a_delay_is_ended_once() -> None:
    found = after(READY_TO_LEAVE, decisions.start_delay(READY_TO_LEAVE, "28", **WARD))
    delay = found.spells[0].delays[0]
    later = {"by": "hub", "now": NOW + timedelta(days=1)}
    ended = after(found, decisions.end_delay(found, delay.id, **later))
    assert ended.spells[0].delays[0].ended_at == NOW + timedelta(days=1)
    assert "not running" in refused(decisions.end_delay(ended, delay.id, **later))


def test_leaving_takes_codes_that_agree() -> None:
    assert after(IN, decisions.discharge(IN, "19", "1", **WARD)).spells[0].ended_at == NOW
    assert "19 for home" in refused(decisions.discharge(IN, "20", "1", **WARD))
    assert "1 for clinical" in refused(decisions.discharge(IN, "19", "7b", **WARD))
    assert "both or neither" in refused(decisions.discharge(IN, "79", "1", **WARD))


def test_nothing_of_a_stay_is_decided_for_a_person_who_is_at_home() -> None:
    for decided in (
        decisions.set_expected_discharge(HOME, date(2026, 1, 10), **WARD),
        decisions.judge_criteria_to_reside(HOME, NO, **WARD),
        decisions.choose_pathway(HOME, "1", **WARD),
        decisions.start_delay(HOME, "28", **WARD),
        decisions.discharge(HOME, "19", "1", **WARD),
    ):
        assert "not in a hospital bed" in refused(decided)


def test_a_cancelled_discharge_reopens_the_stay() -> None:
    left = after(READY_TO_LEAVE, decisions.discharge(READY_TO_LEAVE, "19", "1", **WARD))
    back = after(left, decisions.reopen(left, left.spells[0], by="ward team", now=NOW + timedelta(hours=2)))
    assert back.open_spell is not None and back.open_spell.ready_at == READY.happened_at
    assert "not ended" in refused(decisions.reopen(back, back.spells[0], **WARD))


def test_an_event_is_taken_back_once() -> None:
    found = after(READY_TO_LEAVE, decisions.take_back(READY_TO_LEAVE, READY.id, **WARD))
    assert not found.spells[0].is_ready
    assert "does not stand" in refused(decisions.take_back(found, READY.id, **WARD))
