"""Deaths in hospital, of all deaths

Of residents aged 65 or over who died, those who died in a hospital bed: their stay had not ended, or ended in that
death on the same day. Stays that end in death are another measure (deaths_in_hospital_share), over all stays.

Source: our own, after the Public Health Profiles on end of life, whose definition was not read (unverified). The
examples are our own.
"""

from tests.spec.page import holds


@holds
def test_of_all_deaths() -> None:
    """p2 died at home; p3 was 64.

    Wed 1 Jan 2025 09:00  residence_changed  E06000062     own_home  [person=p1]
    Thu 8 Jan 2026 10:00  admitted           RNS:HAWTHORN  21        [person=p1]
    Fri 9 Jan 2026 10:00  died                                       [person=p1]
    Wed 1 Jan 2025 09:00  residence_changed  E06000062     own_home  [person=p2]
    Fri 9 Jan 2026 10:00  died                                       [person=p2]
    Thu 8 Jan 2026 10:00  admitted           RNS:HAWTHORN  21        [person=p3] [born=1961-01-10]
    Fri 9 Jan 2026 10:00  died                                       [person=p3]

    measure deaths_in_a_hospital_bed: 1 of 2
    """


@holds
def test_a_death_told_an_hour_late_is_in_hospital_and_one_at_home_that_evening_is_not() -> None:
    """p1's stay ended in death; p2 went home to die, the same day.

    Thu 8 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p1]
    Fri 9 Jan 2026 09:00  discharged  RNS:HAWTHORN  79/4  [person=p1]
    Fri 9 Jan 2026 10:00  died                            [person=p1]
    Thu 8 Jan 2026 10:00  admitted    RNS:HAWTHORN  21    [person=p2]
    Fri 9 Jan 2026 09:00  discharged  RNS:HAWTHORN  19/1  [person=p2]
    Fri 9 Jan 2026 20:00  died                            [person=p2]

    measure deaths_in_a_hospital_bed: 1 of 2
    """
