"""Hours from ready to the care transfer hub being told

Nothing can be arranged by people who have not heard. In a case file of 2018 the form was not finished for five days.

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
def test_each_piece_belongs_to_the_step_that_ended_it() -> None:
    """Ready on Wednesday at 9; told at 12 (3 hours), triaged on Thursday at 12 (24), accepted on Friday at 10 (22),
    helped from Saturday at 9 (23), gone at half past 10 (1 and a half). They add up to the 73 and a half hours from
    ready to gone.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Wed 7 Jan 2026 12:00   notified                                        [person=p1]
    Wed 7 Jan 2026 12:30   referred                    reablement          [person=p1] [service=START]
    Thu 8 Jan 2026 12:00   triaged                                         [person=p1] [service=START]
    Fri 9 Jan 2026 10:00   accepted                                        [person=p1] [service=START]
    Sat 10 Jan 2026 09:00  support_started             reablement          [person=p1] [service=START]
    Sat 10 Jan 2026 10:30  discharged                  RNS:HAWTHORN  19/1  [person=p1]

    measure hours_until_notified: 3 hours
    """


@holds
def test_told_before_the_person_was_ready_cost_nothing() -> None:
    """The median of 0 and 3 hours. Of a third nobody told the hub, and they are not counted.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p1]
    Wed 7 Jan 2026 12:00   notified                                        [person=p1]
    Wed 7 Jan 2026 12:30   referred                    reablement          [person=p1] [service=START]
    Thu 8 Jan 2026 12:00   triaged                                         [person=p1] [service=START]
    Fri 9 Jan 2026 10:00   accepted                                        [person=p1] [service=START]
    Sat 10 Jan 2026 09:00  support_started             reablement          [person=p1] [service=START]
    Sat 10 Jan 2026 10:30  discharged                  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p2]
    Tue 6 Jan 2026 15:00   notified                                        [person=p2]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p2]
    Thu 8 Jan 2026 09:00   discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21    [person=p3]
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met                      [person=p3]
    Thu 8 Jan 2026 09:00   discharged                  RNS:HAWTHORN  19/1  [person=p3]

    measure hours_until_notified: 1.5 hours
    """


@holds
def test_in_the_night_when_the_clocks_go_forward_twelve_hours_on_the_wall_are_eleven() -> None:
    """
    Fri 27 Mar 2026 10:00  admitted                    RNS:HAWTHORN  21
    Sat 28 Mar 2026 20:00  criteria_to_reside_not_met
    Sun 29 Mar 2026 08:00  notified
    Sun 29 Mar 2026 20:00  discharged                  RNS:HAWTHORN  19/1

    measure hours_until_notified: 11 hours
    """
