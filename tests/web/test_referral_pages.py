"""Asking services for help, the directory, and room: what the pages say and what is recorded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.system import System
from homefirst.web import make_app
from tests.web.own_people_world import HOME, keys, of_service, with_services
from tests.web.signing import browser_signed_in, signed_in
from tests.web.two_wards import at


@pytest.fixture
def wards(data_dir: DataDir) -> DataDir:
    """The two wards with people of invented services in them."""
    return with_services(data_dir)


@pytest.fixture
def client(wards: DataDir, system: System) -> Iterator[TestClient]:
    """The pages as the hub's coordinator asks for them."""
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False))
    app.state.desk.close()


def words_of(client: TestClient, address: str) -> str:
    """The words of a page on one line."""
    answer = client.get(address)
    assert answer.status_code == 200, (answer.status_code, answer.text[-800:])
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]))


def told(data: DataDir, *kinds: Kind) -> list[Event]:
    ledger = data.ledger()
    found = [event for _, event in ledger.after(0, kinds=frozenset(kinds))]
    ledger.close()
    return found


# Referrals


def test_where_two_said_yes_the_hub_chooses_one_and_the_others_room_is_free_again(
    client: TestClient, wards: DataDir
) -> None:
    (hal,) = keys(wards, "hal")
    asked = {e.service: e.id for e in told(wards, Kind.REFERRED) if e.service in (HOME, "KITEWILLOW")}
    room = words_of(client, f"/directory/{HOME}")
    for service in ("KITEWILLOW", HOME):
        form = {"referral": asked[service], "answer": "accepted", "day": ""}
        assert client.post(f"/people/{hal}/referrals/told", data=form).status_code == 303
    assert "said yes: choose one" in words_of(client, "/?show=all")
    assert words_of(client, f"/directory/{HOME}") != room  # a place is kept for him
    signed_in(client, "home.two")
    assert "Another service has said yes to this too" in words_of(client, f"/ours/people/{hal}")
    signed_in(client)
    assert "said yes as well" in words_of(client, f"/people/{hal}/referrals")
    done = client.post(f"/people/{hal}/referrals/stand-down", data={"referral": asked["KITEWILLOW"]})
    assert done.status_code == 303
    (gone,) = told(wards, Kind.WITHDRAWN)
    assert (gone.service, gone.detail, gone.about) == (HOME, "another_accepted", asked[HOME])
    assert "said yes: choose one" not in words_of(client, "/?show=all")
    assert words_of(client, f"/directory/{HOME}").partition("Said")[0] == room.partition("Said")[0]
    again = client.post(f"/people/{hal}/referrals/stand-down", data={"referral": asked["KITEWILLOW"]})
    assert again.status_code == 422 and "nobody to tell" in again.text


def test_several_are_asked_at_once_with_the_same_words(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    form = {"service": ["GOSSAMER", "IRONBUTTON"], "help": "care_home_placement", "why": "Wants to be near Corby."}
    assert client.post(f"/people/{hal}/referrals/refer", data=form).status_code == 303
    asked = [e for e in told(wards, Kind.REFERRED) if e.service in ("GOSSAMER", "IRONBUTTON")]
    assert len(asked) == 2
    assert asked[0].document == asked[1].document != ""
    assert "Wants to be near Corby." in words_of(client, f"/people/{hal}/referrals")


def test_nobody_ticked_is_said_and_what_was_typed_stays(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    answer = client.post(f"/people/{hal}/referrals/refer", data={"step": "refer", "why": "Wants to be near Corby."})
    assert answer.status_code == 422
    assert "Choose at least one service" in answer.text
    assert "Wants to be near Corby.</textarea>" in answer.text


def test_those_who_could_come_first_and_those_who_could_not_say_by_which_rule(
    client: TestClient, wards: DataDir
) -> None:
    (hal,) = keys(wards, "hal")
    page = client.get(f"/people/{hal}/referrals").text
    suggested = re.findall(r'name="service" value="([^"]+)"', page)
    assert suggested[0] == "GOSSAMER"  # the only one of those left that says it has room
    assert HOME not in suggested  # asked already
    assert "START" not in suggested  # not for pathway 3
    assert "Takes nobody new at weekends." in page
    at_home = client.get(f"/people/{hal}/referrals?pathway=1").text
    assert "HANDSBREADTH" in re.findall(r'name="service" value="([^"]+)"', at_home)


def test_a_home_that_closed_overnight_is_no_longer_offered_and_who_asked_it_is_told(
    client: TestClient, wards: DataDir
) -> None:
    (hal,) = keys(wards, "hal")
    ledger = wards.ledger()
    ledger.append([of_service(HOME, Kind.SERVICE_CLOSED, at(12, "04:00"), "staff")])
    ledger.close()
    said = words_of(client, f"/people/{hal}/referrals")
    assert "Takes nobody new since Mon 12 January 2026, 04:00: Not enough staff. Ask another" in said
    assert "Saltcellar Lodge : Takes nobody new at 08:20" in said.partition("by which rule")[2]
    assert "Takes nobody new since Mon 12 January 2026, 03:00: Infection there." in said.partition("by which rule")[2]


def test_the_clock_of_each_referral_is_shown(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    said = words_of(client, f"/people/{hal}/referrals")
    assert "Waits for an answer , 16 hours, due Mon 12 January 2026, 16:00" in said
    assert "Asked Sun 11 January 2026, 16:00 by coordinator, Northamptonshire Health and Care Partnership." in said


def test_what_a_service_says_by_telephone_is_noted_as_that(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    asked = next(e.id for e in told(wards, Kind.REFERRED) if e.service == "KITEWILLOW")
    form = {"referral": asked, "answer": "declined", "reason": "", "words": "Short of nurses this week"}
    assert client.post(f"/people/{hal}/referrals/told", data=form).status_code == 422
    assert client.post(f"/people/{hal}/referrals/told", data={**form, "reason": "full"}).status_code == 303
    said = words_of(client, f"/people/{hal}/referrals")
    assert "Said no Full: no place, hours or slot" in said
    assert "They said: “Short of nurses this week”" in said
    lines = words_of(client, "/capacity/unmet")
    assert "was not met 2 times, of 2 people" in lines
    assert "Care home placement" in lines


def test_a_referral_is_withdrawn_with_a_reason(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    asked = next(e.id for e in told(wards, Kind.REFERRED) if e.service == HOME)
    assert client.post(f"/people/{hal}/referrals/withdraw", data={"referral": asked, "reason": ""}).status_code == 422
    assert client.post(f"/people/{hal}/referrals/withdraw", data={"referral": asked, "reason": "01"}).status_code == 303
    assert "Withdrawn" in words_of(client, f"/people/{hal}/referrals")


def test_a_role_that_does_not_refer_is_told_so(client: TestClient, wards: DataDir) -> None:
    (ada,) = keys(wards, "ada")
    signed_in(client, "pharmacist")
    assert "Your role does not refer people" in words_of(client, f"/people/{ada}/referrals")
    assert client.post(f"/people/{ada}/referrals/refer", data={"service": "START"}).status_code == 403


def test_a_crew_asks_who_is_open_now_and_sees_its_own_referrals_alone(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    signed_in(client, "paramedic")
    assert client.get(f"/people/{hal}/referrals").status_code == 403  # has not called
    ledger = wards.ledger()
    ledger.append([new_event(hal, Kind.CALLED, at(12, "08:05"), location="RX9:999", detail="999")])
    ledger.close()
    page = client.get(f"/people/{hal}/referrals").text
    assert "Waits for an answer" not in page  # what the hub asked is not theirs to see
    offered = re.findall(r'name="service" value="([^"]+)"', page.partition("who help on any pathway")[0])
    assert "UCR" in offered
    assert "STEPS" not in offered  # opens at nine
    form = {"service": "UCR", "help": "crisis_response"}
    assert client.post(f"/people/{hal}/referrals/refer", data=form).status_code == 303
    assert "Two-hour rapid response" in client.get(f"/people/{hal}/referrals").text.partition("Ask for help")[0]


def test_a_step_that_is_none_is_not_found(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    assert client.post(f"/people/{hal}/referrals/explode").status_code == 404
    assert client.get("/people/nobody/referrals").status_code == 404


# The directory


def test_the_directory_says_who_would_take_somebody_and_why_the_others_would_not(client: TestClient) -> None:
    said = words_of(client, "/directory?kind=care_home_placement&needs=nursing&area=Corby")
    assert "Ironbutton House" in said.partition("would not, and why")[0]
    assert "Treaclewell : Does not offer nursing care." in said.partition("would not, and why")[2]


def test_a_crew_is_shown_who_is_open_now_with_room(client: TestClient) -> None:
    signed_in(client, "paramedic")
    said = words_of(client, "/directory")  # at twenty past eight on a Monday
    assert "Two-hour rapid response" in said.partition("would not")[0]
    assert "Gossamer Lodge" not in said.partition("would not")[0]
    assert "Takes nobody new at 08:20 on a Monday; next on Monday at 09:00." in said


def test_one_service_shows_its_rules_its_room_and_who_waits(client: TestClient) -> None:
    said = words_of(client, f"/directory/{HOME}")
    assert (
        "Room for 2 . It holds 36, 33 used and 0 kept for somebody. Said 2 days ago" in said
        or "Said 24 hours ago" in said
    )
    assert "Monday to Friday 09:00 to 17:00; nobody new Saturday to Sunday" in said
    assert "People come with a supply for 28 days" in said
    assert "Hal Stone , asked 16 hours ago" in said
    assert "TA-HEARTHWICK (invented): assessments by a coordinator" in said
    assert client.get("/directory/NOWHERE").status_code == 404


def test_who_waits_is_named_only_to_those_who_may_see_them(client: TestClient) -> None:
    signed_in(client, "sister.kettering")
    said = words_of(client, f"/directory/{HOME}")
    assert "Somebody whom you may not see, asked 16 hours ago" in said
    assert "Hal Stone" not in said


# Room


def test_room_says_how_old_each_number_is_and_what_closed_overnight(client: TestClient) -> None:
    said = words_of(client, "/capacity")
    assert "Saltcellar Lodge takes nobody new since Mon 12 January 2026, 03:00: infection there" in said
    assert "Those shown can take 5 , of which 5 by numbers older than agreed. 1 is closed." in said
    assert "4 days ago Old: ask again" in said
    assert "Quillfeather House" not in said
    assert "Quillfeather House" in words_of(client, "/capacity?show=all")
    assert "Saltcellar" not in words_of(client, "/capacity?area=Kettering").partition("Service Kind")[2]


def test_room_of_an_earlier_day_is_what_was_said_by_then(client: TestClient) -> None:
    said = words_of(client, "/capacity?day=2026-01-08").partition("Service Kind")[2]
    assert "Gossamer Lodge" in said
    assert "Tumbleweft" not in said


def test_the_file_has_every_service_shown_with_its_numbers(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/capacity.csv").text.lstrip("\ufeff"))))
    found = {row["Code"]: row for row in rows}
    assert set(found) == {HOME, "GOSSAMER", "SALTCELLAR"}
    assert (found[HOME]["Taking now"], found[HOME]["Waiting for an answer"]) == ("2", "1")
    assert found["SALTCELLAR"]["Closed"] == "Infection there"
    assert client.get("/capacity/unmet.csv").text.startswith("\ufeffKind of help,Neighbourhood")


def test_a_used_bed_day_costs_more_the_emptier_a_place_is_that_is_paid_for_whole(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/capacity.csv").text.lstrip("\ufeff"))))
    priced = [row for row in rows if row["Pounds a used bed-day if all beds are paid for"]]
    assert priced
    for row in priced:
        cost = int(row["Pounds a used bed-day if all beds are paid for"])
        words = f"£{cost:,} if all {row['Most it can hold']} are paid for"
        assert words in words_of(client, f"/directory/{row['Code']}")


def test_a_voluntary_service_sees_what_was_declined_and_nobody(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    asked = next(e.id for e in told(wards, Kind.REFERRED) if e.service == "KITEWILLOW")
    form = {"referral": asked, "answer": "declined", "reason": "need", "words": "x"}
    assert client.post(f"/people/{hal}/referrals/told", data=form).status_code == 303
    signed_in(client, "voluntary")
    said = words_of(client, "/ours/unmet")
    assert "Care home placement Cannot meet the need 1 1 0" in said and "Hal" not in said


# In a browser


@pytest.mark.browser
def test_a_friday_referral_to_a_home_that_takes_nobody_at_weekends_by_keyboard(page: Page, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    browser_signed_in(page)
    page.goto(f"/people/{hal}/referrals")
    page.get_by_label("Gossamer Lodge").focus()
    assert "Takes nobody new at weekends." in page.locator("#about-GOSSAMER").inner_text()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Ask them").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Recorded").wait_for()
    assert [e.service for e in told(wards, Kind.REFERRED)][-1] == "GOSSAMER"
