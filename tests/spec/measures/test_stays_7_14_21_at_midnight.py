"""People in hospital at midnight for 7, 14 and 21 nights or more

Of the people in a bed at a midnight, those admitted at least 7, 14 or 21 nights before that day. The three overlap:
somebody there for 21 nights is in each. Over a period the midnights are averaged. Nights are counted from the date of
admission with this provider.

Source: NHS England, *Acute discharge situation report: technical specification*, 30 April 2024, for 7, 14 and 21
days. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_seventh_night_counts_and_the_sixth_does_not() -> None:
    """At the midnight that ends 8 January p1 has been there 7 nights, p2 6 and p3 21.

    from 8 Jan 2026 to 8 Jan 2026
    Thu 18 Dec 2025 10:00  admitted  RNS:HAWTHORN  21  [person=p3]
    Thu 1 Jan 2026 23:50   admitted  RNS:HAWTHORN  21  [person=p1]
    Fri 2 Jan 2026 00:10   admitted  RNS:HAWTHORN  21  [person=p2]

    measure stays_7_14_21_at_midnight: 7 = 2 of 3
    measure stays_7_14_21_at_midnight: 14 = 1 of 3
    measure stays_7_14_21_at_midnight: 21 = 1 of 3
    """


@holds
def test_over_two_midnights_both_parts_are_averages() -> None:
    """On the 7th nobody has 7 nights, on the 8th one of one: 1 person at midnight on average, half a person for 7
    nights.

    from 7 Jan 2026 to 8 Jan 2026
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21

    measure stays_7_14_21_at_midnight: 7 = 0.5 of 1
    measure stays_7_14_21_at_midnight: 14 = 0 of 1
    measure stays_7_14_21_at_midnight: 21 = 0 of 1
    """
