"""A&E attendances over within four hours, by stream

As four_hour_performance, for each stream that A&E chose. If it chose again, the last counts. Attendances for which it
said none are told apart.

Sources: Handbook to the NHS Constitution: at least 95% admitted, transferred or discharged within four hours;
Nuffield Trust, *A&E waiting times*, which also gives the aims of 76% by March 2024 and 78% by March 2025,
<https://www.nuffieldtrust.org.uk/resource/a-e-waiting-times>, read 22 November 2026. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_last_stream_chosen_counts() -> None:
    """p3 was taken for minor and then for major; p4 was never streamed.

    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:10  streamed         RNS:AE  major    [person=p1] [spell=v1]
    Mon 5 Jan 2026 15:00  left_department  RNS:AE  home     [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p2] [spell=v2]
    Mon 5 Jan 2026 10:10  streamed         RNS:AE  minor    [person=p2] [spell=v2]
    Mon 5 Jan 2026 11:00  left_department  RNS:AE  home     [person=p2] [spell=v2]
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p3] [spell=v3]
    Mon 5 Jan 2026 10:10  streamed         RNS:AE  minor    [person=p3] [spell=v3]
    Mon 5 Jan 2026 10:40  streamed         RNS:AE  major    [person=p3] [spell=v3]
    Mon 5 Jan 2026 13:00  left_department  RNS:AE  home     [person=p3] [spell=v3]
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p4] [spell=v4]
    Mon 5 Jan 2026 11:00  left_department  RNS:AE  home     [person=p4] [spell=v4]

    measure four_hour_by_stream: major = 1 of 2
    measure four_hour_by_stream: minor = 1 of 1
    measure four_hour_by_stream: not known = 1 of 1
    """


@holds
def test_an_attendance_without_an_end_is_in_no_stream() -> None:
    """
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:10  streamed         RNS:AE  major    [person=p1] [spell=v1]
    Mon 5 Jan 2026 15:00  left_department  RNS:AE  home     [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:00  attended         RNS:AE  walk_in  [person=p2] [spell=v2]
    Mon 5 Jan 2026 10:10  streamed         RNS:AE  major    [person=p2] [spell=v2]

    measure four_hour_by_stream: major = 0 of 1
    """
