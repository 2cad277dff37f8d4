"""Gaps and slopes by deprivation, said a second time with a fitted line, on random people of all five fifths."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import oracle
import pytest
from small_tables import SHAPES, Rows, moment, spell, support, write_tables

from homefirst.measures import Period, all_measures, evaluate, measure_named
from homefirst.measures.definition import OF_ANOTHER
from homefirst.measures.fairness import between_fifths, slope_weights
from homefirst.system import System

PERIOD = Period(date(2024, 10, 1), date(2024, 12, 31))
DERIVED = [name for name, measure in all_measures().items() if measure.answer in OF_ANOTHER]


def crowd(seed: int, system: System) -> Rows:
    """Two hundred stays of as many people, more of them followed by another where people are poorer."""
    rng = random.Random(seed)
    rows: Rows = {name: [] for name in SHAPES}
    for n in range(200):
        area = rng.choice(system.areas)
        began = moment(date(2024, 10, 1) + timedelta(days=rng.randrange(80)))
        back = rng.randrange(20) if rng.random() < 0.1 * (6 - int(area.deprivation)) else None
        left = began + timedelta(days=rng.randrange(9))
        more = {"area": area.code, "council": area.council, "readmitted_after": back, "emergency": rng.random() < 0.8}
        rows["spells"].append(spell(n, n, began, left, **more))
        rows["supports"] += [support(n, left)] if rng.random() < 0.1 * int(area.deprivation) else []
    return rows


def by_fifth(base: str, rows: Rows, system: System) -> dict[int, tuple[float, float]]:
    """What the oracle counts in each fifth; a rate over the people who live there for that part of a year."""
    of_area = {area.code: int(area.deprivation) for area in system.areas}
    people: dict[int, float] = defaultdict(float)
    for area in system.areas:
        people[int(area.deprivation)] += area.population.age_65_plus
    found: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for thing in oracle.things(base, rows, PERIOD, system):
        fifth = found[of_area[thing.splits["area"]]]
        fifth[0] += thing.numerator
        fifth[1] += thing.denominator
    rate = measure_named(base).answer == "rate"
    return {n: (found[n][0], people[n] * 92 / 366 if rate else found[n][1]) for n in range(1, 6)}


@pytest.mark.parametrize("name", DERIVED)
@pytest.mark.parametrize("seed", range(3))
def test_a_gap_or_slope_is_that_of_the_fifths_counted_plainly(
    name: str, seed: int, tmp_path: Path, system: System
) -> None:
    measure, rows = measure_named(name), crowd(seed, system)
    parts = by_fifth(measure.derived_from, rows, system)
    values = np.array([number / people for number, people in parts.values()])
    if measure.answer == "gap":
        wanted = values[0] - values[4]
    else:
        share = np.array([people for _, people in parts.values()])
        share = share / share.sum()
        rank = 1 - (np.cumsum(share) - share / 2)
        wanted = np.polyfit(rank, values, 1, w=np.sqrt(share))[0]
    tables = write_tables(tmp_path, rows, first=date(2024, 1, 1), as_at=date(2026, 1, 1))
    (value,) = evaluate(measure, tables, system, PERIOD)
    assert value.value == pytest.approx(measure.per * wanted)
    assert value.lower is not None and value.upper is not None and value.lower < value.value < value.upper


def test_the_slope_of_a_straight_line_is_its_own() -> None:
    people = [12514.0, 19817, 23781, 41703, 33610]
    share = np.array(people) / sum(people)
    rank = 1 - (np.cumsum(share) - share / 2)
    found = between_fifths("slope", [(n * (0.1 + 0.3 * r), n) for n, r in zip(people, rank, strict=True)], 100, True)
    assert found.value == pytest.approx(30)
    assert sum(slope_weights(people)) == pytest.approx(0)


def test_what_is_counted_in_no_fifth_is_told_of(tmp_path: Path, system: System) -> None:
    rows = crowd(1, system)
    lost = spell(999, 999, moment(date(2024, 11, 1)), moment(date(2024, 11, 3)), area="")
    tables = write_tables(tmp_path, rows | {"spells": [*rows["spells"], lost]}, as_at=date(2026, 1, 1))
    (value,) = evaluate(measure_named("emergency_admissions_gap_by_deprivation"), tables, system, PERIOD)
    assert "in no fifth" in value.note


def test_the_slope_is_that_of_the_published_example() -> None:
    """PHEindicatormethods 093fd28, test data of the slope index, area 1: life expectancy of ten groups, 6.934616."""
    people = [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534]
    years = [
        75.9334590103081, 78.3442382727843, 83.8360631041654, 83.6375399664931, 80.4655031529559, 81.1156759857022,
        81.6930835718562, 84.1900062060987, 80.5955641081472, 86.2894349578624,
    ]  # fmt: skip
    weights = slope_weights(people[::-1])  # theirs begins with the most deprived and calls it the lowest rank
    assert sum(w * y for w, y in zip(weights, years[::-1], strict=True)) == pytest.approx(6.934616, abs=1e-6)
