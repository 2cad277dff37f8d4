"""What asking costs, in one run: `PYTHONPATH=. python bench/policy.py [--people 1500]`.

A decision asked for the first time and again; a person's relations; whom each kind of reader may see of everyone in a
bed, at first and after one change; a row of the record of who looked; a session found. CPU milliseconds, medians.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from starlette.requests import Request
from starlette.testclient import TestClient

from bench.board import NOW, append, cpu_ms, stay
from homefirst.datadir import DataDir
from homefirst.record.agreement import Covered
from homefirst.record.audit import Audit
from homefirst.record.policy import Policies, Question
from homefirst.record.reader import Role
from homefirst.record.relationship import Link, relation_of
from homefirst.record.sections import SECTIONS
from homefirst.system import load_system
from homefirst.web.access import visible
from homefirst.web.app import make_app
from tests.web.signing import invented, signed_in

AGREED = Covered(True, frozenset(SECTIONS))


def show(name: str, ms: float) -> None:
    print(f"{name:66} {ms:9.4f} ms of CPU")


def questions() -> list[Question]:
    """A thousand different questions about one section of one person."""
    some = product(Role, SECTIONS, Link, ("read", "decide"))
    return [
        Question(
            str(role),
            "ORG",
            "S",
            True,
            AGREED.sections,
            action,
            "Part",
            part,
            frozenset({str(link)}),
            frozenset(),
            False,
        )
        for role, part, link, action in some
    ][::4][:1000]


def decisions() -> None:
    made: list[Policies] = []
    show("policies read and checked, once", cpu_ms(lambda: made.append(Policies()), 3))
    asked, policies = questions(), made[0]
    show(
        f"a decision asked for the first time ({len(policies.rules)} rules)",
        cpu_ms(lambda: [Policies._ask(policies, q) for q in asked]) / 1000,
    )
    first = cpu_ms(lambda: [policies.decide(q) for q in asked], 1) / 1000
    show("the same with what emergency access would open", first)
    show("asked again", cpu_ms(lambda: [policies.decide(q) for q in asked]) / 1000)


def looks(folder: Path, keys: list[str]) -> None:
    """What keeping a row costs."""
    audit, now = Audit(folder / "audit.sqlite"), datetime.now(UTC)
    reader = invented("ward")
    one = (
        cpu_ms(lambda: [audit.add(reader, "read", now, person="p00001", shown=["who", "hub"]) for _ in range(200)])
        / 200
    )
    show("one row of who looked, written before the page is shown", one)
    show(
        f"a list of {len(keys):,} people not seen before",
        cpu_ms(lambda: audit.add(reader, "read", now, people=[*keys, str(os.urandom(4))])),
    )
    show("the same list again", cpu_ms(lambda: audit.add(reader, "read", now, people=keys)))
    show("a list of fifty again", cpu_ms(lambda: audit.add(reader, "read", now, people=keys[:50])))
    rows = audit.last()[0]
    show(f"the chain of {rows:,} rows checked", cpu_ms(lambda: list(audit.faults()), 3))
    audit.close()


def lists(page: TestClient, data: DataDir) -> None:
    """Whom each kind of reader may see of everyone in a bed."""
    app = cast(Any, page.app)
    for who in ("coordinator", "ward", "home.one", "therapist"):
        request = cast(Request, SimpleNamespace(app=app, scope={"homefirst.reader": invented(who)}))
        show(f"{who}: whom of everyone, the first time", cpu_ms(lambda r=request: visible(r), 1))
        show(f"{who}: asked again", cpu_ms(lambda r=request: visible(r)))
        append(page, data)
        show(f"{who}: after one change", cpu_ms(lambda r=request: visible(r), 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1500)
    people = parser.parse_args().people
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {people:,} people in beds")
    decisions()
    with tempfile.TemporaryDirectory() as folder:
        data = DataDir(Path(folder) / "data")
        ledger = data.ledger("made-up:policy bench")
        ledger.append(event for n in range(people) for event in stay(n))
        ledger.close()
        looks(Path(folder), [f"p{n:05}" for n in range(people)])
        app = make_app(data, load_system("northamptonshire"))
        with signed_in(TestClient(app, base_url="http://localhost")) as page:
            journeys = app.state.desk.board.journeys()
            show("one person's relations", cpu_ms(lambda: [relation_of(j, NOW) for j in journeys]) / people)
            lists(page, data)
            access, number = app.state.access, page.cookies["homefirst"]
            show(
                "a session found, with its reader",
                cpu_ms(lambda: [access.reader(access.sessions.find(number, access.clock())) for _ in range(200)]) / 200,
            )


if __name__ == "__main__":
    main()
