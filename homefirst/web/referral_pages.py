"""Referrals of one person: asking one or several services, what each said, and the questions they asked back.

Over 300 lines, so that whom to ask and what each said are read together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst import decisions
from homefirst.codes import Pathway, Refusal, ServiceKind, SupportKind, Withdrawal
from homefirst.days import LONDON, local_date
from homefirst.decisions import Refused, for_the_same, preferred_places
from homefirst.documents import DocumentError
from homefirst.hub.board import in_a_bed, row
from homefirst.hub.capacity import Room
from homefirst.hub.duplicates import assessed_again
from homefirst.hub.in_words import said_in
from homefirst.hub.needs import Needs, needs_of
from homefirst.hub.referral_clock import by_stay, threads
from homefirst.hub.trusted import Allowed, may_assess
from homefirst.hub.words import day_of, say
from homefirst.journey import Journey
from homefirst.record.reader import Role
from homefirst.system.directory import NEEDS, Excluded, Rule, hours_words
from homefirst.system.entry import Entry, closed_words
from homefirst.web.access import act, look, may, reader_of, seen_of
from homefirst.web.desk import Desk
from homefirst.web.kept_facts import kept_words
from homefirst.web.service_facts import (
    Decided,
    age_words,
    closed_rule,
    deciding,
    desk_of,
    known,
    open_rooms,
    room_words,
)
from homefirst.web.show import show
from homefirst.web.step_decisions import Deciding, is_of_another
from homefirst.web.step_facts import UNKNOWN, directory_of, of_reader
from homefirst.web.step_pages import with_recorded

SUGGESTED = 8
SEXES = {"F": "female", "M": "male"}
USUAL_HELP: Mapping[str, SupportKind] = {
    Pathway.P1: SupportKind.HOME_CARE,
    Pathway.P2: SupportKind.BED_BASED_INTERMEDIATE_CARE,
    Pathway.P3: SupportKind.CARE_HOME_PLACEMENT,
}
CARE = frozenset(SupportKind) - {SupportKind.VOLUNTARY, SupportKind.OTHER}
NOT_YOURS = Refused("This referral is to another service than yours. Ask that service, or the hub, to answer.")
OF_THE_HUB = frozenset({Role.COORDINATOR, Role.BROKER, Role.SOCIAL_WORKER})  # who choose among several that said yes
NOT_THE_HUBS = Refused("The hub chooses among several services that said yes. Ask it which one it wants.")
NO_STEP = "There is no such step. Open the person's referrals, and choose one there."


@dataclass(frozen=True)
class Candidate:
    """A service that may be asked for this person: how far, how much room, whom it trusts, and what to mind.

    `closed` is the rule of its hours, where nothing else is in the way. `preferred` is its place in the person's own
    order, 0 where they did not name it.
    """

    entry: Entry
    room: Room | None
    is_old: bool
    kilometres: float | None
    preferred: int
    trust: Allowed
    closed: Rule | None
    weekend: str

    @property
    def takes_now(self) -> bool:
        """Whether it is open at this hour and has not said that it is full: what a crew at the door can use."""
        return self.closed is None and (self.room is None or self.room.accepting > 0)

    @property
    def order(self) -> tuple[bool, int, bool, bool, bool, float, str]:
        """Preferred places first, then care before what goes beside it, those with room now, the nearest first."""
        full = self.room is not None and self.room.accepting == 0
        far = self.kilometres if self.kilometres is not None else 99.0
        wished, care = bool(self.preferred), self.entry.kind in CARE
        return not wished, self.preferred, not care, full, self.room is None, far, self.entry.name


def referrals(request: Request) -> Response:
    """The page."""
    desk, book = desk_of(request), known(request)
    position = desk.ledger.position()
    journey, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, UNKNOWN)
    sees_hub = "hub" in look(request, journey, ("hub", "assessment")).shown
    needs, reader = needs_written(request, journey), reader_of(request)
    asked = by_stay(journey, [one for one in threads(journey) if sees_hub or one.asked.source == reader.by])
    facts = {
        **of_person(desk, journey, sees_hub),
        **asking(request, journey, needs),
        **dict(zip(("asked_now", "asked_before"), asked, strict=True)),
        "needs": needs,
        "needs_words": needs_words(needs),
        "again": assessed_again(journey),
        "said_in": lambda event: said_in(desk.documents, event.document) if event else {},
        "limit": book.directory.hours_to_answer,
        "shut": lambda service: closed_rule(book.services.rooms(desk.now()).get(service)),
        "refusals": tuple(Refusal),
        "withdrawals": tuple(Withdrawal),
        "may_refer": may(request, "refer", journey=journey, section="hub"),
        "step_title": "Referrals",
        **of_reader(request, journey, position, ""),
        **WORDS,
    }
    return show(request, "referrals/page.html", facts)


WORDS: Mapping[str, object] = {
    "age_words": age_words,
    "room_words": room_words,
    "hours_words": hours_words,
    "local_date": local_date,
}


def of_person(desk: Desk, journey: Journey, sees_hub: bool) -> dict[str, Any]:
    """The person as they are now; how they get home only to those who may see that."""
    now, who = desk.now(), desk.who(journey.person)
    spell = in_a_bed(journey) if sees_hub else None
    return {
        "key": journey.person,
        "who": who,
        "now": now,
        "now_in": row(journey, spell, who, now, desk.title) if spell else None,
        "rivals": lambda referral: for_the_same(journey, referral),
        "kept": kept_words(journey, spell, directory_of(desk.system.name), now, desk.title),
        "say": lambda event: say(event, desk.title),
    }


def needs_written(request: Request, journey: Journey) -> Needs | None:
    """The needs written last, for those who may see them; None where nobody wrote any."""
    if not may(request, "read", journey=journey, section="assessment").allowed:
        return None
    try:
        return needs_of(journey, desk_of(request).documents)
    except DocumentError:
        return None


def needs_words(needs: Needs | None) -> list[str]:
    """What somebody needs, in words; [] where nothing special is written."""
    if needs is None:
        return []
    found = [words[:1].upper() + words[1:] for need, words in NEEDS.items() if getattr(needs, need)]
    if needs.visits_a_day:
        found.append(f"Somebody there {needs.visits_a_day} times a day" if needs.visits_a_day > 1 else "Once a day")
    if needs.gender:
        found.append(f"Helped by {'women' if needs.gender == 'female' else 'men'}")
    return found


# Whom to ask


def asking(request: Request, journey: Journey, needs: Needs | None) -> dict[str, Any]:
    """Whom to ask: those suggested first, the others who could, and those who cannot with the rule that says so."""
    book, desk = known(request), desk_of(request)
    now, crew = desk.now(), reader_of(request).role is Role.PARAMEDIC
    spell = journey.open_spell
    pathway = request.query_params.get("pathway", Pathway.P1 if crew else spell.pathway if spell else "")
    coming = now if crew else comes_at(journey, now)
    council, neighbourhood = book.lives_in(journey, now)
    sex = SEXES.get(desk.people.identity(journey.person).sex, "")
    asked = {one.service for one in threads(journey) if one.referral.answer in ("", "accepted")}
    fit = [e for e in book.directory if (not pathway or pathway in e.pathways) and e.service not in asked]
    found = book.directory.open_to(
        needs or Needs(), pathway, council, coming, neighbourhood=neighbourhood, sex=sex, among=fit
    )
    found = open_rooms(found, book.services.rooms(now))
    able = [(e, None) for e in found.entries] + [(x.entry, x.rules[0]) for x in found.excluded if x.only_hours]
    make = candidate_of(request, journey, needs, neighbourhood, coming)
    made = (make(entry, rule) for entry, rule in able)
    candidates = sorted((one for one in made if not crew or one.takes_now), key=lambda one: one.order)
    others = (e for e in book.directory if not e.pathways and e.kind is not ServiceKind.GENERAL_PRACTICE)
    helpers = [e for e in others if e.service not in asked]
    return {
        "pathway": pathway,
        "pathways": tuple(Pathway),
        "coming": coming,
        "suggested": candidates[:SUGGESTED],
        "others": candidates[SUGGESTED:],
        "helpers": sorted((make(entry, None) for entry in helpers), key=lambda one: one.entry.name),
        "excluded": sorted(because(found.excluded), key=lambda x: x.entry.name),
        "kinds": tuple(SupportKind),
        "usual_help": SupportKind.CRISIS_RESPONSE if crew else USUAL_HELP.get(pathway, ""),
        "neighbourhood": neighbourhood,
    }


def because(excluded: Iterable[Excluded]) -> list[Excluded]:
    return [x for x in excluded if not x.only_hours]


def comes_at(journey: Journey, now: datetime) -> datetime:
    """When somebody would come to a service: at eleven on the day they are expected to leave, if that is to come."""
    spell = journey.open_spell
    day = day_of(spell.expected_discharge_date) if spell else None
    if day is None or day <= local_date(now):
        return now
    return datetime.combine(day, time(11), LONDON)


def candidate_of(
    request: Request, journey: Journey, needs: Needs | None, neighbourhood: str, coming: datetime
) -> Callable[[Entry, Rule | None], Candidate]:
    """How a candidate is made for this person."""
    book, desk, reader = known(request), desk_of(request), reader_of(request)
    rooms, wishes = book.services.rooms(desk.now()), preferred_places(journey)
    today = local_date(desk.now())

    def make(entry: Entry, closed: Rule | None) -> Candidate:
        room = rooms.get(entry.service)
        trust = may_assess(book.trusts, str(reader.role), reader.organisation, entry.service, today, needs or Needs())
        return Candidate(
            entry=entry,
            room=room,
            is_old=room is not None and book.is_old(room, desk.now()),
            kilometres=book.directory.distance(entry, neighbourhood),
            preferred=wishes.index(entry.service) + 1 if entry.service in wishes else 0,
            trust=trust,
            closed=closed,
            weekend="" if entry.takes_on(local_date(coming)) else closed_words(entry, coming),
        )

    return make


# Steps


def refer(d: Deciding) -> Decided:
    """Ask the services that were ticked, each with the same words."""
    document = d.in_words(why=d.said("why"), by_when=d.said("by_when"))
    return decisions.refer(d.journey, d.all_said("service"), d.said("help"), document=document, by=d.by, now=d.now)


def reply(d: Deciding) -> Decided:
    document = d.in_words(reply=d.said("reply"))
    return decisions.reply(d.journey, d.said("question"), document=document, by=d.by, now=d.now)


def withdraw(d: Deciding) -> Decided:
    """Say that a referral is no longer needed, with the reason."""
    if is_of_another(d, d.said("referral")):
        return NOT_YOURS
    document = d.in_words(why=d.said("why"))
    return decisions.withdraw(d.journey, d.said("referral"), d.said("reason"), document=document, by=d.by, now=d.now)


def stand_down(d: Deciding) -> Decided:
    """Of several that said yes, choose one: the others are withdrawn, and what they kept is free again."""
    if d.reader.role not in OF_THE_HUB:
        return NOT_THE_HUBS
    return decisions.stand_down(d.journey, d.said("referral"), by=d.by, now=d.now)


def told_by_telephone(d: Deciding) -> Decided:
    """What a service said by telephone, noted by the hub: yes with a day, or no with a reason."""
    if is_of_another(d, d.said("referral")):
        return NOT_YOURS
    document = d.in_words(by_telephone="yes", words=d.said("words"))
    referral = d.said("referral")
    if d.said("answer") == "accepted":
        return decisions.accept(d.journey, referral, day_of(d.said("day")), document=document, by=d.by, now=d.now)
    return decisions.decline(d.journey, referral, d.said("reason"), document=document, by=d.by, now=d.now)


STEPS: Mapping[str, tuple[Callable[[Deciding], Decided | Refused], str]] = {
    "refer": (refer, "refer"),
    "reply": (reply, "decide"),
    "withdraw": (withdraw, "refer"),
    "told": (told_by_telephone, "decide"),
    "stand-down": (stand_down, "refer"),
}


async def take(request: Request) -> Response:
    """Take a step of a referral, and go back to the referrals."""
    key, name = request.path_params["key"], request.path_params["step"]
    if name not in STEPS:
        raise HTTPException(404, NO_STEP)
    decide, action = STEPS[name]
    form = await request.form()
    seen = str(form.get("seen", ""))
    request.scope["homefirst.seen"] = seen_of(form)
    request.scope["homefirst.ticked"] = {field: [str(one) for one in form.getlist(field)] for field in form}
    back = f"/people/{key}/referrals"
    answer = await act(request, deciding(request, decide), action=action, back=back)
    return RedirectResponse(with_recorded(back, seen), 303) if answer.status_code == 303 else answer


ROUTES = [
    Route("/people/{key}/referrals", referrals),
    Route("/people/{key}/referrals/{step}", take, methods=["POST"]),
]
