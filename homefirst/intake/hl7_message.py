"""One HL7 v2 message and its fields: delimiters, escapes and encodings, and nothing of what they mean.

Source of the rules: HL7 v2.5.1 chapter 2 (delimiters 2.5.4, escapes 2.7, encoding MSH-18); *unverified* against
the printed standard.
"""

from __future__ import annotations

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ENCODINGS = {
    "ASCII": "ascii",
    "UNICODE UTF-8": "utf-8",
    "UTF-8": "utf-8",
    "8859/1": "iso-8859-1",
    "8859/15": "iso-8859-15",
    "UNICODE UTF-16": "utf-8",  # the stream was already turned into UTF-8 when its first bytes said UTF-16
}


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
        found = self.text.count(name + self.marks[0])
        return found if found < 2 else sum(line.startswith(name) for line in self.lines)

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
        if component == 1 and (not found or found.isalnum()):  # by far the most: nothing to take apart
            return found
        return self.plain(found, component)

    def plain(self, field: str, component: int = 1) -> str:
        """The plain text of one component of a field as sent; "" when absent, empty or deleted."""
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
