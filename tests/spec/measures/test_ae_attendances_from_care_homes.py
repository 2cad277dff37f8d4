"""A&E attendances of people who live in care homes

As emergency_admissions_from_care_homes, but for arrivals at A&E: what counts is where the person lived on the day.

Source: Care Quality Commission, data profile of the local system reviews, 2018, which found care homes by postcode.
The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_by_where_somebody_lived_when_they_arrived() -> None:
    """p2 lives at home.

    Wed 1 Jan 2025 09:00  residence_changed  E06000062  nursing_home  [person=p1]
    Fri 9 Jan 2026 10:00  attended           RNS:AE     ambulance     [person=p1]
    Wed 1 Jan 2025 09:00  residence_changed  E06000062  own_home      [person=p2]
    Fri 9 Jan 2026 10:00  attended           RNS:AE     ambulance     [person=p2]

    measure ae_attendances_from_care_homes: 1
    """


@holds
def test_from_the_hour_that_somebody_moved_in() -> None:
    """They came in the morning from home, moved into a care home at noon, and came again at night.

    Wed 1 Jan 2025 09:00  residence_changed  E06000062  own_home          [person=p1]
    Fri 9 Jan 2026 08:00  attended           RNS:AE     ambulance         [person=p1] [spell=a]
    Fri 9 Jan 2026 10:00  left_department    RNS:AE     home              [person=p1] [spell=a]
    Fri 9 Jan 2026 12:00  residence_changed  E06000062  residential_home  [person=p1]
    Fri 9 Jan 2026 23:00  attended           RNS:AE     ambulance         [person=p1] [spell=b]

    measure ae_attendances_from_care_homes: 1
    """
