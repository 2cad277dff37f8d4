"""The discharge report: a nought is not always a count, and a day without a report is never one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from homefirst.published import PublishedStore, keep, read
from tests.published.files import read_text, rows, told, value, write_xlsx

FIRST = date(2022, 4, 1)


def days(counts: dict[str, list[object]], head: str = "nhs_trust22_code,date,do_not_meet_criteria_to_reside") -> str:
    lines = [
        f"{trust},{FIRST + timedelta(days=n)},{number}"
        for trust, some in counts.items()
        for n, number in enumerate(some)
    ]
    return "\n".join([head, *lines]) + "\n"


def test_a_nought_where_there_are_always_many_is_a_day_without_a_report(tmp_path: Path) -> None:
    found = read_text(tmp_path, days({"RNQ": [110, 0, 115, 120, 112, 118], "RNX": [2, 0, 1, 3, 0, 2]}))
    large = rows(found, area_code="RNQ")
    assert [row["value"] for row in sorted(large, key=lambda row: row["period_start"])] == [
        110,
        None,
        115,
        120,
        112,
        118,
    ]
    assert [row["raw_value"] for row in large if row["value"] is None] == ["0"]
    assert sorted(row["value"] for row in rows(found, area_code="RNX")) == [0, 0, 1, 2, 2, 3]
    assert "without a report: 1" in told(found.set_aside)
    assert "2 noughts are kept" in " ".join(found.remarks)


def test_a_day_on_which_every_trust_has_nought_is_a_day_without_reports(tmp_path: Path) -> None:
    found = read_text(tmp_path, days({f"R{n}A": [3, 0, 2] for n in range(5)}))
    assert {row["value"] for row in rows(found) if row["period_start"] == date(2022, 4, 2)} == {None}


def test_the_mean_is_over_the_days_reported_and_says_how_many(tmp_path: Path) -> None:
    counts: list[object] = [100, 0, 110, "", "-", 120, 130, 140]
    read_in = read_text(tmp_path, days({"RNQ": counts}))
    keep(tmp_path / "kept", read_in, datetime(2026, 1, 1, tzinfo=UTC))
    (mean,) = PublishedStore(tmp_path / "kept").values("no_longer_meeting_criteria", "RNQ", by=("month",))
    assert (mean.value, mean.numerator, mean.denominator) == (120, 600, 5)
    assert mean.note == "Mean of 5 days reported of 8."


HEAD = "nhs_trust22_code,date,discharged_by_1700,discharged_between_1701_2359,discharged_total"


def test_discharges_by_hour_are_parts_and_go_with_their_day(tmp_path: Path) -> None:
    lines = [f"RNS,{FIRST + timedelta(days=n)},30,20,50" for n in range(6)]
    lines[2] = f"RNS,{FIRST + timedelta(days=2)},0,0,0"
    lines[4] = f"RNS,{FIRST + timedelta(days=4)},50,0,51"
    found = read_text(tmp_path, "\n".join([HEAD, *lines]) + "\n")
    silent = [row for row in rows(found) if row["period_start"] == date(2022, 4, 3)]
    assert [row["value"] for row in silent] == [None] * 3
    assert [row["value"] for row in rows(found, time="17:01 to 23:59") if row["period_start"] == date(2022, 4, 5)] == [
        0
    ]
    assert "do not add up" in " ".join(found.remarks)


def test_englands_nought_on_a_day_that_no_trust_reported_is_no_count(tmp_path: Path) -> None:
    counts: dict[str, list[object]] = {f"R{n}A": [3, "-", 2] for n in range(5)}
    found = read_text(tmp_path, days({"E92000001": [15, 0, 10], **counts}))
    england = {row["period_start"].day: row["value"] for row in rows(found, area_kind="england")}
    assert england == {1: 15, 2: None, 3: 10}


@pytest.mark.parametrize("written", ["%d/%m/%Y", "%m/%d/%Y", "%d-%b-%y", "%Y-%m-%d 00:00:00"])
def test_days_are_read_however_the_column_writes_them(tmp_path: Path, written: str) -> None:
    lines = [f"RNQ,{FIRST + timedelta(days=n):{written}},{100 + n}" for n in range(20)]
    found = read_text(tmp_path, "org code,date,number no longer meeting criteria to reside\n" + "\n".join(lines) + "\n")
    assert sorted(row["period_start"] for row in rows(found)) == [FIRST + timedelta(days=n) for n in range(20)]
    assert ("month first" in told(found.repaired)) == (written == "%m/%d/%Y")


LONG = "Period,Level,Region,ICB,Org Code,Org Name,Metric,Metric Type,Metric Group,Value\n"


def test_the_long_file_is_read_by_metric_level_and_reason_in_windows_letters(tmp_path: Path) -> None:
    nctr = "Number of patients who no longer meet the criteria to reside"
    remaining = "Number of patients remaining in hospital who no longer meet the criteria to reside"
    reason = "Residential/nursing home care not yet available (Pathway 3)"
    own = "Awaiting therapy review – of something new"
    lines = [
        f"01/08/2026,National,,,ENG,England,{nctr},Daily,NCTR,21082",
        f'01/08/2026,PROVIDER,Y60,QPM,RNS,Northampton,{nctr},Daily,NCTR,"1,190"',
        f"01/08/2026,PROVIDER,Y60,QPM,RNS,Northampton,{remaining},Daily,NCTR not discharged,150",
        f"02/08/2026,PROVIDER,Y60,QPM,RNS,Northampton,{nctr},Daily,NCTR,[z]",
        f"05/08/2026,PROVIDER,Y60,QPM,RNS,Northampton,{reason},Weekly,Delay reason LOS 7+,12",
        f"05/08/2026,PROVIDER,Y60,QPM,RNS,Northampton,{own},Weekly,Delay reason LOS 7+,3",
        f"05/08/2026,PROVIDER,Y60,QPM,RNS,Northampton,{reason},Weekly,Delay reason LOS 7+ Costs,5000",
        "01/08/2026,ICB,Y60,QPM,QPM,Northamptonshire ICB,Number of patients discharged,Daily,Discharges,90",
        "02/08/2026,ICB,Y60,QPM,QPM,Northamptonshire ICB,Number of patients discharged,Daily,Discharges,91",
        "03/08/2026,ICB,Y60,QPM,QPM,Northamptonshire ICB,Number of patients discharged,Daily,Discharges,92",
        f"01/10/2025,PROVIDER,Y60,QPM,RNS,Northampton,{reason},Weekly,Delay reason LOS 7+,99",
    ]
    found = read_text(tmp_path, LONG + "\n".join(lines) + "\n", encoding="cp1252")
    assert value(found, area_kind="england") == 21082
    assert [row["value"] for row in rows(found, area_code="RNS", measure="published.no_longer_meeting_criteria")] == [
        1190,
        None,
    ]
    assert value(found, measure="published.remaining_no_longer_meeting") == 150
    (known,) = rows(found, reason="33")
    assert (known["value"], known["band"], known["raw_label"]) == (12, "7+", reason)
    assert value(found, reason=own) == 3
    assert len(rows(found, area_kind="icb")) == 3
    assert "another month" in told(found.set_aside)
    assert "metric that is not taken" in told(found.set_aside)


def test_a_workbook_with_a_column_for_each_day_is_read(tmp_path: Path) -> None:
    metrics = ["Discharged by 17:00", "Discharged total"] * 2
    head = [["", "", "", 44652, "", 44653], ["Region", "Org Code", "Org Name", *metrics]]
    sheet = [["Title:", "Daily discharge situation report"], [], *head]
    body = [["Y60", "RNS", "Northampton", 30, 50, "-", 51], ["Y60", "RNQ", "Kettering", 31, 52, 20, 53]]
    found = read(write_xlsx(tmp_path / "wide.xlsx", {"Table 2": [*sheet, *body]}))
    (row,) = [r for r in rows(found, area_code="RNS", time="by 17:00") if r["period_start"] == date(2022, 4, 1)]
    assert row["value"] == 30
    assert [r["value"] for r in rows(found, area_code="RNS", time="") if r["period_start"] == date(2022, 4, 2)] == [51]


def test_the_monthly_workbook_with_boards_above_trusts_and_helper_rows_is_read(tmp_path: Path) -> None:
    cover = [["Acute daily discharge situation report"], ["", "Published:", "11th August 2022"], ["", "Revised:", "-"]]
    counts = [
        "Number of patients who no longer meet the criteria to reside",
        "Number of patients discharged by 17:00",
        "Number of patients discharged between 17:01 and 23:59",
        "Number of patients remaining in hospital who no longer meet the criteria to reside",
    ]
    table = [
        ["", "Title:", "People who no longer meet the criteria to reside and were discharged"],
        [],
        ["", "", "", "", 44743, "", "", "", 44744],
        ["", "", "", "", *["DIS001", "DIS002", "DIS003", "DIS004"] * 2],
        ["", "Region", "ICB Code", "ICB Name", *counts * 2],
        ["", "", "", "ENGLAND (All Acute Trusts)", 900, 300, 200, 400, 0, 0, 0, 0],
        ["", "MIDLANDS", "QPM", "NHS NORTHAMPTONSHIRE ICB", 300, 90, 60, 150, 310, 91, 61, 158],
        [],
        ["", "Region", "Org Code", "Org Name"],
        ["", "MIDLANDS", "RNS", "NORTHAMPTON", 190, 50, 40, 100, "-", "-", "-", "-"],
        ["", "MIDLANDS", "RNQ", "KETTERING", 110, 40, 20, 50, 111, 41, 21, 49],
        ["", "Notes: 1. England on a day that was lost is 0."],
    ]
    found = read(write_xlsx(tmp_path / "web.xlsx", {"Cover Sheet": cover, "Table 2": table}))
    assert found.dated == "2022-08-11"
    kinds = {row["area_code"]: row["area_kind"] for row in rows(found)}
    assert kinds == {"E92000001": "england", "QPM": "icb", "RNS": "trust", "RNQ": "trust"}
    second = [row for row in rows(found, area_code="RNS") if row["period_start"] == date(2022, 7, 2)]
    assert [row["value"] for row in second] == [None] * 4
    (evening,) = [row for row in rows(found, area_code="RNQ", time="17:01 to 23:59") if row["value"] == 21]
    assert evening["period_start"] == date(2022, 7, 2)
    remaining = rows(found, area_code="RNQ", measure="published.remaining_no_longer_meeting")
    assert [row["value"] for row in remaining] == [50, 49]


CRITERIA = "org code,date,number no longer meeting criteria to reside\n"


def test_days_of_an_area_that_writes_the_month_first_among_others_are_set_aside_where_not_certain(
    tmp_path: Path,
) -> None:
    text = "RNQ,13/04/2022,1\nRNQ,03/04/2022,2\nRNS,04/13/2022,3\nRNS,04/03/2022,4\nRNS,04/04/2022,5\n"
    found = read_text(tmp_path, CRITERIA + text)
    kept = {(row["area_code"], row["period_start"].day): row["value"] for row in rows(found)}
    assert kept == {("RNQ", 13): 1, ("RNQ", 3): 2, ("RNS", 13): 3, ("RNS", 4): 5}
    assert {row["period_start"].month for row in rows(found)} == {4}
    assert "month first, where its area" in told(found.set_aside)
    assert "04/03/2022" in told(found.set_aside)


def test_a_file_whose_days_could_all_be_read_either_way_says_so(tmp_path: Path) -> None:
    found = read_text(tmp_path, CRITERIA + "RNQ,03/04/2022,1\nRNQ,04/04/2022,2\n")
    assert "day first or month first" in " ".join(found.remarks)
    certain = read_text(tmp_path, CRITERIA + "RNQ,03/04/2022,1\nRNQ,14/04/2022,2\n", "c.csv")
    assert not certain.remarks


def test_columns_of_days_written_month_first_are_read_so(tmp_path: Path) -> None:
    sheet = [["", "", "04/03/2022", "04/13/2022"], ["Org Code", "Org Name", *["Discharged total"] * 2]]
    found = read(write_xlsx(tmp_path / "m.xlsx", {"Table": [*sheet, ["RNS", "Northampton", 50, 51]]}))
    assert {row["period_start"]: row["value"] for row in rows(found)} == {date(2022, 4, 3): 50, date(2022, 4, 13): 51}
