"""What questions are put to: the tables, the words of words*.sql in front, and each definition's rows.

The SQL of a definition gives one row for each thing that may count: tally.py adds them up, heads.py says whose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import duckdb

from homefirst.measures.definition import BY_AREA, Measure, MeasureError, rows_sql
from homefirst.measures.period import DAY, Known, Period
from homefirst.measures.population import beds
from homefirst.system import System

FOLDER = Path(__file__).parent
# Without this an unknown word in the SQL would send DuckDB to the internet for an extension.
OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
LASTING = """first_night <= period_last() and (end_night is null or end_night > period_first())
          and (end_night is null or end_night > first_night)"""
NAMES = (
    "people", "spells", "stays", "ready", "delays", "attendances", "referrals", "supports", "residences", "deaths",
    "standing", "calls", "capacity",
)  # fmt: skip
POSSIBLE = "where ended_on is null or ended_on >= started_on"


class Tables(Known, Protocol):
    """The tables made from one ledger (columns.Tables)."""

    @property
    def origin(self) -> str: ...
    def sql(self, name: str) -> str:
        """The rows of one table as a query; "" where it was never made."""


class LeftOut(NamedTuple):
    """Stays that cannot be right, and of how many people."""

    stays: int
    people: int


@dataclass(frozen=True)
class Opened:
    """Tables opened for questions about one system: as many as are wanted, one after another.

    Where people's rows are on other machines, `elsewhere` counts them as `tally.count_people` does here.
    """

    connection: Any
    tables: Tables
    system: System
    elsewhere: Callable[..., Any] | None = None
    _ending_early: dict[Period, LeftOut] = field(default_factory=dict, repr=False, compare=False)

    def again(self) -> Opened:
        """The same tables for another thread, which may speak of another period."""
        return replace(self, connection=self.connection.cursor())

    def about(self, period: Period) -> Any:
        """The connection, for questions about this period."""
        for name, on in (("period_first", period.first), ("period_last", period.last)):
            self.connection.execute(f"set variable {name} = {day(on)}")
        return self.connection

    def hears(self, kinds: Sequence[str]) -> bool:
        """Whether the ledger ever tells of any of these kinds of event, which `standing` holds; True of none."""
        wanted = ", ".join(map(text, kinds))
        ask = f"select 1 from standing where kind in ({wanted}) limit 1"
        return not kinds or bool(self.connection.execute(ask).fetchall())

    def ending_before_they_begin(self, period: Period) -> LeftOut:
        """The hospital stays of a period that no measure counts, because they are said to end before they began."""
        if period not in self._ending_early:
            self._ending_early[period] = self._ask_ending_early(period)
        return self._ending_early[period]

    def _ask_ending_early(self, period: Period) -> LeftOut:
        stays, people = self.connection.execute(f"""
            select count(*), count(distinct person) from all_spells
            where ended_on < started_on and ended_on <= {day(period.last)} and started_on >= {day(period.first)}
        """).fetchall()[0]
        return LeftOut(stays, people)


@contextmanager
def opened(tables: Tables, system: System, *, held: bool = False) -> Iterator[Opened]:
    """These tables with the words, for questions; closed afterwards. Raises MeasureError if a table is not there.

    `held`: read into memory first, which a few hundred questions are worth.
    """
    connection = duckdb.connect(config=OFFLINE)
    try:
        _prepare(connection, tables, system, held=held)
        yield Opened(connection, tables, system)
    finally:
        connection.close()


def _prepare(connection: Any, tables: Tables, system: System, *, held: bool) -> None:
    connection.execute("set enable_progress_bar = false")
    for name in NAMES:
        rows = tables.sql(name)
        if not rows:
            raise MeasureError(f"The table {name} has not been made yet. Make the tables first: homefirst tables.")
        connection.execute(f"create {'table' if held else 'view'} all_{name} as {rows}")
        possible = POSSIBLE if name in ("spells", "stays") else ""
        connection.execute(f"create view {name} as select * from all_{name} {possible}")
    for name in ("period_first", "period_last"):
        connection.execute(f"set variable {name} = date '2000-01-01'")  # views are checked when they are made
    councils = ", ".join(text(code) for code in ["", *(council.code for council in system.councils)])
    connection.execute("create macro period_first() as getvariable('period_first')")
    connection.execute("create macro period_last() as getvariable('period_last')")
    connection.execute(f"create macro resident(council) as coalesce(council in ({councils}), true)")
    _small_tables(connection, system)
    for words in sorted(FOLDER.glob("words*.sql")):
        connection.execute(words.read_text(encoding="utf-8"))


def _small_tables(connection: Any, system: System) -> None:
    """What is known of the system itself: beds of wards, services (and who is no more than an organisation), areas."""
    services = [(s.code, str(s.kind), s.organisation, s.name, s.accepts) for s in system.services]
    named = {code for code, *_ in services}
    services += [(o.code, str(o.kind), o.code, o.name, "") for o in system.organisations if o.code not in named]
    areas = [(a.code, a.name, a.council, a.neighbourhood, a.icb, a.deprivation) for a in system.areas]
    _fill(connection, "beds", "ward varchar, beds double", beds(system).items())
    _fill(connection, "services", _words("code, kind, organisation, name, accepts"), services)
    _fill(connection, "areas", _words("area, name, council, neighbourhood, icb, deprivation"), areas)


def _words(names: str) -> str:
    return ", ".join(f"{name} varchar" for name in names.split(", "))


def _fill(connection: Any, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    connection.execute(f"create table {table} ({columns})")
    written = ", ".join(f"({', '.join(_written(cell) for cell in row)})" for row in rows)
    if written:
        connection.execute(f"insert into {table} values {written}")


def _written(cell: Any) -> str:
    return text(str(cell)) if isinstance(cell, str) else repr(cell)


def text(said: str) -> str:
    """Words as SQL writes them."""
    return "'" + said.replace("'", "''") + "'"


def day(on: date) -> str:
    """A day as SQL writes it."""
    return f"date '{on.isoformat()}'"


def rows_of(measure: Measure, by: Sequence[str], whose: str = "everybody") -> str:
    """The rows of a definition, of everybody, of people or of nobody, with what is known of the person or the area."""
    rows = f"({rows_sql(measure)})"
    if whose != "everybody":
        rows = f"(select * from {rows} where person is {'not ' if whose == 'people' else ''}null)"
    if "sex" in by:
        rows = f"({rows} left join (select person, sex from people) using (person))"
    if of_area := [split for split in BY_AREA if split in by]:
        rows = f"({rows} left join (select area, {', '.join(of_area)} from areas) using (area))"
    return rows


def piece_of(name: str, period: Period) -> str:
    """One part of a period, by name, as SQL: its first day and the day after its last."""
    return f"({text(name)}, {day(period.first)}, {day(period.last + DAY)})"


def lengths(measure: Measure) -> str:
    """The numbers of nights that a measure asks for, as SQL; nought where it asks for none."""
    return f"(values {', '.join(f'({nights})' for nights in measure.at_least or (0,))}) length(nights_at_least)"
