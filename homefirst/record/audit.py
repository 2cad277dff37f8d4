"""Who looked at whom, who was told no, and who decided what: kept for ever, in the order in which it happened.

One row for each page about a person, each list, each refusal, each decision, each use of emergency access, each
review. A row is never changed and never removed, and each carries a hash of the one before it, so that a row taken
out of the middle is found (`homefirst audit check`). What was cut off at the end is found only against a last hash
noted elsewhere. Shaped like IHE's Basic Audit Log Patterns and the NHS's record of accesses; held to neither.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import zlib
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from homefirst.days import midnight
from homefirst.own_file import make_own_file
from homefirst.record.access_file import AccessError
from homefirst.record.reader import Reader

DIRECT_CARE = "direct care"
PRIVACY = "looking after privacy"
LOCKED_SECONDS = 20.0
EMERGENCY_LASTS = timedelta(hours=1)
READ, REFUSED, EMERGENCY, REVIEWED = "read", "refused", "emergency", "reviewed"
SCHEMA = """
create table if not exists audit (
    position integer primary key, at text not null, account text not null, role text not null,
    organisation text not null, service text not null, action text not null, person text not null,
    shown text not null, refused text not null, rule text not null, purpose text not null, reason text not null,
    people integer not null, list text not null, about integer not null, hash text not null
) strict;
create index if not exists audit_person on audit (person) where person <> '';
create index if not exists audit_account on audit (account, at);
create index if not exists audit_emergency on audit (action) where action in ('emergency', 'reviewed');
create table if not exists lists (hash text primary key, keys blob not null) strict, without rowid;
create trigger if not exists audit_no_update before update on audit
    begin select raise(abort, 'The record of who looked is never changed.'); end;
create trigger if not exists audit_no_delete before delete on audit
    begin select raise(abort, 'The record of who looked is never changed.'); end;
create trigger if not exists lists_no_update before update on lists
    begin select raise(abort, 'The record of who looked is never changed.'); end;
create trigger if not exists lists_no_delete before delete on lists
    begin select raise(abort, 'The record of who looked is never changed.'); end;
"""


class Seen(NamedTuple):
    """One row: who did what, to whom, which sections were shown and refused, by which rule, for what.

    `people` and `list` are, for a list of people, how many it showed and under which hash their keys are kept;
    `about` is the position of the row that a review answers, or 0.
    """

    position: int
    at: str
    account: str
    role: str
    organisation: str
    service: str
    action: str
    person: str
    shown: str
    refused: str
    rule: str
    purpose: str
    reason: str
    people: int
    list: str
    about: int
    hash: str

    @property
    def moment(self) -> datetime:
        """When it was kept."""
        return datetime.fromisoformat(self.at)


COLUMNS = ", ".join(Seen._fields)
INSERT = f"insert into audit ({COLUMNS}) values ({', '.join('?' * len(Seen._fields))})"


class Fault(NamedTuple):
    """Where the chain does not hold, and how."""

    position: int
    words: str


class Audit:
    """The record of who looked, in one file for its owner alone. Threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        """Open `path`, made when there is none. Raises AccessError when it cannot be used."""
        self.path = path
        self._lock = threading.RLock()
        self._lists: set[str] = set()
        with self._plainly():
            make_own_file(path)
            self._connection = sqlite3.connect(path, LOCKED_SECONDS, isolation_level=None, check_same_thread=False)
            self._connection.execute("pragma journal_mode = wal")
            self._connection.execute("pragma synchronous = normal")
            self._connection.executescript(SCHEMA)

    def add(
        self,
        reader: Reader,
        action: str,
        now: datetime,
        *,
        person: str = "",
        shown: Collection[str] = (),
        refused: Collection[str] = (),
        rule: str = "",
        purpose: str = DIRECT_CARE,
        reason: str = "",
        people: Collection[str] | None = None,
        about: int = 0,
    ) -> int:
        """Keep one row before the page is shown, and give its position. Raises AccessError: then nothing is shown."""
        keys = sorted(people) if people is not None else []
        hash, count = (list_hash(keys), len(keys)) if people is not None else ("", 0)
        who = (reader.account, str(reader.role), reader.organisation, reader.service)
        what = (action, person, " ".join(sorted(shown)), " ".join(sorted(refused)), rule, purpose, reason)
        with self._writing() as connection:
            if hash and hash not in self._lists:
                connection.execute("insert into lists values (?, ?) on conflict do nothing", (hash, packed(keys)))
            last = connection.execute("select position, hash from audit order by position desc limit 1").fetchone()
            position, before = (last[0] + 1, last[1]) if last else (1, "")
            row = (position, now.isoformat(), *who, *what, count, hash, about)
            connection.execute(INSERT, (*row, chained(before, row)))
        if hash:
            self._lists.add(hash)
        return position

    def rows(
        self, *, person: str = "", account: str = "", day: date | None = None, action: str = "", limit: int = 500
    ) -> list[Seen]:
        """The rows that match, the latest first. A list counts for a person whose key is in it."""
        wants = {"account": account, "action": action}
        where = [f"{name} = ?" for name, value in wants.items() if value]
        values: list[str | int] = [value for value in wants.values() if value]
        if day:
            where, values = [*where, "at >= ?", "at < ?"], [*values, *bounds(day)]
        if person:
            lists = self._lists_with(person)
            where = [*where, f"(person = ? or list in ({', '.join('?' * len(lists))}))"]
            values = [*values, person, *lists]
        query = f"select {COLUMNS} from audit {'where ' + ' and '.join(where) if where else ''} "
        with self._lock, self._plainly():
            found = self._connection.execute(f"{query} order by position desc limit ?", (*values, limit))
            return [Seen(*row) for row in found]

    def row(self, position: int) -> Seen | None:
        """One row by its position."""
        with self._lock, self._plainly():
            row = self._connection.execute(f"select {COLUMNS} from audit where position = ?", (position,)).fetchone()
        return Seen(*row) if row else None

    def emergencies(self) -> list[tuple[Seen, Seen | None]]:
        """Every use of emergency access with its review, those without one first, then the latest."""
        query = f"select {COLUMNS} from audit where action in (?, ?) order by position desc"
        with self._lock, self._plainly():
            found = [Seen(*row) for row in self._connection.execute(query, (EMERGENCY, REVIEWED))]
        reviews: dict[int, Seen] = {}
        for row in found:
            if row.action == REVIEWED:
                reviews.setdefault(row.about, row)
        pairs = [(row, reviews.get(row.position)) for row in found if row.action == EMERGENCY]
        return sorted(pairs, key=lambda pair: pair[1] is not None)

    def emergency_until(self, account: str, person: str, now: datetime) -> datetime | None:
        """Until when an account has emergency access to a person; None where it has none now."""
        query = "select at from audit where action = ? and account = ? and person = ? order by position desc limit 1"
        with self._lock, self._plainly():
            row = self._connection.execute(query, (EMERGENCY, account, person)).fetchone()
        until = datetime.fromisoformat(row[0]) + EMERGENCY_LASTS if row else None
        return until if until and until > now else None

    def faults(self) -> Iterator[Fault]:
        """Where rows are missing, or say something else than when they were kept."""
        before, expected = "", 1
        with self._lock, self._plainly():
            for row in self._connection.execute(f"select {COLUMNS} from audit order by position"):
                if row[0] != expected:
                    yield Fault(expected, f"{row[0] - expected} missing before row {row[0]}")
                elif row[-1] != chained(before, row[:-1]):
                    yield Fault(row[0], "does not say what was kept, or the one before it was exchanged")
                before, expected = row[-1], row[0] + 1

    def last(self) -> tuple[int, str]:
        """The last position and its hash, to be noted elsewhere; (0, "") when empty."""
        with self._lock, self._plainly():
            row = self._connection.execute("select position, hash from audit order by position desc limit 1").fetchone()
        return (row[0], row[1]) if row else (0, "")

    def listed(self, hash: str) -> list[str]:
        """The keys of the people whom a list showed."""
        with self._lock, self._plainly():
            row = self._connection.execute("select keys from lists where hash = ?", (hash,)).fetchone()
        return zlib.decompress(row[0]).decode().split() if row else []

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, closing(self._connection):
            pass

    def _lists_with(self, person: str) -> list[str]:
        with self._lock, self._plainly():
            found = self._connection.execute("select hash, keys from lists").fetchall()
        wanted = person.encode()
        return [hash for hash, keys in found if wanted in zlib.decompress(keys).split()]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The connection, while nobody else adds a row."""
        with self._lock, self._plainly():
            self._connection.execute("begin immediate")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("rollback")
                raise
            self._connection.execute("commit")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            said = f"The record of who looked, {self.path}, cannot be used: {error}. Nothing is shown without it."
            raise AccessError(f"{said} Check the folder and its disk, or put back a backup.") from None


def bounds(day: date) -> tuple[str, str]:
    """The first moment of a day in England, and the first after it, as moments are kept."""
    first, after = midnight(day), midnight(day + timedelta(days=1))
    return first.astimezone(UTC).isoformat(), after.astimezone(UTC).isoformat()


def chained(before: str, row: tuple[object, ...]) -> str:
    """The hash of a row and of the one before it."""
    text = json.dumps([before, *row], ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def list_hash(keys: list[str]) -> str:
    return hashlib.blake2b(" ".join(keys).encode(), digest_size=16).hexdigest()


def packed(keys: list[str]) -> bytes:
    return zlib.compress(" ".join(keys).encode(), 1)
