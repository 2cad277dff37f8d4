"""A service's own people: those it helps, who live there, whom it was asked to help or said yes to, and how they are.

A care home or an agency should know from the hour of admission that one of its people is in hospital: on which ward,
when they are expected to leave and how often that moved, what they need now that they did not before. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from homefirst.codes import SupportKind
from homefirst.days import local_date
from homefirst.decisions.referrals import is_open
from homefirst.event import Event, Kind
from homefirst.hub.referral_clock import Thread, threads
from homefirst.journey import Journey, Referral, Spell, Support

LEFT_LATELY = timedelta(days=14)  # how long a service still sees that somebody left for it
HOUR = timedelta(hours=1)


class Package(NamedTuple):
    """Help that is kept for somebody in hospital: from the admission, whether or not anybody recorded that it is held.

    `kept_until` is the last day on which it is restarted without being asked for anew.
    """

    support: Support
    held_from: datetime
    kept_until: date
    is_recorded: bool

    def has_lapsed(self, today: date) -> bool:
        """Whether it would have to be found again."""
        return today > self.kept_until

    def days_left(self, today: date) -> int:
        return max((self.kept_until - today).days, 0)


class Summary(NamedTuple):
    """A discharge summary sent to a service, and its word that it has read it."""

    sent: Event
    received: Event | None


@dataclass(frozen=True, slots=True)
class Own:
    """One of a service's own people, as the service sees them.

    `spell` is the stay that they are in, or were in last. `helping` is help that goes on outside hospital, `package`
    what is kept for them while they are in. `contacted` is when the ward or hub spoke with the service in this stay,
    which is to be by `contact_due`.
    """

    journey: Journey
    spell: Spell
    lives_there: bool
    helped: bool
    helping: tuple[Support, ...]
    package: Package | None
    waiting: tuple[Thread, ...]
    promised: tuple[Thread, ...]
    contacted: Event | None
    contact_due: datetime
    changes: tuple[Event, ...]
    summaries: tuple[Summary, ...]

    @property
    def in_hospital(self) -> bool:
        return self.spell.is_open

    @property
    def is_ours(self) -> bool:
        """Whether they belong to the service already, not only by a referral."""
        return self.lives_there or self.helped

    @property
    def unread(self) -> tuple[Summary, ...]:
        """The summaries that nobody there has read yet."""
        return tuple(one for one in self.summaries if one.received is None)

    def contact_is_late(self, now: datetime) -> bool:
        """Whether nobody spoke with the service in time."""
        return self.contacted is None and now > self.contact_due


def own(journey: Journey, service: str, now: datetime, *, contact_hours: int, retainer_days: int) -> Own | None:
    """A person as one of this service's own; None where they have nothing to do with it now.

    They have while it helps them or they live there, while it is asked or has said yes, and for 14 days after they
    left hospital for it. Who is asked for after leaving, as from a bed to recover in, is its own as well.
    """
    spell = stay_to_show(journey, service, now) if concerns(journey, service) else None
    if spell is None or journey.died_at is not None:
        return None
    running = [s for s in journey.supports if s.service == service and runs(s, spell)]
    mine = [t for t in threads(journey) if t.service == service and t.referral.referred_at >= spell.started_at]
    waiting = tuple(t for t in mine if t.is_waiting and (spell.is_open or asked_since(t.referral, spell)))
    promised = tuple(t for t in mine if t.referral.answer == Kind.ACCEPTED and is_coming(t, spell, now))
    sent = summaries(journey, service, spell)
    if not (running or waiting or promised or sent):
        return None
    during = [e for e in journey.events if e.happened_at >= spell.started_at]
    return Own(
        journey=journey,
        spell=spell,
        lives_there=any(s.kind == SupportKind.CARE_HOME_PLACEMENT for s in running),
        helped=any(s.kind != SupportKind.CARE_HOME_PLACEMENT for s in running),
        helping=tuple(s for s in running if s.ended_at is None and s.held_at is None and not spell.is_open),
        package=package(running, spell, retainer_days),
        waiting=waiting,
        promised=promised,
        contacted=last_of(during, Kind.CONTACTED, service),
        contact_due=spell.started_at + contact_hours * HOUR,
        changes=tuple(e for e in during if e.kind is Kind.NEED_CHANGED),
        summaries=sent,
    )


def concerns(journey: Journey, service: str) -> bool:
    """Whether a person ever had to do with a service: most had not, and need no longer look."""
    named = {one.service for one in journey.supports} | {one.service for one in journey.referrals}
    return service in named or any(e.service == service for e in journey.events if e.kind is Kind.SUMMARY_SENT)


def stay_to_show(journey: Journey, service: str, now: datetime) -> Spell | None:
    """The stay that somebody is in, or the last one; None for who left long ago with no more to do with the service."""
    if journey.open_spell is not None:
        return journey.open_spell
    last = max((s for s in journey.spells if s.ended_at), key=lambda s: s.ended_at or now, default=None)
    if last is None or last.ended_at is None or now - last.ended_at <= LEFT_LATELY:
        return last
    helps = any(s.service == service and s.ended_at is None for s in journey.supports)
    asked = any(r.service == service and is_open(r) and asked_since(r, last) for r in journey.referrals)
    return last if helps or asked else None


def asked_since(referral: Referral, spell: Spell) -> bool:
    """Whether a service was asked after somebody left hospital."""
    return spell.ended_at is not None and referral.referred_at > spell.ended_at


def runs(support: Support, spell: Spell) -> bool:
    """Whether help that began before the stay, or after it, goes on."""
    return support.ended_at is None or (support.started_at < spell.started_at < support.ended_at and not spell.is_open)


def is_coming(thread: Thread, spell: Spell, now: datetime) -> bool:
    """Whether a service that said yes still expects somebody, or they came in the last 14 days."""
    started = thread.referral.started_at
    return spell.is_open or started is None or now - started <= LEFT_LATELY


def package(running: Iterable[Support], spell: Spell, days: int) -> Package | None:
    """The help at home that is kept while somebody is in hospital; None where there is none, or they are home."""
    at_home = [s for s in running if s.kind == SupportKind.HOME_CARE and s.started_at < spell.started_at]
    if not at_home:
        return None
    support = at_home[-1]
    if not spell.is_open and support.held_at is None:
        return None
    since = support.held_at or spell.started_at
    return Package(support, since, local_date(since) + timedelta(days=days), support.held_at is not None)


def summaries(journey: Journey, service: str, spell: Spell) -> tuple[Summary, ...]:
    """The summaries of this stay that went to a service, the latest first."""
    sent = [e for e in journey.events if e.kind is Kind.SUMMARY_SENT and e.service == service]
    received = {e.about: e for e in journey.events if e.kind is Kind.SUMMARY_RECEIVED}
    mine = [Summary(e, received.get(e.id)) for e in sent if e.happened_at >= spell.started_at]
    return tuple(reversed(mine))


def last_of(events: Iterable[Event], kind: Kind, service: str) -> Event | None:
    found = [e for e in events if e.kind is kind and e.service == service]
    return found[-1] if found else None


def own_people(
    journeys: Iterable[Journey], service: str, now: datetime, *, contact_hours: int, retainer_days: int
) -> list[Own]:
    """Everyone of these who is a service's own, those to answer for first, then by who is expected to leave first."""
    found = (own(j, service, now, contact_hours=contact_hours, retainer_days=retainer_days) for j in journeys)
    return sorted(filter(None, found), key=lambda one: in_order(one, now))


def in_order(one: Own, now: datetime) -> tuple[bool, datetime, bool, str, str]:
    asked = min((t.referral.referred_at for t in one.waiting), default=now)
    expected = one.spell.expected_discharge_date or "9999"
    return not one.waiting, asked, not one.in_hospital, expected, one.journey.person
