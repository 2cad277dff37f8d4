"""What the forms of the steps show: the person as they are now, choices, what was typed, what changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from homefirst.codes import (
    CriteriaToReside,
    DelayFamily,
    DelayReason,
    Destination,
    DischargeMethod,
    DtocReason,
    Pathway,
    RedDayReason,
    ServiceKind,
    Task,
)
from homefirst.days import local_date
from homefirst.decisions import OTHER_NEED, need_changes, not_looked_at, sent_back
from homefirst.event import Event, Kind
from homefirst.hub.before_leaving import warnings
from homefirst.hub.board import in_a_bed, row
from homefirst.hub.in_words import said_in
from homefirst.hub.long_stays import reviews, threshold
from homefirst.hub.tasks import open_tasks
from homefirst.hub.teams import Team, team_of_task
from homefirst.hub.words import PUT_DOWN_TO, Title, moment_words, need_words, reason_words, say
from homefirst.journey import Journey, Spell
from homefirst.record.policy import Decision
from homefirst.record.reader import Reader, Role
from homefirst.record.sections import OF_KIND
from homefirst.system.directory import NEEDS, Directory, load_directory
from homefirst.system.figures import SystemFault
from homefirst.web.access import Problem, look, may, reader_of
from homefirst.web.desk import Desk
from homefirst.web.kept_facts import kept_words
from homefirst.web.step_decisions import STEPS, asked_of, is_theirs

UNKNOWN = "Nobody in this ledger has that key. Look for the person on the list."
FAMILIES = tuple((family.label, tuple(r for r in DelayReason if r.family is family)) for family in DelayFamily)
PUT_DOWN = tuple(
    (reason.label, tuple((f"{reason}/{who}", PUT_DOWN_TO[who]) for who in PUT_DOWN_TO if who in reason.permitted))
    for reason in DtocReason
)
CHOICES: Mapping[str, object] = {
    "questions": tuple(CriteriaToReside),
    "pathways": tuple(Pathway),
    "families": FAMILIES,
    "put_down": PUT_DOWN,
    "teams": tuple(Team),
    "tasks": tuple(Task),
    "red_reasons": tuple(RedDayReason),
    "destinations": tuple(Destination),
    "methods": tuple(DischargeMethod),
    "needs": {**NEEDS, OTHER_NEED: "something else"},
    "steps": STEPS,
}


def step_facts(request: Request, key: str, step: str = "") -> dict[str, Any]:
    """Everything a page with the forms of steps shows of one person. `step` is the one whose page it is.

    Keeps that the page was read. Raises HTTPException for a key that nobody has, Forbidden.
    """
    desk: Desk = request.app.state.desk
    position = desk.ledger.position()
    journey, told = desk.board.read(key)
    if not told:
        raise HTTPException(404, UNKNOWN)
    look(request, journey, (), must="hub")
    closed = kept_back(request, journey)
    taking = (
        str(request.query_params.get("event", "")) or request.scope.get("homefirst.ticked", {}).get("event", [""])[0]
    )
    return {
        "key": journey.person,
        **of_person(desk, journey),
        **of_reader(request, journey, position, step),
        "agreeing": "agree" in request.query_params,
        "taking": next((e for e in journey.events if e.id == taking and e.kind not in closed), None),
    }


def of_person(desk: Desk, journey: Journey) -> dict[str, Any]:
    """The person as they are now, and what is open for them."""
    now, spell, who = desk.now(), in_a_bed(journey), desk.who(journey.person)
    today = local_date(now)
    tasks = open_tasks(journey, spell) if spell else ()
    looked = reviews(journey, spell) if spell else ()
    return {
        **CHOICES,
        "journey": journey,
        "who": who,
        "now": now,
        "today": today,
        "spell": spell,
        "now_in": row(journey, spell, who, now, desk.title) if spell else None,
        "open_delays": [(d, reason_words(d.detail)) for d in spell.open_delays()] if spell else (),
        "open_tasks": [(t, said_in(desk.documents, t.text_document).get("what", "")) for t in tasks],
        "reviews": [(r, said_in(desk.documents, r.document)) for r in looked],
        "reached": threshold(spell.nights(now)) if spell else 0,
        "days": [
            e for e in journey.events if e.kind is Kind.DAY_JUDGED and spell and e.happened_at >= spell.started_at
        ],
        "kept": kept_words(journey, spell, directory_of(desk.system.name), now, desk.title),
        "need_changes": [
            (e, need_words(e.detail), said_in(desk.documents, e.document).get("what", ""))
            for e in (need_changes(journey, spell) if spell else ())
        ],
        "services": known_services(journey),
        "doers": doers(directory_of(desk.system.name)),
        "notified": not_looked_at(journey, spell) if spell else (),
        "came_back": back_words(desk, journey, spell) if spell else "",
        "left": journey.spells[-1] if journey.spells and not spell and journey.spells[-1].ended_at else None,
        "warnings": lambda: warnings(journey, directory_of(desk.system.name), now, desk.title),
        "team_of_task": team_of_task,
        "say": lambda event: say(event, desk.title),
        "local_date": local_date,
    }


def back_words(desk: Desk, journey: Journey, spell: Spell) -> str:
    """What the hub found lacking in the notification that it sent back; "" where it sent none back."""
    event = sent_back(journey, spell)
    return said_in(desk.documents, event.document).get("lacks", "not said") if event else ""


def of_reader(request: Request, journey: Journey, position: int, step: str = "") -> dict[str, Any]:
    """What the page says to who reads it: what they may, what they typed, what was recorded, what changed meanwhile."""
    desk: Desk = request.app.state.desk
    reader: Reader | None = request.scope.get("homefirst.reader")
    problem: Problem | None = request.scope.get("homefirst.problem")
    seen: int | None = request.scope.get("homefirst.seen")
    of_step = (problem.typed.get("step") or step) if problem else ""
    recorded = since(desk, journey, request.query_params.get("recorded", "")) if not problem else []
    mine = [e for e in recorded if reader and e.source == reader.by]
    undone = taken_back(desk, journey.person, mine)
    return {
        "seen": position,
        "may_decide": may_take(request, journey, "expected"),
        "may_take": lambda name: may_take(request, journey, name),
        "is_theirs": lambda one: is_theirs(reader_of(request), one),
        "problem": with_field(problem, of_step),
        "typed": typed_by(problem, of_step),
        "all_typed": all_typed(request, of_step),
        "told_by": lambda event: told_by(event, desk.title),
        "recorded": [*dict.fromkeys(recorded_words(e, undone.get(e.about), desk.title) for e in mine)],
        "cancelled": journey.person if any(e.kind is Kind.DISCHARGED for e in undone.values()) else "",
        "changed": told_to(request, journey, since(desk, journey, str(seen))) if problem and seen is not None else [],
    }


def taken_back(desk: Desk, person: str, events: Iterable[Event]) -> dict[str, Event]:
    """The events that these take back, by id."""
    ids = {event.about for event in events if event.kind is Kind.RETRACTED}
    return {event.id: event for event in (desk.board.read(person)[1] if ids else ()) if event.id in ids}


def recorded_words(event: Event, undone: Event | None, title: Title) -> str:
    """What was recorded, in a sentence; of what was taken back, what it was and since when it stood."""
    if undone is None:
        return say(event, title)
    was = f"{say(undone, title)}, {moment_words(undone.happened_at)}"
    cancelled = "The discharge is cancelled, and the stay goes on. " if undone.kind is Kind.DISCHARGED else ""
    return f"{cancelled}Taken back: {was}"


def told_to(request: Request, journey: Journey, events: Iterable[Event]) -> list[Event]:
    """Those of these events that this reader may be told of, also where one takes another back or corrects it."""
    closed = kept_back(request, journey)
    hidden = {event.id for event in journey.events if event.kind in closed}
    return [event for event in events if event.kind not in closed and event.about not in hidden]


def kept_back(request: Request, found: Journey) -> frozenset[Kind]:
    """The kinds of event that this reader is not told of: those of a section that they may not read."""
    closed = {part for part in set(OF_KIND.values()) if not may(request, "read", journey=found, section=part).allowed}
    return frozenset(kind for kind, part in OF_KIND.items() if part in closed)


def told_by(event: Event, title: Title) -> str:
    """Who recorded something, as a colleague would say it: role, organisation, and the account, which names nobody."""
    role, _, rest = event.source.partition("@")
    organisation, _, account = rest.partition("/")
    known = next((one.words for one in Role if one == role), role)
    return ", ".join(filter(None, (known, title(organisation), account))) or "somebody not named"


def may_take(request: Request, journey: Journey, step: str) -> Decision:
    """Whether the reader may take a step for this person."""
    action, section = asked_of(reader_of(request), step)
    return may(request, action, journey=journey, section=section)


def with_field(problem: Problem | None, step: str) -> Problem | None:
    """The problem with the field to go to, where the decision did not name one."""
    known = STEPS.get(step)
    return replace(problem, field=known.field) if problem and known and known.field and not problem.field else problem


def typed_by(problem: Problem | None, step: str) -> Callable[..., str]:
    """What was typed into a field of a step's form, for a form that was refused; else what it holds without."""

    def typed(of: str, name: str, without: object = "") -> str:
        if problem is None or of != step:
            return str(without)
        return problem.typed.get(name, "")

    return typed


def all_typed(request: Request, step: str) -> Callable[[str, str], list[str]]:
    """Everything that was ticked under one name in the form that was refused."""
    form = request.scope.get("homefirst.ticked", {})

    def ticked(of: str, name: str) -> list[str]:
        return form.get(name, []) if of == step else []

    return ticked


def since(desk: Desk, journey: Journey, position: str) -> list[Event]:
    """What was recorded of this person after a position of the ledger, in the order of recording."""
    if not (position.isdecimal() and len(position) < 16):
        return []
    keys = set(desk.people.keys_of(journey.person))
    return [event for _, event in desk.ledger.after(int(position)) if event.person in keys]


def known_services(journey: Journey) -> list[str]:
    """The services that the person knows already: those that were asked, and those that helped."""
    named: Iterable[str] = [*(r.service for r in journey.referrals), *(s.service for s in journey.supports)]
    return sorted({service for service in named if service})


def doers(directory: Directory | None) -> list[tuple[str, str]]:
    """The services of the directory that tasks are given to by name: transport, equipment, medicines."""
    kinds = (ServiceKind.TRANSPORT, ServiceKind.THERAPY, ServiceKind.MEDICINES)
    return sorted(((e.service, e.name) for e in directory or () if e.kind in kinds), key=lambda one: one[1])


@lru_cache(maxsize=4)
def directory_of(system: str) -> Directory | None:
    """The directory of a system, read once; None where it has none."""
    try:
        return load_directory(system)
    except SystemFault:
        return None
