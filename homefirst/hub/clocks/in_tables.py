"""Queues of nearly everybody from the tables, in columns: a year of a county in a second rather than in twenty.

What cannot be told from the tables alone is read person by person, by the rules of `rules.py`: who has a clock that
the tables do not hold (`ONE_BY_ONE`), of whom something was corrected or taken back, who is known by other keys than
when the tables were made, and to whom anything happened since.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any, Protocol

from homefirst.days import midnight
from homefirst.event import Kind
from homefirst.hub.clocks.limits import Limits
from homefirst.hub.clocks.queues import Queue, added
from homefirst.measures.rows import Opened, Tables, opened, text
from homefirst.system import System

ONE_BY_ONE = frozenset(
    {
        Kind.CONTINUING_CARE_REQUESTED, Kind.CARER_ASSESSMENT_REQUESTED, Kind.CONCERN_RAISED, Kind.LIBERTY_REQUESTED,
        Kind.CORRECTED, Kind.RETRACTED,
    }
)  # fmt: skip
TOLD = frozenset(  # the clocks that can be told so; of the rules in columns, and of those read one by one
    {
        "urgent_response", "referral_answer", "hub_triage", "expected_date", "summary", "criteria",
        "continuing_healthcare", "continuing_healthcare_fast_track", "carer_assessment", "safeguarding_screening",
        "safeguarding_enquiry", "liberty_urgent", "liberty_urgent_extension", "liberty_standard",
    }
)  # fmt: skip
Span = tuple[date, date]


class Placed(Tables, Protocol):
    """Tables that say up to which position of the ledger they tell."""

    @property
    def position(self) -> int: ...


class InTables:
    """The clocks of those whom the tables tell all of. `same_person` gives the first key of each key that is none."""

    def __init__(
        self, tables: Placed, system: System, limits: Limits, same_person: Callable[[], Mapping[str, str]]
    ) -> None:
        self._tables, self._system, self._limits, self._same_person = tables, system, limits, same_person
        self.position = tables.position

    def one_by_one(self) -> set[str]:
        """The keys of those whom the tables do not tell all of."""
        kinds = ", ".join(text(kind.value) for kind in sorted(ONE_BY_ONE))
        with opened(self._tables, self._system) as ready:
            ask = f"""select distinct key from ({self._tables.sql("events")}) join all_people using (person)
                where kind in ({kinds})"""
            found = {key for (key,) in ready.connection.execute(ask).fetchall()}
            ask = f"""select told.key, first.key from ({self._tables.sql("keys")}) told
                join all_people first using (person)"""
            then = dict(ready.connection.execute(ask).fetchall())
        now = self._same_person()
        other = {key: (first, now.get(key, key)) for key, first in then.items() if now.get(key, key) != first}
        return found.union(other, *other.values())

    def may_run(self, names: Iterable[str], now: datetime, without: Collection[str]) -> set[str]:
        """The first keys of those for whom a clock of these names runs, leaving out the people of some keys."""
        with self._asking(now, without) as ready:
            ask = f"""select distinct key from queued join all_people using (person)
                where ended_at is null and name in ({words(names)}) and person not in (from left_out)"""
            return {key for (key,) in ready.connection.execute(ask).fetchall()}

    def queues(
        self, names: Sequence[str], spans: Sequence[Span], now: datetime, without: Collection[str]
    ) -> list[Queue]:
        """Every queue over every period, leaving out the people of some keys."""
        with self._asking(now, without) as ready:
            found = ready.connection.execute(counting(names, spans)).fetchall()
        parts: dict[tuple[str, int], Queue] = {
            (name, n): Queue(name, first, last, 0, 0, {}, 0) for name in names for n, (first, last) in enumerate(spans)
        }
        for name, n, outcome, opening, new, done, carried in found:
            (first, last), how = spans[n], {outcome: done} if done else {}
            parts[name, n] = added(parts[name, n], Queue(name, first, last, opening, new, how, carried))
        return list(parts.values())

    @contextmanager
    def _asking(self, now: datetime, without: Collection[str]) -> Iterator[Opened]:
        """The tables opened with what waits and waited (`queued`), and the people whom to leave out (`left_out`)."""
        sql = files("homefirst.hub.clocks").joinpath("in_tables.sql").read_text(encoding="utf-8")
        crisis = f"[{words(self._limits.crisis)}]"
        with opened(self._tables, self._system) as ready:
            ready.connection.execute(sql.format(events=self._tables.sql("events"), crisis=crisis, now=at(now)))
            keys = f"select person from ({self._tables.sql('keys')}) where key in (select unnest($1::varchar[]))"
            ready.connection.execute(f"create temp table left_out as {keys}", [sorted(without)])
            yield ready


def counting(names: Iterable[str], spans: Sequence[Span]) -> str:
    """By how it ended: how many waited as each period began, joined in it, were done with, and waited as it ended."""
    return f"""select name, n, outcome,
        count(*) filter (started_at < begins and (ended_at is null or ended_at >= begins)),
        count(*) filter (started_at >= begins and started_at < ends),
        count(*) filter (ended_at >= begins and ended_at < ends),
        count(*) filter (started_at < ends and (ended_at is null or ended_at >= ends))
        from queued, {periods_of(spans)}
        where name in ({words(names)}) and person not in (from left_out) group by all"""


def periods_of(spans: Sequence[Span]) -> str:
    rows = (f"({n}, {at(midnight(a))}, {at(midnight(b + timedelta(days=1)))})" for n, (a, b) in enumerate(spans))
    return f"(values {', '.join(rows)}) period(n, begins, ends)"


def words(some: Iterable[Any]) -> str:
    return ", ".join(text(str(one)) for one in sorted(some))


def at(moment: datetime) -> str:
    """A moment as SQL writes it."""
    return f"timestamptz '{moment.astimezone(UTC).isoformat()}'"
