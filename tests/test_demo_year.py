"""The demo's simulated year: made once, opened after that, of people on wards that have names."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from homefirst import __main__ as command
from homefirst.columns import Tables
from homefirst.datadir import DataDir
from homefirst.days import local_date, midnight
from homefirst.event import Kind
from homefirst.ledger import open_ledger
from homefirst.simulate.flow import read_flow
from homefirst.system import load_system
from homefirst.web.desk import open_desk

SYSTEM = load_system("northamptonshire")


@pytest.fixture(autouse=True)
def short_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five weeks stand for the year: what is tested is the demo, not the county."""
    monkeypatch.setattr(command, "YEAR", 35)
    monkeypatch.setattr(command, "DEMO_WARM_UP", 30)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "YEAR", 35)
        patch.setattr(command, "DEMO_WARM_UP", 30)
        command.demo_year(folder, "northamptonshire", anew=False)
    return folder


def test_it_ends_at_the_midnight_that_begins_today_and_says_that_nobody_exists(year: Path) -> None:
    ledger = open_ledger(year / "ledger.sqlite")
    last = ledger.last_recorded_at()
    ends = midnight(local_date(datetime.now(UTC)))
    assert last is not None and 0 <= (ends - last).total_seconds() < 6 * 3600
    assert ledger.origin == "simulated:northamptonshire:1"
    assert Tables(year / "tables").position == ledger.position()
    ledger.close()


def test_the_board_shows_several_hundred_people_each_on_a_ward_with_a_name(year: Path) -> None:
    desk = open_desk(DataDir(year), SYSTEM, None, None)
    rows = desk.board.rows()
    desk.close()
    assert 600 < len(rows) < 1800
    assert all(row.age is not None and row.age >= 65 for row in rows)
    unnamed = {row.ward for row in rows if SYSTEM.service(row.ward) is None}
    assert unnamed == set()
    wards = Counter(row.ward for row in rows)
    for location, names in read_flow("northamptonshire", SYSTEM).wards.items():
        assert wards[location] == 0
        assert all(5 <= wards[name] <= 60 for name in names)


def test_a_stay_is_on_one_of_the_wards_that_share_its_location(year: Path) -> None:
    wards = {name for names in read_flow("northamptonshire", SYSTEM).wards.values() for name in names}
    found: dict[str, set[str]] = {}
    ledger = open_ledger(year / "ledger.sqlite")
    for _, event in ledger.after(0, limit=200_000, kinds={Kind.ADMITTED, Kind.MOVED, Kind.DISCHARGED}):
        if event.location in wards:
            found.setdefault(event.spell, set()).add(event.location)
    ledger.close()
    assert len(found) > 1000
    assert {len(some) for some in found.values()} == {1}


def test_the_second_time_it_opens_what_is_there_unless_asked_for_anew(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = (year / "ledger.sqlite").stat().st_mtime_ns
    command.demo_year(year, "northamptonshire", anew=False)
    assert (year / "ledger.sqlite").stat().st_mtime_ns == made
    assert "--anew" in capsys.readouterr().out
    command.demo_year(year, "northamptonshire", anew=True)
    assert (year / "ledger.sqlite").stat().st_mtime_ns > made


@pytest.mark.parametrize("anew", [True, False])
def test_a_folder_of_anything_else_is_left_alone(tmp_path: Path, anew: bool) -> None:
    open_ledger(tmp_path / "ledger.sqlite", "recorded").close()
    with pytest.raises(command.Stop, match="not a simulated year"):
        command.demo_year(tmp_path, "northamptonshire", anew=anew)
    assert (tmp_path / "ledger.sqlite").exists()
