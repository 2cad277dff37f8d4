"""The web application: which address shows which page, and what is said when something cannot be shown."""

from __future__ import annotations

import gc
import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from homefirst.apart import LongWork, at_once
from homefirst.datadir import DataDir
from homefirst.documents import DocumentError
from homefirst.ledger import LedgerError
from homefirst.people import PeopleError
from homefirst.record.access_file import AccessError
from homefirst.system import System
from homefirst.web import (
    account_pages,
    assessment_pages,
    audit_pages,
    beside_pages,
    board_pages,
    capacity_pages,
    choice_pages,
    clock_pages,
    directory_pages,
    first_pages,
    form_pages,
    gap_pages,
    incident_pages,
    interface_pages,
    long_stay_pages,
    made_pages,
    matching_pages,
    measure_pages,
    medicine_pages,
    person_pages,
    policy_pages,
    profile_pages,
    provider_pages,
    reference_pages,
    referral_pages,
    return_pages,
    round_pages,
    sign_in_pages,
    step_pages,
    summary_audit_pages,
    summary_copy_pages,
    summary_pages,
    tomorrow_pages,
    unmet_pages,
    vacancy_pages,
    what_if_pages,
)
from homefirst.web.access import Forbidden
from homefirst.web.clock_facts import limits_of
from homefirst.web.desk import Clock, open_desk
from homefirst.web.door import Door, open_access, refuse_unready
from homefirst.web.live import following, stream
from homefirst.web.provider import provider_of
from homefirst.web.show import show

STATIC = Path(__file__).parent / "static"
LOCAL = ("127.0.0.1", "localhost")
KEEP_ALIVE_SECONDS = 75  # longer than people think and browsers wait: a line closed while a form is sent loses the form
SELDOM = (50_000, 20, 20)  # how often Python looks for rings of things: events make none, and there are many of them
TURN_SECONDS = 0.001  # how long a page is made before others have a turn: a step waits less behind fifty lists
# Every page's file; the order matters only where two addresses could be meant.
PAGES = (
    first_pages,
    board_pages,
    capacity_pages,
    clock_pages,
    choice_pages,
    matching_pages,
    directory_pages,
    form_pages,
    gap_pages,
    person_pages,
    measure_pages,
    medicine_pages,
    profile_pages,
    provider_pages,
    assessment_pages,
    referral_pages,
    vacancy_pages,
    incident_pages,
    interface_pages,
    long_stay_pages,
    made_pages,
    reference_pages,
    account_pages,
    audit_pages,
    policy_pages,
    round_pages,
    sign_in_pages,
    beside_pages,
    return_pages,
    step_pages,
    summary_audit_pages,
    summary_copy_pages,
    summary_pages,
    tomorrow_pages,
    unmet_pages,
    what_if_pages,
)
log = logging.getLogger("homefirst.web")

# Nothing inline and nothing from elsewhere: a name with a tag in it cannot run, and no request leaves the machine.
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SENTENCES = {
    404: "There is no such page. Check the address, or start again from the list.",
    405: "This address takes only what a form sends it, or can only be read. Start again from the list.",
}


def make_app(
    data_dir: DataDir,
    system: System,
    *,
    now: Clock | None = None,
    names: bool | None = None,
    hosts: Sequence[str] = LOCAL,
    flow_of: str | None = None,
    long_work: LongWork = at_once,
) -> Starlette:
    """The pages of one data directory.

    `now` is the time that it is: by default the real one for a recorded ledger, else that of its last recorded
    event and on from there. `names` false hides from everyone who people are; else policy says whom each reader may
    see. Requests for other `hosts` than these are refused, so that a page elsewhere cannot read this one through the
    reader's browser. `flow_of` is where the system's flow.toml is, if not under its name;
    `long_work` where work of many seconds is done.
    Raises LedgerError, PeopleError, DataDirError, AccessError, ProviderError.
    """
    app = Starlette(
        routes=[
            *(route for page in PAGES for route in page.ROUTES),
            Route("/stream", stream),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=1),
            Middleware(Door),
        ],
        exception_handlers={
            HTTPException: refused,
            LedgerError: unreadable,
            PeopleError: unreadable,
            DocumentError: unreadable,
            AccessError: unreadable,
        },
        lifespan=following,
    )
    app.state.desk = open_desk(data_dir, system, now, names, limits_of(system, flow_of))
    app.state.access = open_access(data_dir, flow_of or system.name, app.state.desk.ledger.origin)
    app.state.provider = provider_of()
    app.state.what_if, app.state.flow_of = None, flow_of
    app.state.profiles, app.state.long_work = {}, long_work
    return app


def serve(app: Starlette, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the pages until interrupted. Addresses are not logged: they name people, if only by key.

    Raises AccessError where real people's records would be served without a secret or without an administrator.
    """
    refuse_unless_ready(app)
    gc.set_threshold(*SELDOM)
    sys.setswitchinterval(TURN_SECONDS)
    uvicorn.run(
        app, host=host, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=1,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )  # fmt: skip


def refuse_unless_ready(app: Starlette) -> None:
    """Raises AccessError where real people's records would be served without a secret or without an administrator."""
    refuse_unready(app.state.access, app.state.desk.data_dir.path)


def refused(request: Request, error: Exception) -> Response:
    """A page that cannot be shown, and what to do instead."""
    code = error.status_code if isinstance(error, HTTPException) else 500
    said = error.detail if isinstance(error, HTTPException) else ""
    words = SENTENCES.get(code, said) if said in ("Not Found", "Method Not Allowed", "") else said
    facts = {"title": "This page cannot be shown", "words": words}
    if isinstance(error, Forbidden) and not error.decision.silent:
        return show(request, "forbidden.html", facts | forbidden_facts(request, error), code)
    return show(request, "message.html", facts, code)


def forbidden_facts(request: Request, error: Forbidden) -> dict[str, object]:
    """Which rule says no, and the way in an emergency where there is one."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    emergency = urlencode({"person": error.person, "next": asked}) if error.decision.emergency and error.person else ""
    return {"rule": error.decision.rule, "in_emergency": emergency if request.method == "GET" else ""}


def unreadable(request: Request, error: Exception) -> Response:
    """The ledger or the people file cannot be read now: its own sentence says what to do."""
    return show(request, "message.html", {"title": "The records cannot be read now", "words": str(error)}, 503)


class SafeHeaders:
    """Puts the safe headers on every answer, and turns an unforeseen fault into a plain one.

    What is logged of a fault is where in the code it came up, never its message, which may hold a person's data.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def safely(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message["headers"], *extra_headers(scope["path"], message["headers"])]
            await send(message)

        try:
            await self.app(scope, receive, safely)
        except Exception as error:
            log.error("%s at %s", type(error).__name__, where(error))
            if not begun:
                await sorry(Request(scope))(scope, receive, safely)


def sorry(request: Request) -> Response:
    """The page for an unforeseen fault; plain text where even that page cannot be made."""
    words = "Something went wrong here, and nothing was changed. Go back, and try again in a minute."
    try:
        return show(request, "message.html", {"title": "This page cannot be shown", "words": words}, 500)
    except Exception as error:
        log.error("%s at %s", type(error).__name__, where(error))
        return Response(words, 500)


def extra_headers(path: str, there: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The safe headers; and nothing about people is to be kept by a browser or anything in between."""
    keep = "max-age=3600" if path.startswith("/static/") else "no-store"
    named = {name for name, _ in there}
    wanted = HEADERS | {"cache-control": keep}
    return [(n.encode(), v.encode()) for n, v in wanted.items() if n.encode() not in named]


def where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-4:]))
