"""Emergency readmission within 30 days of leaving hospital

The next admission, to any hospital, is an emergency that began on the day of leaving or one of the 29 after it. The
page on readmission says the rule in full: transfers, planned stays, deaths. Where the person went on leaving is in
by=origin.

Source: NHS Digital, *I02040 Emergency readmissions within 30 days of discharge from hospital*, specification v3, read
22 November 2026. It prints no worked example: these are our own.
"""

from tests.spec.page import holds


@holds
def test_readmission_counts_to_day_29() -> None:
    """p1 is back on day 29 (3 February) and p2 on day 30; neither left again alive.

    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=a1]
    Tue 3 Feb 2026 22:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a2]
    Fri 6 Feb 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p1] [spell=a2]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=b1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2] [spell=b1]
    Wed 4 Feb 2026 01:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=b2]
    Fri 6 Feb 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p2] [spell=b2]

    measure emergency_readmission_30: 1 of 2
    """


@holds
def test_readmission_from_a_care_home_and_from_home() -> None:
    """p3 turns 65 on the day after leaving.

    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  54/1  [person=p1] [spell=a1]
    Mon 2 Feb 2026 22:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a2]
    Fri 6 Feb 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p1] [spell=a2]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  29/1  [person=p2]
    Fri 2 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p3] [born=1961-01-06]
    Mon 5 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3]

    measure emergency_readmission_30 by origin: care_home = 1 of 1
    measure emergency_readmission_30 by origin: home = 0 of 1
    """
