"""Sessions kept on this side: a browser holds nothing but a random number, and any of them can be ended here."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from homefirst.record.access_file import AccessFile

IDLE = timedelta(minutes=30)  # ours: a terminal on a ward is left and taken up by others
LONGEST = timedelta(hours=12)  # ours: one long shift
NOTED_SECONDS = 60  # how often, at most, it is written down that a session is in use
COLUMNS = "id, account, role, form_token, started, seen, browser, way"


class Session(NamedTuple):
    """One signed-in browser. `id` is the hash of the number that the browser holds, `role` which of its roles it
    acts in, `way` how it signed in: "password", "provider" (OpenID Connect) or "invented".
    """

    id: str
    account: str
    role: int
    form_token: str
    started_at: datetime
    seen_at: datetime
    browser: str
    way: str


def hashed(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()


class Sessions:
    """The sessions of one file of accounts."""

    def __init__(self, file: AccessFile) -> None:
        self._file = file

    def begin(self, account: str, role: int, now: datetime, browser: str = "", way: str = "password") -> str:
        """Begin a session and give the number that its browser is to hold."""
        number, moment = secrets.token_urlsafe(32), now.timestamp()
        values = (hashed(number), account, role, secrets.token_urlsafe(24), moment, moment, browser[:120], way, None)
        with self._file.use() as connection:
            connection.execute("insert into sessions values (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        return number

    def find(self, number: str, now: datetime, *, used: bool = True) -> Session | None:
        """The session of this number, if it stands: not ended, not idle too long, not too old.

        `used` is false for a page that only brings itself up to date: nobody need be sitting there.
        """
        oldest_seen, oldest = (now - IDLE).timestamp(), (now - LONGEST).timestamp()
        query = f"select {COLUMNS} from sessions where id = ? and ended is null and seen > ? and started > ?"
        with self._file.use() as connection:
            row = connection.execute(query, (hashed(number), oldest_seen, oldest)).fetchone()
            if row and used and now.timestamp() - row[5] > NOTED_SECONDS:
                connection.execute("update sessions set seen = ? where id = ?", (now.timestamp(), row[0]))
        return session_of(row) if row else None

    def act_as(self, session: Session, role: int) -> None:
        """Let a session go on in another role of its account."""
        with self._file.use() as connection:
            connection.execute("update sessions set role = ? where id = ?", (role, session.id))

    def end(self, id: str, now: datetime) -> None:
        """End one session."""
        self._end("id", id, now)

    def end_all(self, account: str, now: datetime) -> None:
        """End every session of an account."""
        self._end("account", account, now)

    def of(self, account: str, now: datetime) -> list[Session]:
        """The sessions of an account that stand, the latest first."""
        query = (
            f"select {COLUMNS} from sessions where account = ? and ended is null and seen > ? and started > ? "
            "order by started desc"
        )
        with self._file.use() as connection:
            rows = connection.execute(query, (account, (now - IDLE).timestamp(), (now - LONGEST).timestamp()))
            return [session_of(row) for row in rows]

    def _end(self, column: str, value: str, now: datetime) -> None:
        query = f"update sessions set ended = ? where {column} = ? and ended is null"
        with self._file.use() as connection:
            connection.execute(query, (now.timestamp(), value))


def session_of(row: tuple[str, str, int, str, float, float, str, str]) -> Session:
    id, account, role, token, started, seen, browser, way = row
    return Session(id, account, role, token, moment(started), moment(seen), browser, way)


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
