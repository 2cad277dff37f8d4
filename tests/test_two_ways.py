"""The rules said twice, one person at a time and in columns for everyone, must give one answer."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homefirst.columns import Tables, build
from homefirst.days import local_date
from homefirst.event import Event, Kind, new_event, provider
from homefirst.hops import hops
from homefirst.journey import Journey, Spell, journey, national_delays, readmitted_after, transferred
from homefirst.ledger import open_ledger
from tests.ledgers import journeys, ledgers

BY = ["started_at", "ended_at", "provider", "location"]
AS_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


def tables_of(events: list[Event], folder: Path) -> Tables:
    ledger = open_ledger(folder / "ledger.sqlite", "made-up:test")
    ledger.append(events)
    tables = build(ledger, folder / "tables", as_at=AS_AT)
    ledger.close()
    return tables


def read(tables: Tables, name: str, *columns: str) -> Counter[tuple[Any, ...]]:
    """A table's rows as a bag, with the person's key in place of their number."""
    keys = pq.read_table(tables.path("people")).column("key").to_pylist()
    rows = pq.read_table(tables.path(name), columns=["person", *columns]).to_pylist()
    if "spell" in columns:
        spells = [
            tuple(map(plain, row.values())) for row in pq.read_table(tables.path("spells"), columns=BY).to_pylist()
        ]
        rows = [{**row, "spell": None if row["spell"] is None else spells[row["spell"]]} for row in rows]
    return Counter((keys[row["person"]], *(plain(row[c]) for c in columns)) for row in rows)


def of_spell(spell: Spell | None) -> tuple[Any, ...] | None:
    """What tells a stay from the person's others."""
    return None if spell is None else tuple(getattr(spell, name) for name in BY)


def plain(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def spells(j: Journey) -> list[tuple[Any, ...]]:
    return [
        (
            s.provider,
            s.stays[0].location,
            s.stays[-1].location,
            s.started_at,
            s.ended_at,
            s.admission_method,
            s.is_emergency,
            s.destination,
            s.discharge_method,
            s.ready_at,
            s.discharge_ready_date,
            s.pathway,
            day(s.expected_discharge_date),
            len(s.expected),
            day(s.expected[0].day) if s.expected else None,
            s.expected[0].set_at if s.expected else None,
            s.diagnosis,
            s.notified_at,
            s.admission_heard,
            *lived(j, s.started_at),
            transferred(j.spells, n),
            readmitted_after(j.spells, n),
            local_date(s.started_at),
            None if s.ended_at is None else s.nights(AS_AT),
        )
        for n, s in enumerate(j.spells)
    ]


def lived(j: Journey, moment: datetime) -> tuple[str, str, str]:
    home = j.residence_at(moment)
    return (home.kind, home.council, home.area) if home else ("", "", "")


def minutes(start: datetime | None, end: datetime | None) -> int | None:
    return None if start is None or end is None else (end - start) // timedelta(minutes=1)


def attendances(j: Journey) -> list[tuple[Any, ...]]:
    return [
        (
            a.location,
            provider(a.location),
            a.arrived_at,
            a.left_at,
            a.arrival_mode,
            a.handed_over_at,
            a.stream,
            a.decided_to_admit_at,
            a.outcome,
            minutes(a.arrived_at, a.left_at),
            *lived(j, a.arrived_at),
            of_spell(j.spell_of(a)),
        )
        for a in j.attendances
    ]


def calls(j: Journey) -> list[tuple[Any, ...]]:
    return [
        (
            c.location,
            provider(c.location),
            c.detail,
            c.called_at,
            c.called_at and local_date(c.called_at),
            c.service,
            c.response,
            c.responded_at,
            c.responded_at and local_date(c.responded_at),
            minutes(c.called_at, c.responded_at),
            *lived(j, c.called_at or c.responded_at or AS_AT),
        )
        for c in j.calls
    ]


def passed(j: Journey) -> list[tuple[Any, ...]]:
    return [
        (
            h.from_kind,
            h.from_service,
            h.to_kind,
            h.to_service,
            h.asked_at,
            h.taken_at,
            local_date(h.taken_at),
            minutes(h.asked_at, h.asked_at and max(h.taken_at, h.asked_at)),
            h.returned,
            of_spell(h.spell),
        )
        for h in hops(j)
    ]


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


SPELL_COLUMNS = [
    "provider",
    "first_location",
    "location",
    "started_at",
    "ended_at",
    "admission_method",
    "emergency",
    "destination",
    "discharge_method",
    "ready_at",
    "ready_on",
    "pathway",
    "expected_on",
    "expected_sets",
    "first_expected_on",
    "first_expected_at",
    "diagnosis",
    "notified_at",
    "admission_heard",
    "residence",
    "council",
    "area",
    "transferred",
    "readmitted_after",
    "started_on",
    "nights",
]

HOME_COLUMNS = ["residence", "council", "area"]
ATTENDANCE_COLUMNS = [
    "location",
    "provider",
    "arrived_at",
    "left_at",
    "arrival_mode",
    "handed_over_at",
    "stream",
    "decided_to_admit_at",
    "outcome",
    "minutes",
    *HOME_COLUMNS,
    "spell",
]
CALL_COLUMNS = [
    "location",
    "provider",
    "detail",
    "called_at",
    "called_on",
    "service",
    "response",
    "responded_at",
    "responded_on",
    "minutes",
    *HOME_COLUMNS,
]

HOP_COLUMNS = [
    "from_kind",
    "from_service",
    "to_kind",
    "to_service",
    "asked_at",
    "taken_at",
    "taken_on",
    "minutes",
    "returned",
    "spell",
]

PLAINLY = {
    "spells": (SPELL_COLUMNS, spells),
    "stays": (
        ["location", "started_at", "ended_at"],
        lambda j: [(w.location, w.started_at, w.ended_at) for s in j.spells for w in s.stays],
    ),
    "ready": (["started_at", "ended_at"], lambda j: [(r.started_at, r.ended_at) for s in j.spells for r in s.ready]),
    "attendances": (ATTENDANCE_COLUMNS, attendances),
    "hops": (HOP_COLUMNS, passed),
    "calls": (CALL_COLUMNS, calls),
    "referrals": (
        ["service", "detail", "referred_at", "triaged_at", "answer", "answered_at", "started_at"],
        lambda j: [
            (r.service, r.detail, r.referred_at, r.triaged_at, r.answer, r.answered_at, r.started_at)
            for r in j.referrals
        ],
    ),
    "supports": (
        ["kind", "service", "started_at", "held_at", "ended_at", "outcome"],
        lambda j: [(s.kind, s.service, s.started_at, s.held_at, s.ended_at, s.outcome) for s in j.supports],
    ),
    "standing": (
        ["kind", "happened_at", "happened_on", "location", "provider", "service", "detail", "spell"],
        lambda j: [
            (
                str(e.kind),
                e.happened_at,
                local_date(e.happened_at),
                e.location,
                provider(e.location),
                e.service,
                e.detail,
                of_spell(j.spell_by(e.happened_at)),
            )
            for e in j.told
        ],
    ),
    "deaths": (["died_at"], lambda j: [(j.died_at,)] if j.died_at else []),
    "residences": (
        ["since", "kind", "council", "area"],
        lambda j: [(r.since, r.kind, r.council, r.area) for r in j.residences],
    ),
}


def recorded_delays(j: Journey) -> list[tuple[Any, ...]]:
    return [(d.detail, d.started_at, d.ended_at) for s in j.spells for d in s.delays]


def counted_delays(j: Journey) -> list[tuple[Any, ...]]:
    return [(c.detail, c.first_night, c.nights) for s in j.spells for c in national_delays(s, AS_AT)]


def bag(people: list[Journey], rows: Any) -> Counter[tuple[Any, ...]]:
    return Counter((j.person, *row) for j in people for row in rows(j))


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2025, 11, day, hour, tzinfo=UTC)


def three_reasons_at_once() -> list[Event]:
    """The first lasts longest, the second ends before the third begins."""
    spans = [("28", 2, 12), ("31", 3, 5), ("33", 6, 15)]
    ward = {"location": "RNS:HAWTHORN"}
    events = [new_event("p1", Kind.ADMITTED, at(1), **ward), new_event("p1", Kind.DISCHARGED, at(16), **ward)]
    events += [new_event("p1", Kind.DELAY_STARTED, at(start), detail=reason) for reason, start, _ in spans]
    return events + [new_event("p1", Kind.DELAY_ENDED, at(end), detail=reason) for reason, _, end in spans]


def death_taken_back_with_its_discharge() -> list[Event]:
    stay = {"spell": "v1", "location": "RNS:HAWTHORN"}
    return [
        new_event("p1", Kind.ADMITTED, at(1), **stay),
        new_event("p1", Kind.DISCHARGED, at(4), detail="79/4", **stay),
        new_event("p1", Kind.DIED, at(4), **stay),
        new_event("p1", Kind.RETRACTED, at(5), detail="discharged", spell="v1"),
    ]


@pytest.mark.parametrize("story", [three_reasons_at_once, death_taken_back_with_its_discharge])
def test_journeys_and_tables_agree_on_what_chance_seldom_makes(story: Any, tmp_path: Path) -> None:
    one_answer(story(), tmp_path)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(events=ledgers())
def test_journeys_and_tables_give_one_answer(events: list[Event], tmp_path_factory: pytest.TempPathFactory) -> None:
    one_answer(events, tmp_path_factory.mktemp("two_ways"))


def one_answer(events: list[Event], folder: Path) -> None:
    """Every table says what the journeys say."""
    tables = tables_of(events, folder)
    by_person = sorted({e.person for e in events})
    people = [journey(p, (e for e in events if e.person == p)) for p in by_person]
    for name, (columns, rows) in PLAINLY.items():
        assert read(tables, name, *columns) == bag(people, rows), name
    delays = read(tables, "delays", "detail", "started_at", "ended_at")
    assert Counter({row: n for row, n in delays.items() if row[1]}) == bag(people, recorded_delays)
    counted = read(tables, "delays", "detail", "counted_from", "counted_days")
    assert Counter({row: n for row, n in counted.items() if row[3] > 0}) == bag(people, counted_delays)


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_order_gives_the_same_journey(data: st.DataObject) -> None:
    events = data.draw(journeys("p0"))
    shuffled = data.draw(st.permutations(events))
    assert journey("p0", shuffled) == journey("p0", events)
    assert journey("p0", [*shuffled, *events[:3]]) == journey("p0", events)
