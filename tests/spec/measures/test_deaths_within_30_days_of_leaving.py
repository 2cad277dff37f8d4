"""Deaths within 30 days of leaving hospital

Of discharges alive of people aged 65 or over, those whose person died on one of the 30 days after. It is neither good
nor bad by itself: some went home to die, as they wished.

Source: our own; the 30 days are those of the Summary Hospital-level Mortality Indicator, whose specification was not
read (unverified). The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_day_30_counts_and_day_31_does_not() -> None:
    """Day 30 is 4 February.

    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Wed 4 Feb 2026 23:00  died                            [person=p1]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Thu 5 Feb 2026 01:00  died                            [person=p2]

    measure deaths_within_30_days_of_leaving: 1 of 2
    """


@holds
def test_who_died_in_hospital_or_on_the_day_was_not_discharged_alive() -> None:
    """p1 died in hospital and p2 on the way home; p3 is well.

    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p1]
    Mon 5 Jan 2026 12:00  died                            [person=p1]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 13:00  died                            [person=p2]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p3]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3]

    measure deaths_within_30_days_of_leaving: 0 of 1
    """
