"""A referral as a conversation with clocks: who asked whom and when, who looked, what was asked back, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from homefirst.event import Event, Kind
from homefirst.hub.words import day_of
from homefirst.journey import Journey, Referral

ANSWERING = frozenset({Kind.ACCEPTED, Kind.DECLINED, Kind.WITHDRAWN})
HOUR = timedelta(hours=1)


class Question(NamedTuple):
    """Something a service asked before it answers, and the reply; None while nobody replied."""

    asked: Event
    replied: Event | None


@dataclass(frozen=True, slots=True)
class Thread:
    """One referral with everything said on it. `start_on` is the first day that a service that said yes can begin."""

    referral: Referral
    asked: Event
    triaged: Event | None
    questions: tuple[Question, ...]
    answer: Event | None
    offers: tuple[Event, ...]

    @property
    def id(self) -> str:
        return self.referral.id

    @property
    def service(self) -> str:
        return self.referral.service

    @property
    def start_on(self) -> date | None:
        return day_of(self.answer.detail) if self.answer and self.answer.kind is Kind.ACCEPTED else None

    @property
    def is_waiting(self) -> bool:
        """Whether the service has still to answer."""
        return not self.referral.answer and self.referral.started_at is None

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The service's questions that nobody replied to: until then the wait is not the service's."""
        return tuple(one for one in self.questions if one.replied is None)

    def hours(self, now: datetime) -> float:
        """Hours from asking to the answer, or until now where there is none."""
        until = self.referral.answered_at or self.referral.started_at or now
        return (until - self.referral.referred_at) / HOUR

    def hours_for_replies(self, now: datetime) -> float:
        """Of those, the hours in which the service waited for a reply; overlapping waits counted once."""
        spans = [(q.asked.happened_at, q.replied.happened_at if q.replied else now) for q in self.questions]
        return merged_hours(spans)

    def due_at(self, hours: int) -> datetime:
        """When an answer is due, within so many hours of being asked."""
        return self.referral.referred_at + hours * HOUR

    def is_late(self, now: datetime, hours: int) -> bool:
        """Whether the answer came, or is still to come, after it was due."""
        return self.hours(now) > hours


def threads(journey: Journey) -> tuple[Thread, ...]:
    """Every referral of a person, the latest asked first."""
    by_id = {event.id: event for event in journey.events}
    found = [thread(referral, by_id[referral.id], journey.events) for referral in journey.referrals]
    return tuple(sorted(found, key=lambda one: (one.referral.referred_at, one.id), reverse=True))


def by_stay(journey: Journey, found: Sequence[Thread]) -> tuple[list[Thread], list[Thread]]:
    """Those asked in the stay they are in, or were in last, or not answered yet; and apart those asked before it.

    A stay begins with its first spell, whichever hospital they were in then.
    """
    last = journey.spells[-1].key if journey.spells else None
    begins = min((spell.started_at for spell in journey.spells if spell.key == last), default=None)
    before = [one for one in found if begins and one.referral.referred_at < begins and not one.is_waiting]
    return [one for one in found if one not in before], before


def thread(referral: Referral, asked: Event, events: Sequence[Event]) -> Thread:
    """One referral with what was said on it."""
    about = [event for event in events if event.about == referral.id]
    return Thread(
        referral=referral,
        asked=asked,
        triaged=next((event for event in about if event.kind is Kind.TRIAGED), None),
        questions=tuple(Question(e, reply_to(e, events)) for e in about if e.kind is Kind.ASKED),
        answer=answer_of(referral, events),
        offers=tuple(event for event in about if event.kind is Kind.OFFERED),
    )


def reply_to(question: Event, events: Sequence[Event]) -> Event | None:
    return next((e for e in events if e.kind is Kind.REPLIED and e.about == question.id), None)


def answer_of(referral: Referral, events: Sequence[Event]) -> Event | None:
    """The event that answered last: it may name the referral, or the service alone."""
    mine = [
        e
        for e in events
        if e.kind in ANSWERING and e.happened_at == referral.answered_at and e.service == referral.service
    ]
    return mine[-1] if mine else None


def merged_hours(spans: Sequence[tuple[datetime, datetime]]) -> float:
    """The hours that lie in any of these spans."""
    total, end = timedelta(0), None
    for start, stop in sorted(spans):
        begins = start if end is None or start > end else end
        total += max(stop - begins, timedelta(0))
        end = stop if end is None else max(end, stop)
    return total / HOUR
