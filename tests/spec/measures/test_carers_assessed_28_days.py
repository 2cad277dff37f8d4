"""Carers asked what they need themselves within 28 days of being found

Each time that a relative or friend was identified as caring for somebody, and whether a carer's assessment followed
on the same day or one of the next 28. It is counted at the person cared for.

Source: Care Quality Commission, *Northamptonshire: local system review report*, 2018: a 28-day target. The examples
are our own.
"""

from tests.spec.page import holds


@holds
def test_day_28_counts_and_day_29_does_not() -> None:
    """The third was never asked.

    Mon 5 Jan 2026 10:00  carer_identified  [person=p1]
    Mon 2 Feb 2026 10:00  carer_assessed    [person=p1]
    Mon 5 Jan 2026 10:00  carer_identified  [person=p2]
    Tue 3 Feb 2026 10:00  carer_assessed    [person=p2]
    Mon 5 Jan 2026 10:00  carer_identified  [person=p3]

    measure carers_assessed_28_days: 1 of 3
    """


@holds
def test_the_same_day_counts_and_an_older_assessment_does_not() -> None:
    """p2's was of the day before.

    Mon 5 Jan 2026 10:00  carer_identified  [person=p1]
    Mon 5 Jan 2026 10:30  carer_assessed    [person=p1]
    Sun 4 Jan 2026 10:00  carer_assessed    [person=p2]
    Mon 5 Jan 2026 10:00  carer_identified  [person=p2]

    measure carers_assessed_28_days: 1 of 2
    """
