"""The reference model as a SimPy program: a process for each person, a queue for each service. Only bench/simulate.py
uses it, and only where SimPy is installed."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from math import log, sqrt
from typing import Any

import simpy

from homefirst.simulate.network import Stay
from homefirst.simulate.reference import ARRIVALS_A_DAY, HOSPITAL_STAY, HOUR, WEEKDAY, services

SERVICES = services()
PATHWAYS = (0.50, 0.35, 0.10, 0.05)
DIES = (0.05, 0.03, 0.06, 0.0)
HELP_AFTER_BED, RETURNS, BEDS = 0.40, 0.13, 900
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
    """One replication of the model from empty, over `days` of which the last `measured` count."""

    def __init__(self, seed: int, days: int, measured: int) -> None:
        self.env, self.chance = simpy.Environment(), random.Random(seed)
        self.measured_from = days - measured
        self.open = True
        self.inside = dict.fromkeys(PLACES, 0)
        self.area = dict.fromkeys(PLACES, 0.0)
        self.services = [Service(self, node.places[0], node.hours is not None) for node in SERVICES]
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
        peak = max(WEEKDAY) * max(HOUR)
        while True:
            yield self.env.timeout(self.chance.expovariate(ARRIVALS_A_DAY * peak))
            day = int(self.env.now)
            busy = WEEKDAY[day % 7] * HOUR[int((self.env.now - day) * 24)]
            if self.chance.random() * peak < busy:
                self.env.process(self.person())

    def person(self) -> Iterator[Any]:
        while True:
            home = yield from self.hospital()
            if not home or self.chance.random() >= RETURNS:
                return
            yield self.env.timeout(self.chance.uniform(0.5, 30.0))

    def hospital(self) -> Iterator[Any]:
        """One stay and what follows it; says at its end whether the person is at home."""
        bed = "acute" if self.inside["acute"] < BEDS else "escalation"
        self.move(bed, 1)
        yield self.stay(HOSPITAL_STAY)
        if self.chance.random() < DIES[0]:
            self.deaths += 1
            self.move(bed, -1)
            return False
        (pathway,) = self.chance.choices((0, 1, 2, 3), PATHWAYS)
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
        yield self.stay(SERVICES[pathway - 1].stay)
        dies = self.chance.random() < DIES[pathway]
        self.deaths += dies
        if pathway == 2 and not dies and self.chance.random() < HELP_AFTER_BED:
            return (yield from self.service(1, "in_2"))
        self.move(f"in_{pathway}", -1)
        service.leave()
        return not dies and pathway != 3
