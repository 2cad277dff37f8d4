"""Discharge summary with each who needs it within 24 hours

Who is to have the summary of a discharge: the general practice; each service that said yes, by the time the person
left, to a referral made in the stay; and the person themselves, who is given a copy. Each counts once for a discharge,
and is answered apart (`recipient`: practice, service, person). The practice is the person's own where it is recorded,
or any that the system's file knows.

Source: NHS Standard Contract, service condition 11: to the general practice within 24 hours. For the others the rule is
our own; the Care Quality Commission heard in 20 local system reviews that care services often get none. The examples
are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_each_party_is_answered_apart() -> None:
    """p1: the practice in time, the home care agency, which said yes, too late, the person at once. p2: nobody; the
    agency that said no and the one asked after they left were not to have it.

    Mon 1 Dec 2025 10:00  practice_changed  ELMSURGERY                       [person=p1]
    Mon 5 Jan 2026 10:00  admitted          RNS:HAWTHORN  21                 [person=p1]
    Tue 6 Jan 2026 10:00  referred                                           [person=p1] [service=HOMECARE]
    Tue 6 Jan 2026 12:00  accepted                                           [person=p1] [service=HOMECARE]
    Fri 9 Jan 2026 09:00  section_written                 summary/given      [person=p1]
    Fri 9 Jan 2026 10:00  discharged        RNS:HAWTHORN  19/1               [person=p1]
    Sat 10 Jan 2026 10:00  summary_sent                                       [person=p1] [service=ELMSURGERY]
    Sat 10 Jan 2026 10:01  summary_sent                                       [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00  admitted          RNS:HAWTHORN  21                 [person=p2]
    Tue 6 Jan 2026 10:00  referred                                           [person=p2] [service=HOMECARE]
    Tue 6 Jan 2026 12:00  declined                        full               [person=p2] [service=HOMECARE]
    Fri 9 Jan 2026 10:00  discharged        RNS:HAWTHORN  19/1               [person=p2]
    Fri 9 Jan 2026 11:00  referred                                           [person=p2] [service=START]
    Fri 9 Jan 2026 12:00  accepted                                           [person=p2] [service=START]
    Sat 10 Jan 2026 09:00  summary_sent                                       [person=p2] [service=START]

    measure summary_to_each_within_24_hours: person = 1 of 2
    measure summary_to_each_within_24_hours: practice = 1 of 2
    measure summary_to_each_within_24_hours: service = 0 of 1
    """


@holds
def test_any_practice_that_the_system_knows_is_a_practice_and_a_stranger_is_none() -> None:
    """p1's practice is not recorded; "GP" stands in the system's file for the practices together. p2's went to one that
    was never theirs.

    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 10:00  discharged    RNS:HAWTHORN  19/1  [person=p1]
    Fri 9 Jan 2026 11:00  summary_sent                      [person=p1] [service=GP]
    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 10:00  discharged    RNS:HAWTHORN  19/1  [person=p2]
    Fri 9 Jan 2026 11:00  summary_sent                      [person=p2] [service=SOMEWHERE]

    measure summary_to_each_within_24_hours: person = 0 of 2
    measure summary_to_each_within_24_hours: practice = 1 of 2
    """
