"""Draws lie evenly between 0 and 1, whatever kind of number their key is."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import pytest

from homefirst.simulate.loop.chance import draw
from homefirst.simulate.loop.shapes import Purpose


@numba.njit
def signed(count: int) -> Any:
    return [
        draw(numba.uint64(1), numba.int64(n), numba.int64(0), Purpose.HOME_GAP, numba.int64(0)) for n in range(count)
    ]


@numba.njit
def unsigned(count: int) -> Any:
    return [
        draw(numba.uint64(1), numba.int64(n), numba.int64(0), Purpose.HOME_GAP, numba.uint64(0)) for n in range(count)
    ]


def test_a_key_draws_the_same_whether_or_not_it_could_be_below_0() -> None:
    assert signed(1_000) == unsigned(1_000)


@pytest.mark.parametrize("drawn", [signed, unsigned])
def test_draws_lie_evenly_between_0_and_1(drawn: Any) -> None:
    tenths, _ = np.histogram(drawn(20_000), bins=10, range=(0, 1))
    assert abs(tenths - 2_000).max() < 5 * (20_000 * 0.1 * 0.9) ** 0.5
