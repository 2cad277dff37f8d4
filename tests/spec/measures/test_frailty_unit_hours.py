"""Time on a frailty unit

The time from coming onto the unit to leaving it, for a ward or for home, in hours that passed. A move to another bed
of the unit ends nothing; time on another ward in between is left out. Each unit in each hospital stay counts once, on
the day it was left for the last time. Somebody still there is not counted. Which wards are frailty units is read from
the system's file.

Source: Care Quality Commission, *Northamptonshire: local system review report*, 2018: Kettering's frailty unit aims
at 72 hours, and stays there were longer than 100 on average from July 2017 and 168 in March 2018. The examples are
our own.
"""

from tests.spec.page import holds


@holds
def test_time_on_the_unit_is_not_the_whole_stay() -> None:
    """p1 was there for 72 of 99 hours in hospital, p2 for 6; p3 is still there. 4,320 and 360 minutes make 78 hours.

    Mon 5 Jan 2026 10:00  admitted    RNQ:FRAILTY  21    [person=p1]
    Thu 8 Jan 2026 10:00  moved       RNQ:ASHBY          [person=p1]
    Fri 9 Jan 2026 13:00  discharged  RNQ:ASHBY    19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNQ:FRAILTY  21    [person=p2]
    Mon 5 Jan 2026 16:00  discharged  RNQ:FRAILTY  19/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted    RNQ:FRAILTY  21    [person=p3]

    measure frailty_unit_hours: 4680 / 2 = 39
    """


@holds
def test_beds_of_the_unit_are_one_place_and_the_hour_that_is_told_twice_counts_twice() -> None:
    """25 hours from Saturday to Sunday, when the clocks went back, and 5 more on Monday: 1,800 minutes.

    Sat 24 Oct 2026 10:00  admitted    RNQ:FRAILTY:B1  21    [person=p1]
    Sat 24 Oct 2026 20:00  moved       RNQ:FRAILTY:B2        [person=p1]
    Sun 25 Oct 2026 10:00  moved       RNQ:ASHBY             [person=p1]
    Mon 26 Oct 2026 10:00  moved       RNQ:FRAILTY:B1        [person=p1]
    Mon 26 Oct 2026 15:00  discharged  RNQ:FRAILTY:B1  19/1  [person=p1]

    measure frailty_unit_hours: 1800 / 1 = 30
    """
