"""What the pages of matching share: who waits, the places, the proposal to all of them, and how long others waited.

A proposal is made again when something was recorded or an hour began; who waits is read anew only for those to whom
something happened.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from starlette.requests import Request

from homefirst.documents import DocumentError
from homefirst.hub.capacity import Room
from homefirst.hub.matching import Match, Proposal, Waiting, Weights, load_weights, propose
from homefirst.hub.matching.expected_wait import Wait, Waits
from homefirst.hub.matching.gather import About, places_of, waiting_of
from homefirst.hub.matching.kept import SaidForNow
from homefirst.hub.matching.rules import kilometres
from homefirst.journey import Journey
from homefirst.system import available_systems
from homefirst.web.desk import Desk
from homefirst.web.referral_pages import SEXES
from homefirst.web.service_facts import Known, desk_of, known


class Proposed(NamedTuple):
    """The proposal as it is now, with the rooms and waits that it was made from."""

    proposal: Proposal
    rooms: Mapping[str, Room]
    waits: Waits


class Cost(NamedTuple):
    """What waiting for somebody's first choice would mean: which, how long others waited, from when the proposed is."""

    service: str
    wait: Wait
    days_until_proposed: int | None
    is_proposed: bool


@dataclass
class Matching:
    """What is kept of matching from page to page."""

    weights: Weights
    said_for_now: SaidForNow
    people: dict[str, tuple[Journey, str, Waiting | None]] = field(default_factory=dict)
    made: Proposed | None = None
    made_of: tuple[int, str] = (-1, "")
    lock: threading.Lock = field(default_factory=threading.Lock)


def matching_of(request: Request) -> Matching:
    """Matching as this application keeps it."""
    state, desk, book = request.app.state, desk_of(request), known(request)
    found: Matching | None = getattr(state, "matching", None)
    if found is None:
        ours = desk.system.name in available_systems()
        weights = load_weights(desk.system.name, book.directory) if ours else Weights()
        found = state.matching = Matching(weights, SaidForNow(desk.ledger, desk.people.keys_of))
    return found


def proposed(request: Request) -> Proposed:
    """What is proposed to all who wait now."""
    desk, book, kept = desk_of(request), known(request), matching_of(request)
    now = desk.now()
    with kept.lock:
        of = (desk.ledger.position(), f"{now:%Y-%m-%dT%H}")
        if kept.made is None or kept.made_of != of:
            rooms = book.services.rooms(now)
            people = [one for one in (waiting(desk, book, kept, found, now) for found in desk.board.journeys()) if one]
            made = propose(people, places_of(book.directory, rooms, kept.weights), kept.weights, now)
            kept.made, kept.made_of = Proposed(made, rooms, Waits(book.services.asked(), now)), of
        return kept.made


def waiting(desk: Desk, book: Known, kept: Matching, journey: Journey, now: datetime) -> Waiting | None:
    """Who somebody is as one who waits; None where they do not, or what was written of them cannot be read."""
    before = kept.people.get(journey.person)
    if before is not None and before[0] is journey and before[1] == f"{now:%Y-%m-%d}":
        return before[2]
    sex = SEXES.get(desk.people.identity(journey.person).sex, "")
    try:
        made = waiting_of(journey, desk.documents, About(sex, *book.lives_in(journey, now)), now)
    except DocumentError:
        made = None
    kept.people[journey.person] = (journey, f"{now:%Y-%m-%d}", made)
    return made


def cost_of_waiting(found: Proposed, match: Match | None, order: tuple[str, ...]) -> Cost | None:
    """What waiting for the first choice costs in days; None for somebody who named none."""
    if not order:
        return None
    kinds = {place.service: place.kind for place in found.proposal.places}
    days = (match.first_day - match.waiting.starts_from).days if match and match.first_day else None
    wait = found.waits.of(order[0], kinds.get(order[0], ""))
    return Cost(order[0], wait, days, match is not None and match.place.service == order[0])


def far_words(found: Proposed, service: str, neighbourhood: str) -> str:
    """How far a place where one sleeps is from a neighbourhood, in words; "" where that is not known."""
    place = next((one for one in found.proposal.places if one.service == service), None)
    if place is None or not place.sleeps_there:
        return ""
    far = kilometres(neighbourhood, place.at, found.proposal.weights.centres)
    return "" if far is None else f"{far:.0f} kilometres from {neighbourhood}"
