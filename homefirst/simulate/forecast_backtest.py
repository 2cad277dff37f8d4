"""How far a forecast can be believed: forecasts from past dates, each from what was known then, held to what followed.

Beside each stand two forecasts that need no model: it stays as it is today, and it is as on the same weekday of the
last week known.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from homefirst.columns import Tables
from homefirst.days import local_date, midnight
from homefirst.simulate.flow import Flow
from homefirst.simulate.forecast import DAYS_AT_MOST, Forecast, check, forecast, hospitals_of, titles_of
from homefirst.simulate.forecast_known import Counts, Known, Values, counts_at, known_at, last_midnight, utc
from homefirst.simulate.forecast_start import LATELY_HOME
from homefirst.simulate.replication import Progress, SimulationFault, nothing

AHEAD = (1, 3, 7, 14, 28)


class Score(NamedTuple):
    """How the forecasts of one number, so many days ahead, did; errors in its own unit, a forecast being the median."""

    quantity: str
    days_ahead: int
    dates: int
    within_80: float  # share of dates on which what followed lay in the 80% interval
    within_95: float
    bias: float  # forecast less what followed, on average
    error: float  # mean absolute
    error_if_as_today: float
    error_if_as_last_week: float


@dataclass(frozen=True)
class Backtest:
    """The scores, and the dates that were forecast from."""

    origin: str
    titles: dict[str, str]
    dates: tuple[date, ...]
    count: int
    scores: tuple[Score, ...]


def backtest(
    tables: Tables,
    flow: Flow,
    dates: int,
    scratch: Path,
    *,
    days: int = DAYS_AT_MOST,
    count: int = 200,
    seed: int = 1,
    progress: Progress = nothing,
) -> Backtest:
    """Forecast from so many past dates and score it. Raises SimulationFault where the ledger is too short for that.

    `scratch` is a folder in which the tables as they were then are made, one date at a time, and taken away again.
    """
    check(days, count)
    begun = days_to_begin(local_date(tables.first_at), last_midnight(tables.as_at), dates, days)
    told = {name: tables.sql(name) for name in tables.names}
    whole = Known(told, tables.as_at, tables.origin, local_date(tables.first_at))
    made: list[tuple[Forecast, Counts, Counts]] = []
    for n, day in enumerate(begun):
        followed = counts_at(whole, [day + timedelta(days=ahead + 1) for ahead in range(days)], hospitals_of(flow))
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            known = known_at(tables, utc(midnight(day)), Path(folder))
            last_week = counts_at(known, [day - timedelta(days=6 - back) for back in range(7)], hospitals_of(flow))
            done = forecast(known, flow, day, days=days, count=count, seed=seed + 2 * n)
            known.close()
        made.append((done, followed, last_week))
        progress(len(made), dates)
    whole.close()
    return Backtest(tables.origin, titles_of(flow), tuple(begun), count, tuple(scores(made, days)))


def days_to_begin(first: date, last: date, dates: int, days: int) -> list[date]:
    """So many dates, evenly over the ledger and over the week: late enough to know who lately left hospital."""
    earliest, latest = first + timedelta(days=LATELY_HOME + 7), last - timedelta(days=days + 7)
    needed = LATELY_HOME + 14 + days
    if (latest - earliest).days < max(dates, 2):
        raise SimulationFault(
            f"The ledger has {(last - first).days} days; to try {dates} dates it needs {needed + max(dates, 2)}. "
            "Ask for fewer days ahead (--days), or fewer dates, or bring in a longer ledger."
        )
    if dates < 2:
        raise SimulationFault(f"{dates} dates are too few to judge by. Ask for 2 or more.")
    even = [earliest + timedelta(days=round(n * (latest - earliest).days / (dates - 1))) for n in range(dates)]
    return [day + timedelta(days=(n - day.weekday()) % 7) for n, day in enumerate(even)]


def scores(made: Sequence[tuple[Forecast, Counts, Counts]], days: int) -> Iterator[Score]:
    """The scores of each number, by how many days ahead."""
    for name in made[0][0].titles:
        bands = {share: stacked(done.bands[name][share] for done, _, _ in made) for share in made[0][0].bands[name]}
        followed = stacked(after[name] for _, after, _ in made)
        week = stacked(before[name] for _, _, before in made)
        for ahead in (n for n in AHEAD if n <= days):
            of_day = {share: values[:, ahead - 1] for share, values in bands.items()}
            as_last_week = week[:, (ahead - 1) % 7]
            yield score(name, ahead, of_day, followed[:, ahead - 1], (week[:, -1], as_last_week))


def stacked(rows: Iterator[Any]) -> Values:
    return np.stack(list(rows))


def score(name: str, ahead: int, bands: dict[str, Values], followed: Values, plain: tuple[Values, Values]) -> Score:
    """The score of one number so many days ahead: by date, the bands, what followed and the two plain forecasts."""
    within = {
        width: float(np.mean((bands[f"lower_{width}"] <= followed) & (followed <= bands[f"upper_{width}"])))
        for width in (80, 95)
    }
    off = bands["median"] - followed
    errors = [float(np.abs(guess - followed).mean()) for guess in (bands["median"], *plain)]
    return Score(name, ahead, len(followed), within[80], within[95], float(off.mean()), *errors)
