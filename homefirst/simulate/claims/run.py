"""Running the simulator for the claims: the system now, in 2029 and 2039, and with stays 7% shorter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from homefirst.simulate import run_flow
from homefirst.simulate.claims.line import Estimate
from homefirst.simulate.flow import Flow
from homefirst.simulate.means import mean_of
from homefirst.simulate.network import SHAPES
from homefirst.simulate.replication import Progress, nothing
from homefirst.simulate.scenario import applied
from homefirst.simulate.scenario_file import read_scenario

DAYS = 364
SHORTER = 0.93
WITH_ROOM = "beds-as-needed+services-in-step:2"
LATER = {"2029": date(2029, 4, 2), "2039": date(2039, 4, 4)}  # Mondays
Years = Sequence[Mapping[str, float]]


def measured(flow: Flow, *, count: int, seed: int = 1, progress: Progress = nothing) -> dict[str, Estimate]:
    """The measures that claims are held against, each over `count` years; shares from 0 to 1.

    Growth is measured with room for everybody and services twice as large, then and now: the claims speak of how many
    beds would be needed, not of queues. Raises SystemFault and SimulationFault.
    """
    room = applied(flow, read_scenario(flow, WITH_ROOM))
    flows = {"now": flow, "enough": room, "shorter": with_shorter_stays(flow)}
    flows |= {year: room.changed([("system.first_day", day)], year) for year, day in LATER.items()}
    found: dict[str, Years] = {}
    for n, (name, one) in enumerate(flows.items()):
        found[name] = run_flow(one, days=DAYS, count=count, seed=seed, progress=part_of(progress, n, len(flows)))
    return of_years(found)


def part_of(progress: Progress, n: int, parts: int) -> Progress:
    """Progress of one part of the work, as progress of all of it."""
    return lambda done, of: progress(n * of + done, parts * of)


def of_years(found: Mapping[str, Years]) -> dict[str, Estimate]:
    """The measures, from each flow's years; years of the same number had the same people, so they may be compared."""
    now, room = found["now"], found["enough"]
    measures = {
        "admissions_a_day": estimate(now, "admissions"),
        "beds_occupied": estimate(now, "beds"),
        "length_of_stay_p90": estimate(now, "stay_p90"),
        "beds_past_day_7_share": estimate(now, "over_7", 0.01),
        "no_longer_needing_share": estimate(now, "not_needing_share", 0.01),
        "bed_based_occupied:claremont": estimate(now, "in_claremont"),
        "admissions_a_year_now": estimate(room, "admissions", 365.25),
        "beds_saved_by_7_percent_shorter_stay": as_estimate(
            [a["beds"] - b["beds"] for a, b in zip(now, found["shorter"], strict=True)]
        ),
    }
    for year in LATER:
        measures[f"admissions_a_year_{year}"] = estimate(found[year], "admissions", 365.25)
        more = [b["beds"] - a["beds"] for a, b in zip(room, found[year], strict=True)]
        base = measures["beds_occupied"].mean
        measures[f"beds_occupied_{year}"] = as_estimate([base + beds for beds in more])
    return measures


def with_shorter_stays(flow: Flow) -> Flow:
    """The same with stays on wards 7% shorter, waits to leave left as they are."""
    ((shape, numbers),) = flow.value("beds.wards.stay").items()
    names = SHAPES[shape].numbers
    shorter = [n if name == "power" else n * SHORTER for n, name in zip(numbers, names, strict=True)]
    return flow.changed([("beds.wards.stay", {shape: shorter})], "shorter")


def estimate(years: Years, tally: str, times: float = 1.0) -> Estimate:
    return as_estimate([year[tally] * times for year in years])


def as_estimate(values: Sequence[float]) -> Estimate:
    """A mean with its 95% interval."""
    mean = mean_of(values)
    return Estimate(
        mean.mean, mean.mean if mean.lower is None else mean.lower, mean.mean if mean.upper is None else mean.upper
    )
