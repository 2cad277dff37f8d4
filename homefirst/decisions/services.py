"""Steps of a service, not a person: how full it is, and whether it takes people. `told` are the services' own events.

The event stands at the service's code (`location`) and has no person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from homefirst.codes import ClosureReason, Vacancies, find_code
from homefirst.days import local_date
from homefirst.decisions.step import Refused, Step, organisation
from homefirst.event import Event, Kind, new_event
from homefirst.standing import standing

OPENINGS = frozenset({Kind.SERVICE_CLOSED, Kind.SERVICE_EMBARGOED, Kind.SERVICE_REOPENED})


def report_vacancies(
    service: str,
    *,
    maximum: int,
    used: int,
    reserved: int,
    accepting: int,
    earliest: date | None = None,
    told: Iterable[Event] = (),
    by: str,
    now: datetime,
) -> Step:
    """Say how full a service is: most it can hold, used, kept for somebody, taking now, and from which day.

    Source of the parts: Capacity Tracker, formal notice of 26 April 2024.
    """
    if not service:
        return Refused("Say which service this is about.")
    said = Vacancies(maximum, used, reserved, accepting, earliest)
    if fault := vacancies_fault(said, local_date(now)):
        return Refused(fault)
    if accepting and (closed := closing(told, service)):
        who = (
            "Somebody in charge stopped placements here" if closed.kind is Kind.SERVICE_EMBARGOED else "This is closed"
        )
        return Refused(f"{who}, so it takes nobody. Report 0 taking, or reopen it first.")
    return of_service(service, Kind.VACANCIES_REPORTED, now, by, said.detail)


def vacancies_fault(said: Vacancies, today: date) -> str | None:
    """Which of these numbers cannot be, as a sentence; None if all can."""
    if min(said[:4]) < 0:
        return f"{min(said[:4])} cannot be a number of places. Give 0 or more."
    if said.used > said.maximum:
        return f"{said.used} used is more than the {said.maximum} that it can hold. Mend one of the two."
    if (total := said.used + said.reserved + said.accepting) > said.maximum:
        return (
            f"{said.used} used, {said.reserved} kept and {said.accepting} taking make {total}, more than the "
            f"{said.maximum} that it can hold. Mend one of them."
        )
    if said.earliest and said.earliest < today:
        return f"{said.earliest} has passed. Give today or a later day."
    return None


def close_service(told: Iterable[Event], service: str, why: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Say that a service takes nobody new, and why (ClosureReason)."""
    if find_code(ClosureReason, why) is None:
        return Refused(f"“{why}” is not a reason for closing. Choose one of the list, such as infection.")
    if closing(told, service) is not None:
        return Refused("This is closed already. Reopen it when it takes people again.")
    return of_service(service, Kind.SERVICE_CLOSED, now, by, why, document)


def reopen_service(told: Iterable[Event], service: str, *, document: str = "", by: str, now: datetime) -> Step:
    """Say that a service takes people again; a stop by somebody in charge is lifted by that organisation alone."""
    closed = closing(told, service)
    if closed is None:
        return Refused("This is open already. Report its vacancies, so that others see them.")
    if closed.kind is Kind.SERVICE_EMBARGOED and organisation(closed.source) != organisation(by):
        return Refused(f"{organisation(closed.source)} stopped placements here. Ask them to lift it.")
    return of_service(service, Kind.SERVICE_REOPENED, now, by, "", document)


def closing(told: Iterable[Event], service: str) -> Event | None:
    """What closed this service, if it is closed now; None while it is open."""
    here = [e for e in standing(told) if e.kind in OPENINGS and (e.location or e.service) == service]
    return here[-1] if here and here[-1].kind is not Kind.SERVICE_REOPENED else None


def of_service(service: str, kind: Kind, now: datetime, by: str, detail: str, document: str = "") -> Event:
    return new_event("", kind, now, location=service, detail=detail, document=document, source=by)
