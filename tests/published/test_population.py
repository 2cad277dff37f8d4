"""People by single year of age: columns of ages, rows of ages, projections; 90 is 90 and over."""

from __future__ import annotations

import io
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest

from homefirst.published import PublishedFault, read
from tests.published.files import read_text, rows, told, value, write_xlsx

AGES = [*map(str, range(90)), "90+"]
ONE_EACH = f"E06000061,North Northamptonshire,91,{','.join(['1.0'] * 91)}"


def test_ages_stand_in_columns_and_the_year_in_the_name_of_the_file(tmp_path: Path) -> None:
    text = f"utla19_code,utla19_name,total_population,{','.join(AGES)}\n{ONE_EACH}\n"
    found = read_text(tmp_path, text, "mye2019_utla19.csv")
    assert value(found, age="90+") == 1
    row = rows(found, age="65")[0]
    assert (row["period_start"], row["area_kind"], row["area_name"]) == (
        date(2019, 6, 30),
        "council",
        "North Northamptonshire",
    )
    assert not found.remarks


def test_without_a_year_anywhere_nothing_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(PublishedFault, match="without the year"):
        read_text(tmp_path, f"utla19_code,utla19_name,all ages,{','.join(AGES)}\n{ONE_EACH}\n", "people.csv")


def test_a_total_that_is_not_the_ages_is_said(tmp_path: Path) -> None:
    text = f"code,name,all ages,{','.join(AGES)}\nE06000061,North Northamptonshire,95,{','.join(['1'] * 91)}\n"
    assert "do not add up" in " ".join(read_text(tmp_path, text, "mid-2020.csv").remarks)


def test_a_workbook_with_a_sheet_for_each_sex_keeps_the_code_of_the_small_area(tmp_path: Path) -> None:
    head = ["LA Code (2018 boundaries)", "LA name", "LSOA Code", "LSOA name", "All Ages", *AGES]
    row = ["E07000150", "Corby", "E01026971", "Corby 001A", 91, *[1] * 91]
    sheets = {f"Mid-2017 {sex}": [[f"Title: {sex}"], [], head, row] for sex in ("Persons", "Males", "Females")}
    found = read(write_xlsx(tmp_path / "SAPE.xlsx", sheets))
    assert {row["sex"] for row in rows(found)} == {"", "male", "female"}
    assert {row["area_code"] for row in rows(found)} == {"E01026971"}
    assert value(found, sex="male", age="90+") == 1


def test_rows_of_ages_with_a_column_for_each_year_are_read_and_bands_left_out(tmp_path: Path) -> None:
    lines = [
        f"E06000061,North Northamptonshire,{sex},{age},{10 + sex},{20 + sex}" for sex in (1, 2) for age in (0, 65, 90)
    ]
    text = "ladcode23,laname23,sex,age,population_2019,population_2020\n" + "\n".join(lines) + "\n"
    found = read_text(tmp_path, text)
    (row,) = [r for r in rows(found, age="90+", sex="female") if r["period_start"].year == 2020]
    assert row["value"] == 22
    projected = (
        "AREA_CODE,AREA_NAME,COMPONENT,SEX,AGE_GROUP,2018,2029\n"
        "E06000061,North Northamptonshire,Population,males,65,10.5,12.25\n"
        "E06000061,North Northamptonshire,Population,males,90 and over,1,2\n"
        "E06000061,North Northamptonshire,Population,males,All ages,100,200\n"
        "E06000061,North Northamptonshire,Births,males,65,9,9\n"
    )
    found = read_text(tmp_path, projected, "snpp.csv")
    assert {row["measure"] for row in rows(found)} == {"published.population_projected"}
    assert sorted(row["value"] for row in rows(found)) == [1, 2, 10.5, 12.25]


def test_projections_come_as_json_in_an_archive_with_every_variant(tmp_path: Path) -> None:
    entry = {"area_code": "E06000061", "variant": "v1", "year": 2029, "totals": {"f": 30, "m": 31}}
    entry["data"] = [{"age": 65, "f": 10, "m": 11}, {"age": 100, "f": 20, "m": 20}]
    path = tmp_path / "snpp.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        text = json.dumps([entry]).encode()
        member = tarfile.TarInfo("snpp/E06000061.json")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    found = read(path)
    assert value(found, age="100+", sex="male", variant="v1") == 20
    assert not found.remarks


def test_json_of_another_shape_is_set_aside(tmp_path: Path) -> None:
    good = {"area_code": "E06000061", "variant": "v1", "year": 2029, "data": [{"age": 65, "f": 10, "m": 11}]}
    found = read_text(tmp_path, json.dumps([good, {"area_code": "E06000062", "variant": "v1"}]), "p.json")
    assert len(rows(found)) == 2
    assert "JSON" in told(found.set_aside)


def test_the_small_areas_of_a_whole_country_are_kept_in_bands(tmp_path: Path) -> None:
    lines = [f"E01{n:06},Corby {n},{','.join(['1'] * 91)}" for n in range(2001)]
    found = read_text(tmp_path, f"lsoa code,lsoa name,{','.join(AGES)}\n" + "\n".join(lines) + "\n", "mid-2017.csv")
    assert {row["age"]: row["value"] for row in rows(found, area_code="E01000007")} == {
        "0-17": 18, "18-64": 47, "65-74": 10, "75-84": 10, "85+": 6,
    }  # fmt: skip
    assert "kept in bands" in " ".join(found.remarks)
