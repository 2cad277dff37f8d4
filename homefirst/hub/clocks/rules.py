"""What begins each clock and what ends it, one rule for each, from one person's journey."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from homefirst.codes import ConcernStage, ContinuingCare, LibertyRequest, SupportKind, find_code
from homefirst.days import local_date
from homefirst.decisions import is_look_at
from homefirst.event import Event, Kind
from homefirst.hub.clocks.clock import Begun, Clock, clock_of
from homefirst.hub.clocks.limits import Limits
from homefirst.journey import Journey, Referral, Spell, transferred

Rule = Callable[[Journey, Limits], Iterator[Begun]]
ENQUIRING = (ConcernStage.SCREENED, ConcernStage.ENQUIRY)
BY_DEATH = ("4", "5")
COPY_GIVEN = "summary/given"  # the part of the discharge summary that keeps what the person was given
ASKED = frozenset({Kind.CRITERIA_TO_RESIDE_MET, Kind.CRITERIA_TO_RESIDE_NOT_MET})


def clocks(journey: Journey, now: datetime, limits: Limits) -> list[Clock]:
    """Every clock of one person that had begun by now, the earliest due first; pure, whatever the order of arrival."""
    found = (one for rule in RULES for one in rule(journey, limits) if one.started_at <= now)
    made = [clock_of(one, limits.of(one.name, local_date(one.started_at)), now) for one in found]
    return sorted(made, key=lambda clock: (clock.due_at, clock.name, clock.started_at, clock.about))


def continuing_healthcare(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """From the positive checklist, or the fast track, to the decision on it."""
    for event in of_kind(journey, Kind.CONTINUING_CARE_REQUESTED):
        fast = event.detail == ContinuingCare.FAST_TRACK
        name = "continuing_healthcare_fast_track" if fast else "continuing_healthcare"
        yield answered(journey, event, name, Kind.CONTINUING_CARE_DECIDED)


def carer(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """From asking for a carer's assessment to the assessment."""
    for event in of_kind(journey, Kind.CARER_ASSESSMENT_REQUESTED):
        found = answered(journey, event, "carer_assessment", Kind.CARER_ASSESSED)
        yield found._replace(outcome=found.outcome or ("assessed" if found.ended_at else ""))


def safeguarding(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """From the concern to the first decision on it; where an enquiry is to be made, from then to its end."""
    for event in of_kind(journey, Kind.CONCERN_RAISED):
        yield answered(journey, event, "safeguarding_screening", Kind.CONCERN_DECIDED)
        stages = [(e, find_code(ConcernStage, e.detail)) for e in decided(journey, event, Kind.CONCERN_DECIDED)]
        if stages and stages[0][1] in ENQUIRING:
            began = stages[0][0].happened_at
            end = next((e for e, stage in stages if stage is not None and stage.is_end), None)
            yield ended(journey, Begun("safeguarding_enquiry", journey.person, event.id, began), end)


def liberty(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """The urgent authorisation, its extension, and the standard one."""
    requests = of_kind(journey, Kind.LIBERTY_REQUESTED)
    for event in requests:
        if event.detail == LibertyRequest.STANDARD:
            yield answered(journey, event, "liberty_standard", Kind.LIBERTY_DECIDED)
        elif event.detail == LibertyRequest.URGENT:
            yield until_replaced(
                journey, requests, event, Begun("liberty_urgent", journey.person, event.id, event.happened_at)
            )
        elif event.detail == LibertyRequest.URGENT_EXTENSION:
            due = extension_due(requests, event, limits)
            begun = Begun("liberty_urgent_extension", journey.person, event.id, event.happened_at, due_at=due)
            yield until_replaced(journey, requests, event, begun)


def extension_due(requests: list[Event], extension: Event, limits: Limits) -> datetime:
    """Seven days from the end of the urgent authorisation that is extended; of none known, from the day it is given."""
    limit = limits.of("liberty_urgent_extension", local_date(extension.happened_at))
    before = [r for r in requests if r.detail == LibertyRequest.URGENT and r.happened_at <= extension.happened_at]
    if not before:
        return limit.due_at(extension.happened_at - timedelta(days=1))
    first = limits.of("liberty_urgent", local_date(before[-1].happened_at))
    last = first.last_day(local_date(before[-1].happened_at))
    return limit.end_of(limit.last_day(last)).astimezone(extension.happened_at.tzinfo)


def until_replaced(journey: Journey, requests: list[Event], event: Event, begun: Begun) -> Begun:
    """Ended by whichever comes first: a decision on it, on a standard one, its extension, leaving, death."""
    ends = [(e.happened_at, e.detail) for e in decided(journey, event, Kind.LIBERTY_DECIDED)]
    for other in requests:
        if other.detail == LibertyRequest.STANDARD:
            ends += [(e.happened_at, "replaced") for e in decided(journey, other, Kind.LIBERTY_DECIDED)]
        elif other.detail == LibertyRequest.URGENT_EXTENSION and event.detail == LibertyRequest.URGENT:
            ends.append((other.happened_at, "extended"))
    spell = stay_at(journey, event.happened_at)
    if spell is not None and spell.ended_at is not None and spell.ended_at != journey.died_at:
        ends.append((spell.ended_at, "left"))
    if journey.died_at is not None:
        ends.append((journey.died_at, "died"))
    at, outcome = min((one for one in ends if one[0] >= event.happened_at), default=(None, ""))
    return begun._replace(ended_at=at, outcome=outcome, service=event.service)


def urgent_response(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """From the call, or the referral of somebody not in hospital, to a team's coming. What was settled by telephone
    or by conveying them was no call for this team."""
    for n, call in enumerate(journey.calls):
        if call.called_at is None or not (
            call.response == "visited" or (not call.response and call.location in limits.crisis)
        ):
            continue
        begun = Begun(
            "urgent_response", journey.person, f"call {n}", call.called_at, service=call.service or call.location
        )
        yield begun._replace(ended_at=call.responded_at, outcome="visited" if call.responded_at else "")
    for referral in journey.referrals:
        if is_urgent(journey, referral, limits):
            yield of_referral(journey, referral, "urgent_response", referral.started_at, "visited")


def is_urgent(journey: Journey, referral: Referral, limits: Limits) -> bool:
    """Whether a referral is to a team that comes within two hours, of somebody not in hospital then."""
    crisis = referral.service in limits.crisis or referral.detail == SupportKind.CRISIS_RESPONSE
    return crisis and stay_at(journey, referral.referred_at) is None


def referral_answer(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """From asking a service to its answer, or to the beginning of its help without one."""
    for referral in journey.referrals:
        if is_urgent(journey, referral, limits):
            continue
        begun = of_referral(
            journey, referral, "referral_answer", referral.answered_at or referral.started_at, "started"
        )
        hours = limits.answers.get(referral.service)
        yield begun._replace(due_at=referral.referred_at + timedelta(hours=hours) if hours else None)


def of_referral(journey: Journey, referral: Referral, name: str, ended_at: datetime | None, so: str) -> Begun:
    """A clock of a referral: ended by what is asked for, else by a no, by no longer being needed, or by death."""
    begun = Begun(name, journey.person, referral.id, referral.referred_at, service=referral.service)
    is_answer = name == "referral_answer"
    if ended_at is not None:
        return begun._replace(ended_at=ended_at, outcome=(referral.answer if is_answer else "") or so)
    if referral.answer in ("declined", "withdrawn"):
        outcome = "said_no" if referral.answer == "declined" else referral.answer
        return begun._replace(ended_at=referral.answered_at, outcome=outcome)
    return ended(journey, begun, None)


def hub_triage(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """From telling the hub that somebody will need help to the hub's looking at it, or to their leaving first."""
    told, looked = of_kind(journey, Kind.NOTIFIED), of_kind(journey, Kind.TRIAGED)
    for spell in journey.spells:
        event = next((e for e in told if e.happened_at == spell.notified_at), None)
        if event is None:
            continue
        begun = Begun("hub_triage", journey.person, event.id, event.happened_at, service=event.service)
        seen = next((e for e in looked if e.happened_at >= event.happened_at and is_look_at(e, event)), None)
        if seen is not None and (spell.ended_at is None or seen.happened_at <= spell.ended_at):
            yield begun._replace(ended_at=seen.happened_at, outcome="triaged")
        else:
            yield until_left(journey, begun, spell)


def expected_date(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """From the beginning of a stay to its first expected date of discharge."""
    for spell in journey.spells:
        begun = Begun("expected_date", journey.person, f"stay {spell.key}", spell.started_at)
        first = spell.expected[0].set_at if spell.expected else None
        yield begun._replace(ended_at=first, outcome="set") if first else until_left(journey, begun, spell)


def criteria(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """Of somebody in a bed: from when they were last asked about, or came, to the next time they must be."""
    spell = journey.open_spell
    if spell is not None and journey.died_at is None:
        asked = [e.happened_at for e in journey.events if e.kind in ASKED and e.happened_at >= spell.started_at]
        yield Begun("criteria", journey.person, f"stay {spell.key}", max(asked, default=spell.started_at))


def summary(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """From leaving alive to the first discharge summary of that stay; one sent before is in time."""
    sent = of_kind(journey, Kind.SUMMARY_SENT)
    for n, spell in enumerate(journey.spells):
        if spell.ended_at is None or left_dead(journey, spell) or transferred(journey.spells, n):
            continue
        following = journey.spells[n + 1].started_at if n + 1 < len(journey.spells) else None
        of_stay = [
            e for e in sent if e.happened_at >= spell.started_at and (following is None or e.happened_at < following)
        ]
        yield until_sent(journey, spell, spell.ended_at, "summary", of_stay)


def until_sent(
    journey: Journey, spell: Spell, left_at: datetime, name: str, sent: Sequence[Event], service: str = ""
) -> Begun:
    """A clock from leaving to the first of these summaries."""
    begun = Begun(name, journey.person, f"stay {spell.key}", left_at, service=service)
    return begun._replace(ended_at=max(sent[0].happened_at, left_at), outcome="sent") if sent else begun


def summary_to_each(journey: Journey, limits: Limits) -> Iterator[Begun]:
    """The same for each who is to have it: the practice, every service that said yes in the stay, and the person.

    Of the last stay alone, while the person is not in hospital again: then nobody waits for an older one.
    """
    spell = journey.spells[-1] if journey.spells else None
    if spell is None or spell.ended_at is None or left_dead(journey, spell):
        return
    left_at, since = spell.ended_at, [e for e in journey.events if e.happened_at >= spell.started_at]
    sent = [e for e in since if e.kind is Kind.SUMMARY_SENT]
    own = ({e.location or e.service for e in of_kind(journey, Kind.PRACTICE_CHANGED)} | limits.practices) - {""}
    yield until_sent(journey, spell, left_at, "summary_practice", [e for e in sent if e.service in own])
    for service in said_yes(journey, spell.started_at, left_at):
        to_it = [e for e in sent if e.service == service]
        yield until_sent(journey, spell, left_at, "summary_service", to_it, service)
    given = [e for e in since if e.kind is Kind.SECTION_WRITTEN and e.detail == COPY_GIVEN]
    yield until_sent(journey, spell, left_at, "summary_person", given)


def said_yes(journey: Journey, first: datetime, last: datetime) -> list[str]:
    """The services that said yes by the last of these moments to a referral made between them, each once."""
    yes = (
        r.service
        for r in journey.referrals
        if r.answer == Kind.ACCEPTED and first <= r.referred_at <= last and r.answered_at and r.answered_at <= last
    )
    return list(dict.fromkeys(service for service in yes if service))


def left_dead(journey: Journey, spell: Spell) -> bool:
    """Whether a stay ended with the person's death, by its codes or by what was told."""
    if spell.destination == "79" or spell.discharge_method in BY_DEATH:
        return True
    return journey.died_at is not None and local_date(journey.died_at) <= local_date(spell.ended_at or journey.died_at)


RULES: tuple[Rule, ...] = (
    continuing_healthcare, carer, safeguarding, liberty, urgent_response, referral_answer, hub_triage, expected_date,
    criteria, summary, summary_to_each,
)  # fmt: skip


# What the rules share


def of_kind(journey: Journey, kind: Kind) -> list[Event]:
    return [event for event in journey.events if event.kind is kind]


def decided(journey: Journey, request: Event, kind: Kind) -> list[Event]:
    """The decisions on a request, in order; what is said to be before it decided nothing."""
    return [
        e for e in journey.events if e.kind is kind and e.about == request.id and e.happened_at >= request.happened_at
    ]


def answered(journey: Journey, request: Event, name: str, kind: Kind) -> Begun:
    """A clock from a request to the first decision on it."""
    begun = Begun(name, journey.person, request.id, request.happened_at, service=request.service)
    return ended(journey, begun, next(iter(decided(journey, request, kind)), None))


def ended(journey: Journey, begun: Begun, end: Event | None) -> Begun:
    """The clock ended by that event, else by death."""
    if end is not None:
        return begun._replace(ended_at=end.happened_at, outcome=end.detail)
    died = journey.died_at is not None and journey.died_at >= begun.started_at
    return begun._replace(ended_at=journey.died_at, outcome="died") if died else begun


def until_left(journey: Journey, begun: Begun, spell: Spell) -> Begun:
    """The clock ended by the end of the stay, where nothing else ended it."""
    if spell.ended_at is None:
        return begun
    return begun._replace(ended_at=spell.ended_at, outcome="died" if spell.ended_at == journey.died_at else "left")


def stay_at(journey: Journey, moment: datetime) -> Spell | None:
    """The stay that somebody was in at a moment."""
    within = (s for s in journey.spells if s.started_at <= moment and (s.ended_at is None or moment <= s.ended_at))
    return next(within, None)
