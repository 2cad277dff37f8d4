"""The compiled loop and its slow plain twin say the same: what was told, every midnight and every node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from homefirst.event import Kind
from homefirst.simulate.flow import read_flow
from homefirst.simulate.loop.shapes import TELLS
from homefirst.simulate.network import UNLIMITED, Network, Node, compiled
from homefirst.simulate.replication import Parts, Replication, Span, parts, replicate
from tests.simulate.networks import A_MONDAY, impatient, small_d2a, told
from tests.simulate.twin import twin_of
from tests.simulate.twin.county import County

COUNTERS = ("asked", "started", "waited", "soon", "begun", "ended", "lost", "harmed", "died")
AREAS = ("area", "queue_area", "blocked_area")


def rows_of(run: Replication) -> list[tuple[Any, ...]]:
    """What the loop told, in words."""
    model, candidates, found = run.parts.model, run.people.candidate.tolist(), []
    for happened, person, sequence, episode, number, place, service, detail in run.rows.tolist():
        kind = TELLS[number]
        said = detail if kind == Kind.EXPECTED_DISCHARGE_SET else model.words[detail]
        where, who = model.places[place], model.services[service]
        found.append((happened, candidates[person], sequence, kind, where, who, said, episode))
    return found


def midnight_of(run: Replication, night: int) -> dict[str, Any]:
    """What the loop counted at a midnight, by name; reasons for delay by word, none where nobody is delayed."""
    names, seen = run.parts.model.network.names, run.census[night]
    words = run.parts.model.words
    by_node = {what: dict(zip(names, seen[what].tolist(), strict=False)) for what in ("inside", "queued", "blocked")}
    delayed = {words[n]: int(number) for n, number in enumerate(seen["delayed"].tolist()) if number}
    counts = {name: int(seen["counts"][name]) for name in seen["counts"].dtype.names}
    return {**by_node, "delayed": delayed, "counts": without_nothing(counts)}


def without_nothing(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: number for name, number in counts.items() if number}


def same(shared: Parts, seed: int) -> County:
    """Hold the loop to its twin in one run; gives the twin."""
    run, twin = replicate(shared, seed, tell=True), twin_of(shared, seed)
    for ours, plain in zip(rows_of(run), twin.rows, strict=False):
        assert ours == tuple(plain)
    assert len(run.rows) == len(twin.rows)
    for night, seen in enumerate(twin.census):
        expected = {**seen, "delayed": without_nothing(seen["delayed"]), "counts": without_nothing(seen["counts"])}
        assert midnight_of(run, night) == expected, night
    assert len(run.census) == len(twin.census)
    for n, (name, place) in enumerate(twin.places.items()):
        state = run.world.state[n]
        assert {what: int(state[what]) for what in COUNTERS} == {what: place.counted[what] for what in COUNTERS}, name
        assert {what: int(state[what]) for what in AREAS} == {what: place.areas[what] for what in AREAS}, name
    assert run.world.nights_in.tolist() == [twin.nights_in[n] for n in range(len(run.world.nights_in))]
    assert [tuple(p) for p in run.people[["candidate", "born"]].tolist()] == [
        (p.candidate, p.born) for p in twin.people
    ]
    return twin


def days(measured: int, warm_up: int, first: date = A_MONDAY) -> Span:
    return Span(first, measured, warm_up)


def small(node: Node, times: float) -> Node:
    """A node for a fraction of the people, where what happens while they wait happens ten times as often."""
    places = tuple(n if n in (0, UNLIMITED) else max(round(n * times), 1) for n in node.places)
    starts = tuple(n if n <= 0 else max(round(n * times), 1) for n in node.starts)
    rates = {name: getattr(node, name) * 10 for name in ("dies", "harmed", "recovers", "weakens")}
    return replace(node, places=places, starts=starts, **rates)  # type: ignore[arg-type]


@cache
def county(times: float = 1 / 40) -> Network:
    """Northamptonshire with a fraction of its people, who outgrow its places."""
    flow = read_flow("northamptonshire")
    whole = flow.network(flow.first_day, 200)
    targets = tuple(tuple(n * times * (1 + month / 20) for n in ages) for month, ages in enumerate(whole.targets))
    streams = tuple(replace(stream, a_day=stream.a_day / 4) for stream in whole.streams)
    return replace(whole, nodes=tuple(small(node, times) for node in whole.nodes), streams=streams, targets=targets)


def test_a_whole_county_is_the_same_to_the_microsecond() -> None:
    flow = read_flow("northamptonshire")
    twin = same(parts(compiled(county()), Span(flow.first_day, 150, 40)), 5)
    print(twin.counts, Counter(row.kind for row in twin.rows))


def test_the_reference_model_is_the_same_to_the_microsecond() -> None:
    twin = same(parts(compiled(told(small_d2a(acute=72, p1=50, p2=20, p3=19))), days(90, 60)), 3)
    assert len(twin.rows) > 5000
    assert min(twin.places[name].counted["waited"] for name in ("p1", "p2", "p3")) > 0
    assert twin.places["escalation"].counted["begun"] > 0


def test_queues_for_one_service_are_the_same_when_people_give_up_or_are_turned_away() -> None:
    for seed in range(3):
        twin = same(parts(compiled(told(impatient())), days(60, 5)), seed)
        assert twin.places["other"].counted["lost"] > 0
