"""How rules are compiled, and the day by the clock in England: what every file of compiled rules begins with."""

# mypy: disable-error-code="no-any-return"
# (the fields of an array's rows have no types that mypy knows)

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import numba
import numpy as np

from homefirst.days import LONDON

F = TypeVar("F", bound=Callable[..., Any])

# Nothing here makes or keeps an array, so reference counts are left out (_nrt): they took two thirds of the time.
# What has only one caller (`once`) is compiled as part of it, because every level of calls is optimised again.
entry: Callable[[F], F] = numba.njit(cache=True, nogil=True, error_model="numpy", _nrt=False)
rule: Callable[[F], F] = numba.njit(
    nogil=True, error_model="numpy", _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True
)
once: Callable[[F], F] = numba.njit(inline="always")

MICROSECONDS_A_DAY = 86_400_000_000
MICROSECONDS_AN_HOUR = 3_600_000_000
MICROSECONDS_A_YEAR = 31_556_952_000_000
FIRST_YEAR, LAST_YEAR = 1970, 2100


def clock_change(start: datetime, end: datetime) -> datetime:
    """The moment between two at which the clocks in England changed; by halving."""
    before = start.astimezone(LONDON).utcoffset()
    while end - start > timedelta(seconds=1):
        middle = start + (end - start) / 2
        if middle.astimezone(LONDON).utcoffset() == before:
            start = middle
        else:
            end = middle
    return end.replace(microsecond=0)


def summer_times() -> tuple[np.ndarray, np.ndarray]:
    """When British Summer Time begins and ends in each year, in microseconds UTC."""
    begins, ends = [], []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        january, july = datetime(year, 1, 1, tzinfo=UTC), datetime(year, 7, 1, tzinfo=UTC)
        begins.append(clock_change(january, july))
        ends.append(clock_change(july, datetime(year, 12, 31, tzinfo=UTC)))
    as_numbers = [[int(t.timestamp()) * 1_000_000 for t in times] for times in (begins, ends)]
    return np.array(as_numbers[0], dtype=np.int64), np.array(as_numbers[1], dtype=np.int64)


SUMMER_BEGINS, SUMMER_ENDS = summer_times()


@rule
def local_day(time: int) -> int:
    """The day on the wall in England, as days since 1970."""
    day = time // MICROSECONDS_A_DAY
    if time - day * MICROSECONDS_A_DAY < 23 * MICROSECONDS_AN_HOUR:
        return day
    year = min(max(time // MICROSECONDS_A_YEAR, 0), len(SUMMER_BEGINS) - 1)
    return day + 1 if SUMMER_BEGINS[year] <= time < SUMMER_ENDS[year] else day
