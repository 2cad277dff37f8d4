"""Following the ledger: what the board keeps in memory is always what a fresh reading would give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from homefirst.event import Event, Kind, new_event
from homefirst.hub.board import BoardRow, Who, in_a_bed, in_order, rows
from homefirst.hub.follow import Board, Followed, candidates
from homefirst.journey import journey
from homefirst.ledger import Ledger, open_ledger
from homefirst.people import Identifier, Identity, Merge, People, Statement

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
NOW = START + timedelta(days=7)
KINDS = (Kind.ADMITTED, Kind.MOVED, Kind.DISCHARGED, Kind.CRITERIA_TO_RESIDE_NOT_MET, Kind.RETRACTED, Kind.DIED)


def alone(key: str) -> tuple[str, ...]:
    return (key,)


def who(key: str) -> Who:
    return Who(key)


def afresh(ledger: Ledger) -> list[BoardRow]:
    return rows([journey(p, ledger.person(p)) for p in ledger.persons()], NOW, who, str)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "ledger.sqlite", "made-up:test")
    yield opened
    opened.close()


@some.composite
def events(draw: some.DrawFn) -> Event:
    kind = draw(some.sampled_from(KINDS))
    happened_at = START + timedelta(hours=draw(some.integers(0, 100)))
    detail = draw(some.sampled_from(("admitted", "discharged", "moved"))) if kind is Kind.RETRACTED else ""
    return new_event(
        draw(some.sampled_from("ab")),
        kind,
        happened_at,
        happened_at + timedelta(hours=draw(some.integers(0, 30))),
        location=draw(some.sampled_from(("", "RNS:A:1", "RNS:B:2", "RNQ:C"))),
        spell=draw(some.sampled_from(("", "v1", "v2"))),
        detail=detail,
    )


@settings(max_examples=60, deadline=None)
@given(some.lists(some.lists(events(), max_size=5), min_size=1, max_size=4))
def test_a_board_that_follows_shows_what_a_fresh_reading_shows(batches: list[list[Event]]) -> None:
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.sqlite", "made-up:test")
        board = Board(ledger, alone, who, str, lambda: NOW)
        for batch in batches:
            ledger.append(batch)
            assert in_order(board.rows()) == afresh(ledger)
        ledger.close()


@settings(max_examples=60, deadline=None)
@given(some.lists(events(), max_size=12))
def test_nobody_in_a_bed_is_overlooked_at_the_first_reading(told: list[Event]) -> None:
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.sqlite", "made-up:test")
        ledger.append(told)
        found, position = candidates(ledger)
        here = {p for p in ledger.persons() if in_a_bed(journey(p, ledger.person(p)))}
        assert here <= found
        assert position == ledger.position()
        ledger.close()


def test_a_stay_that_ended_under_its_own_key_is_not_read_again(ledger: Ledger) -> None:
    there = [new_event("a", Kind.ADMITTED, START, spell="v1"), new_event("b", Kind.ADMITTED, START, spell="v2")]
    ledger.append([*there, new_event("a", Kind.DISCHARGED, NOW, spell="v1")])
    assert candidates(ledger)[0] == {"b"}


def test_a_change_touches_only_the_people_in_it(ledger: Ledger) -> None:
    ledger.append([new_event(p, Kind.ADMITTED, START, location="RNS:A:1") for p in "abc"])
    heard: list[Followed] = []
    board = Board(ledger, alone, who, str, lambda: NOW, heard.append)
    before = {row.person: row for row in board.rows()}
    ledger.append([new_event("b", Kind.CRITERIA_TO_RESIDE_NOT_MET, NOW)])
    after = {row.person: row for row in board.rows()}
    assert after["a"] is before["a"] and after["c"] is before["c"]
    assert after["b"].is_ready
    assert heard == [Followed(4, frozenset("b"))]


def test_at_midnight_everybody_has_been_there_a_night_longer(ledger: Ledger) -> None:
    ledger.append([new_event("a", Kind.ADMITTED, START, location="RNS:A:1")])
    clock = [NOW]
    board = Board(ledger, alone, who, str, lambda: clock[0])
    assert board.rows()[0].nights == 7
    clock[0] = NOW + timedelta(days=1)
    assert board.rows()[0].nights == 8


def test_people_found_to_be_one_share_a_row_and_part_again(ledger: Ledger, tmp_path: Path) -> None:
    people = People(tmp_path / "people.sqlite", "a secret")
    one, other = (Identifier("local", n, "RNS") for n in ("1", "2"))
    people.say([Statement((i,), Identity(), START, "PAS") for i in (one, other)])
    keys = [people.key([i]) for i in (one, other)]
    ledger.append([new_event(k, Kind.ADMITTED, START, location="RNS:A:1", spell=k) for k in keys])
    board = Board(ledger, people.keys_of, who, str, lambda: NOW)
    assert len(board.rows()) == 2
    people.say([], [Merge((one,), (other,), START, "PAS")])
    ledger.append([new_event(keys[0], Kind.REGISTERED, NOW)])
    assert [row.person for row in board.rows()] == [min(keys)]
    people.say([], [Merge((one,), (other,), NOW, "PAS", undo=True)])
    ledger.append([new_event(keys[0], Kind.REGISTERED, NOW + timedelta(hours=1))])
    assert sorted(row.person for row in board.rows()) == sorted(keys)
    people.close()
