"""Accounts, secrets and sessions: what they come to, and what they refuse."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyotp
import pytest

from homefirst.record.access_file import AccessError, AccessFile
from homefirst.record.accounts import Accounts
from homefirst.record.reader import Reader, Role
from homefirst.record.secrets_kept import CODES, TRIES, Secrets
from homefirst.record.sessions import IDLE, LONGEST, Sessions

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
TODAY = date(2026, 1, 12)
GOOD = "three small words"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[AccessFile]:
    opened = AccessFile(tmp_path / "accounts.sqlite")
    yield opened
    opened.close()


def made(file: AccessFile) -> Accounts:
    accounts = Accounts(file)
    accounts.add("ann.bell", "Ann Bell", by="test", now=NOW)
    accounts.give("ann.bell", Role.WARD, "RNS", first=TODAY, until=date(2026, 1, 31), by="test", now=NOW)
    return accounts


def test_the_file_is_for_its_owner_alone(file: AccessFile) -> None:
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_an_account_is_a_reader_in_a_role_from_its_first_day_to_its_last(file: AccessFile) -> None:
    ann = made(file).get("ann.bell")
    role = ann.roles[0].id
    assert ann.reader(role, TODAY) == Reader("ann.bell", "Ann Bell", Role.WARD, "RNS")
    assert ann.reader(role, date(2026, 2, 1)) is None and ann.reader(role + 1, TODAY) is None


def test_a_role_that_was_ended_and_an_account_that_was_disabled_let_nobody_in(file: AccessFile) -> None:
    accounts = made(file)
    role = accounts.get("ann.bell").roles[0].id
    accounts.disable("ann.bell", by="test", now=NOW)
    assert accounts.get("ann.bell").reader(role, TODAY) is None
    accounts.enable("ann.bell", by="test", now=NOW)
    assert accounts.get("ann.bell").reader(role, TODAY) is not None
    accounts.end_role("ann.bell", role, by="test", now=NOW)
    assert accounts.get("ann.bell").roles == []


def administered(file: AccessFile) -> tuple[Accounts, int]:
    """Ann, who may give accounts and nobody else; and the number of that role."""
    accounts = made(file)
    accounts.give("ann.bell", Role.ADMINISTRATOR, "NHCP", first=TODAY, by="test", now=NOW)
    return accounts, accounts.get("ann.bell").roles[-1].id


def test_the_last_who_may_give_accounts_is_neither_disabled_nor_loses_that_role(file: AccessFile) -> None:
    accounts, role = administered(file)
    with pytest.raises(AccessError, match="Make another account an administrator first"):
        accounts.disable("ann.bell", by="ann.bell", now=NOW)
    with pytest.raises(AccessError, match=r"Nobody but “ann\.bell” may give accounts"):
        accounts.end_role("ann.bell", role, by="ann.bell", now=NOW)
    assert accounts.has_administrator(TODAY)
    accounts.end_role("ann.bell", accounts.get("ann.bell").roles[0].id, by="ann.bell", now=NOW)  # her other role


def test_one_of_two_who_may_give_accounts_goes_and_the_other_stays(file: AccessFile) -> None:
    accounts, _ = administered(file)
    accounts.add("cy.dale", "Cy Dale", by="test", now=NOW)
    accounts.give("cy.dale", Role.ADMINISTRATOR, "NHCP", first=TODAY, by="test", now=NOW)
    with ThreadPoolExecutor(2) as at_once:
        ended = [at_once.submit(accounts.disable, key, by="test", now=NOW) for key in ("ann.bell", "cy.dale")]
    assert [one.exception() is None for one in ended].count(True) == 1
    assert accounts.has_administrator(TODAY)
    left = next(key for key, account in accounts.all().items() if not account.disabled)
    with pytest.raises(AccessError):
        accounts.disable(left, by="test", now=NOW)


def test_an_administrator_whose_role_is_over_or_who_is_disabled_is_not_counted(file: AccessFile) -> None:
    accounts, _ = administered(file)
    accounts.add("cy.dale", "Cy Dale", by="test", now=NOW)
    accounts.give(
        "cy.dale", Role.ADMINISTRATOR, "NHCP", first=date(2025, 1, 1), until=date(2026, 1, 11), by="test", now=NOW
    )
    with pytest.raises(AccessError):
        accounts.disable("ann.bell", by="test", now=NOW)


def test_what_became_of_an_account_cannot_be_changed(file: AccessFile) -> None:
    made(file)
    for statement in ("delete from account_changes", "update account_changes set value = 'x'"):
        with pytest.raises(AccessError, match="never changed"):
            with file.use() as connection:
                connection.execute(statement)


@pytest.mark.parametrize("key", ["", "A", "Ann", "ann bell", "a" * 41, "-ann", "ann/bell"])
def test_a_key_that_cannot_be_one_is_refused(file: AccessFile, key: str) -> None:
    with pytest.raises(AccessError, match="cannot be an account"):
        Accounts(file).add(key, "Ann", by="test", now=NOW)


def test_a_key_that_is_taken_and_a_subject_of_another_are_refused(file: AccessFile) -> None:
    accounts = made(file)
    with pytest.raises(AccessError, match="already"):
        accounts.add("ann.bell", "Another", by="test", now=NOW)
    accounts.say("ann.bell", "subject", "s-1", by="test", now=NOW)
    accounts.add("bo", "Bo", by="test", now=NOW)
    with pytest.raises(AccessError, match="Another account has this subject"):
        accounts.say("bo", "subject", "s-1", by="test", now=NOW)


def test_two_openings_of_one_file_see_the_same_accounts(file: AccessFile) -> None:
    other = AccessFile(file.path)
    seen = Accounts(other)
    assert seen.all() == {}
    made(file)
    assert set(seen.all()) == {"ann.bell"}
    other.close()


def test_a_password_is_kept_only_as_a_hash_and_is_right_or_wrong(file: AccessFile) -> None:
    secrets = Secrets(file)
    secrets.set_password("ann.bell", GOOD)
    assert secrets.right_password("ann.bell", GOOD) and not secrets.right_password("ann.bell", "three small wards")
    assert not secrets.right_password("nobody", GOOD)
    connection = sqlite3.connect(file.path)
    kept = connection.execute("select password from secrets").fetchone()[0]
    connection.close()
    assert kept.startswith("$argon2id$") and GOOD not in kept


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaaaaaa", "my ann.bell password"])
def test_a_password_that_is_too_easy_is_refused(file: AccessFile, password: str) -> None:
    with pytest.raises(AccessError, match="password is too"):
        Secrets(file).set_password("ann.bell", password)


def test_a_code_is_right_once_and_early_or_late_by_half_a_minute(file: AccessFile) -> None:
    secrets = Secrets(file)
    secret = secrets.begin_factor()
    maker = pyotp.TOTP(secret)
    secrets.set_factor("ann.bell", secret, maker.at(NOW), NOW)
    later = NOW + timedelta(minutes=5)
    assert not secrets.right_code("ann.bell", maker.at(later + timedelta(seconds=61)), later)
    assert secrets.right_code("ann.bell", maker.at(later - timedelta(seconds=30)), later)
    assert secrets.right_code("ann.bell", maker.at(later), later)
    assert not secrets.right_code("ann.bell", maker.at(later), later), "a code is used up"
    assert not secrets.right_code("ann.bell", "", later) and not secrets.right_code("nobody", maker.at(later), later)


def test_a_factor_is_kept_only_with_a_code_of_it(file: AccessFile) -> None:
    secrets = Secrets(file)
    with pytest.raises(AccessError, match="does not fit"):
        secrets.set_factor("ann.bell", secrets.begin_factor(), "000000", NOW)
    assert not secrets.has_factor("ann.bell")


def test_a_recovery_code_lets_in_once(file: AccessFile) -> None:
    secrets = Secrets(file)
    secret = secrets.begin_factor()
    codes = secrets.set_factor("ann.bell", secret, pyotp.TOTP(secret).at(NOW), NOW)
    assert len(set(codes)) == CODES
    assert secrets.right_code("ann.bell", codes[0].upper(), NOW)
    assert not secrets.right_code("ann.bell", codes[0], NOW)
    assert secrets.recovery_left("ann.bell") == CODES - 1


def test_wrong_tries_make_one_wait_longer_and_longer_and_a_right_one_forgets_them(file: AccessFile) -> None:
    secrets, who, now = Secrets(file), "account ann.bell", NOW
    waits = []
    for _ in range(TRIES + 8):
        assert secrets.waiting_until(who, now) is None
        secrets.tried(who, False, now)
        until = secrets.waiting_until(who, now)
        waits.append((until - now).total_seconds() / 60 if until else 0)
        now = until or now
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    secrets.tried(who, True, now)
    secrets.tried(who, False, now)
    assert secrets.waiting_until(who, now) is None


def test_a_session_ends_when_idle_when_old_and_when_it_is_ended(file: AccessFile) -> None:
    sessions = Sessions(file)
    number = sessions.begin("ann.bell", 1, NOW)
    assert sessions.find(number, NOW + IDLE - timedelta(seconds=1), used=False) is not None
    assert sessions.find(number, NOW + IDLE, used=False) is None
    moment = NOW
    while moment < NOW + LONGEST - timedelta(minutes=20):
        moment += timedelta(minutes=20)
        assert sessions.find(number, moment) is not None or moment >= NOW + LONGEST
    assert sessions.find(number, NOW + LONGEST) is None
    other = sessions.begin("ann.bell", 1, NOW)
    found = sessions.find(other, NOW)
    assert found is not None
    sessions.end(found.id, NOW)
    assert sessions.find(other, NOW) is None and sessions.find("made up", NOW) is None


def test_the_file_does_not_tell_the_number_that_a_browser_holds(file: AccessFile) -> None:
    number = Sessions(file).begin("ann.bell", 1, NOW)
    with file.use() as connection:
        rows = connection.execute("select * from sessions").fetchall()
    assert number not in str(rows)
