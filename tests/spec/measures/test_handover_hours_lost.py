"""Ambulance hours lost at handover

Counted are arrivals at A&E by ambulance whose handover time is known. Minutes are minutes that passed, not those that
the clock on the wall shows. An arrival whose handover is not on record, or is said to be before the arrival, is left
out and told. Each loses its whole minutes beyond 15; a shorter one loses none and gives none back. The sum is divided
by 60.

Sources: House of Lords Library, *Ambulance handovers: delays and threat of strike action*, November 2022, which gives
hours lost beyond 15 minutes and beyond 60 as the Association of Ambulance Chief Executives reports them. For the
clock: NHS Standard Contract, in which the clock begins when the ambulance arrives outside A&E and stops when the
clinical handover is done: NHS Confederation, *What the latest data tell us about ambulance handover delays*, 24
February 2022. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_minutes_beyond_fifteen_are_added_up() -> None:
    """Seven handovers, of 15, 16, 30, 45, 46, 60 and 61 minutes. Of p8 the time is not known; p9 came without an
    ambulance. Lost: 0 + 1 + 15 + 30 + 31 + 45 + 46 = 168 minutes, 2.8 hours.

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

    measure handover_hours_lost: 2.8
    """


@holds
def test_a_quick_handover_gives_nothing_back_and_a_clock_change_takes_nothing() -> None:
    """The clocks go forward on 29 March 2026 and back on 25 October. 45 minutes passed in spring and 75 in autumn, so
    30 and 60 were lost; p3 was handed over after 5.

    Sun 29 Mar 2026 00:50      attended     RNS:AE  ambulance  [person=p1] [spell=v1]
    Sun 29 Mar 2026 02:35      handed_over  RNS:AE             [person=p1] [spell=v1]
    Sun 25 Oct 2026 01:30 BST  attended     RNS:AE  ambulance  [person=p2] [spell=v2]
    Sun 25 Oct 2026 01:45 GMT  handed_over  RNS:AE             [person=p2] [spell=v2]
    Sun 25 Oct 2026 09:00      attended     RNS:AE  ambulance  [person=p3] [spell=v3]
    Sun 25 Oct 2026 09:05      handed_over  RNS:AE             [person=p3] [spell=v3]

    measure handover_hours_lost: 1.5
    """
