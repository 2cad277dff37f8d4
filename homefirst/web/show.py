"""Making a page from a template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from homefirst.hub import words
from homefirst.record.reader import Reader, Role
from homefirst.web.plain import said_by_words

HUB = frozenset(
    {
        Role.COORDINATOR, Role.WARD, Role.THERAPIST, Role.SOCIAL_WORKER, Role.BROKER, Role.PHARMACIST, Role.TRANSPORT,
        Role.COMMUNITY, Role.GP,
    }
)  # fmt: skip
PLACES = frozenset({Role.CARE_HOME, Role.HOME_CARE, Role.VOLUNTARY, Role.COMMUNITY, Role.TRANSPORT})
FINDERS = frozenset({Role.COORDINATOR, Role.BROKER, Role.SOCIAL_WORKER})
COUNTERS = frozenset({Role.ANALYST, Role.LEAD, Role.COORDINATOR})
EVERYONE = frozenset(Role)
FINDING = EVERYONE - {Role.ANALYST, Role.PRIVACY, Role.LEAD, Role.ADMINISTRATOR}
# Which pages a role finds in its menu, in this order; a page that this install has not is left out.
MENU: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("/", "List", HUB),
    ("/", "At the door", frozenset({Role.PARAMEDIC})),
    ("/", "Sent to us", frozenset({Role.COMMUNITY_PHARMACY})),
    ("/ours", "Our people", PLACES),
    ("/ours/unmet", "Unmet need", frozenset({Role.VOLUNTARY})),
    ("/round", "Board round", frozenset({Role.COORDINATOR, Role.WARD})),
    ("/made", "MADE", frozenset({Role.COORDINATOR})),
    ("/long-stays", "Long stays", frozenset({Role.COORDINATOR, Role.WARD})),
    ("/matching", "Matching", FINDERS),
    ("/capacity", "Capacity", HUB),
    ("/directory", "Directory", HUB | PLACES | {Role.PARAMEDIC}),
    ("/tomorrow", "Tomorrow", HUB | COUNTERS),
    ("/clocks", "Clocks", FINDERS),
    ("/queues", "Queues", FINDERS | COUNTERS),
    ("/returns", "Returns", COUNTERS),
    ("/summaries/audit", "Summaries", frozenset({Role.COORDINATOR, Role.PHARMACIST, Role.WARD})),
    ("/incidents", "Incidents", frozenset({Role.COORDINATOR, Role.WARD, Role.LEAD})),
    ("/accounts", "Accounts", frozenset({Role.ADMINISTRATOR})),
    ("/audit", "Who looked", frozenset({Role.PRIVACY})),
    ("/break-glass", "Emergencies", frozenset({Role.PRIVACY})),
    ("/profile", "Profile", COUNTERS),
    ("/measures", "Measures", EVERYONE),
    ("/interface", "Interfaces", COUNTERS),
    ("/what-if", "What if", COUNTERS),
    ("/checks", "Checks", frozenset({Role.COORDINATOR, Role.WARD})),
    ("/policies", "Rules", EVERYONE),
    ("/codes", "Codes", EVERYONE - PLACES),
    ("/about", "About", EVERYONE),
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
    for ask in (
        words.moment_words,
        words.day_words,
        words.short_day,
        words.pathway_words,
        words.reason_words,
        words.nights_words,
        words.label,
        words.kind_words,
        said_by_words,
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
    session, reader = request.scope.get("homefirst.session"), request.scope.get("homefirst.reader")
    return {
        "desk": request.app.state.desk,
        "path": request.url.path,
        "reader": reader,
        "menu": menu_of(reader, pages_of(request.app)) if reader else (),
        "csrf": session.form_token if session else "",
        "finds": reader is not None and reader.role in FINDING,
        "emergency": request.scope.get("homefirst.emergency"),
        "problem": request.scope.get("homefirst.problem"),
    }


def pages_of(app: Starlette) -> frozenset[str]:
    """The addresses of this install's pages, looked up once."""
    found: frozenset[str] | None = getattr(app.state, "pages", None)
    if found is None:
        found = app.state.pages = frozenset(route.path for route in app.routes if isinstance(route, Route))
    return found


@cache
def menu_of(reader: Reader, pages: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The addresses and words of a reader's menu."""
    return tuple((address, words) for address, words, roles in MENU if reader.role in roles and address in pages)
