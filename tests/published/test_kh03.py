"""KH03 workbooks: moving heads, sectors, marks, totals, sheets that tell who did not submit, and editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from homefirst.published import read
from tests.published.files import read_text, rows, told, value, write_xlsx

SECTORS = ["Total ", "General & Acute", "Learning Disabilities", "Maternity", "Mental Illness"]
GROUPS = ["", "", "", "", "", "", "Available", "", "", "", "", "", "Occupied", "", "", "", "", "", "% Occupied"]
HEAD = ["", "Year", "Period", "Region Code", "Org Code", "Org Name", *SECTORS, "", *SECTORS, "", *SECTORS]


def above(what: str = "open overnight", period: str = "April to June 2015", revised: str = "") -> list[list[str]]:
    return [
        [],
        ["", "Title:", f"Average daily number of available and occupied beds {what} by sector"],
        ["", "Period:", period],
        ["", "Published:", "20th August 2015"],
        *([["", "Revised:", revised]] if revised else []),
        [],
        ["", "Provider Level Data", "", "", 227],
    ]


ENGLAND = [
    "",
    "2015-16",
    "June",
    "",
    "",
    "England",
    110,
    100,
    0,
    10,
    0,
    "",
    92,
    90,
    0,
    2,
    0,
    "",
    0.8364,
    0.9,
    "-",
    0.2,
    "-",
]
HERE = [
    "",
    "2015-16",
    "June",
    "Y55",
    "RNQ",
    "A HOSPITAL",
    60,
    50,
    0,
    10,
    0,
    "",
    51,
    49,
    0,
    2,
    0,
    "",
    0.85,
    0.98,
    "-",
    0.2,
    "-",
]


def test_beds_are_read_by_sector_under_groups_of_columns_wherever_the_head_stands(tmp_path: Path) -> None:
    for more in (0, 7):
        sheet = [*[[]] * more, *above(), GROUPS, HEAD, ENGLAND, [], HERE, [], ["", "Notes: 1. Beds."]]
        found = read(write_xlsx(tmp_path / f"{more}.xlsx", {"NHS Trust by Sector": sheet}))
        assert value(found, area_code="RNQ", measure="published.beds_occupied", sector="general and acute") == 49
        assert value(found, area_code="RNQ", measure="published.beds_available", sector="") == 60
        assert value(found, area_kind="england", measure="published.beds_occupied", sector="maternity") == 2
        row = rows(found, area_code="RNQ", sector="maternity")[0]
        assert (row["period_start"], row["period_end"]) == (date(2015, 4, 1), date(2015, 6, 30))
        assert row["raw_label"].endswith("Available / Maternity")
        assert (row["stream"], found.dated) == ("overnight", "2015-08-20")


def test_the_revised_edition_is_dated_by_its_revision_and_day_only_beds_are_another_stream(tmp_path: Path) -> None:
    sheet = [*above("open day only", revised="23rd February 2017"), GROUPS, HEAD, HERE]
    found = read(write_xlsx(tmp_path / "d.xlsx", {"NHS Trust by Sector": sheet}))
    assert found.dated == "2017-02-23"
    assert {row["stream"] for row in found.rows.to_pylist()} == {"day only"}


def test_a_suppressed_cell_is_unknown_and_a_wrong_share_is_said(tmp_path: Path) -> None:
    here = [*HERE[:7], "*", *HERE[8:18], 0.91, *HERE[19:]]
    found = read(write_xlsx(tmp_path / "s.xlsx", {"NHS Trust by Sector": [*above(), GROUPS, HEAD, here]}))
    (row,) = rows(found, measure="published.beds_available", sector="general and acute")
    assert row["value"] is None
    assert "suppressed" in row["note"]
    assert "not what the beds give" in " ".join(found.remarks)


def test_the_same_england_on_two_sheets_is_one_and_the_regions_are_regions(tmp_path: Path) -> None:
    head = ["", "Year", "Period", "Region Code", "AT Name", *SECTORS, "", *SECTORS, "", *SECTORS]
    groups = GROUPS[:5] + GROUPS[6:]
    england = ENGLAND[:4] + ENGLAND[5:]
    region = ["", "2015-16", "June", "Y54", "NORTH", *HERE[6:]]
    sheets = {
        "NHS Trust by Sector": [*above(), GROUPS, HEAD, ENGLAND, HERE],
        "Region by Sector": [*above(), groups, head, england, region],
    }
    found = read(write_xlsx(tmp_path / "two.xlsx", sheets))
    assert value(found, area_kind="england", measure="published.beds_available", sector="") == 110
    assert {row["area_code"] for row in rows(found, area_kind="region")} == {"Y54"}
    assert not found.set_aside


def test_specialties_are_no_sectors(tmp_path: Path) -> None:
    named = [f"{n} Something" for n in range(100, 110)]
    head = ["", "Year", "Period", "Region Code", "Org Code", "Org Name", *named, "710 Adult Mental Illness"]
    body = ["", "2015-16", "June", "Y55", "RNQ", "A HOSPITAL", *[1] * 10, 7]
    sheet = [["", "Title:", "Average daily number of occupied beds open overnight by specialty"], [], head, body]
    found = read(write_xlsx(tmp_path / "sp.xlsx", {"Occupied by Specialty": sheet}))
    assert value(found, specialty="710 Adult Mental Illness") == 7
    assert not rows(found, sector="mental illness")


def test_who_did_not_submit_is_a_row_without_a_number(tmp_path: Path) -> None:
    quality = [
        ["Data Quality KH03 Q1 2015-16"], [], ["The following organisation(s) did not submit for Q1 2015-16:"], [],
        ["Code", "Name"], ["RMY", "AWAY TRUST"], [], ["Organisations that have revised their data comprise:"], [],
        ["Code", "Name"], ["RBZ", "Revised Trust "],
    ]  # fmt: skip
    sheets = {"NHS Trust by Sector": [*above(), GROUPS, HEAD, HERE], "Data Quality": quality}
    found = read(write_xlsx(tmp_path / "q.xlsx", sheets))
    absent = rows(found, area_code="RMY")
    assert {row["value"] for row in absent} == {None}
    assert {row["note"] for row in absent} == {"did not submit"}
    assert not rows(found, area_code="RBZ")
    assert "RMY (AWAY TRUST) did not submit" in " ".join(found.remarks)


def test_other_layouts_quarters_in_words_titles_alone_and_heads_in_one_row_are_read(tmp_path: Path) -> None:
    text = (
        "Year,Quarter,Org Code,Org Name,Available beds - General and Acute,Available beds - Maternity,"
        "Occupied beds – General & acute,Occupied beds - Maternity\n"
        '2010/11,Q4,RNQ,A hospital,"1,050",10,900,5\n2010/11,Q4,RNS,B hospital,..,10,900,5\n'
    )
    found = read_text(tmp_path, text)
    assert value(found, area_code="RNQ", measure="published.beds_available", sector="general and acute") == 1050
    assert value(found, area_code="RNS", measure="published.beds_available", sector="general and acute") is None
    assert found.rows["period_start"][0].as_py() == date(2011, 1, 1)
    no_columns = [HEAD[0], *HEAD[3:]]
    sheet = [*above(), [GROUPS[0], *GROUPS[3:]], no_columns, [HERE[0], *HERE[3:]]]
    told_above = read(write_xlsx(tmp_path / "t.xlsx", {"Trusts": sheet}))
    assert value(told_above, measure="published.beds_occupied", sector="") == 51


def test_a_period_that_is_no_quarter_is_set_aside(tmp_path: Path) -> None:
    odd = [*HERE[:2], "Agust", *HERE[3:]]
    found = read(write_xlsx(tmp_path / "odd.xlsx", {"NHS Trust by Sector": [*above(), GROUPS, HEAD, ENGLAND, odd]}))
    assert not rows(found, area_code="RNQ")
    assert "period cannot be read" in told(found.set_aside)


def test_a_year_or_half_a_year_is_never_laid_among_quarters(tmp_path: Path) -> None:
    text = (
        "Year,Period,Org Code,Org Name,Available - General & Acute,Available - Maternity,Occupied - General & Acute\n"
        "2015-16,June,RNQ,A hospital,100,10,90\n2015-16,,RNS,B hospital,100,10,90\n"
        "2015-16,2015-16,RNX,C hospital,100,10,90\n2015-16,April to September,RGT,D hospital,100,10,90\n"
    )
    found = read_text(tmp_path, text)
    assert {row["area_code"] for row in rows(found)} == {"RNQ"}
    assert "longer than those that it stands among: 3" in told(found.set_aside)
    assert '"April to September 2015-16" at file.csv!5' in told(found.set_aside)


def test_beds_unoccupied_or_unavailable_are_neither_occupied_nor_available(tmp_path: Path) -> None:
    text = (
        "Year,Period,Org Code,Available - General & Acute,Unavailable - Maternity,Unoccupied - General & Acute,"
        "Not occupied - Maternity,Occupied - Mental Illness\n2015-16,June,RNQ,100,11,12,13,90\n"
    )
    assert sorted(row["value"] for row in rows(read_text(tmp_path, text))) == [90, 100]
