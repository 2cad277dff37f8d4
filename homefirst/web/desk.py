"""What every page needs at hand: the ledger, the people, the local system, the board and the time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from homefirst.datadir import DataDir
from homefirst.documents import Documents
from homefirst.hub.board import BoardRow, Filter, Who
from homefirst.hub.clocks import Limits
from homefirst.hub.follow import Board, Followed
from homefirst.hub.teams import with_teams
from homefirst.hub.words import Title, moment_words
from homefirst.ledger import Ledger, LedgerError
from homefirst.measures import Value
from homefirst.people import Identity, People
from homefirst.system import System, location_title

if TYPE_CHECKING:
    from homefirst.web.live import OpenPage

Clock = Callable[[], datetime]


class MadeList(NamedTuple):
    """A list as it was shown, and the keys of the people on it."""

    part: Markup
    people: tuple[str, ...]


@dataclass
class Desk:
    """One data directory, open for reading. `names` says whether readers may see who people are."""

    data_dir: DataDir
    system: System
    ledger: Ledger
    people: People
    title: Title
    now: Clock
    names: bool
    limits: Limits | None = None  # of the place's clocks, where not the national ones
    heard: list[Followed] = field(default_factory=list)  # what changed, until the open pages are told
    open_pages: list[OpenPage] = field(default_factory=list)
    lines: dict[str, tuple[BoardRow, str]] = field(default_factory=dict)  # the board's rows as they were last shown
    # whole lists, by what was asked and by who may see the same people
    boards: dict[tuple[Filter, tuple[str, ...], tuple[str, ...]], MadeList] = field(default_factory=dict)
    boards_seen: tuple[int, str] = (0, "")  # the position and time at which those boards were made
    making: threading.Lock = field(default_factory=threading.Lock)  # one makes a list, the others wait for that one
    answers: dict[tuple[str, tuple[str, ...]], list[Value]] = field(default_factory=dict)  # of measures, by their split
    answers_of: Path | None = None  # the tables that those answers were worked out from
    board: Board = field(init=False)

    def __post_init__(self) -> None:
        self.board = Board(self.ledger, self.people.keys_of, self.who, self.title, self.now, self.hear, self.limits)

    def hear(self, followed: Followed) -> None:
        """Keep that something changed, for the open pages to be told of."""
        if self.open_pages:
            self.heard.append(followed)

    @property
    def origin(self) -> str:
        return origin_words(self.ledger.origin)

    @property
    def as_at(self) -> str:
        """The time that it is for this ledger, in words; said to be unknown where the ledger cannot be read."""
        try:
            return moment_words(self.now())
        except LedgerError:
            return "a time not known"

    @cached_property
    def documents(self) -> Documents:
        """What was written in words: opened when first asked for. Raises DocumentError."""
        return self.data_dir.documents()

    def who(self, key: str) -> Who:
        """What a page may say of who somebody is."""
        identity = self.people.identity(key)
        return Who((self.names and full_name(identity)) or key, identity.birth_date)

    def close(self) -> None:
        self.ledger.close()
        self.people.close()
        if "documents" in vars(self):
            self.documents.close()


def open_desk(
    data_dir: DataDir, system: System, now: Clock | None, names: bool | None, limits: Limits | None = None
) -> Desk:
    """Open a data directory. `names` false hides names from everyone; else policy says who sees whom.

    Raises LedgerError, PeopleError, DataDirError.
    """
    ledger, people = data_dir.ledger(), data_dir.people()
    shown = True if names is None else names
    return Desk(data_dir, system, ledger, people, short_titles(system), now or clock_of(ledger), shown, limits)


def clock_of(ledger: Ledger) -> Clock:
    """The time that it is for a ledger: the real one where it is of the world.

    An invented world's clock goes on from its last recorded event, so that what is decided one after another is
    recorded one after another; where something is recorded ahead of it, it goes on from there.
    """
    if ledger.origin == "recorded":
        return lambda: datetime.now(UTC)
    started, began = time.monotonic(), ledger.last_recorded_at()

    def now() -> datetime:
        nonlocal started, began
        last, elapsed = ledger.last_recorded_at(), timedelta(seconds=time.monotonic() - started)
        if last is not None and (began is None or last > began + elapsed):
            started, began, elapsed = time.monotonic(), last, timedelta(0)
        return datetime.now(UTC) if began is None else began + elapsed

    return now


def full_name(identity: Identity) -> str:
    return " ".join(part for part in (identity.given, identity.family) if part)


def short_titles(system: System) -> Title:
    """Readable names of places, services and teams, each looked up once."""

    @lru_cache(maxsize=100_000)
    def title(code: str) -> str:
        return named(code) if code else ""

    named = with_teams(lambda code: location_title(system, code))
    return title


def origin_words(origin: str) -> str:
    """Where a ledger's events come from, as every page says it."""
    kind, _, rest = origin.partition(":")
    if kind == "simulated":
        scenario, _, seed = rest.partition(":")
        return f"Simulated: {scenario}, seed {seed}. Nobody here exists."
    if kind == "made-up":
        return f"Made-up people: {rest}. Nobody here exists."
    return "Recorded: real people. Look only at those whose care you share in."
