"""Clocks: everybody whose clock runs, late first; one person's; and the queues by month or week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.hub.board import FIRST
from homefirst.hub.clocks import Clock, Queue, periods
from homefirst.hub.clocks.queues import MONTH, WEEK
from homefirst.journey import Journey
from homefirst.web.access import listed, look, may, permit, visible
from homefirst.web.clock_facts import HUB, clock_room, outcome_words, panel, shown, words
from homefirst.web.desk import Desk
from homefirst.web.later import Made
from homefirst.web.sheet import Cell, download
from homefirst.web.show import show
from homefirst.web.small_numbers import Told, hides, hides_in_files, said, told

UNKNOWN = "Nobody in this ledger has that key. Look for the person on the list."
DAILY = "criteria"  # asked of everybody twice a day: it has its own filter, and would bury the others
OLDEST = timedelta(days=30)  # overdue for longer than this is counted and not listed
CARER = "carer_assessment"  # listed however old: a carer at risk does not become less so by waiting
OUTSIDE = frozenset(
    {
        "continuing_healthcare", "continuing_healthcare_fast_track", "carer_assessment", "safeguarding_screening",
        "safeguarding_enquiry", "liberty_urgent", "liberty_urgent_extension", "liberty_standard", "urgent_response",
    }
)  # fmt: skip
MOST_OUTSIDE = 200  # people who are in no bed, at most
SPANS = {MONTH: 6, WEEK: 8}
QUARTER = 15  # minutes for which queues are kept
HEADINGS = ("Queue", "First day", "Last day", "Opening", "New", "Done", "Done, how", "Carried forward")


class Line(NamedTuple):
    """One clock that runs, and where the person is: a bed, or "" for none."""

    clock: Clock
    location: str


@dataclass(frozen=True)
class Wanted:
    """Which clocks to show, as a link says it."""

    kind: str = ""
    due: str = ""  # "late", or "day": due in the next 24 hours


def page(request: Request) -> Response:
    """Everybody whom the reader may see and for whom a clock runs; or one person's clocks, if the link names them."""
    if request.query_params.get("person"):
        return of_person(request, request.query_params["person"])
    permit(request, "read", section="hub")
    desk: Desk = request.app.state.desk
    now, wanted = desk.now(), Wanted(request.query_params.get("kind", ""), request.query_params.get("due", ""))
    lines, old = recent(running_of(request, now), now)
    found = in_order([line for line in lines if fits(line.clock, wanted, now)])
    limit = limit_of(request)
    listed(request, f"clocks?{query(wanted)}", [line.clock.person for line in found[:limit]])
    facts = {
        "title": "Clocks",
        "lines": [(line.clock, desk.who(line.clock.person).name, where(desk, line)) for line in found[:limit]],
        "found": len(found),
        "limit": limit,
        "old": old,
        "counts": counts(lines),
        "late": sum(line.clock.is_overdue for line in lines if line.clock.name != DAILY),
        "due": sum(fits(line.clock, Wanted(due="day"), now) for line in lines),
        "carers": sum(fits(line.clock, Wanted(CARER, "late"), now) for line in lines),
        "wanted": wanted,
        "query": query(wanted),
        "limits": clock_room(request).limits.now(local_date(now)),
        "now": now,
        **words(now),
    }
    return show(request, "clocks/page.html", facts)


def of_person(request: Request, key: str) -> Response:
    """The clocks of one person, those that stopped too."""
    desk: Desk = request.app.state.desk
    journey, told = desk.board.read(key)
    if not told:
        raise HTTPException(404, UNKNOWN)
    look(request, journey, (), must="hub")
    facts = {"title": "Clocks", "who": desk.who(journey.person), "key": journey.person, "now": desk.now()}
    return show(request, "clocks/person.html", facts | {"clocks": panel(request, journey)})


def running_of(request: Request, now: datetime) -> list[Line]:
    """The clocks that run for people in a bed, and of others those beside a discharge, as far as they are known yet."""
    desk: Desk = request.app.state.desk
    room, seen = clock_room(request), visible(request)
    in_bed = {one.person: one for one in desk.board.journeys()}
    lines = [
        line
        for key, journey in in_bed.items()
        if key in seen
        for line in lines_of(request, journey, room.running(journey, now))
    ]
    everybody = room.later.ask("everybody", quarter(now), now, lambda: room.everybody().running(now, OUTSIDE))
    return lines + outside(request, desk, everybody, in_bed)


def outside(request: Request, desk: Desk, made: Made | None, in_bed: dict[str, Journey]) -> list[Line]:
    """The clocks of people in no bed whom the reader may see, one by one as policy says."""
    found = [c for c in (made.answer or () if made else ()) if c.person not in in_bed]
    people = list(dict.fromkeys(clock.person for clock in sorted(found, key=lambda c: c.due_at, reverse=True)))
    lines: list[Line] = []
    for key in people[:MOST_OUTSIDE]:
        journey, _ = desk.board.read(key)
        if all(may(request, "read", journey=journey, section=part).allowed for part in ("who", "hub")):
            lines += lines_of(request, journey, clock_room(request).running(journey, desk.now()))
    return lines


def lines_of(request: Request, journey: Journey, running: list[Clock]) -> list[Line]:
    location = journey.open_spell.location if running and journey.open_spell else ""
    return [Line(clock, location) for clock in shown(request, journey, running, HUB)]


def where(desk: Desk, line: Line) -> str:
    return desk.title(line.location) if line.location else "Not in a hospital bed"


def recent(lines: Iterable[Line], now: datetime) -> tuple[list[Line], int]:
    """Those not overdue for longer than a list is good for, and how many are."""
    every = list(lines)
    kept = [line for line in every if line.clock.due_at >= now - OLDEST or line.clock.name == CARER]
    return kept, len(every) - len(kept)


def fits(clock: Clock, wanted: Wanted, now: datetime) -> bool:
    if wanted.kind != clock.name and (wanted.kind or clock.name == DAILY):
        return False
    if wanted.due == "late":
        return clock.is_overdue
    return wanted.due != "day" or now <= clock.due_at <= now + timedelta(days=1)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Late first, the longest overdue before others; then by when they are due."""
    return sorted(lines, key=lambda one: (one.clock.due_at, one.clock.title, one.clock.person))


def counts(lines: Iterable[Line]) -> list[tuple[str, str, int, int]]:
    """How many run of each kind, and how many of them are late: name, title, running, late."""
    clocks = [line.clock for line in lines]
    many, late = Counter(c.name for c in clocks), Counter(c.name for c in clocks if c.is_overdue)
    titles = {clock.name: clock.title for clock in clocks}
    return [(name, title, many[name], late[name]) for name, title in sorted(titles.items(), key=lambda one: one[1])]


def limit_of(request: Request) -> int:
    text = request.query_params.get("rows", "")
    return int(text) if text.isdecimal() and len(text) < 6 else FIRST


def query(wanted: Wanted) -> str:
    return urlencode({name: value for name, value in vars(wanted).items() if value})


def quarter(now: datetime) -> tuple[object, int]:
    """The quarter of an hour that it is: what takes seconds is worked out once in each."""
    return now.date(), (now.hour * 60 + now.minute) // QUARTER


# Queues


def queue_page(request: Request) -> Response:
    """Opening + new - done = carried forward, for every queue by month or by week."""
    permit(request, "measure")
    made, by = queues_made(request)
    facts = {
        "title": "Queues",
        "by": by,
        "made": made,
        "titles": titles(request),
        "queues": made.answer if made and not made.fault else [],
        "said": said(hides(request)),
        "hides": hides(request),
        "outcome_words": outcome_words,
    }
    return show(request, "clocks/queues.html", facts)


def queue_sheet(request: Request) -> Response:
    """The same as a file, with small numbers of real people hidden whoever asks: a file leaves the house."""
    permit(request, "measure")
    made, _ = queues_made(request)
    if made is None or made.fault:
        words = made.fault if made else "The queues are being worked out. Ask again in a minute."
        return show(request, "message.html", {"title": "Queues", "words": words}, 503)
    named, number = titles(request), told(hides_in_files(request))
    return download("queues.csv", HEADINGS, (cells(one, named[one.name], number) for one in made.answer))


def cells(one: Queue, title: str, number: Told) -> list[Cell]:
    how = "; ".join(f"{outcome_words(outcome)}: {number(count)}" for outcome, count in one.done.items())
    carried = number(one.carried)
    return [title, one.first, one.last, number(one.opening), number(one.new), number(one.done_in_all), how, carried]


def queues_made(request: Request) -> tuple[Made | None, str]:
    """The queues as last worked out, and whether by month or by week."""
    desk: Desk = request.app.state.desk
    by = WEEK if request.query_params.get("by") == WEEK else MONTH
    room, now = clock_room(request), desk.now()
    spans = periods(by, now, SPANS[by])

    def make() -> list[Queue]:
        return room.everybody().queues([name for name in room.limits.entries if name in QUEUED], spans, now)

    return room.later.ask(("queues", by), quarter(now), now, make), by


QUEUED = (
    *sorted(OUTSIDE), "expected_date", "hub_triage", "referral_answer", "summary",
)  # fmt: skip


def titles(request: Request) -> dict[str, str]:
    desk: Desk = request.app.state.desk
    return {one.name: one.title for one in clock_room(request).limits.now(local_date(desk.now()))}


ROUTES = [Route("/clocks", page), Route("/queues", queue_page), Route("/queues.csv", queue_sheet)]
