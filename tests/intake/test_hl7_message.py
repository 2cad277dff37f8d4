"""Our reading of fields, held to an independent library's on real and on random messages."""

from __future__ import annotations

from pathlib import Path

import hl7
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.intake.hl7_message import Message, NotHl7, parse

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "hl7v2"
needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="the sample messages of ../shared/data are not here")


def ours(message: Message) -> list[tuple[str, list[str]]]:
    """Every segment's fields as sent, from our own reader."""
    names = {line[:3] for line in message.lines}
    return sorted((name, message.segment(name)[1:]) for name in names)


def theirs(text: str) -> list[tuple[str, list[str]]]:
    """The same from the hl7 library: the first segment of each name, fields as text."""
    parsed = hl7.parse(text)
    names = {str(segment[0]) for segment in parsed}
    return sorted((name, [str(field) for field in parsed.segment(name)[1:]]) for name in names)


@needs_samples
def test_every_field_of_the_sample_messages_is_read_as_the_hl7_library_reads_it() -> None:
    files = sorted(SAMPLES.glob("*.hl7"))
    assert len(files) >= 20
    for file in files:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\r").replace("\n", "\r").strip("\r") + "\r"
        assert ours(parse(file.read_bytes())) == theirs(text), file.name


letters = st.text("ABab01 .-é'", max_size=6)
field = st.lists(st.lists(letters, min_size=1, max_size=3).map("^".join), min_size=1, max_size=2).map("~".join)
segment = st.tuples(st.sampled_from(["PID", "PV1", "ZU1", "OBX"]), st.lists(field, min_size=1, max_size=9))


@given(st.lists(segment, min_size=1, max_size=5))
def test_every_field_of_a_random_message_is_read_as_the_hl7_library_reads_it(
    segments: list[tuple[str, list[str]]],
) -> None:
    lines = ["MSH|^~\\&|PAS|RNS|||20260105||ADT^A01|M1|P|2.4"]
    lines += ["|".join([name, *fields]) for name, fields in segments]
    text = "".join(f"{line}\r" for line in lines)
    assert ours(parse(text.encode())) == theirs(text)


@given(st.lists(st.lists(letters, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_component_is_the_one_the_hl7_library_gives(components: list[list[str]]) -> None:
    text = "MSH|^~\\&|PAS\rPID|" + "|".join("^".join(parts) for parts in components) + "\r"
    message, parsed = parse(text.encode()), hl7.parse(text)
    for number, parts in enumerate(components, 1):
        for component in range(1, len(parts) + 1):
            wanted = parsed.extract_field("PID", 1, number, 1, component, 1)
            assert message.part("PID", number, component) == wanted.strip()


def test_escapes_stand_for_the_delimiters_and_for_bytes() -> None:
    message = parse(rb"MSH|^~\&|A\F\B^C\S\D|E\T\F|G\R\H|I\E\J|K\X41C3A9\L|M\H\N\N\O|P\Q")
    assert message.part("MSH", 3) == "A|B"
    assert message.part("MSH", 3, 2) == "C^D"
    assert [message.part("MSH", n) for n in range(4, 10)] == ["E&F", "G~H", "I\\J", "KAéL", "MNO", "P\\Q"]


def test_the_message_chooses_its_own_delimiters() -> None:
    message = parse(b"MSH#*@!%#PAS*X#RNS%Y#\rPID###1!F!2*3@4*5")
    assert message.part("MSH", 3, 2) == "X"
    assert message.part("MSH", 4) == "RNS"
    assert message.part("PID", 3) == "1#2"
    assert [message.plain(one) for one in message.repetitions(message.field("PID", 3))] == ["1#2", "4"]


def test_a_deleted_field_reads_as_empty_but_is_told_from_one_not_sent() -> None:
    message = parse(b'MSH|^~\\&|""||x')
    assert message.part("MSH", 3) == message.part("MSH", 4) == ""
    assert message.field("MSH", 3) == '""'


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("8859/1", "iso-8859-1"), ("UNICODE UTF-8", "utf-8"), ("", "utf-8"), ("", "cp1252"), ("NONSENSE", "cp1252")],
)
def test_names_with_accents_are_read_in_the_encoding_they_came_in(charset: str, encoding: str) -> None:
    text = f"MSH|^~\\&|PAS|RNS|||||ADT^A01|1|P|2.4||||||{charset}\rPID|||1||Zoë’s^Åsa"
    text = text.replace("’", "'") if encoding == "iso-8859-1" else text
    assert parse(text.encode(encoding)).part("PID", 5, 2) == "Åsa"


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"MSH", b"MSH|", b"MSH||x", b"MSHello there, a note", b"MSH|^~\\&|\0\0"]
)
def test_what_is_no_message_is_refused_with_a_reason(body: bytes) -> None:
    with pytest.raises(NotHl7, match=r"MSH|zero bytes"):
        parse(body)
