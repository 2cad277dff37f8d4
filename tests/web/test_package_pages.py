"""Hours of a package as the agency gives them, and the package as agency and hub see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.system import System
from homefirst.web import make_app
from tests.web.own_people_world import AGENCY, keys, with_services
from tests.web.signing import signed_in
from tests.web.two_wards import at


@pytest.fixture
def wards(data_dir: DataDir) -> DataDir:
    """The agency has said yes to Hal; Ewan has its package, and two care workers came to him."""
    data = with_services(data_dir)
    hal, ewan = keys(data, "hal", "ewan")
    asked = new_event(hal, Kind.REFERRED, at(11, "17:00"), service=AGENCY, detail="home_care")
    ledger = data.ledger()
    ledger.append(
        [
            asked,
            new_event(hal, Kind.ACCEPTED, at(11, "18:00"), service=AGENCY, about=asked.id, detail="2026-01-12"),
            new_event(ewan, Kind.VISITED, at(2), service=AGENCY, detail="w1"),
            new_event(ewan, Kind.VISITED, at(3), service=AGENCY, detail="w2"),
        ]
    )
    ledger.close()
    return data


@pytest.fixture
def client(wards: DataDir, system: System) -> Iterator[TestClient]:
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False), "home.care")
    app.state.desk.close()


def words_of(client: TestClient, address: str) -> str:
    page = client.get(address).text.partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_agency_gives_hours_as_it_begins_and_agency_and_hub_see_them(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    page = client.get(f"/ours/people/{hal}").text
    referral = re.search(rf'/ours/people/{hal}/came.*?name="referral" value="(\w+)"', page, re.DOTALL)
    assert referral and "Hours a week that you will come" in page
    form = {"step": f"came{referral[1]}", "referral": referral[1], "hours": "a few"}
    refused = client.post(f"/ours/people/{hal}/came", data=form)
    assert refused.status_code == 422 and "Give the hours a week as a number" in refused.text
    assert client.post(f"/ours/people/{hal}/came", data={**form, "hours": "10.5"}).status_code == 303
    said = "by Waymeet Home Care, Kettering and Corby since Mon 12 January 2026: 10.5 hours a week; no visit recorded."
    assert said in words_of(client, f"/ours/people/{hal}")
    signed_in(client, "coordinator")
    assert said in words_of(client, f"/people/{hal}")


def test_visits_and_different_care_workers_are_told(client: TestClient, wards: DataDir) -> None:
    (ewan,) = keys(wards, "ewan")
    said = words_of(client, f"/ours/people/{ewan}")
    assert "hours not written; 2 visits by 2 care workers in the four weeks to the last." in said


def test_another_services_package_is_not_shown_to_a_home(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    signed_in(client, "home.two")
    assert "Home care package by" not in words_of(client, f"/ours/people/{hal}")
