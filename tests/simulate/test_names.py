"""Invented names: nobody's, and always the same for the same person."""

from __future__ import annotations

from collections import Counter

from homefirst.demo_week.invented import FAMILIES, GIVEN
from homefirst.simulate.names import name_of


def test_a_person_s_name_is_always_the_same_and_of_their_sex() -> None:
    for number in (0, 1, 77, 2**40 + 3):
        given, family = name_of(number, "female")
        assert (given, family) == name_of(number, "female")
        assert given in GIVEN["F"] and family in FAMILIES
        assert name_of(number, "male")[0] in GIVEN["M"]


def test_a_thousand_people_in_beds_are_nearly_all_told_apart_by_name() -> None:
    names = Counter(name_of(number, "female") for number in range(0, 67_000, 67))
    assert len(names) > 600
    assert names.most_common(1)[0][1] < 6
