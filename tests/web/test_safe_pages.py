"""What the pages refuse, hide and never ask of anybody else."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.system import System
from homefirst.web import make_app
from homefirst.web.app import STATIC
from homefirst.web.sheet import sheet
from tests.web.signing import invented, signed_in

PAGES = ("/", "/board", "/codes", "/about", "/measures", "/measures/delayed_days", "/health", "/nowhere", "/board.csv")


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_the_safe_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", [p for p in PAGES if p not in ("/health", "/board.csv")])
def test_no_page_has_anything_inline_or_from_elsewhere(client: TestClient, address: str) -> None:
    page = client.get(address).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=\"/static/)", page)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)


def test_no_asset_asks_another_machine() -> None:
    for sheet_ in STATIC.glob("*.css"):
        text = sheet_.read_text()
        assert not re.search(r"url\(['\"]?(?:https?:|//|/)|@import|@font-face|sourceMappingURL", text), sheet_.name
        for picture in re.findall(r"url\(['\"]?(images/[\w.-]+)", text):
            assert (STATIC / picture).exists()
    for script in STATIC.glob("*.js"):
        assert "sourceMappingURL" not in script.read_text()


def test_each_vendored_package_has_its_licence() -> None:
    assert {p.name for p in (STATIC / "licences").iterdir()} == {"htmx.org.txt", "nhsuk-frontend.txt"}


def test_no_nhs_logo_is_shipped() -> None:
    assert not [p.name for p in STATIC.rglob("*") if "logo" in p.name.lower() or p.suffix in (".png", ".ico", ".woff2")]


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "attacker.example"}).status_code == 400


@pytest.mark.parametrize("address", ["/people/nobody", "/people/p0000000000000000", "/people/p0000000000000000/part"])
def test_an_unknown_person_is_told_in_plain_words(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Check it, or look for the person on the list" in answer.text


def test_an_unknown_page_and_an_unknown_measure_say_what_to_do(client: TestClient) -> None:
    assert "start again from the list" in client.get("/nowhere").text
    answer = client.get("/measures/bed_blockers")
    assert answer.status_code == 404
    assert "Known:" in answer.text and "delayed_days" in answer.text


def test_a_page_can_only_be_read(client: TestClient) -> None:
    answer = client.post("/")
    assert answer.status_code == 405
    assert "can only be read" in answer.text


def test_a_person_is_found_by_hospital_number_sent_out_of_sight(client: TestClient) -> None:
    answer = client.post("/find", data={"who": "RNS 1000002"})
    assert answer.status_code == 303
    assert re.fullmatch(r"/people/p[0-9a-f]{16}", answer.headers["location"])
    assert "Cora Finch" in client.get(answer.headers["location"]).text
    assert client.get("/find").status_code == 405


def test_a_person_in_a_bed_is_found_by_part_of_a_name_and_several_are_offered(client: TestClient) -> None:
    one = client.post("/find", data={"who": "finch"})
    assert one.status_code == 303 and "Cora Finch" in client.get(one.headers["location"]).text
    several = client.post("/find", data={"who": "ra"})
    assert several.status_code == 200 and several.text.count('<li><a href="/people/') > 1


def test_nobody_is_found_by_name_where_names_are_not_shown(wards: DataDir, system: System) -> None:
    app = make_app(wards, system, names=False)
    client = signed_in(TestClient(app, base_url="http://localhost", follow_redirects=False))
    answer = client.post("/find", data={"who": "finch"})
    assert answer.status_code == 404
    app.state.desk.close()


@pytest.mark.parametrize("who", ["", "   ", "RNS 9999999", "' or 1=1 --"])
def test_nobody_found_says_what_to_do(client: TestClient, who: str) -> None:
    answer = client.post("/find", data={"who": who})
    assert answer.status_code == 404
    assert "Nobody found" in answer.text


def test_an_unforeseen_fault_shows_no_traceback_and_logs_nobody(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    desk = client.app.state.desk  # type: ignore[attr-defined]
    choose = desk.board.choose
    desk.board.choose = lambda *_: (_ for _ in ()).throw(RuntimeError("Ada Brindle"))
    with caplog.at_level(logging.ERROR):
        answer = client.get("/")
    desk.board.choose = choose
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert "Traceback" not in answer.text and "Ada" not in answer.text
    assert "RuntimeError at" in caplog.text and "Ada" not in caplog.text


def test_a_ledger_that_cannot_be_read_says_so_in_its_own_sentence(wards: DataDir, system: System) -> None:
    app = make_app(wards, system)
    client = signed_in(TestClient(app, base_url="http://localhost"))
    app.state.desk.ledger.close()
    file = Path(wards.path) / "ledger.sqlite"
    for beside in wards.path.glob("ledger.sqlite*"):
        beside.unlink()
    file.write_bytes(b"not a database at all" * 100)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "is not a ledger" in answer.text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum(a1)", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_stays_text(text: str) -> None:
    assert f"'{text.strip()}"[:2] in sheet(["Name"], [[text]]).replace("\t", "").replace("\r", "")
    assert sheet(["Nights"], [[-1]]).endswith("\r\n-1\r\n")


def test_health_says_nothing_about_anybody(client: TestClient) -> None:
    assert client.get("/health").json() == {"works": True, "position": 36, "origin": "made-up:two-wards"}


def test_a_stream_is_not_confused_by_a_position_that_is_none(site: str) -> None:
    entered = httpx.post(f"{site}/sign-in/invented", data={"account": invented().account})
    for after in ("", "abc", "-1", "9" * 30):
        with httpx.stream("GET", f"{site}/stream?after={after}", timeout=5, cookies=entered.cookies) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert next(answer.iter_lines()) == ": listening"
