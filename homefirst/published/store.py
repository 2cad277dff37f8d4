"""Asking published statistics: the rows of a measure, the latest edition of each, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

from homefirst.measures import Period, Value
from homefirst.measures.intervals import wilson
from homefirst.published.keep import Kept, kept_files
from homefirst.published.people import AT_LEAST, Estimates, first_age, people_of
from homefirst.published.places import councils_named
from homefirst.published.series import SERIES, Series, series_named
from homefirst.published.tidy import SET_ASIDE, SPLITS, PublishedFault
from homefirst.system import System

Row = dict[str, Any]
TOGETHER = "ALL"  # asked for as an area: all organisations in the files, which nobody published as England
NOTHING: Mapping[str, str] = MappingProxyType({})
SHOWN = 3  # distinct labels or titles named in one value


@dataclass(frozen=True)
class PublishedValue(Value):
    """A published number with the face of a measure's value, and where it was published."""

    source: str = ""
    dated: str = ""
    area_code: str = ""
    area_name: str = ""
    raw_label: str = ""


class PublishedStore:
    """The imported files of one folder. `system` gives populations where no estimate was imported."""

    def __init__(self, folder: Path, system: System | None = None) -> None:
        self.folder, self.system = folder, system

    def files(self) -> list[Kept]:
        """Every imported file, oldest import first."""
        return list(kept_files(self.folder)) if self.folder.exists() else []

    @cached_property
    def _order(self) -> dict[str, tuple[str, str]]:
        """When each file's edition is dated, and when it was imported: the later of two counts."""
        return {one.sha256: (one.dated, one.imported_at) for one in self.files()}

    def _ask(self, what: str, measures: Sequence[str], areas: Iterable[str] | None = None) -> list[Row]:
        """`what` of all rows of these raw measures but those set aside, of every edition."""
        paths = [str(one.path) for one in self.files()]
        if not paths:
            return []
        where = "list_contains(?, measure) and status <> ?" + (" and list_contains(?, area_code)" if areas else "")
        told: list[Any] = [paths, list(measures), SET_ASIDE, *([list(areas)] if areas else [])]
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
        found = self._ask("distinct area_code, area_name", measures)
        return {row["area_code"]: row["area_name"] for row in found}

    def latest(self, measures: Sequence[str], areas: Iterable[str] | None = None) -> dict[tuple[Any, ...], Row]:
        """The rows of the latest edition by measure, area, period and splits; `earlier` tells another number."""
        found: dict[tuple[Any, ...], Row] = {}
        for row in sorted(self._ask("*", measures, areas), key=lambda row: self._order[row["sha256"]]):
            key = (row["measure"], row["area_code"], row["period_start"], row["period_end"], *(row[s] for s in SPLITS))
            before = found.get(key)
            if before and before["value"] is not None and before["value"] != row["value"]:
                row["earlier"] = (before["value"], before["dated"])
            found[key] = row
        return found

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
            None if area is None or (area == TOGETHER and series.together) else _wanted(area, self.areas(series.raw))
        )
        raw = self.latest(series.raw, wanted)
        pairs = [pair for pair in _pairs(series, raw, by) if _within(pair, period)]
        if series.together and area in (None, TOGETHER):
            pairs = [*(pairs if area is None else []), *_together(pairs)]
        groups: dict[tuple[Any, ...], list[_Pair]] = {}
        for pair in pairs:
            groups.setdefault((pair.area, *_group(pair, by, series).items()), []).append(pair)
        found = [self._value(series, by, some, period) for some in groups.values()]
        return sorted(found, key=lambda v: (v.area_name, v.area_code, [_sortable(word) for word in v.group.values()]))

    def _value(self, series: Series, by: Sequence[str], pairs: list[_Pair], period: Period | None) -> PublishedValue:
        group = _group(pairs[0], by, series)
        known = [pair for pair in pairs if pair.part is not None and pair.whole is not None]
        first, last = min(p.first for p in pairs), max(p.last for p in pairs)
        part, whole, value, notes = self._answer(series, known, Period(first, last), pairs[0].area)
        notes += _missing(series, pairs, known) + _editions(pairs) + _of_organisations(pairs)
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
            suppressed=suppressed, note=" ".join(notes), source=_some(row["source"] for row in rows),
            dated=max(row["dated"] for row in rows), area_code=pairs[0].area, area_name=rows[-1]["area_name"],
            raw_label=_some(row["raw_label"] for row in rows),
        )  # fmt: skip

    def _answer(
        self, series: Series, known: list[_Pair], covered: Period, area: str
    ) -> tuple[float | None, float | None, float | None, list[str]]:
        """Numerator, denominator, value and notes."""
        if not known:
            return None, None, None, []
        part = sum(pair.part or 0 for pair in known)
        days = sum(pair.days for pair in known)
        if series.over == "":
            return part, None, series.per * part, []
        if series.over == "days":
            return part if not series.weighted else part / days, days, series.per * part / days, []
        if series.over == "population":
            people, note = people_of(self.estimates, self.system, area, series.ages, covered.middle)
            beds = part / days
            return beds, people, series.per * beds / people if people else None, [note]
        whole = sum(pair.whole or 0 for pair in known)
        if series.weighted:
            part, whole = part / days, whole / days
        return part, whole, series.per * part / whole if whole else None, []


@dataclass(frozen=True)
class _Pair:
    """One number of one area, period and group, with what it is set against and the rows it is from."""

    area: str
    first: date
    last: date
    splits: Mapping[str, str]
    part: float | None
    whole: float | None
    rows: tuple[Row, ...]
    organisations: int = 0

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def _splits(series: Series, by: Sequence[str]) -> tuple[str, ...]:
    for split in by:
        if split not in series.all_splits:
            raise PublishedFault(
                f'{series.name} cannot be split by "{split}". Use any of: {", ".join(series.all_splits)}.'
            )
    return tuple(dict.fromkeys([*by, *series.always]))


def _wanted(area: str, known: Mapping[str, str]) -> set[str]:
    """The codes asked for. Raises PublishedFault where nothing is known of an area by that code or name."""
    named = {code for code, name in known.items() if name.casefold() == area.casefold()}
    found = ({area, area.upper(), *(council.code for council in councils_named(area))} | named) & set(known)
    if not found:
        raise PublishedFault(
            f'Nothing published is known here of "{area}" for this. Import a file that has it, or leave out --area.'
        )
    return found


def _pairs(series: Series, raw: Mapping[tuple[Any, ...], Row], by: Sequence[str]) -> Iterator[_Pair]:
    """Numerators with their denominators, each of the splits asked for and no others."""
    splits = tuple(split for split in by if split in series.splits)
    parts = _of_splits(series, raw.values(), series.counts, splits, series.only)
    taken = _of_splits(series, raw.values(), series.less, splits) if series.less else {}
    against = _of_splits(series, raw.values(), series.over, splits) if series.over.startswith("published.") else None
    for key, (part, rows) in parts.items():
        area, first, last, *named = key
        whole: float | None = float((last - first).days + 1)
        if series.less:
            less, more = taken.get(key, (None, ()))
            part, rows = (None if part is None or less is None else part - less), (*rows, *more)
        if against is not None:
            whole, more = against.get(key, (None, ()))
            rows = (*rows, *more)
        if series.weighted:
            days = (last - first).days + 1
            part, whole = (None if n is None else n * days for n in (part, whole))
        yield _Pair(area, first, last, dict(zip(splits, named, strict=True)), part, whole, rows)


def _together(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """The organisations of each period and group added up. A missing one is not told: it is no one's whole."""
    groups: dict[tuple[Any, ...], list[_Pair]] = {}
    for pair in pairs:
        if pair.rows[0]["area_kind"] in ("trust", "provider") and pair.part is not None and pair.whole is not None:
            groups.setdefault((pair.first, pair.last, *pair.splits.items()), []).append(pair)
    for some in groups.values():
        row = {**some[0].rows[0], "area_name": "All organisations in the files, added up", "note": ""}
        row.pop("earlier", None)
        part, whole = sum(pair.part or 0 for pair in some), sum(pair.whole or 0 for pair in some)
        yield _Pair(TOGETHER, some[0].first, some[0].last, some[0].splits, part, whole, (row,), len(some))


Found = dict[tuple[Any, ...], tuple[float | None, tuple[Row, ...]]]


def _of_splits(
    series: Series, rows: Iterable[Row], measure: str, splits: tuple[str, ...], only: Mapping[str, str] = NOTHING
) -> Found:
    """The number of each area, period and group: as printed, or added from parts where no total is printed."""
    by_parts: dict[frozenset[str], dict[tuple[Any, ...], list[Row]]] = {}
    for row in rows:
        if row["measure"] != measure or any(row[name] != word for name, word in only.items()):
            continue
        if series.latest and series.ages and (first_age(row["age"]) or 0) < AT_LEAST[series.ages]:
            continue
        beside = frozenset(split for split in SPLITS if row[split] and split not in splits and split not in only)
        if all(row[split] for split in splits) and beside <= set(series.adds_over):
            key = (row["area_code"], row["period_start"], row["period_end"], *(row[split] for split in splits))
            by_parts.setdefault(beside, {}).setdefault(key, []).append(row)
    found: Found = {}
    for beside in sorted(by_parts, key=lambda some: (len(some), [series.adds_over.index(s) for s in sorted(some)])):
        for key, some in by_parts[beside].items():
            found.setdefault(key, (_added(some), tuple(some)))
    return found


def _added(rows: Sequence[Row]) -> float | None:
    """The sum, which is not known where a part is not."""
    numbers = [row["value"] for row in rows]
    return None if None in numbers else float(sum(numbers))


def _within(pair: _Pair, period: Period | None) -> bool:
    return period is None or (period.first <= pair.first and pair.last <= period.last)


def _group(pair: _Pair, by: Sequence[str], series: Series) -> dict[str, str]:
    times = {"month": f"{pair.first:%Y-%m}", "quarter": _quarter(pair.first), "year": _financial(pair.first)}
    group = {split: times.get(split) or pair.splits[split] for split in by}
    return {**group, "period": f"{pair.last}"} if series.latest and not set(by) & set(times) else group


def _financial(day: date) -> str:
    begins = day.year if day.month >= 4 else day.year - 1
    return f"{begins}-{(begins + 1) % 100:02d}"


def _quarter(day: date) -> str:
    return f"{_financial(day)} Q{((day.month - 4) % 12) // 3 + 1}"


def _missing(series: Series, pairs: Sequence[_Pair], known: Sequence[_Pair]) -> list[str]:
    """What is not known of the time between the first and the last period of these."""
    if series.latest or not known:
        return (
            [] if known else [_some(row["note"] for pair in pairs for row in pair.rows if row["note"]) or "Not known."]
        )
    first, last = min(p.first for p in pairs), max(p.last for p in pairs)
    have = len({pair.first for pair in known})
    of = {"day": (last - first).days + 1, "month": _months(first, last), "quarter": _months(first, last) // 3}
    wanted = of.get(series.grain, have)
    what = f"{series.grain}s"
    if series.grain == "day":
        return [f"Mean of {have} days reported of {wanted}."]
    return [f"{have} of {wanted} {what} known."] if have < wanted else []


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _editions(pairs: Sequence[_Pair]) -> list[str]:
    earlier = [row["earlier"] for pair in pairs for row in pair.rows if "earlier" in row]
    if not earlier:
        return []
    if len(earlier) == 1:
        value, dated = earlier[0]
        return [f"An earlier edition{f' ({dated})' if dated else ''} said {value:g}."]
    return [f"{len(earlier)} of its numbers were otherwise in an earlier edition."]


def _of_organisations(pairs: Sequence[_Pair]) -> list[str]:
    most = max(pair.organisations for pair in pairs)
    return [f"Up to {most} organisations a month; not a figure published for England."] if most else []


def _some(words: Iterable[str]) -> str:
    found = [word for word in dict.fromkeys(words) if word]
    return "; ".join(found[:SHOWN]) + (f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else "")


def _sortable(word: str) -> tuple[int, int, str]:
    first = word.split("-", maxsplit=1)[0].rstrip("+")
    return (word == "", int(first) if first.isdecimal() and len(first) < 4 else 10**9, word)
