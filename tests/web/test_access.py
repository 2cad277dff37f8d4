"""Who sees what on the pages, that every look is kept, and emergency access with its review."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.hub.words import moment_words
from homefirst.record.audit import Audit, Seen
from homefirst.record.reader import Role
from homefirst.web.app import STATIC
from tests.web.signing import browser_signed_in, invented, signed_in
from tests.web.test_stories import accessible
from tests.web.two_wards import NAMES, at, key

TEMPLATES = STATIC.parent / "templates"
OF_PEOPLE = ("/", "/board", "/board.csv", "/checks")
FAMILIES = {f"{given} {family}": family for given, family, _ in NAMES.values() if "<" not in family}


def audit_of(client: TestClient) -> Audit:
    audit: Audit = client.app.state.access.audit  # type: ignore[attr-defined]
    return audit


def person(wards: DataDir, name: str) -> str:
    people = wards.people()
    found = key(people, name)
    people.close()
    return found


def tell(wards: DataDir, name: str, kind: Kind, hour: str, **rest: str) -> None:
    ledger = wards.ledger()
    ledger.append([new_event(person(wards, name), kind, at(12, hour), **rest)])
    ledger.close()


def named(text: str) -> set[str]:
    return {family for name, family in FAMILIES.items() if name in text}


@pytest.mark.parametrize("who", ["analyst", "lead", "privacy", "administrator"])
def test_who_works_with_measures_meets_nobody(client: TestClient, wards: DataDir, who: str) -> None:
    signed_in(client, who)
    for address in (*OF_PEOPLE, f"/people/{person(wards, 'ada')}"):
        answer = client.get(address)
        assert answer.status_code in (303, 403) and not named(answer.text), address
    assert client.get("/measures").status_code == 200


def test_each_hospital_sees_its_own(client: TestClient, wards: DataDir) -> None:
    tell(wards, "hal", Kind.MOVED, "08:15", location="RNQ:ASHBY:B01", spell=f"v-{person(wards, 'hal')}")
    assert named(client.get("/?show=all").text) >= {"Brindle", "Finch", "Stone"}
    signed_in(client, "sister.kettering")
    assert named(client.get("/?show=all").text) == {"Stone"}
    assert named(client.get("/board.csv?show=all").text) == {"Stone"}
    assert client.get(f"/people/{person(wards, 'ada')}").status_code == 403
    assert client.get(f"/people/{person(wards, 'hal')}").status_code == 200
    signed_in(client, "sister.northampton")
    assert "Stone" in named(client.get("/?show=all").text), "who was there lately is seen there still"


def test_a_care_home_sees_whom_it_was_asked_about_and_nobody_else(client: TestClient, wards: DataDir) -> None:
    home = invented("home.one").service
    signed_in(client, "home.one")
    assert not named(client.get("/?show=all").text)
    assert client.get(f"/people/{person(wards, 'cora')}").status_code == 403
    tell(wards, "cora", Kind.REFERRED, "08:16", service=home, detail="care_home_placement")
    assert named(client.get("/?show=all").text) == {"Finch"}
    answer = client.get(f"/people/{person(wards, 'cora')}")
    assert answer.status_code == 200 and "Finch" in answer.text
    signed_in(client, "home.two")
    assert not named(client.get("/?show=all").text)


def test_a_no_says_which_rule_and_is_kept(client: TestClient, wards: DataDir) -> None:
    ada = person(wards, "ada")
    signed_in(client, "home.one")
    answer = client.get(f"/people/{ada}")
    assert answer.status_code == 403
    assert "Your service neither helps this person nor was asked to." in answer.text
    assert "N3-not-referred-to-you" in answer.text and "Brindle" not in answer.text
    row = audit_of(client).rows(person=ada)[0]
    assert (row.account, row.rule, row.shown) == ("home.one", "N3-not-referred-to-you", "") and row.refused


def test_every_page_about_a_person_is_one_row_and_a_list_is_one_row_for_everybody_on_it(
    client: TestClient, wards: DataDir
) -> None:
    def rows_after(address: str) -> list[Seen]:
        before = audit_of(client).last()[0]
        assert client.get(address).status_code == 200
        return [row for row in audit_of(client).rows() if row.position > before]

    (row,) = rows_after(f"/people/{person(wards, 'ada')}")
    assert row.person == person(wards, "ada") and "who" in row.shown and row.rule == "H1-hub-sees-everyone-in-a-bed"
    (row,) = rows_after("/?show=all")
    assert row.people == 7 and "show=all" in row.reason
    (row,) = rows_after("/board.csv?show=all")
    assert row.people == 7
    assert rows_after("/board?show=all") == [], "the page was opened already, and shows nobody new"
    assert [row.account for row in audit_of(client).rows(person=person(wards, "ada"))] == ["amara.coordinator"] * 3
    assert list(audit_of(client).faults()) == []


def test_a_page_that_cannot_be_kept_is_not_shown(client: TestClient, wards: DataDir) -> None:
    audit_of(client).close()
    for address in ("/", f"/people/{person(wards, 'ada')}"):
        answer = client.get(address)
        assert answer.status_code == 503 and not named(answer.text)


def test_nobody_is_found_by_name_whom_the_reader_may_not_see(client: TestClient) -> None:
    assert client.post("/find", data={"who": "finch"}).status_code == 303
    signed_in(client, "sister.kettering")
    assert client.post("/find", data={"who": "finch"}).status_code == 404


def test_changes_are_told_only_of_people_whom_the_reader_may_see(client: TestClient, wards: DataDir) -> None:
    signed_in(client, "sister.kettering")
    assert client.get(f"/stream?person={person(wards, 'ada')}").status_code == 403
    signed_in(client, "analyst")
    assert client.get("/stream").status_code == 403


# Emergency access


def open_in_an_emergency(client: TestClient, key: str, **fields: str) -> int:
    asked = {"person": key, "next": f"/people/{key}", "reason": "harm", "words": "found on the floor"} | fields
    return client.post("/break-glass", data=asked).status_code


def test_emergency_access_opens_one_person_to_one_reader_and_is_reviewed(client: TestClient, wards: DataDir) -> None:
    ada, cora = person(wards, "ada"), person(wards, "cora")
    signed_in(client, "gp")
    assert f"/break-glass?person={ada}" in client.get(f"/people/{ada}").text
    assert open_in_an_emergency(client, ada) == 303
    opened = client.get(f"/people/{ada}")
    until = client.app.state.desk.now() + timedelta(hours=1)  # type: ignore[attr-defined]
    shown = {moment_words(until - timedelta(minutes=late)) for late in (0, 1)}
    assert any(f"until {words}" in opened.text for words in shown), "by the clock of all else on the page"
    assert opened.status_code == 200 and "Emergency access</strong> until" in opened.text
    assert client.get(f"/people/{cora}").status_code == 403
    assert audit_of(client).rows(person=ada)[0].rule == "E1-emergency"
    signed_in(client, "paramedic")
    assert client.get(f"/people/{ada}").status_code == 403
    # The privacy officer is told, and says what they found
    signed_in(client, "privacy")
    assert "Emergency access was used 1 time and not reviewed yet" in client.get("/audit").text
    assert "found on the floor" in client.get("/break-glass").text
    position = str(audit_of(client).emergencies()[0][0].position)
    assert client.post("/break-glass/review", data={"position": position, "outcome": ""}).status_code == 422
    assert client.post("/break-glass/review", data={"position": position, "outcome": "right"}).status_code == 303
    assert "not reviewed yet" not in client.get("/audit").text and "Reviewed" in client.get("/break-glass").text


@pytest.mark.parametrize("fields", [{"reason": ""}, {"reason": "curious"}, {"words": ""}, {"words": "short"}])
def test_emergency_access_needs_a_reason_in_words(client: TestClient, wards: DataDir, fields: dict[str, str]) -> None:
    ada = person(wards, "ada")
    signed_in(client, "gp")
    assert open_in_an_emergency(client, ada, **fields) == 422
    assert client.get(f"/people/{ada}").status_code == 403 and audit_of(client).emergencies() == []


@pytest.mark.parametrize("who", ["home.one", "analyst", "privacy", "administrator", "transport"])
def test_emergency_access_is_not_for_everyone(client: TestClient, wards: DataDir, who: str) -> None:
    ada = person(wards, "ada")
    signed_in(client, who)
    assert "/break-glass?" not in client.get(f"/people/{ada}").text
    assert open_in_an_emergency(client, ada) == 403 and audit_of(client).emergencies() == []


def test_who_looked_is_for_the_privacy_officer_and_reading_it_is_kept(client: TestClient, wards: DataDir) -> None:
    ada = person(wards, "ada")
    client.get(f"/people/{ada}")
    assert client.get("/audit").status_code == 403
    signed_in(client, "privacy")
    page = client.get(f"/audit?person={ada}").text
    assert "amara.coordinator" in page and "H1-hub-sees-everyone-in-a-bed" in page and not named(page)
    row = audit_of(client).rows(account="privacy")[0]
    assert (row.action, row.person, row.purpose) == ("audit", ada, "looking after privacy")


# The administrator, the menu and the rules


def test_the_administrator_gives_and_ends_roles_and_nobody_else_does(client: TestClient) -> None:
    new = {"change": "add", "account": "bo.lane", "name": "Bo Lane", "role": "ward", "organisation": "RNS"}
    assert client.post("/accounts", data=new).status_code == 403
    signed_in(client, "administrator")
    assert client.post("/accounts", data=new).status_code == 303
    assert client.post("/accounts", data=new).status_code == 422
    assert client.post("/accounts", data=new | {"account": "cy", "first": "soon"}).status_code == 422
    page = client.get("/accounts").text
    assert "bo.lane: Bo Lane" in page and "Ward team" in page
    held = client.app.state.access.accounts.get("bo.lane").roles[0].id  # type: ignore[attr-defined]
    ended = {"change": "end role", "account": "bo.lane", "held": str(held)}
    assert client.post("/accounts", data=ended).status_code == 303
    assert "Holds no role." in client.get("/accounts").text


def test_the_page_of_accounts_keeps_the_last_who_may_give_them(client: TestClient) -> None:
    signed_in(client, "administrator")
    new = {"change": "add", "account": "bo.lane", "name": "Bo Lane", "role": "administrator", "organisation": "NHCP"}
    assert client.post("/accounts", data=new).status_code == 303
    held = client.app.state.access.accounts.get("bo.lane").roles[0].id  # type: ignore[attr-defined]
    for change in ({"change": "disable"}, {"change": "end role", "held": str(held)}):
        refused = client.post("/accounts", data={"account": "bo.lane", **change})
        assert refused.status_code == 422 and "Make another account an administrator first" in refused.text


@pytest.mark.parametrize("role", Role)
def test_every_address_in_a_menu_can_be_opened_by_who_sees_it(client: TestClient, role: Role) -> None:
    signed_in(client, role)
    menu = client.get("/who-am-i").text.partition("<nav")[2].partition("</nav>")[0]
    addresses = re.findall(r'href="([^"]+)"', menu)
    assert "/measures" in addresses
    for address in addresses:
        assert client.get(address).status_code in (200, 303), address


def test_every_rule_is_on_the_page_of_rules(client: TestClient) -> None:
    page = client.get("/policies").text
    rules = client.app.state.access.policies.rules  # type: ignore[attr-defined]
    assert len(rules) > 40 and all(f'id="{rule.id}"' in page for rule in rules)


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_form_that_changes_something_carries_its_token(template: Path) -> None:
    if template.name == "sign_in.html":
        return  # there is no session yet; the door refuses what another site sends
    for form in re.findall(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", template.read_text(), re.DOTALL):
        assert re.search(r"hidden\(|form_token|\{% include|carried|caller\(\)", form), form[:200]


@pytest.mark.browser
def test_a_paramedic_opens_a_record_by_keyboard_and_the_privacy_officer_reviews_it(page: Page, wards: DataDir) -> None:
    ada = person(wards, "ada")
    browser_signed_in(page, "paramedic")
    page.goto(f"/people/{ada}")
    expect(page.get_by_text("This person has not called the ambulance service")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Open in an emergency").press("Enter")
    accessible(page)
    page.get_by_role("button", name="Open for an hour").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Choose why you need to see this.")
    page.get_by_label("Somebody may come to harm soon").press("Space")
    page.get_by_label("What is the emergency?").fill("fallen, cannot speak")
    page.get_by_role("button", name="Open for an hour").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Brindle")
    browser_signed_in(page, "privacy")
    page.goto("/audit")
    accessible(page)
    page.get_by_role("link", name="Review it").press("Enter")
    accessible(page)
    page.get_by_label("What you found").select_option("right")
    page.get_by_role("button", name="Record the review").press("Enter")
    expect(page.get_by_text("by privacy: Right")).to_be_visible()


@pytest.mark.browser
def test_the_chooser_is_accessible_and_works_on_a_telephone(page: Page) -> None:
    page.context.clear_cookies()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/codes")
    expect(page.get_by_text("Invented user: nobody here exists.")).to_be_visible()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="General practice").first.click()
    expect(page).to_have_url(re.compile("/codes$"))
