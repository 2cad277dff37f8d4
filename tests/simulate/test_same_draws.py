"""The same people, stays and choices whatever else changes; the same answers on any threads, and uncompiled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from homefirst.event import Kind
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.loop.shapes import TELLS
from homefirst.simulate.network import Network
from homefirst.simulate.reference import d2a_1
from homefirst.simulate.replication import Replication, Span, parts, replicate, replications
from tests.simulate.networks import A_MONDAY, TWO_YEARS, days, impatient, observed, small_d2a, told

ROOT = Path(__file__).parents[2]


def seen(run: Replication) -> dict[str, float]:
    return {"waiting": run.at("p1").waiting, "inside": run.at("acute").inside, "events": run.world.events}


def test_the_same_answers_come_from_any_number_of_threads() -> None:
    shared = parts(compiled(small_d2a()), days(60, 20))
    one, two, three = (replications(shared, 9, 7, seen, threads=threads) for threads in (1, 2, 3))
    assert one == two == three
    assert len({run["waiting"] for run in one}) > 1
    assert replications(shared, 10, 7, seen) != one


def test_telling_changes_nothing() -> None:
    shared = parts(compiled(told(small_d2a())), days(60, 20))
    silent, aloud = (replicate(shared, 5, tell=tell) for tell in (False, True))
    assert (silent.census == aloud.census).all()
    assert (silent.people == aloud.people).all()
    assert len(silent.rows) == 0 < len(aloud.rows) == silent.world.told


def lives(network: Network) -> dict[tuple[int, int, str], tuple[int, str]]:
    """By person, episode and node: how long the stay was and what came after, of each stay that ended."""
    run = replicate(parts(compiled(told(network)), days(300, 0)), 4, tell=True)
    words, found = run.parts.model.words, {}
    begun: dict[int, tuple[int, int, str]] = {}
    for row in np.sort(run.rows, order=("person", "sequence")).tolist():
        happened, person, _, episode, number, _, _, detail = row
        kind, who = TELLS[number], int(run.people.candidate[person])
        if person in begun and kind in (Kind.CALLED, Kind.DIED):
            since, which, name = begun.pop(person)
            found[who, which, name] = (happened - since, words[detail])
        if kind == Kind.RESPONDED:
            begun[person] = (happened, episode, words[detail])
        elif kind == Kind.CALLED and (who, 0, "comes") not in found:
            found[who, 0, "comes"] = (happened, words[detail])
    return found


@pytest.mark.parametrize("more", [{"p1": 56}, {"p2": 24}, {"p3": 30}, {"acute": 95}])
def test_more_places_leave_arrivals_stays_and_choices_of_everybody_as_they_were(more: dict[str, int]) -> None:
    few, many = lives(small_d2a()), lives(small_d2a(**more))
    came = [key for key in few if key[2] == "comes"]
    both = few.keys() & many.keys()
    assert len(came) > 2000
    assert set(came) <= both
    assert len(both) > 0.8 * len(few)
    assert all(few[key] == many[key] for key in both)


def with_more(name: str, places: int) -> Network:
    whole = d2a_1()
    nodes = tuple(replace(n, places=(n.places[0] + places,) * 2) if n.name == name else n for n in whole.nodes)
    return replace(whole, nodes=nodes)


def delayed(run: Replication) -> dict[str, float]:
    return {"delayed": run.at("acute").blocked + run.at("escalation").blocked}


@pytest.fixture(scope="module")
def as_it_is() -> np.ndarray:
    return observed(d2a_1(), TWO_YEARS, 30, delayed)["delayed"]


@pytest.mark.parametrize(("name", "places"), [("p3", 2), ("p2", 5), ("p1", 2)])
def test_a_small_change_shows_plainly_between_runs_of_the_same_people(
    name: str, places: int, as_it_is: np.ndarray
) -> None:
    """With draws in one stream for all, the difference varies as much as between different people: a ratio of 1."""
    changed = observed(with_more(name, places), TWO_YEARS, 30, delayed)["delayed"]
    ratio = (as_it_is.var(ddof=1) + changed.var(ddof=1)) / (changed - as_it_is).var(ddof=1)
    assert ratio > 5
    assert (changed - as_it_is).mean() < 0


def figures(network: Network, long: int) -> dict[str, object]:
    """Everything that a run counted and told, in a form that two processes can compare."""
    run = replicate(parts(compiled(told(network)), Span(A_MONDAY, long, 2)), 99, tell=True)
    state = run.world.state[: len(network.nodes)]
    return {
        "events": int(run.world.events),
        "counts": [int(run.world.counts[name]) for name in run.world.counts.dtype.names],
        "nodes": {name: state[name].tolist() for name in state.dtype.names},
        "midnights": {name: run.census[name].tolist() for name in ("inside", "queued", "counts")},
        "told": run.rows.tolist(),
        "people": run.people.tolist(),
    }


SAID: dict[str, Callable[[], dict[str, object]]] = {
    "D2A-1": lambda: figures(small_d2a(acute=60, p1=6, p2=2, p3=2), 12),
    "impatient": lambda: figures(impatient(), 9),
}


@pytest.mark.parametrize("name", SAID)
def test_the_loop_uncompiled_says_the_same_to_the_last_digit(name: str) -> None:
    code = f"import json, tests.simulate.test_same_draws as t; print(json.dumps(t.SAID[{name!r}]()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    plain, compiled_ = json.loads(done.stdout), json.loads(json.dumps(SAID[name]()))
    assert plain == compiled_
    assert len(plain["told"]) > 100
    assert max(plain["nodes"]["waited"]) > 0
