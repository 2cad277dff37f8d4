"""The list beside a bare render, in one run: `python bench/board.py [--people 1500]`.

Makes a ledger of people in beds (about 30 events each, made up), then times in CPU milliseconds: one person's
journey from the ledger; the first reading of everyone; the page as it opens, filtered, in groups and whole; a page
that somebody has asked for already; a change followed. The peer is Jinja rendering as many rows of the same width
with nothing behind them. Ratios are printed, never asserted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jinja2
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.testclient import TestClient

from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event
from homefirst.journey import journey
from homefirst.system import load_system
from homefirst.web.app import make_app
from homefirst.web.board_pages import facts, read_filter
from homefirst.web.show import template
from tests.web.signing import signed_in

NOW = datetime(2026, 1, 11, 18, tzinfo=UTC)
PAGES = (
    ("everyone's list", "/?show=all"),
    ("one ward's", "/?show=all&ward=RNS:ROWAN"),
    ("who is ready, by what keeps them", "/?show=ready&group=blocker"),
    ("whose the next thing is", "/?show=all&owner=pharmacist&sort=due"),
    ("everyone's list, all of them at once", "/?show=all&rows=0"),
)
BARE = "{% for r in rows %}<tr>{% for c in r %}<td>{{ c }}</td>{% endfor %}</tr>{% endfor %}"


def stay(n: int) -> Iterator[Event]:
    """One person in a bed: admitted, moved, asked every day, ready for a third of the stay."""
    person, key = f"p{n:05}", {"spell": f"v{n}", "source": "PAS@RNS"}
    nights = 3 + n % 40
    came = NOW - timedelta(days=nights, hours=n % 24)
    ward = f"RNS:{'HAWTHORN' if n % 2 else 'ROWAN'}:B{n % 28:02}"
    yield new_event(person, Kind.ATTENDED, came - timedelta(hours=5), location="RNS:AE", **key)
    yield new_event(person, Kind.ADMITTED, came, location="RNS:ROWAN:B01", detail="21", **key)
    yield new_event(person, Kind.MOVED, came + timedelta(days=1), location=ward, **key)
    for day in range(1, nights):
        asked = came + timedelta(days=day, hours=2)
        ready = day > nights * 2 // 3
        kind = Kind.CRITERIA_TO_RESIDE_NOT_MET if ready else Kind.CRITERIA_TO_RESIDE_MET
        yield new_event(person, kind, asked, location=ward, **key)
    yield new_event(person, Kind.EXPECTED_DISCHARGE_SET, came + timedelta(days=1), detail="2026-01-14", **key)
    yield new_event(person, Kind.PATHWAY_CHOSEN, NOW - timedelta(hours=9), detail=str(n % 4))
    yield new_event(person, Kind.DELAY_STARTED, NOW - timedelta(hours=8), detail=str(n % 37 + 1))


def cpu_ms(work: Callable[[], object], times: int = 5) -> float:
    """CPU milliseconds of this process, the median of several."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def show(name: str, ms: float, bare: float) -> None:
    print(f"{name:58} {ms:9.2f} ms of CPU   {ms / bare:6.2f} times a bare render")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1500)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        data = DataDir(Path(folder))
        ledger = data.ledger("made-up:board bench")
        ledger.append(event for n in range(people) for event in stay(n))
        print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {people:,} people, {ledger.position():,} events")
        rows = [[f"cell {n} {c}" for c in range(12)] for n in range(people)]
        template = jinja2.Environment(autoescape=True).from_string(BARE)
        bare = cpu_ms(lambda: template.render(rows=rows))
        show("peer: Jinja, as many rows of twelve cells", bare, bare)
        keys = [f"p{n:05}" for n in range(0, people, max(people // 200, 1))]
        one = cpu_ms(lambda: [journey(key, ledger.person(key)) for key in keys]) / len(keys)
        show("one person's journey, from the ledger", one, bare)
        show("everyone's journeys, from the ledger", one * people, bare)
        app = make_app(data, load_system("northamptonshire"))
        with signed_in(TestClient(app, base_url="http://localhost")) as page:
            show("first page: the whole ledger read", cpu_ms(lambda: page.get("/?show=all"), times=1), bare)
            for name, address in PAGES:
                page.get(address)  # rows are made once and kept
                show(f"{name}, made anew", cpu_ms(lambda address=address: anew(page, address)), bare)
                show("    of which filter, sort, counts and HTML", cpu_ms(lambda a=address: made(page, a)), bare)
            show("the list, asked for already", cpu_ms(lambda: page.get("/?show=all")), bare)
            show("one append, followed", cpu_ms(lambda: append(page, data)), bare)
            show("one append and one ward's list after it", cpu_ms(lambda: changed(page, data)), bare)
        ledger.close()


def anew(page: TestClient, address: str) -> None:
    """The page, though somebody may have asked for the same a moment ago."""
    page.app.state.desk.boards.clear()  # type: ignore[attr-defined]
    page.get(address)


def made(page: TestClient, address: str) -> None:
    """Only the part of the page that changes: who passes the filter, in which order, counts, and the HTML."""
    desk = page.app.state.desk  # type: ignore[attr-defined]
    asked = QueryParams(address.partition("?")[2])
    scope = {"type": "http", "query_string": str(asked).encode(), "headers": []}
    wanted, _ = read_filter(Request(scope))
    template("board_part.html").render(desk=desk, faults=[], **facts(desk, wanted, desk.board.rows()))


def changed(page: TestClient, data: DataDir) -> None:
    """Somebody's delay ends, and the list is asked for."""
    append(page, data)
    page.get("/?ward=RNS:ROWAN")


def append(page: TestClient, data: DataDir) -> None:
    """Somebody's delay ends, and their row is made anew."""
    ledger = data.ledger()
    ledger.append(
        [new_event("p00007", Kind.DELAY_ENDED, NOW + timedelta(microseconds=time.time_ns() % 10**9), detail="8")]
    )
    ledger.close()
    page.app.state.desk.board.follow()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
