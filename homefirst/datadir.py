"""One --data directory: where a local system's ledger, people, documents and tables live."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from homefirst.documents import Documents
from homefirst.ledger import Ledger, open_ledger
from homefirst.people import People


class DataDirError(Exception):
    """The --data directory cannot be used; the message says what to do next."""


class DataDir:
    """The folder at `path`, made when something is first kept in it, for its owner alone."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def ledger(self, origin: str | None = None) -> Ledger:
        """The ledger: the PostgreSQL database of DATABASE_URL when that is set, else the file ledger.sqlite.

        Raises WrongOrigin, LedgerError, DataDirError.
        """
        return open_ledger(os.environ.get("DATABASE_URL") or self._folder / "ledger.sqlite", origin)

    def people(self) -> People:
        """Who everyone is. Raises PeopleError, DataDirError."""
        return People(self._folder / "people.sqlite")

    def documents(self) -> Documents:
        """The documents that events point to. Raises DocumentError, DataDirError."""
        return Documents(self._folder / "documents.sqlite")

    @property
    def set_aside(self) -> Path:
        """The file of messages that could not be understood, kept whole. Raises DataDirError."""
        return self._folder / "set_aside.sqlite"

    @property
    def accounts(self) -> Path:
        """The file of accounts and sessions. Raises DataDirError."""
        return self._folder / "accounts.sqlite"

    @property
    def audit(self) -> Path:
        """The file of who looked at whom and who decided what. Raises DataDirError."""
        return self._folder / "audit.sqlite"

    @property
    def tables(self) -> Path:
        """The folder of the tables made from the ledger, made when missing. Raises DataDirError."""
        return made(self._folder / "tables")

    @cached_property
    def _folder(self) -> Path:
        return made(self.path)


def made(folder: Path) -> Path:
    """The folder, made when missing and fit to write in. Raises DataDirError."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (FileExistsError, NotADirectoryError):
        raise DataDirError(
            f"{folder} is, or lies under, a file and not a folder. Name another --data directory."
        ) from None
    except OSError as error:
        raise DataDirError(
            f"The folder {folder} cannot be made: {error.strerror}. Name another --data directory."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DataDirError(f"You may not write in {folder}. Ask for that right, or name another --data directory.")
    return folder
