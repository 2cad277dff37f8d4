"""The discharge situation reports, acute and community: for each day and provider the counts as published.

Source: NHS England, acute discharge situation report, technical specification of 30 April 2024, and the files as
published in 2025-26. The national count is taken in the morning; ours at the midnight that ends the day, so that it is
the census of the measures. The community report has the same counts with its own list of 20 reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time

from homefirst.codes import CommunityReason, DelayReason, NationalDestination, find_code
from homefirst.days import LONDON, dates
from homefirst.hub.returns.line import Line
from homefirst.hub.returns.stays import ReturnStay, touches

NCTR, NOT_DISCHARGED, DISCHARGES, BED_DAYS = "NCTR", "NCTR not discharged", "Discharges", "Additional bed days lost"
DESTINATIONS = "Discharge destination"
NO_LONGER = "Number of patients who no longer meet the criteria to reside"
REMAINING = "Number of patients remaining in hospital who no longer meet the criteria to reside"
DISCHARGED = "Number of patients discharged"
BY_17, AFTER_17 = "Number of patients discharged by 17:00", "Number of patients discharged between 17:01 and 23:59"
ALL_BED_DAYS = "Number of additional bed days, all patients"
LENGTHS = (7, 14, 21)
REASON_LENGTHS = (7, 14)
NO_REASON = "No reason recorded"
OTHER_LIST = "Recorded in another list"
NO_PATHWAY = "No pathway recorded"
R, C = DelayReason, CommunityReason

# Our own reading, as nobody has published one: a reason with no one counterpart is left out and said to be so.
TO_COMMUNITY: Mapping[DelayReason, CommunityReason] = {
    R.THERAPY_REVIEW: C.THERAPY_DECISION,
    R.MEDICAL_REVIEW: C.MEDICAL_DECISION,
    R.REFERRAL_TO_HUB: C.REFERRAL,
    R.MEDICINES_AND_LETTERS: C.MEDICINES,
    R.TRANSPORT: C.TRANSPORT,
    R.INFECTION_CONTROL: C.INFECTION,
    R.CONCERNS_OVER_READINESS: C.NOT_IN_AGREEMENT,
    R.SAFEGUARDING: C.SAFEGUARDING,
    R.CONFIRMATION_OF_NEEDS: C.CONFIRMATION_FROM_HUB,
    R.REFERRALS_BY_HUB: C.CONFIRMATION_FROM_HUB,
    R.FUNDING_ELIGIBILITY: C.FUNDING_DECISION,
    R.HOME_REHABILITATION_UNDERWAY: C.REHABILITATION_AT_HOME,
    R.HOME_SOCIAL_CARE_UNDERWAY: C.START_OF_CARE_AT_HOME,
    R.HOME_HEALTH_UNDERWAY: C.START_OF_CARE_AT_HOME,
    R.BED_REHABILITATION_UNDERWAY: C.ANOTHER_REHABILITATION_BED,
    R.CARE_HOME_UNDERWAY: C.CARE_HOME,
    R.CHOICE_OF_PACKAGE: C.NOT_IN_AGREEMENT,
    R.HOMELESS_HOUSING_UNDERWAY: C.HOMELESS,
    R.NO_RECOURSE: C.HOMELESS,
    R.RESTART: C.START_OF_CARE_AT_HOME,
    R.NO_HOME_REHABILITATION: C.REHABILITATION_AT_HOME,
    R.NO_HOME_SOCIAL_CARE: C.START_OF_CARE_AT_HOME,
    R.NO_HOME_HEALTH: C.START_OF_CARE_AT_HOME,
    R.NO_BED_REHABILITATION: C.ANOTHER_REHABILITATION_BED,
    R.NO_CARE_HOME: C.CARE_HOME,
    R.NO_EQUIPMENT: C.EQUIPMENT,
    R.NO_ADAPTATIONS: C.EQUIPMENT,
    R.NO_HOUSING: C.HOMELESS,
}
Reason = Callable[[str], str]
Cells = dict[tuple[str, str], list[str]]  # the people, by group and metric


def acute_label(detail: str) -> str:
    """The label of a reason in the list of May 2024."""
    found = find_code(DelayReason, detail.partition("/")[0])
    return found.label if found else OTHER_LIST if detail else NO_REASON


def community_label(detail: str) -> str:
    """The label of a reason in the list of the community report, where it has one."""
    found = find_code(DelayReason, detail.partition("/")[0])
    if found is None:
        return OTHER_LIST if detail else NO_REASON
    return TO_COMMUNITY[found].label if found in TO_COMMUNITY else OTHER_LIST


ACUTE_LABELS = (*(reason.label for reason in DelayReason), NO_REASON, OTHER_LIST)
COMMUNITY_LABELS = (*(reason.label for reason in CommunityReason), NO_REASON, OTHER_LIST)


def bed_days_title(nights: int) -> str:
    return f"Number of additional bed days, patients with length of stay of {nights} days or over"


def reason_group(nights: int) -> str:
    return f"Delay reason LOS {nights}+"


def titles(labels: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every number of a day, by group and metric, in the order of the file; noughts are told too."""
    yield NCTR, NO_LONGER
    yield NOT_DISCHARGED, REMAINING
    yield from ((DISCHARGES, title) for title in (DISCHARGED, BY_17, AFTER_17))
    yield from ((BED_DAYS, title) for title in (ALL_BED_DAYS, *(bed_days_title(n) for n in LENGTHS)))
    yield from ((reason_group(n), label) for n in REASON_LENGTHS for label in labels)
    yield from ((DESTINATIONS, label) for label in (*destination_labels(), NO_PATHWAY))


def destination_labels() -> tuple[str, ...]:
    """The eight destinations as published, each with its pathway before it."""
    return tuple(destination_label(one) for one in NationalDestination)


def destination_label(one: NationalDestination) -> str:
    return f"Pathway {one.pathway.value}: {one.label}"


def situation(
    stays: Iterable[ReturnStay], first: date, last: date, providers: Iterable[str], *, community: bool = False
) -> list[Line]:
    """Every number of the report for each day from first to last and each of these providers."""
    labels, reason = (COMMUNITY_LABELS, community_label) if community else (ACUTE_LABELS, acute_label)
    days, by_provider = dates(first, last), defaultdict[str, list[ReturnStay]](list)
    for stay in stays:
        by_provider[stay.provider].append(stay)
    lines: list[Line] = []
    for provider in providers:
        for day in days:
            cells = counted([s for s in by_provider[provider] if touches(s, day, day)], day, reason)
            lines += [Line(day, provider, title, group, tuple(cells[group, title])) for group, title in titles(labels)]
    return lines


def counted(stays: Iterable[ReturnStay], day: date, reason: Reason) -> Cells:
    """The people of one provider and day under each number.

    Whoever left that day no longer needed the bed, whether or not anybody recorded it: so those who no longer meet the
    criteria are those who left and those who remain.
    """
    cells: Cells = defaultdict(list)
    for stay in sorted(stays, key=lambda one: (one.person, one.started_on)):
        for where in (*of_leaving(stay, day), *of_remaining(stay, day), *of_delay(stay, day, reason)):
            cells[where].append(stay.person)
    return cells


def of_leaving(stay: ReturnStay, day: date) -> Iterator[tuple[str, str]]:
    """Under which numbers somebody stands who left that day."""
    if not stay.discharged or stay.ended_on != day or stay.ended_at is None:
        return
    yield NCTR, NO_LONGER
    yield DISCHARGES, DISCHARGED
    yield DISCHARGES, BY_17 if stay.ended_at.astimezone(LONDON).time() <= time(17) else AFTER_17
    yield DESTINATIONS, destination_label(stay.destination) if stay.destination else NO_PATHWAY


def of_remaining(stay: ReturnStay, day: date) -> Iterator[tuple[str, str]]:
    """Under which numbers somebody stands who is ready and remains."""
    if stay.is_ready_on(day):
        yield NCTR, NO_LONGER
        yield NOT_DISCHARGED, REMAINING


def of_delay(stay: ReturnStay, day: date, reason: Reason) -> Iterator[tuple[str, str]]:
    """Under which numbers a night of delay stands: each night once and under one reason."""
    detail, length = stay.delay_on(day), stay.length_on(day)
    if detail is None:
        return
    yield BED_DAYS, ALL_BED_DAYS
    yield from ((BED_DAYS, bed_days_title(n)) for n in LENGTHS if length >= n)
    yield from ((reason_group(n), reason(detail)) for n in REASON_LENGTHS if length >= n)
