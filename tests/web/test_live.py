"""What an open page is told of changes."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from homefirst.hub.follow import Followed
from homefirst.web import live
from homefirst.web.board_pages import made_for
from homefirst.web.desk import Desk
from homefirst.web.door import COOKIE
from tests.apart import run_apart
from tests.web.signing import invented


def heard(client: TestClient, changes: list[Followed], until: str) -> list[str]:
    """What a coordinator's open list hears of changes that come while the line opens, up to a line that has this."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    cookie = f"{COOKIE}={client.cookies[COOKIE]}".encode()
    scope = {"type": "http", "app": client.app, "headers": [(b"cookie", cookie)], "homefirst.reader": invented()}

    async def listen() -> list[str]:
        found = list[str]()
        async for line in live.messages(live.OpenPage(Request(scope)), desk.board.follow().position):
            found.append(line)
            if until in line:
                break
            for change in changes:
                desk.hear(change)
            for page, told in live.look(desk):
                page.lines.put_nowait(told)
        return found

    return run_apart(listen)


def test_changes_that_come_together_are_told_once_with_all_the_people_in_them(client: TestClient) -> None:
    rows = client.app.state.desk.board.rows()  # type: ignore[attr-defined]
    one, other = rows[0].person, rows[1].person
    changes = [Followed(901, frozenset({one})), Followed(902, frozenset({other, one})), Followed(903, frozenset())]
    (_, line) = heard(client, changes, "changed")
    assert "id: 903\n" in line and "2 people changed" in line


def test_what_a_service_says_of_itself_does_not_make_every_list_be_asked_for_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "STILL_HERE_SECONDS", 0.05)
    assert heard(client, [Followed(901, frozenset())], "still here") == [": listening\n\n", ": still here\n\n"]


def test_many_ask_for_lists_at_once_and_each_is_given_the_one_asked_for(client: TestClient) -> None:
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]

    def ask(n: int) -> int:
        cookie = f"{COOKIE}={client.cookies[COOKIE]}".encode()
        query = f"show=all&rows={1 + n % 75}".encode()
        scope = {"type": "http", "app": client.app, "headers": [(b"cookie", cookie)], "query_string": query}
        wanted, _, made = made_for(Request({**scope, "homefirst.reader": invented()}))
        return int(len(made.people) == min(wanted.rows, len(desk.board.rows())))

    turn = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that threads come between one another wherever they can
    try:
        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(ask, range(600))) == 600
    finally:
        sys.setswitchinterval(turn)
