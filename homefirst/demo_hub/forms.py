"""Invented discharge notifications of people in a bed: begun, whole, sent, and some that contradict themselves.

Those of whom the hub was told have had a form sent; those ready to leave have one under way. Nobody in them exists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from homefirst.codes import Triage
from homefirst.datadir import DataDir
from homefirst.days import local_date
from homefirst.decisions import not_looked_at
from homefirst.demo_hub.form_answers import Invented, invented_answers
from homefirst.event import Event, Kind, new_event
from homefirst.hub.board import in_a_bed
from homefirst.hub.follow import candidates
from homefirst.hub.forms.form import Answers, Form, Section
from homefirst.hub.forms.prefill import known, prefilled
from homefirst.hub.forms.questionnaire import load_form
from homefirst.hub.forms.response import MEDIA_TYPE, Overridden, write_part, write_whole
from homefirst.hub.forms.sections import Version, as_it_stands, version
from homefirst.hub.forms.sending import ready_to_send
from homefirst.hub.in_words import in_words
from homefirst.hub.words import Title
from homefirst.journey import Journey, Spell, journey
from homefirst.people import People
from homefirst.system import System, location_title

AT = {"social_worker": "E06000061", "coordinator": "NHCP"}  # who does not work for the hospital
HELP_BY_PATHWAY = {"0": (4, 3, 2, 0, 0), "1": (1, 3, 5, 2, 0), "2": (0, 2, 5, 3, 1), "3": (0, 1, 3, 4, 3)}
HELP_OTHERWISE = (2, 3, 3, 1, 0)
CONFLICT, HOLE, REWRITTEN, LEFT_UNWRITTEN = 0.12, 0.04, 0.45, 0.35  # shares of people or of sections
NEVER_LOOKED_AT, SENT_BACK = 0.12, 0.1  # shares of the forms that were sent
LACKS = (
    "Who cares for them at home, and whether that can go on.",
    "Whether the stairs were tried with them.",
    "When in the day somebody has to be there.",
)
REASONS = (
    "The place is free only today; the rest follows tomorrow.",
    "Therapy is away until Monday. Agreed with the hub by telephone.",
    "Looked at together at the board round; it still holds.",
)
Identity = Callable[[str], Mapping[str, str]]


class Told(NamedTuple):
    """An event and the document that goes with it."""

    event: Event
    document: bytes


class Maker(NamedTuple):
    """What is needed to make up a form for somebody."""

    form: Form
    title: Title
    identity: Identity
    now: datetime
    seed: int


def tell(data_dir: DataDir, system: System, now: datetime, seed: int) -> int:
    """Tell the forms of everyone in a bed who is ready or of whom the hub was told; how many events."""
    ledger, documents, people = data_dir.ledger(), data_dir.documents(), data_dir.people()
    try:
        keys, _ = candidates(ledger)
        maker = Maker(load_form(system.name), lambda c: location_title(system, c), identities(people), now, seed)
        told = [one for key in sorted(keys) for one in form_of(maker, journey(key, ledger.person(key)))]
        documents.put_all([(one.document, MEDIA_TYPE) for one in told if one.document])
        ledger.append(one.event for one in told)
        return len(told)
    finally:
        people.close()
        documents.close()
        ledger.close()


def identities(people: People) -> Identity:
    """Who the invented people are, as a form is prefilled with it."""

    def identity(person: str) -> Mapping[str, str]:
        said = people.identity(person)
        born = said.birth_date.isoformat() if said.birth_date else ""
        return {"name": f"{said.given} {said.family}".strip(), "birth_date": born}

    return identity


def form_of(maker: Maker, found: Journey) -> list[Told]:
    """The form of one person, as far as it has come; nothing for who needs none yet."""
    spell = in_a_bed(found)
    if spell is None or (spell.ready_at is None and spell.notified_at is None):
        return []
    draw = Random(f"{maker.seed}:{found.person}:form")
    if spell.notified_at is None and (spell.pathway == "0" or draw.random() < 0.25):
        return []
    about = invented(maker, found, spell, draw)
    told = list(first_writings(maker, found, spell, about, draw))
    if spell.notified_at is not None:
        told.append(sent(maker, found, spell, told, draw))
        told += looked_at(found, spell, told[-1].event, Random(f"{maker.seed}:{found.person}:triage"))
    told += written_again(maker, found, spell, about, draw)
    return [one for one in told if one.event.happened_at <= maker.now]


def invented(maker: Maker, found: Journey, spell: Spell, draw: Random) -> Invented:
    """How much help this person needs, and what is known of them."""
    told = known(found, maker.title, maker.identity(found.person))
    filled = {link: given for section in maker.form.sections for link, given in prefilled(section, told).items()}
    weights = HELP_BY_PATHWAY.get(spell.pathway, HELP_OTHERWISE)
    return Invented(draw.choices(range(5), weights)[0], filled, local_date(maker.now))


def first_writings(maker: Maker, found: Journey, spell: Spell, about: Invented, draw: Random) -> Iterator[Told]:
    """Each section once, in the days before the form was sent, or so far."""
    end = spell.notified_at or maker.now
    begun = max(spell.started_at + timedelta(hours=4), end - timedelta(hours=draw.uniform(8, 150)))
    span = max(end - begun, timedelta(minutes=30))
    contradicts = draw.random() < CONFLICT
    for section in maker.form.sections:
        if section.link != "carer" and draw.random() < (0.04 if spell.notified_at else LEFT_UNWRITTEN):
            continue
        at = min(begun, end - timedelta(minutes=30)) + span * draw.random() * 0.95
        others = about._replace(help=(about.help + 2) % 4) if contradicts and section.link == "therapy" else about
        hole = section.link != "carer" and draw.random() < HOLE
        answers = invented_answers(section, others, draw, leave_out=draw.randint(1, 2) if hole else 0)
        yield writing(maker, found, spell, section, answers, max(at, spell.started_at + timedelta(minutes=1)))


def written_again(maker: Maker, found: Journey, spell: Spell, about: Invented, draw: Random) -> Iterator[Told]:
    """Some wards look again in the last two days, and write what they see now."""
    if spell.notified_at is None or maker.now - spell.notified_at < timedelta(days=2) or draw.random() > REWRITTEN:
        return
    for section in maker.form.sections:
        if section.stale_after_hours <= 48:
            at = maker.now - timedelta(hours=draw.uniform(1, 46))
            yield writing(maker, found, spell, section, invented_answers(section, about, draw), at)


def writing(maker: Maker, found: Journey, spell: Spell, section: Section, answers: Answers, at: datetime) -> Told:
    """One section written by the first of those who own it."""
    role = section.owners[0].role
    by = f"{role}@{AT.get(role, spell.provider)}/invented"
    content = write_part(maker.form, section, answers, person=found.person, by=by, now=at)
    return kept(found, spell, Kind.SECTION_WRITTEN, content, at, by, f"{maker.form.name}/{section.link}")


def sent(maker: Maker, found: Journey, spell: Spell, told: Iterable[Told], draw: Random) -> Told:
    """The form as it was sent when the hub was told, with the reason where something stood in the way."""
    written: dict[str, Version] = {}
    for one in sorted(told, key=lambda t: t.event.happened_at):
        last = version(one.event, one.document)
        written[last.section] = last
    at = max([spell.notified_at or maker.now, *(v.written_at for v in written.values())]) + timedelta(minutes=5)
    standing = [
        as_it_stands(s, tuple(filter(None, [written.get(s.link)])), found, spell, at) for s in maker.form.sections
    ]
    reason = draw.choice(REASONS)
    passed = [Overridden(block.words, reason, block.sections) for block in ready_to_send(maker.form, standing)]
    parts = [replace(v.part, written_at=v.written_at, written_by=v.by) for s in standing if (v := s.latest)]
    by = f"coordinator@{AT['coordinator']}/invented"
    content = write_whole(maker.form, parts, person=found.person, by=by, now=at, overridden=passed)
    return kept(found, spell, Kind.NOTIFIED, content, at, by)


def looked_at(found: Journey, spell: Spell, form: Event, draw: Random) -> Iterator[Told]:
    """The hub's look at the form, of most within a day; some go back with what lacks."""
    waiting = not_looked_at(found, spell) or [form]
    hours, fate = draw.choice((2, 5, 9, 16, 22, 30)), draw.random()
    if fate < NEVER_LOOKED_AT:
        return
    back = fate < NEVER_LOOKED_AT + SENT_BACK and bool(spell.pathway)
    words = in_words(lacks=draw.choice(LACKS)) if back else b""
    at, by = form.happened_at + timedelta(hours=hours), f"coordinator@{AT['coordinator']}/invented"
    detail = Triage.SENT_BACK if back else Triage.CONFIRMED
    if spell.pathway:
        yield kept(found, spell, Kind.TRIAGED, words, at, by, str(detail), waiting[0].id)


def kept(
    found: Journey, spell: Spell, kind: Kind, content: bytes, at: datetime, by: str, detail: str = "", about: str = ""
) -> Told:
    """An event of the stay, told at once, with its document where it has one."""
    key = "" if spell.key.startswith("~") else spell.key
    name = hashlib.sha256(content).hexdigest() if content else ""
    event = new_event(
        found.person, kind, at, location=spell.location, detail=detail, about=about, document=name, source=by,
        spell=key,
    )  # fmt: skip
    return Told(event, content)
