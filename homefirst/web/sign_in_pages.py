"""Signing in and out."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.record.invented import invented_users
from homefirst.web.access import checked_form
from homefirst.web.door import COOKIE, Access
from homefirst.web.show import show


def page(request: Request) -> Response:
    """Who is there? In a demo: a chooser of invented users."""
    access: Access = request.app.state.access
    facts = {"title": "Sign in", "users": invented_users() if access.demo else (), "next": ours(request)}
    return show(request, "sign_in.html", facts)


def ours(request: Request) -> str:
    """The page to go to afterwards: one of ours, or the list."""
    wanted = request.query_params.get("next", "/")
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else "/"


async def choose(request: Request) -> Response:
    """Sign in as an invented user, in a demo only."""
    access: Access = request.app.state.access
    form = await request.form()
    known = {user.account for user in invented_users()}
    account = str(form.get("account", ""))
    if not access.demo or account not in known:
        raise HTTPException(403, "There is no such invented user here. Go to the sign-in page.")
    return await run_in_threadpool(signed_in, request, account, 0, "invented")


def signed_in(request: Request, account: str, role: int, way: str) -> Response:
    """Begin a session under a new number, end the one before, and go on."""
    access: Access = request.app.state.access
    before = request.scope.get("homefirst.session")
    if before:
        access.sessions.end(before.id, access.clock())
    number = access.sessions.begin(account, role, access.clock(), request.headers.get("user-agent", ""), way)
    answer = RedirectResponse(ours(request), 303)
    secure = request.url.hostname not in ("localhost", "127.0.0.1")
    answer.set_cookie(COOKIE, number, httponly=True, samesite="lax", secure=secure, path="/")
    return answer


async def sign_out(request: Request) -> Response:
    """End this session."""
    await checked_form(request)
    access: Access = request.app.state.access
    access.sessions.end(request.scope["homefirst.session"].id, access.clock())
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


ROUTES = [
    Route("/sign-in", page),
    Route("/sign-in/invented", choose, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
]
