"""The ledger's events as one Parquet file, sorted by person and then in the order of a journey."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import duckdb
import psycopg
import pyarrow as pa

FIELDS = "person, kind, happened_at, recorded_at, location, service, detail, about, spell, sequence, id"

# A driver guesses types from the first rows, and has none to guess from in an empty ledger.
TEXTS = ("person", "kind", "location", "service", "detail", "about", "spell", "id")
NUMBERS = ("happened_at", "recorded_at", "sequence")
TYPED = ", ".join([f"{name}::varchar as {name}" for name in TEXTS] + [f"{name}::bigint as {name}" for name in NUMBERS])
TYPES = {name: pa.string() if name in TEXTS else pa.int64() for name in FIELDS.split(", ")}

# Only what the rules read. Keys of events and stays become numbers: within one person 64 bits never meet.
READ = f"""
    select p.person, e.kind, make_timestamp(e.happened_at)::timestamptz as happened_at,
        make_timestamp(e.recorded_at)::timestamptz as recorded_at, e.location, e.service, e.detail,
        case when e.spell = '' then 0 else md5_number_lower(e.spell) end::ubigint as spell,
        e.sequence::bigint as sequence,
        ('0x' || left(e.id, 16))::ubigint as id,
        case when e.about = '' then 0 else ('0x' || left(e.about, 16))::ubigint end::ubigint as about
    from (select {TYPED} from heard) e join keys p on e.person = p.key
"""
SORTED = """
copy (from ({rows}) order by person, happened_at, sequence, recorded_at, id)
to '{file}' (format parquet, compression lz4, row_group_size 1000000)
"""
WHOLE = """copy (from {name} order by person) to '{file}' (format parquet)"""


class Person(NamedTuple):
    """What the tables may know of a person: no name, no number."""

    key: str
    born: Any  # date, or None
    sex: str


def database(folder: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB of our own, in UTC, that spills into `folder` and asks nobody for extensions."""
    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    db = duckdb.connect(config={"temp_directory": str(folder / "spill"), **offline})
    db.execute("set TimeZone = 'UTC'")
    return db


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
    """Write events.parquet, people.parquet and keys.parquet into `folder`.

    `same_person` gives for a key the person's first key, where they differ; events under any of a person's
    keys become that one person's. Service events (no person) are left out: they are nobody's journey.
    """
    with database(folder) as db, columns_of(uri, folder) as connection, connection.cursor() as cursor:
        cursor.execute("select distinct person from events where person <> ''")
        number_people(db, cursor.fetch_arrow_table().column(0).to_pylist(), people, same_person)
        cursor.execute(f"select {FIELDS} from events where person <> ''")
        db.register("heard", cursor.fetch_record_batch())
        write_part(db, folder, READ)


def write_part(db: duckdb.DuckDBPyConnection, folder: Path, rows: str) -> None:
    """Write the events that this query gives, sorted, and the views `people` and `keys`, into `folder`."""
    db.execute(SORTED.format(rows=rows, file=folder / "events.parquet"))
    for name in ("people", "keys"):
        db.execute(WHOLE.format(name=name, file=folder / f"{name}.parquet"))


def number_people(
    db: duckdb.DuckDBPyConnection, heard: list[str], people: Iterable[Person], same_person: Mapping[str, str]
) -> None:
    """Number everyone heard of, 0, 1, 2 ...; register them as `people`, and every key's number as `keys`."""
    firsts = sorted({same_person.get(key, key) for key in heard})
    number = {key: n for n, key in enumerate(firsts)}
    known = {p.key: p for p in people}
    rows = as_columns(known.get(key, Person(key, None, "")) for key in firsts)
    db.register("people", rows.add_column(0, "person", pa.array(range(len(rows)), pa.int32())))
    numbers = pa.array([number[same_person.get(k, k)] for k in heard], pa.int32())
    db.register("keys", pa.table({"key": pa.array(heard, pa.string()), "person": numbers}))


def as_columns(people: Iterable[Person]) -> pa.Table:
    """People as columns: key, born, sex."""
    rows = list(people)
    return pa.table(
        {
            "key": pa.array([p.key for p in rows], pa.string()),
            "born": pa.array([p.born for p in rows], pa.date32()),
            "sex": pa.array([p.sex for p in rows], pa.string()),
        }
    )


# A few people's events, straight from the ledger: no copy is made of a file for them


def persons_after(uri: str, position: int) -> list[str]:
    """The keys of everybody of whom something was kept after this position."""
    # Told apart here: for "distinct" SQLite reads its whole index of people.
    found = found_in(uri, f"select person from events where position > {int(position)}")
    return sorted({person for (person,) in found} - {""})


def events_of(uri: str, keys: list[str]) -> pa.Table:
    """Every event of these keys, as columns (FIELDS)."""
    ours = "json_each(?)" if not uri.startswith("postgres") else "json_array_elements_text(%s::json)"
    found = found_in(uri, f"select {FIELDS} from events where person in (select value from {ours})", json.dumps(keys))
    columns = zip(*found, strict=True) if found else ([] for _ in TYPES)
    return pa.table({name: pa.array(c, TYPES[name]) for name, c in zip(TYPES, columns, strict=True)})


def found_in(uri: str, query: str, *values: str) -> list[tuple[Any, ...]]:
    """The rows that answer a query, from either kind of ledger."""
    if uri.startswith("postgres"):
        with psycopg.connect(uri) as connection:
            return connection.execute(query.encode(), values).fetchall()
    with closing(sqlite3.connect(uri)) as connection:
        return connection.execute(query, values).fetchall()
