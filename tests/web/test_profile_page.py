"""The profile as a page of the site: whose and when, made once for the same tables, and its files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from homefirst.columns import Person, build
from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.measures import all_measures, definition
from homefirst.system import System
from homefirst.web import make_app
from tests.web.signing import signed_in
from tests.web.two_wards import at

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FEW = ("no_longer_meeting_criteria_to_reside", "delayed_days_by_reason", "weekend_discharges", "red_days")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few measures, where all of them would only take longer."""
    some = {name: all_measures()[name] for name in FEW}
    monkeypatch.setattr("homefirst.profile.make.all_measures", lambda: some)
    assert definition.all_measures() != some


@pytest.fixture
def tabled(wards: DataDir) -> DataDir:
    """The two wards with their tables made."""
    people, ledger = wards.people(), wards.ledger()
    build(ledger, wards.tables, [Person(*who) for who in people.attributes()], people.same_person())
    people.close()
    ledger.close()
    return wards


@pytest.fixture
def client_of(tabled: DataDir, system: System) -> Iterator[TestClient]:
    app = make_app(tabled, system)
    yield signed_in(TestClient(app, base_url="http://localhost"))
    app.state.desk.close()


def test_without_tables_the_page_says_how_to_make_them(client: TestClient) -> None:
    assert "There are no tables yet" in client.get("/profile").text
    assert client.get("/profile.pdf").status_code == 404


def test_the_page_is_in_the_menu_and_has_every_measure(client_of: TestClient) -> None:
    page = client_of.get("/profile")
    assert page.status_code == 200
    assert '<strong class="nhsuk-header__navigation-item-current-fallback">Profile</strong>' in page.text
    for name in FEW:
        assert all_measures()[name].title in page.text
    assert "Made up" in page.text


def test_it_is_made_once_for_the_same_tables_and_again_for_others(client_of: TestClient, tabled: DataDir) -> None:
    client_of.get("/profile")
    kept = client_of.app.state.profiles  # type: ignore[attr-defined]
    first = next(iter(kept.values()))
    client_of.get("/profile")
    assert next(iter(kept.values())) is first
    ledger = tabled.ledger()
    ledger.append([new_event("p1", Kind.REGISTERED, at(12, "09:00"))])
    build(ledger, tabled.tables)
    ledger.close()
    client_of.get("/profile")
    assert next(iter(kept.values())) is not first


def test_whose_and_when_can_be_chosen_and_faults_are_said_in_the_page(client_of: TestClient) -> None:
    chosen = client_of.get("/profile?of=provider:RNS&from=2026-01-01&to=2026-01-11").text
    assert '<span class="scope">Northampton General</span>' in chosen
    assert "1 Jan 2026 to 11 Jan 2026" in chosen
    for asked, said in (
        ("of=council:E99", "has no council E99"),
        ("from=2026-01-01", "Give the first day and the last day"),
        ("from=2026-01-11&to=2026-01-01", "before it begins"),
    ):
        answer = client_of.get(f"/profile?{asked}")
        assert answer.status_code == 400 and said in answer.text


def test_the_files_are_of_what_was_chosen(client_of: TestClient) -> None:
    asked = "of=provider:RNS&from=2026-01-01&to=2026-01-11"
    assert client_of.get(f"/profile.pdf?{asked}").content.startswith(b"%PDF-")
    sheet = client_of.get(f"/profile.csv?{asked}").text.removeprefix("\ufeff")
    rows = [row for row in csv.DictReader(io.StringIO(sheet)) if row["row"] == "value"]
    assert {row["scope"] for row in rows} == {"Northampton General"}
    assert client_of.get(f"/profile.html?{asked}").text.startswith("<!doctype html>")
    assert client_of.get("/profile.xls").status_code == 404


@pytest.mark.browser
def test_everybody_can_read_it_and_choose_with_the_keyboard(tabled: DataDir, page: Page) -> None:
    page.goto("/profile")
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    page.get_by_label("Of", exact=True).focus()
    page.get_by_label("Of", exact=True).select_option("provider:RNS")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Northampton General")
