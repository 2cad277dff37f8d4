"""People in hospital at midnight who no longer meet the criteria to reside

How many there are on an average midnight of the period. Somebody ready during a day counts from the midnight that
ends it until they leave, or until they meet the criteria again.

Source: NHS England, *Acute discharge situation report: technical specification*, 30 April 2024: people who no longer
meet the criteria to reside and remain in hospital. That it is asked at midnight is ours. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_no_longer_meeting_criteria_to_reside_ready_for_two_of_four_midnights() -> None:
    """
    from 5 Jan 2026 to 8 Jan 2026
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met  RNS:HAWTHORN        [person=p1]
    Fri 9 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p1]

    measure no_longer_meeting_criteria_to_reside: 2 / 4 = 0.5
    """


@holds
def test_who_meets_them_again_counts_no_more() -> None:
    """
    from 5 Jan 2026 to 8 Jan 2026
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00  criteria_to_reside_not_met  RNS:HAWTHORN        [person=p1]
    Thu 8 Jan 2026 08:00  criteria_to_reside_met      RNS:HAWTHORN        [person=p1]
    Fri 9 Jan 2026 12:00  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p2]

    measure no_longer_meeting_criteria_to_reside: 1 / 4 = 0.25
    """
