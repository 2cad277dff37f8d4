"""Events as rows of a table and back. Times are whole microseconds since 1970 in UTC, so no zone can be lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any

from homefirst.event import Event, Kind
from homefirst.ledger.contract import LedgerError, Row

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EXACT = 2**52  # until 2112 a moment as a float of seconds is right to the microsecond
KINDS = {kind.value: kind for kind in Kind}
COLUMNS = ", ".join(Event._fields)


def microseconds(moment: datetime) -> int:
    """Whole microseconds from 1970 to this moment; exact, which a float timestamp is not."""
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def moment(microseconds: int) -> datetime:
    """The moment (UTC) so many microseconds after 1970."""
    if 0 <= microseconds < EXACT:
        return datetime.fromtimestamp(microseconds / 1_000_000, UTC)
    return EPOCH + timedelta(microseconds=microseconds)


def rows(events: Iterable[Event]) -> list[Row]:
    """The rows of these events. Raises LedgerError for one that has no proper kind or times."""
    return [row(event) for event in events]


def row(event: Event) -> Row:
    """One event as a row, in the order of COLUMNS. Raises LedgerError."""
    try:
        refuse_unkeepable("".join(event[5:12]))
        # Plain text rather than the enum, which databases would adapt slowly, one value at a time.
        kind = event[2]._value_
        return (event[0], event[1], kind, microseconds(event[3]), microseconds(event[4]), *event[5:])
    except (AttributeError, TypeError, ValueError):
        raise LedgerError(
            f"Event {event[0]} cannot be kept: its kind must be a Kind, its two times need their zone, and its text "
            "may hold no NUL or broken character. Make events with new_event. Nothing of this batch was kept."
        ) from None


def row_told_at_once(
    person: str, kind: str, at: int, location: str, service: str, detail: str, source: str, spell: str, sequence: int
) -> Row:
    """The row of an event that was told when it happened (`at`: microseconds since 1970 in UTC), from its facts alone.

    What row(new_event(...)) gives, its id with it, four times as soon: for a year of events at once. `kind` is the
    plain value of a Kind. Raises LedgerError for text that cannot be kept.
    """
    when = repr(at / 1_000_000)
    facts = (
        f"{person}\x1f{kind}\x1f{when}\x1f{when}\x1f{location}\x1f{service}\x1f{detail}\x1f\x1f\x1f{source}\x1f{spell}"
        f"\x1f{sequence}"
    )
    try:
        key = blake2b(facts.encode(), digest_size=16).hexdigest()
        if "\0" in facts:
            raise ValueError
    except ValueError:
        raise LedgerError(
            "An event cannot be kept: its text may hold no NUL or broken character. Nothing of these events was kept."
        ) from None
    return (key, person, kind, at, at, location, service, detail, "", "", source, spell, sequence)


def refuse_unkeepable(text: str) -> None:
    """Raise ValueError for text that some database cannot keep: PostgreSQL no NUL, neither half a character."""
    if "\0" in text:
        raise ValueError
    text.encode()


def event_of(row: Sequence[Any]) -> Event:
    """The event that was kept as this row (in the order of COLUMNS). Raises LedgerError for a kind from the future."""
    key, person, kind, happened_at, recorded_at, *rest = row
    if kind not in KINDS:
        raise LedgerError(f"The ledger holds events of a kind unknown here, {kind!r}. Use a newer homefirst.")
    happened = moment(happened_at)
    recorded = happened if recorded_at == happened_at else moment(recorded_at)
    return tuple.__new__(Event, (key, person, KINDS[kind], happened, recorded, *rest))


def placed(rows: Iterable[Sequence[Any]]) -> list[tuple[int, Event]]:
    """Rows that begin with their position, as (position, event)."""
    return [(row[0], event_of(row[1:])) for row in rows]
