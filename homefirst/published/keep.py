"""Keeping what was read: one Parquet file for each imported file, named by its content, never written over."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from homefirst.published.tidy import Imported, Told

ABOUT = b"homefirst.published"


@dataclass(frozen=True)
class Kept:
    """One imported file, as it lies in the data directory."""

    path: Path
    family: str
    title: str
    dated: str
    file: str
    sha256: str
    imported_at: str
    rows: int
    kept: int
    repaired: tuple[Told, ...]
    set_aside: tuple[Told, ...]
    remarks: tuple[str, ...]


def keep(folder: Path, imported: Imported, now: datetime) -> bool:
    """Write an imported file's rows into `folder`, over nothing; False if the same bytes were imported before."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{imported.sha256}.parquet"
    if target.exists():
        return False
    table = imported.rows.replace_schema_metadata({ABOUT: json.dumps(_about(imported, now))})
    written = target.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(table, written, compression="zstd")
    written.rename(target)
    return True


def _about(imported: Imported, now: datetime) -> dict[str, Any]:
    told = {"repaired": imported.repaired, "set_aside": imported.set_aside}
    names = ("family", "title", "dated", "file", "sha256", "kept")
    return {
        **{name: getattr(imported, name) for name in names},
        **{name: [asdict(one) for one in some] for name, some in told.items()},
        "remarks": list(imported.remarks),
        "imported_at": now.isoformat(),
    }


def kept_files(folder: Path) -> Iterator[Kept]:
    """Every imported file of a folder, in the order in which they were imported."""
    yield from sorted((_kept(path) for path in folder.glob("*.parquet")), key=lambda one: (one.imported_at, one.file))


def _kept(path: Path) -> Kept:
    read = pq.read_metadata(path)
    about = json.loads(read.metadata[ABOUT])
    for name in ("repaired", "set_aside"):
        about[name] = tuple(Told(**one) for one in about[name])
    about["remarks"] = tuple(about["remarks"])
    return Kept(path=path, rows=read.num_rows, **about)
