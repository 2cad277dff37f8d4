"""What each HL7 v2 trigger says happened, and what a message restates or adds besides.

Sources of the rules: NHS ITK HL7 V2 ADT Message Specifications v1.0.15 (30 June 2014); HL7 v2.5.1 chapter 3. A13
reopens a stay: NHS England's event table (UK-Frameworks) mislabels it as a cancelled admission.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from homefirst.codes import Destination, DischargeMethod, destination_means_death
from homefirst.event import Event, Kind
from homefirst.intake.hl7_heard import Heard, code, provider_of
from homefirst.intake.hl7_person import outward_postcode
from homefirst.intake.hl7_time import day, moment

A_E, INPATIENT, OUTPATIENT = "A&E", "inpatient", "outpatient"
MERGES = frozenset(("A18", "A30", "A34", "A36", "A39", "A40"))
LINKS = frozenset(("A24", "A37"))
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
ELSEWHERE = "elsewhere"  # lives outside the area of the councils that are listed
SAYS_WHERE_PEOPLE_LIVE = frozenset(("A01", "A04", "A28", "A31"))

Rule = Callable[[Heard], list[Event]]


def events_of(heard: Heard) -> list[Event]:
    """What the trigger says, then what the same message restates or adds."""
    events = RULES[heard.trigger](heard)
    if heard.trigger in RETRACTS:
        return events
    events += _death(heard, events)
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
        return _and_died(heard, heard.event(Kind.LEFT_DEPARTMENT, detail=_left(heard)))
    return _discharged(heard, heard.happened_at)


def _left(heard: Heard) -> str:
    detail = _disposition(heard)
    return "" if detail == "/" else detail


def _discharged(heard: Heard, at: datetime) -> list[Event]:
    return _and_died(heard, heard.event(Kind.DISCHARGED, at, detail=_disposition(heard)))


def _and_died(heard: Heard, left: Event) -> list[Event]:
    """Leaving, and dying too where the method (4) or the destination (79) says so, on a ward or in A&E."""
    destination, _, method = left.detail.partition("/")
    if method == DischargeMethod("4") or destination_means_death(destination):
        return [left, heard.event(Kind.DIED, left.happened_at, about=left.id)]
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
    retracted = heard.event(Kind.RETRACTED, detail=str(kind))
    return [retracted, *_back_where(heard)] if kind is Kind.DISCHARGED else [retracted]


def _back_where(heard: Heard) -> list[Event]:
    """A13 says where the person is now, which need not be where they were (HL7 v2.5.1, 3.3.13)."""
    return [heard.event(Kind.MOVED, heard.recorded_at)] if ":" in heard.location else []


# --- What a message adds or restates ---------------------------------------------------------------------------


def _death(heard: Heard, told: list[Event]) -> list[Event]:
    """PID-30 and PID-29: the person has died, in hospital or not; a time of death comes before that of the message.

    PID-29 may give the day alone: on the day of the message, the message's own time is nearer the truth.
    """
    if heard.message.part("PID", 30).upper() != "Y" or any(event.kind is Kind.DIED for event in told):
        return []
    said, zone = heard.message.part("PID", 29), heard.local.time_zone
    same_day = len(said) == len("20260105") and day(said) == heard.happened_at.astimezone(zone).date()
    at = None if same_day else moment(said, zone)
    return [heard.event(Kind.DIED, at, location="", spell="")]


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
    """PV2-9; deleted (two quotation marks) by an update, the day that was expected is taken back."""
    field = heard.message.field("PV2", 9)
    if field == '""' and heard.trigger == "A08":  # elsewhere some systems send it merely for "none"
        return [heard.event(Kind.RETRACTED, detail=Kind.EXPECTED_DISCHARGE_SET)]
    expected = day(heard.message.plain(field))
    return [heard.event(Kind.EXPECTED_DISCHARGE_SET, detail=expected.isoformat())] if expected else []


def _readiness(heard: Heard) -> list[Event]:
    """ZU1-22, medically fit, and ZU1-24, since when: ITK's own segment, exactly the modern ready date."""
    fit = heard.message.part("ZU1", 22).upper()
    if fit == "Y":
        since = moment(heard.message.part("ZU1", 24), heard.local.time_zone) or heard.happened_at
        asked = max(since, heard.happened_at)  # ready again, where an N came between
        return [heard.event(Kind.CRITERIA_TO_RESIDE_NOT_MET, at) for at in dict.fromkeys((since, asked))]
    return [heard.event(Kind.CRITERIA_TO_RESIDE_MET)] if fit == "N" else []


def _residence(heard: Heard) -> list[Event]:
    """Own home or care home (from the admission source) and the council (from the postcode), where known."""
    if heard.trigger not in SAYS_WHERE_PEOPLE_LIVE:
        return []
    lives_in = heard.local.known("residence", heard.message.part("PV1", 14))
    council = _council(heard)
    if not (lives_in or council):
        return []
    return [heard.event(Kind.RESIDENCE_CHANGED, location=council, detail=lives_in, spell="")]


def _council(heard: Heard) -> str:
    """The council of the postcode; ELSEWHERE where it is a real one that the local codes do not list."""
    outward, councils = outward_postcode(heard.who.identity.postcode), heard.local.maps["council"]
    return councils.get(outward, ELSEWHERE if councils and outward else "")


def _practice(heard: Heard) -> list[Event]:
    practice = heard.who.identity.practice if heard.trigger in ("A28", "A31") else ""
    return [heard.event(Kind.PRACTICE_CHANGED, location=practice, spell="")] if practice else []


def _method(heard: Heard) -> str:
    return code(heard.local.mapped("admission_method", heard.message.part("PV1", 4)))


def _disposition(heard: Heard) -> str:
    """ "DESTINATION/METHOD" from PV1-37 and PV1-36; put right where a sender has the two the wrong way round."""
    method, destination = (code(heard.message.part("PV1", n)) for n in (36, 37))
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
