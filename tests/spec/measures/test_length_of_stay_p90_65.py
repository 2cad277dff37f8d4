"""Length of stay exceeded by one emergency stay in ten, people aged 65 and over

Whole nights, by date, of the emergency stays that ended in the period, of people who were 65 or over on the day they
were admitted. The 90th percentile lies at rank (n-1) x 0.9 counted from 0, by interpolation between the two stays
around it.

Source: Department of Health and DCLG, *NHS-social care interface dashboard*, metric 2 (29 November 2017); which
percentile it used was not found. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_three_stays_of_none_four_and_nine_nights() -> None:
    """Rank (3 - 1) x 0.9 = 1.8 lies at 4 + 0.8 x 5.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 20:00   discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 10:00   discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3]
    Wed 14 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p3]

    measure length_of_stay_p90_65: 8 nights
    """


@holds
def test_planned_stays_open_stays_and_people_of_64_are_left_out() -> None:
    """5 and 10 nights remain: 5 + 0.9 x 5. p3 turned 65 the day after admission.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Sat 10 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Thu 15 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3] [born=1961-01-06]
    Fri 30 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p3]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  11    [person=p4]
    Fri 30 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p4]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p5]

    measure length_of_stay_p90_65: 9.5 nights
    """
