"""Invented homes and agencies at the end of a simulated year: their room, their own people, what waits for them.

The simulator names services such as "care homes" together. Here those in a bed who live in a care home, or have home
care, are told to be with one of the invented ones too, from before their stay; nothing that was told is changed.
Over 300 lines, so that what one invented service says of its people and of its room agrees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from homefirst.codes import Residence, SupportKind, Vacancies
from homefirst.datadir import DataDir
from homefirst.days import local_date
from homefirst.event import Event, Kind, new_event
from homefirst.hub.board import in_a_bed
from homefirst.hub.follow import candidates
from homefirst.hub.in_words import MEDIA_TYPE, in_words
from homefirst.hub.trusted import fault, load_trusts
from homefirst.journey import Journey, Spell, journey
from homefirst.ledger import Ledger
from homefirst.system import System
from homefirst.system.directory import Directory, NoNeeds, load_directory
from homefirst.system.entry import Entry

HUB, COUNCIL = "coordinator@NHCP/invented", "social_worker@E06000062/invented"
OF_A_WARD = frozenset({"therapist", "ward"})  # assess in their own hospital alone
SPOKEN_WITH = 0.85  # of the homes and agencies of those in a bed
FLAWED = 0.15  # of the assessments made for a service
ROLES: Mapping[str, str] = {SupportKind.CARE_HOME_PLACEMENT: "care_home", SupportKind.HOME_CARE: "home_care"}
LIVED_THERE = timedelta(days=200)  # before the stay, where nobody told since when
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OLD = 0.2  # of the services, whose last number is days old
CLOSED_OVERNIGHT, STOPPED = "SALTCELLAR", "THIMBLEWICK"
TEAMS = ("START", "CRT", "ICT", "HICT")  # say how many they can take, and no more
BEDS = ("SHAW:STEPDOWN", "CLAREMONT:OUTFLOW", "RP1:COMMUNITY")  # as full as the simulated year left them
HELP_STARTS = frozenset({Kind.SUPPORT_STARTED, Kind.SUPPORT_ENDED})
NOES = ("full", "need", "behaviour", "two_care_workers", "distance", "hours", "information", "fee")
WHY = (
    "Managed alone before; now needs somebody there morning and evening.",
    "Walks with a frame and one person. Wants to be near their family.",
    "Forgets to drink and to take medicines; calm when somebody is with them.",
)
CHANGED = {
    "two_care_workers": "Stands with two people and a frame; before with one.",
    "night_care": "Up two or three times a night and unsteady.",
    "dementia": "Does not find the way back to the bed, and forgets to drink.",
}
QUESTIONS = ("Do they use the stairs?", "Who pays after the first weeks?", "How do they sleep?")
REPLIES = ("Not yet: a bed downstairs is ready.", "The council for four weeks, then after the review.", "Well.")


class Told(NamedTuple):
    """One event to keep, and what was said in words with it; b"" for none."""

    event: Event
    words: bytes = b""


@dataclass(frozen=True)
class Places:
    """Where people may be put: the invented homes and agencies of a directory, and where each small area lies."""

    directory: Directory
    neighbourhoods: Mapping[str, str]

    def homes(self, nursing: bool) -> list[Entry]:
        return [e for e in self.directory if e.invented and e.is_home and ("nursing" in e.needs_met) is nursing]

    def agencies(self, neighbourhood: str) -> list[Entry]:
        found = [e for e in self.directory if e.invented and e.kind is SupportKind.HOME_CARE]
        return [e for e in found if neighbourhood in e.neighbourhoods] or found

    def lives_in(self, found: Journey, now: datetime) -> str:
        home = found.residence_at(now)
        return self.neighbourhoods.get(home.area, "") if home else ""


def tell(data_dir: DataDir, system: System, now: datetime, seed: int) -> int:
    """Tell what invented homes and agencies say at the end of the year; how many events. Same seed, same answer."""
    ledger, documents = data_dir.ledger(), data_dir.documents()
    try:
        keys, _ = candidates(ledger)
        journeys = [journey(key, ledger.person(key)) for key in sorted(keys)]
        places = Places(load_directory(system.name, system), {a.code: a.neighbourhood for a in system.areas})
        told = all_of(places, journeys, system, now, seed)
        told += room_told(places.directory, helped_now(ledger, BEDS), told, now, seed)
        told = [one for one in told if one.event.happened_at <= now]
        documents.put_all([(one.words, MEDIA_TYPE) for one in told if one.words])
        ledger.append(one.event for one in told)
        return len(told)
    finally:
        documents.close()
        ledger.close()


def all_of(places: Places, journeys: Iterable[Journey], system: System, now: datetime, seed: int) -> list[Told]:
    """What is told of people: whose they are, whom they were referred to, and what was said."""
    told = list[Told]()
    for found in journeys:
        spell, draw = in_a_bed(found), Random(f"{seed}:{found.person}:services")
        if spell is not None:
            told += own_of(places, found, spell, now, draw)
            told += asked_of(places, found, spell, system, now, draw)
    return told


# Whose they are


def own_of(places: Places, found: Journey, spell: Spell, now: datetime, draw: Random) -> Iterator[Told]:
    """The home where a resident lives, or the agency that helps somebody at home: told from before the stay."""
    home, lives = found.residence_at(spell.started_at), places.lives_in(found, now)
    if home is not None and home.kind in (Residence.NURSING_HOME, Residence.RESIDENTIAL_HOME):
        nursing = home.kind == Residence.NURSING_HOME
        entry = near(places, places.homes(nursing), lives, draw)
        since = min(home.since, spell.started_at - LIVED_THERE)
        yield begun(found, entry, SupportKind.CARE_HOME_PLACEMENT, since)
        yield from spoken(found, spell, entry, draw)
    packages = [s for s in found.supports if s.kind == SupportKind.HOME_CARE and s.ended_at is None]
    if packages and packages[-1].started_at < spell.started_at and packages[-1].service == "HOMECARE":
        entry = draw.choice(places.agencies(lives))
        start = begun(found, entry, SupportKind.HOME_CARE, packages[-1].started_at)
        yield start
        if packages[-1].held_at is not None:
            yield of(found, Kind.SUPPORT_HELD, spell.started_at, entry, start.event.id)
        yield from spoken(found, spell, entry, draw)


def near(places: Places, entries: Sequence[Entry], lives: str, draw: Random) -> Entry:
    """One of the three nearest: most people stay where they are known."""
    ranked = sorted(entries, key=lambda e: (places.directory.distance(e, lives) or 0.0, e.service))
    return draw.choice(ranked[:3])


def begun(found: Journey, entry: Entry, kind: SupportKind, since: datetime) -> Told:
    return of(found, Kind.SUPPORT_STARTED, since, entry, detail=str(kind))


def spoken(found: Journey, spell: Spell, entry: Entry, draw: Random) -> Iterator[Told]:
    """Of most, the ward spoke with those who know them; some need more than before."""
    if draw.random() < SPOKEN_WITH:
        yield of(found, Kind.CONTACTED, spell.started_at + draw.randint(2, 40) * HOUR, entry, by=HUB)
    if draw.random() < 0.15:
        need = draw.choice(("two_care_workers", "night_care", "dementia"))
        yield of(
            found,
            Kind.NEED_CHANGED,
            spell.started_at + draw.randint(20, 90) * HOUR,
            None,
            detail=need,
            by=HUB,
            words=in_words(what=CHANGED[need]),
        )


# Whom they were referred to


def asked_of(
    places: Places, found: Journey, spell: Spell, system: System, now: datetime, draw: Random
) -> Iterator[Told]:
    """Of those ready on pathways 1 and 3, what was asked of invented services since, and the answers."""
    if spell.ready_at is None or spell.pathway not in ("1", "3") or draw.random() > (0.7, 0.25)[spell.pathway == "1"]:
        return
    lives = places.lives_in(found, now)
    entries = [e for e in places.directory if e.invented and e.pathways and spell.pathway in e.pathways]
    entries = [e for e in entries if e.kind in ROLES]
    council = next((r.council for r in reversed(found.residences)), "")
    weekday = now - ((now.weekday() + 4) % 7 + 1) * DAY  # the Wednesday before, so that no day excludes anybody
    taking = places.directory.open_to(
        NoNeeds(), spell.pathway, council, weekday.replace(hour=11), neighbourhood=lives, among=entries
    )
    if not taking.entries:
        return
    ranked = sorted(taking.entries, key=lambda e: (places.directory.distance(e, lives) or 0.0, e.service))
    first = max(spell.ready_at, now - 4 * DAY) + 2 * HOUR
    for entry in draw.sample(ranked[:5], min(draw.randint(1, 3), len(ranked))):
        yield from conversation(found, spell, entry, first, now, draw, system)


def conversation(
    found: Journey, spell: Spell, entry: Entry, first: datetime, now: datetime, draw: Random, system: System
) -> Iterator[Told]:
    """One referral: asked, perhaps looked at, asked back, answered; or still waiting."""
    at = first + draw.randint(0, 600) * HOUR / 10
    words = in_words(why=draw.choice(WHY))
    referred = of(found, Kind.REFERRED, at, entry, detail=str(entry.kind), by=HUB, words=words)
    if at > now - HOUR:
        return
    yield referred
    fate, about = draw.random(), referred.event.id
    if fate < 0.35:
        said_at = now + DAY if fate < 0.1 else at + 6 * HOUR  # some have not looked at it yet
        yield from assessed_for(found, spell, entry, at, said_at, about, draw, system)
        return
    if fate < 0.5:
        yield from asked_back(found, entry, at, about, draw)
    elif fate < 0.75:
        reason = draw.choice(NOES)
        yield of(found, Kind.DECLINED, at + draw.randint(2, 30) * HOUR, entry, about, detail=reason)
    else:
        yield from said_yes(found, spell, entry, at, about, draw, system)


def asked_back(found: Journey, entry: Entry, at: datetime, about: str, draw: Random) -> Iterator[Told]:
    n = draw.randrange(len(QUESTIONS))
    question = of(found, Kind.ASKED, at + 3 * HOUR, entry, about, words=in_words(question=QUESTIONS[n]))
    yield question
    if draw.random() < 0.5:
        words = in_words(reply=REPLIES[n])
        yield of(found, Kind.REPLIED, at + 6 * HOUR, entry, question.event.id, by=HUB, words=words)


def said_yes(
    found: Journey, spell: Spell, entry: Entry, at: datetime, about: str, draw: Random, system: System
) -> Iterator[Told]:
    """Yes with a first day; where an agreement is in force, on the assessment of whom it names."""
    answered = at + draw.randint(3, 28) * HOUR
    yield from assessed_for(found, spell, entry, at, answered, about, draw, system)
    opens = entry.opens(answered + draw.randint(0, 3) * DAY)
    yield of(found, Kind.ACCEPTED, answered, entry, about, detail=local_date(opens).isoformat() if opens else "")


def assessed_for(
    found: Journey, spell: Spell, entry: Entry, at: datetime, answered: datetime, about: str, draw: Random,
    system: System,
) -> Iterator[Told]:  # fmt: skip
    """An assessment made for a service under its agreement, and what the service said of it where it has answered."""
    trusts = [one for one in load_trusts(system.name) if entry.service in one.services]
    here = [one for one in trusts if not fault(one, local_date(at))]
    trust = next(
        (t for t in here if t.assessor_organisation == spell.provider or t.assessor_role not in OF_A_WARD), None
    )
    if trust is None:
        return
    by = f"{trust.assessor_role}@{trust.assessor_organisation}/invented"
    words = in_words(found=draw.choice(WHY))
    assessed = of(found, Kind.ASSESSED, at + HOUR, None, about, "needs", by=by, words=words)
    yield assessed
    if draw.random() < FLAWED:
        words = in_words(found="The stairs were not tried, and they sleep upstairs.")
        yield of(found, Kind.ASSESSMENT_DISPUTED, answered - HOUR, entry, assessed.event.id, words=words)
    else:
        yield of(found, Kind.ASSESSMENT_ACCEPTED, answered - HOUR, entry, assessed.event.id, detail=trust.id)


def of(
    found: Journey, kind: Kind, at: datetime, entry: Entry | None, about: str = "", detail: str = "",
    *, by: str = "", words: bytes = b"",
) -> Told:  # fmt: skip
    """One event of a person, told at once, by the service unless said otherwise."""
    speaks = by or (source_of(entry) if entry else HUB)
    document = hashlib.sha256(words).hexdigest() if words else ""
    event = new_event(
        found.person, kind, at, service=entry.service if entry else "", detail=detail, about=about,
        document=document, source=speaks,
    )  # fmt: skip
    return Told(event, words)


def source_of(entry: Entry) -> str:
    return f"{ROLES.get(entry.kind, 'community')}@{entry.organisation}/invented"


# Room


def helped_now(ledger: Ledger, services: Sequence[str]) -> Mapping[str, int]:
    """How many people each of these services helps at the end: begun there and not ended."""
    inside: dict[str, set[str]] = {service: set() for service in services}
    position = 0
    while batch := ledger.after(position, kinds=HELP_STARTS):
        for _, event in sorted(batch, key=lambda row: (row[1].happened_at, row[1].sequence)):
            if event.service in inside:
                people = inside[event.service]
                (people.add if event.kind is Kind.SUPPORT_STARTED else people.discard)(event.person)
        position = batch[-1][0]
    return {service: len(people) for service, people in inside.items()}


def room_told(
    directory: Directory, used: Mapping[str, int], told: Sequence[Told], now: datetime, seed: int
) -> list[Told]:
    """What every invented service that holds people says last, some of it days ago; and what closed overnight."""
    promised = [one.event for one in told if one.event.kind is Kind.ACCEPTED]
    made = list[Told]()
    for entry in directory:
        draw = Random(f"{seed}:{entry.service}:room")
        at = now - (draw.randint(30, 140) * HOUR if draw.random() < OLD else draw.randint(10, 220) * HOUR / 10)
        if entry.service in TEAMS:
            made.append(of_service(entry, Kind.CAPACITY_REPORTED, at, str(draw.randint(0, 3))))
        elif entry.service in used and entry.capacity:
            made.append(of_service(entry, Kind.VACANCIES_REPORTED, at, beds(int(entry.capacity), used[entry.service])))
        elif entry.invented and entry.kind in ROLES and entry.capacity:
            kept = sum(event.service == entry.service and event.happened_at <= at for event in promised)
            made.append(of_service(entry, Kind.VACANCIES_REPORTED, at, drawn(int(entry.capacity), kept, draw, at)))
    made += [
        of_service(directory.entries[CLOSED_OVERNIGHT], Kind.SERVICE_CLOSED, now - 6 * HOUR, "infection"),
        of_service(directory.entries[STOPPED], Kind.SERVICE_EMBARGOED, now - 9 * DAY, "quality", COUNCIL),
    ]
    return made


def beds(maximum: int, used: int) -> str:
    """As full as they are: what is empty is free to take."""
    inside = min(used, maximum)
    return Vacancies(maximum, inside, 0, maximum - inside).detail


def drawn(maximum: int, kept: int, draw: Random, at: datetime) -> str:
    """A home or agency that is mostly full: 84% to all of it used, part of the rest free."""
    used = min(maximum - min(kept, maximum), round(maximum * draw.uniform(0.84, 1.0)))
    free = maximum - used - min(kept, maximum - used)
    taking = draw.randint(0, min(free, 6))
    later = local_date(at) + draw.randint(1, 5) * DAY if taking and draw.random() < 0.3 else None
    return Vacancies(maximum, used, min(kept, maximum - used), taking, later).detail


def of_service(entry: Entry, kind: Kind, at: datetime, detail: str, by: str = "") -> Told:
    return Told(new_event("", kind, at, location=entry.service, detail=detail, source=by or source_of(entry)))
