"""The profile as pages: nothing runs, nothing is fetched, every link leads somewhere, everybody can read it."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from homefirst.columns import Tables
from homefirst.measures import Measure
from homefirst.profile import Profile, as_csv, as_html, as_page, as_pdf, as_table, make_profile, officials, side_by_side
from homefirst.profile.side import Published
from homefirst.published import keep, read
from homefirst.system import System
from tests.profile.conftest import MADE_AT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def page(profile: Profile) -> str:
    return as_html(profile)


def test_the_file_lets_in_its_own_style_and_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy and style
    told = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{told}&#39;".replace("&#39;", "'") in policy[1]
    assert "<script" not in page and " style=" not in page and " onclick" not in page
    assert not re.search(r"""(?:href|src)=["'](?!#)""", page)


def test_every_link_leads_to_a_place_on_the_page_and_no_place_is_named_twice(page: str) -> None:
    places = re.findall(r'\sid="([^"]+)"', page)
    assert Counter(places).most_common(1)[0][1] == 1
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(places)


def test_whose_numbers_these_are_is_printed_before_any_number(page: str) -> None:
    assert "Made up" in page.partition("<table")[0] and "Nobody exists" in page.partition("<table")[0]


def test_every_measure_known_or_not_is_on_the_page_with_its_definition(page: str, profile: Profile) -> None:
    for entry in [*profile.entries, *profile.unknown]:
        assert f'id="d-{entry.measure.name}"' in page
        assert f'id="{"m" if entry in profile.entries else "u"}-{entry.measure.name}"' in page


def test_a_name_with_a_tag_in_it_stays_text(profile: Profile) -> None:
    assert "<b>Northants</b>" not in as_html(replace(profile, title="<b>Northants</b>"))


def test_the_pdf_is_tagged_says_its_language_and_brings_its_own_font(profile: Profile) -> None:
    made = as_pdf(profile)
    assert made.startswith(b"%PDF-")
    for mark in (b"pdfuaid:part", b"/StructTreeRoot", b"/MarkInfo", b"en-GB", b"Data profile: Northamptonshire"):
        assert mark in made, mark
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", made))
    assert fonts <= {b"Inter-Regular", b"Inter-Bold"} and fonts


def test_the_table_has_a_row_for_each_value_month_and_figure_and_reads_back(profile: Profile) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(profile))))
    kinds = Counter(row["row"] for row in rows)
    lines = [line for entry in [*profile.entries, *profile.unknown] for line in entry.lines]
    assert kinds["value"] == len(lines)
    assert kinds["month"] == sum(len(line.months) for line in lines)
    assert kinds["published"] == sum(len(theme.figures) for theme in profile.themes)
    weekend = next(row for row in rows if row["measure"] == "weekend_discharges" and row["row"] == "value")
    assert float(weekend["value"]) == pytest.approx(100 * float(weekend["numerator"]) / float(weekend["denominator"]))
    assert {row["origin"] for row in rows} == {"made-up:one-ward"}


def test_text_that_a_spreadsheet_would_run_is_quoted(profile: Profile) -> None:
    assert "'=HYPERLINK" in as_csv(replace(profile, title="=HYPERLINK(1)"))


DTOC = (
    "Code,Name,Awaiting completion of assessment,Awaiting public funding,Awaiting further NHS non-acute care,"
    "Awaiting care package in own home,Patient or family choice,Total Delayed Transfers of Care,Period\n"
)


def imported(folder: Path) -> Path:
    """A folder with half a year of delayed transfers of one council, imported as homefirst published does."""
    months = ("April", "May", "June", "July", "August", "September")
    lines = [f"E10000021,Northamptonshire,1,2,3,4,{n},{10 + n},{month} 2016\n" for n, month in enumerate(months)]
    (folder / "dtoc.csv").write_text(DTOC + "".join(lines))
    keep(folder / "published", read(folder / "dtoc.csv"), MADE_AT)
    return folder / "published"


@pytest.fixture
def published(tmp_path: Path, system: System) -> Published:
    """What was published of delayed transfers in two months, in a folder."""
    return Published(system, officials(imported(tmp_path), system))


def test_systems_stand_side_by_side_each_with_its_origin_and_what_is_unlike_is_flagged(
    profile: Profile, published: Published
) -> None:
    other = replace(profile, origin="simulated:northamptonshire:7")
    made = side_by_side([profile, other], [published], MADE_AT)
    page = as_page(made)
    assert [column.origin.mark for column in made.columns] == ["Made up", "Simulated", "Published"]
    for said in ("Made up", "seed 7", "Official statistics"):
        assert said in page.partition("<table")[0]
    rows = [row for _, rows in made.sections for row in rows]
    delayed = next(row for row in rows if row.name == "delayed_days")
    ours, same, theirs = delayed.cells
    assert ours[0].value == same[0].value
    assert theirs and all(cell.unlike for cell in theirs)
    assert "Defined otherwise" in page
    table = list(csv.DictReader(io.StringIO(as_table(made))))
    assert {row["origin"] for row in table} == {"made-up:one-ward", "simulated:northamptonshire:7", "published"}


def test_official_statistics_that_were_imported_have_a_section_and_stand_beside_our_measure(
    tables: Tables, system: System, few: list[Measure], tmp_path: Path
) -> None:
    made = make_profile(tables, system, MADE_AT, published=imported(tmp_path), measures=few)
    assert "published.dtoc_beds_per_100000" in {official.name for official in made.officials}
    delayed = next(entry for entry in made.entries if entry.measure.name == "delayed_days")
    assert "Northamptonshire County Council" in {one.whose for one in delayed.beside}
    page, kinds = as_html(made), Counter(row["row"] for row in csv.DictReader(io.StringIO(as_csv(made))))
    assert 'id="official"' in page and kinds["official"] == sum(len(one.lines) for one in made.officials)
    assert as_pdf(made).startswith(b"%PDF-")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_read_it_on_a_large_screen_and_a_small_one(
    browser: Browser, brief: Profile, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "profile.html"
    file.write_text(as_html(brief))
    wrong: list[str] = []
    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.on("console", lambda line: wrong.append(line.text))
    opened.goto(file.as_uri())
    found = Axe().run(opened, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Skip to the profile"
    opened.close()
    assert wrong == []


@pytest.mark.browser
def test_everybody_can_read_a_comparison(
    browser: Browser, brief: Profile, published: Published, tmp_path: Path
) -> None:
    file = tmp_path / "compared.html"
    file.write_text(as_page(side_by_side([brief, brief], [published], MADE_AT)))
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(file.as_uri())
    found = Axe().run(opened, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    opened.close()
