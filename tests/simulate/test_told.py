"""What the loop counted must be what the tables and measures count from the events that it told."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest

from homefirst.checks import oddities
from homefirst.codes import DelayReason
from homefirst.columns import Tables, build
from homefirst.event import Kind
from homefirst.hub.board import Who
from homefirst.hub.board import row as board_row
from homefirst.journey import journey
from homefirst.ledger import open_ledger
from homefirst.measures import Period, evaluate, measure_named
from homefirst.people import People
from homefirst.simulate.emit import Told, keys_of, told_of, write_ledger, write_told
from homefirst.simulate.flow import Flow
from homefirst.simulate.run import Replication, Span, parts, replicate, seed_of
from homefirst.simulate.shapes import PLACES
from homefirst.system import load_system
from tests.simulate.flows import D2A_1, NORTHAMPTONSHIRE

SYSTEM = load_system("northamptonshire")
SPANS = {  # over both changes of the clocks, and into a full system
    "northamptonshire": (NORTHAMPTONSHIRE, Span(date(2017, 4, 3), 120, 0)),
    "d2a_1": (D2A_1, Span(date(2017, 9, 4), 90, 250)),
}


class Run:
    """One replication with everything that was told, as tables."""

    def __init__(self, flow: Flow, span: Span, folder: Path) -> None:
        self.flow, self.span = flow, span
        self.done: Replication = replicate(parts(flow, span), seed_of(4, 0), tell=True)
        self.told: Told = told_of(flow, span, self.done, 4)
        self.keys = [f"p{n:016x}" for n in range(len(self.told.born))]
        self.tables: Tables = write_told(self.told, self.keys, folder, 0)
        self.census = self.done.census[span.warm_up :]
        self.nights = [span.first_day + timedelta(days=n) for n in range(span.days)]

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        names = {name: f"'{self.tables.path(name)}'" for name in ("spells", "stays", "delays", "supports", "deaths")}
        return duckdb.sql(query.format(**names)).fetchall()

    def on_nights(self, table: str, start: str, end: str, where: str = "true") -> list[int]:
        """How many rows of a table hold each measured midnight."""
        first = self.nights[0]
        found = self.ask(
            f"""select n, count(t.person) from range({len(self.nights)}) r(n) left join {{{table}}} t
            on {where} and {start} <= date '{first}' + n::int
            and coalesce({end} > date '{first}' + n::int, true) group by n order by n"""
        )
        return [count for _, count in found]

    def measure(self, name: str) -> Any:
        """The answer of a measure for all measured days but the last, which is not over."""
        days = Period(self.nights[0], self.nights[-2])
        return evaluate(measure_named(name), self.tables, SYSTEM, days)[0]


@pytest.fixture(scope="module", params=SPANS)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(*SPANS[request.param], tmp_path_factory.mktemp(request.param))


def inside(run: Run, *places: str) -> list[int]:
    columns = [PLACES.index(place) for place in places]
    return [int(n) for n in run.census.inside[:, columns].sum(axis=1)]


def daily(run: Run, name: str) -> list[int]:
    before = run.done.census[name][run.span.warm_up - 1] if run.span.warm_up else 0
    return [int(n) for n in np.diff(run.census[name], prepend=before)]


def test_as_many_are_in_hospital_at_each_midnight_as_the_loop_counted(run: Run) -> None:
    counted = inside(run, "acute", "escalation")
    assert min(counted[-30:]) > 300
    assert run.on_nights("spells", "started_on", "ended_on") == counted
    assert run.on_nights("stays", "started_on", "ended_on") == counted


def test_as_many_are_in_escalation_beds_as_the_loop_counted(run: Run) -> None:
    escalation = "location like '%:ESCALATION'"
    assert run.on_nights("stays", "started_on", "ended_on", escalation) == inside(run, "escalation")


def test_as_many_are_admitted_and_leave_each_day_as_the_loop_counted(run: Run) -> None:
    for name, column in (("admissions", "started_on"), ("discharges", "ended_on")):
        found = Counter(dict(run.ask(f"select {column}, count(*) from {{spells}} group by 1")))
        assert [found[day] for day in run.nights] == daily(run, name), name


def test_as_many_die_each_day_as_the_loop_counted(run: Run) -> None:
    found = Counter(dict(run.ask("select died_on, count(*) from {deaths} group by 1")))
    assert [found[day] for day in run.nights] == daily(run, "deaths")


def test_as_many_are_helped_at_each_midnight_as_the_loop_counted(run: Run) -> None:
    kinds = {
        "in_1": "home_based_intermediate_care",
        "in_2": "bed_based_intermediate_care",
        "in_3": "care_home_placement",
    }
    for place, kind in kinds.items():
        start, end = "started_at::date", "ended_at::date"
        duckdb.sql("set TimeZone = 'Europe/London'")
        assert run.on_nights("supports", start, end, f"kind = '{kind}'") == inside(run, place), place


def test_as_many_nights_of_delay_are_measured_as_the_loop_counted(run: Run) -> None:
    waiting = inside(run, "awaiting_1", "awaiting_2", "awaiting_3")
    assert sum(waiting) > 0
    by_night = run.on_nights("delays", "counted_from", "counted_from + counted_days", "counted_days > 0")
    assert by_night == waiting
    measured = run.measure("delayed_days")
    assert measured.numerator * (run.span.days - 1) == pytest.approx(sum(waiting[:-1]))
    assert run.measure("no_longer_meeting_criteria_to_reside").numerator == sum(waiting[:-1])


def test_the_measures_count_the_admissions_and_returns_that_the_loop_counted(run: Run) -> None:
    assert run.measure("emergency_admissions_65").numerator == sum(daily(run, "admissions")[:-1])
    last = run.nights[-1]
    returned = run.ask(
        f"select count(*) from {{spells}} where readmitted_after is not null and ended_on + readmitted_after"
        f" between date '{run.nights[0]}' and date '{last}'"
    )
    assert returned == [(sum(daily(run, "returns")),)]


def test_reasons_for_delay_are_of_the_national_list_and_fit_the_pathway(run: Run) -> None:
    found = run.ask(
        "select d.reason, s.pathway from {delays} d join {spells} s using (spell) where d.reason <> '' group by all"
    )
    assert {pathway for _, pathway in found} >= {"1", "3"}
    assert all(pathway in {p.value for p in DelayReason(reason).pathways} for reason, pathway in found)


def test_whoever_left_before_the_measured_days_is_left_out_and_nobody_else(run: Run) -> None:
    people = run.done.people
    kept = set(run.told.candidates)
    first = int(run.span.nights[run.span.warm_up])
    for one in people[~np.isin(people.candidate, list(kept))]:
        assert one.last < first
    assert (len(kept) == len(people)) == (run.span.warm_up == 0)


# As a ledger


@pytest.fixture(scope="module")
def ledger_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path, list[str]]:
    folder = tmp_path_factory.mktemp("ledger")
    run = Run(NORTHAMPTONSHIRE, Span(date(2017, 4, 3), 25, 20), folder / "direct")
    people = People(folder / "people.sqlite", secret="a secret for tests")
    keys = keys_of(run.told, people)
    people.close()
    write_ledger(run.told, keys, folder / "ledger.sqlite")
    return run, folder, keys


def test_tables_of_the_ledger_are_the_tables_written_directly(ledger_run: tuple[Run, Path, list[str]]) -> None:
    run, folder, keys = ledger_run
    ledger = open_ledger(folder / "ledger.sqlite")
    assert ledger.origin == "simulated:northamptonshire:4"
    assert ledger.position() == len(run.told.rows)
    built = build(ledger, folder / "built", as_at=run.told.until)
    ledger.close()
    number = dict(enumerate(keys))
    for name in ("spells", "stays", "ready", "delays", "attendances", "referrals", "supports", "residences", "deaths"):
        assert bag(built, name, None) == bag(run.tables, name, number), name


def bag(tables: Tables, name: str, number: dict[int, str] | None) -> Counter[tuple[Any, ...]]:
    """A table's rows with the person's key for their number; ages left out, which only one of the two knows."""
    keys = number or dict(enumerate(pq.read_table(tables.path("people")).column("key").to_pylist()))
    rows = pq.read_table(tables.path(name)).to_pylist()
    left_out = ("person", "spell", "age", "age_out")
    return Counter((keys[r["person"]], *(str(v) for k, v in r.items() if k not in left_out)) for r in rows)


def test_nothing_looks_odd_in_a_simulated_ledger_and_the_board_shows_who_is_in(
    ledger_run: tuple[Run, Path, list[str]],
) -> None:
    run, folder, _ = ledger_run
    ledger = open_ledger(folder / "ledger.sqlite")
    on_board = []
    for key in ledger.persons():
        events = ledger.person(key)
        found = journey(key, events)
        assert oddities(found, events) == []
        if found.open_spell:
            on_board.append((found, found.open_spell))
    ledger.close()
    beds = inside(run, "acute", "escalation")
    waiting = inside(run, "awaiting_1", "awaiting_2", "awaiting_3")
    assert len(on_board) == beds[-1]
    shown = [board_row(j, spell, Who(j.person), run.told.until, str) for j, spell in on_board]
    ready = [one for one in shown if one.is_ready]
    assert len(ready) == waiting[-1]
    assert all(one.pathway in "123" and len(one.waits) == 1 for one in ready)


def test_the_same_seed_writes_the_same_ledger_and_another_seed_another(tmp_path: Path) -> None:
    span = Span(date(2017, 4, 3), 10, 0)
    ids = []
    for n, seed in enumerate((4, 4, 5)):
        done = replicate(parts(NORTHAMPTONSHIRE, span), seed_of(seed, 0), tell=True)
        told = told_of(NORTHAMPTONSHIRE, span, done, seed)
        people = People(tmp_path / f"people{n}.sqlite", secret="a secret for tests")
        write_ledger(told, keys_of(told, people), tmp_path / f"{n}.sqlite")
        people.close()
        ledger = open_ledger(tmp_path / f"{n}.sqlite")
        ids.append([event.id for _, event in ledger.after(0, 1_000_000)])
        ledger.close()
    assert ids[0] == ids[1]
    assert not set(ids[0]) & set(ids[2])


def test_the_sender_s_order_of_a_person_s_events_is_never_the_same_twice(run: Run) -> None:
    rows = run.told.rows
    assert len(np.unique(rows.person.astype(np.int64) * 100_000 + rows.sequence)) == len(rows)
    assert {Kind.ATTENDED.value, Kind.DIED.value} <= set(
        pq.read_table(run.tables.path("events"), columns=["kind"]).column("kind").to_pylist()
    )
