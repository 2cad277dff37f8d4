"""Discharged to a care home placement and still in the same home six weeks on

A placement that begins with a discharge is meant for some weeks. On day 42, two weeks after the review at four weeks:
does the same home still hold a placement for the person? Those who died are in neither part, nor is anybody who lived
in a care home before.

Source: Care Quality Commission, *Northamptonshire: local system review report*, 2018: discharge to assess placements
reviewed after four weeks, and of 90 people 22% moved on. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_who_moved_has_not_kept_it_and_who_died_is_not_counted() -> None:
    """p1 stays; p2 moved to another home; p3 died.

    Fri 2 Jan 2026 10:00  admitted         RNS:HAWTHORN  21                   [person=p1]
    Mon 5 Jan 2026 12:00  discharged       RNS:HAWTHORN  85/1                 [person=p1]
    Mon 5 Jan 2026 14:00  support_started                care_home_placement  [person=p1] [service=OAKS]
    Fri 2 Jan 2026 10:00  admitted         RNS:HAWTHORN  21                   [person=p2]
    Mon 5 Jan 2026 12:00  discharged       RNS:HAWTHORN  85/1                 [person=p2]
    Mon 5 Jan 2026 14:00  support_started                care_home_placement  [person=p2] [service=OAKS]
    Sun 1 Feb 2026 10:00  support_ended                  care_home            [person=p2] [service=OAKS]
    Sun 1 Feb 2026 12:00  support_started                care_home_placement  [person=p2] [service=ELMS]
    Fri 2 Jan 2026 10:00  admitted         RNS:HAWTHORN  21                   [person=p3]
    Mon 5 Jan 2026 12:00  discharged       RNS:HAWTHORN  85/1                 [person=p3]
    Mon 5 Jan 2026 14:00  support_started                care_home_placement  [person=p3] [service=OAKS]
    Fri 9 Jan 2026 10:00  died                                                [person=p3]

    measure first_placement_kept: 1 of 2
    """


@holds
def test_what_ends_on_day_42_is_not_kept() -> None:
    """Day 42 is 16 February: p1 went home on it and p2 on the day after. p3 lived in a care home before.

    Fri 2 Jan 2026 10:00   admitted           RNS:HAWTHORN  21                   [person=p1]
    Mon 5 Jan 2026 12:00   discharged         RNS:HAWTHORN  85/1                 [person=p1]
    Mon 5 Jan 2026 14:00   support_started                  care_home_placement  [person=p1] [service=OAKS]
    Mon 16 Feb 2026 10:00  support_ended                    no_further_support   [person=p1] [service=OAKS]
    Fri 2 Jan 2026 10:00   admitted           RNS:HAWTHORN  21                   [person=p2]
    Mon 5 Jan 2026 12:00   discharged         RNS:HAWTHORN  85/1                 [person=p2]
    Mon 5 Jan 2026 14:00   support_started                  care_home_placement  [person=p2] [service=OAKS]
    Tue 17 Feb 2026 10:00  support_ended                    no_further_support   [person=p2] [service=OAKS]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062     residential_home     [person=p3]
    Fri 2 Jan 2026 10:00   admitted           RNS:HAWTHORN  21                   [person=p3]
    Mon 5 Jan 2026 12:00   discharged         RNS:HAWTHORN  85/1                 [person=p3]
    Mon 5 Jan 2026 14:00   support_started                  care_home_placement  [person=p3] [service=OAKS]

    measure first_placement_kept: 1 of 2
    """
