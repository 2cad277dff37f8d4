"""The hour at which people leave hospital

The distribution behind *left before noon*: those who left in each hour of the day, by the clock in England. 08 is from
8:00 to 8:59; the hours from 20:00 and those before 8:00 stand together.

Source: our own. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_an_hour_begins_on_the_hour() -> None:
    """7:59, 8:00, 8:59, 19:59 and 20:00. p6 came and went in a day and p7 died: not counted.

    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 07:59  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 08:00  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 08:59  discharged  RNS:HAWTHORN  19/1  [person=p3]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p4]
    Fri 9 Jan 2026 19:59  discharged  RNS:HAWTHORN  19/1  [person=p4]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p5]
    Fri 9 Jan 2026 20:00  discharged  RNS:HAWTHORN  19/1  [person=p5]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p6]
    Mon 5 Jan 2026 15:00  discharged  RNS:HAWTHORN  19/1  [person=p6]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p7]
    Fri 9 Jan 2026 10:00  discharged  RNS:HAWTHORN  79/4  [person=p7]

    measure discharge_hours: 00-07 = 1 of 5
    measure discharge_hours: 08 = 2 of 5
    measure discharge_hours: 19 = 1 of 5
    measure discharge_hours: 20-23 = 1 of 5
    """


@holds
def test_the_clock_on_the_wall_in_summer() -> None:
    """Half past ten in England in July is half past nine in UTC, in which times are kept.

    Wed 1 Jul 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 3 Jul 2026 10:30  discharged  RNS:HAWTHORN  19/1  [person=p1]

    measure discharge_hours: 10 = 1 of 1
    """
