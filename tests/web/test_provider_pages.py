"""A service's own side: its people in hospital, its answers, its numbers, without a browser and with one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind
from homefirst.system import System
from homefirst.web import make_app
from tests.web.own_people_world import AGENCY, HOME, keys, with_services
from tests.web.signing import browser_signed_in, signed_in


@pytest.fixture
def wards(data_dir: DataDir) -> DataDir:
    """The two wards with people of invented services in them."""
    return with_services(data_dir)


@pytest.fixture
def client(wards: DataDir, system: System) -> Iterator[TestClient]:
    """The pages as the manager of the care home asks for them."""
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False), "home.two")
    app.state.desk.close()


def last(data: DataDir, kind: Kind) -> Event:
    ledger = data.ledger()
    found = [event for _, event in ledger.after(0, kinds={kind})]
    ledger.close()
    return found[-1]


def words_of(client: TestClient, address: str) -> str:
    """The words of a page on one line."""
    answer = client.get(address)
    assert answer.status_code == 200, (answer.status_code, answer.text[-800:])
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]))


def waiting(data: DataDir, service: str) -> str:
    ledger = data.ledger()
    (found,) = [e for _, e in ledger.after(0, kinds={Kind.REFERRED}) if e.service == service]
    ledger.close()
    return found.id


def test_a_home_sees_its_resident_from_the_hour_of_admission(client: TestClient) -> None:
    said = words_of(client, "/ours")
    assert "Your own people in hospital (1)" in said
    assert "Dot Marlow" in said
    assert "Hawthorn ward, Northampton General" in said
    assert "Expected to leave Sat 17 Jan , moved once" in said or "Expected to leave Sat 17 Jan, moved once" in said
    assert "Takes nobody new on a Saturday; next on Monday at 09:00." in said
    assert "Needs changed" in said
    assert "Nobody has spoken with you: it was due Sat 10 January 2026, 18:00" in said
    assert "Bert Quill" not in said


def test_what_a_ward_says_changed_is_seen_by_the_home_at_once(client: TestClient, wards: DataDir) -> None:
    (dot,) = keys(wards, "dot")
    signed_in(client, "ward")
    form = {"step": "needs", "need": "night_care", "since": "2026-01-11", "what": "Up three times a night."}
    assert client.post(f"/people/{dot}/steps/needs", data=form).status_code == 303
    (told,) = [event for event in [last(wards, Kind.NEED_CHANGED)] if event.detail == "night_care"]
    assert told.happened_at.day == 11 and told.recorded_at > told.happened_at
    assert "Care at night, since Sun 11 Jan: “Up three times a night.”" in words_of(client, f"/people/{dot}")
    signed_in(client, "home.two")
    assert "Care at night, since Sun 11 Jan: “Up three times a night.”" in words_of(client, f"/ours/people/{dot}")


def test_the_hub_sees_that_nobody_has_spoken_with_the_home(client: TestClient, wards: DataDir) -> None:
    (dot,) = keys(wards, "dot")
    signed_in(client)
    said = "Speak with Tumbleweft"
    assert said in words_of(client, f"/people/{dot}")
    assert said in words_of(client, "/?show=all")
    signed_in(client, "home.two")
    client.post(f"/ours/people/{dot}/spoke", data={"what": "They know."})
    signed_in(client)
    assert said not in words_of(client, f"/people/{dot}")


def test_the_hub_sees_what_is_kept_until_when_and_at_what_cost(client: TestClient, wards: DataDir) -> None:
    dot, ewan, cora = keys(wards, "dot", "ewan", "cora")
    signed_in(client)
    assert re.search(
        r"Place at Tumbleweft.* kept since Fri 9 Jan\. £[\d,]+ so far\.", words_of(client, f"/people/{dot}")
    )
    kept = "it starts again without being asked for anew"
    for page in (f"/people/{ewan}", f"/people/{ewan}/referrals"):
        assert kept in words_of(client, page)
    assert "it has to be found again" in words_of(client, f"/people/{cora}")
    assert "lapsed: find it again" in words_of(client, "/?show=all")


def test_one_of_its_people_with_every_expected_date_and_what_changed(client: TestClient, wards: DataDir) -> None:
    (dot,) = keys(wards, "dot")
    said = words_of(client, f"/ours/people/{dot}")
    assert "Sat 17 January 2026 (set Sun 11 Jan) Before: Fri 16 January 2026 (set Sat 10 Jan)" in said
    assert "Two care workers at once, since Sun 11 Jan" in said
    assert "Lives with you" in said


def test_somebody_who_is_not_the_homes_own_is_refused_by_a_named_rule(client: TestClient, wards: DataDir) -> None:
    (bert,) = keys(wards, "bert")
    answer = client.get(f"/ours/people/{bert}")
    assert answer.status_code == 403
    assert "neither helps this person nor was asked to" in answer.text


def test_yes_with_a_first_day_is_one_press(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    asked = waiting(wards, HOME)
    page = client.get(f"/ours/people/{hal}").text
    assert 'name="day" value="2026-01-12"' in page  # Monday, when the home takes people
    assert "Needs somebody there at night." in page
    answer = client.post(f"/ours/people/{hal}/accept", data={"referral": asked, "day": "2026-01-13"})
    assert answer.status_code == 303
    event = last(wards, Kind.ACCEPTED)
    assert (event.about, event.detail, event.service) == (asked, "2026-01-13", HOME)
    assert event.source == "care_home@HEARTHWICK/home.two"
    assert "You said yes: still in hospital (1)" in words_of(client, "/ours")
    assert "Room for 1" in words_of(client, "/ours/vacancies")


def test_no_needs_a_reason_and_what_was_typed_stays(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    asked = waiting(wards, HOME)
    form = {"referral": asked, "reason": "", "words": "No ground floor room", "step": f"decline{asked}"}
    answer = client.post(f"/ours/people/{hal}/decline", data=form)
    assert answer.status_code == 422
    assert "No ground floor room" in answer.text
    assert client.post(f"/ours/people/{hal}/decline", data={**form, "reason": "need"}).status_code == 303
    assert last(wards, Kind.DECLINED).detail == "need"


def test_a_question_goes_to_the_hub_and_its_reply_comes_back(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    asked = waiting(wards, HOME)
    assert client.post(f"/ours/people/{hal}/ask", data={"referral": asked, "question": ""}).status_code == 422
    form = {"referral": asked, "question": "Do they sleep at night?"}
    assert client.post(f"/ours/people/{hal}/ask", data=form).status_code == 303
    signed_in(client, "coordinator")
    page = client.get(f"/people/{hal}/referrals").text
    assert "Do they sleep at night?" in page
    form = {"question": last(wards, Kind.ASKED).id, "reply": "Mostly."}
    assert client.post(f"/people/{hal}/referrals/reply", data=form).status_code == 303
    signed_in(client, "home.two")
    assert "Mostly." in client.get(f"/ours/people/{hal}").text


def test_a_service_answers_for_itself_alone(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    form = {"referral": waiting(wards, "KITEWILLOW"), "day": "2026-01-13", "reason": "full"}
    for step in ("accept", "decline", "ask", "look", "came"):
        answer = client.post(f"/ours/people/{hal}/{step}", data=form)
        assert answer.status_code == 422, step
        assert "about another service than yours" in answer.text
    ledger = wards.ledger()
    assert ledger.after(0, kinds={Kind.ACCEPTED, Kind.DECLINED})[-1][1].service != "KITEWILLOW"
    ledger.close()


def test_an_assessment_is_relied_on_only_under_an_agreement_in_force(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    assessed = last(wards, Kind.ASSESSED)
    page = client.get(f"/ours/people/{hal}").text
    assert "Rely on it (agreement TA-HEARTHWICK)" in page
    answer = client.post(f"/ours/people/{hal}/rely", data={"assessment": assessed.id})
    assert answer.status_code == 422  # the agreement begins in June
    assert "TA-HEARTHWICK begins on 2026-06-01" in answer.text
    form = {"assessment": assessed.id, "found": "Walks alone."}
    assert client.post(f"/ours/people/{hal}/dispute", data=form).status_code == 303
    assert last(wards, Kind.ASSESSMENT_DISPUTED).service == HOME


def test_contact_is_noted_and_no_longer_late(client: TestClient, wards: DataDir) -> None:
    (dot,) = keys(wards, "dot")
    assert client.post(f"/ours/people/{dot}/spoke", data={"what": "Eats well"}).status_code == 303
    assert "Nobody has spoken with you" not in words_of(client, "/ours")


def test_a_package_is_kept_without_anybody_asking_and_lapses(client: TestClient, wards: DataDir) -> None:
    signed_in(client, "home.care")
    ewan, cora = keys(wards, "ewan", "cora")
    said = words_of(client, "/ours")
    assert "Package kept until Mon 9 Feb, 28 days" in said  # admitted on 10 January, 30 days
    assert "No longer kept since Sun 21 Dec" in said
    page = words_of(client, f"/ours/people/{ewan}")
    assert "without anybody asking, until Mon 9 February 2026" in page
    (support,) = [e for e in events(wards) if e.kind is Kind.SUPPORT_STARTED and e.person == ewan]
    assert client.post(f"/ours/people/{ewan}/hold", data={"support": support.id}).status_code == 303
    assert client.post(f"/ours/people/{ewan}/restart", data={"support": support.id}).status_code == 303
    assert last(wards, Kind.SUPPORT_RESTARTED).about == support.id
    assert "has to be found again" in words_of(client, f"/ours/people/{cora}")


def events(data: DataDir) -> list[Event]:
    ledger = data.ledger()
    found = [event for _, event in ledger.after(0)]
    ledger.close()
    return found


def test_a_summary_is_acknowledged_before_the_person_comes(client: TestClient, wards: DataDir) -> None:
    signed_in(client, "home.care")
    (cora,) = keys(wards, "cora")
    sent = last(wards, Kind.SUMMARY_SENT)
    assert f'href="/people/{cora}/summary"' in client.get(f"/ours/people/{cora}").text
    assert client.post(f"/ours/people/{cora}/read", data={"summary": sent.id}).status_code == 303
    received = last(wards, Kind.SUMMARY_RECEIVED)
    assert (received.about, received.service) == (sent.id, AGENCY)
    assert "We have read it" not in client.get(f"/ours/people/{cora}").text


def test_an_unsafe_discharge_is_reported_once_they_have_left(client: TestClient, wards: DataDir) -> None:
    signed_in(client, "home.care")
    (ewan,) = keys(wards, "ewan")
    form = {"went_wrong": "No medicines came with them."}
    assert client.post(f"/ours/people/{ewan}/incident", data=form).status_code == 422
    signed_in(client, "coordinator")
    left = client.post(f"/people/{ewan}/steps/discharge", data={"destination": "19", "method": "1"})
    assert left.status_code == 303
    signed_in(client, "home.care")
    assert "Left hospital lately (1)" in words_of(client, "/ours")
    assert client.post(f"/ours/people/{ewan}/incident", data={"went_wrong": ""}).status_code == 422
    assert client.post(f"/ours/people/{ewan}/incident", data=form).status_code == 303
    assert last(wards, Kind.INCIDENT_REPORTED).about == last(wards, Kind.DISCHARGED).id


def test_two_who_answer_at_once_the_second_is_told(client: TestClient, wards: DataDir) -> None:
    (hal,) = keys(wards, "hal")
    asked = waiting(wards, HOME)
    seen = re.search(r'name="seen" value="(\d+)"', client.get(f"/ours/people/{hal}").text)
    assert seen
    form = {"referral": asked, "seen": seen[1], "day": "2026-01-13"}
    assert client.post(f"/ours/people/{hal}/look", data=form).status_code == 303
    late = client.post(f"/ours/people/{hal}/accept", data={**form, "step": f"accept{asked}"})
    assert late.status_code == 409
    assert "has changed since you opened it" in late.text


# Numbers


def test_nothing_has_changed_is_one_tap(client: TestClient, wards: DataDir) -> None:
    assert client.post("/ours/vacancies/same").status_code == 303
    event = last(wards, Kind.VACANCIES_REPORTED)
    assert (event.location, event.detail) == (HOME, "36/33/0/2")
    assert "just now" in words_of(client, "/ours/vacancies?told")


def test_numbers_that_cannot_be_are_refused_and_stay_as_typed(client: TestClient, wards: DataDir) -> None:
    form = {"maximum": "36", "used": "35", "reserved": "1", "accepting": "4", "step": "numbers"}
    answer = client.post("/ours/vacancies/numbers", data=form)
    assert answer.status_code == 422
    assert "make 40, more than the 36" in answer.text
    assert 'name="accepting" inputmode="numeric" value="4"' in answer.text
    assert client.post("/ours/vacancies/numbers", data={**form, "used": "a few"}).status_code == 422
    assert client.post("/ours/vacancies/numbers", data={**form, "accepting": "0"}).status_code == 303
    assert last(wards, Kind.VACANCIES_REPORTED).detail == "36/35/1/0"


def test_a_home_closes_and_opens_again_and_takes_nobody_meanwhile(client: TestClient, wards: DataDir) -> None:
    assert client.post("/ours/vacancies/close", data={"why": ""}).status_code == 422
    assert client.post("/ours/vacancies/close", data={"why": "infection"}).status_code == 303
    assert "Closed" in words_of(client, "/ours/vacancies")
    assert client.post("/ours/vacancies/reopen").status_code == 303
    assert "Room for 2" in words_of(client, "/ours/vacancies")


def test_no_home_speaks_for_another_and_the_hub_notes_what_it_heard(client: TestClient, wards: DataDir) -> None:
    assert client.get("/ours/vacancies?service=GOSSAMER").status_code == 403
    assert client.post("/ours/vacancies/same?service=GOSSAMER").status_code == 403
    signed_in(client, "coordinator")
    assert client.post("/ours/vacancies/same?service=GOSSAMER").status_code == 303
    assert last(wards, Kind.VACANCIES_REPORTED).source.startswith("coordinator@")


# In a browser, on a phone


@pytest.mark.browser
def test_a_manager_answers_on_a_phone_in_a_few_taps(page: Page, wards: DataDir) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    browser_signed_in(page, "home.two")
    page.goto("/ours")
    page.get_by_role("button", name="Nothing has changed").click()
    page.get_by_role("link", name="Your people").click()
    page.get_by_role("link", name="Hal Stone").click()
    page.get_by_role("button", name="Yes, we can help").click()
    page.get_by_text("You said yes, from Mon 12 January 2026").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert last(wards, Kind.ACCEPTED).detail == "2026-01-12"
