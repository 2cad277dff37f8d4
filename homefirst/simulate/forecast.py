"""The next weeks, from where everybody is now: beds needed, people ready to leave, queues, with how sure they are.

The ledger says who is in which bed, queue and service (forecast_start.py); everybody else is at home. From there the
simulator runs many times. How much longer a stay lasts hangs on how long it has lasted. An interval says in what share
of the runs the number of that day was within it: it is for one day to come, not for a mean.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np

from homefirst.columns import Tables
from homefirst.days import midnight
from homefirst.event import Kind
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.flow import Flow
from homefirst.simulate.forecast_known import Counts, Known, Values, counts_at, known_at, last_midnight, utc
from homefirst.simulate.forecast_runs import LEVELS, TRIAL_DAYS, at_level, begun, daily, level_of, many
from homefirst.simulate.forecast_start import FIRST_CANDIDATE, Standings, standing
from homefirst.simulate.loop.shapes import Flag, Tell, Word
from homefirst.simulate.replication import (
    Progress,
    Replication,
    SimulationFault,
    nothing,
)

DAYS_AT_MOST = 28
FEWEST = 39  # runs of which the least and the greatest are the ends of a 95% interval
SHARES = {"lower_95": 0.025, "lower_80": 0.1, "median": 0.5, "upper_80": 0.9, "upper_95": 0.975}
TITLES = {
    "beds": "Acute beds needed: in use, or waited for in A&E",
    "boarding": "of them, waiting in A&E for a bed",
    "not_needing": "In an acute bed, ready to leave",
    "queue_1": "of them, waiting for help at home (pathway 1)",
    "queue_2": "of them, waiting for a bed elsewhere (pathway 2)",
    "queue_3": "of them, waiting for a care home (pathway 3)",
    "admissions": "Admissions on the day",
    "discharges": "Discharges on the day",
}


@dataclass(frozen=True)
class Forecast:
    """What the coming midnights may bring. `bands` are by name and then by SHARES, one number for each day.

    `first_day` is the first day to come; `now` what the ledger tells of the midnight with which it begins. `level` is
    how many times as many crises as the flow says brought the admissions of the last weeks.
    """

    origin: str
    first_day: date
    titles: Mapping[str, str]
    now: Mapping[str, float]
    bands: Mapping[str, Mapping[str, Values]]
    runs: Mapping[str, Values]  # every run's numbers, one row a run
    level: float
    said: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.runs["beds"])

    @property
    def days(self) -> int:
        return int(self.runs["beds"].shape[1])

    def date_of(self, day: int) -> date:
        """The date of a day to come, the first being 1; it is counted at the midnight that ends it."""
        return self.first_day + timedelta(days=day - 1)


def hospitals_of(flow: Flow) -> dict[str, str]:
    """Providers by the flow's names of its hospitals."""
    return {name: flow.told["hospital"][name]["code"] for name in flow.told["system"]["hospitals"]}


def forecast(
    known: Known,
    flow: Flow,
    first_day: date,
    *,
    days: int = DAYS_AT_MOST,
    count: int = 200,
    seed: int = 1,
    progress: Progress = nothing,
) -> Forecast:
    """The days to come, from what was known as `first_day` began. Raises SimulationFault for what cannot be begun."""
    check(days, count)
    model = compiled(flow.network(first_day, days))
    stand = standing(known, flow, model.network, first_day)
    now = {name: float(of[0]) for name, of in counts_at(known, [first_day], hospitals_of(flow)).items()}
    if not now["beds"]:
        raise SimulationFault(
            f"Nobody is known to be in hospital on {first_day.isoformat()}, so there is nothing to begin from. "
            "Take in a feed of admissions first, or give another time: --as-at."
        )
    shared = begun(model, stand, first_day, days)
    level, error = level_of(known, flow, begun(model, stand, first_day, TRIAL_DAYS), first_day, seed)
    levels = [level * math.exp(error * NormalDist().inv_cdf((n + 0.5) / LEVELS)) for n in range(LEVELS)]
    runs = many([at_level(shared, one) for one in levels], seed, count, lambda r: seen(r, stand, flow), progress)
    bands = {name: quantiles(of) for name, of in runs.items()}
    return Forecast(known.origin, first_day, titles_of(flow), now, bands, runs, level, stand.said)


def forecast_from(
    tables: Tables,
    flow: Flow,
    scratch: Path,
    as_at: datetime | None = None,
    *,
    days: int = DAYS_AT_MOST,
    count: int = 200,
    seed: int = 1,
    progress: Progress = nothing,
) -> Forecast:
    """A forecast from the midnight before `as_at`, the end of the ledger if not given. Raises SimulationFault.

    `scratch` is a folder in which the tables as they were known then are made, and taken away again.
    """
    if not tables.events:
        raise SimulationFault("There is nothing in this ledger yet to forecast from. Take in a feed first.")
    last, day = last_midnight(tables.as_at), last_midnight(as_at or tables.as_at)
    if day > last:
        raise SimulationFault(
            f"{day.isoformat()} cannot be forecast from: the ledger ends on {last.isoformat()}. Ask for no later."
        )
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        known = known_at(tables, utc(midnight(day)), Path(folder))
        try:
            return forecast(known, flow, day, days=days, count=count, seed=seed, progress=progress)
        finally:
            known.close()


def check(days: int, count: int) -> None:
    """Refuse what a forecast cannot be asked. Raises SimulationFault."""
    if not 1 <= days <= DAYS_AT_MOST:
        raise SimulationFault(f"{days} days cannot be forecast. Ask for 1 to {DAYS_AT_MOST}.")
    if count < FEWEST:
        raise SimulationFault(f"{count} replications are too few for a 95% interval. Ask for {FEWEST} or more.")


def titles_of(flow: Flow) -> dict[str, str]:
    """What each number of a forecast is called."""
    by_hospital = {f"beds_{name}": f"of them, {flow.told['hospital'][name]['title']}" for name in hospitals_of(flow)}
    return {"beds": TITLES["beds"]} | by_hospital | TITLES


def quantiles(runs: Values) -> dict[str, Values]:
    """The ends of the intervals: a new day falls below the k-th of n runs with chance k / (n + 1)."""
    return {name: np.quantile(runs, share, axis=0, method="weibull") for name, share in SHARES.items()}


# What is seen of each run


def seen(replication: Replication, stand: Standings, flow: Flow) -> Counts:
    """What a forecast tells of one run, as numbers by day."""
    r = replication
    nodes = r.parts.model.network.nodes
    beds, found = np.zeros((len(hospitals_of(flow)), r.parts.span.days)), {}
    boarding = np.zeros(r.parts.span.days)
    for n, node in enumerate(nodes):
        if node.flags & Flag.BED:
            beds[node.site] += r.census["inside"][:, n]
        elif node.flags & Flag.AE:
            beds[node.site] += r.census["blocked"][:, n]
            boarding += r.census["blocked"][:, n]
    found["beds"] = beds.sum(axis=0)
    found |= {f"beds_{name}": beds[n] for n, name in enumerate(hospitals_of(flow))}
    found["boarding"] = boarding
    found["not_needing"] = r.census["counts"]["not_needing"].astype(np.float64)
    found |= queues(r, stand.starters)
    return found | {name: daily(r, name) for name in ("admissions", "discharges")}


def queues(replication: Replication, starters: Any) -> Counts:
    """Those ready to leave a hospital bed, by pathway, at each midnight: from how they stood and what was told."""
    people, rows, nights = replication.people, replication.rows, replication.parts.span.nights
    stood = np.zeros(len(people), dtype=np.int64)  # 0, or one more than the pathway on which they wait
    here = people.candidate >= FIRST_CANDIDATE
    here &= people.candidate < FIRST_CANDIDATE + (1 << 32)
    waits = starters[np.argsort(starters.candidate)]
    stood_at = np.searchsorted(waits.candidate, people.candidate[here])
    stood[here] = np.where(waits.ready > 0, waits.pathway + 1, 0)[stood_at]
    first = np.bincount(stood, minlength=5)
    kept = np.isin(rows.kind, [Tell[kind.name] for kind in CHANGES])
    kept &= rows.happened < nights[-1]
    rows = rows[kept]
    rows = rows[np.argsort(rows.person, kind="stable")]
    chosen = rows.kind == Tell.PATHWAY_CHOSEN
    after = np.where(chosen, rows.detail - Word.PATHWAY + 1, 0).astype(np.int64)
    before = np.concatenate([[0], after[:-1]])
    starts = np.concatenate([[True], rows.person[1:] != rows.person[:-1]])[: len(rows)]
    before = np.where(starts, stood[rows.person], before[: len(rows)])
    night = np.searchsorted(nights[1:], rows.happened, side="right")
    change = np.zeros((5, len(nights) - 1))
    np.add.at(change, (after, night), 1.0)
    np.add.at(change, (before, night), -1.0)
    waiting = first[:, None] + np.cumsum(change, axis=1)
    return {f"queue_{pathway}": waiting[pathway + 1] for pathway in (1, 2, 3)}


CHANGES = (Kind.ADMITTED, Kind.DISCHARGED, Kind.CRITERIA_TO_RESIDE_MET, Kind.PATHWAY_CHOSEN)
