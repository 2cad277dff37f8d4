"""What if: the system of these pages simulated as it is and changed, for whoever moves a lever. No HTTP here.

Kept apart from what_if_pages.py, which loads it when somebody first asks: the simulator is slow to load.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from homefirst.simulate import WARM_UP, SimulationFault, prepare
from homefirst.simulate.chart import SHOWN, Chart, charts
from homefirst.simulate.compare import Comparison, KeptArm, Line, compare
from homefirst.simulate.compare_show import interval, notes, number, overrun, sections
from homefirst.simulate.flow import Flow, read_flow
from homefirst.simulate.levers import Lever, as_toml, levers_of, moved, scenario_of
from homefirst.simulate.replication import seed_of
from homefirst.simulate.scenario import AS_IS, EVIDENCE, NOTHING, Scenario, together
from homefirst.simulate.scenario_file import Library, read_scenarios, scenario_files
from homefirst.system import System, SystemFault

__all__ = [
    "Answer", "Asked", "Busy", "Chart", "Room", "SimulationFault", "SystemFault", "charts", "interval", "notes",
    "number", "overrun", "sections",
]  # fmt: skip

DAYS, REPLICATIONS, SEED = 365, 6, 1
WAIT_SECONDS = 20.0  # for a run that somebody else began
KEPT = 50  # answers
OWN = "own/"  # before the name of a scenario that was saved here
WORDS = {"fewer": ("fewer", "more"), "less": ("less", "more"), "lower": ("lower", "higher")}
COUNTED = ("beds", "people", "a day", "a month", "a year")


class Busy(Exception):
    """Another run has not ended yet."""


@dataclass(frozen=True)
class Asked:
    """What a reader asks: a listed scenario to go on from, and the levers that were moved."""

    start: str
    values: tuple[tuple[str, float], ...]


class Answer(NamedTuple):
    """What came of it: the comparison with things as they are."""

    title: str
    scenario: Scenario
    found: Comparison

    def changed(self) -> list[str]:
        """What was changed, and how well it is known that it can be."""
        return [f"{effect.what} ({EVIDENCE[effect.evidence]})" for effect in self.scenario.in_force]

    def sentences(self) -> list[str]:
        """The clear differences in words."""
        return [sentence(line) for line in self.shown() if line.differences[0].clear]

    def not_clear(self) -> list[str]:
        """What has no clear difference."""
        return [line.tally.title for line in self.shown() if not line.differences[0].clear]

    def shown(self) -> list[Line]:
        return [line for name in (*SHOWN, "weekend") if (line := self.found.line(name)).means[0].mean]


def sentence(line: Line) -> str:
    """ "Acute beds in use: about 12 beds fewer (9 to 15), 812 instead of 824. Better." """
    base, other, apart = line.means[0].mean, line.means[1].mean, line.differences[0]
    ends = sorted(abs(end) for end in (apart.lower, apart.upper) if end is not None)
    unit = line.tally.unit
    less, more = WORDS["lower" if unit == "%" else "fewer" if unit in COUNTED else "less"]
    amount = unit_words(number(abs(apart.mean)), unit)
    verdict = f" {apart.says.capitalize()}." if apart.says in ("better", "worse") else ""
    return (
        f"{line.tally.title}: about {amount} {less if apart.mean < 0 else more} ({number(ends[0])} to "
        f"{number(ends[1])}), {number(other)} instead of {number(base)}.{verdict}"
    )


def unit_words(amount: str, unit: str) -> str:
    """An amount with its unit as people say it."""
    if unit == "%":
        return f"{amount} percentage points"
    return f"£{amount} {unit.removeprefix('£ ')}" if unit.startswith("£") else f"{amount} {unit}"


class Room:
    """One system to ask, its answers kept. Threads share it; one run at a time, on all cores."""

    def __init__(self, system: System, flow_of: str, own: Path) -> None:
        """`flow_of` is the name or folder of the system, `own` the folder of the scenarios saved here."""
        self.system, self.flow_of, self.own = system, flow_of, own
        self._turn = threading.Lock()
        self._answers: dict[Asked, Answer] = {}
        threading.Thread(target=self._prepare, daemon=True).start()

    def _prepare(self) -> None:
        """Compile, and run things as they are, before anybody asks."""
        try:
            with self._turn:
                prepare(self.flow)
                for n in range(REPLICATIONS):
                    self.base.run(seed_of(SEED, n))
        except (SystemFault, SimulationFault):
            return  # the page says it

    @cached_property
    def flow(self) -> Flow:
        """Raises SystemFault for a system without one, or one that cannot be used."""
        return read_flow(self.flow_of, self.system)

    @cached_property
    def base(self) -> KeptArm:
        """Things as they are, whose runs every answer shares."""
        return KeptArm(self.flow, NOTHING, DAYS, WARM_UP)

    @cached_property
    def levers(self) -> list[Lever]:
        return levers_of(self.flow, self.system.figures)

    def listed(self) -> list[tuple[str, Scenario]]:
        """Every scenario to go on from, with its name in a link: those of the system, then those saved here."""
        return [*((one.name, one) for one in read_scenarios(self.flow)), *self._saved()[0]]

    def not_listed(self) -> list[str]:
        """A sentence for each scenario in the folder of saved ones that cannot be used."""
        return self._saved()[1]

    def _saved(self) -> tuple[list[tuple[str, Scenario]], list[str]]:
        """The scenarios saved here, and what stands in the way of the others: one bad file shuts no page."""
        found, faults = [], []
        for file in sorted(self.own.glob("*.toml")):
            try:
                found.append((f"{OWN}{file.stem}", self._read(f"{OWN}{file.stem}")))
            except SystemFault as fault:
                faults.append(f"{file} is not listed. {fault}")
        return found, faults

    def _read(self, name: str) -> Scenario:
        """A scenario by its name in a link. Raises SystemFault."""
        if name == AS_IS:
            return NOTHING
        stem = name.removeprefix(OWN)
        folder = self.own if name.startswith(OWN) else None
        if not re.fullmatch(r"[a-z0-9-]{1,60}", stem) or (folder is None and stem not in scenario_files(self.flow)):
            raise SystemFault("There is no such scenario. Choose one of those in the list.")
        return Library(self.flow).read(str(folder / f"{stem}.toml") if folder else stem)

    def asked(self, told: Mapping[str, str]) -> tuple[Asked, list[str]]:
        """What a form asks, and a sentence for each part that cannot be used."""
        values, faults = moved(self.levers, told)
        start = told.get("scenario", AS_IS)
        if start not in dict(self.listed()):
            start, faults = AS_IS, ["There is no such scenario. Choose one of those in the list.", *faults]
        return Asked(start, tuple(values.items())), faults

    def title(self, asked: Asked) -> str:
        """What the question is called."""
        start = self._read(asked.start).title
        return start if not asked.values else "as you set it" if asked.start == AS_IS else f"{start}, and as you set it"

    def scenario(self, asked: Asked) -> Scenario:
        """The scenario asked for, of the listed one and the levers. Raises SystemFault."""
        start = self._read(asked.start)
        own = scenario_of(self.levers, dict(asked.values), "what-if", "As you set it")
        return together([start, own]) if asked.values else start

    def answer(self, asked: Asked) -> Answer:
        """It and things as they are, side by side. Raises Busy, SystemFault, SimulationFault."""
        scenario = self.scenario(asked)
        if asked not in self._answers:
            if not self._turn.acquire(timeout=WAIT_SECONDS):
                raise Busy
            try:
                if asked not in self._answers:
                    self._keep(asked, Answer(self.title(asked), scenario, self._compare(scenario)))
            finally:
                self._turn.release()
        return self._answers[asked]

    def _compare(self, scenario: Scenario) -> Comparison:
        arms = [NOTHING, scenario]
        return compare(self.flow, arms, days=DAYS, warm_up=WARM_UP, count=REPLICATIONS, seed=SEED, base=self.base)

    def _keep(self, asked: Asked, answer: Answer) -> None:
        while len(self._answers) >= KEPT:
            self._answers.pop(next(iter(self._answers)))
        self._answers[asked] = answer

    def file(self, asked: Asked, title: str) -> tuple[str, str]:
        """The name and text of a file that says it, for `homefirst compare`. Raises SystemFault."""
        title = " ".join("".join(ch if ch.isprintable() else " " for ch in title).split())[:80]
        name = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60].strip("-")
        if not name or not asked.values:
            raise SystemFault("Move a lever, and write a name of letters or digits, then save it.")
        if name == AS_IS or name in scenario_files(self.flow):
            raise SystemFault(f"There is a scenario called {name} already. Write another name.")
        scenario = scenario_of(self.levers, dict(asked.values), name, title)
        own = asked.start.startswith(OWN)
        start = str((self.own / f"{asked.start.removeprefix(OWN)}.toml").resolve()) if own else asked.start
        return f"{name}.toml", as_toml(scenario, [] if start == AS_IS else [start])

    def save(self, asked: Asked, title: str) -> Path:
        """Keep it in the folder of scenarios saved here; never over another. Raises SystemFault."""
        name, text = self.file(asked, title)
        try:
            self.own.mkdir(exist_ok=True)
            with (self.own / name).open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            raise SystemFault(f"There is a scenario called {name} here already. Write another name.") from None
        except OSError as error:
            raise SystemFault(f"{name} cannot be saved ({error.strerror}). Download it instead.") from None
        return self.own / name
