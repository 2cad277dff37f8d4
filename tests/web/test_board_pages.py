"""The board as a page, asked without a browser."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from homefirst.record.invented import invented_users
from homefirst.record.reader import Role
from homefirst.system import System
from homefirst.web import make_app
from tests.web.signing import signed_in
from tests.web.two_wards import at, key, two_wards


def names(page: str) -> list[str]:
    """The people on the board, in its order."""
    return re.findall(r'<a href="/people/p[0-9a-f]{16}">([^<]*)</a>', page)


def test_the_board_shows_who_is_ready_and_still_there_longest_first(client: TestClient) -> None:
    page = client.get("/").text
    shown = names(page)
    assert shown[:2] == ["Cora Finch", "Ada Brindle"]
    assert shown[-1] == "Hal Stone"
    assert len(shown) == 5
    assert "<strong>5</strong> ready to leave, of <strong>7</strong> in a bed" in page


def test_a_row_says_how_long_what_for_and_what_next(client: TestClient) -> None:
    row = re.search(r"<tr[^>]*>(?:(?!</tr>).)*Ada Brindle.*?</tr>", client.get("/").text, re.DOTALL)
    assert row is not None
    for words in (
        "86 years",
        "Hawthorn ward, Northampton General, bed B04",
        "13 nights",
        "since Tue 30 Dec",
        "23 nights",
        "1: Home with support",
        "Home-based rehabilitation, reablement or recovery services not yet available (Pathway 1)",
        "10 nights",
        "Fri 9 Jan",
        "passed",
        "moved 2 times",
        "To do: medicines to take home",
        "to begin: said yes Fri 2 Jan",
    ):
        assert words in row.group(), words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("show=all", 7),
        ("ward=RNS:ROWAN", 3),
        ("ward=RNS:ROWAN&show=all", 4),
        ("pathway=none", 3),
        ("pathway=3", 1),
        ("reason=28", 1),
        ("reason=none", 3),
        ("ready=13", 2),
        ("ready=14", 1),
        ("show=all&stay=23", 2),
        ("ward=RNS:NOWHERE", 0),
    ],
)
def test_a_filter_is_a_link(client: TestClient, query: str, expected: int) -> None:
    for address in ("/", "/board"):
        assert len(names(client.get(f"{address}?{query}").text)) == expected


def test_a_link_keeps_the_other_filters(client: TestClient) -> None:
    page = client.get("/?show=all&pathway=none").text
    assert 'href="/?show=all&amp;pathway=none&amp;ward=RNS%3AROWAN"' in page


@pytest.mark.parametrize("text", ["seven", "-1", "7.5", "9999999999", "<script>alert(1)</script>"])
def test_a_number_that_cannot_be_read_is_said_and_left_out(client: TestClient, text: str) -> None:
    answer = client.get("/", params={"ready": text})
    assert answer.status_code == 200
    assert "is not a number" in answer.text
    assert "<script>alert" not in answer.text
    assert len(names(answer.text)) == 5


def test_a_name_with_a_tag_in_it_is_shown_and_not_run(client: TestClient) -> None:
    page = client.get("/").text
    assert "Fay &lt;b&gt;Okoro&lt;/b&gt;" in page
    assert "<b>Okoro" not in page


def test_every_page_says_whose_records_these_are_and_as_at_when(client: TestClient) -> None:
    for address in ("/", "/codes", "/about", "/measures", "/nowhere"):
        page = client.get(address).text
        assert "Made-up people: two-wards. Nobody here exists." in page
        assert "As at Mon 12 January 2026, 08:20" in page


def test_a_new_event_is_on_the_board_at_the_next_look(client: TestClient, wards: DataDir) -> None:
    assert "Dot Marlow" not in names(client.get("/").text)
    people, ledger = wards.people(), wards.ledger()
    dot = key(people, "dot")
    ledger.append([new_event(dot, Kind.CRITERIA_TO_RESIDE_NOT_MET, at(12, "09:00"), spell=f"v-{dot}")])
    assert names(client.get("/").text)[-1] == "Dot Marlow"
    people.close()
    ledger.close()


def test_the_list_can_be_kept_as_a_file_that_no_spreadsheet_runs(client: TestClient) -> None:
    answer = client.get("/board.csv?show=all")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert answer.headers["content-disposition"] == 'attachment; filename="list.csv"'
    assert [row[0] for row in rows[1:3]] == ["Cora Finch", "Ada Brindle"]
    assert rows[2][4:6] == ["13", "23"]
    assert len(rows) == 8


def test_people_are_shown_by_key_where_names_are_hidden(data_dir: DataDir, system: System) -> None:
    two_wards(data_dir)
    for names_shown in (False, True):
        app = make_app(data_dir, system, now=lambda: at(12, "08:20"), names=names_shown)
        client = signed_in(TestClient(app, base_url="http://localhost"))
        person = re.findall(r"/people/(p[0-9a-f]{16})", client.get("/").text)[0]
        for address in ("/", f"/people/{person}", "/board.csv"):
            assert ("Cora" in client.get(address).text) is names_shown
        app.state.desk.close()


def test_a_ledger_that_holds_nobody_says_what_to_do(data_dir: DataDir, system: System) -> None:
    data_dir.ledger("made-up:nobody").close()
    app = make_app(data_dir, system)
    client = signed_in(TestClient(app, base_url="http://localhost"))
    assert "Nobody is in a bed in this ledger" in client.get("/").text
    app.state.desk.close()


# Whose the next thing is, and the clocks


def test_each_next_thing_says_whose_it_is_and_how_long_it_has_waited(client: TestClient) -> None:
    row = row_of(client.get("/").text, "Ada Brindle")
    assert "Short Term Assessment and Reablement Team" in row and "10 nights" in row
    assert "To do: medicines to take home <small>Pharmacy</small>" in row
    assert "look due at 21" in row


def test_the_list_is_grouped_by_what_keeps_people_and_adds_up(client: TestClient) -> None:
    page = client.get("/?group=blocker").text
    found = re.findall(r'class="group"><th[^>]*>([^<]*): (\d+) (?:person|people)', page)
    assert [(words[:22], int(number)) for words, number in found] == [
        ("Residential/nursing ho", 1),
        ("Home-based rehabilitat", 1),
        ("No reason recorded", 3),
    ]
    assert "<strong>5</strong></td>" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("owner=community", ["Ada Brindle"]),
        ("owner=START", ["Ada Brindle"]),
        ("task=medicines", ["Ada Brindle"]),
        ("owner=broker", ["Cora Finch"]),
        ("pathway=1,3", ["Cora Finch", "Ada Brindle"]),
        ("trust=RNQ", []),
    ],
)
def test_the_list_can_be_narrowed_to_whose_it_is(client: TestClient, query: str, expected: list[str]) -> None:
    assert names(client.get(f"/?{query}").text) == expected


def test_fifty_are_shown_at_first_and_a_link_goes_on_where_they_end(client: TestClient) -> None:
    page = client.get("/?show=all&rows=2").text
    assert len(names(page)) == 2
    (link, more) = re.findall(r'<a href="(/\?[^"]*)">Show (\d+) more', page)[0]
    assert more == "5"
    after = client.get(link.replace("&amp;", "&")).text
    assert len(names(after)) == 7
    assert f'id="{link.partition("#")[2]}"' in after
    assert len(names(client.get("/?show=all&rows=0").text)) == 7


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("coordinator", "Ready to leave, and still in a bed"),
        ("ward", "Everyone in a bed"),
        ("pharmacist", '<option value="medicines" selected>'),
        ("broker", '<option value="blocker" selected>'),
        ("social_worker", '<option value="social_worker,broker" selected>'),
    ],
)
def test_each_role_begins_with_the_list_that_suits_it(client: TestClient, role: str, expected: str) -> None:
    assert expected in signed_in(client, role).get("/").text


def test_a_ward_sister_begins_with_her_own_ward_and_may_see_the_rest_of_her_hospital(client: TestClient) -> None:
    signed_in(client, "sister.northampton")
    own = client.get("/").text
    assert names(own) == names(client.get("/?show=all&ward=RNS:HAWTHORN&sort=ward").text) != []
    assert len(names(client.get("/?show=all").text)) > len(names(own))


def test_the_wards_of_the_demos_sisters_are_wards_of_its_system(system: System) -> None:
    sisters = [user for user in invented_users() if user.role is Role.WARD]
    assert sisters and all(system.service(one.service) for one in sisters)
    assert all(one.service.startswith(f"{one.organisation}:") and not one.provides for one in sisters)


@pytest.mark.parametrize(("role", "first"), [("care_home", "/ours"), ("analyst", "/measures")])
def test_who_has_no_use_for_the_list_begins_elsewhere(client: TestClient, role: str, first: str) -> None:
    assert signed_in(client, role).get("/").headers["location"] == first


def row_of(page: str, name: str) -> str:
    """The row of one person."""
    found = re.search(rf"<tr[^>]*>(?:(?!</tr>).)*{name}.*?</tr>", page, re.DOTALL)
    assert found is not None
    return found.group()
