"""What one HL7 v2 ADT message says happened: events, who it speaks of, and the message itself where we keep it.

`understand` is pure but for the keyed hashes that turn a hospital number into a person key. It never guesses a
person or a time: what it cannot place is a SetAside with the reason, which never holds a person's data.

Source of the rules: HL7 v2.5.1 chapter 3 (A17 swaps two people; A18, A30, A34, A36, A39, A40 join records, A24
links and A37 parts them); what each trigger says is in hl7_trigger.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from homefirst.event import Event
from homefirst.intake.hl7_heard import Heard, Keys, SetAside, heard
from homefirst.intake.hl7_message import Message
from homefirst.intake.hl7_person import Identified, identified
from homefirst.intake.hl7_trigger import LINKS, MERGES, RULES, events_of
from homefirst.intake.local import Local
from homefirst.people import Merge, Statement

MEDIA_TYPE = "application/hl7-v2"

NEED_A_VISIT = frozenset(("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A11", "A12", "A13", "A17"))
OF_SEVERAL_PEOPLE = MERGES | LINKS | {"A17", *(f"A{number}" for number in range(41, 52))}
_TYPE = re.compile(r"[A-Z][A-Z0-9]{2}")


class Understood(NamedTuple):
    """All that one message says. `documents` are whole messages, to be kept by content hash."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...] = ()
    merges: tuple[Merge, ...] = ()
    documents: tuple[bytes, ...] = ()


def understand(message: Message, local: Local, people: Keys) -> Understood | SetAside:
    """Everything one message says, or why it cannot be used."""
    kind, trigger = _kind_and_trigger(message.field("MSH", 9), message.marks)
    trigger = trigger or message.part("EVN", 1).upper()
    fault = _fault(message, kind, trigger)
    if fault:
        return SetAside(fault)
    groups = _groups(message)
    found = [heard(group, trigger, local, people) for group in groups]
    faults = [part for part in found if isinstance(part, SetAside)]
    return faults[0] if faults else _said([part for part in found if isinstance(part, Heard)], message, people)


def _said(parts: list[Heard], message: Message, people: Keys) -> Understood | SetAside:
    trigger = parts[0].trigger
    parts = [_without_prior(part, people) for part in parts] if trigger in MERGES else parts
    statements = tuple(Statement(h.who.identifiers, h.who.identity, h.recorded_at, h.source) for h in parts)
    if trigger in MERGES | LINKS and not _names_both(parts, people):
        segment = "MRG" if trigger in MERGES else "second PID"
        return SetAside(f"joins or parts two records ({trigger}) but its {segment} segment names no hospital number")
    merges = tuple(_merges(parts, people))
    events = tuple(event for h in parts for event in events_of(h))
    noted = any(event.document for event in events)
    return Understood(events, statements, merges, (message.text.encode(),) if noted else ())


@lru_cache(maxsize=256)
def _kind_and_trigger(field: str, marks: str) -> tuple[str, str]:
    """MSH-9, which is right more often than EVN-1; that counts where MSH-9 names no trigger."""
    message = Message("", [], marks)
    return message.plain(field).upper(), message.plain(field, 2).upper()


def _fault(message: Message, kind: str, trigger: str) -> str:
    if kind != "ADT":
        said = f"is of type {kind}" if _TYPE.fullmatch(kind) else "does not say its type in MSH-9"
        return f"{said}; only ADT messages are read here"
    if trigger not in RULES:
        said = f"has the trigger {trigger}" if _TYPE.fullmatch(trigger) else "has no trigger in MSH-9 that can be read"
        return f"{said}; only A01 to A62 are known"
    if not message.line("PID"):
        return "has no PID segment, so it names nobody; it may have been cut short"
    if trigger in NEED_A_VISIT and not message.line("PV1"):
        return f"is an {trigger} without a PV1 segment; it may have been cut short"
    if message.count("EVN") > 1:
        return "holds two EVN segments: two messages run together"
    if trigger not in OF_SEVERAL_PEOPLE and message.count("PID") > 1:
        return "holds two PID segments, so it may be two messages run together"
    return ""


def _groups(message: Message) -> list[Message]:
    """One message for each PID it holds (A17 swaps two people's beds; A40 may join several pairs)."""
    if message.count("PID") < 2:
        return [message]
    at = [i for i, line in enumerate(message.lines) if line[:3] == "PID"]
    header, ends = message.lines[: at[0]], [*at[1:], len(message.lines)]
    return [message.holding(header + message.lines[begin:end]) for begin, end in zip(at, ends, strict=True)]


def _names_both(parts: list[Heard], people: Keys) -> bool:
    return len(parts) > 1 if parts[0].trigger in LINKS else all(_prior(part, people) for part in parts)


def _prior(part: Heard, people: Keys) -> Identified | None:
    """The record that ends, from MRG."""
    return identified(part.message, part.local, part.sender, people.key, "MRG")


def _without_prior(part: Heard, people: Keys) -> Heard:
    """The surviving record without the number that ends, which some senders list beside it in PID-3.

    Told as one of the survivor's own, it would take the survivor's NHS number, and could never be parted again.
    """
    prior = _prior(part, people)
    ended = {one for one in prior.identifiers if one.kind == "local"} if prior else set()
    own = tuple(one for one in part.who.identifiers if one not in ended)
    if len(own) == len(part.who.identifiers) or all(one.kind != "local" for one in own):
        return part
    return part._replace(who=part.who._replace(key=people.key(own), identifiers=own))


def _merges(parts: list[Heard], people: Keys) -> Iterable[Merge]:
    first = parts[0]
    if first.trigger in LINKS:
        one, other = first.who.identifiers, parts[1].who.identifiers
        yield Merge(one, other, first.recorded_at, first.source, first.trigger == "A37")
    elif first.trigger in MERGES:
        for part in parts:
            prior = _prior(part, people)
            if prior and prior.key != part.who.key:
                yield Merge(part.who.identifiers, prior.identifiers, part.recorded_at, part.source)
