"""Passwords, second factors and recovery codes: kept so that the file does not tell them, and tries are limited.

Passwords are kept as Argon2id hashes, recovery codes as SHA-256 of 80 random bits. The secret of the second factor has
to be kept as it is, to work out its codes: the file is readable by its owner alone.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

import argon2
import pyotp

from homefirst.record.access_file import AccessError, AccessFile

SHORTEST = 12  # characters; length protects more than kinds of character do (NCSC guidance, unverified)
TRIES = 5  # before an account waits
ADDRESS_TRIES = 30  # before an address waits: a ward's terminals share one
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
FORGOTTEN = timedelta(days=1)  # after which earlier wrong tries count no more
CODES = 8
ISSUER = "homefirst"
STEP = 30  # seconds of one code
hasher = argon2.PasswordHasher()


class Secrets:
    """The secrets of one file of accounts."""

    def __init__(self, file: AccessFile) -> None:
        self._file = file

    def set_password(self, account: str, password: str) -> None:
        """Give an account a new password. Raises AccessError for one that is too easy."""
        refuse_easy(account, password)
        self._put(account, "password", hasher.hash(password))

    def has_password(self, account: str) -> bool:
        return bool(self._get(account, "password"))

    def right_password(self, account: str, password: str) -> bool:
        """Whether this is the password; takes as long where there is no such account."""
        kept = str(self._get(account, "password")) or nobodys()
        try:
            return hasher.verify(kept, password) and kept != nobodys()
        except argon2.exceptions.VerificationError:
            return False

    def begin_factor(self) -> str:
        """A new secret for an app that makes codes; kept only once a code of it was given."""
        return str(pyotp.random_base32())

    def set_factor(self, account: str, secret: str, code: str, now: datetime) -> list[str]:
        """Keep a second factor of which this is a code, and give its recovery codes, shown once. Raises AccessError."""
        if step_of(secret, code, now) is None:
            raise AccessError(
                "This code does not fit. Check the clock of your telephone, and give the code it shows now."
            )
        self._put(account, "factor", secret)
        return self.new_recovery(account)

    def new_recovery(self, account: str) -> list[str]:
        """New recovery codes; earlier ones work no more."""
        codes = [recovery_code() for _ in range(CODES)]
        self._put(account, "recovery", json.dumps([digest(code) for code in codes]))
        return codes

    def has_factor(self, account: str) -> bool:
        return bool(self._get(account, "factor"))

    def right_code(self, account: str, code: str, now: datetime) -> bool:
        """Whether this is the code of now, not used before, or a recovery code, which is then used up."""
        step = step_of(str(self._get(account, "factor")), code, now)
        if step is not None and self._changed(
            "factor_step = ? where account = ? and factor_step < ?", step, account, step
        ):
            return True
        before = str(self._get(account, "recovery") or "[]")
        kept: list[str] = json.loads(before)
        if digest(code) not in kept:
            return False
        after = json.dumps([one for one in kept if one != digest(code)])
        return self._changed("recovery = ? where account = ? and recovery = ?", after, account, before)

    def _changed(self, what: str, *values: str | int) -> bool:
        """Whether this change was made: of two who ask at once with the same code, one is told no."""
        with self._file.use() as connection:
            return connection.execute(f"update secrets set {what}", values).rowcount == 1

    def recovery_left(self, account: str) -> int:
        return len(json.loads(str(self._get(account, "recovery") or "[]")))

    def forget_factor(self, account: str) -> None:
        """Remove the second factor, for somebody who lost their telephone and their codes."""
        self._put(account, "factor", "")
        self._put(account, "recovery", "[]")

    def waiting_until(self, who: str, now: datetime) -> datetime | None:
        """Until when this account or address has to wait; None where it may try."""
        failed, until = self._tries(who)
        allowed = ADDRESS_TRIES if who.startswith("address ") else TRIES
        return datetime.fromtimestamp(until, now.tzinfo) if failed >= allowed and until > now.timestamp() else None

    def tried(self, who: str, right: bool, now: datetime) -> None:
        """Remember a try: each wrong one after the first few doubles the wait; a right one forgets them."""
        with self._file.use() as connection:  # held throughout, so that tries at once are all counted
            failed, until = self._tries(who)
            if now.timestamp() - until > FORGOTTEN.total_seconds():
                failed = 0
            failed = 0 if right else failed + 1
            row = (who, failed, (now + wait_after(who, failed)).timestamp())
            connection.execute("insert or replace into tries values (?, ?, ?)", row)

    def _tries(self, who: str) -> tuple[int, float]:
        with self._file.use() as connection:
            row = connection.execute("select failed, until from tries where who = ?", (who,)).fetchone()
        return (row[0], row[1]) if row else (0, 0.0)

    def _get(self, account: str, column: str) -> str | int:
        with self._file.use() as connection:
            row = connection.execute(f"select {column} from secrets where account = ?", (account,)).fetchone()
        found: str | int = row[0] if row else ""
        return found

    def _put(self, account: str, column: str, value: str | int) -> None:
        with self._file.use() as connection:
            connection.execute("insert into secrets (account) values (?) on conflict do nothing", (account,))
            connection.execute(f"update secrets set {column} = ? where account = ?", (value, account))


def wait_after(who: str, failed: int) -> timedelta:
    """How long an account or an address waits after so many wrong tries."""
    allowed = ADDRESS_TRIES if who.startswith("address ") else TRIES
    return min(FIRST_WAIT * 2 ** min(failed - allowed, 10), LONGEST_WAIT) if failed >= allowed else timedelta(0)


def recovery_code() -> str:
    """80 random bits as one can write them down: four fives of hex digits."""
    digits = secrets.token_hex(10)
    return "-".join(digits[n : n + 5] for n in range(0, 20, 5))


@cache
def nobodys() -> str:
    """A hash to compare with where there is no such account, so that the answer takes as long."""
    return hasher.hash(secrets.token_hex(16))


def refuse_easy(account: str, password: str) -> None:
    """Raises AccessError for a password that is short, or holds the account's own key."""
    if len(password) < SHORTEST:
        raise AccessError(
            f"The password is too short. Use {SHORTEST} characters or more: three words you can remember."
        )
    if account in password.casefold() or len(set(password)) < 5:
        raise AccessError("The password is too easy to guess. Leave the account's key out of it, and vary it more.")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Which 30 seconds a code is of, counting one step early or late; None where it is not a code of this secret."""
    told = code.replace(" ", "")
    if not secret or not (told.isascii() and told.isdecimal()):
        return None
    maker, step = pyotp.TOTP(secret), int(now.timestamp()) // STEP
    near: Sequence[int] = (step - 1, step, step + 1)
    return next((n for n in near if secrets.compare_digest(maker.at(n * STEP), told)), None)


def address_of(account: str, secret: str) -> str:
    """The otpauth:// address of a second factor, for an app to read from a square code."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER))


def digest(code: str) -> str:
    return hashlib.sha256(code.strip().casefold().encode()).hexdigest()
