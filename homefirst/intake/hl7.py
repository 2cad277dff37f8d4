"""What one HL7 v2 ADT message says happened: events, who it speaks of, and the message itself where we keep it.

`understand` is pure but for the keyed hashes that turn a hospital number into a person key. It never guesses a
person or a time: what it cannot place is a SetAside with the reason, which never holds a person's data.

Sources of the rules: NHS ITK HL7 V2 ADT Message Specifications v1.0.15 (30 June 2014) for England; HL7 v2.5.1
chapter 3 for the triggers. A13 reopens a stay: NHS England's event table of UK-Frameworks mislabels it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, Protocol

from homefirst.codes import Destination, DischargeMethod, destination_means_death
from homefirst.event import Event, Kind, new_event
from homefirst.intake.hl7_person import Identified, identified
from homefirst.intake.hl7_split import Message
from homefirst.intake.hl7_time import day, moment
from homefirst.intake.local import Local
from homefirst.people import Identifier, Merge, Statement

A_E, INPATIENT, OUTPATIENT, PRE_ADMIT = "A&E", "inpatient", "outpatient", "pre-admit"
MEDIA_TYPE = "application/hl7-v2"

MERGES = frozenset(("A18", "A30", "A34", "A36", "A39", "A40"))
LINKS = frozenset(("A24", "A37"))
NEED_A_VISIT = frozenset(("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A11", "A12", "A13", "A17"))
RETRACTS = {
    "A11": Kind.ADMITTED,
    "A12": Kind.MOVED,
    "A13": Kind.DISCHARGED,
    "A25": Kind.EXPECTED_DISCHARGE_SET,
    "A26": "noted:A15",
    "A27": "noted:A14",
    "A38": "noted:A05",
}
IN_A_E = {Kind.ADMITTED: Kind.ATTENDED, Kind.DISCHARGED: Kind.LEFT_DEPARTMENT}
RESTATES_THE_STAY = frozenset(("A02", "A03", "A06", "A08"))
SAYS_WHERE_PEOPLE_LIVE = frozenset(("A01", "A04", "A28", "A31"))
_BED = re.compile(r"(?:BED\W*)?\d{1,3}[A-Z]?")
_NOT_IN_A_CODE = re.compile(r"[\x00-\x1f:/|]+")
_TYPE = re.compile(r"[A-Z][A-Z0-9]{2}")


class Keys(Protocol):
    """The two keyed hashes of people.py that reading a message needs."""

    def key(self, identifiers: Sequence[Identifier]) -> str: ...
    def opaque(self, *parts: str) -> str: ...


class Understood(NamedTuple):
    """All that one message says. `documents` are whole messages, to be kept by content hash."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...] = ()
    merges: tuple[Merge, ...] = ()
    documents: tuple[bytes, ...] = ()


class SetAside(NamedTuple):
    """Why a message cannot be used, in words that follow "This message ..."; never a person's data."""

    reason: str


class Heard(NamedTuple):
    """One message about one person, with what every rule below asks of it."""

    message: Message
    local: Local
    trigger: str
    who: Identified
    care_class: str
    happened_at: datetime
    recorded_at: datetime
    location: str
    spell: str
    source: str
    sequence: int

    def event(self, kind: Kind, happened_at: datetime | None = None, **more: str) -> Event:
        said = {"location": self.location, "spell": self.spell, "source": self.source, **more}
        moment = happened_at or self.happened_at
        return new_event(self.who.key, kind, moment, self.recorded_at, sequence=self.sequence, **said)


Rule = Callable[[Heard], list[Event]]


def understand(message: Message, local: Local, people: Keys) -> Understood | SetAside:
    """Everything one message says, or why it cannot be used.

    >>> understand(message, local_codes("uk"), people).events[0].kind      # doctest: +SKIP
    <Kind.ADMITTED: 'admitted'>
    """
    trigger = _trigger(message)
    fault = _fault(message, trigger)
    if fault:
        return SetAside(fault)
    groups = _groups(message)
    heard = [_heard(group, trigger, local, people) for group in groups]
    faults = [part for part in heard if isinstance(part, SetAside)]
    return faults[0] if faults else _said([part for part in heard if isinstance(part, Heard)], message, people)


def _said(heard: list[Heard], message: Message, people: Keys) -> Understood | SetAside:
    trigger = heard[0].trigger
    statements = tuple(Statement(h.who.identifiers, h.who.identity, h.recorded_at, h.source) for h in heard)
    merges = tuple(_merges(heard, people))
    if not merges and trigger in MERGES | LINKS:
        segment = "MRG" if trigger in MERGES else "second PID"
        return SetAside(f"joins or parts two records ({trigger}) but its {segment} segment names no hospital number")
    events = tuple(event for h in heard for event in _events(h))
    noted = any(event.document for event in events)
    return Understood(events, statements, merges, (message.text.encode(),) if noted else ())


def _trigger(message: Message) -> str:
    """MSH-9.2, which is right more often than EVN-1; EVN-1 where MSH-9.2 is empty."""
    return (message.part("MSH", 9, 2) or message.part("EVN", 1)).upper()


def _fault(message: Message, trigger: str) -> str:
    kind = message.part("MSH", 9).upper()
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
    return ""


def _groups(message: Message) -> list[Message]:
    """One message for each PID it holds (A17 swaps two people's beds; A40 may join several pairs)."""
    if message.count("PID") < 2:
        return [message]
    at = [i for i, line in enumerate(message.lines) if line[:3] == "PID"]
    header, ends = message.lines[: at[0]], [*at[1:], len(message.lines)]
    return [message.holding(header + message.lines[begin:end]) for begin, end in zip(at, ends, strict=True)]


def _heard(message: Message, trigger: str, local: Local, people: Keys) -> Heard | SetAside:
    facility = _facility(message, local)
    who = identified(message, local, facility, people.key)
    if who is None:
        return SetAside("has no hospital number or NHS number in PID-3")
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
        care_class,
        happened_at,
        recorded_at,
        _location(message, local, facility),
        _spell(message, facility, people),
        f"{message.part('MSH', 3)}@{message.part('MSH', 4)}",
        int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 16 else 0,
    )


def _happened_at(message: Message, trigger: str, local: Local) -> datetime | None:
    """The time of the visit where the trigger is about it, else EVN-6; the first that can be read."""
    visit = {"A01": 44, "A04": 44, "A05": 44, "A03": 45}.get(trigger)
    said = message.part("PV1", visit) if visit else ""
    return moment(said, local.time_zone) or moment(message.part("EVN", 6), local.time_zone)


def _facility(message: Message, local: Local) -> str:
    """The organisation: PV1-3.4, else the sender in MSH-4 or MSH-3; by its code where it sends a name."""
    said = message.part("PV1", 3, 4) or message.part("MSH", 4) or message.part("MSH", 3) or "unknown"
    return _code(local.mapped("organisations", said)).upper()


def _location(message: Message, local: Local, facility: str) -> str:
    """ "FACILITY:WARD[:BED]" from PV1-3, in capitals, after the local names of wards."""
    field = message.field("PV1", 3)
    return _place(field, message.marks, facility, local) if field else facility


@lru_cache(maxsize=8_192)
def _place(field: str, marks: str, facility: str, local: Local) -> str:
    message = Message("", [], marks)
    first, second, bed = (_code(message.plain(field, n)).upper() for n in (1, 2, 3))
    if local.ward_component == 1 or not second or (first and _BED.fullmatch(second)):
        ward, bed = (first, bed or second) if first else (second, bed)
    else:
        ward = second
    if not ward:
        return facility
    place = local.mapped("wards", f"{facility}:{ward}")
    return f"{place}:{bed}" if bed else place


def _spell(message: Message, facility: str, people: Keys) -> str:
    """Our key for the sender's visit number (PV1-19), which may itself identify a person."""
    visit = message.part("PV1", 19)
    return people.opaque("visit", facility, visit) if visit else ""


def _code(text: str) -> str:
    """A code kept as it came, but without our own separators and cut at 40 characters."""
    return _NOT_IN_A_CODE.sub(" ", text).strip()[:40]


def _merges(heard: list[Heard], people: Keys) -> Iterable[Merge]:
    first = heard[0]
    if first.trigger in MERGES:
        for part in heard:
            prior = identified(part.message, part.local, provider_of(part), people.key, "MRG")
            if prior and part.who.key != prior.key:
                yield Merge(part.who.identifiers, prior.identifiers, part.recorded_at, part.source)
    elif first.trigger in LINKS and len(heard) > 1:
        one, other = first.who.identifiers, heard[1].who.identifiers
        yield Merge(one, other, first.recorded_at, first.source, first.trigger == "A37")


def provider_of(heard: Heard) -> str:
    """The organisation whose numbers are meant where a number names none."""
    return heard.location.partition(":")[0]


# --- What each trigger says ------------------------------------------------------------------------------------


def _events(heard: Heard) -> list[Event]:
    """What the trigger says, then what the same message restates or adds."""
    events = RULES[heard.trigger](heard)
    if heard.trigger in RETRACTS:
        return events
    for more in (_restated_stay, _expected_discharge, _readiness, _residence, _practice):
        events += more(heard)
    return list({event.id: event for event in events}.values())


def _admit(heard: Heard) -> list[Event]:
    if heard.care_class == OUTPATIENT:
        return _note(heard)
    return _attend(heard) if heard.care_class == A_E else [heard.event(Kind.ADMITTED, detail=_method(heard))]


def _attend(heard: Heard) -> list[Event]:
    arrival = heard.local.known("arrival", heard.message.part("PV2", 38))
    return [heard.event(Kind.ATTENDED, detail=arrival or "unknown")]


def _register(heard: Heard) -> list[Event]:
    return _attend(heard) if heard.care_class == A_E else _note(heard)


def _become_inpatient(heard: Heard) -> list[Event]:
    return [heard.event(Kind.ADMITTED, detail=_method(heard))]


def _become_outpatient(heard: Heard) -> list[Event]:
    return [heard.event(Kind.DISCHARGED, detail="/")]


def _move(heard: Heard) -> list[Event]:
    return _note(heard) if heard.care_class == OUTPATIENT else [heard.event(Kind.MOVED)]


def _discharge(heard: Heard) -> list[Event]:
    if heard.care_class == OUTPATIENT:
        return _note(heard)
    if heard.care_class == A_E:
        return [heard.event(Kind.LEFT_DEPARTMENT, detail=_left(heard))]
    return _discharged(heard, heard.happened_at)


def _left(heard: Heard) -> str:
    detail = _disposition(heard)
    return "" if detail == "/" else detail


def _discharged(heard: Heard, at: datetime) -> list[Event]:
    detail = _disposition(heard)
    left = heard.event(Kind.DISCHARGED, at, detail=detail)
    destination, _, method = detail.partition("/")
    if method == DischargeMethod("4") or destination_means_death(destination):
        return [left, heard.event(Kind.DIED, at, about=left.id)]
    return [left]


def _note(heard: Heard) -> list[Event]:
    digest = hashlib.sha256(heard.message.text.encode()).hexdigest()
    return [heard.event(Kind.NOTED, detail=heard.trigger, document=digest)]


def _tell(heard: Heard) -> list[Event]:
    return [heard.event(Kind.REGISTERED)]


def _pend_discharge(heard: Heard) -> list[Event]:
    """The day itself is read from PV2-9, as in any message; without one the message is only noted."""
    return [] if _expected_discharge(heard) else _note(heard)


def _retract(heard: Heard) -> list[Event]:
    if heard.care_class == OUTPATIENT and heard.trigger in ("A11", "A12", "A13"):
        return _note(heard)
    kind = RETRACTS[heard.trigger]
    if heard.care_class == A_E and isinstance(kind, Kind):
        kind = IN_A_E.get(kind, kind)
    return [heard.event(Kind.RETRACTED, detail=str(kind))]


# --- What a message adds or restates ---------------------------------------------------------------------------


def _restated_stay(heard: Heard) -> list[Event]:
    """PV1-44 and PV1-45 of a stay in a bed: when it began and ended, for whoever missed the A01 or A03."""
    if heard.trigger not in RESTATES_THE_STAY or heard.care_class in (A_E, OUTPATIENT):
        return []
    if heard.trigger == "A08" and heard.care_class != INPATIENT:
        return []
    zone, message = heard.local.time_zone, heard.message
    began, ended = (moment(message.part("PV1", n), zone) for n in (44, 45))
    told = heard.trigger == "A06" and began == heard.happened_at
    place = provider_of(heard)
    admitted = heard.event(Kind.ADMITTED, began, location=place, detail=_method(heard)) if began else None
    events = [admitted] if admitted and not told else []
    return events + _discharged(heard, ended) if heard.trigger == "A08" and ended else events


def _expected_discharge(heard: Heard) -> list[Event]:
    """PV2-9; sent as deleted (two quotation marks), the day that was expected is taken back."""
    field = heard.message.field("PV2", 9)
    if field == '""':
        return [heard.event(Kind.RETRACTED, detail=Kind.EXPECTED_DISCHARGE_SET)]
    expected = day(heard.message.plain(field))
    return [heard.event(Kind.EXPECTED_DISCHARGE_SET, detail=expected.isoformat())] if expected else []


def _readiness(heard: Heard) -> list[Event]:
    """ZU1-22, medically fit, and ZU1-24, since when: ITK's own segment, exactly the modern ready date."""
    fit = heard.message.part("ZU1", 22).upper()
    if fit == "Y":
        since = moment(heard.message.part("ZU1", 24), heard.local.time_zone)
        return [heard.event(Kind.CRITERIA_TO_RESIDE_NOT_MET, since)]
    return [heard.event(Kind.CRITERIA_TO_RESIDE_MET)] if fit == "N" else []


def _residence(heard: Heard) -> list[Event]:
    """Own home or care home (from the admission source) and the council (from the postcode), where known."""
    if heard.trigger not in SAYS_WHERE_PEOPLE_LIVE:
        return []
    lives_in = heard.local.known("residence", heard.message.part("PV1", 14))
    council = heard.local.known("council", heard.who.outward_postcode)
    if not (lives_in or council):
        return []
    return [heard.event(Kind.RESIDENCE_CHANGED, location=council, detail=lives_in, spell="")]


def _practice(heard: Heard) -> list[Event]:
    practice = heard.who.identity.practice if heard.trigger in ("A28", "A31") else ""
    return [heard.event(Kind.PRACTICE_CHANGED, location=practice, spell="")] if practice else []


def _method(heard: Heard) -> str:
    return _code(heard.local.mapped("admission_method", heard.message.part("PV1", 4)))


def _disposition(heard: Heard) -> str:
    """ "DESTINATION/METHOD" from PV1-37 and PV1-36; put right where a sender has the two the wrong way round."""
    method, destination = (_code(heard.message.part("PV1", n)) for n in (36, 37))
    local = heard.local
    if local.one_disposition:
        return f"{local.mapped('destination', method)}/{local.known('discharge_method', method)}"
    if method in _DESTINATIONS and (not destination or destination in _METHODS):
        method, destination = destination, method
    return f"{local.mapped('destination', destination)}/{local.mapped('discharge_method', method)}"


_DESTINATIONS = frozenset(str(code) for code in Destination)
_METHODS = frozenset(str(code) for code in DischargeMethod)

RULES: dict[str, Rule] = {
    **{f"A{number:02}": _note for number in range(1, 63)},
    "A01": _admit,
    "A02": _move,
    "A03": _discharge,
    "A04": _register,
    "A06": _become_inpatient,
    "A07": _become_outpatient,
    "A08": _tell,
    "A16": _pend_discharge,
    "A17": _move,
    "A28": _tell,
    "A31": _tell,
    **dict.fromkeys(MERGES | LINKS, _tell),
    **dict.fromkeys(RETRACTS, _retract),
}
