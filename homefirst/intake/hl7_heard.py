"""One message about one person, with everything that the rules of the triggers ask of it.

Source of the rules: NHS ITK HL7 V2 ADT Message Specifications v1.0.15 (30 June 2014), MSH, EVN and PV1. Which
component of PV1-3 is the ward, and what local codes mean, is data: see local.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, Protocol

from homefirst.event import Event, Kind, new_event
from homefirst.intake.hl7_message import Message
from homefirst.intake.hl7_person import Identified, belongs_to_nobody, identified
from homefirst.intake.hl7_time import moment
from homefirst.intake.local import Local
from homefirst.people import Identifier

_BED = re.compile(r"(?:BED\W*)?\d{1,3}[A-Z]?")
# A site of an NHS trust: the three characters of the trust and two of its own (ODS; our reading, unverified).
_TRUST_SITE = re.compile(r"R(?=[A-Z]*\d)[A-Z0-9]{4}")
_NOT_IN_A_CODE = re.compile(r"[\x00-\x1f:/|]+")


class Keys(Protocol):
    """The two keyed hashes of people.py that reading a message needs."""

    @property
    def key(self) -> Callable[[tuple[Identifier, ...]], str]:
        """The key of the person who has these numbers. Raises ValueError when none of them can be used."""

    @property
    def opaque(self) -> Callable[..., str]:
        """What stands for these parts, such as a visit number, and does not give them away."""


class Remembered:
    """The same two hashes, remembered for one run: a person and a stay come up again and again."""

    def __init__(self, keys: Keys) -> None:
        self.key: Callable[[tuple[Identifier, ...]], str] = lru_cache(maxsize=16_384)(keys.key)
        self.opaque: Callable[..., str] = lru_cache(maxsize=16_384)(keys.opaque)


class SetAside(NamedTuple):
    """Why a message cannot be used, in words that follow "This message ..."; never a person's data."""

    reason: str


class Heard(NamedTuple):
    """One message about one person, with what every rule below asks of it."""

    message: Message
    local: Local
    trigger: str
    who: Identified
    sender: str
    care_class: str
    happened_at: datetime
    recorded_at: datetime
    location: str
    spell: str
    source: str
    sequence: int

    def event(
        self,
        kind: Kind,
        happened_at: datetime | None = None,
        *,
        location: str | None = None,
        spell: str | None = None,
        detail: str = "",
        about: str = "",
        document: str = "",
    ) -> Event:
        """An event of this person, where and when the message says unless told otherwise."""
        return new_event(
            self.who.key,
            kind,
            happened_at or self.happened_at,
            self.recorded_at,
            location=self.location if location is None else location,
            detail=detail,
            about=about,
            document=document,
            source=self.source,
            spell=self.spell if spell is None else spell,
            sequence=self.sequence,
        )


def heard(message: Message, trigger: str, local: Local, people: Keys) -> Heard | SetAside:
    sender = organisation(message.part("MSH", 4) or message.part("MSH", 3), local)
    who = identified(message, local, sender, people.key)
    if who is None:
        return SetAside("has no hospital number or NHS number in PID-3")
    if belongs_to_nobody(who.identifiers):
        return SetAside("has a hospital number and does not say whose: name the hospital in PID-3.4 or in MSH-4")
    zone = local.time_zone
    care_class = local.mapped("class", message.part("PV1", 2))
    sent_at = moment(message.part("MSH", 7), zone)
    recorded_at = moment(message.part("EVN", 2), zone) or sent_at
    happened_at = _happened_at(message, trigger, local) or recorded_at
    if recorded_at is None or happened_at is None:
        return SetAside("has no time that can be read in MSH-7, EVN-2 or EVN-6")
    sequence = message.part("MSH", 13)
    return Heard(
        message,
        local,
        trigger,
        who,
        sender,
        care_class,
        happened_at,
        recorded_at,
        _place(message.field("PV1", 3), sender, message.marks, local),
        _spell(message, sender, local, people),
        f"{message.part('MSH', 3)}@{message.part('MSH', 4)}",
        int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 16 else 0,
    )


def _happened_at(message: Message, trigger: str, local: Local) -> datetime | None:
    """The time of the visit where the trigger is about it, else EVN-6; the first that can be read."""
    visit = {"A01": 44, "A04": 44, "A05": 44, "A03": 45}.get(trigger)
    said = message.part("PV1", visit) if visit else ""
    return moment(said, local.time_zone) or moment(message.part("EVN", 6), local.time_zone)


@lru_cache(maxsize=8_192)
def _place(field: str, sender: str, marks: str, local: Local) -> str:
    """ "PROVIDER:WARD[:BED]", in capitals, after the local names of organisations and wards; "" where none is told."""
    message = Message("", [], marks)
    first, second, bed, facility = (code(message.plain(field, n)).upper() for n in (1, 2, 3, 4))
    if not (first or second or bed or facility):
        return ""
    runs_it = _trust(organisation(message.plain(field, 4), local) or sender or "UNKNOWN", facility, local)
    if local.ward_component == 1 or not second or (first and _BED.fullmatch(second)):
        ward, bed = (first, bed or second) if first else (second, bed)
    else:
        ward = second
    place = local.mapped("wards", f"{runs_it}:{ward}") if ward else runs_it
    return f"{place}:{bed}" if ward and bed else place


def organisation(text: str, local: Local) -> str:
    """The code of an organisation, after the local names of organisations."""
    return code(local.mapped("organisations", text)).upper()


def _trust(organisation: str, said: str, local: Local) -> str:
    """The trust of one of its sites, so that a move between two sites stays within one provider."""
    is_site = _TRUST_SITE.fullmatch(organisation) and not local.known("organisations", said)
    return organisation[:3] if is_site else organisation


def _spell(message: Message, sender: str, local: Local, people: Keys) -> str:
    """Our key for the visit number (PV1-19), which may itself identify a person; its assigner's, else the sender's.

    Never by where the person is just then: a move to another site is not another stay.
    """
    visit = message.part("PV1", 19)
    assigner = organisation(message.part("PV1", 19, 4), local) or sender
    return people.opaque("visit", assigner, visit) if visit else ""


def code(text: str) -> str:
    """A code kept as it came, but without our own separators and cut at 40 characters."""
    return text if text.isalnum() and len(text) <= 40 else _NOT_IN_A_CODE.sub(" ", text).strip()[:40]


def provider_of(heard: Heard) -> str:
    """The organisation that runs the place where the person is; "" where the message does not say."""
    return heard.location.partition(":")[0]
