"""Matching and choices: what is proposed and why, what is sent, what the person says, and what is kept for later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.system import System
from homefirst.web import make_app
from tests.web.signing import browser_signed_in, signed_in
from tests.web.two_wards import at, key, two_wards

NEAR, FAR = "GOSSAMER", "TUMBLEWEFT"


def person(data: DataDir, name: str) -> str:
    people = data.people()
    found = key(people, name)
    people.close()
    return found


def tell(data: DataDir, *events: Event) -> None:
    ledger = data.ledger()
    ledger.append(events)
    ledger.close()


def room(service: str, free: int, clock: str = "08:00") -> Event:
    used = 20 - free
    return new_event("", Kind.VACANCIES_REPORTED, at(12, clock), location=service, detail=f"20/{used}/0/{free}")


def told(data: DataDir, *kinds: Kind) -> list[Event]:
    ledger = data.ledger()
    found = [event for _, event in ledger.after(0, kinds=frozenset(kinds))]
    ledger.close()
    return found


def words_of(client: TestClient, address: str, code: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == code, (answer.status_code, answer.text[-800:])
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]))


@pytest.fixture
def wards(data_dir: DataDir) -> DataDir:
    """Hal and Bert wait for a care home; one home has one place and another none."""
    data = two_wards(data_dir)
    chosen = [
        new_event(person(data, name), Kind.PATHWAY_CHOSEN, at(12, "08:01"), detail="3", spell=f"v-{person(data, name)}")
        for name in ("hal", "bert")
    ]
    tell(data, *chosen, room(NEAR, 1), room(FAR, 0))
    return data


@pytest.fixture
def client(wards: DataDir, system: System) -> Iterator[TestClient]:
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False))
    app.state.desk.close()


def send(client: TestClient, address: str, **form: str | Sequence[str]) -> None:
    answer = client.post(address, data=form)
    assert answer.status_code == 303, re.sub(r"<[^>]+>", " ", answer.text)[-900:]


def offered(client: TestClient, data: DataDir, hal: str, service: str = NEAR) -> Event:
    """The place asked for, accepted by the home, and offered."""
    send(client, f"/people/{hal}/ask-places", service=service)
    asked = told(data, Kind.REFERRED)[-1]
    tell(data, new_event(hal, Kind.ACCEPTED, at(12, "08:30"), service=service, about=asked.id, detail="2026-01-13"))
    send(client, f"/people/{hal}/ask-places", service=service)
    return told(data, Kind.OFFERED)[-1]


def test_one_place_and_two_people_who_waits_longest_is_proposed_it_with_why(client: TestClient) -> None:
    words = words_of(client, "/matching")
    assert "3 people wait" in words  # Cora too, in another ward
    assert "Proved: nothing better is possible" in words
    proposed = words.partition("Proposed (1)")[2].partition("Without a place")[0]
    assert "Cora Finch" in proposed, words
    assert "Gossamer Lodge" in proposed
    assert "a week." in proposed
    without = words.partition("Without a place (2)")[2]
    assert "One place could take them, and the room there is proposed to others." in without
    assert "full Full." in words.partition("could take nobody now")[2]


def test_what_is_sent_asks_the_home_and_after_its_yes_offers_the_place(client: TestClient, wards: DataDir) -> None:
    hal = person(wards, "hal")
    offer = offered(client, wards, hal)
    asked = [e for e in told(wards, Kind.REFERRED) if e.person == hal]
    assert [(e.service, e.detail) for e in asked] == [(NEAR, "care_home_placement")]
    assert (offer.about, offer.service, offer.detail) == (asked[0].id, NEAR, "2026-01-13")
    assert "from Tue 13 January 2026. No answer yet." in words_of(client, f"/people/{hal}/choices")


def test_nothing_ticked_and_asked_twice_are_told_what_to_do(client: TestClient, wards: DataDir) -> None:
    hal = person(wards, "hal")
    answer = client.post(f"/people/{hal}/ask-places", data={"here": "choices"})
    assert answer.status_code == 422
    assert "Tick at least one to ask" in answer.text
    send(client, f"/people/{hal}/ask-places", service=NEAR)
    again = client.post(f"/people/{hal}/ask-places", data={"service": NEAR, "here": "choices"})
    assert again.status_code == 422
    assert "asked already" in again.text


def test_yes_for_now_keeps_the_place_they_prefer_and_says_when_it_is_free(client: TestClient, wards: DataDir) -> None:
    hal = person(wards, "hal")
    offer = offered(client, wards, hal)
    send(client, f"/people/{hal}/choices/choose", offer=offer.id, choice="interim", preferred=FAR, words="Near my son.")
    assert [(e.service, e.detail) for e in told(wards, Kind.CHOSEN)] == [(NEAR, "interim")]
    assert [(e.service, e.detail) for e in told(wards, Kind.PLACE_PREFERRED)] == [(FAR, "1")]
    words = words_of(client, f"/people/{hal}/choices")
    assert "is kept for later: no room is told there yet." in words
    assert "“Near my son.”" in words
    assert "No room told there yet." in words_of(client, "/matching").partition("In a place for now (1)")[2]
    tell(wards, room(FAR, 2, "08:40"))
    assert "It has room now" in words_of(client, "/matching").partition("In a place for now (1)")[2]


def test_the_place_they_prefer_is_asked_and_offered_after_they_have_left(client: TestClient, wards: DataDir) -> None:
    cora = person(wards, "cora")
    left = new_event(cora, Kind.DISCHARGED, at(12, "08:10"), detail="65/1", spell=f"v-{cora}")
    begun = new_event(cora, Kind.SUPPORT_STARTED, at(12, "08:12"), service=NEAR, detail="care_home_placement")
    tell(wards, *kept_told(cora), left, begun, room(FAR, 1, "08:15"))
    assert "Ask Tumbleweft for them" in words_of(client, f"/people/{cora}/choices")
    offer = offered(client, wards, cora, FAR)
    assert (offer.person, offer.service) == (cora, FAR)
    assert "Lapsed" not in words_of(client, f"/people/{cora}/choices")
    send(client, f"/people/{cora}/choices/choose", offer=offer.id, choice="accepted")
    assert "In a place for now" not in words_of(client, "/matching")


def test_their_own_order_is_kept_and_followed(client: TestClient, wards: DataDir) -> None:
    cora = person(wards, "cora")
    tell(wards, room(FAR, 3, "08:10"))
    send(client, f"/people/{cora}/choices/prefer", first=FAR, second=NEAR, family_near="Corby")
    told_order = [(e.service, e.detail) for e in told(wards, Kind.PLACE_PREFERRED)]
    assert told_order == [(FAR, "1"), (NEAR, "2")]
    words = words_of(client, f"/people/{cora}/choices")
    assert "Their choice number 1." in words
    assert "from Corby, where they wish to be near family." in words
    assert "This is their first choice." in words
    twice = client.post(f"/people/{cora}/choices/prefer", data={"first": FAR, "second": FAR})
    assert twice.status_code == 422
    assert "Name each place once." in twice.text


def test_what_waiting_for_the_first_choice_means_is_said_without_pressure(client: TestClient, wards: DataDir) -> None:
    cora = person(wards, "cora")
    send(client, f"/people/{cora}/choices/prefer", first=FAR, second=NEAR)
    words = words_of(client, f"/people/{cora}/choices")
    assert "Waiting for it: not known; the place proposed could begin on the first day they could go." in words, words
    assert "a yes for now keeps the first choice for later" in words


def test_an_offer_lapses_when_they_need_the_bed_again_or_the_home_closes(client: TestClient, wards: DataDir) -> None:
    hal = person(wards, "hal")
    offered(client, wards, hal)
    assert "Lapsed" not in words_of(client, f"/people/{hal}/choices")
    closed = new_event("", Kind.SERVICE_CLOSED, at(12, "08:45"), location=NEAR, detail="infection")
    tell(wards, closed)
    assert "Lapsed It has closed to new people since." in words_of(client, f"/people/{hal}/choices")
    unwell = new_event(hal, Kind.CRITERIA_TO_RESIDE_MET, at(12, "08:50"), spell=f"v-{hal}")
    tell(wards, unwell, new_event("", Kind.SERVICE_REOPENED, at(12, "08:51"), location=NEAR))
    words = words_of(client, f"/people/{hal}/choices")
    assert "Lapsed This person needs the hospital bed again" in words
    assert "Record what they say" not in words


def test_a_home_that_was_asked_and_filled_up_is_said_to_have_lapsed(client: TestClient, wards: DataDir) -> None:
    hal = person(wards, "hal")
    send(client, f"/people/{hal}/ask-places", service=NEAR)
    tell(wards, room(NEAR, 0, "08:40"))
    assert "Lapsed Its last place has been taken since." in words_of(client, f"/people/{hal}/choices")


def test_the_letter_says_the_options_in_plain_words(client: TestClient, wards: DataDir) -> None:
    hal = person(wards, "hal")
    assert "No place has been offered to you yet." in words_of(client, f"/people/{hal}/choices/letter")
    offered(client, wards, hal)
    words = words_of(client, f"/people/{hal}/choices/letter")
    assert "Gossamer Lodge" in words
    assert "It could begin on Tue 13 January 2026" in words
    assert "£795 a week" in words
    for hard in ("pathway", "criteria", "placement proposed", "referral", "interim", "weighs"):
        assert hard not in words.partition("What you can say")[0].lower()


def test_a_ward_is_told_by_which_rule_it_may_not_match(client: TestClient, wards: DataDir) -> None:
    signed_in(client, "ward")
    words = words_of(client, "/matching", 403)
    assert "Places are found by the hub and the council." in words
    hal = person(wards, "hal")
    assert client.post(f"/people/{hal}/ask-places", data={"service": NEAR}).status_code == 403
    assert told(wards, Kind.OFFERED) == []


def test_everyone_shown_is_kept_in_the_record_of_who_looked(client: TestClient) -> None:
    words_of(client, "/matching")
    access = client.app.state.access  # type: ignore[attr-defined]
    rows = [row for row in access.audit.rows() if row.reason == "matching"]
    assert rows[-1].people == 3


# In a browser


def offer_told(key: str, service: str = NEAR) -> list[Event]:
    """Asked, said yes, offered."""
    asked = new_event(key, Kind.REFERRED, at(12, "08:02"), service=service, detail="care_home_placement")
    said = new_event(key, Kind.ACCEPTED, at(12, "08:03"), service=service, about=asked.id)
    return [asked, said, new_event(key, Kind.OFFERED, at(12, "08:04"), service=service, about=asked.id)]


def kept_told(key: str) -> list[Event]:
    """In one place for now, with another preferred."""
    told = offer_told(key)
    wish = new_event(key, Kind.PLACE_PREFERRED, at(12, "08:05"), service=FAR, detail="1")
    return [
        *told,
        wish,
        new_event(key, Kind.CHOSEN, at(12, "08:06"), service=NEAR, detail="interim", about=told[-1].id),
    ]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1200])
def test_the_pages_pass_the_accessibility_checks_and_never_scroll_sideways(
    page: Page, wards: DataDir, width: int
) -> None:
    hal, cora = person(wards, "hal"), person(wards, "cora")
    tell(wards, *offer_told(hal), *kept_told(cora))
    page.set_viewport_size({"width": width, "height": 900})
    browser_signed_in(page)
    for address in ("/matching", f"/people/{hal}/choices", f"/people/{hal}/choices/letter"):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [(x["id"], x["nodes"][0]["html"]) for x in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.browser
def test_a_place_is_asked_for_by_keyboard_alone(page: Page, wards: DataDir) -> None:
    cora = person(wards, "cora")
    browser_signed_in(page)
    page.goto("/matching")
    page.get_by_role("button", name="Send for Cora Finch").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Recorded").wait_for()
    assert [e.service for e in told(wards, Kind.REFERRED) if e.person == cora][-1] == NEAR
