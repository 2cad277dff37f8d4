"""Pathway home changed during the stay

A pathway chosen too early is work begun twice. Of the people who left alive after at least a night, with a pathway
recorded, those for whom more than one was chosen in the stay. The same pathway chosen again is no change; one chosen,
left and chosen again is.

Source: our own measure. The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_chosen_again_is_no_change_and_there_and_back_is_one() -> None:
    """p1 always 1; p2 from 3 to 1; p3 from 1 to 2 and back.

    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21    [person=p1]
    Tue 6 Jan 2026 10:00  pathway_chosen                1     [person=p1]
    Wed 7 Jan 2026 10:00  pathway_chosen                1     [person=p1]
    Fri 9 Jan 2026 10:00  discharged      RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21    [person=p2]
    Tue 6 Jan 2026 10:00  pathway_chosen                3     [person=p2]
    Wed 7 Jan 2026 10:00  pathway_chosen                1     [person=p2]
    Fri 9 Jan 2026 10:00  discharged      RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00  admitted        RNS:HAWTHORN  21    [person=p3]
    Tue 6 Jan 2026 10:00  pathway_chosen                1     [person=p3]
    Wed 7 Jan 2026 10:00  pathway_chosen                2     [person=p3]
    Thu 8 Jan 2026 10:00  pathway_chosen                1     [person=p3]
    Fri 9 Jan 2026 10:00  discharged      RNS:HAWTHORN  19/1  [person=p3]

    measure pathway_changed: 2 of 3
    """


@holds
def test_the_choice_of_an_earlier_stay_is_not_changed_by_the_next() -> None:
    """1 in the first stay and 2 in the second: no change in either. p2 has no pathway, p3 died.

    Mon 5 Jan 2026 10:00   admitted        RNS:HAWTHORN  21    [person=p1]
    Tue 6 Jan 2026 10:00   pathway_chosen                1     [person=p1]
    Fri 9 Jan 2026 10:00   discharged      RNS:HAWTHORN  19/1  [person=p1]
    Mon 19 Jan 2026 10:00  admitted        RNS:HAWTHORN  21    [person=p1]
    Tue 20 Jan 2026 10:00  pathway_chosen                2     [person=p1]
    Fri 23 Jan 2026 10:00  discharged      RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted        RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 10:00   discharged      RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted        RNS:HAWTHORN  21    [person=p3]
    Tue 6 Jan 2026 10:00   pathway_chosen                3     [person=p3]
    Wed 7 Jan 2026 10:00   pathway_chosen                1     [person=p3]
    Fri 9 Jan 2026 10:00   discharged      RNS:HAWTHORN  79/4  [person=p3]

    measure pathway_changed: 0 of 2
    """
