"""What a ledger had told by a moment: its tables, made of the events recorded by then and of no later ones.

A forecast begins from this, and a back-test holds a forecast of the past to it: what came later cannot be seen, because
it is not in the tables that are read.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from homefirst.columns import Tables, write_tables
from homefirst.days import local_date, midnight

Values = NDArray[np.float64]
Counts = dict[str, Values]

BY_THEN = """
copy (
    select * from ({events}) where recorded_at < '{moment}'::timestamptz and happened_at < '{moment}'::timestamptz
    order by person, happened_at, sequence, recorded_at, id
) to '{file}' (format parquet, compression lz4)
"""

LONGEST_VISIT = 7  # days; an A&E visit that is open for longer was not closed, and is over

YOUNGEST = 65  # years; the flow is of people of this age and older
# Whoever has no known date of birth is taken to be old enough.
OLDER = """
create temp table older as select person from people
where born is null or born <= '{moment}'::timestamptz::date - interval {years} year
"""

# What the tables leave out: single events, as corrected and without what was taken back by its id.
TOLD = """
create temp table told as
with mended as (
    select person, about, arg_max(happened_at, recorded_at) as happened_at, arg_max(service, recorded_at) as service,
        arg_max(detail, recorded_at) as detail, arg_max(location, recorded_at) as location
    from events where kind = 'corrected' group by person, about
), gone as (select person, about from events where kind = 'retracted' and about <> 0)
select e.person, e.kind::varchar as kind, coalesce(m.happened_at, e.happened_at) as happened_at,
    coalesce(m.service, e.service)::varchar as service, coalesce(m.detail, e.detail)::varchar as detail,
    coalesce(m.location, e.location)::varchar as location, e.sequence
from events e left join mended m on m.person = e.person and m.about = e.id
where e.kind in ('frailty_scored', 'carer_identified', 'pathway_chosen', 'notified', 'triaged', 'offered',
    'handed_over', 'called', 'responded', 'attended')
    and not exists (select 1 from gone g where g.person = e.person and g.about = e.id)
"""

IN_BEDS = """
select n, s.provider::varchar, count(*) from nights join spells s
on s.person in (from older) and s.started_at < moment and (s.ended_at is null or s.ended_at >= moment) group by all
"""
IN_AE = """
select n, provider::varchar, count(*) from nights join attendances
on person in (from older) and decided_to_admit_at < moment and (left_at is null or left_at >= moment)
    and arrived_at > moment - interval {days} day group by all
"""
READY = """
with runs as (
    select n, moment, r.person, r.spell from nights join ready r
    on r.person in (from older) and r.started_at < moment and (r.ended_at is null or r.ended_at >= moment)
), chosen as (
    select runs.n, runs.spell, arg_max(t.detail, (t.happened_at, t.sequence)) as pathway
    from runs join told t on t.person = runs.person and t.kind = 'pathway_chosen' and t.happened_at < runs.moment
    group by all
)
select n, coalesce(pathway, ''), count(*) from runs left join chosen using (n, spell) group by all
"""
ADMITTED = """
select n, '', count(*) from nights join spells
on person in (from older) and started_at >= since and started_at < moment group by all
"""
LEFT = """
select n, '', count(*) from nights join spells
on person in (from older) and ended_at >= since and ended_at < moment group by all
"""


class Known:
    """The tables as they were at `moment`, to be asked in SQL; `told` gives a query for each table by its name."""

    def __init__(self, told: Mapping[str, str], moment: datetime, origin: str, first_day: date) -> None:
        self.moment, self.origin, self.first_day = moment, origin, first_day
        self.tables = duckdb.connect(config={"threads": 1})
        self.tables.execute("set TimeZone = 'UTC'")
        for name, rows in told.items():
            self.tables.execute(f"create view {name} as {rows}")
        self.tables.execute(TOLD)
        self.tables.execute(OLDER.format(moment=moment.isoformat(), years=YOUNGEST))

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The rows that answer a query."""
        return list(self.tables.execute(query).fetchall())

    def close(self) -> None:
        """Let go of the files."""
        self.tables.close()


def known_at(tables: Tables, moment: datetime, folder: Path) -> Known:
    """What was known at a moment, its tables written into the empty folder given."""
    database = duckdb.connect(config={"threads": 1})
    said = {"events": tables.sql("events"), "moment": moment.isoformat(), "file": folder / "events.parquet"}
    database.execute("set TimeZone = 'UTC'")
    database.execute(BY_THEN.format(**said))
    database.close()
    shutil.copy(tables.path("people"), folder / "people.parquet")
    write_tables(folder / "events.parquet", folder, moment)
    told = {file.stem: f"from '{file}'" for file in folder.glob("*.parquet")}
    return Known(told, moment, tables.origin, local_date(tables.first_at))


def last_midnight(moment: datetime) -> date:
    """The day in England that begins with the last midnight, or with the next where that is less than an hour away."""
    return local_date(moment + timedelta(hours=1))


def counts_at(known: Known, days: Sequence[date], hospitals: Mapping[str, str]) -> Counts:
    """What the ledger tells of people aged 65 and over, at the midnights with which these days begin.

    By the names of a forecast; `hospitals` are providers by name. Admissions and discharges are of the day
    that ended then.
    """
    known.tables.execute("create or replace temp table nights (n integer, moment timestamptz, since timestamptz)")
    nights = [(n, utc(midnight(day)), utc(midnight(day - timedelta(days=1)))) for n, day in enumerate(days)]
    known.tables.executemany("insert into nights values (?, ?, ?)", nights)
    beds, boarding, ready = (
        by_key(known, query, len(days)) for query in (IN_BEDS, IN_AE.format(days=LONGEST_VISIT), READY)
    )
    nobody = np.zeros(len(days))
    found = {"beds": sum(beds.values(), nobody) + sum(boarding.values(), nobody)}
    for name, code in hospitals.items():
        found[f"beds_{name}"] = beds.get(code, nobody) + boarding.get(code, nobody)
    found["boarding"] = sum(boarding.values(), nobody)
    found["not_needing"] = sum(ready.values(), nobody)
    found |= {f"queue_{pathway}": ready.get(pathway, nobody) for pathway in "123"}
    found["admissions"] = sum(by_key(known, ADMITTED, len(days)).values(), nobody)
    found["discharges"] = sum(by_key(known, LEFT, len(days)).values(), nobody)
    return found


def by_key(known: Known, query: str, count: int) -> Counts:
    """The counts of a query of rows (number of the night, key, count): by key, one for each night."""
    found: Counts = {}
    for n, key, rows in known.ask(query):
        found.setdefault(key, np.zeros(count))[n] = rows
    return found


def utc(moment: datetime) -> datetime:
    """The same moment in UTC: two times of one zone are otherwise told apart by the clock on the wall."""
    return moment.astimezone(UTC)
