"""Queues of the textbooks, whose answers are exact, run through the same loop as a local system."""

from __future__ import annotations

from dataclasses import replace
from math import erfc, log, sqrt

import numpy as np
import pytest

from homefirst.simulate.loop.shapes import CELLS, LEVELS, Effect, Flag
from homefirst.simulate.network import UNLIMITED, Network, Node, Route, Stay, Stream
from homefirst.simulate.reference import HOSPITAL_STAY, HOUR, WEEKDAY
from homefirst.simulate.replication import Replication
from tests.simulate.networks import AN_HOUR, TWO_YEARS, agree, days, exponential, observed, one, queue


def lost_share(run: Replication) -> dict[str, float]:
    service = run.at("service")
    return {"lost": service.lost / service.asked}


def waits(run: Replication) -> dict[str, float]:
    service = run.at("service")
    return {
        "wait": service.wait,
        "waited": 1 - service.soon / service.started,
        "waiting": service.waiting,
        "inside": service.inside,
    }


# Erlang, 1917: places, offered load, share lost (engine.md, section 4 C)
LOSSES = [
    (1, 1, 0.5), (5, 3, 0.110054), (10, 5, 0.018385), (20, 15, 0.045593), (100, 90, 0.026957),
    (900, 850, 0.003282), (900, 880, 0.014034),
]  # fmt: skip


@pytest.mark.parametrize(("places", "load", "lost"), LOSSES)
def test_who_finds_every_place_taken_is_lost_as_erlang_said(places: int, load: int, lost: float) -> None:
    span = days(max(20_000 // load, 100), 12)
    found = observed(queue(load / AN_HOUR / 10, places, exponential(10 * AN_HOUR), room=0), span, 16, lost_share)
    agree(found["lost"], lost, sure=0.05 if lost > 0.01 else 0.12)


def test_the_share_lost_hangs_on_the_mean_stay_alone() -> None:
    """Erlang's loss formula holds for stays of any shape (Sevastyanov, 1957)."""
    for stay in (Stay("fixed", (0.5,)), Stay("lognormal", (0.5, 0.6)), Stay("uniform", (0.0, 1.0))):
        found = observed(queue(30, 20, stay, room=0), days(1500, 10), 16, lost_share)
        agree(found["lost"], 0.045593, sure=0.02)


# Erlang, 1917: places, offered load, share who wait, mean wait in stays
WAITS = [
    (3, 2, 0.444444, 0.444444), (5, 4, 0.554113, 0.554113), (10, 8, 0.409180, 0.204590), (10, 9, 0.668732, 0.668732),
    (50, 45, 0.363864, 0.072773), (222, 212, 0.387340, 0.038734), (540, 520, 0.282711, 0.014136),
]  # fmt: skip


@pytest.mark.parametrize(("places", "load", "who_wait", "wait"), WAITS)
def test_a_service_makes_people_wait_as_erlang_said(places: int, load: int, who_wait: float, wait: float) -> None:
    span = days(max(12_000 // load, 80), 20)
    found = observed(queue(load / AN_HOUR / 4, places, exponential(4 * AN_HOUR)), span, 20, waits)
    agree(found["waited"], who_wait, sure=0.05)
    agree(found["wait"] / (4 * AN_HOUR), wait, sure=0.1)
    agree(found["waiting"], wait * load, sure=0.1)
    agree(found["inside"], load, sure=0.01)


@pytest.mark.parametrize("flags", [Flag.TASK, Flag.AT_HOME, Flag.BED, Flag.AE, Flag.OUT])
def test_whatever_a_service_is_people_wait_for_it_alike(flags: Flag) -> None:
    """Staff, help at home, hospital beds, A&E: Erlang's 10 places for a load of 8."""
    found = observed(queue(8 / AN_HOUR, 10, exponential(AN_HOUR), flags=flags, site=0), days(500, 10), 20, waits)
    agree(found["waited"], 0.409180)
    agree(found["wait"] / AN_HOUR, 0.204590, sure=0.04)
    agree(found["inside"], 8, sure=0.01)


@pytest.mark.parametrize(("mean", "wait", "waiting"), [(5.0, 4.091, 0.3682), (9.0, 38.368, 3.4532)])
def test_one_place_makes_people_wait_as_pollaczek_and_khinchine_said(mean: float, wait: float, waiting: float) -> None:
    """Wait = arrivals x mean square of the stay / 2(1 - load): 0.09 arrivals, spread as large as the mean."""
    stay = Stay("lognormal", (mean * AN_HOUR, mean * AN_HOUR))
    found = observed(queue(0.09 / AN_HOUR, 1, stay), days(12_000, 400), 30, waits)
    agree(found["wait"] / AN_HOUR, wait, sure=0.05)
    agree(found["waiting"], waiting, sure=0.05)


def test_who_goes_first_waits_less_as_cobham_said() -> None:
    """Cobham, 1954, one place, nobody interrupted: W0 / (1 - load of the first), and that / (1 - load of all)."""
    load_first, load_all, mean = 0.3, 0.8, 2 * AN_HOUR
    lines = (one("urgent", 0, exponential(mean)), one("other", 0, exponential(mean)))
    service = one("service", 1, exponential(mean), takes=("urgent", "other"))
    streams = (Stream("first", "urgent", load_first / mean), Stream("second", "other", (load_all - load_first) / mean))
    two = Network("priority", (*lines, service), streams)
    found = observed(
        two, days(3000, 100), 30, lambda run: {name: run.at(name).wait / mean for name in ("urgent", "other")}
    )
    agree(found["urgent"], load_all / (1 - load_first), sure=0.02)
    agree(found["other"], load_all / (1 - load_first) / (1 - load_all), sure=0.03)


def people_there(up: list[float], down: list[float]) -> np.ndarray:
    """How likely each number of people is, who come and go one by one at rates that hang on the number there."""
    weights = np.cumprod([1.0, *(a / b for a, b in zip(up, down, strict=True))])
    return weights / weights.sum()


def test_people_who_give_up_waiting_leave_the_queue_as_its_birth_and_death_chain_says() -> None:
    """M/M/c+M (Palm, 1957): 12 a day for 8 places of a day's stay; half a day's patience; some of them die of it."""
    arrivals, places, recovers, dies, most = 12.0, 8, 1.2, 0.8, 120
    out = [min(n, places) + max(n - places, 0) * (recovers + dies) for n in range(1, most + 1)]
    likely = people_there([arrivals] * most, out)
    there = np.arange(most + 1)
    waiting = float(likely @ np.maximum(there - places, 0))
    found = observed(
        queue(arrivals, places, exponential(1.0), recovers=recovers, dies=dies),
        days(1500, 20),
        20,
        lambda run: {
            "waiting": run.at("service").waiting,
            "inside": run.at("service").inside,
            "died": run.world.state[0].died / run.days,
            "at_once": run.at("service").soon / run.at("service").asked,
        },
    )
    agree(found["waiting"], waiting)
    agree(found["inside"], float(likely @ np.minimum(there, places)))
    agree(found["died"], dies * waiting)
    agree(found["at_once"], float(likely[:places].sum()))


def test_people_who_come_again_are_as_patient_as_anybody() -> None:
    """Four in five ask again at once: the number there is a chain of its own, as patience has no memory."""
    arrivals, again, stay, recovers, most = 4.0, 0.8, 0.04, 8.0, 200
    there = np.arange(most + 1)
    likely = people_there([arrivals] * most, [(1 - again) / stay + (n - 1) * recovers for n in range(1, most + 1)])
    nodes = (
        Node(
            "service",
            (Route("round", again, effect=Effect.AGAIN), Route("gone", 1 - again)),
            places=(1, 1),
            stay=exponential(stay),
            recovers=recovers,
        ),
        Node("round", (Route("service", 1.0),), flags=Flag.OUT),
    )
    network = Network("feedback", nodes, (Stream("people", "service", arrivals),))
    found = observed(network, days(2000, 20), 20, waits)
    agree(found["waiting"], float(likely @ np.maximum(there - 1, 0)))
    agree(found["inside"], float(1 - likely[0]))


def test_an_endless_hospital_varies_as_a_poisson_number() -> None:
    found = observed(
        queue(90.0, 2**30, HOSPITAL_STAY),
        days(728, 140),
        16,
        lambda run: {f"{n}": float(run.census.inside[n, 0]) for n in range(140, 868, 28)},
    )
    midnights = np.array(list(found.values()))
    agree(midnights.mean(axis=0), 90 * 7.5, sure=0.005)
    assert midnights.var(ddof=1) / midnights.mean() == pytest.approx(1, abs=4 * sqrt(2 / midnights.size))


def stay_longer(days_: float) -> float:
    """The share who stay longer in hospital than so many days (lognormal, by its mean and spread)."""
    mean, sd = HOSPITAL_STAY.numbers
    variance = log(1 + (sd / mean) ** 2)
    return 1.0 if days_ <= 0 else 0.5 * erfc((log(days_) - log(mean) + variance / 2) / sqrt(2 * variance))


def expected_at_midnight(weekday: int) -> float:
    """Arrivals of each hour before, each still there with the chance that they stay so long: Simpson's rule."""
    total = 0.0
    for hours_ago in range(300 * 24):
        day, hour = divmod(weekday * 24 - hours_ago - 1, 24)
        longer = [stay_longer((hours_ago + part) / 24) for part in (0, 0.5, 1)]
        total += 90 / 24 * WEEKDAY[day % 7] * HOUR[hour] * (longer[0] + 4 * longer[1] + longer[2]) / 6
    return total


def test_the_week_is_seen_in_the_beds_as_theory_says() -> None:
    """M_t/G/infinity (Eick, Massey and Whitt, 1993): midnights from Monday on, D2A-1's arrivals and stay."""
    published = (668.25, 678.48, 683.97, 685.85, 687.17, 689.10, 679.16)
    exact = [expected_at_midnight(weekday) for weekday in range(7)]
    assert exact == pytest.approx(published, abs=0.006)
    network = queue(90.0, 2**30, HOSPITAL_STAY)
    network = replace(network, streams=(replace(network.streams[0], weekday=WEEKDAY, hour=HOUR),))
    nights = TWO_YEARS.warm_up - 1 + (-TWO_YEARS.warm_up) % 7  # what is counted last on a Sunday, as Monday begins
    found = observed(
        network,
        TWO_YEARS,
        60,
        lambda run: {str(day): run.census.inside[nights + day :: 7, 0].mean() for day in range(7)},
    )
    for day in range(7):
        agree(found[str(day)], exact[day], sure=0.002)
    sunday_to_monday = found["0"] - found["6"]
    agree(sunday_to_monday, exact[0] - exact[6], sure=0.02)


STAYS = [
    (Stay("lognormal", (7.5, 9.0)), 7.5, 9.0),
    (Stay("exponential", (3.0,)), 3.0, 3.0),
    (Stay("weibull", (2.0, 4.0)), 3.544908, 1.853062),
    (Stay("uniform", (0.5, 30.0)), 15.25, 8.515867),
    (Stay("fixed", (2.0,)), 2.0, 0.0),
]


@pytest.mark.parametrize(("stay", "mean", "sd"), STAYS)
def test_the_tables_of_stays_have_the_mean_and_the_spread_of_their_shape(stay: Stay, mean: float, sd: float) -> None:
    table = stay.table()
    shares = 0.5 ** np.arange(1, LEVELS + 1)[:, None] / CELLS
    low, high = table[:, :-1], table[:, 1:]
    square = float((shares * (low**2 + low * high + high**2) / 3).sum())
    assert stay.mean == pytest.approx(mean, rel=1e-3)
    assert sqrt(max(square - stay.mean**2, 0)) == pytest.approx(sd, rel=3e-3, abs=1e-4)


def test_set_gaps_are_kept_to_and_hours_and_starts_a_day_too() -> None:
    """One a quarter of an hour, two starts a weekday and none at weekends, between 9 and 17."""
    gate = one("gate", 9, Stay("fixed", (0.01,)), starts=(2, 0), hours=((9, 17), (9, 17)))
    network = Network("gate", (gate,), (Stream("clock", "gate", gap=Stay("fixed", (AN_HOUR / 4,))),))
    found = observed(
        network, days(28, 7), 1, lambda run: {"asked": run.at("gate").asked, "begun": run.at("gate").begun}
    )
    assert found["asked"][0] == 28 * 96
    assert found["begun"][0] == 20 * 2


def test_gaps_by_chance_come_in_the_hours_and_on_the_days_that_they_should() -> None:
    """14 in the first hour of each weekday and none in any other: nobody finds a service of that hour closed."""
    service = one("service", UNLIMITED, Stay("fixed", (AN_HOUR,)), hours=((0, 1), (0, 0)))
    people = Stream("people", "service", 10.0, (1.4,) * 5 + (0.0,) * 2, (24.0, *(0.0,) * 23))

    def seen(run: Replication) -> dict[str, float]:
        at = run.at("service")
        return {"day": at.asked / run.days, "inside": at.inside, "closed": at.asked - at.soon}

    found = observed(Network("an hour", (service,), (people,)), days(700, 0), 10, seen)
    agree(found["day"], 10.0, sure=0.01)
    agree(found["inside"], 10.0 * AN_HOUR, sure=0.01)
    assert not found["closed"].any()
