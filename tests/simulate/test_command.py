"""The command `homefirst simulate`: what it says, what it writes, and what it leaves when it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from homefirst.measures import all_measures
from homefirst.simulate import SimulationFault, simulate
from homefirst.simulate.replication import Span
from homefirst.simulate.tallies import TALLIES
from tests.simulate.flows import northamptonshire


def homefirst(*words: str) -> subprocess.CompletedProcess[str]:
    quiet = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HOMEFIRST_SECRET")}
    return subprocess.run(
        [sys.executable, "-m", "homefirst", *words], env=quiet, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated fortnight and what the command said of it."""
    folder = tmp_path_factory.mktemp("simulated") / "new"
    done = homefirst("simulate", "--days", "14", "--warm-up", "30", "--replications", "3", "--out", str(folder),
                     "--format", "json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (folder.parent / "said.json").write_text(done.stdout)
    return folder


def test_every_mean_is_said_with_its_interval_and_unit(out: Path) -> None:
    said = json.loads((out.parent / "said.json").read_text())
    assert set(TALLIES) <= set(said["means"])
    for name in ("beds", "not_needing", "attendances", "packages"):
        found = said["means"][name]
        assert 0 < found["lower"] < found["mean"] < found["upper"]
        assert found["unit"] == TALLIES[name].unit
    assert said["origin"] == "simulated:northamptonshire:1"
    assert Path(said["ledger"]).is_file()


def test_check_measure_and_tables_work_on_it_as_on_any_ledger(out: Path) -> None:
    assert homefirst("check", "--data", str(out)).stdout == "Nothing looks odd.\n"
    before = (out / "tables" / "CURRENT").read_text()
    measured = homefirst(
        "measure", "--data", str(out), "--format", "json", "--from", "2017-04-04", "--to", "2017-04-13"
    )
    assert {one["name"] for one in json.loads(measured.stdout)} == set(all_measures())
    assert (out / "tables" / "CURRENT").read_text() == before  # they were fresh


def test_it_does_not_write_where_a_ledger_is_already(out: Path) -> None:
    done = homefirst("simulate", "--days", "2", "--warm-up", "0", "--out", str(out))
    assert done.returncode == 1
    assert "Name a new folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_means_are_said_in_words_too_and_long_runs_are_tables_only(tmp_path: Path) -> None:
    done = homefirst("simulate", "--days", "370", "--warm-up", "0", "--out", str(tmp_path / "long"))
    assert done.stdout.startswith("Crises: somebody rings or comes: ")
    assert "do not exist" in done.stdout
    assert not (tmp_path / "long" / "ledger.sqlite").exists()
    assert (tmp_path / "long" / "tables" / "CURRENT").exists()


def test_control_c_stops_it_without_a_traceback(tmp_path: Path) -> None:
    """On a terminal of its own, so that the progress bar says when it has begun."""
    terminal, other_end = os.openpty()
    command = ["simulate", "--days", "365", "--replications", "1000000", "--out", str(tmp_path / "never")]
    running = subprocess.Popen(
        [sys.executable, "-m", "homefirst", *command],
        stderr=other_end,
        # a shell has its background jobs ignore it, and so would this
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    os.close(other_end)
    said, stopped = b"", False
    with suppress(OSError):  # how a terminal says that nobody writes to it any more
        while more := os.read(terminal, 4096):
            said += more
            if b"Simulating" in said and not stopped:
                time.sleep(0.5)
                running.send_signal(signal.SIGINT)
                stopped = True
    # where it comes while Python compiles some text, Python ends by the signal itself; a shell says 130 of both
    assert running.wait(timeout=60) in (130, -signal.SIGINT)
    os.close(terminal)
    assert b"Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def stop_when_writing(_: int, of: int) -> None:
        if of > 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(northamptonshire(), tmp_path / "x", days=5, warm_up=0, progress=stop_when_writing)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("days", "warm_up", "count"), [(0, 10, 1), (10, -1, 1), (10, 0, 0)])
def test_what_cannot_be_run_is_refused(tmp_path: Path, days: int, warm_up: int, count: int) -> None:
    with pytest.raises(SimulationFault):
        simulate(northamptonshire(), tmp_path / "x", days=days, warm_up=warm_up, count=count)
    assert not (tmp_path / "x").exists()


def test_a_span_begins_a_warm_up_before_its_first_day() -> None:
    span = Span(date(2017, 4, 3), 10, 7)
    assert span.begins == date(2017, 3, 27)
    assert len(span.nights) == 18
