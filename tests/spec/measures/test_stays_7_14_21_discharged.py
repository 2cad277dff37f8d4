"""Hospital stays of 7, 14 and 21 nights or more, of those that ended

Of the hospital stays that ended in the period, those of at least 7, 14 or 21 nights, by date. The three overlap. A
stay without a night is in the denominator; a stay that has not ended is not. Asked of who is in bed tonight the
shares are much larger, because long stays are there on more nights.

Source: NHS England, *Acute discharge situation report: technical specification*, 30 April 2024, for 7, 14 and 21
days. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_seven_nights_exactly_count_whatever_the_hours() -> None:
    """p1 was there 6 days and 20 minutes, over seven midnights; p2 nearly 7 days, over six; p3 for 21 nights; p4 is
    still in.

    Mon 5 Jan 2026 23:50   admitted    RNS:HAWTHORN  21    [person=p1]
    Mon 12 Jan 2026 00:10  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 00:10   admitted    RNS:HAWTHORN  21    [person=p2]
    Sun 11 Jan 2026 23:50  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3]
    Mon 26 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p3]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p4]

    measure stays_7_14_21_discharged: 7 = 2 of 3
    measure stays_7_14_21_discharged: 14 = 1 of 3
    measure stays_7_14_21_discharged: 21 = 1 of 3
    """


@holds
def test_a_stay_without_a_night_is_in_the_denominator() -> None:
    """
    Mon 5 Jan 2026 09:00   admitted    RNS:HAWTHORN  11    [person=p1]
    Mon 5 Jan 2026 17:00   discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Mon 19 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure stays_7_14_21_discharged: 7 = 1 of 2
    measure stays_7_14_21_discharged: 14 = 1 of 2
    measure stays_7_14_21_discharged: 21 = 0 of 2
    """
