"""Tasks before leaving: whose, by when, and when they are done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.hub.tasks import doings, open_tasks
from homefirst.journey import journey

ADMITTED = datetime(2026, 1, 2, 10, tzinfo=LONDON)


def at(days: int) -> datetime:
    return ADMITTED + timedelta(days=days)


def set_(detail: str, days: int = 1, service: str = "", document: str = "") -> Event:
    return new_event("p1", Kind.TASK_SET, at(days), detail=detail, service=service, document=document)


def done(days: int, detail: str = "", about: str = "") -> Event:
    return new_event("p1", Kind.TASK_DONE, at(days), detail=detail, about=about)


def left(*told: Event) -> list[tuple[str, str, date | None]]:
    found = journey("p1", [new_event("p1", Kind.ADMITTED, ADMITTED, location="RNS:ROWAN", detail="21"), *told])
    spell = found.open_spell
    assert spell is not None
    return [(task.task, task.owner, task.due) for task in open_tasks(found, spell)]


def test_a_task_says_whose_it_is_and_when_it_is_due() -> None:
    assert left(set_("transport/2026-01-09", service="CARTWHEEL")) == [("transport", "CARTWHEEL", date(2026, 1, 9))]
    assert left(set_("medicines")) == [("medicines", "", None)]


def test_the_task_due_first_stands_first_and_one_without_a_day_last() -> None:
    told = [set_("family"), set_("equipment/2026-01-12"), set_("transport/2026-01-09")]
    assert [task for task, _, _ in left(*told)] == ["transport", "equipment", "family"]


def test_a_task_is_done_by_name_or_by_its_code_whatever_its_day() -> None:
    one, other = set_("agreed_action/2026-01-09"), set_("agreed_action/2026-01-10")
    assert left(one, other, done(3, "agreed_action", about=one.id)) == [("agreed_action", "", date(2026, 1, 10))]
    assert left(set_("medicines/2026-01-09"), done(3, "medicines")) == []


def test_a_task_that_was_done_can_be_set_again() -> None:
    assert len(left(set_("medicines"), done(2, "medicines"), set_("medicines", 3))) == 1


def test_the_same_task_told_twice_while_open_is_one() -> None:
    assert len(left(set_("family", 1), set_("family", 2))) == 1
    assert len(left(set_("family", 1), set_("family", 2, service="ward"))) == 2


def test_a_task_of_an_earlier_stay_is_not_open() -> None:
    assert left(set_("family", -20)) == []


def test_days_over_are_counted_from_the_day_after() -> None:
    (doing,) = doings([set_("transport/2026-01-09")])
    assert [doing.task.days_over(date(2026, 1, d)) for d in (8, 9, 10, 12)] == [0, 0, 1, 3]


def test_when_a_task_was_done_is_kept() -> None:
    one = set_("family")
    assert [d.done_at for d in doings([one, done(4, about=one.id)])] == [at(4)]
