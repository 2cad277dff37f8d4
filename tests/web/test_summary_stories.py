"""Stories of medicines and the discharge summary, in a real browser, checked for accessibility."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from homefirst.datadir import DataDir
from tests.web.signing import browser_signed_in
from tests.web.test_stories import accessible
from tests.web.test_summary_pages import BEFORE, DISCHARGE
from tests.web.two_wards import key

pytestmark = pytest.mark.browser


@pytest.fixture
def ada(wards: DataDir) -> str:
    people = wards.people()
    address = f"/people/{key(people, 'ada')}"
    people.close()
    return address


def save_list(page: Page, words: str, lines: str) -> None:
    section = page.get_by_role("region", name=words, exact=True)
    section.locator("summary").first.click()
    section.get_by_label(re.compile("one a line")).fill(lines)
    section.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_role("status")).to_contain_text("Saved")


def test_a_pharmacist_pastes_two_lists_and_sees_the_aspirin_that_nobody_explained(page: Page, ada: str) -> None:
    # Given a pharmacist with the list of the practice and that of the ward
    browser_signed_in(page, "pharmacist")
    page.goto(f"{ada}/medicines")
    accessible(page)
    save_list(page, "Before admission", BEFORE)
    save_list(page, "At discharge", DISCHARGE)
    save_list(page, "Allergies", "no known allergies")
    # Then aspirin stands out, in words
    expect(page.get_by_role("region", name=re.compile("What stands out"))).to_contain_text("missing at discharge")
    table = page.get_by_role("region", name="Medicines compared")
    expect(table.get_by_role("row").nth(1)).to_contain_text("Not accounted for")
    accessible(page)
    # And when she says that it was stopped, and why, nothing stands out any more
    page.get_by_label("Stopped", exact=True).check()
    page.get_by_label("Why it is stopped or paused").fill("bleeding")
    page.get_by_role("button", name=re.compile("Save what became of aspirin")).click()
    expect(page.locator("main")).to_contain_text("Nothing stands out")
    page.get_by_role("button", name="Record that they were compared").click()
    expect(page.get_by_role("status")).to_contain_text("The comparison is recorded")
    # On a phone nothing but the table's own region is wider than the screen
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.scrollWidth <= 390")


def test_a_ward_writes_the_summary_without_scripts_and_prints_the_persons_own(
    browser: Browser, site: str, ada: str
) -> None:
    page = browser.new_context(java_script_enabled=False, base_url=site).new_page()
    browser_signed_in(page, "ward")
    page.goto(f"{ada}/summary")
    page.get_by_role("link", name="What happened", exact=True).first.click()
    page.get_by_label("What happened").fill("Fell at home. No fracture.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: What happened")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Something that has to be there is missing")
    page.get_by_label(re.compile("why it goes as it is")).fill("The bed is free today.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Sent.")
    page.get_by_role("link", name="The person’s own").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What happens next")
    expect(page.locator("main")).to_contain_text("In an emergency ring 999")
