"""Signals: which changes are real

A measure goes up and down from month to month without anything having changed. The XmR chart tells the usual ups and
downs from change. Its average is the mean of all points; its limits lie 2.66 mean steps above and below, where a step
is the difference between a point and the one before, and steps of more than 3.267 mean steps are left out once (the
workbooks of Making Data Count leave none out). Near a limit means beyond two thirds of the way to it.

A point is special if it lies outside the limits; if it belongs to seven points each higher (or each lower) than the
one before; if it is one of at least two near a limit among three in a row on one side of the average; or if it belongs
to seven points on one side of the average. The first of these that is true gives it its name. Every point of a run is
special, not the seventh only. Two equal points in a row end a trend, and a point on the average ends a run. A single
point above the average is never special by that. Limits of fewer than twelve points are trial limits.

A missing month is no point and ends no run. Across a break in the series nothing is counted and limits begin anew.

Sources: NHS England, Making Data Count, as kept by the R package NHSRplotthedots 0.2.0 (commit 050b07d, MIT), its
vignettes and tests, read 22 November 2026; monthly figures from NHSRdatasets, `ae_attendances` (CC0). Where screening
would leave no step at all, nothing is screened: the package would call every point special.
"""

from homefirst.measures.signal_words import in_words
from homefirst.measures.signals import COMMON, PRESETS, trends, xmr
from tests.spec.page import each_row

DEVIATIONS = [1.0, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# Four-hour breaches of trust RRK in type 1 departments, April 2016 to March 2018.
BREACHES = [
    1195.0, 1843, 1397, 1333, 1771, 1751, 2013, 1759, 2179, 2585, 1654, 1543, 1632, 1558, 1190, 1357, 1279, 1683, 2190,
    1804, 986, 2181, 2048, 2154,
]  # fmt: skip
# A&E attendances in England in thousands, April 2016 to March 2019.
ATTENDANCES = [
    1867.781, 2070.340, 1958.802, 2079.034, 1932.901, 1952.464, 2001.816, 1907.871, 1944.567, 1895.272, 1735.619,
    2015.834, 1949.762, 2066.789, 1994.056, 2073.944, 1924.663, 1925.961, 2044.137, 1976.971, 2003.954, 2000.086,
    1820.012, 2049.785, 1984.369, 2164.458, 2093.942, 2179.896, 1997.854, 2005.695, 2079.492, 2037.847, 2047.518,
    2113.413, 1954.947, 2167.550,
]  # fmt: skip


@each_row
def test_the_eighteen_published_points_have_the_published_limits(
    preset: str, mean: str, lower: str, upper: str
) -> None:
    """
    1, 2, 1, 2, 10 and then 1 and 2 by turns, eighteen in all, in the vignette on deviations. Only the 10 is special.

    preset  mean  lower  upper
    mdc     1.94  -0.72  4.60
    excel   1.94  -3.06  6.95
    """
    signals = xmr(DEVIATIONS, rules=PRESETS[preset])
    first = signals.points[0]
    assert [f"{limit:.2f}" for limit in (first.mean, first.lower, first.upper)] == [mean, lower, upper]
    assert [n for n, point in enumerate(signals.points) if point.kind != COMMON] == [4]


def test_eight_months_with_few_breaches_are_an_improvement() -> None:
    """The vignette sees eight points in a row coloured as improvement, February to September 2017."""
    signals = xmr(BREACHES, better="low")
    assert [n for n, point in enumerate(signals.points) if point.kind == "improvement"] == list(range(10, 18))


def test_three_years_of_attendances_each_with_limits_of_its_own_show_nothing() -> None:
    """The vignette shows three stretches of twelve grey points."""
    signals = xmr(ATTENDANCES, rebase=[12, 24])
    assert {point.kind for point in signals.points} == {COMMON}
    assert [point.part for point in signals.points] == [0] * 12 + [1] * 12 + [2] * 12


@each_row
def test_a_trend_needs_seven_points_that_all_go_one_way(values: str, special: str) -> None:
    """
    values             special
    1 2 3 4 5 6        -
    1 2 3 3 4 5 6      -
    1 2 3 4 5 6 7      all rising
    2 1 2 3 4 5 6 7 3  the middle seven rising
    7 6 5 4 3 2 1      all falling
    """
    marks = trends([float(value) for value in values.split()], 7)
    count, way = sum(map(abs, marks)), sum(marks)
    said = (
        "" if not count else f"{'all' if count == len(marks) else 'the middle seven'} {'ris' if way > 0 else 'fall'}ing"
    )
    assert said == special


@each_row
def test_what_a_board_is_told(then: str, words: str) -> None:
    """
    Twelve months of 5 and 6 by turns, from which the limits are made (mean 5.5, every step 1, so 2.84 to 8.16; near a
    limit from 7.27), and then these months. Fewer are better.

    then                 words
    5                    No real change: the ups and downs from month to month are no more than usual.
    8.1                  No real change: the ups and downs from month to month are no more than usual.
    8.2                  Getting worse: the last month is too high to be one of the usual ups and downs.
    7.5 5.8 7.5          Getting worse: two of three months in a row unusually high.
    6 5.9 6 5.9 6 5.9    Getting worse: seven months in a row above the average.
    5 4.9 5 4.9 5 4.9 5  Getting better: seven months in a row below the average.
    """
    signals = xmr([5.0, 6.0] * 6 + [float(value) for value in then.split()], better="low", fix_after=12)
    assert in_words(signals) == words


@each_row
def test_a_target_is_met_missed_or_hit_by_chance(target: str, better: str, words: str) -> None:
    """
    The same twelve months: limits 2.84 to 8.16.

    target  better  words
    9       high    consistently misses the target
    9       low     consistently meets the target
    2       high    consistently meets the target
    2       low     consistently misses the target
    6       high    hit or miss
    6       low     hit or miss
    """
    assert xmr([5.0, 6.0] * 6, better=better, target=float(target)).assurance == words
