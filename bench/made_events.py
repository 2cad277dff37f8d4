"""A large made-up ledger as the tables read it: `python bench/made_events.py EVENTS FOLDER [SEED]`.

Invented journeys shaped like older people's, about seven events a stay and three stays a person, not fitted to data.
Writes FOLDER/events.parquet (sorted by person and time) and FOLDER/people.parquet, ten million events at a time, so
that a hundred million take no more memory than those.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

DAY = 86_400_000_000
MINUTE = 60_000_000
START = np.datetime64("2022-01-01", "us").astype(np.int64)
SPAN = 3 * 365
WARDS = [f"R{h:02d}:W{w:02d}" for h in range(40) for w in range(12)]
REASONS = [str(n) for n in range(1, 38)]
ENDS = ["19/1", "19/1", "19/1", "85/1", "51/1", "79/4"]
EVENTS_A_STAY = 6.85
PART = 10_000_000


def stays(n: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """n stays: who, when, how long, where. Nobody is in two at once."""
    person = np.sort(rng.integers(0, max(n // 3, 1), n)).astype(np.int32)
    begin = START + (rng.random(n) * SPAN * DAY).astype(np.int64) // MINUTE * MINUTE
    length = (rng.weibull(0.8, n) * 8.5 * DAY).astype(np.int64) // MINUTE * MINUTE + 60 * MINUTE
    before = np.cumsum(length + DAY) - (length + DAY)
    before -= np.repeat(before[np.unique(person, return_index=True)[1]], np.unique(person, return_counts=True)[1])
    return {
        "person": person,
        "begin": begin[np.lexsort((begin, person))] + before,
        "length": length,
        "ward": rng.integers(0, len(WARDS), n),
        "spell": rng.integers(1, 2**63, n, dtype=np.uint64),
    }


def events_of(s: dict[str, np.ndarray], rng: np.random.Generator) -> list[tuple]:
    """Each kind of event as (stays it happens in, offset, kind, location, detail, has the stay's key)."""
    n = len(s["person"])
    every = np.arange(n)
    wait = np.full(n, 4 * 3_600_000_000)
    late = np.flatnonzero(rng.random(n) < 0.30)
    ready = s["length"] * 0.8
    fifth = every[::5]
    return [
        (every, np.zeros(n), "attended", s["ward"] // 12 * 12, np.full(n, "ambulance"), True),
        (every, wait, "admitted", s["ward"], np.full(n, "21"), True),
        (every, wait + s["length"] * 0.3, "moved", s["ward"] // 12 * 12 + (s["ward"] + 1) % 12, np.full(n, ""), True),
        (every, wait + DAY // 2, "expected_discharge_set", s["ward"], np.full(n, "2023-05-01"), True),
        (every, wait + ready, "criteria_to_reside_not_met", s["ward"], np.full(n, ""), True),
        (late, (wait + ready)[late], "delay_started", s["ward"][late], rng.choice(REASONS, len(late)), False),
        (every, wait + s["length"], "discharged", s["ward"], rng.choice(ENDS, n), True),
        (
            every[::3],
            (wait + s["length"])[::3] + DAY,
            "support_started",
            s["ward"][::3],
            np.full(len(every[::3]), "reablement"),
            False,
        ),
        (
            fifth,
            np.full(len(fifth), -DAY),
            "residence_changed",
            np.full(len(fifth), len(WARDS)),
            np.full(len(fifth), "own_home"),
            False,
        ),
    ]


def table(n_events: int, rng: np.random.Generator, first_person: int = 0) -> pa.Table:
    s = stays(int(n_events / EVENTS_A_STAY), rng)
    parts = events_of(s, rng)
    which = np.concatenate([p[0] for p in parts])
    person = s["person"][which] + np.int32(first_person)
    happened = np.concatenate([s["begin"][p[0]] + p[1].astype(np.int64) for p in parts])
    order = np.lexsort((happened, person))
    kinds = np.concatenate([np.full(len(p[0]), n, dtype=np.int8) for n, p in enumerate(parts)])[order]
    key = np.concatenate([np.where(p[5], s["spell"][p[0]], 0).astype(np.uint64) for p in parts])[order]
    words, detail = np.unique(np.concatenate([p[4] for p in parts]), return_inverse=True)
    n = len(order)
    when = pa.timestamp("us", "UTC")
    return pa.table(
        {
            "person": person[order],
            "kind": pa.DictionaryArray.from_arrays(kinds, pa.array([p[2] for p in parts])),
            "happened_at": pa.array(happened[order], when),
            "recorded_at": pa.array(happened[order] + rng.integers(0, 3_600_000_000, n), when),
            "location": pa.DictionaryArray.from_arrays(
                np.concatenate([p[3] for p in parts])[order].astype(np.int32), pa.array([*WARDS, ""])
            ),
            "service": pa.DictionaryArray.from_arrays(np.zeros(n, dtype=np.int8), pa.array([""])),
            "detail": pa.DictionaryArray.from_arrays(detail[order].astype(np.int32), pa.array(list(words))),
            "spell": key,
            "sequence": np.zeros(n, dtype=np.int32),
            "id": rng.integers(1, 2**63, n, dtype=np.uint64),
            "about": np.zeros(n, dtype=np.uint64),
        }
    )


def write_events(n: int, file: Path, seed: int) -> tuple[int, int]:
    """Write the events; how many they are, and of how many people."""
    events, people, writer = 0, 0, None
    for part, done in enumerate(range(0, n, PART)):
        made = table(min(PART, n - done), np.random.default_rng([seed, part]), people)
        writer = writer or pq.ParquetWriter(file, made.schema, compression="lz4")
        writer.write_table(made, row_group_size=1_000_000)
        events, people = events + made.num_rows, int(made.column("person")[-1].as_py()) + 1
    if writer:
        writer.close()
    return events, people


def main() -> None:
    n, folder = int(float(sys.argv[1])), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    events, people = write_events(n, folder / "events.parquet", int(sys.argv[3]) if len(sys.argv) > 3 else 7)
    born = np.datetime64("1940-01-01") - np.random.default_rng(1).integers(-3000, 7000, people).astype("timedelta64[D]")
    table_of_people = {"person": np.arange(people, dtype=np.int32), "key": np.arange(people).astype(str), "born": born}
    pq.write_table(pa.table({**table_of_people, "sex": np.full(people, "F")}), folder / "people.parquet")
    print(f"{events:,} events of {people:,} people in {folder}")


if __name__ == "__main__":
    main()
