"""Steps of assessing: write down what a person needs, rely on another's assessment under an agreement, dispute it.

A trusted assessor assesses on behalf, and with leave, of the service that will care, so that it need not look again
(NHS Improvement, trusted assessors: rapid improvement guide, 2017).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from homefirst.codes import AssessmentKind, find_code
from homefirst.days import local_date
from homefirst.decisions.referrals import is_open, referral_of
from homefirst.decisions.step import HAS_DIED, Refused, Step, about, of_person, of_spell, standing_event
from homefirst.event import Event, Kind
from homefirst.journey import Journey

UNKNOWN = Refused("This assessment does not stand: it may have been taken back. Look at the person again.")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who may assess for whom: services that rely on it, assessors who are competent, and until when it holds.

    `assessors` are roles at organisations ("therapist@RNS") or accounts ("therapist@RNS/k17"); empty `kinds` are all
    kinds of assessment. It is not relied on after `review_on` until it has been reviewed.
    """

    code: str
    services: frozenset[str]
    assessors: frozenset[str]
    kinds: frozenset[str] = field(default_factory=frozenset)
    starts_on: date = date.min
    review_on: date = date.max


def record_assessment(
    journey: Journey, kind: str, referral_id: str = "", *, document: str, by: str, now: datetime, service: str = ""
) -> Step:
    """Record that somebody looked at what the person needs and wrote it down; `service` is who assessed.

    With a referral it is made for the service that was asked, to rely on. A service that relies on another's
    assessment of this stay is spared its own.
    """
    if journey.died_at is not None:
        return HAS_DIED
    if find_code(AssessmentKind, kind) is None:
        return Refused(f"“{kind}” is not a kind of assessment. Choose one of the list, such as therapy.")
    if not document:
        return Refused("Nothing is written yet. Write what you found, then record the assessment.")
    referral = referral_of(journey, referral_id)
    if referral_id and (referral is None or not is_open(referral)):
        return Refused("That service is asked no longer. Look at the referrals, and choose one that is open, or none.")
    if service and relied_on(journey, service):
        return Refused("Your service relies on another's assessment, so its own is spared. Say first what is flawed.")
    write = of_spell if journey.open_spell else of_person
    return write(journey, Kind.ASSESSED, now, by, kind, referral_id, service=service, document=document)


def relied_on(journey: Journey, service: str) -> list[Event]:
    """The assessments since the last admission that a service relies on and has not found flawed."""
    since = journey.spells[-1].started_at if journey.spells else None
    said = {
        kind: {e.about for e in journey.events if e.kind is kind and e.service == service}
        for kind in (Kind.ASSESSMENT_ACCEPTED, Kind.ASSESSMENT_DISPUTED)
    }
    held = said[Kind.ASSESSMENT_ACCEPTED] - said[Kind.ASSESSMENT_DISPUTED]
    return [e for e in journey.events if e.id in held and (since is None or e.happened_at >= since)]


def accept_assessment(
    journey: Journey, assessment_id: str, service: str, agreement: Agreement | None, *, by: str, now: datetime
) -> Step:
    """A service relies on another's assessment, under the agreement in force between them, and assesses not again."""
    found = standing_event(journey, assessment_id, Kind.ASSESSED)
    if found is None:
        return UNKNOWN
    if fault := agreement_fault(found, service, agreement, local_date(now)):
        return Refused(fault)
    assert agreement is not None
    if any(e.service == service for e in about(journey, assessment_id, Kind.ASSESSMENT_DISPUTED)):
        return Refused("Your service disputes this assessment. Take the dispute back first, or assess yourselves.")
    if any(e.service == service for e in about(journey, assessment_id, Kind.ASSESSMENT_ACCEPTED)):
        return Refused("Your service relies on this assessment already. Go on to answer the referral.")
    return of_person(journey, Kind.ASSESSMENT_ACCEPTED, now, by, agreement.code, assessment_id, service=service)


def agreement_fault(assessed: Event, service: str, agreement: Agreement | None, today: date) -> str | None:
    """Why this assessment cannot be relied on under this agreement, as a sentence; None if it can."""
    own = "Assess yourselves, or ask the system lead for an agreement."
    if agreement is None or service not in agreement.services:
        return f"No agreement lets {service} rely on this assessment. {own}"
    if today < agreement.starts_on:
        return f"The agreement {agreement.code} begins on {agreement.starts_on}. Until then assess yourselves."
    if today > agreement.review_on:
        due = f"was due for review on {agreement.review_on}"
        return f"The agreement {agreement.code} {due}. Assess yourselves until it is reviewed."
    if not is_competent(assessed.source, agreement):
        return f"Whoever wrote this is not an assessor under the agreement {agreement.code}. {own}"
    if agreement.kinds and assessed.detail not in agreement.kinds:
        return f"The agreement {agreement.code} does not cover this kind of assessment. {own}"
    return None


def is_competent(source: str, agreement: Agreement) -> bool:
    """Whether who wrote an assessment is an assessor of the agreement, by role at an organisation or by account."""
    return bool({source, source.partition("/")[0]} & agreement.assessors)


def dispute_assessment(
    journey: Journey, assessment_id: str, service: str, *, document: str, by: str, now: datetime
) -> Step:
    """A service says that an assessment was flawed, and how; the assessor and the agreement's owner learn from it."""
    if standing_event(journey, assessment_id, Kind.ASSESSED) is None:
        return UNKNOWN
    if not document:
        return Refused("Say what was found otherwise than the assessment says.")
    if any(e.service == service for e in about(journey, assessment_id, Kind.ASSESSMENT_DISPUTED)):
        return Refused("Your service disputes this assessment already. Add to that, or take it back.")
    return of_person(journey, Kind.ASSESSMENT_DISPUTED, now, by, "", assessment_id, service=service, document=document)
