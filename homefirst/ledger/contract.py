"""What any ledger promises, whichever database keeps it, and the ways in which it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple, Protocol

from homefirst.event import Event, Kind

SCHEMA_VERSION = "1"
APPEND_ONLY = "The ledger is append only: record a correction or a retraction instead."
TOLD_TWICE = "was to be filled with one event twice. Give each once; nothing of these events was kept."
ALL_KINDS = frozenset(Kind)
Row = tuple[str | int, ...]  # an event as `rows.row` or `rows.row_told_at_once` makes it
ORIGIN = re.compile(r"recorded|simulated:.+:.+|made-up:.+")


class LedgerError(Exception):
    """The ledger cannot do what was asked; the message says what to do next, and holds no personal data."""


class WrongOrigin(LedgerError):
    """Recorded, simulated and made-up events never share a ledger."""


class NewerEvents(LedgerError):
    """Somebody recorded something about this person since the reader looked."""

    def __init__(self) -> None:
        super().__init__("This person's record has changed since you opened it. Look again, then decide.")


class Appended(NamedTuple):
    """What an append did: the ids that were new, and the last position of the ledger after it."""

    new: frozenset[str]
    position: int


class Ledger(Protocol):
    """One append-only ledger. Positions say in which order events were kept, never the order of a journey."""

    @property
    def origin(self) -> str:
        """Where its events come from: "recorded", "simulated:SCENARIO:SEED" or "made-up:NAME"."""

    @property
    def uri(self) -> str:
        """Where to read it in bulk: the path of a SQLite file or a postgresql:// address (it may hold a password)."""

    def append(self, events: Iterable[Event], *, seen: int | None = None) -> Appended:
        """Keep these events, all or none; one that is known already is kept once.

        With `seen`, the position up to which the reader has looked, raises NewerEvents if any person among the
        events has others after it. Raises LedgerError for an event that cannot be kept.
        """

    def fill(self, rows: Iterable[Row]) -> int:
        """Keep the first events of an empty ledger, given as rows, all or none; gives its position.

        The quick way for a whole year at once. What is read back is what `append` would have kept. Raises
        LedgerError when the ledger holds events already, when an event comes twice, and for one that cannot be kept.
        """

    def person(self, *keys: str) -> list[Event]:
        """Every event of these person keys, in the order of `event.order`."""

    def persons(self) -> Iterator[str]:
        """Every person key that has an event, sorted; not "" (events of a service)."""

    def after(self, position: int, limit: int = 10_000, kinds: Collection[Kind] = ALL_KINDS) -> list[tuple[int, Event]]:
        """Up to `limit` events of these kinds kept after `position`, each with its own, in that order.

        Positions may have gaps.
        """

    def subscribe(self, position: int, *, stop: Callable[[], bool]) -> Iterator[list[tuple[int, Event]]]:
        """Follow from `position`: batches as they are kept, missing nothing, until `stop()` is true."""

    def position(self) -> int:
        """The last position, 0 when empty."""

    def last_recorded_at(self) -> datetime | None:
        """The latest time at which anybody recorded anything (UTC); None when empty."""

    def close(self) -> None:
        """Let go of the file or the database. Closing twice does no harm."""


def refuse_unless_empty(position: int, name: str) -> None:
    """Only an empty ledger is filled. Raises LedgerError."""
    if position:
        raise LedgerError(
            f"The ledger {name} holds events already; only an empty one can be filled. Use another --data directory."
        )


def settle_origin(held: str | None, asked: str | None, name: str) -> str:
    """The origin of the ledger `name` from what it holds and what is asked. Raises WrongOrigin."""
    if asked is not None and not ORIGIN.fullmatch(asked):
        raise WrongOrigin(f"{asked!r} is not an origin. Say recorded, simulated:SCENARIO:SEED or made-up:NAME.")
    if held and asked and held != asked:
        raise WrongOrigin(
            f"The ledger {name} says it holds {held} events and you asked for {asked}. Use another --data directory."
        )
    return held or asked or "recorded"


def settle_version(held: str | None, name: str) -> None:
    """Refuse a ledger laid out by another edition of homefirst. Raises LedgerError."""
    if held != SCHEMA_VERSION:
        raise LedgerError(
            f"The ledger {name} has layout {held or 'unknown'} and this homefirst reads layout {SCHEMA_VERSION}. "
            "Use the homefirst that made it, or read its sources again into a new --data directory."
        )
