"""One's own account: sessions, password and second factor; and for the administrator, everybody's."""

from __future__ import annotations

import io
from datetime import date, datetime

import segno
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.record.access_file import AccessError
from homefirst.record.accounts import Held
from homefirst.record.reader import Role
from homefirst.record.secrets_kept import SHORTEST, address_of
from homefirst.record.sessions import IDLE, LONGEST, Session
from homefirst.web.access import access_of, again, checked_form, permit, reader_of
from homefirst.web.door import Access
from homefirst.web.show import show

CHANGES = ("add", "give", "end role", "disable", "enable", "forget factor")
WRONG_PASSWORD = "The password is not right, or was wrong too often just now. Check it, and try again."
INVENTED = "An invented user has no password and no second factor. Sign in with an account to have them."


def own(request: Request) -> Session:
    session: Session = request.scope["homefirst.session"]
    return session


def with_password(request: Request) -> Session:
    """The session of an account with a password. Raises HTTPException for an invented user, or one of a provider."""
    session = own(request)
    if session.way != "password":
        words = INVENTED if session.way == "invented" else "Your password and second factor are your organisation's."
        raise HTTPException(403, words)
    return session


def who_am_i(request: Request) -> Response:
    """Who the reader is here, in which role, and where they are signed in."""
    access, session, reader = access_of(request), own(request), reader_of(request)
    now = access.clock()
    account = access.accounts.all().get(session.account) if session.way != "invented" else None
    facts = {
        "title": "Who I am here",
        "session": session,
        "sessions": access.sessions.of(session.account, now),
        "held": account.held(local_date(now)) if account else [],
        "has_factor": access.secrets.has_factor(session.account),
        "recovery_left": access.secrets.recovery_left(session.account),
        "idle": int(IDLE.total_seconds()) // 60,
        "longest": int(LONGEST.total_seconds()) // 3600,
        "shortest": SHORTEST,
        "reader": reader,
    }
    return show(request, "who_am_i.html", facts)


async def act_as(request: Request) -> Response:
    """Go on in another of one's roles."""
    form = await checked_form(request)
    access, session, role = access_of(request), own(request), str(form.get("role", ""))
    account = access.accounts.all().get(session.account)
    held = account.held(local_date(access.clock())) if account else []
    if role not in {str(one.id) for one in held}:
        raise HTTPException(403, "You do not hold that role today. Choose one of those on the page.")
    access.sessions.act_as(session, int(role))
    return RedirectResponse("/", 303)


async def end_session(request: Request) -> Response:
    """End one of one's own sessions, as of a terminal left on a ward."""
    form = await checked_form(request)
    access, session = access_of(request), own(request)
    known = {one.id for one in access.sessions.of(session.account, access.clock())}
    if str(form.get("session", "")) in known:
        access.sessions.end(str(form["session"]), access.clock())
    return RedirectResponse("/who-am-i", 303)


async def change_password(request: Request) -> Response:
    """Choose another password; every other session of the account ends."""
    form = await checked_form(request)
    return await run_in_threadpool(password_changed, request, form)


def password_changed(request: Request, form: FormData) -> Response:
    """Raises HTTPException for an account without a password."""
    access, session = access_of(request), with_password(request)
    old, new = str(form.get("old", "")), str(form.get("new", ""))
    now, who = access.clock(), f"account {session.account}"
    if access.secrets.waiting_until(who, now):
        return refused(request, "There were too many wrong tries. Wait a little, then try again.", "old")
    right = access.secrets.right_password(session.account, old)
    access.secrets.tried(who, right, now)
    if not right:
        return refused(request, "The present password is not right. Check it, and try again.", "old")
    try:
        access.secrets.set_password(session.account, new)
    except AccessError as fault:
        return refused(request, str(fault), "new")
    others = [one for one in access.sessions.of(session.account, now) if one.id != session.id]
    for other in others:
        access.sessions.end(other.id, now)
    return RedirectResponse("/who-am-i", 303)


def refused(request: Request, words: str, field: str) -> Response:
    """The page again with what stands in the way; passwords that were typed are not shown again."""
    return again(request, FormData(), words, "/who-am-i", 422, field)


def second_factor(request: Request) -> Response:
    """A square code for an app that makes codes; the secret is kept only once a code of it was given."""
    access, session = access_of(request), with_password(request)
    secret = access.unfinished_factors.setdefault(session.id, access.secrets.begin_factor())
    facts = {
        "title": "Set up a second factor",
        "picture": Markup(square(address_of(session.account, secret))),
        "secret": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        "must": access.unfinished(session),
        "replaces": access.secrets.has_factor(session.account),
    }
    return show(request, "second_factor.html", facts)


def square(text: str) -> str:
    """The text as a square code, drawn without any style of its own."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", scale=5, xmldecl=False, svgns=True, title="Square code for your app", omitsize=False
    )
    return drawn.getvalue().decode()


async def set_second_factor(request: Request) -> Response:
    """Keep the second factor, once its first code is right, and show the recovery codes this once."""
    form = await checked_form(request)
    return await run_in_threadpool(factor_set, request, str(form.get("code", "")), str(form.get("password", "")))


def factor_set(request: Request, code: str, password: str) -> Response:
    """Another in place of one that is kept needs the password too: a terminal left open must not be enough.

    Raises HTTPException for an account without a password.
    """
    access, session = access_of(request), with_password(request)
    now, who = access.clock(), f"account {session.account}"
    if access.secrets.has_factor(session.account):
        right = not access.secrets.waiting_until(who, now) and access.secrets.right_password(session.account, password)
        access.secrets.tried(who, right, now)
        if not right:
            return again(request, FormData(), WRONG_PASSWORD, "/who-am-i/second-factor", 422, "password")
    secret = access.unfinished_factors.get(session.id, "")
    try:
        codes = access.secrets.set_factor(session.account, secret, code, access.clock())
    except AccessError as fault:
        return again(request, FormData(), str(fault), "/who-am-i/second-factor", 422, "code")
    access.unfinished_factors.pop(session.id, None)
    return show(request, "recovery_codes.html", {"title": "Your recovery codes", "codes": codes})


def accounts(request: Request) -> Response:
    """Every account with its roles, for the administrator."""
    permit(request, "administer")
    access = access_of(request)
    problem = request.scope.get("homefirst.problem")
    facts = {
        "title": "Accounts",
        "accounts": sorted(access.accounts.all().values(), key=lambda a: (a.disabled, a.key)),
        "roles": list(Role),
        "secrets": access.secrets,
        "today": local_date(access.clock()),
        "typed": problem.typed if problem else {},
    }
    return show(request, "accounts.html", facts)


async def change_account(request: Request) -> Response:
    """Make an account, give or end a role, disable, enable, reset: each is added to what became of the account."""
    form = await checked_form(request)
    return await run_in_threadpool(account_changed, request, form)


def account_changed(request: Request, form: FormData) -> Response:
    """Keep the change, or show the page again with what stands in the way."""
    permit(request, "administer")
    access, by, now = access_of(request), reader_of(request).account, access_of(request).clock()
    told = {name: str(value).strip() for name, value in form.items()}
    try:
        change(access, told, by, now)
    except (AccessError, ValueError) as fault:
        words = str(fault) if isinstance(fault, AccessError) else "A day or a role cannot be read. Choose it again."
        return again(request, form, words, "/accounts", 422)
    return RedirectResponse("/accounts", 303)


def change(access: Access, told: dict[str, str], by: str, now: datetime) -> None:
    """Do one change of an account. Raises AccessError, ValueError."""
    key, what, known = told.get("account", ""), told.get("change", ""), access.accounts
    if what not in CHANGES:
        raise AccessError("This page does no such change. Choose one on the page of accounts.")
    given = role_told(told, now) if what in ("add", "give") else None  # before anything is kept: all of it, or nothing
    if what == "add":
        refuse_taken(access, told)
        known.add(key, told.get("name", ""), by=by, now=now)
        for fact in ("subject", "email"):
            if told.get(fact):
                known.say(key, fact, told[fact], by=by, now=now)
    elif what == "end role":
        known.end_role(key, int(told.get("held", "")[:16]), by=by, now=now)
    elif what == "disable":
        known.disable(key, by=by, now=now)
        access.sessions.end_all(key, now)
    elif what == "enable":
        known.enable(key, by=by, now=now)
    elif what == "forget factor":
        known.get(key)
        access.secrets.forget_factor(key)
        access.sessions.end_all(key, now)
    if given:
        known.give(key, given.role, given.organisation, given.service, first=given.first, until=given.until, by=by,
                   now=now)  # fmt: skip


def refuse_taken(access: Access, told: dict[str, str]) -> None:
    """Raises AccessError where another account has the subject or the e-mail address already."""
    for one in access.accounts.all().values():
        for fact in ("subject", "email"):
            if told.get(fact) and getattr(one, fact) == told[fact]:
                raise AccessError(f"Another account has this {fact} already. Each belongs to one account.")


def role_told(told: dict[str, str], now: datetime) -> Held:
    """The role that a form tells. Raises AccessError, ValueError."""
    until = date.fromisoformat(told["until"]) if told.get("until") else None
    first = date.fromisoformat(told["first"]) if told.get("first") else local_date(now)
    role, organisation = Role(told.get("role", "")), told.get("organisation", "")
    if not organisation:
        raise AccessError("A role is held for an organisation. Give its code.")
    if until is not None and until < first:
        raise AccessError(f"The role would end on {until}, before it begins on {first}. Swap the two days.")
    return Held(0, role, organisation, told.get("service", ""), first, until)


ROUTES = [
    Route("/who-am-i", who_am_i),
    Route("/who-am-i/role", act_as, methods=["POST"]),
    Route("/who-am-i/sessions", end_session, methods=["POST"]),
    Route("/who-am-i/password", change_password, methods=["POST"]),
    Route("/who-am-i/second-factor", second_factor),
    Route("/who-am-i/second-factor", set_second_factor, methods=["POST"]),
    Route("/accounts", accounts),
    Route("/accounts", change_account, methods=["POST"]),
]
