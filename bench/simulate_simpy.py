"""The reference model as a SimPy program: a process for each person, a queue for each service. Only bench/simulate.py
uses it, and only where SimPy is installed."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from math import log, sqrt
from typing import Any

import simpy

from homefirst.simulate.flow import Flow, Stay

PLACES = ("acute", "escalation", "awaiting_1", "awaiting_2", "awaiting_3", "awaiting_1_from_2", "in_1", "in_2", "in_3")


class Service:
    """So many places, a queue in order of asking, and weekends on which nobody starts if it keeps office hours."""

    def __init__(self, system: System, places: int, office_hours: bool) -> None:
        self.system, self.places, self.office_hours = system, places, office_hours
        self.busy = 0
        self.waiting: deque[Any] = deque()

    def may_start(self) -> bool:
        return self.busy < self.places and (self.system.open or not self.office_hours)

    def ask(self) -> Any:
        """An event that happens when the service starts."""
        start = self.system.env.event()
        if not self.waiting and self.may_start():
            self.busy += 1
            start.succeed()
        else:
            self.waiting.append(start)
        return start

    def fill(self) -> None:
        while self.waiting and self.may_start():
            self.busy += 1
            self.waiting.popleft().succeed()

    def leave(self) -> None:
        self.busy -= 1
        self.fill()


class System:
    """One replication of a flow from empty, over `days` of which the last `measured` count."""

    def __init__(self, flow: Flow, seed: int, days: int, measured: int) -> None:
        self.env, self.chance, self.flow = simpy.Environment(), random.Random(seed), flow
        self.measured_from = days - measured
        self.open = True
        self.inside = dict.fromkeys(PLACES, 0)
        self.area = dict.fromkeys(PLACES, 0.0)
        self.services = [Service(self, p, o) for p, o in zip(flow.places, flow.office_hours, strict=True)]
        self.deaths = 0
        self.env.process(self.arrivals())
        self.env.process(self.calendar())
        self.env.run(until=days)
        for place in PLACES:
            self.move(place, 0)
        self.means = {place: area / measured for place, area in self.area.items()}

    def move(self, place: str, change: int) -> None:
        now = max(self.env.now, self.measured_from)
        self.area[place] -= change * now
        if not change:
            self.area[place] += self.inside[place] * now
        self.inside[place] += change

    def stay(self, stay: Stay) -> Any:
        mean, sd = stay.numbers
        variance = log(1 + (sd / mean) ** 2)
        return self.env.timeout(self.chance.lognormvariate(log(mean) - variance / 2, sqrt(variance)))

    def calendar(self) -> Iterator[Any]:
        while True:
            yield self.env.timeout(1)
            self.open = int(self.env.now) % 7 < 5
            for service in self.services:
                service.fill()

    def arrivals(self) -> Iterator[Any]:
        flow, peak = self.flow, max(self.flow.weekday) * max(self.flow.hour)
        while True:
            yield self.env.timeout(self.chance.expovariate(flow.arrivals_a_day * peak))
            day = int(self.env.now)
            busy = flow.weekday[day % 7] * flow.hour[int((self.env.now - day) * 24)]
            if self.chance.random() * peak < busy:
                self.env.process(self.person())

    def person(self) -> Iterator[Any]:
        while True:
            home = yield from self.hospital()
            if not home or self.chance.random() >= self.flow.readmitted:
                return
            first, last = self.flow.readmitted_days
            yield self.env.timeout(first + (last - first) * self.chance.random())

    def hospital(self) -> Iterator[Any]:
        """One stay and what follows it; says at its end whether the person is at home."""
        bed = "acute" if self.inside["acute"] < self.flow.acute_beds else "escalation"
        self.move(bed, 1)
        yield self.stay(self.flow.hospital_stay)
        if self.chance.random() < self.flow.dies_in_hospital:
            self.deaths += 1
            self.move(bed, -1)
            return False
        (pathway,) = self.chance.choices((0, 1, 2, 3), self.flow.pathway_shares)
        if pathway == 0:
            self.move(bed, -1)
            return True
        return (yield from self.service(pathway, bed))

    def service(self, pathway: int, bed: str) -> Iterator[Any]:
        """Wait for the service in the bed that they have, then have it, and what follows."""
        service, awaiting = self.services[pathway - 1], f"awaiting_{pathway}" + ("_from_2" if bed == "in_2" else "")
        start = service.ask()
        self.move(awaiting, 1)
        yield start
        self.move(awaiting, -1)
        self.move(bed, -1)
        if bed == "in_2":
            self.services[1].leave()
        self.move(f"in_{pathway}", 1)
        yield self.stay((self.flow.home_stay, self.flow.bed_stay, self.flow.care_home_stay)[pathway - 1])
        dies = self.chance.random() < self.flow.dies[pathway - 1]
        self.deaths += dies
        if pathway == 2 and not dies and self.chance.random() < self.flow.help_after_bed:
            return (yield from self.service(1, "in_2"))
        self.move(f"in_{pathway}", -1)
        service.leave()
        return not dies and pathway != 3
