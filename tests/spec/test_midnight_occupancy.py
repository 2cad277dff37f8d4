"""Beds occupied at midnight

A bed is occupied on a night when somebody is in it at the midnight that ends the day. A person in a bed for the day
only occupies none, two people who used one bed on one day count once if one was there at midnight, and a person who
moved counts where they were at midnight. The nights on the wards of a stay add up to its length.

Source: Department of Health, *Beds open overnight* (overview of form KH03): percentage occupancy is the proportion of
open and staffed beds that were occupied at midnight, and unoccupied beds may have been used during the day;
<http://www.performance.doh.gov.uk/hospitalactivity/about_data/beds_open_overnight.htm>, read 22 November 2026. The
collection continues: NHS England, *Bed availability and occupancy, KH03* (its guidance of January 2023 was not read).
The examples are our own. A night is named by the date on which it begins.
"""

from tests.spec.page import holds


@holds
def test_a_stay_occupies_a_bed_each_night_from_the_day_in_to_the_day_before_out() -> None:
    """
    Mon 5 Jan 2026 23:55  admitted    RNS:HAWTHORN  21
    Thu 8 Jan 2026 00:05  discharged  RNS:HAWTHORN  19/1

    night: Mon 5 Jan 2026 RNS:HAWTHORN
    night: Tue 6 Jan 2026 RNS:HAWTHORN
    night: Wed 7 Jan 2026 RNS:HAWTHORN
    nights: 3
    """


@holds
def test_a_day_case_occupies_no_bed_at_midnight() -> None:
    """
    Mon 5 Jan 2026 07:30  admitted    RNS:DAYCASE  11
    Mon 5 Jan 2026 18:00  discharged  RNS:DAYCASE  19/1

    night: none
    nights: 0
    """


@holds
def test_a_person_counts_where_they_were_at_midnight() -> None:
    """Two wards on Monday and two on Tuesday, one bed a night.

    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21
    Mon 5 Jan 2026 19:30  moved       RNS:ROWAN
    Tue 6 Jan 2026 22:00  moved       RNS:BEECH
    Wed 7 Jan 2026 12:00  discharged  RNS:BEECH     19/1

    night: Mon 5 Jan 2026 RNS:ROWAN
    night: Tue 6 Jan 2026 RNS:BEECH
    nights: 2
    """


@holds
def test_two_people_in_one_bed_on_one_day_are_one_bed_at_midnight() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:ROWAN:B4  21    [person=p1]
    Tue 6 Jan 2026 11:00  discharged  RNS:ROWAN:B4  19/1  [person=p1]
    Tue 6 Jan 2026 15:00  admitted    RNS:ROWAN:B4  21    [person=p2]
    Wed 7 Jan 2026 11:00  discharged  RNS:ROWAN:B4  19/1  [person=p2]

    p1 night: Mon 5 Jan 2026 RNS:ROWAN:B4
    p2 night: Tue 6 Jan 2026 RNS:ROWAN:B4
    """


@holds
def test_at_the_stroke_of_midnight_the_one_who_leaves_counts_and_the_one_who_comes_does_not() -> None:
    """Otherwise both or neither would, and the nights of a stay would not add up.

    Mon 5 Jan 2026 10:00  admitted    RNS:ROWAN:B4  21    [person=p1]
    Tue 6 Jan 2026 00:00  discharged  RNS:ROWAN:B4  19/1  [person=p1]
    Tue 6 Jan 2026 00:00  admitted    RNS:ROWAN:B4  21    [person=p2]
    Wed 7 Jan 2026 11:00  discharged  RNS:ROWAN:B4  19/1  [person=p2]

    p1 night: Mon 5 Jan 2026 RNS:ROWAN:B4
    p2 night: Tue 6 Jan 2026 RNS:ROWAN:B4
    """


@holds
def test_the_night_of_a_move_between_hospitals_belongs_to_the_second() -> None:
    """
    Mon 5 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [spell=v1]
    Tue 6 Jan 2026 15:00  moved       RNQ:ASHBY           [spell=v1]
    Wed 7 Jan 2026 12:00  discharged  RNQ:ASHBY     19/1  [spell=v1]

    night: Mon 5 Jan 2026 RNS:HAWTHORN
    night: Tue 6 Jan 2026 RNQ:ASHBY
    nights: 1
    nights: 1
    """


@holds
def test_the_longest_and_the_shortest_night_are_each_one_night() -> None:
    """The clocks go forward on 29 March 2026 and back on 25 October.

    Sat 28 Mar 2026 20:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Sun 29 Mar 2026 20:00  discharged  RNS:HAWTHORN  19/1  [person=p1]
    Sat 24 Oct 2026 20:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Sun 25 Oct 2026 20:00  discharged  RNS:HAWTHORN  19/1  [person=p2]

    p1 night: Sat 28 Mar 2026 RNS:HAWTHORN
    p2 night: Sat 24 Oct 2026 RNS:HAWTHORN
    """


@holds
def test_a_bed_is_occupied_until_now() -> None:
    """The night that is not over is not counted.

    Mon 5 Jan 2026 10:00  admitted  RNS:HAWTHORN  21
    Wed 7 Jan 2026 23:50  now

    night: Mon 5 Jan 2026 RNS:HAWTHORN
    night: Tue 6 Jan 2026 RNS:HAWTHORN
    """
