"""One person's journey: as a picture, in words, and with what was corrected or taken back."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.hub.account import tellings, undone
from homefirst.hub.board import BoardRow, in_a_bed, row
from homefirst.hub.words import say
from homefirst.web.access import checked_form
from homefirst.web.desk import Desk
from homefirst.web.show import show
from homefirst.web.timeline import timeline

UNKNOWN = (
    "Nobody in this ledger has that key or number. Check it, or look for the person on the board. "
    "If two hospitals use the same number, write the hospital's code before it, as in RNS 1234567."
)


def person(request: Request) -> Response:
    """The whole page."""
    return show(request, "person.html", facts(request))


def part(request: Request) -> Response:
    """Only the part that changes, for a page that brings itself up to date."""
    return show(request, "person_part.html", facts(request))


async def find(request: Request) -> Response:
    """From a number, or part of a name on the board, to a page. It is sent in the body, so that no log holds it."""
    desk: Desk = request.app.state.desk
    text = str((await checked_form(request)).get("who", "")).strip()
    key = desk.people.find(text) if text else None
    named = by_name(desk, text) if key is None and desk.names else []
    if len(named) > 1:
        words = f"{len(named)} people in a bed have this in their name."
        return show(request, "message.html", {"title": "Who is meant?", "words": words, "people": named})
    if key is None and not named:
        return show(request, "message.html", {"title": "Nobody found", "words": UNKNOWN}, 404)
    return RedirectResponse(f"/people/{key or named[0].person}", 303)


def by_name(desk: Desk, text: str) -> list[BoardRow]:
    """Those in a bed whose name has this in it, in order of name."""
    wanted = text.casefold()
    rows = desk.board.rows() if len(wanted) > 1 else []
    return sorted((row for row in rows if wanted in row.name.casefold()), key=lambda row: row.name)


def facts(request: Request) -> dict[str, object]:
    """What the page shows. Raises HTTPException for a key that nobody has."""
    desk: Desk = request.app.state.desk
    now = desk.now()
    found, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, UNKNOWN)
    spell = in_a_bed(found)
    everything = "all" in request.query_params
    number = desk.people.nhs_number(found.person) if desk.names else None
    return {
        "journey": found,
        "who": desk.who(found.person),
        "number": number,
        "now_in": row(found, spell, desk.who(found.person), now, desk.title) if spell else None,
        "picture": timeline(found, now, desk.title, everything=everything),
        "everything": everything,
        "today": local_date(now),
        "now": now,
        "tellings": tellings(found.events),
        "undone": undone(found, told),
        "say": lambda event: say(event, desk.title),
        "position": desk.board.position,
    }


ROUTES = [
    Route("/find", find, methods=["POST"]),
    Route("/people/{key}", person),
    Route("/people/{key}/part", part),
]
