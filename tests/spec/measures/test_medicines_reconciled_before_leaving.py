"""Medicines compared line by line before leaving

Much of the harm after a hospital stay is from medicines that were stopped, started or doubled without anybody noticing.
Of people who left alive after at least a night, how many had their medicines reconciled in the stay, at the latest when
they left. Once in the stay is enough; what was found is not recorded.

Source: our own measure, after NICE NG5 (March 2015), which asks for it within 24 hours of admission and at each
transfer (*unverified*: from general knowledge). The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_in_the_minute_of_leaving_is_in_time_and_after_is_not() -> None:
    """The third was never done.

    Mon 5 Jan 2026 10:00  admitted              RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 12:00  medicines_reconciled                      [person=p1] [sequence=1]
    Fri 9 Jan 2026 12:00  discharged            RNS:HAWTHORN  19/1  [person=p1] [sequence=2]
    Mon 5 Jan 2026 10:00  admitted              RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00  discharged            RNS:HAWTHORN  19/1  [person=p2]
    Fri 9 Jan 2026 12:30  medicines_reconciled                      [person=p2]
    Mon 5 Jan 2026 10:00  admitted              RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 12:00  discharged            RNS:HAWTHORN  19/1  [person=p3]

    measure medicines_reconciled_before_leaving: 1 of 3
    """


@holds
def test_done_in_an_earlier_stay_is_not_done_in_this_one_and_a_death_needs_none() -> None:
    """Done in the first of two stays only. The second person died.

    Mon 5 Jan 2026 10:00   admitted              RNS:HAWTHORN  21    [person=p1] [spell=v1]
    Tue 6 Jan 2026 10:00   medicines_reconciled                      [person=p1]
    Fri 9 Jan 2026 12:00   discharged            RNS:HAWTHORN  19/1  [person=p1] [spell=v1]
    Mon 12 Jan 2026 10:00  admitted              RNS:HAWTHORN  21    [person=p1] [spell=v2]
    Fri 16 Jan 2026 12:00  discharged            RNS:HAWTHORN  19/1  [person=p1] [spell=v2]
    Mon 5 Jan 2026 10:00   admitted              RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00   discharged            RNS:HAWTHORN  79/4  [person=p2]

    measure medicines_reconciled_before_leaving: 1 of 2
    """
