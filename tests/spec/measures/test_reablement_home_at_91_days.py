"""Still at home 91 days after leaving hospital into reablement

Of those discharged into reablement from October to December (reablement_offered says who), those living at home or in
extra care on day 91. Dead, in hospital, in a care home or in another bed that day is not at home; what happened in
between does not matter.

Source: Adult Social Care Outcomes Framework, measure 2B part 1, 2018-19. West Northamptonshire and others say that
somebody who cannot be reached is not at home; here nobody need be reached. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_only_day_91_matters() -> None:
    """Day 91 is 31 December. p1 was back for a night on day 20 and is at home; p2 came back on 30 December; p3 left
    the hospital again that very day.

    Mon 22 Sep 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p1] [spell=a1]
    Wed 1 Oct 2025 12:00   discharged       RNS:HAWTHORN  19/1        [person=p1] [spell=a1]
    Thu 2 Oct 2025 09:00   support_started                reablement  [person=p1] [service=START]
    Tue 21 Oct 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p1] [spell=a2]
    Wed 22 Oct 2025 10:00  discharged       RNS:HAWTHORN  19/1        [person=p1] [spell=a2]
    Mon 22 Sep 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p2] [spell=b1]
    Wed 1 Oct 2025 12:00   discharged       RNS:HAWTHORN  19/1        [person=p2] [spell=b1]
    Thu 2 Oct 2025 09:00   support_started                reablement  [person=p2] [service=START]
    Tue 30 Dec 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p2] [spell=b2]
    Mon 22 Sep 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p3] [spell=c1]
    Wed 1 Oct 2025 12:00   discharged       RNS:HAWTHORN  19/1        [person=p3] [spell=c1]
    Thu 2 Oct 2025 09:00   support_started                reablement  [person=p3] [service=START]
    Tue 30 Dec 2025 10:00  admitted         RNS:HAWTHORN  21          [person=p3] [spell=c2]
    Wed 31 Dec 2025 10:00  discharged       RNS:HAWTHORN  19/1        [person=p3] [spell=c2]

    measure reablement_home_at_91_days: 2 of 3
    """


@holds
def test_dead_or_in_a_care_home_is_not_at_home() -> None:
    """p1 died on day 91, p2 on day 92; p3 moved into a care home.

    Mon 22 Sep 2025 10:00  admitted           RNS:HAWTHORN  21            [person=p1]
    Wed 1 Oct 2025 12:00   discharged         RNS:HAWTHORN  19/1          [person=p1]
    Thu 2 Oct 2025 09:00   support_started                  reablement    [person=p1] [service=START]
    Wed 31 Dec 2025 23:00  died                                           [person=p1]
    Mon 22 Sep 2025 10:00  admitted           RNS:HAWTHORN  21            [person=p2]
    Wed 1 Oct 2025 12:00   discharged         RNS:HAWTHORN  19/1          [person=p2]
    Thu 2 Oct 2025 09:00   support_started                  reablement    [person=p2] [service=START]
    Thu 1 Jan 2026 01:00   died                                           [person=p2]
    Mon 22 Sep 2025 10:00  admitted           RNS:HAWTHORN  21            [person=p3]
    Wed 1 Oct 2025 12:00   discharged         RNS:HAWTHORN  19/1          [person=p3]
    Thu 2 Oct 2025 09:00   support_started                  reablement    [person=p3] [service=START]
    Mon 1 Dec 2025 12:00   residence_changed  E06000062     nursing_home  [person=p3]

    measure reablement_home_at_91_days: 1 of 3
    """
