"""Files into a data directory: counted, kept once, set aside whole, and safe to kill at any moment."""

from __future__ import annotations

import gzip
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind
from homefirst.event import order as order_of
from homefirst.intake import SetAsideStore, Taken, UnknownKind, replay, take_in
from homefirst.intake import feed as intake_feed
from homefirst.intake.hl7_split import LONGEST_MESSAGE
from homefirst.intake.keep import keep, opened
from homefirst.intake.local import LocalCodesFault
from tests.intake.messages import PID, adt, said

NOW = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


def write(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_bytes(content)
    return file


def counts(taken: Taken) -> tuple[int, int, int, int]:
    return taken.read, taken.kept, taken.known, taken.set_aside


def all_events(data_dir: DataDir) -> list[Event]:
    return [event for _, event in data_dir.ledger().after(0, 1_000_000)]


def many(count: int) -> bytes:
    return b"".join(adt("A01", pid=PID.replace("1234567", f"1{n:05}"), p19=f"V{n}") for n in range(count))


def test_a_message_is_kept_once_however_often_it_is_heard(data_dir: DataDir, tmp_path: Path) -> None:
    file = write(tmp_path, "a.hl7", adt("A01") + adt("A01") + adt("A03") + b"not HL7\r")
    assert counts(take_in([file], data_dir, now=NOW)) == (4, 2, 1, 1)
    assert counts(take_in([file, file], data_dir, now=NOW)) == (4, 0, 3, 1)
    assert [e.kind for e in all_events(data_dir)] == [Kind.ADMITTED, Kind.RESIDENCE_CHANGED, Kind.DISCHARGED]


def test_a_folder_is_read_through_and_the_order_of_files_makes_no_difference(data_dir: DataDir, tmp_path: Path) -> None:
    write(tmp_path / "in", "b/late.hl7", adt("A01"))
    write(tmp_path / "in", "a.hl7", adt("A13"))
    write(tmp_path / "in", "notes.md", b"nothing")
    write(tmp_path / "in", "packed.hl7.gz", gzip.compress(adt("A03")))
    assert counts(take_in([tmp_path / "in"], data_dir, now=NOW)) == (3, 3, 0, 0)
    other = DataDir(tmp_path / "other")
    for name in ("packed.hl7.gz", "b/late.hl7", "a.hl7"):
        take_in([tmp_path / "in" / name], other, now=NOW)
    assert set(all_events(data_dir)) == set(all_events(other))


STORY = [
    adt("A01", p44="20260105080000"),
    adt("A02", evn="20260106090000"),
    adt("A03", evn="20260107090000", p36="1", p37="19"),
    adt("A13", evn="20260107100000", happened="20260107090000"),
    adt("A03", evn="20260108090000", p36="1", p37="54"),
    adt("A40", "MRG|7654321^^^RNS^PI", evn="20260108100000"),
    adt("A01", pid=PID.replace("1234567", "7654321"), evn="20251205100000"),
]


@settings(max_examples=12, deadline=None)
@given(st.permutations(STORY), st.lists(st.sampled_from(STORY), max_size=4))
def test_late_repeated_and_cancelling_messages_end_the_same_in_any_order(
    order: list[bytes], repeats: list[bytes]
) -> None:
    def end(messages: list[bytes]) -> tuple[object, ...]:
        with TemporaryDirectory() as folder:
            data_dir = DataDir(Path(folder) / "data")
            for at in range(0, len(messages), 3):
                take_in([write(Path(folder), f"{at}.hl7", b"".join(messages[at : at + 3]))], data_dir, now=NOW)
            people, events = data_dir.people(), all_events(data_dir)
            return set(events), people.same_person(), [people.identity(e.person) for e in sorted(events, key=order_of)]

    assert end(order + repeats) == end(STORY)


def test_who_people_are_is_known_to_people_only(data_dir: DataDir, tmp_path: Path) -> None:
    take_in([write(tmp_path, "a.hl7", adt("A01") + adt("A40", "MRG|7654321^^^RNS^PI"))], data_dir, now=NOW)
    people = data_dir.people()
    key = people.find("999 000 0018")
    assert key is not None
    assert people.identity(key).family == "Invented"
    assert people.find("RNS 7654321") == key
    assert all(len(event.person) == 17 and len(event.spell) in (0, 16) for event in all_events(data_dir))


@pytest.mark.parametrize("also", ["", "~7654321^^^RNS^PI"])
@pytest.mark.parametrize("prior", ["7654321^^^RNS^PI", "7654321^^^RNS^PI~9990000018^^^NHS^NH"])
def test_a_merge_that_is_taken_back_leaves_two_people_again(
    data_dir: DataDir, tmp_path: Path, also: str, prior: str
) -> None:
    surviving = PID.replace("~", f"{also}~", 1)
    parted = adt("A37", PID.replace("1234567", "7654321").replace("~9990000018^^^NHS^NH", ""), evn="20260106101500")
    take_in([write(tmp_path, "a.hl7", adt("A40", f"MRG|{prior}", pid=surviving))], data_dir, now=NOW)
    people = data_dir.people()
    assert people.find("RNS 1234567") == people.find("RNS 7654321")
    take_in([write(tmp_path, "b.hl7", parted)], data_dir, now=NOW)
    assert people.find("RNS 1234567") != people.find("RNS 7654321")
    assert people.nhs_number(people.find("RNS 7654321") or "") is None


def test_a_noted_message_can_be_read_whole_from_the_documents(data_dir: DataDir, tmp_path: Path) -> None:
    take_in([write(tmp_path, "a.hl7", adt("A60"))], data_dir, now=NOW)
    (event,) = all_events(data_dir)
    assert data_dir.documents().get(event.document).content == adt("A60").rstrip(b"\r")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("empty.hl7", b"", "is empty"),
        ("blank.hl7", b"\xef\xbb\xbf\r\n", "is empty"),
        ("picture.hl7", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50, "is not text"),
        ("cut", gzip.compress(adt("A01") * 5_000)[:-20], "cut short or damaged"),
        ("cut.hl7.gz", gzip.compress(adt("A01") * 5_000)[:-20], "cut short or damaged"),
        ("letter.txt", b"Dear all,\nplease find attached\n", "no mapping says how"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_leaves_no_trace(
    data_dir: DataDir, tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    taken = take_in([write(tmp_path, name, content)], data_dir, now=NOW)
    assert taken.exit_code == 1
    (sentence,) = taken.unreadable
    assert expected in sentence
    assert name in sentence
    assert all_events(data_dir) == []
    assert SetAsideStore(data_dir.set_aside).all() == []


def test_a_missing_file_an_empty_folder_and_a_wrong_kind_are_said_plainly(data_dir: DataDir, tmp_path: Path) -> None:
    assert "There is no file" in take_in([tmp_path / "no.hl7"], data_dir).unreadable[0]
    (tmp_path / "in").mkdir()
    assert "Nothing to read was found" in take_in([tmp_path / "in"], data_dir).unreadable[0]
    with pytest.raises(UnknownKind, match="hl7 or extract"):
        take_in([tmp_path], data_dir, kind="fax")
    with pytest.raises(LocalCodesFault, match="uk, us or the path"):
        take_in([tmp_path], data_dir, local="fr")
    extract = write(tmp_path, "a.csv", b"a,b\n1,2\n")
    assert "holds no HL7" in take_in([extract], data_dir, kind="hl7").unreadable[0]


def test_exit_code_is_0_when_something_was_read_even_if_all_of_it_was_set_aside(
    data_dir: DataDir, tmp_path: Path
) -> None:
    bad, good = write(tmp_path, "bad.hl7", adt("A01", pid="")), write(tmp_path, "good.hl7", adt("A01"))
    taken = take_in([bad], data_dir, now=NOW)
    assert (counts(taken), taken.exit_code) == ((1, 0, 0, 1), 0)
    taken = take_in([good, write(tmp_path, "empty.hl7", b"")], data_dir, now=NOW)
    assert (taken.exit_code, len(taken.unreadable)) == (0, 1)


def test_what_is_set_aside_is_kept_whole_for_its_owner_alone(data_dir: DataDir, tmp_path: Path) -> None:
    body = adt("A01", pid="PID|1||||Invented^Ada")
    file = write(tmp_path, "a.hl7", adt("A01") + body)
    for _ in range(2):
        take_in([file], data_dir, now=NOW)
    store = SetAsideStore(data_dir.set_aside)
    (aside,) = store.all()
    assert store.body(aside.sha256) == body.rstrip(b"\r")
    assert (aside.reason, aside.place, aside.set_aside_at) == (
        "has no hospital number or NHS number in PID-3",
        len(adt("A01")),
        NOW,
    )
    assert stat.S_IMODE(data_dir.set_aside.stat().st_mode) == 0o600


def test_a_message_too_long_to_hold_is_set_aside_by_reference(data_dir: DataDir, tmp_path: Path) -> None:
    long = adt("A60", "OBX|1|ED|||" + "A" * LONGEST_MESSAGE)
    file = write(tmp_path, "a.hl7", adt("A01") + long + adt("A03"))
    assert counts(take_in([file], data_dir, now=NOW)) == (3, 2, 0, 1)
    store = SetAsideStore(data_dir.set_aside)
    (aside,) = store.all()
    assert store.body(aside.sha256) is None
    with file.open("rb") as stream:
        stream.seek(aside.place)
        assert stream.read(aside.length) == long


def test_what_was_set_aside_is_understood_once_the_local_codes_are_mended(data_dir: DataDir, tmp_path: Path) -> None:
    shipped = (Path(intake_feed.__file__).parent / "local_codes" / "uk_itk.toml").read_text()
    strict = write(tmp_path, "strict.toml", shipped.replace('"PI", ', "").encode())
    only_local = PID.replace("~9990000018^^^NHS^NH", "")
    take_in([write(tmp_path, "a.hl7", adt("A01", pid=only_local))], data_dir, local=str(strict), now=NOW)
    assert all_events(data_dir) == []
    assert counts(replay(data_dir, local=str(strict), now=NOW)) == (1, 0, 0, 1)
    strict.write_text(shipped)
    assert counts(replay(data_dir, local=str(strict), now=NOW)) == (1, 1, 0, 0)
    assert counts(replay(data_dir, now=NOW)) == (0, 0, 0, 0)
    (aside,) = SetAsideStore(data_dir.set_aside).all()
    assert aside.replayed_at == NOW
    assert len(all_events(data_dir)) == 2


def test_progress_is_told_after_each_batch(data_dir: DataDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_feed, "BATCH_MESSAGES", 10)
    told: list[tuple[int, str]] = []
    take_in([write(tmp_path, "a.hl7", many(25))], data_dir, progress=lambda t, f: told.append((t.read, f)))
    assert told == [(10, "a.hl7"), (20, "a.hl7"), (25, "a.hl7")]


def test_a_run_that_is_killed_in_the_middle_and_run_again_loses_and_doubles_nothing(
    data_dir: DataDir, tmp_path: Path
) -> None:
    file = write(tmp_path, "many.hl7", many(6_000) + adt("A01", pid=""))
    program = (
        "import sys; from homefirst.datadir import DataDir; from homefirst.intake import take_in, feed;"
        "feed.BATCH_MESSAGES = 50; take_in([sys.argv[1]], DataDir(sys.argv[2]))"
    )
    run = subprocess.Popen([sys.executable, "-c", program, str(file), str(data_dir.path)], env=os.environ)
    ledger = data_dir.path / "ledger.sqlite"
    deadline = time.monotonic() + 30
    while _rows(ledger) < 100 and time.monotonic() < deadline:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.wait()
    before = len(all_events(data_dir))
    assert 0 < before < 12_000, "killed too early or too late to show anything"
    taken = take_in([file], data_dir, now=NOW)
    assert (taken.read, taken.set_aside, taken.events) == (6_001, 1, 12_000 - before)
    assert len(all_events(data_dir)) == 12_000
    assert len(SetAsideStore(data_dir.set_aside).all()) == 1


def _rows(ledger: Path) -> int:
    try:
        with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
            return int(connection.execute("select count(*) from events").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_of_two_messages_in_a_batch_that_say_the_same_only_one_is_new(data_dir: DataDir) -> None:
    with opened(data_dir) as store:
        assert counts(keep(store, [said(adt("A28")), said(adt("A31"))], NOW)) == (2, 1, 1, 0)


def test_it_is_all_the_same_when_the_ledger_is_in_postgresql(
    data_dir: DataDir, tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, "a.hl7", adt("A01") + adt("A01") + adt("A03") + b"not HL7\r")
    monkeypatch.setenv("DATABASE_URL", postgres)
    assert counts(take_in([file], data_dir, now=NOW)) == (4, 2, 1, 1)
    assert counts(take_in([file], data_dir, now=NOW)) == (4, 0, 3, 1)
    there = set(all_events(data_dir))
    monkeypatch.delenv("DATABASE_URL")
    take_in([file], data_dir, now=NOW)
    assert there == set(all_events(data_dir))


def test_files_of_which_none_can_be_read_leave_no_ledger_behind(tmp_path: Path) -> None:
    (tmp_path / "empty.hl7").write_bytes(b"")
    taken = take_in([tmp_path / "empty.hl7", tmp_path / "missing.hl7"], DataDir(tmp_path / "data"))
    assert len(taken.unreadable) == 2 and taken.exit_code == 1
    assert not (tmp_path / "data").exists()
