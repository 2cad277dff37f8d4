"""Reading one cell: what is certain is mended and said, a mark is never a nought."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from homefirst.published.cells import (
    either_way,
    financial_year,
    month_in_year,
    number,
    order_of,
    plain,
    quarter,
    quarter_in_words,
    read_day,
    read_month,
    share,
)


@pytest.mark.parametrize(
    ("cell", "value", "repaired"),
    [
        ("1234", 1234, False),
        ("1,234", 1234, True),
        ("1 234 567", 1234567, True),
        ("1\u00a0234", 1234, True),
        (" 12.50 ", 12.5, False),
        (87.0, 87, False),
        ("5*", 5, True),
        ("1,021 [r]", 1021, True),
        ("1e3", 1000, False),
        ("0", 0, False),
    ],
)
def test_a_number_is_read_however_it_is_written(cell: object, value: float, repaired: bool) -> None:
    found = number(cell)
    assert (found.value, bool(found.repaired), found.fault) == (value, repaired, "")


@pytest.mark.parametrize(
    "mark", ["", "-", "–", "—", "*", ":", "..", "NA", "n/a", "#N/A", "[z]", "[c]", "x", "NULL", "<5", "#DIV/0!", None]
)
def test_a_mark_for_unknown_is_no_number_and_no_fault(mark: object) -> None:
    found = number(mark)
    assert (found.value, found.fault) == (None, "")
    assert found.note


@pytest.mark.parametrize(
    "cell", ["1.234,5", "12,34", "about 40", "1O4", "-5", -5.0, "12/13", "1e999", "12.5%", "9% [r]"]
)
def test_what_may_be_read_in_two_ways_or_none_is_set_aside(cell: object) -> None:
    found = number(cell)
    assert found.value is None
    assert found.fault


def test_a_percentage_is_a_share_and_never_a_count() -> None:
    assert share("87.5%").value == 0.875
    assert "percentage where things are counted" in number("87.5%").fault


@pytest.mark.parametrize(
    "cell",
    [
        "April 2011", "Apr-11", "apr 2011", "2011-04", "2011-04-01", "01/04/2011", "MSitAE-APRIL-2011", "APRIL2011",
        "2011 April", "Apr. 2011", "201104", "40634", 40634.0, date(2011, 4, 30), "April\u00a02011 ",
        datetime(2011, 4, 1, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(cell: object) -> None:
    found = read_month(cell).span
    assert found is not None
    assert (found.first, found.last) == (date(2011, 4, 1), date(2011, 4, 30))


@pytest.mark.parametrize("cell", ["Septmber 2016", "Setpember 2016"])
def test_a_month_misspelt_that_only_one_is_near_is_mended_and_said(cell: str) -> None:
    found = read_month(cell)
    assert found.span is not None
    assert found.span.first == date(2016, 9, 1)
    assert found.repaired


@pytest.mark.parametrize("cell", ["Ju 2016", "Smarch 2016", "2016", "", "13/13/2016", "total"])
def test_what_is_no_month_stays_unknown(cell: str) -> None:
    assert read_month(cell).span is None


def test_a_day_is_read_day_first_unless_the_column_says_otherwise() -> None:
    assert read_day("03/04/2022") == (date(2022, 4, 3), "")
    assert read_day("03/04/2022", month_first=True) == (date(2022, 3, 4), "")
    assert order_of(["03/04/2022", "03/14/2022", "14/03/2022", "4/4/22", "2022-04-01"]) == (1, 1, 1)
    assert either_way("03/04/2022")
    assert not either_way("13/04/2022")
    assert read_day("23rd February 2017") == (date(2017, 2, 23), "")
    assert read_day("2022-04-01 00:00:00") == (date(2022, 4, 1), "")


@pytest.mark.parametrize(
    ("year", "period"),
    [("2015-16", "June"), ("2015/16", "Q1"), ("2015–16", "Quarter 1"), ("2015-16", "April to June"), ("201516", "Jun")],
)
def test_a_quarter_is_read_by_its_number_or_its_last_month(year: str, period: str) -> None:
    found = quarter(year, period).span
    assert found is not None
    assert (found.first, found.last) == (date(2015, 4, 1), date(2015, 6, 30))


def test_a_month_beside_its_year_and_a_quarter_after_it_are_read() -> None:
    for year, month in (("2011-12", "February"), ("2012", "Feb")):
        found = month_in_year(year, month).span
        assert found is not None
        assert found.first == date(2012, 2, 1)
    assert month_in_year("2012", "Smarch").span is None
    for words in ("2015/16 Q2", "Q2 2015-16", "Quarter 2, 2015-16", "July to September 2015"):
        assert quarter_in_words(words)[:2] == (date(2015, 7, 1), date(2015, 9, 30))  # type: ignore[index]


def test_the_last_quarter_lies_in_the_next_calendar_year() -> None:
    found = quarter("2015-16", "March").span
    assert found is not None
    assert (found.first, found.last) == (date(2016, 1, 1), date(2016, 3, 31))
    assert quarter_in_words("January to March 2016")[:2] == found[:2]  # type: ignore[index]


def test_years_that_do_not_follow_one_another_are_no_financial_year() -> None:
    assert financial_year("1999/2000") == 1999
    assert financial_year("2015-17") is None


def test_labels_are_compared_without_dashes_spaces_and_ampersands() -> None:
    assert plain("Non – Acute  Care\u00a0") == plain("non-acute care")
    assert plain("General & Acute") == plain("General and  Acute")


@pytest.mark.parametrize(
    "cell",
    ["Jun-Jul 2016", "April 2016 to June 2016", "YTD March 2017", "Year to date, March 2017", "Quarter to June 2016",
     "3 months to June 2016", "April & May 2016", "Apr16-Jun16"],
)  # fmt: skip
def test_more_than_one_month_is_never_one_month(cell: str) -> None:
    found = read_month(cell)
    assert found.span is None
    assert found.refused


@pytest.mark.parametrize("period", ["April to September", "Apr-Sep", "May to June", "Q1-Q2", "YTD June", "Q2 YTD"])
def test_a_range_that_is_not_three_months_is_no_quarter(period: str) -> None:
    assert quarter("2015-16", period).span is None
    assert quarter("2015-16", period).refused
    assert quarter_in_words(f"{period} 2015") is None


def test_a_quarter_in_words_may_say_its_year_twice_or_its_financial_year() -> None:
    for words in ("April 2015 to June 2015", "Apr-Jun 2015", "April to June 2015-16"):
        assert quarter_in_words(words)[:2] == (date(2015, 4, 1), date(2015, 6, 30))  # type: ignore[index]
    for words in ("January to March 2016", "January to March 2015-16", "October to December 2015"):
        assert quarter_in_words(words) is not None
    assert quarter_in_words("January to March 2015-16")[0] == date(2016, 1, 1)  # type: ignore[index]
    assert quarter_in_words("April 2014 to June 2015") is None
