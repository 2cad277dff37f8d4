"""The best assignment: as good as trying everything, within every limit, and proved by prices that anyone can check."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_matrix

from homefirst.hub.matching.arcs import Arcs
from homefirst.hub.matching.assign import NOBODY, Prices, assign, bound, cost_of, fault, prices
from tests.hub.matching.places_and_people import every_way, plain_cost, small_arcs


@given(small_arcs())
@settings(max_examples=300, deadline=None)
def test_it_costs_what_the_best_of_all_ways_costs_and_keeps_every_limit(arcs: Arcs) -> None:
    chosen = assign(arcs)
    best = min(plain_cost(arcs, way) for way in every_way(arcs))
    assert cost_of(arcs, chosen) == plain_cost(arcs, tuple(map(int, chosen))) == best
    assert fault(arcs, chosen) == ""


@given(small_arcs())
@settings(max_examples=300, deadline=None)
def test_its_prices_prove_that_none_is_better(arcs: Arcs) -> None:
    chosen = assign(arcs)
    found = prices(arcs, chosen)
    assert (found.place >= 0).all()
    assert (found.home >= 0).all()
    assert bound(arcs, found) == cost_of(arcs, chosen)


@given(small_arcs(), some.data())
@settings(max_examples=100, deadline=None)
def test_no_prices_at_all_claim_more_than_can_be(arcs: Arcs, data: some.DataObject) -> None:
    some_prices = some.integers(0, 9)
    made = Prices(
        np.array([data.draw(some_prices) for _ in arcs.room], dtype=np.int64),
        np.array([data.draw(some_prices) for _ in arcs.limit], dtype=np.int64),
    )
    assert bound(arcs, made) <= min(plain_cost(arcs, way) for way in every_way(arcs))


def test_the_prices_of_a_worse_assignment_leave_a_gap() -> None:
    cost = np.array([[1, 5], [2, 9]], dtype=np.int64)
    ones = np.ones(2, dtype=np.int64)
    arcs = Arcs(cost > 0, cost, cost, ones, np.array([0, 1]), ones, 100 * ones, 1)
    worse = np.array([0, 1])
    assert cost_of(arcs, assign(arcs)) == 7
    assert cost_of(arcs, worse) - bound(arcs, prices(arcs, worse)) >= 3


def test_a_limit_that_binds_is_what_a_mixed_integer_programme_finds_too() -> None:
    draw = np.random.default_rng(7)
    people, places, homes = 30, 40, 6
    cost = draw.integers(0, 60, (people, places))
    may = draw.random((people, places)) < 0.5
    home, room = draw.integers(0, homes, places), draw.integers(1, 3, places)
    arcs = Arcs(may, cost, cost, room, home, np.full(homes, 4), np.full(people, 100), 1)
    rows = [np.kron(np.eye(people), np.ones(places)), np.kron(np.ones(people), np.eye(places))]
    rows.append(np.kron(np.ones(people), np.eye(homes)[home].T))
    most = np.concatenate([np.ones(people), room, np.full(homes, 4)])
    found = milp(
        np.where(may, cost - 100, 0).ravel(),
        constraints=LinearConstraint(csr_matrix(np.vstack(rows)), -np.inf, most),
        integrality=np.ones(people * places),
        bounds=(0, 1),
    )
    assert cost_of(arcs, assign(arcs)) == round(found.fun) + 100 * people
    assert np.bincount(home[assign(arcs)[assign(arcs) != NOBODY]], minlength=homes).max() == 4


def test_nobody_waits_and_no_places_are_not_a_fault() -> None:
    empty = np.zeros(0, dtype=np.int64)
    nobody, no_place = (np.zeros(shape, dtype=np.int64) for shape in ((0, 1), (2, 0)))
    ones = np.ones(1, dtype=np.int64)
    assert len(assign(Arcs(nobody > 0, nobody, nobody, ones, ones - 1, ones, empty, 1))) == 0
    arcs = Arcs(no_place > 0, no_place, no_place, empty, empty, empty, np.array([5, 5]), 1)
    assert list(assign(arcs)) == [NOBODY, NOBODY]
    assert bound(arcs, prices(arcs, assign(arcs))) == cost_of(arcs, assign(arcs)) == 10
