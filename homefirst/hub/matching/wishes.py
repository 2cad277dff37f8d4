"""What a place is worth to a person, each wish in tenths of a day of waiting: less is better, nought is what they want.

As with the rules, a wish looks at one thing of the person and one of the place. Two are about services by name (the
person's own order, and who helped them before) and are asked only for the services named.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from homefirst.days import local_date
from homefirst.hub.matching.facts import Place, Point, Takes, Waiting, Weights
from homefirst.hub.matching.rules import kilometres
from homefirst.hub.words import day_words

USUAL_KILOMETRES = 15.0  # where the distance is not known: neither near nor far


class Wish(NamedTuple):
    """One wish: its name, what it looks at of a person and of a place, its points and its sentence."""

    name: str
    of_person: Callable[[Waiting], Hashable]
    of_place: Callable[[Place], Hashable]
    points: Callable[[Any, Any], int]
    says: Callable[[Any, Any], str]


class Part(NamedTuple):
    """What one wish adds for one person and place, and why."""

    name: str
    points: int
    says: str


def by_order(waiting: Waiting, service: str, weights: Weights) -> int:
    """Points for where a service stands in the person's own order; nought for all where they named none."""
    if not waiting.order:
        return 0
    if service not in waiting.order:
        return weights.not_chosen
    return min(waiting.order.index(service) * weights.second_choice, weights.not_chosen)


def by_continuity(waiting: Waiting, service: str, weights: Weights) -> int:
    """Points for going to somebody new where another service has helped them before."""
    return weights.away_from_known if waiting.known_to and service not in waiting.known_to else 0


def wishes_of(weights: Weights, now: datetime) -> tuple[Wish, ...]:
    """Every wish that is not about a service by name."""

    def far(neighbourhood: str, place: tuple[bool, Point | None]) -> float | None:
        return kilometres(neighbourhood, place[1], weights.centres) if place[0] else 0.0

    def distance(neighbourhood: str, place: tuple[bool, Point | None]) -> int:
        found = far(neighbourhood, place)
        return round((USUAL_KILOMETRES if found is None else found) * weights.a_kilometre)

    def distance_says(neighbourhood: str, place: tuple[bool, Point | None]) -> str:
        found = far(neighbourhood, place)
        if not place[0]:
            return "At home."
        return "How far is not known." if found is None else f"{found:.0f} km from home."

    def family(near: str, place: tuple[bool, Point | None]) -> int:
        found = far(near, place) if near else 0.0
        return round((USUAL_KILOMETRES if found is None else found) * weights.family_kilometre)

    def family_says(near: str, place: tuple[bool, Point | None]) -> str:
        found = far(near, place) if near and place[0] else None
        return "" if found is None else f"{found:.0f} km from {near}, where they wish to be near family."

    def late(wanted: date, takes: Takes) -> int:
        day, begin = takes.first_day(wanted, now), max(wanted, local_date(now))
        return 0 if day is None else (day - begin).days * weights.a_day_later

    def late_says(wanted: date, takes: Takes) -> str:
        day = takes.first_day(wanted, now)
        return "" if day is None else f"From {day_words(day)}."

    def cost(_: None, place: tuple[float | None, str]) -> int:
        return round((place[0] or 0) / 100 * weights.hundred_pounds)

    def cost_says(_: None, place: tuple[float | None, str]) -> str:
        return "" if place[0] is None else f"£{place[0]:,.0f} a week."

    return (
        Wish("start", lambda w: w.starts_from, lambda p: p.takes, late, late_says),
        Wish("distance", lambda w: w.neighbourhood, lambda p: (p.sleeps_there, p.at), distance, distance_says),
        Wish("family", lambda w: w.family, lambda p: (p.sleeps_there, p.at), family, family_says),
        Wish("cost", lambda w: None, lambda p: (p.cost_week, p.kind), cost, cost_says),
    )


def parts(waiting: Waiting, place: Place, wishes: tuple[Wish, ...], weights: Weights) -> tuple[Part, ...]:
    """What each wish adds for this person at this place, their own order first."""
    rest = (
        Part(wish.name, wish.points(of, at), wish.says(of, at))
        for wish in wishes
        for of, at in [(wish.of_person(waiting), wish.of_place(place))]
    )
    return (*of_services(waiting, place.service, weights), *(one for one in rest if one.says or one.points))


def of_services(waiting: Waiting, service: str, weights: Weights) -> Iterator[Part]:
    """The two wishes about services by name, where the person has them."""
    if waiting.order:
        rank = waiting.order.index(service) + 1 if service in waiting.order else 0
        says = f"Their choice number {rank}." if rank else "Not among the places they named."
        yield Part("own order", by_order(waiting, service, weights), says)
    if waiting.known_to:
        known = service in waiting.known_to
        says = "They were helped by it before." if known else "New to them; another service has helped them before."
        yield Part("continuity", by_continuity(waiting, service, weights), says)
