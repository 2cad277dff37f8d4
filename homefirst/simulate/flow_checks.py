"""Whether the nodes of a flow.toml fit together: each way leads somewhere, nobody is out of reach, codes are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from homefirst.simulate.document import Document
from homefirst.simulate.keys import SECTIONS, unknown
from homefirst.simulate.loop.shapes import (
    AT_MOST_DRAWS,
    AT_MOST_FEEDS,
    AT_MOST_NODES,
    AT_MOST_ROUTES,
    AT_MOST_STREAMS,
    SITES,
)
from homefirst.simulate.network import ENDS, Node
from homefirst.simulate.sections import expanded
from homefirst.system import System

ALL_PEOPLE = "package"  # what every home care package costs, beside the nodes


class Told(NamedTuple):
    """A file, and its sections as they stand: perhaps with a scenario's changes."""

    document: Document
    sections: Mapping[str, Any]


def check_hospitals(told: Told) -> None:
    """Each hospital has a section and each section a hospital. Raises SystemFault."""
    named, described = told.sections["system"]["hospitals"], told.sections["hospital"]
    for at in named:
        if at not in described:
            raise told.document.fault("system.hospitals", f"{at} has no section. Add [hospital.{at}], with its code.")
    for at in described:
        if at not in named:
            raise told.document.fault(f"hospital.{at}", unknown(at, named))
    if len(named) > SITES:
        raise told.document.fault("system.hospitals", f"there are {len(named)}. Put some together: {SITES} at most.")


def check_names(told: Told, nodes: Sequence[Node]) -> None:
    """Every way leads to a node that there is. Raises SystemFault."""
    known = {node.name for node in nodes} | set(ENDS)
    paths = paths_of(told)
    for node in nodes:
        path = paths[node.name]
        for where, name in asked_by(node):
            if name not in known:
                raise told.document.fault(
                    f"{path}.{where}", f'{node.name} leads to "{name}", which is not there. '
                    f"Look at its spelling; ways may also end in {', '.join(ENDS)}."
                )  # fmt: skip
    for name, table in told.sections["outside"].items():
        if table["to"] not in known:
            raise told.document.fault(f"outside.{name}.to", f'there is no "{table["to"]}". Look at its spelling.')


def asked_by(node: Node) -> Iterator[tuple[str, str]]:
    """The names that a node says, each with the key that says it."""
    yield from ((f"then.{n}", route.to) for n, route in enumerate(node.then))
    yield from (("takes", name) for name in node.takes)
    yield "full", node.full
    yield "recovered", node.recovered


def check_reach(told: Told, nodes: Sequence[Node]) -> None:
    """Somebody can come to every node. Raises SystemFault."""
    by_name, paths = {node.name: node for node in nodes}, paths_of(told)
    hospitals = told.sections["system"]["hospitals"]
    open_ends = ["crisis", *(table["to"] for table in told.sections["outside"].values())]
    open_ends += [f"{at}_{name}" for at in hospitals for name in ("restart_package", "package_again")]
    reached: set[str] = set()
    while open_ends:
        name = open_ends.pop()
        if name in reached or name in ENDS:
            continue
        if name not in by_name:
            raise told.document.fault("", f'there is no "{name}", which the model needs. Add a section for it.')
        reached.add(name)
        open_ends += next_to(by_name[name], nodes)
    for node in nodes:
        if node.name not in reached:
            raise told.document.fault(
                paths[node.name], f'nobody can reach "{node.name}". Lead a way to it, as '
                f'then = [{{ to = "{node.name}", share = 0.1 }}, ...], or take it out.'
            )  # fmt: skip


def next_to(node: Node, nodes: Iterable[Node]) -> Iterator[str]:
    """Where people go on to from a node."""
    yield from (route.to for route in node.then if max(route.shares()) > 0)
    yield from [node.recovered] if node.recovers else []
    yield from [node.full] if node.room >= 0 else []
    yield from (other.name for other in nodes if node.name in other.takes)


def check_amounts(told: Told, nodes: Sequence[Node]) -> None:
    """There is no more of anything than the loop has room for, and costs are of what there is. Raises SystemFault."""
    for what, count, most in (
        ("nodes", len(nodes), AT_MOST_NODES),
        ("ways on", sum(len(node.then) for node in nodes), AT_MOST_ROUTES),
        ("streams from outside", len(told.sections["outside"]), AT_MOST_STREAMS),
    ):
        if count > most:
            raise told.document.fault("", f"it makes {count} {what}. Put some together: {most} at most.")
    paths = paths_of(told)
    for node in nodes:
        feeds = sum(node.name in other.takes for other in nodes)
        if len(node.takes) > AT_MOST_DRAWS or feeds > AT_MOST_FEEDS:
            raise told.document.fault(
                f"{paths[node.name]}.takes", f"write {AT_MOST_DRAWS} names at most, and each in {AT_MOST_FEEDS} places."
            )
    names = {f"_{node.name}_" for node in nodes} | {f"_{ALL_PEOPLE}_"}
    for path in ("cost.day", "cost.each", "hours_of_staff.day", "hours_of_staff.each"):
        section, _, inner = path.partition(".")
        for name in told.sections[section][inner]:
            if not any(f"_{name}_" in known for known in names):
                raise told.document.fault(f"{path}.{name}", f'there is no "{name}". Write the name of a node.')


def check_codes(told: Told, nodes: Sequence[Node], system: System) -> None:
    """Every place and service is one of the system. Raises SystemFault."""
    known = {s.code for s in system.services} | {o.code for o in system.organisations}
    known |= {council.code for council in system.councils}
    paths = paths_of(told)
    codes = [(f"system.{key}", told.sections["system"][key]) for key in ("council", "home_care", "practice")]
    codes += [(f"hospital.{at}.code", table["code"]) for at, table in told.sections["hospital"].items()]
    for node in nodes:
        codes += [(f"{paths[node.name]}.location", node.location), (f"{paths[node.name]}.service", node.service)]
    for one in expanded(told.document, told.sections, "beds"):
        codes += [(f"{one.path}.wards", ward) for ward in one.told.get("wards", ())]
    for path, code in codes:
        if code and code not in known:
            raise told.document.fault(
                path, f'"{code}" is not in system.toml. Correct it, or add it there: as one of the [[services]], or '
                "of the [[invented]] where the code is your own."
            )  # fmt: skip


def paths_of(told: Told) -> dict[str, str]:
    """The section that each node comes from, by its name; no two of one name. Raises SystemFault."""
    found: dict[str, str] = {}
    for section in SECTIONS:
        for one in expanded(told.document, told.sections, section):
            if one.name in found:
                first, later = sorted((one.path, found[one.name]), key=told.document.line)
                raise told.document.fault(
                    later, f'"{one.name}" is there already, in [{first}]. Name one of the two otherwise.'
                )
            found[one.name] = one.path
    return found
