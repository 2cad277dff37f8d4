"""Taking turns at writing, so that nobody waits for ever.

SQLite lets one writer in at a time and lets the others sleep and try again, so that an unlucky one may starve for
seconds. Here writers queue at two doors instead. Only one waits between the doors, so whoever has just finished
cannot push in front: the one in between is always next, and the rest stand at the outer door in order of arrival.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def turn(file: Path) -> Iterator[None]:
    """Hold the right to write `file`, among all threads and processes that ask here."""
    if sys.platform == "win32":  # no flock there: SQLite's own waiting has to do
        yield
        return
    with _door(file, "next") as passed, _door(file, "now"):
        passed.close()
        yield


@contextmanager
def _door(file: Path, name: str) -> Iterator[ExitStack]:
    """Wait for a door and hold it until the block ends, or until what is given is closed."""
    with ExitStack() as held:
        door = os.open(f"{file}-{name}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        held.callback(os.close, door)
        if sys.platform != "win32":
            fcntl.flock(door, fcntl.LOCK_EX)
        yield held
