"""An HL7 v2 file or connection read into the stores: pieces, then messages, then what they say, then kept."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO

from homefirst.intake.hl7 import Understood, understand
from homefirst.intake.hl7_heard import Keys, Remembered, SetAside
from homefirst.intake.hl7_message import Message, NotHl7, parse
from homefirst.intake.hl7_split import LONGEST_MESSAGE, Piece, TooLong, pieces
from homefirst.intake.keep import Store, Taken, keep
from homefirst.intake.local import Local, local_codes
from homefirst.intake.set_aside import Left

BATCH_MESSAGES = 2_000
BATCH_BYTES = 8_000_000
AMERICAN = frozenset(("USA", "US"))


def chosen(message: Message, local: str) -> Local:
    """The local codes asked for; for "auto" by the message: American if its sender (MSH-17) is.

    Never by where the person lives: an American on holiday here is in an English hospital.
    """
    if local != "auto":
        return local_codes(local)
    return local_codes("us" if message.part("MSH", 17).upper() in AMERICAN else "uk")


def read(body: bytes, people: Keys, local: str = "auto") -> Understood | SetAside:
    """What the bytes of one message say, or why they cannot be used."""
    try:
        message = parse(body)
    except NotHl7 as fault:
        return SetAside(str(fault))
    return understand(message, chosen(message, local), people)


def read_stream(stream: BinaryIO, file: str, store: Store, now: datetime, local: str = "auto") -> Iterator[Taken]:
    """Every message of a stream, kept in batches; after each batch, its counts."""
    keys = Remembered(store.people)
    for batch in _batches(pieces(stream)):
        with collector_paused():
            taken = keep(store, [_said(piece, file, keys, local) for piece in batch], now)
        yield taken


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's cycle collector rests for one batch: a message leaves no cycles, and looking for them costs a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _said(piece: Piece | TooLong, file: str, keys: Keys, local: str) -> Understood | Left:
    if isinstance(piece, TooLong):
        reason = f"is longer than {LONGEST_MESSAGE:,} bytes; it stays in its file, and is not copied"
        return Left(None, reason, file, piece.offset, length=piece.length, sha256=piece.sha256)
    said = read(piece.body, keys, local)
    return said if isinstance(said, Understood) else Left(piece.body, said.reason, file, piece.offset)


def _batches(found: Iterable[Piece | TooLong]) -> Iterator[list[Piece | TooLong]]:
    """Lists of at most BATCH_MESSAGES and about BATCH_BYTES."""
    batch: list[Piece | TooLong] = []
    size = 0
    for piece in found:
        batch.append(piece)
        size += len(piece.body) if isinstance(piece, Piece) else 0
        if len(batch) >= BATCH_MESSAGES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
