"""Summaries that were sent: to whom, whether they have been read, and those that nobody has acknowledged. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from homefirst.event import Event, Kind
from homefirst.hub.papers import AFTER_LEAVING, stay_of_paper
from homefirst.journey import Journey

ACKNOWLEDGE_HOURS = 24  # ours: after which a summary that nobody acknowledged is listed


@dataclass(frozen=True, slots=True)
class Sent:
    """One summary sent to one service, who read it and when, and what an audit found of it."""

    event: Event
    received: Event | None
    checked: Event | None

    @property
    def person(self) -> str:
        return self.event.person

    def waits_hours(self, now: datetime) -> float:
        """Hours from sending to reading, or until now."""
        end = self.received.happened_at if self.received else now
        return (end - self.event.happened_at) / timedelta(hours=1)

    def is_unread(self, now: datetime, hours: int = ACKNOWLEDGE_HOURS) -> bool:
        """Whether nobody has said that they read it after so many hours."""
        return self.received is None and self.waits_hours(now) > hours


def sent(journey: Journey, *, this_stay: bool = True) -> tuple[Sent, ...]:
    """The summaries of a person's stay (or of all their stays), the earliest first."""
    spell = stay_of_paper(journey)
    told = [e for e in journey.events if e.kind is Kind.SUMMARY_SENT]
    if this_stay:
        told = [e for e in told if spell and spell.started_at <= e.happened_at <= latest(spell.ended_at, e.happened_at)]
    answers = [e for e in journey.events if e.kind in (Kind.SUMMARY_RECEIVED, Kind.SUMMARY_CHECKED)]
    return tuple(
        Sent(e, about(e, answers, Kind.SUMMARY_RECEIVED), about(e, answers, Kind.SUMMARY_CHECKED)) for e in told
    )


def latest(ended_at: datetime | None, otherwise: datetime) -> datetime:
    return ended_at + AFTER_LEAVING if ended_at else otherwise


def about(event: Event, answers: Iterable[Event], kind: Kind) -> Event | None:
    """The first answer of a kind: about this summary, or, where it names none, of its service and after it."""
    for one in answers:
        if one.kind is kind and (one.about == event.id or (not one.about and one.happened_at >= event.happened_at)):
            if one.about or kind is Kind.SUMMARY_CHECKED or one.service == event.service:
                return one
    return None
