"""Frail people whose frailty was reviewed within a year

Everybody aged 65 or over whose last score on the Clinical Frailty Scale is 5 (mildly frail) or more is counted each
night until the next score or their death. They are reviewed while the last score is less than 365 days old. Ask for
one day to see who is overdue on it.

Source: our own, after the *Northamptonshire Better Care Fund narrative plan for 2021/22*: everybody with a frailty
score is to be assessed every year. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_on_the_365th_day_a_score_is_overdue() -> None:
    """p1 was scored 365 days before and p2 364. p3 is not frail, and p4 died the day before.

    from 10 Jan 2026 to 10 Jan 2026
    Fri 10 Jan 2025 10:00  frailty_scored  6  [person=p1]
    Sat 11 Jan 2025 10:00  frailty_scored  6  [person=p2]
    Mon 1 Dec 2025 10:00   frailty_scored  4  [person=p3]
    Mon 1 Dec 2025 10:00   frailty_scored  7  [person=p4]
    Fri 9 Jan 2026 10:00   died               [person=p4]

    measure frailty_reviewed: 1 of 2
    """


@holds
def test_nights_are_averaged_and_the_last_score_counts() -> None:
    """Of two nights p1 was reviewed on one. p2 was frail once and is not now. p3 turned 65 on the second. So 2 / 2 of
    3 / 2. The ledger must have spoken for 365 days before: until then nobody could be overdue.

    from 9 Jan 2026 to 10 Jan 2026
    Thu 2 Jan 2025 10:00   frailty_scored  2  [person=p4]
    Fri 10 Jan 2025 10:00  frailty_scored  5  [person=p1]
    Fri 10 Jan 2025 10:00  frailty_scored  6  [person=p2]
    Mon 1 Dec 2025 10:00   frailty_scored  3  [person=p2]
    Mon 1 Dec 2025 10:00   frailty_scored  6  [person=p3] [born=1961-01-10]

    measure frailty_reviewed: 1 of 1.5
    """
