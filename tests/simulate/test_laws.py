"""What holds in every network, to the microsecond: who comes in goes on or is still there, and waits add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from homefirst.days import midnight
from homefirst.event import Kind
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.loop.shapes import DAY, NOBODY, STARTER, TELLS, Effect, Flag
from homefirst.simulate.network import ENDS, Network, Node, Route, Stay, Stream
from homefirst.simulate.reference import d2a_1
from homefirst.simulate.replication import NO_STARTERS, Replication, microseconds, parts, replicate
from tests.simulate.networks import (
    A_MONDAY,
    agree,
    days,
    error_of,
    exponential,
    impatient,
    observed,
    one,
    queue,
    small_d2a,
    told,
)

NETWORKS = {"D2A-1": d2a_1, "a tenth of it": small_d2a, "impatient": impatient}


@pytest.fixture(scope="module", params=NETWORKS)
def run(request: pytest.FixtureRequest) -> Replication:
    """A run that is measured from its first moment."""
    return replicate(parts(compiled(told(NETWORKS[request.param]())), days(400, 0)), 3, tell=True)


def spoken(run: Replication) -> Iterator[tuple[int, int, Kind | None, str]]:
    """Person, time, kind and detail of each thing told, in each person's order."""
    words = run.parts.model.words
    for row in np.sort(run.rows, order=("person", "sequence")).tolist():
        happened, person, _, _, kind, _, _, detail = row
        yield person, happened, TELLS[kind], words[detail]


def waited_in_vain(run: Replication) -> dict[str, list[int]]:
    """By node, how long those waited who died or gave up before it began."""
    asked: dict[int, tuple[str, int]] = {}
    found = defaultdict(list)
    for person, when, kind, word in spoken(run):
        if person in asked and (kind == Kind.DIED or word == "gave up"):
            name, since = asked.pop(person)
            found[name].append(when - since)
        elif kind == Kind.CALLED:
            asked[person] = (word, when)
        elif kind == Kind.RESPONDED:
            asked.pop(person, None)
    return found


def waiting_for(run: Replication, name: str) -> NDArray[np.int64]:
    """How long those have waited who still wait when the run ends."""
    people = run.people[run.people.queued & (run.people.asked_at == run.parts.model.network.number(name))]
    return np.asarray(run.world.end - people.asked)


def places(run: Replication) -> list[str]:
    return [node.name for node in run.parts.model.network.nodes if not node.flags & Flag.PASS]


def test_whoever_asks_begins_is_turned_away_gives_up_or_dies_or_still_waits(run: Replication) -> None:
    in_vain = waited_in_vain(run)
    for name in places(run):
        at, waiting = run.at(name), waiting_for(run, name)
        assert at.asked == at.started + at.lost + len(in_vain[name]) + len(waiting), name
        assert len(waiting) == run.world.state[run.parts.model.network.number(name)].queued
    assert sum(run.at(name).started for name in places(run)) == sum(run.at(name).begun for name in places(run))


def test_whoever_begins_has_ended_or_is_still_there(run: Replication) -> None:
    for n, name in enumerate(run.parts.model.network.names):
        if name in places(run):
            s, here = run.world.state[n], run.people[(run.people.place == n) & ~run.people.gone]
            assert s.inside == len(here), name
            assert s.begun - s.ended == int((here.at == n).sum()), name
            assert s.blocked == int((here.at != n).sum()) == int(here.queued.sum()), name
    gone, here = run.people.gone.sum(), (run.people.place >= 0) | run.people.queued
    assert len(run.people) == gone + int((here & ~run.people.gone).sum())


def test_waits_add_up_to_the_people_who_waited(run: Replication) -> None:
    """Little's law, with those who never began and those who still wait: exact, so in whole microseconds."""
    in_vain = waited_in_vain(run)
    longest = 0
    for n, name in enumerate(run.parts.model.network.names):
        s = run.world.state[n]
        assert s.queue_area == s.waited + sum(in_vain[name]) + int(waiting_for(run, name).sum()), name
        longest = max(longest, s.queue_area)
    assert longest > 0


def test_the_midnights_are_those_of_what_was_told(run: Replication) -> None:
    """Who is where, rebuilt from what was told alone, on every midnight; and on average as the loop says."""
    network = run.parts.model.network
    nights = run.parts.span.nights[1:]
    inside = np.zeros((len(nights), len(network.nodes)), dtype=int)
    lasted = np.zeros(len(network.nodes), dtype=int)
    for n, since, until in stays_told(run):
        # midnight is counted before anything that happens at midnight
        inside[np.searchsorted(nights, since, "right") : np.searchsorted(nights, until, "right"), n] += 1
        lasted[n] += until - since
    assert (inside == run.census.inside[:, : len(network.nodes)]).all()
    assert [int(s.area) for s in run.world.state[: len(network.nodes)]] == lasted.tolist()


def stays_told(run: Replication) -> Iterator[tuple[int, int, int]]:
    """Node, beginning and end of each time that somebody was somewhere, to the last midnight at most."""
    network = run.parts.model.network
    out = {node.name for node in network.nodes if lets_go(network, node)}
    where: dict[int, tuple[int, int]] = {}
    for person, when, kind, word in spoken(run):
        if person in where and (kind in (Kind.RESPONDED, Kind.DIED) or word in out):
            yield *where.pop(person), when
        if kind == Kind.RESPONDED:
            where[person] = (network.number(word), when)
    for n, since in where.values():
        yield n, since, int(run.world.end)


def lets_go(network: Network, node: Node) -> bool:
    """Whether whoever asks here is nowhere from then on: on the way out, or waiting outside."""
    return bool(node.flags & Flag.OUT) or (
        bool(node.flags & Flag.PASS)
        and all(route.to in ENDS or lets_go(network, network.nodes[network.number(route.to)]) for route in node.then)
    )


def test_as_many_give_up_as_the_time_spent_waiting_says() -> None:
    """Half a day's patience, a fifth a day die: over many runs as many as waiting people times those rates."""

    def seen(done: Replication) -> dict[str, float]:
        urgent, other = done.at("urgent"), done.at("other")
        state = done.world.state
        gave_up = done.at("gave up").asked / done.days
        return {
            "died": state[0].died / done.days - 0.2 * urgent.waiting,
            "gave_up": gave_up - 0.5 * urgent.waiting - 1.0 * other.waiting,
            "each": gave_up,
        }

    found = observed(impatient(), days(1000, 20), 20, seen)
    agree(1 + found["died"], 1, sure=0.02)
    agree(1 + found["gave_up"], 1, sure=0.02)
    assert found["each"].mean() > 0.5


@pytest.mark.parametrize("stay", [Stay("lognormal", (2.0, 3.0)), Stay("exponential", (2.0,)), Stay("fixed", (2.0,))])
def test_with_one_more_place_nobody_waits_longer(stay: Stay) -> None:
    """First come, first served, the same arrivals and stays: true of each person, not on average only."""
    waits = []
    for places_ in (10, 11):
        network = queue(4.6, places_, stay, hours=((8, 18), (9, 9)))
        done = replicate(parts(compiled(told(network)), days(500, 0)), 8, tell=True)
        begun = {person: when for person, when, kind, _ in spoken(done) if kind == Kind.RESPONDED}
        waits.append({person: when - int(done.people.asked[person]) for person, when in begun.items()})
    few, more = waits
    assert all(more[person] <= wait for person, wait in few.items())
    assert sum(more[person] for person in few) < 0.9 * sum(few.values())


def test_more_places_elsewhere_free_hospital_beds() -> None:
    """In D2A-1 as well, run by run: more places in p3 leave fewer waiting for it in hospital."""
    for seed in range(4):
        waiting = []
        for places_ in (20, 22):
            done = replicate(parts(compiled(small_d2a(p3=places_)), days(400, 100)), seed)
            waiting.append((done.at("p3").waiting, done.at("p3").wait))
        assert waiting[1][0] < waiting[0][0]
        assert waiting[1][1] < waiting[0][1]


def test_who_asked_first_begins_first(run: Replication) -> None:
    """Of those who ask the same and begin at all, in the order of asking."""
    assert in_turn(run) > 1000


def in_turn(run: Replication) -> int:
    """Hold every queue to its order, and say how many begun."""
    waiting: dict[int, tuple[str, int]] = {}
    begun = defaultdict(list)
    for person, when, kind, word in spoken(run):
        if kind == Kind.CALLED:
            waiting[person] = (word, when)
        elif kind == Kind.RESPONDED:
            name, asked = waiting.pop(person)
            begun[name].append((when, asked))
    for name, times in begun.items():
        assert all(a[1] <= b[1] or a[0] == b[0] for a, b in pairwise(sorted(times))), name
    return sum(map(len, begun.values()))


def plain_run(*nodes: Node, streams: tuple[Stream, ...], long: int, starters: Any = NO_STARTERS) -> Replication:
    network = told(Network("plain", nodes, streams))
    return replicate(parts(compiled(network), days(long, 0), starters), 1, tell=True)


def test_who_asks_for_the_same_again_goes_to_the_end_of_the_queue() -> None:
    ways = (Route("service", 0.5, effect=Effect.AGAIN), Route("gone", 0.5))
    service = Node("service", ways, places=(1, 1), stay=exponential(0.3), flags=Flag.OUT)
    assert in_turn(plain_run(service, streams=(Stream("people", "service", 1.0),), long=100)) > 100


def no_place_is_free_while_somebody_waits(run: Replication, name: str, places_: int) -> None:
    """On every midnight, of a node that is always open."""
    n = run.parts.model.network.number(name)
    waits = run.census.queued[:, n] > 0
    assert waits.any()
    assert (run.census.inside[waits, n] == places_).all()


def test_a_place_that_comes_free_among_very_many_is_given_too() -> None:
    """Over a weekend 3,000 people come to wait for a service, and then one who keeps the only place of another."""
    nodes = (
        one("many", 4000, Stay("fixed", (0.1,)), "service"),
        one("few", 1, Stay("fixed", (0.1,)), "service"),
        Node("service", (Route("gone", 1.0),), stay=Stay("fixed", (2.0,)), hours=((0, 24), (0, 0))),
    )
    hour = (24.0, *(0.0,) * 23)
    saturday, sunday = (0.0,) * 5 + (7.0, 0.0), (0.0,) * 6 + (7.0,)
    streams = (Stream("many", "many", 430.0, saturday, hour), Stream("few", "few", 0.7, sunday, hour))
    no_place_is_free_while_somebody_waits(plain_run(*nodes, streams=streams, long=14), "few", 1)


def people_at_first(inside: int, waiting: int) -> Any:
    """People who are in node 0, or wait for it, when a run begins."""
    begins = microseconds(midnight(A_MONDAY))
    found = np.zeros(inside + waiting, dtype=STARTER).view(np.recarray)
    found["candidate"] = np.arange(1, len(found) + 1)
    found["home"] = found["pathway"] = found["place"] = found["at"] = NOBODY
    found["place"][:inside] = found["at"][:inside] = 0
    found["since"] = begins - np.arange(len(found)) * DAY
    found["asked"] = begins - np.arange(len(found), 0, -1) * 60_000_000
    return found


def test_who_waits_when_a_run_begins_is_given_a_free_place_at_once() -> None:
    service = one("service", 37, Stay("fixed", (30.0,)))
    run = plain_run(service, streams=(), long=2, starters=people_at_first(33, 11))
    no_place_is_free_while_somebody_waits(run, "service", 37)


def test_a_queue_grows_by_those_who_come_less_those_who_go() -> None:
    """IPACS, care homes of South Gloucestershire: 37 places, 33 in, 11 wait, 2.32 a day: 202 more after 180 days there.

    A rough check: their days are whole, their runs few. By rates alone it is (2.32 - 37 / 32.18) x 180 = 211.
    """
    middle, mean = 29.0, 32.18
    stay = Stay("lognormal", (mean, mean * sqrt((mean / middle) ** 2 - 1)))
    network = Network("care homes", (one("homes", 37, stay),), (Stream("people", "homes", 2.32),))
    shared = parts(compiled(network), days(180, 0), people_at_first(33, 11))
    more = np.array([replicate(shared, seed).census.queued[-1, 0] - 11 for seed in range(40)])
    assert error_of(more) < 5
    assert more.mean() == pytest.approx(202, rel=0.1)


def test_nobody_gives_up_where_nobody_ever_does() -> None:
    ways = {"places": (1, 1), "flags": Flag.TASK, "recovers": 0.3}
    staff = Node("staff", (Route("next", 1.0),), stay=Stay("fixed", (0.2,)), **ways)  # type: ignore[arg-type]
    run = plain_run(staff, one("next", 1, Stay("fixed", (0.26,))), streams=(Stream("people", "staff", 3.6),), long=300)
    assert run.at("next").asked == run.at("next").started + len(waiting_for(run, "next"))
