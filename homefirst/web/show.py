"""Making a page from a template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse

from homefirst.hub import words
from homefirst.web.desk import Desk

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
    desk: Desk = request.app.state.desk
    page = template(name).render({"desk": desk, "path": request.url.path, **facts})
    return HTMLResponse(page, status_code)
