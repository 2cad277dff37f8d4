"""Signing in and out: who comes in, who does not, what is said, and what a real install demands first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import httpx
import pyotp
import pytest
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.people.kept import PUBLIC_SECRET
from homefirst.record.access_file import AccessError
from homefirst.record.reader import Role
from homefirst.system import System
from homefirst.web import make_app
from homefirst.web.app import refuse_unless_ready
from homefirst.web.door import COOKIE, Access
from homefirst.web.provider import NAMES, Provider, ProviderError, provider_of
from tests.web.oidc_provider import CLIENT, SECRET, Identities, running
from tests.web.signing import form_token, signed_in
from tests.web.two_wards import two_wards

GOOD = "three small words"
NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)


class Wall:
    """A clock on the wall that a test moves on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def access_of(client: TestClient) -> Access:
    access: Access = client.app.state.access  # type: ignore[attr-defined]
    return access


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def real(data_dir: DataDir, system: System, wall: Wall) -> Iterator[TestClient]:
    """An install of recorded people, with one account that has a password, not signed in."""
    app = make_app(two_wards(data_dir, origin="recorded"), system, now=lambda: NOW)
    access: Access = app.state.access
    access.clock = wall
    access.accounts.add("ann.bell", "Ann Bell", by="test", now=NOW)
    access.accounts.give("ann.bell", Role.COORDINATOR, "NHCP", first=date(2026, 1, 1), by="test", now=NOW)
    access.secrets.set_password("ann.bell", GOOD)
    yield TestClient(app, base_url="http://localhost", follow_redirects=False)
    app.state.desk.close()


def enter(client: TestClient, password: str = GOOD, code: str = "", next_page: str = "/") -> httpx.Response:
    fields = {"account": "ann.bell", "password": password, "code": code}
    return client.post(f"/sign-in?next={next_page}", data=fields)


def with_factor(client: TestClient) -> pyotp.TOTP:
    secrets = access_of(client).secrets
    secret = secrets.begin_factor()
    maker = pyotp.TOTP(secret)
    secrets.set_factor("ann.bell", secret, maker.at(NOW), NOW)
    return maker


def test_a_second_factor_is_not_replaced_from_a_terminal_left_open(real: TestClient) -> None:
    maker = with_factor(real)
    assert enter(real, code=maker.at(NOW)).status_code == 303
    page = "/who-am-i/second-factor"
    assert "takes the place of the second factor" in real.get(page).text
    session = access_of(real).sessions.of("ann.bell", NOW)[0]
    other = pyotp.TOTP(access_of(real).unfinished_factors[session.id]).at(NOW)
    form = {"code": other, "form_token": session.form_token}
    for wrong in ({}, {"password": "three other words"}):
        assert real.post(page, data=form | wrong).status_code == 422
    assert access_of(real).secrets.recovery_left("ann.bell") == 8 and maker.secret == factor_of(real)
    assert real.post(page, data=form | {"password": GOOD}).status_code == 200 and maker.secret != factor_of(real)


def factor_of(client: TestClient) -> object:
    return access_of(client).secrets._get("ann.bell", "factor")


@pytest.mark.parametrize(
    "address", ["/", "/board", "/board.csv", "/measures", "/people/p1", "/audit", "/stream", "/codes"]
)
def test_nothing_is_shown_before_somebody_signed_in(real: TestClient, address: str) -> None:
    answer = real.get(address)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/sign-in")
    assert "Cora" not in real.get(address, follow_redirects=True).text


def test_a_part_of_a_page_that_lost_its_session_sends_the_whole_page_to_sign_in(real: TestClient) -> None:
    answer = real.get("/board", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/sign-in")


def test_an_install_of_real_people_has_no_invented_users(real: TestClient) -> None:
    page = real.get("/sign-in").text
    assert "Invented user" not in page and "/sign-in/invented" not in page
    assert real.post("/sign-in/invented", data={"account": "amara.coordinator"}).status_code == 403


def test_the_demo_is_one_click_away_and_comes_back_to_what_was_asked(wards: DataDir, system: System) -> None:
    app = make_app(wards, system)
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    asked = client.get("/codes?all")
    assert asked.headers["location"] == "/sign-in?next=/codes%3Fall"
    page = client.get(asked.headers["location"]).text
    assert "Invented user: nobody here exists." in page
    assert 'action="/sign-in/invented?next=/codes%3Fall"' in page
    answer = client.post("/sign-in/invented?next=/codes%3Fall", data={"account": "home.one"})
    assert answer.headers["location"] == "/codes?all"
    app.state.desk.close()


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"])
def test_signing_in_leads_to_no_other_site(client: TestClient, address: str) -> None:
    answer = client.post("/sign-in/invented", params={"next": address}, data={"account": "home.one"})
    assert answer.headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(client: TestClient) -> None:
    answer = client.post("/sign-in/invented", data={"account": "home.one"})
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said and "samesite=lax" in said and "path=/" in said and "secure" not in said


def test_a_cookie_over_a_network_is_only_sent_over_a_closed_line(wards: DataDir, system: System) -> None:
    app = make_app(wards, system, hosts=["hub.example"])
    client = TestClient(app, base_url="https://hub.example", follow_redirects=False)
    assert "secure" in client.post("/sign-in/invented", data={"account": "gp"}).headers["set-cookie"].lower()
    app.state.desk.close()


def test_signing_in_again_gives_a_new_number_and_ends_the_old(client: TestClient) -> None:
    before = client.cookies[COOKIE]
    signed_in(client, "gp")
    assert client.cookies[COOKIE] != before
    access = access_of(client)
    assert access.sessions.find(before, access.clock()) is None


def test_signing_out_ends_the_session_on_this_side(client: TestClient) -> None:
    number = client.cookies[COOKIE]
    assert client.post("/sign-out").status_code == 303
    client.cookies.set(COOKIE, number)
    assert client.get("/").headers["location"] == "/sign-in"


def test_a_password_lets_in_and_the_first_thing_is_a_second_factor(real: TestClient) -> None:
    assert enter(real).status_code == 303
    assert real.get("/").headers["location"] == "/who-am-i/second-factor"
    page = real.get("/who-am-i/second-factor").text
    assert "<svg" in page and "style=" not in page
    (secret,) = access_of(real).unfinished_factors.values()
    token = form_token(real, "/who-am-i/second-factor")
    wrong = real.post("/who-am-i/second-factor", data={"form_token": token, "code": "000000"})
    assert wrong.status_code == 422 and "does not fit" in wrong.text
    right = real.post("/who-am-i/second-factor", data={"form_token": token, "code": pyotp.TOTP(secret).at(NOW)})
    assert right.status_code == 200 and "recovery codes" in right.text
    assert "Cora Finch" in real.get("/").text


def test_with_a_second_factor_a_password_alone_is_not_enough(real: TestClient, wall: Wall) -> None:
    maker = with_factor(real)
    wall.now += timedelta(minutes=2)
    assert enter(real).status_code == 403
    assert enter(real, code=maker.at(wall.now)).status_code == 303


@pytest.mark.parametrize("fields", [{"account": "nobody"}, {"password": "another long one"}, {"account": ""}])
def test_who_is_not_right_is_told_the_same_whatever_was_wrong(real: TestClient, fields: dict[str, str]) -> None:
    answer = real.post("/sign-in", data={"account": "ann.bell", "password": GOOD, "code": ""} | fields)
    assert answer.status_code == 403
    assert "The account, the password or the code is not right." in answer.text


def test_after_five_wrong_tries_the_right_password_has_to_wait(real: TestClient, wall: Wall) -> None:
    for _ in range(5):
        assert enter(real, "wrong and long enough").status_code == 403
    assert enter(real).status_code == 429
    wall.now += timedelta(minutes=1, seconds=1)
    assert enter(real).status_code == 303


def test_a_disabled_account_and_one_without_a_role_are_not_let_in(real: TestClient) -> None:
    access = access_of(real)
    access.accounts.end_role("ann.bell", access.accounts.get("ann.bell").roles[0].id, by="test", now=NOW)
    assert "holds no role today" in enter(real).text
    access.accounts.disable("ann.bell", by="test", now=NOW)
    assert enter(real).status_code == 403


def test_a_session_ends_with_the_role_that_it_acts_in(real: TestClient) -> None:
    with_factor(real)
    access = access_of(real)
    number = access.sessions.begin("ann.bell", access.accounts.get("ann.bell").roles[0].id, NOW)
    real.cookies.set(COOKIE, number)
    assert real.get("/").status_code == 200
    access.accounts.disable("ann.bell", by="test", now=NOW)
    assert real.get("/").status_code == 303


def test_a_page_that_brings_itself_up_to_date_does_not_keep_a_session_alive(client: TestClient, wall: Wall) -> None:
    access = access_of(client)
    access.clock = wall
    client.cookies.set(COOKIE, access.sessions.begin("amara.coordinator", 0, NOW, way="invented"))
    wall.now += timedelta(minutes=20)
    assert client.get("/board", headers={"hx-request": "true"}).status_code == 200
    wall.now += timedelta(minutes=11)
    assert client.get("/").status_code == 303


def test_a_password_is_changed_with_the_present_one_and_ends_other_sessions(real: TestClient, wall: Wall) -> None:
    maker = with_factor(real)
    wall.now += timedelta(minutes=2)
    other = access_of(real).sessions.begin("ann.bell", 1, wall.now)
    enter(real, code=maker.at(wall.now))
    token = form_token(real, "/who-am-i")
    change = {"form_token": token, "old": "not this one at all", "new": "four quite new words"}
    assert real.post("/who-am-i/password", data=change).status_code == 422
    assert real.post("/who-am-i/password", data=change | {"old": GOOD, "new": "short"}).status_code == 422
    assert real.post("/who-am-i/password", data=change | {"old": GOOD}).status_code == 303
    access = access_of(real)
    assert access.secrets.right_password("ann.bell", "four quite new words")
    assert access.sessions.find(other, wall.now) is None and real.get("/").status_code == 200


# Forms


def test_a_form_without_its_token_or_with_another_sessions_is_refused(client: TestClient) -> None:
    token = form_token(client)
    del client.headers["x-form-token"]
    assert client.post("/find", data={"who": "finch"}).status_code == 403
    assert client.post("/find", data={"who": "finch", "form_token": token}).status_code == 303
    signed_in(client)
    del client.headers["x-form-token"]
    stale = client.post("/find", data={"who": "finch", "form_token": token})
    assert stale.status_code == 403 and "made for another sign-in" in stale.text


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "null"}]
)
def test_nothing_is_taken_from_a_page_that_is_not_ours(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/find", data={"who": "finch"}, headers=headers)
    assert answer.status_code == 403 and "not ours" in answer.text


# What a real install demands


@pytest.mark.parametrize("secret", ["", "short", "a-b-c", "changeme", " " * 32, "a" * 32, PUBLIC_SECRET.upper()])
def test_real_people_are_not_served_without_a_secret(
    real: TestClient, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv("HOMEFIRST_SECRET", secret)
    with pytest.raises(AccessError, match="export HOMEFIRST_SECRET="):
        refuse_unless_ready(real.app)  # type: ignore[arg-type]


def test_real_people_are_not_served_without_an_administrator(real: TestClient) -> None:
    with pytest.raises(AccessError, match="homefirst account add KEY --name NAME --role administrator"):
        refuse_unless_ready(real.app)  # type: ignore[arg-type]
    access_of(real).accounts.give("ann.bell", Role.ADMINISTRATOR, "NHCP", first=date(2026, 1, 1), by="test", now=NOW)
    refuse_unless_ready(real.app)  # type: ignore[arg-type]


def test_a_demo_demands_nothing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOMEFIRST_SECRET")
    refuse_unless_ready(client.app)  # type: ignore[arg-type]


# Through a provider of identities


@pytest.fixture(scope="module")
def identities() -> Iterator[Identities]:
    with running() as provider:
        yield provider


@pytest.fixture
def through(real: TestClient, identities: Identities) -> TestClient:
    """The install, with a provider of identities, and an account prepared for one subject."""
    identities.who, identities.lie = {"sub": "subject-1"}, ""
    access_of(real).accounts.say("ann.bell", "subject", "subject-1", by="test", now=NOW)
    real.app.state.provider = Provider(identities.issuer, CLIENT, SECRET)  # type: ignore[attr-defined]
    return real


def go_through(client: TestClient) -> httpx.Response:
    """Leave for the provider, sign in there, and come back with what it gives."""
    left = client.get("/sign-in/provider?next=/codes")
    assert left.status_code == 303, left.text
    there = httpx.get(left.headers["location"])
    assert there.status_code == 302, there.text
    return client.get(there.headers["location"].removeprefix("http://localhost"))


def test_who_signs_in_through_the_provider_comes_in_as_the_account_prepared(
    through: TestClient, identities: Identities
) -> None:
    assert "Sign in through your organisation" in through.get("/sign-in").text
    back = go_through(through)
    assert (back.status_code, back.headers["location"]) == (303, "/codes")
    assert "Ann Bell" in through.get("/codes").text
    asked = identities.asked[-1]
    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256" and asked["nonce"]


def test_an_email_address_counts_only_where_the_provider_checked_it(
    through: TestClient, identities: Identities
) -> None:
    access_of(through).accounts.say("ann.bell", "email", "ann@example.org", by="test", now=NOW)
    for checked, code in ((False, 403), (True, 303)):
        identities.who = {"sub": "subject-2", "email": "Ann@example.org", "email_verified": checked}  # type: ignore[dict-item]
        assert go_through(through).status_code == code


def test_a_subject_for_whom_nobody_prepared_an_account_is_told_so(through: TestClient, identities: Identities) -> None:
    identities.who = {"sub": "somebody else"}
    answer = go_through(through)
    assert answer.status_code == 403 and "Nobody has prepared an account for you" in answer.text


@pytest.mark.parametrize("lie", ["issuer", "audience", "expired", "nonce", "no subject", "signature", "unsigned"])
def test_an_id_token_that_does_not_hold_lets_nobody_in(through: TestClient, identities: Identities, lie: str) -> None:
    identities.lie = lie
    answer = go_through(through)
    assert answer.status_code == 403 and through.cookies.get(COOKIE) is None


def test_a_code_of_another_browser_or_used_twice_lets_nobody_in(through: TestClient) -> None:
    left = through.get("/sign-in/provider")
    back = httpx.get(left.headers["location"]).headers["location"].removeprefix("http://localhost")
    other = TestClient(through.app, base_url="http://localhost", follow_redirects=False)
    assert "in another browser" in other.get(back).text
    assert "used already" in through.get(back).text
    assert "used already" in through.get("/sign-in/provider/back?state=made-up&code=x").text


def test_a_provider_named_by_halves_or_over_an_open_line_is_refused() -> None:
    assert provider_of({}) is None
    with pytest.raises(ProviderError, match="also set HOMEFIRST_OIDC_CLIENT_SECRET"):
        provider_of({NAMES[0]: "https://id.example", NAMES[1]: "x"})
    with pytest.raises(ProviderError, match="https://"):
        provider_of({NAMES[0]: "http://id.example", NAMES[1]: "x", NAMES[2]: "y"})


def test_a_provider_that_cannot_be_reached_is_said_in_a_sentence(real: TestClient) -> None:
    real.app.state.provider = Provider("http://127.0.0.1:9", CLIENT, SECRET)  # type: ignore[attr-defined]
    answer = real.get("/sign-in/provider")
    assert answer.status_code == 503 and "cannot be reached now" in answer.text
