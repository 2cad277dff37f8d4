"""Left hospital for the place they usually live

Of people who left hospital alive after at least a night, how many went back to where they usually live, which is a care
home for those who live in one: discharge destination 19. The code says nothing of how much help they went home with, so
somebody may be home by this count who is not managing there.

Source: Better Care Fund from 2021-22, discharge to usual place of residence; its own definition was not read
(*unverified*), and some areas count a temporary residence (29) too. Codes: NHS Data Dictionary, discharge destination.
The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_usual_residence_counts_and_a_temporary_one_or_a_new_care_home_does_not() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN  29/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 12:00  discharged  RNS:HAWTHORN  85/1  [person=p3]

    measure discharged_to_usual_residence: 1 of 3
    """


@holds
def test_the_dead_those_who_spent_no_night_and_those_gone_nobody_knows_where_are_in_neither_part() -> None:
    """Died; no night; destination 99. The last was moved to another hospital and went home from there: counted once, at
    its end.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 12:00   discharged  RNS:HAWTHORN  79/4  [person=p1]
    Fri 9 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 12:00   discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p3]
    Fri 9 Jan 2026 12:00   discharged  RNS:HAWTHORN  99/1  [person=p3]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p4]
    Fri 9 Jan 2026 12:00   discharged  RNS:HAWTHORN  51/1  [person=p4]
    Fri 9 Jan 2026 13:00   admitted    RNQ:ASHBY     81    [person=p4]
    Mon 12 Jan 2026 12:00  discharged  RNQ:ASHBY     19/1  [person=p4]

    measure discharged_to_usual_residence: 1 of 1
    """
