"""Left hospital by 17:00

Of people who went home after at least a night, how many left by five in the afternoon, by the clock in England: while
there are still shops, pharmacies and people awake. 17:00 itself is in time, a minute later is not.

Source: NHS England, acute discharge situation report, technical specification of 30 April 2024, whose counts are of
people discharged by 17:00 and from 17:01; from general knowledge (*unverified*), the specification itself was not read.
The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_five_o_clock_is_in_time_and_a_minute_past_is_not() -> None:
    """One in the morning is in time too, which is no praise: see the share before noon.

    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 17:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 17:01  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 01:00  discharged  RNS:HAWTHORN  19/1  [person=p3]

    measure discharged_by_17: 2 of 3
    """


@holds
def test_in_summer_the_clock_on_the_wall_is_an_hour_ahead_of_universal_time() -> None:
    """Half past four in universal time is half past five in July and half past four in December.

    Mon 29 Jun 2026 10:00     admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 3 Jul 2026 16:30 UTC  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 7 Dec 2026 10:00      admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 11 Dec 2026 16:30 UTC  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure discharged_by_17: 1 of 2
    """
