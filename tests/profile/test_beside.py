"""What was published stands beside a value with its period, and is called better or worse only where that is fair."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homefirst.measures import Value, all_measures
from homefirst.profile.beside import alike, beside, target_of, verdict
from homefirst.profile.make import once
from homefirst.system import System
from tests.profile.test_trend import month

SHARE = replace(all_measures()["weekend_discharges"], comparable=("nh.readm.rate",), better="low", target={})


def value(number: float, lower: float | None = None, upper: float | None = None) -> Value:
    return replace(month(SHARE, 0, number), group={}, lower=lower, upper=upper)


@pytest.mark.parametrize(
    ("printed", "ours", "same"),
    [
        ("%", "%", True),
        ("per 100,000 65+ per year", "per 100,000 people aged 65 and over, per year", True),
        ("per 100,000 65+ per quarter", "per 100,000 people aged 65 and over, per year", False),
        ("per 100,000 adults", "delayed days per day, per 100,000 people aged 18 and over", True),
        ("days", "nights", True),
        ("days", "hours", False),
        ("handovers", "%", False),
        ("per 100,000 65+", "per 100,000 people aged 65 and over, per year", True),
    ],
)
def test_units_are_alike_whatever_their_words_but_a_quarter_is_no_year(printed: str, ours: str, same: bool) -> None:
    assert alike(printed, ours) is same


def test_a_figure_comes_with_its_comparators_and_england_each_with_a_word_where_the_interval_allows(
    system: System,
) -> None:
    found = {one.whose: one for one in beside(SHARE, value(20.5, 20.1, 20.9), system)}
    assert [(whose, one.said, one.verdict) for whose, one in found.items()] == [
        ("Northamptonshire", "21%", "similar"),
        ("Similar places", "18%", "worse"),
        ("England", "19%", "worse"),
    ]
    assert {one.period for one in found.values()} == {"Q2 2016-Q1 2017"}
    assert "65+ discharges" in found["England"].differs


def test_without_an_interval_nothing_is_called_better_or_worse(system: System) -> None:
    assert {one.verdict for one in beside(SHARE, value(20), system)} == {""}
    assert verdict(SHARE, None, 20) == ""


def test_a_figure_that_contradicts_others_is_compared_with_nothing(system: System) -> None:
    found = list(beside(replace(SHARE, comparable=("ngh.occ_local",)), value(20, 19, 21), system))
    assert found and all(one.warning and not one.verdict for one in found)


def test_words_printed_instead_of_a_number_stay_words(system: System) -> None:
    england = next(
        one for one in beside(replace(SHARE, comparable=("nh.weekend",)), None, system) if one.whose == "England"
    )
    assert (england.value, england.said) == (None, "in line")


def test_england_is_printed_once_though_two_figures_name_it(system: System) -> None:
    found = once(list(beside(replace(SHARE, comparable=("ngh.ae4h_1617", "kgh.ae4h_1617")), None, system)))
    assert [one.whose for one in found] == ["NGH", "England", "KGH"]


@pytest.mark.parametrize(
    ("better", "number", "met"), [("low", 14, "met"), ("low", 16, "not met"), ("high", 14, "not met")]
)
def test_a_target_is_met_on_its_better_side(better: str, number: float, met: str) -> None:
    target = {"value": 15, "source": "NHS England", "dated": "2022", "verified": False}
    found = target_of(replace(SHARE, better=better, target=target), value(number))
    assert found is not None and (found.said, found.met, found.verified) == ("15.0%", met, False)
    assert target_of(SHARE, value(number)) is None
