"""Models that others have published or built, run through the loop and held to what they say."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from math import exp, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from homefirst.event import Kind
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.loop.shapes import Flag
from homefirst.simulate.network import UNLIMITED, Network, Node, Route, Stay, Stream
from homefirst.simulate.reference import d2a_1
from homefirst.simulate.replication import Replication, Span, parts, replicate, seed_of
from tests.simulate.networks import A_MONDAY, TWO_YEARS, agree, error_of, observed, one

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "simulation"
RUNS = 60

# 1. The reference model: means of 20,000 replications by an engine in C, with half their 95% intervals (engine.md)

MEASURED = {
    "acute": (822.73, 0.33),
    "escalation": (30.13, 0.58),
    "waiting in an acute bed": (47.48 + 24.02 + 18.58, 0.46 + 0.43 + 0.26),
    "waiting for p1": (47.48 + 5.02, 0.46 + 0.05),
    "waiting for p2": (24.02, 0.43),
    "waiting for p3": (18.58, 0.26),
    "waiting in p2 for p1": (5.02, 0.05),
    "in p1": (523.80, 0.06),
    "in p2": (216.72, 0.06),
    "in p3": (201.98, 0.06),
    "wait for p1": (1.40, 0.01),
    "wait for p2": (2.46, 0.04),
    "wait for p3": (3.80, 0.05),
}
IN_TWO_YEARS = {
    "arrivals": (65_714, 5),
    "coming back": (8313.6, 1.4),
    "deaths": (4843.0, 1.0),
    "to escalation": (1530, 24),
    "events": (183_840, 20),
}


def measured(run: Replication) -> dict[str, float]:
    at = {name: run.at(name) for name in ("acute", "escalation", "p1", "p2", "p3")}
    services = ("p1", "p2", "p3")
    return {
        "acute": at["acute"].inside,
        "escalation": at["escalation"].inside,
        "waiting in an acute bed": at["acute"].blocked + at["escalation"].blocked,
        "waiting in p2 for p1": at["p2"].blocked,
        **{f"waiting for {name}": at[name].waiting for name in services},
        **{f"in {name}": at[name].inside for name in services},
        **{f"wait for {name}": at[name].wait for name in services},
    }


def in_two_years(run: Replication) -> dict[str, float]:
    return {
        "arrivals": run.world.people,
        "coming back": run.at("back").asked,
        "deaths": run.world.counts.deaths,
        "to escalation": run.at("escalation").begun,
        "events": run.world.events,
    }


@pytest.fixture(scope="module")
def reference() -> dict[str, NDArray[np.float64]]:
    whole = observed(d2a_1(), replace(TWO_YEARS, first_day=A_MONDAY, days=730, warm_up=0), RUNS, in_two_years)
    return {**observed(d2a_1(), TWO_YEARS, RUNS, measured), **whole}


@pytest.mark.parametrize("name", [*MEASURED, *IN_TWO_YEARS])
def test_the_reference_model_comes_out_as_in_other_engines(
    name: str, reference: dict[str, NDArray[np.float64]]
) -> None:
    mean, half = {**MEASURED, **IN_TWO_YEARS}[name]
    agree(reference[name], mean, error=half / 1.96, sure=0.25)


# 2. Monks et al., 2016 (BMC Health Services Research 16:530): a stroke pathway with beds without end. How often a unit
# of c beds would be full is then the share of midnights with c people of those with c or fewer (theirs, and Erlang's)


def parameters() -> dict[str, dict[str, Any]]:
    if not PUBLISHED.is_dir():
        pytest.skip("The published parameters are not beside the repository (shared/data/simulation).")
    said = json.loads((PUBLISHED / "monks2016_parameters.json").read_text())
    return {name: found["params"] for name, found in said["simulation_parameters"].items()}


def stroke_pathway(more: float) -> Network:
    """Beds without end; the way on is chosen before the stay in the unit, for a stay after a stroke hangs on it."""
    p = parameters()
    stays = {name: Stay("lognormal", (n["mean"], n["stdev"])) for name, n in p.items() if "_los_" in name}
    after = {"rehab": "noesd", "esd": "esd", "other": "mortality"}  # what a stay in the unit is called by its way on
    nodes, streams = [], []
    for kind in ("stroke", "tia", "neuro", "other"):
        ways = {}
        for to, share in zip(*p[f"asu_routing_{kind}"].values(), strict=True):
            stay = stays[f"asu_los_{kind}" + (f"_{after[to]}" if kind == "stroke" else "")]
            nodes.append(one(f"asu {kind} {to}", UNLIMITED, stay, f"rehab {kind}" if to == "rehab" else "gone"))
            ways[f"asu {kind} {to}"] = share
        nodes.append(choice(f"comes {kind}", ways))
        streams.append(Stream(f"asu {kind}", f"comes {kind}", more / p[f"asu_arrival_{kind}"]["mean"]))
        if kind != "tia":
            streams.append(Stream(f"rehab {kind}", f"rehab {kind}", more / p[f"rehab_arrival_{kind}"]["mean"]))
        if kind != "stroke":
            nodes.append(one(f"rehab {kind}", UNLIMITED, stays[f"rehab_los_{kind}"]))
    support = dict(zip(*p["rehab_routing_stroke"].values(), strict=True))
    nodes.append(choice("rehab stroke", {"rehab stroke esd": support["esd"], "rehab stroke noesd": support["other"]}))
    nodes += [one(f"rehab stroke {word}", UNLIMITED, stays[f"rehab_los_stroke_{word}"]) for word in ("esd", "noesd")]
    return Network("stroke", tuple(nodes), tuple(streams))


def choice(name: str, ways: dict[str, float]) -> Node:
    return Node(name, tuple(Route(to, share) for to, share in ways.items()), flags=Flag.PASS)


def erlang_b(places: int, load: float) -> float:
    lost = 1.0
    for n in range(1, places + 1):
        lost = load * lost / (n + load * lost)
    return lost


WITHOUT_NEURO = "asu without neuro"
LOADS = {"asu": 8.1455, "rehab": 9.7182, "both": 17.8637, WITHOUT_NEURO: 8.1455 - 4.0 / 3.6}  # engine.md, section 4 A


@pytest.fixture(scope="module")
def beds_in_use() -> dict[float, dict[str, NDArray[np.int64]]]:
    """Midnights by run, for today's arrivals and 5% more, after three years of five: people in each unit."""
    found: dict[float, dict[str, NDArray[np.int64]]] = {}
    for more in (1.0, 1.05):
        network = stroke_pathway(more)
        shared = parts(compiled(network), Span(A_MONDAY, 5 * 365, 3 * 365))
        unit = np.array([name.split()[0] for name in network.names])
        neuro = np.array(["asu neuro" in name for name in network.names])
        runs = []
        for n in range(200):
            inside = replicate(shared, seed_of(7, n)).census.inside[shared.span.warm_up :, : len(unit)]
            runs.append([inside[:, unit == "asu"].sum(axis=1), inside[:, unit == "rehab"].sum(axis=1)])
            runs[-1] += [runs[-1][0] + runs[-1][1], inside[:, (unit == "asu") & ~neuro].sum(axis=1)]
        found[more] = {name: np.array([run[k] for run in runs]) for k, name in enumerate(LOADS)}
    return found


def full(midnights: NDArray[np.int64], beds: int) -> tuple[float, float]:
    """How often a unit of so many beds would be full, and the standard error of that over runs (of a ratio)."""
    exactly, at_most = (midnights == beds).sum(axis=1), (midnights <= beds).sum(axis=1)
    share = exactly.sum() / at_most.sum()
    return share, error_of((exactly - share * at_most) / at_most.mean())


def article() -> list[tuple[str, int, float, float]]:
    """Unit, beds, how many times today's arrivals, how often full: the article's table 2 as reproduced."""
    if not PUBLISHED.is_dir():
        return []
    said = []
    for row in csv.DictReader((PUBLISHED / "monks2016_table2.csv").open()):
        for more, word in ((1.0, row["prob_delay_current"]), (1.05, row["prob_delay_5%"])):
            said += [(row["unit"], int(row["beds"]), more, float(word))] if word else []
    return said


# The article's own (Simul8), where they differ from the reproduction, and for units that its table 2 leaves out
SIMUL8 = [
    ("asu", 9, 1.0, 0.19), ("asu", 10, 1.0, 0.14), ("asu", 11, 1.0, 0.09), ("asu", 13, 1.0, 0.04),
    ("asu", 10, 1.05, 0.16), ("asu", 11, 1.05, 0.11), ("asu", 13, 1.05, 0.05), ("rehab", 14, 1.05, 0.07),
    ("rehab", 16, 1.05, 0.02), ("both", 22, 1.0, 0.057), ("both", 26, 1.0, 0.016), (WITHOUT_NEURO, 10, 1.0, 0.08),
    (WITHOUT_NEURO, 11, 1.0, 0.05), (WITHOUT_NEURO, 12, 1.0, 0.03), (WITHOUT_NEURO, 13, 1.0, 0.01),
    (WITHOUT_NEURO, 14, 1.0, 0.01), (WITHOUT_NEURO, 15, 1.0, 0.0),
]  # fmt: skip


def test_a_stroke_pathway_is_full_as_often_as_published_and_as_erlang_says(
    beds_in_use: dict[float, dict[str, NDArray[np.int64]]],
) -> None:
    said = [*article(), *SIMUL8]
    assert len(said) > len(SIMUL8)
    for unit, beds, more, published in said:
        share, error = full(beds_in_use[more][unit], beds)
        exact = erlang_b(beds, LOADS[unit] * more)
        assert abs(share - exact) < 3 * error, (unit, beds, more, share, exact, error)
        assert error < 0.05 * exact + 0.0005, (unit, beds, more, error)
        assert share == pytest.approx(published, abs=0.015), (unit, beds, more)


# 3. treat-sim 3.0.0, default scenario (a walk-in centre by Nelson, 2013, exercise 13): means and half their 95%
# intervals from 300 runs of it. From 6:00 for 19 hours, here from 5:00 so that a run ends with the day. Minutes.

A_MINUTE = 1 / 1440
TREAT_SIM = {
    "arrivals": (227.4, 1.8),
    "triage": (31.1, 2.1),
    "registration": (104.6, 2.7),
    "examination": (25.6, 1.0),
    "treatment": (134.3, 2.9),
    "trauma": (151.3, 8.7),
    "total without trauma": (229.3, 2.7),
    "total with trauma": (290.3, 8.4),
    "throughput": (163.3, 0.9),
}
AN_HOUR_FROM_SIX = (
    2.36667, 2.8, 8.83333, 10.43333, 14.8, 26.26667, 31.4, 18.06667, 16.46667, 12.03333, 11.6, 28.86667, 18.03333, 11.5,
    5.3, 4.06667, 2.2, 2.1,
)  # fmt: skip


def minutes(shape: str, mean: float, *variance: float) -> Stay:
    return Stay(shape, (mean * A_MINUTE, *(sqrt(v) * A_MINUTE for v in variance)))


def as_they_come(rates: tuple[float, ...]) -> tuple[float, ...]:
    """Arrivals by hour in treat-sim, where each person comes at the rate of the hour in which the one before came.

    An hour begins at an earlier hour's rate with some chance, and goes over to its own when the first person comes.
    """
    at_rate, expected = {rates[0]: 1.0}, []
    for own in rates:
        comes = {rate: 1 - exp(-rate) for rate in at_rate}
        later = {rate: 1 - share / rate for rate, share in comes.items()}  # the mean part of the hour that is left then
        came = sum(likely * comes[rate] for rate, likely in at_rate.items() if rate != own)
        expected.append(came + own * at_rate.get(own, 0.0))
        expected[-1] += own * sum(likely * later[rate] for rate, likely in at_rate.items() if rate != own)
        at_rate = {rate: likely * (1 - comes[rate]) for rate, likely in at_rate.items() if rate != own}
        at_rate[own] = 1 - sum(at_rate.values())
    return tuple(expected)


def walk_in_centre() -> Network:
    """Nobody keeps a room while they wait for the next. The last of the 19 hours has the arrivals of the first."""

    def room(name: str, places: int, stay: Stay, *then: Route) -> Node:
        return Node(name, then, places=(places, places), stay=stay, flags=Flag.OUT)

    def told(name: str, then: str) -> Node:
        return Node(name, (Route(then, 1.0),), flags=Flag.PASS, ask=(Kind.NEED_CHANGED, name))

    hours = (0.0,) * 5 + as_they_come(AN_HOUR_FROM_SIX + AN_HOUR_FROM_SIX[:1])
    nodes = (
        told("comes", "triage"),
        room("triage", 1, minutes("exponential", 3), Route("trauma", 0.12), Route("registration", 0.88)),
        room("trauma", 2, minutes("exponential", 90), Route("trauma treatment", 1.0)),
        room("trauma treatment", 1, minutes("lognormal", 30, 4), Route("with trauma", 1.0)),
        room("registration", 1, minutes("lognormal", 5, 2), Route("examination", 1.0)),
        room("examination", 3, minutes("normal", 16, 3), Route("treatment", 0.6), Route("without trauma", 0.4)),
        room("treatment", 1, minutes("lognormal", 13.3, 2), Route("without trauma", 1.0)),
        told("with trauma", "gone"),
        told("without trauma", "gone"),
    )
    a_day = sum(hours)
    stream = Stream("patients", "comes", a_day, hour=tuple(hour / a_day * 24 for hour in hours))
    return Network("walk-in centre", nodes, (stream,))


def of_a_day(run: Replication) -> dict[str, float]:
    words = run.parts.model.words
    told = {name: run.rows[run.rows.detail == words.index(name)] for name in ("comes", "with trauma", "without trauma")}
    came = np.zeros(len(run.people))
    came[told["comes"].person] = told["comes"].happened
    rooms = ("triage", "registration", "examination", "treatment", "trauma")
    minute = 60_000_000
    total = {name: (rows.happened - came[rows.person]).mean() / minute for name, rows in told.items()}
    return {
        "arrivals": len(run.people),
        "throughput": len(told["with trauma"]) + len(told["without trauma"]),
        "total with trauma": total["with trauma"],
        "total without trauma": total["without trauma"],
        **{name: run.at(name).wait / A_MINUTE for name in rooms},
    }


def test_a_walk_in_centre_makes_people_wait_as_treat_sim_does() -> None:
    shared = parts(compiled(walk_in_centre()), Span(A_MONDAY, 1, 0))
    found = [of_a_day(replicate(shared, seed_of(1, n), tell=True)) for n in range(300)]
    for name, (mean, half) in TREAT_SIM.items():
        agree(np.array([one_day[name] for one_day in found]), mean, error=half / 1.96, sure=0.05)
