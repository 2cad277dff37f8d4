"""Escalation beds open

Beds that a ward says it has open, above the number that it has of its own in the system's file, on average over the
midnights of the period. What a ward said last holds until it says otherwise, or until it closes; of several reports
on one day the last holds for that midnight. Fewer beds than its own are no escalation and are not set off against
another ward. A ward whose own number is not known is left out and told.

Source: our own; the Care Quality Commission's *Northamptonshire: local system review report*, 2018, speaks of
additional areas opened to increase bed capacity. The examples are our own; in the file Hawthorn ward has 28 beds and
Rowan ward 24.
"""

from tests.spec.page import holds


@holds
def test_four_beds_more_for_three_midnights_of_ten() -> None:
    """32 beds open from Monday, 28 from Thursday: 3 midnights with 4 more.

    from 5 Jan 2026 to 14 Jan 2026
    Mon 5 Jan 2026 08:00  admitted           RNS:HAWTHORN  21
    Mon 5 Jan 2026 09:00  capacity_reported  RNS:HAWTHORN  32  [person=]
    Thu 8 Jan 2026 09:00  capacity_reported  RNS:HAWTHORN  28  [person=]

    measure escalation_beds_open: 12 / 10 = 1.2
    """


@holds
def test_the_last_report_of_a_day_holds_and_a_ward_not_in_the_file_is_left_out() -> None:
    """Hawthorn had 2 more at two midnights, until it closed; Rowan had 4 fewer; of the winter ward nothing is known.

    from 5 Jan 2026 to 14 Jan 2026
    Mon 5 Jan 2026 08:00  admitted           RNS:HAWTHORN  21
    Mon 5 Jan 2026 09:00  capacity_reported  RNS:HAWTHORN  40  [person=]
    Mon 5 Jan 2026 18:00  capacity_reported  RNS:HAWTHORN  30  [person=]
    Wed 7 Jan 2026 12:00  service_closed     RNS:HAWTHORN      [person=]
    Mon 5 Jan 2026 09:00  capacity_reported  RNS:ROWAN     20  [person=]
    Mon 5 Jan 2026 09:00  capacity_reported  RNS:WINTER    12  [person=]

    measure escalation_beds_open: 4 / 10 = 0.4
    """
