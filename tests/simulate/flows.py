"""Flows that tests run: the reference model, Northamptonshire, and one so plain that its answer is known exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import homefirst.simulate
from homefirst.simulate.flow import Flow, Stay, flow_of, read_flow
from homefirst.simulate.run import Span
from homefirst.system import load_system

REFERENCE = Path(homefirst.simulate.__file__).with_name("d2a_1.toml")
D2A_1, _ = read_flow(REFERENCE)
NORTHAMPTONSHIRE, BASIS = flow_of("northamptonshire", load_system("northamptonshire"))
TWO_YEARS = Span(date(2018, 1, 1), 365, 365)
PLENTY = 100_000

# Nobody dies, returns, or needs a second service; services are never closed; everyone comes evenly by day and night
PLAIN = replace(
    D2A_1,
    weekday=(1.0,) * 7,
    hour=(1.0,) * 24,
    acute_beds=PLENTY,
    home_places=PLENTY,
    bed_places=PLENTY,
    care_home_places=PLENTY,
    dies_in_hospital=0.0,
    dies=(0.0, 0.0, 0.0),
    help_after_bed=0.0,
    readmitted=0.0,
    office_hours=(False, False, False),
)


def queue(arrivals_a_day: float, places: int, stay: Stay, pathway: int) -> Flow:
    """Everyone needs this pathway, whose service has so many places: a queue of its own behind an endless hospital."""
    shares = tuple(float(n == pathway) for n in range(4))
    kinds = {1: "home", 2: "bed", 3: "care_home"}
    return replace(
        PLAIN,
        arrivals_a_day=arrivals_a_day,
        pathway_shares=shares,
        hospital_stay=Stay("exponential", (2.0,)),
        **{f"{kinds[pathway]}_stay": stay, f"{kinds[pathway]}_places": places},
    )
