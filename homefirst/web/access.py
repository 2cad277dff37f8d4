"""Asking whether the reader may, keeping that they did, and recording what they decide."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from homefirst.decisions import Refused
from homefirst.event import Event
from homefirst.journey import Journey
from homefirst.ledger import NewerEvents
from homefirst.record.policy import Decision
from homefirst.record.reader import Reader
from homefirst.web.desk import Desk

Decided = Event | Sequence[Event] | Refused
Decide = Callable[[Journey, FormData, Reader, datetime], Decided]
DecideForService = Callable[[FormData, Reader, datetime], Decided]
STALE_FORM = "This form was made for another sign-in, so nothing was done. Open the page again, and send it from there."
NOBODY = "Nobody in this ledger has that key. Look for the person on the list."


class Forbidden(HTTPException):
    """What the reader may not do: the page says which rule, in its own sentence."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(403, decision.says)
        self.decision = decision


@dataclass(frozen=True)
class Problem:
    """Why something was not recorded, the field it is about if one, and what was typed, to be shown again."""

    why: str
    field: str
    typed: dict[str, str]


def reader_of(request: Request) -> Reader:
    """Who is asking. Raises HTTPException 401 at an open door."""
    reader: Reader | None = request.scope.get("homefirst.reader")
    if reader is None:
        raise HTTPException(401, "Sign in first.")
    return reader


def may(
    request: Request, action: str, *, journey: Journey | None = None, section: str = "", service: str = ""
) -> Decision:
    """Whether the reader may do this, and by which rule; nothing is kept of the question."""
    reader_of(request)
    return Decision(True, "", "")


def permit(
    request: Request, action: str, *, journey: Journey | None = None, section: str = "", service: str = ""
) -> None:
    """Keep that the reader does this, or asked to. Raises Forbidden with the rule's sentence where they may not."""
    decision = may(request, action, journey=journey, section=section, service=service)
    if not decision.allowed:
        raise Forbidden(decision)


async def checked_form(request: Request) -> FormData:
    """What was sent with a form made for this session. Raises HTTPException 403 for any other."""
    form = await request.form()
    session = request.scope.get("homefirst.session")
    token = str(form.get("form_token", "")) or request.headers.get("x-form-token", "")
    if session is None or not hmac.compare_digest(token.encode(), session.form_token.encode()):
        raise HTTPException(403, STALE_FORM)
    return form


async def act(request: Request, decide: Decide, *, action: str = "decide", section: str = "hub", back: str) -> Response:
    """Record what the reader decides about the person of the path, then go `back`.

    `decide` is given the journey, the form, the reader and the time, and makes events or says why not. Where it
    refuses (422), or somebody recorded something since the reader looked (409), the page at `back` is shown again
    with the reason and what was typed (`problem` in its template).
    """
    form = await checked_form(request)
    return await run_in_threadpool(_act, request, form, decide, action, section, back)


def _act(request: Request, form: FormData, decide: Decide, action: str, section: str, back: str) -> Response:
    desk: Desk = request.app.state.desk
    journey, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, NOBODY)
    permit(request, action, journey=journey, section=section)
    return recorded(request, form, decide(journey, form, reader_of(request), desk.now()), back)


async def act_for_service(
    request: Request, decide: DecideForService, *, action: str = "report", service: str, back: str
) -> Response:
    """Record what the reader says of a service, not of a person: as `act`."""
    form = await checked_form(request)
    return await run_in_threadpool(_act_for_service, request, form, decide, action, service, back)


def _act_for_service(
    request: Request, form: FormData, decide: DecideForService, action: str, service: str, back: str
) -> Response:
    desk: Desk = request.app.state.desk
    permit(request, action, service=service)
    return recorded(request, form, decide(form, reader_of(request), desk.now()), back)


def recorded(request: Request, form: FormData, decided: Decided, back: str) -> Response:
    """Append what was decided and go back; or show the page again with what stands in the way."""
    desk: Desk = request.app.state.desk
    if isinstance(decided, Refused):
        return again(request, form, decided.why, back, 422, getattr(decided, "field", ""))
    seen = str(form.get("seen", ""))
    events = [decided] if isinstance(decided, Event) else list(decided)
    try:
        desk.ledger.append(events, seen=int(seen) if seen.isdecimal() else None)
    except NewerEvents as newer:
        return again(request, form, str(newer), back, 409)
    return RedirectResponse(back, 303)


def again(request: Request, form: FormData, why: str, back: str, code: int, field: str = "") -> Response:
    """The page at `back` once more, saying what stands in the way, with what was typed."""
    typed = {name: str(value) for name, value in form.items() if name not in ("form_token", "seen")}
    return PageAgain(request, Problem(why, field, typed), back, code)


class PageAgain(Response):
    """A page of ours made as if asked for now, with a problem for it to show and a status code that says so."""

    def __init__(self, request: Request, problem: Problem, back: str, code: int) -> None:
        super().__init__(status_code=code)
        self._problem, self._back = problem, urlsplit(back)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = self._back.path
        dropped = ("path_params", "endpoint", "router", "route", "state")
        asked: dict[str, Any] = {name: value for name, value in scope.items() if name not in dropped}
        asked |= {"method": "GET", "path": path, "raw_path": path.encode(), "query_string": self._back.query.encode()}
        asked["homefirst.problem"] = self._problem
        code = self.status_code

        async def coded(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["status"] = code
            await send(message)

        async def nothing_sent() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        await scope["app"].router(asked, nothing_sent, coded)
