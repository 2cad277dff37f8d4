"""Waits of more than 12 hours for a bed, from the decision to admit

The wait begins with the decision to admit and ends when the person leaves A&E. It is a part of the time in A&E, so
far fewer wait 12 hours from the decision than from arrival. An attendance without a decision to admit is not counted;
a decision without an end to the wait is left out and told.

Source: NHS England, *A&E attendances and emergency admissions*, which publishes the number of such waits (its
definitions were not read). The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_wait_is_counted_from_the_decision_and_twelve_hours_exactly_are_not_more() -> None:
    """p3 was never to be admitted; p4 is still waiting.

    Mon 5 Jan 2026 08:00  attended          RNS:AE  walk_in   [person=p1] [spell=v1]
    Mon 5 Jan 2026 12:00  decided_to_admit  RNS:AE            [person=p1] [spell=v1]
    Tue 6 Jan 2026 00:00  left_department   RNS:AE  admitted  [person=p1] [spell=v1]
    Mon 5 Jan 2026 08:00  attended          RNS:AE  walk_in   [person=p2] [spell=v2]
    Mon 5 Jan 2026 12:00  decided_to_admit  RNS:AE            [person=p2] [spell=v2]
    Tue 6 Jan 2026 00:01  left_department   RNS:AE  admitted  [person=p2] [spell=v2]
    Mon 5 Jan 2026 08:00  attended          RNS:AE  walk_in   [person=p3] [spell=v3]
    Tue 6 Jan 2026 09:00  left_department   RNS:AE  home      [person=p3] [spell=v3]
    Mon 5 Jan 2026 08:00  attended          RNS:AE  walk_in   [person=p4] [spell=v4]
    Mon 5 Jan 2026 12:00  decided_to_admit  RNS:AE            [person=p4] [spell=v4]

    measure twelve_hours_from_decision: 1 of 2
    """


@holds
def test_twelve_hours_from_decision_by_the_hours_that_passed_when_the_clocks_change() -> None:
    """The clocks go forward on 29 March 2026 and back on 25 October. 11 hours 30 minutes passed in spring and 12 hours
    30 in autumn.

    Sat 28 Mar 2026 17:00  attended          RNS:AE  walk_in   [person=p1] [spell=v1]
    Sat 28 Mar 2026 18:00  decided_to_admit  RNS:AE            [person=p1] [spell=v1]
    Sun 29 Mar 2026 06:30  left_department   RNS:AE  admitted  [person=p1] [spell=v1]
    Sat 24 Oct 2026 17:00  attended          RNS:AE  walk_in   [person=p2] [spell=v2]
    Sat 24 Oct 2026 18:00  decided_to_admit  RNS:AE            [person=p2] [spell=v2]
    Sun 25 Oct 2026 05:30  left_department   RNS:AE  admitted  [person=p2] [spell=v2]

    measure twelve_hours_from_decision: 1 of 2
    """
