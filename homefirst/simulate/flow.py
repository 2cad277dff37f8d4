"""A local system as the simulator reads it: flow.toml and people.csv, beside system.toml, made into a network.

Each section of flow.toml is a kind of node (a choice, a team, beds, staff, help at home); sections.py makes the nodes.
Here the people, their crises and the rest are read, and the whole is checked: nobody gets lost, all shares add up,
everything can be reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from homefirst.simulate.document import Document, at_path, patched, read_document
from homefirst.simulate.loop.shapes import BANDS, CLASSES, FRAILTIES, RESIDENCES
from homefirst.simulate.network import ENDS, Network, Node, Stream
from homefirst.simulate.population import residents, targets
from homefirst.simulate.sections import SECTIONS, Expanded, expanded, node_of
from homefirst.system import System, SystemFault, load_system
from homefirst.system.read import FOLDERS

OTHER_SECTIONS = {
    "system": {"first_day", "hospitals", "council", "home_care", "practice"},
    "people": {
        "frailty", "care_home", "care_home_by_frailty", "nursing", "alone", "extra_care", "carer", "women", "package",
    },
    "dies": {"per_10_000", "by_frailty"},
    "frailer": {"per_10_000", "by_frailty"},
    "crisis": {
        "a_year", "by_age", "by_frailty", "by_residence", "no_carer", "with_package", "month", "weekday", "hour",
        "after_leaving", "after_days", "unsupported", "avoided",
    },
    "outside": None,
    "hospital": None,
    "expected_date": {"set", "error"},
    "summary": {"sent"},
    "workforce": {"vacancy", "presence"},
    "cost": {"year", "day", "each"},
    "hours_of_staff": {"day", "each"},
}  # fmt: skip


@dataclass(frozen=True)
class Flow:
    """One system's numbers. `told` are the sections of flow.toml, perhaps with a scenario's changes."""

    name: str
    document: Document
    told: Mapping[str, Any]
    people: Mapping[int, tuple[float, ...]]  # by year, and age
    scenario: str = "as-is"

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
        nodes = tuple(nodes_of(self))
        known = {node.name for node in nodes}
        check_names(self, nodes, known)
        check_reach(self, nodes)
        months = days // 30 + 2
        return Network(
            name=self.origin_name,
            nodes=nodes,
            streams=tuple(streams_of(self, known)),
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
    flow = Flow(file.parent.name, document, document.told, residents(file.with_name("people.csv")))
    flow.network()
    return flow


def check_sections(document: Document) -> None:
    """Every section and key is one that is known. Raises SystemFault."""
    for section, told in document.told.items():
        if section in SECTIONS:
            for name, table in told.items():
                unknown = set(table) - SECTIONS[section]
                for key in sorted(unknown):
                    raise document.fault(f"{section}.{name}.{key}", unknown_key(key, SECTIONS[section]))
        elif section in OTHER_SECTIONS:
            keys = OTHER_SECTIONS[section]
            for key in sorted(set(told) - (keys or set(told))):
                raise document.fault(f"{section}.{key}", unknown_key(key, keys or set()))
        else:
            raise document.fault(section, unknown_key(section, set(SECTIONS) | set(OTHER_SECTIONS)))
    for section in sorted(set(OTHER_SECTIONS) - set(document.told)):
        raise document.fault("", f"there is no section [{section}]. Add it; systems/northamptonshire shows how.")


def unknown_key(key: str, known: Iterable[str]) -> str:
    return f"{key} is not known. Take it out, or write one of: {', '.join(sorted(known))}."


def nodes_of(flow: Flow) -> Iterable[Node]:
    """Every node of every section, one for each hospital where a section is for several."""
    made: dict[str, Node] = {}
    late = []
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


def check_names(flow: Flow, nodes: Iterable[Node], known: set[str]) -> None:
    """Every way leads to a node that there is. Raises SystemFault."""
    for node in nodes:
        asked = [*(route.to for route in node.then), *node.takes, node.full, node.recovered]
        for name in asked:
            if name not in known and name not in ENDS:
                raise flow.document.fault(
                    path_of(flow, node.name), f'{node.name} leads to "{name}", which is not there. '
                    f"Look at its spelling; ways may also end in {', '.join(ENDS)}."
                )  # fmt: skip


def check_reach(flow: Flow, nodes: tuple[Node, ...]) -> None:
    """Somebody can come to every node. Raises SystemFault."""
    by_name = {node.name: node for node in nodes}
    hospitals = flow.told["system"]["hospitals"]
    open_ends = ["crisis", *(table["to"] for table in flow.told["outside"].values())]
    open_ends += [f"{at}_{name}" for at in hospitals for name in ("restart_package", "package_again")]
    reached: set[str] = set()
    while open_ends:
        name = open_ends.pop()
        if name in reached or name in ENDS:
            continue
        if name not in by_name:
            raise flow.document.fault("choice", f'there is no "{name}"; the model needs it. Add it.')
        reached.add(name)
        node = by_name[name]
        open_ends += [route.to for route in node.then if max(route.shares()) > 0]
        open_ends += [node.recovered] if node.recovers else []
        open_ends += [other.name for other in nodes if name in other.takes]
    for node in nodes:
        if node.name not in reached:
            raise flow.document.fault(
                path_of(flow, node.name), f'nobody can reach "{node.name}". Lead a way to it (then = [{{ to = '
                f'"{node.name}", share = ... }}]) or take it out.'
            )  # fmt: skip


def path_of(flow: Flow, name: str) -> str:
    """The section that a node comes from."""
    for section in SECTIONS:
        for one in expanded(flow.document, flow.told, section):
            if one.name == name:
                return one.path
    return ""


def streams_of(flow: Flow, known: set[str]) -> Iterable[Stream]:
    """People from outside the county."""
    for name, table in flow.told["outside"].items():
        path = f"outside.{name}"
        if table["to"] not in known:
            raise flow.document.fault(path, f'"{table["to"]}" is not there. Look at its spelling.')
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
    check_lists(flow)
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


LENGTHS = {
    "people.frailty": 6, "people.care_home": 6, "people.alone": 6, "people.carer": 4, "people.care_home_by_frailty": 4,
    "people.package.by_frailty": 4, "dies.per_10_000": 6, "dies.by_frailty": 4, "frailer.per_10_000": 6,
    "frailer.by_frailty": 4, "crisis.by_age": 6, "crisis.by_frailty": 4, "crisis.by_residence": 5, "crisis.month": 12,
    "crisis.weekday": 7, "crisis.hour": 24,
}  # fmt: skip


def check_lists(flow: Flow) -> None:
    """Every list has as many numbers as it must, none below 0; shares of frailty add up. Raises SystemFault."""
    for path, length in LENGTHS.items():
        values = flow.value(path)
        if not isinstance(values, list) or len(values) != length:
            count = len(values) if isinstance(values, list) else 1
            raise flow.document.fault(path, f"write {length} numbers; there are {count}.")
        flat = [v for value in values for v in (value if isinstance(value, list) else [value])]
        if min(flat) < 0:
            raise flow.document.fault(path, f"{min(flat)} is below 0. Write 0 or more.")
    for band, shares in enumerate(flow.told["people"]["frailty"]):
        if len(shares) != 4 or abs(sum(shares) - 1) > 1e-6:
            raise flow.document.fault(
                "people.frailty", f"list {band + 1} adds up to {sum(shares):g}. Write four shares that add up to 1."
            )
    for path in ("people.nursing", "people.extra_care", "people.women", "expected_date.set", "summary.sent",
                 "workforce.vacancy", "workforce.presence", "crisis.avoided.at_home", "crisis.avoided.care_home"):  # fmt: skip
        if not 0 <= flow.value(path) <= 1:
            raise flow.document.fault(path, f"{flow.value(path)} is not a share. Write a number from 0 to 1.")


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
