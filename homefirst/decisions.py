"""What staff may decide: each a pure function that gives one event, or Refused with a sentence saying what to do.

What another system tells us is recorded, even if odd (`checks.py` lists it). What a person asks us to record is
checked first, here. `by` is the role that decides, `now` the time; nothing is written: the caller appends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from homefirst.codes import Destination, DischargeMethod, Pathway, attribution_fault, find_code, parse_delay_detail
from homefirst.days import local_date
from homefirst.event import Event, Kind, new_event
from homefirst.journey import Journey, Spell


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a decision cannot be recorded, and what to do instead, in one sentence for the person deciding."""

    why: str


NOT_IN_A_BED = Refused("This person is not in a hospital bed now. Look where they are, and record it there.")


def of_spell(journey: Journey, kind: Kind, now: datetime, by: str, detail: str = "", about: str = "") -> Event:
    """An event of the stay that the person is in."""
    spell = journey.open_spell
    assert spell is not None
    key = "" if spell.key.startswith("~") else spell.key
    return new_event(
        journey.person, kind, now, location=spell.location, detail=detail, about=about, source=by, spell=key
    )


def set_expected_discharge(journey: Journey, day: date, *, by: str, now: datetime) -> Event | Refused:
    """Set the day the ward expects the person to leave; earlier forecasts stay as evidence."""
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if day < local_date(now):
        return Refused(f"{day} has passed. Choose today or a later day.")
    if journey.open_spell.expected_discharge_date == day.isoformat():
        return Refused(f"{day} is the expected date already. Choose another day, or leave it.")
    return of_spell(journey, Kind.EXPECTED_DISCHARGE_SET, now, by, day.isoformat())


def judge_criteria_to_reside(journey: Journey, met: bool, *, by: str, now: datetime) -> Event | Refused:
    """Record whether the person still meets the criteria to reside; asked at each board round, repeats are welcome."""
    if journey.open_spell is None:
        return NOT_IN_A_BED
    kind = Kind.CRITERIA_TO_RESIDE_MET if met else Kind.CRITERIA_TO_RESIDE_NOT_MET
    return of_spell(journey, kind, now, by)


def choose_pathway(journey: Journey, pathway: str, *, by: str, now: datetime) -> Event | Refused:
    """Choose the way home, 0 to 3 (hospital discharge guidance, 26 January 2024, annex B)."""
    if journey.open_spell is None:
        return NOT_IN_A_BED
    if find_code(Pathway, pathway) is None:
        return Refused(f"“{pathway}” is not a pathway. Choose 0, 1, 2 or 3.")
    return of_spell(journey, Kind.PATHWAY_CHOSEN, now, by, pathway)


def start_delay(journey: Journey, detail: str, *, by: str, now: datetime) -> Event | Refused:
    """Record what keeps a person who is ready to leave; several reasons may run at once."""
    spell = journey.open_spell
    if spell is None:
        return NOT_IN_A_BED
    if not spell.is_ready:
        return Refused("This person still meets the criteria to reside. Record that they no longer do, then the delay.")
    try:
        fault = attribution_fault(parse_delay_detail(detail))
    except ValueError as unknown:
        fault = str(unknown)
    if fault:
        return Refused(fault)
    if any(delay.detail == detail for delay in spell.open_delays()):
        return Refused("This reason is running already. End it first, or choose another.")
    return of_spell(journey, Kind.DELAY_STARTED, now, by, detail)


def end_delay(journey: Journey, delay_id: str, *, by: str, now: datetime) -> Event | Refused:
    """Record that a reason keeps the person no longer."""
    spell = journey.open_spell
    running = [d for d in spell.open_delays() if d.id == delay_id] if spell else []
    if not running:
        return Refused("This delay is not running: it may have ended meanwhile. Look at the person again.")
    return of_spell(journey, Kind.DELAY_ENDED, now, by, running[0].detail, about=delay_id)


def discharge(journey: Journey, destination: str, method: str, *, by: str, now: datetime) -> Event | Refused:
    """Record that the person left, where to and how."""
    spell = journey.open_spell
    if spell is None:
        return NOT_IN_A_BED
    if now < spell.started_at:
        return Refused("They were admitted after that time. Give a time after the admission.")
    if find_code(Destination, destination) is None:
        return Refused(f"“{destination}” is not a discharge destination. Choose one of the list, such as 19 for home.")
    if find_code(DischargeMethod, method) is None:
        return Refused(f"“{method}” is not a discharge method. Choose one of the list, such as 1 for clinical advice.")
    if (destination == Destination.DIED) != (method == DischargeMethod.DIED):
        return Refused("Destination 79 and method 4 both say that the person died: choose both or neither.")
    return of_spell(journey, Kind.DISCHARGED, now, by, f"{destination}/{method}")


def take_back(journey: Journey, event_id: str, *, by: str, now: datetime) -> Event | Refused:
    """Say that an event did not happen. It stays in the ledger, marked as taken back."""
    if all(event.id != event_id for event in journey.events):
        return Refused("This event does not stand: it may have been taken back already. Look at the journey again.")
    return new_event(journey.person, Kind.RETRACTED, now, about=event_id, source=by)


def reopen(journey: Journey, spell: Spell, *, by: str, now: datetime) -> Event | Refused:
    """Cancel a discharge: the stay goes on as if the person had not left."""
    if spell.ended_at is None:
        return Refused("This stay has not ended, so there is no discharge to cancel.")
    if journey.open_spell is not None:
        return Refused("This person is in a bed again. Cancel that admission first if it is the same stay.")
    ends = [e for e in journey.events if e.kind is Kind.DISCHARGED and e.happened_at == spell.ended_at]
    if not ends:
        return Refused("The end of this stay was worked out and not recorded. Correct the move to another hospital.")
    return take_back(journey, ends[-1].id, by=by, now=now)
