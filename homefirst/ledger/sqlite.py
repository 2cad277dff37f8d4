"""A ledger in one SQLite file: the default, because it starts on any machine and is one file to carry."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from homefirst.event import Event, Kind, order
from homefirst.ledger.contract import (
    ALL_KINDS,
    APPEND_ONLY,
    SCHEMA_VERSION,
    TOLD_TWICE,
    Appended,
    LedgerError,
    NewerEvents,
    Row,
    refuse_unless_empty,
    settle_origin,
    settle_version,
)
from homefirst.ledger.pool import Pool
from homefirst.ledger.rows import COLUMNS, event_of, moment, placed, rows
from homefirst.ledger.turn import turn
from homefirst.own_file import make_own_file

LOCKED_SECONDS = 20.0  # how long to wait for somebody who does not take turns, such as a backup or a shell
LOOK_SECONDS = 0.2  # how often a follower looks for new events: SQLite tells nobody
PERSONS_AT_ONCE = 10_000
ROWS_AT_ONCE = 100  # in one statement: other threads of Python take their turn between statements

SCHEMA = f"""
create table events (
    position integer primary key,
    id text not null check (length(id) = 32), person text not null default '', kind text not null,
    happened_at integer not null, recorded_at integer not null,
    location text not null default '', service text not null default '', detail text not null default '',
    about text not null default '', document text not null default '', source text not null default '',
    spell text not null default '', sequence integer not null default 0,
    kept_at integer not null default (cast((julianday('now') - 2440587.5) * 86400000000 as integer))
) strict;
create trigger events_no_update before update on events begin select raise(abort, '{APPEND_ONLY}'); end;
create trigger events_no_delete before delete on events begin select raise(abort, '{APPEND_ONLY}'); end;
create table meta (name text primary key, value text not null) strict;
"""
INDEXES = {
    "events_id": "create unique index events_id on events (id)",
    "events_person": "create index events_person on events (person)",
    "events_recorded_at": "create index events_recorded_at on events (recorded_at)",
}
INSERT = f"insert into events ({COLUMNS}) values "
ONE_ROW = f"({', '.join('?' * len(Event._fields))})"
INSERT_UNKNOWN = f"{INSERT} {ONE_ROW} on conflict (id) do nothing"
NEWER = """
select 1 from events where position > ? and person <> '' and person in (select value from json_each(?))
    and id not in (select value from json_each(?)) limit 1
"""
ADVICE = (  # what SQLite says, what that means here
    ("locked", "is held by another program. Close what has it open (a backup, a database browser) and try again."),
    ("not a database", "is not a ledger. Name another --data directory, or put a backup in its place."),
    ("malformed", "is damaged. Put back the latest backup, then read the sources again: repeats do no harm."),
    ("readonly", "may not be written. Ask for the right to write its folder, or use another --data directory."),
    ("unable to open", "cannot be opened. Check that its folder exists and that you may read and write there."),
    ("full", "has no room left to grow. Free some disk, then do it again: nothing of this batch was kept."),
    (APPEND_ONLY, f"was not changed. {APPEND_ONLY}"),
    ("UNIQUE", TOLD_TWICE),
    ("constraint", "refused an event that is not whole. Make events with new_event; nothing of this batch was kept."),
    ("cannot store", "refused an event that is not whole. Make events with new_event; nothing of this batch was kept."),
)


class SqliteLedger:
    """The contract of `Ledger` on one SQLite file. Threads and processes may share it."""

    def __init__(self, path: Path, origin: str | None = None) -> None:
        self.path = path
        self.uri = str(path)
        self._pool = Pool(lambda: connect(path))
        with self._turn(new=True) as connection:
            self.origin = settle(connection, origin, path)

    @contextmanager
    def _borrow(self) -> Iterator[sqlite3.Connection]:
        """A connection; whatever SQLite says against it is said again in the reader's words."""
        try:
            with self._pool.borrow() as connection:
                yield connection
        except sqlite3.Error as error:
            raise LedgerError(explain(error, self.path)) from None

    @contextmanager
    def _turn(self, *, new: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection, while nobody else writes; to a `new` file that its owner alone may read, if there was none."""
        try:
            if new:
                make_own_file(self.path)
            with turn(self.path), self._borrow() as connection:
                yield connection
        except OSError as error:
            said = f"cannot be opened ({error.strerror}). Check that its folder exists and that you may write there."
            raise LedgerError(f"The ledger {self.path} {said}") from None

    def append(self, events: Iterable[Event], *, seen: int | None = None) -> Appended:
        """See `Ledger.append`."""
        batch = rows(events)
        with self._turn() as connection, transaction(connection):
            if seen is not None:
                refuse_newer(connection, batch, seen)
            return insert(connection, batch)

    def fill(self, rows: Iterable[Row]) -> int:
        """See `Ledger.fill`."""
        with self._turn() as connection, transaction(connection):
            refuse_unless_empty(last_position(connection), str(self.path))
            # An index made of sorted rows costs a third of one kept up row by row.
            for name in INDEXES:
                connection.execute(f"drop index {name}")
            pour(connection, rows)
            for statement in INDEXES.values():
                connection.execute(statement)
            return last_position(connection)

    def person(self, *keys: str) -> list[Event]:
        """See `Ledger.person`."""
        marks = ", ".join("?" * len(keys))
        with self._borrow() as connection:
            found = connection.execute(f"select {COLUMNS} from events where person in ({marks})", keys).fetchall()
        return sorted(map(event_of, found), key=order)

    def persons(self) -> Iterator[str]:
        """See `Ledger.persons`."""
        query = "select distinct person from events where person > ? order by person limit ?"
        last = ""
        while True:
            with self._borrow() as connection:
                some = connection.execute(query, (last, PERSONS_AT_ONCE)).fetchall()
            if not some:
                return
            yield from (person for (person,) in some)
            (last,) = some[-1]

    def after(self, position: int, limit: int = 10_000, kinds: Collection[Kind] = ALL_KINDS) -> list[tuple[int, Event]]:
        """See `Ledger.after`."""
        some = f"and kind in ({', '.join('?' * len(kinds))})" if len(kinds) < len(ALL_KINDS) else ""
        query = f"select position, {COLUMNS} from events where position > ? {some} order by position limit ?"
        wanted = [kind.value for kind in kinds] if some else []
        with self._borrow() as connection:
            return placed(connection.execute(query, (position, *wanted, limit)).fetchall())

    def subscribe(self, position: int, *, stop: Callable[[], bool]) -> Iterator[list[tuple[int, Event]]]:
        """See `Ledger.subscribe`."""
        while not stop():
            batch = self.after(position)
            if batch:
                position = batch[-1][0]
                yield batch
            else:
                time.sleep(LOOK_SECONDS)

    def position(self) -> int:
        """See `Ledger.position`."""
        with self._borrow() as connection:
            return last_position(connection)

    def last_recorded_at(self) -> datetime | None:
        """See `Ledger.last_recorded_at`."""
        with self._borrow() as connection:
            (latest,) = connection.execute("select max(recorded_at) from events").fetchone()
        return None if latest is None else moment(latest)

    def close(self) -> None:
        """See `Ledger.close`."""
        self._pool.close()


def connect(path: Path) -> sqlite3.Connection:
    """A connection that begins and ends its transactions only when told."""
    connection = sqlite3.connect(path, timeout=LOCKED_SECONDS, isolation_level=None, check_same_thread=False)
    # REPLACE would otherwise delete the older row without waking the trigger that forbids it.
    connection.execute("pragma recursive_triggers = on")
    connection.execute("pragma synchronous = full")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block, or nothing. It asks for the right to write at once, so it never fails half way for it."""
    connection.execute("begin immediate")
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def settle(connection: sqlite3.Connection, origin: str | None, path: Path) -> str:
    """Make the tables of a new file, or check those of an old one; gives its origin."""
    tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    if not tables:
        return lay_out(connection, settle_origin(None, origin, str(path)))
    if not {"events", "meta"} <= tables:
        raise LedgerError(f"The file {path} is a database, but not a ledger. Use another --data directory.")
    held = dict(connection.execute("select name, value from meta").fetchall())
    settle_version(held.get("schema"), str(path))
    return settle_origin(held.get("origin"), origin, str(path))


def lay_out(connection: sqlite3.Connection, origin: str) -> str:
    """Make the tables of a new ledger of this origin."""
    connection.execute("pragma journal_mode = wal")
    with transaction(connection):
        for statement in (*statements(SCHEMA), *INDEXES.values()):
            connection.execute(statement)
        meta = (("schema", SCHEMA_VERSION), ("origin", origin))
        connection.executemany("insert into meta values (?, ?)", meta)
    return origin


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: sqlite3's own way of running a script commits before it begins."""
    text = ""
    for line in script.splitlines():
        text += line + "\n"
        if sqlite3.complete_statement(text):
            yield text
            text = ""


def refuse_newer(connection: sqlite3.Connection, batch: list[Row], seen: int) -> None:
    """Raise NewerEvents when somebody in this batch has events after `seen` that are not the batch's own."""
    ids, people = json.dumps([row[0] for row in batch]), json.dumps(list({row[1] for row in batch}))
    if connection.execute(NEWER, (seen, people, ids)).fetchone():
        raise NewerEvents


def insert(connection: sqlite3.Connection, batch: list[Row]) -> Appended:
    """Put in the rows that are not known yet; new ones are those that stand after the last position before."""
    before = last_position(connection)
    connection.executemany(INSERT_UNKNOWN, batch)
    new = connection.execute("select id from events where position > ?", (before,)).fetchall()
    return Appended(frozenset(key for (key,) in new), before + len(new))


def pour(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Put in rows that are all new, many to a statement."""
    remaining = iter(rows)
    while some := list(islice(remaining, ROWS_AT_ONCE)):
        connection.execute(INSERT + ", ".join([ONE_ROW] * len(some)), list(chain.from_iterable(some)))


def last_position(connection: sqlite3.Connection) -> int:
    position: int = connection.execute("select coalesce(max(position), 0) from events").fetchone()[0]
    return position


def explain(error: sqlite3.Error, path: Path) -> str:
    """What SQLite says against the file, in the reader's words and with what to do next."""
    said = str(error)
    advice = (words for sign, words in ADVICE if sign in said)
    return f"The ledger {path} {next(advice, f'cannot be used ({said}). Check the disk, or put back a backup.')}"
