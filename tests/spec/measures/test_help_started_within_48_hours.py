"""Home with help that began within 48 hours

Of people who left on pathway 1, home with new or more support, how many had help at home that began, or began again,
from 72 hours before they left to 48 hours after. A bed elsewhere or a care home is not help at home.

Source: our own measure, after the two days that the NHS Long Term Plan (January 2019) gives reablement from referral
(*unverified*). The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_exactly_48_hours_is_in_time_and_a_minute_more_is_not() -> None:
    """The third was carried by a bed elsewhere, which is not home.

    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21             [person=p1]
    Thu 8 Jan 2026 09:00   pathway_chosen   1                            [person=p1]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1           [person=p1]
    Sun 11 Jan 2026 12:00  support_started  reablement                   [person=p1] [service=START]
    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21             [person=p2]
    Thu 8 Jan 2026 09:00   pathway_chosen   1                            [person=p2]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1           [person=p2]
    Sun 11 Jan 2026 12:01  support_started  reablement                   [person=p2] [service=START]
    Mon 5 Jan 2026 10:00   admitted         RNS:HAWTHORN  21             [person=p3]
    Thu 8 Jan 2026 09:00   pathway_chosen   1                            [person=p3]
    Fri 9 Jan 2026 12:00   discharged       RNS:HAWTHORN  19/1           [person=p3]
    Fri 9 Jan 2026 15:00   support_started  bed_based_intermediate_care  [person=p3] [service=SHAW:STEPDOWN]

    measure help_started_within_48_hours: 1 of 3
    """


@holds
def test_help_that_was_held_and_began_again_counts_and_pathway_0_is_not_asked() -> None:
    """Her carers came before, and come again on the evening she is home. The second needs nothing new.

    Mon 1 Dec 2025 09:00   support_started    home_care            [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21     [person=p1]
    Mon 5 Jan 2026 11:00   support_held                            [person=p1] [service=HOMECARE]
    Thu 8 Jan 2026 09:00   pathway_chosen     1                    [person=p1]
    Fri 9 Jan 2026 12:00   discharged         RNS:HAWTHORN  19/1   [person=p1]
    Fri 9 Jan 2026 18:00   support_restarted                       [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21     [person=p2]
    Thu 8 Jan 2026 09:00   pathway_chosen     0                    [person=p2]
    Fri 9 Jan 2026 12:00   discharged         RNS:HAWTHORN  19/1   [person=p2]

    measure help_started_within_48_hours: 1 of 1
    """
