"""A network as the event loop reads it: names become numbers, once, for any number of runs."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homefirst.simulate.loop.shapes import (
    AT_MOST_DRAWS,
    AT_MOST_FEEDS,
    AT_MOST_NODES,
    AT_MOST_ROUTES,
    AT_MOST_STREAMS,
    AT_MOST_WORDS,
    BANDS,
    DAY,
    MODEL,
    NODE,
    ROUTE,
    STREAM,
    TELLS,
    WORDS,
    Flag,
)
from homefirst.simulate.network import AT_ONCE, Network, Node, Stay, Stream
from homefirst.system import SystemFault


class Compiled(NamedTuple):
    """A network as the loop reads it. Read by every run, written by none."""

    network: Network
    m: Any
    nodes: Any
    routes: Any
    stays: NDArray[np.float64]
    streams: Any
    targets: NDArray[np.float64]
    words: tuple[str, ...]  # of details
    places: tuple[str, ...]  # of locations
    services: tuple[str, ...]


class Words:
    """Words as they come, each with its number."""

    def __init__(self, known: Iterable[str] = ("",)) -> None:
        self.known = list(map(str, known))

    def number(self, word: str) -> int:
        """The number of a word that no rule of the loop names by itself."""
        if word not in self.known:
            self.known.append(word)
        return self.known.index(word)


def key_of(name: str) -> int:
    """A number for a name that does not change when other names come or go."""
    return zlib.crc32(name.encode()) * 2**31 + zlib.adler32(name.encode())


def compiled(network: Network) -> Compiled:
    """The network as the loop reads it. Raises SystemFault where it is too large, or shares do not add up."""
    check_network(network)
    words, places, services, stays = Words(WORDS), Words(), Words(), Stays()
    nodes = np.zeros(len(network.nodes), dtype=NODE).view(np.recarray)
    routes = np.zeros(sum(len(node.then) for node in network.nodes), dtype=ROUTE).view(np.recarray)
    first = 0
    for row, node in zip(nodes, network.nodes, strict=True):
        row["first_route"], row["routes"] = first, len(node.then)
        routes["up_to"][first : first + len(node.then)] = np.cumsum([route.shares() for route in node.then], axis=0)
        for line, route in zip(routes[first : first + len(node.then)], node.then, strict=True):
            said = words.number(route.says)
            line["to"], line["word"] = network.number(route.to), said
            line["pathway"], line["effect"] = route.pathway, route.effect
        first += len(node.then)
        write_node(row, node, network, words, stays)
        row["location"], row["service"] = places.number(node.location), services.number(node.service)
    nodes["open"] = opening_hours(network.nodes)
    feed(nodes, network)
    m = model(network, places, services)
    streams = np.zeros(len(network.streams), dtype=STREAM).view(np.recarray)
    for row, stream in zip(streams, network.streams, strict=True):
        write_stream(row, stream, network, stays)
    at_most(len(words.known), AT_MOST_WORDS, "different words")
    return Compiled(
        network, m, nodes, routes, stays.tables(), streams, np.array(network.targets, dtype=np.float64),
        tuple(words.known), tuple(places.known), tuple(services.known),
    )  # fmt: skip


def check_network(network: Network) -> None:
    """The loop has room for it, and nobody is lost at a choice. Raises SystemFault."""
    at_most(len(network.nodes), AT_MOST_NODES, "nodes")
    at_most(sum(len(node.then) for node in network.nodes), AT_MOST_ROUTES, "ways on from nodes")
    at_most(len(network.streams), AT_MOST_STREAMS, "streams of people from outside")
    for node in network.nodes:
        if any(abs(sum(column) - 1) > 1e-6 for column in zip(*(route.shares() for route in node.then), strict=True)):
            raise SystemFault(f'The shares of the ways on from "{node.name}" do not add up to 1 for everybody.')


def at_most(found: int, room: int, what: str) -> None:
    """Raises SystemFault where there is more of something than the loop has room for."""
    if found > room:
        raise SystemFault(f"There are {found} {what}; the simulator has room for {room}. Put some together.")


class Stays:
    """Stays as they come, each with its number and its table."""

    def __init__(self) -> None:
        self.known: list[Stay] = []

    def number(self, stay: Stay) -> int:
        if stay not in self.known:
            self.known.append(stay)
        return self.known.index(stay)

    def tables(self) -> NDArray[np.float64]:
        return np.stack([stay.table() for stay in self.known or [AT_ONCE]])


def write_node(row: Any, node: Node, network: Network, words: Words, stays: Stays) -> None:
    """A node's numbers, but for its routes and its neighbours."""
    row["key"], row["choice"] = key_of(node.name), key_of(node.choice or node.name)
    row["traits"], row["site"] = int(node.flags), node.site
    row["places"], row["starts"], row["room"] = node.places, node.starts, node.room
    row["full"], row["recovered"] = network.number(node.full), network.number(node.recovered)
    row["stay"], row["harm_stay"] = stays.number(node.stay), stays.number(node.harm_stay)
    row["by_class"], row["accepts"] = node.by_class, node.accepts
    for name, (kind, word) in (("ask", node.ask), ("start", node.start)):
        row[f"{name}_tells"], row[f"{name}_word"] = TELLS.index(kind), words.number(word)
    row["end_tells"], row["destination"] = TELLS.index(node.end), words.number(node.destination)
    for name, word in zip(("full", "closed", "during"), node.delays, strict=True):
        row[f"delay_{name}"] = words.number(word)
    row["dies"], row["harmed"], row["recovers"] = node.dies, node.harmed, node.recovers
    row["soon"], row["weakens"] = round(node.soon * DAY), node.weakens


def feed(nodes: Any, network: Network) -> None:
    """Which nodes start those who wait at a node, and whose waiting each starts."""
    feeds: dict[str, list[int]] = {node.name: [] for node in network.nodes}
    for n, node in enumerate(network.nodes):
        draws = [] if node.flags & Flag.PASS or not any(node.places) else [*(node.takes or (node.name,))]
        at_most(len(draws), AT_MOST_DRAWS, f'queues that "{node.name}" takes from')
        nodes[n]["draws"][: len(draws)] = [network.number(name) for name in draws]
        nodes[n]["drawn"] = len(draws)
        for name in draws:
            feeds[name].append(n)
    for n, node in enumerate(network.nodes):
        fed = feeds[node.name]
        at_most(len(fed), AT_MOST_FEEDS, f'nodes that take from "{node.name}"')
        nodes[n]["feeds"][: len(fed)] = fed
        nodes[n]["fed"] = len(fed)


def write_stream(row: Any, stream: Stream, network: Network, stays: Stays) -> None:
    """A stream's numbers."""
    row["key"], row["to"], row["a_day"] = key_of(stream.name), network.number(stream.to), stream.a_day
    row["weekday"], row["hour"] = stream.weekday, stream.hour
    row["peak"] = max(stream.weekday) * max(stream.hour)
    row["gap"] = -1 if stream.gap is None else stays.number(stream.gap)
    row["classes"] = np.cumsum(stream.classes)


def model(network: Network, places: Words, services: Words) -> Any:
    """What is known of the people who live here; nothing where the network has none."""
    m = np.zeros(1, dtype=MODEL).view(np.recarray)
    m["month"], m["weekday"], m["hour"], m["after_days"] = 1.0, 1.0, 1.0, 1.0
    m["outside_born"] = np.cumsum([1 / BANDS] * BANDS)
    m["restart"] = m["rebroker"] = -1
    for name, value in network.life.items():
        if name == "crisis_node":
            m[name] = network.number(value)
        elif name == "council":
            m[name] = places.number(value)
        elif name in ("home_care", "practice"):
            m[name] = services.number(value)
        else:
            m[name] = value
    m["peak"] = float(m["month"].max() * m["weekday"].max() * m["hour"].max())
    for site, (kept, lapsed) in enumerate(zip(network.restart, network.rebroker, strict=True)):
        m["restart"][0, site], m["rebroker"][0, site] = network.number(kept), network.number(lapsed)
    return m


def opening_hours(nodes: Sequence[Node]) -> NDArray[np.bool_]:
    """By node and hour of the week, Monday first, whether it is open."""
    hours = np.ones((len(nodes), 168), dtype=np.bool_)
    for row, node in zip(hours, nodes, strict=True):
        if node.hours is not None:
            for day in range(7):
                opens, closes = node.hours[day >= 5]
                row[day * 24 : day * 24 + 24] = [opens <= hour < closes for hour in range(24)]
    return hours
