"""Invented clocks beside the discharge, for people in a bed at the end of a simulated year.

Continuing healthcare, DoLS, carers, safeguarding; and continuing healthcare of some who left hospital in that year. How
many is our own choice, so that every kind is seen on the pages; nobody exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from homefirst.codes import (
    AssessmentKind,
    ConcernStage,
    ContinuingCare,
    ContinuingCareDecision,
    LibertyDecision,
    LibertyRequest,
)
from homefirst.datadir import DataDir
from homefirst.event import Event, Kind, new_event, order
from homefirst.hub.board import in_a_bed
from homefirst.hub.follow import candidates
from homefirst.journey import Journey, Spell, journey
from homefirst.ledger import Ledger
from homefirst.system import System

HUB, WARD, COUNCIL = "coordinator@NHCP/invented", "ward@{}/invented", "social_worker@{}/invented"
# Of how many people in a bed something is told
CONTINUING, LIBERTY, CARER, CONCERN = 0.03, 0.04, 0.05, 0.015
AFTERWARDS = 0.02  # of those who left hospital alive, those of whom continuing healthcare was asked
IN_BED, SOON = 0.2, 0.7  # of them: assessed before they left; decided within 28 days
OUTCOMES = (*("eligible",) * 3, *("nursing_care",) * 3, *("not_eligible",) * 4)  # of the checklist


def tell(data_dir: DataDir, system: System, now: datetime, seed: int) -> int:
    """Tell what runs beside the discharge of people in a bed now; how many events. The same seed, the same answer."""
    ledger = data_dir.ledger()
    try:
        keys, _ = candidates(ledger)
        council = next((one.code for one in system.councils if one.until is None), "")
        told = beside((journey(key, ledger.person(key)) for key in sorted(keys)), council, now, seed)
        told += afterwards({key: at for key, at in left(ledger).items() if key not in keys}, now, seed)
        ledger.append(told)
        return len(told)
    finally:
        ledger.close()


def beside(journeys: Iterable[Journey], council: str, now: datetime, seed: int) -> list[Event]:
    """Everything that is told of these people, in the order of happening; nothing that has not happened yet."""
    in_bed = [(found, spell) for found in journeys if (spell := in_a_bed(found)) is not None]
    told = [event for found, spell in in_bed for event in of_person(found, spell, council, now, seed)]
    return sorted((event for event in told if event.happened_at <= now), key=order)


def left(ledger: Ledger) -> dict[str, datetime]:
    """When each person first left hospital, of those of whom nobody said that they died."""
    found: dict[str, datetime] = {}
    died: set[str] = set()
    position = 0
    while batch := ledger.after(position, kinds=frozenset({Kind.DISCHARGED, Kind.DIED})):
        position = batch[-1][0]
        for event in (event for _, event in batch):
            if event.kind is Kind.DIED or event.detail.startswith("79"):
                died.add(event.person)
            else:
                found[event.person] = min(event.happened_at, found.get(event.person, event.happened_at))
    return {person: at for person, at in found.items() if person not in died}


def afterwards(left_at: Mapping[str, datetime], now: datetime, seed: int) -> list[Event]:
    """Continuing healthcare of some of those who left, in the order of happening; nothing that has not happened yet."""
    told: list[Event] = []
    for person in sorted(left_at):
        chance = Random(f"{seed}:{person}:continuing")
        if chance.random() < AFTERWARDS:
            told += asked_of_one_who_left(person, left_at[person].replace(microsecond=0), chance)
    return sorted((event for event in told if event.happened_at <= now), key=order)


def asked_of_one_who_left(person: str, left_at: datetime, chance: Random) -> Iterator[Event]:
    """A checklist, the assessment and the decision; or the fast track, which has no such assessment."""

    def told(kind: Kind, at: datetime, detail: str, about: str = "") -> Event:
        return new_event(person, kind, at, detail=detail, about=about, source=HUB)

    fast, in_bed = chance.random() < 0.4, chance.random() < IN_BED
    way = ContinuingCare.FAST_TRACK if fast else ContinuingCare.CHECKLIST
    since = left_at - timedelta(hours=26) if in_bed or fast else left_at + timedelta(days=chance.uniform(2, 40))
    asked = told(Kind.CONTINUING_CARE_REQUESTED, since.replace(microsecond=0), way)
    yield asked
    if fast:
        hours = timedelta(hours=chance.randint(20, 70))
        yield told(Kind.CONTINUING_CARE_DECIDED, asked.happened_at + hours, ContinuingCareDecision.ELIGIBLE, asked.id)
        return
    takes = timedelta(days=chance.randint(10, 26) if chance.random() < SOON else chance.randint(30, 70))
    assessed_at = left_at - timedelta(hours=1) if in_bed else asked.happened_at + takes * 0.7
    yield told(Kind.ASSESSED, assessed_at.replace(microsecond=0), AssessmentKind.CONTINUING_CARE)
    outcome = ContinuingCareDecision(chance.choice(OUTCOMES))
    yield told(Kind.CONTINUING_CARE_DECIDED, asked.happened_at + takes, outcome, asked.id)


def of_person(found: Journey, spell: Spell, council: str, now: datetime, seed: int) -> Iterator[Event]:
    """What is told of one person, each kind by its own draw."""
    teller = Teller(found, spell, now, Random(f"{seed}:{found.person}:clocks"))
    if teller.chance.random() < CONTINUING:
        yield from continuing(teller)
    if teller.chance.random() < LIBERTY:
        yield from liberty(teller, COUNCIL.format(council))
    if teller.chance.random() < CARER:
        yield from carer(teller, COUNCIL.format(council))
    if teller.chance.random() < CONCERN:
        yield from concern(teller, COUNCIL.format(council))


class Teller:
    """Makes one person's events, each so many hours after another, from a moment of their stay."""

    def __init__(self, found: Journey, spell: Spell, now: datetime, chance: Random) -> None:
        self.person, self.chance = found.person, chance
        self.ward = WARD.format(spell.provider)
        longest = min(now - spell.started_at, timedelta(days=30))
        self.since = now - longest * chance.uniform(0.1, 0.9)

    def event(self, kind: Kind, hours: float, detail: str = "", about: str = "", by: str = HUB) -> Event:
        at = (self.since + timedelta(hours=hours)).replace(microsecond=0)
        return new_event(self.person, kind, at, detail=detail, about=about, source=by)

    def hours(self, least: float, most: float) -> float:
        return self.chance.uniform(least, most)


def continuing(t: Teller) -> Iterator[Event]:
    way = ContinuingCare.FAST_TRACK if t.chance.random() < 0.4 else ContinuingCare.CHECKLIST
    asked = t.event(Kind.CONTINUING_CARE_REQUESTED, 0, way)
    yield asked
    takes = t.hours(12, 80) if way is ContinuingCare.FAST_TRACK else t.hours(24 * 14, 24 * 40)
    decision = t.chance.choice(list(ContinuingCareDecision)[:3])
    yield t.event(Kind.CONTINUING_CARE_DECIDED, takes, decision, asked.id)


def liberty(t: Teller, council: str) -> Iterator[Event]:
    """An urgent authorisation with the request for a standard one; in half of them an extension on the seventh day."""
    yield t.event(Kind.LIBERTY_REQUESTED, 0, LibertyRequest.URGENT, by=t.ward)
    standard = t.event(Kind.LIBERTY_REQUESTED, 0.2, LibertyRequest.STANDARD, by=t.ward)
    yield standard
    decided = t.hours(24 * 5, 24 * 30)
    if decided > 24 * 6 and t.chance.random() < 0.5:
        yield t.event(Kind.LIBERTY_REQUESTED, 24 * 5.5, LibertyRequest.URGENT_EXTENSION, by=t.ward)
    yield t.event(Kind.LIBERTY_DECIDED, decided, t.chance.choice(list(LibertyDecision)), standard.id, council)


def carer(t: Teller, council: str) -> Iterator[Event]:
    found = t.event(Kind.CARER_IDENTIFIED, 0, by=t.ward)
    asked = t.event(Kind.CARER_ASSESSMENT_REQUESTED, t.hours(2, 72), about=found.id)
    yield from (found, asked, t.event(Kind.CARER_ASSESSED, t.hours(24 * 10, 24 * 45), about=asked.id, by=council))


def concern(t: Teller, council: str) -> Iterator[Event]:
    raised = t.event(Kind.CONCERN_RAISED, 0, by=t.ward)
    yield raised
    screened = t.hours(6, 80)
    stage = ConcernStage.SCREENED if t.chance.random() < 0.6 else ConcernStage.NO_FURTHER_ACTION
    yield t.event(Kind.CONCERN_DECIDED, screened, stage, raised.id, council)
    if stage is ConcernStage.SCREENED:
        end = t.chance.choice([ConcernStage.PLAN, ConcernStage.CLOSED])
        yield t.event(Kind.CONCERN_DECIDED, screened + t.hours(24 * 7, 24 * 40), end, raised.id, council)
