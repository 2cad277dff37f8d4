"""The door: every request is somebody's, or is sent to sign in; nothing is changed from another site's page."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from homefirst.datadir import DataDir
from homefirst.days import local_date
from homefirst.journey import Journey
from homefirst.people.kept import PUBLIC_SECRET
from homefirst.record.access_file import AccessError, AccessFile
from homefirst.record.accounts import Accounts
from homefirst.record.agreement import Agreement, Covered, covered, read_agreements
from homefirst.record.audit import Audit
from homefirst.record.invented import invented_users
from homefirst.record.policy import Policies, usual_policies
from homefirst.record.reader import Reader
from homefirst.record.relationship import Relation, relation_of
from homefirst.record.secrets_kept import Secrets
from homefirst.record.sessions import Session, Sessions
from homefirst.system import SystemFault
from homefirst.system.read import system_file

COOKIE = "homefirst"
OPEN = ("/static/", "/health", "/sign-in", "/profile.css")
UNFINISHED = ("/who-am-i", "/sign-out", *OPEN)  # what an account may do before it has a second factor
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ELSEWHERE = "This was sent from a page that is not ours, so nothing was done. Go back to the page, and send it there."
SHORTEST_SECRET = 16
LONGEST_FORM = 1_000_000  # bytes; the longest form, all its words at their longest, is a tenth of this
TOO_LONG = "More was sent than a form here can hold, so nothing was done. Go back, shorten it, and send it again."
KNOWN_SECRETS = frozenset({"changeme", "change-me", "secret", "password", "homefirst", PUBLIC_SECRET.casefold()})
BAD_SECRET = (
    "HOMEFIRST_SECRET is missing, too short or a known one, so keys of real people could be worked out. Make one, and "
    'keep it where only this machine reads it: export HOMEFIRST_SECRET="$(openssl rand -hex 32)"'
)
NO_ADMINISTRATOR = (
    "No account may give accounts yet, so nobody could sign in. Make one first: "
    "homefirst account add KEY --name NAME --role administrator --organisation CODE --data {folder}"
)


class Visible(NamedTuple):
    """Whom readers of one kind may see on a list, as at a day and a position of the ledger."""

    day: date
    position: int
    known: dict[str, tuple[Journey, bool]]  # by person: the journey looked at, and whether a list may show them
    keys: frozenset[str]


@dataclass
class Access:
    """Who may come in and see what: accounts, sessions, policies, agreements, and the record of who looked.

    `demo` is whether the people are invented, so that anybody may look through the eyes of invented users.
    """

    file: AccessFile
    accounts: Accounts
    secrets: Secrets
    sessions: Sessions
    audit: Audit
    policies: Policies
    agreements: tuple[Agreement, ...]
    demo: bool
    clock: Callable[[], datetime]
    relations: dict[str, tuple[Journey, date, Relation]] = field(default_factory=dict)
    visible: dict[tuple[str, ...], Visible] = field(default_factory=dict)
    listing: threading.Lock = field(default_factory=threading.Lock)  # while it is worked out whom readers may see
    unfinished_factors: dict[str, str] = field(default_factory=dict)  # by session: a secret shown but not kept yet
    lists: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)  # by session and list: who was on it

    def reader(self, session: Session) -> Reader | None:
        """Who a session is of, in the role that it acts in; None where the account holds that role no more."""
        if session.way == "invented":
            users = invented_users() if self.demo else ()
            return next((user for user in users if user.account == session.account), None)
        account = self.accounts.all().get(session.account)
        return account.reader(session.role, local_date(self.clock())) if account else None

    def unfinished(self, session: Session) -> bool:
        """Whether an account of real people's records still has to set up its second factor."""
        return not self.demo and session.way == "password" and not self.secrets.has_factor(session.account)

    def covered(self, reader: Reader, today: date) -> Covered:
        """What agreements let the reader's organisation be shown."""
        return covered(self.agreements, reader, today)

    def relation(self, journey: Journey, now: datetime) -> Relation:
        """What links people who care to this person; worked out once while nothing about the person changes."""
        kept, today = self.relations.get(journey.person), local_date(now)
        if kept is not None and kept[0] is journey and kept[1] == today:
            return kept[2]
        found = relation_of(journey, now)
        if len(self.relations) > 20_000:  # more than are in beds: most are of people who have left
            self.relations = {}
        if not found.called:  # a call links for hours, not until the day is over
            self.relations[journey.person] = (journey, today, found)
        return found

    def emergency_until(self, reader: Reader, journey: Journey) -> datetime | None:
        """Until when a reader has emergency access to a person; None where they have none now."""
        return self.audit.emergency_until(reader.account, journey.person, self.clock())

    def close(self) -> None:
        self.file.close()
        self.audit.close()


def open_access(data_dir: DataDir, place: str, origin: str, clock: Callable[[], datetime] | None = None) -> Access:
    """Who may come in to a data directory of a local system (its name or folder). Raises AccessError, DataDirError."""
    file = AccessFile(data_dir.accounts)
    return Access(
        file=file,
        accounts=Accounts(file),
        secrets=Secrets(file),
        sessions=Sessions(file),
        audit=Audit(data_dir.audit),
        policies=usual_policies(),
        agreements=agreements_of(place),
        demo=origin != "recorded",
        clock=clock or (lambda: datetime.now(UTC)),
    )


def agreements_of(place: str) -> tuple[Agreement, ...]:
    """The agreements that stand beside a local system. Raises AccessError."""
    try:
        return read_agreements(system_file(place).with_name("agreements.toml"))
    except SystemFault:  # a system made by a program: it has no folder
        return ()


def refuse_unready(access: Access, folder: Path) -> None:
    """An install of real people's records starts only with a secret of its own and somebody to give accounts.

    Raises AccessError with what to do.
    """
    if access.demo:
        return
    secret = os.environ.get("HOMEFIRST_SECRET", "")
    easy = len(secret.strip()) < SHORTEST_SECRET or len(set(secret)) < 8  # sixteen spaces, or a key held down
    if easy or secret.casefold() in KNOWN_SECRETS:
        raise AccessError(BAD_SECRET)
    if not access.accounts.has_administrator(local_date(access.clock())):
        raise AccessError(NO_ADMINISTRATOR.format(folder=folder))


class Door:
    """Finds who asks, before any page does. Unsigned readers are sent to sign in and come back after."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        session, reader = who(request)
        scope["homefirst.session"], scope["homefirst.reader"] = session, reader
        turned = turned_away(request, session)
        await (turned or self.app)(scope, measured(receive), send)


def measured(receive: Receive) -> Receive:
    """The same request, refused where more is sent than any form of ours holds. Raises HTTPException 413."""
    sent = 0

    async def counted() -> Message:
        nonlocal sent
        message = await receive()
        sent += len(message.get("body", b""))
        if sent > LONGEST_FORM:
            raise HTTPException(413, TOO_LONG)
        return message

    return counted


def who(request: Request) -> tuple[Session | None, Reader | None]:
    """The session of a request and who reads in it. A page that only brings itself up to date is no use of it."""
    access: Access = request.app.state.access
    number = request.cookies.get(COOKIE, "")
    if not number or request.url.path.startswith("/static/"):
        return None, None
    used = not (request.method == "GET" and "hx-request" in request.headers)
    session = access.sessions.find(number, access.clock(), used=used)
    reader = access.reader(session) if session else None
    return (session, reader) if reader else (None, None)


def turned_away(request: Request, session: Session | None) -> Response | None:
    """What is said to a request that may not pass the door; None for one that may."""
    path = request.url.path
    if request.method not in SAFE and sent_from_elsewhere(request.headers):
        return Response(ELSEWHERE, 403, media_type="text/plain")
    if session is None:
        return None if path.startswith(OPEN) else to_sign_in(request)
    access: Access = request.app.state.access
    if access.unfinished(session) and not path.startswith(UNFINISHED):
        return RedirectResponse("/who-am-i/second-factor", 303)
    return None


def to_sign_in(request: Request) -> Response:
    """Sign in first, then come back to what was asked; something that was sent is not sent again."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = f"?next={quote(asked, safe='/')}" if request.method in SAFE and asked != "/" else ""
    if "hx-request" in request.headers:  # a part of a page cannot be a sign-in page: the whole page goes there
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    return RedirectResponse(f"/sign-in{back}", 303)


def sent_from_elsewhere(headers: Headers) -> bool:
    """Whether a form of another site sends this; browsers older than Sec-Fetch-Site tell the origin alone."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
