"""What could not be understood, kept whole with the reason, to be replayed once a code or mapping is mended.

The file holds people's data as it came, so its owner alone may read it; reasons never do.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from homefirst.own_file import make_own_file

LOCKED_SECONDS = 20.0
CUT = "cut"  # the form of a message of which the end is missing: kept to be looked at, never replayed
SCHEMA = """
create table if not exists set_aside (
    sha256 text primary key, form text not null, body blob, reason text not null, file text not null,
    place integer not null, length integer not null, mapping text not null,
    set_aside_at text not null, replayed_at text not null default ''
) strict
"""
KEEP = """
insert into set_aside (sha256, form, body, reason, file, place, length, mapping, set_aside_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (sha256) do update set reason = excluded.reason
"""
COLUMNS = "sha256, form, reason, file, place, length, mapping, set_aside_at, replayed_at"


class SetAsideError(Exception):
    """The file of what was set aside cannot be used; the message says what to do next."""


class Aside(NamedTuple):
    """One message or row that was set aside, without its body.

    `form` is hl7, extract or cut; `place` a byte offset (hl7) or a line number (extract) in `file`; `length` in bytes;
    `mapping` the mapping file by which a row was read; `replayed_at` is "" until it was understood after all.
    """

    sha256: str
    form: str
    reason: str
    file: str
    place: int
    length: int
    mapping: str
    set_aside_at: datetime
    replayed_at: datetime | None


class Left(NamedTuple):
    """One message or row to be set aside. A body that is too long to hold is None and named by its digest."""

    body: bytes | None
    reason: str
    file: str
    place: int
    form: str = "hl7"
    mapping: str = ""
    length: int = 0
    sha256: str = ""


class SetAsideStore:
    """The messages and rows set aside in one --data directory. Threads and processes may share the file."""

    def __init__(self, path: Path) -> None:
        """Open `path`, made when there is none, readable by its owner alone. Raises SetAsideError."""
        self.path = path
        self._lock = threading.Lock()
        with self._plainly():
            make_own_file(path)
            path.chmod(0o600)
            self._connection = sqlite3.connect(path, timeout=LOCKED_SECONDS, check_same_thread=False)
            self._connection.execute("pragma journal_mode = wal")
            self._connection.execute(SCHEMA)

    def put(self, left: Iterable[Left], now: datetime) -> None:
        """Keep these, all or none; the same bytes set aside twice are kept once, with the latest reason."""
        rows = [_row(one, now) for one in left]
        if rows:
            with self._lock, self._plainly(), self._connection as connection:
                connection.executemany(KEEP, rows)

    def all(self) -> list[Aside]:
        """Everything that was ever set aside, oldest first; `replayed_at` tells what was mended since."""
        with self._lock, self._plainly():
            found = self._connection.execute(f"select {COLUMNS} from set_aside order by set_aside_at, rowid").fetchall()
        return [_aside(row) for row in found]

    def waiting(self) -> list[Aside]:
        """What is set aside and not yet understood."""
        return [aside for aside in self.all() if aside.replayed_at is None]

    def body(self, sha256: str) -> bytes | None:
        """The whole of what was set aside; None where it was too long to hold, or there is no such."""
        with self._lock, self._plainly():
            row = self._connection.execute("select body from set_aside where sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def mark_replayed(self, sha256s: Iterable[str], now: datetime) -> None:
        """Note that these were understood after all. They are kept."""
        stamp = now.astimezone(UTC).isoformat()
        with self._lock, self._plainly(), self._connection as connection:
            rows = [(stamp, sha256) for sha256 in sha256s]
            connection.executemany("update set_aside set replayed_at = ? where sha256 = ?", rows)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            said = f"The file of what was set aside, {self.path}, cannot be used: {error}."
            raise SetAsideError(f"{said} Check the folder and its disk, or put back a backup.") from None


def _row(left: Left, now: datetime) -> tuple[str | int | bytes | None, ...]:
    body, length = left.body, left.length or len(left.body or b"")
    place = f"{left.place}\n".encode() if left.form == "extract" else b""  # equal rows of a list stay apart
    digest = left.sha256 or hashlib.sha256(place + (body or b"")).hexdigest()
    stamp = now.astimezone(UTC).isoformat()
    return (digest, left.form, body, left.reason, left.file, left.place, length, left.mapping, stamp)


def _aside(row: tuple[str, str, str, str, int, int, str, str, str]) -> Aside:
    *rest, set_aside_at, replayed_at = row
    replayed = datetime.fromisoformat(replayed_at) if replayed_at else None
    return Aside(*rest, datetime.fromisoformat(set_aside_at), replayed)  # type: ignore[call-arg,arg-type]
