"""What keeps people, reason by reason: each person once, so that people and nights add up."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from homefirst.days import LONDON
from homefirst.event import Kind, new_event
from homefirst.hub.blockers import STILL_NEEDED, blockers
from homefirst.hub.board import NONE, BoardRow, Who, rows
from homefirst.journey import journey

NOW = datetime(2026, 1, 12, 8, tzinfo=LONDON)


def board(*people: tuple[int, list[tuple[str, int]]]) -> list[BoardRow]:
    """People ready for so many days (0: not ready), with reasons that began so many days ago."""
    journeys = []
    for n, (ready, reasons) in enumerate(people):
        told = [new_event(f"p{n}", Kind.ADMITTED, NOW - timedelta(days=40), location=f"RNS:ROWAN:B{n}")]
        if ready:
            told.append(new_event(f"p{n}", Kind.CRITERIA_TO_RESIDE_NOT_MET, NOW - timedelta(days=ready)))
        for code, ago in reasons if ready else []:
            told.append(new_event(f"p{n}", Kind.DELAY_STARTED, NOW - timedelta(days=ago), detail=code))
        journeys.append(journey(f"p{n}", told))
    return rows(journeys, NOW, Who, str)


def test_each_person_stands_under_the_reason_that_has_kept_them_longest() -> None:
    found = blockers(board((9, [("28", 8), ("5", 2)]), (4, [("28", 3)]), (6, []), (0, [])))
    assert [(b.reason, b.people, b.nights, b.longest, b.owner) for b in found] == [
        ("28", 2, 13, 9, "community"),
        (NONE, 1, 6, 6, "ward"),
        (STILL_NEEDED, 1, 0, 0, "ward"),
    ]


PEOPLE = some.lists(
    some.tuples(
        some.integers(0, 30), some.lists(some.tuples(some.sampled_from(["5", "28", "33"]), some.integers(0, 30)))
    ),
    max_size=8,
)


@given(PEOPLE)
def test_people_and_nights_add_up_to_those_shown(people: list[tuple[int, list[tuple[str, int]]]]) -> None:
    shown = board(*people)
    found = blockers(shown)
    assert sum(b.people for b in found) == len(shown)
    assert sum(b.nights for b in found) == sum(row.ready_nights or 0 for row in shown)
