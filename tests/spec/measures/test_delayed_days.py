"""Delayed days per day

The nights that adults of the area spend in hospital after they were ready to leave, for each day, per 100,000 adults:
in other words how many beds, of 100,000 people's, are filled by waiting. A night is counted once however many reasons
run, from the date on which the delay began up to and not including the date on which it ended. What is printed below is
the nights divided by the days asked about; the rate divides that by the people of the area.

Source: Department of Health and DCLG, *NHS-social care interface dashboard*, metric 3 (29 November 2017), and NHS
England's delayed transfers of care, whose days were calendar days, weekends and bank holidays too: Local Government
Association, LG Inform, metric 3632, read 22 November 2026. The unit was checked against Oxfordshire's published 39.9.
The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_two_reasons_at_once_are_one_night() -> None:
    """Five nights in ten days: 5 to 9 January. The second reason adds none.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00   admitted       RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00   delay_started  29
    Wed 7 Jan 2026 09:00   delay_started  35
    Sat 10 Jan 2026 15:00  discharged     RNS:HAWTHORN  19/1

    measure delayed_days: 0.5
    """


@holds
def test_nights_before_the_days_asked_about_and_people_under_18_or_from_elsewhere_are_not_counted() -> None:
    """Of the first, the nights of 1 and 2 January. The second is 17, and the third lives in another council's area.

    from 1 Jan 2026 to 10 Jan 2026
    Sun 28 Dec 2025 10:00  admitted           RNS:HAWTHORN  21        [person=p1]
    Mon 29 Dec 2025 10:00  delay_started      29                      [person=p1]
    Sat 3 Jan 2026 15:00   discharged         RNS:HAWTHORN  19/1      [person=p1]
    Thu 1 Jan 2026 10:00   admitted           RNS:HAWTHORN  21        [person=p2] [born=2008-01-02]
    Thu 1 Jan 2026 11:00   delay_started      29                      [person=p2]
    Sat 3 Jan 2026 15:00   discharged         RNS:HAWTHORN  19/1      [person=p2]
    Wed 31 Dec 2025 09:00  residence_changed  E06000018     own_home  [person=p3]
    Thu 1 Jan 2026 10:00   admitted           RNS:HAWTHORN  21        [person=p3]
    Thu 1 Jan 2026 11:00   delay_started      29                      [person=p3]
    Sat 3 Jan 2026 15:00   discharged         RNS:HAWTHORN  19/1      [person=p3]

    measure delayed_days: 0.2
    """
