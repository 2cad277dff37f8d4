"""The best assignment of everyone at once, and the proof that none is better.

A home that takes fewer new people on a day than it has places is what makes this more than an assignment. It is made
one again: for each place by which a home's room exceeds its limit, a row is added that has to be set in one of that
home's places, so that no more people than its limit fit. So scipy.optimize.linear_sum_assignment, which follows the
shortest augmenting path (Crouse, 2016, as its documentation says), gives the optimum whole.

The proof does not rely on it. For any prices of places and homes, of at least nought, no assignment can cost less
than what everyone would pay choosing for themselves, less the prices of all room: `bound`. Prices for which the bound
reaches the cost of ours are a proof; `prices` finds them, and whoever doubts may work out the bound by hand.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from homefirst.hub.matching.arcs import Arcs, Whole

NOBODY = -1
FAR = np.int64(2**60)  # dearer than anything


class Prices(NamedTuple):
    """What one more place, at each place and at each home, is worth to all who wait; nought where room is left."""

    place: Whole
    home: Whole


class Proof(NamedTuple):
    """What an assignment costs, below what none can be, and so how far from the best it may be: 0 is proved best."""

    cost: int
    bound: int

    @property
    def gap(self) -> int:
        return self.cost - self.bound


def assign(arcs: Arcs) -> Whole:
    """The place of each person, NOBODY for none: least cost of all, each place and home within its limits.

    What is set at a place that one may not go to, or in a column of no place, gets no proposal and costs nothing more.
    """
    people = len(arcs.nobody)
    slots, keepers = slots_of(arcs)
    spare = max(people + len(keepers) - len(slots), 0)
    saved = np.where(arcs.may, np.minimum(arcs.cost - arcs.nobody[:, None], 0), 0)
    first = len(keepers)  # the rows that keep the limits come first: they find a place at once, and give way later
    table = np.zeros((first + people, len(slots) + spare))
    table[first:, : len(slots)] = saved[:, slots]
    table[:first] = np.inf
    table[:first, : len(slots)][keepers[:, None] == arcs.home[slots][None, :]] = 0
    rows, columns = linear_sum_assignment(table)
    chosen = np.full(people, NOBODY, dtype=np.int64)
    real = table[rows, columns] < 0
    chosen[rows[real] - first] = slots[columns[real]]
    return chosen


def slots_of(arcs: Arcs) -> tuple[Whole, Whole]:
    """The place of each single slot; and the home of each row that has to fill one, so that its limit is kept."""
    room = np.minimum(arcs.room, arcs.may.sum(axis=0)) if len(arcs.home) else arcs.room
    room = np.minimum(room, arcs.limit[arcs.home]) if len(arcs.home) else room
    over = np.maximum(np.bincount(arcs.home, room, len(arcs.limit)).astype(np.int64) - arcs.limit, 0)
    return np.repeat(np.arange(len(room)), room), np.repeat(np.arange(len(over)), over)


def cost_of(arcs: Arcs, chosen: Whole) -> int:
    """What an assignment costs in all."""
    placed = np.flatnonzero(chosen != NOBODY)
    return int(arcs.cost[placed, chosen[placed]].sum() + arcs.nobody[chosen == NOBODY].sum())


def fault(arcs: Arcs, chosen: Whole) -> str:
    """Which limit or rule an assignment breaks, in words; "" where it keeps them all."""
    placed = np.flatnonzero(chosen != NOBODY)
    taken = np.bincount(chosen[placed], minlength=len(arcs.room))
    if not arcs.may[placed, chosen[placed]].all():
        return "Somebody is at a place that a rule excludes."
    if (taken > arcs.room).any():
        return "More people than places."
    over = np.bincount(arcs.home, taken, len(arcs.limit)) > arcs.limit
    return "More new people than a home takes on a day." if over.any() else ""


def bound(arcs: Arcs, prices: Prices) -> int:
    """What no assignment can cost less than, by these prices (weak duality; any prices of at least nought will do)."""
    asked = arcs.cost + (prices.place + prices.home[arcs.home])[None, :]
    choice = np.where(arcs.may, asked, arcs.nobody[:, None]).min(axis=1, initial=np.iinfo(np.int64).max)
    of_people = np.minimum(choice, arcs.nobody).sum()
    return int(of_people - (prices.place * arcs.room).sum() - (prices.home * arcs.limit).sum())


def prices(arcs: Arcs, chosen: Whole) -> Prices:
    """The least prices at which everybody would choose what they were given, and nothing with room left costs anything.

    Raised from nought until nobody prefers another place (Bellman and Ford's rounds); for an assignment that is not
    the best there are none, and what is found then leaves a gap.
    """
    asked, waits = np.zeros(len(arcs.room), dtype=np.int64), chosen == NOBODY
    home = np.zeros(len(arcs.limit), dtype=np.int64)
    if not arcs.may.size:
        return Prices(asked, home)
    taken = np.bincount(chosen[~waits], minlength=len(arcs.room))
    left, full = taken < arcs.room, np.bincount(arcs.home, taken, len(home)) >= arcs.limit
    own = arcs.cost[np.arange(len(chosen)), np.maximum(chosen, 0)]
    dear = np.where(arcs.may, arcs.cost, FAR)
    for _ in range(2 * len(arcs.room) + 2):
        pays = np.where(waits, arcs.nobody, own + asked[np.maximum(chosen, 0)])
        raised = np.maximum(asked, (pays[:, None] - dear).max(axis=0))
        np.maximum.at(home, arcs.home[left & full[arcs.home]], raised[left & full[arcs.home]])
        raised = np.maximum(raised, home[arcs.home])
        raised[left & ~full[arcs.home]] = 0
        if (raised == asked).all():
            break
        asked = raised
    return Prices(asked - home[arcs.home], home)
