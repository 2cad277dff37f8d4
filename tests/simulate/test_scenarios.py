"""Scenarios: every one of the county reads, says what it rests on, and changes what it says; none is counted twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefirst.simulate.flow import Flow, read_flow
from homefirst.simulate.scenario import NOTHING, Effect, Scenario, applied, drawn, together, wilson
from homefirst.simulate.scenario_file import Library, read_scenario, read_scenarios, scenario_files
from homefirst.simulate.scenario_manual import manual
from homefirst.system import SystemFault
from homefirst.system.figures import read_figures

COUNTY = read_flow("northamptonshire")
FIGURES = read_figures(COUNTY.document.file.with_name("figures.csv"))
NAMES = list(scenario_files(COUNTY))
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "scenarios.md"
GOOD = """
title = "A test"
summary = "A test."

[[effect]]
what = "Fewer vacancies"
change = "workforce.vacancy"
times = 0.5
evidence = "assumed"
assumed = "a test"
"""


def effect(name: str, path: str, verb: str, amount: object, **more: object) -> Effect:
    return Effect(name, name, (path,), verb, amount, None, None, "assumed", "a test", **more)  # type: ignore[arg-type]


def both(*effects: Effect) -> Scenario:
    return Scenario("test", "Test", "A test.", effects)


# Those of the county


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_of_the_county_can_be_run(name: str) -> None:
    scenario = read_scenario(COUNTY, name)
    changed = applied(COUNTY, scenario)
    changed.network()  # raises for what cannot be
    assert changed.told != COUNTY.told
    assert changed.origin_name == f"northamptonshire+{name}"


@pytest.mark.parametrize("name", NAMES)
def test_an_effect_that_names_a_figure_has_the_number_of_that_figure(name: str) -> None:
    for one in read_scenario(COUNTY, name).effects:
        figure = FIGURES.get(one.rests_on.split(":")[0])
        if figure and one.evidence != "uncontrolled":
            assert figure.value is not None
            share = 1 - one.amount if one.verb == "times" else one.amount
            assert share == pytest.approx(figure.value / 100)


def test_at_least_what_was_asked_for_is_there() -> None:
    asked = {
        "do-nothing-2029", "do-nothing-2039", "ican", "ican-community-resilience", "ican-front-door",
        "ican-flow-and-grip", "seven-day-acceptance", "trusted-assessment", "reablement", "shaw-criteria-relaxed",
        "dementia-plus-30", "falls-ambulance", "care-home-gp-alignment", "provider-failure-100", "winter",
        "vacancy-6-6", "early-discharge-without-support",
    }  # fmt: skip
    assert asked <= set(NAMES)


def test_a_hard_winter_leaves_the_rest_of_the_year_as_it_is() -> None:
    def crises(flow: object, month: int) -> float:
        crisis = flow.told["crisis"]  # type: ignore[attr-defined]
        return float(crisis["a_year"] * crisis["month"][month] / sum(crisis["month"]))

    winter = applied(COUNTY, read_scenario(COUNTY, "winter"))
    for month in range(2, 11):
        assert crises(winter, month) == pytest.approx(crises(COUNTY, month), rel=0.01)
    assert crises(winter, 0) == pytest.approx(1.2 * crises(COUNTY, 0), rel=0.01)


def test_the_page_of_the_manual_is_what_the_files_say() -> None:
    assert PAGE.read_text() == manual(), (
        "run: python -m homefirst.simulate.scenario_manual > docs/reference/scenarios.md"
    )


# Nothing is counted twice


def test_fewer_admissions_are_part_of_fewer_escalations_and_not_taken_off_again() -> None:
    door, all_three = read_scenario(COUNTY, "ican-front-door"), read_scenario(COUNTY, "ican")
    nested = {"fewer-admissions-from-ae", "fewer-admissions-sent-by-gp"}
    assert {one.name for one in door.in_force} == nested
    assert not nested & {one.name for one in all_three.in_force}
    assert applied(COUNTY, all_three).value("ae.ae.then.0.share") == COUNTY.value("ae.ae.then.0.share")


def test_a_scenario_named_twice_is_applied_once() -> None:
    once = applied(COUNTY, read_scenario(COUNTY, "ican"))
    assert applied(COUNTY, read_scenario(COUNTY, "ican+ican-flow-and-grip+ican")).told == once.told


def test_effects_on_the_same_crises_prevent_their_share_of_what_is_left() -> None:
    flow = applied(COUNTY, read_scenario(COUNTY, "ican-community-resilience+care-home-gp-alignment"))
    assert flow.value("crisis.avoided.care_home") == pytest.approx(1 - 0.95 * (1 - 0.149))
    assert flow.value("crisis.avoided.at_home") == pytest.approx(0.05)


SHARES = st.lists(st.floats(0, 0.6), min_size=1, max_size=5)


@given(SHARES, st.floats(0.05, 0.6), st.randoms(use_true_random=False))
def test_overlapping_effects_never_pass_their_bound_nor_hang_on_their_order(
    shares: list[float], bound: float, mixed: object
) -> None:
    effects = [
        effect(f"e{n}", "crisis.avoided.at_home", "plus", share, overlap="same", bound=bound)
        for n, share in enumerate(shares)
    ]
    first = applied(COUNTY, both(*effects)).value("crisis.avoided.at_home")
    mixed.shuffle(effects)  # type: ignore[attr-defined]
    assert applied(COUNTY, both(*effects)).value("crisis.avoided.at_home") == pytest.approx(first)
    assert min(max(shares), bound) - 1e-12 <= first <= min(sum(shares), bound) + 1e-12


@given(st.floats(0.5, 2), st.floats(0.5, 2), st.floats(-0.05, 0.05), st.permutations(range(4)))
def test_effects_are_set_then_multiplied_then_added_in_whatever_order_they_come(
    first: float, second: float, more: float, order: list[int]
) -> None:
    path = "workforce.presence"
    some = [effect("a", path, "plus", more), effect("b", path, "times", first), effect("c", path, "to", 0.5),
            effect("d", path, "times", second)]  # fmt: skip
    flow = applied(COUNTY, both(*(some[n] for n in order)))
    assert flow.value(path) == pytest.approx(0.5 * first * second + more)


def test_multiplied_effects_of_one_overlap_leave_what_the_bound_leaves() -> None:
    some = [effect(n, "ae.ae.then.0.share", "times", 0.8, overlap="same", bound=0.25) for n in ("a", "b")]
    flow = applied(COUNTY, both(*some))
    assert flow.value("ae.ae.then.0.share") == pytest.approx(0.75 * COUNTY.value("ae.ae.then.0.share"))


def test_a_stay_is_made_shorter_without_changing_the_power_of_its_shape() -> None:
    power, scale = COUNTY.value("beds.wards.stay.weibull")
    flow = applied(COUNTY, both(effect("a", "beds.wards.stay", "times", 0.5)))
    assert flow.value("beds.wards.stay.weibull") == [power, scale / 2]


def test_two_scenarios_that_set_the_same_thing_cannot_be_combined() -> None:
    with pytest.raises(SystemFault, match=r"population-year.*twice"):
        applied(COUNTY, read_scenario(COUNTY, "do-nothing-2029+do-nothing-2039"))
    with pytest.raises(SystemFault, match=re.escape("sets workforce.vacancy to 0.1 and to 0.2")):
        applied(COUNTY, both(effect("a", "workforce.vacancy", "to", 0.1), effect("b", "workforce.vacancy", "to", 0.2)))


def test_nothing_changes_as_it_is() -> None:
    assert together([NOTHING]) == NOTHING == read_scenario(COUNTY, "as-is")
    assert applied(COUNTY, NOTHING) is COUNTY
    assert read_scenario(COUNTY, "as-is+ican") == read_scenario(COUNTY, "ican")


def test_how_many_can_be_asked() -> None:
    posts = COUNTY.value("help.reablement.posts")
    assert applied(COUNTY, read_scenario(COUNTY, "reablement")).value("help.reablement.posts") == posts + 30
    assert applied(COUNTY, read_scenario(COUNTY, "reablement:7")).value("help.reablement.posts") == posts + 7


# Uncertain effects


@given(st.integers(0, 2**60))
def test_an_effect_is_drawn_within_its_interval_and_alike_for_the_same_seed(seed: int) -> None:
    for name in ("winter", "care-home-gp-alignment", "shaw-criteria-relaxed"):
        for one in read_scenario(COUNTY, name).effects:
            amount = drawn(seed)(one)
            assert one.lower is not None and one.upper is not None
            assert one.lower - 1e-12 <= amount <= one.upper + 1e-12
            assert amount == drawn(seed)(one)


def test_drawn_effects_lie_half_above_and_half_below_what_is_stated() -> None:
    (one,) = read_scenario(COUNTY, "care-home-gp-alignment").effects
    above = sum(drawn(seed)(one) > one.amount for seed in range(1000))
    assert 440 < above < 560


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_that_of_newcombe_1998(count: int, n: int, low: float, high: float) -> None:
    assert wilson(count, n) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_the_interval_of_care_homes_is_worked_out_from_its_count() -> None:
    (one,) = read_scenario(COUNTY, "care-home-gp-alignment").effects
    assert (one.lower, one.upper) == wilson(157, 1051)


# Faults


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", None),
        ("times = 0.5", "times = 0.5\nfaktor = 2", r"mine.toml, line 9: faktor is not known"),
        ("workforce.vacancy", "workforce.vacancies", r'mine.toml, line 7: flow.toml has no "workforce.vacancies"'),
        ("times = 0.5", "times = 0.5\nto = 3", r"mine.toml, line 5: write one of: to"),
        ("times = 0.5", "times = 0.5\nlower = 0.6\nupper = 0.9", r"mine.toml, line 9: write lower and upper with 0.5"),
        ("times = 0.5", "times = 0.5\ncount = 3\nn = 10", r"mine.toml, line 8: 3 of 10 is 0.300"),
        ('assumed = "a test"', "", r"mine.toml, line 5: say what it rests on"),
        ('evidence = "assumed"', 'evidence = "sure"', r"mine.toml, line 9: evidence is one of: controlled"),
        ('evidence = "assumed"', 'evidence = "controlled"', r"mine.toml, line 9: .* does not go with assumed"),
        ('"assumed"\nassumed = "a test"', '"plan"\nfigure = "no.such"', r'line 10: there is no figure "no.such"'),
        ('title = "A test"', "", r"mine.toml: there is no title"),
        ('title = "A test"', 'title = "A test"\nincludes = ["mine"]', r"mine includes this scenario"),
        ('title = "A test"', "title = A test", r"mine.toml cannot be read as TOML"),
        ("what = ", "wat = ", r"mine.toml, line 6: wat is not known"),
    ],
)  # fmt: skip
def test_a_fault_in_a_file_is_said_with_its_line(tmp_path: Path, old: str, new: str, said: str | None) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD.replace(old, new) if old else GOOD)
    if said is None:
        assert applied(COUNTY, read_scenario(COUNTY, str(file))).value("workforce.vacancy") == pytest.approx(0.057)
        return
    with pytest.raises(SystemFault, match=said):
        read_scenario(COUNTY, str(file))


def test_a_scenario_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(SystemFault, match=r'no scenario "icann"\. Choose from: as-is, .*ican,'):
        read_scenario(COUNTY, "as-is+icann")
    with pytest.raises(SystemFault, match="ican asks for no number"):
        read_scenario(COUNTY, "ican:3")
    with pytest.raises(SystemFault, match='"many" is not a number'):
        read_scenario(COUNTY, "reablement:many")


def test_a_way_that_is_named_unclearly_is_not_guessed() -> None:
    with pytest.raises(SystemFault, match=r'has 3 of "says=care_home" in help\.placement\.then'):
        applied(COUNTY, both(effect("a", "help.placement.then.says=care_home.share", "times", 2)))


def test_all_are_listed_with_as_is_first() -> None:
    assert [scenario.name for scenario in read_scenarios(COUNTY)] == ["as-is", *NAMES]
    assert Library(COUNTY).read("as-is") == NOTHING


def test_a_hard_winter_leaves_the_other_months_as_they_are_whatever_is_drawn() -> None:
    winter = read_scenario(COUNTY, "winter")

    def crises(flow: Flow) -> list[float]:
        life = flow.network().life
        return [month * flow.value("crisis.a_year") for month in life["month"]]

    now = crises(COUNTY)
    for seed in range(12):
        drawn_now = crises(applied(COUNTY, winter, drawn(seed)))
        assert drawn_now[2:11] == pytest.approx(now[2:11], rel=0.001)
    assert crises(applied(COUNTY, winter))[0] == pytest.approx(1.2 * now[0], rel=0.001)
