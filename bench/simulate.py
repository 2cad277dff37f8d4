"""The event loop on its reference model, beside SimPy where that is installed: time, memory and the same answers.

    python bench/simulate.py [--times 5] [--peer-times 3] [--runs 60]

One replication is two years, the first to warm up: about 66,000 people and 184,000 steps. CPU milliseconds, the median
after a run to warm up; each way in a process of its own, one after another. `told` also keeps every event (about
600,000 rows). Ends with the means of both over `--runs` replications of ours, so that a wrong model would show.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import homefirst.simulate
from homefirst.simulate.flow import read_flow
from homefirst.simulate.run import Span, parts, replicate, replications

FLOW, _ = read_flow(Path(homefirst.simulate.__file__).with_name("d2a_1.toml"))
SHARED = parts(FLOW, Span(date(2018, 1, 1), 365, 365))
SHOWN = ("acute", "escalation", "awaiting_1", "awaiting_2", "awaiting_3", "in_1", "in_2", "in_3")
NAMES = {"loop": "homefirst", "told": "homefirst, every event told", "simpy": "SimPy"}


def loop(seed: int) -> dict[str, float]:
    return replicate(SHARED, seed).measures()


def told(seed: int) -> dict[str, float]:
    return replicate(SHARED, seed, tell=True).measures()


def simpy(seed: int) -> dict[str, float]:
    from simulate_simpy import System

    return System(FLOW, seed, 730, 365).means


WAYS: dict[str, Callable[[int], dict[str, float]]] = {"loop": loop, "told": told, "simpy": simpy}


def child(way: str, times: int) -> None:
    """Time one way in this process, and say what it gave."""
    WAYS[way](0)
    taken, found = [], []
    for seed in range(1, times + 1):
        start = time.process_time()
        found.append(WAYS[way](seed))
        taken.append((time.process_time() - start) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    means = {name: statistics.mean(one[name] for one in found) for name in SHOWN}
    print(json.dumps({"ms": statistics.median(taken), "least": min(taken), "peak": peak, "means": means}))


def timed(way: str, times: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", way, "--times", str(times)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def threads(runs: int) -> None:
    """How much sooner two threads are done than one, with the same answers."""
    took, found = [], []
    for count in (1, 2):
        start = time.perf_counter()
        found.append(replications(SHARED, 1, runs, threads=count))
        took.append(time.perf_counter() - start)
    same = "the same" if found[0] == found[1] else "OTHER"
    ratio = took[0] / took[1]
    print(f"{runs} runs: {took[0]:.2f} s in one thread, {took[1]:.2f} in two: {ratio:.2f} times, {same} answers")
    print("homefirst  " + "  ".join(f"{n} {statistics.mean(one[n] for one in found[0]):.1f}" for n in SHOWN))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=9)
    asked.add_argument("--peer-times", type=int, default=3)
    asked.add_argument("--runs", type=int, default=60)
    asked.add_argument("--child", choices=WAYS)
    options = asked.parse_args()
    if options.child:
        child(options.child, options.times)
        return
    print(f"Python {platform.python_version()}, {platform.machine()}; CPU ms a replication (median; least), peak MiB")
    answers = {way: timed(way, options.times) for way in ("loop", "told")}
    if importlib.util.find_spec("simpy"):
        answers["simpy"] = timed("simpy", options.peer_times)
    else:
        print("SimPy is not installed, so there is nothing to compare with: pip install simpy")
    for way, answer in answers.items():
        ratio = f"  {answer['ms'] / answers['loop']['ms']:.1f} times" if way != "loop" else ""
        print(f"{NAMES[way]:30}{answer['ms']:10.1f} ({answer['least']:.1f}){answer['peak']:8.0f}{ratio}")
    threads(options.runs)
    if "simpy" in answers:
        means: dict[str, float] = answers["simpy"]["means"]  # type: ignore[assignment]
        print(
            "SimPy      " + "  ".join(f"{n} {means[n]:.1f}" for n in SHOWN) + f"  ({options.peer_times} replications)"
        )


if __name__ == "__main__":
    main()
