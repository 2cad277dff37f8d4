"""The directory: who takes whom and when, who would take somebody now, and one service with its rules and refusals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.hub.capacity import Room, cost_of_used_day
from homefirst.hub.refusals import Asked, refusals, why_empty
from homefirst.hub.trusted import Reliance, reliance
from homefirst.hub.words import label
from homefirst.record.reader import Role
from homefirst.system.directory import NEEDS, Excluded, NoNeeds, Rule, hours_words
from homefirst.system.entry import Entry, listed
from homefirst.web.access import listed as keep_list
from homefirst.web.access import may, permit, reader_of
from homefirst.web.capacity_pages import serves
from homefirst.web.service_facts import Known, age_words, desk_of, known, open_rooms, room_words
from homefirst.web.show import show
from homefirst.web.small_numbers import hides, said

REFUSAL_DAYS = 28
MOST_WAITING = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for, as a link says it."""

    kind: str = ""
    area: str = ""
    pathway: str = ""
    open: str = ""  # "now": only who is open now and has room, as a crew at the door needs
    needs: tuple[str, ...] = ()

    @property
    def asked(self) -> NoNeeds:
        """The needs as the directory is asked for them."""
        nursing, two, dementia, behaviour, bariatric, night = (need in self.needs for need in NEEDS)
        return NoNeeds(nursing, two, dementia, behaviour, bariatric, night)


def directory(request: Request) -> Response:
    """Every service, or those that would take somebody with these needs, and why the others would not."""
    permit(request, "measure")
    desk, book, wanted = desk_of(request), known(request), read_wanted(request)
    now = desk.now()
    listed_ = [e for e in book.directory if is_listed(e, wanted)]
    taking = book.directory.open_to(
        wanted.asked, wanted.pathway, "", now, neighbourhood=wanted.area, among=listed_
    )  # fmt: skip
    rooms = book.services.rooms(now)
    taking = open_rooms(taking, rooms)
    closed = [x for x in taking.excluded if x.only_hours] if wanted.open != "now" else []
    able: list[tuple[Entry, Rule | None]] = [(e, None) for e in taking.entries]
    able += [(x.entry, x.rules[0]) for x in closed]
    if wanted.open == "now":
        able = [(e, rule) for e, rule in able if has_room(rooms.get(e.service))]
    facts = {
        "title": "Directory of services",
        "wanted": wanted,
        "able": sorted(able, key=lambda pair: (pair[1] is not None, pair[0].name)),
        "unable": unable(taking.excluded, wanted),
        "rooms": rooms,
        "kinds": book.directory.kinds(),
        "areas": sorted(book.directory.centres),
        "needs": NEEDS,
        "now": now,
        **words(book),
    }
    return show(request, "directory/page.html", facts)


def words(book: Known) -> dict[str, object]:
    """How the templates say things."""
    return {
        "hours_words": hours_words,
        "room_words": room_words,
        "age_words": age_words,
        "label": label,
        "listed": listed,
        "needs_of": lambda codes: listed(NEEDS[code] for code in codes),
        "is_old": book.is_old,
    }


def read_wanted(request: Request) -> Wanted:
    """What the link asks for. A crew is shown who is open now, unless it asks otherwise."""
    asked: QueryParams = request.query_params
    now = "now" if not asked and reader_of(request).role is Role.PARAMEDIC else asked.get("open", "")
    needs = tuple(need for need in NEEDS if need in asked.getlist("needs"))
    return Wanted(asked.get("kind", ""), asked.get("area", ""), asked.get("pathway", ""), now, needs)


def is_listed(entry: Entry, wanted: Wanted) -> bool:
    return (not wanted.kind or entry.kind == wanted.kind) and (not wanted.area or serves(entry, wanted.area))


def has_room(room: Room | None) -> bool:
    """Whether a service takes somebody, or has not said otherwise."""
    return room is None or room.accepting > 0


def unable(excluded: Iterable[Excluded], wanted: Wanted) -> list[Excluded]:
    """Those that would not take them, for more than the hour; and for the hour where only those open now are wanted."""
    found = [x for x in excluded if wanted.open == "now" or not x.only_hours]
    return sorted(found, key=lambda x: x.entry.name)


# One service


def service(request: Request) -> Response:
    """One service: its rules, its room, why it says no, who waits for it and whose assessments it relies on."""
    permit(request, "measure")
    desk, book, now = desk_of(request), known(request), desk_of(request).now()
    entry = book.entry(request.path_params["service"])
    asked, room = book.services.asked(), book.services.rooms(now).get(entry.service)
    last = local_date(now)
    first = last - timedelta(days=REFUSAL_DAYS - 1)
    found = refusals(asked, entry.service, first, last)
    begun, number = book.services.begun(entry.service, first, last), said(hides(request))
    facts = {
        "title": entry.name,
        "entry": entry,
        "organisation": desk.title(entry.organisation),
        "room": room,
        "old": room is not None and book.is_old(room, now),
        "found": found,
        "why": why_empty(room, found, REFUSAL_DAYS, begun, entry.unit or "places", number),
        "said": number,
        "hides": hides(request),
        "waiting": waiting_for(request, asked, entry.service),
        "trusts": [t for t in book.trusts if entry.service in t.services],
        "reliance": of_service(reliance(book.services.of_trust([entry.service])), entry.service),
        "used_day": cost_of_used_day(entry.cost_week, room) if entry.has_beds else None,
        "may_report": may(request, "report", service=entry.service).allowed,
        "now": now,
        "needs": NEEDS,
        "days": REFUSAL_DAYS,
        "answer_hours": book.directory.hours_to_answer(entry.service),
        **words(book),
    }
    return show(request, "directory/service.html", facts)


def of_service(found: Iterable[Reliance], service: str) -> list[Reliance]:
    return [one for one in found if one.service == service]


def waiting_for(request: Request, asked: Iterable[Asked], service: str) -> list[tuple[Asked, str]]:
    """Who waits for an answer, longest first; named only where the reader may read of them, else ""."""
    desk = desk_of(request)
    since = desk.now() - timedelta(days=60)
    waits = sorted(
        (a for a in asked if a.service == service and a.is_waiting and a.referred_at >= since),
        key=lambda one: one.referred_at,
    )
    found = [(one, name_of(request, one.person)) for one in waits[:MOST_WAITING]]
    if shown := {one.person for one, name in found if name}:
        keep_list(request, f"directory {service}", shown)
    return found


def name_of(request: Request, person: str) -> str:
    desk = desk_of(request)
    journey, _ = desk.board.read(person)
    return desk.who(person).name if may(request, "read", journey=journey, section="hub").allowed else ""


ROUTES = [Route("/directory", directory), Route("/directory/{service}", service)]
