"""A ledger in a PostgreSQL database: for a place with many writers, roles and live boards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg

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

Connection = psycopg.Connection[tuple[Any, ...]]

LOOK_SECONDS = 0.2  # how often a follower asks whether to stop; new events wake it at once
PERSONS_AT_ONCE = 10_000
CHANNEL = "homefirst_events"
WRITER = 4_863_001  # any number: the name, among advisory locks, of the right to write the ledger

# Text is compared by its bytes (collate "C"), so that every database sorts keys as SQLite and Python do.
SCHEMA = f"""
create table events (
    position bigint generated always as identity primary key,
    id text collate "C" not null unique check (length(id) = 32),
    person text collate "C" not null default '', kind text not null,
    happened_at bigint not null, recorded_at bigint not null,
    location text not null default '', service text not null default '', detail text not null default '',
    about text not null default '', document text not null default '', source text not null default '',
    spell text not null default '', sequence bigint not null default 0,
    kept_at bigint not null default (extract(epoch from now()) * 1000000)::bigint
);
create index events_person on events (person);
create index events_recorded_at on events (recorded_at);
create function events_append_only() returns trigger language plpgsql as
    $$ begin raise exception '{APPEND_ONLY}'; end $$;
create trigger events_append_only before update or delete or truncate on events
    for each statement execute function events_append_only();
create table meta (name text primary key, value text not null);
"""
ARRIVING = """
create temporary table if not exists arriving (
    nth bigint, id text, person text, kind text, happened_at bigint, recorded_at bigint, location text, service text,
    detail text, about text, document text, source text, spell text, sequence bigint
) on commit delete rows
"""
# The position is given in the order of arrival, and known events leave a gap.
INSERT = f"""
insert into events ({COLUMNS}) select {COLUMNS} from arriving order by nth on conflict (id) do nothing returning id
"""
NEWER = """
select 1 from events where position > %s and person <> '' and person = any(%s) and not id = any(%s) limit 1
"""
LAST = "select coalesce(max(position), 0) from events"


class PostgresLedger:
    """The contract of `Ledger` in one PostgreSQL database. Threads and processes may share it."""

    def __init__(self, uri: str, origin: str | None = None) -> None:
        self.uri = uri
        self.name = named(uri)
        self._pool: Pool[Connection] = Pool(self._connect)
        with self._borrow() as connection, connection.transaction():
            take_turn(connection)
            self.origin = settle(connection, origin, self.name)

    def _connect(self) -> Connection:
        return psycopg.connect(self.uri, autocommit=True, connect_timeout=10)

    @contextmanager
    def _borrow(self) -> Iterator[Connection]:
        """A connection; whatever the database says against it is said again in the reader's words."""
        try:
            with self._pool.borrow() as connection:
                yield connection
        except psycopg.Error as error:
            raise LedgerError(explain(error, self.name)) from None

    def append(self, events: Iterable[Event], *, seen: int | None = None) -> Appended:
        """See `Ledger.append`."""
        batch = rows(events)
        with self._borrow() as connection:
            connection.execute(ARRIVING)
            with connection.transaction():
                arrive(connection, batch)
                take_turn(connection)
                if seen is not None:
                    refuse_newer(connection, batch, seen)
                return insert(connection)

    def fill(self, rows: Iterable[Row]) -> int:
        """See `Ledger.fill`."""
        with self._borrow() as connection, connection.transaction():
            take_turn(connection)
            refuse_unless_empty(last_position(connection), self.name)
            with connection.cursor().copy(f"copy events ({COLUMNS}) from stdin".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
            wake(connection, last_position(connection))
            return last_position(connection)

    def person(self, *keys: str) -> list[Event]:
        """See `Ledger.person`."""
        query = f"select {COLUMNS} from events where person = any(%s)"
        return sorted(map(event_of, self._ask(query, list(keys))), key=order)

    def persons(self) -> Iterator[str]:
        """See `Ledger.persons`."""
        query = "select distinct person from events where person > %s order by person limit %s"
        last = ""
        while some := self._ask(query, last, PERSONS_AT_ONCE):
            yield from (person for (person,) in some)
            (last,) = some[-1]

    def after(self, position: int, limit: int = 10_000, kinds: Collection[Kind] = ALL_KINDS) -> list[tuple[int, Event]]:
        """See `Ledger.after`."""
        some = "and kind = any(%s)" if len(kinds) < len(ALL_KINDS) else ""
        query = f"select position, {COLUMNS} from events where position > %s {some} order by position limit %s"
        return placed(self._ask(query, position, *([[kind.value for kind in kinds]] if some else ()), limit))

    def subscribe(self, position: int, *, stop: Callable[[], bool]) -> Iterator[list[tuple[int, Event]]]:
        """See `Ledger.subscribe`."""
        with self._listen() as listener:
            while not stop():
                batch = self.after(position)
                if batch:
                    position = batch[-1][0]
                    yield batch
                else:
                    wait(listener)

    @contextmanager
    def _listen(self) -> Iterator[Connection]:
        """A connection of its own that hears of every append from now on."""
        try:
            with self._connect() as connection:
                connection.execute(f"listen {CHANNEL}")
                yield connection
        except psycopg.Error as error:
            raise LedgerError(explain(error, self.name)) from None

    def position(self) -> int:
        """See `Ledger.position`."""
        with self._borrow() as connection:
            return last_position(connection)

    def last_recorded_at(self) -> datetime | None:
        """See `Ledger.last_recorded_at`."""
        latest = self._ask("select max(recorded_at) from events")[0][0]
        return None if latest is None else moment(latest)

    def _ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._borrow() as connection:
            return connection.execute(query.encode(), values).fetchall()

    def close(self) -> None:
        """See `Ledger.close`."""
        self._pool.close()


def take_turn(connection: Connection) -> None:
    """Wait for the right to write and hold it to the end of the transaction.

    Without it a writer could take position 1, another take 2 and commit first, and a reader who has seen 2 would
    never read 1.
    """
    connection.execute("select pg_advisory_xact_lock(%s)", (WRITER,))


def arrive(connection: Connection, batch: list[Row]) -> None:
    """Bring the batch to the database, in its order, before the turn to write: this is the long part."""
    with connection.cursor().copy("copy arriving from stdin") as copy:
        for nth, row in enumerate(batch):
            copy.write_row((nth, *row))


def refuse_newer(connection: Connection, batch: list[Row], seen: int) -> None:
    """Raise NewerEvents when somebody in this batch has events after `seen` that are not the batch's own."""
    people = list({row[1] for row in batch})
    if connection.execute(NEWER, (seen, people, [row[0] for row in batch])).fetchone():
        raise NewerEvents


def insert(connection: Connection) -> Appended:
    """Keep what arrived and is not known, and wake those who follow."""
    new = frozenset(key for (key,) in connection.execute(INSERT.encode()).fetchall())
    position = last_position(connection)
    if new:
        wake(connection, position)
    return Appended(new, position)


def last_position(connection: Connection) -> int:
    ((position,),) = connection.execute(LAST).fetchall()
    return int(position)


def wake(connection: Connection, position: int) -> None:
    """Tell whoever follows, at the end of the transaction, that there are events up to this position."""
    connection.execute("select pg_notify(%s, %s)", (CHANNEL, str(position)))


def wait(listener: Connection) -> None:
    """Until the next append, or for LOOK_SECONDS."""
    for _ in listener.notifies(timeout=LOOK_SECONDS, stop_after=1):
        pass


def settle(connection: Connection, origin: str | None, name: str) -> str:
    """Make the tables of a new database, or check those of an old one; gives its origin."""
    names = "select table_name from information_schema.tables where table_schema = current_schema()"
    tables = {table for (table,) in connection.execute(names)}
    if not {"events", "meta"} & tables:
        return lay_out(connection, settle_origin(None, origin, name))
    if not {"events", "meta"} <= tables:
        raise LedgerError(f"The database {name} holds something else. Name another in DATABASE_URL.")
    held: dict[str, str] = dict(connection.execute("select name, value from meta").fetchall())
    settle_version(held.get("schema"), name)
    return settle_origin(held.get("origin"), origin, name)


def lay_out(connection: Connection, origin: str) -> str:
    """Make the tables of a new ledger of this origin."""
    connection.execute(SCHEMA.encode())
    for pair in (("schema", SCHEMA_VERSION), ("origin", origin)):
        connection.execute("insert into meta values (%s, %s)", pair)
    return origin


def named(uri: str) -> str:
    """The database of an address, without its password. Raises LedgerError for an address that is not one."""
    try:
        parts = psycopg.conninfo.conninfo_to_dict(uri)
    except psycopg.Error:
        raise LedgerError("DATABASE_URL is not an address of a database: write postgresql://HOST/NAME.") from None
    return f"{parts.get('dbname', '')} at {parts.get('host', 'this machine')}"


def explain(error: psycopg.Error, name: str) -> str:
    """What the database says, in the reader's words; never its own, which may repeat what an event holds."""
    ledger = f"The ledger {name}"
    if isinstance(error, psycopg.errors.RaiseException):
        return f"{ledger} was not changed. {APPEND_ONLY}"
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return f"{ledger} may not be used in this way by you. Ask whoever looks after the database for the right."
    if isinstance(error, psycopg.errors.UniqueViolation):
        return f"{ledger} {TOLD_TWICE}"
    if isinstance(error, psycopg.IntegrityError | psycopg.DataError):
        return (
            f"{ledger} refused an event that is not whole. Make events with new_event; nothing of this batch was kept."
        )
    if isinstance(error, psycopg.OperationalError):
        return f"{ledger} does not answer. Check DATABASE_URL and that the database is running, then try again."
    return f"{ledger} cannot be used ({type(error).__name__}). Ask whoever looks after the database."
