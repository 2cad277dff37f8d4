"""Emergency admissions: the gap by deprivation

How much more often people aged 65 and over come to hospital as an emergency where people are poorer. In the middle of
2017 the county had 12,514 people of 65 and over in the most deprived fifth of England's small areas, 19,817 in the
second, 23,781 in the third, 41,703 in the fourth and 33,610 in the least deprived.

Source: Public Health England, technical guidance on inequalities (absolute gap), and the fifths of the English
indices of deprivation 2019, file 1, 26 September 2019, read 22 November 2026. Neither prints a worked example of
these; this is our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_two_admissions_in_the_poorest_fifth_and_one_in_each_other() -> None:
    """2 / 12,514 is 15.982 per 100,000 and 1 / 33,610 is 2.975: the gap is 13.007.

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

    measure emergency_admissions_gap_by_deprivation: 13.0068
    """


@holds
def test_rates_are_compared_and_never_numbers() -> None:
    """1 / 12,514 is 7.991 and 2 / 33,610 is 5.951: still above nought, because fewer people live in the poorest fifth.

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

    measure emergency_admissions_gap_by_deprivation: 2.04044
    """


@holds
def test_a_fifth_of_which_nothing_is_recorded_is_not_nought() -> None:
    """Nobody of the least deprived fifth is in this ledger, and that is not the same as no admissions there.

    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026949  own_home  [person=p1]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026952  own_home  [person=p2]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026953  own_home  [person=p3]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026977  own_home  [person=p4]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=a1]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=a2]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2] [spell=a2]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=a3]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3] [spell=a3]
    Fri 3 Jan 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p4] [spell=a4]
    Mon 6 Jan 2025 12:00  discharged  RNS:HAWTHORN  19/1  [person=p4] [spell=a4]
    Mon 3 Mar 2025 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=b]
    Tue 4 Mar 2025 10:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=b]
    from 1 Jan 2025 to 31 Dec 2025

    measure emergency_admissions_gap_by_deprivation: not known
    """
