"""Northamptonshire as the tests run it, and one of its replications with all that was told and the tables of that."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from homefirst.columns import Tables
from homefirst.measures import Period, evaluate, measure_named
from homefirst.simulate import parts_of
from homefirst.simulate.emit import Told, told_of, write_told
from homefirst.simulate.flow import Flow, read_flow
from homefirst.simulate.network import Node
from homefirst.simulate.replication import Replication, replicate, seed_of
from homefirst.system import System, load_system

SYSTEM: System = load_system("northamptonshire")


@cache
def northamptonshire() -> Flow:
    return read_flow("northamptonshire")


def overrun() -> Flow:
    """Northamptonshire with too little of everything, where waiting does ten times the harm and packages soon lapse."""
    changes = {
        "beds.wards.places": {"ngh": 330, "kgh": 300, "elsewhere": 700},
        "beds.wards.dies": 0.03,
        "beds.wards.harmed": 0.06,
        "beds.frailty.harmed": 0.06,
        "beds.wards.recovers": 0.05,
        "beds.wards.weakens": 0.05,
        "people.package.hold_days": 1,
        "people.package.by_frailty": [0.3, 0.4, 0.5, 0.6],
        "help.placement.places": 30,
        "outside.ngh.a_day": 20,
    }
    return northamptonshire().changed(changes.items(), "overrun")


class Run:
    """One replication, what was told of it and the tables of that; `nights` are the measured days."""

    def __init__(
        self, folder: Path, first_day: date, days: int, warm_up: int, flow: Flow | None = None, seed: int = 4
    ) -> None:
        shared = parts_of(flow or northamptonshire(), days, warm_up, first_day)
        self.done: Replication = replicate(shared, seed_of(seed, 0), tell=True)
        self.told: Told = told_of(self.done, seed)
        self.keys = [f"p{n:016x}" for n in range(len(self.told.born))]
        self.tables: Tables = write_told(self.told, self.keys, folder, 0)
        self.warm_up = warm_up
        self.nights = [first_day + timedelta(days=n) for n in range(days)]
        self.ended = self.nights[-1] + timedelta(days=1)

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self.done.parts.model.network.nodes

    @cached_property
    def tables_by_name(self) -> duckdb.DuckDBPyConnection:
        made = duckdb.connect()
        made.execute("set TimeZone = 'Europe/London'; set threads = 2")
        for file in self.tables.folder.glob("*.parquet"):
            made.execute(f"create view {file.stem} as from '{file}'")
        return made

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.tables_by_name.execute(query).fetchall()
        return rows

    def number(self, query: str) -> int:
        return int(self.ask(query)[0][0])

    def measured(self, day: str) -> str:
        """That a day of a row, or a time in it, is one of the measured days."""
        return f"{day} >= '{self.nights[0]} 00:00 Europe/London' and {day} < '{self.ended} 00:00 Europe/London'"

    def on_nights(self, table: str, where: str = "true", start: str = "started_on", end: str = "ended_on") -> list[int]:
        """How many rows of a table hold each measured midnight."""
        found = self.ask(
            f"""select n, count(t.person) from range({len(self.nights)}) r(n) left join {table} t
            on {where} and {start} <= date '{self.nights[0]}' + n::int
            and coalesce({end} > date '{self.nights[0]}' + n::int, true) group by n order by n"""
        )
        return [count for _, count in found]

    def by_day(self, query: str) -> list[int]:
        """A count for each measured day; the query gives days and counts."""
        found = dict(self.ask(query))
        return [found.get(day, 0) for day in self.nights]

    def measure(self, name: str) -> Any:
        """The answer of a measure for all measured days."""
        return evaluate(measure_named(name), self.tables, SYSTEM, Period(self.nights[0], self.nights[-1]))[0]

    def census(self, name: str, *nodes: Node) -> list[int]:
        """What the loop counted at each measured midnight: inside, queued or blocked, at these nodes together."""
        columns = [self.nodes.index(node) for node in nodes]
        return [int(n) for n in self.done.census[name][self.warm_up :, columns].sum(axis=1)]

    def now(self, name: str) -> list[int]:
        """What the loop counted as being so at each measured midnight."""
        return [int(n) for n in self.done.census["counts"][name][self.warm_up :]]

    def daily(self, name: str) -> list[int]:
        """What the loop counted on each measured day."""
        counts = self.done.census["counts"][name]
        before = counts[self.warm_up - 1] if self.warm_up else 0
        return [int(n) for n in np.diff(counts[self.warm_up :], prepend=before)]
