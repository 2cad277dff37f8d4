"""The profile as a page, and as files to keep: made once from the tables in force, and again when they change."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.measures import MeasureError, Period
from homefirst.system import System
from homefirst.web.access import permit
from homefirst.web.desk import Desk
from homefirst.web.measure_pages import NO_TABLES, open_tables, tables_facts
from homefirst.web.show import show

if TYPE_CHECKING:
    from homefirst.columns import Tables
    from homefirst.profile import Profile

KEPT = 8  # profiles of different periods and places, besides each other
MAKING = threading.Lock()
LOOK = "text/css; charset=utf-8"
log = logging.getLogger("homefirst.web")


class Wanted(NamedTuple):
    """Which profile: from the first day to the last (both or none), of one council or provider or of everybody."""

    first: str = ""
    last: str = ""
    council: str = ""
    provider: str = ""


class Made(NamedTuple):
    """A profile and its page's inside, from these tables."""

    folder: Path
    profile: Profile
    body: str


Kept = dict[Wanted, Made]


def page(request: Request) -> Response:
    """The profile, with the choice of period and place, and the files of it."""
    permit(request, "measure")
    from homefirst.profile import ProfileFault

    desk: Desk = request.app.state.desk
    tables, wanted, fault = open_tables(desk), wanted_of(request), ""
    made = None
    try:
        made = made_of(request.app.state, tables, wanted) if tables else None
    except (ProfileFault, MeasureError) as error:
        fault = str(error)
    facts = {
        "title": f"Data profile: {desk.system.title}",
        "body": Markup(made.body) if made else "",
        "wanted": wanted,
        "fault": fault,
        "councils": desk.system.councils,
        "providers": [o for o in desk.system.organisations if o.kind == "acute_trust"],
        "query": request.url.query,
    }
    return show(request, "profile.html", facts | tables_facts(desk, tables), 400 if fault else 200)


def wanted_of(request: Request) -> Wanted:
    """What the link asks for."""
    asked: Mapping[str, str] = request.query_params
    kind, _, code = asked.get("of", "").partition(":")
    days = asked.get("from", ""), asked.get("to", "")
    return Wanted(*days, code if kind == "council" else "", code if kind == "provider" else "")


def period_of(wanted: Wanted) -> Period | None:
    """The period asked for; None for each measure's own. Raises MeasureError."""
    if not wanted.first and not wanted.last:
        return None
    try:
        return Period(date.fromisoformat(wanted.first), date.fromisoformat(wanted.last))
    except ValueError:
        raise MeasureError("Give the first day and the last day, or neither.") from None


def made_of(state: State, tables: Tables, wanted: Wanted) -> Made:
    """The profile of these tables: the one kept, if it is of them still. Raises ProfileFault, MeasureError."""
    desk: Desk = state.desk
    kept: Kept = state.profiles
    with MAKING:
        if wanted not in kept or kept[wanted].folder != tables.folder:
            kept[wanted] = state.long_work(make, tables, desk.system, desk.now(), wanted, desk.data_dir.path)
            for old in list(kept)[:-KEPT]:
                del kept[old]
        return kept[wanted]


def make(tables: Tables, system: System, now: datetime, wanted: Wanted, folder: Path) -> Made:
    """The profile of these tables and its page's inside. Raises ProfileFault, MeasureError."""
    from homefirst import profile as room
    from homefirst.profile.html import body

    made = room.make_profile(
        tables, system, now, period=period_of(wanted), published=folder / "published",
        scope=room.scope_of(wanted.council, wanted.provider), peers=room.peers_of(system, room.listed_in(folder)),
    )  # fmt: skip
    return Made(tables.folder, made, body(made))


def warm(app: Starlette) -> None:
    """Make the profile that most ask for before anybody does, so that the page opens at once."""
    try:
        tables = open_tables(app.state.desk)
        if tables is not None:
            made_of(app.state, tables, Wanted())
    except Exception as error:  # whoever opens the page is told; the tables must be kept fresh meanwhile
        log.error("%s while the profile was made", type(error).__name__)


def file(request: Request) -> Response:
    """The profile as a file to keep: PDF, CSV, or one page of HTML."""
    permit(request, "measure")
    from homefirst.profile import SHAPES, ProfileFault

    ending = f".{request.path_params['ending']}"
    tables = open_tables(request.app.state.desk)
    if tables is None or ending not in SHAPES:
        raise HTTPException(404, NO_TABLES if ending in SHAPES else "There is no such file. Choose PDF, CSV or HTML.")
    try:
        written = SHAPES[ending](made_of(request.app.state, tables, wanted_of(request)).profile)
    except (ProfileFault, MeasureError) as fault:
        raise HTTPException(400, str(fault)) from None
    kinds = {".pdf": "application/pdf", ".csv": "text/csv; charset=utf-8", ".html": "text/html; charset=utf-8"}
    headers = {"Content-Disposition": f'attachment; filename="profile{ending}"'}
    return Response("\ufeff" + written if ending == ".csv" and isinstance(written, str) else written,
                    media_type=kinds[ending], headers=headers)  # fmt: skip


def look(request: Request) -> Response:
    """The style of the profile's inside."""
    from homefirst.profile.html import LOOK as path

    return Response(path.read_text(encoding="utf-8"), media_type=LOOK)


ROUTES = [
    Route("/profile", page),
    Route("/profile.css", look),
    Route("/profile.{ending}", file),
]
