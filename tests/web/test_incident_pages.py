"""What went wrong after leaving: the list, one incident with its discharge, the review, and what is to be done."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from httpx import Response
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.hub.in_words import MEDIA_TYPE, in_words
from homefirst.system import System
from homefirst.web import make_app
from homefirst.web.desk import Desk
from tests.web.serving import serving
from tests.web.signing import browser_signed_in, signed_in
from tests.web.test_stories import accessible
from tests.web.two_wards import at, key

WORDS = in_words(what="She came without her walking frame.")


@pytest.fixture
def wards(wards: DataDir) -> DataDir:
    """Gus went home on 8 January: a report on the 9th, a concern on the 10th, an emergency readmission on the 11th."""
    people, ledger, documents = wards.people(), wards.ledger(), wards.documents()
    gus = key(people, "gus")
    said = documents.put(WORDS, MEDIA_TYPE)
    ledger.append([
        new_event(gus, Kind.INCIDENT_REPORTED, at(9), service="START", document=said, source="community@X/k1"),
        new_event(gus, Kind.CONCERN_RAISED, at(10), document=said, source="ward@RNS/k2"),
        new_event(gus, Kind.ADMITTED, at(11), location="RNS:HAWTHORN:B20", detail="21", source="PAS", spell="back"),
    ])  # fmt: skip
    people.close()
    ledger.close()
    documents.close()
    return wards


def desk(client: TestClient) -> Desk:
    found: Desk = client.app.state.desk  # type: ignore[attr-defined]
    return found


def words(answer: Response) -> str:
    body = answer.text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def event(client: TestClient, kind: Kind, spell: str = "") -> Event:
    found, _ = desk(client).board.read(key(desk(client).people, "gus"))
    return next(e for e in found.events if e.kind is kind and spell in ("", e.spell))


def address(client: TestClient, kind: Kind, spell: str = "") -> str:
    one = event(client, kind, spell)
    return f"/people/{one.person}/incidents/{one.id}"


GIVEN = {
    "found": ["medicines", "summary"], "learnt": "Nobody rang the team before noon.",
    "action": "Ring the team on the day before.", "owner": "ward", "due": "2026-02-01",
}  # fmt: skip


def test_a_coordinator_sees_each_incident_beside_its_discharge(client: TestClient) -> None:
    said = words(client.get("/incidents"))
    assert "Reported as unsafe" in said and "Safeguarding concern within 7 days" in said
    assert re.search(r"Emergency readmission.*Rowan.*Thu 8 January 2026, 13:00 Not yet chosen No No Not yet", said)
    said = words(client.get(address(client, Kind.INCIDENT_REPORTED)))
    assert "She came without her walking frame." in said
    assert "Not sent, as far as this ledger knows" in said
    assert "1 night after leaving" in said


def test_a_review_is_recorded_and_its_action_is_listed_until_it_is_done(client: TestClient) -> None:
    where = address(client, Kind.ADMITTED, "back")
    assert client.post(where, data=GIVEN).status_code == 303
    said = words(client.get(where))
    assert "Nobody rang the team before noon." in said and "Medicines wrong, missing or not explained" in said
    listed = client.get("/incidents")
    assert "To be done (1)" in words(listed) and "Ring the team on the day before." in words(listed)
    assert "Emergency readmission within 7 days 1 1" in words(listed)
    done = re.search(r'action="(/incidents/actions/[0-9a-f]+/done)"', listed.text)
    assert done
    assert client.post(done[1], data={"done": ""}).status_code == 422
    unseen = client.post(done[1], data={"done": "Added to the ward's list.", "seen": ""})
    assert unseen.status_code == 422 and "could not be told when this page was made" in unseen.text
    assert client.post(done[1], data={"done": "Added to the ward's list."}).status_code == 303
    assert client.post(done[1], data={"done": "Again."}).status_code == 422
    assert "To be done (0)" in words(client.get("/incidents"))
    assert "Added to the ward's list." in words(client.get(where))
    assert "Gus Penrose" in words(client.get("/incidents?show=reviewed"))


def test_a_review_that_says_too_little_is_refused_with_what_was_typed(client: TestClient) -> None:
    where = address(client, Kind.INCIDENT_REPORTED)
    refused = client.post(where, data={**GIVEN, "owner": ""})
    assert refused.status_code == 422
    assert "Say who does it and by when." in words(refused)
    assert "Ring the team on the day before." in refused.text
    assert 'value="summary" checked' in refused.text
    assert client.post(where, data={**GIVEN, "due": "soon"}).status_code == 422
    assert client.post(f"{where[:-4]}0000", data=GIVEN).status_code == 404


def test_a_lead_sees_counts_and_what_is_to_be_done_and_nobody(client: TestClient) -> None:
    assert client.post(address(client, Kind.CONCERN_RAISED), data=GIVEN).status_code == 303
    given = {**GIVEN, "action": "Ask at noon."}
    assert client.post(address(client, Kind.ADMITTED, "back"), data=given).status_code == 303
    signed_in(client, "lead")
    said = words(client.get("/incidents"))
    assert "Ask at noon." in said and "Emergency readmission within 7 days 1 1" in said
    assert "Gus" not in said and "Ring the team" not in said and "Safeguarding concern within" not in said
    assert key(desk(client).people, "gus") not in client.get("/incidents").text
    assert client.get(address(client, Kind.ADMITTED, "back")).status_code == 403


def test_other_roles_are_told_that_it_is_not_theirs(client: TestClient) -> None:
    for role in ("broker", "care_home", "analyst", "therapist"):
        signed_in(client, role)
        refused = client.get("/incidents")
        assert refused.status_code == 403, role
    assert client.post(address(client, Kind.INCIDENT_REPORTED), data=GIVEN).status_code == 403


def test_a_review_of_a_concern_is_kept_from_who_may_not_read_safeguarding(client: TestClient) -> None:
    assert client.post(address(client, Kind.CONCERN_RAISED), data=GIVEN).status_code == 303
    person = f"/people/{key(desk(client).people, 'gus')}"
    assert "review of what went wrong after leaving" in words(client.get(person))
    signed_in(client, "therapist")
    page = client.get(person)
    assert page.status_code == 200
    assert "review of what went wrong after leaving" not in words(page)


@pytest.fixture
def opened(browser: Browser, wards: DataDir, system: System) -> Iterator[Page]:
    with serving(make_app(wards, system)) as site:
        page = browser.new_page(base_url=site, viewport={"width": 390, "height": 844})
        yield browser_signed_in(page)
        page.close()


@pytest.mark.browser
def test_a_coordinator_reviews_a_readmission_on_a_phone(opened: Page) -> None:
    # Given a coordinator with the list of what went wrong
    opened.goto("/incidents")
    accessible(opened)
    # When she opens the readmission and says what was found and what is to be done
    opened.get_by_role("link", name=re.compile("emergency readmission")).click()
    accessible(opened)
    opened.get_by_label("Medicines wrong, missing or not explained").check()
    opened.get_by_label("What was learnt").fill("The tablets came the day after.")
    opened.get_by_label("What is to be done, if anything").fill("Order tablets by noon.")
    opened.get_by_label("Who does it").select_option(label="Pharmacy")
    opened.get_by_label("By when").fill("2026-02-01")
    opened.get_by_role("button", name="Record the review").click()
    # Then it is open until she says that it is done
    expect(opened.locator("main")).to_contain_text("Order tablets by noon.")
    accessible(opened)
    opened.goto("/incidents")
    opened.get_by_label("What was done").fill("Agreed with the pharmacy.")
    opened.get_by_role("button", name=re.compile("It is done")).click()
    expect(opened.locator("main")).to_contain_text("Nothing is open")
    opened.wait_for_function("document.documentElement.scrollWidth <= 390")
