"""The steps beside a discharge, on one page: continuing healthcare, the carer, liberty (DoLS), safeguarding.

Safeguarding is shown only to those who may read it; a concern may be raised by anybody who decides for the person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst import decisions
from homefirst.codes import (
    ConcernStage,
    ContinuingCare,
    ContinuingCareDecision,
    LibertyDecision,
    LibertyRequest,
)
from homefirst.decisions import Refused
from homefirst.decisions.step import about
from homefirst.event import Event, Kind
from homefirst.hub.words import label
from homefirst.journey import Journey
from homefirst.record.reader import Reader
from homefirst.web.access import Decide, Forbidden, Problem, act, may, seen_of
from homefirst.web.clock_facts import clock_room, panel
from homefirst.web.show import show
from homefirst.web.step_decisions import Decided, Deciding, StepPage
from homefirst.web.step_facts import step_facts
from homefirst.web.step_pages import NO_STEP, decider, with_recorded

CARERS = 20  # carers of one person shown, at most


def request_continuing_care(d: Deciding) -> Decided:
    document = d.in_words(why=d.said("why"))
    return decisions.request_continuing_care(d.journey, d.said("kind"), document=document, by=d.by, now=d.now)


def decide_continuing_care(d: Deciding) -> Decided:
    document = d.in_words(why=d.said("why"))
    return decisions.decide_continuing_care(
        d.journey, d.said("about"), d.said("decision"), document=document, by=d.by, now=d.now
    )


def identify_carer(d: Deciding) -> Decided:
    return decisions.identify_carer(d.journey, document=d.in_words(what=d.said("why")), by=d.by, now=d.now)


def request_carer_assessment(d: Deciding) -> Decided:
    return decisions.request_carer_assessment(d.journey, d.said("about"), by=d.by, now=d.now)


def carer_assessed(d: Deciding) -> Decided:
    return decisions.carer_assessed(d.journey, d.said("about"), by=d.by, now=d.now)


def request_liberty(d: Deciding) -> Decided:
    document = d.in_words(why=d.said("why"))
    return decisions.request_liberty(d.journey, d.said("kind"), document=document, by=d.by, now=d.now)


def decide_liberty(d: Deciding) -> Decided:
    document = d.in_words(why=d.said("why"))
    return decisions.decide_liberty(
        d.journey, d.said("about"), d.said("decision"), document=document, by=d.by, now=d.now
    )  # fmt: skip


def raise_concern(d: Deciding) -> Decided:
    return decisions.raise_concern(d.journey, document=d.in_words(why=d.said("why")), by=d.by, now=d.now)


def decide_concern(d: Deciding) -> Decided:
    document = d.in_words(why=d.said("why"))
    return decisions.decide_concern(
        d.journey, d.said("about"), d.said("stage"), document=document, by=d.by, now=d.now
    )  # fmt: skip


STEPS: Mapping[str, StepPage] = {
    "request-continuing-care": StepPage("Continuing healthcare asked for", "kind", request_continuing_care),
    "decide-continuing-care": StepPage("Continuing healthcare decided", "decision", decide_continuing_care),
    "identify-carer": StepPage("A carer found", "why", identify_carer),
    "request-carer": StepPage("Carer's assessment asked for", "", request_carer_assessment),
    "carer-assessed": StepPage("Carer assessed", "", carer_assessed),
    "request-liberty": StepPage("Authorisation asked for", "kind", request_liberty),
    "decide-liberty": StepPage("Authorisation decided", "decision", decide_liberty),
    "raise-concern": StepPage("Concern raised", "why", raise_concern),
    "decide-concern": StepPage("Concern decided", "stage", decide_concern),
}
READS_FIRST = frozenset({"decide-concern"})  # steps on what only those see who may read safeguarding


def page(request: Request) -> Response:
    """Every form that can be used now, with what is open."""
    facts = step_facts(request, request.path_params["key"], "beside")
    journey: Journey = facts["journey"]
    room = clock_room(request)
    return show(request, "steps/beside.html", {
        **facts,
        "title": "Beside the discharge",
        "step": "beside",
        "problem": with_field(facts["problem"]),
        "clocks": panel(request, journey),
        "sees_safeguarding": sees_safeguarding(request, journey),
        "continuing": open_requests(journey, Kind.CONTINUING_CARE_REQUESTED, Kind.CONTINUING_CARE_DECIDED),
        "carers": [e for e in journey.events if e.kind is Kind.CARER_IDENTIFIED][-CARERS:],
        "assessments": open_requests(journey, Kind.CARER_ASSESSMENT_REQUESTED, Kind.CARER_ASSESSED),
        "liberty": open_requests(journey, Kind.LIBERTY_REQUESTED, Kind.LIBERTY_DECIDED),
        "concerns": open_concerns(journey) if sees_safeguarding(request, journey) else [],
        "ahead": room.limits.of("liberty_standard_ahead", facts["today"]).amount,
        "label": label,
        **CHOICES,
    })  # fmt: skip


CHOICES: Mapping[str, object] = {
    "ways_to_ask": tuple(ContinuingCare),
    "continuing_decisions": tuple(ContinuingCareDecision),
    "liberty_requests": tuple(LibertyRequest),
    "liberty_decisions": tuple(LibertyDecision),
    "stages": tuple(ConcernStage),
}


async def take(request: Request) -> Response:
    """Take one of the steps: record it and show the page again, with what was recorded or what stands in the way."""
    name, key = request.path_params["what"], request.path_params["key"]
    step = STEPS.get(name)
    if step is None:
        raise HTTPException(404, NO_STEP)
    form = await request.form()
    seen = str(form.get("seen", ""))
    request.scope["homefirst.seen"] = seen_of(form)
    back = f"/people/{key}/steps/beside"
    answer = await act(request, with_reading(request, name, decider(request, step)), back=back)
    return RedirectResponse(with_recorded(back, seen), 303) if answer.status_code == 303 else answer


def with_reading(request: Request, name: str, decide: Decide) -> Decide:
    """The decision, of what only some may read for those alone. Raises Forbidden, silently, for others."""

    def decided(journey: Journey, form: FormData, reader: Reader, now: datetime) -> Event | Sequence[Event] | Refused:
        if name in READS_FIRST:
            decision = may(request, "read", journey=journey, section="safeguarding")
            if not decision.allowed:
                raise Forbidden(decision, journey.person)
        return decide(journey, form, reader, now)

    return decided


def sees_safeguarding(request: Request, journey: Journey) -> bool:
    return may(request, "read", journey=journey, section="safeguarding").allowed


def with_field(problem: Problem | None) -> Problem | None:
    """The problem with the field to go to: a form of a page is called by its step, and by what it is about."""
    form = problem.typed.get("step", "") if problem else ""
    known = next((step for name, step in STEPS.items() if form == name or form.startswith(f"{name}-")), None)
    return replace(problem, field=f"{form}-{known.field}") if problem and known and known.field else problem


def open_requests(journey: Journey, asked: Kind, decided: Kind) -> list[Event]:
    """What was asked for and is not decided."""
    return [e for e in journey.events if e.kind is asked and not about(journey, e.id, decided)]


def open_concerns(journey: Journey) -> list[tuple[Event, ConcernStage | None]]:
    """The concerns that are not settled, each with the stage that it has reached."""
    raised = [e for e in journey.events if e.kind is Kind.CONCERN_RAISED]
    staged = [(event, decisions.stage_of(journey, event.id)) for event in raised]
    return [(event, stage) for event, stage in staged if stage is None or not stage.is_end]


ROUTES = [
    Route("/people/{key}/steps/beside", page),
    Route("/people/{key}/steps/beside/{what}", take, methods=["POST"]),
]
