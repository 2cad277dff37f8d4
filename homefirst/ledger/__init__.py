"""The ledger: everything that ever happened to anybody, kept once and never changed.

Append events (or fill an empty ledger at once), read one person's, read what came after a position, or follow as they
come: that is all a ledger can do, on one SQLite file or in a PostgreSQL database alike. Beside each event the database
itself writes when it was kept (`kept_at`, microseconds UTC), for whoever must show later what was known when; no rule
reads it.
"""

from __future__ import annotations

from pathlib import Path

from homefirst.ledger.contract import Appended, Ledger, LedgerError, NewerEvents, Row, WrongOrigin
from homefirst.ledger.rows import row_told_at_once

__all__ = [
    "Appended",
    "Ledger",
    "LedgerError",
    "NewerEvents",
    "Row",
    "WrongOrigin",
    "open_ledger",
    "row_told_at_once",
]


def open_ledger(place: Path | str, origin: str | None = None) -> Ledger:
    """Open the ledger kept at `place`, making it when there is none.

    `place` is a file (SQLite) or a postgresql:// address. `origin` says where the events come from: "recorded",
    "simulated:SCENARIO:SEED" or "made-up:NAME". A new ledger takes it (default "recorded").
    Raises WrongOrigin when the ledger holds another origin, LedgerError when it cannot be read; each a sentence.
    """
    if str(place).startswith(("postgresql://", "postgres://")):
        from homefirst.ledger.postgres import PostgresLedger

        return PostgresLedger(str(place), origin)
    from homefirst.ledger.sqlite import SqliteLedger

    return SqliteLedger(Path(place), origin)
