"""Discharged in the morning, unwell before leaving: the stay goes on, the match lapses, and the home is told."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from homefirst.event import Kind
from tests.web.stories.world import World

pytestmark = pytest.mark.browser
HOME = "QUILLFEATHER"


@pytest.mark.parametrize("world", ["2026-01-05T12:00"], indirect=True)
def test_a_discharge_is_cancelled_and_the_home_is_told(world: World) -> None:
    # Given somebody ready to leave, to whom a home said yes for today
    hester = world.arrives("Hester", "Vale", date(1938, 10, 4), "2000031", ward="RNS:HAWTHORN:B10")
    world.at("2026-01-12", "09:00")
    sister, hub = world.signs_in("sister.northampton"), world.signs_in("amara.coordinator")
    sister.goto(f"/people/{hester}/steps/criteria")
    world.sends(sister, "None of these: ready to leave")
    hub.goto(f"/people/{hester}/steps/pathway")
    hub.get_by_label("3: A care home").check()
    world.sends(hub, "Choose this pathway")
    world.asks(hub, hester, HOME)
    world.at("2026-01-12", "15:00")
    manager = world.signs_in("home.one")
    manager.goto(f"/ours/people/{hester}")
    manager.get_by_label("First day you can take them").fill("2026-01-13")
    world.sends(manager, "Yes, we can help")
    # When the ward records in the morning that she has left
    world.at("2026-01-13", "09:30")
    sister.goto(f"/people/{hester}/steps/discharge")
    sister.get_by_label("Where they go").select_option(label="Care home run by neither NHS nor council")
    world.sends(sister, re.compile("They have left"))
    expect(sister.locator("main")).to_contain_text("Not in a hospital bed now")
    manager.goto("/ours")
    expect(manager.locator("main")).to_contain_text("Left hospital lately (1)")
    # And she is taken ill in the lounge before she is out of the door
    world.at("2026-01-13", "11:15")
    sister.goto(f"/people/{hester}")
    sister.get_by_role("link", name="Cancel the discharge").click()
    world.looks(sister)
    sister.get_by_label("Why (you may").fill("Short of breath in the lounge.")
    world.sends(sister, "Cancel the discharge")
    # Then the page says what was cancelled and what comes next
    told = sister.locator(".nhsuk-notification-banner")
    expect(told).to_contain_text("The discharge is cancelled, and the stay goes on. Taken back: Left hospital")
    expect(told).to_contain_text("Tue 13 January 2026, 09:30")
    expect(told.get_by_role("link", name="say whether they still need the bed")).to_be_visible()
    # And she is on the list again, in her bed, ready until somebody says otherwise
    expect(sister.locator("dl.summary")).to_contain_text("Hawthorn ward")
    sister.goto(f"/people/{hester}/steps/criteria")
    sister.get_by_label("Needs oxygen therapy or non-invasive ventilation?").check()
    world.sends(sister, "Those ticked: still needs the bed")
    hub.goto("/?show=all")
    expect(hub.get_by_role("link", name="Hester Vale")).to_be_visible()
    # And the home is told that she does not come: its yes holds no longer
    world.at("2026-01-13", "11:30")
    manager.goto("/ours")
    expect(manager.locator("main")).to_contain_text("Lapsed: unwell again")
    world.looks(manager)
    manager.get_by_role("link", name="Hester Vale").click()
    expect(manager.locator("main")).to_contain_text("needs the hospital bed again, so the match has lapsed")
    world.looks(manager)
    # Nor can the place be offered to her now
    hub.goto(f"/people/{hester}/choices")
    world.sends(hub, re.compile("^Offer .* to them"), refused=True)
    expect(hub.get_by_role("alert")).to_contain_text("the match has lapsed")
    # And the ledger has one stay, not two: the discharge stands there as taken back, with why
    told = world.journey(hester)
    (stay,) = told.spells
    assert stay.is_open
    assert stay.nights(world.now()) == 8
    assert [run.lapsed for run in stay.ready] == [True]
    assert not [e for e in told.events if e.kind is Kind.DISCHARGED]
    (back,) = [e for e in world.ledger.person(hester) if e.kind is Kind.RETRACTED]
    assert b"Short of breath" in world.written(back)
    world.at("2026-01-14", "00:30")
    assert world.measure("readiness_lapsed", date(2026, 1, 1), date(2026, 1, 13)).numerator == 1
