"""Spark and one machine give the same answers, to every measure, on a ledger of a million events."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from homefirst.columns import Tables, write_tables
from homefirst.columns.parts import Part, count_events, describe
from homefirst.columns.tables import put_in_force
from homefirst.measures import all_measures, evaluate_all
from homefirst.spark import SparkFault, evaluate_on_spark, measured_in_spark, session, share
from homefirst.system import System, load_system
from tests.simulate.flows import Run

LACKING = [
    what
    for what, there in (
        ("pyspark (requirements-spark.lock)", importlib.util.find_spec("pyspark") is not None),
        ("Java", shutil.which("java") is not None or "JAVA_HOME" in os.environ),
    )
    if not there
]
needs_spark = pytest.mark.skipif(bool(LACKING), reason=f"needs {' and '.join(LACKING)}")
SYSTEM: System = load_system("northamptonshire")
PIECES = 3

# What the simulator never tells, told of people by chance, so that no measure is asked of nothing.
SPRINKLED = """
with chance as (
    select n, hash(n) as h, hash(n, 1) as i, hash(n, 2) as j, hash(n, 3) as k from range({count}) t(n)
), said as (
    select (h % {people})::int as person, ({kinds})[1 + (i % len({kinds}))::int] as pair,
        make_timestamp({since} + (j % {span})::bigint // 60000000 * 60000000)::timestamptz as happened_at, k
    from chance
)
select person, split_part(pair, '|', 1) as kind, happened_at, happened_at as recorded_at,
    ['RNS:HAWTHORN', 'RNQ:ASHBY', 'E10000021', ''][1 + (k % 4)::int] as location,
    ['START', 'AGENCY-1', 'gp', ''][1 + (k // 4 % 4)::int] as service, split_part(pair, '|', 2) as detail,
    0::ubigint as spell, 0::bigint as sequence, (k >> 1)::ubigint as id, 0::ubigint as about
from said
"""
KINDS = [
    "called|999", "called|111", "responded|hear_and_treat", "responded|see_and_treat", "responded|conveyed",
    "handed_over|", "attended|ambulance", "streamed|major", "left_department|home", "frailty_scored|5",
    "care_plan_agreed|", "preference_recorded|place_of_death:own_home", "budget_agreed|direct_payment",
    "budget_agreed|phb_notional", "visited|worker-1", "visited|worker-2", "support_held|", "support_restarted|",
    "diagnosed|J44.1/1", "diagnosed|W19/2", "diagnosed|S72.0/1", "day_judged|red", "day_judged|green", "notified|",
    "summary_sent|", "summary_received|", "summary_checked|accurate", "summary_checked|not_accurate",
    "expected_discharge_set|2025-03-01", "offered|", "assessed|", "followed_up|home", "task_set|medicines",
]  # fmt: skip


@dataclass(frozen=True)
class Million:
    """The tables of a million events on this machine, and the same events shared with Spark."""

    tables: Tables
    shared: Path


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    made = session("local[2]")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Million:
    """Eight months of a simulated county with what the simulator does not tell; kept as if real people's."""
    folder = tmp_path_factory.mktemp("million")
    run = Run(folder / "simulated", date(2025, 1, 1), 250, 60)
    told = run.tables
    made = folder / "tables" / "1-recorded"
    made.mkdir(parents=True)
    with duckdb.connect() as db:
        db.execute("set TimeZone = 'UTC'")
        first, last = db.execute(
            f"select epoch_us(min(happened_at)), epoch_us(max(happened_at)) from ({told.sql('events')})"
        ).fetchall()[0]
        sprinkled = SPRINKLED.format(count=300_000, people=len(run.keys), kinds=KINDS, since=first, span=last - first)
        rows = f"select * from ({told.sql('events')}) union all by name ({sprinkled})"
        order = "person, happened_at, sequence, recorded_at, id"
        db.execute(f"copy (from ({rows}) order by {order}) to '{made / 'events.parquet'}' (format parquet)")
        db.execute(f"copy ({told.sql('people')}) to '{made / 'people.parquet'}' (format parquet)")
    write_tables(made / "events.parquet", made, told.as_at)
    part = Part(made, count_events(made / "events.parquet"))
    describe(made, [part], 1, "recorded", told.as_at, told.first_at)
    put_in_force(made, made.parent)
    tables = Tables(made.parent)
    assert tables.events > 900_000
    share(tables, folder / "shared", people_a_file=20_000)
    return Million(tables, folder / "shared")


@needs_spark
def test_every_measure_is_the_same_in_spark(spark: Any, million: Million) -> None:
    measures = list(all_measures().values())
    here = evaluate_all(measures, million.tables, SYSTEM)
    assert evaluate_on_spark(spark, million.shared, measures, SYSTEM, pieces=PIECES) == here
    assert sum(value.value is not None for values in here.values() for value in values) > len(measures) // 2


@needs_spark
def test_split_by_month_it_is_the_same_in_spark(spark: Any, million: Million) -> None:
    measures = [m for m in all_measures().values() if "month" in m.by][::3]  # all of them are asked for whole above
    here = evaluate_all(measures, million.tables, SYSTEM, by=["month"])
    assert evaluate_on_spark(spark, million.shared, measures, SYSTEM, by=["month"], pieces=PIECES) == here


def test_a_command_that_cannot_be_counted_in_spark_is_refused_before_anything_is_written(
    million: Million, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(SparkFault):
        measured_in_spark("local[2]", [], million.tables, SYSTEM, None, ())
    assert not (million.tables.folder / "shared").exists()


def test_without_java_the_reader_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(SparkFault, match="pip install"):
        session()
