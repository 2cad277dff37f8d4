"""A form as it stands for one person: what each profession wrote and when, what is missing, old, or contradicted. Pure
but for the documents, which are read by name.

Every version is kept: a section is never changed, it is written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from homefirst.documents import Documents
from homefirst.event import Event, Kind, ward
from homefirst.hub.forms.form import Answers, Change, Form, Question, Section
from homefirst.hub.forms.response import Answer, Part, read_response
from homefirst.journey import Journey, Spell


@dataclass(frozen=True, slots=True)
class Version:
    """One writing of a section: the event that says so, when, by which role, for which other if any, the answers."""

    event: str
    section: str
    written_at: datetime
    by: str  # role@organisation/account
    written_for: str
    part: Part

    @property
    def role(self) -> str:
        return self.by.partition("@")[0]

    @property
    def answers(self) -> Mapping[str, Answer]:
        return {answer.link: answer for answer in self.part.answers}

    @property
    def values(self) -> Answers:
        return self.part.values


@dataclass(frozen=True, slots=True)
class SectionNow:
    """A section as it stands: its versions, the earliest first, what is not answered, and why it is too old."""

    section: Section
    versions: tuple[Version, ...]
    missing: tuple[Question, ...]
    stale: tuple[str, ...]

    @property
    def latest(self) -> Version | None:
        return self.versions[-1] if self.versions else None


@dataclass(frozen=True, slots=True)
class Side:
    """What one profession answered to a question that another answered otherwise."""

    section: Section
    question: Question
    said: str
    version: Version


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question answered in different ways by two or more professions."""

    key: str
    words: str
    sides: tuple[Side, ...]


def writer_words(form: Form, section: Section, by: str) -> str:
    """Who wrote something, from role@organisation/account: as this section calls the role, else any; else the role."""
    role = by.partition("@")[0]
    owners = [*section.owners, *(owner for other in form.sections for owner in other.owners)]
    found = next((owner.words for owner in owners if owner.role == role), "")
    return found or role.replace("_", " ").capitalize() or "Somebody unnamed"


def stay_of_form(journey: Journey) -> Spell | None:
    """The stay that a form is about: the one the person is in, else their latest."""
    return journey.open_spell or (journey.spells[-1] if journey.spells else None)


def written(journey: Journey, form: str, spell: Spell) -> list[Event]:
    """The events of a stay that say that a section of this form was written, the earliest first."""
    return [
        e
        for e in journey.events
        if e.kind is Kind.SECTION_WRITTEN
        and e.detail.partition("/")[0] == form
        and e.happened_at >= spell.started_at
        and (spell.ended_at is None or e.happened_at <= spell.ended_at)
    ]


def in_order(journey: Journey, documents: Documents, form: str, spell: Spell) -> list[Version]:
    """Every version of every section written in a stay, the earliest first.

    Raises DocumentError where one of their documents is not to be found.
    """
    return [version(event, documents.get(event.document).content) for event in written(journey, form, spell)]


def version(event: Event, content: bytes) -> Version:
    """The version that an event and its document say."""
    section, said = event.detail.partition("/")[2], read_response(content)
    part = next((p for p in said.parts if p.link == section), Part(section, section, ()))
    return Version(event.id, section, event.happened_at, event.source, said.written_for, part)


def by_section(versions: Iterable[Version]) -> dict[str, list[Version]]:
    """The versions of each section, in the order given; the section written last comes last."""
    found: dict[str, list[Version]] = {}
    for one in versions:
        found[one.section] = [*found.pop(one.section, ()), one]
    return found


def sections(form: Form, journey: Journey, documents: Documents, now: datetime) -> tuple[SectionNow, ...]:
    """Every section of a form as it stands now, in the form's order; none of them written for nobody in a bed.

    Raises DocumentError where a document is not to be found.
    """
    spell = stay_of_form(journey)
    known = by_section(in_order(journey, documents, form.name, spell)) if spell else {}
    return tuple(as_it_stands(s, tuple(known.get(s.link, ())), journey, spell, now) for s in form.sections)


def as_it_stands(
    section: Section, versions: tuple[Version, ...], journey: Journey, spell: Spell | None, now: datetime
) -> SectionNow:
    if not versions or spell is None:
        return SectionNow(section, (), section.missing({}), ())
    latest = versions[-1]
    stale = reasons_stale(section, latest.written_at, journey, spell, now)
    return SectionNow(section, versions, section.missing(latest.values), stale)


# Too old


def reasons_stale(
    section: Section, written_at: datetime, journey: Journey, spell: Spell, now: datetime
) -> tuple[str, ...]:
    """Why what was written then is not to be relied on now, each in words; none where it is."""
    found = [
        CHANGE_WORDS[change]
        for change in Change
        if change in section.stale_when and since(change, written_at, journey, spell)
    ]
    if now - written_at > timedelta(hours=section.stale_after_hours):
        found.insert(0, f"older than {hours_words(section.stale_after_hours)}")
    return tuple(found)


CHANGE_WORDS = {
    Change.CRITERIA_MET_AGAIN: "written before they became unwell again",
    Change.MOVED_WARD: "written before they were moved to another ward",
    Change.NEED_CHANGED: "written before what they can do changed",
}


def since(change: Change, written_at: datetime, journey: Journey, spell: Spell) -> bool:
    """Whether that happened after something was written."""
    if change is Change.CRITERIA_MET_AGAIN:
        return any(run.lapsed and run.ended_at and run.ended_at > written_at for run in spell.ready)
    if change is Change.NEED_CHANGED:
        return any(e.kind is Kind.NEED_CHANGED and e.happened_at > written_at for e in journey.events)
    before = [ward(stay.location) for stay in spell.stays if stay.started_at <= written_at]
    return bool(before) and ward(spell.location) != before[-1]


def hours_words(hours: int) -> str:
    """Hours as people say them: 36 hours, 2 days."""
    return f"{hours} hours" if hours % 24 or hours < 48 else f"{hours // 24} days"


# Contradicted


def conflicts(standing: Iterable[SectionNow]) -> tuple[Conflict, ...]:
    """The questions that two professions answered differently in their latest versions."""
    sides: dict[str, list[Side]] = {}
    for now in standing:
        for question in now.section.questions:
            answer = now.latest.answers.get(question.link) if now.latest and question.conflict_key else None
            if answer is not None and now.latest is not None:
                side = Side(now.section, question, "; ".join(answer.words), now.latest)
                sides.setdefault(question.conflict_key, []).append(side)
    return tuple(
        Conflict(key, found[0].question.conflict_words, tuple(found))
        for key, found in sides.items()
        if len({frozenset(side.version.answers[side.question.link].values) for side in found}) > 1
    )
