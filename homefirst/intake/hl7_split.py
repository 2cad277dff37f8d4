"""From the bytes of a file to HL7 v2 messages, one after another.

Nothing here knows what a message means. A file may hold one message or a million, framed for MLLP or not, in
a batch envelope (FHS BHS BTS FTS) or not, with any mix of line ends and any of the usual encodings. Text that
belongs to no message is handed on as a piece of its own, so that nothing is lost in silence.

Source of the rules: HL7 v2.5.1 chapter 2 (batches 2.10.3) and the minimal lower layer protocol, as practised;
*unverified* against the printed standard.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from homefirst.intake.hl7_message import BYTE_ORDER_MARK

LONGEST_MESSAGE = 5_000_000  # bytes; a longer one is set aside by reference and never held in memory
CHUNK = 1 << 18
START, END = b"\x0b", b"\x1c"  # the MLLP frame

_HEADER = re.compile(rb"MSH[^\w\s]")
_BEFORE = frozenset(b"\r\n\x0b\x1c")  # what may stand before a message
_ENVELOPE_LINE = re.compile(rb"(?:\A|(?<=[\r\n\x0b]))(?:FHS|BHS|BTS|FTS)\W[^\r\n\x1c]*[\r\n]*")
_STRAY = re.compile(rb"[\r\n](?![A-Z][A-Z0-9]{2}(?:[^A-Za-z0-9 ]|[\r\n]|\Z)|[A-Z][A-Z0-9]?\Z|[\r\n \t]|\Z)")
_FREE_TEXT = (b"OBX", b"NTE", b"OBR", b"DSP")


class Piece(NamedTuple):
    """The bytes of one message as they came, and where in the file (byte offset) they began."""

    body: bytes
    offset: int


class TooLong(NamedTuple):
    """A message that is too long to hold: where it is in its file, its length in bytes, and its SHA-256."""

    offset: int
    length: int
    sha256: str


def pieces(stream: BinaryIO) -> Iterator[Piece | TooLong]:
    """Every message of a stream in order, then whatever text belongs to none. Memory stays under some 6 MB.

    Sizes and offsets are in bytes (of the UTF-8 form, for a UTF-16 file).
    """
    held, offset, chunks = b"", 0, as_utf8(stream)
    for chunk in chunks:
        held += chunk
        cut = _last_start(held)
        if cut:
            yield from _split(held[:cut], offset)
            held, offset = held[cut:], offset + cut
        if len(held) > LONGEST_MESSAGE:
            too_long, held = _follow(held, offset, chunks)
            offset = too_long.offset + too_long.length
            yield too_long
    yield from _split(held, offset)


def as_utf8(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in chunks, turned into UTF-8 if its first bytes say UTF-16."""
    first = stream.read(CHUNK)
    name = "utf-16" if first[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ""
    decoder = codecs.getincrementaldecoder(name)("replace") if name else None
    while first:
        yield decoder.decode(first).encode() if decoder else first
        first = stream.read(CHUNK)


def _starts(held: bytes, after: int = 0) -> Iterator[int]:
    """Where messages begin, from `after` on: MSH at the start of a line, or of all, with any byte-order mark."""
    for match in _HEADER.finditer(held, after):
        at = match.start()
        if held[at - 3 : at] == BYTE_ORDER_MARK:
            at -= 3
        if at == 0 or held[at - 1] in _BEFORE:
            yield at


def _last_start(held: bytes) -> int:
    """Where the last message that has begun begins: everything before it is whole."""
    at = held.rfind(b"MSH")
    while at > 0:
        found = next(_starts(held, at), 0)
        if found:
            return found
        at = held.rfind(b"MSH", 0, at)
    return 0


def _follow(held: bytes, offset: int, chunks: Iterator[bytes]) -> tuple[TooLong, bytes]:
    """Read past a message that is too long, keeping only its digest; and what follows it."""
    digest, length = hashlib.sha256(), 0
    while True:
        begins = next(_starts(held, 1), 0)
        body = held[:begins] if begins else held[:-8]
        digest.update(body)
        length += len(body)
        if begins:
            return TooLong(offset, length, digest.hexdigest()), held[begins:]
        chunk = next(chunks, b"")
        if not chunk:
            digest.update(held[-8:])
            return TooLong(offset, length + len(held[-8:]), digest.hexdigest()), b""
        held = held[-8:] + chunk


def _split(text: bytes, offset: int) -> Iterator[Piece | TooLong]:
    starts = list(_starts(text))
    bounds = [0, *starts, len(text)] if not starts or starts[0] else [*starts, len(text)]
    for begin, end in pairwise(bounds):
        if end - begin > LONGEST_MESSAGE:
            yield TooLong(offset + begin, end - begin, hashlib.sha256(text[begin:end]).hexdigest())
        elif begin < end:
            yield from _one(text[begin:end], offset + begin)


def _one(text: bytes, offset: int) -> Iterator[Piece]:
    """A message without its frame and batch envelope; then any text between it and the next."""
    if b"HS" in text or b"TS" in text:
        text = _ENVELOPE_LINE.sub(b"", text)
    for framed in text.split(END) if END in text else (text,):
        body = framed.strip(b"\x0b\x1c\r\n \t").removeprefix(BYTE_ORDER_MARK).rstrip(b"\x1a")
        if body:
            yield from _without_strays(body, offset)


def _without_strays(body: bytes, offset: int) -> Iterator[Piece]:
    """Cut off lines that are no segment, unless they follow free text, where a line may have been broken."""
    if body[:3] == b"MSH":
        for match in _STRAY.finditer(body):
            before = body[: match.start()].replace(b"\n", b"\r").rstrip(b"\r")
            if before[before.rfind(b"\r") + 1 :][:3] not in _FREE_TEXT:
                yield Piece(body[: match.start()].rstrip(b"\r\n"), offset)
                yield Piece(body[match.end() :], offset + match.end())
                return
    yield Piece(body, offset)


def looks_like_hl7(first: bytes) -> bool:
    """Whether a file that begins with these bytes holds HL7 v2: a message or an envelope near its start."""
    if first[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        first = first.decode("utf-16", "ignore").encode()
    if b"\0" in first:
        return False
    return bool(next(_starts(first), -1) >= 0 or _ENVELOPE_LINE.match(first.removeprefix(BYTE_ORDER_MARK)))


def framed(message: bytes) -> bytes:
    """A message in its MLLP frame, ready to send."""
    return START + message + END + b"\r"
