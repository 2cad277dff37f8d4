"""National returns, counted by hand

Fifteen people over three days, the 12th to the 14th of January 2026, thirteen of them in an acute trust (RNS) and three
in a community trust (RP1; one is moved there). Every number of the discharge situation reports and of delayed transfers
of care is worked out by hand; what is not named below is nought.

Each day: those who left alive after a night or more, and not to another hospital's bed, are discharged; those ready to
leave at the midnight that ends the day remain; both together no longer meet the criteria to reside. A night of delay
stands under one reason, that which began first, and the length of stay is the nights since admission. Where somebody
went follows from the pathway chosen last.

Sources: NHS England, acute discharge situation report, technical specification of 30 April 2024, and the labels as
published; NHS England, delayed transfers of care, 2010 to 2020. That the count is taken at midnight is our own choice,
so that it agrees with the measures.
"""

# ruff: noqa: E501  (labels stand whole, as they are published)
from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date

from homefirst.hub.returns import Line, Return, return_of, stays_of
from homefirst.journey import journey
from homefirst.system import load_system
from tests.spec.ledger_text import read_ledger
from tests.spec.page import orders, paragraphs

FIRST, LAST = date(2026, 1, 12), date(2026, 1, 14)
ALL_BED_DAYS = "Number of additional bed days, all patients"
BED_DAYS = "Additional bed days lost"


def holds(test: Callable[[], None]) -> Callable[[], None]:
    """A test whose docstring is the ledger of this page and the nights of delay that each return makes of it."""
    wanted = [line.strip() for line in paragraphs(test)[-1].splitlines()]

    @functools.wraps(test)
    def check() -> None:
        assert [f"{name}: {nights(name)}" for name in ("acute", "community", "dtoc")] == wanted

    return check


@holds
def test_the_reports_and_delayed_transfers_count_the_same_nights_of_delay_of_this_ledger() -> None:
    """Thirteen nights in the acute report, five in the community report, all of them in delayed transfers of care.

    Thu 1 Jan 2026 10:00   admitted   RNS:HAWTHORN  21    [person=p1]
    Thu 8 Jan 2026 09:00   criteria_to_reside_not_met     [person=p1]
    Thu 8 Jan 2026 09:00   delay_started  28              [person=p1]
    Sat 20 Dec 2025 10:00  admitted   RNS:HAWTHORN  21    [person=p2]
    Thu 1 Jan 2026 09:00   criteria_to_reside_not_met     [person=p2]
    Thu 1 Jan 2026 09:00   delay_started  33              [person=p2]
    Sat 10 Jan 2026 10:00  admitted   RNS:HAWTHORN  21    [person=p3]
    Mon 12 Jan 2026 09:00  criteria_to_reside_not_met     [person=p3]
    Mon 12 Jan 2026 10:00  pathway_chosen  0              [person=p3]
    Wed 14 Jan 2026 12:00  discharged  19/1               [person=p3]
    Fri 2 Jan 2026 10:00   admitted   RNS:HAWTHORN  21    [person=p4]
    Fri 9 Jan 2026 09:00   criteria_to_reside_not_met     [person=p4]
    Fri 9 Jan 2026 09:00   delay_started  1               [person=p4]
    Tue 13 Jan 2026 10:00  criteria_to_reside_met         [person=p4]
    Mon 5 Jan 2026 10:00   admitted   RNS:HAWTHORN  21    [person=p5]
    Sun 11 Jan 2026 10:00  admitted   RNS:HAWTHORN  21    [person=p6]
    Mon 12 Jan 2026 10:00  pathway_chosen  1              [person=p6]
    Mon 12 Jan 2026 11:00  referred   reablement          [person=p6] [service=START] [as=asked]
    Mon 12 Jan 2026 15:00  accepted                       [person=p6] [service=START] [about=asked]
    Tue 13 Jan 2026 18:30  discharged  19/1               [person=p6]
    Sat 3 Jan 2026 10:00   admitted   RNS:HAWTHORN  21    [person=p7]
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met     [person=p7]
    Sat 10 Jan 2026 09:00  delay_started  2               [person=p7]
    Tue 13 Jan 2026 04:00  discharged  79/4               [person=p7]
    Mon 12 Jan 2026 09:00  admitted   RNS:HAWTHORN  21    [person=p8]
    Mon 12 Jan 2026 20:00  discharged  19/1               [person=p8]
    Thu 1 Jan 2026 10:00   admitted   RNS:HAWTHORN  21    [person=p9]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met     [person=p9]
    Mon 5 Jan 2026 09:00   delay_started  22              [person=p9]
    Mon 5 Jan 2026 09:00   pathway_chosen  3              [person=p9]
    Mon 12 Jan 2026 17:00  discharged  54/1               [person=p9]
    Tue 30 Dec 2025 10:00  admitted   RNS:HAWTHORN  21    [person=p10]
    Fri 2 Jan 2026 09:00   criteria_to_reside_not_met     [person=p10]
    Fri 2 Jan 2026 09:00   delay_started  E/social_care   [person=p10]
    Mon 1 Dec 2025 10:00   residence_changed  care_home   [person=p11]
    Thu 8 Jan 2026 10:00   admitted   RNS:HAWTHORN  21    [person=p11]
    Tue 13 Jan 2026 10:00  pathway_chosen  0              [person=p11]
    Wed 14 Jan 2026 10:00  discharged  54/1               [person=p11]
    Thu 1 Jan 2026 10:00   admitted   RP1:DANETRE  21     [person=p12]
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met     [person=p12]
    Sat 10 Jan 2026 09:00  delay_started  35              [person=p12]
    Sat 20 Dec 2025 10:00  admitted   RP1:DANETRE  21     [person=p13]
    Mon 12 Jan 2026 08:00  criteria_to_reside_not_met     [person=p13]
    Mon 12 Jan 2026 08:00  delay_started  16              [person=p13]
    Mon 12 Jan 2026 09:00  pathway_chosen  1              [person=p13]
    Tue 13 Jan 2026 11:00  discharged  19/1               [person=p13]
    Mon 5 Jan 2026 10:00   admitted   RNS:HAWTHORN  21    [person=p14] [spell=a]
    Mon 12 Jan 2026 10:00  discharged  51/1               [person=p14] [spell=a]
    Mon 12 Jan 2026 12:00  admitted   RP1:DANETRE  81     [person=p14] [spell=b]
    Wed 14 Jan 2026 09:00  criteria_to_reside_not_met     [person=p14] [spell=b]
    Tue 6 Jan 2026 10:00   admitted   RNS:HAWTHORN  21    [person=p15]
    Wed 14 Jan 2026 08:00  criteria_to_reside_not_met     [person=p15]
    Wed 14 Jan 2026 19:00  discharged  19/1               [person=p15]
    Fri 16 Jan 2026 09:00  now

    acute: 13
    community: 5
    dtoc: 18
    """


def nights(name: str) -> int:
    counted = (line for line in returned(name).lines if line.metric == ALL_BED_DAYS or line.group == "Delayed days")
    return sum(line.value for line in counted)


@functools.cache
def returned(name: str, order: int = 0) -> Return:
    """The return of this ledger, told in one of three orders."""
    ledger = read_ledger(
        paragraphs(test_the_reports_and_delayed_transfers_count_the_same_nights_of_delay_of_this_ledger)[-2]
    )
    told = list(orders(ledger.events))[order]
    stays = [
        stay
        for person in sorted({event.person for event in told})
        for stay in stays_of(journey(person, [e for e in told if e.person == person]), ledger.now)
    ]
    return return_of(name, stays, load_system("northamptonshire"), FIRST, LAST)


def told(name: str, day: int, order: int = 0) -> dict[str, str]:
    """Every number of a day that is not nought, by group and metric: "how many: who"."""
    lines = [line for line in returned(name, order).lines if line.day.day == day and line.people]
    return {f"{line.group} | {line.metric}": who(line) for line in lines}


def who(line: Line) -> str:
    return f"{line.value}: {' '.join(line.people)}"


def test_the_first_day_of_the_acute_report() -> None:
    """Monday: somebody left at 17:00 to a care home; six remain. The stay without a night and the transfer count for
    nothing."""
    assert told("acute", 12) == {
        "NCTR | Number of patients who no longer meet the criteria to reside": "7: p1 p10 p2 p3 p4 p7 p9",
        "NCTR not discharged | Number of patients remaining in hospital who no longer meet the criteria to reside": (
            "6: p1 p10 p2 p3 p4 p7"
        ),
        "Discharges | Number of patients discharged": "1: p9",
        "Discharges | Number of patients discharged by 17:00": "1: p9",
        "Additional bed days lost | Number of additional bed days, all patients": "6: p1 p10 p2 p3 p4 p7",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 7 days or over": "5: p1 p10 p2 p4 p7",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 14 days or over": "1: p2",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 21 days or over": "1: p2",
        "Delay reason LOS 7+ | Awaiting therapy review of need for supported discharge": "1: p4",
        "Delay reason LOS 7+ | Awaiting medical review of need for supported discharge": "1: p7",
        "Delay reason LOS 7+ | Home-based rehabilitation, reablement or recovery services not yet available (Pathway 1)": (
            "1: p1"
        ),
        "Delay reason LOS 7+ | Residential/nursing home care not yet available (Pathway 3)": "1: p2",
        "Delay reason LOS 7+ | Recorded in another list": "1: p10",
        "Delay reason LOS 14+ | Residential/nursing home care not yet available (Pathway 3)": "1: p2",
        "Discharge destination | Pathway 3: Discharge to a care home as a new admission": "1: p9",
    }


def test_the_second_day_of_the_acute_report() -> None:
    """Tuesday: one left in the evening with reablement; one needs the bed again; one died, which is no discharge."""
    assert told("acute", 13) == {
        "NCTR | Number of patients who no longer meet the criteria to reside": "5: p1 p10 p2 p3 p6",
        "NCTR not discharged | Number of patients remaining in hospital who no longer meet the criteria to reside": (
            "4: p1 p10 p2 p3"
        ),
        "Discharges | Number of patients discharged": "1: p6",
        "Discharges | Number of patients discharged between 17:01 and 23:59": "1: p6",
        "Additional bed days lost | Number of additional bed days, all patients": "4: p1 p10 p2 p3",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 7 days or over": "3: p1 p10 p2",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 14 days or over": "2: p10 p2",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 21 days or over": "1: p2",
        "Delay reason LOS 7+ | Home-based rehabilitation, reablement or recovery services not yet available (Pathway 1)": (
            "1: p1"
        ),
        "Delay reason LOS 7+ | Residential/nursing home care not yet available (Pathway 3)": "1: p2",
        "Delay reason LOS 7+ | Recorded in another list": "1: p10",
        "Delay reason LOS 14+ | Residential/nursing home care not yet available (Pathway 3)": "1: p2",
        "Delay reason LOS 14+ | Recorded in another list": "1: p10",
        "Discharge destination | Pathway 1: Discharge to a domestic home, hotel, or other temporary accommodation, or "
        "hospice at home with rehabilitation, reablement and recovery": "1: p6",
    }


def test_the_third_day_of_the_acute_report() -> None:
    """Wednesday: home with nothing new, back to the care home, and one of whom no pathway was recorded."""
    assert told("acute", 14) == {
        "NCTR | Number of patients who no longer meet the criteria to reside": "6: p1 p10 p11 p15 p2 p3",
        "NCTR not discharged | Number of patients remaining in hospital who no longer meet the criteria to reside": (
            "3: p1 p10 p2"
        ),
        "Discharges | Number of patients discharged": "3: p11 p15 p3",
        "Discharges | Number of patients discharged by 17:00": "2: p11 p3",
        "Discharges | Number of patients discharged between 17:01 and 23:59": "1: p15",
        "Additional bed days lost | Number of additional bed days, all patients": "3: p1 p10 p2",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 7 days or over": "3: p1 p10 p2",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 14 days or over": "2: p10 p2",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 21 days or over": "1: p2",
        "Delay reason LOS 7+ | Home-based rehabilitation, reablement or recovery services not yet available (Pathway 1)": (
            "1: p1"
        ),
        "Delay reason LOS 7+ | Residential/nursing home care not yet available (Pathway 3)": "1: p2",
        "Delay reason LOS 7+ | Recorded in another list": "1: p10",
        "Delay reason LOS 14+ | Residential/nursing home care not yet available (Pathway 3)": "1: p2",
        "Delay reason LOS 14+ | Recorded in another list": "1: p10",
        "Discharge destination | Pathway 0: Discharge to a domestic home, hotel, or other temporary accommodation without "
        "the need for new/increased care or support from health and social care": "1: p3",
        "Discharge destination | Pathway 0: Discharge back to an original care home placement when the care home has "
        "confirmed they can continue to meet the person's needs with the same level of support": "1: p11",
        "Discharge destination | No pathway recorded": "1: p15",
    }


def test_the_community_report_has_the_same_counts_and_its_own_reasons() -> None:
    """Its reasons follow from those of the acute report, by our own reading."""
    assert told("community", 12) == {
        "NCTR | Number of patients who no longer meet the criteria to reside": "2: p12 p13",
        "NCTR not discharged | Number of patients remaining in hospital who no longer meet the criteria to reside": (
            "2: p12 p13"
        ),
        "Additional bed days lost | Number of additional bed days, all patients": "2: p12 p13",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 7 days or over": "2: p12 p13",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 14 days or over": "1: p13",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 21 days or over": "1: p13",
        "Delay reason LOS 7+ | Pathway 1: start of care at home (not a continuation of rehabilitation)": "1: p13",
        "Delay reason LOS 7+ | Equipment and adaptations": "1: p12",
        "Delay reason LOS 14+ | Pathway 1: start of care at home (not a continuation of rehabilitation)": "1: p13",
    }
    assert told("community", 13) == {
        "NCTR | Number of patients who no longer meet the criteria to reside": "2: p12 p13",
        "NCTR not discharged | Number of patients remaining in hospital who no longer meet the criteria to reside": "1: p12",
        "Discharges | Number of patients discharged": "1: p13",
        "Discharges | Number of patients discharged by 17:00": "1: p13",
        "Additional bed days lost | Number of additional bed days, all patients": "1: p12",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 7 days or over": "1: p12",
        "Delay reason LOS 7+ | Equipment and adaptations": "1: p12",
        "Discharge destination | Pathway 1: Discharge to a domestic home, hotel, or other temporary accommodation, or "
        "hospice at home with other new/additional support (eg end of life care)": "1: p13",
    }
    assert told("community", 14) == {
        "NCTR | Number of patients who no longer meet the criteria to reside": "2: p12 p14",
        "NCTR not discharged | Number of patients remaining in hospital who no longer meet the criteria to reside": (
            "2: p12 p14"
        ),
        "Additional bed days lost | Number of additional bed days, all patients": "2: p12 p14",
        f"{BED_DAYS} | Number of additional bed days, patients with length of stay of 7 days or over": "1: p12",
        "Delay reason LOS 7+ | Equipment and adaptations": "1: p12",
    }


def test_delayed_transfers_of_care_of_the_same_days() -> None:
    """Thirteen nights in the acute trust and five in the community trust, each under one letter. A reason of today with
    two old counterparts is not certain; only the old list says who was held responsible."""
    days = {
        f"{line.provider} | {line.metric} | {line.responsible}": who(line)
        for line in returned("dtoc").lines
        if line.people and line.group == "Delayed days"
    }
    assert days == {
        "RNS | Awaiting care package in own home | Social Care": "3: p10 p10 p10",
        "RNS | Awaiting completion of assessment | Not put down to anybody": "2: p4 p7",
        "RNS | Not certain | Not put down to anybody": "6: p1 p1 p1 p2 p2 p2",
        "RNS | No reason recorded | Not put down to anybody": "2: p3 p3",
        "RP1 | Awaiting care package in own home | Not put down to anybody": "1: p13",
        "RP1 | Awaiting community equipment and adaptations | Not put down to anybody": "3: p12 p12 p12",
        "RP1 | No reason recorded | Not put down to anybody": "1: p14",
    }


def test_the_reports_are_the_same_in_whatever_order_the_events_are_told() -> None:
    """Forwards, backwards and twice."""
    for name in ("acute", "community", "dtoc"):
        assert returned(name, 0).lines == returned(name, 1).lines == returned(name, 2).lines
