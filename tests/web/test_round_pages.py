"""Board rounds, discharge events, long stays and red and green days as pages."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from tests.web.signing import signed_in
from tests.web.two_wards import key


def begin(client: TestClient, ward: str = "RNS:HAWTHORN") -> str:
    return str(client.get(f"/round?ward={ward}").headers["location"])


def link(page: str, words: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>{words}', page)
    assert found is not None, words
    return unescape(found.group(1))


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return unescape(found.group(1))


def test_a_round_meets_everyone_on_the_ward_once_in_the_order_of_beds(client: TestClient) -> None:
    address, met = begin(client), list[str]()
    for _ in range(3):
        page = client.get(address).text
        met += re.findall(r"</span>([^<]*)</h1>", page)
        ending = re.search(r">End the round<", page)
        address = link(page, "End the round<" if ending else "Next: ")
    assert len(met) == len(set(met)) == 3
    assert "The round is over" in client.get(client.get(address).headers["location"]).text


def test_a_round_is_timed_by_the_clock_of_what_is_recorded_in_it(client: TestClient) -> None:
    now, begun = client.app.state.desk.now(), re.search(r"began=(\d+)", begin(client))  # type: ignore[attr-defined]
    assert begun is not None and 0 <= int(begun[1]) + 1 - now.timestamp() < 60


def test_what_is_decided_in_a_round_stays_in_the_round_and_is_in_its_summary(client: TestClient) -> None:
    address = begin(client)
    page = client.get(address).text
    person = re.search("person=(p[0-9a-f]+)", address)
    assert person is not None
    form = {name: hidden(page, name) for name in ("seen", "back", "here")}
    refused = client.post(f"/people/{person[1]}/steps/task", data={**form, "step": "task", "task": "family"})
    assert refused.status_code == 422
    assert "Board round" in refused.text and "Say which team does it" in refused.text
    said = {**form, "step": "task", "task": "family", "owner": "ward"}
    done = client.post(f"/people/{person[1]}/steps/task", data=said)
    page = client.get(done.headers["location"]).text
    assert page.count('nhsuk-tag--green">Recorded') == 1
    end = client.get(client.get(link(page, "End the round here")).headers["location"]).text
    assert "<strong>1</strong> thing recorded; nothing was recorded of <strong>2</strong> people" in end
    assert "Family or carer told and ready" in end


def test_after_somebody_leaves_in_a_round_it_goes_on_at_the_next_bed(client: TestClient) -> None:
    address = begin(client)
    page = client.get(address).text
    onward = link(page, "Next: ")
    person = re.search("person=(p[0-9a-f]+)", address)
    assert person is not None
    form = {"step": "discharge", "destination": "19", "method": "1", **{n: hidden(page, n) for n in ("seen", "back")}}
    left = client.post(f"/people/{person[1]}/steps/discharge", data=form)
    after = client.get(left.headers["location"]).text
    assert "not in a hospital bed any more" in after
    assert link(after, "Next: ") == onward


def test_a_ward_team_rounds_its_own_hospital(client: TestClient) -> None:
    assert "Hawthorn ward" in signed_in(client, "sister.northampton").get("/round").text
    assert "Hawthorn ward" not in signed_in(client, "sister.kettering").get("/round").text


def test_the_census_of_long_stays_adds_up(client: TestClient) -> None:
    page = client.get("/long-stays").text
    cells = re.findall(r'<td class="nhsuk-table__cell number">(?:<strong>)?(\d+)', page)[:6]
    under_7, from_7, from_14, from_21, in_bed, due = map(int, cells)
    assert under_7 + from_7 + from_14 + from_21 == in_bed == 7
    assert f"<strong>{from_7 + from_14 + from_21}</strong> for 7 nights or more" in page
    assert due == from_7 + from_14 + from_21


@pytest.mark.parametrize(
    ("query", "people"), [("at=7", 5), ("at=14", 2), ("at=21", 2), ("at=21&due=1", 2), ("at=99", 5)]
)
def test_long_stays_are_listed_from_a_threshold(client: TestClient, query: str, people: int) -> None:
    assert len(re.findall(r'<tr[^>]* id="p[0-9a-f]{16}"', client.get(f"/long-stays?{query}").text)) == people


def test_a_ward_is_judged_person_by_person_and_lost_days_add_up(client: TestClient, wards: DataDir) -> None:
    page = client.get("/days?ward=RNS:HAWTHORN").text
    assert "<strong>3</strong> not judged, of <strong>3</strong>" in page
    people = wards.people()
    for name, said in (("ada", {"colour": "red", "reason": "therapy"}), ("cora", {"colour": "green", "reason": ""})):
        form = {"step": "day", "seen": hidden(page, "seen"), "back": "/days?ward=RNS:HAWTHORN", **said}
        assert client.post(f"/people/{key(people, name)}/steps/day", data=form).status_code == 303
    people.close()
    page = client.get("/days?ward=RNS:HAWTHORN").text
    assert "<strong>1</strong> green, <strong>1</strong> judged red, <strong>1</strong> not judged" in page
    assert re.search(r"Waiting for therapy</td><td[^>]*>1</td>", page)
    assert re.search(r"All red days</strong></td><td[^>]*><strong>1</strong>", page)


def test_an_agreed_action_is_followed_until_it_is_done(client: TestClient, wards: DataDir) -> None:
    page = client.get("/made").text
    assert "Longest waits of whom nothing is agreed yet (2)" in page
    people = wards.people()
    cora = key(people, "cora")
    people.close()
    form = client.get(f"/people/{cora}/steps/task?agree=1&back=/made").text
    assert '<option value="agreed_action" selected>' in form
    said = {"task": "agreed_action", "owner": "broker", "due": "2026-01-14", "what": "Ask three homes again"}
    sent = client.post(
        f"/people/{cora}/steps/task", data={"step": "task", "seen": hidden(form, "seen"), "back": "/made", **said}
    )
    assert sent.headers["location"].startswith("/made?recorded=")
    page = client.get("/made").text
    assert "<h2" in page and "Open (1)" in page and "Ask three homes again" in page and "Care brokers" in page
    assert "nothing is agreed yet (1)" in page
    task = hidden(page, "task_id")
    done = {"step": "task-done", "seen": hidden(page, "seen"), "task_id": task, "back": "/made", "here": "/made"}
    assert client.post(f"/people/{cora}/steps/task-done", data=done).status_code == 303
    page = client.get("/made?day=2026-01-12").text
    assert "Done (1)" in page and "Open (" not in page
