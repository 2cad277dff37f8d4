"""Where those begin for whom the list of people in a bed is empty: an ambulance crew, and a community pharmacy."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.codes import SupportKind
from homefirst.hub.capacity import Room
from homefirst.record.reader import Role
from homefirst.system.directory import NoNeeds
from homefirst.system.entry import Entry
from homefirst.web.access import listed, permit, reader_of
from homefirst.web.board_pages import board
from homefirst.web.directory_pages import words
from homefirst.web.service_facts import desk_of, known, open_rooms
from homefirst.web.show import show
from homefirst.web.summary_audit_pages import LOOKED_BACK, readable, summaries

MOST = 50  # summaries shown


class OpenNow(NamedTuple):
    """A service that is open at this hour and says that it has room."""

    entry: Entry
    room: Room

    @property
    def order(self) -> tuple[bool, str]:
        """Those who come in a crisis first."""
        return self.entry.kind is not SupportKind.CRISIS_RESPONSE, self.entry.name


def first(request: Request) -> Response:
    """The page that a reader begins with: for most the list."""
    own = {Role.PARAMEDIC: crew, Role.COMMUNITY_PHARMACY: sent_to_us}
    return own.get(reader_of(request).role, board)(request)


def crew(request: Request) -> Response:
    """For a crew at the door: finding the person, and which services are open and have room now. It names nobody."""
    permit(request, "measure")
    book, now = known(request), desk_of(request).now()
    rooms = book.services.rooms(now)
    helping = [entry for entry in book.directory if entry.pathways]
    taking = open_rooms(book.directory.open_to(NoNeeds(), "", "", now, among=helping), rooms)
    found = [OpenNow(e, room) for e in taking.entries if (room := rooms.get(e.service)) and room.accepting > 0]
    silent = sorted((e for e in taking.entries if e.service not in rooms), key=lambda entry: entry.name)
    facts = {
        "title": "At the door",
        "open": sorted(found, key=lambda one: one.order),
        "silent": silent,
        "now": now,
        "answer_hours": book.directory.hours_to_answer,
        **words(book),
    }
    return show(request, "crew.html", facts)


def sent_to_us(request: Request) -> Response:
    """The discharge summaries sent to the reader's pharmacy in 30 days: those that nobody has read first."""
    permit(request, "read")
    desk, book, service = desk_of(request), summaries(request), reader_of(request).service
    ours = [event for event in book.since(desk.now() - LOOKED_BACK) if event.service == service]
    ours.sort(key=lambda event: (book.is_read(event), -event.happened_at.timestamp()))
    shown = readable(request, ours, MOST)
    if shown:
        listed(request, "summaries sent to us", {one.person for one in shown})
    facts = {"title": "Sent to us", "sents": shown, "number": len(ours), "name": lambda one: desk.who(one.person).name}
    return show(request, "sent_to_us.html", facts)


ROUTES = [Route("/", first)]
