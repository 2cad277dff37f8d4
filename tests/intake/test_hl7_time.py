"""HL7 times: every precision, offsets, and the two nights a year on which the clock on the wall misleads."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.intake.hl7_time import day, moment

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20260105", "2026-01-05T00:00:00+00:00"),
        ("2026010510", "2026-01-05T10:00:00+00:00"),
        ("202607051011", "2026-07-05T09:11:00+00:00"),
        ("20260705101112", "2026-07-05T09:11:12+00:00"),
        ("20260705101112.4+0200", "2026-07-05T08:11:12.400000+00:00"),
        ("202607051011-0500", "2026-07-05T15:11:00+00:00"),
        ("20261025013000", "2026-10-25T00:30:00+00:00"),  # twice that night: the first
        ("20260329013000", "2026-03-29T01:30:00+00:00"),  # missing that night: moved on
    ],
)
def test_a_time_is_read_as_the_moment_it_names(text: str, expected: str) -> None:
    assert moment(text, LONDON) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "text", ["", "2026", "202601", "20260230", "20260105246000", "yesterday", "2026W0110", "17991231"]
)
def test_what_names_no_day_is_no_time(text: str) -> None:
    assert moment(text, LONDON) is None


@given(st.integers(-600_000_000, 4_000_000_000))
def test_a_moment_written_with_its_offset_reads_back_in_any_zone(seconds: int) -> None:
    when = datetime.fromtimestamp(seconds, UTC)
    text = when.strftime("%Y%m%d%H%M%S+0000")
    assert moment(text, LONDON) == moment(text, ZoneInfo("UTC")) == when


def test_a_date_of_birth_that_is_no_date_is_left_out() -> None:
    assert day("19400215093000") == date(1940, 2, 15)
    assert day("19400230") is day("unknown") is day("") is None
