"""Where what was understood is kept: people first, then documents, then the ledger, then what was set aside.

Each step is all or nothing and does no harm when done again, so a run that is killed between two of them loses
nothing and doubles nothing: the same file read again ends in the same place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from homefirst.datadir import DataDir
from homefirst.documents import Documents
from homefirst.intake.hl7 import MEDIA_TYPE, Understood
from homefirst.intake.set_aside import Left, SetAsideStore
from homefirst.ledger import Ledger
from homefirst.people import People


@dataclass
class Taken:
    """What came of reading: counts of messages or rows, of events that were new, and a sentence per unreadable file.

    `reasons` counts why messages or rows were set aside.
    """

    read: int = 0
    kept: int = 0
    known: int = 0
    set_aside: int = 0
    events: int = 0
    unreadable: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def exit_code(self) -> int:
        """0 if anything could be read, even if all of it was set aside; else 1."""
        return 0 if self.read else 1

    def add(self, more: Taken) -> None:
        """Add the counts of another batch."""
        self.read += more.read
        self.kept += more.kept
        self.known += more.known
        self.set_aside += more.set_aside
        self.events += more.events
        self.unreadable += more.unreadable
        self.reasons += more.reasons


class Store(NamedTuple):
    """The four places of one --data directory in which intake keeps things, open."""

    ledger: Ledger
    people: People
    documents: Documents
    set_aside: SetAsideStore


@contextmanager
def opened(data_dir: DataDir, origin: str | None = None) -> Iterator[Store]:
    """The stores of a --data directory, closed at the end. Raises what they raise, each one sentence."""
    with ExitStack() as stack:
        ledger = stack.enter_context(closing(data_dir.ledger(origin)))
        people = stack.enter_context(closing(data_dir.people()))
        documents = stack.enter_context(closing(data_dir.documents()))
        set_aside = stack.enter_context(closing(SetAsideStore(data_dir.set_aside)))
        yield Store(ledger, people, documents, set_aside)


def keep(store: Store, said: Sequence[Understood | Left], now: datetime) -> Taken:
    """Keep one batch of messages or rows; when this returns, every one of them is on disk."""
    understood = [one for one in said if isinstance(one, Understood)]
    left = [one for one in said if isinstance(one, Left)]
    statements = [statement for one in understood for statement in one.statements]
    merges = [merge for one in understood for merge in one.merges]
    documents = [(document, MEDIA_TYPE) for one in understood for document in one.documents]
    if statements or merges:
        store.people.say(statements, merges)
    if documents:
        store.documents.put_all(documents)
    new = store.ledger.append(event for one in understood for event in one.events).new if understood else frozenset()
    store.set_aside.put(left, now)
    kept = _kept(understood, set(new))
    reasons = Counter(one.reason for one in left)
    return Taken(len(said), kept, len(understood) - kept, len(left), len(new), reasons=reasons)


def _kept(understood: Iterable[Understood], new: set[str]) -> int:
    """How many brought something new; of two that say the same, only the first did."""
    kept = 0
    for one in understood:
        ids = {event.id for event in one.events} & new
        kept += bool(ids)
        new -= ids
    return kept
