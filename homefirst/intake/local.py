"""What one sender's codes mean here: local codes are data (local_codes/*.toml), loaded once.

`local_codes("uk")` and `local_codes("us")` ship with homefirst; a path to a TOML file of the same shape is a
hospital's own.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SHIPPED = {"uk": "uk_itk.toml", "us": "us.toml"}
FOLDER = Path(__file__).parent / "local_codes"
_MAPS = (
    "class",
    "admission_method",
    "discharge_method",
    "destination",
    "residence",
    "arrival",
    "organisations",
    "wards",
    "council",
)


class LocalCodesFault(ValueError):
    """A local code file that cannot be used, in one sentence."""


@dataclass(frozen=True, eq=False)
class Local:
    """One sender's codes. Maps are from the code as sent, in capitals, to ours."""

    title: str
    time_zone: ZoneInfo
    ward_component: int
    one_disposition: bool
    names_a_person: frozenset[str]
    maps: dict[str, dict[str, str]]

    def mapped(self, name: str, code: str) -> str:
        """Our code for a code as sent; the code as sent where the file has none."""
        return self.maps[name].get(code.upper(), code)

    def known(self, name: str, code: str) -> str:
        """Our code for a code as sent; "" where the file has none."""
        return self.maps[name].get(code.upper(), "")


def local_codes(name: str) -> Local:
    """Local codes by name ("uk", "us") or from a TOML file. Raises LocalCodesFault with one sentence."""
    if name in SHIPPED:
        return _shipped(name)
    try:
        return _from_file(Path(name), Path(name).stat().st_mtime_ns)
    except OSError:
        raise LocalCodesFault(f"No local codes called {name}: say uk, us or the path of a TOML file.") from None


@cache
def _shipped(name: str) -> Local:
    return _from_file(FOLDER / SHIPPED[name], 0)


@lru_cache(maxsize=16)
def _from_file(path: Path, _changed_at: int) -> Local:
    """The codes of one file, read again only when the file has changed."""
    try:
        return _local(path, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise LocalCodesFault(f"{path.name} is not TOML: {fault}.") from None


def _local(path: Path, table: dict[str, object]) -> Local:
    zone, component = table.get("time_zone", "Europe/London"), table.get("ward_component", 2)
    if component not in (1, 2):
        raise LocalCodesFault(f"{path.name}: ward_component is {component}; it must be 1 or 2.")
    return Local(
        str(table.get("title", path.stem)),
        _zone(path, str(zone)),
        1 if component == 1 else 2,
        table.get("one_disposition") is True,
        frozenset(str(form).upper() for form in _list(path, table, "names_a_person")),
        {name: _map(path, table, name) for name in _MAPS},
    )


def _zone(path: Path, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise LocalCodesFault(f"{path.name}: time_zone {name} is not known; say for example Europe/London.") from None


def _list(path: Path, table: dict[str, object], name: str) -> list[object]:
    found = table.get(name)
    if not isinstance(found, list):
        raise LocalCodesFault(f'{path.name}: {name} must be there and be a list, as ["MR", "PI"].')
    return found


def _map(path: Path, table: dict[str, object], name: str) -> dict[str, str]:
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise LocalCodesFault(f"{path.name}: [{name}] must be a table of code = code.")
    return {str(code).upper(): str(ours) for code, ours in found.items()}
