"""Small networks whose answers are known, and how far what a run says lies from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homefirst.event import Kind
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.loop.shapes import Effect, Flag
from homefirst.simulate.network import Network, Node, Route, Stay, Stream
from homefirst.simulate.reference import d2a_1
from homefirst.simulate.replication import Replication, Span, parts, replications

A_MONDAY = date(2018, 1, 1)
AN_HOUR = 1 / 24  # of a day: the queues of textbooks run in hours, so that few midnights need counting
TWO_YEARS = Span(date(2019, 1, 1), 365, 365)  # from a Monday on, as D2A-1 is defined


def exponential(mean: float) -> Stay:
    return Stay("exponential", (mean,))


def one(name: str, places: int, stay: Stay, then: str = "gone", **rest: Any) -> Node:
    """A node that leads to one other, with the same places every day."""
    return Node(name, (Route(then, 1.0),), places=(places, places), stay=stay, **rest)


def queue(a_day: float, places: int, stay: Stay, **rest: Any) -> Network:
    """People who come by chance to one node, "service"."""
    return Network("queue", (one("service", places, stay, **rest),), (Stream("people", "service", a_day),))


def observed(
    network: Network, span: Span, runs: int, seen: Callable[[Replication], Mapping[str, float]], seed: int = 1
) -> dict[str, NDArray[np.float64]]:
    """What is seen of so many replications, by name: one value for each."""
    found = replications(parts(compiled(network), span), seed, runs, seen)
    return {name: np.array([one[name] for one in found], dtype=float) for name in found[0]}


def days(measured: int, warm_up: int) -> Span:
    """So many days, from a Monday on."""
    return Span(date.fromordinal(A_MONDAY.toordinal() + warm_up), measured, warm_up)


def error_of(values: NDArray[np.float64]) -> float:
    """The standard error of the mean of independent runs."""
    return float(values.std(ddof=1)) / sqrt(len(values))


def agree(values: NDArray[np.float64], known: float, *, sure: float = 0.02, error: float = 0.0, off: float = 4) -> None:
    """Hold runs to a known value: so many standard errors off at most, and the runs sure of it to that share of it.

    `error` is the standard error of the known value, where that came from runs too. Without `sure` a test of few
    short runs would agree with anything.
    """
    own = error_of(values)
    z = (float(values.mean()) - known) / sqrt(own**2 + error**2)
    assert abs(z) < off, f"{values.mean():.5f} +-{1.96 * own:.5f}, known {known:.5f}: {z:+.1f} standard errors"
    assert own <= sure * abs(known), f"{values.mean():.5f} +-{1.96 * own:.5f} is too unsure to be held to {known:.5f}"


def told(network: Network) -> Network:
    """The same, and every time that somebody asks, begins or goes is told, by the name of the node."""
    goes = Node("goes", (Route("gone", 1.0),), flags=Flag.PASS)
    ways = {n.name: tuple(replace(r, to="goes") if r.to == "gone" else r for r in n.then) for n in network.nodes}
    nodes = (*(replace(n, then=ways[n.name]) for n in network.nodes), goes)
    return replace(
        network, nodes=tuple(replace(n, ask=(Kind.CALLED, n.name), start=(Kind.RESPONDED, n.name)) for n in nodes)
    )


def small_d2a(**places: int) -> Network:
    """D2A-1 for a tenth of its people, with places to spare nowhere; `places` for those of a node."""
    tenth = {"acute": 88, "p1": 52, "p2": 21, "p3": 20, **places}
    whole = d2a_1()
    nodes = tuple(replace(n, places=(tenth[n.name],) * 2) if n.name in tenth else n for n in whole.nodes)
    return replace(whole, nodes=nodes, streams=(replace(whole.streams[0], a_day=9.0),))


def impatient() -> Network:
    """Two queues for one service, one of which goes first; people give up, die, and some ask again."""
    lines = (
        Node("urgent", (Route("gone", 1.0),), places=(0, 0), recovers=0.5, recovered="gave up", dies=0.2),
        Node(
            "other",
            (Route("gone", 1.0),),
            places=(0, 0),
            recovers=1.0,
            recovered="gave up",
            room=15,
            full="turned away",
        ),
    )
    ways = (Route("again", 0.2, effect=Effect.AGAIN), Route("over", 0.8))
    service = Node("service", ways, places=(3, 2), takes=("urgent", "other"), stay=Stay("lognormal", (0.4, 0.5)))
    ends = tuple(Node(name, (Route("gone", 1.0),), flags=Flag.PASS) for name in ("gave up", "turned away", "over"))
    again = Node("again", (Route("other", 1.0),), flags=Flag.OUT, stay=Stay("uniform", (0.1, 2.0)))
    streams = (Stream("first", "urgent", 3.0), Stream("second", "other", 6.0))
    return Network("impatient", (*lines, service, again, *ends), streams)
