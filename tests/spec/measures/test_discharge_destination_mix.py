"""Where people went when they left hospital

Every hospital stay that ended, by the code of its destination, the dead and those moved to another hospital included.
It is the list from which every other measure leaves somebody out. 19 is the usual place of residence, 51 another
hospital's ward, 79 died, 85 a care home.

Source: NHS Data Dictionary, discharge destination (UK Core 1.0.1), read 22 November 2026. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_everybody_is_somewhere_and_a_code_that_nobody_gave_is_a_row_of_its_own() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN  79/4  [person=p2]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN        [person=p3]
    Fri 9 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p4]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p4]

    measure discharge_destination_mix: 19 = 2 of 4
    measure discharge_destination_mix: 79 = 1 of 4
    measure discharge_destination_mix: not known = 1 of 4
    """


@holds
def test_a_stay_in_two_hospitals_counts_at_each_and_a_death_told_by_another_ends_the_stay() -> None:
    """The first moved on, which is a discharge to another hospital (51), and went home from there. Of the second nobody
    sent a discharge, and somebody else told of the death.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1] [spell=v1]
    Wed 7 Jan 2026 10:00   moved       RNQ:ASHBY           [person=p1] [spell=v1]
    Fri 9 Jan 2026 12:00   discharged  RNQ:ASHBY     19/1  [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Sat 10 Jan 2026 04:00  died                            [person=p2]

    measure discharge_destination_mix: 19 = 1 of 3
    measure discharge_destination_mix: 51 = 1 of 3
    measure discharge_destination_mix: 79 = 1 of 3
    """
