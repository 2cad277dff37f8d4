"""Discharged into reablement and in the community for 12 weeks

From 2024-25 the framework no longer asks where somebody is on day 91 but whether anything went wrong in the 84 days
after leaving: a death, an emergency admission of a night or more, or a move into a care home. A night in hospital on
day 20 fails here and not there.

Source: Adult Social Care Outcomes Framework, measure 2D part 1; DHSC, *adult social care client level data*,
published SQL of 11 June 2026, read 22 November 2026. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_one_night_in_hospital_fails_and_a_day_without_a_night_does_not() -> None:
    """Both came back on day 20; p2 was home by the evening.

    Fri 2 Jan 2026 10:00   admitted         RNS:HAWTHORN  21          [person=p1] [spell=a1]
    Mon 5 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1        [person=p1] [spell=a1]
    Tue 6 Jan 2026 09:00   support_started                reablement  [person=p1] [service=START]
    Sun 25 Jan 2026 10:00  admitted         RNS:HAWTHORN  21          [person=p1] [spell=a2]
    Mon 26 Jan 2026 10:00  discharged       RNS:HAWTHORN  19/1        [person=p1] [spell=a2]
    Fri 2 Jan 2026 10:00   admitted         RNS:HAWTHORN  21          [person=p2] [spell=b1]
    Mon 5 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1        [person=p2] [spell=b1]
    Tue 6 Jan 2026 09:00   support_started                reablement  [person=p2] [service=START]
    Sun 25 Jan 2026 10:00  admitted         RNS:HAWTHORN  21          [person=p2] [spell=b2]
    Sun 25 Jan 2026 19:00  discharged       RNS:HAWTHORN  19/1        [person=p2] [spell=b2]

    measure reablement_in_community_84_days: 1 of 2
    """


@holds
def test_day_84_counts_and_day_85_does_not() -> None:
    """Day 84 is 30 March: p1 died on it and p2 the day after. A care home placement began for p3. p4 had intermediate
    care of another kind and is not of this measure.

    Fri 2 Jan 2026 10:00   admitted         RNS:HAWTHORN  21                            [person=p1]
    Mon 5 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1                          [person=p1]
    Tue 6 Jan 2026 09:00   support_started                reablement                    [person=p1] [service=START]
    Mon 30 Mar 2026 10:00  died                                                         [person=p1]
    Fri 2 Jan 2026 10:00   admitted         RNS:HAWTHORN  21                            [person=p2]
    Mon 5 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1                          [person=p2]
    Tue 6 Jan 2026 09:00   support_started                reablement                    [person=p2] [service=START]
    Tue 31 Mar 2026 10:00  died                                                         [person=p2]
    Fri 2 Jan 2026 10:00   admitted         RNS:HAWTHORN  21                            [person=p3]
    Mon 5 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1                          [person=p3]
    Tue 6 Jan 2026 09:00   support_started                reablement                    [person=p3] [service=START]
    Sun 1 Feb 2026 10:00   support_started                care_home_placement           [person=p3] [service=OAKS]
    Fri 2 Jan 2026 10:00   admitted         RNS:HAWTHORN  21                            [person=p4]
    Mon 5 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1                          [person=p4]
    Tue 6 Jan 2026 09:00   support_started                home_based_intermediate_care  [person=p4] [service=ICT]

    measure reablement_in_community_84_days: 1 of 3
    """
