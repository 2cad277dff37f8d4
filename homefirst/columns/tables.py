"""From sorted events to tables: in batches of whole people, so that memory does not grow with the years."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.columns import rows
from homefirst.columns.export import Person, export_events
from homefirst.columns.room import room_for
from homefirst.columns.rules import everyone
from homefirst.columns.shapes import EVENT
from homefirst.columns.words import KINDS, Vocabulary
from homefirst.ledger import Ledger

WORDS = ("location", "service", "detail")
COLUMNS = ("person", "kind", "happened_at", "recorded_at", "sequence", *WORDS, "spell", "id", "about")
BATCH = 500_000
BLOCK = 8_192  # rows that stay in the processor's own memory while their columns are put together
Progress = Callable[[int, int], None]


class NoTables(Exception):
    """There are no tables yet; the message says how to make them."""


class Tables:
    """The tables in force in `folder`. Raises NoTables where none were built."""

    def __init__(self, folder: Path) -> None:
        current = folder / "CURRENT"
        if not current.exists():
            raise NoTables(f"There are no tables in {folder} yet. Make them with: homefirst tables --data DIR")
        self.folder = folder / current.read_text().strip()
        said = json.loads((self.folder / "about.json").read_text())
        self.position: int = said["position"]
        self.events: int = said["events"]
        self.origin: str = said["origin"]
        self.as_at = datetime.fromisoformat(said["as_at"])
        self.first_at = datetime.fromisoformat(said["first_at"])

    def path(self, name: str) -> Path:
        """The Parquet file of one table: people, spells, stays, ready, delays, attendances, referrals ..."""
        return self.folder / f"{name}.parquet"


def nothing(done: int, of: int) -> None:
    """Progress that nobody watches."""


def build(
    ledger: Ledger,
    folder: Path,
    people: Iterable[Person] = (),
    same_person: Mapping[str, str] | None = None,
    as_at: datetime | None = None,
    progress: Progress = nothing,
) -> Tables:
    """Write the ledger's tables into `folder` and put them in force; readers of the old ones are not disturbed.

    `as_at` is the time up to which open delays are counted: the ledger's last record unless given.
    """
    position = ledger.position()
    as_at = as_at or ledger.last_recorded_at() or datetime.fromtimestamp(0, UTC)
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f"{position}-", dir=folder))
    try:
        export_events(ledger.uri, made, people, same_person or {})
        first_at = write_tables(made / "events.parquet", made, as_at, progress) or as_at
        about = {
            "position": position,
            "events": pq.read_metadata(made / "events.parquet").num_rows,
            "origin": ledger.origin,
            "as_at": as_at.isoformat(),
            "first_at": first_at.isoformat(),
        }
        (made / "about.json").write_text(json.dumps(about))
        put_in_force(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return Tables(folder)


def put_in_force(made: Path, folder: Path) -> None:
    """Point CURRENT at the new tables in one step, then clear what is neither new nor the one before."""
    current = folder / "CURRENT"
    before = current.read_text().strip() if current.exists() else ""
    pointer = folder / f"{made.name}.pointer"
    pointer.write_text(made.name)
    pointer.replace(current)
    for old in folder.iterdir():
        if old.is_dir() and old.name not in (made.name, before):
            shutil.rmtree(old, ignore_errors=True)


def write_tables(
    events: Path, folder: Path, as_at: datetime, progress: Progress = nothing, batch: int = BATCH
) -> datetime | None:
    """Write every table from a sorted events.parquet; give when the first event was recorded.

    Reads people.parquet beside the tables for dates of birth, where it is there.
    """
    vocabulary = Vocabulary()
    writers = rows.Writers(folder, vocabulary, as_at)
    first_at: int | None = None
    try:
        for part in whole_people(events, vocabulary, batch, progress):
            out, scratch = room_for(part, as_at)
            everyone(part, vocabulary.meaning(), out, scratch)
            writers.write(out)
            earliest = int(part["recorded"].min())
            first_at = earliest if first_at is None else min(first_at, earliest)
    finally:
        writers.close()
    return None if first_at is None else datetime.fromtimestamp(first_at / 1e6, UTC)


def whole_people(events: Path, vocabulary: Vocabulary, batch: int, progress: Progress) -> Iterator[Any]:
    """The events in batches that never cut a person in two, each in the place of the one before."""
    kept = space = np.empty(0, dtype=EVENT)
    done = 0
    with pq.ParquetFile(events, read_dictionary=["kind", *WORDS]) as file:
        for read in file.iter_batches(batch_size=batch, columns=list(COLUMNS)):
            done += read.num_rows
            size = len(kept) + read.num_rows
            if size > len(space):
                space = np.empty(size, dtype=EVENT)
            part = space[:size]
            part[: len(kept)] = kept
            fill(part[len(kept) :], read, vocabulary)
            person = part["person"]
            cut = int(np.searchsorted(person, person[-1]))
            kept = part[cut:].copy()
            progress(done, file.metadata.num_rows)
            if cut:
                yield part[:cut]
    if len(kept):
        yield kept


def fill(events: Any, batch: pa.RecordBatch, vocabulary: Vocabulary) -> None:
    """Write a batch of columns as rows (shapes.EVENT), which the rules may write over."""
    kinds = batch.column("kind")
    number = np.array([KINDS[kind] for kind in kinds.dictionary.to_pylist()], dtype=np.int8)
    columns = {
        "happened": numbers(batch.column("happened_at")),
        "recorded": numbers(batch.column("recorded_at")),
        "kind": number[kinds.indices.to_numpy()],
        **{name: numbers(batch.column(name)) for name in ("person", "sequence", "spell", "id", "about")},
        **{name: vocabulary.read(batch.column(name)) for name in WORDS},
    }
    for n in range(0, len(events), BLOCK):
        for name, column in columns.items():
            events[name][n : n + BLOCK] = column[n : n + BLOCK]


def numbers(column: pa.Array) -> Any:
    """A column as numbers: times in microseconds."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", "UTC")).view(pa.int64())
    return column.to_numpy()
