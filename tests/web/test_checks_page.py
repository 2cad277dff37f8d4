"""The page of what looks odd."""

from __future__ import annotations

from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
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
