"""Two people decide about the same person at once: the second is told who and what, and keeps what was typed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from homefirst.event import Kind
from tests.web.stories.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("world", ["2026-01-05T12:00"], indirect=True)
def test_a_home_says_yes_while_the_hub_asks_another(world: World) -> None:
    # Given somebody for whom a home was asked, and two coordinators with the same page open
    agnes = world.arrives("Agnes", "Fell", date(1939, 6, 6), "2000041", ward="RNS:ROWAN:B09")
    world.at("2026-01-12", "09:00")
    amara, tobias = world.signs_in("amara.coordinator"), world.signs_in("tobias.coordinator")
    amara.goto(f"/people/{agnes}/steps/criteria")
    world.sends(amara, "None of these: ready to leave")
    world.asks(amara, agnes, "QUILLFEATHER", pathway="3")
    world.at("2026-01-12", "14:00")
    for page in (amara, tobias):
        page.goto(f"/people/{agnes}/referrals?pathway=3")
    why = "Two to help her out of bed; wants to be near her sister in Northampton."
    world.ticks(tobias, "WRENHOLLOW")
    tobias.get_by_label("What they should know").fill(why)
    # When the home says yes, and the first coordinator writes down a task, before the second sends
    manager = world.signs_in("home.one")
    manager.goto(f"/ours/people/{agnes}")
    manager.get_by_label("First day you can take them").fill("2026-01-13")
    world.sends(manager, "Yes, we can help")
    amara.goto(f"/people/{agnes}/steps/task")
    amara.get_by_label("What has to be done").select_option(label="Transport")
    amara.get_by_label("Whose it is").select_option(label="Care transfer hub")
    world.sends(amara, "Set the task")
    with tobias.expect_response(lambda answer: answer.request.method == "POST") as sent:
        tobias.get_by_role("button", name="Ask them").click()
    # Then the second is told so with a code of its own, who it was and what; and what was typed and ticked is kept
    assert sent.value.status == 409
    expect(tobias.get_by_role("alert")).to_contain_text("changed since you opened it")
    changed = tobias.locator("#changed")
    expect(changed).to_contain_text("Care-home manager, Quillon Care, home.one")
    expect(changed).to_contain_text(re.compile("Discharge coordinator, .*, amara.coordinator"))
    expect(changed).to_contain_text("ransport")
    expect(tobias.get_by_label("What they should know")).to_have_value(why)
    expect(tobias.locator("#service-WRENHOLLOW")).to_be_checked()
    world.looks(tobias)
    # And nothing of it was recorded, until the second looks again and sends it all the same
    told = world.journey(agnes)
    assert [r.service for r in told.referrals] == ["QUILLFEATHER"]
    world.sends(tobias, "Ask them")
    told = world.journey(agnes)
    assert [(r.service, r.answer) for r in told.referrals] == [("QUILLFEATHER", "accepted"), ("WRENHOLLOW", "")]
    asked = [e for e in told.events if e.kind is Kind.REFERRED][-1]
    assert (asked.source, why.encode() in world.written(asked)) == ("coordinator@NHCP/tobias.coordinator", True)


@pytest.mark.parametrize("world", ["2026-01-12T12:00"], indirect=True)
def test_two_write_the_same_section_and_neither_is_lost(world: World) -> None:
    # Given a nurse and a social worker who both write what the person wants
    nora = world.arrives("Nora", "Sedge", date(1941, 9, 12), "2000042", ward="RNS:ROWAN:B01")
    world.at("2026-01-13", "10:00")
    sister, worker = world.signs_in("sister.northampton"), world.signs_in("social.worker")
    for page, words in ((sister, "Home to my cat."), (worker, "To my son, if he will have me.")):
        page.goto(f"/people/{nora}/form/sections/wishes")
        page.get_by_label("In their own home").check()
        page.locator("[name='wishes.words']").fill(words)
    world.sends(sister, "Save this section")
    # When the second saves, Then they are told that the nurse wrote meanwhile, and their words are still there
    world.sends(worker, "Save this section", refused=True)
    expect(worker.get_by_role("alert")).to_contain_text("Ward nurse wrote this section since you opened it")
    expect(worker.locator("[name='wishes.words']")).to_have_value("To my son, if he will have me.")
    assert len([e for e in world.journey(nora).events if e.kind is Kind.SECTION_WRITTEN]) == 1
    # And saved once more, knowing it, both versions are kept beside each other
    world.sends(worker, "Save this section")
    worker.goto(f"/people/{nora}/form/sections/wishes/versions")
    expect(worker.locator("main")).to_contain_text("Home to my cat.")
    expect(worker.locator("main")).to_contain_text("To my son, if he will have me.")
    world.looks(worker)
