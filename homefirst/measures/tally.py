"""Counting: a measure's rows become tallies that can be added.

They are added up by month and by the splits asked for, into whole numbers. Nothing is divided here. What was counted
of some people and what was counted of others can be added in their turn (`together`): so tables may be asked in one
piece, by ranges of people or on many machines, with the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from homefirst.measures.definition import Measure
from homefirst.measures.heads import NO_HEADS, Heads, heads_behind
from homefirst.measures.period import Period, months
from homefirst.measures.rows import LASTING, LeftOut, Opened, day, lengths, piece_of, rows_of


@dataclass(frozen=True)
class Tally:
    """What was counted in one group and period.

    `rows` is everything looked at: none means that nothing is known, which is not nought. `numerator` and
    `denominator` are the sums; `of` says of how many people, which is what small numbers are judged by.
    `amounts` counts the denominator's rows by amount, where a percentile is asked, or by nights.
    """

    group: Mapping[str, str]
    period: Period
    rows: int
    numerator: float
    denominator: float
    of: Heads = NO_HEADS
    notes: Mapping[str, int] = field(default_factory=dict)
    amounts: Mapping[int, int] = field(default_factory=dict)
    hidden: bool = False


class Counted(NamedTuple):
    """What was counted of some people, which of their stays cannot be right, and whether what counts is ever told."""

    tallies: list[Tally]
    left_out: LeftOut
    heard: bool = True


def count(measure: Measure, tables: Opened, period: Period, by: Sequence[str], *, heads: bool = False) -> Counted:
    """The tallies of a measure in a period, split by these; only groups of which there is any row.

    People are told apart, which takes longer, only where `heads` asks for it.
    """
    people = (tables.elsewhere or count_people)(measure, tables, period, by, heads=heads)
    return with_nobody(measure, tables, period, by, people)


def count_people(
    measure: Measure, tables: Opened, period: Period, by: Sequence[str], *, heads: bool = False
) -> Counted:
    """What rows of people come to: the part of `count` that may be asked of some people at a time."""
    splits, left_out = _splits_inside(measure, by), tables.ending_before_they_begin(period)
    tallies = _count(measure, tables, period, splits, "people" if measure.of_nobody else "everybody")
    if heads:
        found = heads_behind(tables.about(period), measure, period, splits)
        tallies = [replace(tally, of=found.get(tuple(tally.group.values()), NO_HEADS)) for tally in tallies]
    return Counted(tallies, left_out, tables.hears(measure.heard_of))


def with_nobody(measure: Measure, tables: Opened, period: Period, by: Sequence[str], people: Counted) -> Counted:
    """What was counted of people, with the rows that are of nobody, such as beds, added once."""
    if not measure.of_nobody:
        return people
    nobodys = _count(measure, tables, period, _splits_inside(measure, by), "nobody")
    if where := measure.only_where:
        heard = {tally.group[where] for tally in people.tallies}
        nobodys = [tally for tally in nobodys if tally.group[where] in heard]
    return together(
        [people, Counted(nobodys, LeftOut(0, 0), heard=False)], leaving_out={*_splits_inside(measure, by)} - {*by}
    )


def together(counted: Iterable[Counted], leaving_out: Iterable[str] = ()) -> Counted:
    """What was counted of some and of others, added up, without these splits."""
    parts = list(counted)
    gathered: dict[tuple[Any, ...], list[Tally]] = {}
    for tally in (tally for part in parts for tally in part.tallies):
        group = {split: value for split, value in tally.group.items() if split not in leaving_out}
        gathered.setdefault((*group.items(), tally.period), []).append(replace(tally, group=group))
    left_out = LeftOut(*(sum(column) for column in zip(*(part.left_out for part in parts), strict=True)))
    return Counted([_sum(tallies) for tallies in gathered.values()], left_out, any(part.heard for part in parts))


def _sum(tallies: Sequence[Tally]) -> Tally:
    """Tallies of one group, of different people, as one."""
    if len(tallies) == 1:
        return tallies[0]
    rows, numerator, denominator = (
        sum(getattr(t, name) for t in tallies) for name in ("rows", "numerator", "denominator")
    )
    heads = Heads(
        sum(t.of.numerator for t in tallies),
        sum(t.of.denominator for t in tallies),
        _added(t.of.notes for t in tallies),
        _added(t.of.longest for t in tallies),
    )
    notes, amounts = _added(t.notes for t in tallies), _added(t.amounts for t in tallies)
    return Tally(tallies[0].group, tallies[0].period, rows, numerator, denominator, heads, notes, amounts)


def _added(counts: Iterable[Mapping[Any, int]]) -> dict[Any, int]:
    total: Counter[Any] = Counter()
    for each in counts:
        total.update(each)
    return dict(total)


def _splits_inside(measure: Measure, by: Sequence[str]) -> tuple[str, ...]:
    """The splits asked for, and the one by which rows of nobody are let in."""
    return tuple(dict.fromkeys([*by, *([measure.only_where] if measure.only_where else [])]))


def _count(measure: Measure, tables: Opened, period: Period, by: Sequence[str], whose: str) -> list[Tally]:
    ask = _count_days if measure.counted == "on a day" else _count_midnights
    return list(ask(tables.about(period), measure, period, by, whose))


def _count_days(connection: Any, measure: Measure, period: Period, by: Sequence[str], whose: str) -> Iterator[Tally]:
    """Add up rows that each belong to a day: first by day, then by month, because days are cheap to group by."""
    amount = "amount" if measure.answer == "percentile" else "nights" if measure.at_least else ""
    keys = [*(split for split in by if split != "month"), *([amount] if amount else [])]
    counted = ("numerator", "denominator", *measure.notes)
    daily = "".join(f", coalesce(sum({name}::bigint), 0) as {name}" for name in counted)
    sums = "".join(f", sum({name})::bigint" for name in counted)
    shown = [f"strftime(on_day, '%Y-%m') as {split}" if split == "month" else split for split in by]
    found = connection.execute(f"""
        select {", ".join([*shown, *([amount] if amount else []), "sum(n)::bigint"])} {sums} from (
            select {"".join(f"{key}, " for key in keys)} {"on_day, " if "month" in by else ""} count(*) as n {daily}
            from {rows_of(measure, by, whose)}
            where on_day between {day(period.first)} and {day(period.last)} group by all
        ) group by all having sum(n) > 0
    """).fetchall()
    pieces = months(period) if "month" in by else {}
    gathered: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in found:
        gathered.setdefault(tuple(str(key or "") for key in row[: len(by)]), []).append(row[len(by) :])
    for values, rows in gathered.items():
        group = dict(zip(by, values, strict=True))
        yield from _day_tallies(measure, group, pieces.get(group.get("month", ""), period), rows, bool(amount))


def _day_tallies(
    measure: Measure, group: Mapping[str, str], period: Period, rows: Sequence[tuple[Any, ...]], by_amount: bool
) -> Iterator[Tally]:
    """One tally of a group's rows, or one for each number of nights asked for."""
    amounts = {row[0]: row[3] for row in rows if row[3]} if by_amount else {}
    sums = [sum(column) for column in zip(*(row[by_amount:] for row in rows), strict=True)]
    looked_at, numerator, denominator = sums[:3]
    notes = dict(zip(measure.notes, sums[3:], strict=True))
    if not measure.at_least:
        yield Tally(group, period, looked_at, numerator, denominator, NO_HEADS, notes, amounts)
    for least in measure.at_least:
        long = sum(number for length, number in amounts.items() if length >= least)
        split = {**group, "nights_at_least": str(least)}
        yield Tally(split, period, looked_at, long, denominator, NO_HEADS, notes)


def _count_midnights(
    connection: Any, measure: Measure, period: Period, by: Sequence[str], whose: str
) -> Iterator[Tally]:
    """Add up rows that each last for nights: each weighs one for every midnight in the period."""
    splits = [split for split in by if split != "month"]
    pieces = list(months(period).items()) if "month" in by else [("", period)]
    keys = "".join(f"{split}, " for split in splits)
    told = "".join(f", coalesce(sum({name}) filter (whole > 0), 0)::bigint" for name in measure.notes)
    found = connection.execute(f"""
        with lasting as ({_lasting(measure, by, keys, whose)}),
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


def _lasting(measure: Measure, by: Sequence[str], keys: str, whose: str) -> str:
    """The rows that last into the period, from the night `f` up to but not including `e`, `n` alike together.

    So that setting them against months and lengths never multiplies a large table.
    """
    notes = "".join(f", coalesce(sum({name}::int), 0) as {name}" for name in measure.notes)
    first = "first_night" if measure.at_least else "greatest(first_night, period_first())"
    return f"""
        select {keys} {first} as f, coalesce(least(end_night, period_last() + 1), period_last() + 1) as e,
               count(*) as n, coalesce(sum(numerator::bigint), 0) as num, coalesce(sum(denominator), 0) as den {notes}
        from {rows_of(measure, by, whose)}
        where {LASTING} group by all"""
