"""Measures of social care: each framework by its own numbers, outcomes with their numerators."""

from __future__ import annotations

from pathlib import Path

from tests.published.files import read_text, rows, told, value

NHS = (
    "Geographical Code,Geographical Description,Geographical Level,ONS Area Code,ASCOF Measure Code,"
    "Disaggregation Level,Measure Type,Measure Group,Measure Group Description,Measure Value\n"
)


def test_outcome_numerator_and_denominator_are_put_together_and_the_year_is_that_of_the_file(tmp_path: Path) -> None:
    lines = "".join(
        f"504,Northamptonshire,Council,E10000021,2B(1),Total,{kind},2B(1),At home,{number}\n"
        for kind, number in (
            ("Outcome", "81.2"),
            ("Numerator", "160"),
            ("Denominator", "197"),
            ("Margin of Error", "4"),
        )
    )
    found = read_text(tmp_path, NHS + lines, "meas-from-asc-of-eng-1617-open-data-csv.csv")
    (row,) = rows(found)
    assert (row["value"], row["numerator"], row["denominator"]) == (81.2, 160, 197)
    assert (row["indicator"], row["period_start"].year, row["area_code"]) == ("2014: 2B(1)", 2016, "E10000021")
    assert "file's name" in told(found.repaired)


def test_the_same_number_in_two_frameworks_is_two_measures(tmp_path: Path) -> None:
    text = (
        "Area code,Area name,Measure ID,Year,Value,Numerator,Denominator\n"
        "E10000020,Norfolk,2B,2022-23,14.0,70,500\nE10000020,Norfolk,2B,2023-24,15.1,76,503\n"
        "E10000020,Norfolk,2D part 2,2023/24,0.035,7,200\n"
        "E10000020,Norfolk,2D part 1,2023/24,*,*,*\nE10000020,Norfolk,2D part 1,2024-25,80.0%,[c],:\n"
    )
    found = read_text(tmp_path, text)
    assert value(found, indicator="2014: 2B") == 14.0
    assert value(found, indicator="2023: 2B") == 15.1
    assert value(found, indicator="2023: 2D(2)") == 3.5
    assert "written as a fraction" in told(found.repaired)
    unknown, known = sorted(rows(found, indicator="2023: 2D(1)"), key=lambda row: row["period_start"])
    assert (unknown["value"], "suppressed" in unknown["note"]) == (None, True)
    assert (known["value"], known["numerator"]) == (80, None)


def test_a_measure_that_is_not_of_the_framework_is_set_aside(tmp_path: Path) -> None:
    text = (
        "Area code,Area name,Measure ID,Year,Value\n"
        "E10000020,Norfolk,ASCOF 2A(2),2019/20,600\nE10000020,Norfolk,Potholes,2019/20,9\n"
    )
    found = read_text(tmp_path, text)
    assert [row["indicator"] for row in rows(found)] == ["2014: 2A(2)"]
    assert "Potholes" in told(found.set_aside)
