"""The record of who looked: nothing in it is changed or removed unseen, and it tells who looked at whom."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from homefirst.record.access_file import AccessError
from homefirst.record.audit import EMERGENCY, EMERGENCY_LASTS, REVIEWED, Audit
from homefirst.record.reader import Reader, Role

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
ANN = Reader("ann", "Ann Bell", Role.WARD, "RNS")
PAT = Reader("pat", "Pat Quill", Role.PRIVACY, "NHCP")


@pytest.fixture
def audit(tmp_path: Path) -> Iterator[Audit]:
    opened = Audit(tmp_path / "audit.sqlite")
    yield opened
    opened.close()


def test_a_row_tells_who_looked_at_whom_by_which_rule_and_never_a_name(audit: Audit) -> None:
    audit.add(ANN, "read", NOW, person="p1", shown=["who", "hub"], refused=["finance"], rule="H2")
    (row,) = audit.rows()
    assert (row.account, row.role, row.person, row.shown, row.refused) == ("ann", "ward", "p1", "hub who", "finance")
    assert row.moment == NOW and "Ann Bell" not in str(row)
    assert stat.S_IMODE(audit.path.stat().st_mode) == 0o600


def test_a_list_is_one_row_and_is_found_by_any_person_on_it(audit: Audit) -> None:
    keys = [f"p{n}" for n in range(1500)]
    audit.add(ANN, "read", NOW, people=keys, reason="list?show=all")
    audit.add(ANN, "read", NOW, people=keys, reason="list?show=all")
    assert [row.people for row in audit.rows(person="p77")] == [1500, 1500]
    assert audit.rows(person="p7777") == []
    assert audit.listed(audit.rows()[0].list) == sorted(keys)


def test_rows_are_found_by_account_and_day(audit: Audit) -> None:
    audit.add(ANN, "read", NOW, person="p1")
    audit.add(PAT, "audit", NOW + timedelta(days=1))
    assert [row.account for row in audit.rows(account="pat")] == ["pat"]
    assert [row.account for row in audit.rows(day=date(2026, 1, 12))] == ["ann"]


def test_a_day_in_summer_begins_at_its_own_midnight(audit: Audit) -> None:
    for hour in (22, 23):  # 23:00 and midnight in England
        audit.add(ANN, "read", datetime(2026, 7, 13, hour, tzinfo=UTC), person="p1")
    assert [len(audit.rows(day=date(2026, 7, day))) for day in (12, 13, 14, 15)] == [0, 1, 1, 0]


@pytest.mark.parametrize("statement", ["delete from audit", "update audit set person = 'p2'", "delete from lists"])
def test_nothing_in_it_can_be_changed_or_removed(audit: Audit, statement: str) -> None:
    audit.add(ANN, "read", NOW, person="p1", people=["p1"])
    connection = sqlite3.connect(audit.path)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("delete from audit where position = 2", "1 missing before row 3"),
        ("update audit set person = 'p9' where position = 2", "does not say what was kept"),
        ("update audit set reason = 'x' where position = 3", "does not say what was kept"),
    ],
)
def test_who_goes_round_the_locks_is_found_by_the_chain(audit: Audit, harm: str, said: str) -> None:
    for n in range(4):
        audit.add(ANN, "read", NOW, person=f"p{n}")
    assert list(audit.faults()) == []
    connection = sqlite3.connect(audit.path)
    for trigger in ("audit_no_update", "audit_no_delete"):
        connection.execute(f"drop trigger {trigger}")
    connection.execute(harm)
    connection.commit()
    connection.close()
    assert said in next(audit.faults()).words


def test_many_at_once_lose_no_row_and_keep_the_chain(tmp_path: Path) -> None:
    path = tmp_path / "audit.sqlite"
    audits = [Audit(path) for _ in range(3)]

    def look(audit: Audit) -> None:
        for n in range(30):
            audit.add(ANN, "read", NOW, person=f"p{n}")

    threads = [threading.Thread(target=look, args=[audit]) for audit in audits for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert audits[0].last()[0] == 180 and list(audits[0].faults()) == []
    for audit in audits:
        audit.close()


def test_a_row_is_there_for_another_process_as_soon_as_it_was_added(audit: Audit) -> None:
    audit.add(ANN, "read", NOW, person="p1")
    other = Audit(audit.path)
    assert other.last() == audit.last()
    other.close()


def test_where_it_cannot_be_kept_nothing_is_shown(audit: Audit) -> None:
    audit.close()
    with pytest.raises(AccessError, match="Nothing is shown without it"):
        audit.add(ANN, "read", NOW, person="p1")


def test_emergency_access_lasts_an_hour_for_one_account_and_one_person(audit: Audit) -> None:
    audit.add(ANN, EMERGENCY, NOW, person="p1", reason="harm: fell")
    assert audit.emergency_until("ann", "p1", NOW) == NOW + EMERGENCY_LASTS
    assert audit.emergency_until("ann", "p1", NOW + EMERGENCY_LASTS) is None
    assert audit.emergency_until("ann", "p2", NOW) is None and audit.emergency_until("pat", "p1", NOW) is None


def test_emergencies_without_a_review_come_first(audit: Audit) -> None:
    first = audit.add(ANN, EMERGENCY, NOW, person="p1", reason="harm: fell")
    second = audit.add(ANN, EMERGENCY, NOW, person="p2", reason="harm: fell")
    audit.add(PAT, REVIEWED, NOW, person="p2", reason="right: ok", about=second)
    found = audit.emergencies()
    assert [row.position for row, _ in found] == [first, second]
    assert found[0][1] is None and found[1][1] is not None and found[1][1].account == "pat"
