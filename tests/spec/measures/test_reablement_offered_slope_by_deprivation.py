"""Reablement offered: the slope by deprivation

How much more of those who leave hospital aged 65 or over have reablement where people are poorer. Neither way is
better by itself: need differs too.

Source: slope index of inequality as in Public Health England's technical guidance and PHEindicatormethods (phe_sii),
read 22 November 2026: a weighted line through the values at the middle of each group's place among all people.
Neither prints a worked example of these; this is our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_only_the_richest_fifth_has_it() -> None:
    """(0.1 - 0.5) x 1, divided by 0.4.

    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026949  own_home  [person=p1]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026952  own_home  [person=p2]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026953  own_home  [person=p3]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026977  own_home  [person=p4]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026955  own_home  [person=p5]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=a1]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=a2]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2] [spell=a2]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=a3]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3] [spell=a3]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p4] [spell=a4]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p4] [spell=a4]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p5] [spell=a5]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p5] [spell=a5]
    Tue 8 Oct 2024 09:00  support_started  reablement  [service=START] [person=p5]
    from 1 Oct 2024 to 31 Dec 2024

    measure reablement_offered_slope_by_deprivation: -100
    """


@holds
def test_the_two_ends_and_the_middle() -> None:
    """0.4 + 0 - 0.4 is nought.

    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026949  own_home  [person=p1]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026952  own_home  [person=p2]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026953  own_home  [person=p3]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026977  own_home  [person=p4]
    Thu 1 Aug 2024 09:00  residence_changed  E06000061:E01026955  own_home  [person=p5]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=a1]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p2] [spell=a2]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p2] [spell=a2]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=a3]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p3] [spell=a3]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p4] [spell=a4]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p4] [spell=a4]
    Fri 4 Oct 2024 10:00  admitted    RNS:HAWTHORN  21    [person=p5] [spell=a5]
    Mon 7 Oct 2024 12:00  discharged  RNS:HAWTHORN  19/1  [person=p5] [spell=a5]
    Tue 8 Oct 2024 09:00  support_started  reablement  [service=START] [person=p1]
    Tue 8 Oct 2024 09:00  support_started  reablement  [service=START] [person=p3]
    Tue 8 Oct 2024 09:00  support_started  reablement  [service=START] [person=p5]
    from 1 Oct 2024 to 31 Dec 2024

    measure reablement_offered_slope_by_deprivation: 0
    """
