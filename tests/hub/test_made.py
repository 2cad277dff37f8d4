"""Actions agreed at a discharge event: they last, age, and are counted once wherever they end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from homefirst.datadir import DataDir
from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.hub.made import Agreed, agreed_actions, place, tally
from homefirst.journey import journey

CAME = datetime(2026, 1, 2, 10, tzinfo=LONDON)


def tell(kind: Kind, days: float, person: str = "p1", **rest: Any) -> Event:
    return new_event(person, kind, CAME + timedelta(days=days), **rest)


IN = tell(Kind.ADMITTED, 0, location="RNS:ROWAN:B1", detail="21")
DATED = tell(Kind.TASK_SET, 3, detail="agreed_action/2026-01-08", service="broker", source="coordinator@NHCP/a")
UNDATED = tell(Kind.TASK_SET, 3.1, detail="agreed_action", service="ward")
MEDICINES = tell(Kind.TASK_SET, 3, detail="medicines")


def places(today: date, *told: Event) -> list[str]:
    return [place(action, today) for action in agreed_actions(journey("p1", [IN, *told]))]


def test_only_agreed_actions_are_followed() -> None:
    (action,) = agreed_actions(journey("p1", [IN, DATED, MEDICINES]))
    assert (action.about.owner, action.agreed_by, action.agreed_on) == (
        "broker",
        "coordinator@NHCP/a",
        date(2026, 1, 5),
    )


def test_an_action_ages_the_day_after_it_was_due_or_after_a_week_without_a_day() -> None:
    assert places(date(2026, 1, 8), DATED, UNDATED) == ["open", "open"]
    assert places(date(2026, 1, 9), DATED, UNDATED) == ["aged", "open"]
    assert places(date(2026, 1, 12), DATED, UNDATED) == ["aged", "open"]
    assert places(date(2026, 1, 13), DATED, UNDATED) == ["aged", "aged"]


def test_an_action_that_is_done_stays_done_after_they_left() -> None:
    done = tell(Kind.TASK_DONE, 4, detail="agreed_action", about=DATED.id)
    left = tell(Kind.DISCHARGED, 6, detail="19/1")
    assert places(date(2026, 2, 1), DATED, UNDATED, done, left) == ["done", "left"]
    (first, second) = agreed_actions(journey("p1", [IN, DATED, UNDATED, done, left]))
    assert (first.age(date(2026, 2, 1)), second.age(date(2026, 2, 1))) == (1, 3)


def test_every_action_is_counted_in_one_place() -> None:
    done = tell(Kind.TASK_DONE, 4, detail="agreed_action", about=DATED.id)
    found = agreed_actions(journey("p1", [IN, DATED, UNDATED, done]))
    assert tally(found, date(2026, 1, 20)) == (0, 1, 1, 0)


def test_what_was_agreed_is_followed_from_the_ledger_days_later(data_dir: DataDir) -> None:
    ledger = data_dir.ledger("made-up:agreed")
    follow = Agreed(ledger, lambda key: (key,))
    assert follow.actions() == []
    ledger.append([IN, MEDICINES, DATED])
    assert [a.is_open for a in follow.actions()] == [True]
    ledger.append([tell(Kind.TASK_DONE, 9, detail="agreed_action", about=DATED.id)])
    assert [a.is_open for a in follow.actions()] == [False]
    ledger.close()
