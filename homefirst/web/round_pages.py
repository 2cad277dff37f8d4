"""The board round: one person of a ward at a time, three questions answered in place, and what the round came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from homefirst.days import LONDON
from homefirst.event import Event
from homefirst.hub.board import BoardRow
from homefirst.hub.round import (
    ANSWERS,
    SECONDS_EACH,
    Turn,
    answered,
    duration_words,
    of_ward,
    pace,
    questions_answered,
    turn,
    whose_next,
)
from homefirst.hub.words import say
from homefirst.record.reader import Role
from homefirst.web.access import listed, may, permit, reader_of
from homefirst.web.board_pages import rows_seen
from homefirst.web.desk import Desk
from homefirst.web.show import show
from homefirst.web.step_facts import step_facts


class WardCount(NamedTuple):
    """One ward to choose: how many are on it, are ready to leave, and have no date or one that has passed."""

    ward: str
    title: str
    people: int
    ready: int
    no_date: int


class Begun(NamedTuple):
    """One round as its address says it: which ward, when it began and ended, and what the ledger held at its start."""

    ward: str
    began: int  # seconds since 1970, by the clock of the ledger
    since: int  # position of the ledger
    ended: int = 0

    def address(self, **more: object) -> str:
        return "/round?" + urlencode({"ward": self.ward, "began": self.began, "since": self.since, **more})


def page(request: Request) -> Response:
    """The wards to choose from, the turn of one person, or the end of a round."""
    desk: Desk = request.app.state.desk
    ward = request.query_params.get("ward", "")
    if not ward:
        permit(request, "read", section="hub")
        facts = {"title": "Board round", "to": "/round", "wards": wards(request, rows_seen(request))}
        return show(request, "round_wards.html", facts)
    people, begun = of_ward(rows_seen(request), ward), read_begun(request, ward)
    if begun is None:
        fresh = Begun(ward, seconds_now(desk), desk.ledger.position())
        return RedirectResponse(fresh.address(person=people[0].person) if people else fresh.address(end="now"), 303)
    if asked := request.query_params.get("end"):
        return end(request, begun, people, asked)
    return one_turn(request, begun, people, request.query_params.get("person", ""))


def wards(request: Request, rows: Sequence[BoardRow]) -> list[WardCount]:
    """The wards that the reader may choose: a ward team's own hospital, else every ward, by name."""
    desk: Desk = request.app.state.desk
    reader = reader_of(request)
    own = f"{reader.organisation}:" if reader.role is Role.WARD else ""
    found: dict[str, list[BoardRow]] = {}
    for row in rows:
        if row.ward.startswith(own):
            found.setdefault(row.ward, []).append(row)
    counted = (
        WardCount(ward, desk.title(ward), len(on), sum(r.is_ready for r in on), sum(wants_date(r) for r in on))
        for ward, on in found.items()
    )
    return sorted(counted, key=lambda one: one.title)


def wants_date(row: BoardRow) -> bool:
    return row.expected_on is None or row.expected_passed


def seconds_now(desk: Desk) -> int:
    """The time that it is for the ledger, as for what is recorded in the round: seconds since 1970."""
    return int(desk.now().timestamp())


def read_begun(request: Request, ward: str) -> Begun | None:
    """The round that an address speaks of; None for one that has not begun."""
    numbers = [request.query_params.get(name, "") for name in ("began", "since")]
    if not all(map(is_number, numbers)):
        return None
    ended = request.query_params.get("end", "")
    return Begun(ward, int(numbers[0]), int(numbers[1]), int(ended) if is_number(ended) else 0)


def is_number(text: str) -> bool:
    """Whether an address holds a number that can be seconds since 1970: ten digits last until 2286."""
    return text.isdecimal() and len(text) < 11


def one_turn(request: Request, begun: Begun, people: Sequence[BoardRow], person: str) -> Response:
    """The page of one person's turn; of somebody who has just left, with the way on to the next."""
    found = turn(people, person)
    if found is None and not person:
        return RedirectResponse(begun.address(end="now"), 303)
    facts = step_facts(request, person or (found.row.person if found else ""))
    address = begun.address(person=facts["key"])
    told, beside = mine(request, begun, facts["key"]), around(found, people, facts)
    if named := [row.person for row in (beside["before"], beside["after"]) if isinstance(row, BoardRow)]:
        listed(request, f"round?ward={begun.ward}", named)  # their names stand on the buttons
    return show(
        request,
        "round_turn.html",
        {
            **facts,
            **beside,
            "title": "Board round",
            "begun": begun,
            "back": address,
            "here": address,
            "pace": pace_words(request.app.state.desk, begun, found.number if found else 0),
            "began_at": clock(begun.began),
            "done": questions_answered(told),
        },
    )


def around(found: Turn | None, people: Sequence[BoardRow], facts: dict[str, object]) -> dict[str, object]:
    """Who was before and who comes after, also where the person of this turn has just left the ward."""
    if found:
        return {"turn": found, "before": found.before, "after": found.after, "of": found.of}
    left = facts["left"]
    location = getattr(left, "location", "")
    return {"turn": None, "before": None, "after": whose_next(people, location), "of": len(people)}


def mine(request: Request, begun: Begun, person: str = "") -> list[Event]:
    """What the reader recorded since the round began, of one person or of everybody."""
    desk: Desk = request.app.state.desk
    by = reader_of(request).by
    told = [event for _, event in desk.ledger.after(begun.since) if event.source == by]
    keys = set(desk.people.keys_of(person)) if person else set()
    return [event for event in told if not person or event.person in keys]


def pace_words(desk: Desk, begun: Begun, met: int) -> str:
    """How long it has taken, quietly: "3 minutes 10 seconds so far, 32 seconds each"."""
    now = begun.ended or seconds_now(desk)
    taken = pace(datetime.fromtimestamp(begun.began, UTC), datetime.fromtimestamp(now, UTC), met)
    each = f", {duration_words(taken.each)} each" if met else ""
    return f"{duration_words(taken.seconds)}{'' if begun.ended else ' so far'}{each}"


def clock(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, LONDON):%H:%M}"


def end(request: Request, begun: Begun, people: Sequence[BoardRow], asked: str) -> Response:
    """What the round came to; when it ended stands in the address, so that the page can be kept."""
    if not begun.ended:
        return RedirectResponse(begun.address(end=seconds_now(request.app.state.desk)), 303)
    permit(request, "read", section="hub")
    desk: Desk = request.app.state.desk
    on_ward = {row.person for row in people}
    every = answered(mine(request, begun))
    gone = [person for person in every if person not in on_ward and is_seen(desk, request, person)]
    told = {person: events for person, events in every.items() if person in on_ward or person in gone}
    listed(request, f"round?ward={begun.ward}", [*on_ward, *gone])
    return show(
        request,
        "round_end.html",
        {
            "title": "The round is over",
            "begun": begun,
            "ward_title": desk.title(begun.ward),
            "began_at": clock(begun.began),
            "pace": pace_words(desk, begun, len(people) + len(gone)),
            "aim": SECONDS_EACH,
            "people": people,
            "told": told,
            "gone": [(person, desk.who(person).name) for person in gone],
            "recorded": sum(len(events) for events in told.values()),
            "silent": sum(row.person not in told for row in people),
            "no_date": sum(wants_date(row) for row in people),
            "ready": sum(row.is_ready for row in people),
            "no_action": sum(not row.actions for row in people),
            "say": lambda event: say(event, desk.title),
            "answers": ANSWERS,
        },
    )


def is_seen(desk: Desk, request: Request, person: str) -> bool:
    """Whether the reader may still see somebody who has left the ward since the round began."""
    journey, _ = desk.board.read(person)
    return all(may(request, "read", journey=journey, section=part).allowed for part in ("who", "hub"))


ROUTES = [Route("/round", page)]
