"""`homefirst match`: the proposal and what it saves, by keys and with no names."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from homefirst.__main__ import app
from homefirst.datadir import DataDir
from homefirst.event import Kind, new_event
from tests.web.two_wards import at, two_wards


def test_the_command_proposes_as_the_page_does_and_names_nobody(data_dir: DataDir) -> None:
    two_wards(data_dir)
    ledger = data_dir.ledger()
    ledger.append([new_event("", Kind.VACANCIES_REPORTED, at(12, "08:00"), location="GOSSAMER", detail="20/19/0/1")])
    ledger.close()
    asked = ["match", "--data", str(data_dir.path), "--dates", "2"]
    text, told = (CliRunner().invoke(app, [*asked, *more]) for more in ([], ["--format", "json"]))
    assert (text.exit_code, told.exit_code) == (0, 0), text.output + told.output
    found = json.loads(told.output)
    assert [(one["service"], one["first_day"]) for one in found["proposed"]] == [("GOSSAMER", "2026-01-12")]
    assert (found["waiting"], found["gap"], len(found["beside_first_come"])) == (1, 0, 2)
    assert "GOSSAMER, Mon 12 Jan" in text.output
    assert not any(name in text.output + told.output for name in ("Cora", "Finch", "Hal", "Brindle"))


def test_a_time_that_is_no_time_is_told_how_to_be_written(data_dir: DataDir) -> None:
    two_wards(data_dir)
    done = CliRunner().invoke(app, ["match", "--data", str(data_dir.path), "--as-at", "soon"])
    assert done.exit_code != 0
