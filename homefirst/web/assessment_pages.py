"""Assessments of one person: recorded for a service to rely on, and what each service said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst import decisions
from homefirst.codes import AssessmentKind
from homefirst.days import local_date
from homefirst.decisions import Refused, referral_of
from homefirst.decisions.referrals import is_open
from homefirst.decisions.step import about
from homefirst.event import Event, Kind
from homefirst.hub.in_words import said_in
from homefirst.hub.trusted import Allowed, may_assess
from homefirst.journey import Journey, Referral
from homefirst.web.access import act, look, may, reader_of, seen_of
from homefirst.web.referral_pages import needs_written, of_person
from homefirst.web.service_facts import Decided, deciding, desk_of, known
from homefirst.web.show import show
from homefirst.web.step_decisions import Deciding
from homefirst.web.step_facts import UNKNOWN, of_reader
from homefirst.web.step_pages import with_recorded

NO_STEP = "There is no such step. Open the person's assessments, and choose one there."
SAID = (Kind.ASSESSMENT_ACCEPTED, Kind.ASSESSMENT_DISPUTED)


class Made(NamedTuple):
    """An assessment, the service that it was made for ("" for none), and what services said of it."""

    event: Event
    service: str
    said: tuple[Event, ...]


class Receiver(NamedTuple):
    """A service that was asked, and whether it relies on what this reader assesses."""

    referral: Referral
    trust: Allowed


def assessments(request: Request) -> Response:
    """What was assessed in the last stay and since, who relies on it, and the form to record one more."""
    desk = desk_of(request)
    position = desk.ledger.position()
    journey, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, UNKNOWN)
    looked = look(request, journey, ("hub",), must="assessment")
    facts = {
        **of_person(desk, journey, "hub" in looked.shown),
        "title": "Assessments",
        "made": made(journey),
        "receivers": receivers(request, journey),
        "kinds": tuple(AssessmentKind),
        "may_assess": may(request, "decide", journey=journey, section="assessment"),
        "said_in": lambda event: said_in(desk.documents, event.document),
        **of_reader(request, journey, position, ""),
    }
    return show(request, "assessments/page.html", facts)


def made(journey: Journey) -> list[Made]:
    """The assessments since the last admission, the latest first."""
    since = journey.spells[-1].started_at if journey.spells else None
    found = [e for e in journey.events if e.kind is Kind.ASSESSED and (since is None or e.happened_at >= since)]
    asked = {e.id: referral_of(journey, e.about) for e in found}
    return [
        Made(e, r.service if (r := asked[e.id]) else "", tuple(about(journey, e.id, *SAID))) for e in reversed(found)
    ]


def receivers(request: Request, journey: Journey) -> list[Receiver]:
    """The services whose referral is open, those first that rely on this reader's assessments."""
    found = [Receiver(r, trust_in(request, journey, r.service)) for r in journey.referrals if is_open(r)]
    return sorted(found, key=lambda one: (not one.trust.allowed, one.referral.service, one.referral.id))


def trust_in(request: Request, journey: Journey, service: str) -> Allowed:
    """Whether a service relies on what this reader assesses today, for the needs that are written."""
    reader, desk = reader_of(request), desk_of(request)
    needs = needs_written(request, journey)
    today = local_date(desk.now())
    return may_assess(known(request).trusts, str(reader.role), reader.organisation, service, today, needs)


def assess(request: Request, d: Deciding) -> Decided:
    """Record an assessment; for a named service only where it relies on this assessor under an agreement."""
    referral = referral_of(d.journey, d.said("referral"))
    trust = trust_in(request, d.journey, referral.service) if referral else None
    if trust is not None and (trust.trust is None or d.said("kind") not in trust.trust.kinds):
        kind = "Its agreement does not cover this kind of assessment."
        says = kind if trust.trust else trust.says
        return Refused(f"{says} Record it for nobody in particular, or choose another service.")
    document = d.in_words(found=d.said("found"))
    return decisions.record_assessment(
        d.journey, d.said("kind"), d.said("referral"), document=document, by=d.by, now=d.now
    )  # fmt: skip


STEPS: Mapping[str, Callable[[Request, Deciding], Decided]] = {"assess": assess}


async def take(request: Request) -> Response:
    """Take a step of assessing, and go back to the assessments."""
    key, name = request.path_params["key"], request.path_params["step"]
    if name not in STEPS:
        raise HTTPException(404, NO_STEP)
    form = await request.form()
    seen = str(form.get("seen", ""))
    request.scope["homefirst.seen"] = seen_of(form)
    back = f"/people/{key}/assessments"
    decide = deciding(request, lambda d: STEPS[name](request, d))
    answer = await act(request, decide, section="assessment", back=back)
    return RedirectResponse(with_recorded(back, seen), 303) if answer.status_code == 303 else answer


ROUTES = [
    Route("/people/{key}/assessments", assessments),
    Route("/people/{key}/assessments/{step}", take, methods=["POST"]),
]
