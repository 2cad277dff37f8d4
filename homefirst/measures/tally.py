"""Counting: a measure's rows become tallies that can be added.

They are added up by month and by the splits asked for, into whole numbers. Nothing is divided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from homefirst.measures.definition import Measure
from homefirst.measures.heads import NO_HEADS, Heads, heads_behind
from homefirst.measures.period import Period, months
from homefirst.measures.rows import LASTING, Tables, asked_of, day, lengths, piece_of, rows_of
from homefirst.system import System


@dataclass(frozen=True)
class Tally:
    """What was counted in one group and period.

    `rows` is everything looked at: none means that nothing is known, which is not nought. `numerator` and
    `denominator` are the sums; `of` says of how many people, which is what small numbers are judged by.
    `nights` counts the denominator's rows by nights, where a percentile is asked.
    """

    group: Mapping[str, str]
    period: Period
    rows: int
    numerator: int
    denominator: float
    of: Heads = NO_HEADS
    notes: Mapping[str, int] = field(default_factory=dict)
    nights: Mapping[int, int] = field(default_factory=dict)
    hidden: bool = False


def count(
    measure: Measure, tables: Tables, system: System, period: Period, by: Sequence[str], *, heads: bool = False
) -> list[Tally]:
    """The tallies of a measure in a period, split by these; only groups of which there is any row.

    People are told apart, which takes longer, only where `heads` asks for it. Raises MeasureError if the tables
    are not there.
    """
    with asked_of(tables, system, period) as connection:
        ask = _count_days if measure.counted == "on a day" else _count_midnights
        tallies = list(ask(connection, measure, period, by))
        if not heads:
            return tallies
        found = heads_behind(connection, measure, period, by)
    return [replace(tally, of=found.get(tuple(tally.group.values()), NO_HEADS)) for tally in tallies]


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
            from {rows_of(measure, by)}
            where on_day between {day(period.first)} and {day(period.last)} group by all
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
        yield Tally(group, period, looked_at, numerator, denominator, NO_HEADS, notes, nights)
    for least in measure.at_least:
        long = sum(number for length, number in nights.items() if length >= least)
        split = {**group, "nights_at_least": str(least)}
        yield Tally(split, period, looked_at, long, denominator, NO_HEADS, notes)


def _count_midnights(connection: Any, measure: Measure, period: Period, by: Sequence[str]) -> Iterator[Tally]:
    """Add up rows that each last for nights: each weighs one for every midnight in the period."""
    splits = [split for split in by if split != "month"]
    pieces = list(months(period).items()) if "month" in by else [("", period)]
    keys = "".join(f"{split}, " for split in splits)
    told = "".join(f", coalesce(sum({name}) filter (whole > 0), 0)::bigint" for name in measure.notes)
    found = connection.execute(f"""
        with lasting as ({_lasting(measure, by, keys)}),
        piece(month, p_first, p_until) as (values {", ".join(piece_of(*piece) for piece in pieces)}),
        set_against as (
            select *, midnights(f, e, p_first, p_until) as whole,
                   midnights(f + nights_at_least, e, p_first, p_until) as long
            from lasting, piece, {lengths(measure)}
        )
        select {keys} month, nights_at_least, coalesce(sum(n) filter (whole > 0), 0)::bigint,
               sum(num * long)::bigint, sum(den * whole)::double {told}
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
        told_of = dict(zip(measure.notes, rest, strict=True))
        yield Tally(shown, named[group["month"]], rows, numerator, denominator, NO_HEADS, told_of)


def _lasting(measure: Measure, by: Sequence[str], keys: str) -> str:
    """The rows that last into the period, from the night `f` up to but not including `e`, `n` alike together.

    So that setting them against months and lengths never multiplies a large table.
    """
    notes = "".join(f", coalesce(sum({name}::int), 0) as {name}" for name in measure.notes)
    first = "first_night" if measure.at_least else "greatest(first_night, period_first())"
    return f"""
        select {keys} {first} as f, coalesce(least(end_night, period_last() + 1), period_last() + 1) as e,
               count(*) as n, coalesce(sum(numerator::int), 0) as num, coalesce(sum(denominator), 0) as den {notes}
        from {rows_of(measure, by)}
        where {LASTING} group by all"""
