"""The rules of clocks said twice, one person at a time and in columns for nearly everybody, must give one answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homefirst.columns import build
from homefirst.event import Event, Kind, new_event
from homefirst.hub.clocks import Clock, EverybodysClocks, InTables, load_limits
from homefirst.hub.clocks.in_tables import TOLD
from homefirst.ledger import Ledger, open_ledger
from homefirst.system import load_system
from tests.ledgers import START, ledgers

SYSTEM = load_system("northamptonshire")
LIMITS = replace(load_limits("northamptonshire"), crisis=frozenset({"CRT", "RNS:ROWAN"}))
NAMES = sorted(TOLD)
QUEUES = [name for name in NAMES if name != "criteria"]  # asked of everybody twice a day, which is no queue
SPANS = [
    (date(2025, 10, 24), date(2025, 10, 25)), (date(2025, 10, 26), date(2025, 10, 26)),
    (date(2025, 10, 27), date(2025, 11, 20)),
]  # fmt: skip
BOTH = ("p0", "p1")


def both_ways(ledger: Ledger, folder: Path, later: list[Event], linked: bool) -> tuple[EverybodysClocks, ...]:
    """Everybody's clocks with tables and without; the ledger goes on, and people are linked, after these were made."""
    tables = build(ledger, folder / "tables")
    ledger.append(later)

    def keys_of(key: str) -> tuple[str, ...]:
        return BOTH if linked and key in BOTH else (key,)

    told = InTables(tables, SYSTEM, LIMITS, lambda: {"p1": "p0"} if linked else {})
    return EverybodysClocks(ledger, keys_of, LIMITS, told), EverybodysClocks(ledger, keys_of, LIMITS)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    events=ledgers(), mended=st.booleans(), linked=st.booleans(), after=st.integers(0, 6),
    hours=st.sampled_from([10, 60, 24 * 20]), first=st.sampled_from(["queues", "running"]),
)  # fmt: skip
def test_tables_and_journeys_give_the_same_clocks(
    events: list[Event], mended: bool, linked: bool, after: int, hours: int, first: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    plain = [e for e in events if mended or e.kind not in (Kind.CORRECTED, Kind.RETRACTED)]
    folder, now = tmp_path_factory.mktemp("clocks"), START + timedelta(hours=hours)
    ledger = open_ledger(folder / "ledger.sqlite", "made-up:clocks")
    ledger.append(plain[after:])
    quick, slow = both_ways(ledger, folder, plain[:after], linked)
    if first == "running":
        same_running(quick, slow, now)
    assert quick.queues(QUEUES, SPANS, now) == slow.queues(QUEUES, SPANS, now)
    same_running(quick, slow, now)
    ledger.close()


def same_running(quick: EverybodysClocks, slow: EverybodysClocks, now: datetime) -> None:
    assert Counter(map(told, quick.running(now, NAMES))) == Counter(map(told, slow.running(now, NAMES)))


def told(clock: Clock) -> Clock:
    """A clock without the key of its stay: one without a key gets a number in passing, and of two that begin at one
    moment either may be the one that somebody is in."""
    return replace(clock, about="stay") if clock.about.startswith("stay ") else clock


def test_a_clock_of_which_tables_tell_nothing_is_read_of_everybody(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:clocks")
    at = datetime(2025, 10, 24, 10, tzinfo=UTC)
    ledger.append([new_event("p0", Kind.CALLED, at, location="CRT")])
    quick, _ = both_ways(ledger, tmp_path, [], linked=False)
    assert [queue.new for queue in quick.queues(["another", "urgent_response"], SPANS[:1], at)] == [0, 1]
    assert [clock.person for clock in quick.running(at, ["another", "urgent_response"])] == ["p0"]
    ledger.close()


def test_who_is_plain_in_the_tables_is_not_read_from_the_ledger_for_a_queue(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:clocks")
    at = datetime(2025, 10, 24, 10, tzinfo=UTC)
    ledger.append(
        [
            new_event("p0", Kind.CALLED, at, location="CRT"),
            new_event("p1", Kind.CALLED, at, location="CRT"),
            new_event("p1", Kind.RESPONDED, at + timedelta(hours=1), service="CRT", detail="visited"),
            new_event("p2", Kind.CARER_ASSESSMENT_REQUESTED, at),
        ]
    )
    quick, _ = both_ways(ledger, tmp_path, [], linked=False)
    (queue,) = quick.queues(["urgent_response"], SPANS[:1], at + timedelta(days=1))
    assert (queue.opening, queue.new, queue.done, queue.carried) == (0, 2, {"visited": 1}, 1)
    asked = list[str]()
    read = ledger.person
    ledger.person = lambda *keys: asked.extend(keys) or read(*keys)  # type: ignore[method-assign, func-returns-value]
    running = quick.running(at + timedelta(days=1), ["urgent_response", "carer_assessment"])
    assert sorted(clock.person for clock in running) == ["p0", "p2"]
    assert asked == ["p0"]
    ledger.close()
