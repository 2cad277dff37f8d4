"""Steps of asking services for help: refer, answer, offer, choose. The help that follows is in `support.py`.

A referral lapses when the person has died or left, or needs the hospital bed again: then nothing more is answered,
offered or chosen on it, and the sentence says what to do. Over 300 lines, so that one referral's whole course and its
refusals are read in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from homefirst.codes import Choice, Refusal, ServiceKind, SupportKind, Withdrawal, find_code
from homefirst.days import local_date
from homefirst.decisions.step import HAS_DIED, Refused, Step, Steps, about, choices, of_person, of_spell, standing_event
from homefirst.event import Event, Kind
from homefirst.journey import Journey, Referral, Spell, transferred

UNKNOWN = Refused("This referral does not stand: it may have been taken back meanwhile. Look at the person again.")
ANSWERED = {
    "accepted": "The service has said yes meanwhile. Look at the person again.",
    "declined": "The service has said no meanwhile. To ask it again, refer again.",
    "withdrawn": "This referral was withdrawn meanwhile. If help is needed after all, refer again.",
}
SETTLED = frozenset({Choice.ACCEPTED, Choice.INTERIM, Choice.REFUSED})


# Asking


def refer(
    journey: Journey, services: Sequence[str], help: str = "", *, document: str = "", by: str, now: datetime
) -> Steps:
    """Ask one or several services at once to help; `help` is the kind of support, `document` what is needed.

    Refused where a service is asked already for the same help and has not said no.
    """
    if journey.died_at is not None:
        return HAS_DIED
    if not services or not all(services):
        return Refused("Nobody is asked yet. Choose at least one service.")
    if help and find_code(SupportKind, help) is None and find_code(ServiceKind, help) is None:
        return Refused(f"“{help}” is not a kind of help. Choose one of the list, such as reablement.")
    asked = [service for service in dict.fromkeys(services) if is_asked(journey, service, help)]
    if asked:
        return Refused(f"{asked[0]} is asked already for this help. Wait for its answer, or withdraw that referral.")
    write = of_spell if journey.open_spell else of_person
    return tuple(
        write(journey, Kind.REFERRED, now, by, help, service=service, document=document)
        for service in dict.fromkeys(services)
    )


def is_asked(journey: Journey, service: str, help: str) -> bool:
    """Whether a referral for this help to this service is still open: no answer yet, or yes and not begun."""
    return any(
        (r.service, r.detail) == (service, help) and is_open(r) and left(journey, r) is None for r in journey.referrals
    )


def is_open(referral: Referral) -> bool:
    """Whether a referral has no answer yet, or a yes from which no help has begun."""
    return referral.answer in ("", "accepted") and referral.started_at is None


def referral_of(journey: Journey, referral_id: str) -> Referral | None:
    """The referral of this id, if it stands."""
    return next((r for r in journey.referrals if r.id == referral_id), None)


def triage(journey: Journey, referral_id: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Record that somebody looked at a referral and decided what it needs."""
    referral = referral_of(journey, referral_id)
    if referral is None:
        return UNKNOWN
    if referral.answer:
        return Refused(ANSWERED[referral.answer])
    if referral.triaged_at is not None:
        return Refused("Somebody has looked at this referral meanwhile. Look at it again, then answer it.")
    return of_referral(journey, Kind.TRIAGED, referral, now, by, document=document)


def of_referral(
    journey: Journey, kind: Kind, referral: Referral, now: datetime, by: str, detail: str = "", document: str = ""
) -> Event:
    """An event about a referral, of the service that was asked."""
    return of_person(journey, kind, now, by, detail, referral.id, service=referral.service, document=document)


# Answering


def accept(
    journey: Journey, referral_id: str, earliest: date | None = None, *, document: str = "", by: str, now: datetime
) -> Step:
    """The service says yes, and from which day it could begin."""
    referral = referral_of(journey, referral_id)
    if fault := not_awaited(journey, referral) or lapse(journey, referral) or day_fault(earliest, now):
        return fault
    assert referral is not None
    return of_referral(journey, Kind.ACCEPTED, referral, now, by, earliest.isoformat() if earliest else "", document)


def decline(journey: Journey, referral_id: str, reason: str, *, document: str = "", by: str, now: datetime) -> Step:
    """The service says no, with its reason (Refusal); `document` holds what it says in words."""
    referral = referral_of(journey, referral_id)
    if fault := not_awaited(journey, referral):
        return fault
    assert referral is not None
    if find_code(Refusal, reason) is None:
        return Refused(f"“{reason}” is not a reason for saying no. Choose one of the list, such as full.")
    if reason == Refusal.OTHER and not document:
        return Refused("Say in a few words why not, or choose a reason of the list.")
    return of_referral(journey, Kind.DECLINED, referral, now, by, reason, document)


def ask(journey: Journey, referral_id: str, *, document: str, by: str, now: datetime) -> Step:
    """The service asks something before it answers; the question is in the document."""
    referral = referral_of(journey, referral_id)
    if fault := not_awaited(journey, referral):
        return fault
    assert referral is not None
    if not document:
        return Refused("There is no question yet. Write what you need to know.")
    return of_referral(journey, Kind.ASKED, referral, now, by, document=document)


def reply(journey: Journey, question_id: str, *, document: str, by: str, now: datetime) -> Step:
    """Answer a service's question; the answer is in the document."""
    question = standing_event(journey, question_id, Kind.ASKED)
    if question is None:
        return Refused("This question does not stand: it may have been taken back. Look at the referral again.")
    if about(journey, question_id, Kind.REPLIED):
        return Refused("This question has been answered meanwhile. Read the answer, and add to it if need be.")
    if not document:
        return Refused("There is no answer yet. Write what the service asked for.")
    return of_person(journey, Kind.REPLIED, now, by, "", question_id, service=question.service, document=document)


def withdraw(journey: Journey, referral_id: str, reason: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Say that a referral is no longer needed, and why (Withdrawal)."""
    referral = referral_of(journey, referral_id)
    if referral is None:
        return UNKNOWN
    if referral.started_at is not None:
        return Refused("This help has begun. End the support instead of withdrawing the referral.")
    if referral.answer in ("declined", "withdrawn"):
        return Refused(ANSWERED[referral.answer])
    if find_code(Withdrawal, reason) is None:
        return Refused(f"“{reason}” is not a reason for withdrawing. Choose one of the list, such as 01.")
    if reason == Withdrawal.OTHER and not document:
        return Refused("Say in a few words why it is withdrawn, or choose a reason of the list.")
    return of_referral(journey, Kind.WITHDRAWN, referral, now, by, reason, document)


def stand_down(journey: Journey, chosen_id: str, *, document: str = "", by: str, now: datetime) -> Steps:
    """Of several services asked for the same help, one that said yes is chosen: the others are withdrawn, at once.

    What was kept for the person at the others is free again. Not where the person has said yes to an offer of another.
    """
    chosen = referral_of(journey, chosen_id)
    if chosen is None:
        return UNKNOWN
    if chosen.answer != "accepted":
        return Refused("This service has not said yes, so it cannot be chosen. Wait for its answer, or choose another.")
    others = for_the_same(journey, chosen)
    if not others:
        return Refused("No other service is asked for this help now, so there is nobody to tell.")
    wanted = [r for r in others if said_yes_to(journey, r.id)]
    if wanted:
        return Refused(
            f"The person said yes to {wanted[0].service}. Choose that one, or record first what they want now."
        )
    why = str(Withdrawal.ANOTHER_ACCEPTED)
    return tuple(of_referral(journey, Kind.WITHDRAWN, other, now, by, why, document) for other in others)


def for_the_same(journey: Journey, referral: Referral) -> list[Referral]:
    """The other referrals that are open for the same help, by service: not answered, or said yes and not begun."""
    same = [r for r in journey.referrals if r.id != referral.id and r.detail == referral.detail and is_open(r)]
    return sorted((r for r in same if left(journey, r) is None), key=lambda r: (r.service, r.id))


def several_yes(journey: Journey) -> list[tuple[Referral, ...]]:
    """Where two services or more have said yes for the same help and none has begun: the earliest answer first."""
    found: dict[str, list[Referral]] = {}
    for referral in journey.referrals:
        if referral.answer == "accepted" and is_open(referral):
            found.setdefault(referral.detail, []).append(referral)
    several = [those for those in found.values() if len(those) > 1]
    standing = [tuple(r for r in those if left(journey, r) is None) for those in several]
    return [tuple(sorted(those, key=answered_when)) for those in standing if len(those) > 1]


def answered_when(referral: Referral) -> tuple[datetime, str]:
    return (referral.answered_at or referral.referred_at, referral.id)


def said_yes_to(journey: Journey, referral_id: str) -> bool:
    """Whether the person said yes, or yes for now, to an offer on this referral."""
    offers = about(journey, referral_id, Kind.OFFERED)
    return any(choice_of(journey, offered.id) in (Choice.ACCEPTED, Choice.INTERIM) for offered in offers)


def not_awaited(journey: Journey, referral: Referral | None) -> Refused | None:
    """Why no answer to this referral is awaited; None while one is."""
    if referral is None:
        return UNKNOWN
    if referral.answer:
        return Refused(ANSWERED[referral.answer])
    if referral.started_at is not None:
        return Refused("This help has begun already, so there is nothing to answer. Look at the person again.")
    return None


def day_fault(day: date | None, now: datetime) -> Refused | None:
    """Why this cannot be the first day of help; None if it can be."""
    return Refused(f"{day} has passed. Choose today or a later day.") if day and day < local_date(now) else None


# What makes a referral lapse


def lapse(journey: Journey, referral: Referral | None) -> Refused | None:
    """Why nothing more can be answered, offered or chosen on a referral; None while it holds.

    It lapses when the person has died, has left, or has become too unwell to leave since they were referred.
    """
    if referral is None:
        return UNKNOWN
    if gone := left(journey, referral):
        return gone
    spell = journey.open_spell
    run = spell.ready[-1] if spell and spell.ready else None
    if run and run.lapsed and run.ended_at is not None and run.ended_at >= referral.referred_at:
        return Refused(
            "This person needs the hospital bed again, so the match has lapsed. Wait until they no longer meet the "
            "criteria to reside, or withdraw the referral."
        )
    return None


def left(journey: Journey, referral: Referral) -> Refused | None:
    """Why the person is no longer where they were when they were referred; None while they are."""
    if journey.died_at is not None:
        return HAS_DIED
    asked_in = asked_from(journey, referral)
    if asked_in is None or goes_on(journey, asked_in):
        return None
    return Refused("This person has left hospital since they were referred. Refer again if they still need the help.")


def asked_from(journey: Journey, referral: Referral) -> Spell | None:
    """The stay from which somebody was referred; None where they were not in hospital then."""
    spell = journey.spell_by(referral.referred_at)
    over = spell is None or (spell.ended_at is not None and spell.ended_at <= referral.referred_at)
    return None if over else spell


def goes_on(journey: Journey, spell: Spell) -> bool:
    """Whether this stay, or the one that it was carried on in at another hospital, has not ended."""
    n = journey.spells.index(spell)
    while not journey.spells[n].is_open and transferred(journey.spells, n):
        n += 1
    return journey.spells[n].is_open


# Offering and choosing


def offer(
    journey: Journey, referral_id: str, first_day: date | None = None, *, document: str = "", by: str, now: datetime
) -> Step:
    """Offer the person a place or package that a service has said yes to, from this day on."""
    referral = referral_of(journey, referral_id)
    if fault := lapse(journey, referral) or day_fault(first_day, now):
        return fault
    assert referral is not None
    if referral.started_at is not None:
        return Refused("This help has begun already, so there is nothing to offer. Look at the person again.")
    if referral.answer in ("declined", "withdrawn"):
        return Refused(ANSWERED[referral.answer])
    if referral.answer != "accepted":
        return Refused("The service has not said yes yet. Wait for its answer, then offer the place.")
    if any(choice_of(journey, o.id) is None for o in about(journey, referral_id, Kind.OFFERED)):
        return Refused("This place is offered already. Record what they choose, or take that offer back.")
    detail = first_day.isoformat() if first_day else ""
    return of_referral(journey, Kind.OFFERED, referral, now, by, detail, document)


def choose(
    journey: Journey, offer_id: str, choice: str, preferred: str = "", *, document: str = "", by: str, now: datetime
) -> Steps:
    """Record what the person, or who speaks for them, says to an offer (Choice).

    Where they say yes for now, the place that they prefer (`preferred`, a service, or their own order as told before)
    is kept for later. `document` holds what was said in words.
    """
    offered = standing_event(journey, offer_id, Kind.OFFERED)
    if offered is None:
        return Refused("This offer does not stand: it may have been taken back meanwhile. Look at the person again.")
    if fault := choice_fault(journey, offered, choice, preferred):
        return fault
    said = of_person(journey, Kind.CHOSEN, now, by, choice, offer_id, service=offered.service, document=document)
    if choice != Choice.INTERIM or not preferred or preferred_places(journey)[:1] == (preferred,):
        return (said,)
    wanted = (preferred, *(place for place in preferred_places(journey) if place != preferred))
    return (said, *places_in_order(journey, wanted, by, now))


def choice_fault(journey: Journey, offered: Event, choice: str, preferred: str) -> Refused | None:
    """Why this choice about an offer cannot be recorded; None if it can."""
    if find_code(Choice, choice) is None:
        return Refused(f"“{choice}” is not an answer to an offer. Choose {choices(Choice)}.")
    if choice_of(journey, offered.id) is not None:
        return Refused("They have chosen about this offer meanwhile. If they think otherwise now, offer it again.")
    referral = referral_of(journey, offered.about)
    if referral is None and offered.about:
        return UNKNOWN
    if referral is not None:
        if referral.answer in ("declined", "withdrawn"):
            return Refused(ANSWERED[referral.answer])
        if fault := lapse(journey, referral):
            return fault
    others = [place for place in preferred_places(journey) if place != offered.service]
    if choice == Choice.INTERIM and preferred in ("", offered.service) and not others:
        return Refused("Yes for now means that they prefer another place. Say which, so that it is kept for later.")
    return None


def choice_of(journey: Journey, offer_id: str) -> str | None:
    """What was chosen about an offer; None while they have not decided, or want more time."""
    said = [e.detail for e in about(journey, offer_id, Kind.CHOSEN) if e.detail in SETTLED]
    return said[-1] if said else None


def prefer_places(journey: Journey, services: Sequence[str], *, document: str = "", by: str, now: datetime) -> Steps:
    """Record where the person would like to go, first choice first; the list told last is the one that counts."""
    if journey.died_at is not None:
        return HAS_DIED
    if not services or not all(services):
        return Refused("No place is named. Name at least one, the one they like best first.")
    if len(set(services)) < len(services):
        return Refused("A place stands in the list twice. Name each place once.")
    return places_in_order(journey, services, by, now, document)


def places_in_order(
    journey: Journey, services: Sequence[str], by: str, now: datetime, document: str = ""
) -> tuple[Event, ...]:
    return tuple(
        of_person(journey, Kind.PLACE_PREFERRED, now, by, str(n), service=service, document=document)
        for n, service in enumerate(services, 1)
    )


def preferred_places(journey: Journey) -> tuple[str, ...]:
    """Where the person would like to go, in their own order, as told last; () where nobody has said."""
    told = [e for e in journey.events if e.kind is Kind.PLACE_PREFERRED]
    last = [e for e in told if (e.happened_at, e.sequence) == (told[-1].happened_at, told[-1].sequence)]
    ranked = sorted(last, key=lambda e: (int(e.detail) if e.detail.isdecimal() else len(last), e.id))
    return tuple(dict.fromkeys(e.service for e in ranked))
