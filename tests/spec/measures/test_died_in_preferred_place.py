"""Died where they wanted to

The kind of place that somebody last named as where they would like to die, against where they died: in hospital if
they were in a bed; in a hospice if they had last left hospital for one; else where they lived. Who said that they
have no preference, or was never asked, is not counted.

Source: our own. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_who_was_never_asked_is_not_counted() -> None:
    """p1 died at home as they wished and p2 in hospital. p3 has no preference; p4 was not asked.

    Wed 1 Jan 2025 09:00   residence_changed    E06000062     own_home                      [person=p1]
    Mon 1 Dec 2025 09:00   preference_recorded                place_of_death:own_home       [person=p1]
    Fri 9 Jan 2026 10:00   died                                                             [person=p1]
    Wed 1 Jan 2025 09:00   residence_changed    E06000062     own_home                      [person=p2]
    Mon 1 Dec 2025 09:00   preference_recorded                place_of_death:own_home       [person=p2]
    Thu 8 Jan 2026 10:00   admitted             RNS:HAWTHORN  21                            [person=p2]
    Fri 9 Jan 2026 10:00   died                                                             [person=p2]
    Wed 1 Jan 2025 09:00   residence_changed    E06000062     own_home                      [person=p3]
    Mon 1 Dec 2025 09:00   preference_recorded                place_of_death:no_preference  [person=p3]
    Fri 9 Jan 2026 10:00   died                                                             [person=p3]
    Wed 1 Jan 2025 09:00   residence_changed    E06000062     own_home                      [person=p4]
    Fri 9 Jan 2026 10:00   died                                                             [person=p4]

    measure died_in_preferred_place: 1 of 2
    """


@holds
def test_the_last_wish_counts() -> None:
    """p1 changed their mind, left hospital for a hospice and died there. Where p2 lived, and so where they died,
    nobody said.

    Wed 1 Jan 2025 09:00   residence_changed    E06000062     own_home                 [person=p1]
    Mon 1 Dec 2025 09:00   preference_recorded                place_of_death:own_home  [person=p1]
    Sat 3 Jan 2026 09:00   preference_recorded                place_of_death:hospice   [person=p1]
    Fri 2 Jan 2026 10:00   admitted             RNS:HAWTHORN  21                       [person=p1]
    Mon 5 Jan 2026 10:00   discharged           RNS:HAWTHORN  88/1                     [person=p1]
    Fri 9 Jan 2026 10:00   died                                                        [person=p1]
    Mon 1 Dec 2025 09:00   preference_recorded                place_of_death:own_home  [person=p2]
    Fri 9 Jan 2026 10:00   died                                                        [person=p2]

    measure died_in_preferred_place: 1 of 1
    """
