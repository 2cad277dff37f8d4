"""The event loop, compiled: what follows what when people, places, staff and chance meet.

Its compiled form is kept in a folder named after all its files together and the kinds of event, whose numbers are in
it, so that a change in any of them is noticed.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numba

from homefirst.columns import keep_compiled_rules

__all__ = ["run"]

keep_compiled_rules()


def kept_in() -> str:
    """The folder for the compiled form of exactly these files."""
    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), here.parents[1] / "event.py"]
    written = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    base = os.environ.get("NUMBA_CACHE_DIR") or str(here / "__pycache__")
    return str(Path(base) / f"loop-{written[:12]}")


before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, kept_in()
try:
    from homefirst.simulate.loop.engine import run
finally:
    numba.config.CACHE_DIR = before
