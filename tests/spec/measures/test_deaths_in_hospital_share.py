"""Hospital stays that end in death

A stay ended in death when its destination is 79, or its method 4 or 5. A stay that went on at another hospital was
not over and is not counted; its end there is. A death after leaving is not counted.

Source: NHS Data Dictionary, *discharge destination* (79, patient died or stillbirth) and *discharge method* (4 died,
5 stillbirth). The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_a_stay_that_goes_on_elsewhere_counts_by_its_end_there() -> None:
    """p3 moved from Northampton to Kettering and died there.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 10:00   discharged  RNS:HAWTHORN  79/4  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 10:00   discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3] [spell=v1]
    Fri 9 Jan 2026 10:00   discharged  RNS:HAWTHORN  51/1  [person=p3] [spell=v1]
    Fri 9 Jan 2026 11:00   admitted    RNQ:ASHBY     81    [person=p3] [spell=v2]
    Mon 12 Jan 2026 10:00  discharged  RNQ:ASHBY     79/4  [person=p3] [spell=v2]

    measure deaths_in_hospital_share: 2 of 3
    """


@holds
def test_a_death_after_leaving_is_not_of_the_stay() -> None:
    """p1's method alone says so; p2 died at home the next day.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 10:00   discharged  RNS:HAWTHORN  /4    [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 10:00   discharged  RNS:HAWTHORN  19/1  [person=p2]
    Sat 10 Jan 2026 10:00  died                            [person=p2]

    measure deaths_in_hospital_share: 1 of 2
    """
