"""`homefirst profile` as a person or a script runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.profile.conftest import tables_of

ENV = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}


def run(*args: object, ok: bool = True) -> str:
    line = [sys.executable, "-m", "homefirst", "profile", *map(str, args)]
    done = subprocess.run(line, capture_output=True, text=True, env=ENV, timeout=240, check=False)
    assert "Traceback" not in done.stderr
    assert (done.returncode == 0) is ok, done.stderr
    return done.stdout if ok else done.stderr


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    tables_of(folder, "made-up:one-ward", people=2)
    return folder


def test_it_writes_what_the_ending_asks_for_and_says_where(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "profile.csv"
    assert run("--data", data, "--out", out, "--from", "2025-01-01", "--to", "2025-06-30") == f"Wrote {out}\n"
    assert "weekend_discharges" in out.read_text()


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ("should end in .html or .pdf or .csv", ["--out", "profile.docx"]),
        ("should end in .html or .csv", ["--out", "both.pdf", "--beside", "elsewhere"]),
        ("There is no folder", ["--out", "nowhere/profile.pdf"]),
        ("Give --council or --provider", ["--out", "p.csv", "--council", "E06000062", "--provider", "RNS"]),
        ("has no provider RXX", ["--out", "p.csv", "--provider", "RXX"]),
        ("Give both --from and --to", ["--out", "p.csv", "--from", "2025-01-01"]),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    said: str, args: list[str], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENV, "PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.chdir(tmp_path)
    assert said in run("--data", data, *args, ok=False)


def test_a_folder_without_a_ledger_is_refused(tmp_path: Path) -> None:
    assert "There is no ledger" in run("--data", tmp_path, "--out", tmp_path / "p.html", ok=False)
