"""Discharge summary read by who cares next, by the day of leaving

Sent is not read. Of people who left hospital alive, how many whose next carer said, on that date in England or before,
that they had the summary. A receipt that nobody recorded counts as none.

Source: our own measure, after the discharge information that the Care Quality Commission asked about in 20 local system
reviews (*Beyond barriers*, July 2018). The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_ten_to_midnight_is_in_time_and_ten_past_is_not() -> None:
    """The third was sent and never acknowledged.

    Mon 5 Jan 2026 10:00   admitted          RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 12:00   discharged        RNS:HAWTHORN  19/1  [person=p1]
    Fri 9 Jan 2026 23:50   summary_received                      [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted          RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00   discharged        RNS:HAWTHORN  19/1  [person=p2]
    Sat 10 Jan 2026 00:10  summary_received                      [person=p2] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted          RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 11:00   summary_sent                          [person=p3] [service=HOMECARE]
    Fri 9 Jan 2026 12:00   discharged        RNS:HAWTHORN  19/1  [person=p3]

    measure summary_read_by_day_of_leaving: 1 of 3
    """


@holds
def test_in_summer_the_date_is_that_of_the_clock_on_the_wall() -> None:
    """Ten to midnight in universal time is ten to one on Saturday.

    Mon 29 Jun 2026 10:00     admitted          RNS:HAWTHORN  21
    Fri 3 Jul 2026 12:00      discharged        RNS:HAWTHORN  19/1
    Fri 3 Jul 2026 23:50 UTC  summary_received                      [service=HOMECARE]

    measure summary_read_by_day_of_leaving: 0 of 1
    """
