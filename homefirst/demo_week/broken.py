"""What real feeds also bring: messages that are late, repeated, cut short or not messages at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from homefirst.demo_week.story import MONDAY, SUNDAY_NIGHT

Arrival = tuple[datetime, bytes]

HEAD = "MSH|^~\\&|PAS|RNS|HOMEFIRST|NHP|{when}||{kind}|RNSX{number:05}|P|2.4"
EVN = "EVN|{trigger}|{when}||||{when}"
PID = "PID|1||1399999^^^RNS^PI||Nobody^Nobody||19400101|F"
PV1 = "PV1|1|I|Rowan^ROWAN^B01^RNS|21||||||||||19|||||V99999"

BROKEN = (
    ("ADT^A01^ADT_A01", "EVN|A01|{when}", "PID|1||13999"),
    ("ADT^A01^ADT_A01", "EVN|A01|{when}", "PID|1"),
    ("ADT^A08^ADT_A01", "EVN|A08|{when}"),
    ("ADT^A02^ADT_A02", EVN, PV1),
    ("ADT^A03^ADT_A03", EVN, "PID|1||||Nobody^Nobody||19400101|F", PV1),
    ("ADT^A01^ADT_A01", EVN, "PID|1||^^^RNS^PI||Nobody^Nobody||19400101|F", PV1),
    ("ADT^A99^ADT_A99", EVN, PID, PV1),
    ("ADT^Z01", EVN, PID, PV1),
    ("ADT", "EVN||{when}", PID, PV1),
    ("", "EVN||{when}", PID, PV1),
    ("ORU^R01^ORU_R01", PID, "OBR|1|||FBC", "OBX|1|NM|HB||131|g/L"),
    ("ORM^O01^ORM_O01", PID, "ORC|NW|77"),
    ("SIU^S12^SIU_S12", "SCH|1", PID),
    ("MDM^T02^MDM_T02", "EVN|T02|{when}", PID, "TXA|1|DS"),
    ("ACK^A01", "MSA|AA|RNS0000001"),
)
NO_USABLE_TIME = (
    ("20261345256199", "ADT^A01^ADT_A01"),
    ("20260230101500", "ADT^A08^ADT_A01"),
    ("yesterday", "ADT^A03^ADT_A03"),
)
NOT_HL7 = (
    b"MSH|^~\\&|PAS|RNS\r",
    b"MSHello, the printer on Rowan is out of paper again\r",
    b"MSH|^~\\&\x00\xff\xfe\x00\x81\x8d\x00|\r",
)


def broken_messages(rng: Random) -> list[Arrival]:
    """Twenty-one that cannot be understood, at times spread over the week."""
    found = [joined(rows, f"{moment(rng):%Y%m%d%H%M%S}", number) for number, rows in enumerate(BROKEN)]
    found += [
        joined((kind, EVN.replace("{trigger}", kind[4:7]), PID, PV1), when, 100 + number)
        for number, (when, kind) in enumerate(NO_USABLE_TIME)
    ]
    return [(moment(rng), message) for message in [*found, *NOT_HL7]]


def joined(rows: Sequence[str], when: str, number: int) -> bytes:
    kind, *segments = rows
    text = "\r".join([HEAD.format(when=when, kind=kind, number=number), *segments])
    return (text.replace("{when}", when).replace("{trigger}", kind[4:7]) + "\r").encode()


def moment(rng: Random) -> datetime:
    return MONDAY + timedelta(minutes=rng.randint(60, 7 * 24 * 60 - 60))


def with_accidents(arrivals: Iterable[Arrival], rng: Random) -> list[Arrival]:
    """The same messages as a tired network brings them: some hours late, some twice, some twice under a new number."""
    found: list[Arrival] = []
    for at, message in arrivals:
        chance = rng.random()
        if chance < 0.04:
            at = min(at + timedelta(minutes=rng.randint(120, 47 * 60)), SUNDAY_NIGHT)
        found.append((at, message))
        if 0.04 <= chance < 0.08:
            found.append((at + timedelta(minutes=rng.randint(0, 300)), message))
        elif 0.08 <= chance < 0.09 and (b"^A01" in message[:90] or b"^A08" in message[:90]):
            found.append((at + timedelta(minutes=5), under_a_new_number(message)))
    return found


def under_a_new_number(message: bytes) -> bytes:
    """The same message with another MSH-10, as when a sender tries again by itself."""
    fields = message.split(b"|", 10)
    fields[9] += b"R"
    return b"|".join(fields)
