"""The invented users of the demo: nobody here exists."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from homefirst.record.reader import Reader, Role

FILE = Path(__file__).with_name("invented_users.toml")


@cache
def invented_users() -> tuple[Reader, ...]:
    """Everyone whom the demo's chooser offers, in its order."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["users"]
    return tuple(
        Reader(row["account"], row["name"], Role(row["role"]), row["organisation"], row.get("service", ""))
        for row in rows
    )
