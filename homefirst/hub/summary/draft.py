"""A summary as it is written: what stands under each heading, and what each receiver would still miss. Pure.

A heading is written again and never changed; what nobody wrote is filled in from the ledger and said to be so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from homefirst.documents import Documents
from homefirst.event import Event
from homefirst.hub.medicines import Line
from homefirst.hub.papers import latest_parts
from homefirst.hub.summary.headings import Heading, Need, ReceiverKind, load_headings
from homefirst.journey import Journey

PAPER = "summary"
GIVEN = "given"  # the part that keeps the copy that the person was given
MEDIA_TYPE = "application/json"
LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Standing:
    """One heading as it stands: what was written and when, else what the ledger fills in."""

    heading: Heading
    written: str
    from_record: str
    event: Event | None

    @property
    def text(self) -> str:
        return self.written or self.from_record


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a receiver would miss. `must` where the standard or the medicines dataset demands it."""

    words: str
    must: bool
    heading: str


def write_text(text: str) -> bytes:
    """What was written under a heading, as a document; b"" for nothing."""
    plain = text.strip()[:LONGEST]
    return json.dumps({"text": plain}, ensure_ascii=False).encode() if plain else b""


def standing(journey: Journey, documents: Documents, known: Mapping[str, str]) -> tuple[Standing, ...]:
    """Every heading as it stands. Raises DocumentError where a document is not to be found."""
    parts = latest_parts(journey, PAPER)
    return tuple(as_it_stands(one, parts.get(one.code), documents, known) for one in load_headings().headings)


def as_it_stands(
    heading: Heading, event: Event | None, documents: Documents, known: Mapping[str, str]
) -> Standing:  # fmt: skip
    said = json.loads(documents.get(event.document).content) if event else {}
    text = str(said.get("text", "")) if isinstance(said, dict) else ""
    return Standing(heading, text, known.get(heading.prefill, "") if heading.prefill else "", event)


def missing(kind: ReceiverKind, drafts: tuple[Standing, ...], lines: tuple[Line, ...], compared: bool) -> list[Missing]:
    """What this receiver would miss if the summary went now: headings that are empty, and medicines not explained."""
    found = [
        Missing(one.heading.words, one.heading.need is Need.MANDATORY, one.heading.code)
        for one in drafts
        if kind in one.heading.receivers and not one.text and one.heading.need is not Need.OPTIONAL
    ]
    if not compared:
        found.append(Missing("The medicines are not compared: write the lists", True, "medicines"))
    errors = [(line, finding) for line in lines for finding in line.errors]
    found += [Missing(f"{line.name}: {finding.words}", True, "medicines") for line, finding in errors]
    return sorted(found, key=lambda one: not one.must)
