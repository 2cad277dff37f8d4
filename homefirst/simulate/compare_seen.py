"""What is kept of one run for comparing: its tallies, what is spent where, and the acute beds at each midnight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homefirst.codes import DelayReason
from homefirst.simulate.flow import Flow
from homefirst.simulate.loop.shapes import Flag
from homefirst.simulate.network import Node
from homefirst.simulate.replication import Parts, Replication
from homefirst.simulate.tallies import ACUTE, Tally, cost, kind_of, tallies

WORST_WEEK = Tally("In an acute bed, not needing it, in the worst week", "people", "low")
PLACES_OF_COST: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "cost_hospital": ("in hospital and A&E", ("wards", "escalation", "frailty", "same_day", "ae")),
    "cost_calls": ("on calls and crews", ("call_999", "crew", "call_111")),
    "cost_outside": ("outside hospital", ()),
}


class Seen(NamedTuple):
    """What is kept of one run: its tallies, and the acute beds in use at each midnight."""

    tallies: Mapping[str, float]
    beds: NDArray[np.float64]


def seen(r: Replication, flow: Flow) -> Seen:
    """What is kept of one run."""
    nights = r.census[r.parts.span.warm_up :]
    not_needing = nights["counts"]["not_needing"].astype(float)
    week = np.convolve(not_needing, np.ones(7) / 7, mode="valid") if len(nights) >= 7 else not_needing
    begun = {f"starts_{node.name}": r.at(node.name).begun / r.days for node in care(r.parts)}
    queues = {f"waiting_{node.name}": r.at(node.name).waiting for node in queues_of(r.parts)}
    acute = [n for n, name in enumerate(r.parts.model.network.names) if kind_of(name) in ACUTE]
    found = tallies(r, flow.told) | queues | begun | costs(r, flow.told) | {"worst_week": float(week.max())}
    return Seen(found, nights["inside"][: r.parts.span.days, acute].sum(axis=1).astype(float))


def care(parts: Parts) -> list[Node]:
    """Services that are help at home or a bed outside hospital."""
    return [node for node in parts.model.network.nodes if node.start[0] is not None]


def queues_of(parts: Parts) -> list[Node]:
    """Lists on which people wait for any of several services."""
    nodes = parts.model.network.nodes
    return [node for node in nodes if node.ask[0] and not node.start[0] and not node.flags & (Flag.PASS | Flag.TASK)]


def costs(r: Replication, told: Mapping[str, Any]) -> dict[str, float]:
    """What is spent where, in million pounds a year, so that a cost moved from one place to another can be seen."""
    return {
        name: cost(r, {"cost": {how: part(told["cost"][how], name) for how in ("day", "each")}})
        for name in PLACES_OF_COST
    }


def part(prices: Mapping[str, float], name: str) -> dict[str, float]:
    """The prices of one place."""
    return {kind: price for kind, price in prices.items() if place_of_cost(kind) == name}


def place_of_cost(kind: str) -> str:
    """Where the cost of a kind of node falls; of those that no list names, outside hospital."""
    return next((name for name, (_, kinds) in PLACES_OF_COST.items() if kind in kinds), "cost_outside")


def titles_of(parts: Parts) -> dict[str, Tally]:
    """What is said of each service."""
    found = {"worst_week": WORST_WEEK}
    for name, (title, _) in PLACES_OF_COST.items():
        found[name] = Tally(f"of it {title}", "£ million a year")
    for node in queues_of(parts):
        found[f"waiting_{node.name}"] = Tally(node.title, "people", "low")
    for node in care(parts):
        found[f"in_{node.name}"] = Tally(f"In: {node.title}", "people")
        found[f"waiting_{node.name}"] = Tally(f"Waiting for: {node.title}", "people", "low")
        found[f"starts_{node.name}"] = Tally(f"Starts: {node.title}", "a day")
    return found


def delay_of(name: str) -> Tally:
    """What is said of people delayed for a national reason."""
    number = name.removeprefix("delayed_")
    reason = next((reason for reason in DelayReason if reason.value == number), None)
    return Tally(f"Delayed: {reason.label if reason else number}", "people", "low")
