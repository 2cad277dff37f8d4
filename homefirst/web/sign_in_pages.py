"""Signing in and out: by password and second factor, through a provider of identities, or in a demo by choosing."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.hub.words import moment_words
from homefirst.record.accounts import Account
from homefirst.record.invented import invented_users
from homefirst.record.sessions import IDLE, LONGEST
from homefirst.web.access import access_of, checked_form, ours
from homefirst.web.door import COOKIE
from homefirst.web.provider import Provider, ProviderError
from homefirst.web.show import show

AWAY = "homefirst-away"  # the cookie of a browser that went to the provider
WRONG = "The account, the password or the code is not right. Check them, and try again."
NO_ROLE = "Your account holds no role today, so there is nothing to show. Ask whoever gives accounts here."
LONGEST_TYPED = 200  # letters: no account is as long, and what is remembered of a try stays small
NOT_PREPARED = "Nobody has prepared an account for you here. Ask whoever gives accounts, and tell them who you are."
Wait = datetime | None


def page(request: Request, fault: str = "", code: int = 200) -> Response:
    """Who is there? In a demo: a chooser of invented users."""
    access = access_of(request)
    facts = {
        "title": "Sign in",
        "users": invented_users() if access.demo else (),
        "next": ours(request.query_params.get("next", "/")),
        "provider": request.app.state.provider is not None,
        "fault": fault,
        "idle": int(IDLE.total_seconds()) // 60,
        "longest": int(LONGEST.total_seconds()) // 3600,
    }
    return show(request, "sign_in.html", facts, code)


async def choose(request: Request) -> Response:
    """Sign in as an invented user, in a demo only."""
    form = await request.form()
    known = {user.account for user in invented_users()}
    account = str(form.get("account", ""))
    if not access_of(request).demo or account not in known:
        raise HTTPException(403, "There is no such invented user here. Go to the sign-in page.")
    return await run_in_threadpool(signed_in, request, account, 0, "invented")


async def enter(request: Request) -> Response:
    """Sign in by account, password and, where one is set up, the second factor."""
    form = await request.form()
    return await run_in_threadpool(entered, request, form)


def entered(request: Request, form: FormData) -> Response:
    """Let in who is right; the same sentence for everything that is not, and a wait that grows."""
    access, now = access_of(request), access_of(request).clock()
    key, password, code = (str(form.get(name, "")).strip()[:LONGEST_TYPED] for name in ("account", "password", "code"))
    address = f"address {request.client.host if request.client else ''}"
    waits = [wait for who in (f"account {key}", address) if (wait := access.secrets.waiting_until(who, now))]
    if waits:
        return page(request, f"There were too many wrong tries. Try again after {moment_words(max(waits))}.", 429)
    account = access.accounts.all().get(key)
    right = access.secrets.right_password(key, password) and account is not None and not account.disabled
    if right and access.secrets.has_factor(key):
        right = access.secrets.right_code(key, code, now)
    for who in (f"account {key}", address):
        access.secrets.tried(who, right, now)
    if not right or account is None:
        return page(request, WRONG, 403)
    return first_role(request, account, "password")


def first_role(request: Request, account: Account, way: str, next_page: str = "") -> Response:
    """Begin in the first of the roles held today; others are chosen at /who-am-i."""
    held = account.held(local_date(access_of(request).clock()))
    if not held:
        return page(request, NO_ROLE, 403)
    return signed_in(request, account.key, held[0].id, way, next_page)


def signed_in(request: Request, account: str, role: int, way: str, next_page: str = "") -> Response:
    """Begin a session under a new number, end the one before, and go on."""
    access = access_of(request)
    before = request.scope.get("homefirst.session")
    if before:
        access.sessions.end(before.id, access.clock())
    number = access.sessions.begin(account, role, access.clock(), request.headers.get("user-agent", ""), way)
    answer = RedirectResponse(next_page or ours(request.query_params.get("next", "/")), 303)
    answer.set_cookie(COOKIE, number, httponly=True, samesite="lax", secure=is_far(request), path="/")
    return answer


def is_far(request: Request) -> bool:
    """Whether the browser may be on another machine, so that a cookie must not go over an open line."""
    return request.url.hostname not in ("localhost", "127.0.0.1")


def leave(request: Request) -> Response:
    """Go to the provider of identities."""
    next_page = ours(request.query_params.get("next", "/"))
    try:
        address, browser = provider(request).leave(back_address(request), next_page)
    except ProviderError as fault:
        return page(request, str(fault), 503)
    answer = RedirectResponse(address, 303)
    answer.set_cookie(
        AWAY, browser, max_age=600, httponly=True, samesite="lax", secure=is_far(request), path="/sign-in"
    )
    return answer


def come_back(request: Request) -> Response:
    """Back from the provider: let in whom it vouches for, if an account was prepared for them."""
    try:
        found, next_page = provider(request).came_back(
            request.query_params, request.cookies.get(AWAY, ""), back_address(request)
        )
    except ProviderError as fault:
        return page(request, str(fault), 403)
    account = access_of(request).accounts.of_provider(found.subject, found.email)
    answer = first_role(request, account, "provider", next_page) if account else page(request, NOT_PREPARED, 403)
    answer.delete_cookie(AWAY, path="/sign-in")
    return answer


def provider(request: Request) -> Provider:
    found: Provider | None = request.app.state.provider
    if found is None:
        raise HTTPException(404, "No provider of identities is set up here. Sign in with your account and password.")
    return found


def back_address(request: Request) -> str:
    return f"{request.url.scheme}://{quote(request.url.netloc, safe=':[]')}/sign-in/provider/back"


async def sign_out(request: Request) -> Response:
    """End this session."""
    await checked_form(request)
    access = access_of(request)
    access.sessions.end(request.scope["homefirst.session"].id, access.clock())
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


ROUTES = [
    Route("/sign-in", page),
    Route("/sign-in", enter, methods=["POST"]),
    Route("/sign-in/invented", choose, methods=["POST"]),
    Route("/sign-in/provider", leave),
    Route("/sign-in/provider/back", come_back),
    Route("/sign-out", sign_out, methods=["POST"]),
]
