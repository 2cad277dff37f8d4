"""Ready on a Friday, for a home that takes nobody at weekends: told beforehand, said no or from Monday, and counted."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from homefirst.codes import Refusal
from homefirst.event import Kind
from homefirst.journey import national_delays
from tests.web.stories.world import World

pytestmark = pytest.mark.browser
HOME = "TUMBLEWEFT"


@pytest.mark.parametrize("world", ["2026-01-06T12:00"], indirect=True)
def test_a_friday_discharge_to_a_home_that_takes_nobody_at_weekends(world: World) -> None:
    # Given two people expected to leave on Saturday, for a care home
    olive = world.arrives("Olive", "Harrow", date(1937, 7, 1), "2000021", ward="RNS:HAWTHORN:B03")
    nell = world.arrives("Nell", "Percival", date(1935, 3, 30), "2000022", ward="RNS:HAWTHORN:B08")
    world.at("2026-01-15", "09:00")
    hub = world.signs_in("amara.coordinator")
    for person in (olive, nell):
        hub.goto(f"/people/{person}/steps/pathway")
        hub.get_by_label("3: A care home").check()
        world.sends(hub, "Choose this pathway")
        hub.goto(f"/people/{person}/steps/expected")
        hub.get_by_label("Day they are expected to leave").fill("2026-01-17")
        world.sends(hub, "Set the expected date")
        # Then the list of homes says which take nobody on that day, before anybody is asked
        hub.goto(f"/people/{person}/referrals")
        expect(hub.locator(f"#about-{HOME}")).to_contain_text("on a Saturday")
        expect(hub.locator(f"#about-{HOME}")).to_contain_text("Takes nobody new at weekends")
        world.asks(hub, person, HOME)
    # When the home's manager looks, the day is marked, and Monday is put forward instead
    world.at("2026-01-15", "14:00")
    manager = world.signs_in("home.two")
    manager.goto("/ours")
    expect(manager.locator("main")).to_contain_text("on a Saturday")
    world.looks(manager)
    manager.get_by_role("link", name="Olive Harrow").click()
    expect(manager.get_by_label("First day you can take them")).to_have_value("2026-01-19")
    world.sends(manager, "Yes, we can help")
    expect(manager.locator("main")).to_contain_text("agree another day with the hub")
    manager.goto(f"/ours/people/{nell}")
    manager.get_by_text("No, we cannot").click()
    manager.get_by_label("Why not").select_option(label="Takes nobody new on that day or at that hour")
    world.sends(manager, "Say no")
    # When both are ready on Friday, the ward is warned before it lets Olive go
    world.at("2026-01-16", "10:00")
    sister = world.signs_in("sister.northampton")
    for person in (olive, nell):
        sister.goto(f"/people/{person}/steps/criteria")
        world.sends(sister, "None of these: ready to leave")
    world.at("2026-01-16", "18:10")
    sister.goto(f"/people/{olive}/steps/discharge")
    expect(sister.locator(".nhsuk-warning-callout")).to_contain_text(re.compile("Tumbleweft: .*at 18:10 on a Friday"))
    world.looks(sister)
    # Then the wait is given its reason, and the day is moved to Monday, with why
    sister.goto(f"/people/{olive}/steps/delays")
    sister.get_by_label("Residential/nursing home care not yet available (Pathway 3)").check()
    sister.get_by_label("More, in a few words").fill("Said yes from Monday: takes nobody at weekends.")
    world.sends(sister, "Record what they wait for")
    sister.goto(f"/people/{olive}/steps/expected")
    sister.get_by_label("Day they are expected to leave").fill("2026-01-19")
    sister.get_by_label("Why, if it moves later").fill("The home takes nobody at weekends")
    world.sends(sister, "Set the expected date")
    # When Monday comes nothing is in the way any more
    world.at("2026-01-19", "11:00")
    sister.goto(f"/people/{olive}/steps/discharge")
    expect(sister.locator("main")).not_to_contain_text("Tumbleweft: ")
    sister.get_by_label("Where they go").select_option(label="Care home run by neither NHS nor council")
    world.sends(sister, re.compile("They have left"))
    world.at("2026-01-19", "14:00")
    manager.goto(f"/ours/people/{olive}")
    world.sends(manager, "They have come: help has begun")
    # And what the weekend cost is in the ledger: three nights under one reason, and a refusal for its hours
    told = world.journey(olive)
    assert [(d.detail, d.nights) for d in national_delays(told.spells[0], world.now())] == [("33", 3)]
    assert [one.day for one in told.spells[0].expected] == ["2026-01-17", "2026-01-19"]
    said_no = [e for e in world.journey(nell).events if e.kind is Kind.DECLINED]
    assert [(e.service, e.detail) for e in said_no] == [(HOME, Refusal.HOURS)]
    first, last = date(2026, 1, 1), date(2026, 1, 18)
    assert world.measure("referrals_declined", first, last).numerator == 1
    delayed = world.measure("delayed_days_by_reason", first, last, reason="33")
    assert delayed.numerator == pytest.approx(3 / 18)  # three nights in eighteen days
