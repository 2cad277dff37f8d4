"""Small invented people and places for tests of matching, and the same optimum found by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as some

from homefirst.days import LONDON
from homefirst.hub.matching import Place, Waiting, Weights
from homefirst.hub.matching.arcs import Arcs
from homefirst.hub.matching.assign import NOBODY

NOW = datetime(2026, 1, 8, 11, tzinfo=LONDON)  # a Thursday
TODAY = NOW.date()
CENTRES = {"Corby": (488600.0, 288900.0), "Kettering": (486600.0, 278500.0), "Northampton": (475400.0, 260600.0)}
WEIGHTS = Weights(centres=CENTRES)


def waits(person: str, days: int = 3, **rest: Any) -> Waiting:
    return Waiting(**{"person": person, "ready_since": NOW - timedelta(days=days), "starts_from": TODAY, **rest})


def place(service: str, vacancies: int | None = 1, **rest: Any) -> Place:
    usual = {"home": service, "kind": "care_home_placement", "said_at": NOW - timedelta(hours=2)}
    return Place(**{"service": service, "vacancies": vacancies, "pathways": frozenset("23"), **usual, **rest})


def every_way(arcs: Arcs) -> Iterator[tuple[int, ...]]:
    """Every assignment that keeps all rules and limits, one after the other."""

    def further(chosen: tuple[int, ...], room: tuple[int, ...], limit: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        n = len(chosen)
        if n == len(arcs.nobody):
            yield chosen
            return
        yield from further((*chosen, NOBODY), room, limit)
        for k in range(len(room)):
            home = int(arcs.home[k])
            if arcs.may[n, k] and room[k] and limit[home]:
                yield from further((*chosen, k), one_less(room, k), one_less(limit, home))

    return further((), tuple(map(int, arcs.room)), tuple(map(int, arcs.limit)))


def one_less(numbers: tuple[int, ...], at: int) -> tuple[int, ...]:
    return tuple(number - (n == at) for n, number in enumerate(numbers))


def plain_cost(arcs: Arcs, chosen: tuple[int, ...]) -> int:
    return sum(int(arcs.nobody[n] if k == NOBODY else arcs.cost[n, k]) for n, k in enumerate(chosen))


@some.composite
def small_arcs(draw: some.DrawFn) -> Arcs:
    """Up to five people beside up to five places of up to three homes."""
    people, places, homes = (draw(some.integers(0, 5)), draw(some.integers(1, 5)), draw(some.integers(1, 3)))
    grid = people * places

    def numbers(least: int, most: int, size: int) -> np.ndarray[Any, Any]:
        return np.array(draw(some.lists(some.integers(least, most), min_size=size, max_size=size)), dtype=np.int64)

    cost = numbers(0, 12, grid).reshape(people, places)
    may = numbers(0, 1, grid).reshape(people, places).astype(bool)
    home, limit = numbers(0, homes - 1, places), numbers(0, 3, homes)
    return Arcs(may, cost, cost, numbers(0, 3, places), home, limit, numbers(3, 10, people), 1)


COUNCILS, NEEDS = ("W", "N"), ("nursing", "dementia", "behaviour")


@some.composite
def somebody(draw: some.DrawFn, person: str) -> Waiting:
    return waits(
        person,
        draw(some.integers(0, 40)),
        pathway=draw(some.sampled_from(("", "1", "2", "3"))),
        needs=draw(some.frozensets(some.sampled_from(NEEDS))),
        visits_a_day=draw(some.integers(0, 4)),
        care_workers=draw(some.sampled_from(("", "female"))),
        equipment=draw(some.frozensets(some.sampled_from(("hoist", "bed")))),
        sex=draw(some.sampled_from(("", "female", "male"))),
        council=draw(some.sampled_from(("", *COUNCILS))),
        neighbourhood=draw(some.sampled_from(("", *CENTRES))),
        order=draw(some.permutations(("A", "B", "C")).map(lambda order: tuple(order[:2]))),
        family=draw(some.sampled_from(("", "Corby"))),
        known_to=draw(some.frozensets(some.sampled_from(("A", "D")), max_size=1)),
        said_no=draw(some.frozensets(some.sampled_from(("B", "D")), max_size=1)),
        starts_from=TODAY + timedelta(days=draw(some.integers(0, 3))),
    )


@some.composite
def some_place(draw: some.DrawFn, service: str) -> Place:
    closed_days = draw(some.frozensets(some.integers(0, 6)))
    return place(
        service,
        draw(some.one_of(some.none(), some.integers(0, 3))),
        home=draw(some.sampled_from(("H", "I"))),
        said_at=NOW - timedelta(hours=draw(some.integers(0, 40))),
        closed=draw(some.sampled_from(("", "", "", "closed"))),
        pathways=draw(some.frozensets(some.sampled_from("123"), min_size=1)),
        needs_met=draw(some.frozensets(some.sampled_from(NEEDS))),
        registration=draw(some.sampled_from(("", "care home with nursing", "care home without nursing"))),
        gender=draw(some.sampled_from(("", "female"))),
        care_workers=draw(some.sampled_from((frozenset[str](), frozenset({"male"})))),
        visits_most=draw(some.sampled_from((None, 2))),
        equipment=draw(some.sampled_from((frozenset[str](), frozenset({"hoist"})))),
        councils=draw(some.frozensets(some.sampled_from(COUNCILS))),
        neighbourhoods=draw(some.frozensets(some.sampled_from(tuple(CENTRES)))),
        at=draw(some.sampled_from((None, (475000.0, 260000.0), (600000.0, 300000.0)))),
        cost_week=draw(some.sampled_from((None, 700.0, 1200.0))),
        earliest=draw(some.one_of(some.none(), some.dates(date(2026, 1, 5), date(2026, 1, 20)))),
        days=tuple(None if day in closed_days else (9, 17) for day in range(7)),
    )
