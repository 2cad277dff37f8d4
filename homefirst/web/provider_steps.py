"""What a service says about one of its own people: yes or no, a question, that they came, that something went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from homefirst import decisions
from homefirst.codes import AssessmentKind, SupportKind, find_code
from homefirst.decisions import Refused, referral_of
from homefirst.decisions.support import support_of
from homefirst.event import Event, Kind
from homefirst.hub.packages import hours_of
from homefirst.hub.trusted import under
from homefirst.hub.words import day_of
from homefirst.journey import Referral
from homefirst.system.entry import Entry
from homefirst.web.service_facts import Decided, Known
from homefirst.web.step_decisions import Deciding

NOT_YOURS = Refused("That is about another service than yours. Go back to your own people, and choose there.")
NO_OUTCOME = Refused("Say how they were when your help ended: choose one of the list.")
NOT_HOURS = Refused("Give the hours a week as a number, such as 14 or 10.5, or leave them out.")
NOT_A_DAY = Refused("Give the first day, as in 2026-01-31 or with the small calendar.")


class Of(NamedTuple):
    """What a step is decided from: the form with the journey, the service that speaks, and the services known."""

    given: Deciding
    entry: Entry
    known: Known

    @property
    def service(self) -> str:
        return self.entry.service

    def referral(self) -> Referral | None:
        """The referral that the form is about, if it is this service's."""
        found = referral_of(self.given.journey, self.given.said("referral"))
        return found if found is not None and found.service == self.service else None

    def event(self, name: str, kind: Kind) -> Event | None:
        """The event that the form is about, if it is of this kind and stands."""
        asked = self.given.said(name)
        return next((e for e in self.given.journey.events if e.id == asked and e.kind is kind), None)


def accept(of: Of) -> Decided:
    """Yes, from this day on."""
    d, referral = of.given, of.referral()
    if referral is None:
        return NOT_YOURS
    day = day_of(d.said("day"))
    if day is None:
        return NOT_A_DAY
    document = d.in_words(words=d.said("words"))
    return decisions.accept(d.journey, referral.id, day, document=document, by=d.by, now=d.now)


def decline(of: Of) -> Decided:
    """No, and why."""
    d, referral = of.given, of.referral()
    if referral is None:
        return NOT_YOURS
    document = d.in_words(words=d.said("words"))
    return decisions.decline(d.journey, referral.id, d.said("reason"), document=document, by=d.by, now=d.now)


def ask(of: Of) -> Decided:
    """A question before the answer."""
    d, referral = of.given, of.referral()
    if referral is None:
        return NOT_YOURS
    return decisions.ask(
        d.journey, referral.id, document=d.in_words(question=d.said("question")), by=d.by, now=d.now
    )  # fmt: skip


def look(of: Of) -> Decided:
    """That somebody there has looked at the referral."""
    d, referral = of.given, of.referral()
    return NOT_YOURS if referral is None else decisions.triage(d.journey, referral.id, by=d.by, now=d.now)


def came(of: Of) -> Decided:
    """That the person has come, or the first visit was made: help began on the referral."""
    d, referral = of.given, of.referral()
    if referral is None:
        return NOT_YOURS
    kind = find_code(SupportKind, referral.detail) or find_code(SupportKind, of.entry.kind) or SupportKind.OTHER
    hours = d.said("hours").strip()
    if hours and hours_of(hours) is None:
        return NOT_HOURS
    document = d.in_words(hours=hours)
    return decisions.start_support(d.journey, str(kind), of.service, referral.id, document=document, by=d.by, now=d.now)


def rely(of: Of) -> Decided:
    """That the service relies on an assessment made by another, under the agreement between them."""
    d, assessed = of.given, of.event("assessment", Kind.ASSESSED)
    trust = under(of.known.trusts, assessed, of.service) if assessed else None
    agreement = trust.agreement if trust else None
    return decisions.accept_assessment(
        d.journey, d.said("assessment"), of.service, agreement, by=d.by, now=d.now
    )  # fmt: skip


def assess(of: Of) -> Decided:
    """What the service found itself, where it relies on nobody else's assessment."""
    d = of.given
    document = d.in_words(found=d.said("found"))
    kind = AssessmentKind.PLACE
    return decisions.record_assessment(d.journey, kind, document=document, by=d.by, now=d.now, service=of.service)


def dispute(of: Of) -> Decided:
    """That the service found an assessment flawed, and how."""
    d = of.given
    document = d.in_words(found=d.said("found"))
    return decisions.dispute_assessment(
        d.journey, d.said("assessment"), of.service, document=document, by=d.by, now=d.now
    )  # fmt: skip


def spoke(of: Of) -> Decided:
    """That the ward or hub and the service have spoken."""
    d = of.given
    return decisions.contacted(d.journey, of.service, document=d.in_words(what=d.said("what")), by=d.by, now=d.now)


def read(of: Of) -> Decided:
    """That the summary and the medicines were read."""
    d, sent = of.given, of.event("summary", Kind.SUMMARY_SENT)
    if sent is None or sent.service != of.service:
        return NOT_YOURS
    return decisions.receive_summary(d.journey, sent.id, by=d.by, now=d.now)


def hold(of: Of) -> Decided:
    """That help is held and kept while the person is in hospital."""
    d, support = of.given, support_of(of.given.journey, of.given.said("support"))
    if support is None or support.service != of.service:
        return NOT_YOURS
    return decisions.hold_support(d.journey, support.id, by=d.by, now=d.now)


def restart(of: Of) -> Decided:
    """That the same help began again, without being asked for anew."""
    d, support = of.given, support_of(of.given.journey, of.given.said("support"))
    if support is None or support.service != of.service:
        return NOT_YOURS
    return decisions.restart_support(d.journey, support.id, by=d.by, now=d.now)


def end(of: Of) -> Decided:
    """That help ended, and how the person was then: they may end it themselves."""
    d, support = of.given, support_of(of.given.journey, of.given.said("support"))
    if support is None or support.service != of.service:
        return NOT_YOURS
    if not d.said("outcome"):
        return NO_OUTCOME
    document = d.in_words(words=d.said("words"))
    return decisions.end_support(d.journey, support.id, d.said("outcome"), document=document, by=d.by, now=d.now)


def incident(of: Of) -> Decided:
    """That something went wrong with their leaving."""
    d = of.given
    document = d.in_words(went_wrong=d.said("went_wrong"), was_done=d.said("was_done")) if d.said("went_wrong") else ""
    return decisions.report_incident(d.journey, document=document, service=of.service, by=d.by, now=d.now)


# Each with the action that the reader must be allowed.
STEPS: Mapping[str, tuple[Callable[[Of], Decided], str]] = {
    "accept": (accept, "answer"),
    "decline": (decline, "answer"),
    "ask": (ask, "answer"),
    "look": (look, "answer"),
    "came": (came, "answer"),
    "rely": (rely, "answer"),
    "dispute": (dispute, "answer"),
    "assess": (assess, "answer"),
    "spoke": (spoke, "answer"),
    "hold": (hold, "answer"),
    "restart": (restart, "answer"),
    "end": (end, "answer"),
    "read": (read, "report"),
    "incident": (incident, "report"),
}
