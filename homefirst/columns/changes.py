"""Whose rows no longer hold since the tables were made, and who they are now.

A person is touched by an event of theirs, by being joined to somebody or parted, by another date of birth or sex, and,
where the ledger's time has moved on, by a delay or a time of being ready that has not ended: its nights are counted up
to then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from homefirst.columns.export import READ, Person, as_columns, events_of, write_part
from homefirst.columns.parts import Part, Tables

EVENT_COLUMNS = "person, kind, happened_at, recorded_at, location, service, detail, spell, sequence, id, about"
UNENDED = (
    "select person from ({delays}) where ended_at is null union select person from ({ready}) where ended_at is null"
)
NOBODY = "select 0::int as person where false"

# What every key was, and what it is now; from both, the people whose rows must be made anew (by their first key)
COMPARE = """
create temp table was as
    select k.key, k.person, p.key as first, p.born, p.sex from ({keys}) k join ({people}) p using (person);
create temp table is_now as
    select w.key, coalesce(s.first, w.key) as first, w.person, w.first as first_was, w.born, w.sex
    from (select * from was union all by name (from news anti join was using (key))) w left join joined s using (key);
create temp table moved as
    select n.first, n.person from is_now n left join said on said.key = n.first
    where n.key in (select key from news) or n.person in ({unended}) or n.first is distinct from n.first_was
       or said.born is distinct from n.born or coalesce(said.sex, '') <> coalesce(n.sex, '');
create temp table touched as
    select distinct first from is_now
    where first in (select first from moved) or person in (select person from moved);
create temp table gone as
    select distinct person from is_now where person is not null and first in (from touched);
create temp table numbered as
    with had as (select first, any_value(person) as person from was where first in (from touched) group by first),
         last as (select coalesce(max(person), -1) as person from ({every_number}))
    select first, coalesce(had.person, last.person + row_number() over (partition by had.person is null order by first)
    )::int as person
    from touched left join had using (first), last;
"""
AGAIN = """
create temp view keys as
    select n.key, t.person from is_now n join numbered t using (first) {kept_keys};
create temp view people as
    select t.person, t.first as key, said.born, coalesce(said.sex, '') as sex
    from numbered t left join said on said.key = t.first {kept_people};
"""


def compare(
    db: duckdb.DuckDBPyConnection,
    tables: Tables,
    news: Sequence[str],
    people: Iterable[Person],
    same_person: Mapping[str, str],
    *,
    time_moved: bool,
) -> list[str]:
    """Find who was touched, leaving the views of COMPARE in `db`; give all the keys that they have now."""
    db.register("news", pa.table({"key": pa.array(news, pa.string())}))
    db.register("said", as_columns(people))
    joined = {"key": pa.array(same_person, pa.string()), "first": pa.array(same_person.values(), pa.string())}
    db.register("joined", pa.table(joined))
    unended = UNENDED.format(delays=tables.sql("delays"), ready=tables.sql("ready")) if time_moved else NOBODY
    numbers = " union all ".join(
        f"select person from read_parquet('{p.folder / 'people.parquet'}')" for p in tables.parts
    )
    said = {"keys": tables.sql("keys"), "people": tables.sql("people"), "unended": unended, "every_number": numbers}
    db.execute(COMPARE.format(**said))
    found = db.execute("select key from is_now where first in (from touched)").fetchall()
    return [key for (key,) in found]


def write_touched(
    db: duckdb.DuckDBPyConnection, uri: str, keys: list[str], folded: Sequence[Part], folder: Any
) -> None:
    """Write the events of the people touched into `folder`, with those that the parts folded in still tell of."""
    db.register("heard", events_of(uri, keys))
    kept = {
        name: "".join(f" union all by name ({still(part, name)})" for part in folded) for name in ("keys", "people")
    }
    db.execute(AGAIN.format(kept_keys=kept["keys"], kept_people=kept["people"]))
    events = "".join(f" union all by name (select {EVENT_COLUMNS} from ({still(part, 'events')}))" for part in folded)
    write_part(db, folder, READ + events)


def still(part: Part, name: str) -> str:
    """What a part tells of a table and holds after this change too."""
    return f"select told.* from ({part.rows(name)}) told anti join gone using (person)"
