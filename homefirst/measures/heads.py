"""Whose the counts are: how many different people, by which small numbers are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from homefirst.measures.definition import Measure
from homefirst.measures.period import Period, months
from homefirst.measures.rows import LASTING, day, lengths, piece_of, rows_of


@dataclass(frozen=True)
class Heads:
    """How many different people are behind a tally: one person admitted eight times is one.

    `longest` counts those behind the denominator by the largest of their amounts, such as nights.
    """

    numerator: int = 0
    denominator: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)
    longest: Mapping[int, int] = field(default_factory=dict)


NO_HEADS = Heads()


def heads_behind(connection: Any, measure: Measure, period: Period, by: Sequence[str]) -> dict[tuple[str, ...], Heads]:
    """How many different people are behind each tally, by the values of its group."""
    counted = ("numerator", "denominator", *measure.notes)
    on_days = measure.counted == "on a day"
    splits = [*by, *(["nights_at_least"] if measure.at_least else [])]
    each = _each_day(measure, period, by) if on_days else _each_midnight(measure, period, by)
    keys = "".join(f"{split}, " for split in splits)
    found = connection.execute(f"""
        select {keys} longest, {", ".join(f"count_if({name})" for name in counted)} from (
            select {keys} person, max(amount) filter (denominator) as longest,
                   {", ".join(f"bool_or({name}) as {name}" for name in counted)}
            from ({each}) where person is not null group by all
        ) group by all
    """).fetchall()
    gathered: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in found:
        gathered.setdefault(tuple(str(key or "") for key in row[: len(splits)]), []).append(row[len(splits) :])
    return {key: _heads_of(measure, rows) for key, rows in gathered.items()}


def _heads_of(measure: Measure, rows: Sequence[tuple[Any, ...]]) -> Heads:
    """The people of one group, from a row for each length of their longest stay."""
    numerator, denominator, *told = (sum(column) for column in list(zip(*rows, strict=True))[1:])
    longest = {row[0]: row[2] for row in rows if row[0] is not None}
    return Heads(numerator, denominator, dict(zip(measure.notes, told, strict=True)), longest)


def _whether(names: Sequence[str], also: str = "true") -> str:
    return "".join(f", coalesce({name}::double > 0, false) and {also} as {name}" for name in names)


def _each_day(measure: Measure, period: Period, by: Sequence[str]) -> str:
    """A row for each thing that counts on a day, with whose it is; for each number of nights where one is asked."""
    named = [f"strftime(on_day, '%Y-%m') as {split}" if split == "month" else split for split in by]
    long = "coalesce(denominator::double > 0, false) and nights >= nights_at_least as numerator, nights_at_least"
    first = long if measure.at_least else _whether(["numerator"]).removeprefix(", ")
    amount = "amount" if measure.answer == "percentile" else "null::int as amount"
    return f"""
        select {"".join(f"{name}, " for name in named)} person, {amount}, {first}
               {_whether(["denominator", *measure.notes])}
        from {rows_of(measure, by)}, {lengths(measure)}
        where on_day between {day(period.first)} and {day(period.last)}"""


def _each_midnight(measure: Measure, period: Period, by: Sequence[str]) -> str:
    """A row for each thing that lasts into each month, with whose it is."""
    pieces = list(months(period).items()) if "month" in by else [("", period)]
    keys = "".join(f"{split}, " for split in by)
    until = "coalesce(end_night, period_last() + 1)"
    whole = f"midnights(first_night, {until}, p_first, p_until) > 0"
    long = f"midnights(first_night + nights_at_least, {until}, p_first, p_until) > 0"
    return f"""
        select {keys} nights_at_least, person, null::int as amount {_whether(["numerator"], long)}
               {_whether(["denominator", *measure.notes])}
        from {rows_of(measure, by)}, {lengths(measure)},
             (values {", ".join(piece_of(*piece) for piece in pieces)}) piece(month, p_first, p_until)
        where {LASTING} and {whole}"""
