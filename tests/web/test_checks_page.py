"""The page of what looks odd."""

from __future__ import annotations

from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.system import System
from homefirst.web import make_app
from tests.web.signing import signed_in
from tests.web.two_wards import at, key


def test_an_oddity_names_the_person_by_a_link_and_says_what_to_do(client: TestClient, wards: DataDir) -> None:
    people, ledger = wards.people(), wards.ledger()
    gus = key(people, "gus")
    ledger.append([new_event(gus, Kind.DISCHARGED, at(1), spell=f"v-{gus}", detail="19/1")])
    people.close()
    ledger.close()
    page = client.get("/checks")
    assert page.status_code == 200
    assert f'href="/people/{gus}">Gus Penrose' in page.text


def test_where_nothing_looks_odd_the_page_says_so(data_dir: DataDir, system: System) -> None:
    data_dir.ledger("made-up:nobody").close()
    app = make_app(data_dir, system)
    page = signed_in(TestClient(app, base_url="http://localhost")).get("/checks").text
    app.state.desk.close()
    assert "Nothing looks odd in the journeys of everyone in this ledger." in page
