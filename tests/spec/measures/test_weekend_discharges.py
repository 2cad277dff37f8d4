"""Discharges at the weekend after an emergency admission, people aged 65 and over

Somebody ready on Friday evening should not wait until Monday. Spread evenly, two days in seven would see 28.6%. The
weekend is Saturday and Sunday by the date in England; deaths and moves to other hospitals are discharges here, as they
are in hospital statistics. The edges of the weekend are on the page of rules about it.

Source: Department of Health and DCLG, *NHS-social care interface dashboard*, metric 6 (29 November 2017). That it is of
people aged 65 and over is from general knowledge (*unverified*). The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_sixty_five_on_the_day_of_admission_counts_and_sixty_four_does_not() -> None:
    """Age is taken on the day of admission: the second turned 65 in hospital.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1] [born=1961-01-05]
    Sat 10 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2] [born=1961-01-06]
    Sat 10 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure weekend_discharges: 1 of 1
    """


@holds
def test_a_death_on_a_sunday_is_a_discharge_and_a_planned_stay_is_not_counted() -> None:
    """
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Sun 11 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  11    [person=p2]
    Sun 11 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [person=p3]

    measure weekend_discharges: 1 of 2
    """
