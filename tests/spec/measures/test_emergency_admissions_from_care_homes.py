"""Emergency admissions of people who live in care homes

Where somebody lives is a state that begins and ends: what counts is whether it was a care home on the day that they
were admitted. The rate is over everybody aged 65 and over in the area, because how many of them live in care homes is
not published for every area and year.

Source: Care Quality Commission, *Northamptonshire: local system review report*, 2018: 838 per 100,000 people aged 65
and over in a quarter (England 713), with care homes found by postcode. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_by_where_somebody_lived_when_the_stay_began() -> None:
    """p3 went to live in a care home from the hospital bed: that stay came from their own home.

    Wed 1 Jan 2025 09:00   residence_changed  E06000062     nursing_home      [person=p1]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21                [person=p1]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062     own_home          [person=p2]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21                [person=p2]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062     own_home          [person=p3]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21                [person=p3]
    Sun 11 Jan 2026 10:00  residence_changed  E06000062     residential_home  [person=p3]

    measure emergency_admissions_from_care_homes: 1
    """


@holds
def test_somebody_of_another_council_and_somebody_64_years_old_do_not_count() -> None:
    """p3 came as planned.

    Wed 1 Jan 2025 09:00   residence_changed  E06000018     care_home  [person=p1]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21         [person=p1]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062     care_home  [person=p2] [born=1961-01-10]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  21         [person=p2]
    Wed 1 Jan 2025 09:00   residence_changed  E06000062     care_home  [person=p3]
    Fri 9 Jan 2026 10:00   admitted           RNS:HAWTHORN  11         [person=p3]
    Wed 1 Jan 2025 09:00   residence_changed  E06000061     care_home  [person=p4]
    Fri 9 Jan 2026 10:00   admitted           RNQ:ASHBY     22         [person=p4]

    measure emergency_admissions_from_care_homes: 1
    """
