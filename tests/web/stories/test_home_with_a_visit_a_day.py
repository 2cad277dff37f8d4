"""Mrs Arthur breaks her hip, recovers in a bed in the community, and ends the visits at home herself.

After case study 2 of CQC's Beyond barriers (2018); name, places and days are invented.
"""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from homefirst.codes import SupportOutcome
from homefirst.event import Kind
from tests.web.stories.world import World

pytestmark = pytest.mark.browser
BED, HOME = "QUILLFEATHER", "WAYMEET-NORTH"


@pytest.mark.parametrize("world", ["2026-01-05T13:30"], indirect=True)
def test_mrs_arthur_goes_home_first_and_ends_the_visits_herself(world: World) -> None:
    # Given Mrs Arthur, who fell in town, came by ambulance and has a broken hip
    world.at("2026-01-05", "16:00")
    arthur = world.arrives("Edna", "Arthur", date(1943, 5, 14), "2000001", ward="RNS:HAWTHORN:B06")
    world.heard(arthur, Kind.DIAGNOSED, detail="S72.0/1")
    # When the ward asks on the morning after, she has been operated on: within 24 hours of coming in
    world.at("2026-01-06", "11:00")
    sister = world.signs_in("sister.northampton")
    sister.goto("/?show=all")
    world.looks(sister)
    sister.get_by_role("link", name="Edna Arthur").click()
    world.looks(sister)
    sister.get_by_role("link", name="Criteria to reside", exact=True).click()
    sister.get_by_label("Lower limb surgery within 48 hours?").check()
    world.sends(sister, "Those ticked: still needs the bed")
    expect(sister.get_by_role("alert")).to_contain_text("Recorded")
    # And what she wants, and what she needs, is talked about within those 24 hours
    world.writes(
        sister, arthur, "wishes",
        where="In their own home", words="Home as soon as I can manage the stairs, with as little fuss as may be.",
        matters="Shopping with her daughter on Mondays", agreed="Yes",
    )  # fmt: skip
    expect(sister.get_by_role("status")).to_contain_text("Saved: What the person wants")
    sister.goto(f"/people/{arthur}/steps/spoke")
    sister.get_by_label("With whom").select_option(label="Family or carer")
    sister.get_by_label("What was said").fill("Her daughter shops and cooks; cannot stay the night.")
    world.sends(sister, "Record that you spoke")
    sister.goto(f"/people/{arthur}/steps/expected")
    sister.get_by_label("Day they are expected to leave").fill("2026-01-20")
    world.sends(sister, "Set the expected date")
    # When the therapist has her on her feet within two days of surgery, and the team meets
    world.at("2026-01-07", "15:00")
    therapist = world.signs_in("therapist")
    world.writes(
        therapist, arthur, "therapy",
        before="Walked everywhere, no help.", walking="With one person helping", transfers="With one person helping",
        aid="Frame", better="Yes, with practice",
    )  # fmt: skip
    world.at("2026-01-08", "10:00")
    worker = world.signs_in("social.worker")
    world.writes(worker, arthur, "social-work", lives_with="Nobody", stands="Yes")
    hub = world.signs_in("amara.coordinator")
    hub.goto(f"/people/{arthur}/form")
    expect(hub.locator("li").filter(has_text="What the person wants")).to_contain_text("ward")
    world.looks(hub)
    # Then they agree on a bed to recover in first, and she is never put down for a care home
    hub.goto(f"/people/{arthur}/steps/pathway")
    hub.get_by_label("2: A bed with recovery support").check()
    world.sends(hub, "Choose this pathway")
    # And when a bed is asked for, the home's manager says yes for the day that she is expected to leave
    world.at("2026-01-15", "09:30")
    needs = "Walks with a frame and one person. Wants her stairs back."
    world.asks(hub, arthur, BED, help="Bed-based intermediate care", why=needs)
    world.at("2026-01-15", "11:00")
    manager = world.signs_in("home.one")
    manager.goto("/ours")
    world.looks(manager)
    manager.get_by_role("link", name="Edna Arthur").click()
    expect(manager.locator("main")).to_contain_text("Wants her stairs back")
    expect(manager.get_by_label("First day you can take them")).to_have_value("2026-01-20")
    world.sends(manager, "Yes, we can help")
    # When two weeks after surgery nothing keeps her, she leaves the same day
    world.at("2026-01-20", "09:00")
    sister.goto(f"/people/{arthur}/steps/criteria")
    world.sends(sister, "None of these: ready to leave")
    world.at("2026-01-20", "11:00")
    sister.goto(f"/people/{arthur}/steps/discharge")
    world.looks(sister)
    sister.get_by_label("Where they go").select_option(label="Care home run by neither NHS nor council")
    world.sends(sister, re.compile("They have left"))
    expect(sister.locator("main")).to_contain_text("Not in a hospital bed now")
    world.at("2026-01-20", "12:00")
    manager.goto(f"/ours/people/{arthur}")
    world.sends(manager, "They have come: help has begun")
    # When she feels that she can manage, she asks for one visit a day at home
    world.at("2026-02-09", "10:00")
    needs = "One visit a day, mornings, as she asked."
    world.asks(hub, arthur, HOME, help="Home care package", why=needs, pathway="1")
    world.at("2026-02-09", "14:00")
    agency = world.signs_in("home.care")
    agency.goto("/ours")
    world.looks(agency)
    agency.get_by_role("link", name="Edna Arthur").click()
    expect(agency.locator("main")).to_contain_text("One visit a day, mornings, as she asked.")
    agency.get_by_label("First day you can take them").fill("2026-02-11")
    world.sends(agency, "Yes, we can help")
    world.at("2026-02-11", "09:00")
    manager.goto(f"/ours/people/{arthur}")
    manager.get_by_text("Your help has ended").click()
    manager.get_by_label("How they were then").select_option(label="At home, with less help than before")
    world.sends(manager, "Record that it ended")
    world.at("2026-02-11", "10:30")
    agency.goto(f"/ours/people/{arthur}")
    world.sends(agency, "They have come: help has begun")
    # Then after a week she needs nobody, says so, and the agency records that it was her choice
    world.at("2026-02-18", "10:30")
    agency.goto(f"/ours/people/{arthur}")
    agency.get_by_text("Your help has ended").click()
    world.looks(agency)
    world.sends(agency, "Record that it ended", refused=True)
    expect(agency.get_by_role("alert")).to_contain_text("Say how they were")
    agency.get_by_label("How they were then").select_option(label="Stopped early, or declined by the person")
    agency.get_by_label("Why, in their words").fill("I can manage on my own now, thank you.")
    world.sends(agency, "Record that it ended")
    # And the ledger tells it so: two weeks in hospital, never a night too many, a bed, a week of visits, her own words
    told = world.journey(arthur)
    (stay,) = told.spells
    assert (stay.nights(world.now()), stay.nights_since_ready(world.now()), stay.pathway) == (15, 0, "2")
    assert stay.expected_moves == 0
    assert [(s.service, s.kind, s.outcome) for s in told.supports] == [
        (BED, "bed_based_intermediate_care", SupportOutcome.LOW_LEVEL_SUPPORT),
        (HOME, "home_care", SupportOutcome.ENDED_EARLY),
    ]
    visits = told.supports[1]
    assert visits.ended_at is not None
    assert (visits.ended_at - visits.started_at).days == 7
    ended = [e for e in told.events if e.kind is Kind.SUPPORT_ENDED][-1]
    assert json.loads(world.written(ended))["words"] == "I can manage on my own now, thank you."
    first, last = date(2026, 1, 1), date(2026, 2, 17)
    assert world.measure("intermediate_care_outcomes", first, last, outcome="low_level_support").numerator == 1
    assert world.measure("discharged_on_ready_date", first, last).numerator == 1
