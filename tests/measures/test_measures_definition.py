"""One file a question: every header is whole, and the manual says the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from homefirst.measures import MeasureError, all_measures, describe_all, measure_named
from homefirst.measures.definition import read_measure
from homefirst.measures.manual import manual

ROOT = Path(__file__).parents[2]
INTERFACE = (
    "emergency_admissions_65",
    "length_of_stay_p90_65",
    "delayed_days",
    "reablement_home_at_91_days",
    "reablement_offered",
    "weekend_discharges",
)


def test_the_six_measures_of_the_interface_dashboard_are_there() -> None:
    assert set(INTERFACE) <= all_measures().keys()


def test_every_measure_says_why_it_matters_and_where_it_comes_from() -> None:
    for measure in all_measures().values():
        for said in (measure.title, measure.why_it_matters, measure.numerator, measure.denominator, measure.unit):
            assert said, measure.name
        assert measure.defined_by and measure.dated and measure.population and measure.period, measure.name


def test_the_manual_says_what_the_headers_say() -> None:
    page = (ROOT / "docs/reference/measures.md").read_text(encoding="utf-8")
    assert page == manual(), "Write the page again: python -m homefirst.measures.manual > docs/reference/measures.md"
    for name in all_measures():
        assert f"](measures/{name}.md)" in page


def test_the_headers_can_be_given_to_a_program() -> None:
    headers = json.loads(json.dumps(describe_all()))
    assert [h["name"] for h in headers] == sorted(all_measures())
    assert all("sql" not in h for h in headers)


def test_an_unknown_measure_is_answered_with_the_names_of_all() -> None:
    with pytest.raises(
        MeasureError, match=r'no measure called "dtoc".*Known: admissions_per_day, .*delayed_days, .*zero_day_stays\.'
    ):
        measure_named("dtoc")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("select 1", "does not begin with its header"),
        ("/* title = */ select 1", "the header is not TOML"),
        ('/* title = "x" */ select 1', "lacks a key"),
        ('/* colour = "red" */ select 1', "colour is not a key of a header"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused_by_name(text: str, complaint: str) -> None:
    with pytest.raises(MeasureError, match=f"^new.sql.*{complaint}"):
        read_measure("new", text)


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('better = "low"', 'better = "up"', "better should be one of low, high, neither"),
        ('"council"', '"planet"', "by planet is not possible"),
        ('population = "65+"', 'population = "everyone"', "a rate needs a population, 18[+] or 65[+], not everyone"),
    ],
)
def test_a_header_with_a_word_that_is_not_in_the_list_is_refused(right: str, wrong: str, complaint: str) -> None:
    file = ROOT / "homefirst/measures/definitions/emergency_admissions_65.sql"
    text = file.read_text(encoding="utf-8")
    assert right in text
    with pytest.raises(MeasureError, match=complaint):
        read_measure("new", text.replace(right, wrong))
