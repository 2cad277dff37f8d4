"""Actions agreed at a multi-agency discharge event: they are kept, and followed until they are done, days later too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

from homefirst.codes import Task
from homefirst.days import local_date
from homefirst.event import Event, Kind
from homefirst.hub.tasks import OpenTask, doings
from homefirst.journey import Journey, journey
from homefirst.ledger import Ledger

AGED_DAYS = 7  # an action without a day that is open for longer has aged


class AgreedAction(NamedTuple):
    """One action agreed about one person: done on a day, ended because they left first, or open.

    `about` is the task as it was set. `left_at` is when the stay in which it was agreed ended, None while it lasts.
    """

    person: str
    about: OpenTask
    agreed_by: str
    done_at: datetime | None
    left_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.left_at is None

    @property
    def agreed_on(self) -> date:
        return local_date(self.about.set_at)

    def age(self, today: date) -> int:
        """Days from agreeing to its end, or to today."""
        ended_at = self.done_at or self.left_at
        return ((local_date(ended_at) if ended_at else today) - self.agreed_on).days

    def has_aged(self, today: date) -> bool:
        """Whether it is open past its day, or for more than a week where it has none."""
        if not self.is_open:
            return False
        return self.about.due < today if self.about.due else self.age(today) > AGED_DAYS


class Tally(NamedTuple):
    """Actions by what became of them. The four add up to all that were agreed."""

    open: int
    aged: int
    done: int
    left: int


def agreed_actions(found: Journey) -> list[AgreedAction]:
    """Every action ever agreed about one person, in the order of agreeing."""
    tasks = [one for one in doings(found.events) if one.task.task == Task.AGREED_ACTION]
    by = {event.id: event.source for event in found.events if event.kind is Kind.TASK_SET}
    return [
        AgreedAction(found.person, task, by.get(task.id, ""), done_at, None if done_at else left(found, task.set_at))
        for task, done_at in tasks
    ]


def left(found: Journey, moment: datetime) -> datetime | None:
    """When the stay that had begun by then ended, or the person died; None while they are in it."""
    spell = found.spell_by(moment)
    return (spell.ended_at if spell else None) or found.died_at


def tally(actions: Iterable[AgreedAction], today: date) -> Tally:
    counted = [place(action, today) for action in actions]
    return Tally(*(counted.count(name) for name in Tally._fields))


def place(action: AgreedAction, today: date) -> str:
    """Where an action is counted: done, left (the person left first), aged or open."""
    if action.done_at:
        return "done"
    if action.left_at:
        return "left"
    return "aged" if action.has_aged(today) else "open"


class Agreed:
    """Everybody about whom an action was agreed, kept up to date from the ledger's position. Threads may share it."""

    def __init__(self, ledger: Ledger, keys_of: Callable[[str], tuple[str, ...]]) -> None:
        self._ledger, self._keys_of = ledger, keys_of
        self._lock = threading.Lock()
        self._people: set[str] = set()
        self._position = 0

    def actions(self) -> list[AgreedAction]:
        """Every agreed action of everybody, as things stand now, the latest agreed first."""
        with self._lock:
            self._follow()
            firsts = {self._keys_of(person)[0] for person in self._people}
        found = (agreed_actions(journey(key, self._ledger.person(*self._keys_of(key)))) for key in sorted(firsts))
        return sorted((one for some in found for one in some), key=latest_first)

    def _follow(self) -> None:
        end = self._ledger.position()
        while batch := self._ledger.after(self._position, kinds={Kind.TASK_SET}):
            self._people |= {event.person for _, event in batch if is_agreed(event)}
            self._position = batch[-1][0]
        self._position = max(self._position, end)


def is_agreed(event: Event) -> bool:
    return event.detail.partition("/")[0] == Task.AGREED_ACTION


def latest_first(action: AgreedAction) -> tuple[float, str]:
    return (-action.about.set_at.timestamp(), action.about.id)
