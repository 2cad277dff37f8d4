"""Whom an HL7 v2 message speaks of: numbers from PID-3 (or MRG-1) and what PID and PD1 say of the person.

The names and numbers go to people.py and nowhere else. Source of the rules: NHS ITK HL7 V2 ADT Message
Specifications v1.0.15, PID and PD1; identifier types from HL7 table 0203.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from homefirst.intake.hl7_message import Message
from homefirst.intake.hl7_time import day
from homefirst.intake.local import Local
from homefirst.people import Identifier, Identity, is_placeholder

NHS_NUMBER_TYPES = frozenset(("NH", "NHS", "NNGBR"))
NHS_NUMBER_AUTHORITIES = frozenset(("NHS", "2.16.840.1.113883.2.1.4.1", "NHSNBR"))
_PRACTICE_CODE = re.compile(r"[A-Z]\d{5}")
# A postcode of the United Kingdom, from memory and unverified; ZZ99 stands for no fixed abode, abroad or not known.
_POSTCODE = re.compile(r"(?!ZZ)([A-Z]{1,2}\d[A-Z\d]?)\s*\d[A-Z]{2}")
_FIELDS = {"PID": (3, 2, 4), "MRG": (1, 4)}  # the list of numbers, then where older versions put one


class Identified(NamedTuple):
    """A person as one message names them: key, numbers, and what it says of them."""

    key: str
    identifiers: tuple[Identifier, ...]
    identity: Identity


def identified(
    message: Message,
    local: Local,
    sender: str,
    key: Callable[[tuple[Identifier, ...]], str],
    segment: str = "PID",
) -> Identified | None:
    """The person that PID (or the prior record that MRG) names; None where it gives no usable number.

    A hospital number that names no assigner is the sender's.
    """
    numbers, identity = _named(message.line(segment), message.line("PD1"), message.marks, sender, local, segment)
    if not numbers:
        return None
    try:
        return Identified(key(numbers), numbers, identity)
    except ValueError:  # only numbers that cannot be used, such as 0000000000
        return None


@lru_cache(maxsize=16_384)
def _named(
    line: str, practice_line: str, marks: str, sender: str, local: Local, segment: str
) -> tuple[tuple[Identifier, ...], Identity]:
    """Numbers and identity in these two segments: a hospital sends the same ones again and again."""
    message = Message("", [line, practice_line], marks)
    identity = _identity(message) if segment == "PID" else Identity()
    return _identifiers(message, local, sender, segment), identity


def _identifiers(message: Message, local: Local, sender: str, segment: str) -> tuple[Identifier, ...]:
    for field in _FIELDS[segment]:
        repetitions = message.repetitions(message.field(segment, field))
        numbers = tuple(filter(None, (_identifier(message, text, local, sender) for text in repetitions)))
        if numbers:
            return numbers
    return ()


def _identifier(message: Message, text: str, local: Local, sender: str) -> Identifier | None:
    value, assigner, form = (message.plain(text, n) for n in (1, 4, 5))
    if form.upper() in NHS_NUMBER_TYPES or assigner.upper() in NHS_NUMBER_AUTHORITIES:
        return Identifier("nhs", value.replace(" ", "").replace("-", "")) if value else None
    if (form and form.upper() not in local.names_a_person) or is_placeholder(value):
        return None
    return Identifier("local", value, local.mapped("organisations", assigner or sender).upper())


def belongs_to_nobody(identifiers: tuple[Identifier, ...]) -> bool:
    """Whether one of these is a hospital number of no known hospital: strangers would share it."""
    return any(one.kind == "local" and not one.assigner for one in identifiers)


def _identity(message: Message) -> Identity:
    family, given = message.part("PID", 5, 1), message.part("PID", 5, 2)
    address = message.field("PID", 11)
    lines = tuple(filter(None, (message.plain(address, n) for n in (1, 2, 3, 4))))
    return Identity(
        family=family,
        given=given,
        birth_date=day(message.part("PID", 7)),
        sex=message.part("PID", 8)[:1].upper(),
        address=lines,
        postcode=message.plain(address, 5).upper(),
        practice=_practice(message),
        telephone=message.part("PID", 13) or message.part("PID", 13, 12),
    )


def outward_postcode(postcode: str) -> str:
    """The first half of a postcode, "NN1" of "NN1 1ZZ" or "NN11ZZ"; "" where it is none."""
    match = _POSTCODE.fullmatch(postcode)
    return match.group(1) if match else ""


def _practice(message: Message) -> str:
    """PD1-3 by its code (component 3 or 10), else a practice code in PD1-4."""
    said = (message.part("PD1", 3, 3), message.part("PD1", 3, 10), message.part("PD1", 3, 1))
    coded = [text for text in (*said, message.part("PD1", 4)) if _PRACTICE_CODE.fullmatch(text)]
    return (coded or [text for text in said[:2] if text] or [""])[0]
