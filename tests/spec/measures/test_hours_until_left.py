"""Hours from the last step to leaving hospital

Everything is arranged, and still they wait: for tablets, transport, a letter. Of people who needed nothing arranged it
is the whole wait from being ready.

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
def test_an_hour_and_a_half_is_one_whole_hour() -> None:
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

    measure hours_until_left: 1 hours
    """


@holds
def test_without_any_other_step_it_is_the_whole_wait_and_the_clocks_do_not_matter() -> None:
    """From eight in the evening to eight in the evening of the next day, an hour of which never was. The second
    person's readiness was not recorded.

    Fri 27 Mar 2026 10:00  admitted                    RNS:HAWTHORN  21
    Sat 28 Mar 2026 20:00  criteria_to_reside_not_met
    Fri 27 Mar 2026 10:00  admitted                    RNS:HAWTHORN  21    [person=p2]
    Sun 29 Mar 2026 20:00  discharged                  RNS:HAWTHORN  19/1  [person=p2]
    Sun 29 Mar 2026 20:00  discharged                  RNS:HAWTHORN  19/1

    measure hours_until_left: 23 hours
    """
