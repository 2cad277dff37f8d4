"""Wait for a bed, from the decision to admit, of the person in the middle

Whole minutes from the decision to admit to leaving A&E. Minutes are minutes that passed. An attendance without a
decision to admit is not counted; a decision without an end to the wait is left out and told.

Source: NHS England, *A&E attendances and emergency admissions*, for the wait from decision to admit to admission (its
definitions were not read); the median is ours. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_middle_of_three_waits() -> None:
    """Waits of 60, 180 and 400 minutes; p4 was sent home.

    Mon 5 Jan 2026 08:00  attended          RNS:AE  walk_in   [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:00  decided_to_admit  RNS:AE            [person=p1] [spell=v1]
    Mon 5 Jan 2026 11:00  left_department   RNS:AE  admitted  [person=p1] [spell=v1]
    Mon 5 Jan 2026 08:00  attended          RNS:AE  walk_in   [person=p2] [spell=v2]
    Mon 5 Jan 2026 10:00  decided_to_admit  RNS:AE            [person=p2] [spell=v2]
    Mon 5 Jan 2026 13:00  left_department   RNS:AE  admitted  [person=p2] [spell=v2]
    Mon 5 Jan 2026 08:00  attended          RNS:AE  walk_in   [person=p3] [spell=v3]
    Mon 5 Jan 2026 10:00  decided_to_admit  RNS:AE            [person=p3] [spell=v3]
    Mon 5 Jan 2026 16:40  left_department   RNS:AE  admitted  [person=p3] [spell=v3]
    Mon 5 Jan 2026 08:00  attended          RNS:AE  walk_in   [person=p4] [spell=v4]
    Mon 5 Jan 2026 20:00  left_department   RNS:AE  home      [person=p4] [spell=v4]

    measure decision_to_admission_minutes_p50: 180 minutes
    """


@holds
def test_decision_to_admission_minutes_p50_by_the_minutes_that_passed_when_the_clocks_change() -> None:
    """The clocks go forward on 29 March 2026 and back on 25 October. 90 minutes passed in spring and 210 in autumn:
    150 in the middle.

    Sun 29 Mar 2026 00:10  attended          RNS:AE  walk_in   [person=p1] [spell=v1]
    Sun 29 Mar 2026 00:30  decided_to_admit  RNS:AE            [person=p1] [spell=v1]
    Sun 29 Mar 2026 03:00  left_department   RNS:AE  admitted  [person=p1] [spell=v1]
    Sun 25 Oct 2026 00:10  attended          RNS:AE  walk_in   [person=p2] [spell=v2]
    Sun 25 Oct 2026 00:30  decided_to_admit  RNS:AE            [person=p2] [spell=v2]
    Sun 25 Oct 2026 03:00  left_department   RNS:AE  admitted  [person=p2] [spell=v2]

    measure decision_to_admission_minutes_p50: 150 minutes
    """
