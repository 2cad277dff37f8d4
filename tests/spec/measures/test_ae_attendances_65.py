"""A&E attendances of people aged 65 and over

Every arrival counts, also of somebody who comes back the same day, at any department that the ledger hears from. The
age is that on the day of arrival.

Source: Care Quality Commission, data profile of the local system reviews, 2018: A&E attendances of people aged 65 and
over per 100,000, by quarter. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_who_comes_twice_counts_twice() -> None:
    """p2 is 64.

    Fri 9 Jan 2026 10:00  attended         RNS:AE  ambulance  [person=p1] [spell=a]
    Fri 9 Jan 2026 12:00  left_department  RNS:AE  home       [person=p1] [spell=a]
    Fri 9 Jan 2026 20:00  attended         RNS:AE  walk_in    [person=p1] [spell=b]
    Fri 9 Jan 2026 10:00  attended         RNS:AE  walk_in    [person=p2] [born=1961-01-10]

    measure ae_attendances_65: 2
    """


@holds
def test_people_of_another_council_do_not_count() -> None:
    """p1 lives in Nottingham; of p2 nobody said, and they count as a resident.

    Wed 1 Jan 2025 09:00  residence_changed  E06000018  own_home  [person=p1]
    Fri 9 Jan 2026 10:00  attended           RNS:AE     walk_in   [person=p1]
    Fri 9 Jan 2026 10:00  attended           RNS:AE     walk_in   [person=p2]

    measure ae_attendances_65: 1
    """
