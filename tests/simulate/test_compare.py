"""Comparing scenarios: what is sure to change does, what is not clear is not called, and threads change nothing."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping

import numpy as np
import pytest

from homefirst.simulate.compare import Comparison, Difference, compare, difference
from homefirst.simulate.compare_show import CHANCE, as_csv, as_json, as_lines, list_lines, number
from homefirst.simulate.course import by_month, course
from homefirst.simulate.flow import Flow, read_flow
from homefirst.simulate.population import on_day
from homefirst.simulate.replication import SimulationFault
from homefirst.simulate.scenario_file import read_scenario, read_scenarios

COUNTY = read_flow("northamptonshire")
# Where the county is short of something, so that what scenarios add is needed, whatever the county's own numbers are
SHORT = COUNTY.changed(
    [
        ("workforce.presence", 0.25),
        ("care_beds.community_hospitals.places", 25),
    ],
    "short",
)


def run(flow: Flow, names: str, days: int = 120, warm_up: int = 90, count: int = 4, **more: object) -> Comparison:
    scenarios = [read_scenario(flow, name) for name in names.split()]
    return compare(flow, scenarios, days=days, warm_up=warm_up, count=count, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def short() -> Comparison:
    """A county that is short of staff and beds, and what helps."""
    return run(
        SHORT, "as-is early-discharge-without-support vacancy-6-6 shaw-criteria-relaxed seven-day-acceptance"
    )  # fmt: skip


@pytest.fixture(scope="module")
def quick() -> Comparison:
    return run(COUNTY, "as-is winter do-nothing-2029+ican", days=40, warm_up=20, count=3)


def apart(found: Comparison, scenario: str, name: str) -> Difference:
    at = [one.name for one in found.scenarios].index(scenario)
    return found.line(name).differences[at - 1]


def clear(found: Comparison, scenario: str, name: str, says: str) -> None:
    one = apart(found, scenario, name)
    assert one.clear and one.says == says, f"{name} under {scenario}: {one}"


# What scenarios do


def test_early_discharge_without_support_brings_people_back(short: Comparison) -> None:
    clear(short, "early-discharge-without-support", "readmission", "worse")
    clear(short, "early-discharge-without-support", "not_needing", "better")


def test_fewer_vacancies_mean_more_starts_and_shorter_waits(short: Comparison) -> None:
    clear(short, "vacancy-6-6", "starts_intermediate_care_team", "higher")
    clear(short, "vacancy-6-6", "wait_1", "better")


def test_wider_criteria_fill_the_shaw_beds_and_fewer_wait_for_a_bed(short: Comparison) -> None:
    clear(short, "shaw-criteria-relaxed", "in_shaw", "higher")
    clear(short, "shaw-criteria-relaxed", "waiting_pathway_2", "better")


def test_seven_day_acceptance_moves_discharges_to_the_weekend(short: Comparison) -> None:
    clear(short, "seven-day-acceptance", "weekend", "better")


def test_beds_lost_in_care_homes_delay_people_in_hospital() -> None:
    few = COUNTY.changed([("help.placement.places", 110)], "few")
    found = run(few, "as-is provider-failure-100")
    clear(found, "provider-failure-100", "waiting_placement", "worse")
    clear(found, "provider-failure-100", "wait_3", "worse")
    clear(found, "provider-failure-100", "not_needing", "worse")


def expected_crises(flow: Flow, people: Iterable[float]) -> float:
    """Crises a day of so many people of each age, before any of them have been in hospital."""
    life = flow.network().life
    total = 0.0
    for count, shares, rates in zip(people, life["shares"], life["crisis"], strict=True):
        total += count * sum(a * b for a, b in zip(np.diff([0, *shares]), rates, strict=True))
    return total


def test_with_room_for_everybody_demand_grows_as_the_people_do_age_by_age() -> None:
    with_room = "beds-as-needed+services-in-step:2"
    found = run(COUNTY, f"{with_room} do-nothing-2029+{with_room}", count=3)
    then, later = (expected_crises(COUNTY, on_day(COUNTY.people, day)) for day in found.first_days)
    for name in ("crises", "admissions"):
        base, other = (mean.mean for mean in found.line(name).means)
        assert other / base == pytest.approx(later / then, rel=0.04)
    assert later / then > 1.2


def test_pillars_together_do_not_do_more_than_each_on_its_own_added_up() -> None:
    roomy = COUNTY.changed([("beds.wards.places.ngh", 800), ("beds.wards.places.kgh", 800)], "roomy")
    found = run(roomy, "as-is ican-community-resilience ican-front-door ican", count=3)
    crises, door, together = found.line("admissions").differences
    assert crises.clear and door.clear and together.clear
    assert together.mean == pytest.approx(crises.mean, abs=0.3 * abs(crises.mean))
    assert together.mean > 0.8 * (crises.mean + door.mean)  # they are falls, so less negative


def test_what_is_spent_here_and_there_adds_up(short: Comparison) -> None:
    parts = [short.line(f"cost_{where}").means for where in ("hospital", "calls", "outside")]
    for n, whole in enumerate(short.line("cost").means):
        assert sum(part[n].mean for part in parts) == pytest.approx(whole.mean)
        assert all(part[n].mean > 0 for part in parts)


# What is said


def test_a_paired_difference_is_worked_out_by_hand() -> None:
    one = difference([1.0, 2.0, 3.0], [2.0, 4.0, 6.0], "high")  # pairs 1, 2, 3: mean 2, sd 1
    half = 4.303 / math.sqrt(3)
    assert one[:3] == (2, pytest.approx(2 - half), pytest.approx(2 + half))
    assert (one.clear, one.says) == (False, "no clear difference")
    assert one.gain == pytest.approx((1 + 4) / 1)


@pytest.mark.parametrize(
    ("other", "better", "says"),
    [
        ([2.0, 3.1, 3.9], "high", "better"), ([2.0, 3.1, 3.9], "low", "worse"), ([2.0, 3.1, 3.9], "", "higher"),
        ([0.0, 1.1, 1.9], "", "lower"), ([1.0, 2.0, 3.0], "high", "no clear difference"),
    ],
)  # fmt: skip
def test_a_difference_is_only_called_when_its_interval_does_not_hold_nought(
    other: list[float], better: str, says: str
) -> None:
    assert difference([1.0, 2.0, 3.0], other, better).says == says


def test_nothing_is_called_between_a_scenario_and_itself() -> None:
    same = read_scenario(COUNTY, "as-is")
    other = same.__class__("again", "Again", "The same.")
    found = compare(COUNTY, [same, other], days=20, warm_up=10, count=2)
    assert all(one.mean == 0 and not one.clear for line in found.lines for one in line.differences)


def test_a_pair_on_the_same_people_needs_fewer_runs_than_draws_of_its_own(short: Comparison) -> None:
    gain = apart(short, "vacancy-6-6", "crises").gain
    assert gain is not None and gain > 1.5


def test_the_answer_is_the_same_for_one_thread_and_two() -> None:
    one, two = (
        run(COUNTY, "as-is winter", days=30, warm_up=15, count=3, threads=n, uncertain=True) for n in (1, 2)
    )  # fmt: skip
    assert as_json(one) == as_json(two)


def test_another_seed_gives_another_answer(quick: Comparison) -> None:
    other = run(COUNTY, "as-is winter", days=40, warm_up=20, count=3, seed=2)
    assert other.line("beds").means[0] != quick.line("beds").means[0]


def test_uncertain_effects_make_the_runs_differ_more() -> None:
    def spread(uncertain: bool) -> float:
        found = run(COUNTY, "as-is winter", days=60, warm_up=30, count=6, uncertain=uncertain, seed=3)
        return apart(found, "winter", "crises").half

    assert spread(True) > 1.5 * spread(False)


def test_it_stops_as_soon_as_it_is_precise_and_says_what_is_not() -> None:
    few = run(COUNTY, "as-is ican", days=40, warm_up=20, count=12, precision=0.9, watched=("admissions",))
    assert (few.replications, few.unsure) == (5, ())
    never = run(COUNTY, "as-is ican", days=10, warm_up=0, count=6, precision=0.0001, watched=("admissions", "beds"))
    assert (never.replications, never.unsure) == (6, ("admissions", "beds"))
    assert any("Not yet known to 0.01%: emergency admissions, acute beds" in line for line in as_lines(never))


def test_more_than_hospitals_can_take_is_said_and_so_is_how_many_wait_outside(quick: Comparison) -> None:
    found = run(COUNTY.changed([("beds.wards.places.ngh", 330)], "small"), "as-is do-nothing-2029", days=30, count=2)
    assert found.line("outside_ae").means[1].mean > 50
    assert any("do-nothing-2029: " in line and "wait outside A&E" in line for line in as_lines(found))
    assert not any("wait outside A&E" in line for line in as_lines(quick) if "as-is: " in line)


@pytest.mark.parametrize(
    ("names", "count", "precision", "said"),
    [
        ("ican", 5, None, "Name two scenarios"), ("ican ican", 5, None, "named twice"),
        ("as-is ican", 1, None, "--replications 1 says nothing"), ("as-is ican", 5, 5.0, "precision of 5.0"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(names: str, count: int, precision: float | None, said: str) -> None:
    with pytest.raises(SimulationFault, match=said):
        run(COUNTY, names, count=count, precision=precision)


# Through the year


def test_months_are_means_of_their_midnights() -> None:
    found = by_month(run_day(), [np.arange(40.0), np.arange(40.0) + 2])
    assert [day.isoformat() for day in found.begins] == ["2017-04-03", "2017-05-01"]
    assert [mean.mean for mean in found.means] == [1 + 13.5, 1 + (28 + 39) / 2]


def run_day() -> object:
    return COUNTY.first_day


def test_the_weeks_that_differ_clearly_are_named() -> None:
    base = [np.zeros(21), np.zeros(21), np.zeros(21)]
    other = [np.repeat([0.0, rise, -wave], 7) for rise, wave in ((9, 1), (10, -1), (11, 0.1))]
    found = course(base, other)
    assert found is not None
    assert (found.weeks, found.clear, found.most_week, found.most.mean) == (3, (2,), 2, 10)
    unsure = [np.concatenate([run[:14], np.full(7, far)]) for run, far in zip(other, (0.0, 0.0, 60.0), strict=True)]
    farther = course(base, unsure)
    assert farther is not None and (farther.clear, farther.most_week) == ((2,), 2), "the third week is not clear"
    assert course([np.zeros(6)] * 2, [np.ones(6)] * 2) is None


# For reading, for a spreadsheet, for programs


def test_text_warns_of_scenarios_of_different_years_and_of_chance(quick: Comparison) -> None:
    said = list(as_lines(quick))
    assert any("has the people of 2029, as-is those of 2017" in line and "all +2" in line for line in said)
    assert said[-1] == CHANCE
    assert any("do-nothing-2029+ican: " in line and "difference" in line for line in said)


def test_csv_has_a_row_for_each_measure_and_scenario(quick: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(quick))))
    assert len(rows) == 3 * len(quick.lines)
    first = [row for row in rows if row["measure"] == "beds"]
    assert [row["scenario"] for row in first] == [scenario.name for scenario in quick.scenarios]
    assert first[0]["difference"] == "" and float(first[1]["mean"]) == quick.line("beds").means[1].mean
    assert float(first[1]["difference"]) == pytest.approx(float(first[1]["mean"]) - float(first[0]["mean"]))


def test_json_holds_the_effects_with_their_evidence(quick: Comparison) -> None:
    told: Mapping[str, object] = json.loads(as_json(quick))
    scenarios = told["scenarios"]
    assert isinstance(scenarios, list) and scenarios[1]["effects"][0]["controlled"] is False
    measures = told["measures"]
    assert isinstance(measures, dict) and set(measures["beds"]["differences"]) == {"winter", "do-nothing-2029+ican"}


def test_the_list_says_what_each_scenario_rests_on() -> None:
    said = "\n".join(list_lines(read_scenarios(COUNTY)))
    assert "ican: ICAN, all three pillars" in said
    assert "Evidence: a plan's own estimate, uncontrolled" in said


def test_numbers_are_shown_to_about_three_figures() -> None:
    shown = [number(value) for value in (1234.4, 12.34, 0.0, 1.234, -0.001, None)]
    assert shown == ["1,234", "12.3", "0", "1.23", "0", "not known"]
    assert [number(value, sign=True) for value in (5.0, -5.0)] == ["+5.00", "−5.00"]
