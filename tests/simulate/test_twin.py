"""The compiled loop and its slow plain twin say the same: what was told, every midnight and every node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from homefirst.event import Kind
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.flow import read_flow
from homefirst.simulate.loop.shapes import CLASSES, COUNTS, TELLS, Flag
from homefirst.simulate.network import UNLIMITED, Network, Node, Route, Stay, Stream
from homefirst.simulate.replication import Parts, Replication, Span, parts, replicate
from tests.simulate.networks import A_MONDAY, impatient, small_d2a, told
from tests.simulate.twin import twin_of
from tests.simulate.twin.county import County
from tests.simulate.twin.invented import in_place, invented
from tests.simulate.twin.run import NEWCOMERS

COUNTERS = ("asked", "started", "waited", "soon", "begun", "ended", "lost", "harmed", "died")
EVERYTHING = {
    Kind.CALLED, Kind.RESPONDED, Kind.ATTENDED, Kind.HANDED_OVER, Kind.DECIDED_TO_ADMIT, Kind.LEFT_DEPARTMENT,
    Kind.ADMITTED, Kind.MOVED, Kind.EXPECTED_DISCHARGE_SET, Kind.CRITERIA_TO_RESIDE_NOT_MET, Kind.PATHWAY_CHOSEN,
    Kind.CRITERIA_TO_RESIDE_MET, Kind.DELAY_STARTED, Kind.DELAY_ENDED, Kind.NOTIFIED, Kind.TRIAGED, Kind.OFFERED,
    Kind.REFERRED, Kind.ACCEPTED, Kind.DISCHARGED, Kind.SUMMARY_SENT, Kind.SUPPORT_STARTED, Kind.SUPPORT_HELD,
    Kind.SUPPORT_RESTARTED, Kind.SUPPORT_ENDED, Kind.RESIDENCE_CHANGED, Kind.FRAILTY_SCORED, Kind.DIED,
}  # fmt: skip
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


def onward(node: Node) -> Node:
    """Wards from which more people than in truth go on to a bed or a care home."""
    if not node.name.endswith(("_wards", "_escalation")):
        return node
    often = {"form_2": 3.0, "form_3": 12.0, "leave": 0.4}
    shares = [[share * often.get(route.to[4:], 1.0) for share in route.shares()] for route in node.then]
    in_all = [sum(column) for column in zip(*shares, strict=True)]
    ways = [tuple(s / whole for s, whole in zip(column, in_all, strict=True)) for column in shares]
    return replace(node, then=tuple(replace(r, share=share) for r, share in zip(node.then, ways, strict=True)))


@cache
def county(times: float = 1 / 30) -> Network:
    """Northamptonshire with a fraction of its people, who outgrow its places."""
    flow = read_flow("northamptonshire")
    whole = flow.network(flow.first_day, 300)
    targets = tuple(tuple(n * times * (1 + month / 20) for n in ages) for month, ages in enumerate(whole.targets))
    streams = tuple(replace(stream, a_day=stream.a_day / 4) for stream in whole.streams)
    nodes = tuple(onward(small(node, times)) for node in whole.nodes)
    life = {**whole.life, "avoided": [0.05] * CLASSES, "packages_end": 0.01, "hold_days": 5}
    return replace(whole, nodes=nodes, streams=streams, targets=targets, life=life)


def test_a_whole_county_is_the_same_to_the_microsecond() -> None:
    flow = read_flow("northamptonshire")
    twin = same(parts(compiled(county()), Span(flow.first_day, 200, 80)), 5)
    never = {name for name in COUNTS.names or () if twin.counts[name] == 0} - {"not_needing"}
    assert never <= {"emergency"}  # which nothing counts
    assert {row.kind for row in twin.rows} >= EVERYTHING
    places = [place for place in twin.places.values() if place.draws]
    assert sum(place.counted["begun"] > 0 for place in places) > 0.9 * len(places)
    assert sum(place.counted["died"] for place in places) > 10
    assert sum(p.candidate > NEWCOMERS and p.resident for p in twin.people) > 100
    assert len(twin.rows) > 10_000


def test_people_who_are_somewhere_already_go_on_the_same() -> None:
    flow, random = read_flow("northamptonshire"), Random(7)
    long = Span(flow.first_day, 40, 0)
    starters = in_place(random, county(), int(long.nights[0]), 300)
    twin = same(parts(compiled(county()), long, starters), 7)
    assert sum(p.candidate >= 2**50 and p.told > 0 for p in twin.people) > 200


def test_the_reference_model_is_the_same_to_the_microsecond() -> None:
    twin = same(parts(compiled(told(small_d2a(acute=72, p1=50, p2=20, p3=19))), days(90, 60)), 3)
    assert len(twin.rows) > 5000
    assert min(twin.places[name].counted["waited"] for name in ("p1", "p2", "p3")) > 0
    assert twin.places["escalation"].counted["begun"] > 0


def test_queues_for_one_service_are_the_same_when_people_give_up_or_are_turned_away() -> None:
    few = impatient()
    crowded = replace(few, streams=tuple(replace(stream, a_day=stream.a_day * 4) for stream in few.streams))
    for seed in range(3):
        twin = same(parts(compiled(told(crowded)), days(60, 5)), seed)
        assert min(twin.places["other"].counted[what] for what in ("lost", "started", "waited")) > 0


def test_who_is_at_home_on_day_91_is_the_same() -> None:
    """Some are placed in a care home by then, some come back to hospital and are helped a second time."""
    ways = (Route("placement", 0.3), Route("ward", 0.3), Route("home", 0.4))
    nodes = (
        Node("ward", (Route("reablement", 1.0),), flags=Flag.BED, site=0, stay=Stay("fixed", (2.0,))),
        Node("reablement", ways, flags=Flag.AT_HOME | Flag.REABLEMENT, stay=Stay("lognormal", (20.0, 9.0))),
        Node("placement", (Route("home", 1.0),), flags=Flag.AT_HOME | Flag.PLACEMENT, stay=Stay("fixed", (100.0,))),
    )
    twin = same(parts(compiled(Network("helped", nodes, (Stream("people", "ward", 2.0),))), days(150, 0)), 2)
    assert twin.counts["followed"] > twin.counts["at_home_91"] > 0
    assert twin.counts["returns"] > 0


@settings(max_examples=120, deadline=None, derandomize=True)
@given(number=st.integers(0, 2**32))
def test_any_network_is_the_same_to_the_microsecond(number: int) -> None:
    random = Random(number)
    first = date(2018, random.choice([3, 10]), random.randint(1, 31))
    long = days(random.choice([7, 14, 30, 40]), random.choice([0, 3, 20]), first)
    network = invented(random)
    starters = in_place(random, network, int(long.nights[0]), random.randint(0, 8))
    same(parts(compiled(network), long, starters), number)
