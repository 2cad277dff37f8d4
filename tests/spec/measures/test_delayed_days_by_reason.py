"""Delayed days per day, by reason

What people wait for says who can shorten the wait. Each night stands under one reason: of those running, the one that
began first. A night ready to leave for which nobody wrote a reason is counted, without a name. What is printed is the
nights divided by the days asked about.

Source: NHS England, acute discharge situation report, the 37 reasons of 27 May 2024 (our numbers, in published order),
and delayed transfers of care to February 2020. Both take one reason for a person and day and do not say which of
several: that choice is ours, and so are the examples.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_a_night_stands_under_the_reason_that_began_first() -> None:
    """Reason 29 has the nights of 5 and 6 January, until it ends; then 35 has those of 7, 8 and 9 January.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00   admitted       RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00   delay_started  29
    Tue 6 Jan 2026 09:00   delay_started  35
    Wed 7 Jan 2026 09:00   delay_ended    29
    Sat 10 Jan 2026 15:00  discharged     RNS:HAWTHORN  19/1

    measure delayed_days_by_reason: 29 = 0.2
    measure delayed_days_by_reason: 35 = 0.3
    """


@holds
def test_a_night_without_a_reason_is_not_left_out() -> None:
    """Ready on the 5th, and the first reason was written on the 8th: three nights without a name, and two under 6.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00   criteria_to_reside_not_met
    Thu 8 Jan 2026 09:00   delay_started               6
    Sat 10 Jan 2026 15:00  discharged                  RNS:HAWTHORN  19/1

    measure delayed_days_by_reason: 6 = 0.2
    measure delayed_days_by_reason: not known = 0.3
    """
