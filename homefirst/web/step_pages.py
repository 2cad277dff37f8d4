"""The steps of getting somebody home, each a plain form that says what was recorded, or what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.decisions import Refused
from homefirst.event import Event
from homefirst.hub.in_words import MEDIA_TYPE
from homefirst.journey import Journey
from homefirst.record.reader import Reader
from homefirst.web.access import Decide, act, may, reader_of, seen_of
from homefirst.web.desk import Desk
from homefirst.web.show import show
from homefirst.web.step_decisions import STEPS, Deciding, StepPage, asked_of
from homefirst.web.step_facts import kept_back, step_facts

BACK_TO = ("/people/", "/round", "/made", "/long-stays", "/days", "/?")  # where a form may ask to go back to
NO_STEP = "There is no such step. Open the person's page, and choose one there."


def page(request: Request) -> Response:
    """One step's form."""
    name = request.path_params["step"]
    step = STEPS.get(name)
    if step is None or step.form:
        raise HTTPException(404, NO_STEP)
    facts = step_facts(request, request.path_params["key"], name)
    back = request.query_params.get("back", "")
    here = {"step": name, "title": step.title, "back": back if is_ours(back) else "", "here": ""}
    return show(request, "steps/page.html", {**facts, **here})


async def take(request: Request) -> Response:
    """Take a step: record it and go back; or show the form again with what stands in the way."""
    name, key = request.path_params["step"], request.path_params["key"]
    step = STEPS.get(name)
    if step is None:
        raise HTTPException(404, NO_STEP)
    form = await request.form()
    seen = str(form.get("seen", ""))
    request.scope["homefirst.seen"] = seen_of(form)
    request.scope["homefirst.ticked"] = {field: [str(one) for one in form.getlist(field)] for field in form}
    back, here = (address if is_ours(address := str(form.get(field, ""))) else "" for field in ("back", "here"))
    own = f"/people/{key}/steps/{step.form or name}" + (f"?{urlencode({'back': back})}" if back else "")
    action, section = asked_of(reader_of(request), name)
    answer = await act(request, decider(request, step), action=action, section=section, back=here or own)
    if answer.status_code != 303:
        return answer
    return RedirectResponse(with_recorded(back or f"/people/{key}", seen), 303)


def is_ours(address: str) -> bool:
    """Whether an address is one of our pages that a form may go back to; never another site's."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and "\\" not in address and address.startswith(BACK_TO)


def with_recorded(address: str, seen: str) -> str:
    """The address, asking the page to say what was recorded since the form was made."""
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != "recorded"]
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path}?{urlencode([*asked, ('recorded', seen)])}{anchor}"


def decider(request: Request, step: StepPage) -> Decide:
    """How this step is decided; what was said in words is kept only if the decision stands."""
    desk: Desk = request.app.state.desk

    def decide(journey: Journey, form: FormData, reader: Reader, now: datetime) -> Event | Sequence[Event] | Refused:
        judges = may(request, "judge", journey=journey, section="hub").allowed
        deciding = Deciding(journey, form, reader, now, closed=kept_back(request, journey), judges=judges)
        decided = step.decide(deciding)
        if not isinstance(decided, Refused) and deciding.written:
            desk.documents.put_all([(content, MEDIA_TYPE) for content in deciding.written])
        return decided

    return decide


ROUTES = [
    Route("/people/{key}/steps/{step}", page),
    Route("/people/{key}/steps/{step}", take, methods=["POST"]),
]
