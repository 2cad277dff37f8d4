"""Average length of an emergency stay, people aged 65 and over

Whole nights, by date, of the emergency stays that ended in the period, of people who were 65 or over on the day they
were admitted, divided by the number of those stays. A stay without a night counts as none. Planned stays and stays
that have not ended are not counted.

Source: hospital statistics for England, mean length of stay by completed spell, from general knowledge (unverified).
The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_a_stay_without_a_night_brings_the_average_down_and_a_planned_one_does_not() -> None:
    """4 nights and none; p3 was planned, p4 is still in.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 10:00   discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2]
    Mon 5 Jan 2026 20:00   discharged  RNS:HAWTHORN  19/1  [person=p2]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  11    [person=p3]
    Fri 16 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p3]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p4]

    measure average_length_of_stay_65: 4 / 2 = 2
    """


@holds
def test_the_age_is_that_of_the_day_of_admission() -> None:
    """p1 turned 65 on the day of admission, p2 on the day after.

    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p1] [born=1961-01-05]
    Thu 8 Jan 2026 10:00   discharged  RNS:HAWTHORN  19/1  [person=p1]
    Mon 5 Jan 2026 10:00   admitted    RNS:HAWTHORN  21    [person=p2] [born=1961-01-06]
    Mon 19 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1  [person=p2]

    measure average_length_of_stay_65: 3 / 1 = 3
    """
