"""A new file that its owner alone may read, made without ever opening one that is there."""

from __future__ import annotations

import errno
import os
import threading
from contextlib import suppress
from pathlib import Path

_making = threading.Lock()


def make_own_file(path: Path) -> None:
    """Make an empty file that its owner alone may read and write, if there is none. Raises OSError.

    One that is there is left alone: to close a file undoes every lock that this process holds on it, so SQLite in
    another process would take it for unused and remove the log with what was kept last
    (sqlite.org/howtocorrupt.html, 2.2).
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with _making, suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
