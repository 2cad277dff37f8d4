"""Discharge at the weekend

A discharge is at the weekend when the clock in England showed Saturday or Sunday: from Saturday 00:00 up to, and not
including, Monday 00:00. Spread evenly, two days in seven would see 28.6% of discharges.

Source: Department of Health and DCLG, *NHS-social care interface dashboard*, metric 6 (29 November 2017), which says
"at the weekend" and no more; the boundaries and the examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_weekend_begins_at_midnight_before_saturday_and_ends_at_midnight_after_sunday() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 23:59   discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Sat 10 Jan 2026 00:00  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3]
    Sun 11 Jan 2026 23:59  discharged  RNS:HAWTHORN  19/1  [person=p3]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p4]
    Mon 12 Jan 2026 00:00  discharged  RNS:HAWTHORN  19/1  [person=p4]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p5]
    Sun 11 Jan 2026 15:00  discharged  RNS:HAWTHORN  19/1  [person=p5]

    p1 left at the weekend: no
    p2 left at the weekend: yes
    p3 left at the weekend: yes
    p4 left at the weekend: no
    p5 left at the weekend: yes
    measure weekend_discharges: 3 of 5
    """


@holds
def test_in_summer_saturday_begins_an_hour_before_it_does_in_universal_time() -> None:
    """
    Mon 29 Jun 2026 10:00     admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 3 Jul 2026 23:30 UTC  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 29 Jun 2026 10:00     admitted    RNS:HAWTHORN  21    [person=p2]
    Sun 5 Jul 2026 23:30 UTC  discharged  RNS:HAWTHORN  19/1  [person=p2]

    p1 left at the weekend: yes
    p2 left at the weekend: no
    """


@holds
def test_the_night_when_the_clocks_go_back_is_a_sunday_twice_over() -> None:
    """
    Mon 19 Oct 2026 10:00      admitted    RNS:HAWTHORN  21    [person=p1]
    Sun 25 Oct 2026 01:30 BST  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 19 Oct 2026 10:00      admitted    RNS:HAWTHORN  21    [person=p2]
    Sun 25 Oct 2026 01:30 GMT  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 19 Oct 2026 10:00      admitted    RNS:HAWTHORN  21    [person=p3]
    Sun 25 Oct 2026 23:30 UTC  discharged  RNS:HAWTHORN  19/1  [person=p3]

    p1 left at the weekend: yes
    p2 left at the weekend: yes
    p3 left at the weekend: yes
    """


@holds
def test_when_the_clocks_go_forward_sunday_ends_an_hour_early() -> None:
    """
    Mon 23 Mar 2026 10:00      admitted    RNS:HAWTHORN  21    [person=p1]
    Sun 29 Mar 2026 22:59 UTC  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 23 Mar 2026 10:00      admitted    RNS:HAWTHORN  21    [person=p2]
    Sun 29 Mar 2026 23:00 UTC  discharged  RNS:HAWTHORN  19/1  [person=p2]

    p1 left at the weekend: yes
    p2 left at the weekend: no
    """


@holds
def test_only_stays_that_began_as_an_emergency_are_counted() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  11    [person=p1]
    Sat 10 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  2A    [person=p2]
    Sat 10 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure weekend_discharges: 1 of 1
    """
