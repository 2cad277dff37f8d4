"""The page of a comparison: whole in itself, said in words too, and open to everybody."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from typer.testing import CliRunner

from homefirst.__main__ import app
from homefirst.simulate.chart import LIMIT, Bar, apart, bars, charts
from homefirst.simulate.compare import Comparison, compare
from homefirst.simulate.compare_page import as_page
from homefirst.simulate.flow import read_flow
from homefirst.simulate.levers import levers_of, scenario_of
from homefirst.simulate.scenario_file import read_scenario
from tests.web.test_stories import accessible

COUNTY = read_flow("northamptonshire")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found() -> Comparison:
    some = [read_scenario(COUNTY, name) for name in ("as-is", "ican", "winter")]
    return compare(COUNTY, some, days=70, warm_up=20, count=2)


def test_every_chart_says_in_words_what_it_is_and_has_its_table(found: Comparison) -> None:
    drawn = charts(found)
    assert len(drawn) == 4
    for chart in drawn:
        root = ET.fromstring(chart.svg)
        assert root.get("role") == "img" and (root.get("aria-label") or "").startswith(chart.title)
        assert all(len(row) == len(chart.table.headings) for row in chart.table.rows) and chart.table.rows


def test_the_numbers_beside_the_bars_are_those_of_the_comparison(found: Comparison) -> None:
    (chart,) = [chart for chart in charts(found) if chart.title.startswith("Differences")]
    line = found.line("beds")
    per_cent = 100 * line.differences[0].mean / line.means[0].mean
    assert any(f"{abs(per_cent):.2f}"[:3] in words for words in re.findall(r">([^<>]*%)</text>", chart.svg))
    assert [row[3] for row in chart.table.rows[:2]] == ["ican", "winter"]


def test_a_bar_ends_where_its_value_stands_and_is_hollow_where_nothing_is_clear() -> None:
    root = ET.fromstring(
        bars("Test.", ["A a"], [("x", [Bar(0, 10, None, None, "10"), Bar(0, 5, None, None, "5", False)])])
    )
    _, full, hollow = root.iter(f"{SVG}rect")
    assert float(full.get("width", 0)) == pytest.approx(2 * float(hollow.get("width", 0)), abs=0.2)
    assert hollow.get("fill") == "#ffffff" and full.get("fill") == full.get("stroke")


def test_a_bar_beyond_the_limit_is_cut_there() -> None:
    some = [Bar(0, 400, None, None, "400"), Bar(0, LIMIT, None, None, "40")]
    _, far, at = ET.fromstring(bars("Test.", ["A a"], [("x", some)], LIMIT)).iter(f"{SVG}rect")
    assert far.get("width") == at.get("width")


def test_a_year_that_begins_on_the_first_has_one_month_fewer_and_is_drawn() -> None:
    later = scenario_of(levers_of(COUNTY, {}), {"year": 2030}, "later", "Later")  # its first Monday of April is the 1st
    found = compare(COUNTY, [read_scenario(COUNTY, "as-is"), later], days=30, warm_up=0, count=2)
    assert [len(months.means) for months in found.beds] == [2, 1]
    (drawn,) = [chart for chart in charts(found) if chart.title.startswith("Acute beds")]
    assert [row[2] == "" for row in drawn.table.rows] == [False, True]
    assert drawn.table.rows[1][1].startswith("May 2017")


def test_letters_at_the_end_of_lines_never_lie_on_each_other() -> None:
    found = sorted(apart([100, 101, 99, 250]))
    assert all(b - a >= 14 for a, b in pairwise(found))


def test_the_page_fetches_nothing_and_runs_nothing(found: Comparison) -> None:
    page = as_page(found)
    assert "<script" not in page and "src=" not in page and "url(" not in page
    assert not re.search(r'href="?http', page)
    assert "These people do not exist" in page
    assert "<h1>What if: ICAN, all three pillars; A hard winter. Beside: As it is</h1>" in page


@pytest.mark.browser
def test_the_page_is_open_to_everybody(found: Comparison, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(as_page(found), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(file.as_uri())
    for folded in page.locator("summary").all():
        folded.click()
    accessible(page)
    assert page.get_by_role("img").count() == 4
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_the_command_writes_csv_json_text_or_a_page(tmp_path: Path) -> None:
    asked = ["compare", "as-is", "winter", "--days", "10", "--warm-up", "0", "--replications", "2"]
    shown = {form: CliRunner().invoke(app, [*asked, "--format", form]).stdout for form in ("text", "csv", "json")}
    assert "difference" in shown["text"] and shown["csv"].startswith("measure,") and shown["json"].startswith("{")
    out = tmp_path / "page.html"
    done = CliRunner().invoke(app, [*asked, "--format", "page", "--out", str(out)])
    assert done.stdout == f"Wrote {out}\n" and out.read_text().startswith("<!DOCTYPE html>")
    (tmp_path / "folder").mkdir()
    refused = CliRunner().invoke(app, [*asked, "--out", str(tmp_path / "folder")])
    assert refused.exit_code == 1 and "is a folder. Name a file in it" in str(refused.exception or refused.output)


def test_the_command_lists_the_scenarios() -> None:
    assert "\nican: ICAN, all three pillars\n" in CliRunner().invoke(app, ["scenarios"]).stdout
