"""How a page about the discharge notification is written: `@holds` for a small ledger with sections, and its answers.

Beside the lines of any small ledger (`tests/spec/ledger_text.py`) a section is written so:

    Mon 5 Jan 2026 10:00  nursing   whole    walking=two
    Mon 5 Jan 2026 11:00  therapy   begun    walking=alone
    Mon 5 Jan 2026 12:00  sent

`whole`: every other question that has to be answered is too (with its first answer); `begun`: only those said are.
`sent because ...` gives a reason. A line that begins further in goes on with the one above. A section is
written by the first of its owners unless `by=ROLE` says who.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from homefirst.decisions import Refused
from homefirst.documents import Documents
from homefirst.event import Event
from homefirst.hub.forms.form import Answers, QuestionKind, Section
from homefirst.hub.forms.questionnaire import load_form
from homefirst.hub.forms.response import MEDIA_TYPE
from homefirst.hub.forms.sections import conflicts, sections
from homefirst.hub.forms.sending import Written, open_for, ready_to_send, send, waited_for, write_section
from homefirst.hub.needs import needs_of
from homefirst.journey import Journey, journey
from tests.spec.ledger_text import LATER, moment, read_ledger

FORM = load_form("northamptonshire")
SECTION = re.compile(r"(\w{3} \d{1,2} \w{3} \d{4} \d\d:\d\d)\s{2,}([a-z-]+)\s{2,}(whole|begun)\b(.*)")
SENT = re.compile(r"(\w{3} \d{1,2} \w{3} \d{4} \d\d:\d\d)\s{2,}sent\b(?:\s+because (.*))?")


@dataclass
class Told:
    """What was told so far, and what the last attempt to send came to."""

    events: list[Event]
    documents: Documents
    said: str = ""

    @property
    def journey(self) -> Journey:
        return journey("p1", [e._replace(person="p1") for e in self.events])

    def record(self, step: Written | Refused) -> None:
        if isinstance(step, Refused):
            self.said = step.why
            return
        self.said = "sent"
        self.documents.put(step.document, MEDIA_TYPE)
        self.events += step.events


def holds(test: Callable[..., None]) -> Callable[[], None]:
    """A test whose docstring is a ledger with sections and what is true of it."""
    ledger, wanted = (re.sub(r"\n +", " ", part) for part in paragraphs(test)[-2:])

    @functools.wraps(test)
    def check() -> None:
        questions = list(dict.fromkeys(line.partition(": ")[0] for line in wanted.splitlines()))
        with TemporaryDirectory() as folder:
            told, now = tell(ledger, Documents(Path(folder) / "documents.sqlite"))
            found = [f"{question}: {answer}" for question in questions for answer in ANSWERS[question](told, now)]
            told.documents.close()
        assert found == wanted.splitlines()

    return check


def paragraphs(test: Callable[..., None]) -> list[str]:
    return re.split(r"\n\s*\n", inspect.cleandoc(test.__doc__ or ""))


def tell(text: str, documents: Documents) -> tuple[Told, datetime]:
    """Everything that the text tells, in its order, and the moment at which it is read."""
    told, now = Told([], documents), LATER
    for line in filter(None, map(str.strip, text.splitlines())):
        if section := SECTION.fullmatch(line):
            told.record(written(told.journey, *section.groups()))
        elif sending := SENT.fullmatch(line):
            told.record(sent(told, moment(sending[1]), sending[2] or ""))
        else:
            small = read_ledger(line)
            told.events += small.events
            now = small.now if small.now != LATER else now
    return told, now


def written(found: Journey, at: str, name: str, how: str, rest: str) -> Written | Refused:
    section = FORM.section(name)
    assert section is not None, name
    said = dict(part.split("=", 1) for part in rest.split() if "=" in part)
    role = said.pop("by", section.owners[0].role)
    answers = {link_of(section, word): tuple(value.split("+")) for word, value in said.items()}
    if how == "whole":
        answers = dict(completed(section, answers))
    return write_section(FORM, section, found, answers, by=f"{role}@RNS/a1", now=moment(at))


def sent(told: Told, at: datetime, reason: str) -> Written | Refused:
    standing = sections(FORM, told.journey, told.documents, at)
    return send(FORM, told.journey, standing, reason=reason, by="coordinator@RNS/a1", now=at)


def link_of(section: Section, word: str) -> str:
    return next(q.link for q in section.questions if q.link.endswith(f".{word}"))


def completed(section: Section, answers: Answers) -> Answers:
    """The answers, and for every question that lacks one and has to have one its first answer, or a few words."""
    found = dict(answers)
    while missing := section.missing(found):
        question = missing[0]
        plain = {QuestionKind.BOOLEAN: "false", QuestionKind.INTEGER: "2", QuestionKind.DATE: "2026-01-05"}
        found[question.link] = (question.options[0].code if question.options else plain.get(question.kind, "As told."),)
    return found


# Questions


def in_the_way(told: Told, now: datetime) -> Iterator[str]:
    found = ready_to_send(FORM, sections(FORM, told.journey, told.documents, now))
    yield from (block.words for block in found) if found else ["nothing"]


def stale(told: Told, now: datetime) -> Iterator[str]:
    found = [s for s in sections(FORM, told.journey, told.documents, now) if s.stale]
    yield from (f"{s.section.words}: {'; '.join(s.stale)}" for s in found) if found else ["none"]


def conflict(told: Told, now: datetime) -> Iterator[str]:
    found = conflicts(sections(FORM, told.journey, told.documents, now))
    for one in found:
        yield f"{one.words}: " + ", ".join(f"{side.section.owner_words} “{side.said}”" for side in one.sides)
    yield from () if found else ["none"]


def opened(told: Told, now: datetime) -> Iterator[str]:
    found = open_for(told.journey)
    days = found.days(now) if found else 0
    yield (
        "not begun"
        if found is None
        else f"{days} {'day' if days == 1 else 'days'}{', and not sent' * (not found.sent_at)}"
    )


def waited(told: Told, now: datetime) -> Iterator[str]:
    found = open_for(told.journey)
    assert found is not None
    for piece in waited_for(found, sections(FORM, told.journey, told.documents, now), now):
        what = piece.section.words if piece.section else "everything was there, and it was not sent"
        yield f"{piece.days} {'day' if piece.days == 1 else 'days'} for {what}"


def versions(told: Told, now: datetime) -> Iterator[str]:
    for now_is in sections(FORM, told.journey, told.documents, now):
        if now_is.versions:
            yield f"{now_is.section.words}: {len(now_is.versions)}"


def needs(told: Told, now: datetime) -> Iterator[str]:
    found = needs_of(told.journey, told.documents)
    said = {} if found is None else {name: getattr(found, name) for name in found.__slots__}
    yield ", ".join(f"{name} {value}" if value is not True else name for name, value in said.items() if value) or "none"


def sending(told: Told, now: datetime) -> Iterator[str]:
    yield told.said


ANSWERS: dict[str, Callable[[Told, datetime], Iterator[str]]] = {
    "in the way": in_the_way,
    "stale": stale,
    "conflict": conflict,
    "open for": opened,
    "waited": waited,
    "versions": versions,
    "needs": needs,
    "sending": sending,
}
