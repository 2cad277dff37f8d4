"""`homefirst profile` as a person or a script runs it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from homefirst.__main__ import main
from tests.profile.conftest import tables_of

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; give how it ended and what it said."""
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def ask(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["homefirst", "profile", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return ask


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    tables_of(folder, "made-up:one-ward", people=2)
    return folder


def test_it_writes_what_the_ending_asks_for_and_says_where(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "profile.csv"
    ended, said, _ = run("--data", data, "--out", out, "--from", "2025-01-01", "--to", "2025-06-30")
    assert (ended, said) == (0, f"Wrote {out}\n")
    assert "weekend_discharges" in out.read_text()


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ("should end in .html or .pdf or .csv", ["--out", "profile.docx"]),
        ("should end in .html or .csv", ["--out", "both.pdf", "--beside", "elsewhere"]),
        ("There is no folder", ["--out", "nowhere/profile.pdf"]),
        ("Give --council or --provider", ["--out", "p.csv", "--council", "E06000062", "--provider", "RNS"]),
        ("has no provider RXX", ["--out", "p.csv", "--provider", "RXX"]),
        ("Give --neighbours or --peers", ["--out", "p.csv", "--neighbours", "n.csv", "--peers", "E10000016"]),
        ("n.csv cannot be read as text", ["--out", "p.csv", "--neighbours", "n.csv"]),
        ("Give both --from and --to", ["--out", "p.csv", "--from", "2025-01-01"]),
        ("before it begins", ["--out", "p.csv", "--from", "2025-02-01", "--to", "2025-01-01"]),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    said: str, args: list[str], run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended, _, told = run("--data", data, *args)
    assert ended == 1 and said in told and told.count("\n") == 1


def test_a_folder_without_a_ledger_is_refused(run: Run, tmp_path: Path) -> None:
    ended, _, told = run("--data", tmp_path, "--out", tmp_path / "p.html")
    assert ended == 1 and "There is no ledger" in told


def test_a_list_of_neighbours_in_the_folder_of_data_is_used_unless_councils_are_chosen(
    run: Run, data: Path, tmp_path: Path
) -> None:
    listed = data / "neighbours.csv"
    listed.write_text("# edition: 2026\n# source: made up\narea,neighbour\nE06000062,E06000055\n")
    days = ("--from", "2025-01-01", "--to", "2025-01-31", "--out", tmp_path / "p.html")
    run("--data", data, *days)
    assert "1 of West Northamptonshire Council. made up, 2026." in (tmp_path / "p.html").read_text()
    run("--data", data, *days, "--peers", "E10000016, E10000003")
    assert "(chosen): 2 of Northamptonshire County Council" in (tmp_path / "p.html").read_text()
    listed.unlink()
