"""Delayed transfers of care: each shape, each defect, and what must never be done with them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from homefirst.published import PublishedFault, PublishedStore, keep, read
from tests.published.files import read_text, rows, told, value, write_xlsx

HEAD = (
    "Code,Name,Awaiting completion of assessment,Awaiting public funding,Awaiting further NHS non-acute care,"
    "Awaiting care package in own home,Patient or family choice,Total Delayed Transfers of Care,Period\n"
)


def test_days_are_kept_by_reason_under_the_code_of_today_with_the_raw_words_beside(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + "504,Northamptonshire,467,164,247,127,38,1043,April 2011\n")
    (row,) = rows(found, reason="E")
    assert (row["area_code"], row["value"], row["period_start"]) == ("E10000021", 127, date(2011, 4, 1))
    assert (row["raw_area"], row["raw_label"]) == ("504 Northamptonshire", "Awaiting care package in own home")
    assert row["status"] == "repaired"
    assert "older code" in told(found.repaired)
    assert value(found, reason="", attribution="") == 1043


def test_the_old_and_the_new_code_are_one_council(tmp_path: Path) -> None:
    lines = "504,Northamptonshire,1,1,1,1,1,5,June 2015\nE10000021,Northamptonshire,2,2,2,2,2,10,July 2015\n"
    found = read_text(tmp_path, HEAD + lines)
    assert {row["area_code"] for row in found.rows.to_pylist()} == {"E10000021"}


def test_a_code_and_a_name_of_two_councils_are_set_aside(tmp_path: Path) -> None:
    lines = "504,Norfolk,1,1,1,1,1,5,June 2015\nE10000020,Norfolk,2,2,2,2,2,10,June 2015\n"
    found = read_text(tmp_path, HEAD + lines)
    assert value(found, reason="", area_code="E10000020") == 10
    assert not rows(found, area_code="E10000021")
    assert "two councils" in told(found.set_aside)


def test_england_is_as_printed_and_never_the_sum_of_councils(tmp_path: Path) -> None:
    lines = "-,England,9,9,9,9,9,45,April 2011\n504,Northamptonshire,1,1,1,1,1,5,April 2011\n"
    found = read_text(tmp_path, HEAD + lines)
    assert value(found, area_kind="england", reason="") == 45
    alone = read_text(tmp_path, HEAD + lines.split("\n")[1] + "\n", "alone.csv")
    assert not rows(alone, area_kind="england")


def test_unknown_marks_stay_unknown_and_separators_are_mended(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        HEAD + 'E10000020,Norfolk,"1,204",-,*,:,NA,,June 2015\nE10000028,Staffordshire,1,1,1,1,1,5,June 2015\n',
    )
    norfolk = rows(found, area_code="E10000020")
    assert {row["reason"]: row["value"] for row in norfolk} == {
        "A": 1204,
        "B": None,
        "C": None,
        "E": None,
        "G": None,
        "": None,
    }
    assert "separators between thousands" in told(found.repaired)
    assert "suppressed" in next(row["note"] for row in norfolk if row["reason"] == "C")


def test_the_same_row_twice_counts_once_and_rows_that_disagree_count_not_at_all(tmp_path: Path) -> None:
    twice = "E10000020,Norfolk,1,1,1,1,1,5,June 2015\n" * 2
    assert value(read_text(tmp_path, HEAD + twice), reason="") == 5
    assert "twice" in told(read_text(tmp_path, HEAD + twice).repaired)
    disagree = twice + "E10000020,Norfolk,1,1,1,1,9,13,June 2015\n"
    found = read_text(tmp_path, HEAD + disagree)
    assert all(row["value"] is None for row in rows(found, reason=""))
    assert value(found, reason="A") == 1
    assert "disagree" in told(found.set_aside)


def block(month: str, councils: tuple[str, ...]) -> str:
    return "".join(f"{code},{name},1,1,1,1,1,5,{month}\n" for code, name in (one.split("|") for one in councils))


COUNCILS = (
    "E10000020|Norfolk", "E10000028|Staffordshire", "E10000021|Northamptonshire", "E10000003|Cambridgeshire",
    "E10000007|Derbyshire", "E10000008|Devon", "E10000011|East Sussex", "E10000012|Essex", "E10000014|Hampshire",
    "E10000016|Kent", "E10000017|Lancashire", "E10000019|Lincolnshire",
)  # fmt: skip


@pytest.mark.parametrize("typed", ["March 2015", "Mrach 2051", "June 20155", ""])
def test_a_month_typed_wrongly_within_a_block_is_read_from_its_neighbours(tmp_path: Path, typed: str) -> None:
    june = block("June 2015", COUNCILS).replace(
        "Staffordshire,1,1,1,1,1,5,June 2015", f"Staffordshire,1,1,1,1,1,5,{typed}"
    )
    found = read_text(tmp_path, HEAD + block("March 2015", COUNCILS) + june)
    staffordshire = rows(found, area_code="E10000028", reason="")
    assert sorted(row["period_start"] for row in staffordshire) == [date(2015, 3, 1), date(2015, 6, 1)]
    assert "typed wrongly" in told(found.repaired)


def test_a_month_far_from_all_others_is_set_aside(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + block("March 2015", COUNCILS) + block("March 2105", COUNCILS[:1]))
    assert {row["period_start"] for row in found.rows.to_pylist()} == {date(2015, 3, 1)}
    assert "far from all others" in told(found.set_aside)


def test_an_area_that_nobody_knows_is_set_aside(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, HEAD + block("March 2015", COUNCILS[:1]) + ",Unknown residence,1,1,1,1,1,5,March 2015\n"
    )
    assert {row["area_code"] for row in rows(found)} == {"E10000020"}
    assert "Unknown residence" in told(found.set_aside)


def test_a_row_whose_month_cannot_be_read_is_set_aside_with_its_place(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + block("March 2015", COUNCILS[:1]) + block("sometime", COUNCILS[1:2]))
    assert not rows(found, area_code="E10000028")
    assert '"sometime" at file.csv!3' in told(found.set_aside)


def test_missing_months_are_said(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + block("March 2015", COUNCILS) + block("June 2015", COUNCILS))
    assert "April 2015, May 2015" in " ".join(found.remarks)


def test_a_total_that_is_not_its_parts_is_kept_and_said(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + "E10000020,Norfolk,1,1,1,1,1,7,June 2015\n")
    assert value(found, reason="") == 7
    assert "do not add up" in " ".join(found.remarks)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_windows_letters_marks_and_odd_labels_are_read(tmp_path: Path, encoding: str) -> None:
    head = HEAD.replace("NHS non-acute", "NHS  non–acute").replace("Code", " Code ")
    found = read_text(tmp_path, head + "E10000020 ,Norfolk\u00a0,1,2,3,4,5,15, June 2015 \n", encoding=encoding)
    assert value(found, reason="C") == 3
    assert ("cp1252" in told(found.repaired)) == (encoding == "cp1252")


def test_days_by_who_answers_are_read_by_name_alone(tmp_path: Path) -> None:
    text = "Name,NHS,Social Care,Both,Period_year\nEngland,66,34,7,April 2011\nDorset,3,2,1,April 2011\n"
    found = read_text(tmp_path, text)
    assert value(found, area_code="E10000009", attribution="social_care") == 2  # the council of that day, not of 2019


def test_tabs_and_semicolons_are_read_as_well(tmp_path: Path) -> None:
    for mark in "\t;":
        text = (
            HEAD.replace(",", mark)
            + f"E10000020{mark}Norfolk{mark}"
            + mark.join("12345")
            + f"{mark}15{mark}June 2015\n"
        )
        assert value(read_text(tmp_path, text, f"{ord(mark)}.csv"), reason="B") == 2


PREAMBLE = [
    ["", "Title:", "Delayed Transfer of Care, Local Authorities, England"],
    ["", "Summary:", "Number of Delayed Days during the reporting period"],
    [],
    ["", "Period:", "March 2017"],
    ["", "Published:", "11th May 2017"],
    ["", "Revised:", "14th December 2017"],
    [],
    ["", "LA Level Data"],
]


def test_a_workbook_with_groups_over_groups_and_the_month_in_its_title_is_read(tmp_path: Path) -> None:
    a, b = "A) Awaiting completion of assessment", "B) Awaiting public funding"
    head = [
        ["", "", "", "Acute", "", "", "", "Non-Acute"],
        ["", "", "", a, "", b, "", a],
        ["", "Code", "Name", "NHS", "Social Care", "NHS", "Social Care", "NHS", "Social Care"],
    ]
    body = [
        ["", "", "England", 9, 8, 7, 6, 5, 4],
        [],
        ["", 504, "Northamptonshire", 1, 2, 3, 4, 5, 6],
        ["", "Note: days."],
    ]
    found = read(write_xlsx(tmp_path / "la.xlsx", {"Contents": [["Contents"]], "LA - Days": [*PREAMBLE, *head, *body]}))
    assert value(found, area_code="E10000021", setting="acute", reason="B", attribution="social_care") == 4
    assert value(found, area_code="E10000021", setting="non-acute", reason="A", attribution="nhs") == 5
    assert value(found, area_kind="england", setting="non-acute", reason="A", attribution="social_care") == 4
    assert (found.dated, found.rows["period_start"][0].as_py()) == ("2017-12-14", date(2017, 3, 1))
    assert rows(found, area_code="E10000021")[0]["place"] == "LA - Days!14"


def test_the_columns_of_beds_beside_days_are_not_days(tmp_path: Path) -> None:
    kinds = ["Acute", "Non-Acute", "Total"]
    head = [["", "", "", "Delayed Days", "", "", "", "DTOC Beds"], ["", "Year", "Period", *kinds, "", *kinds]]
    body = [
        [],
        ["", "2010-11", "August", 310, 62, 372, "", 10, 2, 12],
        ["", "2010-11", "January", 31, 31, 62, "", 1, 1, 2],
    ]
    found = read(write_xlsx(tmp_path / "ts.xlsx", {"Days by type": [*PREAMBLE[:3], *head, *body]}))
    assert sorted(row["value"] for row in found.rows.to_pylist()) == [31, 31, 62, 62, 310, 372]
    assert {row["period_start"] for row in found.rows.to_pylist()} == {date(2010, 8, 1), date(2011, 1, 1)}
    assert {row["area_kind"] for row in found.rows.to_pylist()} == {"england"}


def test_a_file_that_is_no_known_one_gets_one_sentence_on_what_was_looked_for(tmp_path: Path) -> None:
    for name, text in (
        ("menu.csv", "day,soup\nMonday,leek\n"),
        ("page.xls", "<html><body>Not found</body></html>"),
        ("e.csv", ""),
    ):
        with pytest.raises(PublishedFault) as fault:
            read_text(tmp_path, text, name)
        assert "\n" not in str(fault.value)
        assert str(fault.value).startswith(name)
    (tmp_path / "cut.xlsx").write_bytes(write_xlsx(tmp_path / "a.xlsx", {"A": [[1]]}).read_bytes()[:200])
    with pytest.raises(PublishedFault, match="damaged"):
        read(tmp_path / "cut.xlsx")
    with pytest.raises(PublishedFault, match="cannot be read"):
        read(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("typed", ["Jun-Jul 2015", "April 2015 to June 2015", "YTD June 2015"])
def test_a_row_of_more_than_one_month_is_set_aside_even_within_a_block(tmp_path: Path, typed: str) -> None:
    june = block("June 2015", COUNCILS).replace("Devon,1,1,1,1,1,5,June 2015", f"Devon,1,1,1,1,1,5,{typed}")
    found = read_text(tmp_path, HEAD + june)
    assert not rows(found, area_code="E10000008")
    assert f'"{typed}" at file.csv' in told(found.set_aside)
    assert "longer than" in told(found.set_aside)


def test_the_month_typed_wrongly_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    june = block("June 2015", COUNCILS).replace("Devon,1,1,1,1,1,5,June 2015", "Devon,1,1,1,1,1,5,June 20155")
    found = read_text(tmp_path, HEAD + june)
    assert '"June 20155" at file.csv' in told(found.repaired)
    assert {row["raw_period"] for row in rows(found, area_code="E10000008")} == {"June 20155"}


REASONS = (
    "Awaiting completion of assessment,Awaiting public funding,Awaiting further NHS non-acute care,"
    "Awaiting residential home placement or availability,Awaiting nursing home placement or availability,"
    "Awaiting care package in own home,Awaiting community equipment and adaptations,Patient or family choice,Disputes"
)


def total(tmp_path: Path, text: str) -> tuple[float | None, str]:
    found = read_text(tmp_path, text)
    keep(tmp_path / "kept", found, datetime(2026, 1, 1, tzinfo=UTC))
    (value,) = PublishedStore(tmp_path / "kept").values("dtoc_days", "Norfolk")
    return value.value, f"{value.note} {' '.join(found.remarks)}"


@pytest.mark.parametrize(
    ("more", "numbers", "whole"),
    [("Housing", "1", 10), ("Awaiting a miracle", "1", None), ("Housing,Awaiting a miracle", "1,4", None),
     ("Housing,Total delayed days", "1,10", 10), ("Awaiting a miracle,Total delayed days", "1,10", 10),
     ("Housing", "NA", None), ("Housing,Region", "1,East", 10)],
)  # fmt: skip
def test_no_total_is_made_where_a_reason_is_missing_or_a_column_not_understood(
    tmp_path: Path, more: str, numbers: str, whole: float | None
) -> None:
    text = f"Code,Name,Period,{REASONS},{more}\nE10000020,Norfolk,June 2015,{','.join('1' * 9)},{numbers}\n"
    found, said = total(tmp_path, text)
    assert found == whole
    assert ('"Awaiting a miracle" is no reason' in said) == ("miracle" in more)
    assert ("no total is given" in said) == (whole is None)


def test_a_long_table_without_a_reason_gives_no_total(tmp_path: Path) -> None:
    reasons = [*REASONS.split(","), "Housing"]
    for n, (some, whole) in enumerate(((reasons, 10), (reasons[1:], None), ([*reasons, "Awaiting a miracle"], None))):
        (tmp_path / str(n)).mkdir()
        lines = "".join(f"E10000020,Norfolk,June 2015,{reason},1\n" for reason in some)
        assert total(tmp_path / str(n), "Code,Name,Period,Reason,Days\n" + lines)[0] == whole


def test_days_by_who_answers_are_still_added_where_the_reasons_are_not_all_there(tmp_path: Path) -> None:
    keep(tmp_path / "kept", read_text(tmp_path, HEAD.replace("Total", "Miracle") + block("June 2015", COUNCILS[:1])),
         datetime(2026, 1, 1, tzinfo=UTC))  # fmt: skip
    assert total(tmp_path, "Name,NHS,Social Care,Both,Period\nNorfolk,5,3,2,June 2015\n")[0] == 10
