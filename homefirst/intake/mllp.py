"""A live connection: HL7 v2 messages over MLLP, each acknowledged only once it is on disk.

AA: kept, or known already. AE: set aside whole, with the reason. AR: cannot be read as HL7 at all (set aside too),
or cannot be kept just now, so that the sender keeps it and sends it again. Source of the rule: HL7 v2.5.1 section
2.9.2 (original mode acknowledgement) and its minimal lower layer protocol.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime

from homefirst.datadir import DataDir, DataDirError
from homefirst.documents import DocumentError
from homefirst.intake.feed import read
from homefirst.intake.hl7 import Understood
from homefirst.intake.hl7_message import Message, NotHl7, parse
from homefirst.intake.hl7_split import END, LONGEST_MESSAGE, START, framed
from homefirst.intake.keep import Store, keep, opened
from homefirst.intake.set_aside import Left, SetAsideError
from homefirst.ledger import LedgerError
from homefirst.people import PeopleError

log = logging.getLogger(__name__)

NOT_KEPT = (LedgerError, PeopleError, DocumentError, SetAsideError, DataDirError, OSError)
READ_BYTES = 65_536
SEND_AGAIN = "not kept: the ledger cannot be reached just now; send this message again"
TOO_LONG = f"longer than {LONGEST_MESSAGE:,} bytes; send it in a file"
Now = Callable[[], datetime]


def _utc_now() -> datetime:
    return datetime.now(UTC)


async def serve_mllp(
    host: str,
    port: int,
    data_dir: DataDir,
    stop: asyncio.Event,
    *,
    local: str = "auto",
    now: Now = _utc_now,
    ready: Callable[[int], None] | None = None,
) -> None:
    """Listen until `stop` is set, keeping every message before it is acknowledged.

    Bind 127.0.0.1 unless the network between is trusted: MLLP itself has neither password nor secrecy. `ready`
    is told the port once connections are taken (port 0 takes a free one).
    """
    listener = Listener(data_dir, local, now)
    server = await asyncio.start_server(listener.talk, host, port)
    async with server:
        if ready:
            ready(server.sockets[0].getsockname()[1])
        await stop.wait()
        listener.hang_up()
    async with listener.turn:
        listener.let_go()


class Listener:
    """The messages of every open connection, kept one at a time in the order in which they came."""

    def __init__(self, data_dir: DataDir, local: str, now: Now) -> None:
        self.data_dir, self.local, self.now = data_dir, local, now
        self.turn = asyncio.Lock()
        self.open = ExitStack()
        self.store: Store | None = None
        self.talks: set[asyncio.StreamWriter] = set()

    def hang_up(self) -> None:
        """Close every connection; a message not yet acknowledged will be sent again by its sender."""
        for writer in list(self.talks):
            writer.close()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: any number of messages, in frames that may come in any number of parts."""
        self.talks.add(writer)
        try:
            with contextlib.suppress(ConnectionError):
                await self._answer_all(reader, writer)
        finally:
            self.talks.discard(writer)
            writer.close()

    async def _answer_all(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        frame = Frame()
        while chunk := await reader.read(READ_BYTES):
            for body in frame.add(chunk):
                writer.write(framed(await self.answer(body)))
                await writer.drain()

    async def answer(self, body: bytes | TooLongFrame) -> bytes:
        """The acknowledgement of one message, when all that it says is on disk."""
        if isinstance(body, TooLongFrame):
            return acknowledgement(body.first, "AR", TOO_LONG, self.now())
        async with self.turn:
            code, text = await asyncio.to_thread(self._keep, body)
        log.info("message %s acknowledged %s", hashlib.sha256(body).hexdigest()[:12], code)
        return acknowledgement(body, code, text, self.now())

    def _keep(self, body: bytes) -> tuple[str, str]:
        """Keep one message; gives the acknowledgement code and what to tell the sender."""
        try:
            self.store = self.store or self.open.enter_context(opened(self.data_dir))
            return self._keep_in(self.store, body)
        except NOT_KEPT as fault:  # let go of it all, so that the next message tries afresh
            log.error("a message could not be kept: %s", fault)
            self.let_go()
            return "AR", SEND_AGAIN

    def let_go(self) -> None:
        """Close the stores; the next message opens them again."""
        self.store = None
        with contextlib.suppress(*NOT_KEPT):
            self.open.close()

    def _keep_in(self, store: Store, body: bytes) -> tuple[str, str]:
        said = read(body, store.people, self.local)
        if isinstance(said, Understood):
            keep(store, [said], self.now())
            return "AA", ""
        keep(store, [Left(body, said.reason, "a live connection", 0)], self.now())
        return ("AE" if _readable(body) else "AR"), f"This message {said.reason}. It is set aside whole."


class TooLongFrame:
    """A frame that grew too long to hold: its first bytes, for the acknowledgement."""

    def __init__(self, first: bytes) -> None:
        self.first = first


class Frame:
    """The frame that is being received on one connection."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def add(self, chunk: bytes) -> list[bytes | TooLongFrame]:
        """Take what was received; gives the bodies of the frames that are whole now."""
        *whole, rest = chunk.split(END)
        found = [self._end(part) for part in whole]
        self._hold(rest)
        return [body for body in found if not isinstance(body, bytes) or body]

    def _hold(self, part: bytes) -> None:
        self.size += len(part)
        if self.size <= LONGEST_MESSAGE or not self.parts:
            self.parts.append(part)
        else:  # keep only what the acknowledgement needs
            self.parts = [b"".join(self.parts)[:READ_BYTES]]

    def _end(self, part: bytes) -> bytes | TooLongFrame:
        self._hold(part)
        body = b"".join(self.parts).rpartition(START)[2].strip(b"\r\n")
        too_long = self.size > LONGEST_MESSAGE
        self.parts, self.size = [], 0
        return TooLongFrame(body) if too_long else body


def _readable(body: bytes) -> bool:
    try:
        return bool(parse(body).part("MSH", 9))
    except NotHl7:
        return False


def acknowledgement(body: bytes, code: str, text: str, now: datetime) -> bytes:
    """An ACK that answers these bytes as well as they can be read: MSA-1 the code, MSA-2 their MSH-10.

    The reason stands in MSA-3 and in ERR-8; neither holds a person's data.
    """
    try:
        asked = parse(body)
    except NotHl7:
        asked = Message("MSH|^~\\&|")
    sep, stamp = asked.marks[0], now.astimezone(UTC).strftime("%Y%m%d%H%M%S+0000")
    trigger = asked.field("MSH", 9).split(asked.component)[1:2]
    kind = asked.component.join(["ACK", *trigger])
    names = [asked.field("MSH", n) for n in (5, 6, 3, 4)]
    control = asked.field("MSH", 10)
    version = asked.field("MSH", 12) or "2.4"
    digest = hashlib.sha256(body + stamp.encode()).hexdigest()[:20]
    header = ["MSH", asked.marks[1:], *names, stamp, "", kind, digest, asked.field("MSH", 11) or "P", version]
    lines = [header, ["MSA", code, control, text]]
    if code != "AA":
        lines.append(["ERR", "", "", "207", "E", "", "", "", text])
    return "".join(sep.join(line) + "\r" for line in lines).encode()
