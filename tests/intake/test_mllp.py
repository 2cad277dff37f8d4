"""A live connection: nothing is acknowledged before it is on disk, and every answer says what became of it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import hl7
import pytest
from hl7.mllp import open_hl7_connection

from homefirst.datadir import DataDir
from homefirst.intake import MllpFault, SetAsideStore, replay
from homefirst.intake.hl7_split import LONGEST_MESSAGE
from homefirst.intake.mllp import serve_mllp
from tests.apart import run_apart
from tests.intake.messages import PID, adt

Talk = Callable[[int], Awaitable[object]]


def listening(data_dir: DataDir, talk: Talk) -> object:
    """Run a listener, talk to it on its port, stop it; gives what the talk gave."""

    async def run() -> object:
        stop, port = asyncio.Event(), asyncio.get_running_loop().create_future()
        server = asyncio.create_task(serve_mllp("127.0.0.1", 0, data_dir, stop, ready=port.set_result))
        try:
            return await asyncio.wait_for(talk(await port), 30)
        finally:
            stop.set()
            await server

    return run_apart(run)


async def answers(port: int, *chunks: bytes, expected: int) -> list[hl7.Message]:
    """Send these bytes one write after another; gives so many acknowledgements."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for chunk in chunks:
        writer.write(chunk)
        await writer.drain()
        await asyncio.sleep(0.01)
    found = [await reader.readuntil(b"\x1c\r") for _ in range(expected)]
    writer.close()
    return [hl7.parse(one.strip(b"\x0b\x1c\r").decode()) for one in found]


def codes(found: object) -> list[str]:
    assert isinstance(found, list)
    return [str(answer.segment("MSA")[1]) for answer in found]


def framed(body: bytes) -> bytes:
    return b"\x0b" + body + b"\x1c\r"


def events(data_dir: DataDir) -> int:
    return len(data_dir.ledger().after(0))


def test_an_independent_client_gets_its_message_kept_and_accepted(data_dir: DataDir) -> None:
    async def talk(port: int) -> str:
        reader, writer = await open_hl7_connection("127.0.0.1", port)
        writer.writemessage(hl7.parse(adt("A01").decode()))
        await writer.drain()
        answer = await reader.readmessage()
        writer.close()
        return str(answer)

    answer = str(listening(data_dir, talk)).split("\r")
    assert answer[1] == "MSA|AA|M1|"
    assert answer[0].split("|")[2:6] == ["HUB", "ICB", "PAS", "RNS"]
    assert answer[0].split("|")[8] == "ACK^A01"
    assert events(data_dir) == 2


def test_it_is_on_disk_before_it_is_acknowledged(data_dir: DataDir) -> None:
    async def talk(port: int) -> list[int]:
        seen = []
        for number in range(1, 6):
            body = adt("A01", pid=PID.replace("1234567", str(number)))
            await answers(port, framed(body), expected=1)
            with contextlib.closing(sqlite3.connect(data_dir.path / "ledger.sqlite")) as other:
                seen.append(other.execute("select count(*) from events").fetchone()[0])
        return seen

    assert listening(data_dir, talk) == [2, 4, 6, 8, 10]


def test_several_messages_in_odd_parts_are_answered_one_by_one_in_order(data_dir: DataDir) -> None:
    stream = framed(adt("A01")) + framed(adt("A01")) + framed(adt("A03"))
    chunks = [stream[:5], stream[5:300], stream[300:301], stream[301:]]
    found = listening(data_dir, lambda port: answers(port, *chunks, expected=3))
    assert codes(found) == ["AA", "AA", "AA"]
    assert events(data_dir) == 3


def test_each_answer_says_what_became_of_the_message(data_dir: DataDir) -> None:
    stream = framed(adt("A01", pid="PID|1||||Invented^Ada")) + framed(b"good morning") + framed(adt("A02"))
    found = listening(data_dir, lambda port: answers(port, stream, expected=3))
    assert codes(found) == ["AE", "AR", "AA"]
    assert isinstance(found, list)
    assert "no hospital number" in str(found[0].segment("MSA")[3])
    assert "Invented" not in str(found[0])
    assert len(SetAsideStore(data_dir.set_aside).all()) == 2


def test_a_message_too_long_is_refused_and_the_connection_goes_on(data_dir: DataDir) -> None:
    long = adt("A60", "OBX|1|ED|||" + "A" * LONGEST_MESSAGE)
    found = listening(data_dir, lambda port: answers(port, framed(long), framed(adt("A01")), expected=2))
    assert codes(found) == ["AR", "AA"]
    assert events(data_dir) == 2
    (aside,) = SetAsideStore(data_dir.set_aside).all()
    assert (aside.length, aside.sha256) == (len(long), hashlib.sha256(long).hexdigest())
    assert SetAsideStore(data_dir.set_aside).body(aside.sha256) is None


def test_a_vertical_tab_in_a_text_does_not_cut_the_message(data_dir: DataDir) -> None:
    body = adt("A60", "NTE|1||first line\x0bsecond line")
    found = listening(data_dir, lambda port: answers(port, framed(body), expected=1))
    assert codes(found) == ["AA"]
    (_, event), *_ = data_dir.ledger().after(0)
    assert b"first line\x0bsecond line" in data_dir.documents().get(event.document).content


def test_a_message_that_was_never_ended_is_set_aside_whole_and_never_read(data_dir: DataDir) -> None:
    begun = adt("A03")[:-3]
    stream = b"\x0b" + begun + b"\r" + framed(adt("A01"))
    found = listening(data_dir, lambda port: answers(port, stream[:40], stream[40:], expected=1))
    assert codes(found) == ["AA"]
    store = SetAsideStore(data_dir.set_aside)
    (aside,) = store.all()
    assert store.body(aside.sha256) == begun
    assert "never ended" in aside.reason
    assert replay(data_dir).set_aside == 1
    assert events(data_dir) == 2


def test_a_port_in_use_or_impossible_is_said_in_a_sentence(data_dir: DataDir) -> None:
    async def talk(port: int) -> list[str]:
        said = []
        for host, other in (("127.0.0.1", port), ("127.0.0.1", 70_000), ("203.0.113.1", port)):
            with pytest.raises(MllpFault) as fault:
                await serve_mllp(host, other, data_dir, asyncio.Event())
            said.append(str(fault.value))
        return said

    in_use, no_port, elsewhere = listening(data_dir, talk)  # type: ignore[misc]
    assert "is in use by another program" in in_use
    assert "no port 70000" in no_port
    assert "Nothing can listen on 203.0.113.1" in elsewhere


def test_when_the_ledger_cannot_be_reached_nothing_is_accepted_and_later_it_is(
    data_dir: DataDir, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def talk(port: int) -> list[str]:
        monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1")
        first = await answers(port, framed(adt("A01")), expected=1)
        monkeypatch.delenv("DATABASE_URL")
        return codes(first + await answers(port, framed(adt("A01")), expected=1))

    assert listening(data_dir, talk) == ["AR", "AA"]
    assert events(data_dir) == 2


def test_a_store_that_breaks_while_open_is_opened_afresh_for_the_next_message(data_dir: DataDir) -> None:
    async def talk(port: int) -> list[str]:
        found = await answers(port, framed(adt("A01")), expected=1)
        with contextlib.closing(sqlite3.connect(data_dir.path / "people.sqlite")) as other:
            other.execute("drop table identities")
        found += await answers(port, framed(adt("A03")), expected=1)
        return codes(found + await answers(port, framed(adt("A03")), expected=1))

    assert listening(data_dir, talk) == ["AA", "AR", "AA"]
    assert events(data_dir) == 3


def test_two_senders_at_once_are_both_kept(data_dir: DataDir) -> None:
    async def talk(port: int) -> list[str]:
        def stream(first: int) -> bytes:
            people = range(first, first + 20)
            return b"".join(framed(adt("A01", pid=PID.replace("1234567", str(n)))) for n in people)

        both = await asyncio.gather(*(answers(port, stream(n), expected=20) for n in (100, 200)))
        return codes(both[0] + both[1])

    assert listening(data_dir, talk) == ["AA"] * 40
    assert events(data_dir) == 80
