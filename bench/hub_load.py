"""A whole system's people at work at once: `python bench/hub_load.py [--people 200 --minutes 10]`.

A simulated year (`load_ledger.py`) is served by `homefirst serve` in a process of its own; invented users sign in and
work (`load_people.py`); lists stay open beside them and are told of every change. Printed: how long each kind of page
took, what went wrong, whether the ledger holds every step that was acknowledged and no step twice, how long a step took
to reach the open lists, and what the server used. `--kill SECONDS` ends the server without warning in the middle and
starts it again. `--door RATE` then asks for one page of a person so many times a second, as a crew at the door.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from load_ledger import REPOSITORY, make
from load_people import FILTERS, LINK, TOKEN, Browser, Log, Screen, Worker, crew

from homefirst.record.invented import invented_users
from homefirst.record.reader import Role

PORT = 8977
BASE = f"http://127.0.0.1:{PORT}"
TICKS = os.sysconf("SC_CLK_TCK")
EVENTS = "select position, kept_at, source, person, kind, document, about, detail from events where position > ?"
LOOKS = "select action, person <> '', count(*) from audit where position > ? group by 1, 2"
OF_ONE = ("person", "form of a step", "referrals", "own person", "page after a step")


class Server:
    """The server in a process of its own, in whose folder the enlarged county is found by its name."""

    def __init__(self, folder: Path, profile: str = "") -> None:
        self.folder, self.profile, self.used = folder, profile, 0.0
        self.start()

    def start(self) -> None:
        first = [str(REPOSITORY / "bench" / "sampled.py"), self.profile] if self.profile else ["-m", "homefirst"]
        command = [sys.executable, *first, "serve", "--data", str(self.folder / "data"), "--port", str(PORT)]
        with (self.folder / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, stdout=log, stderr=log
            )  # fmt: skip
        while True:
            try:
                httpx.get(f"{BASE}/sign-in", timeout=30, trust_env=False)
                return
            except httpx.HTTPError:
                if self.process.poll() is not None:
                    sys.exit(f"The server did not start: see {self.folder}/server.log")
                time.sleep(0.2)

    def cpu(self) -> float:
        """CPU seconds so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def waited(self) -> float:
        """Seconds that its threads stood in the queue for a processor; other programs on the machine lengthen it."""
        found = 0.0
        for file in Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            found += int(file.read_text().split()[1]) / 1e9
        return found

    def memory(self) -> float:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0

    def settle(self) -> None:
        """Wait until it has read and counted what it does at its start: quiet for a quarter of a minute."""
        quiet, before = 0, self.cpu()
        for _ in range(100):
            time.sleep(3)
            used, before = self.cpu() - before, self.cpu()
            quiet = quiet + 1 if used < 0.2 else 0
            if quiet == 5:
                return

    def kill(self) -> None:
        """End it without warning, and start it again."""
        self.used += self.cpu()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.start()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


@contextmanager
def server(folder: Path, profile: str = "") -> Iterator[Server]:
    found = Server(folder, profile)
    try:
        found.settle()
        yield found
    finally:
        found.stop()


def last(file: Path, table: str) -> int:
    with sqlite3.connect(file) as connection:
        return int(connection.execute(f"select coalesce(max(position), 0) from {table}").fetchone()[0])


async def alone(found: Server) -> None:
    """What one page costs when nobody else asks: CPU milliseconds of the server, as it runs."""
    log = Log()
    browser = Browser(BASE, log)
    await browser.sign_in("amara.coordinator")
    people = LINK.findall(await browser.page("list", "/?show=all&rows=0"))
    pages = {
        "the list, asked for already": ["/?show=all"] * 40,
        "the list by 40 filters": [f"/?{FILTERS[n % 8]}&rows={50 + n}" for n in range(40)],
        "a part of the list, asked for again": ["/board?show=all"] * 40,
        "40 people's pages": [f"/people/{key}" for key in people[::37][:40]],
        "40 forms of a step": [f"/people/{key}/steps/expected" for key in people[::37][:40]],
        "40 people's referrals": [f"/people/{key}/referrals" for key in people[::37][:40]],
    }
    for name, addresses in pages.items():
        await browser.page(name, addresses[0])
        before = found.cpu()
        for address in addresses:
            await browser.page(name, address)
        used = (found.cpu() - before) / len(addresses) * 1000
        print(f"{name:42} {used:8.1f} ms of CPU {statistics.median(log.took[name]) * 1000:8.1f} ms to wait")
    await browser.http.aclose()


async def work(
    found: Server, people: int, screens: int, minutes: float, think: tuple[float, float], kill: float
) -> Log:
    """Everybody at work until the time is over."""
    log, until = Log(), time.time() + minutes * 60
    users = crew(people)
    watchers = [user for user in invented_users() if user.role is Role.COORDINATOR]
    queries = ("show=all", "show=ready", "show=all&sort=due", "show=ready&group=blocker")
    shown = [Screen(Browser(BASE, log), watchers[n % 2], queries[n % 4], until) for n in range(screens)]
    workers = [Worker(Browser(BASE, log), user, n, think, until) for n, user in enumerate(users)]
    tasks = [asyncio.create_task(one.work()) for one in workers] + [asyncio.create_task(one.show()) for one in shown]
    if kill:
        await asyncio.sleep(kill)
        await asyncio.to_thread(found.kill)
    await asyncio.gather(*tasks)
    log.told, log.drawn = [one.told for one in shown], [one.drawn for one in shown]
    return log


def percentiles(took: list[float]) -> str:
    ordered = sorted(took)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 for share in (0.5, 0.95, 0.99)]
    return " ".join(f"{ms:8.0f}" for ms in [*at, ordered[-1] * 1000])


def table(log: Log) -> None:
    print(f"{'kind of page':28} {'number':>7} {'p50':>8} {'p95':>8} {'p99':>8} {'worst':>8}  ms")
    for kind, took in sorted(log.took.items()):
        print(f"{kind:28} {len(took):7,} {percentiles(took)}")
    everything = [one for took in log.took.values() for one in took]
    print(f"{'everything':28} {len(everything):7,} {percentiles(everything)}")
    answers = Counter[int]()
    for (_, status), number in log.answers.items():
        answers[status] += number
    print(f"answers {dict(sorted(answers.items()))}; errors {len(log.errors)}: {Counter(e[1:] for e in log.errors)}")
    odd = {k: n for k, n in log.answers.items() if k[1] in (400, 401, 403, 404)}
    print(f"refused, not by a decision: {odd}")


def kept(file: Path, before: int) -> list[tuple[int, float, tuple[str, str, str, str]]]:
    """What the ledger holds since: the position, when it was kept, and what a step sets itself apart by."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute(EVENTS, (before,)).fetchall()
    return [(row[0], row[1] / 1e6, (row[2], row[3], row[4], row[5] or row[6] or row[7])) for row in rows]


def nothing_lost(log: Log, events: list[tuple[int, float, tuple[str, str, str, str]]]) -> bool:
    """Whether the ledger holds what was acknowledged, once, and nothing that was refused."""
    held = Counter(key for _, _, key in events)
    yes = Counter(key for step in log.steps if step.status == 303 for key in step.keys)
    unknown = Counter(key for step in log.steps if step.status in (0, 500, 503) for key in step.keys)
    lost, doubled = yes - held, held - yes - unknown
    statuses = Counter(step.status for step in log.steps)
    pairs = sum(step.twice for step in log.steps) // 2
    print(
        f"steps sent {len(log.steps):,}: acknowledged {statuses[303]:,}, refused by a decision {statuses[422]:,}, "
        f"by what somebody recorded meanwhile {statuses[409]:,}, without an answer {statuses[0]:,}, others "
        f"{sum(statuses.values()) - sum(statuses[s] for s in (303, 422, 409, 0)):,}; {pairs} sent twice at once"
    )
    print(
        f"events in the ledger {len(events):,}; acknowledged and lost {lost.total()}; "
        f"kept twice or not asked for {doubled.total()}"
    )
    return not lost and not doubled


def arrival(log: Log, events: list[tuple[int, float, tuple[str, str, str, str]]]) -> None:
    """How long after an event was kept every open list heard of it, and showed it."""
    for words, screens in (("told by the stream", log.told), ("shown on the list", log.drawn)):
        took = []
        for screen in screens:
            n = 0
            for position, at, key in events:
                while n < len(screen) and screen[n][1] < position:
                    n += 1
                if n == len(screen):
                    break
                if key[1] and at > screen[0][0]:
                    took.append(screen[n][0] - at)
        if took:
            print(f"{'a step ' + words:28} {len(took):7,} {percentiles(took)}")


def looks(log: Log, file: Path, before: int) -> None:
    """The rows of who looked beside the pages that have to leave one."""
    with sqlite3.connect(file) as connection:
        rows = {(action, bool(person)): number for action, person, number in connection.execute(LOOKS, (before,))}
    of_one = sum(log.answers[kind, 200] for kind in OF_ONE)
    again = sum(log.answers["step", status] for status in (409, 422))
    lists = sum(log.answers[kind, 200] for kind in ("list", "list, filtered", "own people"))
    steps = sum(number for (action, _), number in rows.items() if action != "read")
    print(
        f"pages about one person {of_one + again:,}, their rows {rows.get(('read', True), 0):,}; lists {lists:,}, "
        f"their rows {rows.get(('read', False), 0):,}; of steps {steps:,}"
    )


async def door(found: Server, rate: int, seconds: float) -> None:
    """A crew opens people in an emergency: pages of theirs at an even rate, whether or not the last has come."""
    log = Log()
    hub, crews = Browser(BASE, log), [Browser(BASE, log) for _ in range(8)]
    await hub.sign_in("amara.coordinator")
    people = LINK.findall(await hub.page("list", "/?show=all&rows=0"))[::30]
    for one in crews:
        await one.sign_in("paramedic")
    for person in people:
        form = TOKEN.search(await crews[0].page("asking", f"/break-glass?person={person}"))
        filled = {"person": person, "reason": "harm", "words": "Found on the floor", "next": f"/people/{person}"}
        await crews[0].ask("asking", "POST", "/break-glass", data={**filled, "form_token": form[1] if form else ""})
    before, start, asked = found.cpu(), time.perf_counter(), []
    for n in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + n / rate - time.perf_counter()))
        one, person = crews[n % len(crews)], people[n % len(people)]
        asked.append(asyncio.create_task(one.page("person, at the door", f"/people/{person}")))
    await asyncio.gather(*asked)
    used = (found.cpu() - before) / len(asked) * 1000
    print(
        f"{f'at the door, {rate} a second':28} {len(asked):7,} {percentiles(log.took['person, at the door'])}  "
        f"{used:.1f} ms of CPU each; {dict(log.answers)}; errors {len(log.errors)}"
    )
    for one in (hub, *crews):
        await one.http.aclose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("people", 200), ("beds", 1500), ("services", 400), ("screens", 50), ("door", 50)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kill", type=float, default=0)
    parser.add_argument("--think", type=float, nargs=2, default=(5, 15))
    parser.add_argument("--folder", type=Path, default=Path("hub-load"))
    parser.add_argument("--alone", action=argparse.BooleanOptionalAction, default=True, help="first ask page by page")
    parser.add_argument("--profile", default="", help="write where the server spends its time to this file")
    asked = parser.parse_args()
    data = make(asked.folder.resolve(), asked.beds, asked.services)
    with server(asked.folder.resolve(), asked.profile) as found:
        print(
            f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, "
            f"server {found.memory():.0f} MiB after {found.cpu():.0f} CPU s"
        )
        if asked.alone:
            asyncio.run(alone(found))
        ledger, audit = asked.folder.resolve() / "data/ledger.sqlite", data.audit
        waited = found.waited()
        before, looked, used, began = last(ledger, "events"), last(audit, "audit"), found.cpu(), time.time()
        log = asyncio.run(work(found, asked.people, asked.screens, asked.minutes, tuple(asked.think), asked.kill))
        took, used = time.time() - began, found.cpu() + found.used - used
        print(
            f"\n{asked.people} people and {asked.screens} open lists for {took:.0f} s, load {os.getloadavg()[0]:.1f}; "
            f"the server used {used:.0f} CPU s ({used / took:.0%} of a core), "
            f"its threads waited {found.waited() - waited:.0f} s for a processor, {found.memory():.0f} MiB"
        )
        table(log)
        events = kept(ledger, before)
        whole = nothing_lost(log, events)
        arrival(log, events)
        looks(log, audit, looked)
        if asked.door:
            asyncio.run(door(found, asked.door, 20))
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()
