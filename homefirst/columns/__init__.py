"""Everyone at once: the ledger as columns, and the tables that every measure is a sum over.

`build(ledger, folder, ...)` writes the ledger's events as Parquet sorted by person and time, then spells,
stays, ready, delays, attendances, referrals, supports, residences and people as tables, all at once swapped
for the ones before. `Tables(folder)` reads the ones in force. The rules are those of `journey.py`, said again in
`rules.py` for columns.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

import numba

HERE = Path(__file__).parent
# What the compiled rules are made from: the compiler itself notices a change of rules.py alone.
SOURCES = (
    *(HERE / name for name in ("rules.py", "hop_rules.py", "compiled.py", "shapes.py")),
    *(HERE.parent / name for name in ("event.py", "journey.py", "hops.py")),
)


def keep_compiled_rules() -> None:
    """Choose where the compiled rules are kept, if not beside the package: the user's cache, else /tmp.

    The compiler stops the program if it finds nowhere to keep what it made, as with a read-only disk and no home.
    """
    if "NUMBA_CACHE_DIR" in os.environ or os.access(HERE, os.W_OK):
        return
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "homefirst" / "compiled"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        cache = in_temporary_folder()
    os.environ["NUMBA_CACHE_DIR"] = str(cache)


def in_temporary_folder() -> Path:
    """A folder of this user's alone, the same at each start: what lies in it is run, so nobody else may write there."""
    folder = Path(tempfile.gettempdir()) / f"homefirst-compiled-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid == os.getuid() and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077:
        return folder
    return Path(tempfile.mkdtemp(prefix="homefirst-compiled-"))


def kept_in() -> str:
    """The folder for the compiled form of exactly these files."""
    written = hashlib.sha256(b"".join(file.read_bytes() for file in SOURCES)).hexdigest()
    base = os.environ.get("NUMBA_CACHE_DIR") or str(HERE / "__pycache__")
    return str(Path(base) / f"rules-{written[:12]}")


keep_compiled_rules()
before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, kept_in()
try:
    from homefirst.columns.export import Person
    from homefirst.columns.parts import RULES
    from homefirst.columns.tables import NoTables, Tables, build, write_tables
finally:
    numba.config.CACHE_DIR = before

__all__ = ["RULES", "NoTables", "Person", "Tables", "build", "write_tables"]
