"""Emergency admissions: the slope by deprivation

How much more often people aged 65 and over come to hospital as an emergency where people are poorer. In the middle of
2017 the county had 12,514 people of 65 and over in the most deprived fifth of England's small areas, 19,817 in the
second, 23,781 in the third, 41,703 in the fourth and 33,610 in the least deprived. Ranked from the least deprived (0)
to the most (1), the middles of the fifths stand at 0.952, 0.829, 0.663, 0.414 and 0.128.

Source: slope index of inequality as in Public Health England's technical guidance and PHEindicatormethods (phe_sii),
read 22 November 2026: a weighted line through the values at the middle of each group's place among all people.
Neither prints a worked example of these; this is our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_two_admissions_in_the_poorest_fifth_and_one_in_each_other() -> None:
    """The rates are 15.982, 5.046, 4.205, 2.398 and 2.975 per 100,000.

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
    Mon 3 Mar 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=b]
    Tue 4 Mar 2025 10:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=b]
    from 1 Jan 2025 to 31 Dec 2025

    measure emergency_admissions_slope_by_deprivation: 9.11948
    """


@holds
def test_the_richest_fifth_weighs_more_because_more_people_live_there() -> None:
    """The rates are 7.991, 5.046, 4.205, 2.398 and 5.951 per 100,000.

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
    Mon 3 Mar 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p5] [spell=b]
    Tue 4 Mar 2025 10:00  discharged  RNS:HAWTHORN  19/1  [person=p5] [spell=b]
    from 1 Jan 2025 to 31 Dec 2025

    measure emergency_admissions_slope_by_deprivation: 1.11992
    """
