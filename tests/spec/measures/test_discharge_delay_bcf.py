"""Average length of discharge delay, adults

The share of adults who did not leave on their discharge ready date, times the average days of those who did not. The
two multiply out to something simpler: all the days over all the discharges. Somebody who turns 18 on the day of leaving
is an adult.

Source: Better Care Fund 2025-26, headline metrics: from general knowledge (*unverified*); that there are three was read
in a report to the Brighton and Hove Health and Wellbeing Board, 3 March 2026. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_half_are_delayed_and_those_by_three_days_on_average() -> None:
    """2 of 4 were delayed, by (2 + 4) / 2 = 3 days: a half of 3 is 1.5, and so is 6 days over 4 discharges.

    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Mon 5 Jan 2026 17:00   discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Tue 6 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Tue 6 Jan 2026 12:00   discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p3]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p3]
    Wed 7 Jan 2026 17:00   discharged                  RNS:HAWTHORN  19/1  [person=p3]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p4]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p4]
    Fri 9 Jan 2026 17:00   discharged                  RNS:HAWTHORN  19/1  [person=p4]

    measure discharge_delay_bcf: 6 / 4 = 1.5
    """


@holds
def test_eighteen_on_the_day_of_leaving_is_an_adult_and_the_day_before_is_not() -> None:
    """
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1] [born=2008-01-07]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Wed 7 Jan 2026 17:00   discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Thu 1 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2] [born=2008-01-08]
    Mon 5 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Wed 7 Jan 2026 17:00   discharged                  RNS:HAWTHORN  19/1  [person=p2]

    measure discharge_delay_bcf: 2 / 1 = 2
    """
