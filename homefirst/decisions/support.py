"""Steps of help over time: it starts, is held while the person is in hospital, starts again, ends."""

from __future__ import annotations

from datetime import datetime

from homefirst.codes import SupportKind, SupportOutcome, find_code
from homefirst.decisions.referrals import ANSWERED, UNKNOWN, referral_of
from homefirst.decisions.step import HAS_DIED, Refused, Step, of_person
from homefirst.event import Kind
from homefirst.journey import Journey, Support

UNKNOWN_SUPPORT = Refused("This support does not stand: it may have been taken back. Look at the person again.")
OVER = Refused("This support has ended meanwhile. Start it anew if they need it again.")


def start_support(
    journey: Journey,
    kind: str,
    service: str,
    referral_id: str = "",
    *,
    document: str = "",
    by: str,
    now: datetime,
) -> Step:
    """Record that a service began to help, on a referral that it accepted or without one."""
    if journey.died_at is not None:
        return HAS_DIED
    if find_code(SupportKind, kind) is None:
        return Refused(f"“{kind}” is not a kind of support. Choose one of the list, such as reablement.")
    if not service:
        return Refused("Say which service helps.")
    if fault := referral_fault(journey, service, referral_id):
        return fault
    if any((s.kind, s.service) == (kind, service) and s.ended_at is None for s in journey.supports):
        return Refused(f"{service} gives this support already. If it was held, restart it.")
    return of_person(journey, Kind.SUPPORT_STARTED, now, by, kind, referral_id, service=service, document=document)


def referral_fault(journey: Journey, service: str, referral_id: str) -> Refused | None:
    """Why help cannot begin on this referral; None if it can, or if there is none."""
    if not referral_id:
        return None
    referral = referral_of(journey, referral_id)
    if referral is None:
        return UNKNOWN
    if referral.service != service:
        return Refused(f"That referral is to {referral.service}. Choose the referral to {service}, or none.")
    if referral.started_at is not None:
        return Refused("Help on this referral has begun already. Look at the person again.")
    if referral.answer in ("declined", "withdrawn"):
        return Refused(ANSWERED[referral.answer])
    return None if referral.answer else Refused("The service has not said yes yet. Record its answer first.")


def hold_support(journey: Journey, support_id: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Hold help and keep it for the person, as while they are in hospital."""
    support = support_of(journey, support_id)
    if support is None:
        return UNKNOWN_SUPPORT
    if support.ended_at is not None:
        return OVER
    if support.held_at is not None:
        return Refused("This support is held already. Restart it, or end it.")
    return of_support(journey, Kind.SUPPORT_HELD, support, now, by, document=document)


def restart_support(journey: Journey, support_id: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Begin the same help again, without asking for it anew."""
    support = support_of(journey, support_id)
    if support is None:
        return UNKNOWN_SUPPORT
    if support.ended_at is not None:
        return OVER
    if support.held_at is None:
        return Refused("This support is not held, so there is nothing to restart. Look at the person again.")
    return of_support(journey, Kind.SUPPORT_RESTARTED, support, now, by, document=document)


def end_support(journey: Journey, support_id: str, outcome: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Record that help ended, and how the person was then (SupportOutcome)."""
    support = support_of(journey, support_id)
    if support is None:
        return UNKNOWN_SUPPORT
    if support.ended_at is not None:
        return Refused("This support has ended already. If that is wrong, take its end back.")
    if find_code(SupportOutcome, outcome) is None:
        return Refused(
            f"“{outcome}” does not say how support ended. Choose one of the list, such as long_term_at_home."
        )
    return of_support(journey, Kind.SUPPORT_ENDED, support, now, by, outcome, document)


def support_of(journey: Journey, support_id: str) -> Support | None:
    """The support of this id, if it stands."""
    return next((s for s in journey.supports if s.id == support_id), None)


def of_support(
    journey: Journey, kind: Kind, support: Support, now: datetime, by: str, detail: str = "", document: str = ""
) -> Step:
    return of_person(journey, kind, now, by, detail, support.id, service=support.service, document=document)
