"""Long stays at 7, 14 and 21 nights with the reason and the next step; and the red and green days of a ward."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from homefirst.codes import RedDayReason
from homefirst.days import local_date
from homefirst.event import Event, Kind
from homefirst.hub.board import FIRST, BoardRow, in_order
from homefirst.hub.in_words import said_in
from homefirst.hub.long_stays import THRESHOLDS, StayReview, census, reviews
from homefirst.hub.round import of_ward
from homefirst.hub.words import label
from homefirst.journey import Journey
from homefirst.web.access import listed, may, permit
from homefirst.web.board_pages import rows_seen
from homefirst.web.desk import Desk
from homefirst.web.round_pages import wards
from homefirst.web.show import show


class LongStay(NamedTuple):
    """One long stay, with its last look and what was said at it."""

    row: BoardRow
    last: StayReview | None
    said: dict[str, str]


def long_stays(request: Request) -> Response:
    """The list of long stays, the longest first, and the census that it reconciles to."""
    permit(request, "read", section="hub")
    desk: Desk = request.app.state.desk
    at = next((n for n in THRESHOLDS if str(n) == request.query_params.get("at")), THRESHOLDS[0])
    trust, only_due = request.query_params.get("trust", ""), "due" in request.query_params
    seen = rows_seen(request)
    rows = [row for row in seen if not trust or row.under[0] == (trust,)]
    found = in_order((r for r in rows if r.nights >= at and (r.review_due or not only_due)), "stay")
    journeys = {one.person: one for one in desk.board.journeys()}
    limit = limit_of(request)
    listed(request, f"long-stays?at={at}", [row.person for row in found[:limit]])
    return show(
        request,
        "long_stays.html",
        {
            "title": "Long stays",
            "census": census(row.nights for row in rows),
            "due": sum(bool(row.review_due) for row in rows),
            "at": at,
            "trust": trust,
            "trusts": sorted({row.under[0][0] for row in seen}),
            "only_due": only_due,
            "thresholds": THRESHOLDS,
            "stays": [long_stay(desk, row, journeys.get(row.person)) for row in found[:limit]],
            "found": len(found),
            "limit": limit,
            "back": f"/long-stays?at={at}" + (f"&trust={trust}" if trust else "") + ("&due=1" if only_due else ""),
        },
    )


def limit_of(request: Request) -> int:
    """How many rows a link asks for; fifty where it does not say."""
    text = request.query_params.get("rows", "")
    return int(text) if text.isdecimal() and len(text) < 6 else FIRST


def long_stay(desk: Desk, row: BoardRow, found: Journey | None) -> LongStay:
    looked = reviews(found, found.open_spell) if found and found.open_spell else ()
    last = looked[-1] if looked else None
    return LongStay(row, last, said_in(desk.documents, last.document) if last else {})


class Day(NamedTuple):
    """One person's day: how it was judged last, "" where nobody has, and why it was red."""

    row: BoardRow
    colour: str
    reason: str


def days(request: Request) -> Response:
    """Today on one ward, everyone to be judged; and the days of their stays that were lost, by reason."""
    permit(request, "read", section="hub")
    desk: Desk = request.app.state.desk
    ward = request.query_params.get("ward", "")
    if not ward:
        facts = {"title": "Red and green days", "to": "/days", "wards": wards(request, rows_seen(request))}
        return show(request, "round_wards.html", facts)
    position = desk.ledger.position()
    journeys = {one.person: one for one in desk.board.journeys()}
    today = local_date(desk.now())
    people = of_ward(rows_seen(request), ward)
    listed(request, f"days?ward={ward}", [row.person for row in people])
    judged = {row.person: judgements(journeys[row.person]) for row in people if row.person in journeys}
    lost = red_reasons([event for events in judged.values() for event in events])
    return show(
        request,
        "days.html",
        {
            "title": "Red and green days",
            "ward": ward,
            "days": [day_of_row(row, judged.get(row.person, []), today.isoformat()) for row in people],
            "lost": lost,
            "lost_in_all": sum(lost.values()),
            "may_decide": may_judge(request, [journeys[row.person] for row in people[:1] if row.person in journeys]),
            "seen": position,
            "here": f"/days?ward={ward}",
            "red_reasons": tuple(RedDayReason),
        },
    )


def may_judge(request: Request, of_ward: list[Journey]) -> bool:
    """Whether the reader may judge the days of people on this ward, as of the first."""
    return any(may(request, "decide", journey=one, section="hub").allowed for one in of_ward)


def judgements(found: Journey) -> list[Event]:
    """The judgements of this stay, one a day: the last of each day stands."""
    spell = found.open_spell
    last = {
        local_date(event.happened_at): event
        for event in found.events
        if event.kind is Kind.DAY_JUDGED and spell and event.happened_at >= spell.started_at
    }
    return list(last.values())


def day_of_row(row: BoardRow, judged: list[Event], today: str) -> Day:
    event = next((e for e in judged if local_date(e.happened_at).isoformat() == today), None)
    colour, _, reason = event.detail.partition("/") if event else ("", "", "")
    return Day(row, colour, label("RedDayReason", reason))


def red_reasons(judged: list[Event]) -> dict[str, int]:
    """How many days were red for each reason, most first; the numbers add up to all red days."""
    reds = (event.detail.partition("/")[2] for event in judged if event.detail.partition("/")[0] == "red")
    counted = Counter(label("RedDayReason", reason) or "No reason recorded" for reason in reds)
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


ROUTES = [Route("/long-stays", long_stays), Route("/days", days)]
