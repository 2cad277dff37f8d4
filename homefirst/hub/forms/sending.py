"""Writing a section, and sending the whole form to the hub: what stands in the way, and how long it took. Pure.

A section is one event, the form as sent is one event; their answers go with them as documents, which the caller keeps
before it records the event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from homefirst import decisions
from homefirst.days import nights
from homefirst.decisions import Refused
from homefirst.event import Event, Kind
from homefirst.hub.forms.form import Answers, Form, Section, faults, tidy
from homefirst.hub.forms.questionnaire import NOTIFICATION
from homefirst.hub.forms.response import Overridden, write_part, write_whole
from homefirst.hub.forms.sections import Conflict, SectionNow, conflicts, stay_of_form, writer_words, written
from homefirst.hub.words import moment_words
from homefirst.journey import Journey


class Written(NamedTuple):
    """Events to record, and the document that goes with them, to be kept first."""

    events: tuple[Event, ...]
    document: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that stands in the way of sending: in which sections, at which question if one, and in words."""

    sections: tuple[str, ...]
    question: str
    words: str
    may_be_overridden: bool = True


# Writing a section


def write_section(
    form: Form, section: Section, journey: Journey, typed: Answers, *, by: str, now: datetime, written_for: str = ""
) -> Written | Refused:
    """Write a section anew; earlier versions stay. The same answers again say that they still hold.

    `typed` is as the writer typed it, by linkId; `written_for` the profession that somebody else writes for.
    """
    answers = tidy(section, typed)
    if not answers:
        return Refused("Nothing is answered yet. Answer at least one question of this section, then save it.")
    if wrong := faults(section, answers):
        return Refused(" ".join(wrong.values()))
    content = write_part(form, section, answers, person=journey.person, by=by, now=now, written_for=written_for)
    event = decisions.write_section(journey, form.name, section.link, document=hash_of(content), by=by, now=now)
    return event if isinstance(event, Refused) else Written((event,), content)


def hash_of(content: bytes) -> str:
    """The name under which `documents` will keep this."""
    return hashlib.sha256(content).hexdigest()


# Sending


def ready_to_send(form: Form, standing: Sequence[SectionNow]) -> tuple[Block, ...]:
    """What stands in the way of sending, in the form's order, then the conflicts; nothing for a form that is ready."""
    found = [block for now in standing for block in blocks(now)]
    return (*found, *(conflict_block(form, conflict) for conflict in conflicts(standing)))


def blocks(now: SectionNow) -> Iterable[Block]:
    """What one section lacks: a writing, answers, freshness."""
    section = now.section
    for question in now.missing:
        if now.latest is not None or question.never_overridden:
            words = f"{section.words}: “{question.words}” is not answered."
            yield Block((section.link,), question.link, words, not question.never_overridden)
    if now.latest is None and any(q.required for q in section.questions):
        yield Block((section.link,), "", f"{section.words}: not written yet. {section.owner_words} writes it.")
    if now.stale:
        words = f"{section.words}: {', and '.join(now.stale)}. {section.owner_words} looks again."
        yield Block((section.link,), "", words)


def conflict_block(form: Form, conflict: Conflict) -> Block:
    """What each of them says, with who and when."""
    said = []
    for side in conflict.sides:
        who = writer_words(form, side.section, side.version.by).lower()
        said.append(f"{who} says “{side.said}” ({moment_words(side.version.written_at)})")
    words = f"{conflict.words}: {', '.join(said)}. They have to agree, and one of them to write again."
    return Block(tuple(side.section.link for side in conflict.sides), "", words)


def send(
    form: Form, journey: Journey, standing: Sequence[SectionNow], *, reason: str, by: str, now: datetime
) -> Written | Refused:
    """Send the whole form to the hub. What stands in the way is sent past only with a reason, which goes with it."""
    parts = [replace(v.part, written_at=v.written_at, written_by=v.by) for s in standing if (v := s.latest)]
    if not parts:
        return Refused("Nothing is written yet. Write at least one section, then send the form.")
    if (again := nothing_new(form, journey)) is not None:
        return again
    in_the_way, reason = ready_to_send(form, standing), reason.strip()
    for block in in_the_way:
        if not block.may_be_overridden:
            return Refused(f"{block.words} This has to be answered before sending, whatever the reason.")
    if in_the_way and not reason:
        return Refused(f"{count_words(len(in_the_way))} in the way, listed here. Put it right, or say why it goes so.")
    passed = [Overridden(block.words, reason, block.sections) for block in in_the_way if reason]
    content = write_whole(form, parts, person=journey.person, by=by, now=now, overridden=passed)
    found, name = [block.words.rstrip(".") for block in in_the_way], hash_of(content)
    override = name if reason else ""
    events = decisions.send_notification(journey, form.name, found, document=name, override=override, by=by, now=now)
    return events if isinstance(events, Refused) else Written(events, content)


def count_words(number: int) -> str:
    return "One thing stands" if number == 1 else f"{number} things stand"


def nothing_new(form: Form, journey: Journey) -> Refused | None:
    """A form that was sent and not written in since is not sent again."""
    copies = sent_copies(journey)
    since = journey.events[journey.events.index(copies[-1]) :] if copies else ()
    if not copies or any(e.kind is Kind.SECTION_WRITTEN and e.detail.startswith(f"{form.name}/") for e in since):
        return None
    sent = moment_words(copies[-1].happened_at)
    return Refused(f"It was sent on {sent} and nothing was written since. Write a section first, or look at that copy.")


def sent_copies(journey: Journey) -> list[Event]:
    """Each time that the form was sent in this stay, the earliest first; the hub told by other means is not one."""
    spell = stay_of_form(journey)
    return [
        e
        for e in journey.events
        if spell is not None
        and e.kind is Kind.NOTIFIED
        and e.document
        and e.happened_at >= spell.started_at
        and (spell.ended_at is None or e.happened_at <= spell.ended_at)
    ]


# How long it took


@dataclass(frozen=True, slots=True)
class OpenFor:
    """How long a form was open: from the first writing of any section to its first sending, or until now."""

    started_at: datetime
    sent_at: datetime | None

    def days(self, now: datetime) -> int:
        """Days by date, as staff count them: from the 4th to the 14th are 10."""
        return nights(self.started_at, self.sent_at or now)

    def hours(self, now: datetime) -> int:
        """Whole hours that passed."""
        return int(((self.sent_at or now) - self.started_at).total_seconds() // 3600)


def open_for(journey: Journey, form: str = NOTIFICATION) -> OpenFor | None:
    """How long the form of the person's stay was open; None where nobody began it."""
    spell = stay_of_form(journey)
    begun = written(journey, form, spell) if spell else []
    if not begun:
        return None
    sent = next((e.happened_at for e in sent_copies(journey) if e.happened_at >= begun[0].happened_at), None)
    return OpenFor(begun[0].happened_at, sent)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the time that a form was open, and what it waited for: a section to be complete, or to be sent."""

    section: Section | None  # None: every section that came was there, and it was not sent
    started_at: datetime
    ended_at: datetime
    days: int


def waited_for(opened: OpenFor, standing: Sequence[SectionNow], now: datetime) -> tuple[Piece, ...]:
    """What the form waited for, piece by piece: each belongs to the section whose completion ended it.

    The pieces follow each other without a gap and their days add up to those that the form was open. A section counts
    from its first version with every answer that is required; one never completed ended nothing.
    """
    end = opened.sent_at or now
    done = [(at, s.section) for s in standing if (at := completed_at(s)) is not None and at <= end]
    pieces, since = list[Piece](), opened.started_at
    for at, section in sorted(done, key=lambda pair: pair[0]):
        pieces.append(Piece(section, since, at, nights(since, at)))
        since = at
    return (*pieces, Piece(None, since, end, nights(since, end)))


def completed_at(now: SectionNow) -> datetime | None:
    """When a section first had every answer that it needs."""
    return next((v.written_at for v in now.versions if not now.section.missing(v.values)), None)
