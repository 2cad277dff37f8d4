"""Small numbers of real people: hidden on every page that counts them for readers who see no list, and in files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.system import System
from homefirst.web import make_app
from tests.web.own_people_world import HOME, keys, with_services
from tests.web.signing import signed_in
from tests.web.two_wards import NAMES, at


@pytest.fixture
def wards(data_dir: DataDir) -> DataDir:
    return with_services(data_dir)


@pytest.fixture
def client(wards: DataDir, system: System) -> Iterator[TestClient]:
    """The pages as an analyst asks for them, who sees no list of people."""
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False), "analyst")
    app.state.desk.close()


def words_of(client: TestClient, address: str) -> str:
    """The words of a page on one line."""
    page = client.get(address).text.partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def refused_by(data: DataDir, number: int) -> None:
    """Eight people's referrals to the home, the first `number` of which it says no to: full."""
    ledger, people = data.ledger(), keys(data, *NAMES)
    asked = [new_event(person, Kind.REFERRED, at(10), service=HOME, detail="home_care") for person in people]
    ledger.append(asked)
    refused = [
        new_event(one.person, Kind.DECLINED, at(11), service=HOME, about=one.id, detail="full")
        for one in asked[:number]
    ]
    ledger.append(refused)
    ledger.close()


@pytest.mark.parametrize(("number", "told_as"), [(1, "1 to 7"), (7, "1 to 7"), (8, "about 10")])
def test_why_a_service_said_no_is_not_told_in_small_numbers_of_real_people(
    client: TestClient, wards: DataDir, number: int, told_as: str
) -> None:
    refused_by(wards, number)
    assert f"full: no place, hours or slot ({number})" in words_of(client, f"/directory/{HOME}")
    client.app.state.desk.ledger.origin = "recorded"  # type: ignore[attr-defined]
    said = words_of(client, f"/directory/{HOME}")
    assert f"it said no {told_as} times: full: no place, hours or slot ({told_as})" in said
    assert re.search(rf"Full: no place, hours or slot +{told_as}", said)


def test_needs_of_few_real_people_that_nobody_met_are_hidden_on_the_page_and_in_the_file(
    client: TestClient, wards: DataDir
) -> None:
    refused_by(wards, 8)
    before = rows_of(client, "/capacity/unmet.csv")
    few = [row for row in before if int(row["People"]) <= 7]
    assert few and len(few) == len(before) and "of 8 people" in words_of(client, "/capacity/unmet")
    client.app.state.desk.ledger.origin = "recorded"  # type: ignore[attr-defined]
    counts = [row[name] for row in rows_of(client, "/capacity/unmet.csv") for name in ("Times", "People")]
    assert set(counts) == {"1 to 7"}
    page = client.get("/capacity/unmet").text
    assert "needs of about 10 people were not met" in page and "Who said no at weekends" in page
    assert set(re.findall(r'class="nhsuk-table__cell number">([^<]*)<', page)) == {"1 to 7", "about 10", "0"}


def test_who_waits_is_not_told_in_a_small_number_of_real_people(client: TestClient) -> None:
    client.app.state.desk.ledger.origin = "recorded"  # type: ignore[attr-defined]
    assert "Somebody whom you may not see" not in words_of(client, f"/directory/{HOME}")
    assert "1 to 7 people." in words_of(client, f"/directory/{HOME}")
    waits = {row["Code"]: row["Waiting for an answer"] for row in rows_of(client, "/capacity.csv")}
    assert (waits[HOME], waits["GOSSAMER"]) == ("1 to 7", "0")


def rows_of(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text.lstrip("\ufeff"))))


def test_demand_and_capacity_say_what_is_assumed_and_hide_few_real_people(client: TestClient) -> None:
    before = rows_of(client, "/capacity/gap.csv")
    page = words_of(client, "/capacity/gap")
    assert any(row["Kind of service"] == "Care home placement" and row["People asked for"] == "1" for row in before)
    assert "What is taken to be so" in page and "Where none of them gave a number in the month" in page
    client.app.state.desk.ledger.origin = "recorded"  # type: ignore[attr-defined]
    columns = ("People asked for", "Began", "Noes for want of room", "Capacity", "Gap: asked for less capacity")
    cells = {row[name] for row in rows_of(client, "/capacity/gap.csv") for name in columns}
    assert "1 to 7" in cells and cells <= {"", "0", "1 to 7", "minus 1 to 7", "about 10", "minus about 10"}
    assert "Numbers of 1 to 7 are hidden" in words_of(client, "/capacity/gap")
