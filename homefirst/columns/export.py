"""The ledger's events as one Parquet file, sorted by person and then in the order of a journey."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import duckdb
import pyarrow as pa

FIELDS = "person, kind, happened_at, recorded_at, location, service, detail, about, spell, sequence, id"

# A driver guesses types from the first rows, and has none to guess from in an empty ledger.
TEXTS = ("person", "kind", "location", "service", "detail", "about", "spell", "id")
NUMBERS = ("happened_at", "recorded_at", "sequence")
TYPED = ", ".join([f"{name}::varchar as {name}" for name in TEXTS] + [f"{name}::bigint as {name}" for name in NUMBERS])

# Only what the rules read. Keys of events and stays become numbers: within one person 64 bits never meet.
SORTED = """
copy (
    select p.person, e.kind, make_timestamp(e.happened_at)::timestamptz as happened_at,
        make_timestamp(e.recorded_at)::timestamptz as recorded_at, e.location, e.service, e.detail,
        case when e.spell = '' then 0 else md5_number_lower(e.spell) end::ubigint as spell,
        e.sequence::bigint as sequence,
        ('0x' || left(e.id, 16))::ubigint as id,
        case when e.about = '' then 0 else ('0x' || left(e.about, 16))::ubigint end::ubigint as about
    from events e join keys p on e.person = p.key
    order by p.person, e.happened_at, e.sequence, e.recorded_at, e.id
) to '{file}' (format parquet, compression lz4, row_group_size 1000000)
"""


class Person(NamedTuple):
    """What the tables may know of a person: no name, no number."""

    key: str
    born: Any  # date, or None
    sex: str


@contextmanager
def columns_of(uri: str, folder: Path) -> Iterator[Any]:
    """A connection that gives Arrow columns, to either kind of ledger.

    The driver brings a SQLite of its own, and two copies of SQLite in one process undo each other's locks on a
    file (sqlite.org/howtocorrupt.html, 2.2.1). So it never sees the ledger's file, only a copy made of it.
    """
    if uri.startswith("postgres"):
        with adbc_driver_postgresql.dbapi.connect(uri) as connection:
            yield connection
        return
    copy = folder / "ledger.copy"
    with closing(sqlite3.connect(uri)) as ledger, closing(sqlite3.connect(copy)) as to:
        ledger.backup(to)
    try:
        with adbc_driver_sqlite.dbapi.connect(str(copy)) as connection:
            yield connection
    finally:
        for part in folder.glob("ledger.copy*"):
            part.unlink()


def export_events(uri: str, folder: Path, people: Iterable[Person], same_person: Mapping[str, str]) -> None:
    """Write events.parquet and people.parquet into `folder`.

    `same_person` gives for a key the person's first key, where they differ; events under any of a person's
    keys become that one person's. Service events (no person) are left out: they are nobody's journey.
    """
    db = duckdb.connect(config={"temp_directory": str(folder / "spill")})
    db.execute("set TimeZone = 'UTC'")
    with columns_of(uri, folder) as connection, connection.cursor() as cursor:
        cursor.execute("select distinct person from events where person <> ''")
        heard = cursor.fetch_arrow_table().column(0).to_pylist()
        keys = number_people(db, heard, people, same_person)
        db.register("keys", keys)
        cursor.execute(f"select {FIELDS} from events where person <> ''")
        db.register("heard", cursor.fetch_record_batch())
        db.execute(f"create view events as select {TYPED} from heard")
        db.execute(SORTED.format(file=folder / "events.parquet"))
    db.execute(f"copy (select * from people order by person) to '{folder / 'people.parquet'}' (format parquet)")
    db.close()


def number_people(
    db: duckdb.DuckDBPyConnection, heard: list[str], people: Iterable[Person], same_person: Mapping[str, str]
) -> pa.Table:
    """Number everyone heard of, 0, 1, 2 ...; register them as `people`; give key -> number for every key."""
    firsts = sorted({same_person.get(key, key) for key in heard})
    number = {key: n for n, key in enumerate(firsts)}
    known = {p.key: p for p in people}
    rows = [known.get(key, Person(key, None, "")) for key in firsts]
    table = pa.table(
        {
            "person": pa.array(range(len(rows)), pa.int32()),
            "key": pa.array([p.key for p in rows], pa.string()),
            "born": pa.array([p.born for p in rows], pa.date32()),
            "sex": pa.array([p.sex for p in rows], pa.string()),
        }
    )
    db.register("people", table)
    numbers = pa.array([number[same_person.get(k, k)] for k in heard], pa.int32())
    return pa.table({"key": pa.array(heard, pa.string()), "person": numbers})
