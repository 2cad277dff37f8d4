"""One --data directory holds everything, and says plainly when it cannot."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from homefirst.datadir import DataDir, DataDirError
from homefirst.ledger import WrongOrigin


def test_naming_a_directory_makes_nothing(data_dir: DataDir) -> None:
    assert not data_dir.path.exists()


def test_a_directory_is_made_when_something_is_kept_in_it_for_its_owner_alone(data_dir: DataDir) -> None:
    assert data_dir.ledger("made-up:week").origin == "made-up:week"
    assert stat.S_IMODE(data_dir.path.stat().st_mode) == 0o700
    assert (data_dir.path / "ledger.sqlite").exists()
    with pytest.raises(WrongOrigin):
        data_dir.ledger("recorded")


def test_tables_are_a_folder_and_what_is_set_aside_a_file_beside_the_ledger(data_dir: DataDir) -> None:
    assert data_dir.tables == data_dir.path / "tables"
    assert data_dir.tables.is_dir()
    assert data_dir.set_aside == data_dir.path / "set_aside.sqlite"


def test_a_database_named_in_the_environment_keeps_the_ledger(
    data_dir: DataDir, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres)
    assert data_dir.ledger("made-up:week").uri == postgres
    assert data_dir.people().path == data_dir.path / "people.sqlite"
    assert not (data_dir.path / "ledger.sqlite").exists()


@pytest.mark.parametrize("under", ["", "below"])
def test_a_file_is_not_taken_for_a_directory(tmp_path: Path, under: str) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    with pytest.raises(DataDirError, match="file and not a folder"):
        DataDir(tmp_path / "notes.txt" / under).people()


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever is root may write anywhere")
def test_a_directory_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    for path in (tmp_path, tmp_path / "data"):
        with pytest.raises(DataDirError, match=r"ame another"):
            DataDir(path).documents()


def test_a_directory_on_a_disk_that_takes_nothing_is_refused() -> None:
    with pytest.raises(DataDirError, match="Name another --data directory"):
        DataDir("/proc/homefirst").documents()
