"""Beds occupied at midnight

People in a bed at midnight, over the beds of the same wards, both as averages over the nights of the period. A day
case occupies nothing. Only wards whose number of beds the system's file gives are counted; a ward without them is
left out of both parts, and so is one where nobody spent a night. The night is named by the day on which it begins.

Source: NHS England, *bed availability and occupancy*, KH03: average daily occupied beds over average daily available
beds; Department of Health, *Beds open overnight*,
<http://www.performance.doh.gov.uk/hospitalactivity/about_data/beds_open_overnight.htm>, read 22 November 2026. The
examples are our own; in the file Hawthorn ward has 28 beds.
"""

from tests.spec.page import holds


@holds
def test_two_nights_of_four_are_half_a_bed_and_a_day_case_is_none() -> None:
    """
    from 5 Jan 2026 to 8 Jan 2026
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Wed 7 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Tue 6 Jan 2026 08:00  admitted    RNS:HAWTHORN  11    [person=p2]
    Tue 6 Jan 2026 17:00  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure occupancy_at_midnight: 0.5 of 28
    """


@holds
def test_a_ward_whose_beds_are_not_known_is_in_neither_part() -> None:
    """p2 was moved there before the first midnight.

    from 5 Jan 2026 to 8 Jan 2026
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 23:00  moved       RNS:NOBEDS          [person=p2]
    Fri 9 Jan 2026 10:00  discharged  RNS:NOBEDS    19/1  [person=p2]

    measure occupancy_at_midnight: 1 of 28
    """
