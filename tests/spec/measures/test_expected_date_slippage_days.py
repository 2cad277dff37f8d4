"""Days from the first expected date of discharge to the discharge

The date of discharge less the first date that was ever expected, in days; a discharge before the date counts as less
than none. What was expected later changes nothing. Those who died, or whose stay went on at another hospital, are not
counted, nor are stays for which no date was set.

Source: our own measure; Sturgess' guide to expected dates of discharge: the date is a forecast, and a changed date is
evidence. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_late_and_early_days_are_set_against_each_other() -> None:
    """p1 left 3 days after the first date, p2 a day before; p3 died; p4 had no date.

    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p1]
    Tue 6 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-09  [person=p1]
    Thu 8 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-12  [person=p1]
    Mon 12 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p1]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p2]
    Tue 6 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-10  [person=p2]
    Fri 9 Jan 2026 10:00   discharged              RNS:HAWTHORN  19/1        [person=p2]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p3]
    Tue 6 Jan 2026 10:00   expected_discharge_set  RNS:HAWTHORN  2026-01-10  [person=p3]
    Sun 18 Jan 2026 10:00  discharged              RNS:HAWTHORN  79/4        [person=p3]
    Mon 5 Jan 2026 10:00   admitted                RNS:HAWTHORN  21          [person=p4]
    Mon 12 Jan 2026 10:00  discharged              RNS:HAWTHORN  19/1        [person=p4]

    measure expected_date_slippage_days: 2 / 2 = 1
    """


@holds
def test_days_are_dates_in_england() -> None:
    """Half past midnight in England, an hour before in universal time: the day after the one expected.

    Mon 6 Jul 2026 10:00      admitted                RNS:HAWTHORN  21          [person=p1]
    Tue 7 Jul 2026 10:00      expected_discharge_set  RNS:HAWTHORN  2026-07-09  [person=p1]
    Thu 9 Jul 2026 23:30 UTC  discharged              RNS:HAWTHORN  19/1        [person=p1]

    measure expected_date_slippage_days: 1 / 1 = 1
    """
