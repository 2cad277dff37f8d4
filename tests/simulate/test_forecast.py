"""Forecasts: exact where the answer is known, and right as often as they say where it is not."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from homefirst.columns import Tables
from homefirst.datadir import DataDir
from homefirst.days import local_date, midnight
from homefirst.simulate import simulate
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.flow import Flow, read_flow
from homefirst.simulate.forecast import Forecast, check, forecast_from, hospitals_of, quantiles
from homefirst.simulate.forecast_backtest import Backtest, backtest, days_to_begin
from homefirst.simulate.forecast_known import counts_at, known_at, utc
from homefirst.simulate.forecast_show import backtest_said, forecast_said
from homefirst.simulate.forecast_start import standing
from homefirst.simulate.loop.shapes import DAY, NOBODY, STARTER, Flag
from homefirst.simulate.network import Network, Node, Route, Stay
from homefirst.simulate.replication import SimulationFault, Span, parts, replicate, seed_of

FIRST = date(2017, 4, 3)
DAYS = 200


@pytest.fixture(scope="module")
def flow() -> Flow:
    return read_flow("northamptonshire")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, flow: Flow) -> Path:
    """The folder of a simulated ledger of 200 days."""
    folder = tmp_path_factory.mktemp("forecast") / "simulated"
    simulate(flow, folder, days=DAYS, warm_up=120, seed=5, first_day=FIRST)
    return folder


@pytest.fixture(scope="module")
def tables(data: Path) -> Tables:
    return Tables(DataDir(data).tables)


@pytest.fixture(scope="module")
def tested(tables: Tables, flow: Flow, tmp_path_factory: pytest.TempPathFactory) -> Backtest:
    return backtest(tables, flow, 6, tmp_path_factory.mktemp("scratch"), days=7, count=39)


@pytest.fixture(scope="module")
def made(tables: Tables, flow: Flow, tmp_path_factory: pytest.TempPathFactory) -> Forecast:
    return forecast_from(tables, flow, tmp_path_factory.mktemp("scratch"), midnight(date(2017, 8, 1)), days=3, count=39)


# What is known exactly


@pytest.mark.parametrize(
    ("stay", "left"),
    [
        (Stay("exponential", (6.0,)), lambda t: math.exp(-t / 6)),
        (Stay("weibull", (0.74, 5.6)), lambda t: math.exp(-((t / 5.6) ** 0.74))),
    ],
    ids=["exponential", "weibull"],
)
@pytest.mark.parametrize("already", [0.0, 10.0])
def test_with_nobody_arriving_beds_empty_as_stays_that_have_lasted_so_long_do(
    stay: Stay, left: object, already: float
) -> None:
    """Of those there for a days, S(a + t) / S(a) are still there t days later; for an exponential stay, whatever a."""
    assert callable(left)
    node = Node("ward", (Route("gone", 1.0),), flags=int(Flag.BED), site=0, stay=stay)
    span = Span(date(2018, 1, 1), 14, 0)
    people = 4_000
    starters = np.zeros(people, dtype=STARTER).view(np.recarray)
    starters.candidate = np.arange(people) + (1 << 39)
    starters.home = starters.asked_at = starters.pathway = NOBODY
    starters.place = starters.at = 0
    starters.born = -12_000
    starters.since = int(span.nights[0]) - int(already * DAY)
    done = replicate(parts(compiled(Network("emptying", (node,))), span, starters), seed_of(3, 0))
    for day in (1, 3, 7, 14):
        expected = left(already + day) / left(already)
        error = math.sqrt(expected * (1 - expected) / people)
        assert abs(done.census["inside"][day - 1, 0] / people - expected) < 4 * error


def test_a_new_number_is_as_likely_to_be_below_the_lower_end_as_above_the_upper() -> None:
    """Of 39 runs the least and the greatest are the ends of the 95% interval: a fortieth lies beyond each."""
    bands = quantiles(np.arange(1.0, 40.0)[:, None])
    assert {name: of[0] for name, of in bands.items()} == {
        "lower_95": 1, "lower_80": 4, "median": 20, "upper_80": 36, "upper_95": 39,
    }  # fmt: skip


# Where it begins


def test_everybody_begins_where_the_ledger_counts_them(tables: Tables, flow: Flow, tmp_path: Path) -> None:
    day = date(2017, 8, 3)
    network = flow.network(day, 28)
    known = known_at(tables, utc(midnight(day)), tmp_path)
    stood = standing(known, flow, network, day)
    now = {name: of[0] for name, of in counts_at(known, [day], hospitals_of(flow)).items()}
    known.close()
    flags = np.array([node.flags for node in network.nodes] + [0])
    site = np.array([node.site for node in network.nodes] + [-1])
    people = stood.starters
    in_bed = flags[people.place] & Flag.BED != 0
    boarding = (flags[people.place] & Flag.AE != 0) & (people.at == NOBODY)
    assert stood.said == ()
    assert in_bed.sum() + boarding.sum() == now["beds"] > 500
    for n, name in enumerate(hospitals_of(flow)):
        assert ((in_bed | boarding) & (site[people.place] == n)).sum() == now[f"beds_{name}"]
    assert (people.ready > 0).sum() == now["not_needing"] > 50
    for pathway in (1, 2, 3):
        assert ((people.ready > 0) & (people.pathway == pathway)).sum() == now[f"queue_{pathway}"]
    assert len(set(people.candidate)) == len(people)


def test_what_followed_does_not_change_a_forecast_from_before_it(
    tables: Tables, flow: Flow, made: Forecast, tmp_path: Path
) -> None:
    """Tables that end that day give the same forecast as those that go on for weeks."""
    day = date(2017, 8, 1)
    (tmp_path / "short").mkdir()
    short = known_at(tables, utc(midnight(day)), tmp_path / "short")
    about = {"position": 1, "events": 1, "origin": tables.origin, "as_at": utc(midnight(day)).isoformat(),
             "first_at": tables.first_at.isoformat()}  # fmt: skip
    (tmp_path / "short" / "about.json").write_text(json.dumps(about))
    (tmp_path / "CURRENT").write_text("short")
    short.close()
    again = forecast_from(Tables(tmp_path), flow, tmp_path, days=3, count=39)
    assert again.first_day == made.first_day == day
    for name in made.runs:
        assert (again.runs[name] == made.runs[name]).all()


def test_parts_of_a_forecast_add_up(made: Forecast, flow: Flow) -> None:
    runs = made.runs
    assert (runs["beds"] == sum(runs[f"beds_{name}"] for name in hospitals_of(flow))).all()
    assert (runs["queue_1"] + runs["queue_2"] + runs["queue_3"] <= runs["not_needing"]).all()
    in_use = np.hstack(
        [np.full((made.count, 1), made.now["beds"] - made.now["boarding"]), runs["beds"] - runs["boarding"]]
    )
    assert np.array_equal(np.diff(in_use, axis=1), runs["admissions"] - runs["discharges"])


# How right it is


def test_intervals_hold_what_followed_as_often_as_they_say(tested: Backtest) -> None:
    """Six dates, eleven numbers, three horizons: not independent, so the bounds are wide."""
    assert len(tested.dates) == 6
    assert {day.weekday() for day in tested.dates} == set(range(6))
    within_95 = np.mean([score.within_95 for score in tested.scores])
    within_80 = np.mean([score.within_80 for score in tested.scores])
    assert 0.85 <= within_95 <= 1.0
    assert 0.62 <= within_80 <= 0.95


def test_it_is_nearer_than_forecasts_that_need_no_model(tested: Backtest) -> None:
    """Of what follows the days of the week; beds need more dates than a test has time for (docs/guides/forecast.md)."""
    scores = {(score.quantity, score.days_ahead): score for score in tested.scores}
    for name in ("not_needing", "queue_1", "discharges"):
        of = [scores[name, ahead] for ahead in (1, 3, 7)]
        assert sum(s.error for s in of) < sum(s.error_if_as_today for s in of)
        assert sum(s.error for s in of) < sum(s.error_if_as_last_week for s in of)


def test_dates_of_a_back_test_lie_in_the_ledger_on_all_days_of_the_week() -> None:
    dates = days_to_begin(date(2017, 1, 1), date(2017, 12, 31), 14, 28)
    assert min(dates) >= date(2017, 1, 1) + timedelta(days=97)
    assert max(dates) <= date(2017, 12, 31) - timedelta(days=28)
    assert [day.weekday() for day in dates] == [*range(7), *range(7)]


# As it is said


def test_text_json_and_csv_say_the_same_and_name_nobody(made: Forecast, tables: Tables) -> None:
    said = forecast_said(made, "text")
    assert "These people do not exist (simulated:northamptonshire:5)." in said
    assert f"Acute beds needed: in use, or waited for in A&E: {made.now['beds']:,.0f} now" in said
    as_json = json.loads(forecast_said(made, "json"))
    as_csv = list(csv.DictReader(io.StringIO(forecast_said(made, "csv"))))
    assert len(as_csv) == len(as_json["forecast"]) == len(made.titles) * 3
    for row, told in zip(as_csv, as_json["forecast"], strict=True):
        assert {key: str(value) for key, value in told.items()} == row
    assert as_csv[0]["date"] == "2017-08-01"


def test_scores_are_said_in_each_form(tested: Backtest) -> None:
    assert len(json.loads(backtest_said(tested, "json"))["scores"]) == len(tested.scores)
    assert backtest_said(tested, "csv").count("\n") == len(tested.scores)
    assert "6 forecasts of 39 runs" in backtest_said(tested, "text")


# What cannot be forecast


def homefirst(*words: str) -> subprocess.CompletedProcess[str]:
    quiet = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HOMEFIRST_SECRET")}
    return subprocess.run(
        [sys.executable, "-m", "homefirst", *words], env=quiet, capture_output=True, text=True, check=False
    )


def test_the_command_forecasts_from_a_ledger_as_it_was(data: Path) -> None:
    done = homefirst(
        "forecast", "--data", str(data), "--days", "2", "--replications", "39", "--as-at", "2017-08-01T09:00"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("From the beginning of Tue 1 Aug 2017.")
    assert "Wed 2 Aug 2017" in done.stdout
    assert "Thu 3 Aug 2017" not in done.stdout


def test_an_empty_ledger_is_refused_plainly(tmp_path: Path) -> None:
    DataDir(tmp_path).ledger("recorded").close()
    done = homefirst("forecast", "--data", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.strip() == "There is nothing in this ledger yet to forecast from. Take in a feed first."


def test_a_time_that_is_none_is_refused_plainly(data: Path) -> None:
    done = homefirst("forecast", "--data", str(data), "--as-at", "yesterday")
    assert done.returncode == 1
    assert done.stderr.startswith('"yesterday" is not a time.')
    assert "Traceback" not in done.stderr


def test_more_than_four_weeks_or_fewer_than_39_runs_are_refused() -> None:
    with pytest.raises(SimulationFault, match=r"29 days cannot be forecast\. Ask for 1 to 28\."):
        check(29, 200)
    with pytest.raises(SimulationFault, match=r"38 replications are too few for a 95% interval\. Ask for 39 or more\."):
        check(28, 38)


def test_a_time_with_nobody_in_hospital_or_after_the_ledger_is_refused(
    tables: Tables, flow: Flow, tmp_path: Path
) -> None:
    with pytest.raises(SimulationFault, match="Nobody is known to be in hospital on 2016-01-01"):
        forecast_from(tables, flow, tmp_path, midnight(date(2016, 1, 1)))
    with pytest.raises(SimulationFault, match="the ledger ends on 2017-10-20"):
        forecast_from(tables, flow, tmp_path, midnight(date(2017, 11, 1)))
    with pytest.raises(SimulationFault, match="to try 100 dates it needs"):
        backtest(tables, flow, 100, tmp_path, days=7, count=39)
    assert local_date(tables.as_at) == FIRST + timedelta(days=DAYS) == date(2017, 10, 20)
