"""The door: every request is somebody's, or is sent to sign in; nothing is changed from another site's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from homefirst.datadir import DataDir
from homefirst.record.access_file import AccessFile
from homefirst.record.invented import invented_users
from homefirst.record.reader import Reader
from homefirst.record.sessions import Session, Sessions

COOKIE = "homefirst"
OPEN = ("/static/", "/health", "/sign-in", "/profile.css")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ELSEWHERE = "This was sent from a page that is not ours, so nothing was done. Go back to the page, and send it there."


@dataclass
class Access:
    """Who may come in: the accounts, their sessions, and whether this is a demo that anybody may look at."""

    file: AccessFile
    sessions: Sessions
    demo: bool
    clock: Callable[[], datetime]

    def reader(self, session: Session) -> Reader | None:
        """Who a session is of, in the role that it acts in; None where the account holds that role no more."""
        if self.demo:
            return next((user for user in invented_users() if user.account == session.account), None)
        return None

    def close(self) -> None:
        self.file.close()


def open_access(data_dir: DataDir, origin: str, clock: Callable[[], datetime] | None = None) -> Access:
    """The accounts and sessions of a data directory. Raises AccessError, DataDirError."""
    file = AccessFile(data_dir.accounts)
    return Access(file, Sessions(file), origin != "recorded", clock or (lambda: datetime.now(UTC)))


class Door:
    """Finds who asks, before any page does. Unsigned readers are sent to sign in and come back after."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        access: Access = scope["app"].state.access
        number = request.cookies.get(COOKIE, "")
        session = access.sessions.find(number, access.clock()) if number else None
        reader = access.reader(session) if session else None
        scope["homefirst.session"], scope["homefirst.reader"] = (session if reader else None), reader
        turned = turned_away(request, reader)
        await (turned or self.app)(scope, receive, send)


def turned_away(request: Request, reader: Reader | None) -> Response | None:
    """What is said to a request that may not pass the door; None for one that may."""
    if request.method not in SAFE and sent_from_elsewhere(request.headers):
        return Response(ELSEWHERE, 403, media_type="text/plain")
    if reader is None and not request.url.path.startswith(OPEN):
        return to_sign_in(request)
    return None


def to_sign_in(request: Request) -> Response:
    """Sign in first, then come back to what was asked; something that was sent is not sent again."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = f"?next={quote(asked, safe='/')}" if request.method in SAFE and asked != "/" else ""
    return RedirectResponse(f"/sign-in{back}", 303)


def sent_from_elsewhere(headers: Headers) -> bool:
    """Whether a form of another site sends this; browsers older than Sec-Fetch-Site tell the origin alone."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
