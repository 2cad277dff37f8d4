"""The event loop where the answer is known exactly: textbook queues, run through the same loop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import sqrt

import numpy as np
import pytest

from homefirst.simulate.flow import Stay
from homefirst.simulate.run import Parts, Span, mean_of, parts, replicate, replications, seed_of
from tests.simulate.flows import D2A_1, PLAIN, TWO_YEARS, queue

LONG = Span(date(2018, 1, 1), 1000, 100)


def standard_errors_off(values: list[float], exact: float) -> float:
    """How many standard errors the mean of these lies from the exact value."""
    sd = float(np.std(values, ddof=1))
    return (sum(values) / len(values) - exact) / (sd / sqrt(len(values)))


def test_an_endless_hospital_holds_arrivals_times_mean_stay_and_varies_as_a_poisson_number() -> None:
    flow = replace(PLAIN, arrivals_a_day=90.0, pathway_shares=(1.0, 0.0, 0.0, 0.0))
    shared = parts(flow, Span(date(2018, 1, 1), 365, 365))
    found = [replicate(shared, seed_of(7, n)) for n in range(40)]
    occupied = [one.measures()["acute"] for one in found]
    assert abs(standard_errors_off(occupied, 90 * 7.5)) < 4
    midnights = np.array([one.census.inside[365::30, 0] for one in found])
    ratio = midnights.var(ddof=1) / midnights.mean()  # 1 for Poisson; 40 x 13 nearly independent nights
    assert ratio == pytest.approx(1, abs=4 * sqrt(2 / midnights.size))


@pytest.mark.parametrize("pathway", [1, 2, 3])
@pytest.mark.parametrize(("places", "load", "wait"), [(3, 2, 0.444444), (10, 8, 0.204590), (50, 45, 0.072773)])
def test_a_service_with_exponential_stays_makes_people_wait_as_erlang_said(
    pathway: int, places: int, load: float, wait: float
) -> None:
    """Erlang C, 1917: mean wait in units of the mean stay, here 5 days."""
    shared = parts(queue(load / 5, places, Stay("exponential", (5.0,)), pathway), LONG)
    waits = [one[f"wait_{pathway}"] for one in replications(shared, 11, 60)]
    assert abs(standard_errors_off(waits, wait * 5)) < 4


@pytest.mark.parametrize(("days", "wait", "waiting"), [(5.0, 4.091, 0.3682), (9.0, 38.368, 3.4532)])
def test_one_place_with_lognormal_stays_makes_people_wait_as_pollaczek_and_khinchine_said(
    days: float, wait: float, waiting: float
) -> None:
    """Mean wait = arrivals x mean square of the stay / 2(1 - load): 0.09 a day, spread as large as the mean."""
    shared = parts(queue(0.09, 1, Stay("lognormal", (days, days)), 3), Span(date(2018, 1, 1), 20_000, 2_000))
    found = replications(shared, 5, 60)
    assert abs(standard_errors_off([one["awaiting_3"] for one in found], waiting)) < 4
    assert abs(standard_errors_off([one["wait_3"] for one in found], wait)) < 4


def test_the_week_is_seen_in_the_beds_as_theory_says() -> None:
    """Midnights that begin Monday to Sunday, for the reference arrivals and stay (Eick, Massey and Whitt, 1993)."""
    flow = replace(
        PLAIN, weekday=D2A_1.weekday, hour=D2A_1.hour, arrivals_a_day=90.0, pathway_shares=(1.0, 0.0, 0.0, 0.0)
    )
    shared = parts(flow, TWO_YEARS)
    first = next(n for n in range(365, 372) if n % 7 == (7 - TWO_YEARS.begins.weekday()) % 7) - 1
    runs = [replicate(shared, seed_of(3, n)).census.inside[first : first + 350, 0] for n in range(60)]
    exact = (668.25, 678.48, 683.97, 685.85, 687.17, 689.10, 679.16)
    for day in range(7):
        by_run = [float(nights[day::7].mean()) for nights in runs]
        assert abs(standard_errors_off(by_run, exact[day])) < 4, day


def test_beds_that_run_out_are_made_up_by_escalation_beds() -> None:
    flow = replace(PLAIN, arrivals_a_day=90.0, acute_beds=600, pathway_shares=(1.0, 0.0, 0.0, 0.0))
    found = replicate(parts(flow, TWO_YEARS), 1)
    assert found.census.inside[:, 0].max() == 600
    assert found.measures()["occupied"] == pytest.approx(675, rel=0.03)


def test_the_tables_of_stays_have_the_mean_of_their_distribution() -> None:
    for stay, mean in (
        (Stay("lognormal", (7.5, 9.0)), 7.5),
        (Stay("weibull", (0.8, 8.48)), 9.608),
        (Stay("exponential", (3.0,)), 3.0),
        (Stay("fixed", (2.0,)), 2.0),
    ):
        table = stay.table()
        cells = (table[:, 1:] + table[:, :-1]).mean(axis=1) / 2
        shares = 0.5 ** np.arange(1, len(table) + 1)
        assert float(cells @ shares) == pytest.approx(mean, rel=2e-3), stay


def test_the_same_answers_come_from_any_number_of_threads() -> None:
    shared = parts(D2A_1, Span(date(2018, 1, 1), 60, 0))
    one, three = (replications(shared, 9, 6, threads=threads) for threads in (1, 3))
    assert one == three


def test_a_mean_says_how_sure_it_is() -> None:
    assert mean_of([4.0]) == (4.0, None, None)
    mean, lower, upper = mean_of([1.0, 2.0, 3.0, 4.0, 5.0])
    assert mean == 3.0
    assert upper - mean == mean - lower == pytest.approx(2.776 * sqrt(2.5 / 5), rel=1e-3)  # type: ignore[operator]


def test_nobody_waits_for_a_service_without_end() -> None:
    shared: Parts = parts(PLAIN, Span(date(2018, 1, 1), 30, 0))
    assert replicate(shared, 1).measures()["wait_1"] == 0
