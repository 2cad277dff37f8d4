"""Delayed transfers of care, as counted from 2010 to 2020: days by reason and by who was held responsible, by month.

From the same events as today's reports. A reason of May 2024 has a letter where our own reading of the two lists names
exactly one (homefirst/codes/delay.py, unverified); the rest are "not certain". The clock started otherwise then: a
letter makes two numbers alike in reason, not in what is counted. Sources: NHS England, delayed transfers of care,
England time series (revised 10 September 2020); that the patients were counted at midnight on the last Thursday of the
month is from general knowledge (unverified).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from homefirst.codes import DELAY_REASON_TO_DTOC, Attribution, DelayReason, DtocReason, find_code
from homefirst.days import dates
from homefirst.hub.returns.line import Line
from homefirst.hub.returns.stays import ReturnStay

DAYS, PATIENTS = "Delayed days", "Patients, last Thursday at midnight"
NOT_CERTAIN, NO_REASON = "Not certain", "No reason recorded"
NHS, SOCIAL_CARE, BOTH, NOBODY = "NHS", "Social Care", "Both", "Not put down to anybody"
RESPONSIBLE = {Attribution.NHS.value: NHS, Attribution.SOCIAL_CARE.value: SOCIAL_CARE, Attribution.BOTH.value: BOTH}
RESPONSIBLES = (NHS, SOCIAL_CARE, BOTH, NOBODY)
REASONS = (*(reason.label for reason in DtocReason), NOT_CERTAIN, NO_REASON)


def dtoc_label(detail: str) -> str:
    """The label of a reason in the list of 2010 to 2020."""
    code = detail.partition("/")[0]
    if not code:
        return NO_REASON
    if old := find_code(DtocReason, code):
        return old.label
    today = find_code(DelayReason, code)
    letters = DELAY_REASON_TO_DTOC[today] if today else ()
    return letters[0].label if len(letters) == 1 else NOT_CERTAIN


def dtoc(stays: Iterable[ReturnStay], first: date, last: date, providers: Iterable[str]) -> list[Line]:
    """Every number of every month of these days, by provider: a month that they cut is counted as far as they go.

    Adults only: who is known to be under 18 on a night is left out.
    """
    found = defaultdict[tuple[date, str, str, str, str], list[str]](list)
    wanted = list(providers)
    for stay in sorted(stays, key=lambda one: (one.person, one.started_on)):
        for night, detail in nights_of(stay, first, last) if stay.provider in wanted else ():
            month, label = night.replace(day=1), dtoc_label(detail)
            who = RESPONSIBLE.get(detail.partition("/")[2], NOBODY)
            found[month, stay.provider, DAYS, label, who].append(stay.person)
            if night == last_thursday(month):
                found[month, stay.provider, PATIENTS, label, who].append(stay.person)
    return [
        Line(month, provider, label, group, tuple(found[month, provider, group, label, who]), who)
        for month in months(first, last)
        for provider in wanted
        for group in (DAYS, PATIENTS)
        for who in RESPONSIBLES
        for label in REASONS
    ]


def nights_of(stay: ReturnStay, first: date, last: date) -> Iterator[tuple[date, str]]:
    """The nights of delay of an adult on these days, each with its reason."""
    for delay in stay.delays:
        until = delay.first_night + timedelta(days=delay.nights - 1)
        for night in dates(max(delay.first_night, first), min(until, last)):
            if stay.adult_on is None or night >= stay.adult_on:
                yield night, delay.detail


def months(first: date, last: date) -> list[date]:
    """The first of each month of these days."""
    return sorted({day.replace(day=1) for day in dates(first, last)})


def last_thursday(month: date) -> date:
    after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return max(day for day in dates(after - timedelta(days=7), after - timedelta(days=1)) if day.weekday() == 3)
