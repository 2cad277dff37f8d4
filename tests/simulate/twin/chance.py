"""Draws by a key of five numbers, and what is made of a draw: a length of stay, a gap, one of several shares."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from functools import cache

from homefirst.simulate.loop.shapes import CELLS, DAY, LEVELS
from homefirst.simulate.network import Stay

BITS = 2**64 - 1


def stirred(x: int) -> int:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014), on 64 bits."""
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & BITS
    x = (x ^ x >> 27) * 0x94D049BB133111EB & BITS
    return x ^ x >> 31


def draw(seed: int, who: int, episode: int, purpose: int, key: int = 0) -> float:
    """A number between 0 and 1 that these five always have: 52 bits and a half, so that it is neither."""
    x = stirred(seed * 0x9E3779B97F4A7C15 + who & BITS)
    x = stirred(x + episode * 0xD1342543DE82EF95 + purpose * 0x2545F4914F6CDD1D + key & BITS)
    return ((x >> 12) + 0.5) / 2**52


@cache
def table_of(stay: Stay) -> list[list[float]]:
    """Days by level and cell, as the network gives them."""
    return [list(map(float, level)) for level in stay.table()]


def length_of(stay: Stay, u: float) -> int:
    """Microseconds that a share `u` of people stay no longer than; the longest half of the half has as many cells."""
    longer, level = 1 - u, 0
    while longer < 0.5:
        longer, level = longer * 2, level + 1
    cell, over = divmod((1 - longer) * 2 * CELLS, 1)
    days = table_of(stay)[min(level, LEVELS - 1)]
    between = days[int(cell)] * (1 - over) + days[int(cell) + 1] * over
    return max(int(between * DAY), 1)


def gap(u: float, a_day: float) -> int:
    """Microseconds to the next of so many a day; what never comes is put ten million days off."""
    days = -math.log(u) / a_day if a_day > 0 else math.inf
    return max(int(min(days, 1e7) * DAY), 1)


def one_of(up_to: Sequence[float], u: float) -> int:
    """Which of these cumulative shares a draw falls in; the last takes what is left."""
    return next((n for n, share in enumerate(up_to[:-1]) if u < share), len(up_to) - 1)


def short(number: float) -> float:
    """A number as the loop keeps multiples and shares by class: in 32 bits."""
    return float(struct.unpack("f", struct.pack("f", number))[0])
