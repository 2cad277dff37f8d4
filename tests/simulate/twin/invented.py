"""Networks that no system has: any kind of node leads to any other, and everything that can happen does so often."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np

from homefirst.event import Kind
from homefirst.simulate.loop.shapes import BANDS, CLASSES, DAY, NOBODY, STARTER, Effect, Flag
from homefirst.simulate.network import UNLIMITED, Network, Node, Route, Stay, Stream

KINDS = {
    "choice": Flag.PASS,
    "lasting": Flag.PASS | Flag.LASTING,
    "conveyed": Flag.PASS | Flag.AMBULANCE,
    "plain": 0,
    "outside": Flag.OUT,
    "staff": Flag.TASK,
    "ae": Flag.AE,
    "door": Flag.AE | Flag.AMBULANCE,
    "bed": Flag.BED,
    "care": Flag.CARE,
    "help": Flag.AT_HOME | Flag.CARE,
    "reablement": Flag.AT_HOME | Flag.CARE | Flag.REABLEMENT,
    "placement": Flag.AT_HOME | Flag.CARE | Flag.PLACEMENT,
    "crisis_help": Flag.AT_HOME | Flag.CARE | Flag.OUT,
}
HOURS = (None, None, None, ((8.0, 18.0), (0.0, 0.0)), ((9.0, 23.0), (10.0, 12.0)), ((0.0, 24.0), (0.0, 23.0)))
SHAPES = {
    "lognormal": (2.0, 2.0),
    "exponential": (0.7,),
    "weibull": (0.8, 1.5),
    "uniform": (0.1, 3.0),
    "fixed": (0.25,),
}


def stay(random: Random) -> Stay:
    return Stay(*random.choice([*SHAPES.items()]))


def by_class(random: Random, least: float, most: float) -> tuple[float, ...]:
    return tuple(random.uniform(least, most) for _ in range(CLASSES))


def ways(random: Random, onward: list[str], is_bed: bool) -> tuple[Route, ...]:
    """Up to four ways on, of which everybody takes one."""
    to = [random.choice(onward) for _ in range(random.randint(1, 3))] + [random.choice(["home", "gone", "died"])]
    effects = [Effect(random.choice([0, 0, 0, *Effect])) for _ in to]
    shares = [by_class(random, 0.1, 0.9 / len(to)) for _ in to[1:]]
    shares.append(tuple(1 - sum(column) for column in zip(*shares, strict=True)))
    return tuple(
        Route(
            name, shares[n], random.choice(["", "says", "more"]),
            random.choice([-1, 0, 1, 2]) if is_bed else -1, effect,
        )
        for n, (name, effect) in enumerate(zip(to, effects, strict=True))
    )  # fmt: skip


def node(random: Random, name: str, names: list[str]) -> Node:
    """One node; what takes no time, and who finds no room, only leads further down the list, so that nobody circles."""
    flags = int(KINDS[name.rstrip("0123456789")])
    further = names[names.index(name) + 1 :] or ["home"]
    is_bed, places = bool(flags & Flag.BED), random.choice([0, 1, 1, 2, 3, UNLIMITED])
    rates = [random.choice([0.0, random.uniform(0.02, 0.4)]) for _ in range(3)]
    return Node(
        name, ways(random, further if flags & Flag.PASS else names, is_bed), flags=flags,
        places=(places, random.choice([places, min(places, 1)])),
        starts=random.choice([(-1, -1), (-1, -1), (2, 1), (1, 0)]), hours=random.choice(HOURS), stay=stay(random),
        by_class=random.choice([(1.0,) * CLASSES, by_class(random, 0.3, 3.0)]),
        accepts=random.choice([(1.0,) * CLASSES, by_class(random, 0.2, 1.1)]),
        takes=tuple(random.sample(names, min(random.choice([0, 0, 1, 2, 3]), len(names)))),
        room=random.choice([-1, -1, -1, 0, 2]), full=random.choice([*further, "home", "gone", "died"]),
        choice=random.choice(["", "shared"]), site=random.randint(0, 1) if flags & (Flag.BED | Flag.AE) else -1,
        location=random.choice(["", f"at {name}"]), service=random.choice(["", f"of {name}"]),
        ask=random.choice([(None, ""), (Kind.REFERRED, ""), (Kind.CALLED, "rings")]),
        start=random.choice([(None, ""), (Kind.SUPPORT_STARTED, "help")]),
        end=random.choice([None, Kind.TRIAGED, Kind.DECIDED_TO_ADMIT]), destination=random.choice(["", "somewhere"]),
        delays=(random.choice(["", "1"]), random.choice(["", "1", "2"]), random.choice(["", "1", "3"])),
        dies=rates[0] / 3, harmed=rates[1] * (3 if is_bed else 1), recovers=rates[2],
        recovered=random.choice([*names, "home", "gone"]),
        harm_stay=stay(random), soon=random.choice([0.0, 0.2]), weakens=random.choice([0.0, 0.1]),
    )  # fmt: skip


def life(random: Random, names: list[str]) -> dict[str, Any]:
    """People whose life at home is eventful."""
    shares = np.cumsum(np.full((BANDS, CLASSES), 1 / CLASSES), axis=1)
    return {
        "shares": shares, "crisis": [by_class(random, 0.01, 0.2) for _ in range(BANDS)], "no_carer": 1.3,
        "with_package": 1.2, "month": [1.1, 0.9] * 6, "weekday": [1.2, 1.0, 1.0, 1.0, 1.0, 0.9, 0.9],
        "hour": [0.5] * 8 + [1.25] * 16, "after_leaving": 8.0, "after_days": 10.0, "unsupported": 2.0,
        "avoided": by_class(random, 0.0, 0.3), "crisis_node": random.choice(names),
        "dies": [by_class(random, 0.0, 0.01) for _ in range(BANDS)],
        "frailer": [by_class(random, 0.0, 0.02) for _ in range(BANDS)], "carer": by_class(random, 0.0, 1.0),
        "package": by_class(random, 0.0, 0.6), "packages_end": random.choice([0.0, 0.02]), "hold_days": 2.0,
        "women": 0.5, "expected_set": 0.7, "expected_error": 4.0, "council": "council", "home_care": "home care",
        "summary": 0.6, "practice": "practice",
    }  # fmt: skip


def invented(random: Random) -> Network:
    """Some nodes of each kind or none, people who live there and people from outside."""
    kinds = [kind for kind in KINDS for _ in range(random.choice([0, 1, 1, 2]))] or ["plain"]
    random.shuffle(kinds)
    names = [f"{kind}{n}" for n, kind in enumerate(kinds)]
    nodes = tuple(node(random, name, names) for name in names)
    hour = (0.2,) * 6 + (1.4,) * 14 + (0.8,) * 4
    streams = tuple(
        Stream(f"stream {n}", random.choice(names), random.choice([0.0, 1.0, 4.0]), hour=hour,
               gap=random.choice([None, stay(random)]), classes=(1 / CLASSES,) * CLASSES)
        for n in range(random.randint(0, 3))
    )  # fmt: skip
    targets = tuple((random.randint(0, 6) * (1 + month / 5),) * BANDS for month in range(random.choice([1, 3])))
    two = (random.choice(names), random.choice(names))
    return Network("invented", nodes, streams, life(random, names), targets, two, two[::-1])


def in_place(random: Random, network: Network, now: int, how_many: int) -> Any:
    """A few people who are somewhere when the run begins: in a bed, at staff there, in a queue, or helped at home."""
    rows = np.zeros(how_many, dtype=STARTER).view(np.recarray)
    by_flag = {
        flag: [n for n, node in enumerate(network.nodes) if node.flags & flag]
        for flag in (Flag.BED, Flag.TASK, Flag.AT_HOME, Flag.AE)
    }
    waits = [n for n, node in enumerate(network.nodes) if not node.flags & Flag.PASS]
    for k in range(len(rows)):
        row = rows[k]
        row.candidate, row.born = 2**50 + k, now // DAY - random.randint(66, 95) * 365
        row.frailty, row.residence = random.randint(0, 3), random.randint(0, 4)
        row.package, row.carer = random.random() < 0.3, random.random() < 0.5
        row.place = row.home = row.at = row.asked_at = row.pathway = NOBODY
        row.since, row.asked = now - random.randint(0, 9 * DAY), now - random.randint(0, DAY)
        row.left, row.left_nights = random.choice([(0, 0), (now - 3 * DAY, 3)])
        put(random, row, by_flag, waits)
    return rows


def put(random: Random, row: Any, by_flag: dict[Flag, list[int]], waits: list[int]) -> None:
    """Where somebody is, and what for."""
    which = random.choice(["bed", "ready", "staff", "help", "ae", "queue"])
    if which in ("bed", "ready", "staff") and by_flag[Flag.BED]:
        row.place, row.nights = random.choice(by_flag[Flag.BED]), random.randint(0, 9)
        row.ready, row.pathway = (0, NOBODY) if which == "bed" else (int(row.since), 1)
    elif which == "ae" and by_flag[Flag.AE]:
        row.place = random.choice(by_flag[Flag.AE])
    elif which == "help" and by_flag[Flag.AT_HOME]:
        row.home = random.choice(by_flag[Flag.AT_HOME])
    if which == "staff" and row.place >= 0 and by_flag[Flag.TASK]:
        row.at = row.asked_at = random.choice(by_flag[Flag.TASK])
    elif which == "ready" or (row.place < 0 and row.home < 0):
        row.asked_at = random.choice(waits)
    else:
        row.at = row.asked_at = row.place if row.place >= 0 else row.home
