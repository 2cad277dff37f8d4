"""Days that home care packages were held before they were restarted

The days from the pause to the new beginning, for packages of packages_restarted that did begin again within 28 days.

Source: our own. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_one_that_never_began_again_is_not_in_it() -> None:
    """15 days and 28 days make 43, for two packages.

    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 12:00   support_held                           [person=p1] [service=HOMECARE]
    Tue 20 Jan 2026 10:00  discharged         RNS:HAWTHORN  19/1  [person=p1]
    Tue 20 Jan 2026 17:00  support_restarted                      [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 12:00   support_held                           [person=p2] [service=HOMECARE]
    Mon 2 Feb 2026 10:00   discharged         RNS:HAWTHORN  19/1  [person=p2]
    Mon 2 Feb 2026 17:00   support_restarted                      [person=p2] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21    [person=p3]
    Mon 5 Jan 2026 12:00   support_held                           [person=p3] [service=HOMECARE]

    measure package_days_held: 43 / 2 = 21.5
    """


@holds
def test_restarted_the_same_day_is_nought_days() -> None:
    """It is the same service that must begin again: nights by another agency are not.

    Mon 5 Jan 2026 08:00   admitted           RNS:HAWTHORN  21    [person=p1]
    Mon 5 Jan 2026 09:00   support_held                           [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 15:00   discharged         RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 18:00   support_restarted                      [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 08:00   admitted           RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 09:00   support_held                           [person=p2] [service=HOMECARE]
    Tue 6 Jan 2026 18:00   support_restarted                      [person=p2] [service=NIGHTS]

    measure package_days_held: 0 / 1 = 0
    """
