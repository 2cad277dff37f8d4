"""Hours from triage to the referral being accepted

The wait for a yes, and for every no before it: of several referrals made in the stay, the one accepted first counts.

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
def test_from_thursday_noon_to_friday_at_ten() -> None:
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

    measure hours_until_accepted: 22 hours
    """


@holds
def test_the_no_before_the_yes_is_part_of_the_wait() -> None:
    """Two refusals, and a yes on Friday at 9; nobody wrote down a triage, so it counts from the hub being told, on
    Wednesday at 9.

    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met
    Wed 7 Jan 2026 09:00   notified
    Wed 7 Jan 2026 10:00   referred                    care_home_placement  [service=OAKS]
    Wed 7 Jan 2026 15:00   declined                    full                 [service=OAKS]
    Thu 8 Jan 2026 10:00   referred                    care_home_placement  [service=ELMS]
    Fri 9 Jan 2026 09:00   accepted                                         [service=ELMS]
    Mon 12 Jan 2026 09:00  discharged                  RNS:HAWTHORN  85/1

    measure hours_until_accepted: 48 hours
    """


@holds
def test_a_referral_made_before_the_stay_is_not_of_it() -> None:
    """
    Sun 4 Jan 2026 10:00   referred                    reablement           [service=START]
    Mon 5 Jan 2026 10:00   admitted                    RNS:HAWTHORN  21
    Wed 7 Jan 2026 09:00   criteria_to_reside_not_met
    Wed 7 Jan 2026 15:00   accepted                                         [service=START]
    Fri 9 Jan 2026 09:00   discharged                  RNS:HAWTHORN  19/1

    measure hours_until_accepted: not known
    """
