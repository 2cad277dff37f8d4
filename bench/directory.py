"""Who would take this person now, of two thousand services: `python bench/directory.py [--services 2000]`.

Copies the entries of Northamptonshire under other names until there are so many, then times the question in CPU
milliseconds: `Directory.open_to` for somebody with needs, on a weekday and on a Saturday. The peer is a bare loop
over as many entries that looks at one set each.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from homefirst.days import LONDON
from homefirst.system.directory import Directory, NoNeeds, load_directory

WEEKDAY, SATURDAY = datetime(2026, 1, 8, 11, tzinfo=LONDON), datetime(2026, 1, 10, 11, tzinfo=LONDON)
NEEDS = NoNeeds(nursing=True, two_care_workers=True, dementia=True, visits_a_day=4)


def cpu_ms(work: Callable[[], object], times: int = 21) -> float:
    """CPU milliseconds of this process, the median of several."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def many(services: int) -> Directory:
    found = list(load_directory("northamptonshire"))
    made = (replace(found[n % len(found)], service=f"{found[n % len(found)].service}-{n}") for n in range(services))
    return Directory({entry.service: entry for entry in made})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=2000)
    directory = many(parser.parse_args().services)
    wanted = frozenset(("nursing", "dementia"))
    bare = cpu_ms(lambda: [entry for entry in directory if wanted <= entry.needs_met])
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {len(directory.entries):,} services")
    print(f"peer: one set of each looked at              {bare:6.2f} ms")
    for words, moment, pathway in (("weekday", WEEKDAY, "3"), ("Saturday", SATURDAY, "3"), ("anywhere", WEEKDAY, "")):
        ask = partial(directory.open_to, NEEDS, pathway, "E06000062", moment, neighbourhood="Northampton", sex="female")
        print(f"who would take them now, {words:10} {cpu_ms(ask):15.2f} ms   {len(ask().entries)} would")


if __name__ == "__main__":
    main()
