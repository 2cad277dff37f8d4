"""From the bytes of a file or a connection to HL7 v2 messages, and from a message to its fields.

Nothing here knows what a message means. A file may hold one message or a million, framed for MLLP or not, in
a batch envelope (FHS BHS BTS FTS) or not, with any mix of line ends and any of the usual encodings. Text that
belongs to no message is handed on as a piece of its own, so that nothing is lost in silence.

Source of the rules: HL7 v2.5.1 chapter 2 (delimiters 2.5.4, escapes 2.7, encoding MSH-18) and the minimal lower
layer protocol, as practised; *unverified* against the printed standard.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, NamedTuple

LONGEST_MESSAGE = 5_000_000  # bytes; a longer one is set aside by reference and never held in memory
CHUNK = 1 << 18
START, END = b"\x0b", b"\x1c"  # the MLLP frame
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_HEADER = re.compile(rb"MSH[^\w\s]")
_BEFORE = frozenset(b"\r\n\x0b\x1c")  # what may stand before a message
_ENVELOPE_LINE = re.compile(rb"(?:\A|(?<=[\r\n\x0b]))(?:FHS|BHS|BTS|FTS)\W[^\r\n\x1c]*[\r\n]*")
_STRAY = re.compile(rb"[\r\n](?![A-Z][A-Z0-9]{2}(?:[^A-Za-z0-9 ]|[\r\n]|\Z)|[A-Z][A-Z0-9]?\Z|[\r\n \t]|\Z)")
_FREE_TEXT = (b"OBX", b"NTE", b"OBR", b"DSP")
_ENCODINGS = {
    "ASCII": "ascii",
    "UNICODE UTF-8": "utf-8",
    "UTF-8": "utf-8",
    "8859/1": "iso-8859-1",
    "8859/15": "iso-8859-15",
    "UNICODE UTF-16": "utf-8",  # the stream was already turned into UTF-8 when its first bytes said UTF-16
}


class Piece(NamedTuple):
    """The bytes of one message as they came, and where in the file (byte offset) they began."""

    body: bytes
    offset: int


class TooLong(NamedTuple):
    """A message that is too long to hold: where it is in its file, its length in bytes, and its SHA-256."""

    offset: int
    length: int
    sha256: str


class NotHl7(ValueError):
    """These bytes cannot be read as an HL7 v2 message."""


class Message:
    """One message, its fields found only when asked for. Numbered as HL7 numbers them: MSH-9 is field 9."""

    __slots__ = ("_fields", "_first", "component", "escape", "lines", "marks", "repetition", "subcomponent", "text")

    def __init__(self, text: str, lines: list[str] | None = None, marks: str = "") -> None:
        """From the text of a message; or, with `lines` and `marks`, of only some of its segments.

        Raises NotHl7 when the text does not begin with a whole MSH-1 and MSH-2.
        """
        self.text = text
        self.marks = marks or _marks(text)
        self.component, self.repetition, self.escape, self.subcomponent = tuple(self.marks[1:])
        self.lines = _lines(text) if lines is None else lines
        self._first = {line[:3]: line for line in reversed(self.lines)}
        self._fields: dict[str, list[str]] = {}

    def holding(self, lines: list[str]) -> Message:
        """The same message with only these of its segments; `text` is still the whole."""
        return Message(self.text, lines, self.marks)

    def line(self, name: str) -> str:
        """The first segment of this name as sent; "" when there is none."""
        return self._first.get(name, "")

    def count(self, name: str) -> int:
        """How many segments have this name."""
        if name not in self._first:
            return 0
        return sum(line.startswith(name) for line in self.lines)

    def segment(self, name: str) -> list[str]:
        """The fields of the first segment of this name, the name itself at 0; empty when there is none."""
        found = self._fields.get(name)
        if found is None:
            line, separator = self._first.get(name, ""), self.marks[0]
            found = line.split(separator) if line else []
            if name == "MSH" and found:
                found.insert(1, separator)
            self._fields[name] = found
        return found

    def field(self, name: str, number: int) -> str:
        """One whole field as sent, with its delimiters and escapes; "" when absent."""
        fields = self._fields.get(name) or self.segment(name)
        return fields[number] if number < len(fields) else ""

    def part(self, name: str, number: int, component: int = 1) -> str:
        """The plain text of one component (first repetition, first sub-component)."""
        fields = self._fields.get(name) or self.segment(name)
        found = fields[number] if number < len(fields) else ""
        return self.plain(found, component) if found else ""

    def plain(self, field: str, component: int = 1) -> str:
        """The plain text of one component of a field as sent; "" when absent, empty or deleted."""
        if field.isalnum():  # by far the most: nothing in it to take apart
            return field if component == 1 else ""
        text = field.partition(self.repetition)[0]
        if component == 1:
            found = text.partition(self.component)[0]
        else:
            parts = text.split(self.component, component)
            found = parts[component - 1] if len(parts) >= component else ""
        found = found.partition(self.subcomponent)[0].strip()
        return "" if found == '""' else self.unescape(found) if self.escape in found else found

    def repetitions(self, field: str) -> list[str]:
        """The repetitions of a field, as sent."""
        return field.split(self.repetition) if field else []

    def unescape(self, text: str) -> str:
        """The text with its escapes (F S T R E and X) replaced; others, for highlighting, are dropped."""
        if not self.escape or self.escape not in text:
            return text
        pieces = text.split(self.escape)
        if len(pieces) % 2 == 0:  # an escape never closed: leave the text as it came
            return text
        return "".join(piece if i % 2 == 0 else self._escaped(piece) for i, piece in enumerate(pieces))

    def _escaped(self, code: str) -> str:
        named = dict(zip("FSRET", self.marks, strict=True))
        if code in named:
            return named[code]
        if code.startswith("X"):
            return _hexadecimal(code[1:])
        return "\n" if code in (".br", ".sp") else ""


def _lines(text: str) -> list[str]:
    if "\n" in text:
        text = text.replace("\n", "\r")
    return [line for line in text.split("\r") if line]


def _marks(text: str) -> str:
    """The five delimiters of a message: field, component, repetition, escape, sub-component.

    The usual one stands for each that MSH-2 leaves out. Raises NotHl7.
    """
    said = text[4:].partition(text[3:4] or "|")[0].partition("\r")[0]
    if text[:3] != "MSH" or not said or len(said) > 5:
        raise NotHl7("does not begin with MSH and its delimiters")
    return text[3] + (said + "^~\\&"[len(said) :])[:4]


def _hexadecimal(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode("utf-8", "replace").replace("\0", "")
    except ValueError:
        return ""


def decode(body: bytes) -> str:
    """The message as text: by MSH-18 if it names an encoding we know, else UTF-8, else Windows-1252."""
    if body.isascii():
        return body.decode("ascii")
    named = _named_encoding(body)
    for encoding in (named, "utf-8"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("cp1252", "replace")


def _named_encoding(body: bytes) -> str:
    fields = body[:2000].split(b"\r", 1)[0].split(b"\n", 1)[0].split(body[3:4])
    name = fields[17].split(b"~")[0].decode("ascii", "replace").strip().upper() if len(fields) > 17 else ""
    return _ENCODINGS.get(name, "utf-8")


def parse(body: bytes) -> Message:
    """One message from its bytes. Raises NotHl7 with the reason."""
    if b"\0" in body:
        raise NotHl7("holds zero bytes, so it is not text")
    return Message(decode(body.strip(b"\x0b\x1c\r\n \t").removeprefix(BYTE_ORDER_MARK)))


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


def _split(text: bytes, offset: int) -> Iterator[Piece]:
    starts = list(_starts(text))
    bounds = [0, *starts, len(text)] if not starts or starts[0] else [*starts, len(text)]
    for begin, end in pairwise(bounds):
        if begin < end:
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


def frames(held: bytes) -> tuple[list[bytes], bytes]:
    """The whole MLLP frames among the bytes received so far, and the rest to keep for the next read."""
    found: list[bytes] = []
    while (end := held.find(END)) >= 0:
        found.append(held[:end].rpartition(START)[2])
        held = held[end + 1 :]
    return found, held.lstrip(b"\r\n")


def framed(message: bytes) -> bytes:
    """A message in its MLLP frame, ready to send."""
    return START + message + END + b"\r"
