"""Measures as pages, from real tables of the two wards, and their picture by month."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from homefirst.columns import Person, build
from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.measures import all_measures
from homefirst.profile.words import month_words
from homefirst.system import System
from homefirst.web import make_app
from homefirst.web.plain import plain
from tests.web.signing import signed_in
from tests.web.two_wards import at


@pytest.fixture
def measured(wards: DataDir, system: System) -> Iterator[TestClient]:
    """The pages of the two wards with their tables made."""
    people, ledger = wards.people(), wards.ledger()
    build(ledger, wards.tables, [Person(*who) for who in people.attributes()], people.same_person())
    people.close()
    ledger.close()
    app = make_app(wards, system)
    yield signed_in(TestClient(app, base_url="http://localhost"))
    app.state.desk.close()


def test_without_tables_the_pages_say_how_to_make_them(client: TestClient) -> None:
    for address in ("/measures", "/measures/delayed_days"):
        assert "There are no tables yet" in client.get(address).text
    assert client.get("/measures/delayed_days.csv").status_code == 404


def test_every_measure_is_listed_and_each_sort_has_a_page(measured: TestClient) -> None:
    listed = measured.get("/measures")
    assert listed.status_code == 200
    assert [name for name in all_measures() if f'href="/measures/{name}"' not in listed.text] == []
    alike = {(m.section, m.answer): m for m in all_measures().values()}  # a page takes half a second: one of each sort
    for measure in alike.values():
        page = measured.get(f"/measures/{measure.name}")
        assert page.status_code == 200
        assert measure.why_it_matters.split()[0] in page.text


def test_a_measure_can_be_split_and_kept_as_a_file(measured: TestClient) -> None:
    page = measured.get("/measures/no_longer_meeting_criteria_to_reside?by=provider").text
    assert ">Northampton General</td>" in page
    file = measured.get("/measures/no_longer_meeting_criteria_to_reside.csv?by=provider").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert {row["provider"] for row in rows} == {"RNS"}
    assert f">{plain(float(rows[0]['value']))}<" in page


def test_a_split_that_a_measure_does_not_have_is_refused_with_those_it_has(measured: TestClient) -> None:
    for address in ("/measures/delayed_days?by=colour", "/measures/delayed_days.csv?by=colour"):
        answer = measured.get(address)
        assert answer.status_code == 404
        assert "cannot be split by" in answer.text and "month" in answer.text


def test_of_two_months_nothing_is_drawn_and_the_table_has_them(measured: TestClient) -> None:
    page = measured.get("/measures/no_longer_meeting_criteria_to_reside").text
    assert "Dec 2025</td>" in page.partition("By month</h2>")[2]
    assert "Making Data Count" not in page


def test_figures_older_than_the_ledger_say_so(measured: TestClient, wards: DataDir) -> None:
    assert "do not know yet" not in measured.get("/measures").text
    ledger = wards.ledger()
    ledger.append([new_event("p1", Kind.REGISTERED, at(12, "09:00"))])
    ledger.close()
    assert "The ledger has 1 events that these figures do not know yet" in measured.get("/measures").text


def test_numbers_are_written_as_people_write_them() -> None:
    assert [plain(n) for n in (None, 0, 3.0, 0.31, 12.345, 1234.5, 1_000_000)] == [
        "", "0", "3", "0.31", "12.3", "1,234", "1,000,000",
    ]  # fmt: skip


def test_months_are_said_in_letters() -> None:
    assert month_words("2026-01") == "Jan 2026"


def test_a_share_or_a_rate_is_set_against_chance_or_says_why_not(measured: TestClient) -> None:
    for name in ("weekend_discharges", "delayed_days", "length_of_stay_p90_65"):
        page = measured.get(f"/measures/{name}").text
        assert ('id="funnel"' in page) == (name != "length_of_stay_p90_65")
    assert "fewer than 5 parts have a value" in measured.get("/measures/weekend_discharges").text
    assert "nobody can say how far chance alone" in measured.get("/measures/delayed_days").text
    assert "?by=ward#funnel" in measured.get("/measures/weekend_discharges").text
