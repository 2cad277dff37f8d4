"""What went wrong after people left hospital: each beside its discharge, reviewed or not, and what is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.codes import IncidentFinding
from homefirst.days import local_date
from homefirst.decisions import Refused, finish_learning, review_incident
from homefirst.event import provider
from homefirst.hub.in_words import MEDIA_TYPE, in_words, said_in
from homefirst.hub.incidents import EverybodysIncidents, Incident, IncidentKind, Review, incidents
from homefirst.hub.teams import Team
from homefirst.hub.words import day_of
from homefirst.journey import Journey
from homefirst.record.reader import Role
from homefirst.web.access import act, checked_form, listed, look, may, permit, reader_of, recorded
from homefirst.web.medicine_pages import journey_of
from homefirst.web.service_facts import Decided, deciding, desk_of
from homefirst.web.show import show
from homefirst.web.small_numbers import hides_in_files, said
from homefirst.web.step_decisions import Deciding

PATH = "/incidents"
ONE = "/people/{key}/incidents/{event}"
COUNTED = timedelta(days=90)  # ours: how far back incidents are counted
NO_INCIDENT = "There is no such incident, or it was taken back. Look at the list again."
NO_ACTION = "There is no such action, or it was taken back. Look at the list again."
OWNERS = tuple(team for team in Team if team is not Team.FAMILY)
SHOWN = {"": "Not reviewed yet", "reviewed": "Reviewed", "all": "All"}
Told = Sequence[tuple[Journey, Incident]]


class Counted(NamedTuple):
    """How often one kind of incident came in the last 90 days, and how many were reviewed, in words."""

    kind: IncidentKind
    times: str
    reviewed: str


class Action(NamedTuple):
    """Something agreed by a review and not done yet: whose discharge it was only where the reader may see them."""

    review: Review
    words: str
    key: str
    is_late: bool


def page(request: Request) -> Response:
    """The list: incidents of people whom the reader may see, what is counted of all, and what is still to be done."""
    permit(request, "review")
    desk, told = desk_of(request), told_of(request)
    asked = request.query_params.get("show", "")
    seen = [pair for pair in told if may_see(request, *pair)]
    shown = [pair for pair in seen if is_asked(pair[1], asked)]
    if shown:
        listed(request, f"incidents {asked}".strip(), {journey.person for journey, _ in shown})
    facts = {
        "title": "What went wrong after leaving",
        "rows": shown,
        "asked": asked if asked in SHOWN else "",
        "choices": SHOWN,
        "named": may(request, "read").allowed,
        "others": sum(is_asked(one, asked) for _, one in told) - len(shown),
        "counts": counts(request, told),
        "findings": findings(request, told),
        "actions": actions(request, told, {one.event.id for _, one in seen}),
        "name": lambda key: desk.who(key).name,
        "now": desk.now(),
        "seen": desk.ledger.position(),
        "day_of": day_of,
        "typed": typed_of(request),
    }
    return show(request, "incidents/page.html", facts)


def told_of(request: Request) -> Told:
    """Every incident that the reader's role may hear of; a safeguarding concern is nothing for a lead."""
    state, desk, reader = request.app.state, desk_of(request), reader_of(request)
    found: EverybodysIncidents | None = getattr(state, "incidents", None)
    if found is None:
        found = state.incidents = EverybodysIncidents(desk.ledger, desk.people.keys_of)
    told = found.follow()
    if reader.role is Role.WARD:
        told = [pair for pair in told if provider(pair[1].spell.location) == reader.organisation]
    return [pair for pair in told if reader.role is not Role.LEAD or pair[1].kind is not IncidentKind.CONCERN]


def typed_of(request: Request) -> dict[str, str]:
    problem = request.scope.get("homefirst.problem")
    return problem.typed if problem else {}


def may_see(request: Request, journey: Journey, one: Incident) -> bool:
    """Whether the reader may be shown this incident and whose it is."""
    sections = ("who", "hub", "safeguarding") if one.kind is IncidentKind.CONCERN else ("who", "hub")
    return all(may(request, "read", journey=journey, section=section).allowed for section in sections)


def is_asked(one: Incident, asked: str) -> bool:
    return asked == "all" or bool(one.reviews) == (asked == "reviewed")


def counts(request: Request, told: Told) -> list[Counted]:
    """How many of each kind in the last 90 days, and how many of them were reviewed; small numbers are hidden."""
    desk = desk_of(request)
    lately = [pair for pair in told if desk.now() - pair[1].event.happened_at <= COUNTED]
    kinds = [kind for kind in IncidentKind if kind is not IncidentKind.CONCERN or reader_of(request).role != Role.LEAD]
    groups = [[pair for pair in lately if pair[1].kind is kind] for kind in kinds]
    return [
        Counted(kind, number(request, some), number(request, [pair for pair in some if pair[1].reviews]))
        for kind, some in zip(kinds, groups, strict=True)
    ]


def number(request: Request, some: Iterable[tuple[Journey, Incident]]) -> str:
    """How many incidents these are; hidden from everybody where it is of few people and they are real."""
    people = [journey.person for journey, _ in some]
    return said(hides_in_files(request))(len(people), len(set(people)))


def findings(request: Request, told: Told) -> list[tuple[str, str]]:
    """What reviews found in the last 90 days, the commonest first."""
    since, by_code = desk_of(request).now() - COUNTED, dict[str, list[tuple[Journey, Incident]]]()
    for pair in told:
        review = pair[1].review
        for code in review.found if review and review.event.happened_at >= since else ():
            by_code.setdefault(code, []).append(pair)
    order = Counter({code: len(some) for code, some in by_code.items()}).most_common()
    return [(code, number(request, by_code[code])) for code, _ in order]


def actions(request: Request, told: Told, seen: set[str]) -> list[Action]:
    """What was agreed and is not done, that due first before the others."""
    desk = desk_of(request)
    today = local_date(desk.now())
    found = [
        Action(
            one.review,
            said_in(desk.documents, one.review.event.document).get("action", ""),
            journey.person if one.event.id in seen else "",
            one.review.due is not None and one.review.due < today,
        )
        for journey, one in told
        if one.review is not None and one.review.is_open
    ]
    return sorted(found, key=lambda action: (str(action.review.due), action.review.event.id))


# One incident


def one(request: Request) -> Response:
    """One incident beside its discharge, and the form to review it."""
    permit(request, "review")
    desk, journey = desk_of(request), journey_of(request)
    position, found = desk.ledger.position(), incident_of(request, journey)
    must = "safeguarding" if found.kind is IncidentKind.CONCERN else "hub"
    looked = look(request, journey, ("who", "hub", "medicines", "discharge-summary"), must=must)
    facts = {
        "key": journey.person,
        "who": desk.who(journey.person),
        "one": found,
        "sees": looked.shown,
        "told": said_in(desk.documents, found.event.document) if found.kind is not IncidentKind.READMITTED else {},
        "reviews": [(review, said_in(desk.documents, review.event.document)) for review in found.reviews[::-1]],
        "done_words": lambda event: " ".join(said_in(desk.documents, event.document).values()),
        "codes": tuple(IncidentFinding),
        "ticked": request.scope.get("homefirst.ticked", ()),
        "owners": OWNERS,
        "refused": not_a_reviewer(request, journey),
        "seen": position,
        "typed": typed_of(request),
    }
    return show(request, "incidents/one.html", facts)


def not_a_reviewer(request: Request, journey: Journey) -> str:
    decision = may(request, "decide", journey=journey, section="hub")
    return "" if decision.allowed else decision.says


def incident_of(request: Request, journey: Journey) -> Incident:
    """The incident of the path. Raises HTTPException 404."""
    found = next((one for one in incidents(journey) if one.event.id == request.path_params["event"]), None)
    if found is None:
        raise HTTPException(404, NO_INCIDENT)
    return found


async def review(request: Request) -> Response:
    """Record a review, and go back to the incident."""

    def decide(d: Deciding) -> Decided:
        permit(request, "review")
        found = incident_of(request, d.journey)
        if found.kind is IncidentKind.CONCERN:
            permit(request, "read", journey=d.journey, section="safeguarding")
        request.scope["homefirst.ticked"] = d.all_said("found")
        if d.said("due") and day_of(d.said("due")) is None:
            return Refused("Give the day, as in 2026-01-31 or with the small calendar.")
        document = d.in_words(learnt=d.said("learnt"), action=d.said("action")) if d.said("learnt") else ""
        return review_incident(
            d.journey, found.event.id, d.all_said("found"), action=bool(d.said("action")), owner=d.said("owner"),
            due=day_of(d.said("due")), document=document, by=d.by, now=d.now,
        )  # fmt: skip

    return await act(request, deciding(request, decide), section="hub", back=request.url.path)


async def done(request: Request) -> Response:
    """Say that what a review agreed is done; of the house, since the person may be long at home."""
    form = await checked_form(request)
    return await run_in_threadpool(done_now, request, form)


def done_now(request: Request, form: FormData) -> Response:
    permit(request, "review")
    desk, wanted = desk_of(request), request.path_params["review"]
    pairs = ((journey, r) for journey, one in told_of(request) for r in one.reviews)
    journey = next((journey for journey, r in pairs if r.event.id == wanted), None)
    if journey is None:
        raise HTTPException(404, NO_ACTION)
    content = in_words(done=str(form.get("done", ""))[:2_000])
    document = desk.documents.put(content, MEDIA_TYPE) if content else ""
    step = finish_learning(journey, wanted, document=document, by=reader_of(request).by, now=desk.now())
    return recorded(request, form, step, PATH)


def back_to_list(request: Request) -> Response:
    """Where somebody opened the address of a form."""
    return RedirectResponse(PATH, 303)


ROUTES = [
    Route(PATH, page),
    Route(PATH + "/actions/{review}/done", back_to_list),
    Route(PATH + "/actions/{review}/done", done, methods=["POST"]),
    Route(ONE, one),
    Route(ONE, review, methods=["POST"]),
]
