"""A service's own side, made for a phone: its people in hospital, what waits for its answer, its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.codes import Refusal, SupportOutcome
from homefirst.days import local_date
from homefirst.decisions import for_the_same, lapse, relied_on
from homefirst.event import Event, Kind
from homefirst.hub.in_words import said_in
from homefirst.hub.own_people import LEFT_LATELY, Own, own, own_people
from homefirst.hub.packages import open_packages, package_words
from homefirst.hub.referral_clock import Thread
from homefirst.hub.tasks import OpenTask, open_tasks
from homefirst.hub.trusted import Trust, under
from homefirst.hub.words import day_of, need_words, say
from homefirst.journey import Journey
from homefirst.record.reader import Reader
from homefirst.system.directory import NoNeeds
from homefirst.system.entry import Entry, closed_words
from homefirst.web.access import act, listed, look, may, permit, reader_of, seen_of, visible
from homefirst.web.provider_steps import STEPS, Of
from homefirst.web.referral_pages import WORDS, comes_at, needs_words, needs_written
from homefirst.web.service_facts import Known, deciding, desk_of, known
from homefirst.web.show import show
from homefirst.web.step_facts import UNKNOWN, of_reader
from homefirst.web.step_pages import with_recorded

MOST_LATELY = 60  # people who left lately that are looked at for one page
NO_STEP = "There is no such step. Open the person's page, and choose one there."
NOT_OURS = "This person is not one of your service's own now. Go back to your own people."
NO_SERVICE_OF_OWN = "Your account works for no service of the directory. Ask the administrator to say which it is."


def ours(request: Request) -> Response:
    """Everybody who is this service's own, those to answer for first."""
    permit(request, "read")
    desk, book, reader = desk_of(request), known(request), reader_of(request)
    entry = book.directory.of(reader.service)
    now = desk.now()
    here = visible(request)
    people = [one for one in everybody(request, entry, here) if is_seen(request, one, here)] if entry else []
    todo = to_do(request, reader, here)
    if shown := {one.journey.person for one in people} | {journey.person for journey, _ in todo}:
        listed(request, "ours", shown)
    room = book.services.rooms(now).get(entry.service) if entry else None
    facts = {
        "title": entry.name if entry else "Your service",
        "entry": entry,
        "nobody": "" if entry or todo else NO_SERVICE_OF_OWN,
        "answer": [one for one in people if one.waiting],
        "in_hospital": [one for one in people if one.is_ours and one.in_hospital],
        "coming": [one for one in people if one.promised and one.in_hospital],
        "home": [one for one in people if not one.in_hospital and not one.waiting],
        "todo": todo,
        "room": room,
        "old": room is not None and book.is_old(room, now),
        "now": now,
        "today": local_date(now),
        "day_of": day_of,
        "name": lambda one: desk.who(one.person).name,
        "limit": book.directory.hours_to_answer,
        "closed": lambda one: closed_on_the_day(entry, one.journey, now) if entry else "",
        "lapsed": lambda one: any(lapsed_words(one, thread) for thread in (*one.waiting, *one.promised)),
        **WORDS,
    }
    return show(request, "ours/page.html", facts)


def everybody(request: Request, entry: Entry, here: frozenset[str]) -> list[Own]:
    """The service's own of those in a bed, and of those who left lately."""
    desk, book = desk_of(request), known(request)
    limits, now = book.directory.limits, desk.now()
    in_bed = (journey for journey in desk.board.journeys() if journey.person in here)
    return own_people(
        [*in_bed, *left_lately(request, entry.service)],
        entry.service,
        now,
        contact_hours=limits.contact_hours,
        retainer_days=limits.retainer_days,
    )


def left_lately(request: Request, service: str) -> list[Journey]:
    """People whom the service helps or said yes to, who left hospital lately; the latest first."""
    desk, book = desk_of(request), known(request)
    in_bed = {journey.person for journey in desk.board.journeys()}
    as_at = (book.services.follow(), local_date(desk.now()))
    kept = book.lately.get(service)
    if kept is None or kept[0] != as_at:
        kept = book.lately[service] = (as_at, book.services.left_lately(service, desk.now() - LEFT_LATELY))
    return [desk.board.read(key)[0] for key in [key for key in kept[1] if key not in in_bed][:MOST_LATELY]]


def is_seen(request: Request, one: Own, here: frozenset[str]) -> bool:
    """Whether the reader may see this person: known already of those in a bed."""
    person = one.journey.person
    return person in here or may(request, "read", journey=one.journey, section="hub").allowed


def to_do(request: Request, reader: Reader, here: frozenset[str]) -> list[tuple[Journey, OpenTask]]:
    """What is to be done by this service, or by a team of this role, that due first before the others."""
    owners = {reader.service or str(reader.role), str(reader.role)}
    found = [
        (journey, task)
        for journey in desk_of(request).board.journeys()
        if journey.person in here and journey.open_spell
        for task in open_tasks(journey, journey.open_spell)
        if task.owner in owners
    ]
    return sorted(found, key=lambda pair: (str(pair[1].due or "9999"), pair[0].person))


def closed_on_the_day(entry: Entry, journey: Journey, now: datetime) -> str:
    """What to mind where the person is expected on a day on which the service takes nobody; "" otherwise."""
    spell, coming = journey.open_spell, comes_at(journey, now)
    known = spell is not None and spell.expected_discharge_date
    return "" if not known or entry.takes_on(local_date(coming)) else closed_words(entry, coming)


def lapsed_words(one: Own, thread: Thread) -> str:
    """Why what was asked of the service holds no longer while the person is in hospital; "" while it does."""
    if not one.in_hospital or thread.referral.started_at is not None:
        return ""
    why = lapse(one.journey, thread.referral)
    return why.why if why else ""


# One person


def person(request: Request) -> Response:
    """One of the service's own people, with what it can say of them."""
    desk, book, reader = desk_of(request), known(request), reader_of(request)
    entry = book.entry(reader.provides) if reader.provides else None
    position = desk.ledger.position()
    journey, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, UNKNOWN)
    looked = look(request, journey, ("hub", "assessment", "discharge-summary", "medicines"), must="hub")
    one = mine(book, entry, journey, desk.now())
    if entry is None or one is None:
        raise HTTPException(404, NOT_OURS)
    facts = {
        **of_own(request, entry, one),
        "may_see": looked.shown,
        "may_answer": may(request, "answer", journey=journey, section="hub"),
        "may_report": may(request, "report", journey=journey, section="hub"),
        **of_reader(request, journey, position),
        **WORDS,
    }
    return show(request, "ours/person.html", facts)


def mine(book: Known, entry: Entry | None, journey: Journey, now: datetime) -> Own | None:
    limits = book.directory.limits
    if entry is None:
        return None
    return own(
        journey, entry.service, now, contact_hours=limits.contact_hours, retainer_days=limits.retainer_days
    )  # fmt: skip


def of_own(request: Request, entry: Entry, one: Own) -> dict[str, Any]:
    """What the page says of the person."""
    desk, book, now = desk_of(request), known(request), desk_of(request).now()
    needs = needs_written(request, one.journey)
    lives = book.lives_in(one.journey, now)[1]
    asked = book.directory.open_to(needs or NoNeeds(), "", "", comes_at(one.journey, now), among=[entry])
    return {
        "title": desk.who(one.journey.person).name,
        "one": one,
        "key": one.journey.person,
        "entry": entry,
        "needs": needs,
        "needs_words": needs_words(needs),
        "rules": [rule for x in asked.excluded for rule in x.rules if rule.name != "hours"],
        "closed": closed_on_the_day(entry, one.journey, now),
        "lapsed": lambda thread: lapsed_words(one, thread),
        "also_yes": lambda thread: any(r.answer == "accepted" for r in for_the_same(one.journey, thread.referral)),
        "first_day": first_day(entry, one.journey, now),
        "lives": lives,
        "expected": list(one.spell.expected),
        "assessments": assessments(book, entry, one.journey),
        "spared": relied_on(one.journey, entry.service),
        "refusals": tuple(Refusal),
        "outcomes": tuple(SupportOutcome),
        "packages": [
            package_words(p, desk.title)
            for p in open_packages(one.journey, lambda name: said_in(desk.documents, name))
            if p.support.service == entry.service
        ],
        "said_in": lambda event: said_in(desk.documents, event.document) if event else {},
        "say": lambda event: say(event, desk.title),
        "day_of": day_of,
        "change_words": change_words,
        "now": now,
        "today": local_date(now),
        "limit": book.directory.hours_to_answer(entry.service),
    }


def change_words(event: Event) -> str:
    """What somebody needs now that they did not before, in words."""
    words = need_words(event.detail)
    return f"{words[:1].upper()}{words[1:]}" if words else "Their needs changed"


def first_day(entry: Entry, journey: Journey, now: datetime) -> str:
    """The first day on or after the expected one on which the service takes somebody."""
    opens = entry.opens(comes_at(journey, now))
    return local_date(max(opens, now)).isoformat() if opens else ""


def assessments(book: Known, entry: Entry, journey: Journey) -> list[tuple[Event, Trust | None, tuple[Event, ...]]]:
    """The person's assessments of this stay, whether an agreement lets the service rely on each, and what it said."""
    spell = journey.open_spell or journey.spells[-1]
    since = spell.started_at - timedelta(days=14)
    made = [e for e in journey.events if e.kind is Kind.ASSESSED and e.happened_at >= since]
    return [(e, under(book.trusts, e, entry.service), said_of(journey.events, e, entry.service)) for e in made[::-1]]


def said_of(events: Iterable[Event], assessed: Event, service: str) -> tuple[Event, ...]:
    kinds = (Kind.ASSESSMENT_ACCEPTED, Kind.ASSESSMENT_DISPUTED)
    return tuple(e for e in events if e.about == assessed.id and e.service == service and e.kind in kinds)


async def take(request: Request) -> Response:
    """Take a step for one of the service's own people, and go back to them."""
    key, name, book = request.path_params["key"], request.path_params["step"], known(request)
    if name not in STEPS:
        raise HTTPException(404, NO_STEP)
    step, action = STEPS[name]
    entry = book.entry(reader_of(request).service)
    form = await request.form()
    seen = str(form.get("seen", ""))
    request.scope["homefirst.seen"] = seen_of(form)
    back = f"/ours/people/{key}"
    answer = await act(
        request, deciding(request, lambda d: step(Of(d, entry, book))), action=action, section="hub", back=back
    )  # fmt: skip
    return RedirectResponse(with_recorded(back, seen), 303) if answer.status_code == 303 else answer


ROUTES = [
    Route("/ours", ours),
    Route("/ours/people/{key}", person),
    Route("/ours/people/{key}/{step}", take, methods=["POST"]),
]
