"""What closed overnight, on the first page of whoever comes first, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind
from homefirst.system import System
from homefirst.web import make_app
from tests.web.own_people_world import HOME, of_service, with_services
from tests.web.signing import signed_in
from tests.web.two_wards import at


@pytest.fixture
def wards(data_dir: DataDir) -> DataDir:
    """The two wards; a home closed at three in the morning, and another, to which somebody was referred, at four."""
    with_services(data_dir)
    ledger = data_dir.ledger()
    ledger.append([of_service(HOME, Kind.SERVICE_CLOSED, at(12, "04:00"), "staff")])
    ledger.close()
    return data_dir


@pytest.fixture
def client(wards: DataDir, system: System) -> Iterator[TestClient]:
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False))
    app.state.desk.close()


def news(client: TestClient, address: str = "/?show=all") -> str:
    """What the page says of the night, on one line; "" where it says nothing."""
    part = client.get(address).text.partition('id="overnight"')[2].partition("</div>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", part))


@pytest.mark.parametrize("address", ["/?show=all", "/capacity"])
def test_the_hub_sees_what_closed_and_who_was_to_go_there(client: TestClient, address: str) -> None:
    said = news(client, address)
    assert "takes nobody new since Mon 12 January 2026, 03:00: infection there." in said
    assert "04:00: not enough staff. Asked or promised there: Hal Stone." in said


def test_a_ward_of_another_hospital_is_not_told_who(client: TestClient) -> None:
    said = news(signed_in(client, "sister.kettering"))
    assert "04:00: not enough staff." in said
    assert "Hal Stone" not in said


def test_a_home_that_opens_again_is_news_no_more(client: TestClient, wards: DataDir) -> None:
    ledger = wards.ledger()
    ledger.append([of_service(HOME, Kind.SERVICE_REOPENED, at(12, "07:30"))])
    ledger.close()
    assert "not enough staff" not in news(client)
