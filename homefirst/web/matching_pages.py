"""Places proposed to all who wait, at once: each with why, what came next, and who could not; and asking for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst import decisions
from homefirst.codes import Pathway
from homefirst.days import local_date
from homefirst.decisions import Refused
from homefirst.event import Event, Kind
from homefirst.hub.matching import Excluded, Match, Unplaced, Waiting
from homefirst.hub.matching.gather import WITH_HELP
from homefirst.hub.matching.kept import Interim, interims
from homefirst.hub.matching.rules import Broken
from homefirst.hub.words import day_of
from homefirst.journey import Journey
from homefirst.system.entry import NEEDS
from homefirst.web.access import act, listed, may, permit, visible
from homefirst.web.matching_facts import Cost, Proposed, cost_of_waiting, matching_of, proposed
from homefirst.web.service_facts import Decided, deciding, desk_of, known
from homefirst.web.show import show
from homefirst.web.step_decisions import Deciding
from homefirst.web.step_pages import with_recorded

FIRST = 10  # people of each list to begin with: more cannot be read at one sitting
OF_NEEDS = frozenset({"need", "registration", "visits", "equipment", "care workers"})
UNMET = "Something that they need is not to be had there."
NOT_SHOWN = "not shown to your role"
NOBODY_CHOSEN = Refused("No place is ticked. Tick at least one to ask, or leave this person as they are.")
ASKED_ALREADY = Refused("Every place ticked is asked already. Wait for its answer, or tick another.")


class Line(NamedTuple):
    """One person of the page: who, what is proposed, and by which rules other places could not take them."""

    person: str
    name: str
    ward: str
    nights: int
    needs: str
    match: Match | None
    unplaced: Unplaced | None
    cost: Cost | None
    asked: Mapping[str, str]  # what became of the services asked in this stay: "", "accepted"
    excluded: tuple[Excluded, ...]


def page(request: Request) -> Response:
    """The page."""
    permit(request, "match")
    desk, found = desk_of(request), proposed(request)
    position, pathway = desk.ledger.position(), request.query_params.get("pathway", "")
    seen, limit = visible(request), limit_of(request)
    matches = [one for one in found.proposal.matches if is_wanted(one.waiting, seen, pathway)]
    unplaced = [one for one in found.proposal.unplaced if is_wanted(one.waiting, seen, pathway)]
    journeys = {journey.person: journey for journey in desk.board.journeys()}
    both: list[Match | Unplaced] = [*matches[:limit], *unplaced[:limit]]
    chosen = [one for one in both if one.waiting.person in journeys]
    shown = [line(request, found, one, journeys[one.waiting.person]) for one in chosen]
    kept, kept_unseen = of_interims(request, found)
    listed(request, "matching", {*(one.person for one in shown), *(one.person for one, _ in kept)})
    facts = {
        "title": "Matching",
        "now": desk.now(),
        "proposal": found.proposal,
        "number": sum(one.person in seen for one in found.proposal.people),
        "matches": matches,
        "unplaced": unplaced,
        "lines": shown,
        "pathway": pathway,
        "pathways": [one for one in Pathway if one.value in WITH_HELP],
        "interims": kept,
        "interims_unseen": kept_unseen,
        "limit": limit,
        "more": limit + FIRST,
        "step": FIRST,
        "seen": position,
        "waiting_words": waiting_words,
    }
    return show(request, "matching/page.html", facts)


def is_wanted(waiting: Waiting, seen: Collection[str], pathway: str) -> bool:
    return waiting.person in seen and pathway in ("", waiting.pathway)


def limit_of(request: Request) -> int:
    """How many people of each list are shown."""
    asked = request.query_params.get("rows", "")
    return min(int(asked), 1_000) if asked.isdecimal() and len(asked) < 5 and int(asked) else FIRST


def line(request: Request, found: Proposed, one: Match | Unplaced, journey: Journey) -> Line:
    """One person as the page shows them."""
    desk, waiting = desk_of(request), one.waiting
    match = one if isinstance(one, Match) else None
    spell, sees = journey.open_spell, may(request, "read", journey=journey, section="assessment").allowed
    return Line(
        person=waiting.person,
        name=desk.who(waiting.person).name,
        ward=desk.title(spell.location) if spell else "",
        nights=(spell.nights_since_ready(desk.now()) or 0) if spell else 0,
        needs=waiting_words(waiting) if sees else NOT_SHOWN,
        match=match,
        unplaced=None if isinstance(one, Match) else one,
        cost=cost_of_waiting(found, match, waiting.order),
        asked=asked_in(journey),
        excluded=tuple(told_to(found.proposal.excluded(waiting), sees)),
    )


def told_to(excluded: Iterable[Excluded], sees: bool) -> Iterator[Excluded]:
    """The exclusions as a reader may see them: without what somebody needs, for those who may not see assessments."""
    for one in excluded:
        hidden = (Broken(r.name, UNMET) if r.name in OF_NEEDS and not sees else r for r in one.rules)
        yield Excluded(one.place, tuple(dict.fromkeys(hidden)))


def waiting_words(waiting: Waiting) -> str:
    """What somebody needs, in words."""
    said = [NEEDS[need] for need in sorted(waiting.needs)]
    if waiting.visits_a_day:
        said.append("one visit a day" if waiting.visits_a_day == 1 else f"{waiting.visits_a_day} visits a day")
    if waiting.care_workers:
        said.append(f"helped by {'women' if waiting.care_workers == 'female' else 'men'}")
    if not waiting.needs_known:
        return "nobody has written what they need, so no place is left out for a need"
    return ", ".join(said) or "no special need written"


def asked_in(journey: Journey) -> dict[str, str]:
    """The services asked since they last came to hospital whose referral is open, and what each said."""
    since = journey.spells[-1].started_at if journey.spells else None
    found = (r for r in journey.referrals if since is None or r.referred_at >= since)
    return {r.service: r.answer for r in found if r.answer in ("", Kind.ACCEPTED) and r.started_at is None}


def of_interims(request: Request, found: Proposed) -> tuple[list[tuple[Interim, str]], int]:
    """Those for whom a place is kept for later, with their names; and how many more the reader may not see."""
    desk = desk_of(request)
    journeys = {key: desk.board.read(key)[0] for key in matching_of(request).said_for_now.people()}
    kept = interims(journeys.values(), found.rooms)
    seen = [one for one in kept if may(request, "read", journey=journeys[one.person], section="hub").allowed]
    return [(one, desk.who(one.person).name) for one in seen], len(kept) - len(seen)


# Asking


def ask(request: Request) -> Any:
    """How the places ticked are asked: one that said yes already is offered, the others are asked."""
    kinds = {entry.service: str(entry.kind) for entry in known(request).directory}

    def decide(d: Deciding) -> Decided:
        services = list(dict.fromkeys(d.all_said("service")))
        if not services:
            return NOBODY_CHOSEN
        made = list[Event]()
        for service in services:
            decided = one_asked(d, service, kinds.get(service, ""))
            if isinstance(decided, Refused):
                return decided
            made += decided
        return made or ASKED_ALREADY

    return decide


def one_asked(d: Deciding, service: str, help: str) -> Refused | Iterable[Event]:
    """Ask one service; offer its place where it said yes; nothing where it is asked already and has not answered."""
    journey = d.journey
    answer = asked_in(journey).get(service)
    if answer is None:
        return decisions.refer(journey, [service], help, by=d.by, now=d.now)
    if answer == "":
        return ()
    referral = next(r for r in reversed(journey.referrals) if r.service == service and r.answer == answer)
    said = next((e for e in reversed(journey.events) if e.kind is Kind.ACCEPTED and e.about == referral.id), None)
    day = day_of(said.detail) if said else None
    first_day = day if day and day >= local_date(d.now) else None
    offered = decisions.offer(journey, referral.id, first_day, by=d.by, now=d.now)
    return offered if isinstance(offered, Refused) else (offered,)


async def take(request: Request) -> Response:
    """Ask the places ticked for one person, and go back to all who wait."""
    form = await request.form()
    seen = str(form.get("seen", ""))
    key = request.path_params["key"]
    back = f"/people/{key}/choices" if form.get("here") == "choices" else "/matching"
    answer = await act(request, deciding(request, ask(request)), action="match", back=back)
    if answer.status_code != 303:
        return answer
    return RedirectResponse(with_recorded(f"/people/{key}/choices", seen), 303)


ROUTES = [
    Route("/matching", page),
    Route("/people/{key}/ask-places", take, methods=["POST"]),
]
