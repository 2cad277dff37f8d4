"""Stories of the people who use the pages, in a real browser. Each page they meet is checked for accessibility."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from tests.web.signing import browser_signed_in
from tests.web.two_wards import at, key

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def accessible(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


def names(page: Page) -> list[str]:
    return page.locator("table.board tbody tr td:first-child a").all_inner_texts()


def test_a_coordinator_at_eight_finds_who_waits_on_hawthorn_and_why(page: Page) -> None:
    # Given the board at the start of the day
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ready to leave, and still in a bed")
    assert len(names(page)) == 5
    accessible(page)
    # When she asks for Hawthorn ward alone
    page.get_by_label("Ward", exact=True).select_option(label="Hawthorn ward, Northampton General (2)")
    page.get_by_role("button", name="Show").click()
    # Then she sees the two who wait there, longest first, at an address that she can send to a colleague
    expect(page).to_have_url(re.compile("ward=RNS%3AHAWTHORN"))
    assert names(page) == ["Cora Finch", "Ada Brindle"]
    # And when she opens the second, she sees why, since when, and what comes next
    page.get_by_role("link", name="Ada Brindle").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Brindle")
    expect(page.get_by_role("img", name=re.compile("The journey as a picture"))).to_be_visible()
    expect(page.locator("dl.summary")).to_contain_text("13 nights, since Tue 30 December 2025")
    expect(page.locator("dl.summary")).to_contain_text("To do: medicines to take home")
    accessible(page)


def test_a_ward_clerk_sees_what_was_entered_by_mistake(page: Page) -> None:
    # Given somebody who was moved by mistake and whose time of admission was put right
    page.goto("/")
    page.get_by_role("link", name="Cora Finch").click()
    # Then the mistake stands apart from what happened, struck through
    apart = page.get_by_role("region", name="Corrected or taken back")
    expect(apart.locator("s")).to_have_count(2)
    expect(page.get_by_role("region", name="What happened")).not_to_contain_text("ASHBY")
    accessible(page)


def test_the_board_works_without_scripts(browser: Browser, site: str) -> None:
    # Given a browser that runs no scripts
    page = browser_signed_in(browser.new_context(java_script_enabled=False, base_url=site).new_page())
    page.goto("/")
    # When the reader asks for everyone, and then for one person by number
    page.get_by_label("Show", exact=True).select_option("all")
    page.get_by_role("button", name="Show").click()
    assert len(names(page)) == 7
    page.get_by_label("Hospital or NHS number").fill("RNS 1000001")
    page.get_by_role("button", name="Find").click()
    # Then both are shown, and the number is not in the address
    expect(page.get_by_role("heading", level=1)).to_have_text("Bert Quill")
    assert "1000001" not in page.url
    page.context.close()


def test_the_board_works_by_keyboard_alone(page: Page) -> None:
    # Given a reader who uses no mouse
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    # When they go on to the filter for pathways, choose the third and press the button
    reach(page, "filter-pathway")
    page.keyboard.press("ArrowDown")
    reach_text(page, "Show")
    page.keyboard.press("Enter")
    # Then the board shows whom they chose
    expect(page).to_have_url(re.compile("pathway=1"))
    assert names(page) == ["Ada Brindle"]
    reach_text(page, "Ada Brindle")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Brindle")


def reach(page: Page, name: str) -> None:
    """Press Tab until the element with this id has the focus."""
    tab_until(page, f"document.activeElement.id === {name!r}")


def reach_text(page: Page, text: str) -> None:
    tab_until(page, f"document.activeElement.textContent.trim() === {text!r}")


def tab_until(page: Page, condition: str) -> None:
    for _ in range(60):
        if page.evaluate(condition):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard never reached: {condition}")


def test_on_a_telephone_each_person_is_a_card_and_nothing_runs_off_the_side(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("/", "/?show=all"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        accessible(page)
    assert page.locator("table.board thead").first.is_hidden()
    said = page.locator("table.board td").nth(1).evaluate("cell => getComputedStyle(cell, '::before').content")
    assert said == '"Ward and bed"'
    page.get_by_role("link", name="Cora Finch").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    accessible(page)


def test_the_board_brings_itself_up_to_date_when_a_message_comes(page: Page, wards: DataDir) -> None:
    # Given an open board on which Dot is not, and a reader whose keyboard is at the last person
    page.goto("/?sort=ward")
    expect(page.locator("table.board")).not_to_contain_text("Dot Marlow")
    last = page.get_by_role("link", name="Hal Stone")
    last.focus()
    page.wait_for_timeout(600)  # the page has begun to listen
    # When the ward records that Dot no longer needs the bed
    people, ledger = wards.people(), wards.ledger()
    dot = key(people, "dot")
    ledger.append([new_event(dot, Kind.CRITERIA_TO_RESIDE_NOT_MET, at(12, "09:02"), spell=f"v-{dot}")])
    people.close()
    ledger.close()
    # Then she is on the board, a line says so for those who cannot see it, and the reader is where they were
    expect(page.locator("table.board")).to_contain_text("Dot Marlow", timeout=3000)
    expect(page.get_by_role("status")).to_have_text("1 person changed at 09:02")
    expect(page.locator("#board .as-at")).to_have_text("As at Mon 12 January 2026, 09:02")
    expect(last).to_be_focused()
    accessible(page)


def test_a_filter_not_yet_sent_is_kept_when_the_board_brings_itself_up_to_date(page: Page, wards: DataDir) -> None:
    page.goto("/")
    page.get_by_label("Ready, nights at least").fill("13")
    page.wait_for_timeout(600)
    people, ledger = wards.people(), wards.ledger()
    ledger.append([new_event(key(people, "bert"), Kind.NOTIFIED, at(12, "09:05"))])
    people.close()
    ledger.close()
    expect(page.get_by_role("status")).to_have_text("1 person changed at 09:05", timeout=3000)
    page.wait_for_timeout(200)
    expect(page.get_by_label("Ready, nights at least")).to_have_value("13")


def test_a_persons_page_speaks_only_of_that_person(page: Page, wards: DataDir) -> None:
    # Given Ada's page
    page.goto("/")
    page.get_by_role("link", name="Ada Brindle").click()
    page.wait_for_timeout(600)
    people, ledger = wards.people(), wards.ledger()
    # When something happens to Bert, and then to Ada
    ledger.append([new_event(key(people, "bert"), Kind.NOTIFIED, at(12, "09:10"))])
    page.wait_for_timeout(800)
    expect(page.get_by_role("status")).to_be_empty()
    ledger.append([new_event(key(people, "ada"), Kind.TASK_DONE, at(12, "09:12"), detail="medicines")])
    # Then only the second is told
    expect(page.locator("dl.summary")).not_to_contain_text("medicines", timeout=3000)
    expect(page.get_by_role("status")).to_have_text("1 person changed at 09:12")
    people.close()
    ledger.close()


def test_the_page_of_nobody_is_accessible(page: Page) -> None:
    page.goto("/people/nobody")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    accessible(page)
