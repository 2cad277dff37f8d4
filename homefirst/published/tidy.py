"""The one shape that every published file is brought into, and what is told of how it was read.

A row says one number of one area in one period, as it was published: the raw words stand beside the mapped codes, and
a cell that holds no number is a row without a value, never a nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pyarrow as pa

SPLITS = (
    "reason", "attribution", "setting", "sector", "stream", "specialty", "type", "time", "band", "destination",
    "indicator", "variant", "age", "sex", "kind", "rating",
)  # fmt: skip
AS_PUBLISHED, REPAIRED, SET_ASIDE = "as published", "repaired", "set aside"
WORD, DAY, NUMBER = pa.dictionary(pa.int32(), pa.string()), pa.date32(), pa.float64()
SCHEMA = pa.schema(
    [("family", WORD), ("measure", WORD), ("area_code", WORD), ("area_name", WORD), ("area_kind", WORD)]
    + [("period_start", DAY), ("period_end", DAY)]
    + [(split, WORD) for split in SPLITS]
    + [("numerator", NUMBER), ("denominator", NUMBER), ("value", NUMBER), ("unit", WORD)]
    + [("status", WORD), ("note", WORD)]
    + [("raw_area", WORD), ("raw_period", WORD), ("raw_label", WORD), ("raw_value", WORD)]
    + [("source", WORD), ("dated", WORD), ("file", WORD), ("sha256", WORD), ("place", WORD)]
)
NO_TOTAL = "no total is given and its parts are not all there"  # a row that says so is no number of its own
EXAMPLES = 3
NO_SPLITS: Mapping[str, str] = MappingProxyType({})


class PublishedFault(Exception):
    """A published file cannot be read or asked as wanted; the message says what to do."""


class Area(NamedTuple):
    """An area or organisation: our code and name for it, its kind, and what the file calls it."""

    code: str
    name: str
    kind: str
    raw: str


class Span(NamedTuple):
    """A period from first day to last, both included (None: not known), and the file's own words for it."""

    first: date | None
    last: date | None
    raw: str


class Number(NamedTuple):
    """What a cell says: a value, or none and why. `repaired` names what was mended, `fault` why it is set aside."""

    value: float | None
    raw: str
    note: str = ""
    repaired: str = ""
    fault: str = ""


@dataclass
class Told:
    """One kind of thing that was done to a file: how often, with a few examples."""

    kind: str
    count: int = 0
    examples: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        such = f", such as {'; '.join(self.examples)}" if self.examples else ""
        return f"{self.kind}: {self.count:,}{such}"


class Where(NamedTuple):
    """Whose number a row of a sheet tells, when, and in which row of which sheet. `repaired` as in Number."""

    area: Area
    span: Span
    place: str
    repaired: bool = False


@dataclass(frozen=True)
class Imported:
    """A file as read: its family, its tidy rows, and what was repaired, set aside or has to be said."""

    family: str
    title: str
    dated: str
    file: str
    sha256: str
    rows: Any  # pyarrow.Table of SCHEMA
    repaired: tuple[Told, ...]
    set_aside: tuple[Told, ...]
    remarks: tuple[str, ...]

    @property
    def kept(self) -> int:
        """How many rows can be counted: all but those set aside."""
        return sum(status != SET_ASIDE for status in self.rows.column("status").to_pylist())


class Taking:
    """What is gathered while one file is read."""

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []
        self._repaired: dict[str, Told] = {}
        self._set_aside: dict[str, Told] = {}
        self._remarks: dict[str, None] = {}
        self.family = self.title = self.dated = ""

    def repaired(self, kind: str, example: str = "") -> None:
        """Something certain was mended."""
        _tell(self._repaired, kind, example)

    def set_aside(self, reason: str, example: str = "") -> None:
        """Something could not be used."""
        _tell(self._set_aside, reason, example)

    def remark(self, sentence: str) -> None:
        """Something that a reader of these numbers must know; said once."""
        self._remarks[sentence] = None

    def keep(
        self,
        where: Where,
        measure: str,
        number: Number,
        unit: str,
        label: str = "",
        splits: Mapping[str, str] = NO_SPLITS,
        of: tuple[float | None, float | None] = (None, None),
    ) -> None:
        """One number. `of` is the numerator and denominator where the file prints them."""
        if number.repaired:
            self.repaired(number.repaired, f'"{number.raw}" at {where.place}')
        if number.fault:
            self.set_aside(number.fault, f'"{number.raw}" at {where.place}')
        mended = REPAIRED if number.repaired or where.repaired else AS_PUBLISHED
        row = {
            "measure": measure, "area_code": where.area.code, "area_name": where.area.name,
            "area_kind": where.area.kind, "period_start": where.span.first, "period_end": where.span.last,
            "numerator": of[0], "denominator": of[1], "value": number.value, "unit": unit,
            "status": SET_ASIDE if number.fault else mended, "note": number.fault or number.note,
            "raw_area": where.area.raw, "raw_period": where.span.raw, "raw_label": label, "raw_value": number.raw,
            "place": where.place, **splits,
        }  # fmt: skip
        self._rows.append(row)

    @property
    def all_set_aside(self) -> tuple[Told, ...]:
        """What was set aside so far."""
        return tuple(self._set_aside.values())

    def rows(self) -> list[dict[str, Any]]:
        """The rows so far, to be looked over as a whole."""
        return self._rows

    def withdraw(self, row: dict[str, Any], reason: str) -> None:
        """Set one row aside after all: its number stands in raw_value, and is not counted."""
        row |= {"status": SET_ASIDE, "note": reason, "value": None, "numerator": None, "denominator": None}
        self.set_aside(reason, f"{row['area_name'] or row['raw_area']}, {row['raw_period']}")

    def finish(self, file: str, sha256: str) -> Imported:
        """What was read, with doubled rows dropped and those that disagree set aside."""
        used = frozenset().union(*self._rows) & set(SCHEMA.names)
        self._rows = list(_without_doubles(self, [split for split in SPLITS if split in used]))
        always = {"source": self.title, "dated": self.dated, "file": file, "sha256": sha256, "family": self.family}
        arrays = [self._column(f, always.get(f.name), f.name in used) for f in SCHEMA]
        table = pa.Table.from_arrays(arrays, schema=SCHEMA)
        told = (tuple(self._repaired.values()), tuple(self._set_aside.values()), tuple(self._remarks))
        return Imported(self.family, self.title, self.dated, file, sha256, table, *told)

    def _column(self, field_: Any, always: str | None, used: bool) -> Any:
        """One column of the tidy table: the same in every row, not used by this family, or from the rows."""
        if always is not None or not used:
            empty = pa.scalar(always or "", pa.string()) if field_.type == WORD else pa.scalar(None, field_.type)
            return pa.repeat(empty, len(self._rows)).cast(field_.type)
        if field_.type == WORD:
            words = [row.get(field_.name) or "" for row in self._rows]
            return pa.array(words, pa.string()).dictionary_encode().cast(WORD)
        return pa.array([row.get(field_.name) for row in self._rows], field_.type)


def _tell(told: dict[str, Told], kind: str, example: str) -> None:
    one = told.setdefault(kind, Told(kind))
    one.count += 1
    if example and len(one.examples) < EXAMPLES:
        one.examples.append(example)


TWICE = "the same row twice, counted once"
DISAGREE = "rows for the same area, period and part that disagree"


def _without_doubles(taking: Taking, splits: Sequence[str]) -> Iterable[dict[str, Any]]:
    """Rows that say the same twice once; where two say different things, none is believed."""
    seen: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in taking.rows():
        seen.setdefault(_key(row, splits), []).append(row)
    for rows in seen.values():
        if len(rows) == 1:
            yield rows[0]
            continue
        said = [row for row in rows if row["status"] != SET_ASIDE]
        if len(said) > 1 and not all(_same(said[0], row) for row in said[1:]):
            for row in said:
                taking.withdraw(row, DISAGREE)
        elif len(said) > 1:
            for row in said[1:]:
                if row["place"].rsplit("!", 1)[0] == said[0]["place"].rsplit("!", 1)[0]:
                    taking.repaired(TWICE, f"{row['area_name'] or row['raw_area']}, {row['raw_period']}")
            said = said[:1]
        yield from said
        yield from (row for row in rows if row["status"] == SET_ASIDE and row not in said)


def _key(row: Mapping[str, Any], splits: Sequence[str]) -> tuple[Any, ...]:
    area = row["area_code"] or row["raw_area"]
    period = (row["period_start"], row["period_end"]) if row["period_start"] else row["raw_period"]
    return (row["measure"], area, period, *[row.get(split, "") for split in splits])


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows tell the same number; a sheet that adds up again may differ in the last places."""
    a, b = one["value"], other["value"]
    if a is None or b is None:
        return a is b
    return bool(abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b)))
