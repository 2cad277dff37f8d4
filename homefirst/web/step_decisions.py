"""The steps that a reader may take for a person in a bed: from what a form says to a decision, one function each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from starlette.datastructures import FormData

from homefirst import decisions
from homefirst.codes import CriteriaToReside, Task, Triage
from homefirst.decisions import Refused
from homefirst.event import Event, Kind
from homefirst.hub.in_words import in_words
from homefirst.hub.tasks import OpenTask, task_of
from homefirst.hub.words import day_of
from homefirst.journey import Journey
from homefirst.record.reader import Reader, Role

LONGEST = 2_000  # letters of what somebody writes
JUDGED = frozenset({Kind.CRITERIA_TO_RESIDE_MET, Kind.CRITERIA_TO_RESIDE_NOT_MET})
LEAVING_THE_BED = frozenset({"discharge", "reopen"})
OF_THE_BED = frozenset({Kind.ATTENDED, Kind.ADMITTED, Kind.MOVED, Kind.DISCHARGED, Kind.DIED})
OF_A_SERVICE = frozenset({Role.TRANSPORT, Role.CARE_HOME, Role.HOME_CARE, Role.VOLUNTARY})
Decided = Event | tuple[Event, ...] | Refused

OF_THE_HUB = frozenset({Role.COORDINATOR, Role.SOCIAL_WORKER})  # who looks at what the hub is told
NO_DAY = Refused("Give the day, as in 2026-01-31 or with the small calendar.")
NO_WHY = Refused("The date moves later. Say why, in a few words.")
TICKED_AND_NONE = Refused(
    "A question is ticked, so the person still needs the bed. Untick it, or press the other button."
)
NONE_TICKED = Refused("No question is ticked. Tick each that is so now, or press the button for none of them.")
NO_REASON = Refused("No reason is chosen. Tick at least one.")
TWO_PARTS = Refused("Say both: why they are still here, and the next step.")
NOT_THEIRS = Refused("This task is another team's. Ask them, or the hub, to say that it is done.")
NOT_THEIRS_TO_UNDO = Refused("Who is in which bed is said by the ward and the hub. Ask them to take this back.")
NOT_THEIRS_TO_JUDGE = Refused(
    "Whether somebody still needs the bed is judged by the ward, therapists and the hub. Ask them to take this back."
)
NOT_THE_HUB = Refused("The care transfer hub looks at notifications. Ask it whether it has seen this one.")
NOTHING_TO_REOPEN = Refused("No stay of this person has ended, so there is no discharge to cancel.")


@dataclass
class Deciding:
    """What a decision is made from: the journey, the form, who decides and when; and what was said in words."""

    journey: Journey
    form: FormData
    reader: Reader
    now: datetime
    written: list[bytes] = field(default_factory=list)
    closed: frozenset[Kind] = frozenset()  # kinds of event that the reader may not read, nor take back
    judges: bool = True  # whether the reader may judge the criteria to reside

    @property
    def by(self) -> str:
        return self.reader.by

    def said(self, name: str) -> str:
        """What was typed or chosen, without the spaces around it."""
        return str(self.form.get(name, "")).strip()[:LONGEST]

    def all_said(self, name: str) -> list[str]:
        """Everything chosen under one name."""
        return [str(one) for one in self.form.getlist(name)]

    def in_words(self, **said: str) -> str:
        """The name of the document that will keep these words if the decision stands; "" for no words."""
        return self.keep(in_words(**said))

    def keep(self, content: bytes) -> str:
        if not content:
            return ""
        self.written.append(content)
        return hashlib.sha256(content).hexdigest()


def expected(d: Deciding) -> Decided:
    day, spell, why = day_of(d.said("day")), d.journey.open_spell, d.said("why")
    if day is None:
        return NO_DAY
    before = day_of(spell.expected_discharge_date) if spell else None
    if before and day > before and not why:
        return NO_WHY
    return decisions.set_expected_discharge(d.journey, day, document=d.in_words(why=why), by=d.by, now=d.now)


def criteria(d: Deciding) -> Decided:
    """Two buttons: none of the eleven, or those ticked. What is said must agree with the button pressed."""
    ticked = set(d.all_said("question"))
    if d.said("answer") == "none" and ticked:
        return TICKED_AND_NONE
    if d.said("answer") != "none" and not ticked:
        return NONE_TICKED
    answers = {question.value: question.value in ticked for question in CriteriaToReside}
    document = d.keep(decisions.answers_written(answers))
    return decisions.judge_criteria_to_reside(d.journey, answers, document=document, by=d.by, now=d.now)


def pathway(d: Deciding) -> Decided:
    document = d.in_words(why=d.said("why"))
    return decisions.choose_pathway(d.journey, d.said("pathway"), document=document, by=d.by, now=d.now)


def delays(d: Deciding) -> Decided:
    """Several reasons at once; the first that cannot be recorded stops them all."""
    chosen = [*d.all_said("reason"), *filter(None, d.all_said("put_down_to"))]
    if not chosen:
        return NO_REASON
    document = d.in_words(why=d.said("why"))
    events = list[Event]()
    for detail in chosen:
        decided = decisions.start_delay(d.journey, detail, document=document, by=d.by, now=d.now)
        if isinstance(decided, Refused):
            return decided
        events.append(decided)
    return tuple(events)


def end_delay(d: Deciding) -> Decided:
    return decisions.end_delay(d.journey, d.said("delay"), by=d.by, now=d.now)


def task(d: Deciding) -> Decided:
    due = day_of(d.said("due"))
    if d.said("due") and due is None:
        return NO_DAY
    document = d.in_words(what=d.said("what"))
    return decisions.set_task(d.journey, d.said("task"), d.said("owner"), due, document=document, by=d.by, now=d.now)


def task_done(d: Deciding) -> Decided:
    """A service says so of its own tasks, pharmacy of medicines; who decides about everything says so of any."""
    chosen = next((event for event in d.journey.events if event.id == d.said("task_id")), None)
    if chosen and not is_theirs(d.reader, task_of(chosen)):
        return NOT_THEIRS
    return decisions.finish_task(d.journey, d.said("task_id"), by=d.by, now=d.now)


def is_theirs(reader: Reader, one: OpenTask) -> bool:
    """Whether a reader may say that this task is done."""
    if reader.role is Role.PHARMACIST:
        return one.task == Task.MEDICINES
    return reader.role not in OF_A_SERVICE or one.owner == reader.service


def task_dropped(d: Deciding) -> Decided:
    return decisions.drop_task(d.journey, d.said("task_id"), by=d.by, now=d.now)


def day(d: Deciding) -> Decided:
    document = d.in_words(why=d.said("why"))
    reason = "" if d.said("colour") == "green" else d.said("reason")
    return decisions.judge_day(d.journey, d.said("colour"), reason, document=document, by=d.by, now=d.now)


def review(d: Deciding) -> Decided:
    reason, next_step = d.said("reason"), d.said("next_step")
    if not reason or not next_step:
        return TWO_PARTS
    at = d.said("nights")
    document = d.in_words(reason=reason, next_step=next_step)
    nights = int(at) if at.isdecimal() and len(at) < 4 else 0
    return decisions.review_stay(d.journey, nights, document=document, by=d.by, now=d.now)


def needs(d: Deciding) -> Decided:
    """What changed, since when, and how in words; whoever helps them at home sees it at once."""
    since = day_of(d.said("since"))
    if d.said("since") and since is None:
        return NO_DAY
    document = d.in_words(what=d.said("what"))
    return decisions.change_needs(d.journey, d.said("need"), since, document=document, by=d.by, now=d.now)


def spoke(d: Deciding) -> Decided:
    document = d.in_words(what=d.said("what"))
    return decisions.contacted(d.journey, d.said("service"), document=document, by=d.by, now=d.now)


def notification(d: Deciding) -> Decided:
    """The hub looked at the notification: two buttons, its pathway or what lacks."""
    if d.reader.role not in OF_THE_HUB:
        return NOT_THE_HUB
    document = (
        d.in_words(lacks=d.said("lacks")) if d.said("found") == Triage.SENT_BACK else d.in_words(why=d.said("why"))
    )
    return decisions.triage_notification(
        d.journey, d.said("found"), d.said("pathway"), document=document, by=d.by, now=d.now
    )  # fmt: skip


def discharge(d: Deciding) -> Decided:
    document = d.in_words(why=d.said("why"))
    return decisions.discharge(
        d.journey, d.said("destination"), d.said("method"), document=document, by=d.by, now=d.now
    )  # fmt: skip


def reopen(d: Deciding) -> Decided:
    ended = [spell for spell in d.journey.spells if spell.ended_at is not None]
    if not ended:
        return NOTHING_TO_REOPEN
    return decisions.reopen(d.journey, ended[-1], document=d.in_words(why=d.said("why")), by=d.by, now=d.now)


def take_back(d: Deciding) -> Decided:
    """Take back an event and what tells the very same again, so that a repeat does not bring it back."""
    open_to = [event for event in d.journey.events if event.kind not in d.closed]
    chosen = next((event for event in open_to if event.id == d.said("event")), None)
    document = d.in_words(why=d.said("why"))
    if chosen is None:
        return decisions.take_back(d.journey, "", document=document, by=d.by, now=d.now)
    if chosen.kind in OF_THE_BED and d.reader.role not in (Role.COORDINATOR, Role.WARD):
        return NOT_THEIRS_TO_UNDO
    if chosen.kind in JUDGED and not d.judges:
        return NOT_THEIRS_TO_JUDGE
    events = list[Event]()
    for one in (event for event in d.journey.events if same(event, chosen)):
        decided = decisions.take_back(d.journey, one.id, document=document, by=d.by, now=d.now)
        if isinstance(decided, Refused):
            return decided
        events.append(decided)
    return tuple(events)


def same(one: Event, other: Event) -> bool:
    """Whether two events tell the same: what, when, where, of which service."""
    return one._replace(id="", recorded_at=other.recorded_at, source="", sequence=0, spell="", document="") == (
        other._replace(id="", source="", sequence=0, spell="", document="")
    )


def is_of_another(d: Deciding, referral: str) -> bool:
    """Whether a reader who works for a service speaks of a referral to another one, not asked by its own."""
    found, service = decisions.referral_of(d.journey, referral), d.reader.provides
    if found is None or not service:
        return False
    asked = next((event for event in d.journey.events if event.id == found.id), None)
    ours = asked is not None and asked.source.partition("/")[0] == d.by.partition("/")[0]
    return found.service != service and not ours


def asked_of(reader: Reader, step: str) -> tuple[str, str]:
    """What policy is asked before a step: the action and the section of the record.

    That a task is done is said by whoever does it, so a service reports it and pharmacy records it with medicines.
    That somebody left their bed, or did not, is what happened to them: the ward says so, or the hub.
    Whether they still need it is judged by the ward, therapists and the hub.
    """
    if step == "criteria":
        return "judge", "hub"
    if step == "task-done" and reader.role in OF_A_SERVICE:
        return "report", "hub"
    if step == "task-done" and reader.role is Role.PHARMACIST:
        return "decide", "medicines"
    return "decide", "journey" if step in LEAVING_THE_BED else "hub"


class StepPage(NamedTuple):
    """One step: its title, the field to go to when it is refused, how it is decided, and on whose page it has its form.

    `in_bed` steps are for people in a bed. `form` is the step whose page has its button, where it has no own page.
    """

    title: str
    field: str
    decide: Callable[[Deciding], Decided]
    in_bed: bool = True
    form: str = ""


STEPS: Mapping[str, StepPage] = {
    "criteria": StepPage("Criteria to reside", "criteria-1", criteria),
    "expected": StepPage("Expected date of discharge", "expected-day", expected),
    "pathway": StepPage("Pathway", "pathway-0", pathway),
    "delays": StepPage("What they wait for", "delays-1", delays),
    "end-delay": StepPage("End a wait", "", end_delay, form="delays"),
    "task": StepPage("Tasks", "task-task", task),
    "task-done": StepPage("A task is done", "", task_done, form="task"),
    "task-dropped": StepPage("A task is not needed", "", task_dropped, form="task"),
    "day": StepPage("Red or green day", "day-colour", day),
    "review": StepPage("Look at a long stay", "review-reason", review),
    "needs": StepPage("Their needs changed", "needs-need", needs),
    "spoke": StepPage("Spoke with who knows them at home", "spoke-service", spoke),
    "notification": StepPage("Look at the discharge notification", "notification-pathway-1", notification),
    "discharge": StepPage("Discharge", "discharge-destination", discharge),
    "reopen": StepPage("Cancel the discharge", "reopen-why", reopen, in_bed=False),
    "take-back": StepPage("Take back a mistake", "take-back-why", take_back, in_bed=False),
}
