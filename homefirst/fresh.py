"""The tables of a ledger as it now is: made again only if something came since, or the rules are others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from homefirst.columns import RULES, NoTables, Person, Tables, build
from homefirst.datadir import DataDir
from homefirst.ledger import Ledger

Progress = Callable[[int, int], None]


def nothing(done: int, of: int) -> None:
    """Progress that nobody watches."""


def bring_up_to_date(folder: Path) -> None:
    """See to it that the tables in this folder hold what its ledger does. Raises LedgerError, DataDirError."""
    directory = DataDir(folder)
    ledger = directory.ledger()
    try:
        fresh_tables(directory, ledger)
    finally:
        ledger.close()


def fresh_tables(directory: DataDir, ledger: Ledger, progress: Progress = nothing) -> Tables:
    """The tables in force, if nothing came since; else as `make_tables`."""
    try:
        tables = Tables(directory.tables)
        if tables.position == ledger.position() and tables.rules == RULES:
            return tables
    except NoTables:
        pass
    return make_tables(directory, ledger, progress)


def make_tables(directory: DataDir, ledger: Ledger, progress: Progress = nothing, *, anew: bool = False) -> Tables:
    """The tables of this ledger brought up to date: of the people touched since, or of everybody."""
    people = directory.people()
    try:
        known = [Person(*about) for about in people.attributes()]
        joined, as_at = people.same_person(), time_of(ledger)
        return build(ledger, directory.tables, known, joined, as_at=as_at, progress=progress, anew=anew)
    finally:
        people.close()


def time_of(ledger: Ledger) -> datetime | None:
    """The time of a ledger's last record, but never later than now: one wrong clock must not move everybody's."""
    last = ledger.last_recorded_at()
    return None if last is None else min(last, datetime.now(UTC))
