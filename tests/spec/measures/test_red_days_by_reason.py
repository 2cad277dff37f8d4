"""Red days by reason

Each red day counts once, under one reason: the one that the ward gave with the judgement, written red/REASON; else
the reason for delay under which that night counts, which of several is the one that began first; else under none. All
shares together make 100%, so red days by reason add up to all red days.

Source: Emergency Care Improvement Programme, rapid improvement guide to red and green bed days: a red day is one on
which a person gets little or no acute care of value. That days begin red and are turned green is from general
knowledge (unverified). The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_wards_own_reason_goes_before_that_of_the_delay() -> None:
    """On Monday no delay ran; on Tuesday and Wednesday one did, and on Wednesday the ward gave a reason of its own.
    Thursday was green.

    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Mon 5 Jan 2026 15:00  day_judged                  RNS:HAWTHORN  red
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met  RNS:HAWTHORN
    Tue 6 Jan 2026 09:00  delay_started               RNS:HAWTHORN  28
    Tue 6 Jan 2026 15:00  day_judged                  RNS:HAWTHORN  red
    Wed 7 Jan 2026 15:00  day_judged                  RNS:HAWTHORN  red/diagnostics
    Thu 8 Jan 2026 15:00  day_judged                  RNS:HAWTHORN  green
    Fri 9 Jan 2026 10:00  discharged                  RNS:HAWTHORN  19/1

    measure red_days_by_reason: 28 = 1 of 3
    measure red_days_by_reason: diagnostics = 1 of 3
    measure red_days_by_reason: not known = 1 of 3
    """


@holds
def test_of_two_delays_that_run_the_one_that_began_first_has_the_day() -> None:
    """Both ran on Wednesday; from Thursday only the second.

    Mon 5 Jan 2026 10:00  admitted                    RNS:HAWTHORN  21
    Tue 6 Jan 2026 09:00  criteria_to_reside_not_met  RNS:HAWTHORN
    Tue 6 Jan 2026 09:00  delay_started               RNS:HAWTHORN  28    [as=first]
    Wed 7 Jan 2026 09:00  delay_started               RNS:HAWTHORN  6
    Wed 7 Jan 2026 15:00  day_judged                  RNS:HAWTHORN  red
    Thu 8 Jan 2026 09:00  delay_ended                 RNS:HAWTHORN  28    [about=first]
    Thu 8 Jan 2026 15:00  day_judged                  RNS:HAWTHORN  red
    Fri 9 Jan 2026 10:00  discharged                  RNS:HAWTHORN  19/1

    measure red_days_by_reason: 6 = 1 of 2
    measure red_days_by_reason: 28 = 1 of 2
    """
