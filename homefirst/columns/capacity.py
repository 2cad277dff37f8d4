"""How much the services could take, as told: the events that are no person's journey."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.days import local_date
from homefirst.event import Event, Group, Kind
from homefirst.standing import standing

WORD = pa.dictionary(pa.int32(), pa.string())
COLUMNS = pa.schema(
    {
        "location": WORD,
        "kind": WORD,
        "happened_at": pa.timestamp("us", "UTC"),
        "happened_on": pa.date32(),
        "number": pa.float64(),
        "detail": WORD,
    }
)


def write_capacity(events: Iterable[Event], folder: Path) -> None:
    """Write capacity.parquet: the standing events of services, in order."""
    told = [e for e in standing(events) if e.kind.group is Group.SERVICE]
    columns = {
        "location": [e.location or e.service for e in told],
        "kind": [str(e.kind) for e in told],
        "happened_at": [e.happened_at for e in told],
        "happened_on": [local_date(e.happened_at) for e in told],
        "number": [number_told(e) for e in told],
        "detail": [e.detail for e in told],
    }
    pq.write_table(pa.table(columns, schema=COLUMNS), folder / "capacity.parquet")


def number_told(event: Event) -> float | None:
    """How many, where that was told as a number."""
    try:
        number = float(event.detail) if event.kind is Kind.CAPACITY_REPORTED else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None
