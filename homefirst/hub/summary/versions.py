"""A version of the summary for each receiver, as the document that is sent; and the person's own, in plain words. Pure.

The general practice gets all of it; who cares next gets needs, risks, medicines and what to do; the pharmacy gets what
the Discharge Medicines Service asks for as a minimum; the person reads who comes, when, whom to ring and what to take.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from homefirst.hub.medicines import Line, Medicine, Outcome
from homefirst.hub.medicines.kept import as_json
from homefirst.hub.summary.draft import Missing, Standing, missing
from homefirst.hub.summary.headings import ReceiverKind
from homefirst.hub.summary.known import About, practice_of
from homefirst.hub.words import day_words
from homefirst.system.entry import Entry

MEDICINES_HEADING, LISTS = "medications-and-medical-devices", "medicines"
RING_111 = "If you are worried and cannot reach anybody, ring 111. In an emergency ring 999."


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who gets the summary: which version, their code ("" for the person) and name, and their supply rule."""

    kind: ReceiverKind
    service: str
    name: str
    medicines_days: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of a version: its heading and its lines."""

    code: str
    words: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What one receiver gets: the passages, the medicines line by line, and what is missing from it."""

    receiver: Receiver
    passages: tuple[Passage, ...]
    medicines: tuple[dict[str, Any], ...]
    missing: tuple[Missing, ...]

    def as_document(self) -> bytes:
        """The version as it is kept and sent."""
        said = {
            "receiver": {"kind": self.receiver.kind, "service": self.receiver.service, "name": self.receiver.name},
            "passages": [{"code": p.code, "words": p.words, "lines": p.lines} for p in self.passages],
            "medicines": self.medicines,
            "missing": [{"words": one.words, "must": one.must} for one in self.missing],
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def receivers(about: About, pharmacies: Iterable[Entry] = ()) -> tuple[Receiver, ...]:
    """Who should get it: the practice, each service that helps after the stay, the person; `pharmacies` if chosen."""
    practice = practice_of(about.journey)
    found = [Receiver(ReceiverKind.GP, practice, about.title(practice))] if practice else []
    found += [Receiver(ReceiverKind.PROVIDER, h.service, h.name, h.medicines_days) for h in about.helpers]
    found += [Receiver(ReceiverKind.PHARMACY, one.service, one.name, one.medicines_days) for one in pharmacies]
    return (*dict.fromkeys(found), Receiver(ReceiverKind.PERSON, "", "The person"))


def version(receiver: Receiver, about: About, drafts: tuple[Standing, ...]) -> Version:
    """What this receiver gets as things stand."""
    lacks = tuple(missing(receiver.kind, drafts, about.lines, about.lists.comparable))
    if receiver.kind is ReceiverKind.PERSON:
        return Version(receiver, tuple(plain_words(about, drafts)), (), lacks)
    passages = tuple(
        Passage(one.heading.code, one.heading.words, tuple(one.text.splitlines()))
        for one in drafts
        if receiver.kind in one.heading.receivers and one.text
    )
    return Version(receiver, passages, tuple(as_json(line) for line in about.lines), lacks)


def read_version(content: bytes) -> dict[str, Any]:
    """A version as it was sent. Raises ValueError where the document is none."""
    said = json.loads(content)
    if not isinstance(said, dict) or "passages" not in said:
        raise ValueError("This document is no discharge summary.")
    return said


# The person's own, in plain words


def plain_words(about: About, drafts: tuple[Standing, ...]) -> Iterator[Passage]:
    """What happens next, as one would say it to the person."""
    texts = {one.heading.code: one for one in drafts}
    yield Passage("leaving", "Going home", tuple(leaving_lines(about)))
    yield Passage("helpers", "Who comes", tuple(helper_lines(about)))
    yield from medicine_passages(about.lines)
    for code, words in (
        ("plan-and-requested-actions", "What happens next"),
        ("information-and-advice-given", "What to look for"),
    ):
        if texts[code].written:
            yield Passage(code, words, tuple(texts[code].written.splitlines()))
    contact = texts["contact-for-further-information"].text.splitlines()
    yield Passage("contact", "Whom to ring", (*contact, RING_111))


def leaving_lines(about: About) -> Iterator[str]:
    spell = about.journey.open_spell
    day = day_words(about.leaves_on)
    if spell is None:
        yield f"You left hospital on {day}."
    elif day:
        yield f"We expect that you can leave hospital on {day}. If that changes, we tell you and your family."
    else:
        yield "We have not set a day for leaving yet. Ask your nurse."


def helper_lines(about: About) -> Iterator[str]:
    for one in about.helpers:
        starts = f" They start on {day_words(one.starts_on)}." if one.starts_on else " Ask the ward from which day."
        ring = f" Ask for {one.contact}." if one.contact else ""
        yield f"{one.name}{f' ({one.what.lower()})' if one.what else ''}.{starts}{ring}"
    if not about.helpers:
        yield "Nobody is arranged to come. If you need help at home, tell the ward before you leave."


GROUPS: tuple[tuple[Outcome, str], ...] = (
    (Outcome.UNACCOUNTED, "Ask us about these before you leave"),
    (Outcome.STOPPED, "Medicines to stop"),
    (Outcome.PAUSED, "Medicines to wait with"),
    (Outcome.CHANGED, "Medicines that are changed"),
    (Outcome.NEW, "New medicines"),
    (Outcome.CONTINUED, "Medicines to go on with"),
)


def medicine_passages(lines: tuple[Line, ...]) -> Iterator[Passage]:
    """What to take, in groups; what nobody explained is to be asked about and never left out."""
    for outcome, words in GROUPS:
        told = tuple(medicine_words(line) for line in lines if line.outcome is outcome)
        if told:
            yield Passage(f"medicines-{outcome.name.lower()}", words, told)
    if not lines:
        yield Passage(
            "medicines-none", "Medicines", ("Your list of medicines is not ready. Ask for it before you leave.",)
        )


def medicine_words(line: Line) -> str:
    """One medicine, to the person who takes it."""
    now, was = line.now, line.before[0] if line.before else None
    one = now or was or line.hospital[0]
    why = f" Why: {line.why}." if line.why else ""
    if line.outcome is Outcome.STOPPED:
        return f"{one.name}: do not take it any more.{why}"
    if line.outcome is Outcome.PAUSED:
        until = f" until {one.until}" if one.until else " until you are told"
        return f"{one.name}: do not take it{until}.{why}"
    if line.outcome is Outcome.UNACCOUNTED:
        return f"{one.product}: you took it before and nobody has said whether you still should."
    before = f" Before: {directions(was)}." if line.outcome is Outcome.CHANGED and was else ""
    reason = f" It is for {one.reason}." if one.reason and one.reason != line.why else ""
    return f"{one.product}: {directions(one)}.{before}{reason}{why}{last(one)}"


def directions(medicine: Medicine) -> str:
    """How it is taken, and for how long."""
    lasts = f", {medicine.duration}" if medicine.duration else ""
    return (in_plain(medicine.directions) or "ask how to take it") + lasts


SHORT = {
    "od": "once a day",
    "bd": "twice a day",
    "tds": "three times a day",
    "qds": "four times a day",
    "prn": "when needed",
}


def in_plain(words: str) -> str:
    """Doctors' short words in whole ones."""
    return ", ".join(" ".join(SHORT.get(word.casefold(), word) for word in part.split()) for part in words.split(", "))


def last(medicine: Medicine) -> str:
    return f" The last one was given on {medicine.last_dose}." if medicine.last_dose else ""
