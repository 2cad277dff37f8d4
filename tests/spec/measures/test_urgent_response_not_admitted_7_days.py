"""Seen at home by the two-hour response, and not admitted in the week after

A crisis response team comes so that a crisis at home need not end in a hospital bed. Of the people it saw at home,
those of whom no emergency admission began from the moment it was asked to the end of the 7th day after. The visits are
those of `urgent_response_2_hours`, late ones too. It does not say that these would have been admitted
without the visit.

Source: our own measure. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_the_seventh_day_counts_and_the_eighth_does_not() -> None:
    """p1 was not admitted; p2 was in the last hour of the 7th day after; p3 in the first hour of the 8th.

    Mon 5 Jan 2026 09:00   called     RP1:UCR       crisis_line  [person=p1]
    Mon 5 Jan 2026 10:00   responded  RP1:UCR       visited      [person=p1] [service=UCR]
    Mon 5 Jan 2026 09:00   called     RP1:UCR       crisis_line  [person=p2]
    Mon 5 Jan 2026 10:00   responded  RP1:UCR       visited      [person=p2] [service=UCR]
    Mon 12 Jan 2026 23:30  admitted   RNS:HAWTHORN  21           [person=p2]
    Mon 5 Jan 2026 09:00   called     RP1:UCR       crisis_line  [person=p3]
    Mon 5 Jan 2026 10:00   responded  RP1:UCR       visited      [person=p3] [service=UCR]
    Tue 13 Jan 2026 00:30  admitted   RNS:HAWTHORN  21           [person=p3]

    measure urgent_response_not_admitted_7_days: 2 of 3
    """


@holds
def test_a_planned_admission_is_no_failure_and_one_before_the_visit_is() -> None:
    """p1 went in for a planned operation; p2 was taken in after the team was asked, and referred to it the day before.

    Mon 5 Jan 2026 09:00  called           RP1:UCR       crisis_line      [person=p1]
    Mon 5 Jan 2026 10:00  responded        RP1:UCR       visited          [person=p1] [service=UCR]
    Thu 8 Jan 2026 08:00  admitted         RNS:HAWTHORN  11               [person=p1]
    Mon 5 Jan 2026 09:00  referred                                        [person=p2] [service=UCR]
    Mon 5 Jan 2026 09:30  admitted         RNS:HAWTHORN  21               [person=p2]
    Tue 6 Jan 2026 09:00  discharged       RNS:HAWTHORN  19/1             [person=p2]
    Tue 6 Jan 2026 10:30  support_started                crisis_response  [person=p2] [service=UCR]

    measure urgent_response_not_admitted_7_days: 1 of 2
    """
