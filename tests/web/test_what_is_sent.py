"""What is sent to the pages by hand or at once: refused in a sentence, with nothing recorded and no fault."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.record.access_file import AccessFile
from homefirst.record.reader import Role
from homefirst.record.secrets_kept import Secrets
from homefirst.web import show as templates
from homefirst.web.door import COOKIE, LONGEST_FORM, Access
from homefirst.web.live import OpenPage
from tests.web.own_people_world import AGENCY, keys, with_services
from tests.web.signing import invented, signed_in
from tests.web.two_wards import at

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
LONG = "9" * 5_000  # more digits than a number may have


def access_of(client: TestClient) -> Access:
    access: Access = client.app.state.access  # type: ignore[attr-defined]
    return access


def position(client: TestClient) -> int:
    found: int = client.app.state.desk.ledger.position()  # type: ignore[attr-defined]
    return found


def key(wards: DataDir, name: str) -> str:
    return keys(wards, name)[0]


@pytest.mark.parametrize("seen", [LONG, "-1", "soon", "99999999999999999999", "0x10"])
def test_a_form_whose_moment_cannot_be_read_is_taken_for_an_old_one(
    client: TestClient, wards: DataDir, seen: str
) -> None:
    before = position(client)
    form = {"day": "2026-01-30", "why": "Later.", "seen": seen}
    answer = client.post(f"/people/{key(wards, 'ada')}/steps/expected", data=form)
    assert answer.status_code == 409 and "has changed since you opened it" in answer.text
    assert position(client) == before


@pytest.mark.parametrize("seen", ["", "999999999999999"])
def test_a_form_that_does_not_say_when_its_page_was_made_is_refused_and_shown_again(
    client: TestClient, wards: DataDir, seen: str
) -> None:
    before, address = position(client), f"/people/{key(wards, 'ada')}/steps/expected"
    answer = client.post(address, data={"day": "2026-01-30", "why": "Later.", "step": "expected", "seen": seen})
    assert answer.status_code == 422 and "could not be told when this page was made" in answer.text
    assert 'value="2026-01-30"' in answer.text and f'name="seen" value="{before}"' in answer.text
    assert position(client) == before


def test_of_those_who_write_one_section_at_the_same_moment_one_is_first(client: TestClient, wards: DataDir) -> None:
    signed_in(client, "ward")
    address, before = f"/people/{key(wards, 'ada')}/form/sections/nursing", position(client)
    forms = [{"version": "", "seen": str(before), "nursing.walking": said} for said in ("alone", "one", "two", "none")]
    with ThreadPoolExecutor(4) as at_once:
        codes = [answer.status_code for answer in at_once.map(lambda form: client.post(address, data=form), forms)]
    assert codes.count(303) == 1 and set(codes) <= {303, 409, 422}
    assert position(client) == before + 1


def test_only_forms_that_record_nothing_of_a_person_go_without_the_moment_of_their_page() -> None:
    folder = Path(templates.__file__ or "").parent / "templates"
    without = {str(file.relative_to(folder)) for file in folder.rglob("*.html") if "hidden(csrf)" in file.read_text()}
    of_nobody = {
        "base",
        "crew",
        "emergencies",
        "second_factor",
        "accounts",
        "break_glass",
        "what_if_answer",
        "who_am_i",
    }
    of_a_service = {"ours/vacancies", "ours/page"}
    assert without == {f"{name}.html" for name in of_nobody | of_a_service}


@pytest.mark.parametrize("where", ["/people/{ada}/steps/expected", "/sign-in", "/find", "/accounts"])
def test_more_than_a_form_holds_is_refused_in_a_sentence(client: TestClient, wards: DataDir, where: str) -> None:
    before = position(client)
    answer = client.post(where.format(ada=key(wards, "ada")), data={"why": "x" * (LONGEST_FORM + 1)})
    assert answer.status_code == 413 and "More was sent than a form here can hold" in answer.text
    assert position(client) == before


@pytest.mark.parametrize(
    "address",
    [
        "/capacity?day=9999-12-31", "/capacity.csv?day=0001-01-01", "/returns?to=0001-01-01",
        "/returns?from=9999-99-99", "/round?ward=RNS:ROWAN&began=999999999999&since=0",
        "/round?ward=RNS:ROWAN&began=1&since=0&end=253402300800",
        f"/round?ward=RNS:ROWAN&began={LONG}&since={LONG}", "/made?day=9999-12-31",
    ],
)  # fmt: skip
def test_a_day_that_nobody_means_does_not_break_a_page(client: TestClient, address: str) -> None:
    assert client.get(address).status_code < 400


def test_a_stay_is_not_expected_to_end_in_another_age(client: TestClient, wards: DataDir) -> None:
    before = position(client)
    form = {"day": "9999-12-31", "why": "Later."}
    assert client.post(f"/people/{key(wards, 'ada')}/steps/expected", data=form).status_code == 422
    assert position(client) == before


def test_an_account_is_made_with_its_role_or_not_at_all(client: TestClient) -> None:
    signed_in(client, "administrator")
    accounts = access_of(client).accounts
    new = {"change": "add", "account": "cy.dale", "name": "Cy Dale", "role": "ward", "organisation": "RNS"}
    for wrong in ({"role": "king"}, {"organisation": ""}, {"first": "soon"}, {"until": "2020-01-01"}, {"change": ""}):
        assert client.post("/accounts", data=new | wrong).status_code == 422, wrong
        assert "cy.dale" not in accounts.all(), wrong
    assert client.post("/accounts", data=new | {"email": "a@example.org"}).status_code == 303
    other = new | {"account": "di.dale", "email": "a@example.org"}
    assert client.post("/accounts", data=other).status_code == 422 and "di.dale" not in accounts.all()


@pytest.mark.parametrize("held", ["", "x", LONG])
def test_a_role_that_cannot_be_read_is_not_ended(client: TestClient, held: str) -> None:
    signed_in(client, "administrator")
    form = {"change": "end role", "account": "amara.coordinator"} | ({"held": held} if held else {})
    assert client.post("/accounts", data=form).status_code == 422
    assert client.post("/who-am-i/role", data={"role": held}).status_code == 403


@pytest.mark.parametrize("number", ["9" * 18, "9" * 19, LONG])
def test_a_review_of_no_use_of_emergency_access_is_refused(client: TestClient, number: str) -> None:
    signed_in(client, "privacy")
    assert client.post("/break-glass/review", data={"position": number, "outcome": "right"}).status_code == 404


def test_a_listening_page_is_over_once_its_account_holds_the_role_no_more(client: TestClient) -> None:
    access, day = access_of(client), NOW.date()
    access.accounts.add("ann.bell", "Ann Bell", by="test", now=NOW)
    access.accounts.give("ann.bell", Role.COORDINATOR, "NHCP", first=day, by="test", now=NOW)
    held = access.accounts.get("ann.bell").roles[0].id
    number = access.sessions.begin("ann.bell", held, access.clock())
    reader = access.accounts.get("ann.bell").reader(held, access.clock().date())
    headers = [(b"cookie", f"{COOKIE}={number}".encode())]
    scope = {"type": "http", "app": client.app, "headers": headers, "homefirst.reader": reader}
    page = OpenPage(Request(scope))
    assert page.still_there()
    access.accounts.disable("ann.bell", by="test", now=NOW)
    assert not page.still_there()


def test_a_team_answers_and_withdraws_no_referral_of_another_service(wards: DataDir, client: TestClient) -> None:
    with_services(wards)
    hal, team = key(wards, "hal"), invented("community").service
    ledger = wards.ledger()
    asked = new_event(
        hal, Kind.REFERRED, at(12, "08:05"), service=team, detail="reablement", source="coordinator@NHCP/a"
    )
    yes = new_event(hal, Kind.ACCEPTED, at(12, "08:06"), service=team, about=asked.id)
    other = new_event(
        hal, Kind.REFERRED, at(12, "08:07"), service=AGENCY, detail="home_care", source="coordinator@NHCP/a"
    )
    ledger.append([asked, yes, other])
    ledger.close()
    signed_in(client, "community")
    before = position(client)
    for step, form in (("told", {"answer": "accepted", "day": "2026-01-14"}), ("withdraw", {"reason": "other"})):
        answer = client.post(f"/people/{hal}/referrals/{step}", data=form | {"referral": other.id})
        assert answer.status_code == 422 and "another service than yours" in answer.text, step
    assert position(client) == before
    signed_in(client, "coordinator")
    form = {"answer": "accepted", "day": "2026-01-14", "referral": other.id}
    assert client.post(f"/people/{hal}/referrals/told", data=form).status_code == 303


def test_of_many_who_give_the_same_code_at_once_one_comes_in(data_dir: DataDir) -> None:
    secrets = Secrets(AccessFile(data_dir.accounts))
    secret = secrets.begin_factor()
    maker = pyotp.TOTP(secret)
    codes = secrets.set_factor("ann.bell", secret, maker.at(NOW), NOW)
    with ThreadPoolExecutor(8) as at_once:
        in_by_app = list(at_once.map(lambda _: secrets.right_code("ann.bell", maker.at(NOW), NOW), range(24)))
        in_by_paper = list(at_once.map(lambda _: secrets.right_code("ann.bell", codes[0], NOW), range(24)))
    assert (sum(in_by_app), sum(in_by_paper)) == (1, 1) and secrets.recovery_left("ann.bell") == len(codes) - 1


def test_wrong_tries_made_at_once_are_all_counted(data_dir: DataDir) -> None:
    secrets = Secrets(AccessFile(data_dir.accounts))
    with ThreadPoolExecutor(8) as at_once:
        list(at_once.map(lambda _: secrets.tried("account ann.bell", False, NOW), range(8)))
    until = secrets.waiting_until("account ann.bell", NOW)
    assert until is not None and (until - NOW).total_seconds() == 8 * 60


@pytest.mark.parametrize(
    ("step", "form"),
    [
        ("referrals/refer", {"help": "home_care", "service": "TYPED"}),
        ("steps/task", {"task": "medicines", "owner": "TYPED"}),
        ("steps/spoke", {"what": "She eats well.", "service": "TYPED"}),
        ("choices/prefer", {"first": "TYPED"}),
    ],
)
def test_words_typed_in_place_of_a_service_are_not_kept_for_ever(
    client: TestClient, wards: DataDir, step: str, form: dict[str, str]
) -> None:
    before = position(client)
    for words in ("her daughter Ann, 07700 900123", "Ann", "Brindle", "LOUISE-BELL"):
        typed = {name: value.replace("TYPED", words) for name, value in form.items()}
        answer = client.post(f"/people/{key(wards, 'ada')}/{step}", data=typed)
        assert answer.status_code == 422 and "Choose it from the list" in answer.text, words
    assert position(client) == before
    known = {name: value.replace("TYPED", AGENCY) for name, value in form.items()}
    assert client.post(f"/people/{key(wards, 'ada')}/{step}", data=known).status_code == 303


def test_a_service_that_a_feed_told_of_for_this_person_may_be_named_again(client: TestClient, wards: DataDir) -> None:
    ada, bert = keys(wards, "ada", "bert")
    told = new_event(ada, Kind.SUPPORT_STARTED, at(1, year=2025), service="AGENCY-9", detail="home_care", source="PAS")
    client.app.state.desk.ledger.append([told])  # type: ignore[attr-defined]
    form = {"service": "AGENCY-9", "what": "She eats well."}
    assert client.post(f"/people/{ada}/steps/spoke", data=form).status_code == 303
    assert client.post(f"/people/{bert}/steps/spoke", data=form).status_code == 422


def test_a_name_typed_in_place_of_a_key_is_not_kept_among_who_looked(client: TestClient) -> None:
    signed_in(client, "privacy")
    assert client.get("/audit?person=Ada+Brindle").status_code == 200
    assert all("Brindle" not in row.person for row in access_of(client).audit.rows())


@pytest.mark.parametrize(
    "who", ["home.one", "therapist", "social.worker", "broker", "pharmacist", "community", "gp", "sister.kettering"]
)
def test_nobody_but_their_ward_and_the_hub_says_that_somebody_left_their_bed(
    client: TestClient, wards: DataDir, who: str
) -> None:
    bert, before = key(wards, "bert"), position(client)
    journey = client.app.state.desk.board.read(bert)[0]  # type: ignore[attr-defined]
    admitted = next(event.id for event in journey.events if event.kind is Kind.ADMITTED)
    signed_in(client, who)
    left = client.post(f"/people/{bert}/steps/discharge", data={"destination": "19", "method": "1"})
    assert left.status_code == 403 and "rule" in left.text.casefold()
    assert client.post(f"/people/{bert}/steps/reopen", data={"why": "x"}).status_code == 403
    undone = client.post(f"/people/{bert}/steps/take-back", data={"event": admitted, "why": "x"})
    assert undone.status_code in (403, 422) and position(client) == before


@pytest.mark.parametrize("who", ["sister.northampton", "coordinator"])
def test_their_ward_and_the_hub_say_that_somebody_left(client: TestClient, wards: DataDir, who: str) -> None:
    signed_in(client, who)
    form = {"destination": "19", "method": "1"}
    assert client.post(f"/people/{key(wards, 'bert')}/steps/discharge", data=form).status_code == 303
    assert client.post(f"/people/{key(wards, 'bert')}/steps/reopen", data={"why": "x"}).status_code == 303
