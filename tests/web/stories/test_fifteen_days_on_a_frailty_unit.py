"""Mr James stays fifteen days on a frailty unit, where others stay three, and falls on the day on which he could leave.

After case study 6 of CQC's Beyond barriers (2018); name, places and days are invented.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from homefirst.days import local_date
from homefirst.event import Kind
from homefirst.journey import national_delays
from tests.web.stories.world import World

pytestmark = pytest.mark.browser
CAPACITY = "Awaiting determination of mental capacity"
FRAME = "Equipment and associated training not yet delivered (Pathway 1-3)"
VISIT = "Other home-based community health services not yet available (Pathway 1)"


@pytest.mark.parametrize("world", ["2026-03-02T12:00"], indirect=True)
def test_mr_james_waits_for_three_things_at_once_and_falls_again(world: World) -> None:
    # Given Mr James, 72, who fell getting out of a taxi and came to the frailty unit
    james = world.arrives("Cecil", "James", date(1953, 11, 2), "2000061", ward="RNS:FRAILTY", sex="M")
    # When on the second day he is fit to leave, and it is looked at whether he can decide where to live
    world.at("2026-03-04", "10:00")
    sister = world.signs_in("sister.northampton")
    sister.goto(f"/people/{james}/steps/criteria")
    world.sends(sister, "None of these: ready to leave")
    worker = world.signs_in("social.worker")
    world.writes(
        worker, james, "capacity",
        doubt="Yes", decision="Whether to go home alone", helped="Short sentences, in the morning, with his glasses.",
        outcome="They cannot decide this, even with help", on="2026-03-04",
    )  # fmt: skip
    # And leave to restrict his liberty is asked for, of which everybody sees the clock
    sister.goto(f"/people/{james}/steps/beside")
    world.looks(sister)
    sister.get_by_label("Ask for an authorisation").select_option(
        label="Urgent: by the hospital or home itself, up to 7 days"
    )
    sister.get_by_label("Why it is needed").fill("Tries to leave at night, and does not know the way.")
    sister.locator("form[action$='/request-liberty']").get_by_role("button").click()
    expect(sister.get_by_role("alert")).to_contain_text("Recorded")
    world.at("2026-03-04", "11:30")
    world.waits(sister, james, CAPACITY)
    hub = world.signs_in("amara.coordinator")
    hub.goto(f"/clocks?person={james}")
    expect(hub.locator("main")).to_contain_text("10 March 2026")
    world.looks(hub)
    # When the therapist finds on the day after that he needs a frame, and somebody to look at his home with him
    world.at("2026-03-05", "14:00")
    therapist = world.signs_in("therapist")
    world.writes(
        therapist, james, "therapy",
        before="Walked with a stick.", walking="With somebody reminding or watching", aid="Frame",
        better="Not clear: best seen at home",
    )  # fmt: skip
    therapist.goto(f"/people/{james}/steps/pathway")
    therapist.get_by_label("1: Home with support").check()
    world.sends(therapist, "Choose this pathway")
    world.asks(therapist, james, "COT", why="Home visit, with him: is he safe on his own with the frame?", pathway="1")
    therapist.goto(f"/people/{james}/steps/task")
    therapist.get_by_label("What has to be done").select_option(label="Equipment at home")
    therapist.get_by_label("Whose it is").select_option("EQUIPMENT")
    therapist.get_by_label("By when").fill("2026-03-06")
    therapist.get_by_label("What exactly").fill("Walking frame")
    world.sends(therapist, "Set the task")
    world.waits(therapist, james, FRAME, VISIT)
    # Then three things keep him at once, each with a clock of its own, whoever looks
    worker.goto(f"/people/{james}")
    for reason in (CAPACITY, FRAME, VISIT):
        expect(worker.locator("dl.summary")).to_contain_text(reason)
    world.looks(worker)
    # When the decision about his liberty comes after four days, one of them ends
    world.at("2026-03-08", "09:00")
    sister.goto(f"/people/{james}/steps/beside")
    sister.get_by_label("What came of it").select_option(label="Granted")
    sister.locator("form[action$='/decide-liberty']").get_by_role("button").click()
    expect(sister.get_by_role("alert")).to_contain_text("Recorded")
    world.at("2026-03-08", "09:10")
    world.waits_no_more(sister, james, CAPACITY)
    # And the frame comes three days late, of which the second ends
    world.at("2026-03-09", "10:00")
    sister.goto(f"/people/{james}/steps/task")
    expect(sister.locator("main")).to_contain_text("3 days overdue")
    world.sends(sister, re.compile("^Done ?: Equipment at home"))
    world.waits_no_more(sister, james, FRAME)
    # When the community therapists say by telephone that nobody can come these days, the third goes on
    hub.goto(f"/people/{james}/referrals")
    hub.locator("summary").filter(has_text="Note what they said by telephone").click()
    hub.get_by_label("They said no, because").select_option(label="Full: no place, hours or slot")
    world.sends(hub, "Note that they said no")
    expect(hub.locator("main")).to_contain_text("Said no Full: no place, hours or slot")
    world.asks(hub, james, "COT", why="Asked again: any day.", pathway="1")
    # Then he is on the list of long stays, and somebody says why and what next, at 7 and at 14 nights
    for day, at in (("2026-03-09", 7), ("2026-03-16", 14)):
        world.at(day, "15:00")
        sister.goto("/long-stays")
        sister.get_by_role("link", name=re.compile(f"Due at {at} ?: Cecil James")).click()
        sister.get_by_label("Why they are still here").fill("Nobody free to look at his home with him.")
        sister.get_by_label("The next step").fill("Hub rings community therapy every morning.")
        world.sends(sister, "Record this look")
    # When on the fifteenth day the visit is made, and he could go at last
    world.at("2026-03-17", "10:00")
    hub.goto(f"/people/{james}/referrals")
    hub.locator("summary").filter(has_text="Note what they said by telephone").click()
    hub.get_by_label("They said yes, from").fill("2026-03-17")
    world.sends(hub, "Note that they said yes")
    world.waits_no_more(hub, james, VISIT)
    hub.goto(f"/people/{james}")
    expect(hub.locator("dl.summary")).to_contain_text("No reason recorded")
    # And he falls again and breaks his hip: he needs the bed again, on a ward
    world.at("2026-03-17", "16:00")
    world.heard(james, Kind.DIAGNOSED, detail="S72.0/1")
    sister.goto(f"/people/{james}/steps/criteria")
    sister.get_by_label("Acute loss of function").check()
    world.sends(sister, "Those ticked: still needs the bed")
    world.heard(james, Kind.MOVED, location="RNS:HAWTHORN:B14")
    hub.goto(f"/people/{james}")
    expect(hub.locator("dl.summary")).to_contain_text("Not ready: still needs the bed")
    # When he goes home a month later
    world.at("2026-04-17", "09:00")
    sister.goto(f"/people/{james}/steps/criteria")
    world.sends(sister, "None of these: ready to leave")
    world.at("2026-04-17", "14:00")
    sister.goto(f"/people/{james}/steps/discharge")
    world.looks(sister)
    sister.get_by_label("Where they go").select_option("19")
    world.sends(sister, re.compile("They have left"))
    # Then the ledger says what each of the fifteen days went by on
    (stay,) = world.journey(james).spells
    days = [(d.reason, local_date(d.started_at).day, local_date(d.ended_at or world.now()).day) for d in stay.delays]
    assert sorted(days) == [("10", 4, 8), ("30", 5, 17), ("35", 5, 9)]
    noon = [date(2026, 3, 4) + timedelta(days=n) for n in range(13)]
    at_once = [sum(first <= day.day < last for _, first, last in days) for day in noon]
    assert at_once == [1, 3, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1]
    counted = national_delays(stay, world.now())
    assert sum(one.nights for one in counted) == 13
    assert counted[0].detail == "10"
    assert [(run.lapsed, local_date(run.started_at).day) for run in stay.ready] == [(True, 4), (False, 17)]
    # And beside the target of 72 hours he counts as one who stayed on the unit for fifteen days
    world.at("2026-04-18", "00:30")
    first, last = date(2026, 3, 1), date(2026, 4, 17)
    assert world.measure("frailty_unit_within_72_hours", first, last).denominator == 1
    assert world.measure("frailty_unit_within_72_hours", first, last).numerator == 0
    assert world.measure("frailty_unit_hours", first, last).value == pytest.approx(15 * 24 + 4, abs=1)
    assert world.measure("readiness_lapsed", first, last).numerator == 1
