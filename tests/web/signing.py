"""Signing in for tests of the pages, as one of the demo's invented users."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from httpx import Response
from playwright.sync_api import Page
from starlette.testclient import TestClient

from homefirst.record.invented import invented_users
from homefirst.record.reader import Reader, Role
from homefirst.web.door import COOKIE


def invented(who: str = "coordinator") -> Reader:
    """The first invented user with this role, or the one with this account."""
    return next(user for user in invented_users() if who in (user.role, user.account))


def signed_in(client: TestClient, who: Role | str = "coordinator") -> TestClient:
    """The same client, signed in as the first invented user of this role, or as the account of this name."""
    answer = client.post("/sign-in/invented", data={"account": invented(who).account}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    access = client.app.state.access  # type: ignore[attr-defined]
    session = access.sessions.find(client.cookies[COOKIE], access.clock())
    client.headers["x-form-token"] = session.form_token  # so that a test may send a form without opening its page
    client.post = partial(post_as_opened_now, client)  # type: ignore[method-assign]
    return client


def post_as_opened_now(client: TestClient, address: str, **rest: Any) -> Response:
    """Send a form as though its page had been opened just now, unless the test says what was seen (`seen`)."""
    if "content" not in rest:
        position = client.app.state.desk.ledger.position()  # type: ignore[attr-defined]
        rest["data"] = {"seen": str(position), **(rest.get("data") or {})}
    return TestClient.post(client, address, **rest)


def form_token(client: TestClient, address: str = "/") -> str:
    """The token that forms on a page of ours carry, for a test that sends one."""
    found = re.search(r'name="form_token" value="([^"]+)"', client.get(address).text)
    assert found, f"{address} has no form"
    return found.group(1)


def browser_signed_in(page: Page, who: Role | str = "coordinator") -> Page:
    """The same browser page, signed in by the cookie that the chooser gives."""
    user = invented(who)
    page.goto("/sign-in")
    page.get_by_role("button", name=f"{user.role.words}: {user.name}").click()
    return page
