"""The command line for accounts and for the record of who looked: said here, wired in `__main__`.

A password is asked for, or read from standard input, and never given as an argument: those are seen by everybody on a
machine, and kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from getpass import getpass, getuser
from pathlib import Path
from typing import NamedTuple

from homefirst.datadir import DataDir
from homefirst.days import local_date
from homefirst.record.access_file import AccessError, AccessFile
from homefirst.record.accounts import Account, Accounts
from homefirst.record.audit import Audit
from homefirst.record.reader import Role
from homefirst.record.secrets_kept import Secrets
from homefirst.record.sessions import Sessions


class Asked(NamedTuple):
    """The role that a command gives: for whom, from when until when."""

    role: str
    organisation: str
    service: str = ""
    until: str = ""


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Accounts, Secrets, Sessions]]:
    """The accounts of a data directory, made when there are none. Raises AccessError, DataDirError."""
    file = AccessFile(DataDir(folder).accounts)
    try:
        yield Accounts(file), Secrets(file), Sessions(file)
    finally:
        file.close()


def by_whom() -> str:
    """Who gives a command, as the change of an account says it: the user of this machine."""
    return f"command:{getuser()}"


def read_password(prompt: str = "Password: ") -> str:
    """A password asked for twice on a terminal, or the first line of standard input. Raises AccessError."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass(prompt)
    if getpass("Again: ") != first:
        raise AccessError("The two passwords differ. Give the same one twice.")
    return first


def add(folder: Path, key: str, name: str, asked: Asked, *, email: str = "", subject: str = "") -> list[str]:
    """Make an account with its first role, and a password unless it signs in through a provider. Raises AccessError."""
    role, until = role_of(asked.role), day_of(asked.until)
    now, by = datetime.now(UTC), by_whom()
    with opened(folder) as (accounts, secrets, _):
        password = "" if email or subject else read_password()
        accounts.add(key, name, by=by, now=now)
        if password:
            secrets.set_password(key, password)
        for what, value in (("email", email), ("subject", subject)):
            if value:
                accounts.say(key, what, value, by=by, now=now)
        first = local_date(now)
        accounts.give(key, role, asked.organisation, asked.service, first=first, until=until, by=by, now=now)
        how = "signs in through your provider of identities" if not password else "signs in with its password"
        return [f"Made the account {key}: {role.words}, for {asked.service or asked.organisation}. It {how}."]


def list_lines(folder: Path) -> list[str]:
    """Every account with its roles, one a line."""
    with opened(folder) as (accounts, secrets, _):
        found = sorted(accounts.all().values(), key=lambda account: account.key)
        return [line(account, secrets) for account in found] or ["No accounts. Make one: homefirst account add --help"]


def line(account: Account, secrets: Secrets) -> str:
    roles = ", ".join(f"{held.role}@{held.service or held.organisation}" for held in account.roles) or "no role"
    notes = [
        note for note, holds in (("disabled", account.disabled), ("no second factor", bare(account, secrets))) if holds
    ]
    return f"{account.key}  {account.name}  {roles}{'  (' + ', '.join(notes) + ')' if notes else ''}"


def bare(account: Account, secrets: Secrets) -> bool:
    return secrets.has_password(account.key) and not secrets.has_factor(account.key)


def disable(folder: Path, key: str) -> list[str]:
    """Let nobody use an account any more, and end its sessions. Raises AccessError."""
    with opened(folder) as (accounts, _, sessions):
        now = datetime.now(UTC)
        accounts.disable(key, by=by_whom(), now=now)
        sessions.end_all(key, now)
    return [f"Disabled {key} and ended its sessions. What it did stays known."]


def reset(folder: Path, key: str, *, factor: bool) -> list[str]:
    """Give an account a new password, or remove its second factor; its sessions end. Raises AccessError."""
    with opened(folder) as (accounts, secrets, sessions):
        accounts.get(key)
        if factor:
            secrets.forget_factor(key)
        else:
            secrets.set_password(key, read_password())
        sessions.end_all(key, datetime.now(UTC))
    what = "second factor was removed: it is asked to set up another" if factor else "password was changed"
    return [f"The {what}, and the sessions of {key} were ended."]


def check_audit(folder: Path) -> tuple[list[str], bool]:
    """Whether no row of the record of who looked was removed or changed; lines to show, and whether it holds."""
    audit = Audit(DataDir(folder).audit)
    try:
        faults, (position, hash) = list(audit.faults()), audit.last()
    finally:
        audit.close()
    if faults:
        return [f"Row {fault.position}: {fault.words}" for fault in faults], False
    last = f" The last hash is {hash}: note it elsewhere, to find out later whether rows were cut off." if hash else ""
    return [f"{position:,} rows, none removed or changed in between.{last}"], True


def role_of(text: str) -> Role:
    """Raises AccessError for a role that is not known."""
    try:
        return Role(text)
    except ValueError:
        raise AccessError(f"“{text}” is not a role. Known: {', '.join(Role)}.") from None


def day_of(text: str) -> date | None:
    """Raises AccessError for a day that cannot be read."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise AccessError(f"“{text}” is not a day. Write it as 2026-01-31.") from None
