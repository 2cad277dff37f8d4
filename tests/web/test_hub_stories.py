"""Stories of getting people home, in a real browser, in staff's words. Each page is checked for accessibility."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.signing import browser_signed_in

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def accessible(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_coordinator_sees_what_keeps_people_and_acts_on_one(page: Page) -> None:
    # Given the list by what keeps people
    page.goto("/")
    page.get_by_label("Group").select_option(label="By what keeps them")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("region", name="What keeps them")).to_contain_text("Intermediate care team")
    accessible(page)
    # When she opens somebody and moves the expected date later without saying why
    page.get_by_role("link", name="Ada Brindle").click()
    accessible(page)
    page.get_by_role("link", name="Expected date of discharge", exact=True).click()
    page.get_by_label("Day they are expected to leave").fill("2026-01-16")
    accessible(page)
    page.get_by_role("button", name="Set the expected date").click()
    # Then she is told what is missing, with her date still there
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    expect(page.get_by_label("Day they are expected to leave")).to_have_value("2026-01-16")
    accessible(page)
    # And when she says why, it is recorded and the page says so
    page.get_by_label("Why, if it moves later").fill("Reablement can begin on Friday")
    page.get_by_role("button", name="Set the expected date").click()
    expect(page.get_by_role("alert")).to_contain_text("Fri 16 January 2026")
    expect(page.locator("dl.summary")).to_contain_text("Fri 16 January 2026, moved 3 times")
    accessible(page)


def test_two_people_decide_at_once_and_the_second_is_told(page: Page, browser: Browser, site: str) -> None:
    # Given a coordinator and a ward sister with the same person's form open
    other = browser_signed_in(browser.new_page(base_url=site), "sister.northampton")
    for one in (page, other):
        one.goto("/?show=all&ward=RNS:HAWTHORN")
        one.get_by_role("link", name="Ada Brindle").click()
        one.get_by_role("link", name="Pathway", exact=True).click()
    # When the sister chooses first
    other.get_by_label("2: A bed with recovery support").check()
    other.get_by_label(re.compile("Why, if another")).fill("Needs a bed to recover in")
    other.get_by_role("button", name="Choose this pathway").click()
    expect(other.get_by_role("alert")).to_contain_text("Pathway chosen")
    # Then the coordinator is told what changed, nothing of hers is recorded, and what she typed is kept
    page.get_by_label("3: A care home").check()
    page.get_by_label(re.compile("Why, if another")).fill("Cannot manage at home")
    page.get_by_role("button", name="Choose this pathway").click()
    expect(page.get_by_role("alert")).to_contain_text("changed since you opened it")
    expect(page.get_by_text("Recorded since you looked")).to_be_visible()
    expect(page.get_by_label(re.compile("Why, if another"))).to_have_value("Cannot manage at home")
    accessible(page)
    other.close()


def test_a_ward_goes_round_its_beds_by_keyboard_alone(page: Page) -> None:
    # Given a round on Hawthorn ward
    page.goto("/round")
    accessible(page)
    go_to(page, "Hawthorn ward, Northampton General")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of 3")
    accessible(page)
    # When the ward says that the first needs the bed no more, and goes on to the end
    go_to(page, "None of these: ready to leave")
    expect(page.get_by_role("alert")).to_contain_text("ready to leave")
    expect(page.locator("#question-1")).to_contain_text("Recorded")
    for number in (2, 3):
        tab_until(page, "document.activeElement.textContent.startsWith('Next: ')")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"{number} of 3")
    go_to(page, "End the round")
    # Then the summary says how long it took and what was recorded
    expect(page.get_by_role("heading", level=1)).to_contain_text("The round is over")
    expect(page.locator("main")).to_contain_text("1 thing recorded")
    accessible(page)


def go_to(page: Page, text: str) -> None:
    """Reach what says so with the Tab key, and press Enter."""
    tab_until(page, f"document.activeElement.textContent.trim() === {text!r}")
    page.keyboard.press("Enter")


def tab_until(page: Page, condition: str) -> None:
    page.wait_for_load_state()
    for _ in range(90):
        if page.evaluate(condition):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard never reached: {condition}")


def test_every_step_can_be_taken_on_a_telephone_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site, viewport={"width": 390, "height": 800})
    page = browser_signed_in(context.new_page())
    page.goto("/?show=all")
    page.get_by_role("link", name="Bert Quill").click()
    page.get_by_role("link", name="What they wait for").click()
    page.get_by_label("Awaiting patient transport services").check()
    page.get_by_label("Awaiting therapy review").check()
    page.get_by_role("button", name="Record what they wait for").click()
    expect(page.get_by_role("alert")).to_contain_text("Awaiting patient transport services")
    page.get_by_role("link", name="Red or green day").click()
    page.get_by_label("Was today in this bed of use to them?").select_option("green")
    page.get_by_role("button", name="Judge today").click()
    expect(page.get_by_role("alert")).to_contain_text("Green")
    context.close()
