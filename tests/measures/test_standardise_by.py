"""Rates at the same ages of a whole invented county, against the same sums done person by person."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from pathlib import Path

import pytest

from homefirst.columns import Tables
from homefirst.datadir import DataDir
from homefirst.measures import Period, all_measures, opened
from homefirst.measures.intervals import byar
from homefirst.measures.standardise_by import (
    BANDS,
    EUROPEAN,
    AgeAlike,
    Place,
    may_be_standardised,
    scaled,
    standardised_by,
)
from homefirst.system import System, load_system
from tests.places import FIRST, LAST, PEOPLE, everybody, tables_of

ADMISSIONS = all_measures()["emergency_admissions_65"]
YEAR = Period(FIRST, LAST)


@pytest.fixture(scope="module")
def system() -> System:
    return load_system("northamptonshire")


@pytest.fixture(scope="module")
def made_up(system: System, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables_of(DataDir(tmp_path_factory.mktemp("county")), system)


def asked(tables: Tables, system: System, split: str = "neighbourhood", **within: str) -> AgeAlike:
    with opened(tables, system) as ready:
        found = standardised_by(ADMISSIONS, ready, split, YEAR, within)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def alike(made_up: Tables, system: System) -> AgeAlike:
    return asked(made_up, system)


def place(found: AgeAlike, code: str) -> Place:
    return next(place for place in found.places if place.code == code)


def living(system: System, neighbourhood: str) -> list[float]:
    """People of each band in the areas of one neighbourhood, times the year asked for."""
    own = [area.population for area in system.areas if area.neighbourhood == neighbourhood]
    older, old, oldest = (sum(getattr(p, f"age_{age}_plus") for p in own) for age in (65, 75, 85))
    return [older - old, old - oldest, oldest]


def test_every_place_is_weighed_with_the_people_of_all_and_its_interval_is_made_of_persons(
    alike: AgeAlike, system: System
) -> None:
    people = {name: living(system, name) for name in PEOPLE}
    weights = [sum(column) for column in zip(*people.values(), strict=True)]
    for name in set(PEOPLE) - {"Wellingborough"}:
        own = [one for one in everybody() if one.neighbourhood == name]
        value = variance = 0.0
        for band, weight, living_there in zip(BANDS, weights, people[name], strict=True):
            per_person = [len(one.days) for one in own if one.band == band]
            value += weight * sum(per_person) / living_there / sum(weights)
            variance += (weight / living_there / sum(weights)) ** 2 * sum(n * n for n in per_person)
        events = sum(len(one.days) for one in own)
        stretch, limits = sqrt(variance / events), byar(events)
        found = place(alike, name).direct
        assert found.events == events
        assert found[:3] == pytest.approx(
            tuple(100_000 * (value + stretch * far) for far in (0, limits.lower - events, limits.upper - events))
        )


def test_all_together_is_the_crude_rate_of_all(alike: AgeAlike, system: System) -> None:
    events = sum(len(one.days) for one in everybody())
    assert alike.together == pytest.approx(100_000 * events / sum(sum(living(system, name)) for name in PEOPLE))
    assert alike.counted_in == "mid-2017 (nearest to 2025)"


def test_of_fewer_than_ten_events_the_ratio_to_those_expected_is_given(alike: AgeAlike, system: System) -> None:
    few = place(alike, "Wellingborough")
    assert few.direct.value is None and few.events == 5 and few.ratio is not None
    by_band = Counter(one.band for one in everybody() for _ in one.days)
    all_living = [sum(column) for column in zip(*(living(system, name) for name in PEOPLE), strict=True)]
    would_be = sum(
        by_band[band] * here / everywhere
        for band, here, everywhere in zip(BANDS, living(system, "Wellingborough"), all_living, strict=True)
    )
    assert few.ratio.value == pytest.approx(5 / would_be)
    assert few.word == "better"
    assert all(one.ratio is None for one in alike.places if one is not few)


def test_a_place_is_called_worse_only_where_its_interval_leaves_all_together_out(alike: AgeAlike) -> None:
    assert place(alike, "Corby").word == "worse"
    for one in (one for one in alike.places if one.ratio is None):
        assert one.direct.lower is not None and one.direct.upper is not None
        inside = one.direct.lower <= alike.together <= one.direct.upper
        assert (one.word == "similar") == inside


def test_the_european_weights_are_those_of_65_and_over_joined_to_three_bands() -> None:
    assert EUROPEAN == (10_500, 6_500, 2_500)


def test_of_one_council_only_its_own_places_are_told(made_up: Tables, system: System) -> None:
    found = asked(made_up, system, council="E06000061")
    assert {one.code for one in found.places} == {"Corby", "East Northamptonshire", "Kettering", "Wellingborough"}
    assert (found.hidden, found.unknown) == (0, 0)


def test_of_real_people_a_place_with_a_band_of_few_is_hidden_and_the_rest_rounded(
    system: System, tmp_path: Path
) -> None:
    found = asked(tables_of(DataDir(tmp_path), system, "recorded"), system)
    assert "Wellingborough" not in {one.code for one in found.places}
    assert found.hidden >= 2  # another is hidden too, or the total would give the first away
    assert all(one.events % 5 == 0 for one in found.places)


def test_persons_are_scaled_to_the_events_that_are_shown() -> None:
    assert scaled({1: 6, 2: 1}, 10) == {1: 7.5, 2: 1.25}
    assert scaled({}, 0) == {1: 0}


def test_only_rates_of_events_of_older_people_are_standardised() -> None:
    named = {name for name, measure in all_measures().items() if may_be_standardised(measure)}
    assert {"emergency_admissions_65", "ae_attendances_65", "falls_admissions_65", "care_home_moves_65"} <= named
    assert not {"delayed_days", "weekend_discharges", "personal_health_budgets"} & named
