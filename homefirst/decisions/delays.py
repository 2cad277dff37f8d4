"""Steps about what keeps a person who is ready to leave: several reasons at once, each with a clock of its own."""

from __future__ import annotations

from datetime import datetime

from homefirst.codes import attribution_fault, parse_delay_detail
from homefirst.decisions.step import NOT_IN_A_BED, Refused, Step, of_spell
from homefirst.event import Kind
from homefirst.journey import Journey


def start_delay(journey: Journey, detail: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Record what keeps a person who is ready to leave; several reasons may run at once.

    `detail` is a code of a national list, with who it is put down to where that list says so: "28", "E/both". The
    single reason that the nation counts for each night is derived (`journey.national_delays`).
    """
    spell = journey.open_spell
    if spell is None:
        return NOT_IN_A_BED
    if not spell.is_ready:
        return Refused("This person still meets the criteria to reside. Record that they no longer do, then the delay.")
    if fault := delay_fault(detail):
        return Refused(fault)
    if any(same_reason(delay.detail, detail) for delay in spell.open_delays()):
        return Refused("This reason is running already. End it first, or choose another.")
    return of_spell(journey, Kind.DELAY_STARTED, now, by, detail, document=document)


def delay_fault(detail: str) -> str | None:
    """What is wrong with a reason, or with who it is put down to, as a sentence; None if nothing is."""
    try:
        return attribution_fault(parse_delay_detail(detail))
    except ValueError as unknown:
        return str(unknown)


def same_reason(running: str, detail: str) -> bool:
    """Whether it is one reason, whoever it is put down to: one clock, put down to both where both are."""
    return running.partition("/")[0] == detail.partition("/")[0]


def end_delay(journey: Journey, delay_id: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Record that a reason keeps the person no longer."""
    spell = journey.open_spell
    running = [d for d in spell.open_delays() if d.id == delay_id] if spell else []
    if not running:
        return Refused("This delay is not running: it may have ended meanwhile. Look at the person again.")
    return of_spell(journey, Kind.DELAY_ENDED, now, by, running[0].detail, about=delay_id, document=document)
