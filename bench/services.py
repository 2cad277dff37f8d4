"""Pages about services on a ledger of some size: `python bench/services.py DIR`, a data directory.

In CPU milliseconds of this process, the median of several: following the services from the beginning (once) and when
nothing is new, then the pages of room, of the directory, of one service, of a provider's own people and of one
person's referrals, as the hub's coordinator and an invented manager ask for them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.hub.capacity_follow import Services
from homefirst.system import load_system
from homefirst.web.app import make_app


def cpu_ms(work: Callable[[], object], times: int = 7) -> float:
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = DataDir(parser.parse_args().data)
    ledger, people = data.ledger(), data.people()
    book = Services(ledger, people.keys_of)
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {ledger.position():,} events")
    print(f"followed from the beginning, once     {cpu_ms(book.follow, 1):9.1f} ms")
    print(f"followed when nothing is new          {cpu_ms(book.follow):9.2f} ms")
    client = TestClient(make_app(data, load_system("northamptonshire")), base_url="http://localhost")
    for account, pages in (
        ("amara.coordinator", ("/capacity", "/capacity?show=all", "/directory", "/directory/GOSSAMER")),
        ("home.two", ("/ours", "/ours/vacancies")),
        ("community", ("/ours",)),
    ):
        client.post("/sign-in/invented", data={"account": account})
        for page in pages:
            client.get(page)
            print(f"{account:20}{page:18}{cpu_ms(lambda page=page: client.get(page)):9.1f} ms")  # type: ignore[misc]


if __name__ == "__main__":
    main()
