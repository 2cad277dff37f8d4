"""Rows of the arrays that a run reads and writes, found by where the array begins and the number of the row.

The loop hands one row from step to step (shapes.WORLD), in which the beginnings of the large arrays stand. Handing the
arrays themselves cost more than the steps: each is seven numbers, at every call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from numba import types
from numba.extending import intrinsic

from homefirst.simulate.loop import shapes


def rows_of(shape: np.dtype[np.void]) -> Callable[[int, int], Any]:
    """A function that gives row `k` of an array of this shape that begins at `address`, to read and to write."""
    if numba.config.DISABLE_JIT:
        return plain_rows_of(shape)
    record, size = numba.from_dtype(shape), shape.itemsize

    @intrinsic  # type: ignore[untyped-decorator]
    def at(context: Any, address: Any, k: Any) -> Any:
        def generate(target: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            base, n = arguments
            return builder.inttoptr(builder.add(base, builder.mul(n, base.type(size))), target.get_value_type(record))

        return record(types.int64, types.int64), generate

    return at  # type: ignore[no-any-return]


def plain_rows_of(shape: np.dtype[np.void]) -> Callable[[int, int], Any]:
    """The same without the compiler."""

    def at(address: int, k: int) -> Any:
        memory = memoryview((ctypes.c_char * shape.itemsize).from_address(int(address) + int(k) * shape.itemsize))
        return np.frombuffer(memory, dtype=shape).view(np.recarray)[0]

    return at


person = rows_of(shapes.PERSON)
line = rows_of(shapes.LINE)
slot = rows_of(shapes.SLOT)
later = rows_of(shapes.SLOT)
born = rows_of(shapes.BORN)
told = rows_of(shapes.TOLD)
table = rows_of(shapes.TABLE)
day = rows_of(shapes.DAYS)
target = rows_of(shapes.TARGET)
tick = rows_of(shapes.CLOCK)
starter = rows_of(shapes.STARTER)
night = rows_of(shapes.NIGHT)
