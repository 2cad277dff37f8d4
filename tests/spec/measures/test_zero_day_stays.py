"""Emergency stays without a night in hospital

A stay has no night when it began and ended on the same date in England. Planned day cases are not counted. Where the
stay went on at another hospital that day, it was not over and is not counted.

Source: *Better Integrated Care Across Northamptonshire*, Better Care Fund narrative plan 2021/22, for same-day
emergency care; how hospital statistics count a zero-day stay is from general knowledge (unverified). The examples are
our own.
"""

from tests.spec.page import holds


@holds
def test_an_hour_over_midnight_is_a_night_and_a_stay_that_goes_on_elsewhere_is_not_over() -> None:
    """p1 went home the same day, p2 after midnight; p3 was planned; p4 went on at Kettering that day.

    Mon 5 Jan 2026 09:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 20:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 23:30  admitted    RNS:HAWTHORN  21    [person=p2]
    Tue 6 Jan 2026 00:30  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 09:00  admitted    RNS:HAWTHORN  11    [person=p3]
    Mon 5 Jan 2026 20:00  discharged  RNS:HAWTHORN  19/1  [person=p3]
    Mon 5 Jan 2026 09:00  admitted    RNS:HAWTHORN  21    [person=p4] [spell=v1]
    Mon 5 Jan 2026 15:00  discharged  RNS:HAWTHORN  51/1  [person=p4] [spell=v1]
    Mon 5 Jan 2026 16:00  admitted    RNQ:ASHBY     81    [person=p4] [spell=v2]
    Fri 9 Jan 2026 12:00  discharged  RNQ:ASHBY     19/1  [person=p4] [spell=v2]

    measure zero_day_stays: 1 of 2
    """


@holds
def test_in_summer_the_day_begins_an_hour_before_it_does_in_universal_time() -> None:
    """p1 was there from the first to the last hour of one day in England; p2 over midnight, within one day of
    universal time.

    Sat 4 Jul 2026 00:10      admitted    RNS:HAWTHORN  21    [person=p1]
    Sat 4 Jul 2026 23:50      discharged  RNS:HAWTHORN  19/1  [person=p1]
    Sat 4 Jul 2026 23:30 UTC  admitted    RNS:HAWTHORN  21    [person=p2]
    Sun 5 Jul 2026 23:10 UTC  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure zero_day_stays: 1 of 2
    """
