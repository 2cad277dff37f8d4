"""HL7 v2 ADT messages as hospitals in England write them.

Source: HSCIC ITK HL7 V2 Message Specifications 1.0.15, 30 June 2014.

One sender keeps to 2.4 (Northampton), its A&E computer to 2.5.1, Kettering to 2.3, and an outpatient clinic writes
2.8 in the American way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from homefirst.demo_week.invented import Person

STRUCTURES = {"A04": "A01", "A08": "A01", "A13": "A01", "A11": "A09", "A12": "A09", "A25": "A21", "A31": "A05",
              "A28": "A05", "A22": "A21", "A40": "A39"}  # fmt: skip
ADMIT_SOURCES = {"own_home": "19", "care_home": "85"}
WARD_NAMES = {"HAWTHORN": "Hawthorn", "ROWAN": "Rowan", "ASHBY": "Ashby", "AE": "Emergency Department"}


@dataclass
class Visit:
    """One attendance or stay as the hospital's computer holds it at the moment of a message."""

    hospital: str
    number: str
    patient_class: str
    came_at: datetime
    ward: str = "AE"
    bed: int = 0
    method: str = ""
    source: str = "19"
    expected: date | None = None
    judged: bool = False
    ready_at: datetime | None = None
    left_at: datetime | None = None
    destination: str = ""
    how: str = ""


class Told(NamedTuple):
    """A message still without its number. Its times: happened (`at`), written down (`said`), reached us (`sent`)."""

    trigger: str
    at: datetime
    said: datetime
    sent: datetime
    hospital: str
    segments: tuple[str, ...]
    system: str = "PAS"


def stamp(at: datetime | None) -> str:
    return f"{at:%Y%m%d%H%M%S}" if at else ""


def field_row(name: str, fields: dict[int, str]) -> str:
    """A segment from its filled fields by number: field_row("EVN", {2: "2026"}) is "EVN||2026"."""
    return "|".join([name, *(fields.get(number, "") for number in range(1, max(fields) + 1))])


def msh(told: Told, number: int) -> str:
    """The first segment. Northampton numbers its messages (MSH-13); Kettering does not."""
    version = {"PAS": "2.3" if told.hospital == "RNQ" else "2.4", "ED": "2.5.1", "CLINIC": "2.8"}[told.system]
    structure = f"ADT^{told.trigger}^ADT_{STRUCTURES.get(told.trigger, told.trigger)}"
    fields = {
        2: told.system,
        3: told.hospital,
        4: "HOMEFIRST",
        5: "NHP",
        6: stamp(told.said) + ("+0000" if told.system == "CLINIC" else ""),
        8: structure if version != "2.3" else structure[:7],
        9: f"{told.hospital}{number:07}",
        10: "P",
        11: version,
        12: str(number) if told.hospital == "RNS" else "",
        16: "GBR",
    }
    # The bar after MSH is itself the first field, so every number here is one less than in the standard.
    return field_row("MSH", {**fields, 1: "^~\\&"})


def evn(told: Told) -> str:
    """When it was written down, and (but in version 2.3, which has no room for it) when it happened."""
    fields = {1: told.trigger, 2: stamp(told.said)}
    if told.hospital == "RNQ":
        fields[2] = stamp(told.at)
    else:
        fields[6] = stamp(told.at)
    return field_row("EVN", fields)


def pid(person: Person, hospital: str, *, unknown: bool = False, moved: bool = False, american: bool = False) -> str:
    """Who it is about: numbers, name, birth, sex, address, telephone; or "unknown" with a temporary number."""
    if unknown:
        return field_row("PID", {1: "1", 3: f"{person.temporary}^^^{hospital}^PI", 5: "UNKNOWN^UNKNOWN", 8: person.sex})
    local = f"{person.numbers[hospital]}^^^{hospital}^{'MR' if american else 'PI'}"
    street = person.new_street if moved else person.street
    fields = {
        1: "1",
        3: local + (f"~{person.nhs_number}^^^NHS^NH" if person.nhs_number else ""),
        5: f"{person.family}^{person.given}",
        7: f"{person.born:%Y%m%d}",
        8: person.sex,
        10: "2106-3^White^HL70005" if american else "",
        11: f"{street}^^{person.town}^^{person.postcode}" + ("^GBR^H" if american else ""),
        13: person.telephone,
    }
    return field_row("PID", fields)


def pd1(person: Person) -> str:
    return field_row("PD1", {3: "^^".join(person.practice)})


def place(hospital: str, ward: str, bed: int) -> str:
    return f"{WARD_NAMES[ward]}^{ward}^{f'B{bed:02}' if bed else ''}^{hospital}"


def pv1(visit: Visit, *, prior: str = "", swapped: bool = False) -> str:
    """Where they are and how they came; once they have left, when, where to and by what method (36, 37)."""
    fields = {
        1: "1",
        2: visit.patient_class,
        3: place(visit.hospital, visit.ward, visit.bed),
        4: visit.method,
        6: prior,
        14: visit.source,
        19: visit.number,
        36: visit.destination if swapped else visit.how,
        37: visit.how if swapped else visit.destination,
        44: stamp(visit.came_at),
        45: stamp(visit.left_at),
    }
    return field_row("PV1", fields)


def visit_segments(visit: Visit, *, prior: str = "", swapped: bool = False) -> tuple[str, ...]:
    """PV1, with the expected date (PV2-9) and readiness (ZU1-22, 24) where the ward has said them."""
    segments = [pv1(visit, prior=prior, swapped=swapped)]
    if visit.expected:
        segments.append(field_row("PV2", {9: f"{visit.expected:%Y%m%d}"}))
    if visit.judged:
        ready = {22: "Y", 24: stamp(visit.ready_at)} if visit.ready_at else {22: "N"}
        segments.append(field_row("ZU1", ready))
    return tuple(segments)


def written(told: Told, number: int) -> bytes:
    """The message as bytes, its segments ended by carriage returns."""
    return ("\r".join([msh(told, number), evn(told), *told.segments]) + "\r").encode()
