"""The ledger's promises, kept by SQLite and PostgreSQL alike."""

from __future__ import annotations

import fcntl
import random
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homefirst.event import Event, Kind, new_event, order
from homefirst.ledger import Ledger, LedgerError, NewerEvents, WrongOrigin, open_ledger, sqlite
from homefirst.ledger.turn import turn

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
APPEND_ONLY = "append only"
BACKENDS = ["sqlite", "postgres"]


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    return tmp_path / "ledger.sqlite" if request.param == "sqlite" else request.getfixturevalue("postgres")


@pytest.fixture
def ledger(place: Path | str) -> Iterator[Ledger]:
    ledger = open_ledger(place)
    yield ledger
    ledger.close()


def an_event(number: int = 0, person: str = "p1", **rest: str) -> Event:
    return new_event(person, Kind.ADMITTED, MONDAY + timedelta(minutes=number), **rest)


def run_sql(place: Path | str, statement: str) -> None:
    """Change the tables behind the ledger's back, as somebody with the file or the database open might."""
    if isinstance(place, Path):
        with sqlite3.connect(place) as connection:
            connection.execute("pragma recursive_triggers = on")
            connection.execute(statement)
        return
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute(statement)


def test_a_new_ledger_is_empty_and_recorded(ledger: Ledger) -> None:
    assert ledger.origin == "recorded"
    assert (ledger.position(), ledger.last_recorded_at(), ledger.after(0)) == (0, None, [])
    assert list(ledger.persons()) == []


def test_an_event_comes_back_exactly_as_it_was_kept(ledger: Ledger) -> None:
    event = new_event(
        "p1", Kind.MOVED, datetime(2026, 3, 29, 1, 30, 0, 999_999, tzinfo=timezone(timedelta(hours=1))), MONDAY,
        location="RNS:TALBOT:B4", service="s", detail="d'\\N\t\n", about="a" * 32, document="b" * 64,
        source="PAS é", spell="V1", sequence=-7,
    )  # fmt: skip
    ledger.append([event])
    assert ledger.person("p1") == [event]
    assert ledger.person("p1")[0].kind is Kind.MOVED
    assert ledger.person("p1")[0].happened_at.tzinfo is UTC


def test_times_before_1970_and_to_the_microsecond_are_kept(ledger: Ledger) -> None:
    event = new_event("p1", Kind.REGISTERED, datetime(1931, 5, 6, 7, 8, 9, 1, tzinfo=UTC))
    ledger.append([event])
    assert ledger.person("p1") == [event]


def test_the_same_event_heard_again_is_kept_once(ledger: Ledger) -> None:
    one, two = an_event(1), an_event(2)
    assert ledger.append([one, one]).new == {one.id}
    again = ledger.append([one, two, two])
    assert again.new == {two.id}
    assert [event for _, event in ledger.after(0)] == [one, two]
    assert again.position == ledger.position() == ledger.after(0)[-1][0]


def test_appending_nothing_changes_nothing(ledger: Ledger) -> None:
    ledger.append([an_event()])
    assert ledger.append([]) == (frozenset(), ledger.position())


def bad_events() -> list[Event]:
    good = an_event(9)
    return [
        good._replace(id="short"),
        good._replace(person=None),
        good._replace(kind="admitted"),
        good._replace(happened_at=datetime(2026, 3, 2)),  # noqa: DTZ001
        good._replace(sequence="first"),
        good._replace(detail="\ud800"),
        good._replace(spell="V1\0"),
        good._replace(location=None),
    ]


@pytest.mark.parametrize("number", range(8))
def test_a_bad_event_in_the_middle_keeps_nothing_of_its_batch(ledger: Ledger, number: int) -> None:
    ledger.append([an_event(1)])
    with pytest.raises(LedgerError, match="othing of this batch was kept"):
        ledger.append([an_event(2), bad_events()[number], an_event(3)])
    assert [event for _, event in ledger.after(0)] == [an_event(1)]
    assert ledger.append([an_event(4)]).new, "the ledger can be used after a refusal"


@pytest.mark.parametrize(
    "statement",
    [
        "update events set detail = 'x'",
        "delete from events",
        "update events set id = id where position = 1",
    ],
)
def test_nobody_can_change_or_delete_an_event(ledger: Ledger, place: Path | str, statement: str) -> None:
    ledger.append([an_event()])
    with pytest.raises((sqlite3.Error, psycopg.Error), match=APPEND_ONLY):
        run_sql(place, statement)
    assert ledger.person("p1") == [an_event()]


def test_nobody_can_replace_an_event_or_empty_the_table(ledger: Ledger, place: Path | str) -> None:
    ledger.append([an_event()])
    replace = f"replace into events (id, kind, happened_at, recorded_at) values ('{an_event().id}', 'died', 0, 0)"
    with pytest.raises((sqlite3.Error, psycopg.Error), match=APPEND_ONLY):
        run_sql(place, replace if isinstance(place, Path) else "truncate events")
    assert ledger.person("p1") == [an_event()]


def test_a_ledger_keeps_its_origin_and_refuses_another(place: Path | str) -> None:
    open_ledger(place, "simulated:base:7").close()
    again = open_ledger(place)
    assert again.origin == open_ledger(place, "simulated:base:7").origin == "simulated:base:7"
    with pytest.raises(WrongOrigin, match="holds simulated:base:7 events and you asked for recorded") as refused:
        open_ledger(place, "recorded")
    assert "--data" in str(refused.value)


@pytest.mark.parametrize("origin", ["", "real", "simulated:base", "made-up:", "recorded:x"])
def test_an_origin_that_is_none_of_the_three_is_refused(place: Path | str, origin: str) -> None:
    with pytest.raises(WrongOrigin, match="Say recorded, simulated:SCENARIO:SEED or made-up:NAME"):
        open_ledger(place, origin)


def test_a_ledger_of_another_layout_is_refused(place: Path | str) -> None:
    open_ledger(place).close()
    run_sql(place, "update meta set value = '999' where name = 'schema'")
    with pytest.raises(LedgerError, match="layout 999"):
        open_ledger(place)


def test_two_open_at_the_same_time_and_make_one_ledger(place: Path | str) -> None:
    ledgers: list[Ledger] = []
    openers = [threading.Thread(target=lambda: ledgers.append(open_ledger(place, "made-up:race"))) for _ in range(4)]
    in_threads(openers)
    assert [ledger.origin for ledger in ledgers] == ["made-up:race"] * 4


def test_a_decision_is_refused_when_the_record_changed_since_it_was_opened(ledger: Ledger) -> None:
    seen = ledger.append([an_event(1)]).position
    ledger.append([an_event(2)])
    with pytest.raises(NewerEvents, match="Look again, then decide"):
        ledger.append([an_event(3)], seen=seen)
    assert an_event(3) not in ledger.person("p1")
    ledger.append([an_event(3)], seen=ledger.position())
    assert an_event(3) in ledger.person("p1")


def test_news_of_somebody_else_or_of_a_service_does_not_refuse_a_decision(ledger: Ledger) -> None:
    seen = ledger.append([an_event(1)]).position
    ledger.append([an_event(2, "p2"), an_event(2, "")])
    assert ledger.append([an_event(3), an_event(3, "")], seen=seen).new == {an_event(3).id, an_event(3, "").id}


def test_a_decision_sent_twice_is_kept_once_and_not_refused(ledger: Ledger) -> None:
    seen = ledger.append([an_event(1)]).position
    ledger.append([an_event(2)], seen=seen)
    assert ledger.append([an_event(2)], seen=seen).new == frozenset()


def test_of_two_who_decide_at_once_only_one_is_kept(ledger: Ledger, place: Path | str) -> None:
    seen = ledger.append([an_event(0)]).position
    refused: list[int] = []

    def decide(number: int) -> None:
        try:
            open_ledger(place).append([an_event(number)], seen=seen)
        except NewerEvents:
            refused.append(number)

    in_threads([threading.Thread(target=decide, args=(number,)) for number in range(1, 7)])
    assert len(refused) == 5
    assert len(ledger.person("p1")) == 2


def test_a_person_is_read_by_every_key_in_the_order_of_the_journey(ledger: Ledger) -> None:
    events = [an_event(number % 5, f"p{number % 3}", detail=str(number)) for number in range(30)]
    ledger.append(random.Random(1).sample(events, len(events)))
    assert ledger.person("p0", "p2") == sorted((e for e in events if e.person in {"p0", "p2"}), key=order)
    assert ledger.person() == ledger.person("nobody") == []


def test_persons_are_every_key_once_in_order_and_not_the_services(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{type(ledger).__module__}.PERSONS_AT_ONCE", 2)
    ledger.append([an_event(number, person) for number, person in enumerate(["pb", "", "pZ", "pa", "pb", "p_"])])
    assert list(ledger.persons()) == sorted({"pb", "pZ", "pa", "p_"})


def test_reading_after_a_position_gives_the_rest_in_order_and_no_more_than_asked(ledger: Ledger) -> None:
    ledger.append([an_event(number) for number in (3, 1, 2)])
    first = ledger.after(0, limit=2)
    assert [event for _, event in first] == [an_event(3), an_event(1)]
    assert [event for _, event in ledger.after(first[-1][0])] == [an_event(2)]


def test_reading_after_a_position_may_ask_for_some_kinds_only(ledger: Ledger) -> None:
    left = an_event(5)._replace(kind=Kind.DISCHARGED, id="d" * 32)
    died = an_event(6)._replace(kind=Kind.DIED, id="e" * 32)
    ledger.append([an_event(3), left, an_event(1), died])
    asked = {Kind.ADMITTED, Kind.DIED}
    found = ledger.after(0, kinds=asked)
    assert [event for _, event in found] == [an_event(3), an_event(1), died]
    assert [event for _, event in ledger.after(found[0][0], limit=1, kinds=asked)] == [an_event(1)]


def test_the_last_time_recorded_is_the_latest_not_the_last_to_arrive(ledger: Ledger) -> None:
    late = new_event("p1", Kind.MOVED, MONDAY, MONDAY + timedelta(days=3))
    ledger.append([late, an_event(1)])
    assert ledger.last_recorded_at() == MONDAY + timedelta(days=3)


EVENTS = st.builds(
    new_event,
    st.sampled_from(["p1", "p2", ""]),
    st.sampled_from(list(Kind)),
    st.integers(0, 3).map(lambda hours: MONDAY + timedelta(hours=hours)),
    st.integers(0, 3).map(lambda hours: MONDAY + timedelta(hours=hours)),
    detail=st.sampled_from(["", "a"]),
    sequence=st.integers(0, 2),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, max_size=12), data=st.data())
def test_any_order_any_batches_and_repeats_end_in_the_same_record(
    tmp_path: Path, events: list[Event], data: st.DataObject
) -> None:
    told = data.draw(st.permutations(events + events[:3]))
    cut = data.draw(st.integers(0, len(told)))
    ledgers = [open_ledger(tmp_path / f"{time.monotonic_ns()}.sqlite") for _ in range(2)]
    ledgers[0].append(events)
    ledgers[1].append(told[:cut])
    ledgers[1].append(told[cut:])
    assert ledgers[0].person("p1", "p2", "") == ledgers[1].person("p1", "p2", "") == sorted(set(events), key=order)


def in_threads(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


WRITER = """
import sys
from datetime import datetime, timedelta, UTC
from homefirst.event import Kind, new_event
from homefirst.ledger import open_ledger
place, name = sys.argv[1:]
ledger = open_ledger(place)
for batch in range(40):
    ledger.append([
        new_event(name, Kind.MOVED, datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=10 * batch + n))
        for n in range(batch % 4 + 1)
    ])
"""


def test_a_follower_misses_nothing_while_other_processes_write(ledger: Ledger, place: Path | str) -> None:
    wanted = 4 * sum(batch % 4 + 1 for batch in range(40))
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(place), f"p{n}"], stderr=subprocess.PIPE) for n in range(4)
    ]
    limit = time.monotonic() + 60
    heard: list[tuple[int, Event]] = []

    def enough() -> bool:
        return len(heard) >= wanted or time.monotonic() > limit

    for batch in ledger.subscribe(0, stop=enough):
        heard.extend(batch)
    failures = [(writer.wait(), writer.stderr.read() if writer.stderr else b"") for writer in writers]
    assert failures == [(0, b"")] * 4
    assert heard == ledger.after(0)
    assert len(heard) == wanted
    positions = [position for position, _ in heard]
    assert positions == sorted(set(positions))


def test_an_older_position_is_never_committed_after_a_newer_one_was_read(ledger: Ledger, place: Path | str) -> None:
    done = threading.Event()
    seen: list[int] = []

    def write(name: str) -> None:
        own = open_ledger(place)
        for number in range(60):
            own.append([an_event(number, name)] * (1 + number % 2))

    def read() -> None:
        while not done.is_set():
            seen.extend(position for position, _ in ledger.after(seen[-1] if seen else 0))

    reader = threading.Thread(target=read)
    reader.start()
    in_threads([threading.Thread(target=write, args=(f"p{n}",)) for n in range(4)])
    final = [position for position, _ in ledger.after(0)]
    time.sleep(0.3)
    done.set()
    reader.join(30)
    assert seen == final


def test_a_follower_hears_of_an_append_within_a_second_and_stops_when_told(ledger: Ledger) -> None:
    heard: list[float] = []
    stop = threading.Event()

    def follow() -> None:
        for _ in ledger.subscribe(0, stop=stop.is_set):
            heard.append(time.monotonic())

    follower = threading.Thread(target=follow)
    follower.start()
    time.sleep(0.4)
    told = time.monotonic()
    ledger.append([an_event()])
    limit = told + 10
    while not heard and time.monotonic() < limit:
        time.sleep(0.01)
    stop.set()
    follower.join(10)
    assert not follower.is_alive()
    assert len(heard) == 1


def test_whoever_has_just_written_cannot_push_in_front_of_one_who_waits(tmp_path: Path) -> None:
    file, log = tmp_path / "ledger.sqlite", []

    def write(name: str) -> None:
        with turn(file):
            log.append(name)

    waiting = threading.Thread(target=write, args=("who waited",))
    with turn(file):
        waiting.start()
        while not is_held(tmp_path / "ledger.sqlite-next"):
            time.sleep(0.001)
    write("who wrote before")
    waiting.join(10)
    assert log == ["who waited", "who wrote before"]


def is_held(door: Path) -> bool:
    with door.open() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_kind_of_event_from_the_future_is_named_and_not_dropped(ledger: Ledger, place: Path | str) -> None:
    run_sql(
        place,
        f"insert into events (id, person, kind, happened_at, recorded_at) values ('{'0' * 32}', 'p1', 'flew', 0, 0)",
    )
    with pytest.raises(LedgerError, match="unknown here, 'flew'"):
        ledger.person("p1")


def test_threads_may_share_one_ledger(ledger: Ledger) -> None:
    def use(person: str) -> None:
        for number in range(10):
            ledger.append([an_event(number, person)])
            assert len(ledger.person(person)) == number + 1

    in_threads([threading.Thread(target=use, args=(f"p{n}",)) for n in range(8)])
    assert ledger.position() >= 80
    assert len(ledger.after(0)) == 80


def test_a_ledger_can_be_used_again_after_it_was_closed(ledger: Ledger) -> None:
    ledger.append([an_event()])
    ledger.close()
    ledger.close()
    assert ledger.person("p1") == [an_event()]


def spoil_nothing_of_ours(path: Path) -> None:
    path.write_text("name,birth_date\n" * 200)


def spoil_another_database(path: Path) -> None:
    run_sql(path, "create table bookmarks (url text)")


def spoil_the_middle(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.append([an_event(number) for number in range(2000)])
    ledger.close()
    run_sql(path, "pragma wal_checkpoint(truncate)")
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\x7f" * (len(content) - 100))


def spoil_with_a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (spoil_nothing_of_ours, "is not a ledger"),
        (spoil_another_database, "is a database, but not a ledger"),
        (spoil_the_middle, "is damaged"),
        (spoil_with_a_folder, r"cannot be opened \(Is a directory\)"),
    ],
)
def test_a_file_that_is_no_sound_ledger_is_refused_in_a_sentence(
    tmp_path: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "ledger.sqlite"
    spoil(path)
    with pytest.raises(LedgerError, match=sentence) as refused:
        open_ledger(path).append([an_event()])
    assert str(refused.value).startswith("The ")
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_ledger_in_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="Check that its folder exists"):
        open_ledger(tmp_path / "nowhere" / "ledger.sqlite")


def test_a_ledger_locked_by_another_program_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "LOCKED_SECONDS", 0.05)
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    other = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(LedgerError, match="held by another program"):
        ledger.append([an_event()])
    other.rollback()
    assert ledger.append([an_event()]).new


def test_only_its_owner_may_read_a_ledger_file(tmp_path: Path) -> None:
    open_ledger(tmp_path / "ledger.sqlite")
    assert stat.S_IMODE((tmp_path / "ledger.sqlite").stat().st_mode) == 0o600


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(LedgerError, match="does not answer") as refused:
        open_ledger("postgresql://staff:hunter2@/ward?host=/tmp/there-is-no-such-folder")
    assert "hunter2" not in str(refused.value)
    with pytest.raises(LedgerError, match="not an address of a database") as refused:
        open_ledger("postgresql://staff:hunter2@[/ward")
    assert "hunter2" not in str(refused.value)


def test_a_database_of_something_else_is_refused_in_a_sentence(postgres: str) -> None:
    run_sql(postgres, "create table events (festival text)")
    with pytest.raises(LedgerError, match="holds something else"):
        open_ledger(postgres)


def test_somebody_without_the_right_to_write_is_told_whom_to_ask(postgres: str) -> None:
    open_ledger(postgres).append([an_event()])
    reader = f"reader_{time.monotonic_ns()}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"create role {reader} in role pg_read_all_data")
        connection.execute(f"revoke temporary on database {connection.info.dbname} from public")
        ledger = open_ledger(f"{postgres}{'&' if '?' in postgres else '?'}options=-c%20role%3D{reader}")
        assert ledger.person("p1") == [an_event()]
        with pytest.raises(LedgerError, match="Ask whoever looks after the database"):
            ledger.append([an_event(1)])
        ledger.close()
        connection.execute(f"drop role {reader}")


def test_a_database_that_went_away_can_be_used_when_it_is_back(postgres: str) -> None:
    ledger = open_ledger(postgres)
    ledger.append([an_event()])
    cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
    with psycopg.connect(postgres) as connection:
        connection.execute(cut + " and pid <> pg_backend_pid()")
    with pytest.raises(LedgerError, match="does not answer"):
        ledger.person("p1")
    assert ledger.person("p1") == [an_event()]


def test_the_database_itself_writes_when_each_event_was_kept(tmp_path: Path, postgres: str) -> None:
    asked = "select kept_at from events"
    before = time.time()
    for place in (tmp_path / "ledger.sqlite", postgres):
        ledger = open_ledger(place)
        ledger.append([new_event("p1", Kind.ADMITTED, datetime(2020, 1, 1, tzinfo=UTC))])
        ledger.close()
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as kept:
        (here,) = kept.execute(asked).fetchone()
    with psycopg.connect(postgres) as kept:
        (there,) = kept.execute(asked).fetchone()  # type: ignore[misc]
    assert all(before - 2 < microseconds / 1e6 < time.time() + 2 for microseconds in (here, there))
