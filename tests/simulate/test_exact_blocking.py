"""Whoever is done but cannot go on keeps their place: lines and beds whose answers others have worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from homefirst.simulate.loop.shapes import Flag
from homefirst.simulate.network import Network, Node, Route, Stay, Stream
from homefirst.simulate.replication import Replication, Span
from tests.simulate.networks import AN_HOUR, agree, days, exponential, observed, one


@pytest.mark.parametrize(("stations", "an_hour"), [(2, 2 / 3), (3, 22 / 39), (4, 0.514775)])
def test_a_line_that_is_always_fed_gives_as_much_as_hunt_said(stations: int, an_hour: float) -> None:
    """Hunt, 1956 (Operations Research 4, 674): no room between stations, each free once an hour, done people block."""
    names = [*(f"station {n + 1}" for n in range(stations)), "gone"]
    line = tuple(one(name, 1, exponential(AN_HOUR), then) for name, then in pairwise(names))
    network = Network("line", line, (Stream("people", "station 1", 2 / AN_HOUR),))
    found = observed(network, days(600, 20), 16, lambda run: {"ended": run.at(names[-2]).ended / run.days * AN_HOUR})
    agree(found["ended"], an_hour, sure=0.01)


class Beds(NamedTuple):
    """A hospital whose people may need a place elsewhere: arrivals a day, beds and places with mean stays in days."""

    arrivals: float
    beds: int
    stay: float
    need: float
    places: int
    stay_there: float
    room: int = 0
    dies: float = 0.0  # a day, of those who wait in a bed


class Answer(NamedTuple):
    """Shares and mean numbers of people, and the mean wait for the place elsewhere in days."""

    full: float
    in_beds: float
    blocked: float
    there: float
    wait: float
    find_it_full: float


# engine.md, section 4 C: each solved exactly as a Markov chain
CHAINS = [
    (Beds(2, 10, 4, 0.3, 5, 8), Answer(0.18063, 7.48679, 0.93184, 3.93297, 1.89545, 0.46138)),
    (Beds(4, 24, 5, 0.25, 12, 12), Answer(0.11661, 19.65060, 1.98274, 10.60072, 2.24446, 0.52907)),
    (Beds(9, 90, 7.5, 0.35, 46, 14), Answer(0.01666, 72.05705, 5.68153, 43.36534, 1.83422, 0.57427)),
    (Beds(2, 12, 4, 0.3, 6, 8, 60), Answer(0.00046, 9.27057, 1.27425, 4.79779, 2.12474, 0.49884)),
]


@cache
def solved(b: Beds) -> Answer:
    """The chain's long run, level by level of how many are in beds or wait for one.

    At each level the state is 0 to `places` people there, or all places taken and 1, 2 ... people who keep a bed.
    From a level people go to the next, the same or the one before, so the levels are eliminated from the top down.
    """
    most, width = b.beds + b.room, b.places + b.beds + 1
    state = np.arange(width)
    there, blocked = np.minimum(state, b.places), np.maximum(state - b.places, 0)
    up, down, same = [], [], []
    for level in range(most + 1):
        treated = np.maximum(np.minimum(level, b.beds) - blocked, 0)
        possible = blocked <= min(level, b.beds)
        ends, leaves = treated / b.stay * possible, there / b.stay_there * possible
        rates = {step: np.zeros((width, width)) for step in (-1, 0, 1)}
        rates[1][state, state] = b.arrivals * possible * (level < most)
        rates[-1][state, state] += ends * (1 - b.need)
        for s in state:
            goes_on = 0 if s >= b.places else -1  # they keep the bed, or leave it for a free place
            rates[goes_on][s, min(s + 1, width - 1)] += ends[s] * b.need
            rates[-1 if s > b.places else 0][s, max(s - 1, 0)] += leaves[s]
            rates[-1][s, max(s - 1, 0)] += blocked[s] * b.dies * possible[s]
        out = rates[1].sum(axis=1) + rates[0].sum(axis=1) + rates[-1].sum(axis=1)
        up.append(rates[1]), down.append(rates[-1])
        same.append(rates[0] - np.diag(np.where(possible, out, 1.0)))
    likely = long_run(up, same, down)
    levels = np.arange(most + 1)
    beds = np.minimum(levels, b.beds) @ likely.sum(axis=1)
    kept = float(likely.sum(axis=0) @ blocked)
    full = float(likely[-1].sum())
    treated = np.maximum(np.minimum(levels, b.beds)[:, None] - blocked, 0) * likely
    goes_on = b.arrivals * (1 - full) * b.need
    find_it_full = treated[:, b.places :].sum() / treated.sum()
    return Answer(full, float(beds), kept, float(likely.sum(axis=0) @ there), kept / goes_on, float(find_it_full))


def long_run(
    up: list[NDArray[np.float64]], same: list[NDArray[np.float64]], down: list[NDArray[np.float64]]
) -> NDArray[np.float64]:
    """The stationary shares by level and state: what each level adds to the one below is folded into it."""
    folded, onward = same[-1], [np.zeros_like(up[0])]
    for level in range(len(up) - 2, -1, -1):
        onward.insert(0, -up[level] @ np.linalg.inv(folded))
        folded = same[level] + onward[0] @ down[level + 1]
    equations = np.vstack([folded.T, np.ones(len(folded))])
    lowest = np.linalg.lstsq(equations, np.eye(len(folded) + 1)[-1], rcond=None)[0]
    shares = [lowest]
    for step in onward[:-1]:
        shares.append(shares[-1] @ step)
    return np.array(shares) / np.sum(shares)


@pytest.mark.parametrize(("beds", "published"), CHAINS)
def test_the_chain_of_blocked_beds_is_solved_as_published(beds: Beds, published: Answer) -> None:
    assert solved(beds) == pytest.approx(published, abs=1.1e-5)


def plain(b: Beds) -> Network:
    """Whoever waits for a place elsewhere keeps the bed, in any network."""
    on = (Route("there", b.need), Route("gone", 1 - b.need))
    beds = Node("beds", on, places=(b.beds, b.beds), stay=exponential(b.stay), room=b.room)
    there = one("there", b.places, exponential(b.stay_there), dies=b.dies)
    return Network("beds", (beds, there), (Stream("people", "beds", b.arrivals),))


def hospital(b: Beds) -> Network:
    """The same with what a hospital has besides: they are ready for a pathway, and at risk where they are."""
    beds, there = plain(b).nodes
    on = (replace(beds.then[0], pathway=1), replace(beds.then[1], pathway=0))
    beds = replace(beds, then=on, flags=Flag.BED, site=0, dies=b.dies)
    at_home = replace(there, flags=Flag.AT_HOME, dies=0.0)
    return replace(plain(b), nodes=(beds, at_home))


def answers(run: Replication) -> dict[str, float]:
    beds, there = run.at("beds"), run.at("there")
    return {
        "full": beds.lost / beds.asked,
        "in_beds": beds.inside,
        "blocked": there.waiting,
        "there": there.inside,
        "wait": there.wait,
        "find_it_full": 1 - there.soon / there.asked,
    }


SAID = [*((plain, beds) for beds, _ in CHAINS)]
SAID += [(said, CHAINS[1][0]._replace(dies=0.2)) for said in (plain, hospital)] + [(hospital, CHAINS[0][0])]


@pytest.mark.parametrize(("said", "beds"), SAID)
def test_beds_are_blocked_as_often_and_as_long_as_the_chain_says(said: Callable[[Beds], Network], beds: Beds) -> None:
    found = observed(said(beds), days(30_000 if beds.arrivals < 9 else 12_000, 300), 20, answers)
    exact = solved(beds)._asdict()
    for name in exact.keys() - ({"wait"} if beds.dies else set()):
        agree(found[name], exact[name], sure=0.25 if exact[name] < 0.001 else 0.03)


# Ciw's documentation, tutorial III, a second an hour here: shortest and longest time at a station, then from 300 runs
# of Ciw how many of 3,600 seconds are turned away, and the mean seconds blocked at stations 1 and 2, with 95% intervals
CIW = [(3.0, 5.0, (7.69, 0.33), (0.0235, 0.0014)), (3.5, 4.5, (0.90, 0.12), (0.0031, 0.0005))]


@pytest.mark.parametrize(("least", "most", "turned_away", "blocked"), CIW)
def test_three_stations_with_room_for_three_turn_away_as_many_as_in_ciw(
    least: float, most: float, turned_away: tuple[float, float], blocked: tuple[float, float]
) -> None:
    """Somebody every 4; 600 not measured, then 3,600. The room before a station is a node of three places."""
    stay = Stay("uniform", (least * AN_HOUR, most * AN_HOUR))
    nodes = []
    for n, then in ((1, "room 2"), (2, "room 3"), (3, "gone")):
        nodes += [
            one(f"room {n}", 3, Stay("fixed", (0.0,)), f"station {n}", room=0 if n == 1 else -1),
            one(f"station {n}", 1, stay, then),
        ]
    network = Network("factory", tuple(nodes), (Stream("gap", "room 1", gap=Stay("fixed", (4 * AN_HOUR,))),))
    in_summer = Span(date(2018, 4, 26), 150, 25)  # every day has 24 hours

    def seen(run: Replication) -> dict[str, float]:
        done = run.at("station 1").ended + run.at("station 2").ended
        held = run.at("room 2").waiting + run.at("room 3").waiting
        return {"away": run.at("room 1").lost, "blocked": held * run.days / AN_HOUR / done}

    found = observed(network, in_summer, 300, seen)
    agree(found["away"], turned_away[0], error=turned_away[1] / 1.96, sure=0.08)
    agree(found["blocked"], blocked[0], error=blocked[1] / 1.96, sure=0.09)
