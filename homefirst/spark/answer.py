"""Many measures in one pass over the events in Spark: what they will ask is noted first, counted, and then answered."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from homefirst.columns import Tables
from homefirst.measures import Measure, Period, Value, evaluate_all
from homefirst.measures.rows import LeftOut, Opened, opened
from homefirst.measures.tally import Counted, together
from homefirst.spark.piece import Asked, Task
from homefirst.spark.session import session
from homefirst.spark.share import Shared, share
from homefirst.system import System

NONE = Counted([], LeftOut(0, 0), heard=False)
EVENTS_A_PIECE = 1_000_000
ORDER = ("person", "happened_at", "sequence", "recorded_at", "id")
Found = dict[tuple[str, Period, tuple[str, ...], bool], Counted]


def evaluate_on_spark(
    spark: Any,
    folder: Path,
    measures: Sequence[Measure],
    system: System,
    period: Period | None = None,
    by: Sequence[str] = (),
    pieces: int | None = None,
) -> dict[str, list[Value]]:
    """The answers to these measures by name, as `evaluate_all` gives them, counted in Spark.

    `folder` was made by `share` and can be read by every worker. `pieces` is into how many partitions people are
    parted; one for each million events unless given. Raises MeasureError as `evaluate_all` does.
    """
    shared = Shared.of(folder)
    asked: dict[tuple[str, Period, tuple[str, ...], bool], Asked] = {}

    def note(measure: Measure, _: Opened, period: Period, by: Sequence[str], *, heads: bool = False) -> Counted:
        asked[measure.name, period, tuple(by), heads] = Asked(measure, period, tuple(by), heads)
        return NONE

    def reply(measure: Measure, _: Opened, period: Period, by: Sequence[str], *, heads: bool = False) -> Counted:
        return found[measure.name, period, tuple(by), heads]

    with tables_of_nobody(shared, system) as ready:
        evaluate_all(measures, replace(ready, elsewhere=note), system, period, by)
        counted = count_in_spark(spark, task_of(shared, system, list(asked.values())), folder, pieces)
        found = dict(zip(asked, counted, strict=True))
        return evaluate_all(measures, replace(ready, elsewhere=reply), system, period, by)


def measured_in_spark(
    master: str, measures: Sequence[Measure], tables: Tables, system: System, period: Period | None, by: Sequence[str]
) -> dict[str, list[Value]]:
    """The same for tables on this machine, in a session of this master; the tables' folder must be every worker's too.

    Their events are shared once, beside them, and go when they do. Raises SparkFault where there is no Spark.
    """
    folder = tables.folder / "shared"
    spark = session(master)
    try:
        if not (folder / "about.json").exists():
            share(tables, folder)
        return evaluate_on_spark(spark, folder, measures, system, period, by)
    finally:
        spark.stop()


def task_of(shared: Shared, system: System, asked: Sequence[Asked]) -> Task:
    capacity = shared.folder / "capacity.parquet"
    known = capacity.read_bytes() if capacity.exists() else b""
    return Task(asked, system, shared.origin, shared.first_at, shared.as_at, known)


@contextmanager
def tables_of_nobody(shared: Shared, system: System) -> Iterator[Opened]:
    """Tables in which there is nobody, only services: for what is counted once and is no person's."""
    with tempfile.TemporaryDirectory(prefix="homefirst-") as place:
        tables = task_of(shared, system, []).tables_of(iter(()), Path(place))
        with opened(tables, system) as ready:
            yield ready


def count_in_spark(spark: Any, task: Task, folder: Path, pieces: int | None) -> list[Counted]:
    """What each question comes to, counted in every partition and added up."""
    events, people = (spark.read.parquet(str(folder / name)) for name in ("events", "people"))
    number = pieces or max(events.count() // EVENTS_A_PIECE, spark.sparkContext.defaultParallelism)
    rows = events.unionByName(people, allowMissingColumns=True).repartitionByRange(number, "person")
    found = rows.sortWithinPartitions(*ORDER).mapInArrow(task, "found binary").toLocalIterator()
    by_question: list[list[Counted]] = [[NONE] for _ in task.asked]
    for row in found:
        n, counted = pickle.loads(row.found)
        by_question[n].append(counted)
    return [together(some) for some in by_question]
