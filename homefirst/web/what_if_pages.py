"""What if: move levers or choose a scenario, and see what comes of it beside things as they are."""

from __future__ import annotations

import shlex
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.web.access import checked_form, permit
from homefirst.web.show import show

if TYPE_CHECKING:
    from homefirst.web.what_if import Asked, Room

USUAL = "northamptonshire"  # what the command line takes without --system
BUSY = "Another question is being worked out. Wait a few seconds, then ask again."
MAKING = threading.Lock()


def room(request: Request) -> Room:
    """The room to ask in, made when somebody first asks: the simulator is slow to load."""
    from homefirst.web.what_if import Room

    state, desk = request.app.state, request.app.state.desk
    with MAKING:
        if state.what_if is None:
            state.what_if = Room(desk.system, state.flow_of or desk.system.name, desk.data_dir.path / "scenarios")
        found: Room = state.what_if
        return found


def form(request: Request) -> Response:
    """The levers, as the link sets them."""
    permit(request, "measure")
    from homefirst.web.what_if import SystemFault

    try:
        here = room(request)
        asked, faults = here.asked(request.query_params)
        return show(request, "what_if.html", form_facts(here, asked, faults, request.query_params))
    except SystemFault as fault:
        return told(request, str(fault))


def form_facts(here: Room, asked: Asked, faults: list[str], told: Mapping[str, str]) -> dict[str, object]:
    """What the form shows."""
    return {
        "title": "What if",
        "levers": here.levers,
        "values": dict(asked.values),
        "listed": here.listed(),
        "start": asked.start,
        "faults": [*faults, *here.not_listed()],
        "told": told,
    }


def run(request: Request) -> Response:
    """The answer: beside things as they are, with charts and tables."""
    permit(request, "measure")
    from homefirst.web import what_if

    try:
        here = room(request)
        asked, faults = here.asked(request.query_params)
        if faults or (not asked.values and asked.start == "as-is"):
            faults = faults or ["Nothing was changed. Choose a scenario, or move a lever, then run it."]
            return show(request, "what_if.html", form_facts(here, asked, faults, request.query_params), 400)
        answer = here.answer(asked)
    except what_if.Busy:
        return show(request, "message.html", {"title": "Please wait", "words": BUSY}, 503)
    except (what_if.SystemFault, what_if.SimulationFault) as fault:
        return told(request, str(fault))
    facts = {
        "title": f"What if: {answer.title}",
        "answer": answer,
        "pictures": what_if.charts(answer.found),
        "sections": [(title, some) for title, some in what_if.sections(answer.found) if some],
        "overrun": list(what_if.overrun(answer.found)),
        "notes": [note for note in what_if.notes(answer.found) if note not in what_if.overrun(answer.found)],
        "number": what_if.number,
        "interval": what_if.interval,
        "query": query(asked),
        "fields": [("scenario", asked.start), *((name, f"{value:g}") for name, value in asked.values)],
        "saved": saved_words(here, request.query_params.get("saved", "")),
        "may_save": bool(asked.values),
    }
    return show(request, "what_if_answer.html", facts)


def saved_words(here: Room, name: str) -> str:
    """What to do with a scenario that was just saved, where it was."""
    file = here.own / f"{name}.toml"
    if not name.replace("-", "").isalnum() or not file.is_file():
        return ""
    of = [] if here.flow_of == USUAL else ["--system", here.flow_of]
    return shlex.join(["homefirst", "compare", "as-is", str(file), *of, "--replications", "50"])


def as_file(request: Request) -> Response:
    """The levers as a scenario's file, to keep."""
    permit(request, "measure")
    from homefirst.web.what_if import SystemFault

    try:
        here = room(request)
        asked, _ = here.asked(request.query_params)
        name, text = here.file(asked, request.query_params.get("name", ""))
    except SystemFault as fault:
        return told(request, str(fault))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="application/toml; charset=utf-8", headers=headers)


async def save(request: Request) -> Response:
    """Keep the levers as a scenario beside the ledger; only asked from these pages themselves."""
    fields = {name: str(value) for name, value in (await checked_form(request)).items()}
    return await run_in_threadpool(keep, request, fields)


def keep(request: Request, fields: Mapping[str, str]) -> Response:
    """Save what the form says, then show its answer again."""
    permit(request, "measure")
    from homefirst.web.what_if import SystemFault

    try:
        here = room(request)
        asked, _ = here.asked(fields)
    except SystemFault as fault:
        return told(request, str(fault))
    try:
        file = here.save(asked, fields.get("name", ""))
    except SystemFault as fault:
        back = f"/what-if/answer?{query(asked)}"
        return show(request, "message.html", {"title": "Not saved", "words": str(fault), "back": back}, 422)
    return RedirectResponse(f"/what-if/answer?{query(asked)}&saved={file.stem}", 303)


def told(request: Request, words: str) -> Response:
    """What stands in the way, and the way back to what was asked."""
    back = f"/what-if?{request.url.query}" if request.url.path != "/what-if" else None
    return show(request, "message.html", {"title": "What if cannot be worked out", "words": words, "back": back}, 422)


def query(asked: Asked) -> str:
    """What was asked, as the query of a link."""
    return urlencode([("scenario", asked.start), *((name, f"{value:g}") for name, value in asked.values)])


ROUTES = [
    Route("/what-if", form),
    Route("/what-if/answer", run),
    Route("/what-if/scenario.toml", as_file),
    Route("/what-if/scenarios", save, methods=["POST"]),
]
