"""What one of Spark's partitions does: from some people's events to their tables, and from those to tallies.

Nothing is kept: the tables lie in a folder of the worker's own while it counts. DuckDB fetches nothing from anywhere.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from homefirst.columns import write_tables
from homefirst.columns.parts import Part
from homefirst.measures.definition import Measure
from homefirst.measures.period import Period
from homefirst.measures.rows import opened
from homefirst.measures.tally import count_people
from homefirst.spark.share import HALF, NUMBERS
from homefirst.system import System

FOUND = pa.schema([("found", pa.binary())])
EVENT_COLUMNS = ("person", "kind", "happened_at", "recorded_at", "location", "service", "detail", "sequence", *NUMBERS)


class Asked(NamedTuple):
    """One question to be counted: of which days, split by what, and whether different people are to be told apart."""

    measure: Measure
    period: Period
    by: tuple[str, ...]
    heads: bool


@dataclass(frozen=True)
class PieceTables:
    """The tables of some people, or of nobody, in a folder."""

    folder: Path
    origin: str
    first_at: datetime
    as_at: datetime

    def sql(self, name: str) -> str:
        """The rows of one table as a query; "" where it was never made."""
        return Part(self.folder, 0).rows(name) if (self.folder / f"{name}.parquet").exists() else ""


@dataclass(frozen=True)
class Task:
    """All that a worker must know beside the events: sent to each once."""

    asked: Sequence[Asked]
    system: System
    origin: str
    first_at: datetime
    as_at: datetime
    capacity: bytes  # services' own events as a Parquet file, which every piece has whole; b"" if there are none

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Count everything asked, of the people in these batches, sorted as a journey is."""
        with tempfile.TemporaryDirectory(prefix="homefirst-") as place:
            tables = self.tables_of(batches, Path(place))
            with opened(tables, self.system) as ready:
                ready.connection.execute("set threads = 1")  # Spark gives each processor a task of its own
                for n, (measure, period, by, heads) in enumerate(self.asked):
                    found = pickle.dumps((n, count_people(measure, ready, period, by, heads=heads)))
                    yield pa.RecordBatch.from_arrays([pa.array([found], pa.binary())], schema=FOUND)

    def tables_of(self, batches: Iterator[pa.RecordBatch], folder: Path) -> PieceTables:
        """Every table of these people, in this folder."""
        write_rows(batches, folder)
        write_tables(folder / "events.parquet", folder, self.as_at)
        if self.capacity:
            (folder / "capacity.parquet").write_bytes(self.capacity)
        return PieceTables(folder, self.origin, self.first_at, self.as_at)


def write_rows(batches: Iterator[pa.RecordBatch], folder: Path) -> None:
    """Part events and people, which come together, into events.parquet and people.parquet."""
    people = []
    with pq.ParquetWriter(folder / "events.parquet", EVENTS, compression="none") as events:
        for batch in batches:
            is_person = pc.is_null(batch.column("kind"))
            people.append(pa.table(batch.filter(is_person).select(["person", "born", "sex"])))
            events.write_batch(event_rows(batch.filter(pc.invert(is_person))))
    known = pa.concat_tables([PEOPLE.empty_table(), *(table.cast(PEOPLE) for table in people)])
    keys = known.column("person").cast(pa.string())
    pq.write_table(known.add_column(1, "key", keys), folder / "people.parquet")


def event_rows(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Events as `write_tables` reads them: numbers without a sign again."""
    columns: list[Any] = [batch.column(name).cast(EVENTS.field(name).type) if name not in NUMBERS else
                          unsigned(batch.column(name)) for name in EVENT_COLUMNS]  # fmt: skip
    return pa.RecordBatch.from_arrays(columns, schema=EVENTS)


def unsigned(numbers: pa.Array) -> pa.Array:
    """What `share` took a half from, whole again."""
    return pa.array(numbers.to_numpy(zero_copy_only=False).view(np.uint64) ^ np.uint64(HALF))


TIME = pa.timestamp("us", "UTC")
WORD = pa.string()
TYPES = {"person": pa.int32(), "happened_at": TIME, "recorded_at": TIME, "sequence": pa.int64()}
EVENTS = pa.schema([(name, TYPES.get(name, pa.uint64() if name in NUMBERS else WORD)) for name in EVENT_COLUMNS])
PEOPLE = pa.schema([("person", pa.int32()), ("born", pa.date32()), ("sex", WORD)])
