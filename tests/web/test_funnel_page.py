"""A measure's page sets its parts against chance: the picture, the numbers, what it means, what was left out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.measures import all_measures
from homefirst.measures.funnel_by import left_out_words
from homefirst.system import System
from homefirst.web import make_app
from homefirst.web.measure_pages import funnels, open_tables
from tests.places import tables_of
from tests.web.test_stories import accessible

ADMISSIONS = "/measures/emergency_admissions_65"


@pytest.fixture
def wards(data_dir: DataDir, system: System, origin: str) -> DataDir:
    """A data directory that holds a county of seven neighbourhoods, with its tables made."""
    tables_of(data_dir, system, origin)
    return data_dir


@pytest.fixture
def origin() -> str:
    return "made-up:places"


def funnel(client: TestClient, address: str = ADMISSIONS) -> str:
    text: str = client.get(address).text
    return text.partition('id="funnel"')[2].partition("What it means")[0]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_page_has_the_picture_the_numbers_and_what_inside_and_outside_mean(client: TestClient) -> None:
    page = funnel(client)
    assert "By neighbourhood" in page
    assert "Above the 99.8% limit: Corby. Below the 99.8% limit: Wellingborough" in words(page)
    assert page.count("<polygon") + page.count("<circle") == 7
    assert re.search(r"Corby [\d,]+ 180 [\d,]+ Above the 99.8% limit", words(page))
    assert "do not rank it" in page and "Outside is different, not wrong" in page
    assert "the lines are then too narrow" in page


def test_the_link_chooses_by_what_and_small_areas_have_their_names(client: TestClient) -> None:
    assert 'href="?by=area#funnel"' in funnel(client)
    page = funnel(client, f"{ADMISSIONS}?by=area")
    assert "By small area" in page and re.search(r">Corby \d{3}[A-Z]<", page)


@pytest.mark.parametrize("origin", ["recorded"])
def test_of_real_people_hidden_parts_are_not_drawn_and_are_counted(wards: DataDir, system: System, origin: str) -> None:
    app = make_app(wards, system)
    desk = app.state.desk
    found = funnels(desk, all_measures()["emergency_admissions_65"], open_tables(desk), [])
    desk.close()
    assert found is not None
    ((spread, drawn),) = found.pictures
    assert "Wellingborough" not in {area.area for area, _ in spread.rows}
    assert spread.hidden == 2  # another is hidden too, or the total would give the first away
    assert "that one might be recognised: 2." in left_out_words(spread, "neighbourhood")
    assert drawn.svg.count("<polygon") + drawn.svg.count("<circle") == 5


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 390])
def test_everybody_can_read_it_on_a_large_screen_and_a_small_one(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(ADMISSIONS)
    assert page.locator("#funnel").is_visible()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    colours = set(re.findall(r'fill="(#\w+)"', page.locator("svg[aria-label*='funnel']").first.inner_html()))
    assert colours <= {"#212b32", "#4c6272", "#768692", "#330072", "#005eb8"}
