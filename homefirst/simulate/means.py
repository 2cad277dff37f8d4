"""Means over replications, and how sure they are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Mean(NamedTuple):
    """A mean over replications with its 95% interval (Student's t); None where one replication says nothing of that."""

    mean: float
    lower: float | None
    upper: float | None


def means(found: Sequence[Mapping[str, float]]) -> dict[str, Mean]:
    """Each measure's mean over replications."""
    return {name: mean_of([one[name] for one in found]) for name in found[0]}


def mean_of(values: Sequence[float]) -> Mean:
    """The mean of some values, and where it would lie in 95 of 100 such samples."""
    mean = sum(values) / len(values)
    if len(values) < 2:
        return Mean(mean, None, None)
    sd = math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1))
    half = t_975(len(values) - 1) * sd / math.sqrt(len(values))
    return Mean(mean, mean - half, mean + half)


def t_975(freedom: int) -> float:
    """What Student's t exceeds once in forty, at so many degrees of freedom (Cornish-Fisher expansion from 5 on)."""
    if freedom < 5:
        return (12.706, 4.303, 3.182, 2.776)[freedom - 1]
    z = 1.959964
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2
