"""A ledger's events for many machines: Parquet in files by range of people, in types that Spark can read."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from homefirst.columns import Tables

PEOPLE_A_FILE = 100_000
NUMBERS = ("spell", "id", "about")  # 64 bits without a sign, which Spark does not have
HALF = 2**63  # taken from each of them, so that they keep their order
EVENTS = f"""
    select person, kind, happened_at, recorded_at, location, service, detail, sequence::bigint as sequence,
        {", ".join(f"({name}::hugeint - {HALF})::bigint as {name}" for name in NUMBERS)}
    from ({{events}}) where person >= {{first}} and person < {{end}}
    order by person, happened_at, sequence, recorded_at, id
"""
PEOPLE = "select person, born, sex from ({people}) where person >= {first} and person < {end} order by person"
COPY = "copy ({rows}) to '{file}' (format parquet, compression zstd)"


class Shared(NamedTuple):
    """A folder made by `share`, as whoever asks needs to know it: how far the ledger reaches, and what it is."""

    folder: Path
    origin: str
    first_at: datetime
    as_at: datetime

    @classmethod
    def of(cls, folder: Path) -> Shared:
        """What a folder says of itself. Raises FileNotFoundError where nothing was shared."""
        said = json.loads((folder / "about.json").read_text())
        return cls(folder, said["origin"], *(datetime.fromisoformat(said[name]) for name in ("first_at", "as_at")))


def share(tables: Tables, folder: Path, people_a_file: int = PEOPLE_A_FILE) -> Shared:
    """Write the events, people and services of these tables into an empty `folder` that every worker can read."""
    for name in ("events", "people"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as db:
        db.execute("set TimeZone = 'UTC'")
        queries = {name: tables.sql(name) for name in ("events", "people")}
        last = db.execute(f"select coalesce(max(person), 0) from ({queries['people']})").fetchall()[0][0]
        for n, first in enumerate(range(0, last + 1, people_a_file)):
            said = {**queries, "first": first, "end": first + people_a_file}
            for name, rows in (("events", EVENTS), ("people", PEOPLE)):
                file = folder / name / f"part-{n:05}.parquet"
                db.execute(COPY.format(rows=rows.format(**said), file=file))
        if capacity := tables.sql("capacity"):
            db.execute(COPY.format(rows=capacity, file=folder / "capacity.parquet"))
    shared = Shared(folder, tables.origin, tables.first_at, tables.as_at)
    about = {"origin": shared.origin, "first_at": shared.first_at.isoformat(), "as_at": shared.as_at.isoformat()}
    (folder / "about.json").write_text(json.dumps(about))
    return shared
