"""What has to be done before somebody can leave: each task with whose it is, when it is due and whether it is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from homefirst.event import Event, Kind
from homefirst.hub.words import day_of
from homefirst.journey import Journey, Spell


class OpenTask(NamedTuple):
    """One task that is not done: its code, who does it (service, "" where nobody was named) and the day it is due.

    `text_document` is the hash of what was agreed in words, "" where nothing was written. `id` is the event's.
    """

    id: str
    task: str
    owner: str
    due: date | None
    set_at: datetime
    text_document: str

    def days_over(self, today: date) -> int:
        """How many days ago it was due; 0 on the day itself, before it, and where it has no day."""
        return max((today - self.due).days, 0) if self.due else 0


class Doing(NamedTuple):
    """One task that was set, and when it was done; None while it is open."""

    task: OpenTask
    done_at: datetime | None


def open_tasks(journey: Journey, spell: Spell) -> tuple[OpenTask, ...]:
    """The tasks set in this stay and not done since, the one due first before the others."""
    during = (event for event in journey.events if event.happened_at >= spell.started_at)
    found = (doing.task for doing in doings(during) if doing.done_at is None)
    return tuple(sorted(found, key=lambda task: (task.due or date.max, task.set_at, task.id)))


def doings(events: Iterable[Event]) -> list[Doing]:
    """Every task set in these events (in order), and when each was done.

    The same task set again for the same owner and day while it is open is one task.
    """
    found: dict[str, Doing] = {}
    for event in events:
        if event.kind is Kind.TASK_SET:
            if not any(alike(one, event) for one in found.values()):
                found[event.id] = Doing(task_of(event), None)
        elif event.kind is Kind.TASK_DONE:
            found |= {id: one._replace(done_at=event.happened_at) for id, one in found.items() if ends(event, one)}
    return list(found.values())


def task_of(event: Event) -> OpenTask:
    """A task as it was set: "transport/2026-01-31" is transport, due on that day."""
    task, _, due = event.detail.partition("/")
    return OpenTask(event.id, task, event.service, day_of(due), event.happened_at, event.document)


def alike(one: Doing, event: Event) -> bool:
    """Whether this event sets a task again that is open: the same in every word."""
    task = task_of(event)._replace(id=one.task.id, set_at=one.task.set_at)
    return one.done_at is None and task == one.task


def ends(event: Event, one: Doing) -> bool:
    """Whether this event says that the task is done: by name, or the task of that code where it names none."""
    if one.done_at is not None:
        return False
    return event.about == one.task.id if event.about else event.detail.partition("/")[0] == one.task.task
