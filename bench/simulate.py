"""The event loop on its reference model beside other engines, then a year of Northamptonshire, then of all England.

    python bench/simulate.py [--times 9] [--peer-times 3] [--runs 60] [--peers FOLDER] [--england]

One replication of the reference model (D2A-1) is two years, the first to warm up: 66,000 people and 184,000 steps.
CPU milliseconds, the median after a run to warm up, each engine in a process of its own, one after another. SimPy's
program is beside this file; other engines (plain heapq, Ciw, salabim, C) are run where `--peers` names a folder with
scripts eng_heapq.py, eng_ciw.py, eng_salabim.py and eng_c.py that share refmodel.py. `told` also keeps every event.
England is 152 systems of half of Northamptonshire's people and places each, with seeds of their own.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from homefirst.event import Kind
from homefirst.simulate import parts_of, seen_of
from homefirst.simulate.compiled_network import compiled
from homefirst.simulate.flow import read_flow
from homefirst.simulate.network import UNLIMITED, Network
from homefirst.simulate.reference import d2a_1
from homefirst.simulate.replication import Parts, Replication, Span, parts, replicate, replications, seed_of

SPAN = Span(date(2018, 1, 1), 365, 365)
NODES = ("acute", "escalation", "p1", "p2", "p3")
PEERS = {
    "heapq": ("plain Python, heapq", "eng_heapq", {}),
    "ciw": ("Ciw", "eng_ciw", {}),
    "salabim": ("salabim", "eng_salabim", {}),
    "c heap": ("C, binary heap", "eng_c", {"heap": 2}),
    "c calendar": ("C, calendar queue", "eng_c", {"heap": 0}),
    "c keyed": ("C, calendar queue, keyed draws", "eng_c", {"heap": 0, "rng": 1}),
}
NAMES = {"loop": "homefirst", "told": "homefirst, every event told", "simpy": "SimPy"} | {
    name: said for name, (said, _, _) in PEERS.items()
}


def telling(network: Network) -> Network:
    """The same, with each asking, beginning and end told."""
    told = tuple(replace(n, ask=(Kind.REFERRED, ""), start=(Kind.SUPPORT_STARTED, "other")) for n in network.nodes)
    return replace(network, nodes=told)


def inside(done: Replication) -> dict[str, float]:
    return {name: done.at(name).inside for name in NODES}


def way(name: str, folder: str) -> Callable[[int], Mapping[str, float]]:
    """One replication by one engine, as a function of the seed."""
    if name in ("loop", "told"):
        shared = parts(compiled(telling(d2a_1())), SPAN)
        room = replicate(shared, 1).world.told if name == "told" else 0
        return lambda seed: inside(told_once(shared, seed, int(room)))
    if name == "simpy":
        from simulate_simpy import System

        return lambda seed: System(seed, 730, 365).means
    sys.path.insert(0, folder)
    from refmodel import DEFAULT  # type: ignore[import-not-found]

    _, module, options = PEERS[name]
    engine = importlib.import_module(module)
    if hasattr(engine, "Engine"):
        made = engine.Engine(DEFAULT, **options)
        return lambda seed: {"": float(made.raw(seed)[0])}
    return lambda seed: dict(engine.run(DEFAULT, seed, **options))


def told_once(shared: Parts, seed: int, room: int) -> Replication:
    """One run of the loop, with room for what it tells known from a run before."""
    from homefirst.simulate.replication import once, people_at_most

    return once(shared, seed, people_at_most(shared), int(room * 1.05))


def child(name: str, times: int, folder: str) -> None:
    """Time one way in this process, and say what it gave."""
    run = way(name, folder)
    if times > 3:
        run(0)
    taken, found = [], []
    for seed in range(1, times + 1):
        start = time.process_time()
        found.append(run(seed))
        taken.append((time.process_time() - start) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    means = {n: statistics.mean(one[n] for one in found) for n in NODES if n in found[0]}
    print(json.dumps({"ms": statistics.median(taken), "least": min(taken), "peak": peak, "means": means}))


def timed(name: str, times: int, folder: str) -> dict[str, Any] | None:
    command = [sys.executable, __file__, "--child", name, "--times", str(times), "--peers", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{NAMES[name]}: not run ({done.stderr.strip().splitlines()[-1]})")
        return None
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def reference(options: argparse.Namespace) -> None:
    """The reference model in every engine that there is."""
    print(f"Python {platform.python_version()}, {platform.machine()}, load {os.getloadavg()[0]:.1f}")
    ways = {"loop": options.times, "told": options.times}
    if importlib.util.find_spec("simpy"):
        ways["simpy"] = options.peer_times
    if options.peers:
        ways |= {name: 1 if name in ("ciw", "salabim") else options.peer_times * 2 for name in PEERS}
    answers = {name: answer for name, times in ways.items() if (answer := timed(name, times, options.peers))}
    base = answers.get("simpy", {}).get("ms")
    print(f"{'D2A-1, one replication':34}{'CPU ms':>9}{'least':>9}{'MiB':>6}{'x SimPy':>9}{'/ C cal.':>9}")
    for name, answer in answers.items():
        ratio = f"{base / answer['ms']:9.1f}" if base else f"{'':9}"
        to_c = f"{answer['ms'] / answers['c calendar']['ms']:9.2f}" if "c calendar" in answers else ""
        print(f"{NAMES[name]:34}{answer['ms']:9.1f}{answer['least']:9.1f}{answer['peak']:6.0f}{ratio}{to_c}")
    for name in ("loop", "simpy"):
        if name in answers:
            print(f"{NAMES[name]}: " + ", ".join(f"{n} {v:.0f}" for n, v in answers[name]["means"].items()))


def threads(runs: int) -> None:
    """How much sooner two threads are done than one, with the same answers."""
    shared = parts(compiled(d2a_1()), SPAN)
    took, found = [], []
    for count in (1, 2):
        start = time.perf_counter()
        found.append(replications(shared, 1, runs, inside, threads=count))
        took.append(time.perf_counter() - start)
    same = "the same" if found[0] == found[1] else "OTHER"
    ratio = took[0] / took[1]
    print(f"{runs} runs: {took[0]:.2f} s in one thread, {took[1]:.2f} in two: {ratio:.2f} times, {same} answers")


def northamptonshire(times: int) -> None:
    """A whole year of the whole system, after half a year to warm up."""
    flow = read_flow("northamptonshire")
    shared = parts_of(flow, 365)
    see, taken = seen_of(flow), []
    done = replicate(shared, seed_of(1, 0))
    for seed in range(times):
        start = time.process_time()
        done = replicate(shared, seed_of(1, seed))
        see(done)
        taken.append(time.process_time() - start)
    each = statistics.median(taken)
    rate = int(done.world.events) / each
    people = int(done.world.people)
    print(
        f"Northamptonshire, 180 + 365 days: {each:.2f} CPU s, {int(done.world.events):,} steps "
        f"({rate / 1e6:.1f} million a second), {people:,} people; a year alone about {each * 365 / 545:.2f} s"
    )


def half(network: Network) -> Network:
    """A system of half the people and half of everything."""

    def halved(amounts: tuple[int, int]) -> tuple[int, int]:
        one, other = (n if n in (-1, 0) or n >= UNLIMITED else max(round(n / 2), 1) for n in amounts)
        return one, other

    nodes = tuple(replace(n, places=halved(n.places), starts=halved(n.starts)) for n in network.nodes)
    streams = tuple(replace(s, a_day=s.a_day / 2) for s in network.streams)
    targets = tuple(tuple(age / 2 for age in month) for month in network.targets)
    return replace(network, nodes=nodes, streams=streams, targets=targets)


def england(systems: int = 152) -> None:
    """All of England for a year: so many systems, each for itself."""
    flow = read_flow("northamptonshire")
    span = Span(flow.first_day, 365, 90)
    shared = parts(compiled(half(flow.network(span.begins, 455))), span)
    replicate(shared, 1)
    start, cpu = time.perf_counter(), time.process_time()
    found = replications(
        shared, 2, systems, lambda r: {"admissions": float(r.counted("admissions")), "steps": float(r.world.events)}
    )
    took, used = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    total = {name: sum(one[name] for one in found) for name in found[0]}
    print(
        f"England, {systems} systems, 90 + 365 days: {took:.0f} s ({used:.0f} CPU s), {total['admissions']:,.0f} "
        f"emergency admissions of the year, {total['steps']:,.0f} steps, {peak:.1f} GB at most"
    )


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=9)
    asked.add_argument("--peer-times", type=int, default=3)
    asked.add_argument("--runs", type=int, default=60)
    asked.add_argument("--peers", default="", help="A folder with eng_c.py and the others.")
    asked.add_argument("--england", action="store_true")
    asked.add_argument("--child", choices=NAMES)
    options = asked.parse_args()
    options.peers = str(Path(options.peers).resolve()) if options.peers else ""
    if options.child:
        child(options.child, options.times, options.peers)
        return
    reference(options)
    threads(options.runs)
    northamptonshire(options.times)
    if options.england:
        england()


if __name__ == "__main__":
    main()
