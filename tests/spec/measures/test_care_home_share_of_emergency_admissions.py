"""Share of older people's emergency admissions that come from care homes

Of the emergency admissions of residents aged 65 or over, those of people who lived in a care home that day. People of
whom nobody ever said where they live are in neither part.

Source: our own, from the two rates of the Care Quality Commission's *Northamptonshire: local system review report*,
2018: 838 a quarter of 27,260 a year is 12.3%. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_who_lives_nobody_knows_where_is_in_neither_part() -> None:
    """Nobody ever said where p3 lives.

    Wed 1 Jan 2025 09:00   residence_changed  E06000062     nursing_home  [person=p1]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p1]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062     own_home      [person=p2]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p2]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p3]

    measure care_home_share_of_emergency_admissions: 1 of 2
    """


@holds
def test_each_admission_counts() -> None:
    """p1 came three times: twice from their own home, once from the care home that they moved to.

    Wed 1 Jan 2025 09:00   residence_changed  E06000062     extra_care    [person=p1]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p1] [spell=a]
    Sat 10 Jan 2026 10:00  discharged         RNS:HAWTHORN  19/1          [person=p1] [spell=a]
    Mon 2 Feb 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p1] [spell=b]
    Tue 3 Feb 2026 10:00   discharged         RNS:HAWTHORN  85/1          [person=p1] [spell=b]
    Tue 3 Feb 2026 11:00   residence_changed  E06000062     care_home     [person=p1]
    Mon 9 Mar 2026 10:00   admitted           RNS:HAWTHORN  21            [person=p1] [spell=c]

    measure care_home_share_of_emergency_admissions: 1 of 3
    """
