"""Matching 300 people to 500 places of 60 homes with limits: `python bench/matching.py [--people 300 --places 500]`.

CPU milliseconds of this process, the median of several: everything from people and places to a proved proposal, and
its parts; first come beside it; and as peers, on the same costs, HiGHS through scipy: linprog (the linear programme,
whose corners are whole here) and milp. Each must come to the same cost. People and places are made up, with a seed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix

from homefirst.days import LONDON
from homefirst.hub.matching import Place, Waiting, Weights, first_come, propose
from homefirst.hub.matching.arcs import Arcs, arcs
from homefirst.hub.matching.assign import assign, bound, cost_of, fault, prices, slots_of

NOW = datetime(2026, 1, 8, 11, tzinfo=LONDON)
NEEDS = ("nursing", "two_care_workers", "dementia", "behaviour", "bariatric", "night_care")
CENTRES = {f"N{n}": (450_000.0 + 9_000 * (n % 4), 250_000.0 + 9_000 * (n // 4)) for n in range(8)}


def cpu_ms(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def made(people: int, places: int, homes: int, seed: int) -> tuple[list[Waiting], list[Place]]:
    """People with up to two needs, three choices and a neighbourhood; places of homes that are near or far."""
    draw = random.Random(seed)
    where = {home: (draw.uniform(445_000, 485_000), draw.uniform(245_000, 265_000)) for home in range(homes)}
    beds = [bed(n, draw, where) for n in range(places)]
    liked = sorted(bed.service for bed in beds[: places // 4])  # some homes are wanted by many
    return [person(n, draw, liked) for n in range(people)], beds


def bed(n: int, draw: random.Random, where: dict[int, tuple[float, float]]) -> Place:
    home = draw.randrange(len(where))
    return Place(
        service=f"S{n:03}", home=f"H{home:02}", kind="care_home_placement", vacancies=draw.randint(1, 2),
        said_at=NOW - timedelta(hours=draw.randint(1, 20)), pathways=frozenset("23"),
        needs_met=frozenset(need for need in NEEDS if draw.random() < 0.75), at=where[home],
        cost_week=draw.randint(650, 1_400), days=((9, 17),) * 5 + (draw.choice((None, (10, 16))),) * 2,
    )  # fmt: skip


def person(n: int, draw: random.Random, liked: list[str]) -> Waiting:
    return Waiting(
        person=f"p{n:03}", ready_since=NOW - timedelta(days=draw.randint(0, 40)), starts_from=NOW.date(), pathway="3",
        needs=frozenset(draw.sample(NEEDS, draw.choice((1, 2, 2, 3)))), neighbourhood=draw.choice(sorted(CENTRES)),
        order=tuple(draw.sample(liked, 3)),
    )  # fmt: skip


def programme(found: Arcs) -> tuple[np.ndarray, csr_matrix, np.ndarray]:
    """What each possible pair costs less than nobody, and the rows of person, place and home with their most."""
    who, where = np.nonzero(found.may & (found.cost < found.nobody[:, None]))
    pairs, (people, places) = np.arange(len(who)), found.may.shape
    rows = np.concatenate([who, people + where, people + places + found.home[where]])
    shape = (people + places + len(found.limit), len(who))
    matrix = csr_matrix((np.ones(len(rows)), (rows, np.tile(pairs, 3))), shape=shape)
    gain = (found.cost - found.nobody[:, None])[who, where] / found.unit
    return gain, matrix, np.concatenate([np.ones(people), found.room, found.limit])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for option, usual in (("people", 300), ("places", 500), ("homes", 60), ("limit", 6), ("seed", 1), ("times", 11)):
        parser.add_argument(f"--{option}", type=int, default=usual)
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    people, beds = made(asked.people, asked.places, asked.homes, asked.seed)
    weights = Weights(usual_a_day=asked.limit, centres=CENTRES)
    found = arcs(people, beds, weights, NOW)
    chosen = assign(found)
    slots, keepers = slots_of(found)
    print(
        f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores; {found.may.sum():,} possible pairs, {len(slots)} slots"
    )
    print(f"{len(keepers)} rows keep the limits; faults: {fault(found, chosen) or 'none'}")
    for words, work in (
        ("everything: rules, wishes, best, proof", partial(propose, people, beds, weights, NOW)),
        ("  rules and wishes, all pairs", partial(arcs, people, beds, weights, NOW)),
        ("  best assignment", partial(assign, found)),
        ("  prices and proof", lambda: bound(found, prices(found, chosen))),
    ):
        print(f"{words:42} {cpu_ms(work, asked.times):9.1f} ms")
    best, plain = propose(people, beds, weights, NOW), first_come(people, beds, weights, NOW)
    for words, one in (("best", best), ("first come", plain)):
        firsts = sum(match.choice == 1 for match in one.matches)
        gap = one.proof.gap / one.arcs.unit
        print(f"{words:10} {len(one.matches)} placed, {firsts} at first choice, {one.points / 10:,.1f} days of wishes")
        print(f"{'':10} {gap:,.1f} points from the best that can be")
    if asked.peers:
        peers(found, cost_of(found, chosen))


def peers(found: Arcs, ours: int) -> None:
    gain, matrix, most = programme(found)
    nobody = found.nobody.sum() / found.unit
    for words, solve in (
        ("scipy linprog, HiGHS", lambda: linprog(gain, matrix, most, bounds=(0, 1), method="highs").fun),
        ("scipy milp, HiGHS", lambda: milp(gain, constraints=LinearConstraint(matrix, -np.inf, most),
                                           integrality=np.ones(len(gain)), bounds=(0, 1)).fun),
    ):  # fmt: skip
        start = time.process_time()
        cost = solve() + nobody
        took = (time.process_time() - start) * 1000
        print(f"{words:42} {took:9.1f} ms   cost {cost:,.3f} points beside our {ours / found.unit:,.3f}")


if __name__ == "__main__":
    main()
