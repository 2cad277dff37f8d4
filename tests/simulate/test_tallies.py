"""Tallies mean what their titles say: waits by pathway as told, those outside A&E, and beds that are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from homefirst.event import Kind
from homefirst.simulate import parts_of
from homefirst.simulate.flow import Flow
from homefirst.simulate.loop.shapes import DAY, TELLS
from homefirst.simulate.network import Route
from homefirst.simulate.replication import Replication, replicate, seed_of
from homefirst.simulate.tallies import days_until_help, tallies
from tests.simulate.flows import northamptonshire, overrun

COUNTY = northamptonshire()
KINDS = {n: kind for n, kind in enumerate(TELLS) if kind}


def done(flow: Flow, days: int = 90, warm_up: int = 60, *, tell: bool = False) -> Replication:
    return replicate(parts_of(flow, days, warm_up, date(2017, 9, 4)), seed_of(3, 0), tell=tell)


# Waits


@pytest.fixture(scope="module")
def many_to_care_homes() -> Replication:
    """A county that sends many to care homes, where families take two weeks to choose; no wait is cut short."""
    ways = COUNTY.value("beds.wards.then")
    third = next(n for n, way in enumerate(ways) if way["to"] == "{at}_form_3")
    changes = [
        (f"beds.wards.then.{third}.share", 0.015),
        ("task.pathway_3.stay", {"lognormal": [14, 3]}),
        ("help.placement.places", 900),
        *((f"beds.{unit}.{what}", 0.0) for unit in ("wards", "frailty") for what in ("dies", "harmed", "recovers")),
    ]
    return done(COUNTY.changed(changes, "many"), 240, 90, tell=True)


def told_waits(r: Replication) -> dict[str, list[float]]:
    """Days from ready to leave to the discharge, by pathway, of who had a form sent meanwhile."""
    found: dict[str, list[float]] = defaultdict(list)
    rows = r.rows[np.lexsort((r.rows.sequence, r.rows.happened, r.rows.person))]
    measured_from = r.parts.span.nights[r.parts.span.warm_up]
    for journey in np.split(rows, np.flatnonzero(np.diff(rows.person)) + 1):
        for ready, pathway, left in ways_home(journey, r.parts.model.words):
            if left >= measured_from:
                found[pathway].append((left - ready) / DAY)
    return found


def ways_home(journey: Any, words: tuple[str, ...]) -> Iterator[tuple[int, str, int]]:
    ready, pathway, form = 0, "", False
    told = (journey[name].tolist() for name in ("happened", "kind", "detail"))
    for happened, number, detail in zip(*told, strict=True):
        kind = KINDS[number]
        if kind == Kind.CRITERIA_TO_RESIDE_NOT_MET:
            ready, form = happened, False
        elif kind == Kind.CRITERIA_TO_RESIDE_MET:
            ready = 0
        elif kind == Kind.PATHWAY_CHOSEN:
            pathway = words[detail]
        elif kind == Kind.NOTIFIED:
            form = True
        elif kind == Kind.DISCHARGED:
            if ready and form:
                yield ready, pathway, happened
            ready = 0


@pytest.mark.parametrize("pathway", ["1", "2", "3"])
def test_waits_are_from_ready_until_the_help_begins_as_told(many_to_care_homes: Replication, pathway: str) -> None:
    told = told_waits(many_to_care_homes)[pathway]
    assert len(told) > 300
    counted = tallies(many_to_care_homes, COUNTY.told)[f"wait_{pathway}"]
    assert counted == pytest.approx(sum(told) / len(told), rel=0.05)


def test_who_is_sent_back_to_a_step_does_not_make_the_wait_endless(many_to_care_homes: Replication) -> None:
    r = many_to_care_homes
    network = r.parts.model.network
    form, triage = (network.nodes[network.number(name)] for name in ("ngh_form_3", "triage_3"))
    ways = (Route(form.name, 0.5), Route("pathway_3", 0.5))
    again = replace(triage, then=ways)
    nodes = tuple(again if node is triage else node for node in network.nodes)
    model = r.parts.model._replace(network=replace(network, nodes=nodes))
    back = replace(r, parts=replace(r.parts, model=model))
    assert days_until_help(back, form) == pytest.approx(days_until_help(r, form))


# Outside A&E


def test_who_waits_outside_a_full_a_and_e_is_counted() -> None:
    r = done(overrun())
    network, census = r.parts.model.network, r.census["queued"][r.parts.span.warm_up :]
    doors = [network.number(f"{at}_{door}") for at in ("ngh", "kgh", "elsewhere") for door in ("ae", "ambulance")]
    at_midnight = census[:, doors].sum(axis=1).mean()
    assert at_midnight > 200
    assert tallies(r, COUNTY.told)["outside_ae"] == pytest.approx(at_midnight, rel=0.05)
    assert tallies(done(COUNTY, 30, 30), COUNTY.told)["outside_ae"] < 50


# Beds that are open


def test_escalation_beds_that_nobody_opened_are_not_counted_as_there() -> None:
    room = [("beds.wards.places.ngh", 800), ("beds.wards.places.kgh", 800)]
    flows = (
        COUNTY.changed([*room, ("beds.escalation.places", {"ngh": n, "kgh": n})], "room") for n in (1, 400)
    )  # fmt: skip
    few, many = (tallies(done(flow, 30, 30), COUNTY.told) for flow in flows)
    assert few["escalation"] == many["escalation"] == 0
    assert 10 < few["occupancy"] == many["occupancy"] < 100
