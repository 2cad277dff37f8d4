"""Steps about what must be done before a person can leave: each task with its owner and its day."""

from __future__ import annotations

from datetime import date, datetime

from homefirst.codes import Task, find_code
from homefirst.days import local_date
from homefirst.decisions.step import NOT_IN_A_BED, Refused, Step, about, of_spell, standing_event
from homefirst.event import Event, Kind, new_event
from homefirst.journey import Journey

IN_WORDS = frozenset({Task.AGREED_ACTION, Task.OTHER})  # these say nothing without words of their own
NOT_OPEN = Refused("This task is not open: it may be done, or taken back, meanwhile. Look at the list again.")


def set_task(
    journey: Journey, task: str, owner: str, due: date | None = None, *, document: str = "", by: str, now: datetime
) -> Step:
    """Say what must be done before they leave, who does it (service) and by which day; `document` says it in words."""
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if find_code(Task, task) is None:
        return Refused(f"“{task}” is not a task before leaving. Choose one of the list, such as medicines.")
    if not owner:
        return Refused("A task that is nobody's is not done. Say which team does it.")
    if due is not None and due < local_date(now):
        return Refused(f"{due} has passed. Choose today or a later day.")
    if task in IN_WORDS and not document:
        return Refused("Say in a few words what is to be done.")
    detail = f"{task}/{due}" if due else task
    if any((e.detail, e.service, e.document) == (detail, owner, document) for e in open_task_events(journey)):
        return Refused("This task is set already, for the same team and day. Look at the list again.")
    return of_spell(journey, Kind.TASK_SET, now, by, detail, service=owner, document=document)


def finish_task(journey: Journey, task_id: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Say that a task is done."""
    found = open_task(journey, task_id)
    if found is None:
        return NOT_OPEN
    task = found.detail.partition("/")[0]
    return of_spell(
        journey, Kind.TASK_DONE, now, by, task, about=task_id, service=found.service, document=document
    )  # fmt: skip


def drop_task(journey: Journey, task_id: str, *, by: str, now: datetime) -> Step:
    """Take back a task that was set by mistake or is not needed: it stays in the ledger, marked as taken back."""
    if open_task(journey, task_id) is None:
        return NOT_OPEN
    return new_event(journey.person, Kind.RETRACTED, now, about=task_id, source=by)


def reopen_task(journey: Journey, task_id: str, *, by: str, now: datetime) -> Step:
    """Say that a task is not done after all: what said that it was is taken back."""
    if journey.open_spell is None:
        return NOT_IN_A_BED
    task, done = standing_event(journey, task_id, Kind.TASK_SET), about(journey, task_id, Kind.TASK_DONE)
    if task is None or not done or task.happened_at < journey.open_spell.started_at:
        return Refused("Nobody has said that this task is done. Look at the list again.")
    return new_event(journey.person, Kind.RETRACTED, now, about=done[-1].id, source=by)


def open_task(journey: Journey, task_id: str) -> Event | None:
    """The task of this id, if it is open in the stay that the person is in."""
    return next((e for e in open_task_events(journey) if e.id == task_id), None)


def open_task_events(journey: Journey) -> list[Event]:
    """The tasks set in the stay that the person is in and not done since, as they were set."""
    spell = journey.open_spell
    found: dict[str, Event] = {}
    for event in journey.events:
        if spell is None or event.happened_at < spell.started_at:
            continue
        if event.kind is Kind.TASK_SET:
            found[event.id] = event
        elif event.kind is Kind.TASK_DONE:
            found = {key: task for key, task in found.items() if not ends(event, task)}
    return list(found.values())


def ends(done: Event, task: Event) -> bool:
    """Whether this says that the task is done: by name, or every one of its sort where it names none."""
    if done.about:
        return done.about == task.id
    return done.detail.partition("/")[0] == task.detail.partition("/")[0]
