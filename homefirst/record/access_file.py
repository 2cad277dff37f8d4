"""The file of accounts and sessions in a data directory: for its owner alone, one connection shared by threads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from homefirst.own_file import make_own_file

LOCKED_SECONDS = 20.0
SCHEMA = """
create table if not exists account_changes (
    position integer primary key, account text not null, at text not null, by text not null,
    what text not null, value text not null
) strict;
create trigger if not exists account_changes_no_update before update on account_changes
    begin select raise(abort, 'What became of an account is never changed: add to it instead.'); end;
create trigger if not exists account_changes_no_delete before delete on account_changes
    begin select raise(abort, 'What became of an account is never changed: add to it instead.'); end;
create table if not exists secrets (
    account text primary key, password text not null default '', factor text not null default '',
    factor_step integer not null default 0, recovery text not null default '[]'
) strict;
create table if not exists tries (who text primary key, failed integer not null, until real not null) strict;
create table if not exists sessions (
    id text primary key, account text not null, role integer not null, form_token text not null,
    started real not null, seen real not null, browser text not null, way text not null, ended real
) strict;
create index if not exists sessions_account on sessions (account);
"""


class AccessError(Exception):
    """Accounts, sessions or the audit cannot be used as asked; the message says what to do next."""


class AccessFile:
    """One open file of accounts and sessions. Threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        """Open `path`, made when there is none. Raises AccessError when it cannot be used."""
        self.path = path
        self._lock = threading.RLock()
        with self._plainly():
            make_own_file(path)
            self._connection = sqlite3.connect(path, timeout=LOCKED_SECONDS, check_same_thread=False)
            self._connection.execute("pragma journal_mode = wal")
            self._connection.execute("pragma synchronous = normal")
            self._connection.executescript(SCHEMA)

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time, in one transaction."""
        with self._lock, self._plainly(), self._connection as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, closing(self._connection):
            pass

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            said = f"The file of accounts {self.path} cannot be used: {error}."
            raise AccessError(f"{said} Check the folder and its disk, or put back a backup.") from None
