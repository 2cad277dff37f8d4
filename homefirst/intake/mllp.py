"""A live connection: HL7 v2 messages over MLLP, each acknowledged only once it is on disk.

AA: kept, or known already. AE: set aside whole, with the reason. AR: cannot be read as HL7 at all (set aside too),
or cannot be kept just now, so that the sender keeps it and sends it again. Source of the rule: HL7 v2.5.1 section
2.9.2 (original mode acknowledgement) and its minimal lower layer protocol.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import logging
import re
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import NamedTuple

from homefirst.datadir import DataDir, DataDirError
from homefirst.documents import DocumentError
from homefirst.intake.feed import read
from homefirst.intake.hl7 import Understood
from homefirst.intake.hl7_message import Message, NotHl7, parse
from homefirst.intake.hl7_split import END, LONGEST_MESSAGE, START, framed
from homefirst.intake.keep import Store, keep, opened
from homefirst.intake.set_aside import CUT, Left, SetAsideError
from homefirst.ledger import LedgerError
from homefirst.people import PeopleError

log = logging.getLogger(__name__)

NOT_KEPT = (LedgerError, PeopleError, DocumentError, SetAsideError, DataDirError, OSError)
READ_BYTES = 65_536
SEND_AGAIN = "not kept: the ledger cannot be reached just now; send this message again"
CUT_SHORT = "was never ended: another message began on the same connection before it was whole"
LONG = f"is longer than {LONGEST_MESSAGE:,} bytes; it is not copied"
PLACE = "a live connection"
TOO_LONG = f"longer than {LONGEST_MESSAGE:,} bytes; send it in a file"
A_MESSAGE_BEGINS = re.compile(START + rb"(?=(?:\xef\xbb\xbf)?MSH[^\w\s])")
Now = Callable[[], datetime]


class MllpFault(Exception):
    """The port cannot be listened on, in one sentence that says what to do next."""


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
    is told the port once connections are taken (port 0 takes a free one). Raises MllpFault where the port is in use
    or may not be opened.
    """
    listener = Listener(data_dir, local, now)
    try:
        server = await asyncio.start_server(listener.talk, host, port)
    except (OSError, OverflowError) as fault:
        raise MllpFault(_why_not(host, port, fault)) from None
    async with server:
        if ready:
            ready(server.sockets[0].getsockname()[1])
        await stop.wait()
        listener.hang_up()
    async with listener.turn:
        listener.let_go()


def _why_not(host: str, port: int, fault: Exception) -> str:
    code = fault.errno if isinstance(fault, OSError) else None
    if code == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. Stop that one, or choose another port."
    if code == errno.EACCES:
        return f"Port {port} may not be opened by this user. Choose one above 1023."
    if isinstance(fault, OverflowError):
        return f"There is no port {port}. Choose one from 1 to 65535."
    return f"Nothing can listen on {host}, port {port}. Use an address of this computer, such as 127.0.0.1."


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
            for received in frame.add(chunk):
                answer = await self.answer(received)
                if not isinstance(received, CutShort):  # its sender gave up on it, and waits for another answer
                    writer.write(framed(answer))
                    await writer.drain()

    async def answer(self, received: Received) -> bytes:
        """The acknowledgement of one message, when all that it says is on disk."""
        async with self.turn:
            code, text = await asyncio.to_thread(self._keep, received)
        body = received if isinstance(received, bytes) else received.body
        log.info("message %s acknowledged %s", hashlib.sha256(body).hexdigest()[:12], code)
        return acknowledgement(body, code, text, self.now())

    def _keep(self, received: Received) -> tuple[str, str]:
        """Keep one message; gives the acknowledgement code and what to tell the sender."""
        try:
            self.store = self.store or self.open.enter_context(opened(self.data_dir))
            return self._keep_in(self.store, received)
        except NOT_KEPT as fault:  # let go of it all, so that the next message tries afresh
            log.error("a message could not be kept: %s", fault)
            self.let_go()
            return "AR", SEND_AGAIN

    def let_go(self) -> None:
        """Close the stores; the next message opens them again."""
        self.store = None
        with contextlib.suppress(*NOT_KEPT):
            self.open.close()

    def _keep_in(self, store: Store, body: Received) -> tuple[str, str]:
        if isinstance(body, TooLongFrame):
            keep(store, [Left(None, LONG, PLACE, 0, length=body.length, sha256=body.sha256)], self.now())
            return "AR", TOO_LONG
        if isinstance(body, CutShort):
            keep(store, [Left(body.body, CUT_SHORT, PLACE, 0, form=CUT)], self.now())
            return "AR", SEND_AGAIN
        said = read(body, store.people, self.local)
        if isinstance(said, Understood):
            keep(store, [said], self.now())
            return "AA", ""
        keep(store, [Left(body, said.reason, PLACE, 0)], self.now())
        return ("AE" if _readable(body) else "AR"), f"This message {said.reason}. It is set aside whole."


class TooLongFrame(NamedTuple):
    """A frame that grew too long to hold: its first bytes, for the acknowledgement, its length and its SHA-256."""

    body: bytes
    length: int
    sha256: str


class CutShort(NamedTuple):
    """A message that was never ended: another began on the same connection."""

    body: bytes


Received = bytes | TooLongFrame | CutShort


class Frame:
    """The frame that is being received on one connection."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self.digest = hashlib.sha256()

    def add(self, chunk: bytes) -> list[Received]:
        """Take what was received; gives the messages that are whole now, and those that never will be."""
        *whole, rest = chunk.split(END)
        found = [received for part in whole for received in self._end(part)]
        self._hold(rest)
        return found

    def _hold(self, part: bytes) -> None:
        """Keep what was received; of a frame that is too long, only its first bytes and its digest."""
        part = part if self.size else part.lstrip(START + b"\r\n")
        self.size += len(part)
        self.digest.update(part)
        if self.size <= LONGEST_MESSAGE:
            self.parts.append(part)
        else:
            self.parts = [b"".join([*self.parts, part])[:READ_BYTES]]

    def _end(self, part: bytes) -> list[Received]:
        """The message of a frame that ends here, after any that was begun in it and left.

        A vertical tab begins a message only at the start of the frame, or before MSH; in a text it is a character.
        """
        self._hold(part)
        held, size, digest = b"".join(self.parts), self.size, self.digest.hexdigest()
        self._begin()
        if size > LONGEST_MESSAGE:
            return [TooLongFrame(held, size, digest)]
        *left, body = (one.strip(b"\r\n") for one in A_MESSAGE_BEGINS.split(held))
        return [*(CutShort(one) for one in left if one), *([body] if body else [])]


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
