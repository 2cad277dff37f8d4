"""Answers for a spreadsheet and for a program."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from homefirst.measures import Value, as_csv, as_json, columns, table_rows

VALUE = Value(
    "weekend_discharges", {"provider": "RNS"}, date(2024, 1, 1), date(2024, 12, 31), 21.5, 43, 200, 16.4, 27.7,
    "Wilson, 95%", "%", False, "",
)  # fmt: skip


def test_each_split_has_a_column_after_the_measure() -> None:
    assert columns([VALUE])[:4] == ["measure", "provider", "period_start", "period_end"]
    assert table_rows([VALUE])[0]["period_end"] == "2024-12-31"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_stays_text(start: str) -> None:
    said = f"{start}cmd()"
    text = as_csv([replace(VALUE, group={"provider": said}, value=-1.5)])
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert row["provider"] == f"'{said}"
    assert row["value"] == "-1.5"


def test_what_is_not_known_is_an_empty_cell_and_not_nought() -> None:
    row = next(csv.DictReader(io.StringIO(as_csv([replace(VALUE, value=None)]))))
    assert (row["value"], row["suppressed"]) == ("", "no")


def test_a_program_gets_numbers_as_numbers_and_nothing_as_null() -> None:
    told = json.loads(as_json([VALUE, replace(VALUE, value=None)]))
    assert [row["value"] for row in told] == [21.5, None]
    assert told[0]["group"] == {"provider": "RNS"}
    assert told[0]["period_start"] == "2024-01-01"


def test_no_answers_are_a_table_without_rows() -> None:
    assert as_csv([]).startswith("measure,period_start")
    assert as_json([]) == "[]"
