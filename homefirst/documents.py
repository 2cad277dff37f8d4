"""Documents that events point to: discharge summaries, care plans, whole messages. Kept by what they hold.

A document is named by the SHA-256 of its content, so it can never be changed under an event's feet, and the same
document kept twice is kept once. Documents say who people are: the file may be read by its owner alone.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from homefirst.own_file import make_own_file

SCHEMA = """
create table if not exists documents (
    hash text primary key check (length(hash) = 64), media_type text not null, content blob not null
) strict, without rowid;
create trigger if not exists documents_no_update before update on documents
    begin select raise(abort, 'A document is never changed: keep a new one instead.'); end;
create trigger if not exists documents_no_delete before delete on documents
    begin select raise(abort, 'A document is never changed: keep a new one instead.'); end;
"""
LOCKED_SECONDS = 20.0


class DocumentError(Exception):
    """A document cannot be kept or found; the message says what to do next."""


class Document(NamedTuple):
    """One document: its name (SHA-256 of the content, 64 hex digits), its media type, and its bytes."""

    hash: str
    media_type: str
    content: bytes


class Documents:
    """The documents kept in one file. Threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        """Open `path`, made when there is none. Raises DocumentError when it cannot be used."""
        self.path = path
        self._lock = threading.Lock()
        with self._plainly():
            make_own_file(path)
            self._connection = sqlite3.connect(path, timeout=LOCKED_SECONDS, check_same_thread=False)
            self._connection.execute("pragma journal_mode = wal")
            self._connection.execute("pragma recursive_triggers = on")
            self._connection.executescript(SCHEMA)

    def put(self, content: bytes, media_type: str) -> str:
        """Keep a document and give its name. Of one that is known, the first media type stands."""
        (name,) = self.put_all([(content, media_type)])
        return name

    def put_all(self, documents: Iterable[tuple[bytes, str]]) -> list[str]:
        """Keep many (content, media type), all or none, and give their names in the same order."""
        rows = [(hashlib.sha256(content).hexdigest(), media, content) for content, media in documents]
        with self._lock, self._plainly(), self._connection as connection:
            connection.executemany("insert into documents values (?, ?, ?) on conflict do nothing", rows)
        return [name for name, _, _ in rows]

    def get(self, hash: str) -> Document:
        """The document of this name. Raises DocumentError when there is none, or when it was damaged."""
        query = "select hash, media_type, content from documents where hash = ?"
        with self._lock, self._plainly():
            found = self._connection.execute(query, (hash,)).fetchone()
        if found is None:
            raise DocumentError(f"There is no document {hash}. Check that this is the --data directory it was kept in.")
        document = Document(*found)
        if hashlib.sha256(document.content).hexdigest() != hash:
            raise DocumentError(f"Document {hash} is damaged in {self.path}. Put back the latest backup.")
        return document

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, closing(self._connection):
            pass

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Say what SQLite or the disk says against the file in the reader's words."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            said = f"The documents in {self.path} cannot be used: {error}."
            raise DocumentError(f"{said} Check the folder and its disk, or put back a backup.") from None
