"""What links a person to those who care for them: worked out from their journey, never entered by hand.

A trust that has them in a bed or lately had, a service that was asked to help, that said yes or that helps, the
practice they are with, the council that they live under, the ambulance service that they called. An accepted referral
makes a relationship as it does for the NHS (legitimate relationship by referral, NHS care record guidance).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from homefirst.codes.worded import Worded
from homefirst.event import Event, Kind, provider
from homefirst.journey import Journey, Referral
from homefirst.record.reader import Reader, Role

LATELY = timedelta(days=30)  # ours: how long a hospital, and a service whose help ended, still sees a person
CALL_LASTS = timedelta(hours=24)  # ours: how long an ambulance crew that was called sees a person
SETTLED = frozenset({"declined", "withdrawn"})


class Link(Worded):
    """One way in which a reader's organisation or service belongs to a person; `words` as a page says it."""

    BED = "bed", "is in a hospital bed, or was in the last 30 days"
    HOSPITAL = "hospital", "is, or lately was, in a bed of your hospital"
    REFERRED = "referred", "was referred to your service, which has not answered yet"
    ACCEPTED = "accepted", "was accepted by your service"
    SUPPORT = "support", "is, or lately was, helped by your service"
    TASK = "task", "has something that your service is to do"
    SUMMARY = "summary", "had a discharge summary sent to you"
    PRACTICE = "practice", "is with your practice"
    COUNCIL = "council", "lives under your council"
    NO_COUNCIL = "no-council", "lives under a council that nobody has told yet"
    CALL = "call", "called your service in the last 24 hours"


@dataclass(frozen=True, slots=True)
class Relation:
    """Who has to do with a person, by code, and which sections of their record they do not want shared."""

    in_bed: bool
    hospitals: frozenset[str]
    referred: frozenset[str]
    accepted: frozenset[str]
    support: frozenset[str]
    tasks: frozenset[str]
    summaries: frozenset[str]
    practice: str
    council: str
    called: frozenset[str]
    objected: frozenset[str]

    def links(self, reader: Reader) -> frozenset[Link]:
        """How this reader belongs to the person."""
        return frozenset(self._links(reader))

    def _links(self, reader: Reader) -> Iterator[Link]:
        own = {code for code in (reader.service, reader.organisation) if code}
        yield from (Link.BED,) if self.in_bed else ()
        yield from (Link.HOSPITAL,) if reader.organisation in self.hospitals else ()
        service = reader.service
        yield from (link for link, codes in self._of_services() if service and service in codes)
        yield from (Link.PRACTICE,) if self.practice in own else ()
        yield from (Link.COUNCIL,) if self.council and self.council == reader.organisation else ()
        yield from (Link.NO_COUNCIL,) if not self.council and reader.role is Role.BROKER else ()
        yield from (Link.CALL,) if own & self.called else ()

    def _of_services(self) -> tuple[tuple[Link, frozenset[str]], ...]:
        return (
            (Link.REFERRED, self.referred),
            (Link.ACCEPTED, self.accepted),
            (Link.SUPPORT, self.support),
            (Link.TASK, self.tasks),
            (Link.SUMMARY, self.summaries),
        )


def relation_of(journey: Journey, now: datetime) -> Relation:
    """What links people who care to this person, as things stand now."""
    since = now - LATELY
    spells = [s for s in journey.spells if s.ended_at is None or s.ended_at >= since]
    home = journey.residence_at(now)
    lasting = [r for r in journey.referrals if r.answer not in SETTLED and fresh(r, journey, since)]
    return Relation(
        in_bed=bool(spells),
        hospitals=frozenset(provider(stay.location) for s in spells for stay in s.stays) | {s.provider for s in spells},
        referred=frozenset(r.service for r in lasting if not r.answer),
        accepted=frozenset(r.service for r in lasting if r.answer),
        support=frozenset(s.service for s in journey.supports if s.ended_at is None or s.ended_at >= since),
        tasks=open_owners(e for e in journey.events if e.kind in (Kind.TASK_SET, Kind.TASK_DONE)),
        summaries=frozenset(e.service for e in journey.events if e.kind is Kind.SUMMARY_SENT and e.happened_at > since),
        practice=last_place(e for e in journey.events if e.kind is Kind.PRACTICE_CHANGED),
        council=home.council if home else "",
        called=frozenset(called_lately(journey, now)),
        objected=frozenset(e.detail for e in journey.events if e.kind is Kind.OBJECTION_MADE),
    )


def fresh(referral: Referral, journey: Journey, since: datetime) -> bool:
    """Whether a referral still links: made in a stay that lasts, or asked or answered lately."""
    open_since = journey.open_spell.started_at if journey.open_spell else None
    if open_since is not None and referral.referred_at >= open_since:
        return True
    return max(referral.referred_at, referral.answered_at or referral.referred_at) >= since


def open_owners(events: Iterable[Event]) -> frozenset[str]:
    """The services that have something to do for the person that is not done yet."""
    owners: dict[str, tuple[str, str]] = {}
    for event in events:
        if event.kind is Kind.TASK_SET:
            owners[event.id] = (event.service, event.detail.partition("/")[0])
        elif event.about:
            owners.pop(event.about, None)
        else:
            owners = {id: own for id, own in owners.items() if own[1] != event.detail.partition("/")[0]}
    return frozenset(service for service, _ in owners.values() if service)


def last_place(events: Iterable[Event]) -> str:
    """The place that the last of these events names."""
    found = ""
    for event in events:
        found = event.location or event.service or found
    return found


def called_lately(journey: Journey, now: datetime) -> Iterator[str]:
    """The services, and their organisations, that the person called or that answered in the last 24 hours."""
    for call in journey.calls:
        at = call.responded_at or call.called_at
        if at is not None and timedelta(0) <= now - at <= CALL_LASTS:
            yield from (code for place in (call.location, call.service) if place for code in (place, provider(place)))
