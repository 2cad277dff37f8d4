"""The reference model against the figures that eight other engines agree on, and what more places must do."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from math import sqrt

import numpy as np
import pytest

from homefirst.simulate.run import Span, parts, replications
from tests.simulate.flows import D2A_1, NORTHAMPTONSHIRE, TWO_YEARS

# Means of 20,000 replications by an engine in C, with their 95% intervals (half): SimPy, Ciw, salabim and others agree
REFERENCE = {
    "acute": (822.73, 0.33),
    "escalation": (30.13, 0.58),
    "awaiting_1": (47.48, 0.46),
    "awaiting_2": (24.02, 0.43),
    "awaiting_3": (18.58, 0.26),
    "awaiting_1_from_2": (5.02, 0.05),
    "in_1": (523.80, 0.06),
    "in_2": (216.72, 0.06),
    "in_3": (201.98, 0.06),
    "wait_1": (1.40, 0.01),
    "wait_2": (2.46, 0.04),
    "wait_3": (3.80, 0.05),
    "wait_1_from_2": (1.39, 0.01),
    "escalations": (1530, 24),
    "readmissions": (8313.6, 1.4),
    "deaths": (4843.0, 1.0),
    "arrivals": (65_714, 5),
    "events": (183_840, 20),
}
RUNS = 60


@pytest.fixture(scope="module")
def found() -> list[dict[str, float]]:
    return replications(parts(D2A_1, TWO_YEARS), 1, RUNS)


@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_model_comes_out_as_in_other_engines(name: str, found: list[dict[str, float]]) -> None:
    values = np.array([one[name] for one in found])
    mean, half = REFERENCE[name]
    error = sqrt(values.var(ddof=1) / RUNS + (half / 1.96) ** 2)
    assert abs(values.mean() - mean) / error < 4


def waits(places: tuple[int, int, int], runs: int = 8) -> list[dict[str, float]]:
    home, bed, care_home = places
    flow = replace(D2A_1, home_places=home, bed_places=bed, care_home_places=care_home)
    return replications(parts(flow, TWO_YEARS), 21, runs)


def test_more_places_in_a_service_never_make_its_waits_longer() -> None:
    """The same people in each pair of runs: only what the places change is different."""
    few, more = waits((540, 222, 208)), waits((550, 222, 208))
    assert all(b["wait_1"] <= a["wait_1"] for a, b in zip(few, more, strict=True))
    assert all(b["arrivals"] == a["arrivals"] for a, b in zip(few, more, strict=True))
    assert sum(b["wait_1"] for b in more) < sum(a["wait_1"] for a in few)
    more = waits((540, 222, 212))
    assert all(b["wait_3"] <= a["wait_3"] for a, b in zip(few, more, strict=True))
    assert all(b["wait_1"] == pytest.approx(a["wait_1"], abs=0.5) for a, b in zip(few, more, strict=True))


def test_the_same_people_in_two_runs_make_a_small_difference_plain() -> None:
    """Two more care home places: with the same draws the difference varies far less than between different people."""
    few, more = waits((540, 222, 208), 20), waits((540, 222, 210), 20)
    paired = np.var([b["awaiting_3"] - a["awaiting_3"] for a, b in zip(few, more, strict=True)])
    apart = np.var([a["awaiting_3"] for a in few]) + np.var([b["awaiting_3"] for b in more])
    assert apart / paired > 5


PLAIN_RUN = """
from datetime import date
from homefirst.simulate.run import Span, parts, replicate
from tests.simulate.flows import D2A_1, NORTHAMPTONSHIRE
for flow in (D2A_1, NORTHAMPTONSHIRE):
    done = replicate(parts(flow, Span(date(2018, 1, 1), 12, 3)), 99, tell=True)
    print(sorted(done.measures().items()))
    print(hash(done.rows.tobytes()), len(done.rows), hash(done.census.tobytes()))
"""


def test_the_compiled_loop_and_the_plain_one_give_the_same_to_the_last_digit() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", PLAIN_RUN],
            env={**os.environ, "NUMBA_DISABLE_JIT": plain, "PYTHONHASHSEED": "0"},
            capture_output=True, text=True, check=True,
        ).stdout
        for plain in ("0", "1")
    ]  # fmt: skip
    assert said[0] == said[1]
    assert "acute" in said[0]


def test_northamptonshire_admits_and_holds_as_many_as_published() -> None:
    """93.7 admissions of people aged 65 and over a day (nh.ea.rate) and 900 beds (ic.str.base), within 3% and 6%."""
    found = replications(parts(NORTHAMPTONSHIRE, Span(date(2017, 4, 3), 365, 365)), 1, 40)
    assert np.mean([one["admissions_a_day"] for one in found]) == pytest.approx(93.7, rel=0.03)
    assert np.mean([one["occupied"] for one in found]) == pytest.approx(900, rel=0.06)
