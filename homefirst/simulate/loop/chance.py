"""Chance: every draw has a key of its own, so that two runs differ only where their numbers differ."""

# mypy: disable-error-code="no-any-return"

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import numba
from numba import int64, uint64

from homefirst.simulate.loop.shapes import CELLS, DAY, LEVELS

F = TypeVar("F", bound=Callable[..., Any])
LONG = 1e7  # days: what comes never, or hardly ever, comes after the end of any run
entry: Callable[[F], F] = numba.njit(cache=True, nogil=True, error_model="numpy", _nrt=False)
rule: Callable[[F], F] = numba.njit(
    nogil=True, error_model="numpy", _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True
)


@rule
def mixed(x: int) -> int:
    """64 bits stirred until each hangs on all (the finaliser of SplitMix64: Steele, Lea and Flood, 2014)."""
    x = (x ^ (x >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> uint64(27))) * uint64(0x94D049BB133111EB)
    return x ^ (x >> uint64(31))


@rule
def draw(seed: int, who: int, episode: int, purpose: int, key: int) -> float:
    """A number between 0 and 1, neither included, that these five always have."""
    x = mixed(uint64(seed) * uint64(0x9E3779B97F4A7C15) + uint64(who))
    x += uint64(episode) * uint64(0xD1342543DE82EF95) + uint64(purpose) * uint64(0x2545F4914F6CDD1D)
    x = mixed(x + uint64(key))  # a signed key would make the sum a fraction, and of the draws one half
    return (float(x >> uint64(12)) + 0.5) * 2.0**-52


@rule
def length_of(days: Any, u: float) -> int:
    """The length of stay that a share u of people stay no longer than, in microseconds: never none at all.

    The tables halve what is left of the people at each level, so that the longest stays are as exact as the rest.
    """
    part, power = math.frexp(1.0 - u)
    level = min(max(-power, 0), LEVELS - 1)
    place = (1.0 - part) * 2.0 * CELLS if power <= 0 else 0.0
    cell = min(int(place), CELLS - 1)
    over = place - cell
    stay = days[level, cell] * (1.0 - over) + days[level, cell + 1] * over
    return max(int64(stay * DAY), int64(1))


@rule
def gap(u: float, a_day: float) -> int:
    """Until the next of so many a day, in microseconds."""
    return max(int64(min(-math.log(u) / a_day, LONG) * DAY), int64(1))


@rule
def one_of(up_to: Any, u: float) -> int:
    """Which of these shares, each "up to", a draw falls in."""
    n = 0
    while n < len(up_to) - 1 and u >= up_to[n]:
        n += 1
    return n
