"""Trusted assessment on the pages: recorded for a service under its agreement, relied on or found flawed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind
from homefirst.system import System
from homefirst.web import make_app
from tests.web.own_people_world import HOME, keys, with_services
from tests.web.serving import serving
from tests.web.signing import browser_signed_in, signed_in
from tests.web.test_referral_pages import told, words_of
from tests.web.two_wards import at

NOW = at(12, "10:00", month=7)  # the agreement of Hearthwick's homes began in June


@pytest.fixture
def wards(data_dir: DataDir) -> DataDir:
    """The two wards; Hal was referred to a home of Hearthwick, which relies on the hub's assessments."""
    return with_services(data_dir)


@pytest.fixture
def client(wards: DataDir, system: System) -> Iterator[TestClient]:
    """The pages as the hub's coordinator asks for them, in the summer."""
    app = make_app(wards, system, now=lambda: NOW)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False))
    app.state.desk.close()


def assessed(client: TestClient, hal: str, wards: DataDir, **more: str) -> str:
    """Record an assessment for the home; gives what became of it."""
    asked = next(e for e in told(wards, Kind.REFERRED) if e.service == HOME)
    form = {
        "step": "assess",
        "referral": asked.id,
        "kind": "needs",
        "found": "Walks with a frame and one person.",
    } | more
    done = client.post(f"/people/{hal}/assessments/assess", data=form)
    return "recorded" if done.status_code == 303 else done.text


def test_an_assessment_is_made_for_a_named_service_and_relied_on(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    assert "Relied on under TA-HEARTHWICK" in words_of(client, f"/people/{hal}/assessments")
    assert assessed(client, hal, wards) == "recorded"
    assert "to rely on the assessment" in words_of(client, "/?show=all")
    signed_in(client, "home.two")
    assert "Walks with a frame and one person." in words_of(client, f"/ours/people/{hal}")
    made = told(wards, Kind.ASSESSED)[-1]
    assert client.post(f"/ours/people/{hal}/rely", data={"assessment": made.id}).status_code == 303
    own = client.post(f"/ours/people/{hal}/assess", data={"found": "The same."})
    assert own.status_code == 422 and "its own is spared" in own.text
    assert "you need not assess again" in words_of(client, f"/ours/people/{hal}")
    signed_in(client)
    assert "its own assessment is spared" in words_of(client, f"/people/{hal}/assessments")


def test_a_flawed_one_is_said_how_and_comes_back_to_the_assessor(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    assessed(client, hal, wards)
    signed_in(client, "home.two")
    made = told(wards, Kind.ASSESSED)[-1]
    said = client.post(f"/ours/people/{hal}/dispute", data={"assessment": made.id, "found": "Cannot stand."})
    assert said.status_code == 303
    signed_in(client)
    assert "found the assessment flawed: assess again" in words_of(client, "/?show=all")
    assert "“Cannot stand.”" in words_of(client, f"/people/{hal}/assessments")


def test_without_an_agreement_nothing_is_recorded_for_the_service(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    signed_in(client, "ward")
    refused = assessed(client, hal, wards)
    assert "Its agreement names other assessors" in refused
    assert "Walks with a frame and one person." in refused  # what was typed is still there
    signed_in(client)
    assert "does not cover this kind of assessment" in assessed(client, hal, wards, kind="home_visit")


def test_who_may_not_read_assessments_is_told_so(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    signed_in(client, "transport")
    assert client.get(f"/people/{hal}/assessments").status_code == 403


@pytest.mark.browser
def test_the_page_of_assessments_is_accessible(browser: Browser, wards: DataDir, system: System) -> None:
    (hal,) = keys(wards, "hal")
    with serving(make_app(wards, system, now=lambda: NOW)) as site:
        page = browser_signed_in(browser.new_page(base_url=site))
        page.goto(f"/people/{hal}/assessments")
        assert Axe().run(page).response["violations"] == []
        page.close()
