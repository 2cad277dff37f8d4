"""How fast the ledger keeps events, beside the bare database in the same run.

    python bench/append.py [--events 100000] [--seconds 5] [--year 300000]

Bulk: events a second, in batches of 10,000, into the same table with the same indexes: sqlite3's own executemany
of ready rows against SqliteLedger, and psycopg's COPY of ready rows against PostgresLedger. Median of three runs,
taken in turn, by the clock, because PostgreSQL works in a process of its own; durable, as the ledger is.
A year at once: from the facts of a simulated year to a ledger of its own, event by event (new_event, append) and
filled (row_told_at_once, fill), beside sqlite3 or COPY given ready rows; median of three, taken in turn.
One at a time: eight processes each append one event after another, durably; the worst wait of any.
One person: the time to read fifty events. PostgreSQL is that of DATABASE_URL, else one started for the run.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from homefirst.event import Event, Kind, new_event
from homefirst.ledger import Ledger, open_ledger, row_told_at_once
from homefirst.ledger.rows import COLUMNS, rows
from tests.postgres_server import EmbeddedPostgres

BATCH = 10_000
WRITERS = 8
START = datetime(2026, 1, 1, tzinfo=UTC)
Place = Path | str
Fact = tuple[str, Kind, int, str, str, str, str, str, int]


def invented(count: int, name: str = "") -> list[Event]:
    """Events of people with about fifty each, told minutes apart, in kinds that hospitals tell most."""
    draw = random.Random(count)
    kinds = list(Kind)
    return [
        new_event(
            f"p{draw.randrange(max(1, count // 50)):016x}", draw.choice(kinds), START + timedelta(minutes=number),
            location="RNS:TALBOT:B4", source="PAS", spell=f"{name}{number:08}",
        )
        for number in range(count)
    ]  # fmt: skip


def batches(events: list[Event]) -> Iterator[list[Event]]:
    return (events[start : start + BATCH] for start in range(0, len(events), BATCH))


def bare_sqlite(place: Path, events: list[Event]) -> float:
    open_ledger(place).close()
    connection = sqlite3.connect(place)
    connection.execute("pragma synchronous = full")
    insert = f"insert into events ({COLUMNS}) values ({', '.join('?' * len(Event._fields))})"
    ready = [rows(batch) for batch in batches(events)]
    began = time.perf_counter()
    for batch in ready:
        with connection:
            connection.executemany(insert, batch)
    return time.perf_counter() - began


def bare_postgres(place: str, events: list[Event]) -> float:
    open_ledger(place).close()
    ready = [rows(batch) for batch in batches(events)]
    with psycopg.connect(place, autocommit=True) as connection:
        began = time.perf_counter()
        for batch in ready:
            with connection.cursor().copy(f"copy events ({COLUMNS}) from stdin") as copy:
                for row in batch:
                    copy.write_row(row)
        return time.perf_counter() - began


def ours(place: Place, events: list[Event]) -> float:
    ledger = open_ledger(place)
    began = time.perf_counter()
    for batch in batches(events):
        ledger.append(batch)
    return time.perf_counter() - began


def facts(count: int) -> list[Fact]:
    """What a simulator knows: person by person, about nine events each, at times to the microsecond."""
    draw = random.Random(count)
    kinds = list(Kind)
    made: list[Fact] = []
    while len(made) < count:
        person, at = f"p{draw.randrange(16**16):016x}", 1_491_174_000_000_000
        for number in range(draw.randrange(3, 16)):
            at += draw.randrange(10**11)
            made.append((person, draw.choice(kinds), at, "KGH:BEDS", "", "19/1", "a simulation", f"{person}-0", number))
    return made[:count]


def told(fact: Fact) -> Event:
    person, kind, at, location, service, detail, source, spell, sequence = fact
    happened_at = datetime.fromtimestamp(at // 1_000_000, UTC).replace(microsecond=at % 1_000_000)
    return new_event(
        person, kind, happened_at,
        location=location, service=service, detail=detail, source=source, spell=spell, sequence=sequence,
    )  # fmt: skip


def event_by_event(place: Place, year: list[Fact]) -> float:
    began = time.perf_counter()
    ledger, remaining = open_ledger(place), map(told, year)
    while batch := list(islice(remaining, 50_000)):
        ledger.append(batch)
    ledger.close()
    return time.perf_counter() - began


def filled(place: Place, year: list[Fact]) -> float:
    began = time.perf_counter()
    ledger = open_ledger(place)
    # A simulator's words are plain text; a Kind is adapted slowly, one at a time.
    ledger.fill(row_told_at_once(person, kind.value, *rest) for person, kind, *rest in year)
    ledger.close()
    return time.perf_counter() - began


def year_at_once(name: str, new_place: Callable[[], Place], bare: Callable[..., float], count: int) -> None:
    year = facts(count)
    events = list(map(told, year))
    rates: dict[str, list[float]] = {"bare": [], "event by event": [], "filled": []}
    for _ in range(3):
        rates["bare"].append(count / bare(new_place(), events))
        rates["event by event"].append(count / event_by_event(new_place(), year))
        rates["filled"].append(count / filled(new_place(), year))
    told_in = "   ".join(f"{way} {statistics.median(found):9,.0f}/s" for way, found in rates.items())
    print(f"{name:<10} a year      {told_in} (wanted of SQLite 120,000)")


def bulk(name: str, new_place: Callable[[], Place], bare: Callable[..., float], events: list[Event]) -> None:
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(3):
        for label, run in (("bare", bare), ("ours", ours)):
            rates[label].append(len(events) / run(new_place(), events))
    peer, mine = statistics.median(rates["bare"]), statistics.median(rates["ours"])
    print(
        f"{name:<10} bulk        bare {peer:9,.0f}/s   homefirst {mine:9,.0f}/s   ratio {mine / peer:.2f} (wanted 0.5)"
    )


def write(place: Place, name: str, seconds: float, answer: multiprocessing.Queue[tuple[int, float]]) -> None:
    """One writer: append one event after another until the time is up; tells how many and the worst wait."""
    ledger, worst, count = open_ledger(place), 0.0, 0
    until = time.perf_counter() + seconds
    while (began := time.perf_counter()) < until:
        ledger.append([new_event(name, Kind.MOVED, START + timedelta(minutes=count))])
        worst, count = max(worst, time.perf_counter() - began), count + 1
    answer.put((count, worst))


def one_at_a_time(name: str, place: Place, seconds: float) -> None:
    open_ledger(place).close()
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    writers = [context.Process(target=write, args=(place, f"p{n}", seconds, answer)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    told = [answer.get(timeout=seconds + 60) for _ in writers]
    rate, worst = sum(count for count, _ in told) / seconds, max(worst for _, worst in told)
    print(f"{name:<10} one at once {WRITERS} writers, durable: {rate:7,.0f}/s   worst wait {worst:.3f} s (wanted 1 s)")


def one_person(name: str, ledger: Ledger, events: list[Event]) -> None:
    people = random.Random(1).sample(sorted({event.person for event in events}), 200)
    times = []
    for person in people:
        began = time.perf_counter()
        ledger.person(person)
        times.append((time.perf_counter() - began) * 1000)
    middle, worst = statistics.median(times), sorted(times)[197]
    print(f"{name:<10} one person  {middle:.2f} ms in the middle, {worst:.2f} ms at the 99th of 100 (wanted 1 ms)")


@contextmanager
def postgres() -> Iterator[Callable[[], str]]:
    """Gives addresses of new databases on a server that keeps what it says it has kept."""
    server = None if "DATABASE_URL" in os.environ else EmbeddedPostgres(durable=True)
    uri = server.uri() if server else os.environ["DATABASE_URL"]
    made: list[str] = []

    def new_place() -> str:
        made.append(f"homefirst_bench_{os.getpid()}_{len(made)}")
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"create database {made[-1]} template template0")
        return urlunsplit(urlsplit(uri)._replace(path=f"/{made[-1]}"))

    try:
        yield new_place
    finally:
        with psycopg.connect(uri, autocommit=True) as connection:
            for name in made:
                connection.execute(f"drop database {name} with (force)")
        if server:
            server.stop()


def measure(name: str, new_place: Callable[[], Place], bare: Callable[..., float], asked: argparse.Namespace) -> None:
    events = invented(asked.events)
    bulk(name, new_place, bare, events)
    year_at_once(name, new_place, bare, asked.year)
    place = new_place()
    ours(place, events)
    one_person(name, open_ledger(place), events)
    one_at_a_time(name, new_place(), asked.seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast the ledger keeps events, beside the bare database.")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--year", type=int, default=300_000)
    asked = parser.parse_args()
    versions = f"SQLite {sqlite3.sqlite_version}, psycopg {psycopg.__version__}"
    print(f"{asked.events:,} events; load {os.getloadavg()[0]:.1f}; {versions}")
    with tempfile.TemporaryDirectory(prefix="hf-bench-") as folder:
        numbers = iter(range(1000))
        measure("SQLite", lambda: Path(folder) / f"{next(numbers)}.sqlite", bare_sqlite, asked)
    with postgres() as new_place:
        measure("PostgreSQL", new_place, bare_postgres, asked)


if __name__ == "__main__":
    main()
