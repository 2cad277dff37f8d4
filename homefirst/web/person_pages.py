"""One person's journey: as a picture, in words, and with what was corrected or taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.event import Event, Kind
from homefirst.hub.account import tellings, undone
from homefirst.hub.board import BoardRow
from homefirst.hub.in_words import said_in
from homefirst.hub.packages import open_packages, package_words
from homefirst.hub.words import label
from homefirst.journey import Journey
from homefirst.web.access import Forbidden, Looked, checked_form, listed, look, may, permit, visible
from homefirst.web.clock_facts import panel
from homefirst.web.desk import Desk
from homefirst.web.show import show
from homefirst.web.step_facts import kept_back, of_person, of_reader
from homefirst.web.timeline import timeline

UNKNOWN = (
    "Nobody in this ledger has that key or number. Check it, or look for the person on the list. "
    "If two hospitals use the same number, write the hospital's code before it, as in RNS 1234567."
)


def person(request: Request) -> Response:
    """The whole page."""
    return show(request, "person.html", facts(request))


def part(request: Request) -> Response:
    """Only the part that changes, for a page that brings itself up to date; who opened the page is kept already."""
    return show(request, "person_part.html", facts(request, again=True))


async def find(request: Request) -> Response:
    """From a number, or part of a name on the board, to a page. It is sent in the body, so that no log holds it."""
    text = str((await checked_form(request)).get("who", "")).strip()
    return await run_in_threadpool(found_by, request, text)


def found_by(request: Request, text: str) -> Response:
    """Who is meant, for those who may open lists; whose names are shown is kept, and never what was typed."""
    desk: Desk = request.app.state.desk
    permit(request, "read")
    key = desk.people.find(text) if text else None
    named = by_name(desk, text, visible(request)) if key is None and desk.names else []
    if len(named) > 1:
        listed(request, "find", [row.person for row in named])
        words = f"{len(named)} people in a bed have this in their name."
        return show(request, "message.html", {"title": "Who is meant?", "words": words, "people": named})
    if key is None and not named:
        return show(request, "message.html", {"title": "Nobody found", "words": UNKNOWN}, 404)
    return RedirectResponse(f"/people/{key or named[0].person}", 303)


def by_name(desk: Desk, text: str, seen: Collection[str]) -> list[BoardRow]:
    """Those in a bed, of whom the reader may see, whose name has this in it, in order of name."""
    wanted = text.casefold()
    rows = [row for row in desk.board.rows() if row.person in seen] if len(wanted) > 1 else []
    return sorted((row for row in rows if wanted in row.name.casefold()), key=lambda row: row.name)


def facts(request: Request, *, again: bool = False) -> dict[str, object]:
    """What the page shows of the sections that the reader may see. Keeps that it was read, unless it is `again`.

    Raises HTTPException for a key that nobody has, Forbidden.
    """
    desk: Desk = request.app.state.desk
    position = desk.ledger.position()
    found, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, UNKNOWN)
    looked = seen_again(request, found) if again else look(request, found, ("hub", "journey"))
    everything = "all" in request.query_params
    kept = kept_back(request, found)
    return {
        **of_person(desk, found),
        **of_reader(request, found, position),
        "sees": looked.shown,
        "clocks": panel(request, found),
        "refused": looked.refused,
        "number": desk.people.nhs_number(found.person) if desk.names else None,
        "colour_of_today": colour_of(found, local_date(desk.now())),
        "picture": timeline(found, desk.now(), desk.title, everything=everything),
        "everything": everything,
        "tellings": tellings(e for e in found.events if not (kept and kept & {e.kind, kind_taken(e, found.events)})),
        "undone": [one for one in undone(found, told) if not kept & {one.event.kind, kind_taken(one.event, told)}],
        "position": position,
        "packages": packages(desk, found),
    }


def packages(desk: Desk, found: Journey) -> list[str]:
    """The open packages of care at home, each in a sentence."""
    open_ones = open_packages(found, lambda name: said_in(desk.documents, name))
    return [package_words(one, desk.title) for one in open_ones]


def kind_taken(event: Event, told: Iterable[Event]) -> Kind | None:
    """The kind of the event that this one takes back or corrects; None where it names none."""
    return next((one.kind for one in told if one.id == event.about), None) if event.about else None


def seen_again(request: Request, found: Journey) -> Looked:
    """The sections of a page that brings itself up to date, of which one look is kept already. Raises Forbidden."""
    asked = {part: may(request, "read", journey=found, section=part) for part in ("who", "hub", "journey")}
    if not asked["who"].allowed:
        raise Forbidden(asked["who"], found.person)
    refused = {part: decision for part, decision in asked.items() if not decision.allowed}
    return Looked(frozenset(asked) - frozenset(refused), {p: d for p, d in refused.items() if not d.silent})


def colour_of(journey: Journey, day: date) -> str:
    """How this day in a bed was judged last, in words; "" where it was not."""
    judged = [e.detail for e in journey.events if e.kind is Kind.DAY_JUDGED and local_date(e.happened_at) == day]
    if not judged:
        return ""
    colour, _, reason = judged[-1].partition("/")
    return f"Red: {label('RedDayReason', reason).lower()}" if reason else colour.capitalize()


ROUTES = [
    Route("/find", find, methods=["POST"]),
    Route("/people/{key}", person),
    Route("/people/{key}/part", part),
]
