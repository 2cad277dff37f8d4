"""The interface map as a page: who hands over to whom, in a drawing and in tables, and the people behind an arrow.

Who is behind an arrow is shown only to readers who share in their care: a list of two people would undo the hiding of
small numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.measures import MeasureError, Period
from homefirst.measures.interface_chart import DRAWN, map_svg
from homefirst.measures.interface_map import Arrow, Ask, InterfaceMap, Passed, interface_map, people_behind, usual_ask
from homefirst.measures.interface_show import (
    arrow_words,
    as_csv,
    place_words,
    share_words,
    time_words,
    variant_words,
)
from homefirst.web.access import listed, may, permit
from homefirst.web.desk import Desk
from homefirst.web.measure_pages import NO_TABLES, open_tables, tables_facts
from homefirst.web.show import show

if TYPE_CHECKING:
    from homefirst.columns import Tables

MOST_PEOPLE = 200
NOT_HERE = (
    "Names are hidden here from everyone, and with them who is behind an arrow. "
    "Go back to the map, which shows how many they are."
)


def page(request: Request) -> Response:
    """The map of the days and places that the link asks for."""
    permit(request, "measure")
    desk: Desk = request.app.state.desk
    tables = open_tables(desk)
    facts = {"title": "Interfaces", **tables_facts(desk, tables), **WORDS}
    if tables is None:
        return show(request, "interface.html", facts | {"found": None, "fault": ""})
    ask, fault = asked(request.query_params, tables)
    try:
        found = interface_map(tables, ask)
        whole = interface_map(tables, Ask(ask.period)) if ask != Ask(ask.period) else found
    except MeasureError as missing:
        return show(request, "interface.html", facts | {"found": None, "fault": str(missing)})
    linked = desk.names and may(request, "read").allowed
    return show(request, "interface.html", facts | map_facts(desk, found, whole, fault, linked))


def map_facts(desk: Desk, found: InterfaceMap, whole: InterfaceMap, fault: str, linked: bool) -> dict[str, object]:
    """What the page shows of a map, and the places that can be chosen; `linked`: one may ask who is behind an arrow."""
    link = link_of(found.ask, linked)
    return {
        "found": found,
        "fault": fault,
        "picture": Markup(map_svg(found.arrows, told(found), link if linked else None)),
        "link": link,
        "givers": kinds(arrow.from_kind for arrow in whole.arrows),
        "takers": kinds(arrow.to_kind for arrow in whole.arrows),
        "councils": [(council.code, desk.title(council.code)) for council in desk.system.councils],
        "query": query(found.ask),
    }


def told(found: InterfaceMap) -> str:
    """The drawing in a sentence or two: its busiest arrows."""
    if not found.arrows:
        return "No care was handed over in these days."
    return f"The busiest: {'; '.join(arrow_words(arrow) for arrow in found.arrows[:3])}. The table below has all."


def kinds(found: Iterable[str]) -> list[tuple[str, str]]:
    """Kinds of place with their names, by name."""
    return sorted(((kind, place_words(kind)) for kind in set(found)), key=lambda pair: pair[1])


def link_of(ask: Ask, linked: bool) -> Callable[[Arrow], str]:
    """The address of the people behind each arrow."""

    def link(arrow: Arrow) -> str:
        if arrow.hidden or not linked:
            return ""
        return f"/interface/people?{query(ask._replace(from_kind=arrow.from_kind, to_kind=arrow.to_kind))}"

    return link


def query(ask: Ask) -> str:
    """What is asked, as a link writes it."""
    named = {"first": ask.period.first.isoformat(), "last": ask.period.last.isoformat(), "from": ask.from_kind}
    named |= {"to": ask.to_kind, "council": ask.council}
    return urlencode({name: value for name, value in named.items() if value})


def asked(params: Mapping[str, str], tables: Tables) -> tuple[Ask, str]:
    """What the link asks, and what is wrong with it: days that cannot be read are the usual ones."""
    usual = usual_ask(tables)
    ask = usual._replace(
        from_kind=params.get("from", ""), to_kind=params.get("to", ""), council=params.get("council", "")
    )
    first, last = params.get("first", ""), params.get("last", "")
    try:
        period = Period(
            date.fromisoformat(first) if first else usual.period.first,
            date.fromisoformat(last) if last else usual.period.last,
        )
    except ValueError:
        return ask, "One of the days cannot be read. Write days such as 2025-01-31. These are the usual days."
    if period.last < period.first:
        return ask, "The last day is before the first. Swap the two. These are the usual days."
    return ask._replace(period=period), ""


def people(request: Request) -> Response:
    """Whose care passed along an arrow, the latest first: those whom the reader may see."""
    desk: Desk = request.app.state.desk
    permit(request, "read")
    if not desk.names:
        raise HTTPException(403, NOT_HERE)
    tables = existing(desk)
    ask, fault = asked(request.query_params, tables)
    try:
        found = people_behind(tables, ask, MOST_PEOPLE + 1)
    except MeasureError as missing:
        raise HTTPException(404, str(missing)) from None
    found, unseen = seen_of(request, found)
    listed(request, f"interface?{query(ask)}", [one.key for one in found[:MOST_PEOPLE]])
    way = f"From {place_words(ask.from_kind) if ask.from_kind else 'anywhere'}"
    facts = {
        "title": f"{way} to {place_words(ask.to_kind) if ask.to_kind else 'anywhere'}",
        "passed": found[:MOST_PEOPLE],
        "more": len(found) > MOST_PEOPLE,
        "unseen": unseen,
        "most": MOST_PEOPLE,
        "ask": ask,
        "fault": fault,
        "query": query(ask._replace(from_kind="", to_kind="")),
    }
    return show(request, "interface_people.html", facts | WORDS)


def seen_of(request: Request, found: Sequence[Passed]) -> tuple[list[Passed], bool]:
    """Those of these people whom the reader may see, and whether there are others."""
    desk: Desk = request.app.state.desk
    keys = {one.key for one in found}
    seen = {key for key in keys if may(request, "read", journey=desk.board.read(key)[0], section="journey").allowed}
    return [one for one in found if one.key in seen], bool(keys - seen)


def as_sheet(request: Request) -> Response:
    """The arrows that the link asks for, as a file."""
    permit(request, "measure")
    desk: Desk = request.app.state.desk
    tables = existing(desk)
    try:
        text = as_csv(interface_map(tables, asked(request.query_params, tables)[0]))
    except MeasureError as missing:
        raise HTTPException(404, str(missing)) from None
    headers = {"Content-Disposition": 'attachment; filename="interface.csv"'}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)


def existing(desk: Desk) -> Tables:
    """The tables in force. Raises HTTPException where none were made."""
    tables = open_tables(desk)
    if tables is None:
        raise HTTPException(404, NO_TABLES)
    return tables


WORDS: dict[str, object] = {
    "place_words": place_words,
    "share_words": share_words,
    "time_words": time_words,
    "variant_words": variant_words,
    "drawn": DRAWN,
}

ROUTES = [
    Route("/interface", page),
    Route("/interface.csv", as_sheet),
    Route("/interface/people", people),
]
