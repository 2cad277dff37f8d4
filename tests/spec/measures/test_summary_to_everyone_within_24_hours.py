"""Discharge summary with everyone who cares next within 24 hours

Of the people who left alive, those whose summary went to the practice and to every service that said yes, before they
left or within 24 hours after. One who was not told is enough for it not to count. The copy for the person is not asked
for here: `summary_to_each_within_24_hours` has it.

Source: NHS Standard Contract, service condition 11, for the practice; the rest is our own. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_one_left_out_is_enough() -> None:
    """p1: practice and agency. p2: the practice alone, and the agency had said yes. p3: the practice, nobody else
    asked. p4: the agency alone.

    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p1]
    Tue 6 Jan 2026 10:00  referred                          [person=p1] [service=HOMECARE]
    Tue 6 Jan 2026 12:00  accepted                          [person=p1] [service=HOMECARE]
    Fri 9 Jan 2026 09:00  summary_sent                      [person=p1] [service=HOMECARE]
    Fri 9 Jan 2026 10:00  discharged    RNS:HAWTHORN  19/1  [person=p1]
    Fri 9 Jan 2026 10:30  summary_sent                      [person=p1] [service=GP]
    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p2]
    Tue 6 Jan 2026 10:00  referred                          [person=p2] [service=HOMECARE]
    Tue 6 Jan 2026 12:00  accepted                          [person=p2] [service=HOMECARE]
    Fri 9 Jan 2026 10:00  discharged    RNS:HAWTHORN  19/1  [person=p2]
    Fri 9 Jan 2026 10:30  summary_sent                      [person=p2] [service=GP]
    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 10:00  discharged    RNS:HAWTHORN  19/1  [person=p3]
    Fri 9 Jan 2026 10:30  summary_sent                      [person=p3] [service=GP]
    Mon 5 Jan 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p4]
    Tue 6 Jan 2026 10:00  referred                          [person=p4] [service=HOMECARE]
    Tue 6 Jan 2026 12:00  accepted                          [person=p4] [service=HOMECARE]
    Fri 9 Jan 2026 10:00  discharged    RNS:HAWTHORN  19/1  [person=p4]
    Fri 9 Jan 2026 10:30  summary_sent                      [person=p4] [service=HOMECARE]

    measure summary_to_everyone_within_24_hours: 2 of 4
    """


@holds
def test_24_hours_are_hours_that_passed() -> None:
    """The clocks go forward in the night to 29 March 2026: what the wall calls 11:30 on Sunday is 23 and a half hours
    after noon on Saturday; 13:01 is a minute over 24.

    Wed 25 Mar 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p1]
    Sat 28 Mar 2026 12:00  discharged    RNS:HAWTHORN  19/1  [person=p1]
    Sun 29 Mar 2026 13:00  summary_sent                      [person=p1] [service=GP]
    Wed 25 Mar 2026 10:00  admitted      RNS:HAWTHORN  21    [person=p2]
    Sat 28 Mar 2026 12:00  discharged    RNS:HAWTHORN  19/1  [person=p2]
    Sun 29 Mar 2026 13:01  summary_sent                      [person=p2] [service=GP]

    measure summary_to_everyone_within_24_hours: 1 of 2
    """
