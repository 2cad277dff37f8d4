"""Pages that are not about one person: what looks odd, the codes, what this is, and whether it works."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from homefirst.checks import Oddity, oddities
from homefirst.codes import LISTS
from homefirst.hub.words import moment_words
from homefirst.web.access import listed, may, permit
from homefirst.web.desk import Desk
from homefirst.web.show import show

FEW_EVENTS = 100_000  # a ledger no longer than this is looked through whole without being asked


def codes(request: Request) -> Response:
    """Every list of codes with its source."""
    return show(request, "codes.html", {"lists": list(LISTS.values())})


def about(request: Request) -> Response:
    """What this is and what the ledger holds."""
    desk: Desk = request.app.state.desk
    facts = [
        ("Whose records", desk.origin),
        ("As at", desk.as_at),
        ("Position in the ledger", f"{desk.ledger.position():,}"),
        ("Last recorded", moment_words(desk.ledger.last_recorded_at()) or "Nothing yet"),
        ("Local system", desk.system.title),
        ("Names", "Shown to those who may see the person" if desk.names else "Hidden: people are shown by key"),
    ]
    if not desk.people.has_secret:
        facts.append(("Keys", "Made with a public secret: fit for made-up people only. Set HOMEFIRST_SECRET."))
    return show(request, "about.html", {"facts": facts})


def checks(request: Request) -> Response:
    """What looks odd: in every journey where the ledger is short or the reader asks, else among people in a bed."""
    desk: Desk = request.app.state.desk
    permit(request, "read")
    everyone = "all" in request.query_params or desk.ledger.position() <= FEW_EVENTS
    found = sorted(odd(request, everyone), key=lambda o: (o.title, o.person))
    groups = [(kind, title, list(some)) for (kind, title), some in groupby(found, key=lambda o: (o.kind, o.title))]
    listed(request, f"checks{'?all' if everyone else ''}", {oddity.person for oddity in found})
    whose = "everyone in this ledger" if everyone else "people who are in a bed now"
    nothing = f"Nothing looks odd in the journeys of {whose}."
    return show(request, "checks.html", {"groups": groups, "whose": whose, "nothing": nothing, "more": not everyone})


def odd(request: Request, everyone: bool) -> list[Oddity]:
    """The oddities of everyone, or of people in a bed, of whom the reader may see the journey."""
    desk: Desk = request.app.state.desk
    same = desk.people.same_person()
    keys = desk.ledger.persons() if everyone else (j.person for j in desk.board.journeys())
    found = []
    for key in dict.fromkeys(same.get(key, key) for key in keys):
        journey, told = desk.board.read(key)
        if may(request, "read", journey=journey, section="journey").allowed:
            found += oddities(journey, told)
    return found


def health(request: Request) -> Response:
    """For a machine that asks whether this one works: the ledger's position, nothing about anybody."""
    desk: Desk = request.app.state.desk
    return JSONResponse({"works": True, "position": desk.ledger.position(), "origin": desk.ledger.origin})


ROUTES = [Route("/checks", checks), Route("/codes", codes), Route("/about", about), Route("/health", health)]
