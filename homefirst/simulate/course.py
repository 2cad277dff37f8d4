"""How a scenario goes through the year: beds by month, and the weeks in which it differs clearly from another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from homefirst.simulate.means import Mean, mean_of

Nights = NDArray[np.float64]  # a number at each midnight of one run


class Months(NamedTuple):
    """The mean of something by month."""

    begins: tuple[date, ...]  # of the months, which may not be whole at the ends
    means: tuple[Mean, ...]


class Course(NamedTuple):
    """The weeks, from 1, in which a scenario differs clearly from the first, and in which of them most."""

    weeks: int
    clear: tuple[int, ...]
    most_week: int
    most: Mean


def by_month(first_day: date, runs: Sequence[Nights]) -> Months:
    """The mean of each month over the runs."""
    days = [first_day + timedelta(days=n) for n in range(len(runs[0]))]
    first = [0, *(n for n in range(1, len(days)) if days[n].month != days[n - 1].month)]
    nights = np.diff([*first, len(days)])
    means = np.array([np.add.reduceat(run, first) for run in runs]) / nights
    return Months(tuple(days[n] for n in first), tuple(mean_of(list(column)) for column in means.T))


def course(base: Sequence[Nights], other: Sequence[Nights]) -> Course | None:
    """When the second differs from the first, pair by pair; None for less than a week."""
    weeks = len(base[0]) // 7
    if not weeks:
        return None
    apart = [(b - a)[: weeks * 7].reshape(weeks, 7).mean(axis=1) for a, b in zip(base, other, strict=True)]
    means = [mean_of(list(week)) for week in np.array(apart).T]
    clear = tuple(n + 1 for n, mean in enumerate(means) if away(mean))
    most = max(clear or range(1, weeks + 1), key=lambda week: abs(means[week - 1].mean))
    return Course(weeks, clear, most, means[most - 1])


def away(mean: Mean) -> bool:
    """Whether the interval does not hold 0."""
    return mean.lower is not None and mean.upper is not None and (mean.lower > 0 or mean.upper < 0)
