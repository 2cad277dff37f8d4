"""Red days, of days judged

Each person and day counts once, by what the ward said last that day; of two judgements at one moment, green holds,
because days begin red. The day is that of the clock in England. A day that nobody judged is not counted at all.

Source: Emergency Care Improvement Programme, rapid improvement guide to red and green bed days: a red day is one on
which a person gets little or no acute care of value. That days begin red and are turned green is from general
knowledge (unverified). The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_last_judgement_of_a_day_counts() -> None:
    """p1's Monday was turned green; Tuesday and Wednesday stayed red, as did p2's Monday.

    Sun 4 Jan 2026 10:00  admitted    RNS:HAWTHORN  21     [person=p1]
    Mon 5 Jan 2026 08:00  day_judged  RNS:HAWTHORN  red    [person=p1]
    Mon 5 Jan 2026 15:00  day_judged  RNS:HAWTHORN  green  [person=p1]
    Tue 6 Jan 2026 08:00  day_judged  RNS:HAWTHORN  red    [person=p1]
    Wed 7 Jan 2026 08:00  day_judged  RNS:HAWTHORN  green  [person=p1]
    Wed 7 Jan 2026 16:00  day_judged  RNS:HAWTHORN  red    [person=p1]
    Sun 4 Jan 2026 10:00  admitted    RNS:HAWTHORN  21     [person=p2]
    Mon 5 Jan 2026 08:00  day_judged  RNS:HAWTHORN  red    [person=p2]

    measure red_days: 3 of 4
    """


@holds
def test_the_day_is_that_of_england_and_of_two_at_one_moment_green_holds() -> None:
    """p1's two judgements are of one day in England, and the last is green; p2's are of one moment.

    Mon 6 Jul 2026 10:00      admitted    RNS:HAWTHORN  21     [person=p1]
    Thu 9 Jul 2026 23:30 UTC  day_judged  RNS:HAWTHORN  red    [person=p1]
    Fri 10 Jul 2026 15:00     day_judged  RNS:HAWTHORN  green  [person=p1]
    Mon 6 Jul 2026 10:00      admitted    RNS:HAWTHORN  21     [person=p2]
    Fri 10 Jul 2026 12:00     day_judged  RNS:HAWTHORN  green  [person=p2]
    Fri 10 Jul 2026 12:00     day_judged  RNS:HAWTHORN  red    [person=p2]
    Mon 6 Jul 2026 10:00      admitted    RNS:HAWTHORN  21     [person=p3]
    Fri 10 Jul 2026 12:00     day_judged  RNS:HAWTHORN  red    [person=p3]

    measure red_days: 1 of 3
    """
