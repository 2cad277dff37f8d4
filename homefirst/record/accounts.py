"""Accounts and the roles they hold: what became of each is only ever added to, and an account is what that comes to.

An account is prepared by an administrator. It holds one or more roles, each for an organisation or service, from a day
and until a day. Who signs in through a provider of identities (OpenID Connect) is matched to the account that was
prepared with the same subject, or with the same e-mail address where the provider says that it checked it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from homefirst.days import local_date
from homefirst.record.access_file import AccessError, AccessFile
from homefirst.record.reader import Reader, Role

KEY = re.compile(r"[a-z0-9][a-z0-9.\-]{1,39}")
FACTS = ("name", "subject", "email")
EVERY_CHANGE = "select position, account, what, value from account_changes order by 1"
KEEP = "insert into account_changes (account, at, by, what, value) values (?, ?, ?, ?, ?)"
LAST = (
    "Nobody but “{key}” may give accounts, so it stays in use and keeps that role. Make another account an "
    "administrator first, then do this again."
)


@dataclass(frozen=True, slots=True)
class Held:
    """One role that an account holds. `id` tells it from the others; `until` is its last day, None where open."""

    id: int
    role: Role
    organisation: str
    service: str
    first: date
    until: date | None

    def on(self, day: date) -> bool:
        """Whether it is held on this day."""
        return self.first <= day and (self.until is None or day <= self.until)


@dataclass
class Account:
    """One account as it now is."""

    key: str
    name: str = ""
    subject: str = ""
    email: str = ""
    disabled: bool = False
    roles: list[Held] = field(default_factory=list)

    def held(self, day: date) -> list[Held]:
        """The roles held on this day, in the order in which they were given."""
        return [] if self.disabled else [role for role in self.roles if role.on(day)]

    def reader(self, role: int, day: date) -> Reader | None:
        """Who this is in one of the roles; None where the account does not hold it on this day."""
        held = next((held for held in self.held(day) if held.id == role), None)
        return Reader(self.key, self.name, held.role, held.organisation, held.service) if held else None


class Accounts:
    """The accounts of one file."""

    def __init__(self, file: AccessFile) -> None:
        self._file = file
        self._kept: tuple[int, dict[str, Account]] = (0, {})

    def all(self) -> dict[str, Account]:
        """Every account by its key, disabled ones too."""
        with self._file.use() as connection:
            last = connection.execute("select coalesce(max(position), 0) from account_changes").fetchone()[0]
            if self._kept[0] != last:
                self._kept = (last, folded(connection.execute(EVERY_CHANGE)))
        return self._kept[1]

    def get(self, key: str) -> Account:
        """One account. Raises AccessError for a key that nobody has."""
        found = self.all().get(key)
        if found is None:
            raise AccessError(f"There is no account “{key}”. List them with: homefirst account list")
        return found

    def add(self, key: str, name: str, *, by: str, now: datetime) -> None:
        """Make an account without any role. Raises AccessError for a key that is taken or cannot be one."""
        if not KEY.fullmatch(key):
            raise AccessError(
                f"“{key[:40]}” cannot be an account. Use 2 to 40 small letters, digits, dots and hyphens."
            )
        if key in self.all():
            raise AccessError(f"There is an account “{key}” already. Choose another key, or give that one a role.")
        if not name.strip():
            raise AccessError("An account needs the name of the person who uses it.")
        self._say(key, "name", name.strip(), by, now)

    def give(
        self,
        key: str,
        role: Role,
        organisation: str,
        service: str = "",
        *,
        first: date,
        until: date | None = None,
        by: str,
        now: datetime,
    ) -> None:
        """Let an account hold a role for an organisation, and a service where it is of one. Raises AccessError."""
        self.get(key)
        if not organisation:
            raise AccessError("A role is held for an organisation. Give its code.")
        if until is not None and until < first:
            raise AccessError(f"The role would end on {until}, before it begins on {first}. Swap the two days.")
        told = {"role": role, "organisation": organisation, "service": service, "first": first.isoformat()}
        told |= {"until": until.isoformat()} if until else {}
        self._say(key, "role", json.dumps(told), by, now)

    def end_role(self, key: str, role: int, *, by: str, now: datetime) -> None:
        """Take a role from an account. Raises AccessError where it holds no such role, or nobody could give any."""
        if all(held.id != role for held in self.get(key).roles):
            raise AccessError(f"The account “{key}” holds no role numbered {role}. Look at it again.")
        self._take(key, "role ended", str(role), by, now)

    def say(self, key: str, what: str, value: str, *, by: str, now: datetime) -> None:
        """Set the name, the provider's subject or the e-mail address of an account. Raises AccessError."""
        if what not in FACTS:
            raise AccessError(f"An account has no “{what}”. Known: {', '.join(FACTS)}.")
        taken = [a.key for a in self.all().values() if value and what != "name" and getattr(a, what) == value]
        if taken and taken != [key]:
            raise AccessError(f"Another account has this {what} already. Each belongs to one account.")
        self.get(key)
        self._say(key, what, value, by, now)

    def disable(self, key: str, *, by: str, now: datetime) -> None:
        """Let nobody use an account any more; what it did stays known. Raises AccessError for the last to give any."""
        self.get(key)
        self._take(key, "disabled", "yes", by, now)

    def enable(self, key: str, *, by: str, now: datetime) -> None:
        """Let an account be used again."""
        self.get(key)
        self._say(key, "disabled", "", by, now)

    def of_provider(self, subject: str, email: str) -> Account | None:
        """The account prepared for somebody whom a provider vouches for; `email` only where the provider checked it."""
        usable = [account for account in self.all().values() if not account.disabled]
        by_subject = next((a for a in usable if a.subject and a.subject == subject), None)
        return by_subject or next((a for a in usable if a.email and a.email.casefold() == email.casefold()), None)

    def has_administrator(self, day: date) -> bool:
        """Whether anybody may give accounts."""
        return some_administrator(self.all(), day)

    def _say(self, key: str, what: str, value: str, by: str, now: datetime) -> None:
        with self._file.use() as connection:
            connection.execute(KEEP, (key, now.isoformat(), by, what, value))

    def _take(self, key: str, what: str, value: str, by: str, now: datetime) -> None:
        """Keep a change that takes something away, unless nobody would be left to give accounts. Raises AccessError."""
        day = local_date(now)
        with self._file.use() as connection:
            connection.execute("begin immediate")  # of two administrators who end each other, one is first
            rows = connection.execute(EVERY_CHANGE).fetchall()
            left = folded([*rows, (0, key, what, value)])
            if some_administrator(folded(rows), day) and not some_administrator(left, day):
                raise AccessError(LAST.format(key=key))
            connection.execute(KEEP, (key, now.isoformat(), by, what, value))


def some_administrator(accounts: Mapping[str, Account], day: date) -> bool:
    """Whether one of these accounts may give accounts on this day."""
    return any(held.role is Role.ADMINISTRATOR for account in accounts.values() for held in account.held(day))


def folded(rows: Iterable[tuple[int, str, str, str]] | sqlite3.Cursor) -> dict[str, Account]:
    """The accounts that these changes come to, in their order."""
    found: dict[str, Account] = {}
    for position, key, what, value in rows:
        account = found.setdefault(key, Account(key))
        if what in FACTS:
            setattr(account, what, value)
        elif what == "disabled":
            account.disabled = bool(value)
        elif what == "role":
            account.roles.append(held_of(position, json.loads(value)))
        elif what == "role ended":
            account.roles = [held for held in account.roles if held.id != int(value)]
    return found


def held_of(position: int, told: dict[str, str]) -> Held:
    until = date.fromisoformat(told["until"]) if "until" in told else None
    first = date.fromisoformat(told["first"])
    return Held(position, Role(told["role"]), told["organisation"], told["service"], first, until)
