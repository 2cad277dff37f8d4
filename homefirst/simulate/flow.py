"""A local system as the simulator reads it: flow.toml and people.csv, beside system.toml, made into a network.

Each section of flow.toml is a kind of node (a choice, a team, beds, staff, help at home); sections.py makes the nodes.
Here the people, their crises and the rest are read. keys.py says what each key must look like, and flow_checks.py
whether the whole fits together: nobody gets lost, and everything can be reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from homefirst.simulate.also.numbers import read_numbers
from homefirst.simulate.document import Document, at_path, patched, read_document
from homefirst.simulate.flow_checks import (
    Told,
    check_amounts,
    check_codes,
    check_hospitals,
    check_names,
    check_reach,
)
from homefirst.simulate.keys import SECTIONS, check_others, check_sections
from homefirst.simulate.loop.shapes import BANDS, CLASSES, FRAILTIES, RESIDENCES
from homefirst.simulate.network import Network, Node, Stream
from homefirst.simulate.population import residents, targets
from homefirst.simulate.sections import Expanded, expanded, node_of
from homefirst.system import System, SystemFault, load_system
from homefirst.system.read import FOLDERS


@dataclass(frozen=True)
class Flow:
    """One system's numbers. `told` are the sections of flow.toml, perhaps with a scenario's changes."""

    name: str
    document: Document
    told: Mapping[str, Any]
    people: Mapping[int, tuple[float, ...]]  # by year, and age
    scenario: str = "as-is"
    system: System | None = field(default=None, repr=False)
    also: Document | None = field(default=None, repr=False)  # told.toml: what else is told of the people

    @property
    def first_day(self) -> date:
        """The first day that is measured, unless another is asked for."""
        return self.told["system"]["first_day"]  # type: ignore[no-any-return]

    @property
    def origin_name(self) -> str:
        """What a ledger of it is called: the system, and the scenario where there is one."""
        return self.name if self.scenario == "as-is" else f"{self.name}+{self.scenario}"

    @property
    def wards(self) -> dict[str, list[str]]:
        """The wards of each location that stands for several."""
        made = [one.told for one in expanded(self.document, self.told, "beds")]
        return {told["location"]: told["wards"] for told in made if told.get("wards")}

    def homes(self, day: date) -> list[tuple[str, int]]:
        """Each small area as an event says it, with the council of that day, and how many of 65 and over live there."""
        if self.system is None:
            return []
        answering = {council.code for council in self.system.councils_on(day)}
        county = self.told["system"]["council"]
        return [
            (f"{area.council if area.council in answering else county}:{area.code}", area.population.age_65_plus)
            for area in self.system.areas
        ]

    def changed(self, changes: Iterable[tuple[str, Any]], scenario: str) -> Flow:
        """The same with some values changed. Raises SystemFault for a path that is not there."""
        told = dict(self.told)
        for path, value in changes:
            try:
                told = patched(told, path, value)
            except KeyError as missing:
                raise SystemFault(
                    f'Scenario {scenario} changes "{path}", but flow.toml has no {missing}. Look at its spelling.'
                ) from None
        return replace(self, told=told, scenario=scenario)

    def value(self, path: str) -> Any:
        """The value at a path. Raises SystemFault where there is none."""
        try:
            return at_path(self.told, path)
        except (KeyError, IndexError, ValueError, TypeError):
            raise SystemFault(f'flow.toml has no "{path}". Look at its spelling.') from None

    def network(self, begins: date | None = None, days: int = 365) -> Network:
        """The system as a network, with the people who live there from a day on. Raises SystemFault."""
        told = Told(self.document, self.told)
        check_others(*told)
        check_hospitals(told)
        nodes = tuple(nodes_of(self))
        check_names(told, nodes)
        check_reach(told, nodes)
        check_amounts(told, nodes)
        months = days // 30 + 2
        return Network(
            name=self.origin_name,
            nodes=nodes,
            streams=tuple(streams_of(self)),
            life=life_of(self),
            targets=targets(self.people, begins or self.first_day, months),
            restart=tuple(f"{at}_restart_package" for at in self.told["system"]["hospitals"]),
            rebroker=tuple(f"{at}_package_again" for at in self.told["system"]["hospitals"]),
        )


def read_flow(system_name: str, system: System | None = None) -> Flow:
    """The flow of a local system, from flow.toml and people.csv beside its system.toml. Raises SystemFault."""
    system = system or load_system(system_name)
    asked = Path(system_name)
    folders = [asked.parent if asked.is_file() else asked, *(folder / system_name for folder in FOLDERS)]
    file = next((folder / "flow.toml" for folder in folders if (folder / "flow.toml").is_file()), None)
    if file is None:
        raise SystemFault(
            f"{system.title} has no flow.toml, so it cannot be simulated yet. Put one beside its system.toml; "
            "systems/northamptonshire/flow.toml shows how."
        )
    document = read_document(file, frozenset(system.figures))
    check_sections(document)
    people, numbers = residents(file.with_name("people.csv")), file.with_name("told.toml")
    also = read_numbers(numbers, frozenset(system.figures)) if numbers.is_file() else None
    flow = Flow(file.parent.name, document, document.told, people, system=system, also=also)
    check_codes(Told(document, flow.told), flow.network().nodes, system)
    return flow


def nodes_of(flow: Flow) -> Iterable[Node]:
    """Every node of every section, one for each hospital where a section is for several."""
    made: dict[str, Node] = {}
    late: list[Expanded] = []
    for section in SECTIONS:
        for one in expanded(flow.document, flow.told, section):
            if "like" in one.told:
                late.append(one)
            else:
                made[one.name] = node_of(flow.document, flow.told, one)
    for one in late:
        made[one.name] = like(flow, one, made)
    return made.values()


def like(flow: Flow, one: Expanded, made: Mapping[str, Node]) -> Node:
    """A node that is as another, but for what it says itself."""
    other = made.get(one.told["like"])
    if other is None:
        raise flow.document.fault(f"{one.path}.like", f'there is no "{one.told["like"]}" to be like.')
    own = node_of(flow.document, flow.told, one._replace(told={**one.told, "then": [{"to": "home"}]}))
    return replace(
        other, name=own.name, title=own.title, location=own.location, takes=own.takes, places=own.places,
        choice=other.choice or other.name,
    )  # fmt: skip


def streams_of(flow: Flow) -> Iterable[Stream]:
    """People from outside the county."""
    for name, table in flow.told["outside"].items():
        classes = [0.0] * CLASSES
        for frailty, share in enumerate(table["by_frailty"]):
            classes[frailty * len(RESIDENCES) + 1] = share
        crisis = flow.told["crisis"]
        yield Stream(
            name, table["to"], table["a_day"], tuple(crisis["weekday"]), tuple(crisis["hour"]), None, tuple(classes)
        )


def life_of(flow: Flow) -> dict[str, Any]:
    """What is known of the people who live here, as shapes.MODEL names it."""
    told, people, crisis = flow.told, flow.told["people"], flow.told["crisis"]
    hours, days, months = crisis["hour"], crisis["weekday"], crisis["month"]
    return {
        "shares": [cumulative(class_shares(people, band)) for band in range(BANDS)],
        "crisis": by_band_and_class(crisis["by_age"], crisis["a_year"] / 365.25, crisis),
        "no_carer": crisis["no_carer"],
        "with_package": crisis["with_package"],
        "month": evened(months),
        "weekday": evened(days),
        "hour": evened(hours),
        "after_leaving": crisis["after_leaving"],
        "after_days": crisis["after_days"],
        "unsupported": crisis["unsupported"],
        "avoided": [crisis["avoided"]["care_home" if r >= 3 else "at_home"] for _ in FRAILTIES for r in range(5)],
        "crisis_node": "crisis",
        "dies": by_band_and_class(told["dies"]["per_10_000"], 1e-4, told["dies"]),
        "frailer": by_band_and_class(told["frailer"]["per_10_000"], 1e-4, told["frailer"]),
        "carer": [people["carer"][f] * (r < 3) for f in range(4) for r in range(5)],
        "package": [people["package"]["by_frailty"][f] * (r < 3) for f in range(4) for r in range(5)],
        "packages_end": people["package"]["ends"],
        "hold_days": people["package"]["hold_days"],
        "women": people["women"],
        "expected_set": told["expected_date"]["set"],
        "expected_error": told["expected_date"]["error"],
        "summary": told["summary"]["sent"],
        "council": told["system"]["council"],
        "home_care": told["system"]["home_care"],
        "practice": told["system"]["practice"],
        "outside_born": cumulative([0.14, 0.18, 0.21, 0.21, 0.16, 0.10]),
    }


def class_shares(people: Mapping[str, Any], band: int) -> list[float]:
    """The share of people of one age in each class."""
    shares = []
    for frailty, share in enumerate(people["frailty"][band]):
        home = min(people["care_home"][band] * people["care_home_by_frailty"][frailty], 0.9)
        own, alone = 1 - home, people["alone"][band]
        rest = own * (1 - people["extra_care"])
        shares += [
            share * part
            for part in (
                rest * alone, rest * (1 - alone), own * people["extra_care"], home * (1 - people["nursing"]),
                home * people["nursing"],
            )
        ]  # fmt: skip
    return shares


def by_band_and_class(by_age: list[float], times: float, told: Mapping[str, Any]) -> list[list[float]]:
    """A rate a day for each age and class."""
    residence = told.get("by_residence", [1.0] * 5)
    return [[age * times * f * r for f in told["by_frailty"] for r in residence] for age in by_age]


def evened(values: list[float]) -> list[float]:
    """The same with a mean of 1."""
    mean = sum(values) / len(values)
    return [value / mean for value in values]


def cumulative(shares: Iterable[float]) -> list[float]:
    total, so_far = 0.0, []
    for share in shares:
        total += share
        so_far.append(total)
    return [value / total for value in so_far]
