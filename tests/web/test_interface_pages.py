"""The interface map as a page: its filters, its people for those allowed, and that it can be used by anyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from homefirst.columns import Person, build
from homefirst.datadir import DataDir
from homefirst.system import System
from homefirst.web import make_app
from tests.web.signing import signed_in
from tests.web.test_stories import accessible
from tests.web.two_wards import NAMES, at, key

DAYS = "first=2025-11-01&last=2026-01-11"


def make_tables(wards: DataDir) -> None:
    people, ledger = wards.people(), wards.ledger()
    build(ledger, wards.tables, [Person(*who) for who in people.attributes()], people.same_person())
    people.close()
    ledger.close()


@pytest.fixture
def mapped(wards: DataDir, system: System) -> Iterator[TestClient]:
    """The pages of the two wards with their tables made, for readers who may see who people are."""
    make_tables(wards)
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost"))
    app.state.desk.close()


@pytest.fixture
def without_names(wards: DataDir, system: System) -> Iterator[TestClient]:
    """The same pages for readers who may not."""
    make_tables(wards)
    app = make_app(wards, system, names=False)
    yield signed_in(TestClient(app, base_url="http://localhost"))
    app.state.desk.close()


def test_without_tables_the_map_says_how_to_make_them(client: TestClient) -> None:
    assert "There are no tables yet" in client.get("/interface").text
    assert client.get("/interface.csv").status_code == 404
    assert client.get("/interface/people").status_code == 404


def test_the_map_and_its_table_have_the_same_arrows(mapped: TestClient) -> None:
    page = mapped.get(f"/interface?{DAYS}").text
    drawn = re.findall(r'<a href="/interface/people[^"]*" aria-label="[^"]*"><title>', page)
    rows = re.findall(r">Who</a>", page)
    assert len(drawn) == len(rows) > 1
    assert 'aria-current="page"' in page


def test_an_arrow_leads_to_its_people_and_they_to_their_journeys(mapped: TestClient, wards: DataDir) -> None:
    page = mapped.get("/interface/people?from=ae&to=ward&" + DAYS).text
    assert "From A&amp;E to Hospital ward" in page
    assert "Ada Brindle" in page and "Bert" not in page
    people = wards.people()
    assert f'href="/people/{key(people, "ada")}"' in page
    people.close()


def test_where_names_are_hidden_everyone_sees_numbers_and_nobody(without_names: TestClient) -> None:
    page = without_names.get(f"/interface?{DAYS}").text
    assert "A&amp;E to Hospital ward" in page
    assert "/interface/people" not in page
    refused = without_names.get("/interface/people?from=ae&to=ward")
    assert refused.status_code == 403
    assert "Names are hidden here from everyone" in refused.text
    assert not any(family in page + refused.text for _, family, _ in NAMES.values())


def test_days_that_cannot_be_read_are_said_and_the_usual_ones_shown(mapped: TestClient) -> None:
    assert "One of the days cannot be read" in mapped.get("/interface?first=31/01/2026").text
    assert "The last day is before the first" in mapped.get("/interface?first=2026-01-02&last=2026-01-01").text
    none = mapped.get("/interface?first=2020-01-01&last=2020-01-02")
    assert none.status_code == 200
    assert "No care was handed over" in none.text


def test_an_unknown_place_shows_nothing_and_breaks_nothing(mapped: TestClient) -> None:
    answer = mapped.get("/interface?from=<b>'&council=';drop")
    assert answer.status_code == 200
    assert "<b>'" not in answer.text
    assert mapped.get("/interface/people?from=';drop").status_code == 200


def test_the_table_can_be_kept_as_a_file(mapped: TestClient) -> None:
    file = mapped.get(f"/interface.csv?{DAYS}&from=ae")
    assert file.headers["content-type"].startswith("text/csv")
    lines = file.text.removeprefix("\ufeff").splitlines()
    assert lines[0].startswith("from,to,number")
    assert {line.split(",")[0] for line in lines[1:]} == {"ae"}


@pytest.mark.browser
def test_a_manager_follows_an_arrow_by_keyboard_to_a_person(wards: DataDir, page: Page) -> None:
    make_tables(wards)
    # Given the map of the last weeks
    page.goto(f"/interface?{DAYS}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who hands over to whom")
    accessible(page)
    # When she asks for what leaves A&E alone
    page.get_by_label("From", exact=True).select_option("ae")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("from=ae"))
    # And follows its arrow to the wards without a mouse
    page.get_by_role("link", name=re.compile("^A&E to Hospital ward: ")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("From A&E to Hospital ward")
    accessible(page)
    # Then she can open a journey
    page.get_by_role("link", name="Ada Brindle").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Brindle")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1300])
def test_the_map_fits_narrow_and_wide_windows(wards: DataDir, page: Page, width: int) -> None:
    make_tables(wards)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/interface?{DAYS}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(page)


def test_times_are_those_of_the_ledger(mapped: TestClient) -> None:
    """Ada was admitted six hours after she came to A&E."""
    assert at(20, "15:00", 12, 2025) - at(20, "09:00", 12, 2025) == timedelta(hours=6)
    assert "Sat 20 December 2025, 15:00" in mapped.get("/interface/people?from=ae&to=ward&" + DAYS).text
