"""Long stays at 7, 14 and 21 nights: the census, who is due, and what was looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from homefirst.days import LONDON
from homefirst.event import Event, Kind, new_event
from homefirst.hub.long_stays import census, review_due, reviews, threshold
from homefirst.journey import journey

CAME = datetime(2026, 1, 1, 23, tzinfo=LONDON)


def due_after(nights: int, *looked: tuple[int, int]) -> int:
    """At how many nights a look is due on this night of the stay, with looks (on night, at threshold) before."""
    told = [new_event("p1", Kind.ADMITTED, CAME, location="RNS:ROWAN", detail="21")]
    told += [look(night, at) for night, at in looked]
    found = journey("p1", told)
    assert found.open_spell is not None
    return review_due(found, found.open_spell, CAME + timedelta(days=nights))


def look(night: int, at: int) -> Event:
    return new_event(
        "p1", Kind.STAY_REVIEWED, CAME + timedelta(days=night), detail=str(at), source="ward", document="d"
    )


def test_a_look_is_due_from_the_night_on_which_a_threshold_is_reached() -> None:
    assert [due_after(n) for n in (6, 7, 13, 14, 20, 21, 40)] == [0, 7, 7, 14, 14, 21, 21]


def test_a_look_settles_its_own_threshold_and_not_the_next() -> None:
    assert due_after(8, (7, 7)) == 0
    assert due_after(14, (7, 7)) == 14
    assert due_after(15, (7, 7), (14, 14)) == 0


def test_a_late_look_settles_the_threshold_that_was_reached() -> None:
    assert due_after(13, (12, 7)) == 0


def test_past_the_last_threshold_a_look_is_due_every_week() -> None:
    assert due_after(27, (21, 21)) == 0
    assert due_after(28, (21, 21)) == 21


def test_looks_at_an_earlier_stay_do_not_count() -> None:
    found = journey("p1", [new_event("p1", Kind.ADMITTED, CAME, location="RNS:ROWAN"), look(-20, 14)])
    assert found.open_spell is not None
    assert reviews(found, found.open_spell) == ()


@given(some.lists(some.integers(0, 90)))
def test_the_bands_add_up_to_the_census_and_each_count_holds_the_next(lengths: list[int]) -> None:
    found = census(lengths)
    assert found.under_7 + found.from_7 + found.from_14 + found.from_21 == found.in_bed == len(lengths)
    for nights in (7, 14, 21):
        assert found.at_least[nights] == sum(length >= nights for length in lengths)
    assert all(threshold(length) <= length for length in lengths)
