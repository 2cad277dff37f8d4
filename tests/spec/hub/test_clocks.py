"""Clocks beside the discharge

Each clock begins with an event, is due by its limit, and stops with another. It runs; it was met, if it stopped in
time; it is late, if it stopped after it was due or is due and still runs; it was stopped, if nobody needed it any more.
Days are calendar days by the clock in England and end with the last moment of the last. Below, each line is a clock:
its name, when it is due, its state, and how it ended.

Sources: National Framework for NHS Continuing Healthcare, July 2022 (28 days, 48 hours: unverified); Care Act 2014,
sections 10 and 42, which give no days, so that a place sets its own; Mental Capacity Act 2005, schedule A1, and *A
County Council v MB* [2010] EWHC 2508 (that the first day counts: unverified); NHS England, urgent community response;
Care Quality Commission, Beyond barriers, 2018; NHS Standard Contract, service condition 11. The examples are our own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date

from homefirst.hub.clocks import clocks, load_limits
from homefirst.hub.clocks.limits import Limits
from homefirst.journey import journey
from tests.spec.ledger_text import read_ledger, when
from tests.spec.page import orders, paragraphs

DAILY = "criteria"  # asked of everybody in a bed, so shown only on its own example


@functools.cache
def limits() -> Limits:
    return load_limits("northamptonshire")


def holds(test: Callable[[], None]) -> Callable[[], None]:
    """A test whose docstring is a ledger and the clocks that follow from it, in whatever order it is told."""
    text, wanted = paragraphs(test)[-2:]
    ledger = read_ledger(text)
    lines = [line.strip() for line in wanted.splitlines()]
    named = {line.partition(":")[0] for line in lines}

    @functools.wraps(test)
    def check() -> None:
        for told in orders(ledger.events):
            found = clocks(journey("p1", told), ledger.now, limits())
            said = [
                f"{c.name}: due {when(c.due_at)}, {c.state}{', ' + c.outcome if c.outcome else ''}"
                for c in found
                if c.name in named or (c.name != DAILY and "none" not in named)
            ]
            assert said == ([] if lines == ["none"] else lines)

    return check


@holds
def test_continuing_healthcare_is_due_by_the_end_of_the_twenty_eighth_day_after_the_checklist() -> None:
    """
    Mon 5 Jan 2026 16:00  continuing_care_requested  checklist  [as=asked]
    Mon 2 Feb 2026 18:00  continuing_care_decided    eligible   [about=asked]
    Fri 6 Feb 2026 09:00  now

    continuing_healthcare: due Mon 2 Feb 2026 23:59, met, eligible
    """


@holds
def test_a_decision_on_the_day_after_is_late() -> None:
    """
    Mon 5 Jan 2026 09:00  continuing_care_requested  checklist     [as=asked]
    Tue 3 Feb 2026 00:01  continuing_care_decided    not_eligible  [about=asked]
    Fri 6 Feb 2026 09:00  now

    continuing_healthcare: due Mon 2 Feb 2026 23:59, late, not_eligible
    """


@holds
def test_the_fast_track_has_forty_eight_hours_that_pass_over_a_weekend_too() -> None:
    """
    Fri 9 Jan 2026 15:30   continuing_care_requested  fast_track
    Sun 11 Jan 2026 15:31  now

    continuing_healthcare_fast_track: due Sun 11 Jan 2026 15:30, late
    """


@holds
def test_a_clock_of_calendar_days_crosses_the_change_of_the_clocks() -> None:
    """The 28th day is the 5th of April, and ends when it does there, an hour earlier by the clocks of January.

    Sun 8 Mar 2026 16:00  continuing_care_requested  checklist
    Sun 5 Apr 2026 23:30  now

    continuing_healthcare: due Sun 5 Apr 2026 23:59, running
    """


@holds
def test_a_carer_s_assessment_has_the_days_that_the_place_sets() -> None:
    """
    Mon 5 Jan 2026 10:00  carer_identified            [as=wife]
    Tue 6 Jan 2026 10:00  carer_assessment_requested  [about=wife] [as=asked]
    Fri 30 Jan 2026 10:00  carer_assessed             [about=asked]
    Sat 31 Jan 2026 10:00  now

    carer_assessment: due Tue 3 Feb 2026 23:59, met, assessed
    """


@holds
def test_safeguarding_has_a_clock_for_each_stage() -> None:
    """
    Mon 5 Jan 2026 10:00  concern_raised   [as=concern]
    Tue 6 Jan 2026 10:00  concern_decided  screened  [about=concern]
    Mon 12 Jan 2026 10:00  concern_decided  enquiry  [about=concern]
    Fri 6 Feb 2026 10:00  concern_decided  plan  [about=concern]
    Mon 9 Feb 2026 10:00  now

    safeguarding_screening: due Wed 7 Jan 2026 23:59, met, screened
    safeguarding_enquiry: due Tue 3 Feb 2026 23:59, late, plan
    """


@holds
def test_a_concern_closed_at_once_has_no_enquiry() -> None:
    """
    Mon 5 Jan 2026 10:00  concern_raised   [as=concern]
    Tue 6 Jan 2026 10:00  concern_decided  no_further_action  [about=concern]
    Mon 9 Feb 2026 10:00  now

    safeguarding_screening: due Wed 7 Jan 2026 23:59, met, no_further_action
    """


@holds
def test_an_urgent_authorisation_from_the_22nd_of_february_ends_with_the_28th() -> None:
    """The day on which it is given is the first of seven: it does not last into the 1st of March.

    Mon 22 Feb 2010 09:00  liberty_requested  urgent
    Sun 28 Feb 2010 23:00  now

    liberty_urgent: due Sun 28 Feb 2010 23:59, running
    """


@holds
def test_on_the_first_of_march_it_has_ended_with_nothing_in_its_place() -> None:
    """
    Mon 22 Feb 2010 23:50  liberty_requested  urgent
    Mon 1 Mar 2010 00:00   now

    liberty_urgent: due Sun 28 Feb 2010 23:59, late
    """


@holds
def test_an_extension_adds_seven_days_to_the_end_not_to_the_day_it_was_given() -> None:
    """
    Mon 22 Feb 2010 09:00  liberty_requested  urgent
    Mon 22 Feb 2010 09:00  liberty_requested  standard  [sequence=1] [as=standard]
    Fri 26 Feb 2010 09:00  liberty_requested  urgent_extension
    Wed 3 Mar 2010 12:00   liberty_decided    granted  [about=standard]
    Fri 5 Mar 2010 09:00   now

    liberty_urgent: due Sun 28 Feb 2010 23:59, met, extended
    liberty_urgent_extension: due Sun 7 Mar 2010 23:59, stopped, replaced
    liberty_standard: due Mon 15 Mar 2010 23:59, met, granted
    """


@holds
def test_leaving_hospital_stops_the_urgent_authorisation_and_not_the_council_s_queue() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted           RNS:HAWTHORN  21
    Tue 6 Jan 2026 10:00  liberty_requested  urgent
    Tue 6 Jan 2026 10:05  liberty_requested  standard
    Thu 8 Jan 2026 12:00  discharged         19/1
    Fri 9 Jan 2026 09:00  now

    expected_date: due Wed 7 Jan 2026 10:00, stopped, left
    summary: due Fri 9 Jan 2026 12:00, running
    summary_person: due Fri 9 Jan 2026 12:00, running
    summary_practice: due Fri 9 Jan 2026 12:00, running
    liberty_urgent: due Mon 12 Jan 2026 23:59, stopped, left
    liberty_standard: due Tue 27 Jan 2026 23:59, running
    """


@holds
def test_two_hours_from_the_call_to_somebody_coming() -> None:
    """
    Mon 5 Jan 2026 10:00  called     CRT  [as=call]
    Mon 5 Jan 2026 12:01  responded  CRT  visited  [about=call]
    Mon 5 Jan 2026 18:00  now

    urgent_response: due Mon 5 Jan 2026 12:00, late, visited
    """


@holds
def test_a_call_at_night_counts_from_eight_in_the_morning_and_one_before_eight_in_the_evening_at_once() -> None:
    """
    Mon 5 Jan 2026 19:59  referred  crisis_response  [service=CRT]
    Mon 5 Jan 2026 20:00  referred  crisis_response  [service=CRT] [as=night]
    Tue 6 Jan 2026 07:00  referred  crisis_response  [service=CRT] [as=early]
    Tue 6 Jan 2026 09:00  support_started  crisis_response  [service=CRT] [about=early]
    Tue 6 Jan 2026 09:30  declined  full  [service=CRT] [about=night]
    Tue 6 Jan 2026 11:00  now

    urgent_response: due Mon 5 Jan 2026 21:59, late
    urgent_response: due Tue 6 Jan 2026 10:00, stopped, said_no
    urgent_response: due Tue 6 Jan 2026 10:00, met, visited
    """


@holds
def test_a_call_settled_by_telephone_was_none_for_that_team() -> None:
    """
    Mon 5 Jan 2026 10:00  called     RX9:999  [as=call]
    Mon 5 Jan 2026 13:00  responded  RX9:999  hear_and_treat  [about=call]
    Mon 5 Jan 2026 18:00  now

    none
    """


@holds
def test_the_hub_looks_and_a_service_answers_each_within_a_day() -> None:
    """The stay's own clocks run beside them: the expected date was set within 48 hours.

    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 10:00  expected_discharge_set  2026-01-12
    Tue 6 Jan 2026 11:00  notified  [service=SPA]
    Wed 7 Jan 2026 15:00  triaged   [service=SPA]
    Wed 7 Jan 2026 16:00  referred  reablement  [service=START] [as=asked]
    Thu 8 Jan 2026 09:00  accepted  [service=START] [about=asked]
    Fri 9 Jan 2026 09:00  now

    expected_date: due Wed 7 Jan 2026 10:00, met, set
    hub_triage: due Wed 7 Jan 2026 11:00, late, triaged
    referral_answer: due Thu 8 Jan 2026 16:00, met, accepted
    """


@holds
def test_a_referral_withdrawn_was_no_longer_needed() -> None:
    """
    Wed 7 Jan 2026 16:00  referred   reablement  [service=START] [as=asked]
    Fri 9 Jan 2026 09:00  withdrawn  07          [service=START] [about=asked]
    Fri 9 Jan 2026 10:00  now

    referral_answer: due Thu 8 Jan 2026 16:00, stopped, withdrawn
    """


@holds
def test_death_stops_every_clock() -> None:
    """
    Mon 5 Jan 2026 16:00  continuing_care_requested  checklist
    Mon 5 Jan 2026 16:00  carer_identified  [as=wife]
    Mon 5 Jan 2026 16:00  carer_assessment_requested  [about=wife]
    Mon 5 Jan 2026 16:30  referred  home_care  [service=AGENCY]
    Tue 6 Jan 2026 04:00  died
    Fri 6 Feb 2026 09:00  now

    referral_answer: due Tue 6 Jan 2026 16:30, stopped, died
    carer_assessment: due Mon 2 Feb 2026 23:59, stopped, died
    continuing_healthcare: due Mon 2 Feb 2026 23:59, stopped, died
    """


@holds
def test_asked_in_the_morning_the_criteria_are_due_again_by_midnight() -> None:
    """
    Mon 5 Jan 2026 15:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:30  criteria_to_reside_met
    Tue 6 Jan 2026 23:00  now

    criteria: due Tue 6 Jan 2026 23:59, running
    expected_date: due Wed 7 Jan 2026 15:00, running
    """


@holds
def test_asked_after_noon_they_are_due_by_the_next_noon() -> None:
    """
    Mon 5 Jan 2026 09:00  admitted  RNS:HAWTHORN  21
    Tue 6 Jan 2026 15:30  criteria_to_reside_met
    Wed 7 Jan 2026 12:00  now

    expected_date: due Wed 7 Jan 2026 09:00, late
    criteria: due Wed 7 Jan 2026 11:59, late
    """


@holds
def test_a_summary_sent_before_they_left_is_in_time() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00  expected_discharge_set  2026-01-07
    Wed 7 Jan 2026 10:00  summary_sent  [service=GP]
    Wed 7 Jan 2026 14:00  discharged    19/1
    Fri 9 Jan 2026 09:00  now

    expected_date: due Wed 7 Jan 2026 10:00, met, set
    summary: due Thu 8 Jan 2026 14:00, met, sent
    summary_person: due Thu 8 Jan 2026 14:00, late
    summary_practice: due Thu 8 Jan 2026 14:00, met, sent
    """


@holds
def test_each_who_is_to_have_the_summary_has_a_clock_of_their_own() -> None:
    """The practice had it in time, the person at once; the agency that said yes two days late. Nobody waits for the one
    that said no. Their own practice is one that the system's file does not know.

    Mon 1 Dec 2025 10:00  practice_changed  ELMSURGERY
    Mon 5 Jan 2026 10:00  admitted          RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00  expected_discharge_set  2026-01-07
    Tue 6 Jan 2026 10:00  referred          [service=HOMECARE]
    Tue 6 Jan 2026 11:00  accepted          [service=HOMECARE]
    Tue 6 Jan 2026 10:30  referred          [service=START]
    Tue 6 Jan 2026 11:00  declined          full  [service=START]
    Wed 7 Jan 2026 12:00  section_written   summary/given
    Wed 7 Jan 2026 14:00  discharged        19/1
    Thu 8 Jan 2026 09:00  summary_sent      [service=ELMSURGERY]
    Sat 10 Jan 2026 09:00  summary_sent     [service=HOMECARE]
    Sun 11 Jan 2026 09:00  now

    expected_date: due Wed 7 Jan 2026 10:00, met, set
    referral_answer: due Wed 7 Jan 2026 10:00, met, accepted
    referral_answer: due Wed 7 Jan 2026 10:30, met, declined
    summary: due Thu 8 Jan 2026 14:00, met, sent
    summary_person: due Thu 8 Jan 2026 14:00, met, sent
    summary_practice: due Thu 8 Jan 2026 14:00, met, sent
    summary_service: due Thu 8 Jan 2026 14:00, late, sent
    """


@holds
def test_back_in_hospital_nobody_waits_for_the_summary_of_the_stay_before() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00  expected_discharge_set  2026-01-07
    Wed 7 Jan 2026 14:00  discharged    19/1
    Wed 7 Jan 2026 15:00  summary_sent  [service=GP]
    Fri 9 Jan 2026 08:00  admitted      RNS:HAWTHORN  21
    Fri 9 Jan 2026 08:30  criteria_to_reside_met
    Fri 9 Jan 2026 08:45  expected_discharge_set  2026-01-12
    Fri 9 Jan 2026 09:00  now

    expected_date: due Wed 7 Jan 2026 10:00, met, set
    summary: due Thu 8 Jan 2026 14:00, met, sent
    expected_date: due Sun 11 Jan 2026 08:00, met, set
    """


def test_a_standard_authorisation_may_be_asked_for_twenty_eight_days_before_it_begins() -> None:
    """One that is to begin on the 1st of March, from the 1st of February."""
    assert limits().earliest_request(date(2026, 3, 1)) == date(2026, 2, 1)
