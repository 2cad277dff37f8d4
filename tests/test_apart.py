"""Long work in a process of its own: the same answer, the same fault, and no silence where it ends in the middle."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from homefirst.apart import apart
from homefirst.fresh import bring_up_to_date
from homefirst.ledger import LedgerError


def test_the_answer_of_work_done_apart_is_its_own_and_its_process_another() -> None:
    assert apart(divmod, 17, 5) == (3, 2)
    assert apart(os.getpid) != os.getpid()


def test_what_the_work_raises_is_raised_here(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a ledger" * 100)
    with pytest.raises(LedgerError, match="ledger"):
        apart(bring_up_to_date, tmp_path)


def test_a_process_that_ends_in_the_middle_is_not_waited_for() -> None:
    with pytest.raises(EOFError):
        apart(os._exit, 3)
