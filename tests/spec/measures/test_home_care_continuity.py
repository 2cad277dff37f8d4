"""Different care workers who came to one person in a week

For each person and each week from Monday to Sunday in which anybody visited them: how many different workers came.
The average over all such weeks is the answer; one is perfect.

Source: our own, after Care Quality Commission, *Beyond barriers*, 2018, which met a person to whom 42 different paid
care workers had come. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_who_comes_often_counts_once() -> None:
    """Two workers came to p1 and one to p2, all between Monday 5 and Sunday 11 January.

    Mon 5 Jan 2026 08:00   visited  w1  [person=p1] [service=HOMECARE]
    Tue 6 Jan 2026 08:00   visited  w1  [person=p1] [service=HOMECARE]
    Sun 11 Jan 2026 20:00  visited  w2  [person=p1] [service=HOMECARE]
    Wed 7 Jan 2026 08:00   visited  w3  [person=p2] [service=HOMECARE]

    measure home_care_continuity: 3 / 2 = 1.5
    """


@holds
def test_a_week_ends_on_sunday_night() -> None:
    """One worker in each of two weeks. In the third nobody knows who came, and it is not counted.

    Thu 1 Jan 2026 10:00   support_started  home_care  [service=HOMECARE]
    Sun 11 Jan 2026 23:30  visited  w1  [service=HOMECARE]
    Mon 12 Jan 2026 00:15  visited  w2  [service=HOMECARE]
    Mon 19 Jan 2026 08:00  visited      [service=HOMECARE]

    measure home_care_continuity: 2 / 2 = 1
    """


@holds
def test_two_agencies_in_one_week_count_together() -> None:
    """
    Mon 5 Jan 2026 08:00  visited  w1  [person=p1] [service=HOMECARE]
    Mon 5 Jan 2026 22:00  visited  n1  [person=p1] [service=NIGHTS]
    Mon 5 Jan 2026 08:00  visited  w1  [person=p2] [service=HOMECARE]

    measure home_care_continuity by service: HOMECARE = 1 / 1 = 1
    measure home_care_continuity by service: several = 2 / 1 = 2
    """
