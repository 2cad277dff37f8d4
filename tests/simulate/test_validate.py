"""Validation: what is inside, what is not, and what the exit says of it."""

from __future__ import annotations

import csv
import io
import json
from functools import partial

import pytest
from typer.testing import CliRunner

from homefirst.__main__ import app
from homefirst.simulate.calibrate.targets import LeftOut, Target, Targets
from homefirst.simulate.calibrate.validate import FEWEST, as_csv, as_json, as_lines, beside, held, validation
from homefirst.simulate.flow import read_flow
from homefirst.simulate.replication import SimulationFault

FLOW = read_flow("northamptonshire")


def target(name: str, role: str, value: float, tolerance: float = 1.0, *, at_least: bool = False) -> Target:
    return Target(name, f"measure of {name}", "%", role, value, tolerance, partial(float), at_least, "because")


# fitted to: nh.weekend; put in: nh.shaw.beds; neither: nh.ae.rate and the held-out ngh.los.over7_75
TARGETS = Targets(
    (
        target("nh.weekend", "calibrate", 21.0),
        target("nh.shaw.beds", "calibrate", 51.0),
        target("nh.ae.rate", "calibrate", 100.0, 5.0),
        target("ngh.los.over7_75", "validate", 54.0, 0.1),
    ),
    (LeftOut("nh.dols.assessed", "calibrate", "not simulated"),),
)
YEARS = [
    {"nh.weekend": 21.4, "nh.shaw.beds": 51.0, "nh.ae.rate": 102.0, "ngh.los.over7_75": 52.0},
    {"nh.weekend": 22.4, "nh.shaw.beds": 51.0, "nh.ae.rate": 110.0, "ngh.los.over7_75": 57.0},
]


def test_a_fitted_figure_needs_the_mean_within_its_tolerance_and_a_held_out_one_a_year_like_it() -> None:
    found = {one.target.figure: one for one in validation(FLOW, TARGETS, YEARS).compared}
    assert found["nh.weekend"].inside  # 21.9
    assert not found["nh.ae.rate"].inside  # 106.0
    assert found["ngh.los.over7_75"].inside  # 54.5 on average is out of tolerance, but the years differ by more
    assert {one.basis for one in found.values()} == {"fitted", "put in", ""}


def test_a_held_out_figure_beyond_all_years_is_missed_however_wide_its_tolerance() -> None:
    wide = target("ngh.los.over7_75", "validate", 58.0, 50.0)
    assert not beside(wide, [52.0, 57.0], "").inside
    assert beside(wide, [52.0, 57.0], "fitted").inside


def test_a_figure_that_is_only_a_least_is_met_by_more() -> None:
    least = target("ic.adm.daily", "calibrate", 90.0, at_least=True)
    assert beside(least, [99.0, 101.0], "").inside
    assert not beside(least, [88.0, 88.5], "").inside


def test_shares_are_missed_or_reached_and_figures_put_in_are_also_left_aside() -> None:
    found = validation(FLOW, TARGETS, YEARS, calibrate=0.9, validate=0.667)
    met, came_out, held_out = found.shares
    assert (met.inside, met.of, met.missed) == (2, 3, True)
    assert (came_out.inside, came_out.of, came_out.missed) == (1, 2, False)
    assert (held_out.inside, held_out.of, held_out.missed) == (1, 1, False)
    assert found.missed
    assert not validation(FLOW, TARGETS, YEARS, calibrate=0.6, validate=1.0).missed


def test_one_year_does_not_say_how_years_differ() -> None:
    with pytest.raises(SimulationFault, match="2 or more"):
        validation(FLOW, TARGETS, YEARS[:1])


def test_the_interval_says_how_often_the_next_year_lies_in_it() -> None:
    assert held(FEWEST) == "95% interval"
    assert held(19) == "90% interval"


def test_the_table_says_the_same_in_every_form() -> None:
    found = validation(FLOW, TARGETS, YEARS)
    lines = list(as_lines(found))
    assert sum("MISSED" in line and "nh.ae.rate" in line for line in lines) == 1
    assert "Left out: 1 figures" in lines[-1]
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    told = json.loads(as_json(found))
    assert [row["figure"] for row in rows] == [one["figure"] for one in told["figures"]]
    assert [row["inside"] for row in rows] == [str(one["inside"]) for one in told["figures"]]
    assert told["left_out"][0]["why"] == "not simulated"
    assert told["missed"] is True


def test_the_command_exits_with_1_when_a_share_is_missed_and_with_0_when_none_is() -> None:
    asked = ["validate", "--replications", "2", "--format", "json"]
    missed = CliRunner().invoke(app, [*asked, "--share-calibrate", "1.0", "--share-validate", "0"])
    assert missed.exit_code == 1
    told = json.loads(missed.stdout)
    assert told["missed"] is True
    assert [share["missed"] for share in told["shares"]] == [True, False, False]
    reached = CliRunner().invoke(app, [*asked, "--share-calibrate", "0.5", "--share-validate", "0"])
    assert reached.exit_code == 0
    assert json.loads(reached.stdout)["missed"] is False
