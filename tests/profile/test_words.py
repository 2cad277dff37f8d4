"""Numbers, groups and origins as a board reads them."""

from __future__ import annotations

import pytest

from homefirst.profile.html import largest
from homefirst.profile.shape import Line
from homefirst.profile.words import amount, fine_words, group_words, number_words, origin_words
from homefirst.system import System
from tests.profile.test_beside import value


@pytest.mark.parametrize(
    ("number", "said"),
    [(None, ""), (0, "0"), (24791.45, "24,791"), (52.13, "52.1"), (3.0, "3"), (0.314, "0.31"), (-0.5, "-0.5")],
)
def test_a_number_has_as_many_places_as_can_be_taken_in(number: float | None, said: str) -> None:
    assert number_words(number) == said


def test_short_units_stand_with_the_number() -> None:
    assert (amount(19.83, "%"), amount(478, "£"), amount(52.13, "nights")) == ("19.8%", "£478", "52.1")


def test_limits_that_lie_close_together_can_be_told_apart() -> None:
    assert [fine_words(n, 0.3) for n in (101.09, 101.25)] == ["101.09", "101.25"]
    assert fine_words(24894.3, 4000) == "24,894"
    assert fine_words(2_587_860, 800_000) == "2.59m"
    assert fine_words(0, 0) == "0"


@pytest.mark.parametrize(
    ("split", "code", "said"),
    [
        ("provider", "RNS", "Northampton General"),
        ("deprivation", "1", "Fifth 1, most deprived"),
        ("sex", "F", "Women"),
        ("month", "2026-01", "Jan 2026"),
        ("nights_at_least", "21", "21 nights or more"),
        ("reason", "", "No reason recorded"),
        ("council", "", "Not known"),
        ("stream", "same_day", "Same day"),
    ],
)
def test_a_group_is_said_in_words(system: System, split: str, code: str, said: str) -> None:
    assert group_words(system, split, code) == said


def test_whose_events_they_are_is_said_plainly() -> None:
    assert origin_words("recorded").real
    assert "seed 7" in origin_words("simulated:northamptonshire:7").sentence
    assert "Nobody" in origin_words("made-up:the invented week").sentence


def test_the_largest_groups_come_first_but_bands_of_numbers_keep_their_order() -> None:
    lines = [Line(words, value(number)) for words, number in (("Left", 5), ("Notified", 9), ("Accepted", 1))]
    assert [line.words for line in largest(lines, 2)] == ["Notified", "Left"]
    bands = [Line(words, value(number)) for words, number in (("21+", 3), ("Not known", 1), ("0", 5), ("2-3", 9))]
    assert [line.words for line in largest(bands)] == ["0", "2-3", "21+", "Not known"]
