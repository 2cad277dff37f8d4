"""Tiny tables written by hand, in the shape that columns.py writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.days import LONDON, local_date, nights

TIME, DAY, NUMBER, YEARS, FLAG = pa.timestamp("us", tz="UTC"), pa.date32(), pa.int32(), pa.int16(), pa.bool_()
WORD = pa.dictionary(pa.int32(), pa.string())

SHAPES: dict[str, dict[str, Any]] = {
    "people": {"person": NUMBER, "key": WORD, "born": DAY, "sex": WORD},
    "deaths": {"person": NUMBER, "died_at": TIME, "died_on": DAY},
    "spells": {
        "spell": NUMBER, "person": NUMBER, "provider": WORD, "first_location": WORD, "location": WORD,
        "started_at": TIME, "ended_at": TIME, "started_on": DAY, "ended_on": DAY, "nights": NUMBER,
        "admission_method": WORD, "emergency": FLAG, "destination": WORD, "discharge_method": WORD,
        "ready_at": TIME, "ready_on": DAY, "pathway": WORD, "expected_on": DAY, "expected_sets": NUMBER,
        "admission_heard": FLAG, "age": YEARS, "age_out": YEARS, "residence": WORD, "council": WORD, "area": WORD,
        "transferred": FLAG, "readmitted_after": NUMBER, "diagnosis": WORD, "notified_at": TIME,
        "first_expected_on": DAY, "first_expected_at": TIME,
    },
    "stays": {
        "spell": NUMBER, "person": NUMBER, "location": WORD, "provider": WORD, "started_at": TIME, "ended_at": TIME,
        "started_on": DAY, "ended_on": DAY,
    },
    "ready": {
        "spell": NUMBER, "person": NUMBER, "provider": WORD, "started_at": TIME, "ended_at": TIME,
        "started_on": DAY, "ended_on": DAY,
    },
    "delays": {
        "spell": NUMBER, "person": NUMBER, "provider": WORD, "detail": WORD, "reason": WORD, "attribution": WORD,
        "started_at": TIME, "ended_at": TIME, "days": NUMBER, "counted_from": DAY, "counted_days": NUMBER,
    },
    "supports": {
        "person": NUMBER, "kind": WORD, "service": WORD, "started_at": TIME, "held_at": TIME, "ended_at": TIME,
        "outcome": WORD, "started_on": DAY, "ended_on": DAY,
    },
    "residences": {
        "person": NUMBER, "since": TIME, "until": TIME, "since_on": DAY, "until_on": DAY, "kind": WORD,
        "council": WORD, "area": WORD,
    },
    "attendances": {
        "person": NUMBER, "location": WORD, "provider": WORD, "arrived_at": TIME, "left_at": TIME, "arrived_on": DAY,
        "arrival_mode": WORD, "stream": WORD, "decided_to_admit_at": TIME, "handed_over_at": TIME, "outcome": WORD,
        "minutes": NUMBER, "age": YEARS, "residence": WORD, "council": WORD, "area": WORD, "spell": NUMBER,
    },
    "referrals": {
        "person": NUMBER, "service": WORD, "detail": WORD, "referred_at": TIME, "triaged_at": TIME, "answer": WORD,
        "answered_at": TIME, "started_at": TIME, "referred_on": DAY,
    },
    "standing": {
        "person": NUMBER, "spell": NUMBER, "kind": WORD, "happened_at": TIME, "happened_on": DAY, "location": WORD,
        "provider": WORD, "service": WORD, "detail": WORD,
    },
    "calls": {
        "person": NUMBER, "location": WORD, "provider": WORD, "detail": WORD, "called_at": TIME, "called_on": DAY,
        "service": WORD, "response": WORD, "responded_at": TIME, "responded_on": DAY, "minutes": NUMBER, "age": YEARS,
        "residence": WORD, "council": WORD, "area": WORD,
    },
    "capacity": {
        "location": WORD, "kind": WORD, "happened_at": TIME, "happened_on": DAY, "number": pa.float64(), "detail": WORD,
    },
}  # fmt: skip

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class SmallTables:
    folder: Path
    first_at: datetime
    as_at: datetime
    origin: str = "made-up:test"

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def sql(self, name: str) -> str:
        return f"select * from read_parquet('{self.path(name)}')" if self.path(name).exists() else ""


def write_tables(
    folder: Path,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    first: date = date(2023, 1, 1),
    as_at: date = date(2026, 1, 1),
    origin: str = "made-up:test",
) -> SmallTables:
    """Tables of these rows; `as_at` is the day that is not over yet."""
    for name, shape in SHAPES.items():
        columns = {column: pa.array([r[column] for r in rows.get(name, [])], kind) for column, kind in shape.items()}
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return SmallTables(folder, moment(first), moment(as_at, 12), origin)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time on the clock in England."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def person(number: int, *, sex: str = "female") -> dict[str, Any]:
    return {"person": number, "key": f"p{number:016x}", "born": None, "sex": sex}


def death(who: int, died: datetime) -> dict[str, Any]:
    return {"person": who, "died_at": died, "died_on": local_date(died)}


def spell(number: int, who: int, started: datetime, ended: datetime | None, **more: Any) -> dict[str, Any]:
    """A hospital stay: an emergency of somebody aged 80 at RNS:ROWAN, home on clinical advice, unless said."""
    location = more.get("location", "RNS:ROWAN:B1")
    plain = {
        "spell": number, "person": who, "provider": location.partition(":")[0],
        "first_location": location, "location": location, "started_at": started, "ended_at": ended,
        "started_on": local_date(started), "ended_on": ended and local_date(ended),
        "nights": nights(started, ended) if ended else None, "admission_method": "21", "emergency": True,
        "destination": "19" if ended else "", "discharge_method": "1" if ended else "", "ready_at": None,
        "ready_on": None, "pathway": "", "expected_on": None, "expected_sets": 0, "admission_heard": True,
        "age": 80, "age_out": 80, "residence": "own_home", "council": "E06000062", "area": "", "transferred": False,
        "readmitted_after": None, "diagnosis": "", "notified_at": None, "first_expected_on": None,
        "first_expected_at": None,
    }  # fmt: skip
    return plain | more


def stay(of: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The whole spell on its ward."""
    same = ("spell", "person", "location", "provider", "started_at", "ended_at", "started_on", "ended_on")
    return {key: of[key] for key in same} | more


def ready(of: Mapping[str, Any], started: datetime, ended: datetime | None) -> dict[str, Any]:
    on = {"started_on": local_date(started), "ended_on": ended and local_date(ended)}
    return {key: of[key] for key in ("spell", "person", "provider")} | {"started_at": started, "ended_at": ended} | on


def delay(of: Mapping[str, Any], first: date, days: int, detail: str = "28") -> dict[str, Any]:
    reason, _, attribution = detail.partition("/")
    started = moment(first)
    return {key: of[key] for key in ("spell", "person", "provider")} | {
        "detail": detail, "reason": reason, "attribution": attribution, "started_at": started, "ended_at": None,
        "days": days, "counted_from": first, "counted_days": days,
    }  # fmt: skip


def support(
    who: int, started: datetime, ended: datetime | None = None, kind: str = "reablement", outcome: str = ""
) -> dict[str, Any]:
    return {
        "person": who, "kind": kind, "service": "START", "started_at": started, "held_at": None, "ended_at": ended,
        "outcome": outcome, "started_on": local_date(started), "ended_on": ended and local_date(ended),
    }  # fmt: skip


def residence(who: int, since: datetime, kind: str, until: datetime | None = None) -> dict[str, Any]:
    return {
        "person": who, "since": since, "until": until, "since_on": local_date(since),
        "until_on": until and local_date(until), "kind": kind, "council": "E06000062", "area": "",
    }  # fmt: skip


def attendance(who: int, arrived: datetime, left: datetime | None, **more: Any) -> dict[str, Any]:
    """A visit to the A&E of RNS by ambulance of somebody aged 80, unless said."""
    minutes = None if left is None else int((left - arrived).total_seconds() // 60)
    plain = {
        "person": who, "location": "RNS:AE", "provider": "RNS", "arrived_at": arrived, "left_at": left,
        "arrived_on": local_date(arrived), "arrival_mode": "ambulance", "stream": "", "decided_to_admit_at": None,
        "handed_over_at": None, "outcome": "", "minutes": minutes, "age": 80, "residence": "own_home",
        "council": "E06000062", "area": "", "spell": None,
    }  # fmt: skip
    return plain | more


def referral(who: int, service: str, referred: datetime, **more: Any) -> dict[str, Any]:
    plain = {
        "person": who, "service": service, "detail": "", "referred_at": referred, "triaged_at": None, "answer": "",
        "answered_at": None, "started_at": None, "referred_on": local_date(referred),
    }  # fmt: skip
    return plain | more


def stands(who: int, kind: str, happened: datetime, of: int | None = None, **more: Any) -> dict[str, Any]:
    """An event that stands; `of` is the spell that it is told in."""
    location = more.get("location", "")
    plain = {
        "person": who, "spell": of, "kind": kind, "happened_at": happened, "happened_on": local_date(happened),
        "location": location, "provider": location.partition(":")[0], "service": "", "detail": "",
    }  # fmt: skip
    return plain | more


def call(who: int, called: datetime | None, responded: datetime | None, **more: Any) -> dict[str, Any]:
    both = called is not None and responded is not None
    plain = {
        "person": who, "location": "999", "provider": "999", "detail": "999", "called_at": called,
        "called_on": called and local_date(called), "service": "", "response": "" if responded is None else "conveyed",
        "responded_at": responded, "responded_on": responded and local_date(responded),
        "minutes": int((responded - called).total_seconds() // 60) if both else None, "age": 80,
        "residence": "own_home", "council": "E06000062", "area": "",
    }  # fmt: skip
    return plain | more


def capacity(
    location: str, happened: datetime, number: float | None, kind: str = "capacity_reported"
) -> dict[str, Any]:
    return {
        "location": location, "kind": kind, "happened_at": happened, "happened_on": local_date(happened),
        "number": number, "detail": "" if number is None else f"{number:g}",
    }  # fmt: skip
