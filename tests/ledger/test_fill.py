"""Filling an empty ledger at once: what append would have kept, all of it or nothing."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.checks import oddities
from homefirst.event import Event, Kind, new_event
from homefirst.journey import journey
from homefirst.ledger import Ledger, LedgerError, Row, open_ledger, row_told_at_once
from homefirst.ledger.rows import microseconds, row, rows

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    return tmp_path / "ledger.sqlite" if request.param == "sqlite" else request.getfixturevalue("postgres")


@pytest.fixture
def ledger(place: Path | str) -> Iterator[Ledger]:
    ledger = open_ledger(place)
    yield ledger
    ledger.close()


def invented(count: int) -> list[Event]:
    """Different events of a few people and a service, told late and out of order."""
    draw = random.Random(count)
    return [
        new_event(
            draw.choice(["p1", "p2", "p3", "p4", ""]),
            draw.choice(list(Kind)),
            MONDAY + timedelta(microseconds=draw.randrange(10**12)),
            MONDAY + timedelta(microseconds=draw.randrange(10**12)),
            location="RNS:TALBOT",
            detail=draw.choice(["", "é", "E/nhs"]),
            spell=draw.choice(["", "V1"]),
            sequence=number - 3,
        )
        for number in range(count)
    ]


def everything(ledger: Ledger) -> object:
    """All that anybody can read in a ledger, and what a check of it says."""
    people = list(ledger.persons())
    told = {person: ledger.person(person) for person in (*people, "")}
    odd = {person: oddities(journey(person, told[person]), told[person]) for person in people}
    return ledger.after(0, 1_000_000), ledger.position(), ledger.last_recorded_at(), told, odd


def test_what_is_read_back_is_what_append_would_have_kept(ledger: Ledger, tmp_path: Path) -> None:
    events = invented(700)
    appended = open_ledger(tmp_path / "appended.sqlite")
    position = appended.append(events).position
    assert ledger.fill(rows(events)) == position == 700
    assert everything(ledger) == everything(appended)


def test_a_filled_ledger_goes_on_as_any_other(ledger: Ledger) -> None:
    events = invented(50)
    ledger.fill(rows(events[:40]))
    assert ledger.append(events).new == {event.id for event in events[40:]}
    assert [event for _, event in ledger.after(0)] == events


def test_a_filled_file_is_laid_out_as_any_other_and_sound(tmp_path: Path) -> None:
    files = tmp_path / "filled.sqlite", tmp_path / "appended.sqlite"
    for file in files:
        with closing(open_ledger(file)) as ledger:
            ledger.fill(rows(invented(300))) if file is files[0] else ledger.append(invented(300))
    layouts = []
    for file in files:
        with closing(sqlite3.connect(file)) as connection:
            layouts.append(set(connection.execute("select type, name, sql from sqlite_master").fetchall()))
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert connection.execute("pragma journal_mode").fetchall() == [("wal",)]
    assert layouts[0] == layouts[1]
    assert {"events_id", "events_person", "events_recorded_at"} <= {name for _, name, _ in layouts[0]}


def test_nobody_can_change_what_was_filled_in(ledger: Ledger, place: Path | str) -> None:
    events = invented(5)
    ledger.fill(rows(events))
    with pytest.raises((sqlite3.Error, psycopg.Error), match="append only"):
        if isinstance(place, Path):
            with closing(sqlite3.connect(place)) as connection:
                connection.execute("update events set detail = 'x'")
        else:
            with psycopg.connect(place) as connection:
                connection.execute("update events set detail = 'x'")
    assert [event for _, event in ledger.after(0)] == events


def test_a_ledger_that_holds_something_is_not_filled(ledger: Ledger) -> None:
    first, *others = invented(9)
    ledger.append([first])
    with pytest.raises(LedgerError, match="holds events already; only an empty one can be filled"):
        ledger.fill(rows(others))
    assert [event for _, event in ledger.after(0)] == [first]
    assert ledger.append(others).new, "the ledger can be used after a refusal"


def test_filling_with_nothing_changes_nothing(ledger: Ledger) -> None:
    assert ledger.fill([]) == 0
    assert ledger.fill(rows(invented(3))) == 3


def spoilt(events: list[Event], spoil: str) -> Iterator[Row]:
    """Rows of these events, of which the last but one is told twice, is not whole, or is stopped by Ctrl-C."""
    yield from rows(events[:-1])
    if spoil == "twice":
        yield row(events[0])
    if spoil == "not whole":
        yield (events[-1].id, None, *row(events[-1])[2:])  # type: ignore[misc]
    if spoil == "stopped":
        raise KeyboardInterrupt
    yield row(events[-1])


@pytest.mark.parametrize(
    ("spoil", "fault", "sentence"),
    [
        ("twice", LedgerError, "one event twice. Give each once; nothing of these events was kept"),
        ("not whole", LedgerError, "refused an event that is not whole"),
        ("stopped", KeyboardInterrupt, None),
    ],
)
def test_what_cannot_be_filled_in_whole_is_not_filled_in_at_all(
    ledger: Ledger, spoil: str, fault: type[BaseException], sentence: str | None
) -> None:
    events = invented(60)
    with pytest.raises(fault, match=sentence):
        ledger.fill(spoilt(events, spoil))
    assert (ledger.position(), ledger.last_recorded_at(), list(ledger.persons())) == (0, None, [])
    ledger.fill(rows(events))
    assert [event for _, event in ledger.after(0)] == events
    assert ledger.append(events).new == frozenset(), "ids are still known"


KILLED = """
import os, signal, sys
from homefirst.ledger import open_ledger, row_told_at_once
def rows():
    for n in range(30_000):
        yield row_told_at_once("p1", "moved", n, "", "", "", "", "", n)
    print("half way", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
open_ledger(sys.argv[1]).fill(rows())
"""


def test_of_a_filling_that_was_killed_half_way_nothing_is_left(place: Path | str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(place)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "half way\n"), done.stderr
    with closing(open_ledger(place)) as ledger:
        assert (ledger.position(), ledger.after(0), list(ledger.persons())) == (0, [], [])
        events = invented(20)
        ledger.fill(rows(events))
        assert [event for _, event in ledger.after(0)] == events


def test_nobody_reads_half_a_filling_and_whoever_writes_waits_for_its_end(ledger: Ledger, place: Path | str) -> None:
    events, late = invented(2_000), new_event("late", Kind.MOVED, MONDAY)
    other, seen = open_ledger(place), list[int]()
    writer = threading.Thread(target=other.append, args=([late],))

    def watched() -> Iterator[Row]:
        for number, one in enumerate(rows(events)):
            if number == 1_500:
                seen.append(other.position())
                writer.start()
                time.sleep(0.2)
                seen.append(other.position())
            yield one

    ledger.fill(watched())
    writer.join(30)
    assert seen == [0, 0]
    assert [event for _, event in ledger.after(0)] == [*events, late]


def test_whoever_follows_hears_of_all_that_was_filled_in(ledger: Ledger) -> None:
    events, limit = invented(500), time.monotonic() + 30
    heard: list[Event] = []

    def follow() -> None:
        for batch in ledger.subscribe(0, stop=lambda: len(heard) >= 500 or time.monotonic() > limit):
            heard.extend(event for _, event in batch)

    follower = threading.Thread(target=follow)
    follower.start()
    time.sleep(0.1)
    ledger.fill(rows(events))
    follower.join(30)
    assert heard == events


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(
    st.datetimes(datetime(1890, 1, 1), datetime(2400, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(list(Kind)),
    st.lists(text, min_size=6, max_size=6),
    st.integers(-(2**63), 2**63 - 1),
)
def test_a_row_made_of_facts_alone_is_the_row_of_the_event(
    at: datetime, kind: Kind, words: list[str], sequence: int
) -> None:
    person, location, service, detail, source, spell = words
    event = new_event(
        person, kind, at, location=location, service=service, detail=detail, source=source, spell=spell,
        sequence=sequence,
    )  # fmt: skip
    made = row_told_at_once(person, kind.value, microseconds(at), location, service, detail, source, spell, sequence)
    assert made == row(event)
    assert [type(part) for part in made] == [type(part) for part in row(event)]


@pytest.mark.parametrize("wrong", ["V1\0", "\ud800"])
def test_text_that_some_database_cannot_keep_is_refused_without_repeating_it(wrong: str) -> None:
    with pytest.raises(LedgerError, match="may hold no NUL or broken character") as refused:
        row_told_at_once("p1", "moved", 0, "", "", wrong, "", "", 0)
    assert wrong not in str(refused.value)
