"""Left hospital before noon

Of people who went home after at least a night, how many left before twelve, by the clock in England, so that the bed is
there for the person who waits in A&E this afternoon. An early hour bought with another night in bed is no gain.

Source: SAFER patient flow bundle, early discharge, a third before midday; from general knowledge (*unverified*). The
examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_a_minute_to_twelve_is_before_noon_and_twelve_is_not() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 11:59  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure discharged_before_noon: 1 of 2
    """


@holds
def test_on_the_sunday_when_the_clocks_go_back_half_past_eleven_in_universal_time_is_half_past_eleven() -> None:
    """The day before, it was half past twelve.

    Mon 19 Oct 2026 10:00      admitted    RNS:HAWTHORN  21    [person=p1]
    Sat 24 Oct 2026 11:30 UTC  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 19 Oct 2026 10:00      admitted    RNS:HAWTHORN  21    [person=p2]
    Sun 25 Oct 2026 11:30 UTC  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure discharged_before_noon: 1 of 2
    """
