"""NHS continuing healthcare assessed in an acute hospital

Where somebody was when their full assessment for NHS continuing healthcare was made. Most should be made after they
have left, where they can show what they need; an assessment in a ward shows them at their worst and keeps them there.
A bed of a community hospital is not an acute one.

Source: NHS England asked for fewer than 15% of full assessments in an acute hospital, from general knowledge
(unverified). The examples are our own.
"""

from __future__ import annotations

from tests.spec.page import holds


@holds
def test_in_the_bed_counts_and_after_leaving_does_not() -> None:
    """p1 on the ward, p2 at home the day after leaving it, p3 never in hospital.

    Thu 1 Jan 2026 10:00  admitted    RNS:HAWTHORN  21               [person=p1]
    Mon 5 Jan 2026 10:00  assessed                  continuing_care  [person=p1]
    Fri 9 Jan 2026 10:00  discharged  RNS:HAWTHORN  19/1             [person=p1]
    Thu 1 Jan 2026 10:00  admitted    RNS:HAWTHORN  21               [person=p2]
    Sun 4 Jan 2026 15:00  discharged  RNS:HAWTHORN  19/1             [person=p2]
    Mon 5 Jan 2026 10:00  assessed                  continuing_care  [person=p2]
    Mon 5 Jan 2026 10:00  assessed                  continuing_care  [person=p3]

    measure continuing_healthcare_assessed_in_hospital: 1 of 3
    """


@holds
def test_a_bed_of_a_community_hospital_is_not_acute_and_other_assessments_are_others() -> None:
    """p1 in a community trust's bed; p2 was assessed in an acute one for something else.

    Thu 1 Jan 2026 10:00  admitted  RP1:STEPDOWN  81               [person=p1]
    Mon 5 Jan 2026 10:00  assessed                continuing_care  [person=p1]
    Thu 1 Jan 2026 10:00  admitted  RNS:HAWTHORN  21               [person=p2]
    Mon 5 Jan 2026 10:00  assessed                therapy          [person=p2]

    measure continuing_healthcare_assessed_in_hospital: 0 of 1
    """
