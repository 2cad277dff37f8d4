"""Tables in parts: the whole as it was once built, then the people who were touched since, told anew.

A table is read as its parts together, each without the people whom a later part tells of (`gone`). So a day's events
cost what the people in them cost, and whoever reads sees one table.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow.parquet as pq

HERE = Path(__file__).parent
OF_NOBODY = ("capacity",)  # tables that are not of people: each part has all of them
KEYS_OF_OLD = "select key, person from read_parquet('{file}')"


def rules_as_written() -> str:
    """A fingerprint of the rules that tables are made by: other rules, other tables."""
    above = (HERE.parent / f"{name}.py" for name in ("event", "standing", "journey", "hops"))
    sources = [*sorted(HERE.glob("*.py")), *above]
    return hashlib.sha256(b"".join(file.read_bytes() for file in sources if file.exists())).hexdigest()[:16]


RULES = rules_as_written()


class NoTables(Exception):
    """There are no tables yet; the message says how to make them."""


class Part(NamedTuple):
    """Some people's rows of every table, in a folder, and how many events of theirs are in force here."""

    folder: Path
    events: int

    def rows(self, name: str) -> str:
        """A query for the rows that this part tells of a table."""
        file, gone = self.folder / f"{name}.parquet", self.folder / "gone.parquet"
        if name == "keys" and not file.exists():  # tables made without a ledger: everyone has one key
            return KEYS_OF_OLD.format(file=self.folder / "people.parquet")
        without = f" anti join read_parquet('{gone}') gone using (person)" if gone.exists() else ""
        return f"select * from read_parquet('{file}') told{'' if name in OF_NOBODY else without}"


class Tables:
    """The tables in force in `folder`. Raises NoTables where none were built."""

    def __init__(self, folder: Path) -> None:
        current = folder / "CURRENT"
        if not current.exists():
            raise NoTables(f"There are no tables in {folder} yet. Make them with: homefirst tables --data DIR")
        self.folder = folder / current.read_text().strip()
        said = json.loads((self.folder / "about.json").read_text())
        self.position: int = said["position"]
        self.events: int = said["events"]
        self.origin: str = said["origin"]
        self.rules: str = said.get("rules", "")
        self.as_at = datetime.fromisoformat(said["as_at"])
        self.first_at = datetime.fromisoformat(said["first_at"])
        parts = said.get("parts", [["", self.events]])
        self.parts = [Part(self.folder / name, events) for name, events in parts]

    @property
    def names(self) -> list[str]:
        """The tables that there are."""
        return sorted(file.stem for file in self.folder.glob("*.parquet") if file.stem != "gone")

    def sql(self, name: str) -> str:
        """One table as a query for DuckDB, its parts put together; "" where it was never made."""
        if name != "keys" and not (self.folder / f"{name}.parquet").exists():
            return ""
        parts = self.parts[-1:] if name in OF_NOBODY else self.parts
        return " union all by name ".join(part.rows(name) for part in parts)

    def path(self, name: str) -> Path:
        """One table as one Parquet file, put together from its parts when it is first asked for."""
        if len(self.parts) == 1:
            return self.folder / f"{name}.parquet"
        whole = self.folder / "whole" / f"{name}.parquet"
        if not whole.exists():
            whole.parent.mkdir(exist_ok=True)
            making = whole.with_suffix(f".{os.getpid()}")
            with duckdb.connect() as db:
                db.execute("set TimeZone = 'UTC'")
                db.execute(f"copy ({self.sql(name)}) to '{making}' (format parquet)")
            making.replace(whole)
        return whole


def describe(
    folder: Path, parts: Sequence[Part], position: int, origin: str, as_at: datetime, first_at: datetime
) -> None:
    """Write about.json, which says what the tables in `folder` are made of; parts lie in it or in folders of it."""
    about: dict[str, Any] = {
        "position": position,
        "events": sum(part.events for part in parts),
        "origin": origin,
        "rules": RULES,
        "as_at": as_at.isoformat(),
        "first_at": first_at.isoformat(),
        "parts": [["" if part.folder == folder else part.folder.name, part.events] for part in parts],
    }
    (folder / "about.json").write_text(json.dumps(about))


def link_part(part: Part, to: Path) -> None:
    """The files of a part in another folder too, without copying them where the disk can; not who is gone from it."""
    to.mkdir(exist_ok=True)
    for file in part.folder.glob("*.parquet"):
        if file.name != "gone.parquet":
            try:
                os.link(file, to / file.name)
            except OSError:  # a disk that knows no links
                shutil.copy(file, to / file.name)


def count_events(file: Path) -> int:
    """How many rows a Parquet file has."""
    rows: int = pq.read_metadata(file).num_rows
    return rows
