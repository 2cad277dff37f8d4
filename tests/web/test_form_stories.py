"""Stories of those who write the discharge notification, in a real browser, checked for accessibility."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from homefirst.datadir import DataDir
from tests.web.signing import browser_signed_in
from tests.web.test_stories import accessible, reach, reach_text
from tests.web.two_wards import key

pytestmark = pytest.mark.browser


@pytest.fixture
def form(wards: DataDir) -> str:
    """Where Ada's form is."""
    people = wards.people()
    address = f"/people/{key(people, 'ada')}/form"
    people.close()
    return address


def test_a_social_worker_writes_what_the_visit_found_by_keyboard_alone(page: Page, form: str) -> None:
    # Given a social worker who uses no mouse, on the form of somebody with a broken hip
    browser_signed_in(page, "social_worker")
    page.goto(form)
    accessible(page)
    reach_text(page, "Social work: home, and life there")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Social work")
    # When they choose that the home was looked at, what the visit found is asked, and was not before
    found = page.get_by_label("What the visit found")
    expect(found).to_be_hidden()
    reach(page, "social.lives_with")
    page.keyboard.press("Space")
    reach(page, "social.visit")
    page.keyboard.press("Space")
    expect(found).to_be_visible()
    accessible(page)
    reach(page, "social.visit_words")
    page.keyboard.type("Rug taken up. Rail by the back door.")
    reach_text(page, "Save this section")
    page.keyboard.press("Enter")
    # Then it is kept, and the form says what is still to be answered
    expect(page.get_by_role("status")).to_contain_text("Saved: Social work")
    row = page.locator("li").filter(has_text="Social work: home")
    expect(row).to_contain_text("2 not answered")
    expect(row).to_contain_text("by social worker")


def test_a_coordinator_cannot_send_past_the_carer_and_then_sends_with_a_reason(page: Page, form: str) -> None:
    # Given a form in which nobody wrote anything yet
    page.goto(f"{form}/send")
    # When the coordinator writes the section on family, and sends
    page.get_by_role("link", name=re.compile("Open it ?: Family and friends.*, Is a relative")).click()
    expect(page).to_have_url(re.compile(r"/carer#carer\.expected$"))
    page.get_by_label("No, there is nobody").check()
    page.get_by_role("button", name="Save this section").click()
    page.get_by_role("link", name="Check and send to the hub").click()
    accessible(page)
    reach_text(page, "Send it all the same")
    page.keyboard.press("Enter")
    # Then it is not sent: the reader is told, and taken to the place where a reason is given
    expect(page.get_by_role("alert")).to_contain_text("Nothing was sent")
    accessible(page)
    page.get_by_role("alert").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Why it goes all the same")).to_be_focused()
    page.keyboard.type("A hospice bed is free today.")
    reach_text(page, "Send it all the same")
    page.keyboard.press("Enter")
    # And with a reason it goes, and the copy says why
    expect(page.get_by_role("status")).to_contain_text("Sent to the care transfer hub")
    page.get_by_role("link", name=re.compile("Copy sent on")).click()
    expect(page.locator("main")).to_contain_text("Reason: A hospice bed is free today.")
    accessible(page)


def test_without_scripts_every_question_is_there_with_when_it_is_asked(browser: Browser, site: str, form: str) -> None:
    page = browser.new_context(java_script_enabled=False, base_url=site).new_page()
    browser_signed_in(page, "social_worker")
    page.goto(f"{form}/sections/capacity")
    expect(page.get_by_label("What was decided in their best interests")).to_be_visible()
    expect(page.locator("form.section-form")).to_contain_text("Only if “What was found” is “They cannot decide this")
    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_label("They cannot decide this, even with help").check()
    page.get_by_label("What was decided in their best interests").fill(
        "Home with somebody at night; restricts her least."
    )
    page.get_by_label("Independent mental capacity advocate").check()
    page.get_by_role("button", name="Save this section").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: Deciding about leaving")
    page.context.close()


@pytest.mark.parametrize("part", ["", "/send", "/sections/nursing", "/sections/capacity", "/sections/equipment"])
def test_on_a_telephone_and_at_four_times_the_size_nothing_runs_off_the_side(page: Page, form: str, part: str) -> None:
    browser_signed_in(page, "ward")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(form + part)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(page)
