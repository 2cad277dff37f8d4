"""Counting: a measure's rows become tallies that can be added. The only file here that asks a database.

The SQL of a definition gives one row for each thing that may count. This puts the words of words.sql in front,
adds the rows up by month and by the splits asked for, and hands back whole numbers. Nothing is divided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import duckdb

from homefirst.measures.definition import Measure, MeasureError, rows_sql
from homefirst.measures.period import DAY, Known, Period, months
from homefirst.measures.population import beds
from homefirst.system import System

WORDS = Path(__file__).with_name("words.sql")
# Without this an unknown word in the SQL would send DuckDB to the internet for an extension.
OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
NAMES = ("people", "spells", "stays", "ready", "delays", "supports", "residences", "deaths")


class Tables(Known, Protocol):
    """The tables made from one ledger (columns.Tables)."""

    @property
    def origin(self) -> str: ...
    def path(self, name: str) -> Path: ...


@dataclass(frozen=True)
class Tally:
    """What was counted in one group and period.

    `rows` is everything looked at: none means that nothing is known, which is not nought. `numerator` and
    `denominator` are the sums; `numerator_rows` and `denominator_rows` how many rows gave them, which is what
    small numbers are judged by. `nights` counts the denominator's rows by nights, where a percentile is asked.
    """

    group: Mapping[str, str]
    period: Period
    rows: int
    numerator: int
    denominator: float
    numerator_rows: int
    denominator_rows: int
    notes: Mapping[str, int] = field(default_factory=dict)
    nights: Mapping[int, int] = field(default_factory=dict)
    hidden: bool = False


def count(measure: Measure, tables: Tables, system: System, period: Period, by: Sequence[str]) -> list[Tally]:
    """The tallies of a measure in a period, split by these; only groups of which there is any row.

    Raises MeasureError if the tables are not there.
    """
    connection = duckdb.connect(config=OFFLINE)
    try:
        _prepare(connection, tables, system, period)
        ask = _count_days if measure.counted == "on a day" else _count_midnights
        return list(ask(connection, measure, period, by))
    finally:
        connection.close()


def _prepare(connection: Any, tables: Tables, system: System, period: Period) -> None:
    for name in NAMES:
        file = tables.path(name)
        if not file.exists():
            raise MeasureError(f"The table {name} has not been made yet. Make the tables first: homefirst tables.")
        connection.execute(f"create view {name} as select * from read_parquet({_text(str(file))})")
    councils = ", ".join(_text(code) for code in ["", *(council.code for council in system.councils)])
    connection.execute(f"create macro period_first() as {_date(period.first)}")
    connection.execute(f"create macro period_last() as {_date(period.last)}")
    connection.execute(f"create macro resident(council) as coalesce(council in ({councils}), true)")
    connection.execute("create table beds (ward varchar, beds double)")
    if known := beds(system):
        connection.executemany("insert into beds values (?, ?)", list(known.items()))
    connection.execute(WORDS.read_text(encoding="utf-8"))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _date(day: date) -> str:
    return f"date '{day.isoformat()}'"


def _rows(measure: Measure, by: Sequence[str]) -> str:
    """The rows of a definition, with each person's sex where that is asked for."""
    rows = f"({rows_sql(measure)})"
    return f"({rows} left join people using (person))" if "sex" in by else rows


def _count_days(connection: Any, measure: Measure, period: Period, by: Sequence[str]) -> Iterator[Tally]:
    """Add up rows that each belong to a day: first by day, then by month, because days are cheap to group by."""
    by_nights = measure.answer == "percentile" or bool(measure.at_least)
    keys = [*(split for split in by if split != "month"), *(["nights"] if by_nights else [])]
    counted = ("numerator", "denominator", *measure.notes)
    daily = "".join(f", coalesce(sum({name}::int), 0)::bigint as {name}" for name in counted)
    sums = "".join(f", sum({name})::bigint" for name in counted)
    shown = [f"strftime(on_day, '%Y-%m') as {split}" if split == "month" else split for split in by]
    found = connection.execute(f"""
        select {", ".join([*shown, *(["nights"] if by_nights else []), "sum(n)::bigint"])} {sums} from (
            select {"".join(f"{key}, " for key in keys)} {"on_day, " if "month" in by else ""} count(*) as n {daily}
            from {_rows(measure, by)}
            where on_day between {_date(period.first)} and {_date(period.last)} group by all
        ) group by all having sum(n) > 0
    """).fetchall()
    pieces = months(period) if "month" in by else {}
    gathered: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in found:
        gathered.setdefault(tuple(str(key or "") for key in row[: len(by)]), []).append(row[len(by) :])
    for values, rows in gathered.items():
        group = dict(zip(by, values, strict=True))
        yield from _day_tallies(measure, group, pieces.get(group.get("month", ""), period), rows, by_nights)


def _day_tallies(
    measure: Measure, group: Mapping[str, str], period: Period, rows: Sequence[tuple[Any, ...]], by_nights: bool
) -> Iterator[Tally]:
    """One tally of a group's rows, or one for each number of nights asked for."""
    nights = {row[0]: row[3] for row in rows if row[3]} if by_nights else {}
    sums = [sum(column) for column in zip(*(row[by_nights:] for row in rows), strict=True)]
    looked_at, numerator, denominator = sums[:3]
    notes = dict(zip(measure.notes, sums[3:], strict=True))
    if not measure.at_least:
        yield Tally(group, period, looked_at, numerator, denominator, numerator, denominator, notes, nights)
    for least in measure.at_least:
        long = sum(number for length, number in nights.items() if length >= least)
        split = {**group, "nights_at_least": str(least)}
        yield Tally(split, period, looked_at, long, denominator, long, denominator, notes)


def _count_midnights(connection: Any, measure: Measure, period: Period, by: Sequence[str]) -> Iterator[Tally]:
    """Add up rows that each last for nights: each weighs one for every midnight in the period."""
    splits = [split for split in by if split != "month"]
    pieces = list(months(period).items()) if "month" in by else [("", period)]
    least = measure.at_least or (0,)
    keys = "".join(f"{split}, " for split in splits)
    told = "".join(f", coalesce(sum({name}) filter (whole > 0), 0)::bigint" for name in measure.notes)
    found = connection.execute(f"""
        with lasting as ({_lasting(measure, by, keys)}),
        piece(month, p_first, p_until) as (values {", ".join(_piece(*piece) for piece in pieces)}),
        length(nights_at_least) as (values {", ".join(f"({number})" for number in least)}),
        set_against as (
            select *, midnights(f, e, p_first, p_until) as whole,
                   midnights(f + nights_at_least, e, p_first, p_until) as long
            from lasting, piece, length
        )
        select {keys} month, nights_at_least, coalesce(sum(n) filter (whole > 0), 0)::bigint,
               sum(num * long)::bigint, sum(den * whole)::double,
               coalesce(sum(num_rows) filter (long > 0), 0)::bigint,
               coalesce(sum(den_rows) filter (whole > 0), 0)::bigint {told}
        from set_against group by all having sum(whole) > 0
    """).fetchall()
    named = dict(pieces)
    for row in found:
        values = [str(value or "") for value in row[: len(splits) + 1]]
        group = dict(zip([*splits, "month"], values, strict=True))
        shown = {split: group[split] for split in by}
        if measure.at_least:
            shown["nights_at_least"] = str(row[len(splits) + 1])
        rows, numerator, denominator, *rest = row[len(splits) + 2 :]
        told_of = dict(zip(measure.notes, rest[2:], strict=True))
        yield Tally(shown, named[group["month"]], rows, numerator, denominator, rest[0], rest[1], told_of)


def _lasting(measure: Measure, by: Sequence[str], keys: str) -> str:
    """The rows that last into the period, from the night `f` up to but not including `e`, `n` alike together.

    So that setting them against months and lengths never multiplies a large table.
    """
    notes = "".join(f", coalesce(sum({name}::int), 0) as {name}" for name in measure.notes)
    first = "first_night" if measure.at_least else "greatest(first_night, period_first())"
    return f"""
        select {keys} {first} as f, coalesce(least(end_night, period_last() + 1), period_last() + 1) as e,
               count(*) as n, coalesce(sum(numerator::int), 0) as num, coalesce(sum(denominator), 0) as den,
               count_if(numerator::int > 0) as num_rows, count_if(denominator > 0) as den_rows {notes}
        from {_rows(measure, by)}
        where first_night <= period_last() and (end_night is null or end_night > period_first())
          and (end_night is null or end_night > first_night)
        group by all"""


def _piece(name: str, period: Period) -> str:
    return f"({_text(name)}, {_date(period.first)}, {_date(period.last + DAY)})"
