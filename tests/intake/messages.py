"""Invented HL7 v2 messages for the tests of intake. Nobody in them exists."""

from __future__ import annotations

from homefirst.intake.feed import read
from homefirst.intake.hl7 import Understood
from homefirst.people import Identifier, nhs_number_fault

PID = "PID|1||1234567^^^RNS^PI~9990000018^^^NHS^NH||Invented^Ada||19400215|F|||1 Made Up Lane^^Northampton^^NN1 1ZZ"


class Keys:
    """The two hashes of people.py without a file: readable, so that a test can say what it expects."""

    def key(self, identifiers: tuple[Identifier, ...]) -> str:
        local = [one for one in identifiers if one.kind == "local"]
        able = local or [one for one in identifiers if nhs_number_fault(one.value) is None]
        if not able:
            raise ValueError("nobody")
        one = able[0]
        return f"{one.assigner}-{one.value}" if one.assigner else one.value

    def opaque(self, *parts: str) -> str:
        return "/".join(parts)


def adt(
    trigger: str,
    *more: str,
    pid: str = PID,
    evn: str = "20260105101500",
    happened: str = "",
    sent: str = "20260105102000",
    **pv1: str,
) -> bytes:
    """One ADT message. `pv1` gives fields of PV1 by number, as p2="E"; `more` are whole segments after it."""
    fields = {"p2": "I", "p3": "Hawthorn^HAWTHORN^B07^RNS", "p19": "V1", **pv1}
    visit = [fields.get(f"p{n}", "") for n in range(1, 46)]
    lines = [
        f"MSH|^~\\&|PAS|RNS|HUB|ICB|{sent}||ADT^{trigger}|M1|P|2.4|7",
        f"EVN||{evn}||||{happened}",
        pid,
        "|".join(["PV1", *visit]).rstrip("|"),
        *more,
    ]
    return "".join(f"{line}\r" for line in lines if line).encode()


def said(body: bytes, local: str = "uk") -> Understood:
    """What a message says; fails the test when it was set aside."""
    found = read(body, Keys(), local)
    assert isinstance(found, Understood), found
    return found


def kinds(body: bytes, local: str = "uk") -> list[tuple[str, str]]:
    """Kind and detail of every event a message gives."""
    return [(event.kind.value, event.detail) for event in said(body, local).events]
