"""People aged 65 and over who moved into a care home to stay

Somebody moved who is said to live in a care home from a day on, lived somewhere else until then, and had lived in no
care home in the 365 days before. A placement for some weeks changes nothing about where somebody lives. The national
figure cannot tell the two apart, and leaves out those who pay for themselves.

Source: Adult Social Care Outcomes Framework, measure 2C; DHSC, *adult social care client level data*, published SQL
of 11 June 2026, read 22 November 2026. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_who_came_from_elsewhere() -> None:
    """p2 moved from one care home to another; of p3 nobody said where they lived before; p4 is 64; p5 is placed for
    some weeks.

    Wed 1 Jan 2025 09:00   residence_changed  E06000062  own_home             [person=p1]
    Fri 9 Jan 2026 10:00   residence_changed  E06000062  nursing_home         [person=p1]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062  residential_home     [person=p2]
    Fri 9 Jan 2026 10:00   residence_changed  E06000062  nursing_home         [person=p2]
    Fri 9 Jan 2026 10:00   residence_changed  E06000062  nursing_home         [person=p3]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062  own_home             [person=p4] [born=1961-01-10]
    Fri 9 Jan 2026 10:00   residence_changed  E06000062  nursing_home         [person=p4]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062  own_home             [person=p5]
    Fri 9 Jan 2026 10:00   support_started               care_home_placement  [person=p5] [service=OAKS]

    measure care_home_moves_65: 1
    """


@holds
def test_who_left_a_care_home_less_than_365_days_ago_has_not_moved_in_anew() -> None:
    """p1 left one 364 days before and p2 365.

    Mon 1 Jan 2024 09:00   residence_changed  E06000062  own_home      [person=p1]
    Mon 1 Apr 2024 09:00   residence_changed  E06000062  care_home     [person=p1]
    Sat 1 Feb 2025 09:00   residence_changed  E06000062  own_home      [person=p1]
    Sat 31 Jan 2026 09:00  residence_changed  E06000062  nursing_home  [person=p1]
    Mon 1 Jan 2024 09:00   residence_changed  E06000062  own_home      [person=p2]
    Mon 1 Apr 2024 09:00   residence_changed  E06000062  care_home     [person=p2]
    Fri 31 Jan 2025 09:00  residence_changed  E06000062  own_home      [person=p2]
    Sat 31 Jan 2026 09:00  residence_changed  E06000062  nursing_home  [person=p2]

    measure care_home_moves_65: 1
    """
