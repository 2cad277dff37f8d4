"""Queues: opening + new - done = carried forward, whatever came when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from homefirst.event import Kind, new_event
from homefirst.hub.clocks import EverybodysClocks, InQueue, Queue, clocks, load_limits, periods, queue, queued, queues
from homefirst.journey import journey
from homefirst.ledger import open_ledger
from tests.ledgers import ledgers

LIMITS = load_limits("northamptonshire")
NAMES = ("continuing_healthcare", "continuing_healthcare_fast_track")
NOW = datetime(2026, 12, 31, 12, tzinfo=UTC)
moments = st.datetimes(datetime(2025, 12, 25), datetime(2026, 2, 5)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
things = st.builds(InQueue, moments, st.none() | moments, st.sampled_from(["granted", "refused", "died"]))
days = st.dates(date(2025, 12, 28), date(2026, 2, 2))


@given(st.lists(things, max_size=30), days, st.integers(0, 20), st.integers(0, 20))
def test_every_period_adds_up_and_each_opens_with_what_the_one_before_carried_forward(
    items: list[InQueue], first: date, long: int, longer: int
) -> None:
    middle = first + timedelta(days=long)
    last = middle + timedelta(days=longer + 1)
    one, two = queue(items, "q", first, middle), queue(items, "q", middle + timedelta(days=1), last)
    whole = queue(items, "q", first, last)
    assert one.adds_up and two.adds_up and whole.adds_up
    assert one.carried == two.opening
    assert (one.new + two.new, one.done_in_all + two.done_in_all) == (whole.new, whole.done_in_all)
    assert queue(items[::-1], "q", first, last) == whole


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_the_queues_of_any_ledger_add_up(told: list[object]) -> None:
    by_person: dict[str, list] = {}  # type: ignore[type-arg]
    for event in told:
        by_person.setdefault(event.person, []).append(event)  # type: ignore[attr-defined]
    found = [c for key, events in by_person.items() if key for c in clocks(journey(key, events), NOW, LIMITS)]
    assert all(one.adds_up for one in queues(queued(found), periods("month", NOW, 14)))


def test_the_year_that_began_with_1967_requests_ended_with_3042() -> None:
    """Northamptonshire's DoLS requests: 1,967 + 2,756 - 1,681 = 3,042 (CQC local system review)."""
    before, during, later = (datetime(2016, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in (0, 200, 300))
    items = [InQueue(before, later, "granted")] * 681 + [InQueue(before)] * (1_967 - 681)
    items += [InQueue(during, later, "refused")] * 1_000 + [InQueue(during)] * (2_756 - 1_000)
    found = queue(items, "liberty_standard", date(2016, 4, 1), date(2017, 3, 31))
    assert (found.opening, found.new, found.done_in_all, found.carried) == (1_967, 2_756, 1_681, 3_042)
    assert found.done == {"granted": 681, "refused": 1_000}


def test_what_begins_and_ends_at_midnight_belongs_to_the_day_that_begins() -> None:
    midnight = datetime(2026, 1, 31, 0, tzinfo=UTC)
    found = [queue([InQueue(midnight)], "q", day, day) for day in (date(2026, 1, 30), date(2026, 1, 31))]
    assert [(one.opening, one.new, one.carried) for one in found] == [(0, 0, 0), (0, 1, 1)]


def test_months_and_weeks_follow_one_another_and_end_today() -> None:
    now = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert periods("month", now, 3) == [
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 4)),
    ]
    assert periods("week", now, 2) == [(date(2026, 2, 23), date(2026, 3, 1)), (date(2026, 3, 2), date(2026, 3, 4))]


def test_everybody_s_clocks_are_brought_up_to_date_with_only_what_is_new(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", "made-up:clocks")
    at, now = datetime(2026, 1, 5, 10, tzinfo=UTC), datetime(2026, 1, 9, 10, tzinfo=UTC)
    asked = new_event("p1", Kind.CONTINUING_CARE_REQUESTED, at, detail="checklist")
    other = new_event("p2", Kind.CONTINUING_CARE_REQUESTED, at, detail="fast_track")
    ledger.append([asked, other])
    book = EverybodysClocks(ledger, lambda key: ("p1", "p1b") if key in ("p1", "p1b") else (key,), LIMITS)
    assert [(c.person, c.name, c.state) for c in book.running(now, NAMES)] == [
        ("p1", "continuing_healthcare", "running"), ("p2", "continuing_healthcare_fast_track", "late"),
    ]  # fmt: skip
    later = at + timedelta(days=2)
    ledger.append([new_event("p1b", Kind.CONTINUING_CARE_DECIDED, later, detail="eligible", about=asked.id)])
    assert [c.person for c in book.running(now, NAMES)] == ["p2"]
    assert book.queues(["continuing_healthcare"], [(at.date(), now.date())], now) == [
        Queue("continuing_healthcare", at.date(), now.date(), 0, 1, {"eligible": 1}, 0)
    ]
    ledger.close()
