"""Pages of clocks, queues, returns and tomorrow, and the forms of what runs beside a discharge."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from homefirst.event import Kind, new_event
from homefirst.hub.tomorrow import ERRORS, Ahead, Outlook, Waiting
from tests.web.signing import form_token, signed_in
from tests.web.two_wards import at


def ada(client: TestClient) -> str:
    people = client.app.state.desk.people  # type: ignore[attr-defined]
    return str(people.find("RNS 1000000"))


def send(client: TestClient, key: str, step: str, **typed: str):  # type: ignore[no-untyped-def]
    page = client.get(f"/people/{key}/steps/beside").text
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    form = {"form_token": form_token(client), "seen": seen[1], "step": step, **typed}
    return client.post(f"/people/{key}/steps/beside/{step}", data=form)


def kinds_of(client: TestClient, key: str) -> list[Kind]:
    desk = client.app.state.desk  # type: ignore[attr-defined]
    return [event.kind for event in desk.board.read(key)[0].events]


def made(client: TestClient, address: str) -> str:
    """The page once what it needs has been made."""
    client.get(address)
    state = client.app.state  # type: ignore[attr-defined]
    for later in filter(
        None, (getattr(state, "returns", None), state.clock_room.later if hasattr(state, "clock_room") else None)
    ):
        for name in list(later._making):
            later.wait(name)
    return client.get(address).text


def listed(client: TestClient, address: str) -> str:
    """A page without the table of every limit at its end."""
    return client.get(address).text.partition("How long each may take")[0]


def test_the_list_of_clocks_has_the_late_first_and_leaves_out_what_is_asked_of_everybody(client: TestClient) -> None:
    page = listed(client, "/clocks")
    assert "Expected date of discharge set" in page and "Criteria to reside asked, twice a day</td>" not in page
    overdue = [m.start() for m in re.finditer("overdue", page)]
    left = [m.start() for m in re.finditer(r"\d hours? left|days? left", page)]
    assert overdue and left and max(overdue[:-1]) < min(left)
    assert "Criteria to reside asked, twice a day</td>" in listed(client, "/clocks?kind=criteria")
    assert "The Care Act 2014 (section 10) gives no number of days" in client.get("/clocks").text


def test_a_step_beside_the_discharge_starts_a_clock_that_its_decision_stops(client: TestClient) -> None:
    key = ada(client)
    assert send(client, key, "request-continuing-care", kind="checklist").status_code == 303
    page = client.get(f"/people/{key}/steps/beside").text
    assert "Continuing healthcare: decision: by the end of Mon 9 February 2026" in page
    asked = re.search(r'name="about" value="(\w{32})"', page)
    assert asked
    assert send(client, key, "decide-continuing-care", about=asked[1], decision="eligible").status_code == 303
    page = client.get(f"/clocks?person={key}").text
    assert "Eligible" in page and "(in time)" in page
    assert "Continuing healthcare: decision" in client.get(f"/clocks?person={key}").text


def test_what_is_refused_says_why_beside_its_field_and_records_nothing(client: TestClient) -> None:
    key = ada(client)
    before = kinds_of(client, key)
    answer = send(client, key, "request-liberty", kind="urgent_extension", why="Wanders at night")
    assert answer.status_code == 422
    assert "No urgent authorisation is running" in answer.text and 'href="#request-liberty-kind"' in answer.text
    assert "Wanders at night" in answer.text
    assert kinds_of(client, key) == before


def test_each_other_step_is_recorded(client: TestClient) -> None:
    key = ada(client)
    for step, typed, kind in (
        ("identify-carer", {"why": "Her daughter, every day"}, Kind.CARER_IDENTIFIED),
        ("request-liberty", {"kind": "standard"}, Kind.LIBERTY_REQUESTED),
        ("raise-concern", {"why": "Bruises"}, Kind.CONCERN_RAISED),
    ):
        assert send(client, key, step, **typed).status_code == 303
        assert kinds_of(client, key)[-1] is kind
    desk = client.app.state.desk  # type: ignore[attr-defined]
    ids = {event.kind: event.id for event in desk.board.read(key)[0].events}
    assert send(client, key, "request-carer", about=ids[Kind.CARER_IDENTIFIED]).status_code == 303
    ids = {event.kind: event.id for event in desk.board.read(key)[0].events}
    for step, typed, kind in (
        ("carer-assessed", {"about": ids[Kind.CARER_ASSESSMENT_REQUESTED]}, Kind.CARER_ASSESSED),
        ("decide-liberty", {"about": ids[Kind.LIBERTY_REQUESTED], "decision": "granted"}, Kind.LIBERTY_DECIDED),
        ("decide-concern", {"about": ids[Kind.CONCERN_RAISED], "stage": "screened"}, Kind.CONCERN_DECIDED),
    ):
        assert send(client, key, step, **typed).status_code == 303
        assert kinds_of(client, key)[-1] is kind
    assert client.post(f"/people/{key}/steps/beside/nothing", data={}).status_code == 404


def test_a_safeguarding_clock_is_not_shown_to_those_who_may_not_read_safeguarding(client: TestClient) -> None:
    key = ada(client)
    send(client, key, "raise-concern", why="Bruises")
    pages = ("/clocks", f"/clocks?person={key}", f"/people/{key}/steps/beside", f"/people/{key}")
    assert all("Safeguarding: is an enquiry" in listed(client, page) for page in pages)
    signed_in(client, "therapist")
    for page in pages:
        assert "Safeguarding: is an enquiry" not in listed(client, page)


def test_a_concern_is_decided_only_by_those_who_may_read_it(client: TestClient) -> None:
    key = ada(client)
    send(client, key, "raise-concern", why="Bruises")
    desk = client.app.state.desk  # type: ignore[attr-defined]
    concern = desk.board.read(key)[0].events[-1].id
    signed_in(client, "therapist")
    assert send(client, key, "decide-concern", about=concern, stage="screened").status_code in (403, 404)
    assert Kind.CONCERN_DECIDED not in kinds_of(client, key)


def test_queues_are_said_to_be_being_made_and_then_add_up(client: TestClient) -> None:
    assert "being worked out" in client.get("/queues").text
    page = made(client, "/queues")
    assert "opening + new &minus; done = carried forward" in page and "Referral answered" in page
    rows = client.get("/queues.csv").text.splitlines()
    assert rows[0].endswith("Carried forward")
    answered = [row.split(",") for row in rows if row.startswith("Referral answered")]
    assert any(row[4] != "0" for row in answered)
    assert all(int(row[3]) + int(row[4]) - int(row[5]) == int(row[-1]) for row in answered)
    assert "By month" in client.get("/queues?by=week").text


def test_a_return_shows_its_numbers_and_who_is_behind_them_and_the_look_is_kept(client: TestClient) -> None:
    page = made(client, "/returns?from=2026-01-10&to=2026-01-11")
    assert "Number of patients remaining in hospital who no longer meet the criteria to reside" in page
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    shares = re.search(r"no longer meeting the criteria to reside \(not in the file\) ([\d.% ]+)", words)
    counts = re.search(r"In a bed at midnight \(not in the file\) ([\d ]+)", words)
    assert shares and counts and len(shares[1].split()) == len(counts[1].split()) == 2
    link = next(a for a in re.findall(r'href="(/returns/people[^"]+)"', page) if "remaining" in a).replace("&amp;", "&")
    people = client.get(link).text
    assert "Ada Brindle" in people and "That you looked is kept" in people
    audit = client.app.state.access.audit  # type: ignore[attr-defined]
    assert any("returns?" in str(row) for row in audit.rows())
    text = client.get("/returns.csv?from=2026-01-10&to=2026-01-11").text
    assert text.startswith("Period,Level,Region,ICB,Org Code") and "10/01/2026,PROVIDER" in text
    assert "Delayed days" in made(client, "/returns?name=dtoc&from=2026-01-01&to=2026-01-11")


def test_a_day_that_is_not_over_is_refused_in_plain_words(client: TestClient) -> None:
    assert "is not over yet" in made(client, "/returns?from=2026-01-11&to=2026-01-12")


@pytest.mark.parametrize(("role", "code"), [("analyst", 200), ("lead", 200), ("care_home", 403), ("ward", 403)])
def test_only_those_who_send_returns_open_them(client: TestClient, role: str, code: int) -> None:
    assert signed_in(client, role).get("/returns").status_code == code


def test_an_analyst_sees_numbers_and_nobody_behind_them(client: TestClient) -> None:
    signed_in(client, "analyst")
    page = made(client, "/returns?from=2026-01-10&to=2026-01-11")
    assert "/returns/people" not in page
    asked = "/returns/people?from=2026-01-10&to=2026-01-11&group=NCTR&metric=x"
    assert client.get(asked).status_code == 403
    assert client.get("/clocks").status_code == 403


def test_tomorrow_says_that_it_is_being_made_and_what_stands_in_its_way(client: TestClient) -> None:
    assert "being made" in client.get("/tomorrow").text
    client.app.state.tomorrow.wait("tomorrow")  # type: ignore[attr-defined]
    assert "There are no tables yet" in client.get("/tomorrow").text


def test_tomorrow_names_the_bottleneck_and_the_front_page_tells_it_in_a_line(client: TestClient) -> None:
    day = at(13).date()
    waits = [
        Waiting(pathway, 20, (Ahead(day, 20 + grows, 10, 40),), ERRORS["queue_1"], 7, 2, left)
        for pathway, grows, left in (("1", 3, 2.0), ("2", 9, 5.0), ("3", 0, None))
    ]
    ready = Waiting("", 60, (Ahead(day, 72, 64, 81),), ERRORS["not_needing"])
    state = client.app.state  # type: ignore[attr-defined]
    client.get("/tomorrow")
    state.tomorrow.wait("tomorrow")
    kept = state.tomorrow._kept
    kept["tomorrow"] = kept["tomorrow"].__class__(
        Outlook(day, ready, tuple(waits), 100, ()), kept["tomorrow"].edition, at(12)
    )
    page = client.get("/tomorrow").text
    assert "Bottleneck: <strong>pathway 1</strong>" in page and "2.0 a day left this way" in page
    assert "13 would still wait" in page and "about 6 days until the last of them leaves" in page
    assert (
        "Grows most: <strong>pathway 2</strong>" in page
        and "About 9 more people" in page
        and "they have room for 7" in page
    )
    assert "2 by old numbers" in page
    front = client.get("/").text
    assert "about 72 ready to leave (64 to 81). Waiting now on pathway 1 <strong>20</strong>, room for 7;" in front
    assert "<strong>pathway 1</strong>, 13 more than there is room for, about 6 days at the present rate" in front


def test_carers_whose_own_assessment_is_overdue_are_listed_however_long_they_have_waited(client: TestClient) -> None:
    key = ada(client)
    assert "nobody waits for their own assessment longer than agreed" in client.get("/clocks").text
    desk = client.app.state.desk  # type: ignore[attr-defined]
    found = new_event(key, Kind.CARER_IDENTIFIED, at(1, month=10, year=2025))
    asked = new_event(key, Kind.CARER_ASSESSMENT_REQUESTED, at(2, month=10, year=2025), about=found.id)
    desk.ledger.append([found, asked])
    desk.board.follow()
    page = client.get("/clocks").text
    assert "<strong>1</strong> waits for their own assessment longer than agreed" in page
    listed = client.get("/clocks?kind=carer_assessment&due=late").text.partition("How long each may take")[0]
    assert "Ada Brindle" in listed and "74 days overdue" in listed
