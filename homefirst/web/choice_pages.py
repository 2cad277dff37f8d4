"""One person's choices: where they would like to go, what was offered and what they said, what is kept for later."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst import decisions
from homefirst.codes import Choice, SupportKind
from homefirst.decisions import Refused, preferred_places
from homefirst.hub.board import in_a_bed
from homefirst.hub.in_words import said_in
from homefirst.hub.matching import Match, Unplaced
from homefirst.hub.matching.gather import FAMILY, WITH_HELP, family_near
from homefirst.hub.matching.kept import awaited, interim, offers
from homefirst.journey import Journey
from homefirst.system.entry import Entry
from homefirst.web.access import act, may, permit, seen_of
from homefirst.web.matching_facts import Proposed, cost_of_waiting, far_words, proposed
from homefirst.web.matching_pages import NOT_SHOWN, asked_in, told_to, waiting_words
from homefirst.web.referral_pages import of_person
from homefirst.web.service_facts import Decided, deciding, desk_of, known, room_words
from homefirst.web.show import show
from homefirst.web.step_decisions import Deciding
from homefirst.web.step_facts import UNKNOWN, of_reader
from homefirst.web.step_pages import with_recorded

RANKS = ("first", "second", "third", "fourth")
NO_STEP = "There is no such step. Open the person's choices, and choose one there."
NO_CHOICE = Refused("No answer is chosen. Choose what they said.")


def page(request: Request) -> Response:
    """The page."""
    return show(request, "matching/choices.html", facts_of(request))


def letter(request: Request) -> Response:
    """The same for the person and their family: their options in plain English, to be printed."""
    facts = facts_of(request)
    facts["options"] = [one for one in facts["offers"] if one.is_open]
    return show(request, "matching/letter.html", facts)


def facts_of(request: Request) -> dict[str, Any]:
    """Everything about one person's choices. Keeps that it was read."""
    desk, book = desk_of(request), known(request)
    position = desk.ledger.position()
    journey, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, UNKNOWN)
    permit(request, "read", journey=journey, section="hub")
    found = proposed(request)
    one = found.proposal.of(journey.person)
    order, neighbourhood = preferred_places(journey), book.lives_in(journey, desk.now())[1]
    return {
        **of_person(desk, journey, True),
        **of_reader(request, journey, position, ""),
        **of_proposal(found, one, may(request, "read", journey=journey, section="assessment").allowed),
        "title": "Choices",
        "is_ready": journey.open_spell is not None and journey.open_spell.is_ready,
        "order": order,
        "cost": cost_of_waiting(found, one if isinstance(one, Match) else None, order),
        "family": family_near(journey, desk.documents),
        "neighbourhoods": sorted(book.directory.centres),
        "entries": choosable(request, journey),
        "entry_of": book.directory.of,
        "offers": offers(journey, found.rooms),
        "awaited": awaited(journey, found.rooms),
        "kept": interim(journey, found.rooms),
        "rooms": found.rooms,
        "room_words": room_words,
        "choices": tuple(Choice),
        "ranks": RANKS,
        "asked": asked_in(journey),
        "said_in": lambda document: said_in(desk.documents, document),
        "far": lambda service: far_words(found, service, neighbourhood),
        "wait_for": lambda service: found.waits.of(service, kind_of(book.directory.of(service))),
        "may_match": may(request, "match", journey=journey, section="hub"),
    }


def of_proposal(found: Proposed, one: Match | Unplaced | None, sees: bool) -> dict[str, Any]:
    """What is proposed to this person, if anything, and by which rules other places could not take them."""
    return {
        "match": one if isinstance(one, Match) else None,
        "unplaced": one if isinstance(one, Unplaced) else None,
        "excluded": list(told_to(found.proposal.excluded(one.waiting), sees)) if one else [],
        "needs": (waiting_words(one.waiting) if sees else NOT_SHOWN) if one else "",
        "proof": found.proposal.proof_words,
    }


def kind_of(entry: Entry | None) -> str:
    return str(entry.kind) if entry else ""


def choosable(request: Request, journey: Journey) -> list[tuple[str, list[Entry]]]:
    """The services that somebody may name: those for their pathway (for every one, where none is chosen), by kind."""
    spell = in_a_bed(journey)
    wanted = frozenset(spell.pathway) if spell and spell.pathway in WITH_HELP else WITH_HELP
    found = [e for e in known(request).directory if isinstance(e.kind, SupportKind) and e.pathways & wanted]
    kinds = sorted({entry.kind.label for entry in found})
    return [(kind, sorted((e for e in found if e.kind.label == kind), key=lambda e: e.name)) for kind in kinds]


# Steps


def prefer(d: Deciding) -> Decided:
    """Where they would like to go, in their own order, and near whom."""
    services = [place for place in (d.said(rank) for rank in RANKS) if place]
    document = d.in_words(**{FAMILY: d.said(FAMILY), "why": d.said("why")})
    return decisions.prefer_places(d.journey, services, document=document, by=d.by, now=d.now)


def choose(d: Deciding) -> Decided:
    """What they said to an offer."""
    if not d.said("choice"):
        return NO_CHOICE
    document = d.in_words(words=d.said("words"), who=d.said("who"))
    return decisions.choose(
        d.journey, d.said("offer"), d.said("choice"), d.said("preferred"), document=document, by=d.by, now=d.now
    )


STEPS = {"prefer": (prefer, "decide"), "choose": (choose, "decide")}


async def take(request: Request) -> Response:
    """Take a step of choosing, and go back to the choices."""
    key, name = request.path_params["key"], request.path_params["step"]
    if name not in STEPS:
        raise HTTPException(404, NO_STEP)
    decide, action = STEPS[name]
    form = await request.form()
    seen = str(form.get("seen", ""))
    request.scope["homefirst.seen"] = seen_of(form)
    back = f"/people/{key}/choices"
    answer = await act(request, deciding(request, decide), action=action, back=back)
    return RedirectResponse(with_recorded(back, seen), 303) if answer.status_code == 303 else answer


ROUTES = [
    Route("/people/{key}/choices", page),
    Route("/people/{key}/choices/letter", letter),
    Route("/people/{key}/choices/{step}", take, methods=["POST"]),
]
