"""From published rows to numbers with what they are set against: of one area, one period and one group each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from homefirst.published.people import AT_LEAST, first_age
from homefirst.published.series import Series
from homefirst.published.tidy import NO_TOTAL, SPLITS

Row = dict[str, Any]
TOGETHER = "ALL"  # asked for as an area: all organisations in the files, which nobody published as England
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Pair:
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


def pairs_of(series: Series, raw: Mapping[tuple[Any, ...], Row], by: Sequence[str]) -> Iterator[Pair]:
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
        yield Pair(area, first, last, dict(zip(splits, named, strict=True)), part, whole, rows)


def together(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The organisations of each period and group added up. A missing one is not told: it is no one's whole."""
    groups: dict[tuple[Any, ...], list[Pair]] = {}
    for pair in pairs:
        if pair.rows[0]["area_kind"] in ("trust", "provider") and pair.part is not None and pair.whole is not None:
            groups.setdefault((pair.first, pair.last, *pair.splits.items()), []).append(pair)
    for some in groups.values():
        row = {**some[0].rows[0], "area_name": "All organisations in the files, added up", "note": ""}
        row.pop("earlier", None)
        part, whole = sum(pair.part or 0 for pair in some), sum(pair.whole or 0 for pair in some)
        yield Pair(TOGETHER, some[0].first, some[0].last, some[0].splits, part, whole, (row,), len(some))


Found = dict[tuple[Any, ...], tuple[float | None, tuple[Row, ...]]]


def _of_splits(
    series: Series, rows: Iterable[Row], measure: str, splits: tuple[str, ...], only: Mapping[str, str] = NOTHING
) -> Found:
    """The number of each area, period and group: as printed, or added from parts where no total is printed.

    It is not known where a part is not: set aside, or missing where the area has it in other months.
    """
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
    untold = {key for key, some in by_parts.get(frozenset(), {}).items() if all(_says_no_total(row) for row in some)}
    found: Found = {}
    lacking: Found = {}
    for beside in sorted(by_parts, key=lambda some: (len(some), [series.adds_over.index(s) for s in sorted(some)])):
        groups, named = by_parts[beside], [split for split in SPLITS if split in beside]
        absent = _absent(groups, named) if named and not series.latest else {}
        for key, some in groups.items():
            told = _named(some, named)
            if key in untold and (not named or "reason" in beside):
                lacking.setdefault(key, (None, told))
            elif key in absent:
                note = f"{absent[key]} is not known, so the whole is not"
                lacking.setdefault(key, (None, ({**told[0], "note": note}, *told[1:])))
            else:
                found.setdefault(key, (_added(some), told))
    return {**lacking, **found}


def _says_no_total(row: Row) -> bool:
    return bool(row["note"].startswith(NO_TOTAL))


def _named(rows: Sequence[Row], named: Sequence[str]) -> tuple[Row, ...]:
    """The rows, with the part named in the note of each that is not known."""
    if not named:
        return tuple(rows)
    return tuple(
        row if row["value"] is not None else {**row, "note": f"{_part(row, named)}: {row['note'] or 'not known'}"}
        for row in rows
    )


def _part(row: Row, named: Sequence[str]) -> str:
    return ", ".join(f"{split} {row[split]}" for split in named)


def _absent(groups: Mapping[tuple[Any, ...], Sequence[Row]], named: Sequence[str]) -> dict[tuple[Any, ...], str]:
    """Where a part has no row that the area has both before and after; or, in an area's first or last period, just
    beside it in the same file. Missing in two periods or more up to either end, a part began or ended."""
    periods: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for key in sorted(groups):
        periods.setdefault((key[0], *key[3:]), []).append(key)
    found = {}
    for keys in periods.values():
        have = [{_part(row, named) for row in groups[key]} for key in keys]
        later = [set[str]()]
        for parts in reversed(have):
            later.append(later[-1] | parts)
        earlier: set[str] = set()
        for n, key in enumerate(keys):
            at_edge = (keys[1:2] if n == 0 else []) + (keys[-2:-1] if n == len(keys) - 1 else [])
            beside = [groups[other] for other in at_edge if _adjoin(key, other)]
            files = {row["sha256"] for row in groups[key]}
            near = {_part(row, named) for rows in beside for row in rows if row["sha256"] in files}
            missing = ((earlier & later[len(keys) - n - 1]) | near) - have[n]
            earlier |= have[n]
            if missing:
                found[key] = "; ".join(sorted(missing))
    return found


def _adjoin(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether one period begins the day after the other ends."""
    return 1 in ((other[1] - one[2]).days, (one[1] - other[2]).days)


def _added(rows: Sequence[Row]) -> float | None:
    """The sum, which is not known where a part is not."""
    numbers = [row["value"] for row in rows]
    return None if None in numbers else float(sum(numbers))
