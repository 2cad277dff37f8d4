"""Stays whose expected date of discharge was moved

Of the stays that ended with an expected date of discharge on record, those whose last date is another than the first.
The same date said again is no move, nor is a date moved and moved back. A stay that has not ended is not counted.

Source: our own measure; Sturgess' guide to expected dates of discharge: the date is a forecast, and a changed date is
evidence. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_same_date_again_is_no_move_and_there_and_back_is_none() -> None:
    """Only p1's date was moved in the end.

    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p1]
    Tue 6 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-09  [person=p1]
    Thu 8 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-12  [person=p1]
    Mon 12 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p1]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p2]
    Tue 6 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-09  [person=p2]
    Thu 8 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-09  [person=p2]
    Mon 12 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p2]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p3]
    Tue 6 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-09  [person=p3]
    Wed 7 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-12  [person=p3]
    Thu 8 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-09  [person=p3]
    Fri 9 Jan 2026 10:00   discharged              RNS:HAWTHORN  19/1        [person=p3]

    measure expected_date_moved: 1 of 3
    """


@holds
def test_a_stay_that_has_not_ended_is_not_counted() -> None:
    """p1's date was moved, and they are still in.

    Mon 5 Jan 2026 10:00  admitted                RNS:HAWTHORN  21          [person=p1]
    Tue 6 Jan 2026 10:00  expected_discharge_set  RNS:HAWTHORN  2026-01-09  [person=p1]
    Thu 8 Jan 2026 10:00  expected_discharge_set  RNS:HAWTHORN  2026-01-12  [person=p1]
    Mon 5 Jan 2026 10:00  admitted                RNS:HAWTHORN  21          [person=p2]
    Tue 6 Jan 2026 10:00  expected_discharge_set  RNS:HAWTHORN  2026-01-09  [person=p2]
    Fri 9 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p2]

    measure expected_date_moved: 0 of 1
    """
