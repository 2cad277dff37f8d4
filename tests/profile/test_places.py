"""Where measures differ, in a profile: funnels and rates at the same ages, on the page, in the PDF and in the table."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from homefirst.datadir import DataDir
from homefirst.measures import Period, all_measures
from homefirst.profile import Profile, Scope, as_csv, as_html, as_pdf, make_profile
from homefirst.profile.pdf import pages
from homefirst.profile.shape import Entry
from homefirst.system import System
from tests.places import FIRST, LAST, PEOPLE, tables_of
from tests.profile.test_pages import RULES

MADE_AT = datetime(2026, 1, 2, 9, tzinfo=UTC)
SOME = ("emergency_admissions_65", "emergency_readmission_30", "length_of_stay_p90_65", "care_home_moves_65")


@pytest.fixture(scope="module")
def county(system: System, tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    data = DataDir(tmp_path_factory.mktemp("county"))
    tables_of(data, system)
    return data


def profile_of(county: DataDir, system: System, scope: Scope = Scope()) -> Profile:  # noqa: B008
    from homefirst.columns import Tables

    some = [all_measures()[name] for name in SOME]
    return make_profile(Tables(county.tables), system, MADE_AT, period=Period(FIRST, LAST), scope=scope, measures=some)


@pytest.fixture(scope="module")
def made(county: DataDir, system: System) -> Profile:
    return profile_of(county, system)


def entry(profile: Profile, name: str) -> Entry:
    return next(one for one in [*profile.entries, *profile.unknown] if one.measure.name == name)


def test_a_headline_is_set_against_chance_by_neighbourhood_where_providers_are_few(made: Profile) -> None:
    for name in ("emergency_admissions_65", "emergency_readmission_30"):
        spread = entry(made, name).spread
        assert spread is not None and spread.split == "neighbourhood"
        assert {area.area for area, _ in spread.rows} == set(PEOPLE)
    assert entry(made, "length_of_stay_p90_65").spread is None


def test_rates_of_older_people_are_told_at_the_same_ages_by_council_and_neighbourhood(made: Profile) -> None:
    ages = entry(made, "emergency_admissions_65").ages
    assert [one.words for one in ages] == ["council", "neighbourhood"]
    assert [name for name, _ in ages[1].rows] == sorted(PEOPLE)
    assert entry(made, "emergency_readmission_30").ages == ()


def test_the_page_prints_them_with_their_numbers_and_no_cell_is_red(made: Profile) -> None:
    page = as_html(made)
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Above the 99.8% limit: Corby." in words
    assert "times those expected" in words and "compare it with 1, not with another place" in words
    assert "Weights: the people of 65 to 74, 75 to 84 and 85 and over in all of these, mid-2017" in words
    assert page.count('class="chart-figure funnel"') == 2
    assert "red" not in re.findall(r'class="([^"]*)"', page[page.index("same ages</h3>") :])


def test_the_pdf_has_the_picture_with_words_and_the_table(made: Profile) -> None:
    said = pages(made)
    funnels = [one for section in said["sections"] for one in section["funnels"]]
    assert len(funnels) == 2 and all(one["svg"].startswith("<svg") and one["found"] in one["alt"] for one in funnels)
    assert {row[0] for row in funnels[0]["rows"]} == set(PEOPLE)
    ages = [one for section in said["sections"] for one in section["ages"]]
    assert [one["by"] for one in ages] == ["Council", "Neighbourhood"]
    assert as_pdf(made).startswith(b"%PDF-")


def test_the_table_has_limits_of_each_part_and_both_standards(made: Profile) -> None:
    rows = [row for row in csv.DictReader(io.StringIO(as_csv(made))) if row["measure"] == "emergency_admissions_65"]
    parts = {row["group"]: row for row in rows if row["row"] == "funnel"}
    assert set(parts) == set(PEOPLE)
    assert float(parts["Corby"]["value"]) > float(parts["Corby"]["upper_limit"]) > float(parts["Corby"]["mean"])
    alike = [row for row in rows if row["row"] == "same ages" and row["split"] == "neighbourhood"]
    assert len(alike) == 2 * len(PEOPLE) and sum("European" in row["note"] for row in alike) == len(PEOPLE)
    (few,) = [row for row in rows if row["row"] == "expected"]
    assert (few["group"], few["numerator"], few["mean"]) == ("Wellingborough", "5", "1")
    assert 0 < float(few["lower"]) < float(few["value"]) < float(few["upper"]) < 1


def test_fifths_of_deprivation_are_judged_beside_their_own_people(made: Profile) -> None:
    """People of small areas are those of mid-2017, the whole's of 2025: the one must not be judged by the other."""
    admissions = entry(made, "emergency_admissions_65")
    fifths = next(split for split in admissions.splits if split.words == "deprivation")
    known = [(value, said) for _, value, said in fifths.rows if value.denominator]
    own = 100_000 * sum(v.numerator or 0 for v, _ in known) / sum(v.denominator or 0 for v, _ in known)
    for value, said in known:
        assert value.lower is not None and value.upper is not None
        assert (said == "similar") == (value.lower <= own <= value.upper)
    assert {said for _, said in known} >= {"better", "worse"} or len({said for _, said in known}) > 1


def test_of_one_provider_no_rate_is_set_against_chance_or_ages(county: DataDir, system: System) -> None:
    own = entry(profile_of(county, system, Scope("provider", "RNS")), "emergency_admissions_65")
    assert own.spread is None and own.ages == ()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_read_them(browser: Browser, made: Profile, tmp_path: Path, width: int) -> None:
    file = tmp_path / "profile.html"
    file.write_text(as_html(made))
    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.goto(file.as_uri())
    opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(opened, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()
