"""Calibration: every figure has its say or says why not, and a truth that is known is found again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from homefirst.simulate import parts_of
from homefirst.simulate.calibrate.emulate import IMPLAUSIBLE, emulator, implausibility, worst_but
from homefirst.simulate.calibrate.fit import Ask, Number, actual, fit, spread
from homefirst.simulate.calibrate.keep import fitted_toml, numbers_of, put_back, write_whole
from homefirst.simulate.calibrate.targets import Target, Targets, observe, read_targets
from homefirst.simulate.calibrate.validate import validation
from homefirst.simulate.flow import read_flow
from homefirst.simulate.replication import Progress, SimulationFault, replicate, seed_of
from homefirst.system import SystemFault

FLOW = read_flow("northamptonshire")
TARGETS = read_targets(FLOW, "northamptonshire")
FILE = FLOW.document.file.with_name("figures.csv")


def target(name: str, value: float, tolerance: float, *, role: str = "calibrate", at_least: bool = False) -> Target:
    return Target(name, name, "", role, value, tolerance, partial(float), at_least)


def test_every_figure_to_calibrate_on_or_validate_with_is_compared_or_says_why_not() -> None:
    rows = list(csv.DictReader(FILE.open(encoding="utf-8")))
    asked = {row["id"]: row["role"] for row in rows if row["role"] in ("calibrate", "validate")}
    told = {one.figure: one.role for one in TARGETS.compared} | {one.figure: one.role for one in TARGETS.left_out}
    assert len(asked) >= 70
    assert told == asked
    assert len(told) == len(TARGETS.compared) + len(TARGETS.left_out)
    assert all(len(one.why) > 15 for one in TARGETS.left_out)


def test_a_held_out_figure_is_one_that_nothing_was_fitted_to_or_put_in_from() -> None:
    known = TARGETS.fitted(FLOW) | TARGETS.put_in(FLOW)
    held_out = {one.figure for one in TARGETS.compared if one.role == "validate"} - known
    assert {"ngh.los.over7_75", "kgh.handover60_dec", "nh.dtoc.mar18", "kgh.ae4h_1617"} <= held_out
    assert "nh.shaw.occ" not in held_out


def test_quantities_from_what_was_told_agree_with_what_the_loop_counted() -> None:
    names = ["nh.ea.rate", "nh.hosp.ngh_share_of_trust", "nh.hosp.kgh_share_of_trust", "nh.ae.rate", "kgh.ae4h_1617"]
    asked = [one for one in TARGETS.compared if one.figure in names]
    shared = parts_of(FLOW, 120)
    found = observe(FLOW, shared, asked, count=1, seed=3)[0]
    run = replicate(shared, seed_of(3, 0))
    residents = run.census["counts"]["residents"][180:].mean()
    assert found["nh.ea.rate"] * residents / 1e5 / 365.25 < run.counted("admissions") / run.days
    assert found["nh.ae.rate"] == pytest.approx(run.counted("attended") / run.days * 365.25 / residents * 1e5, rel=0.01)
    assert found["nh.hosp.kgh_share_of_trust"] < found["nh.hosp.ngh_share_of_trust"] < 100


def test_a_figure_of_a_month_that_was_not_measured_is_said_to_be_so() -> None:
    asked = [one for one in TARGETS.compared if one.figure == "nh.dtoc.mar18"]
    with pytest.raises(SimulationFault, match=r"nh\.dtoc\.mar18 is in 20 days. Measure 365"):
        observe(FLOW, parts_of(FLOW, 20, warm_up=0), asked, count=1, seed=1)


def test_an_emulator_knows_a_function_where_it_saw_it_and_how_unsure_it_is_elsewhere() -> None:
    points = spread(2, 64, 1)
    values = 3 + 2 * points[:, 0] - points[:, 1] ** 2 + np.sin(3 * points[:, 0])
    made = emulator(points, values, 1)
    others = spread(2, 64, 2)
    guess, variance = made.guess(others)
    truth = 3 + 2 * others[:, 0] - others[:, 1] ** 2 + np.sin(3 * others[:, 0])
    assert np.abs(guess - truth).max() < 0.1
    _, unsure = made.guess(np.array([[3.0, 3.0]]))
    assert unsure[0] > variance.mean()


def test_implausibility_is_in_standard_deviations_and_half_a_tolerance_is_one() -> None:
    away = implausibility(np.array([10.0, 16.0, 4.0]), np.zeros(3), 10.0, 4.0)
    assert away.tolist() == [0.0, 3.0, 3.0]
    at_least = implausibility(np.array([16.0, 4.0]), np.zeros(2), 10.0, 4.0, at_least=True)
    assert at_least.tolist() == [0.0, 3.0]
    assert implausibility(np.array([16.0]), np.array([5.0]), 10.0, 4.0)[0] == pytest.approx(2.0)


def test_the_worst_targets_may_be_left_aside() -> None:
    every = np.array([[1.0, 9.0], [2.0, 0.5], [7.0, 1.5]])
    assert worst_but(every, 0).tolist() == [7.0, 9.0]
    assert worst_but(every, 1).tolist() == [2.0, 1.5]


NUMBERS = (
    Number("a", 2.0, 0.0, 10.0, False, "one"),
    Number("b", 90.0, 0.0, 100.0, True, "two"),
)
TRUTH = (6.5, 31.0)


def toy(points: Sequence[Sequence[float]], tell: Progress) -> np.ndarray:
    """Three outputs of two numbers, the last of nothing but both."""
    tell(len(points), len(points))
    return np.array([[a * 2, a + b / 10, a * b / 10] for a, b in points])


ASKED = [target("one", 13.0, 0.5), target("two", 9.6, 0.5), target("three", 20.15, 1.0)]


def test_a_known_truth_is_found_again_and_lies_in_the_ranges_that_are_left() -> None:
    found = fit(NUMBERS, ASKED, toy, Ask(waves=2, points=30, seed=4, steps=40))
    assert found.best[0] == pytest.approx(TRUTH[0], abs=0.3)
    assert found.best[1] == pytest.approx(TRUTH[1], abs=4)
    for least, truth, most, number in zip(found.least, TRUTH, found.most, NUMBERS, strict=True):
        assert least <= truth <= most
        assert most - least < 0.7 * (number.most - number.least)
    assert found.left[0] < 0.2
    assert float(found.best[1]).is_integer()


def test_the_same_seed_gives_the_same_fit() -> None:
    ask = Ask(waves=1, points=20, seed=7, steps=12)
    assert fit(NUMBERS, ASKED, toy, ask) == fit(NUMBERS, ASKED, toy, ask)


def test_one_target_that_cannot_be_met_does_not_rule_out_what_the_others_say() -> None:
    four = [*ASKED, target("four", 1e6, 1.0)]

    def run(points: Sequence[Sequence[float]], tell: Progress) -> np.ndarray:
        return np.column_stack([toy(points, tell), [a for a, _ in points]])

    found = fit(NUMBERS, four, run, Ask(waves=1, points=40, seed=4, steps=40))
    assert 0 < found.left[0] < 0.5
    assert found.best[0] == pytest.approx(TRUTH[0], abs=0.5)


def test_nothing_to_fit_is_said_so() -> None:
    with pytest.raises(SimulationFault, match="Nothing is fitted"):
        fit((), ASKED, toy, Ask(1, 4, 1, 0))


def test_a_simulated_truth_is_found_again() -> None:
    """How many crises a year there are is found from the admissions that they led to, in a short real run."""
    asked = [one for one in TARGETS.compared if one.figure in ("nh.ea.rate", "nh.ae.rate")]
    truth = FLOW.changed([("crisis.a_year", 0.30)], "truth")
    seen = observe(truth, parts_of(truth, 30, warm_up=10), asked, count=1, seed=9)[0]
    wanted = [one._replace(value=seen[one.figure], tolerance=seen[one.figure] * 0.03) for one in asked]
    numbers = [one for one in numbers_of(FLOW) if one.path == "crisis.a_year"]

    def run(points: Sequence[Sequence[float]], _tell: Progress) -> np.ndarray:
        rows = []
        for (value,) in points:
            flow = FLOW.changed([("crisis.a_year", value)], "try")
            found = observe(flow, parts_of(flow, 30, warm_up=10), wanted, count=1, seed=5, threads=1)[0]
            rows.append([found[one.figure] for one in wanted])
        return np.array(rows)

    found = fit(numbers, wanted, run, Ask(waves=1, points=9, seed=2, steps=0))
    assert found.least[0] <= 0.30 <= found.most[0]
    assert found.most[0] - found.least[0] < 0.6 * (numbers[0].most - numbers[0].least)


def test_numbers_go_back_into_their_places_and_nothing_else_changes(tmp_path: Path) -> None:
    numbers = numbers_of(FLOW)
    changed = {number.path: number.most for number in numbers}
    text = put_back(FLOW.document.text, FLOW, changed)
    before, after = FLOW.document.text.splitlines(), text.splitlines()
    assert len(before) == len(after)
    assert all("fitted" in old for old, new in zip(before, after, strict=True) if old != new)
    for name in ("system.toml", "people.csv", "figures.csv", "targets.toml"):
        (tmp_path / name).write_bytes(FLOW.document.file.with_name(name).read_bytes())
    (tmp_path / "flow.toml").write_text(text, encoding="utf-8")
    again = read_flow(str(tmp_path))
    assert {number.path: float(again.value(number.path)) for number in numbers} == changed
    (tmp_path / "flow.toml").write_text(put_back(text, again, {n.path: n.now for n in numbers}), encoding="utf-8")
    assert read_flow(str(tmp_path)).told == FLOW.told


def test_a_number_marked_in_a_way_that_was_not_read_stops_the_writing() -> None:
    with pytest.raises(SystemFault, match="Correct it by hand"):
        put_back(FLOW.document.text + '\nx = { value = 1, fitted = "nh.ea.rate" }\n', FLOW, {})


def test_what_was_fitted_is_kept_with_its_date_and_seed(tmp_path: Path) -> None:
    import tomllib

    found = fit(NUMBERS, ASKED, toy, Ask(1, 12, 3, 0))
    compared = validation(FLOW, Targets(tuple(ASKED), ()), [{"one": 13.0, "two": 9.0, "three": 25.0}] * 3)
    lines = fitted_toml(NUMBERS, found, compared, Ask(1, 12, 3, 0), 2, date(2026, 11, 22))
    write_whole(tmp_path / "fitted.toml", "\n".join(lines))
    told = tomllib.loads((tmp_path / "fitted.toml").read_text(encoding="utf-8"))
    assert told["fit"]["date"] == date(2026, 11, 22)
    assert told["fit"]["seed"] == 3
    assert told["number"]["b"]["least"] <= told["number"]["b"]["value"] <= told["number"]["b"]["most"]
    assert [told["target"][name]["inside"] for name in ("one", "two", "three")] == [True, False, False]
    assert [file.name for file in tmp_path.iterdir()] == ["fitted.toml"]


def test_points_become_numbers_within_their_ranges() -> None:
    assert actual(NUMBERS, [0.0, 1.0]) == [0.0, 100.0]
    assert actual(NUMBERS, [0.5, 0.314]) == [5.0, 31.0]
    assert IMPLAUSIBLE == 3.0
