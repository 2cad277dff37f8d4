"""Numbers as the rules write them, turned into the values of a table: moments, days, kinds, words in parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from homefirst.columns.rules import local_days
from homefirst.columns.shapes import I32, I64, NO_NUMBER, OPEN
from homefirst.event import Kind

TIME = pa.timestamp("us", "UTC")
MICROSECONDS_A_MINUTE = 60_000_000


def kinds(numbers: Any) -> pa.DictionaryArray:
    """Kinds of event by their number; an empty word for -1."""
    words = pa.array(["", *(str(kind) for kind in Kind)])
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32) + 1), words)


def minutes(start: I64, end: I64) -> pa.Array:
    """Whole minutes from one to the other; null where either is not known."""
    both = (start != OPEN) & (end != OPEN)
    return optional(np.where(both, (end - start) // MICROSECONDS_A_MINUTE, NO_NUMBER).astype(np.int32))


def span(t: Any) -> dict[str, Any]:
    """Start and end as moments and as dates."""
    return {
        "started_at": moments(t.started),
        "ended_at": moments(t.ended),
        "started_on": dates(t.started),
        "ended_on": dates(t.ended),
    }


def moments(times: I64) -> pa.Array:
    """Each time; null where it is open."""
    return known(times, OPEN, TIME)


def known(numbers: Any, unknown: int, to: pa.DataType) -> pa.Array:
    """Numbers as this type, of the same width; null where they are `unknown`."""
    numbers = np.ascontiguousarray(numbers)
    missing = numbers == unknown
    return pa.array(numbers, mask=missing if missing.any() else None).view(to)


def local_days_of(times: I64) -> I32:
    days = np.empty(len(times), dtype=np.int32)
    local_days(np.ascontiguousarray(times), days)
    return days


def dates(times: I64) -> pa.Array:
    """The local date of each time."""
    return known(local_days_of(times), NO_NUMBER, pa.date32())


def optional(numbers: I32) -> pa.Array:
    return known(numbers, NO_NUMBER, pa.int32())


def split(numbers: I32, parts: list[str]) -> pa.DictionaryArray:
    """A part of each word, as text with its own small vocabulary."""
    own = {part: n for n, part in enumerate(dict.fromkeys(parts))}
    place = np.array([own[part] for part in parts], dtype=np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(place[numbers]), pa.array(list(own), pa.string()))


def day_said(word: str) -> int:
    """Days since 1970 of a word such as 2026-01-09, or NO_NUMBER."""
    try:
        return int(np.datetime64(word, "D").astype(np.int32)) if len(word) == 10 and word[4] == "-" else NO_NUMBER
    except ValueError:
        return NO_NUMBER


def birth_numbers(people: Path) -> I32:
    """Each person's date of birth as a number such as 19380504; 0 where it is not known."""
    born = pq.read_table(people, columns=["born"]).column(0).combine_chunks()
    days = born.cast(pa.int32()).to_numpy(zero_copy_only=False)
    known = ~np.isnan(days.astype(float))
    as_dates = np.where(known, days, 0).astype(np.int64).astype("datetime64[D]")
    years = as_dates.astype("datetime64[Y]").astype(np.int64) + 1970
    months = as_dates.astype("datetime64[M]").astype(np.int64) % 12 + 1
    in_month = (as_dates - as_dates.astype("datetime64[M]")).astype(np.int64) + 1
    return np.where(known, years * 10_000 + months * 100 + in_month, 0).astype(np.int32)
