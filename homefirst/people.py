"""Who anyone is: the only place that knows names, NHS numbers, hospital numbers and addresses.

Everywhere else a person is a key that says nothing. Keys are made with a secret, so that nobody without it can
try every NHS number to find whose key it is. Each hospital's number makes a key of its own; keys are one person
when they carry the same NHS number now, when a source gave their numbers together, or when it merged them.

"Verified" here means that the NHS number passes its own check digit. It does not mean that it was traced on the
Personal Demographics Service. A number that fails is kept and shown, and never joins anybody to anybody.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

PUBLIC_SECRET = "homefirst: set HOMEFIRST_SECRET before you keep real people here"
SCHEMA_VERSION = "1"
LOCKED_SECONDS = 20.0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
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
"""
# A fact told twice is kept once, with the first and the last time anybody recorded it.
SPAN = "first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)"
KEEP_IDENTITY = f"insert into identities values (?, ?, ?, ?, ?) on conflict do update set {SPAN}"
KEEP_IDENTIFIER = f"insert into identifiers values (?, ?, ?, ?, ?, ?, ?) on conflict do update set {SPAN}"
KEEP_JOIN = """insert into joins values (?, ?, ?, ?) on conflict do update set
    joined_at = max(joined_at, excluded.joined_at), parted_at = max(parted_at, excluded.parted_at)"""
JOINED = """select other from joins where one = ? and joined_at > parted_at
    union select one from joins where other = ? and joined_at > parted_at"""
NUMBER_OF = """select value from identifiers where key = ? and kind = 'nhs' and verified
    order by last_at desc, value desc limit 1"""
NEVER = -(2**63)
NOTHING = (NEVER, "")


class PeopleError(Exception):
    """The people file cannot be used; the message says what to do next, and names nobody."""


class Identifier(NamedTuple):
    """A number by which somebody is known.

    `kind` is "nhs" or "local"; `assigner` the organisation that gave a local number (ODS code), else "".
    """

    kind: str
    value: str
    assigner: str = ""


class Identity(NamedTuple):
    """What a source says of a person; anything it does not say is empty.

    `sex` is the source's code, `address` the lines of it, `practice` the ODS code of the GP practice.
    """

    family: str = ""
    given: str = ""
    birth_date: date | None = None
    sex: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    practice: str = ""
    telephone: str = ""


class Statement(NamedTuple):
    """At `recorded_at`, `source` said that whoever has these identifiers is this person."""

    identifiers: tuple[Identifier, ...]
    identity: Identity
    recorded_at: datetime
    source: str


class Merge(NamedTuple):
    """`source` said that these two were one person all along or, with `undo`, that they are not (HL7 A40, A37)."""

    surviving: tuple[Identifier, ...]
    prior: tuple[Identifier, ...]
    recorded_at: datetime
    source: str
    undo: bool = False


class NhsNumber(NamedTuple):
    """Ten digits, and whether the check digit is right."""

    value: str
    verified: bool


Said = tuple[tuple[Identifier, ...], Identity, str]  # a statement without its time
Fact = TypeVar("Fact")


class Told(NamedTuple):
    """Rows to keep, from many statements: each fact with the span of time over which it was told (microseconds)."""

    identities: dict[tuple[str, str, str], tuple[int, int]]
    identifiers: dict[tuple[str, str, str, str, int], tuple[int, int]]
    joins: dict[tuple[str, str], tuple[int, int]]


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
        told = Told({}, {}, {})
        for (identifiers, identity, source), span in spans(statements).items():
            key = self._tell_identifiers(told, identifiers, span)
            widen(told.identities, (key, source, content(identity)), span)
        for merge in merges:
            self._tell_merge(told, merge)
        with self._write() as connection:
            connection.executemany(KEEP_IDENTITY, [(*fact, *span) for fact, span in told.identities.items()])
            connection.executemany(KEEP_IDENTIFIER, [(*fact, *span) for fact, span in told.identifiers.items()])
            connection.executemany(KEEP_JOIN, [(*pair, *times) for pair, times in told.joins.items()])

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
        """Note the numbers that somebody was given together; gives the person's key."""
        key = self._key(usable(identifiers)[0])
        for identifier in map(normalised, identifiers):
            if identifier.kind == "nhs" and identifier.value.strip("0"):
                verified = nhs_number_fault(identifier.value) is None
                widen(told.identifiers, (key, *identifier_row(identifier), int(verified)), span)
            elif identifier.kind == "local" and identifier.value:
                own = self._key(identifier)
                widen(told.identifiers, (own, *identifier_row(identifier), 1), span)
                tell_join(told, key, own, joined_at=span[1])
        return key

    def _tell_merge(self, told: Told, merge: Merge) -> None:
        recorded_at = microseconds(merge.recorded_at)
        span = (recorded_at, recorded_at)
        surviving = self._tell_identifiers(told, merge.surviving, span)
        prior = self._tell_identifiers(told, merge.prior, span)
        if merge.undo:
            tell_join(told, surviving, prior, parted_at=recorded_at)
        else:
            tell_join(told, surviving, prior, joined_at=recorded_at)

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
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    connection = sqlite3.connect(path, timeout=LOCKED_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("pragma journal_mode = wal")
    connection.executescript(SCHEMA)
    return connection


def nhs_number_fault(text: str) -> str | None:
    """What is wrong with an NHS number, as a sentence; None when it can be used.

    Ten digits, the last a check on the first nine (modulus 11, weights 10 to 2; a check of 10 is never issued).
    A number of one digit repeated is a placeholder, though 0000000000 and 9999999999 pass the arithmetic. The
    sentence does not repeat the number. Source: NHS Data Dictionary, *NHS Number* (*unverified*: from memory).
    """
    number = digits(text)
    if not re.fullmatch(r"[0-9]{10}", number):
        return "An NHS number has ten digits; check how it was typed."
    if len(set(number)) == 1:
        return "An NHS number of one digit repeated is a placeholder, not somebody's number; leave it empty instead."
    check = 11 - sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
    if check % 11 != int(number[9]):
        return "The NHS number's check digit is wrong; one of its digits was mistyped."
    return None


def digits(text: str) -> str:
    """An NHS number without the spaces and hyphens it is printed with."""
    return re.sub(r"[\s-]", "", text)


def normalised(identifier: Identifier) -> Identifier:
    """The same identifier, however it was typed. Raises ValueError for a kind that is neither nhs nor local."""
    if identifier.kind == "nhs":
        return Identifier("nhs", digits(identifier.value))
    if identifier.kind == "local":
        return Identifier("local", identifier.value.strip().upper(), identifier.assigner.strip().upper())
    raise ValueError(f"{identifier.kind!r} is not a kind of identifier: say nhs or local.")


def usable(identifiers: Sequence[Identifier]) -> list[Identifier]:
    """Those that can stand for a person, local ones first. Raises ValueError when there is none."""
    given = [normalised(identifier) for identifier in identifiers]
    local = [identifier for identifier in given if identifier.kind == "local" and identifier.value]
    national = [one for one in given if one.kind == "nhs" and nhs_number_fault(one.value) is None]
    if not local and not national:
        raise ValueError("Nobody can be known by this: give a hospital number, or an NHS number that passes its check.")
    return local + national


def identifier_row(identifier: Identifier) -> tuple[str, str, str]:
    return identifier.kind, identifier.assigner, identifier.value


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 in UTC. Raises ValueError for a time without its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"A time needs its zone: {moment}. Give UTC, or attach Europe/London.")
    return (moment - EPOCH) // timedelta(microseconds=1)


def spans(statements: Iterable[Statement]) -> dict[Said, tuple[int, int]]:
    """Each different thing said, with the first and last time it was: most statements repeat an earlier one."""
    said: dict[Said, tuple[int, int]] = {}
    for identifiers, identity, recorded_at, source in statements:
        at = microseconds(recorded_at)
        widen(said, (tuple(identifiers), identity, source), (at, at))
    return said


def widen(facts: dict[Fact, tuple[int, int]], fact: Fact, span: tuple[int, int]) -> None:
    """Note a fact told over this span of time, or widen the span over which it is known to have been told."""
    first, last = facts.get(fact, span)
    facts[fact] = min(first, span[0]), max(last, span[1])


def tell_join(told: Told, one: str, other: str, *, joined_at: int = NEVER, parted_at: int = NEVER) -> None:
    """Note that two keys were said to be one person, or not to be."""
    if one != other:
        pair = min(one, other), max(one, other)
        joined, parted = told.joins.get(pair, (NEVER, NEVER))
        told.joins[pair] = max(joined, joined_at), max(parted, parted_at)


def content(identity: Identity) -> str:
    """An identity as one line of text, the same for the same identity."""
    born = identity.birth_date
    fields = [*identity._replace(birth_date=None)]
    fields[2] = born.isoformat() if born else ""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def latest_identity(said: Iterable[tuple[int, list[Any]]]) -> Identity:
    """Field by field, what was said last and is not empty; ties go to the later in the alphabet, on any machine."""
    latest: dict[int, tuple[int, Any]] = {}
    for last_at, fields in said:
        for index, value in enumerate(fields):
            if value:
                latest[index] = max(latest.get(index, (last_at, value)), (last_at, value))
    value = [latest[index][1] if index in latest else "" for index in range(len(Identity._fields))]
    family, given, born, sex, address, postcode, practice, telephone = value
    return Identity(family, given, day(born), sex, tuple(address), postcode, practice, telephone)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def number_of(connection: sqlite3.Connection, key: str) -> str | None:
    """The verified NHS number that this key carries now: the one said last."""
    found = connection.execute(NUMBER_OF, (key,)).fetchone()
    return found[0] if found else None


def neighbours(connection: sqlite3.Connection, key: str) -> set[str]:
    """The keys that are the same person as this one by one step: joined to it, or carrying its NHS number now."""
    joined = {other for (other,) in connection.execute(JOINED, (key, key))}
    number = number_of(connection, key)
    holders = "select key from identifiers where value = ? and kind = 'nhs' and verified"
    sharing = {one for (one,) in connection.execute(holders, (number,)).fetchall()}
    return joined | {one for one in sharing if number_of(connection, one) == number}


def current_numbers(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """NHS number -> the keys that carry it now, over everyone."""
    query = "select key, value from identifiers where kind = 'nhs' and verified order by last_at, value"
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for key, number in dict(connection.execute(query).fetchall()).items():
        holders[number].append(key)
    return holders


def pairs_in_force(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every two keys that were last said to be one person."""
    return iter(connection.execute("select one, other from joins where joined_at > parted_at").fetchall())


def leaders(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """For every key in these groups, the first key of all those it is connected to."""
    leader: dict[str, str] = {}

    def lead(key: str) -> str:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    for group in groups:
        for key in group[1:]:
            one, other = sorted((lead(group[0]), lead(key)))
            leader[other] = one
    return {key: lead(key) for key in list(leader)}
