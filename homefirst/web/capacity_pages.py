"""How much room there is: what every service said last, when and who said so; and the need that nobody met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.codes import ServiceKind, SupportKind
from homefirst.days import local_date, midnight
from homefirst.hub.capacity import Room, cost_of_used_day, totals
from homefirst.hub.refusals import AtWeekends, Lack, Unmet, lacks, refused_at_weekends, unmet
from homefirst.hub.words import day_of, label
from homefirst.system.entry import Entry
from homefirst.web.access import may, permit
from homefirst.web.overnight import closed_lately
from homefirst.web.plain import said_by_words
from homefirst.web.service_facts import Known, age_words, desk_of, known, room_words
from homefirst.web.sheet import Cell, download
from homefirst.web.show import show
from homefirst.web.small_numbers import Told, hides, hides_in_files, said, told

UNMET_DAYS = 28
HEADINGS = (
    "Service", "Code", "Kind", "Neighbourhood", "Most it can hold", "Used", "Kept for somebody", "Taking now",
    "First day", "Waiting for an answer", "As at", "Said by", "Older than agreed", "Closed",
    "Pounds a used bed-day if all beds are paid for",
)  # fmt: skip
UNMET_HEADINGS = ("Kind of help", "Neighbourhood", "Times", "People", "Met later by another")


@dataclass(frozen=True)
class Wanted:
    """Which services to show, as a link says it."""

    kind: str = ""
    area: str = ""
    show: str = ""  # only those that ever gave a number, unless: "taking", those that take somebody; "all"
    day: str = ""


@dataclass(frozen=True)
class Line:
    """One service of the page."""

    entry: Entry
    room: Room | None
    is_old: bool
    waiting: int
    is_open: bool

    @property
    def used_day(self) -> float | None:
        """What a day of a used bed costs if all its beds are paid for; None for what is no bed."""
        return cost_of_used_day(self.entry.cost_week, self.room) if self.entry.has_beds else None


def capacity(request: Request) -> Response:
    """The page."""
    permit(request, "measure")
    desk, wanted = desk_of(request), read_wanted(request.query_params)
    now = moment_of(wanted.day, desk.now())
    lines = lines_of(known(request), wanted, now)
    book = known(request)
    found = [line.room for line in lines if line.room is not None]
    facts = {
        "title": "Capacity: who has room now",
        "lines": lines,
        "wanted": wanted,
        "query": query(wanted),
        "totals": totals(found, now, {room.service: book.directory.hours_of_room(room.service) for room in found}),
        "overnight": closed_lately(request) if may(request, "read").allowed else [],
        "kinds": book.directory.kinds(),
        "areas": sorted(book.directory.centres),
        "now": now,
        "said": said(hides(request)),
        **WORDS,
    }
    return show(request, "capacity/page.html", facts)


def as_sheet(request: Request) -> Response:
    """The same as a file."""
    permit(request, "measure")
    wanted = read_wanted(request.query_params)
    now = moment_of(wanted.day, desk_of(request).now())
    number = told(hides_in_files(request))
    return download("capacity.csv", HEADINGS, (cells(line, number) for line in lines_of(known(request), wanted, now)))


WORDS = {"age_words": age_words, "room_words": room_words, "label": label}


def read_wanted(asked: QueryParams) -> Wanted:
    day = asked.get("day", "")
    return Wanted(asked.get("kind", ""), asked.get("area", ""), asked.get("show", ""), day if day_of(day) else "")


def query(wanted: Wanted) -> str:
    return urlencode({name: value for name, value in vars(wanted).items() if value})


def moment_of(day: str, now: datetime) -> datetime:
    """The end of a day, or now for today, for a later day and where none is given."""
    asked = day_of(day)
    return min(midnight(asked + timedelta(days=1)) - timedelta(seconds=1), now) if asked else now


def lines_of(book: Known, wanted: Wanted, now: datetime) -> list[Line]:
    """The services wanted: those with most room first, then those that say nothing, by name."""
    rooms, waits = book.services.rooms(now), waiting(book, now)
    lines = [line_of(book, entry, rooms.get(entry.service), waits, now) for entry in book.directory]
    found = [line for line in lines if is_wanted(line, wanted)]
    return sorted(found, key=lambda line: (*(rank(line.room)), line.entry.name))


def line_of(book: Known, entry: Entry, room: Room | None, waits: Counter[str], now: datetime) -> Line:
    old = room is not None and book.is_old(room, now)
    return Line(entry, room, old, waits[entry.service], entry.open_at(now))


def rank(room: Room | None) -> tuple[bool, int]:
    return (room is None, -room.accepting if room else 0)


def is_wanted(line: Line, wanted: Wanted) -> bool:
    entry = line.entry
    if wanted.kind and entry.kind != wanted.kind:
        return False
    if wanted.area and not serves(entry, wanted.area):
        return False
    if wanted.show == "taking":
        return line.room is not None and line.room.accepting > 0
    return wanted.show == "all" or line.room is not None


def serves(entry: Entry, area: str) -> bool:
    """Whether a service stands in a neighbourhood, or serves it; one without either serves all."""
    return area in (entry.neighbourhood, *entry.neighbourhoods) or not (entry.neighbourhood or entry.neighbourhoods)


def waiting(book: Known, now: datetime) -> Counter[str]:
    """How many people wait for an answer from each service, asked in the last 60 days."""
    since = now - timedelta(days=60)
    return Counter(one.service for one in book.services.waiting() if since <= one.referred_at <= now)


def cells(line: Line, number: Told) -> list[Cell]:
    """One line of the file."""
    entry, room = line.entry, line.room
    numbers: list[Cell] = [None, None, None, None, None] if room is None else [
        room.maximum, room.used, room.reserved, room.accepting, room.earliest,
    ]  # fmt: skip
    as_at: list[Cell] = ["", "", "", ""] if room is None else [
        room.as_at.isoformat(timespec="minutes"), said_by_words(room.said_by), "yes" if line.is_old else "",
        label("ClosureReason", room.closed_why) if room.closed else "",
    ]  # fmt: skip
    cost = None if line.used_day is None else round(line.used_day)
    return [entry.name, entry.service, entry.kind.label, entry.neighbourhood, *numbers, number(line.waiting), *as_at,
            cost]  # fmt: skip


# Unmet need


def unmet_need(request: Request) -> Response:
    """Needs that nobody met, counted: for those who plan services. Nobody is named."""
    permit(request, "measure")
    desk = desk_of(request)
    days, found = unmet_of(request)
    facts = {
        "title": "Unmet need",
        "lacks": grouped(request, found),
        "number": len(found),
        "people": people(found),
        "met": [one for one in found if one.met_by],
        "of": people,
        "said": said(hides(request)),
        "hides": hides(request),
        "days": days,
        "now": desk.now(),
        "label": label,
        "help_words": help_words,
        "reasons": reasons(found),
        "weekends": weekends(request, days),
    }
    return show(request, "capacity/unmet.html", facts)


def unmet_as_sheet(request: Request) -> Response:
    """The same as a file."""
    permit(request, "measure")
    _, found = unmet_of(request)
    number = told(hides_in_files(request))
    rows = [unmet_cells(one, number) for one in grouped(request, found)]
    return download("unmet-need.csv", UNMET_HEADINGS, rows)


def unmet_cells(one: Lack, number: Told) -> list[Cell]:
    numbers = number(one.times, one.people), number(one.people), number(one.met_later)
    return [help_words(one.help), one.neighbourhood or "Not known", *numbers]


def people(found: Iterable[Unmet]) -> int:
    """How many different people these needs are of."""
    return len({one.person for one in found})


def unmet_of(request: Request) -> tuple[int, list[Unmet]]:
    """The last so many days, and what was not met in them."""
    asked, today = request.query_params.get("days", ""), local_date(desk_of(request).now())
    days = min(int(asked), 3_660) if asked.isdecimal() and len(asked) < 6 and int(asked) else UNMET_DAYS
    first: date = today - timedelta(days=days - 1)
    return days, unmet(known(request).services.asked(), first, today)


def grouped(request: Request, found: Iterable[Unmet]) -> list[Lack]:
    """By kind of help and neighbourhood."""
    book, desk, listed = known(request), desk_of(request), list(found)
    lives = {key: book.lives_in(desk.board.read(key)[0], desk.now())[1] for key in {one.person for one in listed}}
    return lacks(listed, lives, {entry.service: str(entry.kind) for entry in book.directory})


def weekends(request: Request, days: int) -> list[tuple[str, AtWeekends]]:
    """The services that said no at weekends, or for the day or the hour, with their names; of the last so many days."""
    book, today = known(request), local_date(desk_of(request).now())
    found = refused_at_weekends(book.services.asked(), today - timedelta(days=days - 1), today)
    entries = ((book.directory.of(one.service), one) for one in found)
    return [(entry.name, one) for entry, one in entries if entry is not None]


def reasons(found: Iterable[Unmet]) -> list[tuple[str, list[Unmet]]]:
    """Why, the commonest first."""
    by_words: dict[str, list[Unmet]] = {}
    for one in found:
        words = label("Refusal", one.reason)
        words = label("Withdrawal", one.reason) if words == one.reason else words
        by_words.setdefault(words or "No reason recorded", []).append(one)
    return sorted(by_words.items(), key=lambda pair: -len(pair[1]))


def help_words(kind: str) -> str:
    """A kind of help in words."""
    known_kinds = {code.value: code.label for code in (*SupportKind, *ServiceKind)}
    return known_kinds.get(kind, kind) or "Not said"


ROUTES = [
    Route("/capacity", capacity),
    Route("/capacity.csv", as_sheet),
    Route("/capacity/unmet", unmet_need),
    Route("/capacity/unmet.csv", unmet_as_sheet),
]
