"""Intervals and percentiles against published values, and against numpy."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.measures.funnel import Z_998
from homefirst.measures.intervals import (
    byar,
    chi_square_quantile,
    order_statistics,
    percentile,
    wilson,
)


# Newcombe, Statistics in Medicine 1998; 17: 857-872, table I, method 3 (Wilson without continuity correction).
@pytest.mark.parametrize(
    ("part", "whole", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_as_published(part: int, whole: int, lower: float, upper: float) -> None:
    found = wilson(part, whole)
    assert (round(found.lower, 4), round(found.upper, 4)) == (lower, upper)


def test_the_interval_of_none_and_of_all_mirror_each_other() -> None:
    none, everyone = wilson(0, 20), wilson(20, 20)
    assert (none.lower, everyone.upper) == (0, 1)
    assert none.upper == pytest.approx(1 - everyone.lower)


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_not_a_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson(part, whole)


# Exact 95% limits of a Poisson count, as in the usual tables (Pearson and Hartley; Breslow and Day, volume II).
@pytest.mark.parametrize(
    ("events", "lower", "upper"), [(0, 0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (9, 4.115, 17.085)]
)
def test_the_interval_of_a_small_count_is_exact(events: int, lower: float, upper: float) -> None:
    found = byar(events)
    assert (round(found.lower, 3), round(found.upper, 3)) == (lower, upper)
    assert found.method.startswith("exact")


@pytest.mark.parametrize(
    ("events", "lower", "upper"), [(10, 4.795, 18.390), (20, 12.217, 30.888), (100, 81.364, 121.627)]
)
def test_byars_interval_is_within_one_part_in_150_of_the_exact_one(events: int, lower: float, upper: float) -> None:
    found = byar(events)
    assert found.method.startswith("Byar")
    assert (found.lower, found.upper) == (pytest.approx(lower, rel=1 / 150), pytest.approx(upper, rel=1 / 150))


# PHEindicatormethods 2.1.0, testdata_Byars_Wilson.xlsx (commit 093fd28), read 22 November 2026.
@pytest.mark.parametrize(
    ("events", "lower", "upper", "lower_998", "upper_998"),
    [
        (65, 50.163187710459454, 82.84913854593984, 42.8802614714802, 94.00029084431802),
        (1045, 982.5932018073325, 1110.33121298565, 947.9407035610374, 1148.806160988033),
    ],
)
def test_byars_interval_is_as_public_health_england_gives_it(
    events: int, lower: float, upper: float, lower_998: float, upper_998: float
) -> None:
    assert byar(events)[:2] == pytest.approx((lower, upper))
    assert byar(events, Z_998, 0.001)[:2] == pytest.approx((lower_998, upper_998))


@pytest.mark.parametrize(
    ("part", "whole", "limits", "limits_998"),
    [
        (65, 100, (0.5525444329688797, 0.7363575175690247), (0.4954946574070431, 0.7783540614089697)),
        (1045, 5000, (0.19795549880013297, 0.22049130373189027), (0.19179381799015244, 0.22731562902525818)),
        (0.445, 1, (0.04381744772058822, 0.9334621276979156), (0.019347006132900975, 0.9702259947019541)),
    ],
)
def test_wilsons_interval_is_as_public_health_england_gives_it(
    part: float, whole: float, limits: tuple[float, float], limits_998: tuple[float, float]
) -> None:
    assert wilson(part, whole)[:2] == pytest.approx(limits)
    assert wilson(part, whole, Z_998)[:2] == pytest.approx(limits_998)


def test_a_count_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 is not a count"):
        byar(-1)


@pytest.mark.parametrize(
    ("probability", "degrees", "value"), [(0.95, 1, 3.841), (0.975, 10, 20.483), (0.025, 10, 3.247), (0.99, 5, 15.086)]
)
def test_chi_square_is_as_in_the_tables(probability: float, degrees: int, value: float) -> None:
    assert round(chi_square_quantile(probability, degrees), 3) == value


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60), st.sampled_from([0.0, 0.1, 0.5, 0.9, 0.99, 1.0]))
def test_a_percentile_is_what_numpy_gives_by_linear_interpolation(nights: list[int], share: float) -> None:
    assert percentile(Counter(nights), share) == pytest.approx(np.quantile(nights, share, method="linear"))


def test_no_stays_have_no_percentile() -> None:
    assert percentile({}, 0.9) is None


def test_the_interval_of_a_percentile_holds_it_and_needs_enough_stays() -> None:
    assert order_statistics(Counter(range(99)), 0.9) is None
    found = order_statistics(Counter(range(1000)), 0.9)
    assert found is not None
    assert (found.lower, found.upper) == (880, 919)  # ranks 881 and 920 of 1,000: 900 less and more 1.96 x 9.49
