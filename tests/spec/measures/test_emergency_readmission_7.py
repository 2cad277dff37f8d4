"""Emergency readmission within 7 days of leaving hospital

As emergency_readmission_30, with day 0 to day 6: the next admission, to any hospital, is an emergency that began on
the day of leaving or one of the six after it. Where the person went on leaving is in by=origin: a care home by its
code, or because they went back to their usual home and that is one.

Source: our own, by the rules of NHS Digital, *I02040 Emergency readmissions within 30 days*, specification v3. The
examples are our own.
"""

from tests.spec.page import holds


@holds
def test_day_0_and_day_6_count_and_day_7_does_not() -> None:
    """Each left on 5 January and came back: the same day, on the 11th and on the 12th; none of them left again alive.

    Fri 2 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1] [spell=a1]
    Mon 5 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [person=p1] [spell=a1]
    Mon 5 Jan 2026 22:00   admitted    RNS:HAWTHORN  21    [person=p1] [spell=a2]
    Thu 8 Jan 2026 12:00   discharged  RNS:HAWTHORN  79/4  [person=p1] [spell=a2]
    Fri 2 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2] [spell=b1]
    Mon 5 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [person=p2] [spell=b1]
    Sun 11 Jan 2026 22:00  admitted    RNQ:ASHBY     21    [person=p2] [spell=b2]
    Tue 13 Jan 2026 12:00  discharged  RNQ:ASHBY     79/4  [person=p2] [spell=b2]
    Fri 2 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3] [spell=c1]
    Mon 5 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [person=p3] [spell=c1]
    Mon 12 Jan 2026 01:00  admitted    RNS:HAWTHORN  21    [person=p3] [spell=c2]
    Tue 13 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p3] [spell=c2]

    measure emergency_readmission_7: 2 of 3
    """


@holds
def test_by_where_the_person_went() -> None:
    """p1 went to a care home, p2 back to the care home where they live, p3 to their own home. p1 came back, and died
    there.

    Fri 2 Jan 2026 10:00  admitted           RNS:HAWTHORN  21            [person=p1] [spell=a1]
    Mon 5 Jan 2026 12:00  discharged         RNS:HAWTHORN  85/1          [person=p1] [spell=a1]
    Thu 8 Jan 2026 22:00  admitted           RNS:HAWTHORN  21            [person=p1] [spell=a2]
    Fri 9 Jan 2026 12:00  discharged         RNS:HAWTHORN  79/4          [person=p1] [spell=a2]
    Wed 1 Jan 2025 09:00  residence_changed  E06000062     nursing_home  [person=p2]
    Fri 2 Jan 2026 10:00  admitted           RNS:HAWTHORN  21            [person=p2]
    Mon 5 Jan 2026 12:00  discharged         RNS:HAWTHORN  19/1          [person=p2]
    Fri 2 Jan 2026 10:00  admitted           RNS:HAWTHORN  21            [person=p3]
    Mon 5 Jan 2026 12:00  discharged         RNS:HAWTHORN  19/1          [person=p3]

    measure emergency_readmission_7 by origin: care_home = 1 of 2
    measure emergency_readmission_7 by origin: home = 0 of 1
    """
