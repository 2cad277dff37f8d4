"""The care directory: homes and beds by council on the day of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from homefirst.published import PublishedFault, read
from tests.published.files import read_text, rows, told, value, write_xlsx

HEAD = [
    "Location ID", "Location HSCA start date", "Dormant (Y/N)", "Care home?", "Location Name", "Care homes beds",
    "Location Latest Overall Rating", "Location Local Authority", "Service type - Care home service with nursing",
    "Service type - Care home service without nursing",
]  # fmt: skip
HOMES = [
    ["1-101", 40544, "N", "Y", "The Elms", 40, "Good", "Northamptonshire", "Y", ""],
    ["1-102", 40544, "N", "Y", "The Oaks", 20, "Requires improvement", "Northamptonshire", "", "Y"],
    ["1-102", 40544, "N", "Y", "The Oaks", 20, "Requires improvement", "Northamptonshire", "", "Y"],
    ["1-103", 40544, "N", "Y", "The Ash", "", "", "Northamptonshire", "", "Y"],
    ["1-104", 40544, "Y", "Y", "The Yew", 9, "Good", "Northamptonshire", "", "Y"],
    ["1-105", 40544, "N", "N", "A dentist", 0, "", "Northamptonshire", "", ""],
    ["1-106", 40544, "N", "Y", "The Fir", 9, "Good", "Nowhereshire", "", "Y"],
]


def test_homes_and_beds_are_counted_by_council_kind_and_rating(tmp_path: Path) -> None:
    plain = {"HSCA Active Locations": [HEAD, *HOMES]}
    with pytest.raises(PublishedFault, match="without its day"):
        read(write_xlsx(tmp_path / "directory.xlsx", plain))
    named = read(write_xlsx(tmp_path / "01_March_2019_HSCA_Active_Locations.xlsx", plain))
    assert named.rows["period_start"][0].as_py() == date(2019, 3, 1)
    sheets = {"README": [["Correct at 1 March 2019"]], "HSCA_Active_Locations 01 March 2019": [HEAD, *HOMES]}
    found = read(write_xlsx(tmp_path / "directory.xlsx", sheets))
    assert value(found, measure="published.care_home_beds", area_code="E10000021", kind="nursing", rating="Good") == 40
    assert value(found, measure="published.care_homes", kind="residential", rating="not rated") == 1
    assert value(found, measure="published.care_home_beds", kind="residential", rating="not rated") is None
    assert value(found, measure="published.care_home_beds", kind="dormant") == 9
    assert value(found, measure="published.care_home_beds_of_one", area_code="1-102") == 20
    assert found.rows["period_start"][0].as_py() == date(2019, 3, 1)
    assert "on two rows, counted once" in told(found.repaired)
    assert "Nowhereshire" in told(found.set_aside)
    assert "1 locations that are no care homes" in " ".join(found.remarks)


def test_the_plain_directory_has_homes_and_no_beds(tmp_path: Path) -> None:
    text = (
        "CQC care directory,,,\nCorrect at 07 October 2020,,,\n\n"
        "Name,Service types,Local authority,CQC Location ID (for office use only)\n"
        "The Elms,Nursing homes|Residential homes,Northamptonshire,1-101\nA dentist,Dentist,Northamptonshire,1-105\n"
    )
    found = read_text(tmp_path, text)
    assert value(found, measure="published.care_homes", kind="nursing") == 1
    assert rows(found, measure="published.care_home_beds_of_one")[0]["note"] == "no column of beds"
