"""Funnels against the test values of PHEindicatormethods 2.1.0 (testdata_funnel_*.csv, commit 093fd28)."""

from __future__ import annotations

import pytest

from homefirst.measures.funnel import (
    NOT_PLACED,
    WITHIN,
    Z_95,
    Z_998,
    Counted,
    funnel,
    limits_at,
    lines,
    place,
    rate_limits,
)

VACCINATED = 0.806424478571495  # the 303 areas of testdata_funnel_prop_inputs together


@pytest.mark.parametrize(
    ("size", "percentages"),
    [
        (1, (0, 3.204264, 100, 100)),
        (2, (0, 25.885383, 100, 100)),
        (75, (66.544121, 71.700657, 89.584239, 94.740774)),
        (908, (76.59058, 78.072571, 83.212324, 84.694316)),
        (110_000, (80.274317, 80.408963, 80.875933, 81.010578)),
    ],
)
def test_limits_of_a_share_are_as_published(size: float, percentages: tuple[float, ...]) -> None:
    assert [100 * limit for limit in limits_at(size, "share", VACCINATED)[1:]] == pytest.approx(percentages, abs=1e-6)


@pytest.mark.parametrize(
    ("area", "people", "of", "where"),
    [
        ("New Forest", 35078.488, 41980, "above the 99.8% limit"),
        ("Norwich", 24803.6256, 31824, "below the 99.8% limit"),
        ("South Gloucestershire", 50050.7443, 61921, WITHIN),
        ("West Norfolk", 26789.238, 33012, "above the 95% limit"),
        ("North Devon", 30277.5312, 37828, "below the 95% limit"),
    ],
)
def test_an_area_lies_where_published(area: str, people: float, of: float, where: str) -> None:
    assert place(Counted(area, people, of), "share", VACCINATED) == where


# Events observed, and the expected events at which they just reach each limit (testdata_funnel_ratio_outputs).
@pytest.mark.parametrize(
    ("events", "low_95", "high_95", "low_998", "high_998"),
    [
        (1, 5.571644585, 0.025317898, 9.233410143, 0.001000547),
        (2, 7.224687515, 0.242209467, 11.22886836, 0.04540199),
        (10, 18.39035799, 4.795387629, 24.13397235, 2.960519925),
        (76, 95.12534408, 59.87935959, 106.9865611, 51.87910683),
        (716, 770.4222128, 664.5083011, 802.60414, 636.1521174),
    ],
)
def test_limits_of_a_rate_are_as_published(
    events: int, low_95: float, high_95: float, low_998: float, high_998: float
) -> None:
    found = (
        rate_limits(low_95, 0.025, Z_95)[0],
        rate_limits(high_95, 0.025, Z_95)[1],
        rate_limits(low_998, 0.001, Z_998)[0],
        rate_limits(high_998, 0.001, Z_998)[1],
    )
    assert found == pytest.approx((events,) * 4, rel=3e-4)


@pytest.mark.parametrize(
    ("events", "expected", "where"),
    [
        (8, 6.239860227, WITHIN),
        (151, 106.4429719, "above the 99.8% limit"),
        (159, 232.9329036, "below the 99.8% limit"),
        (220, 249.8012944, WITHIN),
        (150, 119.5695496, "above the 95% limit"),
        (0, 240.6273499, "below the 99.8% limit"),
    ],
)
def test_a_rate_lies_where_published(events: float, expected: float, where: str) -> None:
    assert place(Counted("", events, expected), "rate", 1.0) == where


def test_the_reference_is_all_areas_together_unless_one_is_given() -> None:
    areas = [Counted("A", 10, 100), Counted("B", 30, 100)]
    found = funnel(areas, "share")
    assert found is not None
    assert found.reference == 0.2
    assert [area.place for area in found.areas] == ["below the 95% limit", "above the 95% limit"]
    given = funnel(areas, "share", reference=0.1)
    assert given is not None
    assert [area.place for area in given.areas] == [WITHIN, "above the 99.8% limit"]


def test_nobody_to_count_is_not_placed() -> None:
    found = funnel([Counted("A", 0, 0), Counted("B", 3, 10)], "rate")
    assert found is not None
    assert (found.areas[0].place, found.areas[0].value) == (NOT_PLACED, None)
    assert funnel([Counted("A", 0, 0)], "share") is None
    assert funnel([], "share") is None
    assert lines(0, "share", 0.5) == []


def test_a_reference_of_none_or_all_leaves_no_room() -> None:
    assert limits_at(10, "share", 0.0)[1:] == (0, 0, 0, 0)
    assert limits_at(10, "share", 1.0)[1:] == (1, 1, 1, 1)
    assert limits_at(10, "rate", 0.0)[1:] == (0, 0, 0, 0)


def test_so_few_expected_that_none_at_all_proves_nothing() -> None:
    """exp(-3.689) is 0.025: with fewer expected, no event at all is not surprising."""
    assert rate_limits(3.68, 0.025, Z_95)[0] == 0
    assert rate_limits(3.70, 0.025, Z_95)[0] > 0


def test_lines_narrow_towards_the_reference() -> None:
    found = lines(5000, "rate", 0.02)
    assert found[-1].denominator == pytest.approx(5250)
    widths = [limits.inner_upper - limits.inner_lower for limits in found]
    assert widths == sorted(widths, reverse=True)
    assert all(o <= i <= 0.02 <= u <= v for _, o, i, u, v in found)


def test_what_is_not_a_funnel_is_refused() -> None:
    with pytest.raises(ValueError, match="has no funnel"):
        funnel([], "percentile")
    with pytest.raises(ValueError, match="A: 3 of 2 is not a share"):
        funnel([Counted("A", 3, 2)], "share")
