"""Signals against what the makers of the rules published, and each rule by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.measures.signal_words import in_words
from homefirst.measures.signals import (
    COMMON,
    CONCERN,
    EXCEL,
    FAILS,
    HIGH,
    HIT_OR_MISS,
    IHI,
    IMPROVEMENT,
    LOW,
    MISSING,
    OUTSIDE,
    PASSES,
    RUN,
    TREND,
    TWO_OF_THREE,
    Rules,
    Signals,
    runs,
    trends,
    two_of_three,
    xmr,
)

# Twenty numbers whose limits NHSRplotthedots prints in its own tests (ptd_spc_standard snapshot, commit 050b07d).
TWENTY = (
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
)  # fmt: skip
WITH_TEN = (*TWENTY[:14], 10.0, *TWENTY[15:])
STEADY = [5.0, 6.0] * 6
FEW = st.lists(st.one_of(st.none(), st.integers(0, 12).map(float)), max_size=30)


@pytest.mark.parametrize(
    ("values", "rules", "mean", "lower", "upper"),
    [
        (TWENTY, Rules(""), 0.1416238, -3.01138, 3.294627),
        (WITH_TEN, Rules(""), 0.6694159, -2.383666, 3.722497),
        (WITH_TEN, EXCEL, 0.6694159, -4.596625, 5.935457),
    ],
)
def test_limits_are_those_that_the_makers_of_the_rules_print(
    values: tuple[float, ...], rules: Rules, mean: float, lower: float, upper: float
) -> None:
    point = xmr(values, rules=rules).points[0]
    assert (point.mean, point.lower, point.upper) == pytest.approx((mean, lower, upper), abs=5e-7, rel=5e-7)


def test_two_near_opposite_limits_are_no_signal() -> None:
    """NHSRplotthedots' own test: 1 and -1 by turns, then 5.5 and -5.5."""
    signals = xmr([1.0, -1.0] * 7 + [5.5, -5.5])
    assert [point.kind for point in signals.points[-2:]] == [COMMON, COMMON]


# The rules on signs, as the package's own tests put them (test-ptd_calculate_point_type.R).
@pytest.mark.parametrize(
    ("sides", "marked"),
    [
        ([1] * 6, [0] * 6),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 8 + [-1], [1] * 8 + [0]),
        ([-1] * 8 + [1], [-1] * 8 + [0]),
        ([1] * 3 + [0] + [1] * 6, [0] * 10),
    ],
)
def test_a_run_is_seven_on_one_side(sides: list[int], marked: list[int]) -> None:
    assert runs(sides, 7) == marked


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0] + [1] * 7 + [0]),
        ([7, 6, 5, 4, 3, 2, 1], [-1] * 7),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0] + [-1] * 7 + [0]),
        ([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [1] * 6 + [-1] * 7),  # the peak belongs to what follows
        ([*range(1, 8), 7, *range(8, 14)], [1] * 14),  # two trends beside each other keep their own direction
    ],
)
def test_a_trend_is_seven_points_of_one_direction(values: list[float], marked: list[int]) -> None:
    assert trends(values, 7) == marked


@pytest.mark.parametrize(
    ("near", "sides", "marked"),
    [
        ([1, 0, 1], [1, 1, 1], [1, 0, 1]),
        ([0, 1, 1], [1, 1, 1], [0, 1, 1]),
        ([1, 0, 1], [1, -1, 1], [0, 0, 0]),
        ([0, 0, 1, 0, 1, 0, 0], [1] * 7, [0, 0, 1, 0, 1, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [-1, 1, -1, 1, -1, 1, -1], [0] * 7),
        ([1, 0, 0, 1], [1] * 4, [0] * 4),
        ([1, 0, 0, 1, 1], [1] * 5, [0, 0, 0, 1, 1]),
        ([-1, -1, 0], [-1, -1, 0], [0, 0, 0]),
    ],
)
def test_two_of_three_must_all_lie_on_one_side(near: list[int], sides: list[int], marked: list[int]) -> None:
    assert two_of_three(near, sides) == marked


def test_outside_the_limits_is_named_before_a_trend_and_a_trend_before_a_run() -> None:
    signals = xmr([*STEADY, 1, 2, 3, 4, 5, 6, 7])
    # Mean 94 / 19 = 4.947; 18 steps: 11 of 1, one of 5, six of 1; the step of 5 is screened, so limits are
    # 4.947 less and more 2.66 x 1.
    assert (signals.points[0].lower, signals.points[0].upper) == pytest.approx((94 / 19 - 2.66, 94 / 19 + 2.66))
    assert [point.rule for point in signals.points[12:]] == [OUTSIDE, OUTSIDE] + [TREND] * 5
    assert [point.kind for point in signals.points[12:]] == [LOW, LOW] + [HIGH] * 5


def test_two_of_three_near_a_limit_are_marked_and_the_third_is_not() -> None:
    # Limits from the first 12: mean 5.5, steps of 1, so 2.84 to 8.16; near from 7.273.
    signals = xmr([*STEADY, 7.5, 5.8, 7.5], fix_after=12, better="low")
    assert [point.rule for point in signals.points[12:]] == [TWO_OF_THREE, "", TWO_OF_THREE]
    assert signals.variation == CONCERN


def test_one_point_above_the_average_is_never_a_signal() -> None:
    signals = xmr([*STEADY, 8.1], fix_after=12, better="low")
    assert signals.last is not None
    assert (signals.last.rule, signals.variation) == ("", COMMON)
    assert xmr([*STEADY, 8.2], fix_after=12, better="low").variation == CONCERN


def test_a_missing_month_breaks_no_run_and_is_no_point() -> None:
    values: list[float | None] = [*STEADY, 7, 7, 7, None, 7, 7, 7, 7]
    with_gap, without = xmr(values), xmr([value for value in values if value is not None])
    assert with_gap.points[15].kind == MISSING
    assert with_gap.points[15].mean == without.points[0].mean
    assert tuple(point for point in with_gap.points if point.kind != MISSING) == without.points
    assert {point.rule for point in with_gap.points[12:] if point.kind != MISSING} == {RUN}


def test_a_break_makes_new_limits_and_ends_a_run() -> None:
    values = [5.0, 6.0] * 6 + [15.0, 16.0] * 6
    broken = xmr(values, rebase=[12])
    assert {point.kind for point in broken.points} == {COMMON}
    assert [point.mean for point in broken.points] == [5.5] * 12 + [15.5] * 12
    assert [point.part for point in broken.points] == [0] * 12 + [1] * 12
    assert COMMON not in {point.kind for point in xmr(values).points}


def test_a_step_of_no_movement_is_not_all_special() -> None:
    """The published rules screen the only step and leave limits of no width, outside which everything lies."""
    signals = xmr([0.0, 0.0, 0.0, 0.0, 5.0])
    # Mean 1, mean step 5 / 4, limits 1 less and more 3.325.
    assert [point.rule for point in signals.points] == ["", "", "", "", OUTSIDE]
    assert {point.kind for point in xmr([3.0] * 20).points} == {COMMON}


def test_presets_differ_in_runs_and_trends() -> None:
    seven_above = [*STEADY, 5.0, *[5.9] * 7]
    assert xmr(seven_above).variation == HIGH
    assert xmr(seven_above, rules=IHI).variation == COMMON
    six_rising = [*STEADY, 4.6, 4.8, 5.0, 5.2, 5.6, 5.8]
    assert (xmr(six_rising).variation, xmr(six_rising, rules=IHI).variation) == (COMMON, HIGH)


@pytest.mark.parametrize(
    ("target", "better", "assured"),
    [
        (9, "high", FAILS), (9, "low", PASSES), (2, "high", PASSES), (2, "low", FAILS), (6, "high", HIT_OR_MISS),
        (6, "neither", ""), (None, "high", ""),
    ],
)  # fmt: skip
def test_assurance_is_the_target_beside_the_last_limits(target: float | None, better: str, assured: str) -> None:
    assert xmr(STEADY, better=better, target=target).assurance == assured


def test_limits_of_fewer_than_twelve_points_are_trial_limits() -> None:
    assert xmr(STEADY[:11]).trial
    assert not xmr(STEADY).trial
    assert xmr(STEADY * 2, rebase=[20]).trial
    assert xmr(STEADY * 2, fix_after=8).trial


def test_no_values_and_one_value_are_no_signal() -> None:
    assert xmr([]).variation == MISSING
    assert xmr([None, None]).variation == MISSING
    one = xmr([4.0], better="high", target=5)
    assert (one.variation, one.assurance, one.points[0].upper) == (COMMON, "", None)


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(ValueError, match="'up' is no way to be better"):
        xmr(STEADY, better="up")
    with pytest.raises(ValueError, match="is not inside a series of 12"):
        xmr(STEADY, rebase=[12])


@given(FEW, st.sampled_from(["high", "low", "neither"]))
def test_turning_a_series_upside_down_turns_its_signals(values: list[float | None], better: str) -> None:
    turned = xmr([None if value is None else -value for value in values], better=better)
    opposite = {IMPROVEMENT: CONCERN, CONCERN: IMPROVEMENT, HIGH: LOW, LOW: HIGH}
    assert [opposite.get(point.kind, point.kind) for point in turned.points] == [
        point.kind for point in xmr(values, better=better).points
    ]


@given(FEW)
def test_a_special_point_follows_a_rule_as_the_package_states_it(values: list[float | None]) -> None:
    """Each rule counted again point by point, slowly, from the words of the package."""
    signals = xmr(values)
    points = [point for point in signals.points if point.kind != MISSING]
    sides = [(p.value > p.mean) - (p.value < p.mean) for p in points if p.value is not None and p.mean is not None]
    for n, point in enumerate(points):
        windows = [range(n - 6 + k, n + 1 + k) for k in range(7) if n - 6 + k >= 0 and n + k < len(points)]
        in_run = any(len({sides[i] for i in window} - {0}) == 1 and all(sides[i] for i in window) for window in windows)
        assert point.rule != RUN or in_run
        assert point.rule or not in_run


@pytest.mark.parametrize(
    ("signals", "words"),
    [
        (xmr([*STEADY, *[7.0] * 7], better="low"), "Getting worse: seven months in a row above the average."),
        (
            xmr([*STEADY, 7, 7, 7, None, 7, 7, 7, 7], better="high"),
            "Getting better: seven months in a row above the average.",
        ),
        (
            xmr([*STEADY, 3, 3.5, 4, 4.5, 5, 5.5, 6], better="high"),
            "Getting better: each of the last six months was higher than the one before.",
        ),
        (
            xmr([*STEADY, 12.0], better="low"),
            "Getting worse: the last month is too high to be one of the usual ups and downs.",
        ),
        (
            xmr([*STEADY, 7.5, 5.8, 7.5], fix_after=12),
            "Higher than before: two of three months in a row unusually high.",
        ),
        (
            xmr(STEADY, better="high", target=9),
            "No real change: the ups and downs from month to month are no more than usual. "
            "As things are, the target will not be met.",
        ),
        (
            xmr([4.0]),
            "No real change: one month alone shows no change. "
            "There are fewer than twelve months, so this may change.",
        ),
        (xmr([]), "Not known: there are no values."),
    ],
)  # fmt: skip
def test_a_board_member_is_told_in_a_sentence(signals: Signals, words: str) -> None:
    assert in_words(signals) == words


def test_a_sentence_can_speak_of_weeks() -> None:
    assert in_words(xmr([*STEADY, *[7.0] * 7], better="low"), "week").endswith(
        "seven weeks in a row above the average."
    )
