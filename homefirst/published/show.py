"""Published statistics as text and CSV: what was imported, what is there, what was asked. Only importing writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

from homefirst.measures.output import FORMULA
from homefirst.published.keep import Kept, keep
from homefirst.published.read import read
from homefirst.published.series import SERIES, Series, series_named
from homefirst.published.store import PublishedStore, PublishedValue
from homefirst.published.tidy import Imported, PublishedFault


def import_files(paths: Sequence[Path], folder: Path, now: datetime) -> Iterator[tuple[bool, list[str]]]:
    """Read and keep each file; for each whether it could be read, and what there is to say of it."""
    for path in paths:
        try:
            imported = read(path)
        except PublishedFault as fault:
            yield False, [str(fault)]
            continue
        yield (
            True,
            told_of(imported) if keep(folder, imported, now) else [f"{path.name}: already there, by its content."],
        )


def told_of(imported: Imported | Kept) -> list[str]:
    """What became of one file."""
    dated = f", edition of {imported.dated}" if imported.dated else ""
    return [
        f"{imported.file}: {imported.family}, {imported.title}{dated}. {imported.kept:,} rows kept.",
        *(f"  repaired: {one}" for one in imported.repaired),
        *(f"  set aside: {one}" for one in imported.set_aside),
        *(f"  note: {sentence}" for sentence in imported.remarks),
    ]


def listed(store: PublishedStore) -> list[str]:
    """Every imported file, and every series that can be asked of them."""
    files = store.files()
    if not files:
        return [f"Nothing published is in {store.folder} yet. Import a file: homefirst published FILE --data DIR"]
    lines = [line for one in files for line in told_of(one)]
    return [*lines, "", "Measures that can be asked:", *(_headline(SERIES[name]) for name in store.askable())]


def _headline(series: Series) -> str:
    return f"  {series.name}: {series.title} ({series.unit}); by {', '.join(series.all_splits)}"


def answered(values: Sequence[PublishedValue], name: str) -> list[str]:
    """Values as text: an area after another, a line for each group, with where it was published."""
    series = series_named(name)
    lines = [f"{series.title} ({series.unit})"]
    if not values:
        return [*lines, "  Nothing published is known here for that."]
    area = ""
    for value in values:
        if value.area_code != area:
            area = value.area_code
            lines.append(f"  {value.area_name} ({area})")
        lines.append(_line(value))
    sources = dict.fromkeys(f"{v.source}{f', {v.dated}' if v.dated else ''}" for v in values)
    return [*lines, *(f"  Source: {source}" for source in sources)]


def _line(value: PublishedValue) -> str:
    words = {"reason": f" ({value.raw_label})"} if value.raw_label else {}
    group = ", ".join(f"{k} {word or 'all'}{words.get(k, '')}" for k, word in value.group.items()) or "all"
    of = "" if value.denominator is None else f" of {shown(value.denominator)}"
    count = f"  ({shown(value.numerator)}{of})" if value.denominator is not None else ""
    between = "" if value.lower is None else f"  {shown(value.lower)} to {shown(value.upper)}"
    note = f"  {value.note}" if value.note else ""
    return f"    {group}: {shown(value.value)}{count}{between}  {value.period_start} to {value.period_end}{note}"


def shown(number: float | None) -> str:
    """A number as people write it: whole if it is whole, else to two places."""
    if number is None:
        return "not known"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def as_csv(values: Sequence[PublishedValue]) -> str:
    """The values as CSV, splits as columns. Text that a spreadsheet would run as a formula gets a quote before it."""
    splits = list(dict.fromkeys(split for value in values for split in value.group))
    names = [field.name for field in fields(PublishedValue) if field.name not in ("measure", "group")]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["measure", *splits, *names])
    for value in values:
        cells = [value.measure, *(value.group.get(split, "") for split in splits)]
        writer.writerow([_cell(cell) for cell in (*cells, *(getattr(value, name) for name in names))])
    return out.getvalue()


def _cell(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def split_words(by: Iterable[str]) -> tuple[str, ...]:
    """The splits asked for, whether given one by one or with commas between."""
    return tuple(word.strip() for some in by for word in some.split(",") if word.strip())
