"""A&E attendances that end in a hospital stay

An attendance ended in a stay when a hospital stay followed from the same visit, or when A&E said that the person left
for a ward. A stay that begins days later, from another visit or from home, is none of it.

Source: NHS England, *A&E attendances and emergency admissions*, which publishes emergency admissions through A&E
beside attendances (its definitions were not read). The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_by_a_stay_of_the_same_visit_or_by_the_word_of_a_and_e() -> None:
    """p1 began a stay, p3 left for a ward by A&E's word; of p4 nobody said how it ended.

    Mon 5 Jan 2026 10:00  attended         RNS:AE        walk_in   [person=p1] [spell=v1]
    Mon 5 Jan 2026 13:00  admitted         RNS:HAWTHORN  21        [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:00  attended         RNS:AE        walk_in   [person=p2] [spell=v2]
    Mon 5 Jan 2026 12:00  left_department  RNS:AE        home      [person=p2] [spell=v2]
    Mon 5 Jan 2026 10:00  attended         RNS:AE        walk_in   [person=p3] [spell=v3]
    Mon 5 Jan 2026 12:00  left_department  RNS:AE        admitted  [person=p3] [spell=v3]
    Mon 5 Jan 2026 10:00  attended         RNS:AE        walk_in   [person=p4] [spell=v4]

    measure admitted_share_of_attendances: 2 of 3
    """


@holds
def test_a_stay_that_begins_two_days_later_is_not_of_this_visit() -> None:
    """
    Mon 5 Jan 2026 10:00  attended         RNS:AE        walk_in  [person=p1] [spell=v1]
    Mon 5 Jan 2026 12:00  left_department  RNS:AE        home     [person=p1] [spell=v1]
    Wed 7 Jan 2026 15:00  admitted         RNS:HAWTHORN  22       [person=p1] [spell=v2]

    measure admitted_share_of_attendances: 0 of 1
    """
