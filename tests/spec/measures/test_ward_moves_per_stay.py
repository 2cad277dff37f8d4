"""Ward moves in a stay

Moves from one ward to another, over the stays that ended in the period and lasted a night or more. A move to another
bed of the ward is none. All moves of such a stay count, also those before the period began.

Source: our own measure. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_moves_of_stays_of_a_night_or_more() -> None:
    """p1 moved twice, p2 never; p3 moved and went home the same day.

    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 20:00  moved       RNS:ROWAN           [person=p1]
    Tue 6 Jan 2026 10:00  moved       RNS:BEECH           [person=p1]
    Fri 9 Jan 2026 10:00  discharged  RNS:BEECH     19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p3]
    Mon 5 Jan 2026 15:00  moved       RNS:ROWAN           [person=p3]
    Mon 5 Jan 2026 20:00  discharged  RNS:ROWAN     19/1  [person=p3]

    measure ward_moves_per_stay: 2 / 2 = 1
    """


@holds
def test_a_move_before_the_period_counts_if_the_stay_ended_in_it() -> None:
    """One move between wards in January, and one between beds.

    from 1 Feb 2026 to 28 Feb 2026
    Mon 26 Jan 2026 10:00  admitted    RNS:HAWTHORN:B1  21
    Mon 26 Jan 2026 20:00  moved       RNS:HAWTHORN:B2
    Tue 27 Jan 2026 10:00  moved       RNS:ROWAN:B1
    Tue 3 Feb 2026 10:00   discharged  RNS:ROWAN:B1     19/1

    measure ward_moves_per_stay: 1 / 1 = 1
    """
