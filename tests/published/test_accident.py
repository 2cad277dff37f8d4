"""A&E attendances: the tidy file, the monthly file of NHS England with its total, the workbook with groups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from homefirst.published import read
from tests.published.files import read_text, rows, told, value, write_xlsx

TIDY = "period,org_code,type,attendances,breaches,admissions\n"
MONTHLY = (
    "Period,Org Code,Parent Org,Org name,A&E attendances Type 1,A&E attendances Type 2,"
    "A&E attendances Other A&E Department,A&E attendances Booked Appointments Type 1,Attendances over 4hrs Type 1,"
    "Attendances over 4hrs Type 2,Attendances over 4hrs Other Department,"
    "Attendances over 4hrs Booked Appointments Type 1,"
    "Patients who have waited 4-12 hs from DTA to admission,Patients who have waited 12+ hrs from DTA to admission,"
    "Emergency admissions via A&E - Type 1,Emergency admissions via A&E - Other A&E department,"
    "Other emergency admissions\n"
)


def test_a_row_for_each_type_is_read(tmp_path: Path) -> None:
    found = read_text(tmp_path, TIDY + "2016-04-01,RNS,1,8299.0,1063.0,2755.0\n2016-04-01,RNS,other,931,3,0\n")
    assert value(found, type="1", measure="published.ae_over_four_hours") == 1063
    assert value(found, type="other", measure="published.ae_attendances") == 931
    assert found.rows["period_end"][0].as_py() == date(2016, 4, 30)


def test_more_over_four_hours_than_attended_is_set_aside(tmp_path: Path) -> None:
    found = read_text(tmp_path, TIDY + "2016-04-01,RNS,1,100,1063,20\n2016-04-01,RNS,2,10,3,0\n")
    (row,) = rows(found, type="1", measure="published.ae_over_four_hours")
    assert (row["value"], row["raw_value"]) == (None, "1063")
    assert "more over four hours" in told(found.set_aside)


def test_an_unknown_type_is_set_aside(tmp_path: Path) -> None:
    found = read_text(tmp_path, TIDY + "2016-04-01,RNS,1,100,3,20\n2016-04-01,RNS,9,10,3,0\n")
    assert len([row for row in rows(found) if row["value"] is not None]) == 3
    assert {row["raw_value"] for row in rows(found) if row["value"] is None} == {"10", "3", "0"}
    assert "not known" in told(found.set_aside)


def test_those_over_four_hours_are_kept_where_attendances_are_not_known(tmp_path: Path) -> None:
    found = read_text(tmp_path, TIDY + "2016-04-01,RNS,1,*,63,20\n2016-04-01,RNS,2,10,3,0\n")
    assert value(found, type="1", measure="published.ae_over_four_hours") == 63
    assert value(found, type="1", measure="published.ae_attendances") is None
    assert not found.set_aside


def test_the_monthly_file_keeps_booked_apart_and_takes_its_total_for_england(tmp_path: Path) -> None:
    lines = (
        "MSitAE-MAY-2024,RNS,NHS ENGLAND MIDLANDS,Northampton,\"9,000\",100,0,10,3000,1,0,2,400,50,2500,0,300\n"
        "MSitAE-MAY-2024,RNQ,NHS ENGLAND MIDLANDS,Kettering,8000,-,0,0,2000,-,0,0,300,40,2000,0,200\n"
        "TOTAL,TOTAL,TOTAL,TOTAL,17000,100,0,10,5000,1,0,2,700,90,4500,0,500\n"
    )  # fmt: skip
    found = read_text(tmp_path, MONTHLY + lines)
    assert value(found, area_code="RNS", type="1", measure="published.ae_attendances") == 9000
    assert value(found, area_code="RNS", type="1 booked", measure="published.ae_over_four_hours") == 2
    assert value(found, area_code="RNQ", type="2", measure="published.ae_attendances") is None
    assert value(found, area_kind="england", type="1", measure="published.ae_attendances") == 17000
    assert value(found, area_code="RNS", measure="published.ae_waits_for_a_bed", band="12 hours or more") == 50
    assert value(found, area_code="RNS", measure="published.ae_admissions", type="1") == 2500
    assert value(found, area_code="RNS", measure="published.ae_other_emergency_admissions") == 300
    assert {row["period_start"] for row in rows(found)} == {date(2024, 5, 1)}


def test_a_total_that_is_not_the_organisations_added_is_said(tmp_path: Path) -> None:
    lines = (
        "MSitAE-MAY-2024,RNS,X,Northampton,9000,1,0,0,3000,1,0,0,400,50,2500,0,300\n"
        "TOTAL,TOTAL,TOTAL,TOTAL,17000,1,0,0,5000,1,0,0,700,90,4500,0,500\n"
    )
    found = read_text(tmp_path, MONTHLY + lines)
    assert "printed total of type 1 of May 2024 is 17,000, the organisations add up to 9,000" in " ".join(found.remarks)


def test_a_workbook_that_prints_those_within_four_hours_gives_those_over(tmp_path: Path) -> None:
    types = [
        "Type 1 Departments - Major A&E",
        "Type 2 Departments - Single Specialty",
        "Type 3 Departments - Other A&E/Minor Injury Unit",
    ]
    within = "A&E attendances less than 4 hours from arrival to admission, transfer or discharge"
    groups = ["", "", "", "A&E attendances", "", "", "", within, "", "", "", "Percentage in 4 hours or less (all)"]
    head = ["Code", "Region", "Name", *types, "Total attendances", *types, "Total Attendances < 4 hours", "Percentage"]
    body = [
        ["-", "-", "England", 100, 10, 20, 130, 80, 10, 20, 110, 0.846],
        ["RNS", "Y60", "Northampton", 50, 5, "-", 55, 40, 5, "-", 45, 0.81],
    ]
    sheet = [
        ["Title:", "A&E Attendances"],
        ["Period:", "April 2017"],
        ["Published:", "8th June 2017"],
        [],
        groups,
        head,
        *body,
    ]
    found = read(write_xlsx(tmp_path / "ae.xlsx", {"Provider Level Data": sheet}))
    assert value(found, area_code="RNS", type="1", measure="published.ae_over_four_hours") == 10
    assert value(found, area_code="RNS", type="other", measure="published.ae_over_four_hours") is None
    assert value(found, area_kind="england", type="", measure="published.ae_over_four_hours") == 20
    assert found.rows["period_start"][0].as_py() == date(2017, 4, 1)
