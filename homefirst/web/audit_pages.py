"""Who looked at whom and why, for the privacy officer; and emergency access, for those who need it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.hub.words import day_of
from homefirst.journey import Journey
from homefirst.record.audit import EMERGENCY, PRIVACY, REFUSED, REVIEWED
from homefirst.record.reader import Role
from homefirst.record.sections import SECTIONS
from homefirst.web.access import (
    Forbidden,
    access_of,
    again,
    checked_form,
    keep,
    may,
    ours,
    permit,
    reader_of,
)
from homefirst.web.desk import Desk
from homefirst.web.show import show

REASONS = {
    "harm": "Somebody may come to harm soon if I do not see this",
    "cannot-tell": "The person cannot tell me what I need to know, and nobody else can",
    "safeguarding": "Somebody may be being harmed or neglected",
    "other": "Something else",
}
OUTCOMES = {
    "right": "Right: it was needed, and no more was looked at than was needed",
    "ask": "To be asked about",
    "wrong": "Wrong: it was not needed, or more was looked at",
}
DID = {  # what a row says was done, in a word or two
    "read": "Looked", "decide": "Recorded", "judge": "Judged the bed", "refer": "Referred", "answer": "Answered",
    "report": "Reported", "match": "Found a place", "measure": "Saw numbers", "audit": "Saw who looked",
    "administer": "Changed accounts", EMERGENCY: "Opened in an emergency", REVIEWED: "Reviewed an emergency",
    REFUSED: "Was refused",
}  # fmt: skip
MOST = 500
NOT_UNKNOWN = "Nobody in this ledger has that key. Look for the person on the list."
SHORTEST_REASON = 10


def page(request: Request) -> Response:
    """The record of who looked, filtered by person, account and day. That it was read is kept too."""
    asked = {name: request.query_params.get(name, "").strip() for name in ("person", "account", "day")}
    desk: Desk = request.app.state.desk
    known = bool(asked["person"]) and bool(desk.board.read(asked["person"])[1])
    allowed(request, asked["person"] if known else "")  # what was typed in place of a key may be a name
    audit, day = access_of(request).audit, day_of(asked["day"])
    none = bool(asked["day"]) and (day is None or not 2000 <= day.year < 3000)
    rows = [] if none else audit.rows(person=asked["person"], account=asked["account"], day=day, limit=MOST)
    waiting = [pair for pair in audit.emergencies() if pair[1] is None]
    facts = {"title": "Who looked", "rows": rows, "asked": asked, "waiting": waiting, "most": MOST, "did": DID}
    return show(request, "audit.html", facts | {"role_words": role_words, "parts": parts})


def role_words(role: str) -> str:
    """A role as a page says it; one that is not known any more as it was kept."""
    return next((one.words for one in Role if one == role), role)


def parts(kept: str) -> str:
    """The sections of a record that a row names, in words."""
    return "; ".join(SECTIONS.get(one, DID.get(one, one)).partition(":")[0] for one in kept.split())


def allowed(request: Request, about: str = "") -> None:
    """Only for those who look after privacy; whose rows they asked for is kept. Raises Forbidden."""
    decision = may(request, "audit")
    part = {"shown": ["audit"]} if decision.allowed else {"refused": ["audit"]}
    keep(request, "audit", person=about, rule=decision.rule, purpose=PRIVACY, **part)
    if not decision.allowed:
        raise Forbidden(decision)


def emergencies(request: Request) -> Response:
    """For the privacy officer: every use of emergency access, those not reviewed first. For others: asking for it."""
    if "person" in request.query_params:
        return ask(request)
    allowed(request)
    pairs = access_of(request).audit.emergencies()
    facts = {"title": "Emergency access", "pairs": pairs, "reasons": REASONS, "outcomes": OUTCOMES}
    return show(request, "emergencies.html", facts | {"role_words": role_words})


def ask(request: Request) -> Response:
    """The form that asks for emergency access to one person."""
    journey = found(request, request.query_params["person"])
    decision = may(request, "read", journey=journey)
    if not decision.allowed and not decision.emergency:
        raise Forbidden(decision)
    problem = request.scope.get("homefirst.problem")
    facts = {
        "title": "Open in an emergency",
        "person": journey.person,
        "next": ours(request.query_params.get("next", "")),
        "reasons": REASONS,
        "typed": problem.typed if problem else {},
    }
    return show(request, "break_glass.html", facts)


def found(request: Request, key: str) -> Journey:
    desk: Desk = request.app.state.desk
    journey, told = desk.board.read(key)
    if not told:
        raise HTTPException(404, NOT_UNKNOWN)
    return journey


async def break_glass(request: Request) -> Response:
    """Open one person's record for an hour, with a reason that is reviewed."""
    form = await checked_form(request)
    return await run_in_threadpool(opened, request, form)


def opened(request: Request, form: FormData) -> Response:
    """Keep the reason, and go on to what was asked for."""
    journey, words = found(request, str(form.get("person", ""))), str(form.get("words", "")).strip()
    reason, next_page = str(form.get("reason", "")), ours(str(form.get("next", "")))
    section = one if (one := str(form.get("section", ""))) in SECTIONS else ""
    decision = may(request, "read", journey=journey, section=section)
    if not decision.allowed and not decision.emergency:
        permit(request, "read", journey=journey, section=section)
    fault = ("reason", "Choose why you need to see this.") if reason not in REASONS else None
    if fault is None and len(words) < SHORTEST_REASON:
        fault = ("words", "Say in a few words what the emergency is. Do not name the person.")
    if fault:
        return again(request, form, fault[1], f"/break-glass?person={journey.person}&next={next_page}", 422, fault[0])
    keep(request, EMERGENCY, person=journey.person, rule=decision.rule, reason=f"{reason}: {words}"[:500])
    return RedirectResponse(next_page, 303)


async def review(request: Request) -> Response:
    """The privacy officer says what they found about one use of emergency access."""
    form = await checked_form(request)
    return await run_in_threadpool(reviewed, request, form)


def reviewed(request: Request, form: FormData) -> Response:
    """Keep the outcome as one more row; the row it is about stays as it is."""
    permit(request, "audit")
    outcome, position = str(form.get("outcome", "")), str(form.get("position", ""))
    row = access_of(request).audit.row(int(position)) if position.isdecimal() and len(position) < 16 else None
    if row is None or row.action != EMERGENCY:
        raise HTTPException(404, "There is no such use of emergency access. Open the list again.")
    if outcome not in OUTCOMES:
        return again(request, form, "Choose what you found.", "/break-glass", 422, f"outcome-{position}")
    if row.account == reader_of(request).account:
        return again(request, form, "Nobody reviews their own emergency access. Ask a colleague.", "/break-glass", 422)
    said = f"{outcome}: {str(form.get('words', '')).strip()}"[:500]
    keep(request, REVIEWED, person=row.person, rule=row.rule, reason=said, purpose=PRIVACY, about=row.position)
    return RedirectResponse("/break-glass", 303)


def looked(request: Request) -> Response:
    """Who looked at one person."""
    return RedirectResponse(f"/audit?person={request.path_params['key']}", 303)


ROUTES = [
    Route("/audit", page),
    Route("/break-glass", emergencies),
    Route("/break-glass", break_glass, methods=["POST"]),
    Route("/break-glass/review", review, methods=["POST"]),
    Route("/people/{key}/looked", looked),
]
