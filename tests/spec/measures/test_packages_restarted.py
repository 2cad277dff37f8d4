"""Home care packages held while in hospital and restarted without asking anew

Help that is paused and kept while somebody is in hospital can begin again on the day that they go home. It counts as
restarted if the same service began again within 28 days. Who died before that is in neither part. A hold counts for
somebody who was in hospital that day, or went in on the next.

Source: our own. How long a package is kept differs from council to council. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_who_died_could_not_restart() -> None:
    """p1 is home after 15 days with the same help; p2's was given up; p3 died.

    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21     [person=p1]
    Mon 5 Jan 2026 12:00   support_held                            [person=p1] [service=HOMECARE]
    Tue 20 Jan 2026 10:00  discharged         RNS:HAWTHORN  19/1   [person=p1]
    Tue 20 Jan 2026 17:00  support_restarted                       [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21     [person=p2]
    Mon 5 Jan 2026 12:00   support_held                            [person=p2] [service=HOMECARE]
    Mon 12 Jan 2026 12:00  support_ended                    other  [person=p2] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21     [person=p3]
    Mon 5 Jan 2026 12:00   support_held                            [person=p3] [service=HOMECARE]
    Thu 15 Jan 2026 12:00  died                                    [person=p3]

    measure packages_restarted: 1 of 2
    """


@holds
def test_on_the_28th_day_and_not_on_the_29th() -> None:
    """p1's began again on the 28th day and p2's on the 29th. p3 was on holiday and not in hospital.

    Sun 4 Jan 2026 20:00   support_held                           [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21    [person=p1]
    Sun 1 Feb 2026 10:00   discharged         RNS:HAWTHORN  19/1  [person=p1]
    Sun 1 Feb 2026 17:00   support_restarted                      [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 10:00   admitted           RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 12:00   support_held                           [person=p2] [service=HOMECARE]
    Tue 3 Feb 2026 10:00   discharged         RNS:HAWTHORN  19/1  [person=p2]
    Tue 3 Feb 2026 17:00   support_restarted                      [person=p2] [service=HOMECARE]
    Mon 5 Jan 2026 12:00   support_held                           [person=p3] [service=HOMECARE]
    Mon 12 Jan 2026 12:00  support_restarted                      [person=p3] [service=HOMECARE]

    measure packages_restarted: 1 of 2
    """
