"""Limits: dated, with a source, and a place's own instead of ours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from homefirst.hub.clocks.limits import OURS, Limits, by_name, load_limits, read
from homefirst.system import SystemFault

OWN = """
[[limits]]
name = "carer_assessment"
title = "Carer's assessment"
amount = {amount}
unit = "days"
since = {since}
setting = "local"
source = "Council's own standard, 2026"
"""


def test_every_limit_of_ours_says_where_it_comes_from_and_what_is_the_place_s_to_set() -> None:
    limits = load_limits("northamptonshire")
    for one in limits.now(date(2026, 1, 1)):
        assert one.source and one.title and one.words
    local = {one.name for one in limits.now(date(2026, 1, 1)) if one.is_local}
    assert local == {
        "carer_assessment",
        "safeguarding_screening",
        "safeguarding_enquiry",
        "hub_triage",
        "referral_answer",
        "summary_service",
        "summary_person",
    }


def test_a_two_hour_team_and_the_hours_to_answer_come_from_the_directory() -> None:
    limits = load_limits("northamptonshire")
    assert "CRT" in limits.crisis
    assert limits.answers["START"] == 24


def test_a_place_s_own_limit_replaces_ours_from_the_day_it_says(tmp_path: Path) -> None:
    own = tmp_path / "limits.toml"
    own.write_text(OWN.format(amount=28, since="2015-04-01") + OWN.format(amount=14, since="2026-04-01"))
    limits = Limits(by_name(read(OURS)) | by_name(read(own)))
    assert [limits.of("carer_assessment", day).amount for day in (date(2026, 3, 31), date(2026, 4, 1))] == [28, 14]
    assert limits.of("carer_assessment", date(2010, 1, 1)).amount == 28
    assert limits.of("liberty_urgent", date(2026, 4, 1)).amount == 7


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not toml", "cannot be read as TOML"),
        (OWN.format(amount='"28"', since="2015-04-01"), "write amount as a whole number"),
        (OWN.format(amount=28, since='"2015"'), "since as a date"),
        (OWN.format(amount=28, since="2015-04-01") + 'colour = "red"', "colour is not a key that is used here"),
        (OWN.format(amount=28, since="2015-04-01").replace('unit = "days"', ""), "unit is missing"),
        (OWN.format(amount=28, since="2015-04-01").replace('"days"', '"weeks"'), "write unit as one of"),
    ],
)
def test_a_limit_that_cannot_be_used_is_refused_with_what_to_write(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "limits.toml"
    file.write_text(text)
    with pytest.raises(SystemFault, match=says):
        read(file)


def test_two_hours_are_two_hours_that_pass_when_the_clocks_change() -> None:
    limit = load_limits("northamptonshire").of("expected_date", date(2026, 3, 28))
    assert limit.due_at(datetime(2026, 3, 28, 12, tzinfo=UTC)) == datetime(2026, 3, 30, 12, tzinfo=UTC)
