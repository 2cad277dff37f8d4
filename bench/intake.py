"""HL7 v2 intake beside named peers, in one run: messages a second of CPU, one process.

`python bench/intake.py [--messages 20000]` makes up a feed (admissions, moves, updates, discharges of invented
people), then times: only reading the fields with `hl7` and, when it is installed, `hl7apy`, as against our own
splitter; and the whole road, from the file to events, people and set-aside on disk. Ratios are printed, never
asserted. Peers get a smaller share of the messages, as they would take minutes.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib.util
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from homefirst.datadir import DataDir
from homefirst.intake import take_in
from homefirst.intake.hl7_message import parse
from homefirst.intake.hl7_split import pieces

START = datetime(2026, 1, 5, tzinfo=UTC)
STEPS = {
    "A01": 0,
    "A08": 1,
    "A02": 6,
    "A08 again": 30,
    "A03": 75,
}  # what a stay sends at its plainest, and after how many hours
ADMISSIONS_A_DAY = 100


def message(number: int, person: int, trigger: str, at: datetime) -> str:
    """One invented message in the shape of the NHS Interoperability Toolkit."""
    stamp, began = at.strftime("%Y%m%d%H%M%S"), (at - timedelta(days=3)).strftime("%Y%m%d%H%M%S")
    ward = ("HAWTHORN", "ROWAN", "ASHBY")[(person + number) % 3]
    visit = ["PV1", "1", "I", f"{ward}^{ward}^B{person % 28:02}^RNS", "21", *[""] * 9, "19", *[""] * 4, f"V{person}"]
    left = ("1", "19") if trigger == "A03" else ("", "")
    visit += [*[""] * 16, *left, *[""] * 6, stamp if trigger == "A01" else began, stamp if trigger == "A03" else ""]
    lines = [
        f"MSH|^~\\&|PAS|RNS|HUB|ICB|{stamp}||ADT^{trigger}^ADT_{trigger}|M{number}|P|2.4|{number}",
        f"EVN|{trigger}|{stamp}||||{stamp}",
        f"PID|1||{1_000_000 + person}^^^RNS^PI||Invented{person % 997}^Ada||1940{person % 12 + 1:02}15|"
        f"{'MF'[person % 2]}|||{person % 90} Made Up Lane^^Northampton^^NN{person % 18 + 1} 1ZZ||01604000000",
        "PD1|||Invented Practice^^K83999",
        "|".join(visit),
        f"PV2{'|' * 9}{(at + timedelta(days=9)).strftime('%Y%m%d') if trigger == 'A08' else ''}",
    ]
    return "\r".join(lines) + "\r"


def feed(messages: int) -> Iterator[str]:
    """So many messages, in order of time, of as many people as that takes."""
    people, shuffle = messages // len(STEPS), random.Random(1)
    order = []
    for person in range(people):
        admitted = START + timedelta(days=person / ADMISSIONS_A_DAY, seconds=shuffle.randrange(20_000))
        order += [(admitted + timedelta(hours=hours), person, step[:3]) for step, hours in STEPS.items()]
    for number, (at, person, trigger) in enumerate(sorted(order)):
        yield message(number, person, trigger, at)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that some work takes in this process."""
    before = time.process_time()
    work()
    return time.process_time() - before


def per_second(name: str, count: int, work: Callable[[], object]) -> float:
    """Run the work, print and give its rate."""
    rate = count / seconds(work)
    print(f"{name:<48} {rate:>12,.0f} messages/s of CPU")
    return rate


def read_fields(path: Path) -> None:
    """Ours: every message split, and the fields that intake needs most read."""
    with path.open("rb") as stream:
        for piece in pieces(stream):
            found = parse(piece.body)  # type: ignore[union-attr]
            _ = found.part("MSH", 9, 2), found.part("PID", 3), found.part("PV1", 3, 2), found.part("PV1", 44)


def read_with_hl7(texts: list[str]) -> None:
    import hl7

    for text in texts:
        found = hl7.parse(text)
        _ = str(found["MSH"][0][9]), str(found["PID"][0][3]), str(found["PV1"][0][3])


def read_with_hl7apy(texts: list[str]) -> None:
    from hl7apy.parser import parse_message

    for text in texts:
        found = parse_message(text, find_groups=False)
        _ = found.msh.msh_9.to_er7(), found.pid.pid_3.to_er7()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--messages", type=int, default=20_000)
    ask.add_argument("--profile", action="store_true")
    asked = ask.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {asked.messages:,} messages")
    with tempfile.TemporaryDirectory() as folder:
        path, texts = Path(folder) / "feed.hl7", list(feed(asked.messages))
        path.write_text("".join(texts), newline="")
        count = len(texts)
        ours = per_second("split and fields, homefirst", count, lambda: read_fields(path))
        some = texts[:2000]
        peer = per_second("split and fields, hl7", len(some), lambda: read_with_hl7(some))
        print(f"{'':<48} {ours / peer:>12,.1f} times hl7")
        if importlib.util.find_spec("hl7apy"):
            few = texts[:100]
            peer = per_second("split and fields, hl7apy", len(few), lambda: read_with_hl7apy(few))
            print(f"{'':<48} {ours / peer:>12,.1f} times hl7apy")
        data = DataDir(Path(folder) / "data")
        if asked.profile:
            cProfile.runctx(
                "take_in([path], data)", globals(), {"path": path, "data": data, "take_in": take_in}, sort=1
            )
            return
        per_second("file to events, people and disk, homefirst", count, lambda: print(take_in([path], data)))
        per_second("the same file again (all known)", count, lambda: print(take_in([path], data)))


if __name__ == "__main__":
    main()
