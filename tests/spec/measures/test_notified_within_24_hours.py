"""Care transfer hub told within 24 hours of being ready

Of people who left on pathway 1, 2 or 3, how many of them the hub had heard about before they were ready to leave, or
within 24 hours after. Never told is not told. People on pathway 0 need no hub.

Source: our own measure; DHSC's *Hospital discharge and community support guidance* (updated 26 January 2024) asks that
hubs be told early and sets no hours. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_early_and_exactly_24_hours_are_in_time_and_a_minute_more_or_never_is_not() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p1]
    Tue 6 Jan 2026 10:00  notified                                        [person=p1]
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met                      [person=p1]
    Wed 7 Jan 2026 09:30  pathway_chosen              1                   [person=p1]
    Fri 9 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p2]
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met                      [person=p2]
    Wed 7 Jan 2026 09:30  pathway_chosen              2                   [person=p2]
    Thu 8 Jan 2026 09:00  notified                                        [person=p2]
    Fri 9 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p3]
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met                      [person=p3]
    Wed 7 Jan 2026 09:30  pathway_chosen              3                   [person=p3]
    Thu 8 Jan 2026 09:01  notified                                        [person=p3]
    Fri 9 Jan 2026 12:00  discharged                  RNS:HAWTHORN  85/1  [person=p3]
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p4]
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met                      [person=p4]
    Wed 7 Jan 2026 09:30  pathway_chosen              1                   [person=p4]
    Fri 9 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p4]

    measure notified_within_24_hours: 2 of 4
    """


@holds
def test_where_the_clocks_go_forward_24_hours_end_an_hour_later_on_the_wall() -> None:
    """Ready on Saturday at noon: 24 hours later the clock shows one. The second is on pathway 0, and the third has no
    ready date.

    Fri 27 Mar 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p1]
    Sat 28 Mar 2026 12:00  criteria_to_reside_not_met                      [person=p1]
    Sat 28 Mar 2026 12:30  pathway_chosen              1                   [person=p1]
    Sun 29 Mar 2026 13:00  notified                                        [person=p1]
    Mon 30 Mar 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Fri 27 Mar 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p2]
    Sat 28 Mar 2026 12:00  criteria_to_reside_not_met                      [person=p2]
    Sat 28 Mar 2026 12:30  pathway_chosen              0                   [person=p2]
    Mon 30 Mar 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Fri 27 Mar 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p3]
    Sat 28 Mar 2026 12:30  pathway_chosen              1                   [person=p3]
    Mon 30 Mar 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p3]

    measure notified_within_24_hours: 1 of 1
    """
