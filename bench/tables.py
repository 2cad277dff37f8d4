"""Every table from the same made-up events: homefirst beside DuckDB SQL and pandas, in one run.

    python bench/tables.py 2e6 [--times 3] [--pandas-times 1]

Prints CPU seconds (user and system, all threads; the median after a run to warm up), peak memory and a check: what the
tables add up to, which must agree. `floor` only decodes the columns that the rules read. Each runs in a process of its
own, one after another, in turn; the events are in a temporary folder, removed afterwards.

What the peers leave out and homefirst does: corrections and retractions; admissions told again, cancelled or never
told; stays that cross providers; events before the stay or after it told with its key; delays ended by name of the
event; the same reason told again while it runs; nights of readiness under no reason; and seven of the twelve tables:
calls, hops, referrals, supports, residences, deaths and standing. What the made-up events have of these (supports,
residences, hops, standing events, nights under no reason) is in no table of the peers or not in the check, so the
check can be exact. `DuckDB, UTC dates` takes dates in UTC, not in England: wrong for an hour a day in summer, but it
shows what time zones cost.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numba
import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.columns.tables import COLUMNS, WORDS, write_tables

HERE = Path(__file__).parent
AS_AT = datetime(2025, 6, 1, tzinfo=UTC)
ZONES = {"duckdb": "Europe/London", "duckdb_utc": "UTC"}
NAMES = {
    "floor": "floor: decode the columns",
    "homefirst": "homefirst, all twelve tables",
    "duckdb": f"DuckDB {duckdb.__version__} SQL, five tables",
    "duckdb_utc": f"DuckDB {duckdb.__version__} SQL, UTC dates",
    "pandas": "pandas, five tables",
}
CHECK = """
select (select count(*) from '{f}/spells.parquet'), (select sum(nights) from '{f}/spells.parquet'),
    (select sum(age) from '{f}/spells.parquet'), (select count(ready_on) from '{f}/spells.parquet'),
    (select count(*) from '{f}/spells.parquet' where transferred),
    (select sum(readmitted_after)::bigint from '{f}/spells.parquet'),
    (select count(residence) from '{f}/spells.parquet' where residence <> ''),
    (select count(*) from '{f}/stays.parquet'), (select count(*) from '{f}/ready.parquet'),
    (select sum(days) from '{f}/delays.parquet' where reason <> ''),
    (select sum(counted_days) from '{f}/delays.parquet' where reason <> ''),
    (select sum(minutes)::bigint from '{f}/attendances.parquet')
"""


def floor(folder: Path, to: Path) -> None:
    with pq.ParquetFile(folder / "events.parquet", read_dictionary=["kind", *WORDS], pre_buffer=False) as file:
        for _ in file.iter_batches(batch_size=1_000_000, columns=list(COLUMNS)):
            pass


def homefirst(folder: Path, to: Path) -> None:
    people = to / "people.parquet"
    if not people.exists():
        people.symlink_to(folder / "people.parquet")
    write_tables(folder / "events.parquet", to, AS_AT)


def in_duckdb(zone: str) -> Callable[[Path, Path], None]:
    def run(folder: Path, to: Path) -> None:
        text = (HERE / "tables_duckdb.sql").read_text()
        as_at = f"timestamptz '{AS_AT.isoformat()}'"
        with duckdb.connect(config={"temp_directory": str(to / "spill")}) as db:
            db.execute("set TimeZone = 'UTC'")
            db.execute(f"create macro local_day(t) as (t at time zone '{zone}')::date")
            files = {"events": folder / "events.parquet", "people": folder / "people.parquet", "folder": to}
            db.execute(text.format(**files, as_at=as_at))

    return run


def in_pandas(folder: Path, to: Path) -> None:
    import pandas as pd
    import tables_pandas

    tables_pandas.write_tables(folder / "events.parquet", folder / "people.parquet", to, pd.Timestamp(AS_AT))


WAYS: dict[str, Callable[[Path, Path], None]] = {
    "floor": floor,
    "homefirst": homefirst,
    **{name: in_duckdb(zone) for name, zone in ZONES.items()},
    "pandas": in_pandas,
}


def timed(name: str, folder: Path, times: int) -> dict[str, object]:
    """In this process: run once to warm up, then some times; give CPU seconds, peak memory and what it adds up to."""
    took = []
    with tempfile.TemporaryDirectory(dir=folder) as to:
        for _ in range(times + 1):
            before = time.process_time()
            WAYS[name](folder, Path(to))
            took.append(time.process_time() - before)
        check = None if name == "floor" else duckdb.execute(CHECK.format(f=to)).fetchone()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {"first": took[0], "took": took[1:] or took, "gigabytes": peak, "check": check}


def in_own_process(name: str, folder: Path, times: int) -> dict[str, object] | None:
    command = [sys.executable, __file__, "--only", name, "--folder", str(folder), "--times", str(times)]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else None


def machine() -> str:
    load = ", ".join(f"{n:.1f}" for n in os.getloadavg())
    versions = f"numba {numba.__version__}, pyarrow {pa.__version__}, Python {platform.python_version()}"
    return f"{os.cpu_count()} processors, load {load}; {versions}"


def compare(count: str, times: int, pandas_times: int) -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = subprocess.run(
            [sys.executable, str(HERE / "made_events.py"), count, place], check=True, stdout=subprocess.PIPE, text=True
        )
        size = (folder / "events.parquet").stat().st_size / 1e6
        print(f"{made.stdout.split(' in ')[0]}, {size:.0f} MB\n\n{'':32}{'CPU s':>9}{'least':>9}{'GB':>6}{'x ours':>8}")
        checks = show(folder, times, pandas_times)
    print("\nThe tables agree:", "yes" if len(set(checks)) == 1 else "NO")
    for check in sorted(set(checks)):
        print(" ", check)


def show(folder: Path, times: int, pandas_times: int) -> list[str]:
    """Run each way and print its line; give what the tables add up to, one text a way."""
    checks, ours = [], 0.0
    for name in ["homefirst", "floor", "duckdb", "duckdb_utc", "pandas"]:
        if name == "pandas" and importlib.util.find_spec("pandas") is None:
            print("pandas is not installed, so it is not measured (it is in the group bench of pyproject.toml)")
            continue
        found = in_own_process(name, folder, pandas_times if name == "pandas" else times)
        if found is None:
            print(f"{NAMES[name]:32}{'failed':>9}")
            continue
        took = statistics.median(found["took"])  # type: ignore[call-overload]
        ours = ours or took
        print(
            f"{NAMES[name]:32}{took:9.2f}{min(found['took']):9.2f}{found['gigabytes']:6.1f}{took / ours:8.2f}",
            flush=True,
        )  # type: ignore[call-overload]
        if found["check"] and name != "duckdb_utc":
            checks.append(str(found["check"]))
    return checks


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("events", nargs="?", default="2e6")
    asked.add_argument("--times", type=int, default=3)
    asked.add_argument("--pandas-times", type=int, default=1, help="0: only the first run, not warmed up")
    asked.add_argument("--only", help=argparse.SUPPRESS)
    asked.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    told = asked.parse_args()
    if told.only:
        print(json.dumps(timed(told.only, told.folder, told.times)))
    else:
        compare(told.events, told.times, told.pandas_times)


if __name__ == "__main__":
    main()
