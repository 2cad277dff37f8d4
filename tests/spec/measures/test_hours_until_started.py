"""Hours from acceptance to help beginning, while still in hospital

A yes is not yet help: this is the wait for somebody to be free.

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
def test_from_friday_at_ten_to_saturday_at_nine() -> None:
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

    measure hours_until_started: 23 hours
    """


@holds
def test_help_that_began_at_home_ended_the_wait_in_hospital_when_the_person_left() -> None:
    """Accepted on Friday at 10, gone at 16:00, and the first visit was on Saturday: six hours, and none left over for
    leaving.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met
    Wed 7 Jan 2026 12:30   referred                    reablement           [service=START]
    Fri 9 Jan 2026 10:00   accepted                                         [service=START]
    Fri 9 Jan 2026 16:00   discharged                  RNS:HAWTHORN  19/1
    Sat 10 Jan 2026 09:00  support_started             reablement           [service=START]

    measure hours_until_started: 6 hours
    measure hours_until_left: 0 hours
    """
