"""Who lives in the county by age and year: the file adds up, days lie between mid-years, faults say what to do."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.simulate.loop.shapes import BANDS
from homefirst.simulate.population import AGES, growth, on_day, residents, targets
from homefirst.system import SystemFault, load_system
from tools.make_people import COUNCILS, COUNTY, NATIONAL, PEOPLE, text_of, years

COUNTED = residents(PEOPLE)
SYSTEM = load_system("northamptonshire")
ROUNDING = 3  # each row of the projections is rounded by itself
TWO_YEARS = {2018: (10.0, 20.0, 30.0, 40.0, 50.0, 60.0), 2020: (741.0, 20.0, 30.0, 40.0, 50.0, 0.0)}
HEADING = "year,age_from,age_to,people"
LINES = (
    "2018,65,69,10",
    "2018,70,74,20",
    "2018,75,79,30",
    "2018,80,84,40",
    "2018,85,89,50",
    "2018,90,,60",
)


def older(year: int) -> tuple[float, float, float]:
    """People of 65, of 75 and of 85 and over."""
    return sum(COUNTED[year]), sum(COUNTED[year][2:]), sum(COUNTED[year][4:])


def written(folder: Path, *lines: str, heading: str = HEADING) -> Path:
    file = folder / "county" / "people.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
    return file


def fault(file: Path) -> str:
    with pytest.raises(SystemFault) as found:
        residents(file)
    return str(found.value)


# The file


def test_the_file_holds_every_year_from_2017_to_2043_at_the_ages_of_the_event_loop() -> None:
    assert list(COUNTED) == list(range(2017, 2044))
    assert {len(people) for people in COUNTED.values()} == {len(AGES)} == {BANDS}


def test_the_two_councils_together_are_the_file_in_every_year_they_are_told_of() -> None:
    told: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for row in SYSTEM.population:
        if row.council in COUNCILS:
            told[row.year].append((row.age_65_plus, row.age_75_plus, row.age_85_plus))
    assert set(told) == {2018, 2021, 2026, 2029, 2039}
    for year, (north, west) in told.items():
        assert older(year) == tuple(map(sum, zip(north, west, strict=True))), year


@pytest.mark.parametrize(("year", "apart"), [(2017, 0), (2018, ROUNDING), (2019, 0)])
def test_the_county_is_the_file_in_every_year_it_is_told_of(year: int, apart: int) -> None:
    assert {row.year for row in SYSTEM.population if row.council == COUNTY} == {2017, 2018, 2019}
    county = SYSTEM.population_of(COUNTY, year)
    assert county is not None
    assert older(year) == pytest.approx((county.age_65_plus, county.age_75_plus, county.age_85_plus), abs=apart, rel=0)


def test_every_line_names_a_source_of_the_system_and_only_years_after_the_base_are_projected() -> None:
    with PEOPLE.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["source"] for row in rows} == {"ons_2017", "ons_2018_projections", "ons_2019"}
    assert {row["source"] for row in rows} <= {source.key for source in SYSTEM.sources}
    assert {row["year"] for row in rows if row["projected"] == "false"} == {"2017", "2018", "2019"}
    assert {row["projected"] for row in rows} == {"true", "false"}


def test_no_age_jumps_between_two_years_as_it_would_if_sources_did_not_fit() -> None:
    # The widest step up is +12.0%, when those born in 1946 and 1947 turn 85; the widest down is -4.5%.
    for year in range(2018, 2044):
        change = growth(COUNTED, year - 1, year)
        assert all(-6 < a < 15 for a in change.by_age), (year, change)
        assert 0.5 < change.in_all < 2.5, (year, change)


@pytest.mark.skipif(not NATIONAL.is_dir(), reason="the national files of ../shared/data are not here")
def test_the_file_is_what_the_national_files_make() -> None:
    assert text_of(years(NATIONAL)) == PEOPLE.read_text(encoding="utf-8"), "python tools/make_people.py"


# Growth


def test_older_people_grow_by_27_per_cent_from_2018_to_2029_as_the_plan_prints() -> None:
    grown = growth(COUNTED, 2018, 2029)
    assert grown.in_all == pytest.approx(26.8, abs=0.3)
    assert grown.in_all == pytest.approx(100 * (169_852 / 133_906 - 1))
    assert grown.by_age[3] == pytest.approx(100 * (28_446 / 16_730 - 1))  # 80 to 84: the fastest
    assert max(grown.by_age) == grown.by_age[3]


def test_growth_back_undoes_growth() -> None:
    there, back = growth(COUNTED, 2018, 2029), growth(COUNTED, 2029, 2018)
    for a, b in zip((*there.by_age, there.in_all), (*back.by_age, back.in_all), strict=True):
        assert (1 + a / 100) * (1 + b / 100) == pytest.approx(1)


def test_growth_asks_for_a_year_that_the_file_has() -> None:
    with pytest.raises(SystemFault, match=r"no number of people for 2050\. Choose a year .* from 2017 to 2043"):
        growth(COUNTED, 2018, 2050)


def test_growth_from_nobody_is_refused_and_not_called_endless() -> None:
    with pytest.raises(SystemFault, match="Nobody aged 90 and over lived here in 2020"):
        growth(TWO_YEARS, 2020, 2018)


# Targets


def test_there_is_a_row_for_each_step_of_30_days_and_the_first_is_the_first_day() -> None:
    found = targets(COUNTED, date(2018, 6, 30), 14)
    assert len(found) == 14
    assert found[0] == COUNTED[2018]
    days = [date(2018, 6, 30) + timedelta(days=30 * step) for step in range(14)]
    assert list(found) == [on_day(COUNTED, day) for day in days]
    # 2018-06-30 and 12 steps of 30 days are 2019-06-25, 360 of 365 days on; 13 are 2019-07-25, 25 of 366 days further.
    assert found[12][0] == pytest.approx(39_539 + (38_901 - 39_539) * 360 / 365)
    assert found[13][0] == pytest.approx(38_901 + (38_744 - 38_901) * 25 / 366)


def test_a_year_that_the_file_leaves_out_lies_on_the_line_between_its_neighbours() -> None:
    # 731 days from mid-2018 to mid-2020, and 731 people more.
    assert on_day(TWO_YEARS, date(2019, 6, 30)) == pytest.approx((10 + 365, 20, 30, 40, 50, 60 - 60 * 365 / 731))
    assert on_day(TWO_YEARS, date(2018, 7, 1))[0] == pytest.approx(11)


def test_before_the_first_mid_year_the_first_numbers_hold() -> None:
    assert targets(COUNTED, date(2016, 1, 1), 18) == (COUNTED[2017],) * 18
    assert on_day(COUNTED, date(2017, 7, 1)) != COUNTED[2017]


def test_after_the_last_mid_year_the_last_numbers_hold_until_that_year_ends() -> None:
    assert on_day(COUNTED, date(2043, 6, 30)) == on_day(COUNTED, date(2043, 12, 31)) == COUNTED[2043]


def test_a_step_beyond_the_last_year_is_refused_with_that_year() -> None:
    assert len(targets(COUNTED, date(2043, 12, 1), 2)) == 2  # the second begins on 31 December
    with pytest.raises(SystemFault, match="2043, which is the last year, and 2044 was asked for"):
        targets(COUNTED, date(2043, 12, 1), 3)


@given(st.dates(date(2017, 6, 30), date(2043, 6, 29)))
def test_every_day_lies_between_the_mid_years_around_it_and_next_to_its_neighbours(day: date) -> None:
    before = day.year if day >= date(day.year, 6, 30) else day.year - 1
    today, tomorrow = on_day(COUNTED, day), on_day(COUNTED, day + timedelta(days=1))
    for a, b, low, high in zip(today, tomorrow, COUNTED[before], COUNTED[before + 1], strict=True):
        assert min(low, high) <= a <= max(low, high)
        assert b - a == pytest.approx((high - low) / (date(before + 1, 6, 30) - date(before, 6, 30)).days, abs=1e-6)


# Faults


def test_a_file_is_read_in_any_order_of_lines_and_columns_and_with_a_spreadsheets_mark(tmp_path: Path) -> None:
    lines = [*LINES, *(line.replace("2018", "2017") for line in LINES)]
    turned = [",".join(reversed(line.split(","))) for line in reversed(lines[3:] + lines[:3])]
    found = residents(written(tmp_path, *turned, heading="\ufeffpeople,age_to,age_from,year"))
    assert list(found.items()) == [(2017, TWO_YEARS[2018]), (2018, TWO_YEARS[2018])]


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        (0, "18,65,69,10", 'line 2: year is "18". Write a year such as 2018.'),
        (1, "2018,70,75,20", 'line 3: age_from is "70" and age_to is "75". Write one of 65 to 69, 70 to 74'),
        (5, "2018,90,94,60", 'line 7: age_from is "90" and age_to is "94"'),
        (2, '2018,75,79,"30,000"', 'line 4: people is "30,000". Write a number in digits alone'),
        (2, "2018,75,79,", 'line 4: people is "". Write a number'),
        (2, "2018,75,79", 'line 4: people is "". Write a number'),
        (2, "2018,75,79,-3", 'line 4: people is "-3". Write a number'),
        (2, "2018,75,79,nan", 'line 4: people is "nan". Write a number'),
        (3, "2018,75,79,40", "line 5: 2018 has people aged 75 to 79 a second time. Take one line out."),
        (4, "", "line 7: 2018 ends without people aged 85 to 89. Add a line that begins 2018,85,89, and says"),
        (5, "", "line 6: 2018 ends without people aged 90 and over. Add a line that begins 2018,90,, and says"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_what_to_write(
    tmp_path: Path, line: int, instead: str, said: str
) -> None:
    lines = [*LINES[:line], instead, *LINES[line + 1 :]]
    found = fault(written(tmp_path, *lines))
    assert found.startswith("county/people.csv, ")
    assert said in found


def test_a_file_that_cannot_be_read_is_named_with_what_to_do(tmp_path: Path) -> None:
    assert fault(tmp_path / "people.csv").endswith("Write one with the columns year, age_from, age_to, people.")
    assert "nobody in it. Add a line" in fault(written(tmp_path))
    assert "line 1: there is no column people. Add it" in fault(written(tmp_path, heading="year,age_from,age_to"))
    file = written(tmp_path, *LINES)
    file.write_bytes(file.read_bytes() + b"\xff\xfe")
    assert "is not written in UTF-8" in fault(file)
    file.write_text("")
    assert "line 1: there is no column year" in fault(file)
