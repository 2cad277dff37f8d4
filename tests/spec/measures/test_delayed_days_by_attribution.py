"""Delayed days per day, by who was held responsible

To the NHS, to social care or to both, as the list of 2010 to 2020 had it. Delays recorded in a later list are put down
to nobody and stand without a name. What is printed is the nights divided by the days asked about.

Source: NHS England, delayed transfers of care by attribution, England time series (revised 10 September 2020). The
examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_a_delay_put_down_to_both_is_its_own_row_and_appears_once() -> None:
    """Two nights for both, three for social care.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p1]
    Fri 2 Jan 2026 09:00  delay_started  A/both              [person=p1]
    Sun 4 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 09:00  delay_started  E/social_care       [person=p2]
    Thu 8 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p2]

    measure delayed_days_by_attribution: both = 0.2
    measure delayed_days_by_attribution: social_care = 0.3
    """


@holds
def test_a_reason_of_2024_is_put_down_to_nobody() -> None:
    """
    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p1]
    Fri 2 Jan 2026 09:00  delay_started  C/nhs               [person=p1]
    Sun 4 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 09:00  delay_started  29                  [person=p2]
    Tue 6 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p2]

    measure delayed_days_by_attribution: nhs = 0.2
    measure delayed_days_by_attribution: not known = 0.1
    """
