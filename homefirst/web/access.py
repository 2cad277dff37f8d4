"""Asking whether the reader may, keeping that they did, and recording what they decide.

Over 300 lines, so that the one way to every person's page is read in one place.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from homefirst.days import local_date
from homefirst.decisions import Refused
from homefirst.event import Event
from homefirst.journey import Journey
from homefirst.ledger import NewerEvents
from homefirst.record.agreement import Covered
from homefirst.record.policy import Decision, about_person, asked
from homefirst.record.reader import Reader
from homefirst.record.relationship import Relation
from homefirst.web.desk import Desk
from homefirst.web.door import Access, Visible
from homefirst.web.known_codes import codes_of, unknown

Decided = Event | Sequence[Event] | Refused
Decide = Callable[[Journey, FormData, Reader, datetime], Decided]
DecideForService = Callable[[FormData, Reader, datetime], Decided]
STALE_FORM = "This form was made for another sign-in, so nothing was done. Open the page again, and send it from there."
NOTHING_HERE = "There is nothing to show here. Go back to the person, or to the list."
NOBODY = "Nobody in this ledger has that key. Look for the person on the list."


NOT_SEEN = (
    "It could not be told when this page was made, so not whether a colleague was there first. Nothing was recorded. "
    "Look at how things stand now, and send it again."
)
NOT_A_CODE = (
    "A service is named by its code, and none that is known here has that one. Choose it from the list. If it is not "
    "there, choose the hub, and write its name among the words."
)


class Forbidden(HTTPException):
    """What the reader may not do: the page says which rule, in its own sentence. `person` where it is about one."""

    def __init__(self, decision: Decision, person: str = "") -> None:
        code, words = (404, NOTHING_HERE) if decision.silent else (403, decision.says)
        super().__init__(code, words)
        self.decision, self.person = decision, person


@dataclass(frozen=True)
class Problem:
    """Why something was not recorded, the field it is about if one, and what was typed, to be shown again."""

    why: str
    field: str
    typed: dict[str, str]


def reader_of(request: Request) -> Reader:
    """Who is asking. Raises HTTPException 401 at an open door."""
    reader: Reader | None = request.scope.get("homefirst.reader")
    if reader is None:
        raise HTTPException(401, "Sign in first.")
    return reader


def may(
    request: Request, action: str, *, journey: Journey | None = None, section: str = "", service: str = ""
) -> Decision:
    """Whether the reader may do this, and by which rule; nothing is kept of the question.

    With a `journey`: about that person, and a section of their record (who they are, or the hub's, if none is named).
    With a `service`: about what it says of itself. With neither: lists of people, measures, accounts, the audit.
    """
    reader, access = reader_of(request), access_of(request)
    desk: Desk = request.app.state.desk
    now = desk.now()
    agreed = access.covered(reader, local_date(now))
    if journey is None:
        of, name = ("Service", service) if service else ("House", "")
        return access.policies.decide(asked(reader, agreed, action, of, name))
    part = section or ("who" if action == "read" else "hub")
    question = about_person(reader, agreed, action, part, access.relation(journey, now))
    decision = access.policies.decide(question)
    until = access.emergency_until(reader, journey) if decision.emergency else None
    if until is None:
        return decision
    request.scope["homefirst.emergency"] = now + (until - access.clock())  # by the clock of what the page shows
    return access.policies.decide(question._replace(emergency=True))


def permit(
    request: Request, action: str, *, journey: Journey | None = None, section: str = "", service: str = ""
) -> None:
    """Keep that the reader does this, or asked to. Raises Forbidden with the rule's sentence where they may not.

    What names nobody (measures, the frame of a list) leaves no row where it is allowed: `listed` says who was on one.
    """
    decision = may(request, action, journey=journey, section=section, service=service)
    person, part = (journey.person if journey else ""), section or service or action
    if not decision.allowed:
        keep(request, action, person=person, refused=[part], rule=decision.rule)
        raise Forbidden(decision, person)
    if journey is not None or service or action not in ("read", "measure"):
        keep(request, action, person=person, shown=[part], rule=decision.rule)


class Looked(NamedTuple):
    """Which sections of a person's record the reader is shown, and why not the others that may be spoken of."""

    shown: frozenset[str]
    refused: dict[str, Decision]


def look(request: Request, journey: Journey, sections: Iterable[str], *, must: str = "who") -> Looked:
    """Keep one row that the reader looks at these sections; gives those that they may see.

    Raises Forbidden where they may not see the one they `must`.
    """
    asked_for = {section: may(request, "read", journey=journey, section=section) for section in (must, *sections)}
    refused = {section: decision for section, decision in asked_for.items() if not decision.allowed}
    if must in refused:
        keep(request, "read", person=journey.person, refused=asked_for, rule=refused[must].rule)
        raise Forbidden(refused[must], journey.person)
    shown = frozenset(asked_for) - frozenset(refused)
    keep(request, "read", person=journey.person, shown=shown, refused=refused, rule=asked_for[must].rule)
    return Looked(shown, {section: decision for section, decision in refused.items() if not decision.silent})


def visible(request: Request) -> frozenset[str]:
    """The keys of the people in a bed whom the reader may be shown on a list: who they are, and how they get home.

    Worked out once for all readers who see the same people, and again only for those to whom something happened.
    """
    access, group = access_of(request), group_of(reader_of(request))
    desk: Desk = request.app.state.desk
    now = desk.now()
    today, position = local_date(now), desk.board.follow().position
    with access.listing:  # after a change every open list asks at once: one works it out
        kept = access.visible.get(group)
        if kept is None or kept.day != today or kept.position < position:
            before = kept.known if kept is not None and kept.day == today else {}
            kept = access.visible[group] = seen_by(request, before, now, position)
    return kept.keys


def seen_by(request: Request, before: Mapping[str, tuple[Journey, bool]], now: datetime, position: int) -> Visible:
    """Whom the reader may see of those in a bed; asked again only of those who are not as they were `before`."""
    desk: Desk = request.app.state.desk
    reader, access, today = reader_of(request), access_of(request), local_date(now)
    agreed = access.covered(reader, today)
    known: dict[str, tuple[Journey, bool]] = {}
    for journey in desk.board.journeys():
        found = before.get(journey.person)
        if found is None or found[0] is not journey:
            relation = access.relation(journey, now)
            found = (journey, all(may_list(access, reader, agreed, part, relation) for part in ("who", "hub")))
        known[journey.person] = found
    return Visible(today, position, known, frozenset(key for key, (_, is_seen) in known.items() if is_seen))


def may_list(access: Access, reader: Reader, agreed: Covered, section: str, relation: Relation) -> bool:
    return access.policies.decide(about_person(reader, agreed, "read", section, relation)).allowed


def group_of(reader: Reader) -> tuple[str, ...]:
    """Readers who see the same people on a list, so that what was made for one may be shown to another."""
    return (str(reader.role), reader.organisation, reader.service)


def listed(request: Request, what: str, people: Collection[str], *, again: bool = False) -> None:
    """Keep that the reader was shown a list: which (`what`, with its filter), how many people, and their keys.

    `again`: by a page that brings itself up to date; kept only where it now shows other people than before.
    """
    access, session = access_of(request), request.scope["homefirst.session"]
    before, now = access.lists.get((session.id, what)), frozenset(people)
    if len(access.lists) > 5_000:  # more than anybody has open: the oldest are of pages long closed
        access.lists = {}
    access.lists[session.id, what] = now
    if not (again and before is not None and now <= before):
        keep(request, "read", shown=["who", "hub"], reason=what, people=people)


def keep(request: Request, action: str, **rest: Any) -> int:
    """Keep a row of what the reader does, before it is shown or done, and give its position."""
    access = access_of(request)
    return access.audit.add(reader_of(request), action, access.clock(), **rest)


def ours(address: str) -> str:
    """The address to go on to, if it is one of our pages; else the first page."""
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if plain and address.isprintable() else "/"


def access_of(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


async def checked_form(request: Request) -> FormData:
    """What was sent with a form made for this session. Raises HTTPException 403 for any other."""
    form = await request.form()
    session = request.scope.get("homefirst.session")
    token = str(form.get("form_token", "")) or request.headers.get("x-form-token", "")
    if session is None or not hmac.compare_digest(token.encode(), session.form_token.encode()):
        raise HTTPException(403, STALE_FORM)
    return form


async def act(
    request: Request, decide: Decide, *, action: str = "decide", section: str = "hub", back: str, beside: bool = False
) -> Response:
    """Record what the reader decides about the person of the path, then go `back`.

    `decide` is given the journey, the form, the reader and the time, and makes events or says why not. Where it
    refuses, or the form does not say when its page was made (422), or somebody recorded something since then (409),
    the page at `back` is shown again with the reason and what was typed (`problem` in its template). `beside`: what
    colleagues recorded meanwhile is for `decide` to judge, and only what comes while it does is met.
    """
    form = await checked_form(request)
    return await run_in_threadpool(_act, request, form, decide, action, section, back, beside)


def _act(
    request: Request, form: FormData, decide: Decide, action: str, section: str, back: str, beside: bool
) -> Response:
    desk: Desk = request.app.state.desk
    position = desk.ledger.position()  # before the journey is read: nothing comes between the two unnoticed
    journey, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, NOBODY)
    permit(request, action, journey=journey, section=section)
    seen = made_at(request, form)
    if seen is None:
        return again(request, form, NOT_SEEN, back, 422)
    decided = decide(journey, form, reader_of(request), desk.now())
    return recorded(request, form, decided, back, position if beside else seen, told)


async def act_for_service(
    request: Request, decide: DecideForService, *, action: str = "report", service: str, back: str
) -> Response:
    """Record what the reader says of a service, not of a person: as `act`."""
    form = await checked_form(request)
    return await run_in_threadpool(_act_for_service, request, form, decide, action, service, back)


def _act_for_service(
    request: Request, form: FormData, decide: DecideForService, action: str, service: str, back: str
) -> Response:
    desk: Desk = request.app.state.desk
    permit(request, action, service=service)
    return recorded(request, form, decide(form, reader_of(request), desk.now()), back)


def recorded(
    request: Request,
    form: FormData,
    decided: Decided,
    back: str,
    seen: int | None = None,
    told: Collection[Event] = (),
) -> Response:
    """Append what was decided and go back; or show the page again with what stands in the way.

    `seen`: the position after which nothing may have been recorded of the same people; by default the form's own,
    without which only what is of nobody is recorded.
    `told`: what was recorded of the person before, whose services may be named again.
    """
    desk: Desk = request.app.state.desk
    if isinstance(decided, Refused):
        return again(request, form, decided.why, back, 422, getattr(decided, "field", ""))
    events = [decided] if isinstance(decided, Event) else list(decided)
    seen = made_at(request, form) if seen is None else seen
    if seen is None and any(event.person for event in events):
        return again(request, form, NOT_SEEN, back, 422)
    if unknown(events, service_codes(request), told):
        return again(request, form, NOT_A_CODE, back, 422)
    try:
        desk.ledger.append(events, seen=seen)
    except NewerEvents as newer:
        return again(request, form, str(newer), back, 409)
    return RedirectResponse(back, 303)


def made_at(request: Request, form: FormData) -> int | None:
    """The position at which a form's page was made; None where it says none, or one that the ledger has not reached."""
    seen, desk = seen_of(form), request.app.state.desk
    return seen if seen is not None and seen <= desk.ledger.position() else None


def seen_of(form: FormData) -> int | None:
    """The position of the ledger at which a page was made; one that cannot be read is the first, so that all is newer.

    None for a form that says none.
    """
    text = str(form.get("seen", ""))
    return (int(text) if text.isdecimal() and len(text) < 16 else 0) if text else None


def service_codes(request: Request) -> frozenset[str]:
    """The codes that a step may name as a service, read once."""
    state = request.app.state
    found: frozenset[str] | None = getattr(state, "service_codes", None)
    if found is None:
        found = state.service_codes = codes_of(state.desk.system)
    return found


def again(request: Request, form: FormData, why: str, back: str, code: int, field: str = "") -> Response:
    """The page at `back` once more, saying what stands in the way, with what was typed."""
    typed = {name: str(value) for name, value in form.items() if name not in ("form_token", "seen")}
    return PageAgain(request, Problem(why, field, typed), back, code)


class PageAgain(Response):
    """A page of ours made as if asked for now, with a problem for it to show and a status code that says so."""

    def __init__(self, request: Request, problem: Problem, back: str, code: int) -> None:
        super().__init__(status_code=code)
        self._problem, self._back = problem, urlsplit(back)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = self._back.path
        dropped = ("path_params", "endpoint", "router", "route", "state")
        asked: dict[str, Any] = {name: value for name, value in scope.items() if name not in dropped}
        asked |= {"method": "GET", "path": path, "raw_path": path.encode(), "query_string": self._back.query.encode()}
        asked["homefirst.problem"] = self._problem
        code = self.status_code

        async def coded(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["status"] = code
            await send(message)

        async def nothing_sent() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        await scope["app"].router(asked, nothing_sent, coded)
