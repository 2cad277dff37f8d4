"""What the pages about services share: the directory, who may assess for whom, and what every service has said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from homefirst.decisions import Refused
from homefirst.event import Event, Kind
from homefirst.hub.capacity import Room
from homefirst.hub.capacity_follow import Services
from homefirst.hub.in_words import MEDIA_TYPE
from homefirst.hub.trusted import Trust, load_trusts
from homefirst.hub.words import label, moment_words
from homefirst.journey import Journey
from homefirst.record.reader import Reader
from homefirst.system import System, available_systems
from homefirst.system.directory import Directory, Excluded, Rule, Taking, load_directory
from homefirst.system.entry import Entry
from homefirst.web.access import Decide
from homefirst.web.desk import Desk
from homefirst.web.step_decisions import Deciding

NO_SERVICE = "There is no such service in the directory. Look for it there by its name."
Decided = Event | Sequence[Event] | Refused


@dataclass
class Known:
    """The services of one data directory and system, read when first asked for."""

    system: System
    services: Services
    lately: dict[str, tuple[tuple[int, date], list[str]]] = field(default_factory=dict)  # who left, by service

    @cached_property
    def directory(self) -> Directory:
        """The directory; empty for a system that does not come with homefirst and so cannot be found by its name."""
        return load_directory(self.system.name, self.system) if self._comes_with_us else Directory({})

    @cached_property
    def trusts(self) -> tuple[Trust, ...]:
        return load_trusts(self.system.name) if self._comes_with_us else ()

    @property
    def _comes_with_us(self) -> bool:
        return self.system.name in available_systems()

    @cached_property
    def neighbourhoods(self) -> Mapping[str, str]:
        """The neighbourhood of each small area."""
        return {area.code: area.neighbourhood for area in self.system.areas}

    def entry(self, code: str) -> Entry:
        """The entry of a service. Raises HTTPException 404."""
        found = self.directory.of(code)
        if found is None:
            raise HTTPException(404, NO_SERVICE)
        return found

    def lives_in(self, journey: Journey, now: datetime) -> tuple[str, str]:
        """The council and the neighbourhood where somebody lives; "" for what is not known."""
        home = journey.residence_at(now)
        return (home.council, self.neighbourhoods.get(home.area, "")) if home else ("", "")

    def is_old(self, room: Room, now: datetime) -> bool:
        """Whether a service's number is older than the place allows."""
        return room.is_old(now, self.directory.hours_of_room(room.service))


def known(request: Request) -> Known:
    """The services as this application knows them."""
    return known_by(request.app)


def known_by(app: Starlette) -> Known:
    """The services as an application knows them: made when first asked for."""
    desk: Desk = app.state.desk
    found: Known | None = getattr(app.state, "services_known", None)
    if found is None:
        found = app.state.services_known = Known(desk.system, Services(desk.ledger, desk.people.keys_of))
    return found


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def deciding(request: Request, decide: Callable[[Deciding], Decided]) -> Decide:
    """A decision about a person, with what was said in words kept only if the decision stands."""
    desk = desk_of(request)

    def decided(journey: Journey, form: FormData, reader: Reader, now: datetime) -> Decided:
        given = Deciding(journey, form, reader, now)
        answer = decide(given)
        if not isinstance(answer, Refused) and given.written:
            desk.documents.put_all([(content, MEDIA_TYPE) for content in given.written])
        return answer

    return decided


def open_rooms(taking: Taking, rooms: Mapping[str, Room]) -> Taking:
    """The same answer with those that are closed, or where placements were stopped, among those that cannot."""
    closed = {e.service: rule for e in taking.entries if (rule := closed_rule(rooms.get(e.service)))}
    also = tuple(Excluded(e, (closed[e.service],)) for e in taking.entries if e.service in closed)
    known_closed = tuple(
        x._replace(rules=(*x.rules, rule)) if (rule := closed_rule(rooms.get(x.entry.service))) else x
        for x in taking.excluded
    )
    return Taking(tuple(e for e in taking.entries if e.service not in closed), (*known_closed, *also))


def closed_rule(room: Room | None) -> Rule | None:
    """The rule that a service is closed, if it is: since when, and why."""
    if room is None or not room.closed:
        return None
    what = "Placements were stopped" if room.closed == Kind.SERVICE_EMBARGOED else "Takes nobody new"
    return Rule("closed", f"{what} since {moment_words(room.closed_at)}: {label('ClosureReason', room.closed_why)}.")


def room_words(room: Room | None, unit: str = "") -> str:
    """How much room a service has, in few words: "Room for 3", "Full", "Closed", "Room not told"."""
    if room is None:
        return "Room not told"
    if room.closed:
        return "Placements stopped" if room.closed == "service_embargoed" else "Closed"
    return f"Room for {room.accepting}" if room.accepting else "Full"


def age_words(at: datetime, now: datetime) -> str:
    """How long ago something was said: "20 minutes ago", "3 hours ago", "2 days ago"."""
    minutes = int((now - at).total_seconds() // 60)
    for size, word in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size * (2 if size == 1440 else 1):
            number = minutes // size
            return f"{number} {word}{'' if number == 1 else 's'} ago"
    return "just now"
