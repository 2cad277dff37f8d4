"""Return to A&E within seven days

Of those who left A&E for home or elsewhere than a ward, those who came to any A&E again no more than seven days
later: by date, so that Monday to the Monday after counts and Monday to the Tuesday after does not. A return counts
once, for the attendance just before it. Those admitted or dead are left out, for they did not go home. The national
indicator leaves out planned returns too, which the ledger cannot tell.

Source: A&E clinical quality indicators, in use from April 2011, as University Hospitals Birmingham gives them:
*unplanned re-attendance within 7 days of the original attendance*, good practice being less than 5%;
<https://archive.uhb.nhs.uk/unplanned-re-attendance-at-a-and-e.htm>, read 22 November 2026. That days are by date is
our reading. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_the_seventh_day_counts_and_the_eighth_does_not() -> None:
    """p1 came back after seven days, p2 after eight; nobody came a third time.

    Mon 5 Jan 2026 10:00   attended         RNS:AE  walk_in  [person=p1] [spell=a1]
    Mon 5 Jan 2026 12:00   left_department  RNS:AE  home     [person=p1] [spell=a1]
    Mon 12 Jan 2026 23:00  attended         RNQ:AE  walk_in  [person=p1] [spell=a2]
    Mon 12 Jan 2026 23:50  left_department  RNQ:AE  home     [person=p1] [spell=a2]
    Mon 5 Jan 2026 10:00   attended         RNS:AE  walk_in  [person=p2] [spell=b1]
    Mon 5 Jan 2026 12:00   left_department  RNS:AE  home     [person=p2] [spell=b1]
    Tue 13 Jan 2026 09:00  attended         RNS:AE  walk_in  [person=p2] [spell=b2]
    Tue 13 Jan 2026 10:00  left_department  RNS:AE  home     [person=p2] [spell=b2]

    measure ae_reattendance_7_days: 1 of 4
    """


@holds
def test_somebody_admitted_did_not_go_home_but_their_return_counts_for_the_visit_before() -> None:
    """p1 went home and was admitted on the second visit; p2 was admitted on the first.

    Mon 5 Jan 2026 10:00  attended         RNS:AE        walk_in  [person=p1] [spell=a1]
    Mon 5 Jan 2026 12:00  left_department  RNS:AE        home     [person=p1] [spell=a1]
    Wed 7 Jan 2026 10:00  attended         RNS:AE        walk_in  [person=p1] [spell=a2]
    Wed 7 Jan 2026 13:00  admitted         RNS:HAWTHORN  21       [person=p1] [spell=a2]
    Mon 5 Jan 2026 10:00  attended         RNS:AE        walk_in  [person=p2] [spell=b1]
    Mon 5 Jan 2026 13:00  admitted         RNS:HAWTHORN  21       [person=p2] [spell=b1]
    Tue 6 Jan 2026 13:00  discharged       RNS:HAWTHORN  19/1     [person=p2] [spell=b1]
    Thu 8 Jan 2026 10:00  attended         RNS:AE        walk_in  [person=p2] [spell=b2]
    Thu 8 Jan 2026 12:00  left_department  RNS:AE        home     [person=p2] [spell=b2]

    measure ae_reattendance_7_days: 1 of 2
    """
