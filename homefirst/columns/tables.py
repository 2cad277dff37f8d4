"""From sorted events to tables: in batches of whole people, so that memory does not grow with the years."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.columns import rows
from homefirst.columns.capacity import write_capacity
from homefirst.columns.changes import compare, write_touched
from homefirst.columns.export import Person, database, export_events, persons_after
from homefirst.columns.parts import RULES, NoTables, Part, Tables, count_events, describe, link_part
from homefirst.columns.room import room_for
from homefirst.columns.rules import everyone
from homefirst.columns.shapes import EVENT, I32
from homefirst.columns.values import birth_numbers
from homefirst.columns.words import KINDS, Vocabulary
from homefirst.ledger import Ledger

__all__ = ["NoTables", "Part", "Tables", "build", "put_in_force", "write_tables"]

WORDS = ("location", "service", "detail")
COLUMNS = ("person", "kind", "happened_at", "recorded_at", "sequence", *WORDS, "spell", "id", "about")
BATCH = 500_000
BLOCK = 8_192  # rows that stay in the processor's own memory while their columns are put together
FOLD = 2  # a part less than so many times the next is made one with it
ABANDONED = 86_400  # seconds after which what another build left unfinished is cleared
Progress = Callable[[int, int], None]


def nothing(done: int, of: int) -> None:
    """Progress that nobody watches."""


def build(
    ledger: Ledger,
    folder: Path,
    people: Iterable[Person] = (),
    same_person: Mapping[str, str] | None = None,
    as_at: datetime | None = None,
    progress: Progress = nothing,
    *,
    anew: bool = False,
    fold: int = FOLD,
) -> Tables:
    """Bring the ledger's tables in `folder` up to date and in force; readers of the old ones are not disturbed.

    Only the people touched since are made again, and everybody where there are no tables, where they were made by
    other rules, where many were touched, or with `anew`. The rows are the same either way; numbers of people and
    spells may differ. `as_at` is the time up to which open delays are counted: the ledger's last record unless given.
    """
    position = ledger.position()
    as_at = as_at or ledger.last_recorded_at() or datetime.fromtimestamp(0, UTC)
    folder.mkdir(parents=True, exist_ok=True)
    people, same_person = list(people), same_person or {}
    before = None if anew else to_build_on(folder, ledger.origin, position)
    made = Path(tempfile.mkdtemp(prefix=f"{position}-", dir=folder))
    try:
        done = before and add_touched(before, ledger.uri, made, people, same_person, as_at, fold, progress)
        if not done:
            export_events(ledger.uri, made, people, same_person)
            first_at = write_tables(made / "events.parquet", made, as_at, progress) or as_at
            done = [Part(made, count_events(made / "events.parquet"))], first_at
        parts, first_at = done
        first_at = speaks_from(folder, ledger.origin, first_at)
        write_capacity(ledger.person(""), parts[-1].folder)
        describe(made, parts, position, ledger.origin, as_at, first_at)
        put_in_force(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return Tables(folder)


def speaks_from(folder: Path, origin: str, first_at: datetime) -> datetime:
    """From when a ledger speaks for everybody: its first record, or of a simulated one as its first tables say.

    A simulated ledger begins with what happened to its people before the days that were simulated to be measured.
    """
    try:
        before = Tables(folder)
    except (NoTables, OSError):
        return first_at
    kept = origin.startswith("simulated:") and before.origin == origin
    return max(first_at, before.first_at) if kept else first_at


def to_build_on(folder: Path, origin: str, position: int) -> Tables | None:
    """The tables in force, where they are of this ledger and made by the present rules."""
    try:
        tables = Tables(folder)
    except (NoTables, OSError):
        return None
    fit = tables.rules == RULES and tables.origin == origin and tables.position <= position
    return tables if fit else None


def add_touched(
    before: Tables,
    uri: str,
    made: Path,
    people: Sequence[Person],
    same_person: Mapping[str, str],
    as_at: datetime,
    fold: int,
    progress: Progress,
) -> tuple[list[Part], datetime] | None:
    """Write into `made` the parts before and one more, with everybody touched since; None where whole is cheaper.

    Gives the parts, and when the first event was recorded.
    """
    news = persons_after(uri, before.position)
    with database(made) as db:
        db.execute("set threads = 1")  # for so few, more of them only wait for each other
        keys = compare(db, before, news, people, same_person, time_moved=as_at != before.as_at)
        kept, folded = parts_kept(db, before.parts, len(news), fold)
        if not kept:
            return None
        touched = made / str(len(kept))
        touched.mkdir()
        write_touched(db, uri, keys, folded, touched)
        spells = next_spell(db, before.parts)
        parts = [keep_part(db, part, made / str(n) if n else made) for n, part in enumerate(kept)]
    first_at = write_tables(touched / "events.parquet", touched, as_at, progress, first_spell=spells)
    return [*parts, Part(touched, count_events(touched / "events.parquet"))], min(first_at or as_at, before.first_at)


def parts_kept(db: Any, parts: Sequence[Part], news: int, fold: int) -> tuple[list[Part], list[Part]]:
    """Which parts stay, with how many events, and which become one with the new part: those not much larger than it.

    So there are never many parts, and none is written often. None stay where it is time to make the whole again.
    """
    counted = "select count(*) from ({}) told semi join gone using (person)"
    lost = [db.execute(counted.format(part.rows("events"))).fetchall()[0][0] for part in parts]
    size, kept = news + sum(lost), [part._replace(events=part.events - n) for part, n in zip(parts, lost, strict=True)]
    while kept and kept[-1].events <= fold * size:
        size += kept.pop().events
    return kept, list(parts[len(kept) :])


def keep_part(db: Any, part: Part, to: Path) -> Part:
    """A part as it is kept in new tables: the same files, and one more list of who is gone from it."""
    link_part(part, to)
    before = part.folder / "gone.parquet"
    more = f" union select person from read_parquet('{before}')" if before.exists() else ""
    db.execute(f"copy (select person from gone{more}) to '{to / 'gone.parquet'}' (format parquet)")
    return part._replace(folder=to)


def next_spell(db: Any, parts: Sequence[Part]) -> int:
    """The first number that no spell has had in these parts."""
    files = ", ".join(f"'{part.folder / 'spells.parquet'}'" for part in parts)
    number: int = db.execute(f"select coalesce(max(spell), -1) + 1 from read_parquet([{files}])").fetchall()[0][0]
    return number


def put_in_force(made: Path, folder: Path) -> None:
    """Point CURRENT at the new tables in one step, then clear what is neither new nor the one before."""
    current = folder / "CURRENT"
    before = current.read_text().strip() if current.exists() else ""
    pointer = folder / f"{made.name}.pointer"
    pointer.write_text(made.name)
    pointer.replace(current)
    for old in folder.iterdir():
        if old.is_dir() and old.name not in (made.name, before) and done_with(old):
            shutil.rmtree(old, ignore_errors=True)


def done_with(tables: Path) -> bool:
    """Whether nobody is writing these tables any more: they were finished, or left long ago."""
    try:
        return (tables / "about.json").exists() or time.time() - tables.stat().st_mtime > ABANDONED
    except OSError:  # somebody else has just cleared it
        return False


def write_tables(
    events: Path, folder: Path, as_at: datetime, progress: Progress = nothing, batch: int = BATCH, first_spell: int = 0
) -> datetime | None:
    """Write every table from a sorted events.parquet; give when the first event was recorded.

    Reads people.parquet beside the tables for dates of birth, where it is there.
    """
    vocabulary = Vocabulary()
    writers = rows.Writers(folder, vocabulary, as_at)
    writers.spells = first_spell
    writers.born = births(folder / "people.parquet")
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


def births(people: Path) -> I32:
    """Each person's date of birth (birth_numbers) by their number, of which some may be nobody's; 0 if unknown."""
    if not people.exists():
        return np.zeros(0, dtype=np.int32)
    numbers = pq.read_table(people, columns=["person"]).column(0).to_numpy()
    born = np.zeros(numbers.max(initial=-1) + 1, dtype=np.int32)
    born[numbers] = birth_numbers(people)
    return born


def whole_people(events: Path, vocabulary: Vocabulary, batch: int, progress: Progress) -> Iterator[Any]:
    """The events in batches that never cut a person in two, each in the place of the one before."""
    kept = space = np.empty(0, dtype=EVENT)
    done = 0
    # Fetched ahead, what was read stays in memory until the end of the file: 3 GB of a hundred million events.
    with pq.ParquetFile(events, read_dictionary=["kind", *WORDS], pre_buffer=False) as file:
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
