"""Messages found in files of every shape, whatever their line ends, frames, envelopes and encodings."""

from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.intake import hl7_split
from homefirst.intake.hl7_message import parse
from homefirst.intake.hl7_split import Piece, TooLong, looks_like_hl7, pieces
from tests.intake.messages import adt

ONE, TWO = adt("A01"), adt("A03")


def bodies(content: bytes) -> list[bytes]:
    found = list(pieces(io.BytesIO(content)))
    assert all(isinstance(piece, Piece) for piece in found)
    return [piece.body for piece in found if isinstance(piece, Piece)]


def triggers(content: bytes) -> list[str]:
    return [parse(body).part("MSH", 9, 2) for body in bodies(content)]


@pytest.mark.parametrize(
    "content",
    [
        ONE + TWO,
        (ONE + TWO).replace(b"\r", b"\n"),
        (ONE + TWO).replace(b"\r", b"\r\n"),
        ONE.replace(b"\r", b"\r\r\n") + b"\n\n" + TWO.replace(b"\r", b"\n"),
        b"\xef\xbb\xbf" + ONE + b"\xef\xbb\xbf" + TWO,
        (ONE + TWO).decode().encode("utf-16"),
        "\ufeff".encode("utf-16-be") + (ONE + TWO).decode().encode("utf-16-be"),
        b"\x0b" + ONE + b"\x1c\r\x0b" + TWO + b"\x1c\r",
        b"FHS|^~\\&|PAS\rBHS|^~\\&|PAS\r" + ONE + TWO + b"BTS|2\rFTS|1\r",
        b"\r\n\r\n" + ONE + TWO.rstrip(b"\r") + b"\x1a",
    ],
    ids=["CR", "LF", "CRLF", "mixed", "BOM", "UTF-16", "UTF-16 BE", "MLLP", "batch", "blank lines and an end mark"],
)
def test_two_messages_are_found_however_they_are_wrapped(content: bytes) -> None:
    assert looks_like_hl7(content[:1000])
    assert triggers(content) == ["A01", "A03"]
    assert all(parse(body).part("PV1", 19) == "V1" for body in bodies(content))


@given(st.lists(st.sampled_from([ONE, TWO, ONE.replace(b"\r", b"\r\n")]), min_size=1, max_size=6), st.integers(1, 400))
def test_where_the_file_is_cut_into_chunks_makes_no_difference(messages: list[bytes], chunk: int) -> None:
    content, kept = b"".join(messages), hl7_split.CHUNK
    try:
        hl7_split.CHUNK = chunk
        found = list(pieces(io.BytesIO(content)))
    finally:
        hl7_split.CHUNK = kept
    assert [piece.body.strip() for piece in found if isinstance(piece, Piece)] == [m.strip() for m in messages]
    assert all(content[piece.offset :].startswith(b"MSH") for piece in found)


@pytest.mark.parametrize("stray", [b"the printer is out of paper\r", b"\x0bnot HL7 at all\x1c\r", b"123|456\r"])
def test_text_that_belongs_to_no_message_is_handed_on_as_its_own_piece(stray: bytes) -> None:
    assert len(bodies(ONE + stray + TWO)) == 3
    assert bodies(ONE + stray + TWO)[1].strip(b"\x0b\r") == stray.strip(b"\x0b\x1c\r")
    assert len(bodies(stray + ONE)) == 2


def test_a_broken_line_of_free_text_stays_with_its_message() -> None:
    assert len(bodies(ONE + b"OBX|1|TX|||first line\nand a second\r" + TWO)) == 2


def test_a_message_too_long_to_hold_is_named_by_its_digest_and_the_next_is_still_read() -> None:
    long = ONE.rstrip(b"\r") + b"\rOBX|1|ED|||" + b"A" * (hl7_split.LONGEST_MESSAGE + 10) + b"\r"
    first, second, third = pieces(io.BytesIO(TWO + long + ONE))
    assert isinstance(first, Piece)
    assert isinstance(third, Piece)
    assert parse(third.body).part("MSH", 9, 2) == "A01"
    assert second == TooLong(len(TWO), len(long), hashlib.sha256(long).hexdigest())


@pytest.mark.parametrize(
    "first", [b"", b"hello", b"a,b\n1,2\n", b"\x89PNG\r\n\x1a\n\0\0MSH|", b"PK\x03\x04", b"<xml>MSH|</xml>"]
)
def test_a_file_without_messages_does_not_look_like_hl7(first: bytes) -> None:
    assert not looks_like_hl7(first)
