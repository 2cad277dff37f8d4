"""What a page costs that is opened for the first time on a ledger of some size: `python bench/first_opening.py DIR`.

CPU seconds of this process: starting (the list, and what services said) once; then each page with nothing kept from
pages before, what it has made in the background waited for, and the page asked for with that; then the same page again,
the median of five. With `--pages /queues,...` only those.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.system import load_system
from homefirst.web.app import SELDOM, make_app
from homefirst.web.later import Later
from homefirst.web.service_facts import known_by

PAGES = (
    ("lead", "/queues"),
    ("lead", "/queues?by=week"),
    ("lead", "/returns"),
    ("lead", "/returns?name=community"),
    ("lead", "/returns?name=dtoc"),
    ("lead", "/tomorrow"),
    ("lead", "/what-if"),
    ("amara.coordinator", "/summaries/audit"),
    ("amara.coordinator", "/summaries/audit?size=10&seed=7"),
    ("amara.coordinator", "/matching"),
    ("amara.coordinator", "/clocks"),
)
KEPT = ("clock_room", "summaries", "matching", "returns", "tomorrow", "what_if")


def cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def wait(app: Starlette) -> None:
    """Wait for all that pages have made in the background."""
    state = app.state._state
    rooms = [getattr(one, "later", one) for one in state.values()]
    for later in (one for one in rooms if isinstance(one, Later)):
        for name in list(later._making):
            later.wait(name)


def forget(app: Starlette) -> None:
    """Drop what pages keep from one opening to the next."""
    for name in KEPT:
        setattr(app.state, name, None)


def ask(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
    wait(client.app)  # type: ignore[arg-type]
    client.get(page)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", default="")
    asked = parser.parse_args()
    chosen = [(who, page) for who, page in PAGES if not asked.pages or page in asked.pages.split(",")]
    gc.set_threshold(*SELDOM)
    app = make_app(DataDir(asked.data), load_system("northamptonshire"))
    print(f"the list {cpu_seconds(app.state.desk.board.follow):.2f} s")
    print(f"what services said {cpu_seconds(known_by(app).services.follow):.2f} s")
    client = TestClient(app, base_url="http://localhost")
    for account, page in chosen:
        forget(app)
        client.post("/sign-in/invented", data={"account": account})
        first = cpu_seconds(lambda page=page: ask(client, page))  # type: ignore[misc]
        again = statistics.median(cpu_seconds(lambda page=page: client.get(page)) for _ in range(5))  # type: ignore[misc]
        print(f"{account:20}{page:34} first {first:7.2f} s   again {again:7.3f} s   load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
