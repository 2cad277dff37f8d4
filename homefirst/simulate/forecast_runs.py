"""From where everybody is to many runs of what comes: who else lives at home, how many crises to expect, and running.

How often people come into a crisis is set so that admissions go on as in the last weeks: the flow alone would not know
of a mild autumn, or of a ledger that holds one hospital of three.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from homefirst.simulate.compiled_network import Compiled
from homefirst.simulate.flow import Flow
from homefirst.simulate.forecast_known import YOUNGEST, Counts, Known, Values, counts_at
from homefirst.simulate.forecast_start import Standings, age_band
from homefirst.simulate.loop.shapes import BANDS, CLASSES
from homefirst.simulate.replication import (
    Parts,
    Progress,
    Replication,
    Span,
    nothing,
    once,
    parts,
    people_at_most,
    seed_of,
)

LEVEL_DAYS, LEVEL_RUNS, TRIAL_DAYS = 28, 10, 21
SETTLED = 7  # days of a trial before it counts: who is in a crisis as it begins is not all known
LEVELS = 9  # between which the runs are shared, since the level is known only so well


def begun(model: Compiled, stand: Standings, first_day: date, days: int) -> Parts:
    """A network with these people in place and the others at home."""
    m = model.m.copy()
    targets, m["shares"] = others(model, stand.starters, first_day)
    return parts(model._replace(m=m, targets=targets), Span(first_day, days, 0), stand.starters)


def at_level(shared: Parts, level: float) -> Parts:
    """The same with so many times the crises, and people from outside."""
    m, streams = shared.m.copy(), shared.model.streams.copy()
    m["crisis"] *= level
    streams["a_day"] *= level
    return replace(shared, m=m, model=shared.model._replace(streams=streams))


def others(model: Compiled, starters: Any, first_day: date) -> tuple[Values, Values]:
    """How many of each age are at home and nowhere else, and their shares of the classes, each "up to"."""
    shares = np.diff(np.array(model.m["shares"][0]), axis=1, prepend=0.0)
    everybody = model.targets[0][:, None] * shares
    years = ((first_day - date(1970, 1, 1)).days - starters.born) / 365.25
    bands = np.array([age_band(max(y, YOUNGEST)) for y in years], dtype=np.int64)
    np.subtract.at(everybody, (bands, starters.frailty * 5 + starters.residence), 1.0)
    left = np.clip(everybody, 1e-9, None)
    of_age = left.sum(axis=1)
    return of_age[None, :], np.cumsum(left / of_age[:, None], axis=1).reshape(1, BANDS, CLASSES)


def level_of(known: Known, flow: Flow, trial: Parts, first_day: date, seed: int) -> tuple[float, float]:
    """How many times as many crises as the flow says fit the admissions of the last four weeks, and its error.

    The flow is tried as it is, and its admissions, once settled, are set against the known ones, each for the time of
    year. The error is the standard error of the level's logarithm, counts being as Poisson counts. 1 and 0 where no
    whole week is known.
    """
    weeks = min(LEVEL_DAYS, (first_day - known.first_day).days - 1) // 7
    admitted = counts_at(known, [first_day - timedelta(days=n) for n in range(7 * weeks)], {})["admissions"].sum()
    if not admitted:
        return 1.0, 0.0
    months = flow.told["crisis"]["month"]
    expected = sum(months[(first_day - timedelta(days=n + 1)).month - 1] for n in range(7 * weeks))
    ahead = sum(months[(first_day + timedelta(days=n)).month - 1] for n in range(SETTLED, TRIAL_DAYS))
    tried = many([trial], seed + 1, LEVEL_RUNS, lambda r: {"admissions": daily(r, "admissions")}, nothing)
    came = float(tried["admissions"][:, SETTLED:].sum())
    level = (admitted / expected) / (came / LEVEL_RUNS / ahead)
    return float(level), math.sqrt(1 / admitted + 1 / came)


def many(
    shared: Sequence[Parts], seed: int, count: int, seen: Callable[[Replication], Counts], progress: Progress
) -> dict[str, Values]:
    """What is seen of so many runs, of these parts in turn: one row a run, in the order of their seeds."""
    pool = ThreadPoolExecutor(os.cpu_count() or 1)
    found: list[Counts] = []
    try:
        for counts in pool.map(lambda n: seen(told_run(shared[n % len(shared)], seed_of(seed, n))), range(count)):
            found.append(counts)
            progress(len(found), count)
    finally:
        pool.shutdown(cancel_futures=True)
    return {name: np.stack([counts[name] for counts in found]) for name in found[0]}


def told_run(shared: Parts, seed: int) -> Replication:
    """One run with all that was told; again with more room where there was too little."""
    people, rows = people_at_most(shared), (shared.span.days + 4) * 6_000
    done = once(shared, seed, people, rows)
    while done.world.full or done.world.told > rows:
        people, rows = people * (2 if done.world.full else 1), max(rows, int(done.world.told))
        done = once(shared, seed, people, rows)
    return done


def daily(replication: Replication, name: str) -> Values:
    """What the loop counted, day by day."""
    return np.diff(replication.census["counts"][name].astype(np.float64), prepend=0.0)
