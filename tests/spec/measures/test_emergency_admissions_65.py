"""Emergency admissions of people aged 65 and over

Each hospital stay that began as an emergency (admission method 21 to 25, 28, 2A to 2D), of somebody who was 65 or
over on that day and lives in the area. A stay that goes on in another hospital begins there anew, and counts there
too.

Source: DH and DCLG, *NHS-social care interface dashboard*, metric 1, 29 November 2017; the emergency methods as NHS
Digital's *CCG Outcomes Indicator Set 2.6*, version 1.15, lists them, read 22 November 2026. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_emergencies_count_from_the_65th_birthday() -> None:
    """p1 turned 65 that day and p2 will tomorrow; p3 came as planned.

    Fri 9 Jan 2026 10:00  admitted  RNS:HAWTHORN  21  [person=p1] [born=1961-01-09]
    Fri 9 Jan 2026 10:00  admitted  RNS:HAWTHORN  21  [person=p2] [born=1961-01-10]
    Fri 9 Jan 2026 10:00  admitted  RNS:HAWTHORN  11  [person=p3]

    measure emergency_admissions_65: 1
    """


@holds
def test_each_stay_counts_and_only_residents_do() -> None:
    """p1 came twice; p2 lives in Nottingham; of p3 nobody said where, and they count as a resident.

    Wed 1 Jan 2025 09:00   residence_changed  E06000061     own_home  [person=p1]
    Fri 9 Jan 2026 10:00   admitted           RNQ:ASHBY     21        [person=p1] [spell=a]
    Sat 10 Jan 2026 10:00  discharged         RNQ:ASHBY     19/1      [person=p1] [spell=a]
    Mon 2 Feb 2026 10:00   admitted           RNQ:ASHBY     2A        [person=p1] [spell=b]
    Wed 1 Jan 2025 09:00   residence_changed  E06000018     own_home  [person=p2]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21        [person=p2]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  28        [person=p3]

    measure emergency_admissions_65: 3
    """
