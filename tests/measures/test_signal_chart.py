"""Drawings of signals and funnels: what they say to those who do not see them, and that breaks are breaks."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from homefirst.measures.funnel import Counted, funnel
from homefirst.measures.funnel_chart import funnel_svg
from homefirst.measures.signal_chart import SAID, icon_svg, xmr_svg
from homefirst.measures.signals import xmr
from homefirst.measures.svg import ticks

STEADY = [5.0, 6.0] * 6
SVG = "{http://www.w3.org/2000/svg}"


def labels(number: int) -> list[str]:
    return [f"M{n}" for n in range(number)]


def read(svg: str) -> ET.Element:
    assert "style=" not in svg
    assert not re.search(r"\bid=", svg)  # two drawings on a page must not share an id
    return ET.fromstring(svg)


def lines(svg: str) -> list[list[str]]:
    return [(one.get("points") or "").split() for one in read(svg).iter(f"{SVG}polyline")]


def test_a_chart_says_its_title_and_what_it_shows() -> None:
    drawn = read(xmr_svg(xmr([*STEADY, *[7.0] * 7], better="low"), labels(19), "A & B <delays>"))
    assert drawn.get("role") == "img"
    assert drawn.get("aria-label") == "A & B <delays>. Getting worse: seven months in a row above the average."
    assert drawn.findtext(f"{SVG}title") == "A & B <delays>"
    assert (drawn.findtext(f"{SVG}desc") or "").startswith("Getting worse")


def test_every_kind_of_point_has_a_shape_of_its_own() -> None:
    drawn = read(xmr_svg(xmr([*STEADY, 9.0], better="low", fix_after=12), labels(13), "Delays"))
    corners = [len((one.get("points") or "").split()) for one in drawn.iter(f"{SVG}polygon")]
    assert corners == [4, 4]  # a diamond of concern, and the one of the key
    assert len(list(drawn.iter(f"{SVG}circle"))) == 13
    words = [one.text for one in drawn.iter(f"{SVG}text")]
    assert {"Concern", "Usual ups and downs"} <= set(words)


def test_a_break_breaks_the_line_and_names_itself() -> None:
    signals = xmr(STEADY * 2, rebase=[12])
    svg = xmr_svg(signals, labels(24), "Delays", breaks={12: "Two new councils"})
    assert [len(one) for one in lines(svg)] == [12, 12]
    assert "Two new councils" in svg
    assert [len(one) for one in lines(xmr_svg(xmr(STEADY * 2), labels(24), "Delays"))] == [24]


def test_a_missing_month_leaves_a_gap() -> None:
    svg = xmr_svg(xmr([1.0, 2.0, None, 2.0, 1.0, 2.0]), labels(6), "Delays")
    assert [len(one) for one in lines(svg)] == [2, 3]


def test_a_chart_of_nothing_and_of_one_point_can_be_drawn() -> None:
    read(xmr_svg(xmr([]), [], "Delays"))
    read(xmr_svg(xmr([None]), ["M0"], "Delays"))
    assert "Average 4" in xmr_svg(xmr([4.0], target=3.0), ["M0"], "Delays")


def test_each_point_has_its_label() -> None:
    with pytest.raises(ValueError, match="2 labels for 12 points"):
        xmr_svg(xmr(STEADY), labels(2), "Delays")


@pytest.mark.parametrize("words", SAID)
def test_every_icon_says_itself(words: str) -> None:
    assert read(icon_svg(words)).get("aria-label") == SAID[words]


def test_rising_and_falling_improvement_have_different_icons() -> None:
    assert icon_svg("improvement", 1) != icon_svg("improvement", -1)
    with pytest.raises(ValueError, match="'great' has no icon"):
        icon_svg("great")


@pytest.mark.parametrize("answer", ["share", "rate"])
def test_a_funnel_names_who_is_outside(answer: str) -> None:
    found = funnel([Counted("Corby", 60, 100), Counted("Daventry", 20, 100), Counted("Oundle", 0, 0)], answer)
    assert found is not None
    svg = funnel_svg(found, "Delays", per=100)
    words = [one.text for one in read(svg).iter(f"{SVG}text")]
    assert {"Corby", "Daventry", "Reference 40"} <= set(words)
    assert "Oundle" not in words
    assert (read(svg).get("aria-label") or "").startswith("Delays. 3 areas around 40: 0 within the limits, 1 above")


@pytest.mark.parametrize(("least", "most"), [(0, 1), (-3.2, 7.1), (0.0001, 0.0002), (5, 5), (0, 123456)])
def test_ticks_hold_the_values(least: float, most: float) -> None:
    found = ticks(least, most)
    assert found[0] <= least and found[-1] >= most
    assert 2 <= len(found) <= 8
