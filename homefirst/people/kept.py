"""The people file: keeps what was said, and answers who somebody is."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from homefirst.own_file import make_own_file
from homefirst.people.links import current_numbers, leaders, neighbours, number_of, pairs_in_force
from homefirst.people.said import (
    Identifier,
    Identity,
    Merge,
    NhsNumber,
    Statement,
    digits,
    nhs_number_fault,
    normalised,
    own_numbers,
    usable,
)
from homefirst.people.told import (
    NOTHING,
    Told,
    content,
    day,
    latest_identity,
    microseconds,
    spans,
    tell_join,
    tell_merge,
    widen,
)

PUBLIC_SECRET = "homefirst: set HOMEFIRST_SECRET before you keep real people here"
SCHEMA_VERSION = "1"
LOCKED_SECONDS = 20.0
PERSON_KEY = re.compile(r"p[0-9a-f]{16}")

SCHEMA = """
create table if not exists meta (name text primary key, value text not null) strict;
create table if not exists identities (
    key text not null, source text not null, content text not null,
    first_at integer not null, last_at integer not null, primary key (key, source, content)
) strict, without rowid;
create table if not exists identifiers (
    key text not null, kind text not null, assigner text not null, value text not null, verified integer not null,
    first_at integer not null, last_at integer not null, primary key (key, kind, assigner, value)
) strict, without rowid;
create index if not exists identifiers_value on identifiers (value, kind);
create table if not exists joins (
    one text not null, other text not null, joined_at integer not null, parted_at integer not null,
    primary key (one, other)
) strict, without rowid;
create index if not exists joins_other on joins (other);
create table if not exists merges (
    one text not null, other text not null, merged_at integer not null, primary key (one, other)
) strict, without rowid;
"""
# A fact told twice is kept once, with the first and the last time anybody recorded it.
SPAN = "first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)"
KEEP_IDENTITY = f"insert into identities values (?, ?, ?, ?, ?) on conflict do update set {SPAN}"
KEEP_IDENTIFIER = f"insert into identifiers values (?, ?, ?, ?, ?, ?, ?) on conflict do update set {SPAN}"
KEEP_JOIN = """insert into joins values (?, ?, ?, ?) on conflict do update set
    joined_at = max(joined_at, excluded.joined_at), parted_at = max(parted_at, excluded.parted_at)"""

KEEP_MERGE = (
    "insert into merges values (?, ?, ?) on conflict do update set merged_at = max(merged_at, excluded.merged_at)"
)


class PeopleError(Exception):
    """The people file cannot be used; the message says what to do next, and names nobody."""


class People:
    """The people of one --data directory. Threads and processes may share the file."""

    def __init__(self, path: Path, secret: str | None = None) -> None:
        """Open `path`, made when there is none, with the secret given, else that of HOMEFIRST_SECRET.

        `has_secret` is false when there is neither: keys are then made with a public one, fit only for made-up
        people. Raises PeopleError when the file was made with another secret, or cannot be used.
        """
        self.path = path
        secret = secret or os.environ.get("HOMEFIRST_SECRET", "")
        self.has_secret = bool(secret)
        self._secret = hashlib.blake2b((secret or PUBLIC_SECRET).encode(), digest_size=32).digest()
        self._lock = threading.RLock()
        with self._plainly():
            self._connection = connect(path)
        self._check_meta("layout", SCHEMA_VERSION, "was laid out by another homefirst. Use the one that made it.")
        remedy = (
            "was made with another HOMEFIRST_SECRET. Set the one it was made with, or use another --data directory."
        )
        self._check_meta("secret", self._hash("fingerprint", "people"), remedy)

    def key(self, identifiers: Sequence[Identifier]) -> str:
        """The key of whoever has these identifiers: "p" and 16 hex digits, the same on any day in any order of arrival.

        Made from the first local number, else from the NHS number. Raises ValueError when neither can be used.
        """
        return self._key(usable(identifiers)[0])

    def opaque(self, *parts: str) -> str:
        """Sixteen hex digits that stand for these parts (a visit number, say) and do not give them away."""
        return self._hash("opaque", *parts)

    def say(self, statements: Iterable[Statement], merges: Iterable[Merge] = ()) -> None:
        """Keep what sources said, all or none; said again, early or late, it comes to the same.

        Raises ValueError when somebody has no usable identifier, PeopleError when the file cannot be written.
        """
        told = Told({}, {}, {}, {})
        for (identifiers, identity, source), span in spans(statements).items():
            key = self._tell_identifiers(told, identifiers, span)
            widen(told.identities, (key, source, content(identity)), span)
        for merge in merges:
            self._tell_merge(told, merge)
        with self._write() as connection:
            # Sorted, each row is put in beside the one before, not somewhere in the file.
            connection.executemany(KEEP_IDENTITY, sorted((*fact, *span) for fact, span in told.identities.items()))
            connection.executemany(KEEP_IDENTIFIER, sorted((*fact, *span) for fact, span in told.identifiers.items()))
            connection.executemany(KEEP_JOIN, [(*pair, *times) for pair, times in told.joins.items()])
            connection.executemany(KEEP_MERGE, [(*pair, at) for pair, at in told.merges.items()])

    def keys_of(self, key: str) -> tuple[str, ...]:
        """Every key of the person who has this one, sorted; the key itself when it is known nowhere else."""
        found, waiting = {key}, [key]
        with self._read() as connection:
            while waiting:
                new = neighbours(connection, waiting.pop()) - found
                found |= new
                waiting += new
        return tuple(sorted(found))

    def same_person(self) -> dict[str, str]:
        """For every key that is not its person's first: that first key."""
        with self._read() as connection:
            groups = [*current_numbers(connection).values(), *pairs_in_force(connection)]
        return {key: first for key, first in leaders(groups).items() if key != first}

    def find(self, text: str) -> str | None:
        """The first key of the person whose key, NHS number or hospital number ("RNS 1234567" or "1234567") this is.

        None when nobody has it, and also when more than one person has: say whose hospital number it is, then.
        """
        words = text.strip()
        for ask in (self._by_key, self._by_nhs_number, self._by_local_number):
            people = {self.keys_of(key)[0] for key in ask(words)}
            if people:
                return people.pop() if len(people) == 1 else None
        return None

    def identity(self, key: str) -> Identity:
        """Who the person is now: field by field, what was said last. All empty when nothing is known."""
        query = "select last_at, content from identities where key = ?"
        with self._read() as connection:
            said = [row for one in self.keys_of(key) for row in connection.execute(query, (one,))]
        return latest_identity((last_at, json.loads(text)) for last_at, text in said)

    def nhs_number(self, key: str) -> NhsNumber | None:
        """The person's NHS number as it was last said; one that fails its check digit only when there is no other."""
        query = "select verified, last_at, value from identifiers where key = ? and kind = 'nhs'"
        with self._read() as connection:
            said = [row for one in self.keys_of(key) for row in connection.execute(query, (one,))]
        if not said:
            return None
        verified, _, value = max(said)
        return NhsNumber(value, bool(verified))

    def attributes(self) -> Iterator[tuple[str, date | None, str]]:
        """For everyone: first key, birth date, sex as last said. No names and no numbers: this may go into tables."""
        first = self.same_person()
        query = "select key, last_at, json_extract(content, '$[2]'), json_extract(content, '$[3]') from identities"
        born: dict[str, tuple[int, str]] = {}
        sexes: dict[str, tuple[int, str]] = {}
        with self._read() as connection:
            for key, last_at, birth_date, sex in connection.execute(query):
                key = first.get(key, key)
                born[key] = max(born.get(key, NOTHING), (last_at, birth_date) if birth_date else NOTHING)
                sexes[key] = max(sexes.get(key, NOTHING), (last_at, sex) if sex else NOTHING)
        for key in sorted(born):
            yield key, day(born[key][1]), sexes[key][1]

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _hash(self, purpose: str, *parts: str) -> str:
        text = "\x1f".join((purpose, *parts))
        return hashlib.blake2b(text.encode(), digest_size=8, key=self._secret).hexdigest()

    def _key(self, identifier: Identifier) -> str:
        return "p" + self._hash(identifier.kind, identifier.assigner, identifier.value)

    def _tell_identifiers(self, told: Told, identifiers: Sequence[Identifier], span: tuple[int, int]) -> str:
        """Note the numbers that somebody was given together; gives the person's key.

        Each local number has a key of its own, all of them joined, and each carries the NHS number from then on.
        """
        able = usable(identifiers)
        keys = {self._key(one): one for one in able if one.kind == "local"} or {self._key(able[0]): able[0]}
        first = next(iter(keys))
        numbers = [one for one in map(normalised, identifiers) if one.kind == "nhs" and len(set(one.value)) > 1]
        for key, own in keys.items():
            tell_join(told, first, key, joined_at=span[1])
            for one in {own, *numbers}:
                verified = one.kind == "nhs" and nhs_number_fault(one.value) is None
                widen(told.identifiers, (key, one.kind, one.assigner, one.value, int(verified)), span)
        return first

    def _tell_merge(self, told: Told, merge: Merge) -> None:
        recorded_at = microseconds(merge.recorded_at)
        span = (recorded_at, recorded_at)
        surviving = self._tell_identifiers(told, merge.surviving, span)
        prior = self._tell_identifiers(told, own_numbers(merge.prior, merge.surviving), span)
        if merge.undo:
            tell_join(told, surviving, prior, parted_at=recorded_at)
        else:
            tell_merge(told, surviving, prior, recorded_at)

    def _by_key(self, words: str) -> list[str]:
        if not PERSON_KEY.fullmatch(words):
            return []
        return self._column("select distinct key from identifiers where key = ?", words)

    def _by_nhs_number(self, words: str) -> list[str]:
        """Those whose number it is now, else those of whom it was ever said."""
        number = digits(words)
        with self._read() as connection:
            ever = self._column("select key from identifiers where value = ? and kind = 'nhs'", number)
            now = [key for key in ever if number_of(connection, key) == number]
        return now or ever

    def _by_local_number(self, words: str) -> list[str]:
        query = "select key from identifiers where value = ? and kind = 'local'"
        assigner, _, value = words.upper().replace(":", " ").partition(" ")
        whole = self._column(query, words.upper())
        return whole or self._column(query + " and assigner = ?", value.strip(), assigner)

    def _column(self, query: str, *values: str) -> list[str]:
        with self._read() as connection:
            return [found for (found,) in connection.execute(query, values)]

    def _check_meta(self, name: str, value: str, remedy: str) -> None:
        """Note `value` in a new file; refuse a file that notes another. Raises PeopleError."""
        with self._write() as connection:
            connection.execute("insert into meta values (?, ?) on conflict do nothing", (name, value))
            (held,) = connection.execute("select value from meta where name = ?", (name,)).fetchone()
        if held != value:
            raise PeopleError(f"The people file {self.path} {remedy}")

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._plainly():
            yield self._connection

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._plainly(), self._connection:
            self._connection.execute("begin immediate")
            yield self._connection

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Say what SQLite or the disk says against the file in the reader's words."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            said = f"The people file {self.path} cannot be used: {error}."
            raise PeopleError(f"{said} Check the folder and its disk, or put back a backup.") from None


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the people file, made when missing, which its owner alone may read."""
    make_own_file(path)
    connection = sqlite3.connect(path, timeout=LOCKED_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("pragma journal_mode = wal")
    connection.executescript(SCHEMA)
    return connection
