"""What the pages of the discharge notification show: each section as this reader may see it, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from starlette.exceptions import HTTPException
from starlette.requests import Request

from homefirst.decisions import not_looked_at
from homefirst.documents import DocumentError
from homefirst.event import Event
from homefirst.hub.board import Who
from homefirst.hub.forms import (
    Answers,
    Block,
    Conflict,
    Form,
    FormFault,
    OpenFor,
    Piece,
    Section,
    SectionNow,
    Version,
    conflicts,
    known,
    load_form,
    open_for,
    prefilled,
    ready_to_send,
    sections,
    sent_copies,
    waited_for,
    writer_words,
)
from homefirst.journey import Journey
from homefirst.record.policy import Decision
from homefirst.record.reader import Reader
from homefirst.web.access import NOBODY, may, reader_of
from homefirst.web.desk import Desk, full_name
from homefirst.web.step_facts import back_words

NO_SECTION = "The form has no such section. Start again from the form."


@dataclass
class FormFor:
    """A form as it stands for one person, asked for by one reader."""

    request: Request
    desk: Desk
    form: Form
    journey: Journey
    now: datetime
    standing: tuple[SectionNow, ...]
    position: int = 0  # of the ledger, when it was looked at

    @property
    def reader(self) -> Reader:
        return reader_of(self.request)

    @property
    def who(self) -> Who:
        return self.desk.who(self.journey.person)

    def may_read(self, section: Section) -> Decision:
        """Whether the reader may see what stands in a section, and by which rule."""
        return may(self.request, "read", journey=self.journey, section=section.record_section)

    def may_write(self, section: Section) -> str:
        """Why the reader may not write this section, as a sentence; "" where they may."""
        if self.journey.open_spell is None:
            return "This person is not in a hospital bed now, so nothing is written here."
        allowed = may(self.request, "decide", journey=self.journey, section=section.record_section)
        if not allowed.allowed:
            return allowed.says
        if section.is_owned_by(self.reader.role) or self.reader.role == "coordinator":
            return ""
        return f"{section.owner_words} writes this section. You can read it, and tell them what should change."

    def for_others(self, section: Section) -> bool:
        """Whether the reader writes this section only on behalf of its owners, and so has to say for whom."""
        return not section.is_owned_by(self.reader.role)

    def section(self, link: str) -> SectionNow:
        """The section of this link. Raises HTTPException where there is none."""
        found = next((one for one in self.standing if one.section.link == link), None)
        if found is None:
            raise HTTPException(404, NO_SECTION)
        return found

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Those whose sides the reader may all see."""
        found = conflicts(self.standing)
        return tuple(c for c in found if all(self.may_read(side.section).allowed for side in c.sides))

    def contradicted(self, section: Section) -> list[Conflict]:
        """The conflicts in which a section stands against another."""
        return [c for c in self.conflicts if any(side.section.link == section.link for side in c.sides)]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return ready_to_send(self.form, self.standing)

    def may_see(self, links: Iterable[str]) -> bool:
        """Whether the reader may see what is said of all these sections."""
        found = (self.form.section(link) for link in links)
        return all(section is None or self.may_read(section).allowed for section in found)

    @property
    def may_send(self) -> bool:
        allowed = may(self.request, "decide", journey=self.journey, section="assessment").allowed
        return allowed and self.journey.open_spell is not None

    @property
    def may_read_copies(self) -> bool:
        return may(self.request, "read", journey=self.journey, section="assessment").allowed

    @property
    def copies(self) -> list[Event]:
        return sent_copies(self.journey)

    @property
    def waiting(self) -> list[Event]:
        """The copies, and other notifications, that the hub has not looked at."""
        spell = self.journey.open_spell
        return not_looked_at(self.journey, spell) if spell else []

    @property
    def came_back(self) -> str:
        """What the hub found lacking when it sent the form back; "" where it did not."""
        spell = self.journey.open_spell
        return back_words(self.desk, self.journey, spell) if spell else ""

    @property
    def opened(self) -> OpenFor | None:
        return open_for(self.journey, self.form.name)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What the form waited for, without the pieces of no day."""
        opened = self.opened
        pieces = waited_for(opened, self.standing, self.now) if opened else ()
        return tuple(piece for piece in pieces if piece.days)

    @property
    def known(self) -> dict[str, str]:
        """What is known of the person already; of who they are only where readers may see names."""
        person, people = self.journey.person, self.desk.people
        identity = people.identity(person)
        number = people.nhs_number(person)
        told = {
            "name": full_name(identity) if self.desk.names else "",
            "birth_date": identity.birth_date.isoformat() if identity.birth_date else "",
            "nhs_number": number.value if number and number.verified and self.desk.names else "",
        }
        return dict(known(self.journey, self.desk.title, told))

    def role_words(self, section: Section, role: str) -> str:
        """A role as the form calls it."""
        return writer_words(self.form, section, role)

    def by_words(self, section: Section, version: Version) -> str:
        """Who wrote a version: the profession, and for which other if not their own."""
        words = self.role_words(section, version.role)
        return f"{words}, for {version.written_for.lower()}" if version.written_for else words


def form_for(request: Request) -> FormFor:
    """The form of the person of the path. Raises HTTPException where there is none or it cannot be read."""
    desk: Desk = request.app.state.desk
    position = desk.board.follow().position
    journey, told = desk.board.read(request.path_params["key"])
    if not told:
        raise HTTPException(404, NOBODY)
    return formed(request, desk, journey, position)


def form_of(desk: Desk) -> Form:
    """The form of this place. Raises HTTPException, with the fault's own sentence, where it cannot be used."""
    try:
        return load_form(desk.system.name)
    except FormFault as fault:
        raise HTTPException(503, str(fault)) from None


def formed(request: Request, desk: Desk, journey: Journey, position: int = 0) -> FormFor:
    form, now = form_of(desk), desk.now()
    try:
        standing = sections(form, journey, desk.documents, now)
    except DocumentError as fault:
        raise HTTPException(503, str(fault)) from None
    return FormFor(request, desk, form, journey, now, standing, position)


def age_words(since: datetime, now: datetime) -> str:
    """How long ago: "just now", "3 hours ago", "2 days ago"."""
    hours = int((now - since).total_seconds() // 3600)
    if hours < 1:
        return "within the hour"
    many, what = (hours, "hour") if hours < 48 else (hours // 24, "day")
    return f"{many} {what}{'' if many == 1 else 's'} ago"


def filled(page: FormFor, now: SectionNow) -> tuple[Answers, Answers]:
    """What the inputs of a section begin with, and which of it comes from the record and is nobody's answer yet."""
    typed: Answers | None = page.request.scope.get("homefirst.typed")
    known = prefilled(now.section, page.known)
    if typed is not None:
        return typed, {}
    if now.latest is None:
        return known, known
    return now.latest.values, {}


def known_since(page: FormFor, now: SectionNow) -> dict[str, str]:
    """Where the record now says something else than was answered: its words, by linkId."""
    if now.latest is None:
        return {}
    found = {}
    for link, given in prefilled(now.section, page.known).items():
        question = now.section.question(link)
        if question and now.latest.values.get(link, given) != given:
            found[link] = question.words_of(given[0])
    return found


def compared(one: Version, other: Version) -> list[tuple[str, str, str]]:
    """Two versions, question by question: what each says."""
    asked = {link: answer.question for version in (one, other) for link, answer in version.answers.items()}
    return [(words, said(one, link), said(other, link)) for link, words in asked.items()]


def said(version: Version, link: str) -> str:
    answer = version.answers.get(link)
    return "; ".join(answer.words) if answer else ""
