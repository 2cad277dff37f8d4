"""What comes next, and whose it is: nobody who is ready to leave is without a next action and its owner."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from homefirst.codes import AcuteReason2021, DelayReason, DtocReason, Task
from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.hub.next_action import Action, next_actions
from homefirst.hub.teams import OF_REASON, Team, team_of_reason, team_of_task, with_teams
from homefirst.journey import journey

CAME = datetime(2026, 1, 2, 10, tzinfo=LONDON)
TODAY = date(2026, 1, 12)


def tell(kind: Kind, days: float, **rest: Any) -> Event:
    return new_event("p1", kind, CAME + timedelta(days=days), **rest)


IN = tell(Kind.ADMITTED, 0, location="RNS:ROWAN:B1", detail="21")
READY = tell(Kind.CRITERIA_TO_RESIDE_NOT_MET, 5)
PATHWAY = tell(Kind.PATHWAY_CHOSEN, 6, detail="1")
WAITS = tell(Kind.DELAY_STARTED, 6, detail="28")


def actions(*told: Event) -> list[Action]:
    found = journey("p1", [IN, *told])
    assert found.open_spell is not None
    return list(next_actions(found, found.open_spell, TODAY, str))


def test_what_nobody_has_said_yet_has_an_owner() -> None:
    assert [(a.words, a.owner) for a in actions(READY)] == [
        ("Choose a pathway", "coordinator"),
        ("Say what they wait for", "ward"),
    ]
    assert [(a.words, a.owner) for a in actions()] == [("Set an expected date", "ward")]


def test_what_is_due_today_or_overdue_stands_first() -> None:
    overdue = tell(Kind.TASK_SET, 7, detail="transport/2026-01-10", service="CARTWHEEL-SEATS")
    later = tell(Kind.TASK_SET, 7, detail="equipment/2026-01-20")
    words = [a.words for a in actions(READY, overdue, later)]
    assert words == ["To do: transport", "Choose a pathway", "Say what they wait for", "To do: equipment at home"]
    assert actions(READY, overdue)[0].days_over(TODAY) == 2


def test_a_task_that_nobody_was_named_for_is_the_teams_that_usually_does_it() -> None:
    assert actions(READY, tell(Kind.TASK_SET, 7, detail="medicines"))[-1].owner == "pharmacist"
    assert actions(READY, tell(Kind.TASK_SET, 7, detail="medicines", service="PESTLE"))[-1].owner == "PESTLE"


def test_an_answer_awaited_is_the_services_and_a_refusal_the_hubs() -> None:
    asked = tell(Kind.REFERRED, 7, service="START")
    assert [(a.owner, a.days_waiting(TODAY)) for a in actions(READY, PATHWAY, WAITS, asked)] == [("START", 3)]
    no = tell(Kind.DECLINED, 8, service="START", about=asked.id, detail="full")
    assert [a.owner for a in actions(READY, PATHWAY, WAITS, asked, no)] == ["coordinator"]


def test_where_nothing_else_is_open_the_longest_wait_is_next() -> None:
    newer = tell(Kind.DELAY_STARTED, 8, detail="5")
    (only,) = actions(READY, PATHWAY, WAITS, newer)
    assert (only.owner, only.since) == ("community", date(2026, 1, 8))
    assert only.words.startswith("End the wait: Home-based rehabilitation")


def test_a_notification_is_the_hubs_to_look_at_and_one_sent_back_the_wards_to_mend() -> None:
    told = tell(Kind.NOTIFIED, 7)
    (first, *_) = actions(READY, PATHWAY, WAITS, told)
    assert (first.words, first.owner, first.page) == (
        "Look at the discharge notification",
        "coordinator",
        "steps/notification",
    )
    assert first.days_waiting(TODAY) == 3
    back = tell(Kind.TRIAGED, 8, about=told.id, detail="sent_back")
    (first, *_) = actions(READY, PATHWAY, WAITS, told, back)
    assert (first.words, first.owner) == ("Discharge notification came back: mend it and send it", "ward")
    again = tell(Kind.NOTIFIED, 9)
    assert actions(READY, PATHWAY, WAITS, told, back, again)[0].owner == "coordinator"
    yes = tell(Kind.TRIAGED, 9.5, about=again.id, detail="confirmed")
    assert "notification" not in " ".join(a.words for a in actions(READY, PATHWAY, WAITS, told, back, again, yes))


def test_an_assessment_made_for_a_service_is_its_to_rely_on_and_one_found_flawed_the_assessors() -> None:
    asked = tell(Kind.REFERRED, 7, service="START")
    made = tell(Kind.ASSESSED, 7.5, about=asked.id, detail="needs", source="therapist@RNS/k1")
    story = (READY, PATHWAY, WAITS, asked, made)
    assert next((a.words, a.owner) for a in actions(*story)) == ("START to rely on the assessment", "START")
    flawed = tell(Kind.ASSESSMENT_DISPUTED, 8, service="START", about=made.id)
    words, owner = "START found the assessment flawed: assess again", "therapist"
    assert next((a.words, a.owner) for a in actions(*story, flawed)) == (words, owner)
    again = tell(Kind.ASSESSED, 9, about=asked.id, detail="needs", source="therapist@RNS/k1")
    relied = tell(Kind.ASSESSMENT_ACCEPTED, 9.5, service="START", about=again.id, detail="TA-1")
    assert [a.owner for a in actions(*story, flawed, again, relied)] == ["START"]  # its answer alone is awaited


def test_the_home_of_somebody_admitted_is_to_be_spoken_with_within_a_day() -> None:
    lives = tell(Kind.SUPPORT_STARTED, -90, service="GOSSAMER", detail="care_home_placement")
    (late,) = [
        a for a in actions(lives, tell(Kind.EXPECTED_DISCHARGE_SET, 1, detail="2026-01-20")) if a.page == "steps/spoke"
    ]
    assert (late.owner, late.due, late.days_over(TODAY)) == ("coordinator", date(2026, 1, 3), 9)
    spoke = tell(Kind.CONTACTED, 3, service="GOSSAMER")
    assert not [a for a in actions(lives, spoke) if a.page == "steps/spoke"]
    family = tell(Kind.CONTACTED, 3, service="family")
    assert [a for a in actions(lives, family) if a.page == "steps/spoke"]
    ended = tell(Kind.SUPPORT_ENDED, -3, service="GOSSAMER", about=lives.id)
    assert not [a for a in actions(lives, ended) if a.page == "steps/spoke"]


def test_two_services_that_said_yes_for_the_same_help_are_the_hubs_to_choose_between() -> None:
    one, two = (tell(Kind.REFERRED, 7, service=service, detail="home_care") for service in ("START", "CRT"))
    other = tell(Kind.REFERRED, 7, service="FRIENDS", detail="voluntary")
    yes = [tell(Kind.ACCEPTED, 8 + n, service=e.service, about=e.id) for n, e in enumerate((one, two, other))]
    story = (READY, PATHWAY, WAITS, one, two, other)
    assert "choose one" not in " ".join(a.words for a in actions(*story, yes[0], yes[2]))
    (first, *_) = actions(*story, *yes)
    assert (first.words, first.owner, first.page) == ("START and CRT said yes: choose one", "coordinator", "referrals")
    gone = tell(Kind.WITHDRAWN, 9.5, service="CRT", about=two.id, detail="another_accepted")
    assert "choose one" not in " ".join(a.words for a in actions(*story, *yes, gone))
    began = tell(Kind.SUPPORT_STARTED, 9.5, service="CRT", about=two.id, detail="home_care")
    assert "choose one" not in " ".join(a.words for a in actions(*story, *yes, began))


@given(
    some.lists(
        some.tuples(
            some.sampled_from([
                (Kind.PATHWAY_CHOSEN, "1"), (Kind.DELAY_STARTED, "28"), (Kind.DELAY_STARTED, "E/both"),
                (Kind.DELAY_ENDED, "28"), (Kind.TASK_SET, "family"), (Kind.TASK_DONE, "family"),
                (Kind.REFERRED, ""), (Kind.ACCEPTED, ""), (Kind.DECLINED, "full"), (Kind.WITHDRAWN, "01"),
                (Kind.SUPPORT_STARTED, "reablement"),
            ]),
            some.floats(5.1, 9.9),
        ),
        max_size=9,
    )
)  # fmt: skip
def test_nobody_who_is_ready_is_without_a_next_action_and_its_owner(
    told: list[tuple[tuple[Kind, str], float]],
) -> None:
    events = [tell(kind, days, detail=detail, service="START") for (kind, detail), days in told]
    found = actions(READY, *events)
    assert found and all(action.owner for action in found)


@pytest.mark.parametrize("codes", [DelayReason, DtocReason, AcuteReason2021])
def test_every_reason_of_every_list_is_some_teams(codes: type[DelayReason]) -> None:
    assert {team_of_reason(code.value) for code in codes} <= set(Team)
    assert set(OF_REASON) == set(DelayReason)


def test_the_capacity_reasons_of_pathway_1_and_2_are_for_community_teams() -> None:
    assert team_of_reason("28") == team_of_reason("31") == Team.COMMUNITY
    assert team_of_reason("5") == team_of_task("medicines") == Team.PHARMACY
    assert team_of_reason("not a code") is Team.HUB
    assert {team_of_task(task.value) for task in Task} <= set(Team)


def test_a_team_is_titled_by_its_name_and_anything_else_as_before() -> None:
    title = with_teams(lambda code: f"<{code}>")
    assert (title("broker"), title("START")) == ("Care brokers", "<START>")
