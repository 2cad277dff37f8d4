"""Demand less capacity by kind of service and month: for those who plan services. Nobody is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.days import midnight
from homefirst.hub.capacity import Room
from homefirst.hub.clocks import periods
from homefirst.hub.clocks.queues import MONTH
from homefirst.hub.gap import ASSUMED, Gap, gaps
from homefirst.web.access import permit
from homefirst.web.capacity_pages import help_words
from homefirst.web.service_facts import desk_of, known
from homefirst.web.sheet import Cell, download
from homefirst.web.show import show
from homefirst.web.small_numbers import Told, hides, hides_in_files, said, told

MONTHS = 6
HEADINGS = (
    "Kind of service", "First day", "Last day", "People asked for", "Began", "Noes for want of room",
    "Room left at the end", "Capacity", "Gap: asked for less capacity",
)  # fmt: skip


def page(request: Request) -> Response:
    """The page."""
    permit(request, "measure")
    facts = {
        "title": "Demand and capacity",
        "gaps": found(request),
        "assumed": ASSUMED,
        "said": said(hides(request)),
        "hides": hides(request),
        "help_words": help_words,
        "now": desk_of(request).now(),
    }
    return show(request, "capacity/gap.html", facts)


def as_sheet(request: Request) -> Response:
    """The same as a file."""
    permit(request, "measure")
    number = told(hides_in_files(request))
    return download("demand-and-capacity.csv", HEADINGS, (cells(one, number) for one in found(request)))


def found(request: Request) -> list[Gap]:
    """Every kind of help in the last months: what has a pathway, since wards and pharmacies wait for nobody here."""
    book, now = known(request), desk_of(request).now()
    kinds = {entry.service: str(entry.kind) for entry in book.directory if entry.pathways}

    def rooms(day: date) -> Mapping[str, Room]:
        return book.services.rooms(min(midnight(day + timedelta(days=1)) - timedelta(seconds=1), now))

    return gaps(book.services.asked(), kinds, periods(MONTH, now, MONTHS), book.services.begun, rooms)


def cells(one: Gap, number: Told) -> list[Cell]:
    """One line of the file."""
    rest: list[Cell] = [None, None] if one.gap is None else [number(one.capacity), gap_told(one.gap, number)]
    counts = number(one.asked), number(one.began), number(one.full)
    return [help_words(one.kind), one.first, one.last, *counts, one.room, *rest]


def gap_told(gap: int, number: Told) -> Cell:
    """The gap with its sign: one below nought is hidden by its size too."""
    told_as = number(abs(gap))
    if isinstance(told_as, str):
        return f"minus {told_as}" if gap < 0 else told_as
    return gap


ROUTES = [Route("/capacity/gap", page), Route("/capacity/gap.csv", as_sheet)]
