"""What a simulated run is summed up in: beds, waits, delays, returns, harm, hours of staff and pounds.

All comes from what the loop counted. The measures count the same from the events that it told, and a test holds the
two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from homefirst.simulate.loop.shapes import Flag
from homefirst.simulate.network import Node
from homefirst.simulate.replication import Replication

ACUTE = ("wards", "frailty", "same_day", "escalation")


class Tally(NamedTuple):
    """What is counted: its title, its unit, and whether more is better ("high"), worse ("low") or neither ("")."""

    title: str
    unit: str
    better: str = ""


TALLIES = {
    "crises": Tally("Crises: somebody rings or comes", "a day"),
    "conveyed": Tally("Brought by ambulance", "a day", "low"),
    "attendances": Tally("A&E attendances", "a day", "low"),
    "within_four_hours": Tally("Left A&E within four hours", "%", "high"),
    "handover_within_15": Tally("Ambulance handovers within 15 minutes", "%", "high"),
    "handovers_over_60": Tally("Ambulance handovers over 60 minutes", "a month", "low"),
    "admissions": Tally("Emergency admissions", "a day", "low"),
    "beds": Tally("Acute beds in use at midnight", "beds", "low"),
    "escalation": Tally("of them escalation beds", "beds", "low"),
    "occupancy": Tally("Share of acute beds in use, hospitals of the system", "%", "low"),
    "not_needing": Tally("In an acute bed at midnight, not needing it", "people", "low"),
    "not_needing_share": Tally("Share of acute beds whose patient does not need to be there", "%", "low"),
    "not_needing_share_community": Tally("Share of beds outside hospital whose patient need not be there", "%", "low"),
    "boarding": Tally("In A&E, waiting for a bed", "people", "low"),
    "outside_ae": Tally("Outside A&E, waiting for room in it", "people", "low"),
    "stay_mean": Tally("Length of stay, mean", "nights", "low"),
    "stay_median": Tally("Length of stay, median", "nights", "low"),
    "stay_p90": Tally("Length of stay that one in ten exceed", "nights", "low"),
    "over_7": Tally("Share of acute bed days past day 7", "%", "low"),
    "over_21": Tally("Share of acute bed days past day 21", "%", "low"),
    "wait_1": Tally("Wait for pathway 1, from ready to help at home", "days", "low"),
    "wait_2": Tally("Wait for pathway 2, from ready to a bed", "days", "low"),
    "wait_3": Tally("Wait for pathway 3, from ready to a care home", "days", "low"),
    "weekend": Tally("Share of discharges at a weekend", "%", "high"),
    "readmission": Tally("Back in hospital as an emergency within 30 days", "%", "low"),
    "home_at_91": Tally("Still at home 91 days after leaving into reablement", "%", "high"),
    "permanent": Tally("Permanent care home admissions", "a year", "low"),
    "packages": Tally("People with a home care package, in hospital or not", "people"),
    "harms": Tally("Came to harm while waiting to leave", "a year", "low"),
    "frailer": Tally("Became frailer in hospital", "a year", "low"),
    "deaths": Tally("Deaths", "a year"),
    "deaths_in_hospital": Tally("Deaths in hospital", "a year"),
    "staff_hours": Tally("Hours of staff, outside wards", "a day"),
    "cost": Tally(
        "Cost of beds, crews, A&E, services and packages, without living in care homes", "£ million a year", "low"
    ),
}


def tallies(replication: Replication, told: Mapping[str, Any]) -> dict[str, float]:
    """Every tally of one run; `told` are the flow's sections, for what things cost."""
    r, counted = replication, replication.counted
    days = r.days
    nights = r.world.nights_in
    stays = np.arange(len(nights))
    acute = [node for node in r.parts.model.network.nodes if kind_of(node.name) in ACUTE]
    escalation = [node for node in acute if kind_of(node.name) == "escalation"]
    own = [node for node in acute if has_beds(node)]
    own_open = sum(node.places[0] for node in own if node not in escalation)
    beds, not_needing = at_midnight(r, acute), so_at_midnight(r, "not_needing")
    found = {
        "crises": counted("crises") / days,
        "conveyed": counted("handed_over") / days,
        "attendances": counted("attended") / days,
        "within_four_hours": share(counted("within_four"), counted("attended")),
        "handover_within_15": share(counted("within_quarter"), counted("handed_over")),
        "handovers_over_60": counted("over_hour") / days * 365.25 / 12,
        "admissions": counted("admissions") / days,
        "beds": beds,
        "escalation": at_midnight(r, escalation),
        "occupancy": share(at_midnight(r, own), own_open + at_midnight(r, escalation)),
        "not_needing": not_needing,
        "not_needing_share": share(not_needing, beds),
        "not_needing_share_community": community(r),
        "boarding": sum(at.blocked for name, at in by_node(r) if kind_of(name) == "ae"),
        "outside_ae": sum(r.at(node.name).waiting for node in r.parts.model.network.nodes if node.flags & Flag.AE),
        "stay_mean": float((nights * stays).sum() / max(nights.sum(), 1)),
        "stay_median": quantile(nights, 0.5),
        "stay_p90": quantile(nights, 0.9),
        "over_7": share((nights * np.clip(stays - 7, 0, None)).sum(), (nights * stays).sum()),
        "over_21": share((nights * np.clip(stays - 21, 0, None)).sum(), (nights * stays).sum()),
        "weekend": share(counted("weekend"), counted("discharges")),
        "readmission": share(counted("returns"), counted("left_alive")),
        "home_at_91": share(counted("at_home_91"), counted("followed")),
        "permanent": counted("permanent") / days * 365.25,
        "packages": so_at_midnight(r, "packages"),
        "harms": counted("harms") / days * 365.25,
        "frailer": counted("frailer") / days * 365.25,
        "deaths": counted("deaths") / days * 365.25,
        "deaths_in_hospital": counted("hospital_deaths") / days * 365.25,
    }
    return found | waits(r) | {"staff_hours": staff_hours(r, told), "cost": cost(r, told)} | delayed(r) | by_service(r)


def at_midnight(r: Replication, nodes: Sequence[Node]) -> float:
    """People in these nodes at midnight, on average over the measured days."""
    columns = [r.parts.model.network.number(node.name) for node in nodes]
    return float(r.census["inside"][r.parts.span.warm_up :, columns].sum(axis=1).mean())


def so_at_midnight(r: Replication, name: str) -> float:
    """People of whom something is so at midnight (a count of shapes.NIGHT), on average over the measured days."""
    return float(r.census["counts"][name][r.parts.span.warm_up :].mean())


def by_node(r: Replication) -> list[tuple[str, Any]]:
    """Each node's name and what happened there."""
    return [(name, r.at(name)) for name in r.parts.model.network.names]


def kind_of(name: str) -> str:
    """A node's name without the hospital that it is at: "ngh_wards" is "wards"."""
    for known in (*ACUTE, "ae", "leave", "form_1", "form_2", "form_3"):
        if name.endswith(f"_{known}"):
            return known
    return name


def has_beds(node: Node) -> bool:
    """Whether it is beds of a hospital of the system: those elsewhere are not counted out."""
    return bool(node.flags & Flag.BED) and node.location.endswith((":BEDS", ":ESCALATION")) and node.places[0] < 900


def share(part: float, whole: float) -> float:
    """Per cent; 0 of nothing."""
    return 100 * float(part) / float(whole) if whole else 0.0


def quantile(counts: Any, q: float) -> float:
    """The nights that a share q stay no longer than, by linear interpolation between ranks ((n - 1) q)."""
    total = int(counts.sum())
    if total == 0:
        return 0.0
    rank = (total - 1) * q
    up_to = np.cumsum(counts)
    low = int(np.searchsorted(up_to, int(rank), side="right"))
    high = int(np.searchsorted(up_to, min(int(rank) + 1, total - 1), side="right"))
    return low + (high - low) * (rank - int(rank))


def community(r: Replication) -> float:
    """Of beds outside hospital, the share whose patient is done there and cannot go on."""
    beds = [r.at(node.name) for node in r.parts.model.network.nodes if is_care_bed(node)]
    return share(sum(at.blocked for at in beds), sum(at.inside for at in beds))


def is_care_bed(node: Node) -> bool:
    return bool(node.flags & Flag.CARE) and not node.flags & Flag.AT_HOME


def waits(r: Replication) -> dict[str, float]:
    """Days from ready to leave until the help begins, by pathway: the form, and all that comes after it.

    Whoever leaves a step early (dies, comes to harm, needs it no more) counts with the days they had in it.
    """
    return {f"wait_{pathway}": wait_of(r, pathway) for pathway in ("1", "2", "3")}


def wait_of(r: Replication, pathway: str) -> float:
    """The same for one pathway."""
    forms = [node for node in r.parts.model.network.nodes if kind_of(node.name) == f"form_{pathway}"]
    return weighted((r.at(node.name).asked, days_until_help(r, node)) for node in forms)


def days_until_help(r: Replication, node: Node, before: tuple[str, ...] = ()) -> float:
    """Days from when a node is asked until help begins there, or at what it leads on to, on average.

    `before` are the steps already counted: what is sent back to one of them counts as done.
    """
    at, passes = r.at(node.name), bool(node.flags & Flag.PASS)
    if not passes and not node.flags & Flag.TASK:
        return at.wait
    own = 0.0 if passes else (at.inside + at.waiting) * r.days / max(at.asked, 1)
    before = (*before, node.name)
    names = {other.name: other for other in r.parts.model.network.nodes if other.name not in before}
    ways = [names[route.to] for route in node.then if route.to in names]
    return own + weighted((r.at(way.name).asked, days_until_help(r, way, before)) for way in ways)


def weighted(some: Iterable[tuple[int, float]]) -> float:
    """The mean of days, each counted so many times; 0 of nothing."""
    found = list(some)
    return sum(times * days for times, days in found) / max(sum(times for times, _ in found), 1)


def delayed(r: Replication) -> dict[str, float]:
    """People in hospital beds who wait to leave, on average at midnight, by the national reason."""
    nights = r.census["delayed"][r.parts.span.warm_up :].mean(axis=0)
    words = r.parts.model.words
    reasons = {reason for node in r.parts.model.network.nodes for reason in node.delays if reason}
    return {f"delayed_{reason}": float(nights[words.index(reason)]) for reason in sorted(reasons)}


def by_service(r: Replication) -> dict[str, float]:
    """People in each service that is help or a bed outside hospital, and waiting for it."""
    found = {}
    for node in r.parts.model.network.nodes:
        if node.flags & Flag.CARE:
            at = r.at(node.name)
            found[f"in_{node.name}"], found[f"waiting_{node.name}"] = at.inside, at.waiting
    return found


def staff_hours(r: Replication, told: Mapping[str, Any]) -> float:
    """Hours of staff a day: by day of help, and for each step."""
    hours = told["hours_of_staff"]
    return daily(r, hours["day"]) + each(r, hours["each"]) / r.days


def cost(r: Replication, told: Mapping[str, Any]) -> float:
    """Million pounds a year: by day in a bed or service, and for each call, crew and attendance."""
    return (daily(r, told["cost"]["day"]) + each(r, told["cost"]["each"]) / r.days) * 365.25 / 1e6


def daily(r: Replication, by_day: Mapping[str, float]) -> float:
    """What the people inside each node come to, a day."""
    total: float = by_day.get("package", 0.0) * so_at_midnight(r, "packages")
    return total + float(sum(by_day.get(kind_of(name), 0.0) * at.inside for name, at in by_node(r)))


def each(r: Replication, by_time: Mapping[str, float]) -> float:
    """What all that began, or was chosen, at each node comes to."""
    total = 0.0
    for name, at in by_node(r):
        kind = kind_of(name).removesuffix("_1").removesuffix("_2").removesuffix("_3")
        amount = by_time.get(kind_of(name), by_time.get(kind, 0.0))
        total += amount * (at.begun or at.asked)
    return total
