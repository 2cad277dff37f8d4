"""Assessed again, and handed over again

Each service that does not trust the last asks the person to tell their story again, and each change of service is
another handover of people they had come to know. Of one person, the assessments are counted, those that came within 14
days by date of the one before, and how often short-term help ended with one service and began with another within three
days. An assessment that another service relied on under an agreement is not another assessment.

Source: the Care Quality Commission's Northamptonshire review (2018), a case file: two weeks of care from the Crisis
Response Team after hospital, "and then had a further assessment from START to provide care for two more weeks". That 14
days and three days are the limits is our own reading. The examples are our own.
"""

from __future__ import annotations

from collections.abc import Callable

from homefirst.hub.duplicates import assessed_again
from homefirst.journey import journey
from tests.spec.ledger_text import read_ledger
from tests.spec.page import orders, paragraphs


def counts(test: Callable[[], None]) -> set[tuple[int, int, int]]:
    """Assessments, those again, and extra handovers, in whatever order the ledger of this test is told."""
    events = read_ledger(paragraphs(test)[-1]).events
    found = (assessed_again(journey("p1", told)) for told in orders(events))
    return {(again.assessments, again.told_again, again.extra_handovers) for again in found}


def test_the_case_file_has_two_assessments_one_of_them_again_and_one_extra_handover() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21
    Fri 9 Jan 2026 10:00   assessed         needs         [service=CRT]
    Fri 9 Jan 2026 14:00   discharged       RNS:HAWTHORN  19/1
    Fri 9 Jan 2026 17:00   support_started  crisis_response  [service=CRT]
    Thu 22 Jan 2026 10:00  assessed         needs         [service=START]
    Fri 23 Jan 2026 09:00  support_ended    further_intermediate_care  [service=CRT]
    Fri 23 Jan 2026 18:00  support_started  reablement    [service=START]
    Fri 6 Feb 2026 09:00   support_ended    no_further_support  [service=START]
    """
    case = test_the_case_file_has_two_assessments_one_of_them_again_and_one_extra_handover
    assert counts(case) == {(2, 1, 1)}


def test_one_assessment_that_the_next_service_relies_on_is_one() -> None:
    """
    Fri 9 Jan 2026 10:00   assessed             needs            [source=therapist@RNS/k1] [as=first]
    Fri 9 Jan 2026 11:00   assessment_accepted  TA-1             [service=START] [about=first]
    Fri 9 Jan 2026 17:00   support_started      crisis_response  [service=CRT]
    Fri 23 Jan 2026 09:00  support_ended        further_intermediate_care  [service=CRT]
    Fri 23 Jan 2026 18:00  support_started      reablement       [service=START]
    """
    assert counts(test_one_assessment_that_the_next_service_relies_on_is_one) == {(1, 0, 1)}


def test_fifteen_days_later_is_not_again_and_a_long_gap_is_no_handover() -> None:
    """
    Fri 9 Jan 2026 10:00   assessed         needs            [service=CRT]
    Fri 9 Jan 2026 17:00   support_started  crisis_response  [service=CRT]
    Mon 12 Jan 2026 09:00  support_ended    no_further_support  [service=CRT]
    Sat 24 Jan 2026 10:00  assessed         needs            [service=START]
    Sat 24 Jan 2026 18:00  support_started  reablement       [service=START]
    """
    assert counts(test_fifteen_days_later_is_not_again_and_a_long_gap_is_no_handover) == {(2, 0, 0)}


def test_a_package_that_goes_on_with_the_same_agency_is_no_handover() -> None:
    """
    Fri 9 Jan 2026 17:00   support_started  reablement       [service=START]
    Fri 23 Jan 2026 09:00  support_ended    further_intermediate_care  [service=START]
    Fri 23 Jan 2026 18:00  support_started  reablement       [service=START]
    Fri 6 Feb 2026 09:00   support_ended    long_term_at_home  [service=START]
    Fri 6 Feb 2026 18:00   support_started  home_care        [service=HOMECARE]
    """
    assert counts(test_a_package_that_goes_on_with_the_same_agency_is_no_handover) == {(0, 0, 0)}
