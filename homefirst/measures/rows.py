"""What questions are put to: the tables, the words of words.sql in front, and each definition's rows.

The SQL of a definition gives one row for each thing that may count: tally.py adds them up, heads.py says whose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import duckdb

from homefirst.measures.definition import Measure, MeasureError, rows_sql
from homefirst.measures.period import DAY, Known, Period
from homefirst.measures.population import beds
from homefirst.system import System

WORDS = Path(__file__).with_name("words.sql")
# Without this an unknown word in the SQL would send DuckDB to the internet for an extension.
OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
LASTING = """first_night <= period_last() and (end_night is null or end_night > period_first())
          and (end_night is null or end_night > first_night)"""
NAMES = ("people", "spells", "stays", "ready", "delays", "supports", "residences", "deaths")


class Tables(Known, Protocol):
    """The tables made from one ledger (columns.Tables)."""

    @property
    def origin(self) -> str: ...
    def path(self, name: str) -> Path: ...


@contextmanager
def asked_of(tables: Tables, system: System, period: Period) -> Iterator[Any]:
    """A connection to these tables that knows the words; closed afterwards.

    Raises MeasureError if the tables are not there.
    """
    connection = duckdb.connect(config=OFFLINE)
    try:
        _prepare(connection, tables, system, period)
        yield connection
    finally:
        connection.close()


def _prepare(connection: Any, tables: Tables, system: System, period: Period) -> None:
    for name in NAMES:
        possible = "where ended_on is null or ended_on >= started_on" if name in ("spells", "stays") else ""
        file = text(str(_file(tables, name)))
        connection.execute(f"create view {name} as select * from read_parquet({file}) {possible}")
    councils = ", ".join(text(code) for code in ["", *(council.code for council in system.councils)])
    connection.execute(f"create macro period_first() as {day(period.first)}")
    connection.execute(f"create macro period_last() as {day(period.last)}")
    connection.execute(f"create macro resident(council) as coalesce(council in ({councils}), true)")
    connection.execute("create table beds (ward varchar, beds double)")
    if known := beds(system):
        connection.executemany("insert into beds values (?, ?)", list(known.items()))
    connection.execute(WORDS.read_text(encoding="utf-8"))


def text(said: str) -> str:
    """Words as SQL writes them."""
    return "'" + said.replace("'", "''") + "'"


def day(on: date) -> str:
    """A day as SQL writes it."""
    return f"date '{on.isoformat()}'"


def rows_of(measure: Measure, by: Sequence[str]) -> str:
    """The rows of a definition, with each person's sex where that is asked for."""
    rows = f"({rows_sql(measure)})"
    return f"({rows} left join people using (person))" if "sex" in by else rows


def _file(tables: Tables, name: str) -> Path:
    file = tables.path(name)
    if not file.exists():
        raise MeasureError(f"The table {name} has not been made yet. Make the tables first: homefirst tables.")
    return file


class LeftOut(NamedTuple):
    """Stays that cannot be right, and of how many people."""

    stays: int
    people: int


def ending_before_they_begin(tables: Tables, period: Period) -> LeftOut:
    """The hospital stays of a period that no measure counts, because they are said to end on a day before they began.

    Raises MeasureError if the tables are not there.
    """
    connection = duckdb.connect(config=OFFLINE)
    try:
        stays, people = connection.execute(f"""
            select count(*), count(distinct person) from read_parquet({text(str(_file(tables, "spells")))})
            where ended_on < started_on and ended_on <= {day(period.last)} and started_on >= {day(period.first)}
        """).fetchall()[0]
        return LeftOut(stays, people)
    finally:
        connection.close()


def piece_of(name: str, period: Period) -> str:
    """One part of a period, by name, as SQL: its first day and the day after its last."""
    return f"({text(name)}, {day(period.first)}, {day(period.last + DAY)})"


def lengths(measure: Measure) -> str:
    """The numbers of nights that a measure asks for, as SQL; nought where it asks for none."""
    return f"(values {', '.join(f'({nights})' for nights in measure.at_least or (0,))}) length(nights_at_least)"
