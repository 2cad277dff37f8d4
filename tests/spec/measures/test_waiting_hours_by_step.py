"""All hours waited after being ready, by step

A step that few people wait for may still cost most, if those few wait for weeks. What is printed is minutes, of
everybody, over all the minutes from being ready to leaving.

Every wait from being ready to leaving is cut into pieces, and each piece belongs to the step that ended it: the hub
told, the referral triaged, accepted, help started, the person gone. The referral is the one accepted first of those
made in the stay. A step never recorded is left out and the next counts from the last that was; a step taken before its
turn cost nothing; help that began after the person had left ended the wait when they left. So the pieces always add up
to the whole wait. Hours are whole hours that passed, whatever the clocks on the wall did.

Source: our own measure, on the steps of the care transfer hub in DHSC's *Hospital discharge and community support
guidance* (updated 26 January 2024); no national one was found. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_the_pieces_of_one_wait_add_up_to_all_of_it() -> None:
    """3 hours are 180 minutes, 24 are 1,440, 22 are 1,320, 23 are 1,380, and 1 and a half are 90: 4,410 in all.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Wed 7 Jan 2026 12:00   notified                                        [person=p1]
    Wed 7 Jan 2026 12:30   referred                    reablement          [person=p1] [service=START]
    Thu 8 Jan 2026 12:00   triaged                                         [person=p1] [service=START]
    Fri 9 Jan 2026 10:00   accepted                                        [person=p1] [service=START]
    Sat 10 Jan 2026 09:00  support_started             reablement          [person=p1] [service=START]
    Sat 10 Jan 2026 10:30  discharged                  RNS:HAWTHORN  19/1  [person=p1]

    measure waiting_hours_by_step: accepted = 1320 of 4410
    measure waiting_hours_by_step: left = 90 of 4410
    measure waiting_hours_by_step: notified = 180 of 4410
    measure waiting_hours_by_step: started = 1380 of 4410
    measure waiting_hours_by_step: triaged = 1440 of 4410
    """


@holds
def test_one_long_wait_outweighs_two_short_ones() -> None:
    """Two people wait an hour for the hub and leave at once; one waits ten hours to leave.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Wed 7 Jan 2026 10:00   notified                                        [person=p1]
    Wed 7 Jan 2026 10:00   discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Wed 7 Jan 2026 10:00   notified                                        [person=p2]
    Wed 7 Jan 2026 10:00   discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p3]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p3]
    Wed 7 Jan 2026 19:00   discharged                  RNS:HAWTHORN  19/1  [person=p3]

    measure waiting_hours_by_step: left = 600 of 720
    measure waiting_hours_by_step: notified = 120 of 720
    """
