"""Files that several threads and programs have open at once: nothing that was kept goes missing."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from homefirst.datadir import DataDir
from homefirst.documents import Documents
from homefirst.intake.set_aside import SetAsideStore
from homefirst.own_file import make_own_file
from homefirst.people import People
from homefirst.record.access_file import AccessFile
from homefirst.record.audit import Audit

ANOTHER_PROGRAM = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute('select * from sqlite_master').fetchall()
connection.close()
"""
OPENED: dict[str, Callable[[Path], object]] = {
    "ledger": lambda file: DataDir(file.parent).ledger("made-up:test"),
    "people": People,
    "documents": Documents,
    "accounts": AccessFile,
    "audit": Audit,
    "set_aside": SetAsideStore,
}


@pytest.mark.parametrize("name", OPENED)
def test_a_file_opened_twice_here_is_not_taken_for_unused_by_another_program(name: str, tmp_path: Path) -> None:
    """The last program to close a database removes its log: another that only looked in must not be that one."""
    file = tmp_path / f"{name}.sqlite"
    first, second = OPENED[name](file), OPENED[name](file)
    with closing(sqlite3.connect(file)) as looking:  # whoever reads in this process, so that a lock is held
        looking.execute("select * from sqlite_master").fetchall()
        third = OPENED[name](file)
        subprocess.run([sys.executable, "-c", ANOTHER_PROGRAM, str(file)], check=True)
        assert file.with_name(f"{file.name}-wal").exists(), "its log was removed while it was in use"
        for one in (first, second, third):
            one.close()  # type: ignore[attr-defined]


def test_a_new_file_is_for_its_owner_alone_and_one_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    new, there = tmp_path / "new", tmp_path / "there"
    there.write_text("kept")
    there.chmod(0o640)
    make_own_file(new)
    make_own_file(there)
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert (there.read_text(), stat.S_IMODE(there.stat().st_mode)) == ("kept", 0o640)


def test_a_file_in_no_folder_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        make_own_file(tmp_path / "nowhere" / "new")
