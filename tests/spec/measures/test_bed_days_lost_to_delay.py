"""Bed days lost to delay

The nights that people spent in a hospital bed after they were ready to leave: everybody, of any age and from anywhere,
so that it can be set against beds. Each night is counted once, under the reason that began first.

Source: NHS England, acute discharge situation report, which has published the delayed bed days of the month since
August 2025, of stays of seven days or more (*unverified*: from general knowledge). The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_three_nights_and_two() -> None:
    """A child's nights and a stranger's are nights too.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p1] [born=2015-01-02]
    Fri 2 Jan 2026 09:00  delay_started  29                  [person=p1]
    Mon 5 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00  admitted       RNQ:ASHBY     21    [person=p2]
    Mon 5 Jan 2026 09:00  delay_started  33                  [person=p2]
    Wed 7 Jan 2026 12:00  discharged     RNQ:ASHBY     85/1  [person=p2]

    measure bed_days_lost_to_delay: 5
    measure bed_days_lost_to_delay by reason: 29 = 3
    measure bed_days_lost_to_delay by reason: 33 = 2
    """


@holds
def test_a_month_has_the_nights_that_begin_in_it_and_the_heading_is_that_of_the_national_list() -> None:
    """From 29 January to 3 February: three nights in January and two in February. Arranging home care (16) is
    *interface*; nothing free (29) would be *capacity*.

    Thu 29 Jan 2026 08:00  admitted       RNS:HAWTHORN  21
    Thu 29 Jan 2026 09:00  delay_started  16
    Tue 3 Feb 2026 15:00   discharged     RNS:HAWTHORN  19/1
    from 1 Jan 2026 to 28 Feb 2026

    measure bed_days_lost_to_delay by month, kind: 2026-01, interface_process = 3
    measure bed_days_lost_to_delay by month, kind: 2026-02, interface_process = 2
    """
