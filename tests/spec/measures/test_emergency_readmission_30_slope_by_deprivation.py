"""Emergency readmission: the slope by deprivation

How much more often a discharge of somebody aged 65 or over is followed by an emergency where people are poorer. The
fifth is that of the place where they lived when the first stay began.

Source: slope index of inequality as in Public Health England's technical guidance and PHEindicatormethods (phe_sii),
read 22 November 2026: a weighted line through the values at the middle of each group's place among all people.
Neither prints a worked example of these; this is our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_one_of_five_equal_fifths() -> None:
    """Five equal fifths stand at 0.9, 0.7, 0.5, 0.3 and 0.1. The line rises by (0.9 - 0.5) x 1, divided by the spread
    of the five, 0.16 + 0.04 + 0 + 0.04 + 0.16 = 0.4: by 1, which is 100 percentage points.

    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026949  own_home  [person=p1]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026952  own_home  [person=p2]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026953  own_home  [person=p3]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026977  own_home  [person=p4]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026955  own_home  [person=p5]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=a1]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=a2]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2] [spell=a2]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=a3]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3] [spell=a3]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p4] [spell=a4]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p4] [spell=a4]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p5] [spell=a5]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p5] [spell=a5]
    Thu 9 Jan 2025 03:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=b1]
    Fri 10 Jan 2025 12:00  discharged  RNS:HAWTHORN  79/4  [person=p1] [spell=b1]
    from 1 Jan 2025 to 31 Dec 2025

    measure emergency_readmission_30_slope_by_deprivation: 100
    """


@holds
def test_the_fifths_between_count_in_a_slope() -> None:
    """(0.7 - 0.5) + (0.5 - 0.5) + (0.1 - 0.5) = -0.2, divided by 0.4.

    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026949  own_home  [person=p1]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026952  own_home  [person=p2]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026953  own_home  [person=p3]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026977  own_home  [person=p4]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026955  own_home  [person=p5]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=a1]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=a2]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2] [spell=a2]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=a3]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3] [spell=a3]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p4] [spell=a4]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p4] [spell=a4]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p5] [spell=a5]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p5] [spell=a5]
    Thu 9 Jan 2025 03:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=b2]
    Fri 10 Jan 2025 12:00  discharged  RNS:HAWTHORN  79/4  [person=p2] [spell=b2]
    Thu 9 Jan 2025 03:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=b3]
    Fri 10 Jan 2025 12:00  discharged  RNS:HAWTHORN  79/4  [person=p3] [spell=b3]
    Thu 9 Jan 2025 03:00  admitted    RNS:HAWTHORN  21    [person=p5] [spell=b5]
    Fri 10 Jan 2025 12:00  discharged  RNS:HAWTHORN  79/4  [person=p5] [spell=b5]
    from 1 Jan 2025 to 31 Dec 2025

    measure emergency_readmission_30_slope_by_deprivation: -50
    """
