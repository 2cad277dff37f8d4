"""Handover time of the ambulance in the middle

Counted are arrivals at A&E by ambulance whose handover time is known. Minutes are minutes that passed, not those that
the clock on the wall shows. An arrival whose handover is not on record, or is said to be before the arrival, is left
out and told. Whole minutes: 14 minutes 59 seconds are 14. Between two ranks the percentile is interpolated, (n-1)q.

Source: NHS Standard Contract, in which the clock begins when the ambulance arrives outside A&E and stops when the
clinical handover is done: NHS Confederation, *What the latest data tell us about ambulance handover delays*, 24
February 2022. The percentiles are ours. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_of_seven_handovers() -> None:
    """Seven handovers, of 15, 16, 30, 45, 46, 60 and 61 minutes. Of p8 the time is not known; p9 came without an
    ambulance. By size, the middle one of seven is the fourth.

    Mon 5 Jan 2026 09:00  attended     RNS:AE  ambulance  [person=p1] [spell=v1]
    Mon 5 Jan 2026 09:15  handed_over  RNS:AE             [person=p1] [spell=v1]
    Mon 5 Jan 2026 10:00  attended     RNS:AE  ambulance  [person=p2] [spell=v2]
    Mon 5 Jan 2026 10:16  handed_over  RNS:AE             [person=p2] [spell=v2]
    Mon 5 Jan 2026 11:00  attended     RNS:AE  ambulance  [person=p3] [spell=v3]
    Mon 5 Jan 2026 11:30  handed_over  RNS:AE             [person=p3] [spell=v3]
    Mon 5 Jan 2026 12:00  attended     RNS:AE  ambulance  [person=p4] [spell=v4]
    Mon 5 Jan 2026 12:45  handed_over  RNS:AE             [person=p4] [spell=v4]
    Mon 5 Jan 2026 13:00  attended     RNS:AE  ambulance  [person=p5] [spell=v5]
    Mon 5 Jan 2026 13:46  handed_over  RNS:AE             [person=p5] [spell=v5]
    Mon 5 Jan 2026 14:00  attended     RNS:AE  ambulance  [person=p6] [spell=v6]
    Mon 5 Jan 2026 15:00  handed_over  RNS:AE             [person=p6] [spell=v6]
    Mon 5 Jan 2026 16:00  attended     RNS:AE  ambulance  [person=p7] [spell=v7]
    Mon 5 Jan 2026 17:01  handed_over  RNS:AE             [person=p7] [spell=v7]
    Mon 5 Jan 2026 18:00  attended     RNS:AE  ambulance  [person=p8] [spell=v8]
    Mon 5 Jan 2026 19:00  attended     RNS:AE  walk_in    [person=p9] [spell=v9]

    measure handover_minutes_p50: 45 minutes
    """


@holds
def test_handover_minutes_p50_by_the_minutes_that_passed_when_the_clocks_change() -> None:
    """The clocks go forward on 29 March 2026 and back on 25 October. 15 minutes passed in spring, 20 in autumn; by the
    wall it would be 75 minutes and less than none.

    Sun 29 Mar 2026 00:50      attended     RNS:AE  ambulance  [person=p1] [spell=v1]
    Sun 29 Mar 2026 02:05      handed_over  RNS:AE             [person=p1] [spell=v1]
    Sun 25 Oct 2026 01:50 BST  attended     RNS:AE  ambulance  [person=p2] [spell=v2]
    Sun 25 Oct 2026 01:10 GMT  handed_over  RNS:AE             [person=p2] [spell=v2]

    measure handover_minutes_p50: 17.5 minutes
    """
