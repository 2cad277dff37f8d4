"""Making a page from a template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse

from homefirst.hub import words

MENU = (
    ("/", "Board"),
    ("/profile", "Profile"),
    ("/measures", "Measures"),
    ("/interface", "Interfaces"),
    ("/what-if", "What if"),
    ("/checks", "Checks"),
    ("/codes", "Codes"),
    ("/about", "About"),
)


@cache
def templates() -> Environment:
    """The templates; a name that a page does not know is a fault, never an empty place."""
    env = Environment(
        loader=PackageLoader("homefirst.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals["menu"] = MENU
    for ask in (
        words.moment_words,
        words.day_words,
        words.short_day,
        words.pathway_words,
        words.reason_words,
        words.nights_words,
        words.label,
        words.kind_words,
    ):
        env.globals[ask.__name__] = ask
    return env


@cache
def template(name: str) -> Template:
    return templates().get_template(name)


def show(request: Request, name: str, facts: Mapping[str, object], status_code: int = 200) -> HTMLResponse:
    """The page that this template makes of these facts."""
    page = template(name).render({**usual(request), **facts})
    return HTMLResponse(page, status_code)


def usual(request: Request) -> dict[str, object]:
    """What every page knows: the desk, who reads it, their form token, their menu, and what was refused just now."""
    session = request.scope.get("homefirst.session")
    return {
        "desk": request.app.state.desk,
        "path": request.url.path,
        "reader": request.scope.get("homefirst.reader"),
        "csrf": session.form_token if session else "",
        "problem": request.scope.get("homefirst.problem"),
    }
