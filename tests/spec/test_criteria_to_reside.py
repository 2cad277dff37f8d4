"""Criteria to reside

Eleven questions, asked at every ward round. If the answer to each is no, leaving hospital is considered: the person no
longer meets the criteria to reside. One yes is enough to need the bed. The ledger keeps the answer of each round (*met*
or *not met*); periods of not meeting the criteria are derived, and all of them are kept, so that another rule about the
clock could be applied to the same ledger.

Source: DHSC, *Hospital discharge and community support guidance*, annex D, updated 26 January 2024 (the eleven
questions through the earlier Hospital Discharge Service policy, annex A, as quoted by the Nottinghamshire discharge
standard). The examples are our own. "Medically fit" is not a national test and no such event exists.
"""

from homefirst.codes import LISTS, CriteriaToReside
from homefirst.event import Kind
from tests.spec.page import each_row, holds


@each_row
def test_the_eleven_questions(number: str, about: str) -> None:
    """
    number  about
    1       intensive or high dependency care
    2       oxygen therapy or non-invasive ventilation
    3       intravenous fluids
    4       NEWS2 above 3
    5       Less conscious than usual
    6       Acute loss of function
    7       last hours of life
    8       intravenous medicine more than twice a day
    9       Lower limb surgery within 48 hours
    10      surgery within 72 hours
    11      Invasive procedure within 24 hours
    """
    assert about in CriteriaToReside(number).label
    assert len(LISTS["CriteriaToReside"]) == 11


def test_the_ledger_has_no_other_word_for_being_ready() -> None:
    """Kinds of event that speak of needing the bed: two, one for each answer."""
    assert [kind.value for kind in Kind if "criteria" in kind] == [
        "criteria_to_reside_met",
        "criteria_to_reside_not_met",
    ]
    assert not [kind for kind in Kind if "fit" in kind or "optimised" in kind]


@holds
def test_every_period_of_not_meeting_the_criteria_is_kept() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met
    Wed 7 Jan 2026 09:00   criteria_to_reside_met
    Thu 8 Jan 2026 09:00   criteria_to_reside_not_met
    Fri 9 Jan 2026 09:00   criteria_to_reside_met
    Sat 10 Jan 2026 09:00  criteria_to_reside_not_met
    Mon 12 Jan 2026 14:00  discharged                  RNS:HAWTHORN  19/1

    ready: Tue 6 Jan 2026 09:00 to Wed 7 Jan 2026 09:00
    ready: Thu 8 Jan 2026 09:00 to Fri 9 Jan 2026 09:00
    ready: Sat 10 Jan 2026 09:00 to Mon 12 Jan 2026 14:00
    """


@holds
def test_two_rounds_a_day_may_disagree() -> None:
    """Ready in the morning, not in the afternoon: no midnight, so no night of delay.

    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 08:30  criteria_to_reside_not_met
    Tue 6 Jan 2026 16:00  criteria_to_reside_met
    Wed 7 Jan 2026 09:00  now

    ready: Tue 6 Jan 2026 08:30 to Tue 6 Jan 2026 16:00
    counted: none
    discharge ready date: none
    """


@holds
def test_to_meet_the_criteria_when_asked_for_the_first_time_begins_nothing() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                RNS:HAWTHORN  21
    Tue 6 Jan 2026 08:30  criteria_to_reside_met
    Wed 7 Jan 2026 09:00  now

    ready: none
    discharge ready date: none
    """


@holds
def test_a_stay_goes_on_until_the_person_leaves_ready_or_not() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 08:30  criteria_to_reside_not_met
    Fri 9 Jan 2026 09:00  now

    spell: RNS Mon 5 Jan 2026 10:00 to now
    ready: Tue 6 Jan 2026 08:30 to now
    """


@holds
def test_readiness_belongs_to_one_stay_and_not_to_the_next() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [spell=v1]
    Tue 6 Jan 2026 08:30   criteria_to_reside_not_met                      [spell=v1]
    Fri 9 Jan 2026 14:00   discharged                  RNS:HAWTHORN  19/1  [spell=v1]
    Mon 12 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [spell=v2]
    Tue 13 Jan 2026 09:00  now

    discharge ready date: Tue 6 Jan 2026
    discharge ready date: none
    """
