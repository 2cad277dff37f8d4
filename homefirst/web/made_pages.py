"""A multi-agency discharge event: who has waited longest, what is agreed for each, and what came of it days later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.days import local_date
from homefirst.hub.board import FIRST, BoardRow, Filter, chosen
from homefirst.hub.in_words import said_in
from homefirst.hub.made import Agreed, AgreedAction, place, tally
from homefirst.hub.words import day_of
from homefirst.record.reader import Role
from homefirst.web.access import listed, may, permit, reader_of, visible
from homefirst.web.board_pages import rows_seen
from homefirst.web.desk import Desk
from homefirst.web.long_stay_pages import limit_of
from homefirst.web.show import show

WEEK = 7
AGREE = frozenset({Role.COORDINATOR, Role.WARD, Role.THERAPIST, Role.SOCIAL_WORKER, Role.BROKER})
HEADINGS = (
    ("aged", "Aged: past their day, or open for more than a week"),
    ("open", "Open"),
    ("done", "Done"),
    ("left", "The person left first"),
)


def page(request: Request) -> Response:
    """The event's page: agreed actions by what became of them, and the longest waits of whom nothing is agreed yet."""
    permit(request, "read", section="hub")
    desk: Desk = request.app.state.desk
    position, today = desk.ledger.position(), local_date(desk.now())
    agreed_on = day_of(request.query_params.get("day", ""))
    seen = visible(request)
    every = [action for action in agreed(request).actions() if is_seen(request, action, seen)]
    shown = [action for action in every if agreed_on in (None, action.agreed_on)]
    waiting = long_waiters(request, {action.person for action in every if action.is_open})
    listed(request, "made", {*(a.person for a in shown), *(row.person for row in waiting[: limit_of(request)])})
    return show(
        request,
        "made.html",
        {
            "title": "MADE",
            "today": today,
            "tally": tally(shown, today),
            "of_days": sorted(Counter(action.agreed_on for action in every).items(), reverse=True),
            "agreed_on": agreed_on,
            "groups": [(words, rows(desk, shown, name, today)) for name, words in HEADINGS],
            "waiting": waiting[: limit_of(request)],
            "waiting_in_all": len(waiting),
            "limit": limit_of(request),
            "first": FIRST,
            "may_decide": reader_of(request).role in AGREE,
            "seen": position,
            "least": least_nights(request),
        },
    )


def is_seen(request: Request, action: AgreedAction, seen: Collection[str]) -> bool:
    """Whether the reader may see whom an action is about: in a bed, or lately in one."""
    if action.person in seen or action.is_open:
        return action.person in seen
    desk: Desk = request.app.state.desk
    found, _ = desk.board.read(action.person)
    return may(request, "read", journey=found, section="hub").allowed


def agreed(request: Request) -> Agreed:
    """The agreed actions of this ledger, followed from page to page."""
    desk: Desk = request.app.state.desk
    if not hasattr(request.app.state, "agreed"):
        request.app.state.agreed = Agreed(desk.ledger, desk.people.keys_of)
    found: Agreed = request.app.state.agreed
    return found


def least_nights(request: Request) -> int:
    """How many nights since ready make a long wait, as the link says; a week where it does not."""
    text = request.query_params.get("ready", "")
    return int(text) if text.isdecimal() and len(text) < 5 else WEEK


def long_waiters(request: Request, with_action: set[str]) -> list[BoardRow]:
    """Who has been ready for so many nights, the longest first, without an open agreed action."""
    found = chosen(rows_seen(request), Filter(ready=least_nights(request)))
    return [row for row in found if row.person not in with_action]


def rows(desk: Desk, actions: list[AgreedAction], name: str, today: date) -> list[tuple[AgreedAction, str, str]]:
    """The actions counted in one place, each with the person's name and what was agreed in words."""
    return [
        (action, desk.who(action.person).name, said_in(desk.documents, action.about.text_document).get("what", ""))
        for action in actions
        if place(action, today) == name
    ]


ROUTES = [Route("/made", page)]
