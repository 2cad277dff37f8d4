"""Stays on a frailty unit of 72 hours or less

As frailty_unit_hours: the share of those that were no longer than 72 hours that passed. 72 hours exactly count.

Source: Care Quality Commission, *Northamptonshire: local system review report*, 2018: Kettering's frailty unit aims
at 72 hours, and stays there were longer than 100 on average from July 2017 and 168 in March 2018. The examples are
our own.
"""

from tests.spec.page import holds


@holds
def test_72_hours_exactly_count_and_who_is_still_there_does_not() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNQ:FRAILTY  21    [person=p1]
    Thu 8 Jan 2026 10:00  moved       RNQ:ASHBY          [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNQ:FRAILTY  21    [person=p2]
    Thu 8 Jan 2026 10:01  discharged  RNQ:FRAILTY  19/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted    RNQ:FRAILTY  21    [person=p3]

    measure frailty_unit_within_72_hours: 1 of 2
    """


@holds
def test_frailty_unit_within_72_hours_by_the_hours_that_passed_when_the_clocks_change() -> None:
    """The clocks go forward on 29 March 2026 and back on 25 October. 71 hours 45 minutes passed in spring, 72 hours 30
    in autumn; by the wall it would be the other way round.

    Thu 26 Mar 2026 10:00  admitted    RNQ:FRAILTY  21    [person=p1]
    Sun 29 Mar 2026 10:45  discharged  RNQ:FRAILTY  19/1  [person=p1]
    Thu 22 Oct 2026 10:00  admitted    RNQ:FRAILTY  21    [person=p2]
    Sun 25 Oct 2026 09:30  discharged  RNQ:FRAILTY  19/1  [person=p2]

    measure frailty_unit_within_72_hours: 1 of 2
    """
