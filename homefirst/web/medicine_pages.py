"""The medicines of one person: three lists, and what became of each medicine, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.decisions import Refused, reconcile_medicines, write_part
from homefirst.documents import DocumentError
from homefirst.event import Event, Kind
from homefirst.hub.medicines import (
    KeptLists,
    Medicine,
    Outcome,
    Said,
    Which,
    kept_lists,
    read_allergies_in,
    read_lines,
    write_comparison,
    written,
)
from homefirst.hub.medicines.medicine import write_allergies, write_list
from homefirst.hub.medicines.names import table
from homefirst.hub.papers import stay_of_paper
from homefirst.journey import Journey
from homefirst.web.access import NOBODY, act, look, may
from homefirst.web.desk import Desk
from homefirst.web.service_facts import Decided, deciding, desk_of
from homefirst.web.show import show
from homefirst.web.step_decisions import Deciding

PATH = "/people/{key}/medicines"
NO_LIST = "There is no such list of medicines. Start again from the person's medicines."
FIELDS = (
    "name",
    "strength",
    "form",
    "dose",
    "frequency",
    "most",
    "timing",
    "route",
    "duration",
    "reason",
    "why",
    "last_dose",
)
LABELS = (
    ("name", "Name", "One medicine"),
    ("strength", "Strength", "500 mg"),
    ("form", "Form", "tablets"),
    ("dose", "Dose", "2 tablets, or 1 g"),
    ("frequency", "How often", "twice a day, once a week, when needed"),
    ("most", "At most", "4 g in 24 hours"),
    ("timing", "When", "at night"),
    ("route", "How it is taken", "by mouth"),
    ("duration", "For how long", "for 5 days, or long term"),
    ("reason", "What for", ""),
    ("why", "Why it was changed", "only if it was"),
    ("last_dose", "Day of the last dose", "if taken once a week or less: 2026-01-31"),
)
ORDER = tuple(Outcome)


def page(request: Request) -> Response:
    """The comparison, what stands out of it, and the lists with forms to write them."""
    desk = desk_of(request)
    position = desk.ledger.position()
    journey = journey_of(request)
    looked = look(request, journey, ("allergies",), must="medicines")
    lists = lists_of(desk, journey)
    lines = lists.compared()
    problem = request.scope.get("homefirst.problem")
    typed = problem.typed if problem else {}
    facts = {
        "key": journey.person,
        "who": desk.who(journey.person),
        "seen": position,
        "stay": stay_of_paper(journey),
        "lists": lists,
        "lines": lines,
        "counts": [(one, n) for one in ORDER if (n := Counter(line.outcome for line in lines)[one])],
        "out": [line for line in lines if line.findings],
        "errors": sum(len(line.errors) for line in lines),
        "open": [line for line in lines if line.outcome is Outcome.UNACCOUNTED],
        "sees_allergies": "allergies" in looked.shown,
        "refused": not_a_writer(request, journey),
        "reconciled": last_reconciled(journey),
        "stands": stands(journey, lists),
        "which": tuple(Which),
        "labels": LABELS,
        "written": written,
        "as_text": lambda which: text_of(lists, which),
        "names": table(),
        "typed": typed,
        "conflicts": lists.conflicts() if "allergies" in looked.shown else (),
        "pasted": read_lines(typed["lines"]) if is_a_list(typed) else None,
        "saved": request.query_params.get("saved", ""),
    }
    return show(request, "medicines/page.html", facts)


def is_a_list(typed: dict[str, str]) -> bool:
    """Whether what was refused is a list of medicines as lines."""
    return "lines" in typed and typed.get("list") in (Which.BEFORE, Which.HOSPITAL, Which.DISCHARGE)


def journey_of(request: Request) -> Journey:
    """The person of the path. Raises HTTPException 404."""
    journey, told = desk_of(request).board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, NOBODY)
    return journey


def lists_of(desk: Desk, journey: Journey) -> KeptLists:
    """What was written of their medicines. Raises HTTPException 503 where a document cannot be read."""
    try:
        return kept_lists(journey, desk.documents)
    except (DocumentError, ValueError) as fault:
        raise HTTPException(503, str(fault)) from None


def not_a_writer(request: Request, journey: Journey) -> str:
    """Why this reader may not write the lists; "" where they may."""
    decision = may(request, "decide", journey=journey, section="medicines")
    return "" if decision.allowed else decision.says


def last_reconciled(journey: Journey) -> Event | None:
    """When the comparison of this stay was recorded last."""
    spell = stay_of_paper(journey)
    since = spell.started_at if spell else None
    found = (e for e in reversed(journey.events) if e.kind is Kind.MEDICINES_RECONCILED)
    return next((e for e in found if since and e.happened_at >= since), None)


def stands(journey: Journey, lists: KeptLists) -> bool:
    """Whether what was recorded is of the lists as they are now."""
    recorded = last_reconciled(journey)
    return recorded is not None and all(e.happened_at <= recorded.happened_at for e in lists.written.values())


def text_of(lists: KeptLists, which: Which) -> str:
    """A list as lines that may be written again."""
    if which is not Which.ALLERGIES:
        return "\n".join(written(one) for one in lists.of(which))
    if lists.allergies is None:
        return ""
    known = (f"{one.substance}{f': {one.reaction}' if one.reaction else ''}" for one in lists.allergies.known)
    return "\n".join(known) or "no known allergies"


# Writing


async def write(request: Request) -> Response:
    """Write a list: the whole of it as lines, or one medicine more."""
    which = which_of(request)
    step = add if request.path_params.get("one") else replace_list
    return await recorded(request, lambda d: step(request, which, d), which.value)


def which_of(request: Request) -> Which:
    try:
        return Which(request.path_params["which"])
    except ValueError:
        raise HTTPException(404, NO_LIST) from None


async def recorded(request: Request, decide: Any, saved: str) -> Response:
    """Record a step and come back to the page; what was refused is shown there."""
    back = f"/people/{request.path_params['key']}/medicines"

    done = await act(request, deciding(request, decide), section="medicines", back=back)
    return RedirectResponse(f"{back}?saved={saved}", 303) if done.status_code == 303 else done


def replace_list(request: Request, which: Which, d: Deciding) -> Decided:
    """The list as these lines say it, nothing left out in silence."""
    text = str(d.form.get("lines", ""))
    if which is Which.ALLERGIES:
        allergies = read_allergies_in(text)
        if allergies is None:
            return Refused("Write each allergy on a line, or “no known allergies”.")
        return kept(d, which, write_allergies(allergies))
    read = read_lines(text)
    if read.faults:
        return Refused(asked_words(read.faults))
    if not read.medicines and d.said("none") != "yes":
        return Refused("No medicine is written. Write one a line, or tick that there are none.")
    return kept(d, which, write_list(read.medicines))


def asked_words(faults: Sequence[str]) -> str:
    """What has to be asked of the lines, before anything is saved; the page shows each line as it was typed."""
    many = len(faults)
    first = faults[0] if many == 1 else f"{many} lines cannot be read for certain. {faults[0]}"
    return f"{first} Nothing is saved yet: every line is shown below."


def add(request: Request, which: Which, d: Deciding) -> Decided:
    """One medicine more, field by field."""
    one = Medicine(**{field: d.said(field)[:200] for field in FIELDS})  # type: ignore[arg-type]
    if not one.name:
        return Refused("Write the name of the medicine.")
    return with_one_more(request, which, one, d)


def with_one_more(request: Request, which: Which, one: Medicine, d: Deciding) -> Decided:
    lists = lists_of(desk_of(request), d.journey)
    return kept(d, which, write_list((*lists.of(which), one)))


def kept(d: Deciding, which: Which, content: bytes) -> Decided:
    return write_part(d.journey, "medicines", which.value, document=d.keep(content), by=d.by, now=d.now)


async def settle(request: Request) -> Response:
    """Say what became of a medicine that nobody accounted for: it goes on as before, is stopped, or is paused."""
    return await recorded(request, lambda d: settled(request, d), Which.DISCHARGE.value)


def settled(request: Request, d: Deciding) -> Decided:
    lists = lists_of(desk_of(request), d.journey)
    line = next((one for one in lists.compared() if one.before and written(one.before[0]) == d.said("medicine")), None)
    if line is None or line.outcome is not Outcome.UNACCOUNTED:
        return Refused("This medicine is accounted for already, or its line was written again. Look at the list.")
    became, why, was = d.said("became"), d.said("why"), line.before[0]
    if became not in ("goes_on", "stopped", "paused"):
        return Refused(f"Say what became of {was.name}: it goes on, is stopped, or is paused.")
    if became == "goes_on":
        return with_one_more(request, Which.DISCHARGE, replace(was, duration=was.duration or "long term"), d)
    if not why:
        return Refused(f"Write why {was.name} is {became}.")
    one = Medicine(was.name, was.strength, was.form, said=Said(became), why=why, until=d.said("until"))
    return with_one_more(request, Which.DISCHARGE, one, d)


async def record(request: Request) -> Response:
    """Record that the medicines were compared; with errors in it only with a reason."""
    return await recorded(request, lambda d: compared(request, d), "comparison")


def compared(request: Request, d: Deciding) -> Decided:
    lists, reason = lists_of(desk_of(request), d.journey), d.said("reason")
    lines = lists.compared()
    errors = sum(len(line.errors) for line in lines)
    if not lists.comparable:
        return Refused("There is nothing to compare yet. Write the list before admission and the list at discharge.")
    if errors and not reason:
        many = "1 error stands" if errors == 1 else f"{errors} errors stand"
        return Refused(f"{many} in the comparison. Mend it, or write why it is recorded as it is.")
    document = d.keep(write_comparison(lines, lists, reason=reason))
    return reconcile_medicines(d.journey, document=document, by=d.by, now=d.now)


ROUTES = [
    Route(PATH, page),
    Route(PATH + "/settle", settle, methods=["POST"]),
    Route(PATH + "/record", record, methods=["POST"]),
    Route(PATH + "/{which}", write, methods=["POST"]),
    Route(PATH + "/{which}/{one}", write, methods=["POST"]),
]
