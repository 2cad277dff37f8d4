"""The sections of flow.toml that are nodes: each kind with its keys, and how it becomes a node of the network."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, NamedTuple

from homefirst.event import Kind
from homefirst.simulate.document import Document
from homefirst.simulate.keys import ABOVE_0, STAY, check_node
from homefirst.simulate.loop.shapes import CLASSES, FRAILTIES, RESIDENCES, Effect, Flag
from homefirst.simulate.network import SHAPES, UNLIMITED, Node, Route, Stay

FLAGS = {
    "choice": Flag.PASS,
    "team": Flag.TASK,
    "help": Flag.AT_HOME | Flag.CARE,
    "ae_door": Flag.AE,
    "ae": Flag.AE,
    "beds": Flag.BED,
    "task": Flag.TASK,
    "queue": 0,
    "care_beds": int(Flag.CARE),
}
DESTINATIONS = {"help": "19/1", "care_beds": "29/1", "queue": "29/1"}
EFFECTS = {effect.name.lower(): effect for effect in Effect}


class Expanded(NamedTuple):
    """One node to be, of a section that may be for several hospitals, or pathways."""

    section: str
    name: str
    path: str  # of the section it came from
    told: Mapping[str, Any]
    site: int


def expanded(document: Document, told: Mapping[str, Any], section: str) -> Iterable[Expanded]:
    """The nodes that the tables of one section stand for."""
    hospitals = told["system"]["hospitals"]
    for name, table in told.get(section, {}).items():
        path = f"{section}.{name}"
        for at in table.get("at", ()):
            if at not in hospitals:
                raise document.fault(
                    f"{path}.at", f'there is no hospital "{at}". Name some of: {", ".join(hospitals)}.'
                )
        for at, which in product(table.get("at", ("",)), table.get("for", ("",))):
            code = told["hospital"].get(at, {}).get("code", "")
            words = {"at": at, "for": which, "code": code}
            own = {key: resolved(value, at, hospitals, words) for key, value in table.items()}
            full = "_".join(part for part in (at, name, which) if part)
            yield Expanded(section, full, path, own, hospitals.index(at) if at else -1)


def resolved(value: Any, at: str, hospitals: list[str], words: Mapping[str, str]) -> Any:
    """A value for one hospital: its own where there is one each, with {at}, {for} and {code} filled in."""
    if isinstance(value, dict):
        if at in value and set(value) <= set(hospitals):
            return resolved(value[at], at, hospitals, words)
        return {key: resolved(inner, at, hospitals, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolved(inner, at, hospitals, words) for inner in value]
    if isinstance(value, str) and "{" in value:
        for word, stands_for in words.items():
            value = value.replace(f"{{{word}}}", stands_for)
    return value


def node_of(document: Document, told: Mapping[str, Any], one: Expanded) -> Node:
    """A node as the network has it. Raises SystemFault with the line of what is wrong."""
    table, section = one.told, one.section
    check_node(document, section, one.path, table)
    places, starts = room_of(told, one)
    flags = int(FLAGS[section])
    flags |= Flag.LASTING if "same_each_time" in table else 0
    flags |= Flag.AMBULANCE if table.get("by_ambulance") else 0
    flags |= Flag.OUT if table.get("waits_at_home") else 0
    flags |= Flag.REABLEMENT if table.get("is_reablement") else 0
    flags |= Flag.PLACEMENT if table.get("is_placement") else 0
    delays = tuple(table.get("delays", ("", "", "")))
    return Node(
        name=one.name, then=routes_of(document, one), title=table.get("title", one.name), flags=flags, places=places,
        starts=starts, hours=hours_of(table), stay=stay_of(document, one, "stay"), by_class=by_class_of(one),
        accepts=(float(table.get("accepts", 1.0)),) * CLASSES, takes=tuple(table.get("takes", ())),
        room=table.get("room", -1), full=table.get("full", "gone"), choice=table.get("same_each_time", ""),
        site=one.site if section in ("beds", "ae", "ae_door") else -1, location=table.get("location", ""),
        service=table.get("service", ""), ask=asking(section, table), start=starting(section, table),
        end=ending(table), destination=table.get("destination", DESTINATIONS.get(section, "")), delays=delays,
        dies=table.get("dies", 0.0), harmed=table.get("harmed", 0.0), recovers=table.get("recovers", 0.0),
        recovered=table.get("recovered", "gone"), harm_stay=stay_of(document, one, "harm_stay"),
        soon=table.get("soon_hours", 0.0) / 24, weakens=table.get("weakens", 0.0),
    )  # fmt: skip


def asking(section: str, table: Mapping[str, Any]) -> tuple[Kind | None, str]:
    """What is told when somebody asks."""
    if section in ("help", "queue", "care_beds"):
        return (Kind.REFERRED, "")
    return (Kind(table["tells"]), table.get("says", "")) if "tells" in table else (None, "")


def starting(section: str, table: Mapping[str, Any]) -> tuple[Kind | None, str]:
    """What is told when it begins."""
    return (Kind.SUPPORT_STARTED, table.get("support", "other")) if section in ("help", "care_beds") else (None, "")


def ending(table: Mapping[str, Any]) -> Kind | None:
    """What is told when it is over, or a choice is made."""
    said = table.get("answers") or table.get("ends")
    return Kind(said) if said else None


def room_of(told: Mapping[str, Any], one: Expanded) -> tuple[tuple[int, int], tuple[int, int]]:
    """Places and starts a day, on weekdays and at weekends; staff in post give places (capacity = posts at work)."""
    table = one.told
    if "posts" in table:
        at_work = (1 - told["workforce"]["vacancy"]) * told["workforce"]["presence"]
        places = math.floor(table["posts"] * at_work * table.get("people_each", 1.0))
    else:
        places = table.get("places", table.get("staff", 0 if one.section in ("queue", "ae_door") else UNLIMITED))
    weekend = table.get("weekend_places", table.get("weekend_staff", places))
    starts = table.get("starts", -1)
    return (int(places), int(weekend)), (int(starts), int(table.get("weekend_starts", starts)))


def hours_of(table: Mapping[str, Any]) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """When it opens and closes on weekdays and at weekends; None for always open."""
    if "hours" not in table and "weekend_hours" not in table:
        return None
    weekdays = table.get("hours", [0, 24]) or [0, 0]
    weekends = table.get("weekend_hours", weekdays) or [0, 0]
    return (float(weekdays[0]), float(weekdays[1])), (float(weekends[0]), float(weekends[1]))


def stay_of(document: Document, one: Expanded, key: str) -> Stay:
    """A length of stay in days, from `stay` or `stay_hours`; none at all where there is neither."""
    hours = f"{key}_hours" in one.told
    path = f"{one.path}.{key}{'_hours' if hours else ''}"
    value = one.told.get(f"{key}_hours" if hours else key)
    if value is None:
        return Stay("fixed", (0.0,))
    if not isinstance(value, Mapping) or len(value) != 1:
        raise document.fault(path, f"this is no length of stay. Write {STAY.write}.")
    ((shape, numbers),) = value.items()
    if shape not in SHAPES:
        raise document.fault(path, f'"{shape}" is not a shape. Write one of: {", ".join(SHAPES)}.')
    wanted = SHAPES[shape].numbers
    if not isinstance(numbers, list) or len(numbers) != len(wanted) or not all(map(ABOVE_0.fits, numbers)):
        raise document.fault(path, f"write {shape} = [{', '.join(n.upper() for n in wanted)}], each above 0.")
    scaled = [float(n) / 24 if hours and name != "power" else float(n) for n, name in zip(numbers, wanted, strict=True)]
    return Stay(shape, tuple(scaled))


def by_class_of(one: Expanded) -> tuple[float, ...]:
    """How many times as long people of each class stay."""
    frailty = one.told.get("stay_by_frailty", [1.0] * len(FRAILTIES))
    residence = one.told.get("stay_by_residence", [1.0] * len(RESIDENCES))
    return tuple(f * r for f in frailty for r in residence)


def routes_of(document: Document, one: Expanded) -> tuple[Route, ...]:
    """The ways on. The one without a share takes the rest. Raises SystemFault where they do not add up to 1."""
    if one.section in ("queue", "ae_door"):
        return (Route("gone", 1.0),)
    path = f"{one.path}.then"
    told = one.told.get("then")
    if not told:
        raise document.fault(one.path, 'nobody can leave. Write then = [{ to = "home" }].')
    shares = [shares_of(route) for route in told if "share" in route]
    rest = [1 - sum(column) for column in zip(*shares, strict=True)] if shares else [1.0] * CLASSES
    open_ended = len(told) - len(shares)
    if open_ended > 1 or (open_ended == 0 and max(map(abs, rest)) > 1e-6) or min(rest) < -1e-6:
        worst = min(range(CLASSES), key=lambda n: rest[n] if open_ended else -abs(rest[n]))
        who = f"{FRAILTIES[worst // 5]} and {RESIDENCES[worst % 5].replace('_', ' ')}"
        raise document.fault(
            path, f"the shares of {one.name} add up to {1 - rest[worst]:.3g} for those who are {who}. "
            "Make them 1 for everybody, or leave one route without a share: it takes the rest."
        )  # fmt: skip
    return tuple(
        Route(
            route["to"], shares_of(route) if "share" in route else tuple(max(r, 0.0) for r in rest),
            route.get("says", ""), route.get("pathway", -1), EFFECTS[route.get("effect", "nothing")],
        )
        for route in told
    )  # fmt: skip


def shares_of(route: Mapping[str, Any]) -> tuple[float, ...]:
    """A route's share of each class."""
    frailty = route.get("by_frailty", [1.0] * len(FRAILTIES))
    residence = route.get("by_residence", [1.0] * len(RESIDENCES))
    return tuple(route["share"] * f * r for f in frailty for r in residence)
