"""What was found when people were asked how they were

Each time that somebody asked, or tried to ask, soon after a person left hospital, and what was found: safe and well,
a concern, or nobody there. The shares make 100%.

Source: our own. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_each_answer_is_a_share_of_all() -> None:
    """
    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21       [person=p1]
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1     [person=p1]
    Thu 8 Jan 2026 10:00  followed_up                well     [person=p1]
    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21       [person=p2]
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1     [person=p2]
    Thu 8 Jan 2026 10:00  followed_up                well     [person=p2]
    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21       [person=p3]
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1     [person=p3]
    Thu 8 Jan 2026 10:00  followed_up                concern  [person=p3]

    measure follow_up_answers: concern = 1 of 3
    measure follow_up_answers: well = 2 of 3
    """


@holds
def test_day_91_is_another_question() -> None:
    """Tried in vain on the second day, and found at home on day 91.

    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1
    Wed 7 Jan 2026 10:00  followed_up                not_reached
    Mon 6 Apr 2026 10:00  followed_up                at_home_day_91

    measure follow_up_answers: not_reached = 1 of 1
    """
