"""The tables of a ledger: made beside open connections, swapped at once, and there even for an empty ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from homefirst.columns import NoTables, Person, Tables, build
from homefirst.columns.rules import local_days
from homefirst.columns.tables import whole_people
from homefirst.columns.words import Vocabulary
from homefirst.days import local_date
from homefirst.event import Event, Kind, new_event
from homefirst.ledger import open_ledger

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


LATER = ("calls", "hops", "standing", "capacity", "deaths")


def admission(person: str, days: int = 0) -> Event:
    return new_event(person, Kind.ADMITTED, NOON + timedelta(days=days), location="RNS:HAWTHORN", detail="21")


def test_making_tables_leaves_a_ledger_that_is_open_unharmed(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    ledger.append([admission("p1")])
    build(ledger, tmp_path / "tables")
    other = open_ledger(tmp_path / "ledger.sqlite")
    other.append([admission("p2")])
    ledger.append([admission("p3")])
    assert sorted(ledger.persons()) == ["p1", "p2", "p3"] == sorted(other.persons())


def test_a_reader_of_the_tables_before_is_not_disturbed(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    ledger.append([admission("p1")])
    before = build(ledger, tmp_path / "tables")
    ledger.append([admission("p2")])
    after = build(ledger, tmp_path / "tables")
    assert pq.read_metadata(before.path("spells")).num_rows == 1
    assert pq.read_metadata(after.path("spells")).num_rows == 2
    assert Tables(tmp_path / "tables").position == ledger.position()


def test_an_empty_ledger_has_tables_without_rows(tmp_path: Path) -> None:
    tables = build(open_ledger(tmp_path / "ledger.sqlite", "made-up:test"), tmp_path / "tables")
    for name in ("spells", "stays", "delays", "attendances", "referrals", "supports", "ready", "residences", *LATER):
        assert pq.read_metadata(tables.path(name)).num_rows == 0, name


def test_without_tables_the_reader_is_told_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(NoTables, match="homefirst tables"):
        Tables(tmp_path)


def test_a_build_that_fails_leaves_the_tables_before_in_force(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    ledger.append([admission("p1")])
    before = build(ledger, tmp_path / "tables")
    ledger.append([admission("p2")])
    with pytest.raises(RuntimeError, match="stop here"):
        build(ledger, tmp_path / "tables", progress=stop_here)
    assert Tables(tmp_path / "tables").folder == before.folder
    assert len([entry for entry in (tmp_path / "tables").iterdir() if entry.is_dir()]) == 1


def stop_here(done: int, of: int) -> None:
    raise RuntimeError("stop here")


def test_two_keys_of_one_person_make_one_journey(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    ledger.append([admission("pa"), admission("pb", days=40)])
    tables = build(ledger, tmp_path / "tables", [Person("pa", None, "F")], {"pb": "pa"})
    assert pq.read_table(tables.path("people")).column("key").to_pylist() == ["pa"]
    assert pq.read_table(tables.path("spells")).column("person").to_pylist() == [0, 0]


def test_age_is_in_whole_years_by_the_calendar(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    ledger.append([admission("p1"), admission("p2"), admission("p3")])
    born = [Person(f"p{n}", day, "") for n, day in ((1, NOON.date().replace(year=1961)), (2, None))]
    born.append(Person("p3", NOON.date().replace(year=1961, day=6), ""))
    tables = build(ledger, tmp_path / "tables", born)
    assert pq.read_table(tables.path("spells")).column("age").to_pylist() == [65, None, 64]


def test_events_of_a_service_are_nobodys_journey(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    ledger.append([new_event("", Kind.SERVICE_CLOSED, NOON, location="START"), admission("p1")])
    tables = build(ledger, tmp_path / "tables")
    assert duckdb.sql(f"select count(*) from '{tables.path('people')}'").fetchall() == [(1,)]


def test_every_hour_of_many_years_falls_on_the_day_that_the_clock_on_the_wall_says() -> None:
    start = datetime(1996, 1, 1, tzinfo=UTC)
    hours = [start + timedelta(hours=h) for h in range(0, 40 * 8766, 7)]
    days = np.empty(len(hours), dtype=np.int32)
    local_days(np.array([int(h.timestamp()) * 1_000_000 for h in hours]), days)
    assert [np.datetime64(int(d), "D").item() for d in days] == [local_date(h) for h in hours]


def test_free_text_in_a_detail_is_only_text(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    odd = ["x/y:z", "a:b/c", "/", ":", "19/1/2", "discharged:19/1"]
    ledger.append([admission("p1"), *(new_event("p1", Kind.NOTED, NOON, detail=detail) for detail in odd)])
    assert pq.read_metadata(build(ledger, tmp_path / "tables").path("spells")).num_rows == 1


def test_what_a_service_can_take_stands_in_a_table_of_its_own_once_corrected(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    beds = new_event("", Kind.CAPACITY_REPORTED, NOON, location="RNS:ROWAN", detail="20")
    odd = new_event("", Kind.CAPACITY_REPORTED, NOON + timedelta(days=1), service="START", detail="a few")
    wrong = new_event("", Kind.SERVICE_CLOSED, NOON, location="START")
    ledger.append([beds, odd, wrong, admission("p1")])
    later = NOON + timedelta(days=2)
    ledger.append(
        [
            new_event("", Kind.CORRECTED, NOON, later, about=beds.id, location="RNS:ROWAN", detail="24"),
            new_event("", Kind.RETRACTED, NOON, later, about=wrong.id),
        ]
    )
    tables = build(ledger, tmp_path / "tables")
    rows = pq.read_table(tables.path("capacity"), columns=["location", "kind", "number"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("RNS:ROWAN", "capacity_reported", 24.0),
        ("START", "capacity_reported", None),
    ]
    ledger.append([new_event("", Kind.SERVICE_REOPENED, NOON + timedelta(days=3), location="START")])
    assert pq.read_metadata(build(ledger, tmp_path / "tables").path("capacity")).num_rows == 3


def test_reading_events_holds_no_more_of_them_for_a_longer_file(tmp_path: Path) -> None:
    held = {parts: most_held(tmp_path / f"{parts}.parquet", parts) for parts in (5, 20)}
    assert held[20] < 1.5 * held[5]


def most_held(file: Path, parts: int) -> int:
    """The most bytes of Arrow that reading so many parts of made-up events holds at once."""
    rng, rows = np.random.default_rng(1), 20_000
    with pq.ParquetWriter(file, made_up(0, 1, rng).schema) as writer:
        for part in range(parts):
            writer.write_table(made_up(part, rows, rng))
    before, most, read = pa.total_allocated_bytes(), 0, 0

    def look(done: int, of: int) -> None:
        nonlocal most, read
        most, read = max(most, pa.total_allocated_bytes() - before), done

    for _ in whole_people(file, Vocabulary(), rows, look):
        pass
    assert read == parts * rows
    return most


def made_up(part: int, rows: int, rng: np.random.Generator) -> pa.Table:
    """Events of ten to a person, with keys that nothing can pack."""
    words = {name: pa.array(["a"] * rows).dictionary_encode() for name in ("location", "service", "detail")}
    times = pa.array(np.arange(rows) * 1_000_000, pa.timestamp("us", "UTC"))
    keys = {name: rng.integers(1, 2**63, rows, dtype=np.uint64) for name in ("spell", "id", "about")}
    return pa.table(
        {
            "person": (np.arange(rows) // 10 + part * rows).astype(np.int32),
            "kind": pa.array(["admitted"] * rows).dictionary_encode(),
            "happened_at": times,
            "recorded_at": times,
            "sequence": np.zeros(rows, dtype=np.int32),
            **words,
            **keys,
        }
    )
