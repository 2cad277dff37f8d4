"""What somebody has to do next for a person in a bed, whose it is and by when, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from homefirst.codes import SupportKind
from homefirst.days import local_date
from homefirst.decisions import not_looked_at, referral_of, sent_back, several_yes
from homefirst.decisions.referrals import is_open
from homefirst.decisions.step import about
from homefirst.event import Event, Kind
from homefirst.hub.tasks import OpenTask, open_tasks
from homefirst.hub.teams import Team, team_of_reason, team_of_role, team_of_task
from homefirst.hub.words import Title, begun_small, day_of, label, reason_words, short_day
from homefirst.journey import Journey, Referral, Spell
from homefirst.system.directory import Limits

CONTACT_WITHIN = timedelta(
    hours=Limits().contact_hours
)  # of the admission, the home or agency of somebody is spoken with
KNOWS_THEM = frozenset({SupportKind.CARE_HOME_PLACEMENT, SupportKind.HOME_CARE})


class Action(NamedTuple):
    """One thing to do: the words, whose it is (a team or a service), the day it is due and since when it waits.

    `task` is the code of a task that was set, `about` its event or the referral's; "" for what nobody set. `page` is
    where it is done, below the person's own; `clock` the clock beside the discharge by which it is due.
    """

    words: str
    owner: str
    due: date | None = None
    since: date | None = None
    task: str = ""
    about: str = ""
    page: str = ""
    clock: str = ""

    def days_over(self, today: date) -> int:
        """How many days ago it was due."""
        return max((today - self.due).days, 0) if self.due else 0

    def days_waiting(self, today: date) -> int | None:
        """How many days it has waited; None where that is not counted."""
        return (today - self.since).days if self.since else None


def next_actions(journey: Journey, spell: Spell, today: date, title: Title) -> tuple[Action, ...]:
    """What is to be done for somebody in this stay: what is due, what nobody has said yet, tasks, then answers awaited.

    Somebody ready to leave for whom nothing else is open waits for their first reason: that is the next action. So
    nobody who is ready is without one.
    """
    tasks = [task_action(task) for task in open_tasks(journey, spell)]
    pressing = [a for a in tasks if a.due and a.due <= today]
    found = [*pressing, *of_notification(journey, spell), *missing(spell, today)]
    found += [a for a in tasks if a not in pressing]
    found += [
        *of_several_yes(journey, title),
        *of_home(journey, spell, today, title),
        *of_assessments(journey, spell, title),
        *awaited(journey, spell, title),
    ]
    if not found and spell.is_ready:
        found = [reason_action(spell)]
    return tuple(dict.fromkeys(found))


def task_action(task: OpenTask) -> Action:
    words = f"To do: {begun_small(label('Task', task.task))}"
    return Action(words, task.owner or team_of_task(task.task), task.due, None, task.task, task.id)


def missing(spell: Spell, today: date) -> Iterator[Action]:
    """What should have been decided by now and is not."""
    if spell.is_ready:
        if not spell.pathway:
            yield Action("Choose a pathway", Team.HUB)
        if not spell.open_delays():
            yield Action("Say what they wait for", Team.WARD)
    elif (day := day_of(spell.expected_discharge_date)) is None:
        yield Action("Set an expected date", Team.WARD, clock="expected_date")
    elif day < today:
        yield Action("Expected date has passed: set another", Team.WARD)


def of_notification(journey: Journey, spell: Spell) -> Iterator[Action]:
    """A discharge notification that the hub has to look at, or one that it sent back to the ward."""
    if waiting := not_looked_at(journey, spell):
        first = waiting[0]
        since = local_date(first.happened_at)
        yield Action(
            "Look at the discharge notification", Team.HUB, since=since, about=first.id, page="steps/notification",
            clock="hub_triage",
        )  # fmt: skip
    elif back := sent_back(journey, spell):
        since = local_date(back.happened_at)
        yield Action("Discharge notification came back: mend it and send it", Team.WARD, since=since, about=back.id)


def of_home(journey: Journey, spell: Spell, today: date, title: Title) -> Iterator[Action]:
    """That nobody has spoken with the home or agency of somebody admitted, from the day on which it was due."""
    due = local_date(spell.started_at + CONTACT_WITHIN)
    knows = [s for s in journey.supports if s.kind in KNOWS_THEM and s.started_at < spell.started_at and not s.ended_at]
    if not knows or due > today:
        return
    spoke = {e.service for e in journey.events if e.kind is Kind.CONTACTED and e.happened_at >= spell.started_at}
    for kind in dict.fromkeys(support.kind for support in knows):
        theirs = [support for support in knows if support.kind == kind]
        if spoke.isdisjoint(support.service for support in theirs):
            words = f"Speak with {title(theirs[-1].service)}: nobody has in this stay"
            yield Action(words, Team.HUB, due, about=theirs[-1].id, page="steps/spoke")


def of_several_yes(journey: Journey, title: Title) -> Iterator[Action]:
    """That two services or more said yes for the same help: the hub chooses, and tells the others."""
    for those in several_yes(journey):
        names = " and ".join(title(one.service) for one in those)
        since = local_date(those[1].answered_at or those[1].referred_at)
        yield Action(f"{names} said yes: choose one", Team.HUB, since=since, about=those[1].id, page="referrals")


def of_assessments(journey: Journey, spell: Spell, title: Title) -> Iterator[Action]:
    """Of assessments made for a service that was asked: that it relies on each, or that one found flawed is mended."""
    made = [e for e in journey.events if e.kind is Kind.ASSESSED and e.about and e.happened_at >= spell.started_at]
    for assessed in made:
        referral = referral_of(journey, assessed.about)
        if (
            referral is None
            or not is_open(referral)
            or any(later.about == assessed.about for later in newer(made, assessed))
        ):
            continue
        service, since = title(referral.service), local_date(assessed.happened_at)
        said = about(journey, assessed.id, Kind.ASSESSMENT_ACCEPTED, Kind.ASSESSMENT_DISPUTED)
        if not said and not referral.answer:
            yield Action(f"{service} to rely on the assessment", referral.service, since=since, about=assessed.id)
        elif said and said[-1].kind is Kind.ASSESSMENT_DISPUTED:
            since, owner = local_date(said[-1].happened_at), team_of_role(assessed.source.partition("@")[0])
            yield Action(f"{service} found the assessment flawed: assess again", owner, since=since, about=said[-1].id)


def newer(made: Sequence[Event], than: Event) -> Sequence[Event]:
    return made[made.index(than) + 1 :]


def awaited(journey: Journey, spell: Spell, title: Title) -> list[Action]:
    """Answers and beginnings awaited of the services asked in this stay."""
    asked = [r for r in journey.referrals if r.referred_at >= spell.started_at]
    return [action for referral in asked if (action := referral_action(referral, asked, title))]


def referral_action(referral: Referral, asked: Sequence[Referral], title: Title) -> Action | None:
    """What is awaited of a referral; None where it led on to help or to another referral."""
    if referral.started_at is not None or referral.answer == "withdrawn":
        return None
    service, day = title(referral.service), local_date(referral.answered_at or referral.referred_at)
    if not referral.answer:
        words = f"Answer from {service}, asked {short_day(day)}"
    elif referral.answer == "accepted":
        words = f"{service} to begin: said yes {short_day(day)}"
    elif any(later.referred_at > referral.referred_at for later in asked):
        return None
    else:
        return Action(
            f"{service} said no {short_day(day)}: ask another service", Team.HUB, since=day, about=referral.id
        )
    return Action(words, referral.service or Team.HUB, since=day, about=referral.id)


def reason_action(spell: Spell) -> Action:
    """Acting on the reason that has kept somebody longest."""
    first = min(spell.open_delays(), key=lambda delay: (delay.started_at, delay.detail))
    owner = team_of_reason(first.reason)
    return Action(f"End the wait: {reason_words(first.detail)}", owner, since=local_date(first.started_at))
