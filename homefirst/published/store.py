"""Asking published statistics: the rows of a measure, the latest edition of each, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from homefirst.measures import Period, Value
from homefirst.measures.intervals import wilson
from homefirst.published.keep import Kept, kept_files
from homefirst.published.notes import editions, missing, of_organisations, some_of
from homefirst.published.paired import TOGETHER, Pair, Row, pairs_of, together
from homefirst.published.people import Estimates, people_of
from homefirst.published.places import councils_named
from homefirst.published.series import SERIES, Series, series_named
from homefirst.published.tidy import SET_ASIDE, SPLITS, PublishedFault
from homefirst.system import System

DAY = timedelta(days=1)


@dataclass(frozen=True)
class PublishedValue(Value):
    """A published number with the face of a measure's value, and where it was published."""

    source: str = ""
    dated: str = ""
    area_code: str = ""
    area_name: str = ""
    raw_label: str = ""


class PublishedStore:
    """The imported files of one folder, as they are when first asked for.

    `system` gives populations where no estimate was imported, and names of organisations.
    """

    def __init__(self, folder: Path, system: System | None = None) -> None:
        self.folder, self.system = folder, system
        self._areas: dict[tuple[str, ...], dict[str, str]] = {}  # asked for again with every value
        self._latest: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[tuple[Any, ...], Row]] = {}  # likewise

    def files(self) -> list[Kept]:
        """Every imported file, oldest import first."""
        return self._files

    @cached_property
    def _files(self) -> list[Kept]:
        return list(kept_files(self.folder)) if self.folder.exists() else []

    @cached_property
    def _order(self) -> dict[str, tuple[str, str]]:
        """When each file's edition is dated, and when it was imported: the later of two counts."""
        return {one.sha256: (one.dated, one.imported_at) for one in self.files()}

    def _ask(self, what: str, measures: Sequence[str], areas: Iterable[str] | None = None) -> list[Row]:
        """`what` of all rows of these raw measures whose area and period are known, of every edition."""
        paths = [str(one.path) for one in self.files()]
        if not paths:
            return []
        where = "list_contains(?, measure) and period_start is not null and area_code <> ''"
        where += " and list_contains(?, area_code)" if areas else ""
        told: list[Any] = [paths, list(measures), *([list(areas)] if areas else [])]
        with duckdb.connect() as connection:
            asked = connection.execute(f"select {what} from read_parquet(?) where {where}", told)
            names = [column[0] for column in asked.description]
            return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]

    def askable(self) -> list[str]:
        """The series that the imported files answer."""
        paths = [str(one.path) for one in self.files()]
        with duckdb.connect() as connection:
            rows = connection.execute("select distinct measure from read_parquet(?)", [paths]).fetchall()
        there = {row[0] for row in rows}
        return [name for name, series in SERIES.items() if set(series.raw) <= there]

    def areas(self, measures: Sequence[str]) -> dict[str, str]:
        """The areas that these raw measures are of: code and name."""
        asked = tuple(measures)
        if asked not in self._areas:
            found = self._ask("distinct area_code, area_name", measures)
            self._areas[asked] = {row["area_code"]: row["area_name"] for row in found}
        return self._areas[asked]

    def latest(self, measures: Sequence[str], areas: Iterable[str] | None = None) -> dict[tuple[Any, ...], Row]:
        """The rows of the latest edition by measure, area, period and splits; `earlier` tells another number."""
        asked = (tuple(measures), tuple(sorted(areas)) if areas else ())
        if asked not in self._latest:
            self._latest[asked] = self._read(*asked)
        return self._latest[asked]

    def _read(self, measures: Sequence[str], areas: Sequence[str]) -> dict[tuple[Any, ...], Row]:
        found: dict[tuple[Any, ...], Row] = {}
        for row in sorted(self._ask("*", measures, areas), key=self._age):
            key = (row["measure"], row["area_code"], row["period_start"], row["period_end"], *(row[s] for s in SPLITS))
            before = found.get(key)
            if before and before["value"] is not None and not _same(before["value"], row["value"]):
                row["earlier"] = (before["value"], before["dated"])
            found[key] = row
        return found

    def _age(self, row: Row) -> tuple[bool, str, str]:
        """By which rows of one thing are ordered, the one that counts last: what was set aside counts for least."""
        return (row["status"] != SET_ASIDE, *self._order[row["sha256"]])

    @cached_property
    def _names(self) -> dict[str, str]:
        """Names of organisations and areas, for rows of files that give their code alone."""
        paths = [str(one.path) for one in self.files()]
        with duckdb.connect() as connection:
            asked = (
                "select area_code, any_value(area_name) from read_parquet(?) where area_name <> area_code group by 1"
            )
            found = dict(connection.execute(asked, [paths]).fetchall()) if paths else {}
        ours = {one.code: one.name for one in self.system.organisations} if self.system else {}
        return {**found, **ours}

    @cached_property
    def estimates(self) -> Estimates:
        """The mid-year estimates that were imported."""
        return Estimates(self.latest(["published.population"]).values())

    def values(
        self, measure: str, area: str | None = None, by: Sequence[str] = (), period: Period | None = None
    ) -> list[PublishedValue]:
        """The answers of one series, sorted by area and group. Raises PublishedFault for what cannot be asked."""
        series = series_named(measure)
        by = _splits(series, by)
        wanted = (
            None
            if area is None or (area == TOGETHER and series.together)
            else _wanted(area, self.areas(series.raw), series.together)
        )
        raw = self.latest(series.raw, wanted)
        pairs = [pair for pair in pairs_of(series, raw, by) if _within(pair, period)]
        if series.together and area in (None, TOGETHER):
            pairs = [*(pairs if area is None else []), *together(pairs)]
        groups: dict[tuple[Any, ...], list[Pair]] = {}
        for pair in pairs:
            groups.setdefault((pair.area, *_group(pair, by, series).items()), []).append(pair)
        covered = self._covered(series, period)
        found = [self._value(series, by, some, covered) for some in groups.values()]
        return sorted(found, key=lambda v: (v.area_name, v.area_code, [_sortable(word) for word in v.group.values()]))

    def _covered(self, series: Series, period: Period | None) -> Period | None:
        """The days between the first and the last that the files tell of for anybody, within the period asked for."""
        found = next(iter(self._ask("min(period_start) as first, max(period_end) as last", [series.counts])), None)
        if found is None or found["first"] is None:
            return None
        told = Period(found["first"], found["last"])
        return told.within(period) if period else told

    def _value(self, series: Series, by: Sequence[str], pairs: list[Pair], covered: Period | None) -> PublishedValue:
        group = _group(pairs[0], by, series)
        known = [pair for pair in pairs if pair.part is not None and pair.whole is not None]
        first, last = _bounds(pairs, by, covered)
        part, whole, value, notes = self._answer(series, known, Period(first, last), pairs[0].area)
        notes += missing(series, Period(first, last), pairs, known) + editions(pairs) + of_organisations(pairs)
        lower = upper = None
        method = ""
        if series.interval == "wilson" and part is not None and whole:
            between = wilson(part, whole)
            lower, upper, method = series.per * between.lower, series.per * between.upper, between.method
        suppressed = not known and any("suppressed" in row["note"] for pair in pairs for row in pair.rows)
        rows = [row for pair in pairs for row in pair.rows]
        return PublishedValue(
            measure=series.name, group=group, period_start=first, period_end=last, value=value, numerator=part,
            denominator=whole, lower=lower, upper=upper, interval_method=method, unit=series.unit,
            suppressed=suppressed, note=" ".join(notes), source=some_of(row["source"] for row in rows),
            dated=max(row["dated"] for row in rows), area_code=pairs[0].area, area_name=self._name(rows[-1]),
            raw_label=some_of(row["raw_label"] for row in rows),
        )  # fmt: skip

    def _name(self, row: Row) -> str:
        """The name an area has in its row; that of our own system, or of another file, for a code alone."""
        if row["area_name"] != row["area_code"]:
            return str(row["area_name"])
        return str(self._names.get(row["area_code"], row["area_code"]))

    def _answer(
        self, series: Series, known: list[Pair], covered: Period, area: str
    ) -> tuple[float | None, float | None, float | None, list[str]]:
        """Numerator, denominator, value and notes."""
        if not known:
            return None, None, None, []
        part = sum(pair.part or 0 for pair in known)
        days = sum(pair.days for pair in known)
        if series.over == "":
            row = known[0].rows[0]
            printed = (row["numerator"], row["denominator"]) if series.latest and len(known) == 1 else (None, None)
            return printed[0] if printed[1] is not None else part, printed[1], series.per * part, []
        if series.over == "days":
            return part if not series.weighted else part / days, days, series.per * part / days, []
        if series.over == "population":
            people, note = people_of(self.estimates, self.system, area, series.ages, covered.middle)
            beds = part / days
            return beds, people, series.per * beds / people if people else None, [note]
        whole = sum(pair.whole or 0 for pair in known)
        if series.weighted:
            part, whole = part / days, whole / days
        if not whole:
            return part, whole, None, ["There are none to count this of."]
        return part, whole, series.per * part / whole, []


def _splits(series: Series, by: Sequence[str]) -> tuple[str, ...]:
    for split in by:
        if split not in series.all_splits:
            raise PublishedFault(
                f'{series.name} cannot be split by "{split}". Use any of: {", ".join(series.all_splits)}.'
            )
    return tuple(dict.fromkeys([*by, *series.always]))


def _wanted(area: str, known: Mapping[str, str], together: bool) -> set[str]:
    """The codes asked for. Raises PublishedFault where nothing is known of an area by that code or name."""
    named = {code for code, name in known.items() if name.casefold() == area.casefold()}
    found = ({area, area.upper(), *(council.code for council in councils_named(area))} | named) & set(known)
    if not found:
        raise PublishedFault(
            f'Nothing published is known here of "{area}" for this. Import a file that has it, or leave out --area.'
            + (" All organisations in the files, added up, are --area ALL." if together else "")
        )
    return found


def _same(one: float, other: float | None) -> bool:
    return other is not None and abs(one - other) <= 1e-9 * max(1.0, abs(one))


def _within(pair: Pair, period: Period | None) -> bool:
    return period is None or (period.first <= pair.first and pair.last <= period.last)


def _group(pair: Pair, by: Sequence[str], series: Series) -> dict[str, str]:
    times = {"month": f"{pair.first:%Y-%m}", "quarter": _quarter(pair.first), "year": _financial(pair.first)}
    group = {split: times.get(split) or pair.splits[split] for split in by}
    return {**group, "period": f"{pair.last}"} if series.latest and not set(by) & set(times) else group


def _financial(day: date) -> str:
    begins = day.year if day.month >= 4 else day.year - 1
    return f"{begins}-{(begins + 1) % 100:02d}"


def _quarter(day: date) -> str:
    return f"{_financial(day)} Q{((day.month - 4) % 12) // 3 + 1}"


def _bounds(pairs: Sequence[Pair], by: Sequence[str], covered: Period | None) -> Period:
    """The days that an answer is of: the whole month, quarter or year where it is split so, as far as files tell."""
    own = Period(min(pair.first for pair in pairs), max(pair.last for pair in pairs))
    months = next((n for split, n in (("month", 1), ("quarter", 3), ("year", 12)) if split in by), 0)
    if not months or covered is None:
        return own
    begins = own.first.replace(day=1)
    while (begins.month - 4) % months:
        begins = (begins - DAY).replace(day=1)
    ends = begins
    for _ in range(months):
        ends = (ends + 31 * DAY).replace(day=1)
    whole = Period(begins, ends - DAY).within(covered)
    return Period(min(own.first, whole.first), max(own.last, whole.last)) if whole else own


def _sortable(word: str) -> tuple[int, int, str]:
    first = word.split("-", maxsplit=1)[0].rstrip("+")
    return (word == "", int(first) if first.isdecimal() and len(first) < 4 else 10**9, word)
