"""People asked how they were within three days of leaving hospital

Of discharges alive of people aged 65 or over, those after which somebody spoke with the person on the same day or one
of the next three. A call that nobody answered is not a follow-up.

Source: our own. The examples are our own.
"""

from tests.spec.page import holds


@holds
def test_day_3_counts_and_a_call_that_nobody_answered_does_not() -> None:
    """p1 was reached on the third day, p2 on the fourth, and p3 not at all.

    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21           [person=p1]
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1         [person=p1]
    Thu 8 Jan 2026 10:00  followed_up                well         [person=p1]
    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21           [person=p2]
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1         [person=p2]
    Fri 9 Jan 2026 10:00  followed_up                concern      [person=p2]
    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21           [person=p3]
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1         [person=p3]
    Tue 6 Jan 2026 10:00  followed_up                not_reached  [person=p3]

    measure followed_up_3_days: 1 of 3
    """


@holds
def test_asked_before_leaving_is_not_after() -> None:
    """p1 was asked on the ward that morning, p2 at home in the evening.

    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21       [person=p1]
    Mon 5 Jan 2026 09:00  followed_up                well     [person=p1]
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1     [person=p1]
    Fri 2 Jan 2026 10:00  admitted     RNS:HAWTHORN  21       [person=p2]
    Mon 5 Jan 2026 12:00  discharged   RNS:HAWTHORN  19/1     [person=p2]
    Mon 5 Jan 2026 19:00  followed_up                concern  [person=p2]

    measure followed_up_3_days: 1 of 2
    """
