"""The parts of a measure as a funnel: which splits, which parts are drawn, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest

from homefirst.measures import Value, all_measures
from homefirst.measures.funnel_by import Spread, found_words, funnel_splits, left_out_words, picture, spreads
from homefirst.system import System, load_system

DAYS = date(2025, 1, 1), date(2025, 12, 31)
WEEKEND = all_measures()["weekend_discharges"]
ADMISSIONS = all_measures()["emergency_admissions_65"]


@pytest.fixture(scope="module")
def system() -> System:
    return load_system("northamptonshire")


def value(part: str, numerator: float | None, denominator: float | None = None, **split: str) -> Value:
    """One part of weekend discharges; without a denominator nobody was counted, without a numerator it is hidden."""
    known = numerator is not None and denominator
    group = {"neighbourhood": part, **split}
    return Value(
        WEEKEND.name, group, *DAYS, 100 * numerator / denominator if known else None, numerator, denominator,  # type: ignore[operator]
        None, None, "", "%", numerator is None, "",
    )  # fmt: skip


def words(split: str, code: str) -> str:
    return f"{code} nights or more" if split == "nights_at_least" else code


def one(values: Sequence[Value]) -> Spread:
    (found,) = spreads(WEEKEND, "neighbourhood", values, words)
    return found


FIVE = [value("A", 20, 100), value("B", 22, 100), value("C", 18, 100), value("D", 200, 1000), value("E", 60, 100)]


def test_a_rate_is_set_against_chance_by_where_people_live_and_never_by_hospital(system: System) -> None:
    assert funnel_splits(ADMISSIONS, system) == ("neighbourhood", "area")
    assert "provider" in ADMISSIONS.by


def test_a_share_may_be_set_against_chance_by_hospital_ward_and_place(system: System) -> None:
    assert funnel_splits(WEEKEND, system) == ("provider", "neighbourhood", "ward", "area")


def test_nights_counted_again_and_again_have_no_limits(system: System) -> None:
    assert [funnel_splits(all_measures()[name], system) for name in ("delayed_days", "occupancy_at_midnight")] == [
        (),
        (),
    ]


def test_those_outside_come_first_and_each_lies_where_its_numbers_say() -> None:
    """All together 320 of 1,400, 22.9%: of 100, chance puts 95 of 100 between 14.6% and 31.1%; of 1,000, from 20.3%."""
    found = one(FIVE)
    assert found.funnel.reference == pytest.approx(320 / 1400)
    assert [(area.area, area.place) for area, _ in found.rows] == [
        ("E", "above the 99.8% limit"), ("D", "below the 95% limit"), ("B", "within the limits"),
        ("A", "within the limits"), ("C", "within the limits"),
    ]  # fmt: skip
    assert found_words(found, "neighbourhoods") == (
        "3 of 5 neighbourhoods differ by no more than chance alone would make. "
        "Above the 99.8% limit: E. Below the 95% limit: D."
    )


def test_hidden_parts_are_not_drawn_and_it_is_said_how_many_were_left_out() -> None:
    found = one([*FIVE, value("F", None), value("G", None), value("H", 0, 0), value("", 9, 30)])
    assert (found.hidden, found.unknown, found.nowhere) == (2, 1, True)
    assert {area.area for area, _ in found.rows} == set("ABCDE")
    said = left_out_words(found, "neighbourhood")
    assert "that one might be recognised: 2." in said and "nobody to count: 1." in said
    assert "an unknown neighbourhood is in none of them" in said
    drawn = picture(found, "Weekend")
    assert len(re.findall("<circle", drawn)) == 3 and len(re.findall("<polygon", drawn)) == 2
    assert left_out_words(one(FIVE), "neighbourhood") == "The line across, 22.9, is all that are drawn, together."


def test_of_four_parts_no_funnel_is_drawn() -> None:
    assert spreads(WEEKEND, "neighbourhood", [*FIVE[:4], value("F", None)], words) == []


def test_each_group_of_a_measure_has_a_funnel_of_its_own() -> None:
    by_length = [
        value(part, numerator, 100, nights_at_least=nights)
        for nights, numerator in (("7", 40), ("21", 10))
        for part in "ABCDE"
    ]
    found = spreads(WEEKEND, "neighbourhood", by_length, words)
    assert [(spread.words, spread.funnel.reference) for spread in found] == [
        ("7 nights or more", 0.4), ("21 nights or more", 0.1),
    ]  # fmt: skip


def test_two_parts_of_one_name_are_two_parts() -> None:
    found = spreads(WEEKEND, "neighbourhood", FIVE, lambda split, code: "Ward 1")
    assert len({area.area for area, _ in found[0].rows}) == 5


def test_where_most_lie_outside_no_single_one_is_singled_out() -> None:
    far = [value(part, n, 100) for part, n in (("A", 2), ("B", 3), ("C", 97), ("D", 98), ("E", 50))]
    assert "no single one stands out" in found_words(one(far), "neighbourhoods")


def test_no_name_lies_on_another_and_no_mark_is_red() -> None:
    crowd = [value(f"Neighbourhood {n}", 60 + n, 100) for n in range(6)] + [value("All the rest", 1000, 10_000)]
    drawn = picture(one(crowd), "Weekend")
    heights = sorted(float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>Neighbourhood', drawn))
    assert 0 < len(heights) < 6 and all(b - a > 13 for a, b in pairwise(heights))
    assert set(re.findall(r'fill="(#\w+)"', drawn)) <= {"#212b32", "#4c6272", "#768692", "#330072", "#005eb8"}
