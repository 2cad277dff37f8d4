"""Delayed days as a share of occupied beds

How much of the hospital is filled by people who are ready to leave: their nights over everybody's nights, adults alone.
The national ambition to 2019 was 3.5%, and no definition of it was ever printed; nights over nights is our reading.
What is printed is both sums divided by the days asked about.

Source: for the ambition, Care Quality Commission, *Beyond barriers* (July 2018), which says that it had no definition.
The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_two_delayed_nights_of_six() -> None:
    """In bed on the nights of 1 to 4 January and delayed on the last two; somebody else was in bed for two nights.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00  admitted       RNS:HAWTHORN  21    [person=p1]
    Sat 3 Jan 2026 09:00  delay_started  29                  [person=p1]
    Mon 5 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p1]
    Wed 7 Jan 2026 10:00  admitted       RNS:HAWTHORN  11    [person=p2]
    Fri 9 Jan 2026 12:00  discharged     RNS:HAWTHORN  19/1  [person=p2]

    measure delayed_share_of_occupied_beds: 0.2 of 0.6
    """


@holds
def test_people_under_18_are_in_neither_part_and_people_from_elsewhere_are_in_both() -> None:
    """A child's two nights are left out; the bed is filled whoever lies in it, from wherever.

    from 1 Jan 2026 to 10 Jan 2026
    Thu 1 Jan 2026 10:00   admitted           RNS:HAWTHORN  21        [person=p1] [born=2015-01-02]
    Thu 1 Jan 2026 11:00   delay_started      29                      [person=p1]
    Sat 3 Jan 2026 12:00   discharged         RNS:HAWTHORN  19/1      [person=p1]
    Wed 31 Dec 2025 09:00  residence_changed  E06000018     own_home  [person=p2]
    Thu 1 Jan 2026 10:00   admitted           RNS:HAWTHORN  21        [person=p2]
    Fri 2 Jan 2026 11:00   delay_started      29                      [person=p2]
    Sat 3 Jan 2026 12:00   discharged         RNS:HAWTHORN  19/1      [person=p2]

    measure delayed_share_of_occupied_beds: 0.1 of 0.2
    """
