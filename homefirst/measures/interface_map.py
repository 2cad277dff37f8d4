"""The interface map: who hands care over to whom, how many, how long it takes, and how often it comes back.

Every arrow is a sum over the table `hops`, which has one row for each time that a person's care passed from one place
to the next. Times run from when the giver was ready to when the taker had the person; the median and the 90th
percentile are by linear interpolation (Hyndman and Fan's type 7). "Came back" is being with the giver's kind of care
again within 30 days, of those whose 30 days are over. Of hops told with one and the same time, those nearer to the
beginning come first: home, call, ambulance, A&E, ward, and what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import duckdb

from homefirst.days import local_date
from homefirst.measures.definition import MeasureError
from homefirst.measures.disclosure import RECORDED, hide_small, is_small, rounded
from homefirst.measures.heads import Heads
from homefirst.measures.intervals import percentile
from homefirst.measures.period import DAY, Period, year_before
from homefirst.measures.rows import OFFLINE, Tables, day, text
from homefirst.measures.tally import Tally

BACK_WITHIN = 30  # days, as the table of hops counts them
SPLITS = ("month", "council", "from_service", "to_service")
# Where a person lives on: a journey begins when they leave one of these and ends when they are in one again.
SETTLED = ("home", "care_home", "home_care", "care_home_placement", "long_term", "voluntary", "other")
CRISIS = ("call", "ambulance", "ae", "ward", "other_hospital")
SUDDEN = ("call", "ambulance")  # where a journey begins too, if nothing is told of where the person was before
MOST_VARIANTS = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Ask(NamedTuple):
    """What is asked of the map: which days, which arrows ("" is any), and by what to split them."""

    period: Period
    from_kind: str = ""
    to_kind: str = ""
    from_service: str = ""
    to_service: str = ""
    council: str = ""
    by: tuple[str, ...] = ()


class Behind(NamedTuple):
    """How many different people are behind the times, and behind those followed who came back and who did not."""

    timed: int
    returned: int
    stayed: int


NOBODY = Behind(0, 0, 0)


@dataclass(frozen=True)
class Arrow:
    """Care passed from one place to the next so many times. Numbers are None where small numbers hide them."""

    from_kind: str
    to_kind: str
    group: dict[str, str] = field(default_factory=dict)
    number: int | None = None
    people: int | None = None
    timed: int | None = None  # of which the time is known
    median: float | None = None  # minutes
    p90: float | None = None
    followed: int | None = None  # whose 30 days are over
    returned: int | None = None  # of those, back with the giver's kind of care
    hidden: bool = False
    behind: Behind = NOBODY

    @property
    def share_returned(self) -> float | None:
        return self.returned / self.followed if self.returned is not None and self.followed else None


class Variant(NamedTuple):
    """One way through: the places in order, how often it was gone, and whether it is over."""

    places: tuple[str, ...]
    number: int
    people: int
    ended: bool


@dataclass(frozen=True)
class InterfaceMap:
    """The arrows, most first; the commonest ways through; and what is to be said of them."""

    ask: Ask
    arrows: tuple[Arrow, ...]
    variants: tuple[Variant, ...]
    journeys: int  # ways through in all, of which the commonest are told
    notes: tuple[str, ...]
    origin: str


class Passed(NamedTuple):
    """One person behind an arrow."""

    key: str
    taken_at: datetime
    minutes: int | None
    returned: bool


def usual_ask(tables: Tables) -> Ask:
    """The twelve months up to the last whole day, or what there is of them."""
    last = local_date(tables.as_at) - DAY
    return Ask(Period(min(max(local_date(tables.first_at), year_before(last) + DAY), last), last))


def interface_map(tables: Tables, ask: Ask) -> InterfaceMap:
    """The map of what is asked. Raises MeasureError for a split or period that cannot be, and where no hops are."""
    if unknown := [split for split in ask.by if split not in SPLITS]:
        raise MeasureError(f"The map cannot be split by {', '.join(unknown)}. Split it by: {', '.join(SPLITS)}.")
    if ask.period.last < ask.period.first:
        raise MeasureError(f"The period ends on {ask.period.last}, before {ask.period.first}. Swap the two days.")
    with _opened(tables) as connection:
        arrows = list(_arrows(connection, ask, _followed_until(tables)))
        variants, journeys = _variants(connection, ask) if not _narrow(ask) else ([], 0)
    notes: list[str] = []
    if tables.origin == RECORDED:
        arrows, variants, journeys = hide(arrows, ask.period), hide_ways(variants), rounded(journeys)
        notes.append("Numbers of 1 to 7 people are hidden and the others rounded to the nearest 5.")
    return InterfaceMap(ask, tuple(arrows), tuple(variants[:MOST_VARIANTS]), journeys, tuple(notes), tables.origin)


def people_behind(tables: Tables, ask: Ask, most: int = 200) -> list[Passed]:
    """Whose care passed along the arrows asked for, the latest first. The caller sees to it who may read this."""
    with _opened(tables) as connection:
        found = connection.execute(f"""
            select key, epoch_us(taken_at), minutes, coalesce(returned, false)
            from ({_chosen(ask)}) join people using (person)
            order by taken_at desc, key, to_kind limit {int(most)}
        """).fetchall()
    return [Passed(key, _EPOCH + timedelta(microseconds=at), *rest) for key, at, *rest in found]


def _narrow(ask: Ask) -> bool:
    """Whether only some arrows are asked for: ways through are told of the whole map alone."""
    return any((ask.from_kind, ask.to_kind, ask.from_service, ask.to_service, ask.council))


def _followed_until(tables: Tables) -> str:
    return day(local_date(tables.as_at) - timedelta(days=BACK_WITHIN))


# Asking


@contextmanager
def _opened(tables: Tables) -> Iterator[Any]:
    """The tables that the map is drawn from. Raises MeasureError where they were made without hops."""
    connection = duckdb.connect(config=OFFLINE)
    try:
        connection.execute("set TimeZone = 'UTC'")
        for name in ("hops", "people", "residences"):
            rows = tables.sql(name)
            if not rows:
                raise MeasureError(
                    f"There is no table of {name} yet. Make the tables again: homefirst tables --data DIR"
                )
            connection.execute(f"create view {name} as {rows}")
        yield connection
    finally:
        connection.close()


def _chosen(ask: Ask) -> str:
    """The hops asked for, each with its place in the order of all, and with the council where that is asked."""
    period = ask.period
    named = {name: getattr(ask, name) for name in ("from_kind", "to_kind", "from_service", "to_service", "council")}
    wanted = "".join(f" and {name} = {text(value)}" for name, value in named.items() if value)
    council = "council" in ask.by or ask.council
    source = "hops"
    if council:
        source = """(select hops.*, coalesce(residences.council, '') as council from hops asof left join residences
                     on hops.person = residences.person and hops.taken_at >= residences.since) hops"""
    return f"""select * from {source}
               where taken_on between {day(period.first)} and {day(period.last)}{wanted}"""


def _arrows(connection: Any, ask: Ask, followed_until: str) -> Iterator[Arrow]:
    """Every arrow, the most used first: added up by person first, then over people, with the times as a histogram."""
    keys = ", ".join(["from_kind", "to_kind", *ask.by])
    shown = keys.replace("month", "strftime(taken_on, '%Y-%m') as month")
    over = f"taken_on <= {followed_until}"
    connection.execute(f"create or replace temp table chosen as select {shown}, person, minutes, {over} as followed, "
                       f"coalesce(returned, false) as returned from ({_chosen(ask)})")  # fmt: skip
    times: dict[tuple[str, ...], dict[int, int]] = {}
    for *key, minutes, number in connection.execute(f"""
        select {keys}, minutes, count(*) from chosen where minutes is not null group by all""").fetchall():
        times.setdefault(tuple(key), {})[minutes] = number
    for row in connection.execute(f"""
        select {keys}, sum(n)::bigint as number, count(*), sum(followed)::bigint, sum(returned)::bigint,
               count_if(timed > 0), count_if(returned > 0), count_if(followed > returned)
        from (select {keys}, person, count(*) as n, count(minutes) as timed, count_if(followed) as followed,
                     count_if(returned and followed) as returned from chosen group by all)
        group by {keys} order by number desc, {keys}""").fetchall():
        key, numbers = row[: 2 + len(ask.by)], row[2 + len(ask.by) :]
        yield _arrow(key, ask.by, numbers, times.get(key, {}))


def _arrow(key: tuple[str, ...], by: Sequence[str], sums: Sequence[Any], times: Mapping[int, int]) -> Arrow:
    """One arrow from its sums and its times by minutes."""
    number, people, followed, returned, *behind = sums
    if key[1] == "died":
        followed = returned = None
    median, p90 = percentile(times, 0.5), percentile(times, 0.9)
    numbers = (number, people, sum(times.values()), median, p90, followed, returned, False)
    return Arrow(key[0], key[1], dict(zip(by, key[2:], strict=True)), *numbers, Behind(*behind))


def _variants(connection: Any, ask: Ask) -> tuple[list[Variant], int]:
    """The ways through that began in the period, commonest first, and how many there were in all."""
    settled, crisis, sudden = (f"[{', '.join(map(text, kinds))}]" for kinds in (SETTLED, CRISIS, SUDDEN))
    order = f"taken_at, {_rank('from_kind', 0)}, {_rank('to_kind', 8)}"
    journey, first = f"partition by person order by {order}", ask.period.first
    found = connection.execute(f"""
        with told as (
            select *, from_kind in {settled} or (from_kind in {sudden} and
                      lag(to_kind) over ({journey}) is distinct from from_kind) as begins
            from hops where taken_on >= {day(first - DAY)}
        ), numbered as (
            select *, sum(begins::int) over ({journey}) as way from told
        ), ways as (
            select person, any_value(from_kind) filter (begins) as began,
                   list(to_kind order by {order}) as then_to, min(taken_on) as began_on,
                   list_position(list(to_kind in {settled} or to_kind = 'died' order by {order}), true) as over
            from numbered where way > 0 group by person, way
        ), short as (
            select person, list_prepend(began, then_to[:coalesce(over, len(then_to))]) as places, over > 0 as ended
            from ways where began_on between {day(first)} and {day(ask.period.last)}
        )
        select places, count(*) as number, count(distinct person), coalesce(ended, false) as ended
        from short where list_has_any(places, {crisis})
        group by places, ended order by number desc, places
    """).fetchall()
    return [Variant(tuple(row[0]), row[1], row[2], row[3]) for row in found], sum(row[1] for row in found)


def _rank(kind: str, settled: int) -> str:
    """Where a place stands on the way, as SQL: the order of hops that were told with one and the same time."""
    places = ", ".join(map(text, CRISIS))
    return (
        f"case when {kind} in [{', '.join(map(text, SETTLED))}] then {settled} when {kind} = 'died' then 9 "
        f"else coalesce(list_position([{places}], {kind}), 7) end"
    )


# Hiding


def hide(arrows: Sequence[Arrow], period: Period) -> list[Arrow]:
    """Arrows of few people emptied, with others that would give them away, and the rest rounded."""
    tallies = [
        Tally({"from": a.from_kind, "to": a.to_kind, **a.group}, period, a.number or 0, a.number or 0, 0,
              Heads(a.people or 0, a.people or 0))
        for a in arrows
    ]  # fmt: skip
    safe = hide_small(tallies, denominator_of_people=False)
    return [
        Arrow(arrow.from_kind, arrow.to_kind, arrow.group, hidden=True) if tally.hidden else _rounded(arrow)
        for arrow, tally in zip(arrows, safe, strict=True)
    ]


def _rounded(arrow: Arrow) -> Arrow:
    """Numbers to the nearest 5; times of few, and few who came back or who did not, are not told."""
    untold, few = is_small(arrow.behind.timed), is_small(arrow.behind.returned) or is_small(arrow.behind.stayed)
    return replace(
        arrow,
        number=rounded(arrow.number or 0),
        people=rounded(arrow.people or 0),
        timed=None if untold else rounded(arrow.timed or 0),
        median=None if untold else arrow.median,
        p90=None if untold else arrow.p90,
        followed=None if few or arrow.followed is None else rounded(arrow.followed),
        returned=None if few or arrow.returned is None else rounded(arrow.returned),
    )


def hide_ways(variants: Sequence[Variant]) -> list[Variant]:
    """Only ways gone by more than a few people, rounded."""
    return [v._replace(number=rounded(v.number), people=rounded(v.people)) for v in variants if not is_small(v.people)]
