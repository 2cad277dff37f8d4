"""Everyone at once: the ledger as columns, and the tables that every measure is a sum over.

`build(ledger, folder, ...)` writes the ledger's events as Parquet sorted by person and time, then spells,
stays, ready, delays, attendances, referrals, supports, residences and people as tables, all at once swapped
for the ones before. `Tables(folder)` reads the ones in force. The rules are those of `journey.py`, said again in
`rules.py` for columns.
"""

from __future__ import annotations

from homefirst.columns.tables import NoTables, Person, Tables, build, write_tables

__all__ = ["NoTables", "Person", "Tables", "build", "write_tables"]
