"""Where an ambulance crew and a community pharmacy begin, and what each can do from there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.system import System
from homefirst.web import make_app
from tests.web.own_people_world import keys, of_service, with_services
from tests.web.signing import invented, signed_in
from tests.web.two_wards import at, number


@pytest.fixture
def client(data_dir: DataDir, system: System) -> Iterator[TestClient]:
    """The two wards with services, one of which says how much room it has."""
    wards = with_services(data_dir)
    ledger = wards.ledger()
    ledger.append(
        [of_service(service, Kind.VACANCIES_REPORTED, at(12, "08:00"), told) for service, told in ROOMS.items()]
    )
    ledger.close()
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False), "paramedic")
    app.state.desk.close()


ROOMS = {"UCR": "20/16/0/4", "HICT": "30/30/0/0"}  # free, full


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.partition("<main")[2]))


def test_a_crew_begins_with_who_is_open_with_room_now_and_names_nobody(client: TestClient) -> None:
    page = client.get("/")
    told, _, silent = words(page.text).partition("have not said how much room")
    assert page.status_code == 200 and "open with room now" in told
    assert "Two-hour rapid response" in told and "said 20 minutes ago" in told and "/directory/HICT" not in page.text
    assert "Saltcellar" not in page.text, "closed since three in the morning"
    assert "/directory/STEPS" not in page.text, "opens at nine"
    assert silent and "Two-hour rapid response" not in silent
    assert not re.search(r"/people/p[0-9a-f]", page.text)


def test_a_crew_finds_who_called_refers_them_and_sees_when_the_service_said_yes(client: TestClient) -> None:
    data = client.app.state.desk.data_dir  # type: ignore[attr-defined]
    (bert,) = keys(data, "bert")
    ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    ledger.append([new_event(bert, Kind.CALLED, at(12, "08:05"), location="RX9:999", detail="999")])
    found = client.post("/find", data={"who": number("bert")})
    assert found.status_code == 303 and found.headers["location"] == f"/people/{bert}"
    assert client.get(found.headers["location"]).status_code == 200
    asked = {"step": "refer", "service": "UCR", "help": "crisis_response"}
    assert client.post(f"/people/{bert}/referrals/refer", data=asked).status_code == 303
    referred = next(
        e
        for e in client.app.state.desk.board.read(bert)[0].events
        if e.kind is Kind.REFERRED  # type: ignore[attr-defined]
    )
    yes = new_event(bert, Kind.ACCEPTED, referred.happened_at, service="UCR", about=referred.id, source="x")
    ledger.append([yes])
    thread = words(client.get(f"/people/{bert}/referrals").text).partition("Ask for help")[0]
    assert "Two-hour rapid response" in thread and "yes" in thread.casefold()


def test_for_who_did_not_call_a_crew_is_offered_emergency_access(client: TestClient) -> None:
    (ada,) = keys(client.app.state.desk.data_dir, "ada")  # type: ignore[attr-defined]
    page = client.get(f"/people/{ada}")
    assert page.status_code == 403 and f"/break-glass?person={ada}" in page.text


def test_a_pharmacy_begins_with_the_summaries_sent_to_it_and_says_that_it_read_one(client: TestClient) -> None:
    desk, chemist = client.app.state.desk, invented("community_pharmacy")  # type: ignore[attr-defined]
    cora, ada = keys(desk.data_dir, "cora", "ada")
    signed_in(client, "community_pharmacy")
    assert "None was sent to you" in client.get("/").text
    sent = new_event(
        cora, Kind.SUMMARY_SENT, at(12, "08:06"), service=chemist.service, source="x", spell=f"v-{cora}"
    )  # fmt: skip
    desk.ledger.append([sent])
    page = client.get("/")
    assert "Cora Finch" in page.text and "Not read yet" in page.text and "Brindle" not in page.text
    assert client.app.state.access.audit.rows(account=chemist.account)[0].people == 1  # type: ignore[attr-defined]
    copy = f"/people/{cora}/summary/sent/{sent.id}"
    assert "We have read it" in client.get(copy).text
    assert client.post(f"{copy}/read").status_code == 303
    assert "Not read yet" not in client.get("/").text
    assert client.get(f"/people/{cora}/medicines").status_code == 200
    assert client.get(f"/people/{ada}").status_code == 403
    assert client.get(f"/people/{cora}/form").status_code == 403
