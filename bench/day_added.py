"""A day added to years: what bringing the tables up to date takes, beside making them anew.

    python bench/day_added.py [--years 10] [--days 5]

Simulates a county of that many years, keeps all but the last days in a ledger, makes its tables, then keeps one more
day at a time and brings the tables up to date. CPU seconds, user and system, all threads, of this process.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from homefirst.columns import Person, build
from homefirst.ledger import open_ledger
from homefirst.ledger.rows import event_of
from homefirst.simulate import parts_of
from homefirst.simulate.emit import Told, ledger_rows, told_of
from homefirst.simulate.flow import read_flow
from homefirst.simulate.replication import replicate, seed_of

DAY = 86_400_000_000
HAPPENED = 3  # in a row of the ledger


def timed(doing: Callable[[], Any]) -> tuple[float, Any]:
    before = time.process_time()
    done = doing()
    return time.process_time() - before, done


def simulated(years: int) -> Told:
    flow = read_flow("northamptonshire")
    shared = parts_of(flow, round(years * 365.25), 60, date(2016, 1, 1))
    return told_of(replicate(shared, seed_of(1, 0), tell=True), 1, flow.wards)


def measure(years: int, days: int, folder: Path) -> None:
    told = simulated(years)
    keys = [f"p{n:016x}" for n in range(len(told.born))]
    people = [Person(*about) for about in zip(keys, told.born, told.sexes, strict=True)]
    until = int((told.until - timedelta(days=days)).timestamp() * 1e6)
    ledger = open_ledger(folder / "ledger.sqlite", told.origin)
    ledger.fill(row for row in ledger_rows(told, keys) if row[HAPPENED] < until)
    later = sorted((row for row in ledger_rows(told, keys) if row[HAPPENED] >= until), key=lambda row: row[HAPPENED])
    del told
    whole, tables = timed(lambda: build(ledger, folder / "tables", people))
    print(f"{tables.events:,} events of {len(people):,} people, {years} years: tables of everybody {whole:.1f} CPU s")
    took = []
    for _, rows in groupby(later, key=lambda row: (row[HAPPENED] - until) // DAY):
        told_today = [event_of(row) for row in rows]
        ledger.append(told_today)
        added, tables = timed(lambda: build(ledger, folder / "tables", people))
        took.append(added)
        sizes = ", ".join(f"{part.events:,}" for part in tables.parts)
        print(f"{len(told_today):,} events more: {added:.2f} CPU s, {added / whole:.1%}; parts of {sizes} events")
    print(f"A day: {statistics.median(took):.2f} CPU s, {statistics.median(took) / whole:.1%} of everybody")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--years", type=int, default=10)
    asked.add_argument("--days", type=int, default=5)
    told = asked.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        measure(told.years, told.days, Path(folder))


if __name__ == "__main__":
    main()
