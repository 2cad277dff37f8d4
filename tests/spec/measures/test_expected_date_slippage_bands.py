"""Days between the first expected date and the discharge, in bands

The distribution behind `expected_date_slippage_days`, whose average hides whether everybody leaves a few days late or a
few leave months late. The bands: before the first expected date, on it (0), 1, 2-3, 4-6, 7-13, and 14 or more days
after.

Source: our own; the bands are those of NHS England's file on days from ready to leaving, with the longest together. The
examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_the_edges_of_the_bands() -> None:
    """Expected on 9 January; left a day before, on the day, and 1, 3, 4, 13 and 14 days after.

    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p1]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p1]
    Thu 8 Jan 2026 10:00   discharged              RNS:HAWTHORN  19/1        [person=p1]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p2]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p2]
    Fri 9 Jan 2026 23:00   discharged              RNS:HAWTHORN  19/1        [person=p2]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p3]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p3]
    Sat 10 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p3]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p4]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p4]
    Mon 12 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p4]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p5]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p5]
    Tue 13 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p5]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p6]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p6]
    Thu 22 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p6]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p7]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p7]
    Fri 23 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p7]

    measure expected_date_slippage_bands: 0 = 1 of 7
    measure expected_date_slippage_bands: 1 = 1 of 7
    measure expected_date_slippage_bands: 2-3 = 1 of 7
    measure expected_date_slippage_bands: 4-6 = 1 of 7
    measure expected_date_slippage_bands: 7-13 = 1 of 7
    measure expected_date_slippage_bands: 14+ = 1 of 7
    measure expected_date_slippage_bands: before = 1 of 7
    """


@holds
def test_the_first_date_counts_and_not_the_last() -> None:
    """It was put off on the day itself: on the new date, and still two days late. p2 never had a date; p3 died.

    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p1]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p1]
    Fri 9 Jan 2026 12:00   expected_discharge_set                2026-01-11  [person=p1]
    Sun 11 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p1]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p2]
    Fri 9 Jan 2026 10:00   discharged              RNS:HAWTHORN  19/1        [person=p2]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p3]
    Mon 5 Jan 2026 12:00   expected_discharge_set                2026-01-09  [person=p3]
    Fri 9 Jan 2026 10:00   discharged              RNS:HAWTHORN  79/4        [person=p3]

    measure expected_date_slippage_bands: 2-3 = 1 of 1
    """
