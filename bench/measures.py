"""Five questions put to the same events: homefirst beside DuckDB, polars, pandas, PySpark and pm4py, in one run.

    python bench/measures.py 2e6 [--times 5] [--without pandas,pm4py] [--give-up 900] [--limit 16] [--folder DIR]

Makes events (made_events.py), then puts each question to each engine in a process of its own: once to warm up, then
some times. Prints CPU seconds of the process and its children (user and system; least and median), peak memory of the
whole tree, versions and load. Who has not answered one question, all its times together, after --give-up CPU seconds
(or five times that by the clock), or holds more than --limit gigabytes, is stopped, and that is printed. The peers
read the events each time, as they must. homefirst makes its tables from them once, in a column of its own, and answers
from those.

The questions: beds occupied at midnight by provider and month; nights of delay by reason and month; emergency
readmission within 30 days by provider; the 90th percentile of nights by provider; who follows whom, with median times.

What is compared is the work. The peers' answers are plain: a stay is from `admitted` to `discharged` of one key, every
stay counts. homefirst asks its own measures, which also know ages, transfers, deaths, retractions and intervals, and
set people in beds against the beds that are known: each made-up ward is given 24. What each answer adds up to is
printed: nights of delay and nights in a bed mean the same to all and must come to the same. Of who follows whom,
engines differ by a few pairs where two events of one person happen at the same moment.

Over 300 lines because seven engines are asked the same here.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pyarrow.parquet as pq
from made_events import WARDS

from homefirst.codes import ServiceKind
from homefirst.columns import Tables, write_tables
from homefirst.columns.parts import Part, count_events, describe
from homefirst.columns.tables import COLUMNS, WORDS, put_in_force
from homefirst.measures import Period, Value, evaluate, measure_named
from homefirst.measures.period import months
from homefirst.measures.rows import opened
from homefirst.system import Capacity, Service, System, load_system

HERE = Path(__file__).parent
AS_AT = datetime(2025, 6, 1, tzinfo=UTC)
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
QUESTIONS = ("occupancy", "delays", "readmission", "percentile", "follows")
ENGINES = ("floor", "homefirst", "duckdb", "polars", "pandas", "pyspark", "pm4py")
MONTHS = list(months(YEAR).values())
SPARE = 1.5e9  # bytes that are left to the machine: an engine that would take them is stopped
LONG = 5  # times as long by the clock as in CPU seconds, on a machine shared with others
WIDE = 22

HOPS = "select from_kind, to_kind, count(*), median(minutes) from ({hops}) group by all"
# A stay, as the peers understand it: from `admitted` to `discharged` of one key.
STAYS = """with stays as (
    select person, spell, min(location) as location, min(case when kind = 'admitted' then happened_at end) as began,
        max(case when kind = 'discharged' then happened_at end) as ended
    from events where kind in ('admitted', 'discharged') group by person, spell
), nights as (
    select person, substr(location, 1, 3) as provider, began, local_day(began) as first, local_day(ended) as last
    from stays where began is not null
)"""
LATER = """with told as (
    select detail, happened_at as began, kind, min(case when kind = 'discharged' then happened_at end) over (
        partition by person order by happened_at rows between current row and unbounded following) as ended
    from events where kind in ('delay_started', 'discharged')
), nights as (
    select detail, local_day(began) as first, local_day(ended) as last from told where kind = 'delay_started'
)"""
BY_MONTH = """, months as ({months})
    select {group}, begins, sum({days}greatest(first, begins), least(coalesce(last, ends), ends))) as nights
    from nights join months on first < ends and coalesce(last, ends) > begins group by {group}, begins"""
IN_SQL = {
    "occupancy": STAYS + BY_MONTH.replace("{group}", "provider"),
    "delays": LATER + BY_MONTH.replace("{group}", "detail"),
    "readmission": STAYS
    + """, following as (
        select provider, last, lead(first) over (partition by person order by began) as again from nights
    )
    select provider, count(*), sum(case when {days}last, again) <= 29 then 1 else 0 end) from following
    where last between date '{first}' and date '{last}' group by provider""",
    "percentile": STAYS
    + """ select provider, count(*), {at}({days}first, last), 0.9) from nights
    where last between date '{first}' and date '{last}' group by provider""",
    "follows": """with told as (
        select kind, lead(kind) over w as following, happened_at, lead(happened_at) over w as next_at
        from events window w as (partition by person order by happened_at)
    )
    select kind, following, count(*), {at}(cast({micros}(next_at) - {micros}(happened_at) as double), 0.5)
    from told where following is not null group by kind, following""",
}
SUMMED = ("occupancy", "delays")  # whose answers are nights, and can be added

# The measures of homefirst that answer each question, and how they are split
OURS = {
    "occupancy": ("occupancy_at_midnight", ("provider", "month")),
    "delays": ("delayed_days_by_reason", ("month",)),
    "readmission": ("emergency_readmission_30", ("provider",)),
    "percentile": ("length_of_stay_p90_65", ("provider",)),
}


def floor(folder: Path) -> Callable[[str], Any]:
    """Only decoding the columns that tables are made from."""

    def ask(_: str) -> None:
        with pq.ParquetFile(folder / "events.parquet", read_dictionary=["kind", *WORDS], pre_buffer=False) as file:
            for _ in file.iter_batches(batch_size=1_000_000, columns=list(COLUMNS)):
                pass

    return ask


def homefirst(folder: Path) -> Callable[[str], Any]:
    made, system = folder / "tables" / "1-made", with_wards(load_system("northamptonshire"))

    def tables() -> None:
        made.mkdir(parents=True, exist_ok=True)
        for name in ("events", "people"):
            (made / f"{name}.parquet").unlink(missing_ok=True)
            (made / f"{name}.parquet").symlink_to(folder / f"{name}.parquet")
        first_at = write_tables(made / "events.parquet", made, AS_AT)
        part = Part(made, count_events(made / "events.parquet"))
        describe(made, [part], 1, "made-up:bench", AS_AT, first_at or AS_AT)
        put_in_force(made, made.parent)

    def ask(question: str) -> Any:
        if question == "tables":
            return tables()
        with opened(Tables(made.parent), system) as ready:
            if question == "follows":
                return len(ready.connection.execute(HOPS.format(hops=ready.tables.sql("hops"))).fetchall())
            name, by = OURS[question]
            values = evaluate(measure_named(name), ready, system, YEAR, by)
        return nights_in(values) if question in SUMMED else len(values)

    return ask


def with_wards(system: System) -> System:
    """The system with the made-up wards in it, of 24 beds each."""
    beds = Capacity(24, "beds", "made up")
    wards = (Service(ward, ward[:3], ward, ServiceKind.WARD, beds, "", "", "", invented=True) for ward in WARDS)
    return replace(system, services=(*system.services, *wards))


def nights_in(values: list[Value]) -> int:
    """The nights behind a measure's answers, which give them a day; not those for which nobody recorded a reason."""
    known = [value for value in values if value.group.get("reason", "-")]
    return round(sum((v.numerator or 0) * ((v.period_end - v.period_start).days + 1) for v in known))


def sql_of(question: str, dialect: dict[str, str]) -> str:
    """The plain question, in the words of one engine."""
    months = [f"select date '{m.first}' as begins, date '{m.last}' + interval 1 day as ends" for m in MONTHS]
    told = {"months": " union all ".join(months), "first": YEAR.first, "last": YEAR.last, **dialect}
    return IN_SQL[question].format(**told)


def in_duckdb(folder: Path) -> Callable[[str], Any]:
    db = duckdb.connect(config={"temp_directory": str(folder / "spill")})
    db.execute("set TimeZone = 'UTC'")
    db.execute(f"create view events as from '{folder / 'events.parquet'}'")
    db.execute("create macro local_day(t) as (t at time zone 'Europe/London')::date")
    words = {"days": "datediff('day', ", "at": "quantile_cont", "micros": "epoch_us"}
    return lambda question: summed(question, db.execute(sql_of(question, words)).fetchall())


def in_pyspark(folder: Path) -> Callable[[str], Any]:
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "8g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.local.dir", str(folder / "spill"))
        .config("spark.sql.shuffle.partitions", "16")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    columns = ["person", "kind", "happened_at", "location", "detail", "cast(spell as bigint) spell"]  # not a decimal
    spark.read.parquet(str(folder / "events.parquet")).selectExpr(*columns).createOrReplaceTempView("events")
    spark.sql("""create temporary function local_day(t timestamp) returns date
        return to_date(from_utc_timestamp(t, 'Europe/London'))""")
    words = {"days": "datediff(DAY, ", "at": "percentile", "micros": "unix_micros"}
    return lambda question: summed(question, [tuple(row) for row in spark.sql(sql_of(question, words)).collect()])


def summed(question: str, rows: list[tuple[Any, ...]]) -> Any:
    """What an answer adds up to, for the check; how many rows it has where a sum says nothing."""
    return int(sum(row[-1] or 0 for row in rows)) if question in SUMMED else len(rows)


def in_polars(folder: Path) -> Callable[[str], Any]:
    import bench_polars

    return lambda question: getattr(bench_polars, question)(folder / "events.parquet", YEAR, MONTHS)


def in_pandas(folder: Path) -> Callable[[str], Any]:
    import bench_pandas

    return lambda question: getattr(bench_pandas, question)(folder / "events.parquet", YEAR, MONTHS)


def in_pm4py(folder: Path) -> Callable[[str], Any]:
    """pm4py finds the map alone."""
    import pandas as pd
    import pm4py

    def ask(question: str) -> Any:
        events = pd.read_parquet(folder / "events.parquet", columns=["person", "kind", "happened_at"])
        for name in ("person", "kind"):
            events[name] = events[name].astype("object").astype(str)
        found, *_ = pm4py.discover_performance_dfg(
            events, activity_key="kind", case_id_key="person", timestamp_key="happened_at"
        )
        return len(found)

    return ask


WAYS: dict[str, tuple[Callable[[Path], Callable[[str], Any]], tuple[str, ...]]] = {
    "floor": (floor, ("tables",)),
    "homefirst": (homefirst, ("tables", *QUESTIONS)),
    "duckdb": (in_duckdb, QUESTIONS),
    "polars": (in_polars, QUESTIONS),
    "pandas": (in_pandas, QUESTIONS),
    "pyspark": (in_pyspark, QUESTIONS),
    "pm4py": (in_pm4py, ("follows",)),
}


# One question to one engine, in a process of its own


def tree(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def added(processes: list[psutil.Process], of: Callable[[psutil.Process], float]) -> float:
    """A sum over the processes that are still there."""
    total = 0.0
    for process in processes:
        with suppress(psutil.Error):
            total += of(process)
    return total


def seconds(process: psutil.Process) -> float:
    """CPU seconds, user and system, of a process and its children so far."""
    return added(tree(process), lambda p: p.cpu_times().user + p.cpu_times().system)


def one_question(name: str, question: str, folder: Path, times: int) -> None:
    """Print a line of JSON: the CPU seconds of each time, without the one to warm up, and the answer."""
    ask, took, answer, me = WAYS[name][0](folder), [], None, psutil.Process()
    for _ in range(times + 1):
        before = seconds(me)
        answer = ask(question)
        took.append(seconds(me) - before)
    print(json.dumps({"took": took[1:] or took, "answer": answer}), flush=True)


# All of them


def run(name: str, question: str, told: argparse.Namespace) -> dict[str, Any]:
    """Ask one engine one question in a process of its own: its line, with the most memory it held, or why it failed."""
    command = [sys.executable, __file__, "--only", name, "--question", question, "--folder", str(told.folder)]
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as faults:
        asked = psutil.Popen([*command, "--times", str(told.times)], stdout=said, stderr=faults)
        peak, stopped = watch(asked, told.give_up, told.limit)
        said.seek(0)
        faults.seek(0)
        found = [json.loads(line) for line in said if line.startswith("{")]
        reason = stopped or next((line for line in faults if "Error" in line or "Exception" in line), "it ended")
    return {"gigabytes": peak / 1e9, **(found[0] if found else {"failed": reason.strip()[:120]})}


def watch(asked: psutil.Popen, give_up: float, limit: float) -> tuple[float, str]:
    """The most bytes that a process and its children held, and why they were stopped before they answered, or ""."""
    began, peak, stopped = time.monotonic(), 0.0, ""
    while asked.poll() is None:
        held = added(tree(asked), lambda p: p.memory_info().rss)
        peak, used = max(peak, held), seconds(asked)
        if held > limit * 1e9 or psutil.virtual_memory().available < SPARE:
            stopped = f"stopped at {held / 1e9:.1f} GB"
        elif used > give_up or time.monotonic() - began > LONG * give_up:
            stopped = f"given up at {held / 1e9:.1f} GB"
        if stopped:
            stopped += f", after {used:.0f} CPU s and {time.monotonic() - began:.0f} by the clock"
            for process in reversed(tree(asked)):
                with suppress(psutil.Error):
                    process.kill()
            asked.wait()
        time.sleep(0.1)
    return peak, stopped


def machine() -> str:
    packages = ("duckdb", "polars", "pandas", "pyspark", "pm4py", "numba", "pyarrow")
    known = ", ".join(f"{p} {version(p)}" for p in packages if importlib.util.find_spec(p))
    load = f"load {os.getloadavg()[0]:.1f}"
    return f"{os.cpu_count()} processors, {load}; Python {platform.python_version()}, {known}"


def compare(told: argparse.Namespace, without: set[str]) -> None:
    print(machine())
    file = told.folder / "events.parquet"
    if not file.exists():
        subprocess.run([sys.executable, str(HERE / "made_events.py"), told.events, str(told.folder)], check=True)
    size = file.stat().st_size / 1e6
    print(f"{count_events(file):,} events, {size:.0f} MB. CPU seconds, least (median), peak GB\n")
    print(f"{'':10}" + "".join(f"{q:>{WIDE}}" for q in ("tables", *QUESTIONS)))
    answers: dict[str, dict[str, Any]] = {q: {} for q in QUESTIONS}
    faults = [fault for name in ENGINES if name not in without for fault in show(name, told, answers)]
    print("\n".join(["", *faults, f"load {os.getloadavg()[0]:.1f} at the end. What it adds up to:"]))
    for question, found in answers.items():
        print(f"{question:12}" + ", ".join(f"{name} {answer:,}" for name, answer in found.items()))
    for question in SUMMED:
        print(f"nights of {question}:", "all alike" if len(set(answers[question].values())) <= 1 else "NOT ALIKE")


def show(name: str, told: argparse.Namespace, answers: dict[str, dict[str, Any]]) -> list[str]:
    """Ask one engine everything that it can answer and print its line; what failed, in words."""
    faults = []
    print(f"{name:10}", end="", flush=True)
    for question in ("tables", *QUESTIONS):
        line = run(name, question, told) if question in WAYS[name][1] else None
        cell = "-"
        if line and "failed" in line:
            cell = "failed"
            faults.append(f"{name}, {question}: {line['failed']}")
        elif line:
            took = line["took"]
            cell = f"{min(took):.2f} ({statistics.median(took):.2f}) {line['gigabytes']:.1f}"
            if question in answers and line["answer"] is not None:
                answers[question][name] = line["answer"]
        print(f"{cell:>{WIDE}}", end="", flush=True)
    print(flush=True)
    return faults


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("events", nargs="?", default="2e6")
    asked.add_argument("--times", type=int, default=5, help="0: only the first time, not warmed up")
    asked.add_argument("--without", default="", help="engines left out, such as pandas,pm4py")
    asked.add_argument("--give-up", type=float, default=900, help="CPU seconds after which a question is given up")
    asked.add_argument("--limit", type=float, default=16, help="gigabytes above which an engine is stopped")
    asked.add_argument("--only", help=argparse.SUPPRESS)
    asked.add_argument("--question", help=argparse.SUPPRESS)
    asked.add_argument("--folder", type=Path, help="where the events are made and left, or lie already")
    told = asked.parse_args()
    if told.only:
        one_question(told.only, told.question, told.folder, told.times)
        return
    lacking = {name for name in ("polars", "pandas", "pyspark", "pm4py") if not importlib.util.find_spec(name)}
    for name in sorted(lacking):
        print(f"{name} is not installed, so it is not measured (groups bench and spark of pyproject.toml)")
    with tempfile.TemporaryDirectory() as place:
        told.folder = (told.folder or Path(place)).resolve()
        compare(told, lacking | set(told.without.split(",")))


if __name__ == "__main__":
    main()
